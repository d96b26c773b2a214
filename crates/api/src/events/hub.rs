use super::{
    ephemeral::{self, Ephemerals},
    listeners::{Facilities, Listeners, Told},
    log::{self, Logged},
    viewers::{self, OpenNow, Opened},
};
use crate::{
    ApiResult, chats,
    clock::Clock,
    presences::{Here, Word},
    scope::Scope,
    sessions::{Ended, ended},
};
use chrono::{DateTime, Utc};
use domain::{
    chats::ChatAccount,
    counselors::CounselorRef,
    events::Position,
    ids::{ChatId, CounselorId, FacilityId, MailRequestId},
    notifications::Notice,
};
use sea_orm::{DatabaseConnection, DbBackend};
use sqlx::postgres::{PgListener, PgNotification};
use std::{sync::Arc, time::Duration};
use tokio::sync::{broadcast, mpsc};
use uuid::Uuid;

/// How long to wait before listening to a database again that was gone.
const RECONNECT: Duration = Duration::from_secs(1);

/// Passes events on to every open connection of this server: it reads each event from the log
/// once, however many listen.
pub struct Hub {
    facilities: Facilities,
    woken: mpsc::UnboundedSender<Option<FacilityId>>,
    open: Arc<OpenNow>,
    ephemerals: Arc<Ephemerals>,
}

impl std::fmt::Debug for Hub {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hub").finish_non_exhaustive()
    }
}

impl Hub {
    /// A hub that nobody listens to yet. It goes on until it is dropped.
    pub fn start(db: DatabaseConnection, clock: Clock, ended: Ended) -> Self {
        let (woken, wakes) = mpsc::unbounded_channel();
        let facilities = Facilities::default();
        let hub = Self {
            ephemerals: Ephemerals::start(db.clone(), clock, facilities.clone()),
            facilities,
            woken,
            open: Arc::default(),
        };
        tokio::spawn(pass_on(db.clone(), hub.facilities.clone(), wakes));
        if db.get_database_backend() == DbBackend::Postgres {
            let heard = Heard {
                ended,
                open: hub.open.clone(),
                ephemerals: hub.ephemerals.clone(),
            };
            tokio::spawn(hear_other_servers(db, hub.woken.downgrade(), heard));
        }
        hub
    }

    /// Notes that somebody has something open. Answers whether they have only just opened it.
    pub async fn note_opened(&self, db: &DatabaseConnection, opened: Opened) -> ApiResult<bool> {
        // Noted first: this server hears of itself, too.
        let is_new = self.open.note(opened.clone());
        opened.tell(db).await?;
        Ok(is_new)
    }

    /// Notes that somebody has closed it. Answers whether they had it open.
    pub async fn note_closed(&self, db: &DatabaseConnection, opened: Opened) -> ApiResult<bool> {
        let closed = opened.closed();
        let was_open = self.open.note(closed.clone());
        closed.tell(db).await?;
        Ok(was_open)
    }

    /// Who has it open, but for `me`.
    pub fn opened_by(
        &self,
        facility: FacilityId,
        request: MailRequestId,
        me: CounselorId,
        now: DateTime<Utc>,
    ) -> Vec<CounselorRef> {
        self.open.others((facility, request), me, now)
    }

    /// Who is connected.
    pub fn here(&self) -> &Here {
        self.ephemerals.here()
    }

    /// A connection is there, or has ended.
    pub async fn note_here(&self, word: Word) -> ApiResult<()> {
        self.ephemerals.note_here(word).await
    }

    /// A connection has ended, as whoever held it cannot wait for that to be known.
    pub fn let_go(&self, word: Word) {
        self.ephemerals.let_go(word);
    }

    /// A counselor has chosen how they can be reached.
    pub async fn tell_chosen(&self, scope: &Scope, counselor: CounselorId) -> ApiResult<()> {
        self.ephemerals.tell_chosen(scope, counselor).await
    }

    /// Somebody is writing in a conversation.
    pub async fn tell_typing(
        &self,
        facility: FacilityId,
        chat: ChatId,
        account: ChatAccount,
    ) -> ApiResult<()> {
        let typing = (chat, account);
        self.ephemerals.tell_typing(facility, typing).await
    }

    /// Somebody wants to be told of something by their browser. To be called after the commit.
    pub fn notify(&self, facility: FacilityId, notice: Notice) {
        self.ephemerals.notify(facility, notice);
    }

    /// There is something new in the facility's log. To be called after the commit.
    pub fn wake(&self, facility: FacilityId) {
        // An error only says that the server is going down.
        let _ = self.woken.send(Some(facility));
    }

    /// Hears what is told to this account of the facility after the position that comes with it.
    pub async fn subscribe(
        &self,
        scope: &Scope,
        account: Uuid,
    ) -> ApiResult<(Position, broadcast::Receiver<Told>)> {
        let facility = scope.facility();
        let along = |listeners: &mut Listeners| listeners.subscribe(account);
        if let Some(subscribed) = self.facilities.with(facility, along) {
            return Ok(subscribed);
        }
        let newest = log::newest(scope).await?;
        let subscribed = self.facilities.all(|all| {
            let listeners = all
                .entry(facility)
                .or_insert_with(|| Listeners::new(newest));
            listeners.subscribe(account)
        });
        // What was committed since it was read is not lost.
        self.wake(facility);
        Ok(subscribed)
    }

    /// How far somebody is who has heard what was told to this account up to `told`. Should another
    /// server's word not have come through, what it was about is found now.
    pub fn reached(&self, facility: FacilityId, account: Uuid, told: Position) -> Position {
        self.wake(facility);
        let reached = |listeners: &mut Listeners| listeners.reached(account, told);
        self.facilities.with(facility, reached).unwrap_or(told)
    }
}

/// Reads what is new, each time somebody says that there is something.
async fn pass_on(
    db: DatabaseConnection,
    facilities: Facilities,
    mut wakes: mpsc::UnboundedReceiver<Option<FacilityId>>,
) {
    while let Some(first) = wakes.recv().await {
        let mut woken = vec![first];
        // Several changes at once are read at once.
        while let Ok(more) = wakes.try_recv() {
            woken.push(more);
        }
        let everyone = woken.contains(&None);
        let listening: Vec<_> = facilities.all(|all| {
            all.retain(|_, listeners| listeners.forget_gone());
            let ids = all.keys().copied();
            ids.filter(|id| everyone || woken.contains(&Some(*id)))
                .collect()
        });
        for id in listening {
            let scope = Scope::new(id, db.clone());
            if let Err(error) = pass_on_of(&scope, &facilities).await {
                // The next change, or a listener's own look, finds what was missed.
                tracing::warn!(%error, "events could not be read");
            }
        }
    }
}

/// Reads what is new in one facility, and tells those whom it may concern.
async fn pass_on_of(scope: &Scope, facilities: &Facilities) -> ApiResult<()> {
    let id = scope.facility();
    while let Some(told) = facilities.with(id, |listeners| listeners.told()) {
        let events = log::after(scope, told).await?;
        if events.is_empty() {
            break;
        }
        for event in events {
            let to = whom(scope, facilities, &event).await?;
            facilities.with(id, |listeners| listeners.tell(event, to.as_deref()));
        }
    }
    Ok(())
}

/// The accounts that an event may concern; nothing where that may be anybody.
async fn whom(
    scope: &Scope,
    facilities: &Facilities,
    event: &Logged,
) -> ApiResult<Option<Arc<[Uuid]>>> {
    let Some(chat) = event.audience.chat() else {
        return Ok(event.audience.account().map(|id| Arc::from([id])));
    };
    let known = facilities.with(scope.facility(), |listeners| listeners.members(chat));
    if let Some(known) = known.flatten() {
        return Ok(Some(known));
    }
    let members: Arc<[Uuid]> = chats::members_of(scope, chat).await?.into();
    facilities.with(scope.facility(), |listeners| {
        listeners.note_members(chat, members.clone());
    });
    Ok(Some(members))
}

/// Whom to tell of what other servers say.
struct Heard {
    ended: Ended,
    open: Arc<OpenNow>,
    ephemerals: Arc<Ephemerals>,
}

/// Wakes on what other servers on the same PostgreSQL have committed, hears whom they have signed
/// out and what their people have open.
async fn hear_other_servers(
    db: DatabaseConnection,
    woken: mpsc::WeakUnboundedSender<Option<FacilityId>>,
    heard: Heard,
) {
    while woken.strong_count() > 0 && !db.get_postgres_connection_pool().is_closed() {
        if let Err(error) = hear(&db, &woken, &heard).await {
            tracing::warn!(%error, "cannot listen to the database");
        }
        tokio::time::sleep(RECONNECT).await;
    }
}

async fn hear(
    db: &DatabaseConnection,
    woken: &mpsc::WeakUnboundedSender<Option<FacilityId>>,
    told: &Heard,
) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(db.get_postgres_connection_pool()).await?;
    listener
        .listen_all([
            log::CHANNEL,
            ended::CHANNEL,
            viewers::CHANNEL,
            ephemeral::CHANNEL,
        ])
        .await?;
    let mut notification = None::<PgNotification>;
    while let Some(hub) = woken.upgrade() {
        let (channel, payload) = match &notification {
            Some(heard) => (heard.channel(), heard.payload()),
            // Until here, and whenever the connection was gone, anything may have happened.
            None => ("", ""),
        };
        if channel == ephemeral::CHANNEL {
            told.ephemerals.hear(payload).await;
        } else if channel == viewers::CHANNEL {
            if let Ok(opened) = serde_json::from_str(payload) {
                told.open.note(opened);
            }
        } else if channel == ended::CHANNEL {
            match payload.parse() {
                Ok(credential) => told.ended.tell(credential),
                Err(_) => told.ended.tell_to_look(),
            }
        } else {
            // An error only says that the server is going down.
            let _ = hub.send(payload.parse().ok());
            if channel != log::CHANNEL {
                told.ended.tell_to_look();
            }
        }
        drop(hub);
        notification = listener.try_recv().await?;
    }
    Ok(())
}

//! What goes by: who has come or gone, and who is writing. It stands in no log; servers on one
//! PostgreSQL tell each other.

use super::listeners::Facilities;
use crate::{
    ApiError, ApiResult,
    clock::Clock,
    presences::{Here, Word, reach_of},
    scope::Scope,
};
use domain::{
    chats::ChatAccount,
    events::EphemeralEvent,
    ids::{ChatId, CounselorId, FacilityId},
    notifications::Notice,
    presences::{AccountPresence, Presence},
};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use serde::{Deserialize, Serialize};
use std::{sync::Arc, time::Duration};
use tokio::sync::mpsc;
use uuid::Uuid;

/// What servers on one PostgreSQL tell each other on.
pub const CHANNEL: &str = "beistand_ephemeral";
/// How often it is looked who is there no more.
const SWEEP: Duration = Duration::from_secs(1);

/// Something that goes by.
#[derive(Clone, Copy, Debug)]
pub struct Passing {
    pub event: EphemeralEvent,
    /// Whether it is about a counselor whom only clients see who chat with them.
    pub is_hidden: bool,
}

/// What servers tell each other.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Between {
    Here(Word),
    Chosen {
        facility: FacilityId,
        counselor: CounselorId,
    },
    Typing {
        facility: FacilityId,
        chat_id: ChatId,
        account: ChatAccount,
    },
    Notice {
        facility: FacilityId,
        notice: Notice,
    },
}

#[derive(Debug, Serialize, Deserialize)]
struct Letter {
    /// A server hears what it says itself, and has done it by then.
    from: Uuid,
    says: Between,
}

/// Tells those who are connected here what goes by.
#[derive(Debug)]
pub struct Ephemerals {
    server: Uuid,
    db: DatabaseConnection,
    clock: Clock,
    here: Here,
    facilities: Facilities,
    /// What is said by those who cannot wait for it.
    later: mpsc::UnboundedSender<Between>,
}

impl Ephemerals {
    /// Goes on looking who is there no more until it is dropped.
    #[expect(clippy::disallowed_methods, reason = "a server gets its id")]
    pub fn start(db: DatabaseConnection, clock: Clock, facilities: Facilities) -> Arc<Self> {
        let (later, mut said) = mpsc::unbounded_channel();
        let all = Arc::new(Self {
            server: Uuid::now_v7(),
            db,
            clock,
            here: Here::default(),
            facilities,
            later,
        });
        let weak = Arc::downgrade(&all);
        tokio::spawn(async move {
            while let Some(says) = said.recv().await {
                let Some(all) = weak.upgrade() else {
                    return;
                };
                if let Err(error) = all.say(says).await {
                    // That a connection has ended is known by itself a little later; what a
                    // browser did not show is seen in the app.
                    tracing::warn!(%error, "another server was not told");
                }
            }
        });
        let weak = Arc::downgrade(&all);
        tokio::spawn(async move {
            let mut tick = tokio::time::interval(SWEEP);
            loop {
                tick.tick().await;
                let Some(all) = weak.upgrade() else {
                    return;
                };
                for (facility, account) in all.here.sweep(all.clock.now()) {
                    all.announce(facility, account).await;
                }
            }
        });
        all
    }

    pub fn here(&self) -> &Here {
        &self.here
    }

    /// A connection is there, or has ended.
    pub async fn note_here(&self, word: Word) -> ApiResult<()> {
        self.say(Between::Here(word)).await
    }

    /// A connection has ended, as whoever held it cannot wait for that to be known.
    pub fn let_go(&self, word: Word) {
        // An error only says that the server is going down.
        let _ = self.later.send(Between::Here(word));
    }

    /// A counselor has chosen how they can be reached.
    pub async fn tell_chosen(&self, scope: &Scope, counselor: CounselorId) -> ApiResult<()> {
        let facility = scope.facility();
        self.say(Between::Chosen {
            facility,
            counselor,
        })
        .await
    }

    /// Somebody is writing.
    pub async fn tell_typing(
        &self,
        facility: FacilityId,
        (chat_id, account): (ChatId, ChatAccount),
    ) -> ApiResult<()> {
        self.say(Between::Typing {
            facility,
            chat_id,
            account,
        })
        .await
    }

    /// Somebody wants to be told of something by their browser. What caused it does not wait for
    /// that.
    pub fn notify(&self, facility: FacilityId, notice: Notice) {
        // An error only says that the server is going down.
        let _ = self.later.send(Between::Notice { facility, notice });
    }

    /// Does it here, and lets the other servers do the same.
    async fn say(&self, says: Between) -> ApiResult<()> {
        self.act(says).await;
        let backend = self.db.get_database_backend();
        if backend != DbBackend::Postgres {
            return Ok(());
        }
        let from = self.server;
        let text = serde_json::to_string(&Letter { from, says }).map_err(ApiError::internal)?;
        let values = [CHANNEL.into(), text.into()];
        let notify = Statement::from_sql_and_values(backend, "SELECT pg_notify($1, $2)", values);
        self.db.execute_raw(notify).await?;
        Ok(())
    }

    /// Does what a server has said.
    pub async fn hear(&self, payload: &str) {
        if let Ok(letter) = serde_json::from_str::<Letter>(payload)
            && letter.from != self.server
        {
            self.act(letter.says).await;
        }
    }

    async fn act(&self, says: Between) {
        match says {
            Between::Here(word) => {
                if self.here.note(word, self.clock.now()) {
                    self.announce(word.facility, word.account).await;
                }
            }
            Between::Chosen {
                facility,
                counselor,
            } => {
                let account = ChatAccount::Counselor(counselor);
                self.announce(facility, account).await;
            }
            Between::Typing {
                facility,
                chat_id,
                account,
            } => {
                let passing = Passing {
                    event: EphemeralEvent::Typing { chat_id, account },
                    is_hidden: false,
                };
                self.send(facility, passing);
            }
            Between::Notice { facility, notice } => {
                let passing = Passing {
                    event: EphemeralEvent::Notified(notice),
                    is_hidden: false,
                };
                self.send(facility, passing);
            }
        }
    }

    /// Tells everybody who sees it how somebody can be reached now.
    async fn announce(&self, facility: FacilityId, account: ChatAccount) {
        if self.facilities.with(facility, |_| ()).is_none() {
            return;
        }
        let (chosen, is_hidden) = match account {
            ChatAccount::Client(_) => (Presence::Online, true),
            ChatAccount::Counselor(id) => {
                let scope = Scope::new(facility, self.db.clone());
                match reach_of(&scope, id, &self.db).await {
                    Ok(Some(reach)) => (reach.presence, reach.primary_clients_only),
                    Ok(None) => return,
                    Err(error) => {
                        // Whoever opens a page anew sees it.
                        tracing::warn!(%error, "a presence could not be read");
                        return;
                    }
                }
            }
        };
        let is_connected = self.here.is_connected(facility, account, self.clock.now());
        let presence = chosen.shown(is_connected);
        let event = EphemeralEvent::PresenceChanged(AccountPresence { account, presence });
        self.send(facility, Passing { event, is_hidden });
    }

    fn send(&self, facility: FacilityId, passing: Passing) {
        self.facilities.with(facility, |listeners| {
            let to = match passing.event {
                EphemeralEvent::Notified(notice) => Some(Arc::from([notice.counselor_id.0])),
                EphemeralEvent::Typing { chat_id, .. } => listeners.members(chat_id),
                EphemeralEvent::Missed | EphemeralEvent::PresenceChanged(_) => None,
            };
            listeners.pass(passing, to.as_deref());
        });
    }
}

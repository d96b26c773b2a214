//! One live connection.

use super::{
    ephemeral::Passing,
    listeners::Told,
    log::{self, Logged},
};
use crate::{
    ApiError, ApiResult, caller::Caller, chats, metrics::Open, notifications, presences::Word,
};
use actix_web::{FromRequest, HttpRequest, dev::Payload, web::Bytes};
use domain::{
    chats::ChatAccount,
    events::{EphemeralEvent, EventKind, Position},
    ids::{ChatId, ConnectionId},
    presences::{AccountPresence, BEAT},
    problem::ProblemCode,
};
use futures_util::{
    Stream, StreamExt,
    future::{Either, select},
    stream,
};
use std::{
    collections::{HashSet, VecDeque},
    convert::Infallible,
    fmt::Write,
    future::{Ready, ready},
    pin::pin,
    time::Duration,
};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Instant, timeout_at},
};
use uuid::Uuid;

/// How often a connection is kept alive, its session checked, and its listener asked whether they
/// are still there.
const HEARTBEAT: Duration = Duration::from_secs(BEAT.num_seconds().unsigned_abs());

/// The last position that a listener has heard (`Last-Event-ID`), if they were here before. What
/// is no position counts as none: the listener is then told what is new from now on.
pub struct Resume(Option<Position>);

impl FromRequest for Resume {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get("Last-Event-ID");
        let position = header
            .and_then(|value| value.to_str().ok())
            .and_then(|text| text.trim().parse().ok());
        ready(Ok(Self(position)))
    }
}

struct Connection {
    caller: Caller,
    id: ConnectionId,
    live: Receiver<Told>,
    ended: Receiver<Option<Uuid>>,
    /// When to look next whether the listener may still listen.
    heartbeat: Instant,
    /// Up to where the listener has been told, or was not to be.
    told: Position,
    /// Read from the log, not looked at yet.
    waiting: VecDeque<Logged>,
    /// Whether the log may hold what `live` will not bring.
    behind: bool,
    /// The conversations of the chat that the listener is in, once something is heard of one.
    chats: Option<HashSet<ChatId>>,
    /// Those whom the listener chats with, once something is heard of somebody.
    partners: Option<HashSet<ChatAccount>>,
    /// Counts the connection for as long as it is there.
    _open: Open,
}

/// Everything the caller may hear, from where they were.
#[expect(clippy::disallowed_methods, reason = "a connection gets its id")]
pub async fn events(
    caller: Caller,
    resume: Resume,
) -> ApiResult<impl Stream<Item = Result<Bytes, Infallible>>> {
    let (hub, account) = (&caller.state().hub, caller.actor().id());
    let (newest, live) = hub.subscribe(caller.scope(), account).await?;
    let shutdown = caller.state().shutdown.begun();
    let ended = caller.state().ended.subscribe();
    // What ended while nobody was listening for it yet is seen by this look.
    if !caller.is_alive().await? {
        return Err(ProblemCode::SessionEnded.into());
    }
    let mut connection = Connection {
        id: ConnectionId(Uuid::now_v7()),
        ended,
        heartbeat: Instant::now() + HEARTBEAT,
        _open: caller.state().metrics.live_connection(),
        caller,
        live,
        told: newest,
        waiting: VecDeque::new(),
        behind: false,
        chats: None,
        partners: None,
    };
    if let Some(word) = connection.word(false) {
        connection.caller.state().hub.note_here(word).await?;
        if let ChatAccount::Counselor(id) = word.account {
            notifications::come_back(connection.caller.scope(), id).await?;
        }
    }
    let mut hello = String::from(": connected\n");
    if let Some(position) = resume.0 {
        if connection.can_resume(position, newest).await? {
            connection.told = position;
            connection.behind = true;
        } else {
            hello.push_str("event: missed\ndata: {}\n");
        }
    }
    // An id without data sets where to go on from, and is no event.
    let _ = write!(hello, "id: {}\n\n", connection.told);
    let hello = stream::iter([Ok(Bytes::from(hello))]);
    let live = stream::unfold(connection, |mut connection| async move {
        let text = connection.next().await?;
        Some((Ok(Bytes::from(text)), connection))
    });
    Ok(hello.chain(live).take_until(shutdown))
}

impl Connection {
    /// Whether the log still holds everything after `position`.
    async fn can_resume(&mut self, position: Position, newest: Position) -> ApiResult<bool> {
        if position < 0 || position > newest.max(log::newest(self.caller.scope()).await?) {
            return Ok(false);
        }
        let events = log::after(self.caller.scope(), position).await?;
        let unbroken = events
            .first()
            .map_or(position >= newest, |first| first.position == position + 1);
        Ok(unbroken)
    }

    /// The next thing to send; `None` ends the connection.
    async fn next(&mut self) -> Option<String> {
        loop {
            while let Some(logged) = self.waiting.pop_front() {
                // Whoever cannot be told now comes back for it.
                if let Some(text) = self.tell(logged).await.ok()? {
                    return Some(text);
                }
            }
            if self.behind {
                let events = log::after(self.caller.scope(), self.told).await.ok()?;
                self.behind = !events.is_empty();
                self.waiting.extend(events);
                continue;
            }
            let heard = timeout_at(self.heartbeat, self.live.recv());
            let heard = match select(pin!(heard), pin!(self.ended.recv())).await {
                Either::Left((heard, _)) => heard,
                Either::Right((Ok(Some(credential)), _))
                    if credential != self.caller.credential().id() =>
                {
                    continue;
                }
                Either::Right((Ok(None) | Err(_), _))
                    if self.caller.is_alive().await.unwrap_or(false) =>
                {
                    continue;
                }
                Either::Right(_) => return None,
            };
            match heard {
                // Told already, from the log.
                Ok(Ok(Told::Logged { logged, .. })) if logged.position <= self.told => {}
                Ok(Ok(Told::Logged { logged, after })) if after <= self.told => {
                    self.waiting.push_back(*logged);
                }
                Ok(Ok(Told::Logged { .. })) => self.behind = true,
                Ok(Ok(Told::Passing(passing))) => {
                    if self.may_hear_passing(&passing).await.ok()? {
                        return told_passing(passing.event);
                    }
                }
                Ok(Err(RecvError::Lagged(_))) => {
                    self.behind = true;
                    return told_passing(EphemeralEvent::Missed);
                }
                Err(_) if self.caller.is_alive().await.unwrap_or(false) => {
                    let (hub, account) = (&self.caller.state().hub, self.caller.actor().id());
                    self.told = hub.reached(self.caller.facility(), account, self.told);
                    self.heartbeat = Instant::now() + HEARTBEAT;
                    let (id, told) = (self.id, self.told);
                    return Some(format!(
                        "event: beat\nid: {told}\ndata: {{\"connection_id\":\"{id}\"}}\n\n"
                    ));
                }
                Ok(Err(RecvError::Closed)) | Err(_) => return None,
            }
        }
    }

    /// Moves on, and says what the listener gets to hear.
    async fn tell(&mut self, logged: Logged) -> ApiResult<Option<String>> {
        if !self.may_hear(logged).await? {
            self.told = logged.position;
            return Ok(None);
        }
        self.told = logged.position;
        let data = serde_json::to_string(&logged.event).map_err(ApiError::internal)?;
        Ok(Some(format!("id: {}\ndata: {data}\n\n", logged.position)))
    }

    async fn may_hear(&mut self, logged: Logged) -> ApiResult<bool> {
        if let Some(chat) = logged.audience.chat() {
            return self.is_in(chat).await;
        }
        let hears = logged.audience.includes(self.caller.actor(), logged.system);
        if hears && logged.event.kind == EventKind::ChatsChanged {
            self.chats = None;
            self.partners = None;
        }
        Ok(hears)
    }

    /// Who is there is told to those who see them; who is writing to the others there.
    async fn may_hear_passing(&mut self, passing: &Passing) -> ApiResult<bool> {
        match passing.event {
            EphemeralEvent::Missed => Ok(true),
            EphemeralEvent::Notified(notice) => {
                Ok(self.caller.actor().counselor_id() == Some(notice.counselor_id))
            }
            EphemeralEvent::Typing { chat_id, account } => {
                Ok(account.id() != self.caller.actor().id() && self.is_in(chat_id).await?)
            }
            EphemeralEvent::PresenceChanged(AccountPresence { account, .. }) => {
                if self.word(false).is_none() {
                    return Ok(false);
                }
                let is_client = self.caller.actor().client_id().is_some();
                match account {
                    ChatAccount::Counselor(_) if !is_client || !passing.is_hidden => Ok(true),
                    ChatAccount::Client(_) if is_client => Ok(false),
                    ChatAccount::Client(_) | ChatAccount::Counselor(_) => {
                        self.chats_with(account).await
                    }
                }
            }
        }
    }

    async fn chats_with(&mut self, account: ChatAccount) -> ApiResult<bool> {
        if let Some(partners) = &self.partners {
            return Ok(partners.contains(&account));
        }
        let me = chats::me(&self.caller)?;
        let partners = chats::partners(self.caller.scope(), me).await?;
        let is_partner = partners.contains(&account);
        self.partners = Some(partners);
        Ok(is_partner)
    }

    /// What is told of this connection; nothing of a program's.
    fn word(&self, has_ended: bool) -> Option<Word> {
        let account = chats::me(&self.caller).ok()?;
        Some(Word {
            facility: self.caller.facility(),
            account,
            connection: self.id,
            has_ended,
        })
    }

    /// Whether the listener is in a conversation. Whoever comes into one or leaves it is told so
    /// before anything else of it, so looking once is enough until then.
    async fn is_in(&mut self, chat: ChatId) -> ApiResult<bool> {
        if let Some(chats) = &self.chats {
            return Ok(chats.contains(&chat));
        }
        let caller = &self.caller;
        let chats = chats::memberships(caller.scope(), caller.actor().id()).await?;
        let is_in = chats.contains(&chat);
        self.chats = Some(chats);
        Ok(is_in)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(word) = self.word(true) {
            self.caller.state().hub.let_go(word);
        }
    }
}

fn told_passing(event: EphemeralEvent) -> Option<String> {
    let data = serde_json::to_string(&event).ok()?;
    Some(format!("event: ephemeral\ndata: {data}\n\n"))
}

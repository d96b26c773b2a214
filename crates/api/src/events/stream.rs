//! One live connection.

use super::log::{self, Logged};
use crate::{ApiError, ApiResult, caller::Caller, chats, metrics::Open};
use actix_web::{FromRequest, HttpRequest, dev::Payload, web::Bytes};
use domain::{
    events::{EventKind, Position},
    ids::ChatId,
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

/// How often a silent connection is kept alive and its session checked.
const HEARTBEAT: Duration = Duration::from_secs(20);

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
    live: Receiver<Logged>,
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
    /// Counts the connection for as long as it is there.
    _open: Open,
}

/// Everything the caller may hear, from where they were.
pub async fn events(
    caller: Caller,
    resume: Resume,
) -> ApiResult<impl Stream<Item = Result<Bytes, Infallible>>> {
    let (newest, live) = caller.state().hub.subscribe(caller.scope()).await?;
    let shutdown = caller.state().shutdown.begun();
    let ended = caller.state().ended.subscribe();
    // What ended while nobody was listening for it yet is seen by this look.
    if !caller.is_alive().await? {
        return Err(ProblemCode::SessionEnded.into());
    }
    let mut connection = Connection {
        ended,
        heartbeat: Instant::now() + HEARTBEAT,
        _open: caller.state().metrics.live_connection(),
        caller,
        live,
        told: newest,
        waiting: VecDeque::new(),
        behind: false,
        chats: None,
    };
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
                Ok(Ok(logged)) if logged.position == self.told + 1 => {
                    self.waiting.push_back(logged);
                }
                // Told already, from the log.
                Ok(Ok(logged)) if logged.position <= self.told => {}
                Ok(Ok(_) | Err(RecvError::Lagged(_))) => self.behind = true,
                Err(_) if self.caller.is_alive().await.unwrap_or(false) => {
                    // Should another server's word not have come through, this look finds it.
                    self.behind = true;
                    self.heartbeat = Instant::now() + HEARTBEAT;
                    return Some(":\n\n".into());
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
        }
        Ok(hears)
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

use crate::{CallResult, Client, http::Response};
use domain::{
    events::{EphemeralEvent, Event, Position},
    ids::ConnectionId,
};
use serde::Deserialize;
use std::fmt;

/// What the live connection brings of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Something changed.
    Event(Event),
    /// The connection was gone for too long: anything may have changed.
    Missed,
}

/// Everything that the live connection brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrived {
    /// Of changes.
    Heard(Heard),
    /// Of what only goes by.
    Ephemeral(EphemeralEvent),
    /// The question whether one is still there, to be answered by
    /// [`answer_beat`](Client::answer_beat).
    Beat(ConnectionId),
}

#[derive(Deserialize)]
struct Beat {
    connection_id: ConnectionId,
}

/// The live connection: what the caller may see, as it happens.
pub struct EventStream {
    response: Response,
    buffer: Vec<u8>,
    position: Option<Position>,
}

impl fmt::Debug for EventStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream").finish_non_exhaustive()
    }
}

impl EventStream {
    /// Where to go on from after this connection has ended: nothing before it is missed.
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    /// What changes next; `None` when the connection has ended.
    pub async fn next(&mut self) -> Option<Heard> {
        loop {
            if let Arrived::Heard(heard) = self.arrives().await? {
                return Some(heard);
            }
        }
    }

    /// What arrives next, whatever it is; `None` when the connection has ended.
    pub async fn arrives(&mut self) -> Option<Arrived> {
        loop {
            if let Some(arrived) = take(&mut self.buffer, &mut self.position) {
                return Some(arrived);
            }
            let chunk = self.response.chunk().await.ok()??;
            self.buffer.extend_from_slice(&chunk);
        }
    }
}

impl Client {
    /// Opens the live connection (server-sent events). It returns as soon as the server listens:
    /// whatever happens from then on arrives; with a position of an earlier connection, what
    /// happened since.
    pub async fn stream_events(&self, after: Option<Position>) -> CallResult<EventStream> {
        let mut request = self.get("/events");
        if let Some(position) = after {
            request = request.header("Last-Event-ID", position);
        }
        let response = self.send(request).await?;
        Ok(EventStream {
            response,
            buffer: Vec::new(),
            position: after,
        })
    }
}

/// Takes what arrived first out of `buffer`, with everything before it: comments, positions, and
/// events of kinds that this version does not know.
fn take(buffer: &mut Vec<u8>, position: &mut Option<Position>) -> Option<Arrived> {
    while let Some(end) = buffer.windows(2).position(|pair| pair == b"\n\n") {
        let block: Vec<u8> = buffer.drain(..end + 2).collect();
        let block = String::from_utf8_lossy(&block);
        let (mut name, mut data) = (None, None);
        for line in block.lines() {
            if let Some(id) = line.strip_prefix("id: ") {
                *position = id.parse().ok().or(*position);
            } else if let Some(text) = line.strip_prefix("data: ") {
                data = Some(text);
            } else if let Some(event) = line.strip_prefix("event: ") {
                name = Some(event);
            }
        }
        let Some(data) = data else {
            continue;
        };
        let arrived = match name {
            None => read(data).map(|event| Arrived::Heard(Heard::Event(event))),
            Some("missed") => Some(Arrived::Heard(Heard::Missed)),
            Some("ephemeral") => read(data).map(Arrived::Ephemeral),
            Some("beat") => read(data).map(|beat: Beat| Arrived::Beat(beat.connection_id)),
            Some(_) => None,
        };
        if arrived.is_some() {
            return arrived;
        }
    }
    None
}

fn read<T: for<'a> Deserialize<'a>>(data: &str) -> Option<T> {
    serde_json::from_str(data).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_read_from_whatever_pieces_they_arrive_in() {
        let wire = concat!(
            ": connected\nid: 40\n\n",
            "id: 41\ndata: {\"kind\":\"mail_request_created\",\"mail_request_id\":",
            "\"0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10\"}\n\n",
            "id: 42\ndata: {\"kind\":\"unheard_of\"}\n\n",
            "event: missed\ndata: {}\nid: 90\n\n",
            ":\n\n",
            "event: beat\ndata: {\"connection_id\":\"0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10\"}\n\n",
            "event: ephemeral\ndata: {\"kind\":\"missed\"}\n\n",
            "event: unheard_of\ndata: {}\n\n",
            "id: 91\ndata: {\"kind\":\"mail_request_changed\",\"mail_request_id\":",
            "\"0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10\"}\n\n",
        );
        for size in [1, 7, wire.len()] {
            let (mut buffer, mut position, mut heard) = (Vec::new(), None, Vec::new());
            for piece in wire.as_bytes().chunks(size) {
                buffer.extend_from_slice(piece);
                while let Some(one) = take(&mut buffer, &mut position) {
                    let what = match one {
                        Arrived::Heard(Heard::Event(event)) => format!("{:?}", event.kind),
                        Arrived::Heard(Heard::Missed) => "missed".into(),
                        Arrived::Ephemeral(event) => format!("{event:?} goes by"),
                        Arrived::Beat(_) => "beat".into(),
                    };
                    heard.push((position, what));
                }
            }
            let expected = [
                (Some(41), "MailRequestCreated"),
                (Some(90), "missed"),
                (Some(90), "beat"),
                (Some(90), "Missed goes by"),
                (Some(91), "MailRequestChanged"),
            ];
            assert_eq!(
                heard,
                expected.map(|(position, what)| (position, what.to_owned()))
            );
            assert!(buffer.is_empty());
        }
    }
}

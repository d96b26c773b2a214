use crate::{CallResult, Client};
use domain::events::{Event, Position};
use futures_util::{StreamExt, stream::LocalBoxStream};
use std::fmt;

/// What the live connection brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Something changed.
    Event(Event),
    /// The connection was gone for too long: anything may have changed.
    Missed,
}

/// The live connection: what the caller may see, as it happens.
pub struct EventStream {
    chunks: LocalBoxStream<'static, Option<Vec<u8>>>,
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

    /// What happens next; `None` when the connection has ended.
    pub async fn next(&mut self) -> Option<Heard> {
        loop {
            if let Some(heard) = take(&mut self.buffer, &mut self.position) {
                return Some(heard);
            }
            let chunk = self.chunks.next().await??;
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
        let chunks = response
            .bytes_stream()
            .map(|chunk| chunk.ok().map(|bytes| bytes.to_vec()))
            .boxed_local();
        Ok(EventStream {
            chunks,
            buffer: Vec::new(),
            position: after,
        })
    }
}

/// Takes what was heard first out of `buffer`, with everything before it: comments, positions, and
/// events of kinds that this version does not know.
fn take(buffer: &mut Vec<u8>, position: &mut Option<Position>) -> Option<Heard> {
    while let Some(end) = buffer.windows(2).position(|pair| pair == b"\n\n") {
        let block: Vec<u8> = buffer.drain(..end + 2).collect();
        let (mut missed, mut event) = (false, None);
        for line in String::from_utf8_lossy(&block).lines() {
            if let Some(id) = line.strip_prefix("id: ") {
                *position = id.parse().ok().or(*position);
            } else if let Some(data) = line.strip_prefix("data: ") {
                event = serde_json::from_str(data).ok();
            } else {
                missed |= line == "event: missed";
            }
        }
        if missed {
            return Some(Heard::Missed);
        }
        if let Some(event) = event {
            return Some(Heard::Event(event));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::events::EventKind;

    #[test]
    fn events_are_read_from_whatever_pieces_they_arrive_in() {
        let wire = concat!(
            ": connected\nid: 40\n\n",
            "id: 41\ndata: {\"kind\":\"mail_request_created\",\"mail_request_id\":",
            "\"0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10\"}\n\n",
            "id: 42\ndata: {\"kind\":\"unheard_of\"}\n\n",
            "event: missed\ndata: {}\nid: 90\n\n",
            ":\n\n",
            "id: 91\ndata: {\"kind\":\"mail_request_changed\",\"mail_request_id\":",
            "\"0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10\"}\n\n",
        );
        for size in [1, 7, wire.len()] {
            let (mut buffer, mut position, mut heard) = (Vec::new(), None, Vec::new());
            for piece in wire.as_bytes().chunks(size) {
                buffer.extend_from_slice(piece);
                while let Some(one) = take(&mut buffer, &mut position) {
                    let kind = match one {
                        Heard::Event(event) => Some(event.kind),
                        Heard::Missed => None,
                    };
                    heard.push((position, kind));
                }
            }
            assert_eq!(
                heard,
                [
                    (Some(41), Some(EventKind::MailRequestCreated)),
                    (Some(90), None),
                    (Some(91), Some(EventKind::MailRequestChanged)),
                ]
            );
            assert!(buffer.is_empty());
        }
    }
}

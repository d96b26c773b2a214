use crate::{CallResult, Client};
use domain::events::Event;
use futures_util::{StreamExt, stream::LocalBoxStream};
use std::fmt;

/// The live connection: what the caller may see, as it happens.
pub struct EventStream {
    chunks: LocalBoxStream<'static, Option<Vec<u8>>>,
    buffer: Vec<u8>,
}

impl fmt::Debug for EventStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream").finish_non_exhaustive()
    }
}

impl EventStream {
    /// The next event; `None` when the connection has ended.
    pub async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = take_event(&mut self.buffer) {
                return Some(event);
            }
            let chunk = self.chunks.next().await??;
            self.buffer.extend_from_slice(&chunk);
        }
    }
}

impl Client {
    /// Opens the live connection (server-sent events). It returns as soon as the server listens:
    /// whatever happens from then on arrives.
    pub async fn stream_events(&self) -> CallResult<EventStream> {
        let response = self.send(self.get("/events")).await?;
        let chunks = response
            .bytes_stream()
            .map(|chunk| chunk.ok().map(|bytes| bytes.to_vec()))
            .boxed_local();
        Ok(EventStream {
            chunks,
            buffer: Vec::new(),
        })
    }
}

/// Takes the first event out of `buffer`, with everything before it: comments, and events of
/// kinds that this version does not know.
fn take_event(buffer: &mut Vec<u8>) -> Option<Event> {
    while let Some(end) = buffer.windows(2).position(|pair| pair == b"\n\n") {
        let block: Vec<u8> = buffer.drain(..end + 2).collect();
        let event = block
            .split(|&byte| byte == b'\n')
            .find_map(|line| line.strip_prefix(b"data: "))
            .and_then(|data| serde_json::from_slice(data).ok());
        if event.is_some() {
            return event;
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
            ": hello\n\n",
            "event: message\ndata: {\"kind\":\"mail_request_created\",\"mail_request_id\":",
            "\"0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10\"}\n\n",
            "data: {\"kind\":\"unheard_of\"}\n\n",
            "data: {\"kind\":\"mail_request_changed\",\"mail_request_id\":",
            "\"0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10\"}\n\n",
        );
        for size in [1, 7, wire.len()] {
            let (mut buffer, mut kinds) = (Vec::new(), Vec::new());
            for piece in wire.as_bytes().chunks(size) {
                buffer.extend_from_slice(piece);
                while let Some(event) = take_event(&mut buffer) {
                    kinds.push(event.kind);
                }
            }
            assert_eq!(
                kinds,
                [EventKind::MailRequestCreated, EventKind::MailRequestChanged]
            );
            assert!(buffer.is_empty());
        }
    }
}

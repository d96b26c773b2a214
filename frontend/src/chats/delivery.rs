//! That what was written has come to this device, whatever page it shows.

use crate::{
    live::{News, use_live},
    session::use_session,
};
use domain::{chats::ChatMarks, events::EventKind, ids::ChatId};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// So long it is waited for more, so that in a lively conversation not each message is noted alone.
const REST: Duration = Duration::from_secs(1);

/// Notes it for as long as the calling component is shown.
pub fn note_deliveries() {
    let session = use_session();
    let come = StoredValue::new(Vec::<ChatId>::new());
    let note = move || {
        let come = come.try_update_value(std::mem::take);
        for chat in come.into_iter().flatten() {
            let client = session.client();
            spawn_local(async move {
                let marks = ChatMarks {
                    // As far as it goes.
                    delivered: Some(i64::MAX),
                    read: None,
                };
                // Where it is not noted now, reading notes it, too.
                let _ = client.mark_chat_read(chat, &marks).await;
            });
        }
    };
    use_live().listen(move |news| {
        let News::Event(event) = news else { return };
        let chat = event
            .chat_id
            .filter(|_| event.kind == EventKind::ChatMessageSent);
        let Some(chat) = chat else { return };
        come.update_value(|come| {
            if come.is_empty() {
                set_timeout(note, REST);
            }
            if !come.contains(&chat) {
                come.push(chat);
            }
        });
    });
}

//! What the facility let the client know, in one page, oldest first.

use super::{Export, page::Page, write_json};
use crate::{ApiResult, archive::Archive, direct_messages::next_of_client};
use serde_json::{Value, json};

pub async fn write(export: &Export, archive: &mut Archive, index: &mut Page) -> ApiResult<()> {
    let words = export.words;
    index.heading(words.direct_messages);
    let mut page = export.page(words.direct_messages);
    let mut listed = Vec::new();
    let mut last = None;
    while let Some(message) = next_of_client(&export.caller, export.client.id, last).await? {
        last = Some(message.id);
        let head = format!("{}, {}", message.subject, export.time(message.created_at));
        page.message(&head, &message.text);
        listed.push(json!({
            "subject": message.subject,
            "text": message.text,
            "way": message.way,
            "content": message.content,
            "sent_by": message.sent_by.map(|one| one.display_name),
            "sent_at": message.created_at,
            "read_at": message.read_at,
        }));
    }
    if listed.is_empty() {
        index.paragraph(words.none);
        return Ok(());
    }
    let html = "direct-messages.html";
    archive.file(html, page.finish().as_bytes()).await?;
    index.link(
        html,
        words.direct_messages,
        &format!("{} {}", listed.len(), words.messages),
    );
    write_json(archive, "direct-messages.json", &Value::Array(listed)).await
}

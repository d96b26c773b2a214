//! What the client was asked before somebody else went on with them, in one page.

use super::{Export, page::Page, write_json};
use crate::{ApiResult, archive::Archive, hand_overs::operations::all_of_client};
use domain::hand_overs::HandOverStatus;
use serde_json::{Value, json};

pub async fn write(export: &Export, archive: &mut Archive, index: &mut Page) -> ApiResult<()> {
    let words = export.words;
    index.heading(words.hand_overs);
    let all = all_of_client(&export.caller, export.client.id).await?;
    if all.is_empty() {
        index.paragraph(words.none);
        return Ok(());
    }
    let mut page = export.page(words.hand_overs);
    let mut listed = Vec::new();
    for one in &all {
        let [asked, agreed, declined, withdrawn, lapsed] = words.hand_over_states;
        let status = match one.status {
            HandOverStatus::Asked => asked,
            HandOverStatus::Agreed => agreed,
            HandOverStatus::Declined => declined,
            HandOverStatus::Withdrawn => withdrawn,
            HandOverStatus::Lapsed => lapsed,
        };
        let people = format!("{} → {}", one.from.display_name, one.to.display_name);
        let mut said = vec![people.as_str(), status];
        said.extend(one.words.as_deref());
        page.message(&export.time(one.asked_at), &said.join("\n"));
        listed.push(json!({
            "asked_by": one.asked_by.display_name,
            "from": one.from.display_name,
            "to": one.to.display_name,
            "mail_request": one.mail_request_id,
            "words": one.words,
            "status": one.status,
            "asked_at": one.asked_at,
            "decided_at": one.decided_at,
        }));
    }
    let html = "hand_overs.html";
    archive.file(html, page.finish().as_bytes()).await?;
    index.link(html, words.hand_overs, &listed.len().to_string());
    write_json(archive, "hand_overs.json", &Value::Array(listed)).await
}

//! What the client waits for, in one page.

use super::{Export, page::Page, write_json};
use crate::{ApiResult, archive::Archive, bookings::group_bookings, waiting_list::next_of_client};
use serde_json::{Value, json};

pub async fn write(export: &Export, archive: &mut Archive, index: &mut Page) -> ApiResult<()> {
    let words = export.words;
    index.heading(words.waiting_list);
    let mut page = export.page(words.waiting_list);
    let mut listed = Vec::new();
    let mut last = None;
    while let Some(entry) = next_of_client(&export.caller, export.client.id, last).await? {
        last = Some(entry.id);
        let with = entry.counselor.map(|one| one.display_name);
        let minutes = entry.service.duration_minutes;
        let mut said = vec![format!("{minutes} {}", words.minutes)];
        said.extend(with.clone());
        page.message(&export.time(entry.created_at), &said.join("\n"));
        listed.push(json!({
            "counselor": with,
            "channel": entry.service.channel,
            "minutes": minutes,
            "until": entry.until,
            "created_at": entry.created_at,
            "offered": entry.offer.map(|one| one.starts_at),
        }));
    }
    let mut last = None;
    while let Some((group, wait)) =
        group_bookings::next_of_client(&export.caller, export.client.id, last).await?
    {
        last = Some(group.id);
        let title = group.title.unwrap_or_default();
        let said = [
            title.as_str(),
            &export.time(group.starts_at),
            &group.counselor.display_name,
        ];
        page.message(&export.time(wait.since), &said.join("\n"));
        listed.push(json!({
            "group": title,
            "counselor": group.counselor.display_name,
            "channel": group.channel,
            "starts_at": group.starts_at,
            "created_at": wait.since,
            "held_until": wait.held_until,
        }));
    }
    if listed.is_empty() {
        index.paragraph(words.none);
        return Ok(());
    }
    let html = "waiting_list.html";
    archive.file(html, page.finish().as_bytes()).await?;
    index.link(html, words.waiting_list, &listed.len().to_string());
    write_json(archive, "waiting_list.json", &Value::Array(listed)).await
}

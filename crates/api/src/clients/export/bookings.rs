//! What the client had in the calendar, in one page, oldest first.

use super::{Export, page::Page, write_json};
use crate::{ApiResult, archive::Archive, bookings::list::next_of_client};
use serde_json::{Value, json};

pub async fn write(export: &Export, archive: &mut Archive, index: &mut Page) -> ApiResult<()> {
    let words = export.words;
    index.heading(words.bookings);
    let mut page = export.page(words.bookings);
    let mut listed = Vec::new();
    let mut last = None;
    while let Some(booking) = next_of_client(&export.caller, export.client.id, last).await? {
        last = Some(booking.id);
        let state = words.booking_states[booking.state as usize];
        let head = format!(
            "{}, {}: {state}",
            export.time(booking.starts_at),
            booking.counselor.display_name
        );
        let remarks = booking.group.as_ref().map(|group| group.remarks.as_str());
        let said = [
            booking.title.as_deref(),
            remarks,
            booking.note.as_deref(),
            booking.internal_note.as_deref(),
            booking.reason.as_deref(),
        ];
        let said = said.into_iter();
        let said: Vec<_> = said.flatten().filter(|text| !text.is_empty()).collect();
        page.message(&head, &said.join("\n\n"));
        listed.push(json!({
            "counselor": booking.counselor.display_name,
            "state": booking.state,
            "channel": booking.channel,
            "starts_at": booking.starts_at,
            "ends_at": booking.ends_at,
            "kind": booking.kind,
            "title": booking.title,
            "remarks": remarks,
            "note": booking.note,
            "internal_note": booking.internal_note,
            "reason": booking.reason,
        }));
    }
    if listed.is_empty() {
        index.paragraph(words.none);
        return Ok(());
    }
    let html = "bookings.html";
    archive.file(html, page.finish().as_bytes()).await?;
    index.link(html, words.bookings, &listed.len().to_string());
    write_json(archive, "bookings.json", &Value::Array(listed)).await
}

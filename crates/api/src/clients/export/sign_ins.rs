//! Where the client is, and was, signed in.

use super::{Export, page::Page, write_json};
use crate::{ApiResult, archive::Archive, sessions::of_client};
use serde_json::{Value, json};

pub async fn write(export: &Export, archive: &mut Archive, index: &mut Page) -> ApiResult<()> {
    let words = export.words;
    let sessions = of_client(&export.caller, export.client.id).await?;
    index.heading(words.sign_ins);
    index.list(sessions.iter().map(|session| {
        let device = session.device.as_deref().unwrap_or(words.unknown_device);
        let since = export.time(session.created_at);
        let until = export.time(session.last_used_at);
        (device, Some(format!("{since} – {until}")))
    }));
    if sessions.is_empty() {
        index.paragraph(words.none);
    }
    let listed = sessions.iter().map(|session| {
        json!({
            "device": session.device,
            "signed_in_at": session.created_at,
            "last_used_at": session.last_used_at,
        })
    });
    write_json(archive, "sign-ins.json", &Value::Array(listed.collect())).await
}

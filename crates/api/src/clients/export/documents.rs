//! The client's documents, those that the client does not see included.

use super::{Export, page::Page, write_json};
use crate::{
    ApiResult,
    archive::Archive,
    documents::operations::{next_of_client, read_bytes},
};
use futures_util::TryStreamExt;
use serde_json::{Value, json};

pub async fn write(export: &Export, archive: &mut Archive, index: &mut Page) -> ApiResult<()> {
    let words = export.words;
    index.heading(words.documents);
    let mut listed = Vec::new();
    let mut last = None;
    while let Some(one) = next_of_client(&export.caller, export.client.id, last).await? {
        let (document, blob) = one;
        last = Some(document.id);
        let is_shown = document.visible_to_client || !export.is_own();
        if document.quarantined || !is_shown {
            // Shut away from everybody, whoever it is about, or not released to the client.
            continue;
        }
        // Numbered, since two may have the same name.
        let file = format!("documents/{:03} {}", listed.len() + 1, document.name);
        archive.begin(&file)?;
        let bytes = read_bytes(&export.caller, export.client.id, blob).await?;
        let mut bytes = std::pin::pin!(bytes);
        while let Some(chunk) = bytes.try_next().await? {
            archive.write(&chunk).await?;
        }
        let visible = if document.visible_to_client {
            words.visible
        } else {
            words.not_visible
        };
        let about = format!("{}, {visible}", export.time(document.uploaded_at));
        index.link(&file, &document.name, &about);
        listed.push(json!({
            "file": file,
            "name": document.name,
            "kind": document.kind,
            "bytes": document.bytes,
            "visible_to_client": document.visible_to_client,
            "uploaded_by": document.uploaded_by.map(|one| one.display_name),
            "uploaded_at": document.uploaded_at,
        }));
    }
    if listed.is_empty() {
        index.paragraph(words.none);
    }
    write_json(archive, "documents.json", &Value::Array(listed)).await
}

//! What the client and the facility wrote to each other: two files a request.

use super::{Export, page::Page, profile, write_json};
use crate::{
    ApiResult,
    archive::Archive,
    attachments::operations::read_bytes,
    mail_requests::operations::{next_of_client, stated_with},
};
use domain::{
    attachments::Attachment,
    mail_requests::{MailRequest, MailRequestStatus, Message},
};
use futures_util::TryStreamExt;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub async fn write(export: &Export, archive: &mut Archive, index: &mut Page) -> ApiResult<()> {
    let words = export.words;
    index.heading(words.mail_requests);
    let mut last = None;
    while let Some(request) = next_of_client(&export.caller, export.client.id, last).await? {
        last = Some(request.summary.id);
        let summary = &request.summary;
        let file = format!("mail-requests/{}", summary.number);
        let stated = stated_with(&export.caller, summary.id).await?;
        let stated = profile::answers(export, &stated).await?;
        let json = as_json(export, &request, &stated);
        write_json(archive, &format!("{file}.json"), &json).await?;
        write_files(export, archive, &request).await?;
        let page = as_page(export, &request, &stated);
        let html = format!("{file}.html");
        archive.file(&html, page.as_bytes()).await?;
        let about = format!(
            "{}, {}, {}",
            summary.number,
            status(export, summary.status),
            export.time(summary.last_message_at)
        );
        index.link(&html, &summary.subject, &about);
    }
    if last.is_none() {
        index.paragraph(words.none);
    }
    Ok(())
}

fn status(export: &Export, status: MailRequestStatus) -> &'static str {
    let [open, in_progress, completed, archived] = export.words.statuses;
    match status {
        MailRequestStatus::Open => open,
        MailRequestStatus::InProgress => in_progress,
        MailRequestStatus::Completed => completed,
        MailRequestStatus::Archived => archived,
    }
}

/// Without what is the facility's own business: who has read what, and what is begun.
fn as_json(export: &Export, request: &MailRequest, stated: &[(String, String)]) -> Value {
    let field = request.summary.counselling_field.as_ref();
    let field = field.map(|one| one.labels.in_language(export.client.language));
    let stated = stated.iter().cloned().collect::<BTreeMap<_, _>>();
    let summary = &request.summary;
    let message = |one: &Message| json!({ "from": one.from, "author": one.author, "sent_at": one.sent_at, "text": one.text, "attachments": files(request, one) });
    json!({
        "number": summary.number,
        "subject": summary.subject,
        "status": summary.status,
        "counselling_field": field,
        "stated": stated,
        "counselor": summary.counselor.as_ref().map(|one| &one.display_name),
        "messages": request.messages.iter().map(message).collect::<Vec<_>>(),
    })
}

/// Under which name each file that went with a message is taken along: numbered, since two may
/// have the same. What is shut away from everybody is not.
fn files_of<'a>(
    request: &'a MailRequest,
    message: &'a Message,
) -> impl Iterator<Item = (String, &'a Attachment)> {
    let number = &request.summary.number;
    let all = request.messages.iter().flat_map(|one| &one.attachments);
    let of_message = move |one: &Attachment| message.attachments.iter().any(|its| its.id == one.id);
    all.filter(|one| !one.quarantined)
        .enumerate()
        .filter(move |(_, one)| of_message(one))
        .map(move |(at, one)| {
            let file = format!("mail-requests/{number}-{:03} {}", at + 1, one.name);
            (file, one)
        })
}

fn files(request: &MailRequest, message: &Message) -> Vec<String> {
    let files = files_of(request, message);
    files.map(|(file, _)| file).collect()
}

async fn write_files(
    export: &Export,
    archive: &mut Archive,
    request: &MailRequest,
) -> ApiResult<()> {
    for message in &request.messages {
        for (file, attachment) in files_of(request, message) {
            archive.begin(&file)?;
            let bytes = read_bytes(&export.caller, export.client.id, attachment.id).await?;
            let mut bytes = std::pin::pin!(bytes);
            while let Some(chunk) = bytes.try_next().await? {
                archive.write(&chunk).await?;
            }
        }
    }
    Ok(())
}

fn as_page(export: &Export, request: &MailRequest, stated: &[(String, String)]) -> String {
    let summary = &request.summary;
    let mut page = export.page(&summary.subject);
    page.paragraph(&format!(
        "{}, {}",
        summary.number,
        status(export, summary.status)
    ));
    if let Some(field) = &summary.counselling_field {
        page.paragraph(field.labels.in_language(export.client.language));
    }
    if !stated.is_empty() {
        let rows = stated.iter();
        page.list(rows.map(|(label, answer)| (label.as_str(), Some(answer.clone()))));
    }
    for message in &request.messages {
        let head = format!("{}, {}", message.author, export.time(message.sent_at));
        page.message(&head, &message.text);
        for (file, attachment) in files_of(request, message) {
            // Both lie in the same folder.
            let file = file.trim_start_matches("mail-requests/");
            page.link(file, &attachment.name, export.words.attachment);
        }
    }
    page.finish()
}

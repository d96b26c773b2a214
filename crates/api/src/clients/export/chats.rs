//! What the client wrote and was written in the chat: two files a conversation, and what was sent.

use super::{Export, page::Page, write_json};
use crate::{
    ApiResult,
    archive::Archive,
    attachments::operations::read_bytes,
    chats::{Taken, next_messages, next_of_client, takes_part},
};
use domain::{
    attachments::Attachment,
    chats::{ChatKind, ChatMessage},
};
use futures_util::TryStreamExt;
use serde_json::{Value, json};

pub async fn write(export: &Export, archive: &mut Archive, index: &mut Page) -> ApiResult<()> {
    let words = export.words;
    index.heading(words.chats);
    let (mut last, mut number) = (None, 0);
    while let Some(chat) = next_of_client(&export.caller, export.client.id, last).await? {
        last = Some(chat.id);
        number += 1;
        let name = if chat.name.is_empty() {
            words.chat
        } else {
            &chat.name
        };
        let file = format!("chats/{number:03}");
        let mut page = export.page(name);
        if chat.kind == ChatKind::Group {
            page.paragraph(words.chat_group);
        }
        let written = if is_hidden(export, &chat).await? {
            page.paragraph(words.chat_hidden);
            Vec::new()
        } else {
            write_messages(export, archive, &chat, (&file, &mut page)).await?
        };
        let html = format!("{file}.html");
        let about = format!("{} {}", written.len(), words.messages);
        let json = json!({ "name": chat.name, "kind": chat.kind, "messages": written });
        write_json(archive, &format!("{file}.json"), &json).await?;
        archive.file(&html, page.finish().as_bytes()).await?;
        index.link(&html, name, &about);
    }
    if last.is_none() {
        index.paragraph(words.none);
    }
    Ok(())
}

/// Whether what was written is not for whoever takes it along: under confidential administration
/// staff read only where they take part (chapter 30).
async fn is_hidden(export: &Export, chat: &Taken) -> ApiResult<bool> {
    let caller = &export.caller;
    let confidential = caller.system().confidential_administration;
    Ok(confidential && !takes_part(caller, chat.id).await?)
}

/// Writes what was sent into the archive, and the messages into the page; answers them as JSON.
async fn write_messages(
    export: &Export,
    archive: &mut Archive,
    chat: &Taken,
    (name, page): (&str, &mut Page),
) -> ApiResult<Vec<Value>> {
    let (mut written, mut after, mut files) = (Vec::new(), 0, 0);
    loop {
        let part = next_messages(&export.caller, export.client.id, chat, after).await?;
        let Some(last) = part.last() else {
            return Ok(written);
        };
        after = last.position;
        for message in part {
            show(export, page, &message);
            let mut taken = Vec::new();
            // What is shut away from everybody is not taken along.
            for attachment in message.attachments.iter().filter(|one| !one.quarantined) {
                files += 1;
                let file = format!("{name}-{files:03} {}", attachment.name);
                write_file(export, archive, (&file, attachment)).await?;
                // Both lie in the same folder.
                let beside = file.trim_start_matches("chats/");
                page.link(beside, &attachment.name, export.words.attachment);
                taken.push(file);
            }
            written.push(json!({
                "author": message.author.map(|author| author.name),
                "sent_at": message.sent_at,
                "edited_at": message.edited_at,
                "deleted_at": message.deleted_at,
                "text": message.text,
                "attachments": taken,
            }));
        }
    }
}

fn show(export: &Export, page: &mut Page, message: &ChatMessage) {
    let author = message.author.as_ref();
    let author = author.map_or("", |author| author.name.as_str());
    let head = format!("{author}, {}", export.time(message.sent_at));
    let text = match message.deleted_at {
        Some(_) => export.words.chat_deleted,
        None => message.text.as_deref().unwrap_or_default(),
    };
    page.message(&head, text);
}

async fn write_file(
    export: &Export,
    archive: &mut Archive,
    (file, attachment): (&str, &Attachment),
) -> ApiResult<()> {
    archive.begin(file)?;
    let bytes = read_bytes(&export.caller, export.client.id, attachment.id).await?;
    let mut bytes = std::pin::pin!(bytes);
    while let Some(chunk) = bytes.try_next().await? {
        archive.write(&chunk).await?;
    }
    Ok(())
}

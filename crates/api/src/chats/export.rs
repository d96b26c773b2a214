//! A conversation as a table to take along, oldest first.

use super::{
    entity::message::{Column, Entity},
    finding::find,
    messages::show,
};
use crate::{
    ApiResult,
    caller::Caller,
    change::Change,
    download::{Download, download},
    facility,
    tables::{Cell, Table},
};
use actix_web::web::Bytes;
use chrono_tz::Tz;
use domain::{
    access::Action,
    audit::AuditAction,
    chats::{ChatExport, ChatMessage},
    ids::ChatId,
    language::Language,
};
use futures_util::Stream;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// Messages that are read at once.
const BATCH: u64 = 200;

/// What the table says in one of the languages.
struct Words {
    headings: [&'static str; 4],
    deleted: &'static str,
    gone: &'static str,
    time: &'static str,
}

const DE: Words = Words {
    headings: ["Zeit", "Absender:in", "Text", "Dateiname"],
    deleted: "Nachricht gelöscht",
    gone: "Nicht mehr da",
    time: "%d.%m.%Y %H:%M:%S",
};

const EN: Words = Words {
    headings: ["Time", "Sender", "Text", "File name"],
    deleted: "Message deleted",
    gone: "No longer here",
    time: "%Y-%m-%d %H:%M:%S",
};

/// What of it is written into the file, and how.
struct Export {
    caller: Caller,
    chat: ChatId,
    /// What was written up to there was before the caller's time.
    since: i64,
    language: Language,
    zone: Tz,
}

/// The conversation, as far as the caller may read it, and what the file is called.
pub async fn export_chat(
    caller: Caller,
    id: ChatId,
    asked: ChatExport,
) -> ApiResult<(String, impl Stream<Item = ApiResult<Bytes>> + use<>)> {
    let found = find(&caller, id, Action::ExportChat, caller.db()).await?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let mut change = Change::begin(&caller, AuditAction::ExportChat).await?;
    change.on(id);
    change.commit().await?;
    let export = Export {
        chat: id,
        since: found.member.since_position,
        language: asked.language,
        zone: facility.zone()?,
        caller,
    };
    let today = export.caller.now().with_timezone(&export.zone);
    let name = format!("chat-{}.csv", today.format("%Y-%m-%d"));
    Ok((name, download(move |out| write(out, export))))
}

async fn write(out: Download, export: Export) -> ApiResult<()> {
    let words = match export.language {
        Language::De => &DE,
        Language::En => &EN,
    };
    let headings = words.headings.map(str::to_owned).into();
    let mut table = Table::csv(out, export.language, headings).await?;
    let (caller, mut after) = (&export.caller, export.since);
    loop {
        let part = caller
            .scope()
            .find::<Entity>()
            .filter(Column::ChatId.eq(export.chat))
            .filter(Column::Position.gt(after))
            .order_by_asc(Column::Position)
            .limit(BATCH)
            .all(caller.db())
            .await?;
        let Some(last) = part.last() else {
            return table.finish().await;
        };
        after = last.position;
        for message in show(caller, part, caller.db()).await? {
            table.row(row(message, words, export.zone)).await?;
        }
    }
}

fn row(message: ChatMessage, words: &Words, zone: Tz) -> Vec<Cell> {
    let time = message.sent_at.with_timezone(&zone).format(words.time);
    let author = message.author.map(|author| author.name);
    let text = match message.deleted_at {
        Some(_) => Some(words.deleted.to_owned()),
        None => message.text,
    };
    let files = message.attachments.into_iter().map(|file| file.name);
    let files = files.collect::<Vec<_>>().join(", ");
    vec![
        Cell::Text(time.to_string()),
        Cell::Text(author.unwrap_or_else(|| words.gone.to_owned())),
        text.into(),
        Some(files).filter(|files| !files.is_empty()).into(),
    ]
}

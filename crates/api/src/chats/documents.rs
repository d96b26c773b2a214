//! The files that were sent in a conversation. How they are uploaded and kept is the business of
//! attachments.

use super::{
    entity::message::{Column, Entity},
    finding::{Found, find, lock, me},
    messages::{Keys, author, find_message},
    people::Named,
};
use crate::{
    ApiResult,
    attachments::operations::{delete_sent, of_chat, sent_in_chat},
    caller::Caller,
    change::Change,
    clients,
    extract::{next_page, read_cursor},
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    chats::{ChatAccount, ChatDocument, ChatDocumentQuery},
    events::{Audience, Event, EventKind},
    ids::{AttachmentId, ChatId},
    page::Page,
    problem::ProblemCode,
};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect, QueryTrait};
use std::collections::HashMap;

/// The files of a conversation, newest first, as far as the caller may read it.
pub async fn list_chat_documents(
    caller: &Caller,
    id: ChatId,
    query: ChatDocumentQuery,
) -> ApiResult<Page<ChatDocument>> {
    let db = caller.db();
    let Found { chat, member } = find(caller, id, Action::ListChatDocuments, db).await?;
    let rows = query.limit.unwrap_or_default().rows();
    let after: Option<AttachmentId> = query.after.as_deref().map(read_cursor).transpose()?;
    let seen = caller
        .scope()
        .find::<Entity>()
        .filter(Column::ChatId.eq(id))
        .filter(Column::Position.gt(member.since_position));
    let ids = seen.clone().select_only().column(Column::Id).into_query();
    let keys = Keys::of_chat(caller, &chat, db).await?;
    let mut files = of_chat(caller, &keys, (id, ids), (after, rows + 1)).await?;
    let next = next_page(&mut files, rows, |(_, last)| last.id)?;
    let messages = seen.filter(Column::Id.is_in(files.iter().map(|(message, _)| *message)));
    let messages = messages.all(db).await?.into_iter();
    let messages: HashMap<_, _> = messages.map(|message| (message.id, message)).collect();
    let mut named = Named::default();
    for message in messages.values() {
        named.add(author(message));
    }
    let people = named.read(caller, db).await?;
    let items = files.into_iter().filter_map(|(message, attachment)| {
        let message = messages.get(&message)?;
        Some(ChatDocument {
            attachment,
            message_id: message.id,
            position: message.position,
            author: people.get(author(message)),
            sent_at: message.sent_at,
        })
    });
    Ok(Page {
        items: items.collect(),
        next,
    })
}

/// Deletes a file that was sent: one's own, and as staff what clients sent. That it was there stays
/// to be seen.
pub async fn delete_chat_document(caller: &Caller, id: AttachmentId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteChatDocument).await?;
    let message = sent_in_chat(caller, id, change.tx()).await?;
    let (message, _) = find_message(caller, message, change.tx()).await?;
    let me = me(caller)?;
    let relation = match author(&message) {
        Some(author) if author == me => Relation::Own,
        Some(ChatAccount::Client(_)) | None if me.counselor().is_some() => Relation::Nobodys,
        _ => Relation::Others,
    };
    caller.check(Action::DeleteChatDocument, relation)?;
    if let Some(client) = message.sealed_for {
        clients::operations::check_not_held(caller.scope(), change.tx(), client).await?;
    }
    // Whoever deletes the message at this moment is waited for.
    lock(&change, message.chat_id, Action::ReadChat).await?;
    if !delete_sent(&mut change, id).await? {
        return Err(ProblemCode::NotFound.into());
    }
    let event = Event::of_chat_message(EventKind::ChatMessageChanged, message.chat_id, message.id);
    let chat = message.chat_id;
    change.tell(event, Audience::Chat { chat });
    change.on(id);
    change.commit().await
}

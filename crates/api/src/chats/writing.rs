//! Writing, and changing what one wrote.

use super::{
    entity::{
        Column as ChatColumn, Entity as Chats, Model as Chat, member,
        message::{ActiveModel, Column, Entity, Model},
    },
    finding::{find, hold_client, lock, me, sealed_for},
    messages::{Keys, author, find_message, show_one},
    reach, retention,
};
use crate::{
    ApiError, ApiResult,
    attachments::operations::{delete_of_chat_message, send_in_chat},
    caller::Caller,
    change::Change,
    clients,
    counselors::entity as counselor,
    outgoing_mails::notify_those,
    statistics::chats::count_message,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    chats::{
        ChatAccount, ChatKind, ChatMarks, ChatMessage, ChatMessageSend, ChatMessageWrite,
        is_editable,
    },
    events::{Audience, Event, EventKind},
    ids::{ChatId, ChatMessageId},
    outgoing_mails::MailTemplate,
    problem::ProblemCode,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QuerySelect, QueryTrait, sea_query::Expr,
};
use uuid::Uuid;

/// Writes in a conversation. The same key again, from the same account, is the same message: it is
/// answered, and not written a second time.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn send_chat_message(
    caller: &Caller,
    chat: ChatId,
    key: Uuid,
    body: ChatMessageSend,
) -> ApiResult<ChatMessage> {
    let action = Action::SendChatMessage;
    let seen = find(caller, chat, action, caller.db()).await?;
    let me = me(caller)?;
    body.check().map_err(|error| ApiError::Field {
        pointer: "/text".into(),
        error,
    })?;
    let mut change = Change::begin_unrecorded(caller).await?;
    let sealed_for = sealed_for(&seen.chat, me);
    if let Some(client) = sealed_for {
        hold_client(&change, client).await?;
    }
    let found = lock(&change, chat, action).await?;
    let tx = change.tx();
    if let Some(before) = sent_before(caller, chat, (me, key), tx).await? {
        return show_one(caller, before, tx).await;
    }
    reach::check_partner(caller, &found.chat, tx).await?;
    let (id, position) = (ChatMessageId(Uuid::now_v7()), found.chat.last_position + 1);
    let keys = Keys::read(caller, sealed_for, tx).await?;
    let (text, files) = (body.text, body.attachments);
    // Nothing at all is what was deleted.
    let text = text.as_ref().map_or("", |text| text.as_str());
    let count = i32::try_from(files.as_slice().len()).map_err(ApiError::internal)?;
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        chat_id: Set(chat),
        position: Set(position),
        key: Set(key),
        counselor_id: Set(me.counselor()),
        client_id: Set(me.client()),
        sealed_for: Set(sealed_for),
        sealed_text: Set(Some(keys.seal(id, sealed_for, text)?)),
        attachments: Set(count),
        sent_at: Set(caller.now()),
        edited_at: Set(None),
        deleted_at: Set(None),
    };
    let model = Entity::insert(model).exec_with_returning(tx).await?;
    count_with_clients(&change, &found.chat, me).await?;
    send_in_chat(caller, tx, (chat, id), sealed_for, &files).await?;
    caller
        .scope()
        .update::<Chats>()
        .col_expr(ChatColumn::LastPosition, Expr::value(position))
        .col_expr(ChatColumn::LastMessageId, Expr::value(id))
        .col_expr(ChatColumn::ActiveAt, Expr::value(model.sent_at))
        .filter(ChatColumn::Id.eq(chat))
        .exec(tx)
        .await?;
    // Whoever writes has read what was there.
    note(&change, chat, (position, position)).await?;
    let answer = show_one(caller, model, tx).await?;
    tell(&mut change, EventKind::ChatMessageSent, chat, id);
    let others = staff_beside(caller, (chat, me));
    notify_those(&mut change, others, MailTemplate::NewChatMessage, "/chats").await?;
    change.commit().await?;
    Ok(answer)
}

/// Counts a message where clients are: what colleagues write to each other is no counselling.
async fn count_with_clients(change: &Change<'_>, chat: &Chat, me: ChatAccount) -> ApiResult<()> {
    let (caller, tx) = (change.caller(), change.tx());
    let counts = match chat.kind {
        ChatKind::Client => true,
        ChatKind::Colleague => false,
        ChatKind::Group => {
            let client = caller
                .scope()
                .find::<member::Entity>()
                .filter(member::Column::ChatId.eq(chat.id))
                .filter(member::Column::ClientId.is_not_null());
            client.one(tx).await?.is_some()
        }
    };
    if counts {
        count_message(caller.scope(), tx, chat.id.0, me.counselor(), caller.now()).await?;
    }
    Ok(())
}

/// The staff in a conversation, but for this account.
fn staff_beside(caller: &Caller, (chat, me): (ChatId, ChatAccount)) -> Condition {
    let members = caller
        .scope()
        .find::<member::Entity>()
        .filter(member::Column::ChatId.eq(chat))
        .filter(member::Column::CounselorId.is_not_null())
        .filter(member::Column::MemberId.ne(me.id()))
        .select_only()
        .column(member::Column::CounselorId)
        .into_query();
    Condition::all().add(counselor::Column::Id.in_subquery(members))
}

/// What the account has sent under this key before.
async fn sent_before(
    caller: &Caller,
    chat: ChatId,
    (me, key): (ChatAccount, Uuid),
    tx: &impl ConnectionTrait,
) -> ApiResult<Option<Model>> {
    let mine = match me {
        ChatAccount::Client(id) => Column::ClientId.eq(id),
        ChatAccount::Counselor(id) => Column::CounselorId.eq(id),
    };
    let message = caller
        .scope()
        .find::<Entity>()
        .filter(Column::ChatId.eq(chat))
        .filter(Column::Key.eq(key))
        .filter(mine);
    Ok(message.one(tx).await?)
}

/// Changes what the caller wrote, as long as it is fresh.
pub async fn update_chat_message(
    caller: &Caller,
    id: ChatMessageId,
    body: ChatMessageWrite,
) -> ApiResult<ChatMessage> {
    let mut change = Change::begin(caller, AuditAction::UpdateChatMessage).await?;
    let message = find_own(&change, id, Action::UpdateChatMessage).await?;
    if message.sealed_text.is_none() {
        return Err(ProblemCode::Conflict.into());
    }
    if !is_editable(message.sent_at, caller.now()) {
        return Err(ProblemCode::TooLateToEdit.into());
    }
    check_not_held(&change, &message).await?;
    let keys = Keys::read(caller, message.sealed_for, change.tx()).await?;
    let sealed = keys.seal(id, message.sealed_for, body.text.as_str())?;
    let changed = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::SealedText, Expr::value(Some(sealed)))
        .col_expr(Column::EditedAt, Expr::value(Some(caller.now())))
        .filter(Column::Id.eq(id))
        .filter(Column::SealedText.is_not_null())
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::Conflict.into());
    }
    let message = find_own(&change, id, Action::UpdateChatMessage).await?;
    let chat = message.chat_id;
    let answer = show_one(caller, message, change.tx()).await?;
    tell(&mut change, EventKind::ChatMessageChanged, chat, id);
    change.on(chat);
    change.commit().await?;
    Ok(answer)
}

/// Deletes what the caller wrote. That it was there stays to be seen.
pub async fn delete_chat_message(caller: &Caller, id: ChatMessageId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteChatMessage).await?;
    let message = find_own(&change, id, Action::DeleteChatMessage).await?;
    check_not_held(&change, &message).await?;
    let deleted = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::SealedText, Expr::value(None::<Vec<u8>>))
        .col_expr(Column::DeletedAt, Expr::value(Some(caller.now())))
        .filter(Column::Id.eq(id))
        .filter(Column::DeletedAt.is_null())
        .exec(change.tx())
        .await?;
    if deleted.rows_affected == 0 {
        // It is gone already.
        return Ok(());
    }
    delete_of_chat_message(&mut change, id).await?;
    let chat = message.chat_id;
    tell(&mut change, EventKind::ChatMessageChanged, chat, id);
    change.on(chat);
    change.commit().await
}

/// Refuses to change or delete what was said to somebody under a hold, or by them, or where they
/// were: as it was said, it is kept.
async fn check_not_held(change: &Change<'_>, message: &Model) -> ApiResult<()> {
    let (scope, tx) = (change.caller().scope(), change.tx());
    if let Some(client) = message.sealed_for {
        clients::operations::check_not_held(scope, tx, client).await?;
    }
    retention::check_nobody_held(scope, message.chat_id, tx).await
}

/// A message that the caller may do this to: one they wrote.
async fn find_own(change: &Change<'_>, id: ChatMessageId, action: Action) -> ApiResult<Model> {
    let caller = change.caller();
    let (message, _) = find_message(caller, id, change.tx()).await?;
    let relation = match author(&message) {
        Some(author) if author == me(caller)? => Relation::Own,
        Some(_) => Relation::Others,
        None => Relation::Nobodys,
    };
    caller.check(action, relation)?;
    Ok(message)
}

/// Notes up to where the caller has got and read a conversation.
pub async fn mark_chat_read(caller: &Caller, id: ChatId, marks: ChatMarks) -> ApiResult<()> {
    let found = find(caller, id, Action::MarkChatRead, caller.db()).await?;
    let before = (found.member.delivered_position, found.member.read_position);
    if marks.moved(before, found.chat.last_position) == before {
        return Ok(());
    }
    let mut change = Change::begin_unrecorded(caller).await?;
    let found = lock(&change, id, Action::MarkChatRead).await?;
    let before = (found.member.delivered_position, found.member.read_position);
    let after = marks.moved(before, found.chat.last_position);
    if after == before {
        // Another device was faster.
        return Ok(());
    }
    note(&change, id, after).await?;
    let event = Event::of_chat(EventKind::ChatRead, id);
    change.tell(event, Audience::Chat { chat: id });
    change.commit().await
}

/// Tells the others there that the caller is writing, as long as the caller can write there.
pub async fn note_typing(caller: &Caller, id: ChatId) -> ApiResult<()> {
    let found = find(caller, id, Action::NoteTyping, caller.db()).await?;
    reach::check_partner(caller, &found.chat, caller.db()).await?;
    let (hub, me) = (&caller.state().hub, me(caller)?);
    hub.tell_typing(caller.facility(), id, me).await
}

/// Notes where the caller stands.
async fn note(change: &Change<'_>, chat: ChatId, (delivered, read): (i64, i64)) -> ApiResult<()> {
    let caller = change.caller();
    let noted = caller
        .scope()
        .update::<member::Entity>()
        .col_expr(member::Column::DeliveredPosition, Expr::value(delivered))
        .col_expr(member::Column::ReadPosition, Expr::value(read))
        .filter(member::Column::ChatId.eq(chat))
        .filter(member::Column::MemberId.eq(caller.actor().id()))
        .exec(change.tx())
        .await?;
    if noted.rows_affected == 0 {
        return Err(ApiError::Problem(ProblemCode::NotFound));
    }
    Ok(())
}

fn tell(change: &mut Change<'_>, kind: EventKind, chat: ChatId, message: ChatMessageId) {
    let event = Event::of_chat_message(kind, chat, message);
    change.tell(event, Audience::Chat { chat });
}

//! Group chats themselves.

use super::{
    entity::{ActiveModel, Column, Entity, member},
    finding::{find, lock_group},
    list::shown,
    members,
    opening::{joining, tell_of},
    retention::check_nobody_held,
};
use crate::{
    ApiResult, attachments,
    caller::Caller,
    change::Change,
    crypto::{Sealed, column::CHAT_DESCRIPTION},
    idempotency::Created,
    monitorings, statistics,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    chats::{Chat, ChatAccount, ChatKind, GroupChatCreate, GroupChatUpdate},
    events::{Audience, Event, EventKind},
    ids::ChatId,
    problem::ProblemCode,
    text::ChatDescription,
    version::Version,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// Makes a group chat, with its creator and whoever is named in it.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn create_group_chat(
    caller: &Caller,
    body: GroupChatCreate,
) -> ApiResult<Created<'_, Chat>> {
    caller.check(Action::CreateGroupChat, Relation::Common)?;
    let (id, me) = (ChatId(Uuid::now_v7()), caller.counselor_id()?);
    let mut change = Change::begin(caller, AuditAction::CreateGroupChat).await?;
    let named = members::named(&change, &body.members, "/members").await?;
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        kind: Set(ChatKind::Group),
        pair_key: Set(None),
        client_id: Set(None),
        name_key: Set(body.name.key()),
        name: Set(body.name.into()),
        sealed_description: Set(Some(seal(caller, id, &body.description).await?)),
        created_by: Set(Some(me)),
        opened_by: Set(me.0),
        last_position: Set(0),
        last_message_id: Set(None),
        active_at: Set(caller.now()),
        version: Set(Version::FIRST),
    };
    let model = Entity::insert(model)
        .exec_with_returning(change.tx())
        .await?;
    let creator = ChatAccount::Counselor(me);
    member::Entity::insert(joining(caller, id, creator, 0))
        .exec_without_returning(change.tx())
        .await?;
    tell_of(&mut change, me.0, id);
    members::join(&mut change, &model, named).await?;
    let answer = shown(caller, id, change.tx()).await?;
    change.on(id);
    Ok(Created {
        change,
        version: Some(answer.version),
        answer,
        client: None,
    })
}

/// Changes a group chat, if nobody else has since `version`.
pub async fn update_group_chat(
    caller: &Caller,
    id: ChatId,
    version: Version,
    body: GroupChatUpdate,
) -> ApiResult<Chat> {
    let mut change = Change::begin(caller, AuditAction::UpdateGroupChat).await?;
    lock_group(&change, id, Action::UpdateGroupChat).await?;
    let mut columns = ActiveModel {
        version: Set(version.next()),
        ..Default::default()
    };
    if let Some(name) = body.name {
        columns.name_key = Set(name.key());
        columns.name = Set(name.into());
    }
    if let Some(description) = &body.description {
        columns.sealed_description = Set(Some(seal(caller, id, description).await?));
    }
    let changed = caller
        .scope()
        .update::<Entity>()
        .set(columns)
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    let answer = shown(caller, id, change.tx()).await?;
    tell_changed(&mut change, id);
    change.on(id);
    change.commit().await?;
    Ok(answer)
}

/// Deletes a group chat with everything that was written there.
pub async fn delete_group_chat(caller: &Caller, id: ChatId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteGroupChat).await?;
    // Who is not in it does not get to know that it is there.
    find(caller, id, Action::ReadChat, change.tx()).await?;
    let found = lock_group(&change, id, Action::ReadChat).await?;
    let relation = Relation::to_counselors(caller.actor(), found.chat.created_by);
    caller.check(Action::DeleteGroupChat, relation)?;
    let members: Vec<Uuid> = caller
        .scope()
        .find::<member::Entity>()
        .select_only()
        .column(member::Column::MemberId)
        .filter(member::Column::ChatId.eq(id))
        .into_tuple()
        .all(change.tx())
        .await?;
    check_nobody_held(caller.scope(), id, change.tx()).await?;
    attachments::operations::delete_of_chat(&mut change, id).await?;
    monitorings::operations::forget_chat(&change, id).await?;
    statistics::chats::forget(caller.scope(), change.tx(), [id.0]).await?;
    caller
        .scope()
        .delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(change.tx())
        .await?;
    for member in members {
        tell_of(&mut change, member, id);
    }
    change.on(id);
    change.commit().await
}

/// Tells those in a conversation that it has changed.
pub fn tell_changed(change: &mut Change<'_>, chat: ChatId) {
    let event = Event::of_chat(EventKind::ChatChanged, chat);
    change.tell(event, Audience::Chat { chat });
}

async fn seal(caller: &Caller, id: ChatId, text: &ChatDescription) -> ApiResult<Sealed> {
    let keys = caller.keys().await?;
    keys.seal(CHAT_DESCRIPTION, id.0, text.as_str().as_bytes())
}

//! What is written, by either side: exactly once, in the order in which the server took it.

use super::{
    entity::{
        Column as VisitColumn, Entity as Visits, Model as Visit,
        message::{ActiveModel, Column, Entity, Model},
    },
    finding::{find, load},
    visitor::Visitor,
    visits::commit,
};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    crypto::{ClientKey, FacilityKeys, column::OPEN_DOOR_TEXT},
    scope::Scope,
    state::State,
    statistics::chats::count_message,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    chats::ChatMessageWrite,
    events::{Audience, Event, EventKind},
    ids::OpenDoorVisitId,
    open_door::{
        OpenDoorMessage, OpenDoorMessageQuery, OpenDoorMessages, OpenDoorSide, OpenDoorStatus,
    },
    problem::ProblemCode,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// What is to be written.
pub struct Letter<'a> {
    pub side: OpenDoorSide,
    /// The same again is the same message.
    pub key: Uuid,
    pub text: &'a str,
    pub now: DateTime<Utc>,
}

/// What the visitor can read: all of it.
pub async fn list_own_open_door_messages(
    visitor: &Visitor,
    query: OpenDoorMessageQuery,
) -> ApiResult<OpenDoorMessages> {
    let visit = visitor.visit().await?;
    let keys = visitor.state().keyring.facility(visitor.scope()).await?;
    part(visitor.scope(), &keys, &visit, query).await
}

/// What staff can read of a visit that is theirs, or waits.
pub async fn list_open_door_messages(
    caller: &Caller,
    id: OpenDoorVisitId,
    query: OpenDoorMessageQuery,
) -> ApiResult<OpenDoorMessages> {
    let visit = find(caller, id, Action::ListOpenDoorMessages, caller.db()).await?;
    let keys = caller.keys().await?;
    part(caller.scope(), &keys, &visit, query).await
}

async fn part(
    scope: &Scope,
    keys: &FacilityKeys,
    visit: &Visit,
    query: OpenDoorMessageQuery,
) -> ApiResult<OpenDoorMessages> {
    let messages = scope
        .find::<Entity>()
        .filter(Column::VisitId.eq(visit.id))
        .filter(Column::Position.gt(query.after.unwrap_or_default()))
        .order_by_asc(Column::Position)
        .limit(query.limit.unwrap_or_default().rows())
        .all(scope.db())
        .await?;
    let key = keys.visit_key(visit.id, &visit.wrapped_key)?;
    let has_later = messages
        .last()
        .is_some_and(|last| last.position < visit.last_position);
    let messages = messages.into_iter().map(|one| show(&key, one));
    Ok(OpenDoorMessages {
        messages: messages.collect::<ApiResult<_>>()?,
        has_later,
    })
}

/// Writes as the visitor, as soon as they are in.
pub async fn send_own_open_door_message(
    visitor: &Visitor,
    key: Uuid,
    body: ChatMessageWrite,
) -> ApiResult<OpenDoorMessage> {
    let letter = Letter {
        side: OpenDoorSide::Visitor,
        key,
        text: body.text.as_str(),
        now: visitor.now(),
    };
    send((visitor.state(), visitor.scope()), visitor.id(), &letter).await
}

/// Writes to a visitor whom the caller has picked up.
pub async fn send_open_door_message(
    caller: &Caller,
    id: OpenDoorVisitId,
    key: Uuid,
    body: ChatMessageWrite,
) -> ApiResult<OpenDoorMessage> {
    find(caller, id, Action::SendOpenDoorMessage, caller.db()).await?;
    let letter = Letter {
        side: OpenDoorSide::Counselor,
        key,
        text: body.text.as_str(),
        now: caller.now(),
    };
    send((caller.state(), caller.scope()), id, &letter).await
}

async fn send(
    (state, scope): (&State, &Scope),
    id: OpenDoorVisitId,
    letter: &Letter<'_>,
) -> ApiResult<OpenDoorMessage> {
    let keys = state.keyring.facility(scope).await?;
    let tx = scope.begin().await?;
    match write(scope, &keys, &tx, id, letter).await? {
        (message, None) => Ok(message),
        (message, Some(visit)) => {
            let event = Event::of_open_door(EventKind::OpenDoorMessageSent, id);
            // Before anybody has picked them up, what they write is for all who might.
            let counselor = visit.counselor_id;
            let news = [(event, Audience::OpenDoor { counselor })];
            commit((state, scope), tx, &news, letter.now).await?;
            Ok(message)
        }
    }
}

/// Writes within a transaction, with the visit as it is then; or finds what was written under this
/// key before, and no visit.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn write(
    scope: &Scope,
    keys: &FacilityKeys,
    tx: &impl ConnectionTrait,
    id: OpenDoorVisitId,
    letter: &Letter<'_>,
) -> ApiResult<(OpenDoorMessage, Option<Visit>)> {
    // Whoever takes a position keeps the row: the next one waits.
    let taken = scope
        .update::<Visits>()
        .col_expr(
            VisitColumn::LastPosition,
            Expr::col(VisitColumn::LastPosition).add(1),
        )
        .filter(VisitColumn::Id.eq(id))
        .filter(VisitColumn::Status.ne(OpenDoorStatus::Ended))
        .exec_with_returning(tx)
        .await?;
    if let Some(before) = written_before(scope, tx, id, letter).await? {
        let visit = load(scope, id, tx).await?;
        let key = keys.visit_key(id, &visit.wrapped_key)?;
        return Ok((show(&key, before)?, None));
    }
    let visit = taken.into_iter().next();
    let visit = visit.filter(|visit| visit.state().can_write(letter.side));
    let visit = visit.ok_or(ApiError::Problem(ProblemCode::Conflict))?;
    let (key, row) = (keys.visit_key(id, &visit.wrapped_key)?, Uuid::now_v7());
    let model = ActiveModel {
        id: Set(row),
        facility_id: Set(scope.facility()),
        visit_id: Set(id),
        position: Set(visit.last_position),
        key: Set(letter.key),
        side: Set(letter.side),
        sealed_text: Set(key.seal(OPEN_DOOR_TEXT, row, letter.text)?),
        sent_at: Set(letter.now),
    };
    let model = Entity::insert(model).exec_with_returning(tx).await?;
    let writer = match letter.side {
        OpenDoorSide::Counselor => visit.counselor_id,
        OpenDoorSide::Visitor => None,
    };
    count_message(scope, tx, id.0, writer, letter.now).await?;
    Ok((show(&key, model)?, Some(visit)))
}

async fn written_before(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    id: OpenDoorVisitId,
    letter: &Letter<'_>,
) -> ApiResult<Option<Model>> {
    let message = scope
        .find::<Entity>()
        .filter(Column::VisitId.eq(id))
        .filter(Column::Side.eq(letter.side))
        .filter(Column::Key.eq(letter.key));
    Ok(message.one(tx).await?)
}

/// The first text of each of these visits that its visitor began with one.
pub async fn first_texts(
    scope: &Scope,
    keys: &FacilityKeys,
    visits: &[Visit],
) -> ApiResult<Vec<Option<String>>> {
    let ids = visits.iter().map(|visit| visit.id);
    let first = scope
        .find::<Entity>()
        .filter(Column::VisitId.is_in(ids))
        .filter(Column::Position.eq(1))
        .filter(Column::Side.eq(OpenDoorSide::Visitor))
        .all(scope.db())
        .await?;
    let text = |visit: &Visit| {
        let message = first.iter().find(|one| one.visit_id == visit.id);
        let opened = message.map(|message| {
            let key = keys.visit_key(visit.id, &visit.wrapped_key)?;
            key.open(OPEN_DOOR_TEXT, message.id, &message.sealed_text)
        });
        opened.transpose()
    };
    visits.iter().map(text).collect()
}

fn show(key: &ClientKey, message: Model) -> ApiResult<OpenDoorMessage> {
    Ok(OpenDoorMessage {
        position: message.position,
        key: message.key,
        side: message.side,
        text: key.open(OPEN_DOOR_TEXT, message.id, &message.sealed_text)?,
        sent_at: message.sent_at,
    })
}

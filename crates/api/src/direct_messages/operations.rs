//! One function per operation, and what the outbox asks for.

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    settings,
};
use crate::{
    ApiError, ApiResult,
    audit::note_look,
    caller::Caller,
    change::Change,
    clients::{self, entity as client},
    counselors::entity as counselor,
    crypto::{
        ClientKey,
        column::{CLIENT_EMAIL, CLIENT_PHONE, DIRECT_MESSAGE_SUBJECT, DIRECT_MESSAGE_TEXT},
    },
    extract::{next_page, read_cursor},
    idempotency::Created,
    outgoing_mails::{self, entity as outgoing_mail},
    scope::Scope,
    state::State,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    direct_messages::{
        DirectMessage, DirectMessageContent, DirectMessageQuery, DirectMessageRoute,
        DirectMessageSend, DirectMessageWay, ReceivedDirectMessage,
    },
    ids::{ClientId, CounselorId, DirectMessageId, OutgoingMailId},
    outgoing_mails::OutgoingMailStatus,
    page::Page,
    problem::ProblemCode,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// By which way a message to a client would go, and to which address.
pub async fn read_direct_message_route(
    caller: &Caller,
    id: ClientId,
) -> ApiResult<DirectMessageRoute> {
    let db = caller.db();
    let action = Action::ReadDirectMessageRoute;
    let (client, _) = clients::operations::find(caller, id, action, db).await?;
    let key = client_key(caller, id, db).await?;
    route(caller, &client, &key, db).await
}

async fn route(
    caller: &Caller,
    client: &client::Model,
    key: &ClientKey,
    db: &impl ConnectionTrait,
) -> ApiResult<DirectMessageRoute> {
    let (email, phone) = (&client.sealed_email, &client.sealed_phone);
    let way = DirectMessageWay::of(email.is_some(), phone.is_some());
    let (column, sealed) = match way {
        DirectMessageWay::Email => (CLIENT_EMAIL, email.as_ref()),
        DirectMessageWay::Sms => (CLIENT_PHONE, phone.as_ref()),
        DirectMessageWay::Portal => (CLIENT_EMAIL, None),
    };
    let address = sealed.map(|sealed| key.open(column, client.id.0, sealed));
    let state = caller.state();
    Ok(DirectMessageRoute {
        way,
        address: address.transpose()?,
        content: settings::chosen(caller, db).await?.content,
        can_go_out: match way {
            DirectMessageWay::Email => state.mailer.can_send(),
            DirectMessageWay::Sms => state.sms.can_send(),
            DirectMessageWay::Portal => true,
        },
    })
}

/// A message with how it fares.
#[derive(FromQueryResult)]
struct Fate {
    id: DirectMessageId,
    status: Option<OutgoingMailStatus>,
    sent_by: Option<CounselorId>,
    display_name: Option<String>,
}

/// The messages to a client, newest first.
pub async fn list_direct_messages(
    caller: &Caller,
    id: ClientId,
    query: DirectMessageQuery,
) -> ApiResult<Page<DirectMessage>> {
    let db = caller.db();
    clients::operations::find(caller, id, Action::ListDirectMessages, db).await?;
    note_look(caller, AuditAction::ListDirectMessages, id).await?;
    let key = client_key(caller, id, db).await?;
    let (models, next) = page(caller, id, &query).await?;
    let fates = fates(caller, models.iter().map(|model| model.id), db).await?;
    let items = models.into_iter().map(|model| {
        let fate = fates.iter().find(|fate| fate.id == model.id);
        show(model, fate, &key)
    });
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

/// The messages to a client, as they are stored.
async fn page(
    caller: &Caller,
    client: ClientId,
    query: &DirectMessageQuery,
) -> ApiResult<(Vec<Model>, Option<String>)> {
    let limit = query.limit.unwrap_or_default().rows();
    let mut select = caller
        .scope()
        .find::<Entity>()
        .filter(Column::ClientId.eq(client));
    if let Some(after) = &query.after {
        let id: DirectMessageId = read_cursor(after)?;
        select = select.filter(Column::Id.lt(id));
    }
    let mut models = select
        .order_by_desc(Column::Id)
        .limit(limit + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, limit, |last| last.id)?;
    Ok((models, next))
}

/// How messages fare, and who sent them, in one query.
async fn fates(
    caller: &Caller,
    ids: impl IntoIterator<Item = DirectMessageId>,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<Fate>> {
    let fates = caller
        .scope()
        .find::<Entity>()
        .filter(Column::Id.is_in(ids))
        .left_join(outgoing_mail::Entity)
        .left_join(counselor::Entity)
        .select_only()
        .columns([Column::Id, Column::SentBy])
        .column(outgoing_mail::Column::Status)
        .column(counselor::Column::DisplayName)
        .into_model()
        .all(db)
        .await?;
    Ok(fates)
}

fn show(model: Model, fate: Option<&Fate>, key: &ClientKey) -> ApiResult<DirectMessage> {
    let sent_by = fate.and_then(|fate| fate.sent_by.zip(fate.display_name.clone()));
    Ok(DirectMessage {
        id: model.id,
        subject: key.open(DIRECT_MESSAGE_SUBJECT, model.id.0, &model.sealed_subject)?,
        text: key.open(DIRECT_MESSAGE_TEXT, model.id.0, &model.sealed_text)?,
        way: model.way,
        content: model.content,
        // What went out long ago is forgotten; what failed never is.
        status: fate
            .and_then(|fate| fate.status)
            .unwrap_or(OutgoingMailStatus::Sent),
        sent_by: sent_by
            .map(|(id, display_name)| domain::counselors::CounselorRef { id, display_name }),
        created_at: model.created_at,
        read_at: model.read_at,
    })
}

/// The next message to a client after `last`, oldest first: for taking along.
pub async fn next_of_client(
    caller: &Caller,
    client: ClientId,
    last: Option<DirectMessageId>,
) -> ApiResult<Option<DirectMessage>> {
    let db = caller.db();
    let of_client = Column::ClientId.eq(client);
    let mut select = caller.scope().find::<Entity>().filter(of_client);
    if let Some(last) = last {
        select = select.filter(Column::Id.gt(last));
    }
    let Some(model) = select.order_by_asc(Column::Id).one(db).await? else {
        return Ok(None);
    };
    let key = client_key(caller, client, db).await?;
    let fates = fates(caller, [model.id], db).await?;
    show(model, fates.first(), &key).map(Some)
}

/// Sends a message, by the way that the admin was told.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn send_direct_message(
    caller: &Caller,
    client: ClientId,
    body: DirectMessageSend,
) -> ApiResult<Created<'_, DirectMessage>> {
    body.check_length().map_err(|error| ApiError::Field {
        pointer: "/text".into(),
        error,
    })?;
    let mut change = Change::begin(caller, AuditAction::SendDirectMessage).await?;
    let (found, _) =
        clients::operations::find(caller, client, Action::SendDirectMessage, change.tx()).await?;
    let key = client_key(caller, client, change.tx()).await?;
    let route = route(caller, &found, &key, change.tx()).await?;
    if (route.way, route.content) != (body.way, body.content) {
        return Err(ProblemCode::Conflict.into());
    }
    let outgoing = match route.way.delivery() {
        Some(way) => Some(outgoing_mails::announce(&mut change, &found, way).await?),
        None => None,
    };
    let id = DirectMessageId(Uuid::now_v7());
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        client_id: Set(client),
        sent_by: Set(Some(caller.counselor_id()?)),
        outgoing_mail_id: Set(outgoing),
        sealed_subject: Set(key.seal(DIRECT_MESSAGE_SUBJECT, id.0, body.subject.as_str())?),
        sealed_text: Set(key.seal(DIRECT_MESSAGE_TEXT, id.0, body.text.as_str())?),
        way: Set(route.way),
        content: Set(route.content),
        created_at: Set(caller.now()),
        read_at: Set(None),
    };
    let model = Entity::insert(model)
        .exec_with_returning(change.tx())
        .await?;
    let fates = fates(caller, [id], change.tx()).await?;
    change.on(client);
    Ok(Created {
        answer: show(model, fates.first(), &key)?,
        change,
        version: None,
        client: Some(client),
    })
}

/// The messages that the caller has received, newest first.
pub async fn list_received_direct_messages(
    caller: &Caller,
    query: DirectMessageQuery,
) -> ApiResult<Page<ReceivedDirectMessage>> {
    caller.check(Action::ListReceivedDirectMessages, Relation::Common)?;
    let client = caller.actor().client_id().ok_or(ProblemCode::Forbidden)?;
    let key = client_key(caller, client, caller.db()).await?;
    let (models, next) = page(caller, client, &query).await?;
    let items = models.into_iter().map(|model| {
        Ok(ReceivedDirectMessage {
            id: model.id,
            subject: key.open(DIRECT_MESSAGE_SUBJECT, model.id.0, &model.sealed_subject)?,
            text: key.open(DIRECT_MESSAGE_TEXT, model.id.0, &model.sealed_text)?,
            created_at: model.created_at,
            unread: model.read_at.is_none(),
        })
    });
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

/// Notes when its client read a message. The first time counts.
pub async fn mark_direct_message_read(caller: &Caller, id: DirectMessageId) -> ApiResult<()> {
    let change = Change::begin_unrecorded(caller).await?;
    let found = caller
        .scope()
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .one(change.tx())
        .await?
        .ok_or(ProblemCode::NotFound)?;
    let relation = if caller.actor().client_id() == Some(found.client_id) {
        Relation::Own
    } else {
        Relation::Others
    };
    caller.check(Action::MarkDirectMessageRead, relation)?;
    caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::ReadAt, Expr::value(caller.now()))
        .filter(Column::Id.eq(id))
        .filter(Column::ReadAt.is_null())
        .exec(change.tx())
        .await?;
    change.commit().await
}

async fn client_key(
    caller: &Caller,
    client: ClientId,
    db: &impl ConnectionTrait,
) -> ApiResult<ClientKey> {
    let keys = caller.keys().await?;
    keys.find_client_key(caller.scope(), client, db).await
}

/// Subject and text, as they were written.
pub struct Written {
    pub subject: String,
    pub text: String,
}

/// What goes out in full with this mail; nothing where it only announces.
pub async fn written_in_full(
    state: &State,
    scope: &Scope,
    mail: OutgoingMailId,
) -> ApiResult<Option<Written>> {
    let found = scope
        .find::<Entity>()
        .filter(Column::OutgoingMailId.eq(mail))
        .filter(Column::Content.eq(DirectMessageContent::InFull))
        .one(&state.db)
        .await?;
    let Some(found) = found else {
        return Ok(None);
    };
    let keys = state.keyring.facility(scope).await?;
    let key = keys
        .find_client_key(scope, found.client_id, &state.db)
        .await?;
    Ok(Some(Written {
        subject: key.open(DIRECT_MESSAGE_SUBJECT, found.id.0, &found.sealed_subject)?,
        text: key.open(DIRECT_MESSAGE_TEXT, found.id.0, &found.sealed_text)?,
    }))
}

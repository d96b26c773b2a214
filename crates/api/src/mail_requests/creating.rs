//! Writing a new request: by a client, or by staff for one.

use super::{
    assignment::{self, Asked},
    entity::mail_request,
    naming,
    operations::{client_key, created, insert_message},
    overdue::Promise,
};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    clients::{self, operations::master_data_json},
    counselling_fields::entity as counselling_field,
    counters,
    crypto::{Sealed, column::REQUEST_DATA},
    idempotency::Created,
    master_data_fields,
    outgoing_mails::notify_counselor,
};
use chrono::Datelike;
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    events::EventKind,
    ids::{ClientId, CounsellingFieldId, MailRequestId},
    mail_requests::{
        MailRequest, MailRequestCreate, MailRequestStatus, MailRequestStep, Side,
        assignment::Assignment,
    },
    master_data_fields::MasterData,
    outgoing_mails::MailTemplate,
    problem::{FieldCode, FieldError},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Writes a new request and gives it to somebody, or opens it to all.
pub async fn create_mail_request(
    caller: &Caller,
    body: MailRequestCreate,
) -> ApiResult<Created<'_, MailRequest>> {
    let mut change = Change::begin(caller, AuditAction::CreateMailRequest).await?;
    let client = of_client(caller, body.client_id, change.tx()).await?;
    check_field(caller, body.counselling_field_id, change.tx()).await?;
    let id = new_id();
    let request_data =
        seal_request_data(caller, client, id, body.request_data, change.tx()).await?;
    // The number comes first: whoever has it is the only one of the facility who assigns.
    let number = number(&change).await?;
    let asked = Asked {
        client,
        field: body.counselling_field_id,
        counselor: body.counselor_id,
    };
    let assigned = assignment::decide(&change, &asked).await?;
    let (owner, now) = (assigned.owner(), caller.now());
    let status = match owner {
        Some(_) => MailRequestStatus::Open.after(MailRequestStep::TakeOver, true)?,
        None => MailRequestStatus::Open,
    };
    let promise = Promise::of(caller.facility(), change.tx()).await?;
    let client_key = naming::key_of(caller.scope(), change.tx(), client).await?;
    let model = mail_request::ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        number: Set(number),
        client_id: Set(client),
        client_key: Set(client_key),
        counselor_id: Set(owner),
        counselling_field_id: Set(body.counselling_field_id),
        status: Set(status),
        subject_key: Set(body.subject.as_str().to_lowercase()),
        subject: Set(body.subject.into()),
        message_count: Set(1),
        created_at: Set(now),
        last_message_at: Set(now),
        last_message_from: Set(Side::Client),
        client_wrote_at: Set(now),
        sealed_request_data: Set(request_data),
        waiting_since: Set(Some(now)),
        answer_due_at: Set(promise.due_at(now)),
        due_version: Set(promise.version()),
        ..Default::default()
    };
    let model = mail_request::Entity::insert(model)
        .exec_with_returning(change.tx())
        .await?;
    let said = (None, body.text);
    insert_message(caller, change.tx(), &model, said, &body.attachments).await?;
    tell_whose_it_is(&mut change, assigned, &model).await?;
    created(change, EventKind::MailRequestCreated, &model).await
}

#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
fn new_id() -> MailRequestId {
    MailRequestId(Uuid::now_v7())
}

/// Whose request it is: a client's own, or that of the client whom staff name.
async fn of_client(
    caller: &Caller,
    named: Option<ClientId>,
    tx: &impl ConnectionTrait,
) -> ApiResult<ClientId> {
    let Some(client) = named.or(caller.actor().client_id()) else {
        caller.check(Action::CreateMailRequest, Relation::Own)?;
        return Err(ApiError::Field {
            pointer: "/client_id".into(),
            error: FieldError::new(FieldCode::Required),
        });
    };
    let relation = clients::operations::relation_to(caller, client, tx).await?;
    caller.check(Action::CreateMailRequest, relation)?;
    Ok(client)
}

/// Refuses a counselling field that is not offered.
async fn check_field(
    caller: &Caller,
    field: Option<CounsellingFieldId>,
    tx: &impl ConnectionTrait,
) -> ApiResult<()> {
    use counselling_field::{Column, Entity};
    let Some(field) = field else {
        return Ok(());
    };
    let found = caller
        .scope()
        .find::<Entity>()
        .filter(Column::Id.eq(field))
        .filter(Column::Active.eq(true))
        .one(tx)
        .await?;
    found.map(drop).ok_or_else(|| ApiError::Field {
        pointer: "/counselling_field_id".into(),
        error: FieldError::new(FieldCode::OutOfRange),
    })
}

/// What the client states, as it is kept.
async fn seal_request_data(
    caller: &Caller,
    client: ClientId,
    id: MailRequestId,
    stated: MasterData,
    tx: &impl ConnectionTrait,
) -> ApiResult<Option<Sealed>> {
    if stated.is_empty() {
        return Ok(None);
    }
    let fields = master_data_fields::operations::fields(caller.scope(), tx).await?;
    let stated = stated.into_iter();
    let stated = stated.map(|(field, value)| (field, Some(value))).collect();
    let stated = domain::master_data_fields::change(&fields, &MasterData::new(), &stated);
    let stated = stated.map_err(|(field, error)| ApiError::Field {
        pointer: format!("/request_data/{field}"),
        error,
    })?;
    let key = client_key(caller, client, tx).await?;
    let sealed = key.seal(REQUEST_DATA, id.0, &master_data_json(&stated)?)?;
    Ok(Some(sealed))
}

async fn number(change: &Change<'_>) -> ApiResult<String> {
    let year = change.caller().now().year();
    let kind = format!("mail_requests {year}");
    let facility = change.caller().facility();
    let serial = counters::next(change.tx(), facility, &kind).await?;
    Ok(format!("{year}-{serial:04}"))
}

/// Tells whoever got it; of what is open to all, the client's primary counselor hears.
async fn tell_whose_it_is(
    change: &mut Change<'_>,
    assigned: Assignment,
    request: &mail_request::Model,
) -> ApiResult<()> {
    let client = request.client_id;
    let hears = match assigned.owner() {
        Some(owner) => {
            assignment::note_first_counselor(change, client, owner).await?;
            Some(owner)
        }
        None => clients::operations::find_primary_counselor(change, client).await?,
    };
    let wrote_it = change.caller().actor().counselor_id();
    match hears.filter(|_| hears != wrote_it) {
        Some(counselor) => {
            notify_counselor(change, counselor, MailTemplate::NewRequest, request.id).await
        }
        None => Ok(()),
    }
}

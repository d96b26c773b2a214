//! Writing mails down, and what admins see of them.

use super::{
    delivery::EXAMPLE,
    entity::{ActiveModel, Column, Entity},
};
use crate::{
    ApiError, ApiResult,
    accounts::Owner,
    caller::Caller,
    change::Change,
    clients::entity as client,
    counselors::entity as counselor,
    extract::{next_page, read_cursor},
    facility,
    jobs::{NewJob, enqueue, entity::JobKind},
    scope::Scope,
    state::State,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    clients::ClientStatus,
    ids::{AccountLinkId, ClientId, CounselorId, FacilityId, LicenceRequestId, OutgoingMailId},
    language::Language,
    outgoing_mails::{
        DeliveryWay, MailAddress, MailRecipient, MailTemplate, OutgoingMail, OutgoingMailQuery,
        OutgoingMailStatus,
    },
    page::Page,
    problem::ProblemCode,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait,
    FromQueryResult, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// Days that a mail which was sent stays in the list.
const KEPT_DAYS: i64 = 90;

pub(super) enum To {
    Client(ClientId),
    Counselor(CounselorId),
    /// Somebody without an account, on behalf of a counselor.
    Outside(MailAddress, CounselorId, LicenceRequestId),
}

/// By which way a client hears of something, if by any.
pub(super) fn way_to(
    state: &State,
    client: &client::Model,
    template: MailTemplate,
) -> Option<DeliveryWay> {
    let left = (client.sealed_email.is_some(), client.sealed_phone.is_some());
    DeliveryWay::of_notice(template, left, state.sms.can_send())
}

/// Tells a client that something is there for them, if they left an address.
pub async fn notify_client(
    change: &mut Change<'_>,
    client: ClientId,
    template: MailTemplate,
) -> ApiResult<()> {
    let caller = change.caller();
    let found = caller
        .scope()
        .find::<client::Entity>()
        .filter(client::Column::Id.eq(client))
        .filter(client::Column::Status.eq(ClientStatus::Active))
        .one(change.tx())
        .await?;
    let way = |one: &client::Model| way_to(caller.state(), one, template);
    let Some((found, way)) = found.and_then(|one| way(&one).map(|way| (one, way))) else {
        return Ok(());
    };
    let facility = facility::operations::by_id(change.tx(), caller.facility()).await?;
    let path = format!("/p/{}/requests", facility.slug);
    let what = (template, found.language, way);
    write(change, To::Client(client), what, &path).await
}

/// Tells a client by this way that a direct message is there for them. Answers what goes out.
pub async fn announce(
    change: &mut Change<'_>,
    client: &client::Model,
    way: DeliveryWay,
) -> ApiResult<OutgoingMailId> {
    let (state, facility) = (change.caller().state(), change.caller().facility());
    let slug = facility::operations::by_id(change.tx(), facility)
        .await?
        .slug;
    let data = json!({ "path": format!("/p/{slug}/messages") });
    let to = To::Client(client.id);
    let what = (MailTemplate::DirectMessage, client.language, way);
    let id = insert(change.tx(), state, facility, (to, what), data).await?;
    change.wake_worker();
    Ok(id)
}

/// Tells the operator that a facility asks for more licences, if there is an address, and the
/// request's contact person that it has arrived: in the language of who asks.
pub async fn notify_of_licence_request(
    change: &mut Change<'_>,
    request: LicenceRequestId,
    slug: &str,
) -> ApiResult<()> {
    let caller = change.caller();
    let counselor = caller.counselor_id()?;
    let found = caller
        .scope()
        .find::<counselor::Entity>()
        .filter(counselor::Column::Id.eq(counselor))
        .one(change.tx())
        .await?;
    let language = found.map(|one| one.language).unwrap_or_default();
    if caller.state().settings.operator_email.is_some() {
        let to = To::Outside(MailAddress::Operator, counselor, request);
        let what = (MailTemplate::LicenceRequest, language, DeliveryWay::Email);
        write(change, to, what, &format!("/p/{slug}")).await?;
    }
    let to = To::Outside(MailAddress::LicenceContact, counselor, request);
    let template = MailTemplate::LicenceRequestReceived;
    let what = (template, language, DeliveryWay::Email);
    write(change, to, what, "/licences").await
}

async fn write(
    change: &mut Change<'_>,
    to: To,
    what: (MailTemplate, Language, DeliveryWay),
    path: &str,
) -> ApiResult<()> {
    let mut data = json!({ "path": path });
    if let To::Outside(_, _, request) = to {
        data["licence_request_id"] = json!(request);
    }
    let (state, facility) = (change.caller().state(), change.caller().facility());
    insert(change.tx(), state, facility, (to, what), data).await?;
    change.wake_worker();
    Ok(())
}

/// Sends whoever asks for it an automatic message with an example filled in.
pub async fn write_example(
    change: &mut Change<'_>,
    (template, way, language): (MailTemplate, DeliveryWay, Language),
    path: &str,
) -> ApiResult<()> {
    let (state, facility) = (change.caller().state(), change.caller().facility());
    let to = To::Counselor(change.caller().counselor_id()?);
    let data = json!({ "path": path, EXAMPLE: way });
    let what = (template, language, DeliveryWay::Email);
    insert(change.tx(), state, facility, (to, what), data).await?;
    change.wake_worker();
    Ok(())
}

/// Writes down the mail that a link is sent by, to whose account the link is for; the worker is to
/// be woken after the commit. What proves the link is put in when the mail is sent, and is kept
/// nowhere.
pub async fn write_link(
    tx: &impl ConnectionTrait,
    state: &State,
    owner: &Owner,
    (link, path): (AccountLinkId, &str),
    template: MailTemplate,
) -> ApiResult<()> {
    let (to, language, facility) = match owner {
        Owner::Counselor(one) => (To::Counselor(one.id), one.language, one.facility_id),
        Owner::Client(one) => (To::Client(one.id), one.language, one.facility_id),
    };
    let data = json!({ "path": path, "link": link });
    let what = (template, language, DeliveryWay::Email);
    insert(tx, state, facility, (to, what), data)
        .await
        .map(drop)
}

#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub(super) async fn insert(
    tx: &impl ConnectionTrait,
    state: &State,
    facility: FacilityId,
    (to, (template, language, way)): (To, (MailTemplate, Language, DeliveryWay)),
    data: Value,
) -> ApiResult<OutgoingMailId> {
    let (id, now) = (OutgoingMailId(Uuid::now_v7()), state.clock.now());
    let (client_id, counselor_id, address) = match to {
        To::Client(id) => (Some(id), None, MailAddress::Account),
        To::Counselor(id) => (None, Some(id), MailAddress::Account),
        To::Outside(address, id, _) => (None, Some(id), address),
    };
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(facility),
        template: Set(template),
        language: Set(language),
        way: Set(way),
        address: Set(address),
        client_id: Set(client_id),
        counselor_id: Set(counselor_id),
        data: Set(data),
        status: Set(OutgoingMailStatus::Waiting),
        attempts: Set(0),
        last_error: Set(None),
        message_id: Set(format!("<{id}@{}>", state.settings.host())),
        created_at: Set(now),
        sent_at: Set(None),
    };
    Entity::insert(model).exec_without_returning(tx).await?;
    enqueue(tx, job(facility, id, way, now)).await?;
    Ok(id)
}

fn job(facility: FacilityId, mail: OutgoingMailId, way: DeliveryWay, now: DateTime<Utc>) -> NewJob {
    NewJob {
        facility: Some(facility),
        kind: match way {
            DeliveryWay::Email => JobKind::SendOutgoingMail,
            DeliveryWay::Sms => JobKind::SendOutgoingSms,
        },
        payload: json!(mail),
        unique_key: Some(format!("send_outgoing_mail {mail}")),
        run_at: now,
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: OutgoingMailId,
    template: MailTemplate,
    language: Language,
    way: DeliveryWay,
    address: MailAddress,
    client_id: Option<ClientId>,
    pseudonym: Option<String>,
    counselor_id: Option<CounselorId>,
    display_name: Option<String>,
    status: OutgoingMailStatus,
    attempts: i32,
    last_error: Option<String>,
    created_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
}

impl Row {
    fn show(self) -> ApiResult<OutgoingMail> {
        let client = self.client_id.zip(self.pseudonym);
        let client = client.map(|(id, pseudonym)| MailRecipient::Client { id, pseudonym });
        let counselor = self.counselor_id.zip(self.display_name);
        let counselor =
            counselor.map(|(id, display_name)| MailRecipient::Counselor { id, display_name });
        let recipient = match self.address {
            MailAddress::Account => client.or(counselor),
            MailAddress::Operator => Some(MailRecipient::Operator),
            MailAddress::LicenceContact => Some(MailRecipient::LicenceContact),
        };
        Ok(OutgoingMail {
            id: self.id,
            template: self.template,
            language: self.language,
            way: self.way,
            recipient: recipient.ok_or_else(|| ApiError::Internal("a mail to nobody".into()))?,
            status: self.status,
            attempts: self.attempts,
            last_error: self.last_error,
            created_at: self.created_at,
            sent_at: self.sent_at,
        })
    }
}

/// The mails of the facility, newest first.
pub async fn list_outgoing_mails(
    caller: &Caller,
    query: OutgoingMailQuery,
) -> ApiResult<Page<OutgoingMail>> {
    caller.check(Action::ListOutgoingMails, Relation::Common)?;
    let limit = query.limit.unwrap_or_default().rows();
    let mut select = caller
        .scope()
        .find::<Entity>()
        .left_join(client::Entity)
        .left_join(counselor::Entity)
        .column(client::Column::Pseudonym)
        .column(counselor::Column::DisplayName);
    if let Some(status) = query.status {
        select = select.filter(Column::Status.eq(status));
    }
    if let Some(after) = &query.after {
        let id: OutgoingMailId = read_cursor(after)?;
        select = select.filter(Column::Id.lt(id));
    }
    let mut rows: Vec<Row> = select
        .order_by_desc(Column::Id)
        .limit(limit + 1)
        .into_model()
        .all(caller.db())
        .await?;
    let next = next_page(&mut rows, limit, |last| last.id)?;
    let items = rows.into_iter().map(Row::show);
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

/// Has a mail tried again that was given up.
pub async fn send_outgoing_mail_again(caller: &Caller, id: OutgoingMailId) -> ApiResult<()> {
    caller.check(Action::SendOutgoingMailAgain, Relation::Common)?;
    let mut change = Change::begin(caller, AuditAction::SendOutgoingMailAgain).await?;
    let known = caller
        .scope()
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .one(change.tx())
        .await?;
    let way = known.ok_or(ProblemCode::NotFound)?.way;
    let changed = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::Status, Expr::value(OutgoingMailStatus::Waiting))
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(OutgoingMailStatus::Failed))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::Conflict.into());
    }
    enqueue(change.tx(), job(caller.facility(), id, way, caller.now())).await?;
    change.wake_worker();
    change.on(id);
    change.commit().await
}

/// Forgets the mails to a client, within the transaction that erases them.
pub async fn forget_client(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    client: ClientId,
) -> ApiResult<()> {
    scope
        .delete::<Entity>()
        .filter(Column::ClientId.eq(client))
        .exec(tx)
        .await?;
    Ok(())
}

/// Forgets these mails, whether they went out or not.
pub async fn forget(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    mails: impl IntoIterator<Item = OutgoingMailId>,
) -> ApiResult<()> {
    scope
        .delete::<Entity>()
        .filter(Column::Id.is_in(mails))
        .exec(tx)
        .await?;
    Ok(())
}

/// Forgets mails that were sent long ago, of all facilities. Answers how many.
#[expect(
    clippy::disallowed_methods,
    reason = "housekeeping is about every facility"
)]
pub async fn forget_old(db: &DatabaseConnection, now: DateTime<Utc>) -> ApiResult<u64> {
    let gone = Entity::delete_many()
        .filter(Column::Status.eq(OutgoingMailStatus::Sent))
        .filter(Column::SentAt.lt(now - TimeDelta::days(KEPT_DAYS)))
        .exec(db)
        .await?;
    Ok(gone.rows_affected)
}

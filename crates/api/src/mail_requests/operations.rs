//! One function per operation. Each loads by saying what for, decides by the domain's state
//! machine, and writes by compare-and-set, in one transaction; then it tells who is connected.

use super::{
    assignment,
    entity::{draft, mail_request, message},
    left_drafts, list,
    overdue::Promise,
    removal,
};
use crate::{
    ApiError, ApiResult,
    attachments::operations::{of_request, send_with},
    audit::note_look,
    break_glasses,
    caller::Caller,
    change::Change,
    clients::erasure::Erasure,
    counselors::entity as counselor,
    crypto::{ClientKey, column::MESSAGE_TEXT},
    hand_overs::operations as hand_overs,
    idempotency::Created,
    outgoing_mails::{notify_client, notify_counselor},
    statistics,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Access, Action, Actor, Relation},
    attachments::{Attachment, AttachmentIds},
    audit::AuditAction,
    events::{Audience, Event, EventKind},
    ids::{ClientId, CounselorId, MailRequestId, MessageId},
    mail_requests::{
        MailRequest, MailRequestStatus, MailRequestStep, Message, MessageCreate, Side,
        access::Ownership,
    },
    outgoing_mails::MailTemplate,
    problem::ProblemCode,
    text::MessageText,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

pub use super::{
    creating::create_mail_request,
    drafts::{read_draft, save_draft},
    handing_over::{count_of_counselor, hand_over},
    list::{count_mail_requests, list_mail_requests},
    request_data::{read_request_data, stated_with},
    steps::{
        actor, archive_mail_request, assign_mail_request, complete_mail_request,
        delete_mail_request, give, release_mail_request, reopen_mail_request,
        take_over_mail_request,
    },
    viewers::{note_viewing, stop_viewing},
};

/// The thread as it is after a new message, which those who may see it hear of.
pub(super) async fn created<'a>(
    mut change: Change<'a>,
    kind: EventKind,
    request: &mail_request::Model,
) -> ApiResult<Created<'a, MailRequest>> {
    change.on(request.id);
    tell(&mut change, kind, request);
    // Whoever wrote sees what they wrote, even if it went to somebody whose requests they do not see.
    let row = list::row(change.caller(), request.id, change.tx()).await?;
    let row = row.ok_or(ProblemCode::NotFound)?;
    Ok(Created {
        answer: show(change.caller(), row, change.tx()).await?,
        change,
        version: None,
        client: Some(request.client_id),
    })
}

pub(super) fn tell(change: &mut Change<'_>, kind: EventKind, request: &mail_request::Model) {
    let event = Event::of_mail_request(kind, request.id);
    change.tell(event, Audience::MailRequest(request.ownership()));
}

/// Tells those who may see a request that it has changed.
pub fn tell_changed(change: &mut Change<'_>, request: &mail_request::Model) {
    tell(change, EventKind::MailRequestChanged, request);
}

/// The same for what is staff's own business.
pub fn tell_staff(change: &mut Change<'_>, kind: EventKind, request: &mail_request::Model) {
    let event = Event::of_mail_request(kind, request.id);
    change.tell(event, Audience::StaffOf(request.ownership()));
}

/// One request with its thread.
pub async fn read_mail_request(caller: &Caller, id: MailRequestId) -> ApiResult<MailRequest> {
    let row = find_row(caller, id, caller.db()).await?;
    note_look(caller, AuditAction::ReadMailRequest, id).await?;
    show(caller, row, caller.db()).await
}

async fn find_row(
    caller: &Caller,
    id: MailRequestId,
    db: &impl ConnectionTrait,
) -> ApiResult<list::Row> {
    let row = list::row(caller, id, db).await?;
    let row = row.ok_or(ProblemCode::NotFound)?;
    let relation = row.ownership().relation_of(caller.actor());
    allow(caller, id, (Action::ReadMailRequest, relation), db).await?;
    Ok(row)
}

async fn show(
    caller: &Caller,
    row: list::Row,
    db: &impl ConnectionTrait,
) -> ApiResult<MailRequest> {
    let key = client_key(caller, row.client_id, db).await?;
    let messages = caller
        .scope()
        .find::<message::Entity>()
        .filter(message::Column::MailRequestId.eq(row.id))
        .find_also_related(counselor::Entity)
        .order_by_asc(message::Column::Id)
        .all(db)
        .await?;
    let mut files = of_request(caller, &key, row.id, db).await?;
    let messages = messages
        .into_iter()
        .map(|(message, counselor)| {
            let files = files.remove(&message.id).unwrap_or_default();
            show_message(&row, &key, (message, counselor), files)
        })
        .collect::<ApiResult<_>>()?;
    let (id, owner) = (row.id, row.ownership().in_hands_of());
    Ok(MailRequest {
        summary: row.summary(caller.actor())?,
        messages,
        hand_over: hand_overs::of_request(caller, id, owner, db).await?,
    })
}

/// The key that opens what this client wrote and was written.
pub async fn client_key(
    caller: &Caller,
    client: ClientId,
    db: &impl ConnectionTrait,
) -> ApiResult<ClientKey> {
    let keys = caller.keys().await?;
    keys.find_client_key(caller.scope(), client, db).await
}

fn show_message(
    row: &list::Row,
    key: &ClientKey,
    (message, counselor): (message::Model, Option<counselor::Model>),
    attachments: Vec<Attachment>,
) -> ApiResult<Message> {
    let read_at = match message.side {
        Side::Client => row.counselor_read_at,
        Side::Counselor => row.client_read_at,
    };
    Ok(Message {
        id: message.id,
        from: message.side,
        author: counselor.map_or_else(|| row.pseudonym.clone(), |one| one.display_name),
        text: key.open(MESSAGE_TEXT, message.id.0, &message.sealed_text)?,
        attachments,
        sent_at: message.sent_at,
        read: read_at >= Some(message.sent_at),
    })
}

/// The next request of a client after `last`, oldest first, whoever may see it: for taking along.
/// Its messages stay out where confidential administration keeps them from the caller.
pub async fn next_of_client(
    caller: &Caller,
    client: ClientId,
    last: Option<MailRequestId>,
) -> ApiResult<Option<MailRequest>> {
    let Some(row) = list::next_of_client(caller, client, last).await? else {
        return Ok(None);
    };
    let relation = row.ownership().relation_of(caller.actor());
    let id = row.id;
    match allow(caller, id, (Action::ReadMailRequest, relation), caller.db()).await {
        Ok(()) => show(caller, row, caller.db()).await.map(Some),
        Err(ApiError::Problem(ProblemCode::BreakGlassRequired)) => Ok(Some(MailRequest {
            summary: row.summary(caller.actor())?,
            messages: Vec::new(),
            hand_over: None,
        })),
        Err(error) => Err(error),
    }
}

/// Sends an answer. A request that nobody works on becomes the answerer's; the draft goes.
pub async fn answer_mail_request(
    caller: &Caller,
    id: MailRequestId,
    body: MessageCreate,
) -> ApiResult<Created<'_, MailRequest>> {
    let counselor = caller.counselor_id();
    let mut change = Change::begin(caller, AuditAction::AnswerMailRequest).await?;
    let tx = change.tx();
    let request = find(caller, id, Action::AnswerMailRequest, tx).await?;
    let counselor = counselor?;
    let owner = match request.status {
        MailRequestStatus::Open => counselor,
        _ => request.counselor_id.unwrap_or(counselor),
    };
    let status = request.status.after(MailRequestStep::Answer, true)?;
    if request.counselor_id != Some(owner) {
        left_drafts::change_hands(&change, &request, caller.actor()).await?;
    }
    let now = write(caller, tx, &request, Some(owner), status).await?;
    caller
        .scope()
        .update::<mail_request::Entity>()
        .col_expr(mail_request::Column::CounselorReadAt, Expr::value(now))
        .filter(mail_request::Column::Id.eq(id))
        .exec(tx)
        .await?;
    let said = (Some(counselor), body.text);
    insert_message(caller, tx, &request, said, &body.attachments).await?;
    caller
        .scope()
        .delete::<draft::Entity>()
        .filter(draft::Column::MailRequestId.eq(id))
        .exec(tx)
        .await?;
    if request.status == MailRequestStatus::Open {
        assignment::note_first_counselor(&mut change, request.client_id, counselor).await?;
    }
    notify_client(&mut change, request.client_id, MailTemplate::NewAnswer).await?;
    created(change, EventKind::MailRequestChanged, &request).await
}

/// Writes again, as the client it belongs to; a request that was done is open again.
pub async fn follow_up_mail_request(
    caller: &Caller,
    id: MailRequestId,
    body: MessageCreate,
) -> ApiResult<Created<'_, MailRequest>> {
    let mut change = Change::begin(caller, AuditAction::FollowUpMailRequest).await?;
    let tx = change.tx();
    let request = find(caller, id, Action::FollowUpMailRequest, tx).await?;
    let owned = request.counselor_id.is_some();
    let status = request.status.after(MailRequestStep::FollowUp, owned)?;
    write(caller, tx, &request, request.counselor_id, status).await?;
    insert_message(caller, tx, &request, (None, body.text), &body.attachments).await?;
    if let Some(counselor) = request.counselor_id {
        notify_counselor(&mut change, counselor, MailTemplate::FollowUp, id).await?;
    }
    created(change, EventKind::MailRequestChanged, &request).await
}

/// Moves the request on by one message of the caller's side, unless somebody else has moved it
/// since it was read: then the caller has to look again.
async fn write(
    caller: &Caller,
    tx: &impl ConnectionTrait,
    request: &mail_request::Model,
    owner: Option<CounselorId>,
    status: MailRequestStatus,
) -> ApiResult<DateTime<Utc>> {
    use mail_request::Column;
    let now = caller.now();
    let (side, wrote_at) = match caller.actor() {
        Actor::Counselor { .. } | Actor::ApiToken { .. } => {
            (Side::Counselor, Column::CounselorWroteAt)
        }
        Actor::Client { .. } => (Side::Client, Column::ClientWroteAt),
    };
    let promise = Promise::of(caller.facility(), tx).await?;
    let update = caller.scope().update::<mail_request::Entity>();
    let mut update = promise.after_message(update, request, side, now);
    if side == Side::Counselor && request.first_answer_minutes.is_none() {
        let minutes = (now - request.created_at).num_minutes();
        let minutes = i32::try_from(minutes).unwrap_or(i32::MAX);
        update = update.col_expr(Column::FirstAnswerMinutes, Expr::value(minutes));
    }
    let changed = update
        .col_expr(Column::Status, Expr::value(status))
        .col_expr(Column::CounselorId, Expr::value(owner))
        .col_expr(Column::MessageCount, Expr::col(Column::MessageCount).add(1))
        .col_expr(Column::Version, Expr::value(request.version.next()))
        .col_expr(Column::LastMessageAt, Expr::value(now))
        .col_expr(Column::LastMessageFrom, Expr::value(side))
        .col_expr(wrote_at, Expr::value(now))
        .filter(Column::Id.eq(request.id))
        .filter(Column::Version.eq(request.version))
        .exec(tx)
        .await?;
    if changed.rows_affected == 1 {
        Ok(now)
    } else {
        Err(ProblemCode::Conflict.into())
    }
}

#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub(super) async fn insert_message(
    caller: &Caller,
    tx: &impl ConnectionTrait,
    request: &mail_request::Model,
    (counselor, text): (Option<CounselorId>, MessageText),
    files: &AttachmentIds,
) -> ApiResult<()> {
    let id = MessageId(Uuid::now_v7());
    let key = client_key(caller, request.client_id, tx).await?;
    let model = message::ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        mail_request_id: Set(request.id),
        side: Set(if counselor.is_some() {
            Side::Counselor
        } else {
            Side::Client
        }),
        counselor_id: Set(counselor),
        sealed_text: Set(key.seal(MESSAGE_TEXT, id.0, text.as_str())?),
        sent_at: Set(caller.now()),
    };
    message::Entity::insert(model)
        .exec_without_returning(tx)
        .await?;
    let to = (request.id, id);
    send_with(caller, tx, request.client_id, to, files).await
}

/// Notes that the caller's side has read the thread. Doing so again changes nothing.
pub async fn mark_mail_request_read(caller: &Caller, id: MailRequestId) -> ApiResult<()> {
    use mail_request::Column;
    let request = find(caller, id, Action::MarkMailRequestRead, caller.db()).await?;
    let (read_at, already, wrote_at) = match caller.actor() {
        Actor::Counselor { .. } | Actor::ApiToken { .. } => (
            Column::CounselorReadAt,
            request.counselor_read_at,
            Some(request.client_wrote_at),
        ),
        Actor::Client { .. } => (
            Column::ClientReadAt,
            request.client_read_at,
            request.counselor_wrote_at,
        ),
    };
    if already >= wrote_at {
        return Ok(());
    }
    let mut change = Change::begin_unrecorded(caller).await?;
    caller
        .scope()
        .update::<mail_request::Entity>()
        .col_expr(read_at, Expr::value(caller.now()))
        .filter(Column::Id.eq(id))
        .exec(change.tx())
        .await?;
    tell(&mut change, EventKind::MailRequestChanged, &request);
    change.commit().await
}

/// Erases a client's requests with all that was written in them. Staff hear of it; the client is
/// nobody any more.
pub async fn erase_of_client(erasure: &mut Erasure<'_>) -> ApiResult<()> {
    let (scope, tx, client) = (erasure.scope(), erasure.tx(), erasure.client());
    let requests = scope
        .find::<mail_request::Entity>()
        .filter(mail_request::Column::ClientId.eq(client))
        .lock_exclusive()
        .all(tx)
        .await?;
    statistics::keep_mail_requests(scope, tx, &requests).await?;
    for request in &requests {
        erasure.counts.messages += removal::remove(scope, tx, request.id).await?;
        erasure.counts.mail_requests += 1;
        let event = Event::of_mail_request(EventKind::MailRequestErased, request.id);
        let ownership = Ownership {
            client: ClientId(Uuid::nil()),
            ..request.ownership()
        };
        let audience = Audience::MailRequest(ownership);
        erasure.news.push((event, audience));
    }
    Ok(())
}

/// Reading; everything else changes the request or what hangs on it.
const READS: [Action; 9] = [
    Action::ListAttachments,
    Action::DownloadAttachment,
    Action::ReadMailRequest,
    Action::ReadRequestData,
    Action::MarkMailRequestRead,
    Action::ReadDraft,
    Action::ListInternalComments,
    Action::NoteViewing,
    Action::StopViewing,
];

/// The only way to load one: say what for. A request to be changed is locked until the end of
/// the transaction, so that two who do so at once come one after the other.
pub async fn find(
    caller: &Caller,
    id: MailRequestId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<mail_request::Model> {
    let model = load(caller, id, !READS.contains(&action), db).await?;
    let relation = model.ownership().relation_of(caller.actor());
    allow(caller, id, (action, relation), db).await?;
    Ok(model)
}

/// Refuses what the table does not allow; what takes a break-glass is allowed while one is open.
pub(super) async fn allow(
    caller: &Caller,
    id: MailRequestId,
    (action, relation): (Action, Relation),
    db: &impl ConnectionTrait,
) -> ApiResult<()> {
    if caller.decide(action, relation) == Access::BreakGlass
        && break_glasses::operations::is_open(caller, id, db).await?
    {
        return Ok(());
    }
    caller.check(action, relation)
}

/// One request, whoever asks.
pub async fn load(
    caller: &Caller,
    id: MailRequestId,
    locked: bool,
    db: &impl ConnectionTrait,
) -> ApiResult<mail_request::Model> {
    let mut select = caller
        .scope()
        .find::<mail_request::Entity>()
        .filter(mail_request::Column::Id.eq(id));
    if locked {
        select = select.lock_exclusive();
    }
    let model = select.one(db).await?;
    model.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

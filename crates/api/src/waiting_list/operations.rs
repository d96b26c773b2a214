//! Getting onto the list and off it.

use super::{
    entity::{Column, Entity, Model},
    list::show_all,
    turns::give_up,
};
use crate::{
    ApiError, ApiResult,
    bookings::news,
    caller::Caller,
    change::Change,
    clients::{self, erasure::Erasure},
    idempotency::Created,
    slots::operations::{Asking, Wanted, ahead},
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    ids::{ClientId, CounselorId, WaitingListEntryId},
    problem::{FieldCode, FieldError, ProblemCode},
    waiting_list::{MAX_ENTRIES, WaitingListEntry, WaitingListEntryCreate},
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};
use serde_json::json;
use uuid::Uuid;

/// Puts a client onto the list, where nothing is free of what they want.
pub async fn create_waiting_list_entry(
    caller: &Caller,
    body: WaitingListEntryCreate,
) -> ApiResult<Created<'_, WaitingListEntry>> {
    caller.check(Action::CreateWaitingListEntry, Relation::Common)?;
    let client = caller.actor().client_id();
    let client = client.ok_or(ApiError::Problem(ProblemCode::Forbidden))?;
    check(caller, &body).await?;
    let model = new(caller, client, &body);
    let mut change = Change::begin(caller, AuditAction::CreateWaitingListEntry).await?;
    clients::operations::lock(&change, client).await?;
    let theirs = caller.scope().find::<Entity>();
    let theirs = theirs.filter(Column::ClientId.eq(client));
    let theirs = theirs.all(change.tx()).await?;
    let same =
        |one: &Model| (one.service_id, one.counselor_id) == (model.service_id, model.counselor_id);
    if theirs.iter().any(same) {
        return Err(ProblemCode::Conflict.into());
    }
    if theirs.len() >= MAX_ENTRIES {
        return Err(ProblemCode::LimitReached.into());
    }
    let row = model.clone().into_active_model();
    Entity::insert(row)
        .exec_without_returning(change.tx())
        .await?;
    change.on(model.id);
    tell(&mut change, &model);
    let shown = show_all(caller, std::slice::from_ref(&model), change.tx()).await?;
    let shown = shown.into_iter().next();
    Ok(Created {
        answer: shown.ok_or_else(|| ApiError::internal(DbErr::RecordNotInserted))?,
        change,
        version: None,
        client: Some(client),
    })
}

/// Whether it is offered to this client at all, and nothing of it is free.
async fn check(caller: &Caller, body: &WaitingListEntryCreate) -> ApiResult<()> {
    let wanted = Wanted {
        counselor: body.counselor_id,
        service: Some(body.service_id),
        ..Wanted::default()
    };
    let ahead = ahead(Asking::of(caller), wanted).await?;
    let mut people = ahead.bookable.people.iter();
    if people.all(|one| one.windows.is_empty()) {
        return Err(out_of_range("/service_id"));
    }
    let zone = ahead.bookable.facility.zone()?;
    let today = caller.now().with_timezone(&zone).date_naive();
    if body.until.is_some_and(|until| until < today) {
        return Err(out_of_range("/until"));
    }
    let is_free = ahead.slots.iter().any(|(slot, _)| {
        let day = slot.starts_at.with_timezone(&zone).date_naive();
        body.until.is_none_or(|until| day <= until)
    });
    if is_free {
        return Err(ProblemCode::SlotsFree.into());
    }
    Ok(())
}

fn out_of_range(pointer: &str) -> ApiError {
    ApiError::Field {
        pointer: pointer.into(),
        error: FieldError::new(FieldCode::OutOfRange),
    }
}

#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
fn new(caller: &Caller, client: ClientId, body: &WaitingListEntryCreate) -> Model {
    Model {
        id: WaitingListEntryId(Uuid::now_v7()),
        facility_id: caller.facility(),
        client_id: client,
        service_id: body.service_id,
        counselor_id: body.counselor_id,
        until: body.until,
        created_at: caller.now(),
        queued_at: caller.now(),
        booking_id: None,
        offered: json!([]),
    }
}

/// Lets who looks at it know that the list has changed.
fn tell(change: &mut Change<'_>, entry: &Model) {
    let client = Some(entry.client_id);
    let (event, audience) = match entry.counselor_id {
        Some(counselor) => news::of(counselor, client),
        None => news::of_everybody(client),
    };
    change.tell(event, audience);
}

/// Takes somebody off the list, and gives back what is held for them.
pub async fn delete_waiting_list_entry(caller: &Caller, id: WaitingListEntryId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteWaitingListEntry).await?;
    let found = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    let found = found.one(change.tx()).await?;
    let entry = found.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    let relation = entry.relation_to(caller.actor());
    caller.check(Action::DeleteWaitingListEntry, relation)?;
    let gone = caller.scope().delete::<Entity>().filter(Column::Id.eq(id));
    if gone.exec(change.tx()).await?.rows_affected == 0 {
        return Err(ProblemCode::NotFound.into());
    }
    for held in give_up(caller.scope(), &entry, change.tx()).await? {
        news::tell(&mut change, &held);
    }
    change.on(id);
    tell(&mut change, &entry);
    change.commit().await
}

/// Who waits for a counselor who goes waits for their heir, or for whoever has time: within the
/// transaction that deletes them.
pub async fn hand_over(
    change: &Change<'_>,
    id: CounselorId,
    heir: Option<CounselorId>,
) -> ApiResult<()> {
    let theirs = change.caller().scope().update::<Entity>();
    let theirs = theirs.filter(Column::CounselorId.eq(id));
    let handed_over = theirs.col_expr(Column::CounselorId, Expr::value(heir));
    handed_over.exec(change.tx()).await?;
    Ok(())
}

/// Deletes what a client waits for.
pub async fn erase_of_client(erasure: &Erasure<'_>) -> ApiResult<()> {
    let theirs = erasure.scope().delete::<Entity>();
    let theirs = theirs.filter(Column::ClientId.eq(erasure.client()));
    theirs.exec(erasure.tx()).await?;
    Ok(())
}

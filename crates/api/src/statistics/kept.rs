//! Counting on what is erased.

use super::entity::{ActiveModel, Column, Entity, KeptKind};
use crate::{
    ApiError, ApiResult, bookings::entity as booking, facility,
    mail_requests::entity::mail_request, scope::Scope,
};
use domain::{
    bookings::{BookingKind, BookingState},
    ids::CounselorId,
    statistics::{BookingFigures, MailRequestFigures, Month, Period},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    FromQueryResult, QueryFilter, QuerySelect, QueryTrait, sea_query::SelectStatement,
};
use uuid::Uuid;

/// One thing of somebody who is erased.
struct Kept {
    counselor: Option<CounselorId>,
    at: chrono::DateTime<chrono::Utc>,
    kinds: Vec<(KeptKind, Option<i32>)>,
}

/// Counts on these mail requests, within the transaction that erases them.
pub async fn keep_mail_requests(
    scope: &Scope,
    tx: &DatabaseTransaction,
    gone: &[mail_request::Model],
) -> ApiResult<()> {
    let kept = gone.iter().map(|request| {
        let answered = request.first_answer_minutes;
        let answered = answered.map(|minutes| (KeptKind::Answered, Some(minutes)));
        let completed = !request.status.is_uncompleted();
        let completed = completed.then_some((KeptKind::Completed, None));
        let received = [(KeptKind::Received, None)];
        Kept {
            counselor: request.counselor_id,
            at: request.created_at,
            kinds: received
                .into_iter()
                .chain(answered)
                .chain(completed)
                .collect(),
        }
    });
    keep(scope, tx, kept.collect()).await
}

/// Counts on these appointments, within the transaction that erases them.
pub async fn keep_bookings(
    scope: &Scope,
    tx: &DatabaseTransaction,
    gone: &[booking::Model],
) -> ApiResult<()> {
    // What was only held for a while was never booked.
    let booked = gone
        .iter()
        .filter(|one| one.kind == BookingKind::Single && one.reserved_until.is_none());
    let kept = booked.map(|booking| {
        let became = match booking.state {
            BookingState::Held => Some(KeptKind::Held),
            BookingState::NoShow => Some(KeptKind::NoShow),
            BookingState::Cancelled | BookingState::Declined => Some(KeptKind::Cancelled),
            BookingState::Reserved | BookingState::Requested | BookingState::Confirmed => None,
        };
        let kinds = [KeptKind::Booked].into_iter().chain(became);
        Kept {
            counselor: Some(booking.counselor_id),
            at: booking.starts_at,
            kinds: kinds.map(|kind| (kind, None)).collect(),
        }
    });
    keep(scope, tx, kept.collect()).await
}

async fn keep(scope: &Scope, tx: &DatabaseTransaction, kept: Vec<Kept>) -> ApiResult<()> {
    if kept.is_empty() {
        return Ok(());
    }
    let facility = facility::operations::by_id(tx, scope.facility()).await?;
    let zone = facility.zone()?;
    let mut rows = Vec::new();
    for Kept {
        counselor,
        at,
        kinds,
    } in kept
    {
        let month = Month::at(&zone, at).map_err(ApiError::internal)?;
        rows.extend(kinds.into_iter().map(|(kind, minutes)| ActiveModel {
            // Says nothing of when, nor in which order.
            id: Set(Uuid::new_v4()),
            facility_id: Set(scope.facility()),
            counselor_id: Set(counselor),
            month: Set(month.to_string()),
            kind: Set(kind),
            minutes: Set(minutes),
        }));
    }
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    month: String,
    kind: KeptKind,
    count: i64,
}

/// Adds what was erased to what is there.
pub async fn add(
    scope: &Scope,
    period: Period,
    counselor: Option<CounselorId>,
    months: &mut [(MailRequestFigures, BookingFigures)],
    db: &impl ConnectionTrait,
) -> ApiResult<()> {
    let rows = of(scope, period, counselor)
        .select_only()
        .column(Column::Month)
        .column(Column::Kind)
        .column_as(Column::Id.count(), "count")
        .group_by(Column::Month)
        .group_by(Column::Kind);
    for Row { month, kind, count } in rows.into_model().all(db).await? {
        let place = period.months().position(|one| one.to_string() == month);
        let Some((requests, bookings)) = place.and_then(|place| months.get_mut(place)) else {
            continue;
        };
        let figure = match kind {
            KeptKind::Received => &mut requests.received,
            KeptKind::Answered => &mut requests.answered,
            KeptKind::Completed => &mut requests.completed,
            KeptKind::Booked => &mut bookings.booked,
            KeptKind::Held => &mut bookings.held,
            KeptKind::Cancelled => &mut bookings.cancelled,
            KeptKind::NoShow => &mut bookings.no_show,
        };
        *figure += count.unsigned_abs();
    }
    Ok(())
}

/// How long the answers took, one row each.
pub fn first_answers(
    scope: &Scope,
    period: Period,
    counselor: Option<CounselorId>,
) -> SelectStatement {
    of(scope, period, counselor)
        .filter(Column::Kind.eq(KeptKind::Answered))
        .select_only()
        .column(Column::Minutes)
        .into_query()
}

fn of(scope: &Scope, period: Period, counselor: Option<CounselorId>) -> sea_orm::Select<Entity> {
    let rows = scope
        .find::<Entity>()
        .filter(Column::Month.gte(period.from().to_string()))
        .filter(Column::Month.lte(period.to().to_string()));
    match counselor {
        Some(counselor) => rows.filter(Column::CounselorId.eq(counselor)),
        None => rows,
    }
}

//! How many appointments there are, for statistics.

use super::entity::{Column, Entity};
use crate::{ApiResult, scope::Scope, statistics::Months};
use domain::{
    bookings::{BookingKind, BookingState},
    ids::CounselorId,
    statistics::BookingFigures,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, QueryFilter, QuerySelect, sea_query::Expr,
};

#[derive(FromQueryResult)]
struct Row {
    place: i32,
    state: BookingState,
    count: i64,
}

/// Those of one client that begin in each of the months, everybody's or one counselor's. What was
/// only held for a while was never booked.
pub async fn by_month(
    scope: &Scope,
    months: &Months,
    counselor: Option<CounselorId>,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<BookingFigures>> {
    let mut rows = scope
        .find::<Entity>()
        .filter(Column::Kind.eq(BookingKind::Single))
        .filter(Column::ReservedUntil.is_null())
        .filter(months.contain(Column::StartsAt));
    if let Some(counselor) = counselor {
        rows = rows.filter(Column::CounselorId.eq(counselor));
    }
    let rows = rows
        .select_only()
        .column_as(months.place(Column::StartsAt), Months::PLACE)
        .column(Column::State)
        .column_as(Column::Id.count(), "count")
        .group_by(Expr::col(Months::PLACE))
        .group_by(Column::State);
    let mut figures = vec![BookingFigures::default(); months.count()];
    for Row {
        place,
        state,
        count,
    } in rows.into_model().all(db).await?
    {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let Some(month) = figures.get_mut(place) else {
            continue;
        };
        let count = count.unsigned_abs();
        month.booked += count;
        match state {
            BookingState::Held => month.held += count,
            BookingState::NoShow => month.no_show += count,
            BookingState::Cancelled | BookingState::Declined => month.cancelled += count,
            BookingState::Reserved | BookingState::Requested | BookingState::Confirmed => {}
        }
    }
    Ok(figures)
}

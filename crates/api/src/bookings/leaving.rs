//! What becomes of the appointments ahead of a counselor who is to be deleted, before anybody is.

use super::{
    entity::{Column, Entity, Model},
    taking::ahead_of,
};
use crate::{ApiResult, caller::Caller};
use chrono::{DateTime, Utc};
use domain::{bookings::BookingState, counselors::EndangeredAppointment, ids::CounselorId};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

/// How many go where.
pub struct Forecast {
    pub passed: u64,
    pub cancelled: u64,
    /// The first of those that would be called off.
    pub named: Vec<EndangeredAppointment>,
}

type Taken = (
    DateTime<Utc>,
    DateTime<Utc>,
    BookingState,
    Option<DateTime<Utc>>,
);

/// The same as the deletion would do at this moment, with this colleague or with nobody.
pub async fn forecast(
    caller: &Caller,
    id: CounselorId,
    heir: Option<CounselorId>,
) -> ApiResult<Forecast> {
    let (scope, now) = (caller.scope(), caller.now());
    let ahead = ahead_of(scope, id, now).all(caller.db()).await?;
    let taken: Option<Vec<Taken>> = match heir {
        None => None,
        Some(heir) => {
            let taken = scope
                .find::<Entity>()
                .select_only()
                .column(Column::StartsAt)
                .column(Column::BlocksUntil)
                .column(Column::State)
                .column(Column::ReservedUntil)
                .filter(Column::CounselorId.eq(heir))
                .filter(Column::State.is_in(BookingState::BLOCKING))
                .filter(Column::BlocksUntil.gt(now));
            Some(taken.into_tuple().all(caller.db()).await?)
        }
    };
    let has_time = |booking: &Model| {
        let mut taken = taken.iter().flatten();
        heir.is_some()
            && !taken.any(|(from, until, state, held)| {
                let has_run_out =
                    *state == BookingState::Reserved && held.is_some_and(|held| held <= now);
                !has_run_out && *from < booking.blocks_until && *until > booking.starts_at
            })
    };
    let (passed, cancelled): (Vec<_>, Vec<_>) = ahead.iter().partition(|one| has_time(one));
    let named = cancelled.iter().take(EndangeredAppointment::NAMED);
    Ok(Forecast {
        passed: count(&passed),
        cancelled: count(&cancelled),
        named: named
            .map(|one| EndangeredAppointment {
                id: one.id,
                kind: one.kind,
                starts_at: one.starts_at,
                ends_at: one.ends_at,
            })
            .collect(),
    })
}

fn count(some: &[&Model]) -> u64 {
    u64::try_from(some.len()).unwrap_or(u64::MAX)
}

//! Why appointments of a counselor are not offered: by the same rules as the list of what is free.

use super::operations::{Asking, Offer, taken};
use crate::{
    ApiError, ApiResult, booking_times, bookings::settings::rules_of, caller::Caller, counselors,
    facility, working_time::working_time_of,
};
use chrono::TimeDelta;
use domain::{
    access::Action,
    ids::CounselorId,
    slots::{Blocks, Bounds, CounselorStanding, DiagnosisQuery, Period, SlotDiagnosis, SlotQuery},
};

/// What becomes of a counselor's booking times in a period.
pub async fn diagnose_slots(
    caller: &Caller,
    id: CounselorId,
    query: &DiagnosisQuery,
) -> ApiResult<SlotDiagnosis> {
    let (scope, db) = (caller.scope(), caller.db());
    let counselor = counselors::operations::find(caller, id, Action::DiagnoseSlots, db).await?;
    let query = SlotQuery {
        from: query.from,
        until: query.until,
        counselor_id: Some(id),
        service_id: None,
        channel: None,
    };
    query.check().map_err(|error| ApiError::Field {
        pointer: "/until".into(),
        error,
    })?;
    let facility = facility::operations::by_id(db, caller.facility()).await?;
    let (zone, rules) = (facility.zone()?, rules_of(&facility)?);
    let working_time = working_time_of(&facility)?;
    let offer = Offer::read(scope, &facility, (&query).into()).await?;
    let (plans, times) = booking_times::operations::plans(scope, Some(id), db).await?;
    let plan = plans.first();
    let rows = match plan {
        Some(plan) => offer.rows(plan, &times)?,
        None => Vec::new(),
    };
    let weeks = plan
        .map(booking_times::entity::plan::Model::weeks)
        .transpose()?;
    let weeks = weeks.unwrap_or_default().weeks();
    let lead = TimeDelta::hours(rules.lead_hours.into());
    let of_weeks = |weeks| Bounds::new(&zone, caller.now(), lead, rules.horizon_days, weeks);
    let horizon = of_weeks(u16::MAX).latest;
    let period = Period::new(&zone, &working_time, query.from, query.until);
    let blocks = Blocks::new(
        taken(Asking::of(caller), &query, None)
            .await?
            .remove(&id)
            .unwrap_or_default(),
    );
    let standing = CounselorStanding {
        active: counselor.active,
        primary_clients_only: counselor.primary_clients_only,
    };
    Ok(SlotDiagnosis::of(
        &period,
        &offer.terms(id),
        standing,
        &rows,
        &blocks,
        (of_weeks(weeks), horizon),
    ))
}

//! Reminding clients of what is soon: of a group appointment, whoever takes part by then. The job
//! is put down by what makes an appointment certain, and looks when it runs whether that still
//! holds: what was moved has a job of its own.

use super::{
    entity::{Column, Entity, Model},
    group_bookings::details::clients_of,
    settings::rules_of,
};
use crate::{
    ApiError, ApiResult,
    change::Change,
    database, facility,
    jobs::{NewJob, Outcome, enqueue, entity as job, finish, put_back},
    outgoing_mails::appointments::tell_clients,
    scope::Scope,
    state::State,
};
use chrono::{DateTime, Utc};
use domain::{bookings::BookingState, ids::BookingId, outgoing_mails::MailTemplate};
use job::{JobKind, JobState};
use sea_orm::{ColumnTrait, QueryFilter};
use serde::{Deserialize, Serialize};

/// Of which appointment, at which time.
#[derive(Serialize, Deserialize)]
struct Reminder {
    booking: BookingId,
    starts_at: DateTime<Utc>,
}

/// Sees to it that clients are reminded of what is certain, once, if it is far enough ahead.
pub async fn plan(change: &Change<'_>, booking: &Model) -> ApiResult<()> {
    let caller = change.caller();
    if booking.state != BookingState::Confirmed {
        return Ok(());
    }
    let facility = facility::operations::by_id(change.tx(), caller.facility()).await?;
    let due = rules_of(&facility)?.reminder_at(booking.starts_at);
    let Some(run_at) = due.filter(|due| *due > caller.now()) else {
        return Ok(());
    };
    let (id, starts_at) = (booking.id, booking.starts_at);
    let reminder = Reminder {
        booking: id,
        starts_at,
    };
    let job = NewJob {
        facility: Some(caller.facility()),
        kind: JobKind::RemindOfBooking,
        payload: serde_json::to_value(reminder).map_err(ApiError::internal)?,
        unique_key: Some(format!("remind_of_booking {id} {}", starts_at.timestamp())),
        run_at,
    };
    enqueue(change.tx(), job).await
}

/// Writes the mail down and takes the job off the list, both or neither.
pub async fn attempt(state: &State, job: &job::Model) -> ApiResult<Outcome> {
    let reminder: Option<Reminder> = serde_json::from_value(job.payload.clone()).ok();
    let (Some(reminder), Some(facility)) = (reminder, job.facility_id) else {
        return Ok(Outcome::Later("payload".into()));
    };
    let (scope, now) = (Scope::new(facility, state.db.clone()), state.clock.now());
    let tx = database::begin_write(&state.db).await?;
    let facility = facility::operations::by_id(&tx, facility).await?;
    let due = rules_of(&facility)?.reminder_at(reminder.starts_at);
    if let Some(later) = due.filter(|due| *due > now) {
        // The facility reminds later than it did when this was put down.
        put_back(&tx, job, later, (JobState::Waiting, 0, None)).await?;
        tx.commit().await?;
        return Ok(Outcome::Done);
    }
    if !finish(&tx, job).await? {
        return Ok(Outcome::Done);
    }
    let booking = scope
        .find::<Entity>()
        .filter(Column::Id.eq(reminder.booking))
        .filter(Column::State.eq(BookingState::Confirmed))
        .filter(Column::StartsAt.eq(reminder.starts_at))
        .filter(Column::StartsAt.gt(now))
        .one(&tx)
        .await?;
    let mut wakes = false;
    if let Some(booking) = booking.filter(|_| due.is_some()) {
        let template = MailTemplate::AppointmentReminder;
        let clients = clients_of(&scope, &booking, &tx).await?;
        wakes = tell_clients((state, &scope), &tx, (&clients, &booking), template).await?;
    }
    tx.commit().await?;
    if wakes {
        state.work.notify_one();
    }
    Ok(Outcome::Done)
}

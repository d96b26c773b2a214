//! What comes with a change of an appointment: mails to who has to know, and the reminder.

use super::{entity::Model, group_bookings::details::clients_of, reminders};
use crate::{
    ApiResult,
    change::Change,
    outgoing_mails::{appointments::tell_clients, notify_of_appointment},
};
use domain::{
    bookings::{BookingKind, Happened, Notices},
    ids::{ClientId, CounselorId},
    outgoing_mails::MailTemplate,
};

/// Writes the mails down, and the reminder of what is certain.
pub async fn follow(change: &mut Change<'_>, happened: Happened, booking: &Model) -> ApiResult<()> {
    if booking.kind == BookingKind::Blocker {
        return Ok(());
    }
    let clients = clients_of(change.caller().scope(), booking, change.tx()).await?;
    tell_of(change, happened, (&clients, booking)).await?;
    reminders::plan(change, booking).await
}

/// Writes the mails down about what has happened to an appointment of these clients.
pub async fn tell_of(
    change: &mut Change<'_>,
    happened: Happened,
    (clients, booking): (&[ClientId], &Model),
) -> ApiResult<()> {
    let caller = change.caller();
    let by_client = caller.actor().client_id().is_some();
    let notices = Notices::of(happened, booking.state, by_client);
    let by = (caller.state(), caller.scope());
    if let Some(template) = notices.client
        && tell_clients(by, change.tx(), (clients, booking), template).await?
    {
        change.wake_worker();
    }
    let did_it = caller.actor().counselor_id() == Some(booking.counselor_id);
    if let Some(template) = notices.counselor.filter(|_| !did_it) {
        notify_of_appointment(change, booking.counselor_id, booking, template).await?;
    }
    Ok(())
}

/// Tells whose it was, where an appointment has gone to a colleague.
pub async fn tell_former(
    change: &mut Change<'_>,
    former: CounselorId,
    booking: &Model,
) -> ApiResult<()> {
    let did_it = change.caller().actor().counselor_id() == Some(former);
    if booking.kind == BookingKind::Blocker || did_it {
        return Ok(());
    }
    notify_of_appointment(change, former, booking, MailTemplate::AppointmentCancelled).await
}

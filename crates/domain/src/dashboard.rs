//! The dashboard (chapter 70): what the first page says, of what its reader may see.

use crate::{
    absences::Absence,
    bookings::{Booking, BookingKind, BookingState},
    channels::AppointmentChannel,
    chats::UnreadChats,
    mail_requests::{MailRequestSummary, assignment::Availability},
    presences::Presence,
    statistics::MonitoringFigures,
    video::{VideoMoment, VideoWindow},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// How many mail requests that wait are shown.
pub const WAITING_SHOWN: u64 = 8;
/// How many of the next appointments, and of those that are asked for.
pub const BOOKINGS_SHOWN: u64 = 3;

/// What is there for a counselor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dashboard {
    /// Which day it is at the facility.
    pub today: NaiveDate,
    /// How much mail there is.
    pub mail: DashboardMail,
    /// What is in the caller's calendar.
    pub calendar: DashboardCalendar,
    /// How many messages of the chat are unread, and how many wait at the open door.
    pub chats: UnreadChats,
    /// In how many conversations those are.
    pub unread_chats: i64,
    /// How many clients there are.
    pub clients: DashboardClients,
    /// What was recorded this year: of admins the whole facility's, of others their own.
    pub monitorings: MonitoringFigures,
    /// The absence that is now, or else the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absence: Option<Absence>,
    /// How the caller can be reached.
    pub account: DashboardAccount,
}

/// How many mail requests there are, of those that the caller may see; each counted to 1,000.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DashboardMail {
    /// Nobody has worked on these yet.
    pub new: i64,
    /// The answer is late.
    pub overdue: i64,
    /// Nobody has read what the client wrote last.
    pub unread: i64,
    /// Those that wait for the caller, the most urgent first: their own in which the client has the
    /// last word, those that anybody can take, and of admins all that are late.
    pub waiting: Vec<MailRequestSummary>,
}

/// What is in the caller's own calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DashboardCalendar {
    /// All that takes time today, by when it begins.
    pub today: Vec<Booking>,
    /// The next appointments after today.
    pub next: Vec<Booking>,
    /// What clients ask for, to be confirmed or declined.
    pub requested: Vec<Booking>,
    /// How many of today's are appointments.
    pub appointments_today: i64,
    /// From how many minutes before its beginning a video call can be started; absent where there
    /// are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video_lead_minutes: Option<u16>,
}

/// How many clients there are, of those that the caller may see; each counted to 1,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DashboardClients {
    /// The caller is their primary counselor.
    pub own: i64,
    /// Nobody is.
    pub nobodys: i64,
}

/// How a counselor can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DashboardAccount {
    /// What they have chosen for the chat.
    pub presence: Presence,
    /// Whether they take on new mail requests.
    pub availability: Availability,
    /// How many they work on.
    pub uncompleted: u64,
    /// Whether only those whose primary counselor they are find them.
    pub primary_clients_only: bool,
}

impl DashboardCalendar {
    /// Whether it is time to start the video call of this appointment.
    pub fn can_start(&self, booking: &Booking, now: DateTime<Utc>) -> bool {
        let is_call = booking.channel == Some(AppointmentChannel::Video)
            && booking.kind != BookingKind::Blocker
            && matches!(booking.state, BookingState::Confirmed | BookingState::Held);
        let window = self
            .video_lead_minutes
            .map(|lead| VideoWindow::around((booking.starts_at, booking.ends_at), lead));
        is_call && window.is_some_and(|window| window.moment(now) == VideoMoment::Open)
    }
}

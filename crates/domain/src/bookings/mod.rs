//! Bookings (chapter 40): what stands in the calendar.

mod attendance;
mod group;
mod group_waiting;
mod lanes;
mod notices;
mod series;
mod settings;
mod state;

pub use attendance::Attendance;
pub use group::{
    GroupBookingCreate, GroupBookingUpdate, GroupDetails, GroupOffer, GroupOfferQuery, GroupPlan,
    MaxParticipants, Participant, ParticipantQuery, ParticipantsAdd,
};
pub use group_waiting::{GroupWait, GroupWaiter, GroupWaiterQuery, MAX_GROUP_WAITS};
pub use lanes::{Lane, lanes};
pub use notices::{Happened, Notices};
pub use series::{BlockerSeriesCreate, BookingSeriesCreate, Repetition, SeriesRef};
pub use settings::{BookingRules, BookingSettings};
pub use state::{BookingState, BookingStep, MovedBy};

use crate::{
    channels::AppointmentChannel,
    clients::ClientRef,
    counselors::CounselorRef,
    ids::{BookingId, ClientId, CounselorId, ServiceId},
    problem::FieldError,
    services::{Duration, FollowUpTime},
    slots::{MAX_DAYS, check_period},
    text::{BookingNote, BookingTitle, CancellationReason},
    version::Version,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The most days that one entry lasts.
const MAX_ENTRY_DAYS: i64 = 31;

/// The most days for which clients are told what is theirs.
const MAX_OWN_DAYS: i64 = 2 * 366;

/// What kind of entry it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BookingKind {
    /// An appointment of one client.
    #[cfg_attr(feature = "db", sea_orm(string_value = "single"))]
    Single,
    /// One of several clients, or of none of them.
    #[cfg_attr(feature = "db", sea_orm(string_value = "group"))]
    Group,
    /// Time that is kept free.
    #[cfg_attr(feature = "db", sea_orm(string_value = "blocker"))]
    Blocker,
}

/// An entry in the calendar. What it is about is there only for who may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Booking {
    /// Which.
    pub id: BookingId,
    /// Of what kind.
    pub kind: BookingKind,
    /// Where it stands.
    pub state: BookingState,
    /// Whose time it takes.
    pub counselor: CounselorRef,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// When the counselor's follow-up ends; only staff see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocks_until: Option<DateTime<Utc>>,
    /// Until when it is held; only of what is reserved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserved_until: Option<DateTime<Utc>>,
    /// With whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<ClientRef>,
    /// By which means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<AppointmentChannel>,
    /// What was booked, if that is still offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_id: Option<ServiceId>,
    /// What staff call that; clients do not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// What a blocker or a group appointment is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What its client needs to take part; told to them alone, once it is confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendance: Option<Attendance>,
    /// The series that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<SeriesRef>,
    /// What a group appointment says besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupDetails>,
    /// What the client said when they booked, or staff said to the client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What the team noted; clients never see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub internal_note: Option<String>,
    /// Why it was cancelled or declined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// To be named by the next step.
    pub version: Version,
}

/// Which slot a client wants to hold.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "counselor_id": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10",
    "service_id": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a11",
    "starts_at": "2026-07-13T07:00:00Z"
})))]
#[serde(deny_unknown_fields)]
pub struct SlotReservation {
    /// With whom.
    pub counselor_id: CounselorId,
    /// What.
    pub service_id: ServiceId,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
}

/// What a client says when they book what they hold.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "note": "Ich komme mit dem Rollstuhl." })))]
#[serde(deny_unknown_fields)]
pub struct ReservationBooking {
    /// Anything the counselor should know beforehand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<BookingNote>,
}

/// An appointment that staff make with a client, within or outside of booking times.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "client_id": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10", "channel": "phone",
    "starts_at": "2026-07-13T07:00:00Z", "duration_minutes": 30
})))]
#[serde(deny_unknown_fields)]
pub struct BookingCreate {
    /// With which client.
    pub client_id: ClientId,
    /// With which counselor; the caller themselves if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
    /// What, if it is one of the services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_id: Option<ServiceId>,
    /// By which means.
    pub channel: AppointmentChannel,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// Minutes that it takes.
    pub duration_minutes: Duration,
    /// Minutes that are kept free afterwards.
    #[serde(default)]
    pub follow_up_minutes: FollowUpTime,
    /// Something to remember; the client sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<BookingNote>,
    /// Something for the team only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub internal_note: Option<BookingNote>,
}

/// What the team notes about an appointment.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "internal_note": "Beim letzten Mal zu spät." })))]
#[serde(deny_unknown_fields)]
pub struct BookingNoteUpdate {
    /// What; nothing if absent. The client never sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub internal_note: Option<BookingNote>,
}

/// To where an entry is moved. Clients say only when.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "starts_at": "2026-07-13T07:00:00Z", "duration_minutes": 45
})))]
#[serde(deny_unknown_fields)]
pub struct BookingMove {
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// Minutes that it takes; as many as before if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_minutes: Option<Duration>,
    /// Into whose calendar; where it is if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
}

/// Time that a counselor keeps free.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "title": "Teamsitzung", "starts_at": "2026-07-13T07:00:00Z", "ends_at": "2026-07-13T08:30:00Z"
})))]
#[serde(deny_unknown_fields)]
pub struct BlockerCreate {
    /// Whose; the caller's own if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
    /// What it is called; colleagues see it.
    pub title: BookingTitle,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends; at most 31 days later.
    pub ends_at: DateTime<Utc>,
}

impl BlockerCreate {
    /// Whether its end comes after its beginning, and not too long after.
    pub fn check(&self) -> Result<(), FieldError> {
        check_period(self.starts_at, self.ends_at, MAX_ENTRY_DAYS)
    }
}

/// Why a booking does not take place.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "reason": "Ich bin krank." })))]
#[serde(deny_unknown_fields)]
pub struct Cancellation {
    /// The reason; the other side sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<CancellationReason>,
}

/// Which entries of the calendar to list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct BookingQuery {
    /// Since when.
    #[cfg_attr(feature = "openapi", param(example = "2026-07-13T00:00:00Z"))]
    pub from: DateTime<Utc>,
    /// Until when; 43 days later at most, as a month's page shows, and for clients two years.
    #[cfg_attr(feature = "openapi", param(example = "2026-07-20T00:00:00Z"))]
    pub until: DateTime<Utc>,
    /// Only whose time they take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
    /// Only theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
}

impl BookingQuery {
    /// Whether the period is one that is answered.
    pub fn check(&self) -> Result<(), FieldError> {
        check_period(self.from, self.until, 35 + MAX_DAYS.cast_signed())
    }

    /// The same for a client, who asks for their own alone: two years of them are no long list.
    pub fn check_own(&self) -> Result<(), FieldError> {
        check_period(self.from, self.until, MAX_OWN_DAYS)
    }
}

/// The entries of a period, by when they begin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bookings {
    /// The entries.
    pub items: Vec<Booking>,
}

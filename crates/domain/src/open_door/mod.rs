//! The open door (chapter 50): an anonymous chat without registration. Whoever comes in waits in a
//! queue until a counselor picks them up; either side ends it, and it is erased soon after.
//!
//! A visitor has no name and no account: a secret of their own is the only way back to their visit.

mod opening;
mod state;

pub use opening::{MAX_WAITING, MaxWaiting, OpenDoor, OpenDoorRules, OpenDoorSettings};
pub use state::{
    ABANDONED_AFTER, KEPT_FOR, OpenDoorEnd, OpenDoorSide, OpenDoorStatus, VisitOver, VisitState,
    VisitStep, erased_at, is_abandoned, place_of,
};

use crate::{
    counselors::CounselorRef,
    ids::{CounselorId, OpenDoorVisitId},
    page::Limit,
    text::ChatText,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where a visitor's secret goes.
pub const TOKEN_HEADER: &str = "Open-Door-Token";

/// Coming in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "text": "Ich weiß gerade nicht weiter." })))]
#[serde(deny_unknown_fields)]
pub struct OpenDoorEnter {
    /// What it is about, if they want to say so right away: their first message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<ChatText>,
}

/// To whom a visit is handed over.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "counselor_id": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a11" })))]
#[serde(deny_unknown_fields)]
pub struct OpenDoorHandOver {
    /// A colleague who works here.
    pub counselor_id: CounselorId,
}

/// That somebody has come in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenDoorEntered {
    /// The only way back to the visit. It is not shown again.
    pub token: String,
    /// The visit.
    pub visit: OwnOpenDoorVisit,
}

/// A visit, as the visitor sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnOpenDoorVisit {
    /// Where it stands.
    pub status: OpenDoorStatus,
    /// Their place in the queue while they wait; 1 is next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
    /// Who talks with them, as long as they are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor: Option<String>,
    /// When they came in.
    pub entered_at: DateTime<Utc>,
    /// The position of the newest message; 0 before the first.
    pub last_position: i64,
    /// How it ended, if it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_by: Option<OpenDoorEnd>,
    /// By when everything that was written is erased, once it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased_by: Option<DateTime<Utc>>,
    /// Names what the visitor has seen: given back as `after`, the next answer comes when there is
    /// something else to see.
    pub mark: String,
}

/// What a visitor has seen.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct OwnOpenDoorVisitQuery {
    /// `mark` of the answer before: the next one comes when something has changed, or after twenty
    /// seconds. Without it, it comes at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A visit, as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenDoorVisit {
    /// Which.
    pub id: OpenDoorVisitId,
    /// What people call it by; counted for each facility.
    pub number: i64,
    /// Where it stands.
    pub status: OpenDoorStatus,
    /// When the visitor came in.
    pub entered_at: DateTime<Utc>,
    /// Since when the visitor has not been heard of, if that is for a while.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away_since: Option<DateTime<Utc>>,
    /// The first thing that the visitor wrote, while they wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_text: Option<String>,
    /// Who has picked the visitor up, as long as they are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor: Option<CounselorRef>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picked_up_at: Option<DateTime<Utc>>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
    /// How.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_by: Option<OpenDoorEnd>,
    /// By when everything that was written is erased, once it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased_by: Option<DateTime<Utc>>,
    /// The position of the newest message; 0 before the first.
    pub last_position: i64,
}

/// What goes on at the door, as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenDoorVisits {
    /// Whether one can come in now.
    pub door: OpenDoor,
    /// Those who wait, in the order of the queue.
    pub waiting: Vec<OpenDoorVisit>,
    /// Those whom the caller has picked up: first who is there, then who was, newest first.
    pub own: Vec<OpenDoorVisit>,
    /// How many talk with colleagues.
    pub with_colleagues: i64,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenDoorMessage {
    /// Its place in the conversation, from 1 without gaps.
    pub position: i64,
    /// What whoever wrote it has sent it as.
    pub key: Uuid,
    /// Who wrote it.
    pub side: OpenDoorSide,
    /// What it says.
    pub text: String,
    /// When the server took it.
    pub sent_at: DateTime<Utc>,
}

/// A part of a conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenDoorMessages {
    /// Oldest first, without gaps.
    pub messages: Vec<OpenDoorMessage>,
    /// Whether there are any after these.
    pub has_later: bool,
}

/// Which part to read.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct OpenDoorMessageQuery {
    /// The first ones after this position; from the beginning if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<i64>,
    /// Messages in the part, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

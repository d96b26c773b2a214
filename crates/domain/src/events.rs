//! What the live connection carries: that something changed, never what it says. Changes stand in
//! the facility's log of events, in order and without gaps.

use crate::{
    access::{self, Action, Actor, System},
    ids::MailRequestId,
    mail_requests::access::Ownership,
};
use serde::{Deserialize, Serialize};

/// One change that the receiver may see. The app then fetches what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "kind": "mail_request_created", "mail_request_id": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10"
})))]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// To which mail request.
    pub mail_request_id: MailRequestId,
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// A new mail request arrived.
    MailRequestCreated,
    /// A message, a draft or a state of it changed.
    MailRequestChanged,
    /// Somebody has opened or closed it.
    PresenceChanged,
    /// It is gone for good.
    MailRequestErased,
}

/// What decides who hears of an event: the record as it was when it changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Whoever may read this mail request.
    MailRequest(Ownership),
    /// The staff among them.
    StaffOf(Ownership),
}

impl Audience {
    /// Whether the actor may hear of it, in a facility that has chosen so. That something is
    /// there is told to admins as well from whom its content is kept.
    pub fn includes(self, actor: Actor, system: impl Into<System>) -> bool {
        let (action, relation) = match self {
            Self::MailRequest(request) => (Action::ReadMailRequest, request.relation_of(actor)),
            Self::StaffOf(request) => (Action::ListInternalComments, request.relation_of(actor)),
        };
        access::decide(actor, system, action, relation).is_listed()
    }
}

/// Where in the facility's log a listener stands: `Last-Event-ID` of the live connection.
pub type Position = i64;

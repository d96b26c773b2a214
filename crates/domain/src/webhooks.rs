//! Telling another program, at an address of its own, what happened (chapter 70): names of what
//! happened and ids, never contents. What is told follows the Standard Webhooks convention.

use crate::{
    audit::{AuditAction, RecordKind},
    ids::{WebhookDeliveryId, WebhookId},
    page::Limit,
    problem::{FieldCode, FieldError},
    text::{WebhookName, WebhookUrl},
    version::Version,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The most webhooks that a facility has.
pub const MAX_WEBHOOKS: u64 = 20;

/// Days in a row that a receiver may fail before nothing is sent to it any more.
pub const FAILING_DAYS: i64 = 5;

/// Hours that what is sent is signed with the old secret as well, after it was replaced.
pub const OLD_SECRET_HOURS: i64 = 24;

/// Days that a delivery stays in the log.
pub const KEPT_DAYS: i64 = 30;

/// How every secret begins, so that one that leaked is recognised.
pub const SECRET_PREFIX: &str = "whsec_";

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident = $text:literal $(from $($action:ident)|+)?,)*) => {
        /// What a webhook can be told of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
        #[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum WebhookEvent {
            $($(#[$doc])* #[cfg_attr(feature = "db", sea_orm(string_value = $text))]
            #[serde(rename = $text)] $name,)*
        }

        impl WebhookEvent {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// How it is written.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// What is told of something that was done, if anything is.
            pub fn of(action: AuditAction) -> Option<Self> {
                match action {
                    $($($(AuditAction::$action)|+ => Some(Self::$name),)?)*
                    _ => None,
                }
            }
        }
    };
}

events! {
    /// A new mail request arrived.
    MailRequestCreated = "mail_request.created" from CreateMailRequest,
    /// Staff answered.
    MailRequestAnswered = "mail_request.answered" from AnswerMailRequest,
    /// The client wrote again.
    MailRequestFollowedUp = "mail_request.followed_up" from FollowUpMailRequest,
    /// It is somebody's now.
    MailRequestAssigned = "mail_request.assigned" from AssignMailRequest | AssignMailRequestWithoutConsent | TakeOverMailRequest,
    /// It was given back for colleagues to take.
    MailRequestReleased = "mail_request.released" from ReleaseMailRequest,
    /// Staff said that it is done.
    MailRequestCompleted = "mail_request.completed" from CompleteMailRequest,
    /// Staff said that it is not.
    MailRequestReopened = "mail_request.reopened" from ReopenMailRequest,
    /// It was put away.
    MailRequestArchived = "mail_request.archived" from ArchiveMailRequest,
    /// It was deleted for good.
    MailRequestDeleted = "mail_request.deleted" from DeleteMailRequest,
    /// An appointment was booked by a client or made by staff; of a series, the first one.
    BookingCreated = "booking.created" from BookReservation | CreateBooking | CreateBookingSeries | CreateGroupBooking,
    /// Staff confirmed it.
    BookingConfirmed = "booking.confirmed" from ConfirmBooking,
    /// Staff declined it.
    BookingDeclined = "booking.declined" from DeclineBooking,
    /// It was called off; of a series, from this one on.
    BookingCancelled = "booking.cancelled" from CancelBooking | CancelBookingSeries,
    /// It takes place at another time.
    BookingRescheduled = "booking.rescheduled" from RescheduleBooking,
    /// It took place.
    BookingHeld = "booking.held" from MarkBookingHeld,
    /// The client did not come.
    BookingMissed = "booking.missed" from MarkBookingMissed,
    /// Somebody takes part in a group appointment.
    BookingJoined = "booking.joined" from JoinGroupBooking | AddParticipants,
    /// Somebody takes part in it no more.
    BookingLeft = "booking.left" from LeaveGroupBooking | RemoveParticipant,
    /// A client account was made.
    ClientCreated = "client.created" from CreateClient | RegisterClient,
    /// A client's data was changed.
    ClientUpdated = "client.updated" from UpdateClient | UpdateClientWithoutConsent | UpdateOwnData,
    /// A client was kept from signing in.
    ClientLocked = "client.locked" from LockClient,
    /// A client may sign in again.
    ClientUnlocked = "client.unlocked" from UnlockClient,
    /// A client was marked for erasure.
    ClientDeleted = "client.deleted" from DeleteClient | DeleteOwnAccount,
    /// That was undone.
    ClientRestored = "client.restored" from RestoreClient,
    /// A client was erased with everything they wrote: what another program knows of them should go
    /// as well.
    ClientErased = "client.erased" from EraseClient,
    /// A file on a client was uploaded.
    DocumentCreated = "document.created" from CreateDocument,
    /// A file on a client was deleted.
    DocumentDeleted = "document.deleted" from DeleteDocument,
    /// A piece of counselling was recorded.
    MonitoringCreated = "monitoring.created" from CreateMonitoring,
    /// That record was changed.
    MonitoringUpdated = "monitoring.updated" from UpdateMonitoring,
    /// That record was deleted.
    MonitoringDeleted = "monitoring.deleted" from DeleteMonitoring,
    /// A staff account was made.
    CounselorCreated = "counselor.created" from CreateCounselor,
    /// A staff account may sign in again.
    CounselorActivated = "counselor.activated" from ActivateCounselor,
    /// A staff account may not sign in any more.
    CounselorDeactivated = "counselor.deactivated" from DeactivateCounselor,
    /// A staff account was deleted.
    CounselorDeleted = "counselor.deleted" from DeleteCounselor,
    /// Nothing: an admin tried the webhook out.
    Test = "webhook.test",
}

impl WebhookEvent {
    /// Whether a webhook can be asked to tell of it.
    pub fn can_be_chosen(self) -> bool {
        self != Self::Test
    }
}

impl FromStr for WebhookEvent {
    type Err = UnknownEvent;

    fn from_str(text: &str) -> Result<Self, UnknownEvent> {
        let mut all = Self::ALL.iter().copied();
        all.find(|event| event.name() == text).ok_or(UnknownEvent)
    }
}

/// The text names no [`WebhookEvent`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such event")]
pub struct UnknownEvent;

/// What one webhook is told of, never nothing. Its text form is the names, with spaces between.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<WebhookEvent>", into = "Vec<WebhookEvent>")]
pub struct WebhookEvents(Vec<WebhookEvent>);

impl WebhookEvents {
    /// Whether the event is among them.
    pub fn contains(&self, event: WebhookEvent) -> bool {
        self.0.contains(&event)
    }

    /// Them, in the order of [`WebhookEvent::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = WebhookEvent> {
        self.0.iter().copied()
    }
}

impl TryFrom<Vec<WebhookEvent>> for WebhookEvents {
    type Error = FieldError;

    fn try_from(chosen: Vec<WebhookEvent>) -> Result<Self, FieldError> {
        if !chosen.iter().all(|event| event.can_be_chosen()) {
            return Err(FieldError::new(FieldCode::InvalidFormat));
        }
        let all = WebhookEvent::ALL.iter().copied();
        let events: Vec<_> = all.filter(|event| chosen.contains(event)).collect();
        if events.is_empty() {
            return Err(FieldError::new(FieldCode::Required));
        }
        Ok(Self(events))
    }
}

impl From<WebhookEvents> for Vec<WebhookEvent> {
    fn from(events: WebhookEvents) -> Self {
        events.0
    }
}

impl fmt::Display for WebhookEvents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.iter().map(WebhookEvent::name).collect();
        f.write_str(&names.join(" "))
    }
}

impl FromStr for WebhookEvents {
    type Err = UnknownEvent;

    fn from_str(text: &str) -> Result<Self, UnknownEvent> {
        let events: Result<Vec<_>, _> = text.split_whitespace().map(str::parse).collect();
        events?.try_into().map_err(|_| UnknownEvent)
    }
}

/// Whether a webhook is told anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WebhookState {
    /// It is.
    #[cfg_attr(feature = "db", sea_orm(string_value = "active"))]
    Active,
    /// An admin has paused it: what happens is written down, and told when it goes on.
    #[cfg_attr(feature = "db", sea_orm(string_value = "paused"))]
    Paused,
    /// The receiver said that it wants nothing any more (410). Nothing is written down for it.
    #[cfg_attr(feature = "db", sea_orm(string_value = "gone"))]
    Gone,
    /// The receiver failed for days. Nothing is written down for it any more.
    #[cfg_attr(feature = "db", sea_orm(string_value = "failing"))]
    Failing,
}

impl WebhookState {
    /// Whether what happens is written down for it.
    pub fn hears(self) -> bool {
        matches!(self, Self::Active | Self::Paused)
    }

    /// What a failed attempt makes of an active one that has failed without a break since then.
    pub fn after_failure(failing_since: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        if now - failing_since >= TimeDelta::days(FAILING_DAYS) {
            Self::Failing
        } else {
            Self::Active
        }
    }
}

/// A webhook, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Webhook {
    /// Which.
    pub id: WebhookId,
    /// What it is for.
    pub name: String,
    /// Where it is told.
    pub url: String,
    /// What of.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<WebhookEvent>))]
    pub events: WebhookEvents,
    /// Whether it is told anything.
    pub state: WebhookState,
    /// Since when every attempt has failed, if the last one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failing_since: Option<DateTime<Utc>>,
    /// Until when the secret before this one signs as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_secret_until: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// To be named by the next change.
    pub version: Version,
}

/// A new webhook.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "name": "Fallverwaltung", "url": "https://faelle.example/beistand",
    "events": ["client.created", "client.erased"]
})))]
#[serde(deny_unknown_fields)]
pub struct WebhookCreate {
    /// What it is for.
    pub name: WebhookName,
    /// Where it is told: an https address on the internet.
    pub url: WebhookUrl,
    /// What of: one event or more.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<WebhookEvent>, min_items = 1))]
    pub events: WebhookEvents,
}

/// A change of a webhook; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "name": "Fallverwaltung" })))]
#[serde(deny_unknown_fields)]
pub struct WebhookUpdate {
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<WebhookName>,
    /// Where it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<WebhookUrl>,
    /// What of.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<WebhookEvent>>, min_items = 1))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<WebhookEvents>,
}

/// A webhook with the secret that it has just got.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookSecret {
    /// What everything sent is signed with: the bytes that follow `whsec_` in base64. It is shown
    /// this once.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY=")
    )]
    pub secret: String,
    /// What lists say of it.
    #[serde(flatten)]
    pub webhook: Webhook,
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookSecret")
            .field("webhook", &self.webhook)
            .finish_non_exhaustive()
    }
}

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WebhookDeliveryStatus {
    /// Not told yet, or to be tried again.
    #[cfg_attr(feature = "db", sea_orm(string_value = "waiting"))]
    Waiting,
    /// The receiver has taken it.
    #[cfg_attr(feature = "db", sea_orm(string_value = "delivered"))]
    Delivered,
    /// Given up.
    #[cfg_attr(feature = "db", sea_orm(string_value = "failed"))]
    Failed,
}

impl WebhookDeliveryStatus {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Delivered, Self::Failed];

    /// The value that `?status=` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }

    /// The status that `?status=` names.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// One thing that a webhook is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookDelivery {
    /// Which: the `webhook-id` of every attempt.
    pub id: WebhookDeliveryId,
    /// What happened.
    pub event: WebhookEvent,
    /// To what, if it was done to something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_id: Option<Uuid>,
    /// Where it stands.
    pub status: WebhookDeliveryStatus,
    /// How often it was tried.
    pub attempts: i32,
    /// What the receiver answered last, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http_status: Option<u16>,
    /// Why the last attempt failed, in technical terms.
    #[cfg_attr(feature = "openapi", schema(example = "http 503"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_error: Option<String>,
    /// When it happened.
    pub created_at: DateTime<Utc>,
    /// When it was tried last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tried_at: Option<DateTime<Utc>>,
}

/// What is sent to the address, as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "type": "client.created", "timestamp": "2026-01-15T10:00:00Z",
    "data": { "kind": "client", "id": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10" }
})))]
pub struct WebhookPayload {
    /// What happened.
    #[serde(rename = "type")]
    pub event: WebhookEvent,
    /// When.
    pub timestamp: DateTime<Utc>,
    /// To what.
    pub data: WebhookData,
}

/// What something happened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookData {
    /// Of which kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<RecordKind>,
    /// Which: what it is, the API says to whoever may read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
}

/// Which page of a webhook's deliveries to list, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct WebhookDeliveryQuery {
    /// Only those that stand there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<WebhookDeliveryStatus>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

/// Which page of webhooks to list, oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct WebhookQuery {
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn events_read_back_from_their_text_and_are_called_the_same_everywhere() {
        for &event in WebhookEvent::ALL {
            assert_eq!(event.name().parse(), Ok(event));
            assert_eq!(json!(event), json!(event.name()));
        }
        let all = WebhookEvent::ALL.iter().copied();
        let all: Vec<_> = all.filter(|event| event.can_be_chosen()).collect();
        let events = WebhookEvents::try_from(all.clone()).unwrap();
        assert_eq!(events.to_string().parse(), Ok(events.clone()));
        assert!(events.iter().eq(all));
        assert_eq!("client.seen".parse::<WebhookEvents>(), Err(UnknownEvent));
    }

    #[test]
    fn one_event_or_more_is_chosen_each_once_and_no_test() {
        use WebhookEvent::{ClientCreated, ClientErased, Test};
        let chosen = WebhookEvents::try_from(vec![ClientErased, ClientCreated, ClientErased]);
        assert_eq!(chosen.unwrap().to_string(), "client.created client.erased");
        for (none, code) in [
            (vec![], FieldCode::Required),
            (vec![Test, ClientCreated], FieldCode::InvalidFormat),
        ] {
            assert_eq!(WebhookEvents::try_from(none).unwrap_err().code, code);
        }
    }

    #[test]
    fn looking_at_something_is_told_to_nobody() {
        let told = AuditAction::ALL
            .iter()
            .filter(|action| WebhookEvent::of(**action).is_some());
        for action in told {
            let name = action.name();
            for looking in ["read_", "list_", "download_", "export_", "sign_"] {
                assert!(!name.starts_with(looking), "{name}");
            }
        }
        assert_eq!(
            WebhookEvent::of(AuditAction::AnswerMailRequest),
            Some(WebhookEvent::MailRequestAnswered)
        );
    }

    #[test]
    fn after_days_of_failures_it_is_over() {
        let since: DateTime<Utc> = "2026-01-15T10:00:00Z".parse().unwrap();
        for (hours, state) in [
            (0, WebhookState::Active),
            (5 * 24 - 1, WebhookState::Active),
            (5 * 24, WebhookState::Failing),
        ] {
            let now = since + TimeDelta::hours(hours);
            assert_eq!(WebhookState::after_failure(since, now), state, "{hours}");
        }
        assert!(WebhookState::Paused.hears() && !WebhookState::Gone.hears());
    }

    #[test]
    fn a_status_is_called_the_same_in_addresses_and_in_the_api() {
        for status in WebhookDeliveryStatus::ALL {
            assert_eq!(json!(status), json!(status.name()));
            let named = WebhookDeliveryStatus::from_name(status.name());
            assert_eq!(named, Some(status));
        }
        assert_eq!(WebhookDeliveryStatus::from_name("lost"), None);
    }

    #[test]
    fn a_payload_holds_names_and_ids_and_nothing_else() {
        let payload = WebhookPayload {
            event: WebhookEvent::ClientCreated,
            timestamp: "2026-01-15T10:00:00Z".parse().unwrap(),
            data: WebhookData {
                kind: Some(RecordKind::Client),
                id: Some(Uuid::nil()),
            },
        };
        let expected = json!({
            "type": "client.created",
            "timestamp": "2026-01-15T10:00:00Z",
            "data": { "kind": "client", "id": Uuid::nil() },
        });
        assert_eq!(json!(payload), expected);
    }
}

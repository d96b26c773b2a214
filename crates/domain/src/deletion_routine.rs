//! When what was deleted is really erased (chapter 70): by itself, every night, client by client.
//! What is kept of it is how many, never who.

use crate::{ids::ErasureId, page::Limit, version::Version};
use chrono::{DateTime, Months, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// The hour of the facility's own day at which the routine begins.
pub const HOUR: u32 = 3;

macro_rules! bounded_number {
    ($(#[$doc:meta])* $name:ident, $min:tt ..= $max:tt) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = u16, minimum = $min, maximum = $max))]
        #[serde(try_from = "u16", into = "u16")]
        pub struct $name(u16);

        impl TryFrom<u16> for $name {
            type Error = crate::problem::FieldError;

            fn try_from(number: u16) -> Result<Self, Self::Error> {
                if ($min..=$max).contains(&number) {
                    Ok(Self(number))
                } else {
                    let code = crate::problem::FieldCode::OutOfRange;
                    Err(crate::problem::FieldError::new(code))
                }
            }
        }

        impl From<$name> for u16 {
            fn from(number: $name) -> Self {
                number.0
            }
        }
    };
}

bounded_number!(
    /// Days between deleting a client and erasing them, in which they can be restored.
    DaysToErase, 1..=365
);
bounded_number!(
    /// Months without a sign-in or a message after which a client counts as gone.
    MonthsInactive, 3..=120
);

impl DaysToErase {
    /// What a new facility has.
    pub const DEFAULT: Self = Self(30);

    /// When a client who was deleted at `deleted_at` may be erased.
    pub fn end(self, deleted_at: DateTime<Utc>) -> DateTime<Utc> {
        deleted_at + TimeDelta::days(self.0.into())
    }

    /// Whoever was deleted up to here is erased at `now`.
    pub fn cutoff(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now - TimeDelta::days(self.0.into())
    }
}

impl MonthsInactive {
    /// Whoever was here last before this counts as gone at `now`.
    pub fn cutoff(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now.checked_sub_months(Months::new(self.0.into()))
            .unwrap_or(DateTime::UNIX_EPOCH)
    }
}

/// What the routine does in this facility.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeletionRoutine {
    /// Days after which a deleted client is erased for good.
    pub erase_deleted_clients_after_days: DaysToErase,
    /// Months without a sign of life after which a client is deleted; absent if never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark_inactive_clients_after_months: Option<MonthsInactive>,
    /// To be named by the next change.
    pub version: Version,
}

/// What the routine is to do from now on: all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "erase_deleted_clients_after_days": 30, "mark_inactive_clients_after_months": 24
})))]
#[serde(deny_unknown_fields)]
pub struct DeletionRoutineUpdate {
    /// Days after which a deleted client is erased for good.
    pub erase_deleted_clients_after_days: DaysToErase,
    /// Months without a sign of life after which a client is deleted; absent if never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark_inactive_clients_after_months: Option<MonthsInactive>,
}

/// The values that a preview is wanted for.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct DeletionRoutinePreviewQuery {
    /// Days after which a deleted client is erased for good.
    #[cfg_attr(feature = "openapi", param(value_type = u16, minimum = 1, maximum = 365, example = 30))]
    pub erase_deleted_clients_after_days: DaysToErase,
    /// Months without a sign of life after which a client is deleted; absent if never.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 3, maximum = 120))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark_inactive_clients_after_months: Option<MonthsInactive>,
}

/// How many of each are erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ErasedCounts {
    /// People.
    pub clients: u64,
    /// Their mail requests.
    pub mail_requests: u64,
    /// The messages in them.
    pub messages: u64,
    /// Notes about them.
    pub notes: u64,
    /// Their documents.
    pub documents: u64,
    /// What was written in the chat by them, and to them alone.
    pub chat_messages: u64,
}

impl ErasedCounts {
    /// Both together.
    pub fn add(&mut self, more: Self) {
        self.clients += more.clients;
        self.mail_requests += more.mail_requests;
        self.messages += more.messages;
        self.notes += more.notes;
        self.documents += more.documents;
        self.chat_messages += more.chat_messages;
    }
}

/// What the routine would do if it ran now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeletionRoutinePreview {
    /// What it would erase for good.
    pub erases: ErasedCounts,
    /// How many clients it would delete because they count as gone.
    pub marks: u64,
}

/// Why something was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ErasureKind {
    /// The routine did it, at night.
    #[cfg_attr(feature = "db", sea_orm(string_value = "routine"))]
    Routine,
    /// An admin did it.
    #[cfg_attr(feature = "db", sea_orm(string_value = "by_hand"))]
    ByHand,
}

/// An entry of the protocol: one night, or one act of an admin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErasureEntry {
    /// Which.
    pub id: ErasureId,
    /// When it began.
    pub at: DateTime<Utc>,
    /// Why.
    pub kind: ErasureKind,
    /// How many of each were erased.
    pub erased: ErasedCounts,
    /// How many clients were deleted because they count as gone.
    pub marked: u64,
}

/// Which entries to list, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ErasureQuery {
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

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_before_the_period_ends_a_client_can_still_be_restored() {
        let days = DaysToErase::try_from(30).unwrap();
        let deleted = at("2026-01-01T12:00:00Z");
        let end = days.end(deleted);
        assert_eq!(end, at("2026-01-31T12:00:00Z"));
        assert!(deleted > days.cutoff(end - TimeDelta::days(1)));
        assert!(deleted <= days.cutoff(end));
    }

    #[test]
    fn months_are_those_of_the_calendar() {
        let months = MonthsInactive::try_from(3).unwrap();
        assert_eq!(
            months.cutoff(at("2026-05-31T03:00:00Z")),
            at("2026-02-28T03:00:00Z")
        );
    }

    #[test]
    fn periods_have_bounds() {
        for (days, fits) in [(0, false), (1, true), (365, true), (366, false)] {
            assert_eq!(DaysToErase::try_from(days).is_ok(), fits, "{days}");
        }
        for (months, fits) in [(2, false), (3, true), (120, true), (121, false)] {
            assert_eq!(MonthsInactive::try_from(months).is_ok(), fits, "{months}");
        }
        assert!(DaysToErase::try_from(u16::from(DaysToErase::DEFAULT)).is_ok());
    }
}

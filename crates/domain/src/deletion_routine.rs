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
bounded_number!(
    /// Months after which something is erased although its client stays: thirty years at most, which
    /// is the longest that a law asks for.
    MonthsKept, 1..=360
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

impl MonthsKept {
    /// What ended up to here is over at `now`. Months are those of the calendar; the first moment
    /// of [`DateTime`] where it reaches no further back.
    pub fn cutoff(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now.checked_sub_months(Months::new(self.0.into()))
            .unwrap_or(DateTime::<Utc>::MIN_UTC)
    }

    /// Whether what ended at `ended` is over at `now`.
    pub fn is_over(self, ended: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        ended <= self.cutoff(now)
    }
}

/// What is kept for how long while its client stays. What is absent is kept for as long as they do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// Mail requests, from the last message of those that are completed or archived.
    pub mail_requests: Option<MonthsKept>,
    /// What is written in the chat, from when it was sent.
    pub chat_messages: Option<MonthsKept>,
    /// Documents, from when they were uploaded.
    pub documents: Option<MonthsKept>,
    /// Appointments, from their end.
    pub appointments: Option<MonthsKept>,
    /// Direct messages, from when they were sent.
    pub direct_messages: Option<MonthsKept>,
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
    /// Months after the last message of a completed request after which it is erased; absent if never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erase_mail_requests_after_months: Option<MonthsKept>,
    /// Months after which what was written in the chat is erased; absent if never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erase_chat_messages_after_months: Option<MonthsKept>,
    /// Months after the upload of a document after which it is erased; absent if never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erase_documents_after_months: Option<MonthsKept>,
    /// Months after the end of an appointment after which it is erased; absent if never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erase_appointments_after_months: Option<MonthsKept>,
    /// Months after which a direct message is erased; absent if never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erase_direct_messages_after_months: Option<MonthsKept>,
    /// To be named by the next change.
    pub version: Version,
}

/// What the routine is to do from now on: all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "erase_deleted_clients_after_days": 30, "mark_inactive_clients_after_months": 24,
    "erase_mail_requests_after_months": 36
})))]
#[serde(deny_unknown_fields)]
pub struct DeletionRoutineUpdate {
    /// Days after which a deleted client is erased for good.
    pub erase_deleted_clients_after_days: DaysToErase,
    /// Months without a sign of life after which a client is deleted; absent if never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark_inactive_clients_after_months: Option<MonthsInactive>,
    /// Months after the last message of a completed request after which it is erased; absent if never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erase_mail_requests_after_months: Option<MonthsKept>,
    /// Months after which what was written in the chat is erased; absent if never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erase_chat_messages_after_months: Option<MonthsKept>,
    /// Months after the upload of a document after which it is erased; absent if never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erase_documents_after_months: Option<MonthsKept>,
    /// Months after the end of an appointment after which it is erased; absent if never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erase_appointments_after_months: Option<MonthsKept>,
    /// Months after which a direct message is erased; absent if never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erase_direct_messages_after_months: Option<MonthsKept>,
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
    /// Months after the last message of a completed request after which it is erased; absent if never.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 360))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erase_mail_requests_after_months: Option<MonthsKept>,
    /// Months after which what was written in the chat is erased; absent if never.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 360))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erase_chat_messages_after_months: Option<MonthsKept>,
    /// Months after the upload of a document after which it is erased; absent if never.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 360))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erase_documents_after_months: Option<MonthsKept>,
    /// Months after the end of an appointment after which it is erased; absent if never.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 360))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erase_appointments_after_months: Option<MonthsKept>,
    /// Months after which a direct message is erased; absent if never.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 360))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erase_direct_messages_after_months: Option<MonthsKept>,
}

macro_rules! retention {
    ($($name:ident),*) => {
        $(impl $name {
            /// What is kept for how long while its client stays.
            pub fn retention(&self) -> Retention {
                Retention {
                    mail_requests: self.erase_mail_requests_after_months,
                    chat_messages: self.erase_chat_messages_after_months,
                    documents: self.erase_documents_after_months,
                    appointments: self.erase_appointments_after_months,
                    direct_messages: self.erase_direct_messages_after_months,
                }
            }
        })*
    };
}

retention!(DeletionRoutine, DeletionRoutinePreviewQuery);

impl From<DeletionRoutineUpdate> for DeletionRoutinePreviewQuery {
    fn from(update: DeletionRoutineUpdate) -> Self {
        Self {
            erase_deleted_clients_after_days: update.erase_deleted_clients_after_days,
            mark_inactive_clients_after_months: update.mark_inactive_clients_after_months,
            erase_mail_requests_after_months: update.erase_mail_requests_after_months,
            erase_chat_messages_after_months: update.erase_chat_messages_after_months,
            erase_documents_after_months: update.erase_documents_after_months,
            erase_appointments_after_months: update.erase_appointments_after_months,
            erase_direct_messages_after_months: update.erase_direct_messages_after_months,
        }
    }
}

impl Default for DaysToErase {
    fn default() -> Self {
        Self::DEFAULT
    }
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
    /// What was written in the chat: by them and to them alone, or until its time was over.
    pub chat_messages: u64,
    /// Appointments.
    pub appointments: u64,
    /// Direct messages.
    pub direct_messages: u64,
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
        self.appointments += more.appointments;
        self.direct_messages += more.direct_messages;
    }

    /// Whether there is nothing.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
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
    /// How many clients a legal hold keeps, with all that is theirs.
    #[serde(default)]
    pub held: u64,
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
        for (months, fits) in [(0, false), (1, true), (360, true), (361, false)] {
            assert_eq!(MonthsKept::try_from(months).is_ok(), fits, "{months}");
        }
        assert!(DaysToErase::try_from(u16::from(DaysToErase::DEFAULT)).is_ok());
    }

    /// Every month of a third of a century, at the ends of months above all, under a clock that is
    /// put forward day by day.
    #[test]
    fn what_is_over_is_over_once_and_for_all_and_never_a_month_early() {
        for months in [1, 2, 3, 6, 11, 12, 13, 24, 36, 120, 360] {
            let kept = MonthsKept::try_from(months).unwrap();
            for start in 0..400 {
                let ended = at("2023-01-27T22:30:00Z") + TimeDelta::days(start);
                let due = ended
                    .checked_add_months(Months::new(months.into()))
                    .unwrap();
                let mut was_over = false;
                for day in -3..=3 {
                    let now = due + TimeDelta::days(day);
                    let is_over = kept.is_over(ended, now);
                    assert!(
                        is_over || !was_over,
                        "{months} {ended} {now}: over for good"
                    );
                    // The end of a short month is the end of it for what came in on its 31st.
                    assert!(
                        day < 0 || is_over || day < 3,
                        "{months} {ended} {now}: late"
                    );
                    assert!(day >= 0 || !is_over, "{months} {ended} {now}: early");
                    was_over = is_over;
                }
                assert!(!kept.is_over(ended, due - TimeDelta::milliseconds(1)));
            }
        }
    }
}

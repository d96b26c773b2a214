//! Records of one piece of counselling each, for the figures that a facility owes to those who fund
//! it (chapter 60). What can be counted is kept apart from what people wrote: see [`Figures`].

mod answers;
mod conversation;
mod export;
mod fields;
mod figures;
mod sets;
mod settings;
mod suggestion;

pub use answers::{
    AnswerRefusal, MonitoringAnswer, MonitoringAnswers, merged_answers, merged_master_data,
};
pub use conversation::{PAUSE, talked};
pub use export::{MonitoringExport, TableFormat};
pub use fields::{
    MonitoringField, MonitoringFieldCreate, MonitoringFieldKind, MonitoringFieldUpdate,
    MonitoringOption, OptionSave, OptionsError, saved_options,
};
pub use figures::{Answered, Figure, Figures, Topic, Written};
pub use sets::{FieldSet, FieldSetAdd, FieldSetAdded, SetField};
pub use settings::{MonitoringRules, MonitoringSettings, Part};
pub use suggestion::{MonitoringSuggestion, SuggestionQuery, fitting};

use crate::{
    channels::Channel,
    clients::ClientRef,
    counselors::CounselorRef,
    ids::{
        BookingId, ChatId, ClientId, CounsellingFieldId, CounselorId, MailRequestId, MonitoringId,
    },
    master_data_fields::MasterData,
    page::Limit,
    problem::{FieldCode, FieldError},
    text::{MonitoringRemark, MonitoringSubject},
    version::Version,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The most counselling fields that one monitoring can name.
pub const MAX_COUNSELLING_FIELDS: usize = 50;

/// How long a piece of counselling took: 1 to 1440 minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u16, minimum = 1, maximum = 1440))]
#[serde(try_from = "i64", into = "i64")]
pub struct Minutes(u16);

impl Minutes {
    /// A whole day.
    pub const MAX: u16 = 1440;
}

impl TryFrom<i64> for Minutes {
    type Error = FieldError;

    fn try_from(minutes: i64) -> Result<Self, FieldError> {
        match u16::try_from(minutes) {
            Ok(minutes @ 1..=Self::MAX) => Ok(Self(minutes)),
            _ => Err(FieldError::new(FieldCode::OutOfRange)),
        }
    }
}

impl From<Minutes> for i64 {
    fn from(minutes: Minutes) -> Self {
        minutes.0.into()
    }
}

impl From<Minutes> for i32 {
    fn from(minutes: Minutes) -> Self {
        minutes.0.into()
    }
}

/// A monitoring. After its client has been erased, nothing of it is left but what is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Monitoring {
    /// Which.
    pub id: MonitoringId,
    /// Who counselled.
    pub counselor: CounselorRef,
    /// Whom, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<ClientRef>,
    /// In which mail request, if it was in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_request_id: Option<MailRequestId>,
    /// At which appointment, if it was at one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking_id: Option<BookingId>,
    /// In which conversation of the chat, if it was in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatId>,
    /// On which day, as the facility's calendar has it.
    pub date: NaiveDate,
    /// How long it took.
    pub minutes: Minutes,
    /// What it was about; absent once the client has been erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// By which means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// On which topics or places.
    pub counselling_field_ids: BTreeSet<CounsellingFieldId>,
    /// Answers to the facility's master-data fields, as they were then.
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub master_data: MasterData,
    /// Answers to the facility's own monitoring fields.
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub answers: MonitoringAnswers,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it was changed last, if it ever was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<DateTime<Utc>>,
    /// To be named by the next change.
    pub version: Version,
}

/// A new monitoring, or all that an old one says from now on. Answers to fields that are
/// deactivated stay where they are not named.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "date": "2026-01-15", "minutes": 45, "subject": "Erstgespräch", "channel": "phone"
})))]
#[serde(deny_unknown_fields)]
pub struct MonitoringWrite {
    /// Who counselled: the caller if absent, or whoever it was before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
    /// Whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// In which of the client's mail requests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_request_id: Option<MailRequestId>,
    /// At which of the client's appointments, or at which group appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking_id: Option<BookingId>,
    /// In which conversation with the client, or in which group chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatId>,
    /// On which day, today at the latest.
    pub date: NaiveDate,
    /// How long it took.
    pub minutes: Minutes,
    /// What it was about.
    pub subject: MonitoringSubject,
    /// By which means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// On which topics or places.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub counselling_field_ids: BTreeSet<CounsellingFieldId>,
    /// Answers to the facility's master-data fields.
    #[serde(default, skip_serializing_if = "MasterData::is_empty")]
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub master_data: MasterData,
    /// Answers to the facility's own monitoring fields.
    #[serde(default, skip_serializing_if = "MonitoringAnswers::is_empty")]
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub answers: MonitoringAnswers,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<MonitoringRemark>,
}

/// What is counselled until tomorrow is written down tomorrow.
pub fn check_date(date: NaiveDate, today: NaiveDate) -> Result<(), FieldError> {
    const FIRST: Option<NaiveDate> = NaiveDate::from_ymd_opt(2000, 1, 1);
    if date <= today && Some(date) >= FIRST {
        Ok(())
    } else {
        Err(FieldError::new(FieldCode::OutOfRange))
    }
}

/// Which monitorings to list, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct MonitoringQuery {
    /// Only those of this counselor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
    /// Only those of this client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// Only those of this conversation of the chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatId>,
    /// Only those of this day and later.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::page::of_our_years"
    )]
    pub from: Option<NaiveDate>,
    /// Only those of this day and earlier.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::page::of_our_years"
    )]
    pub until: Option<NaiveDate>,
    /// Only those by this means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Only those that name this counselling field or answer this field, of whichever kind it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_id: Option<Uuid>,
    /// Only those with this answer to it, as the statistics name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
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

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_is_recorded_before_it_happens_nor_in_another_century() {
        let today = day("2026-01-15");
        for (date, good) in [
            ("2026-01-15", true),
            ("2026-01-16", false),
            ("2000-01-01", true),
            ("1999-12-31", false),
        ] {
            assert_eq!(check_date(day(date), today).is_ok(), good, "{date}");
        }
    }

    #[test]
    fn a_duration_is_a_minute_to_a_day() {
        for (minutes, good) in [
            (-1, false),
            (0, false),
            (1, true),
            (1440, true),
            (1441, false),
            (70_000, false),
        ] {
            assert_eq!(Minutes::try_from(minutes).is_ok(), good, "{minutes}");
        }
    }

    #[test]
    fn date_duration_and_subject_are_always_asked_for() {
        let whole = json!({ "date": "2026-01-15", "minutes": 45, "subject": "Erstgespräch" });
        assert!(serde_json::from_value::<MonitoringWrite>(whole.clone()).is_ok());
        for field in ["date", "minutes", "subject"] {
            let mut body = whole.clone();
            body.as_object_mut().unwrap().remove(field);
            let error = serde_json::from_value::<MonitoringWrite>(body).unwrap_err();
            assert!(error.to_string().contains(field), "{error}");
        }
        let mut empty = whole;
        empty["subject"] = json!("  ");
        assert!(serde_json::from_value::<MonitoringWrite>(empty).is_err());
    }
}

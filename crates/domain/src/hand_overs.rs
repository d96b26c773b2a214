//! Consent before handing over (chapter 30): where the facility wants it, a client is asked before
//! somebody else goes on writing with them, or becomes who normally looks after them.

use crate::{
    counselors::CounselorRef,
    ids::{ClientId, CounselorId, HandOverId, MailRequestId},
    page::Limit,
    text::HandOverWords,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How long the client may take to answer.
pub const ASKED_FOR: TimeDelta = TimeDelta::days(14);

/// Where a question stands, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HandOverStatus {
    /// The client has not answered yet.
    #[cfg_attr(feature = "db", sea_orm(string_value = "asked"))]
    Asked,
    /// The client agreed, and it was handed over.
    #[cfg_attr(feature = "db", sea_orm(string_value = "agreed"))]
    Agreed,
    /// The client did not; nothing has changed.
    #[cfg_attr(feature = "db", sea_orm(string_value = "declined"))]
    Declined,
    /// Staff have taken the question back.
    #[cfg_attr(feature = "db", sea_orm(string_value = "withdrawn"))]
    Withdrawn,
    /// Its time is over, or what it asks cannot be any more.
    #[cfg_attr(feature = "db", sea_orm(string_value = "lapsed"))]
    Lapsed,
}

/// What can happen to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandOverStep {
    /// The client agrees.
    Agree,
    /// The client does not.
    Decline,
    /// Staff take it back.
    Withdraw,
    /// It has become void by itself.
    Lapse,
}

/// The question was answered, or is void: nothing happens to it any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} is not possible with a question that is {from:?}")]
pub struct HandOverError {
    /// Where it stands.
    pub from: HandOverStatus,
    /// What was attempted.
    pub step: HandOverStep,
}

impl HandOverStatus {
    /// Where the question stands after `step`. One that has been answered stays so.
    pub fn after(self, step: HandOverStep) -> Result<Self, HandOverError> {
        match (self, step) {
            (Self::Asked, HandOverStep::Agree) => Ok(Self::Agreed),
            (Self::Asked, HandOverStep::Decline) => Ok(Self::Declined),
            (Self::Asked, HandOverStep::Withdraw) => Ok(Self::Withdrawn),
            (Self::Asked, HandOverStep::Lapse) => Ok(Self::Lapsed),
            (from, step) => Err(HandOverError { from, step }),
        }
    }

    /// Where a question stands that is stored so: one that nobody has answered lapses by itself,
    /// when its time is over or what it asks is not so any more.
    #[must_use]
    pub fn seen(self, expires_at: DateTime<Utc>, still_so: bool, now: DateTime<Utc>) -> Self {
        if now < expires_at && still_so {
            return self;
        }
        self.after(HandOverStep::Lapse).unwrap_or(self)
    }
}

/// Whether it takes the client's consent, where the facility wants it: nobody is asked about what
/// nobody looks after yet, or about what stays with whom it is.
pub fn changes_hands(from: Option<CounselorId>, to: CounselorId) -> bool {
    from.is_some_and(|from| from != to)
}

/// A question to a client: whether somebody else may go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandOver {
    /// Which.
    pub id: HandOverId,
    /// Who is asked.
    pub client_id: ClientId,
    /// What is to be handed over; absent where it is about the primary counselor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_request_id: Option<MailRequestId>,
    /// Who asks.
    pub asked_by: CounselorRef,
    /// Who has it.
    pub from: CounselorRef,
    /// Who is to get it.
    pub to: CounselorRef,
    /// What was said to the client about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Where it stands.
    pub status: HandOverStatus,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// Until when it can be answered.
    pub expires_at: DateTime<Utc>,
    /// When it was answered, or taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<DateTime<Utc>>,
}

impl HandOver {
    /// Whether an answer is still waited for.
    pub fn is_open(&self) -> bool {
        self.status == HandOverStatus::Asked
    }
}

/// Asking a client.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "counselor_id": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10",
    "words": "Frau Petersen kennt sich mit Ihrem Thema besonders gut aus."
})))]
#[serde(deny_unknown_fields)]
pub struct HandOverAsk {
    /// Who is to get it.
    pub counselor_id: CounselorId,
    /// What is said to the client about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<HandOverWords>,
}

/// Which page of one's open questions to list, oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct HandOverQuery {
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
    use uuid::Uuid;

    const STATES: [HandOverStatus; 5] = [
        HandOverStatus::Asked,
        HandOverStatus::Agreed,
        HandOverStatus::Declined,
        HandOverStatus::Withdrawn,
        HandOverStatus::Lapsed,
    ];

    #[test]
    fn a_question_is_answered_once() {
        for (step, then) in [
            (HandOverStep::Agree, HandOverStatus::Agreed),
            (HandOverStep::Decline, HandOverStatus::Declined),
            (HandOverStep::Withdraw, HandOverStatus::Withdrawn),
            (HandOverStep::Lapse, HandOverStatus::Lapsed),
        ] {
            assert_eq!(HandOverStatus::Asked.after(step), Ok(then));
            for from in &STATES[1..] {
                let expected = Err(HandOverError { from: *from, step });
                assert_eq!(from.after(step), expected);
            }
        }
    }

    #[test]
    fn what_nobody_has_answered_lapses_by_itself() {
        let now: DateTime<Utc> = "2026-07-01T10:00:00Z".parse().unwrap();
        let later = now + TimeDelta::seconds(1);
        for (expires_at, still_so, lapsed) in [
            (later, true, false),
            (now, true, true),
            (later, false, true),
        ] {
            for status in STATES {
                let expected = match status {
                    HandOverStatus::Asked if lapsed => HandOverStatus::Lapsed,
                    status => status,
                };
                assert_eq!(status.seen(expires_at, still_so, now), expected);
            }
        }
    }

    #[test]
    fn nobody_is_asked_about_what_stays_or_is_nobodys() {
        let [one, other] = [1, 2].map(|n| CounselorId(Uuid::from_u128(n)));
        assert!(changes_hands(Some(one), other));
        assert!(!changes_hands(Some(one), one));
        assert!(!changes_hands(None, other));
    }
}

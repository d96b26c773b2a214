//! What the list of mail requests is asked for.

use super::ShownStatus;
use crate::{
    clients::SortOrder,
    ids::{ClientId, CounsellingFieldId, CounselorId},
    page::Limit,
    text::SearchText,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailRequestSort {
    /// The newest message, newest first unless said otherwise.
    #[default]
    LastMessage,
    /// The client's pseudonym, and of each client the oldest first.
    Client,
    /// The subject.
    Subject,
    /// By when they are due, the latest first unless said otherwise; only those that wait for an
    /// answer that was promised.
    AnswerDue,
}

impl MailRequestSort {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::LastMessage,
        Self::Client,
        Self::Subject,
        Self::AnswerDue,
    ];

    /// The order that holds unless another one is named.
    pub fn usual_order(self) -> SortOrder {
        match self {
            Self::LastMessage => SortOrder::Descending,
            Self::Client | Self::Subject | Self::AnswerDue => SortOrder::Ascending,
        }
    }

    /// The value that `?sort=` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::LastMessage => "last_message",
            Self::Client => "client",
            Self::Subject => "subject",
            Self::AnswerDue => "answer_due",
        }
    }
}

/// Which page of mail requests to list.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct MailRequestQuery {
    /// Only those that lists show with this status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ShownStatus>,
    /// Only those whose newest message of the client nobody has read yet, or only the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<bool>,
    /// Only those that this counselor works on, or last did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
    /// Only those with a message since then.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::page::of_our_years"
    )]
    pub from: Option<DateTime<Utc>>,
    /// Only those whose newest message is older than that.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::page::of_our_years"
    )]
    pub until: Option<DateTime<Utc>>,
    /// By what they are sorted, the newest message if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<MailRequestSort>,
    /// In which direction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<SortOrder>,
    /// Only those of this client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// Only those on this counselling field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselling_field_id: Option<CounsellingFieldId>,
    /// Only those whose answer is late, the latest first unless said otherwise; or only those whose
    /// is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overdue: Option<bool>,
    /// Part of the pseudonym or the subject.
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, min_length = 1, max_length = 120))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<SearchText>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

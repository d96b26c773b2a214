use super::ClientStatus;
use crate::{
    ids::{CounsellingFieldId, CounselorId},
    page::Limit,
    text::SearchText,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What a list of clients is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClientSort {
    /// Number, which is the order in which they were made; newest first.
    #[default]
    Number,
    /// Pseudonym.
    Pseudonym,
    /// Last sign-in, newest first. Who never signed in stands where they were made.
    LastSignedIn,
}

impl ClientSort {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Number, Self::Pseudonym, Self::LastSignedIn];

    /// The order that it has unless another is asked for.
    pub fn usual_order(self) -> SortOrder {
        match self {
            Self::Number | Self::LastSignedIn => SortOrder::Descending,
            Self::Pseudonym => SortOrder::Ascending,
        }
    }

    /// The value that `?sort=` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Pseudonym => "pseudonym",
            Self::LastSignedIn => "last_signed_in",
        }
    }

    /// The sort that `?sort=` names.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.name() == name)
    }
}

/// In which direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SortOrder {
    /// The least first.
    Ascending,
    /// The greatest first.
    Descending,
}

impl SortOrder {
    /// The other one.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }

    /// The value that `?order=` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }

    /// The order that `?order=` names.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut both = [Self::Ascending, Self::Descending].into_iter();
        both.find(|order| order.name() == name)
    }
}

/// Whose clients: `me`, `nobody`, or the id of a counselor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PrimaryCounselorFilter {
    /// The caller's own.
    Me,
    /// Those without a primary counselor.
    Nobody,
    /// This counselor's.
    Counselor(CounselorId),
}

impl fmt::Display for PrimaryCounselorFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Me => f.write_str("me"),
            Self::Nobody => f.write_str("nobody"),
            Self::Counselor(id) => id.fmt(f),
        }
    }
}

impl FromStr for PrimaryCounselorFilter {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        match text {
            "me" => Ok(Self::Me),
            "nobody" => Ok(Self::Nobody),
            id => id.parse().map(Self::Counselor),
        }
    }
}

impl TryFrom<String> for PrimaryCounselorFilter {
    type Error = uuid::Error;

    fn try_from(text: String) -> Result<Self, uuid::Error> {
        text.parse()
    }
}

impl From<PrimaryCounselorFilter> for String {
    fn from(filter: PrimaryCounselorFilter) -> Self {
        filter.to_string()
    }
}

/// Which page of clients to list, newest first unless sorted otherwise.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ClientQuery {
    /// Part of the pseudonym, or the number.
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, min_length = 1, max_length = 120))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<SearchText>,
    /// Only those of this primary counselor: `me`, `nobody`, or an id.
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, example = "me"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_counselor: Option<PrimaryCounselorFilter>,
    /// Only those who carry this counselling field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselling_field_id: Option<CounsellingFieldId>,
    /// Only those who stand there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ClientStatus>,
    /// Number if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<ClientSort>,
    /// Descending if absent, for pseudonyms ascending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<SortOrder>,
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

    #[test]
    fn names_read_back_and_are_what_is_serialised() {
        for sort in ClientSort::ALL {
            assert_eq!(ClientSort::from_name(sort.name()), Some(sort));
            assert_eq!(serde_json::to_value(sort).unwrap(), sort.name());
        }
        for order in [SortOrder::Ascending, SortOrder::Descending] {
            assert_eq!(SortOrder::from_name(order.name()), Some(order));
            assert_eq!(order.reversed().reversed(), order);
            assert_eq!(serde_json::to_value(order).unwrap(), order.name());
        }
        assert_eq!(ClientSort::from_name("age"), None);
        let id = CounselorId(uuid::Uuid::from_u128(7));
        for filter in [
            PrimaryCounselorFilter::Me,
            PrimaryCounselorFilter::Nobody,
            PrimaryCounselorFilter::Counselor(id),
        ] {
            assert_eq!(filter.to_string().parse(), Ok(filter));
        }
        assert!("somebody".parse::<PrimaryCounselorFilter>().is_err());
    }
}

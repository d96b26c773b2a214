//! People seeking help, as the facility knows them (chapter 20).

use crate::{
    counselors::CounselorRef,
    ids::{ClientId, CounselorId},
    language::Language,
    page::Limit,
    text::{EmailAddress, NewClientPassword, PhoneNumber, Pseudonym, SearchText},
    version::Version,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The number a facility knows a client by, counted up from 1. Shown as `K-0042`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct ClientNumber(pub i32);

impl fmt::Display for ClientNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "K-{:04}", self.0)
    }
}

/// A client as a thread or a list names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientRef {
    /// Which.
    pub id: ClientId,
    /// The number the facility knows them by.
    pub number: ClientNumber,
    /// The name they go by.
    pub pseudonym: String,
}

/// A client. `email` and `phone` are only ever present in answers to admins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Client {
    /// Which.
    pub id: ClientId,
    /// The number the facility knows them by.
    pub number: ClientNumber,
    /// The name they go by.
    pub pseudonym: String,
    /// E-mail address; absent for everyone but admins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone number; absent for everyone but admins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Who normally looks after them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_counselor: Option<CounselorRef>,
    /// The language they use.
    pub language: Language,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
    /// When they signed in last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_signed_in_at: Option<DateTime<Utc>>,
    /// To be named by the next change.
    pub version: Version,
}

/// A client made by staff.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "pseudonym": "Zugvogel", "password": "ein langer Satz", "email": "zugvogel@mail.example"
})))]
#[serde(deny_unknown_fields)]
pub struct ClientCreate {
    /// The name to go by; unique in the facility.
    pub pseudonym: Pseudonym,
    /// Their first password.
    pub password: NewClientPassword,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
    /// Who normally looks after them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_counselor_id: Option<CounselorId>,
    /// The language they use.
    #[serde(default)]
    pub language: Language,
}

/// A change of a client; what is left out stays. Contact data can only be changed by admins,
/// who are the ones that can see it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "pseudonym": "Zugvogel" })))]
#[serde(deny_unknown_fields)]
pub struct ClientUpdate {
    /// The name to go by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pseudonym: Option<Pseudonym>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
    /// Who normally looks after them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_counselor_id: Option<CounselorId>,
    /// The language they use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

impl ClientUpdate {
    /// Whether the change touches contact data.
    pub fn changes_contact(&self) -> bool {
        self.email.is_some() || self.phone.is_some()
    }
}

/// Which page of clients to list, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ClientQuery {
    /// Part of the pseudonym, or the number.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_number_is_shown_with_at_least_four_digits() {
        assert_eq!(ClientNumber(42).to_string(), "K-0042");
        assert_eq!(ClientNumber(12_345).to_string(), "K-12345");
    }
}

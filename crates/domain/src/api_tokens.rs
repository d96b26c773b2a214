//! Keys that other programs call the API with, on behalf of a facility (chapter 10).

use crate::{
    access::TokenScopes,
    counselors::CounselorRef,
    ids::ApiTokenId,
    page::Limit,
    problem::{FieldCode, FieldError},
    text::ApiTokenName,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How every token begins, so that one that leaked is recognised.
pub const PREFIX: &str = "beistand_";

/// Days that a token is good for at most: a year, however long.
pub const MAX_DAYS: i64 = 366;

/// An API token, without the secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiToken {
    /// Which.
    pub id: ApiTokenId,
    /// What it is for.
    pub name: String,
    /// What it may do.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::access::TokenScope>))]
    pub scopes: TokenScopes,
    /// Who made it.
    pub created_by: CounselorRef,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
    /// When it was used last, to the minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<DateTime<Utc>>,
    /// Since when it is void, if it was made so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<DateTime<Utc>>,
}

/// A new API token.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "name": "Jahresstatistik", "scopes": ["clients:read", "mail_requests:read"],
    "expires_at": "2027-01-31T00:00:00Z"
})))]
#[serde(deny_unknown_fields)]
pub struct ApiTokenCreate {
    /// What it is for.
    pub name: ApiTokenName,
    /// What it may do: one scope or more.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::access::TokenScope>, min_items = 1))]
    pub scopes: TokenScopes,
    /// Until when it is good: within a year.
    pub expires_at: DateTime<Utc>,
}

impl ApiTokenCreate {
    /// Whether the end lies ahead, and near enough.
    pub fn check_expiry(&self, now: DateTime<Utc>) -> Result<(), FieldError> {
        let latest = now + TimeDelta::days(MAX_DAYS);
        if self.expires_at > now && self.expires_at <= latest {
            Ok(())
        } else {
            Err(FieldError::new(FieldCode::OutOfRange))
        }
    }
}

/// A token that was just made.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiTokenCreated {
    /// Send as `Authorization: Bearer …`. It is shown this once.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "beistand_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXowMTIzNDU")
    )]
    pub token: String,
    /// What lists say of it.
    #[serde(flatten)]
    pub api_token: ApiToken,
}

impl fmt::Debug for ApiTokenCreated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiTokenCreated")
            .field("api_token", &self.api_token)
            .finish_non_exhaustive()
    }
}

/// Which page of API tokens to list, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ApiTokenQuery {
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
    fn a_token_ends_within_a_year() {
        let now: DateTime<Utc> = "2026-01-15T10:00:00Z".parse().unwrap();
        for (expires_at, good) in [
            ("2026-01-15T10:00:01Z", true),
            ("2027-01-15T10:00:00Z", true),
            ("2027-01-16T10:00:00Z", true),
            ("2027-01-16T10:00:01Z", false),
            ("2026-01-15T10:00:00Z", false),
            ("2020-01-01T00:00:00Z", false),
        ] {
            let body = format!(
                r#"{{"name":"Statistik","scopes":["clients:read"],"expires_at":"{expires_at}"}}"#
            );
            let create: ApiTokenCreate = serde_json::from_str(&body).unwrap();
            assert_eq!(create.check_expiry(now).is_ok(), good, "{expires_at}");
        }
    }

    #[test]
    fn a_token_needs_a_scope_that_exists() {
        for scopes in ["[]", r#"["everything"]"#, r#""clients:read""#] {
            let body = format!(
                r#"{{"name":"Statistik","scopes":{scopes},"expires_at":"2026-01-15T10:00:00Z"}}"#
            );
            assert!(serde_json::from_str::<ApiTokenCreate>(&body).is_err());
        }
    }
}

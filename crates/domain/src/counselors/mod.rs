//! Staff accounts and how they appear to others (chapters 10 and 20).

use crate::{
    access::Role,
    ids::CounselorId,
    language::Language,
    page::Limit,
    text::{DisplayName, EmailAddress, LoginName, NewCounselorPassword, PersonName},
    version::Version,
};
use serde::{Deserialize, Serialize};

/// How a person wishes to be addressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Salutation {
    /// "Frau", "Ms".
    #[cfg_attr(feature = "db", sea_orm(string_value = "ms"))]
    Ms,
    /// "Herr", "Mr".
    #[cfg_attr(feature = "db", sea_orm(string_value = "mr"))]
    Mr,
    /// By name only.
    #[default]
    #[cfg_attr(feature = "db", sea_orm(string_value = "neutral"))]
    Neutral,
}

/// A counselor as others name them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounselorRef {
    /// Which.
    pub id: CounselorId,
    /// The name that clients and colleagues see.
    pub display_name: String,
}

/// A row of the list of counselors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounselorSummary {
    /// Which.
    pub id: CounselorId,
    /// The name that clients and colleagues see.
    pub display_name: String,
    /// What they may do.
    pub role: Role,
    /// Whether they can sign in.
    pub active: bool,
}

/// A counselor's own data, for themselves and for admins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counselor {
    /// Which.
    pub id: CounselorId,
    /// What they may do.
    pub role: Role,
    /// What they sign in with; never changes.
    pub login_name: LoginName,
    /// How to address them.
    pub salutation: Salutation,
    /// First name; internal.
    pub first_name: String,
    /// Last name; internal.
    pub last_name: String,
    /// E-mail address; internal, also good for signing in.
    pub email: String,
    /// The name that clients and colleagues see.
    pub display_name: String,
    /// The language of their interface.
    pub language: Language,
    /// Whether they can sign in.
    pub active: bool,
    /// To be named by the next change.
    pub version: Version,
}

/// A new counselor.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "role": "counselor", "login_name": "a.demir", "first_name": "Aylin", "last_name": "Demir",
    "email": "a.demir@lahntal.example", "display_name": "Aylin Demir",
    "password": "ein langer Satz genügt"
})))]
#[serde(deny_unknown_fields)]
pub struct CounselorCreate {
    /// What they may do.
    pub role: Role,
    /// What they sign in with; never changes.
    pub login_name: LoginName,
    /// How to address them.
    #[serde(default)]
    pub salutation: Salutation,
    /// First name.
    pub first_name: PersonName,
    /// Last name.
    pub last_name: PersonName,
    /// E-mail address.
    pub email: EmailAddress,
    /// The name that clients and colleagues see.
    pub display_name: DisplayName,
    /// Their first password.
    pub password: NewCounselorPassword,
    /// The language of their interface.
    #[serde(default)]
    pub language: Language,
}

/// A change of a counselor's data; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "display_name": "Aylin Demir" })))]
#[serde(deny_unknown_fields)]
pub struct CounselorUpdate {
    /// How to address them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salutation: Option<Salutation>,
    /// First name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<PersonName>,
    /// Last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<PersonName>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// The name that clients and colleagues see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<DisplayName>,
    /// The language of their interface.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// Which page of counselors to list, by display name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CounselorQuery {
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

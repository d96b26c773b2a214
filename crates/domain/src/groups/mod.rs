//! Groups of clients (chapter 20): put together by staff, for appointments and conversations of
//! several.

use crate::{
    clients::ClientRef,
    counselors::CounselorRef,
    ids::GroupId,
    page::Limit,
    text::{GroupDescription, GroupName, SearchText},
    version::Version,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A group. Name and description are seen by its clients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Group {
    /// Which.
    pub id: GroupId,
    /// What it is called.
    pub name: String,
    /// What it is for; may be empty.
    pub description: String,
    /// How many clients are in it, those included whom the caller may not see.
    pub members: i64,
    /// Who made it; absent when they are gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_by: Option<CounselorRef>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// To be named by the next change.
    pub version: Version,
}

/// A new group.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "name": "Montagsgruppe", "description": "Für alle, die allein erziehen"
})))]
#[serde(deny_unknown_fields)]
pub struct GroupCreate {
    /// What it is called.
    pub name: GroupName,
    /// What it is for.
    #[serde(default)]
    pub description: GroupDescription,
}

/// A change of a group; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "name": "Dienstagsgruppe" })))]
#[serde(deny_unknown_fields)]
pub struct GroupUpdate {
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<GroupName>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<GroupDescription>,
}

/// Which page of groups to list, by name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct GroupQuery {
    /// Part of the name.
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

/// A client in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupMember {
    /// Who.
    pub client: ClientRef,
    /// Since when.
    pub added_at: DateTime<Utc>,
}

/// Which page of a group's clients to list, by pseudonym.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct GroupMemberQuery {
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

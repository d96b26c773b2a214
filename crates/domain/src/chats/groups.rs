//! Group chats: several people under a name.

use super::{ChatAccount, ChatPerson};
use crate::{
    ids::{ClientId, CounselorId, GroupId},
    page::Limit,
    text::{ChatDescription, ChatName},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The most people in one group chat.
pub const MAX_CHAT_MEMBERS: u64 = 500;

/// A new group chat; its creator is in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "name": "Montagsgruppe", "description": "Nach dem Kurs"
})))]
#[serde(deny_unknown_fields)]
pub struct GroupChatCreate {
    /// What it is called: clients see that.
    pub name: ChatName,
    /// What it is for: only staff see that.
    #[serde(default)]
    pub description: ChatDescription,
    /// Who is in it from the beginning.
    #[serde(default)]
    pub members: ChatMembersAdd,
}

/// A change of a group chat; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "name": "Dienstagsgruppe" })))]
#[serde(deny_unknown_fields)]
pub struct GroupChatUpdate {
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<ChatName>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<ChatDescription>,
}

/// Whom to add to a group chat. Who is in it already stays as they are.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "client_ids": ["0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10"]
})))]
#[serde(deny_unknown_fields)]
pub struct ChatMembersAdd {
    /// People seeking help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub client_ids: Vec<ClientId>,
    /// Staff.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counselor_ids: Vec<CounselorId>,
    /// Everybody who is in these groups at this moment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group_ids: Vec<GroupId>,
}

impl ChatMembersAdd {
    /// Whether it names nobody.
    pub fn is_empty(&self) -> bool {
        self.client_ids.is_empty() && self.counselor_ids.is_empty() && self.group_ids.is_empty()
    }
}

/// Somebody in a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChatMember {
    /// Who.
    pub person: ChatPerson,
    /// Since when.
    pub joined_at: DateTime<Utc>,
    /// Whether they made the group chat: they cannot be taken out of it.
    pub is_creator: bool,
    /// Up to where a device of theirs has got it.
    pub delivered_position: i64,
    /// Up to where they have read.
    pub read_position: i64,
}

impl ChatMember {
    /// Who.
    pub fn account(&self) -> ChatAccount {
        self.person.account
    }
}

/// Which page of a conversation's members to list, staff first, each by when they joined.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ChatMemberQuery {
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

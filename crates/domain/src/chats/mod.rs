//! Chat (chapter 50): conversations with clients, colleagues and groups, one after the other in the
//! order in which the server took the messages.
//!
//! A conversation is between its members and nobody else, admins included: who is not in it does
//! not get to know that it is there.

mod documents;
mod groups;
mod links;

pub use documents::{ChatDocument, ChatDocumentQuery, ChatExport, ChatMessageSend};
pub use groups::{
    ChatMember, ChatMemberQuery, ChatMembersAdd, GroupChatCreate, GroupChatUpdate, MAX_CHAT_MEMBERS,
};

pub use links::{TextPart, text_parts};

use crate::{
    attachments::Attachment,
    clients::ClientNumber,
    counselors::CounselorRef,
    ids::{ChatId, ChatMessageId, ClientId, CounselorId, PictureId},
    page::Limit,
    text::{ChatText, SearchText},
    version::Version,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// For how long whoever wrote a message may change it.
pub const EDITABLE_FOR: TimeDelta = TimeDelta::minutes(5);

/// Whether a message that was sent then may still be changed now.
pub fn is_editable(sent_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now < sent_at + EDITABLE_FOR
}

/// Whom a conversation is with, as the tabs tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChatKind {
    /// A client and a counselor.
    #[cfg_attr(feature = "db", sea_orm(string_value = "client"))]
    Client,
    /// Two of the staff.
    #[cfg_attr(feature = "db", sea_orm(string_value = "colleague"))]
    Colleague,
    /// Several, under a name.
    #[cfg_attr(feature = "db", sea_orm(string_value = "group"))]
    Group,
}

/// Somebody who can be in a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChatAccount {
    /// A person seeking help.
    Client(ClientId),
    /// One of the staff.
    Counselor(CounselorId),
}

impl ChatAccount {
    /// The id, of whichever kind.
    pub fn id(self) -> Uuid {
        match self {
            Self::Client(id) => id.0,
            Self::Counselor(id) => id.0,
        }
    }

    /// The client, if it is one.
    pub fn client(self) -> Option<ClientId> {
        match self {
            Self::Client(id) => Some(id),
            Self::Counselor(_) => None,
        }
    }

    /// The staff account, if it is one.
    pub fn counselor(self) -> Option<CounselorId> {
        match self {
            Self::Counselor(id) => Some(id),
            Self::Client(_) => None,
        }
    }
}

/// Somebody in a conversation, as the others see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChatPerson {
    /// Who.
    pub account: ChatAccount,
    /// Pseudonym or display name.
    pub name: String,
    /// The number the facility knows a client by; clients are not told each other's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<ClientNumber>,
    /// What a counselor looks like: the picture of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureId>,
}

/// A conversation, as the caller sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Chat {
    /// Which.
    pub id: ChatId,
    /// With whom.
    pub kind: ChatKind,
    /// What the list shows: the other's name, or that of the group.
    pub name: String,
    /// The other, where there is one only and they are still there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<ChatPerson>,
    /// What a group is for; clients are not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who made a group, as long as they are there; clients are not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_by: Option<CounselorRef>,
    /// Whether the caller can write here at the moment: the other may have chosen not to be reached,
    /// or be gone.
    pub is_reachable: bool,
    /// Whether the caller, a client, may ask the other for a video call here: the other has said so,
    /// and counsels by video.
    pub takes_video_requests: bool,
    /// How many are in it, the caller included.
    pub members: i64,
    /// The newest message, if the caller sees one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_message: Option<ChatMessage>,
    /// The position of the newest message; 0 before the first.
    pub last_position: i64,
    /// Up to where the caller has read.
    pub read_position: i64,
    /// How many messages the caller has not read.
    pub unread: i64,
    /// Up to where a device of each of the others has got it.
    pub delivered_to_others: i64,
    /// Up to where each of the others has read.
    pub read_by_others: i64,
    /// When somebody wrote last; before the first message, when it was opened.
    pub active_at: DateTime<Utc>,
    /// To be named by the next change of a group.
    pub version: Version,
}

/// With whom to open a conversation.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "with": { "client": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10" }
})))]
#[serde(deny_unknown_fields)]
pub struct ChatOpen {
    /// The other.
    pub with: ChatAccount,
}

/// How conversations are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChatSort {
    /// Where somebody wrote last comes first.
    #[default]
    Newest,
    /// By name.
    Name,
}

/// Which conversations to list.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ChatQuery {
    /// Only those of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ChatKind>,
    /// Part of the name.
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, min_length = 1, max_length = 120))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<SearchText>,
    /// Newest first if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<ChatSort>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

/// How many messages the caller has not read, by tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnreadChats {
    /// In conversations of clients with counselors.
    pub clients: i64,
    /// In those with colleagues.
    pub colleagues: i64,
    /// In those of groups.
    pub groups: i64,
    /// How many wait at the open door, for staff: no messages, but looked for at the same place.
    #[serde(default)]
    pub at_open_door: i64,
}

/// Among whom to look for somebody to write to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChatPartnerKind {
    /// People seeking help; for staff only.
    Clients,
    /// Staff; for clients, those who are there for them.
    Counselors,
}

/// Whom to look for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ChatPartnerQuery {
    /// Among whom.
    pub kind: ChatPartnerKind,
    /// Part of the name; of clients the number, too.
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

/// Somebody whom the caller can write to, whether they have before or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChatPartner {
    /// Who.
    pub person: ChatPerson,
    /// The conversation with them, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatId>,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChatMessage {
    /// Which.
    pub id: ChatMessageId,
    /// In which conversation.
    pub chat_id: ChatId,
    /// Its place there, from 1 without gaps.
    pub position: i64,
    /// What whoever wrote it has sent it as. Only they are told: it takes it out of the queue of
    /// what is to be sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Uuid>,
    /// Who wrote it, as long as they are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<ChatPerson>,
    /// What it says; absent once it was deleted, and where only files were sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The files that go with it, in the order in which they were uploaded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// How many of them were deleted since: that they were there stays to be seen.
    #[serde(default)]
    pub deleted_attachments: i64,
    /// When the server took it.
    pub sent_at: DateTime<Utc>,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<DateTime<Utc>>,
    /// When it was deleted: that it was there stays to be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<DateTime<Utc>>,
}

/// What a message is to say from now on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "text": "Guten Tag" })))]
#[serde(deny_unknown_fields)]
pub struct ChatMessageWrite {
    /// What it says.
    pub text: ChatText,
}

/// Which part of a conversation to read: the newest messages, or those next to a position.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ChatHistoryQuery {
    /// The last ones before this position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<i64>,
    /// The first ones after this position, if `before` is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<i64>,
    /// Messages in the part, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

/// A part of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChatHistory {
    /// Oldest first, without gaps.
    pub messages: Vec<ChatMessage>,
    /// Whether there are any before these.
    pub has_earlier: bool,
    /// Whether there are any after these.
    pub has_later: bool,
}

/// How far one has come. What is behind that already changes nothing; what is read was delivered.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "read": 42 })))]
#[serde(deny_unknown_fields)]
pub struct ChatMarks {
    /// Up to where a device has got it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered: Option<i64>,
    /// Up to where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<i64>,
}

impl UnreadChats {
    /// In all conversations together.
    pub fn total(self) -> i64 {
        self.clients + self.colleagues + self.groups
    }
}

impl ChatMarks {
    /// Where one stands (delivered, read) who stood there before, in a conversation that goes up to
    /// `last`.
    pub fn moved(self, (delivered, read): (i64, i64), last: i64) -> (i64, i64) {
        let new_read = self.read.unwrap_or(0).min(last).max(read);
        let new_delivered = self.delivered.unwrap_or(0).min(last);
        (new_delivered.max(delivered).max(new_read), new_read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_can_be_changed_for_five_minutes() {
        let sent: DateTime<Utc> = "2026-01-15T10:00:00Z".parse().unwrap();
        for (after, editable) in [(0, true), (299_999, true), (300_000, false)] {
            let now = sent + TimeDelta::milliseconds(after);
            assert_eq!(is_editable(sent, now), editable, "{after}");
        }
    }

    #[test]
    fn marks_only_go_forward_and_never_beyond_what_is_there() {
        let marks = |delivered, read| ChatMarks { delivered, read };
        for (mark, before, after) in [
            (marks(None, Some(5)), (2, 1), (5, 5)),
            (marks(Some(5), None), (2, 1), (5, 1)),
            (marks(Some(5), Some(3)), (2, 1), (5, 3)),
            (marks(Some(1), Some(1)), (4, 3), (4, 3)),
            (marks(Some(99), Some(99)), (4, 3), (9, 9)),
            (marks(Some(-1), Some(-1)), (4, 3), (4, 3)),
            (marks(None, None), (4, 3), (4, 3)),
        ] {
            assert_eq!(mark.moved(before, 9), after, "{mark:?}");
        }
    }

    #[test]
    fn an_account_is_written_with_its_kind() {
        let id = "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10";
        for account in [
            ChatAccount::Client(id.parse().unwrap()),
            ChatAccount::Counselor(id.parse().unwrap()),
        ] {
            let kind = match account {
                ChatAccount::Client(_) => "client",
                ChatAccount::Counselor(_) => "counselor",
            };
            let json = serde_json::to_value(account).unwrap();
            assert_eq!(json, serde_json::json!({ kind: id }));
            assert_eq!(
                serde_json::from_value::<ChatAccount>(json).unwrap(),
                account
            );
        }
    }
}

//! Files that go with a message of a mail request (chapter 30) or of the chat (chapter 50). What may be attached, and under
//! which name, is as with [documents](crate::documents).

use crate::{
    documents::DocumentKind,
    ids::{AttachmentId, ChatId, ClientId, MailRequestId},
    problem::{FieldCode, FieldError},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most files that go with one message, and that one person has ready for it.
pub const MAX_ATTACHMENTS: usize = 10;

/// A file that goes with a message, or is ready to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    /// Which.
    pub id: AttachmentId,
    /// Its name, safe to be saved under, with the ending that fits what is in it.
    #[cfg_attr(feature = "openapi", schema(example = "Zeugnis.pdf"))]
    pub name: String,
    /// What is in it.
    pub kind: DocumentKind,
    /// How large it is.
    pub bytes: i64,
    /// Whether the virus scanner has found something in it, so that nobody can download it.
    pub quarantined: bool,
    /// When it was uploaded.
    pub uploaded_at: DateTime<Utc>,
}

/// Which message a file is for, or is asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AttachmentQuery {
    /// The request that the message goes to; absent, the request that is about to be written.
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_request_id: Option<MailRequestId>,
    /// The client for whom staff are about to write one; not with `mail_request_id`, and for
    /// clients only their own.
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// The conversation in which the message is written; with neither of the others.
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatId>,
}

impl From<Option<MailRequestId>> for AttachmentQuery {
    fn from(request: Option<MailRequestId>) -> Self {
        Self {
            mail_request_id: request,
            ..Self::default()
        }
    }
}

impl From<ClientId> for AttachmentQuery {
    fn from(client: ClientId) -> Self {
        Self {
            client_id: Some(client),
            ..Self::default()
        }
    }
}

impl From<ChatId> for AttachmentQuery {
    fn from(chat: ChatId) -> Self {
        Self {
            chat_id: Some(chat),
            ..Self::default()
        }
    }
}

/// What a caller has ready for a message, oldest first: [`MAX_ATTACHMENTS`] at most, so there is
/// one page of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttachmentList {
    /// The files.
    pub items: Vec<Attachment>,
}

/// The files that go with a message: each once, and [`MAX_ATTACHMENTS`] at most.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<AttachmentId>", into = "Vec<AttachmentId>")]
pub struct AttachmentIds(Vec<AttachmentId>);

impl AttachmentIds {
    /// Whether nothing goes with the message.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Them.
    pub fn as_slice(&self) -> &[AttachmentId] {
        &self.0
    }
}

impl TryFrom<Vec<AttachmentId>> for AttachmentIds {
    type Error = FieldError;

    fn try_from(ids: Vec<AttachmentId>) -> Result<Self, FieldError> {
        let different: BTreeSet<_> = ids.iter().collect();
        if ids.len() > MAX_ATTACHMENTS || different.len() < ids.len() {
            return Err(FieldError::new(FieldCode::OutOfRange));
        }
        Ok(Self(ids))
    }
}

impl From<AttachmentIds> for Vec<AttachmentId> {
    fn from(ids: AttachmentIds) -> Self {
        ids.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn ids(numbers: impl IntoIterator<Item = u128>) -> Vec<AttachmentId> {
        let ids = numbers.into_iter().map(Uuid::from_u128);
        ids.map(AttachmentId).collect()
    }

    #[test]
    fn a_message_takes_ten_files_and_each_once() {
        for good in [ids([]), ids([1]), ids(1..=10)] {
            let taken = AttachmentIds::try_from(good.clone()).unwrap();
            assert_eq!(taken.as_slice(), good);
            assert_eq!(taken.is_empty(), good.is_empty());
        }
        for bad in [ids(1..=11), ids([1, 2, 1])] {
            let refused = AttachmentIds::try_from(bad).unwrap_err();
            assert_eq!(refused.code, FieldCode::OutOfRange);
        }
    }
}

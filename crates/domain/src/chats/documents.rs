//! Files that were sent in a conversation, and taking what was written along.

use super::ChatPerson;
use crate::{
    attachments::{Attachment, AttachmentIds},
    ids::ChatMessageId,
    language::Language,
    page::Limit,
    problem::{FieldCode, FieldError},
    text::ChatText,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What is sent: words, files, or both.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "text": "Guten Tag" })))]
#[serde(deny_unknown_fields)]
pub struct ChatMessageSend {
    /// What it says; needed where no file goes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<ChatText>,
    /// The files that go with it, which whoever sends it has uploaded for this conversation before.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::ids::AttachmentId>, max_items = 10))]
    #[serde(default, skip_serializing_if = "AttachmentIds::is_empty")]
    pub attachments: AttachmentIds,
}

impl ChatMessageSend {
    /// Refuses what says nothing.
    pub fn check(&self) -> Result<(), FieldError> {
        if self.text.is_none() && self.attachments.is_empty() {
            return Err(FieldError::new(FieldCode::Required));
        }
        Ok(())
    }
}

impl From<ChatText> for ChatMessageSend {
    fn from(text: ChatText) -> Self {
        Self {
            text: Some(text),
            attachments: AttachmentIds::default(),
        }
    }
}

/// A file that was sent in a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChatDocument {
    /// The file.
    pub attachment: Attachment,
    /// With which message it was sent.
    pub message_id: ChatMessageId,
    /// The place of that message.
    pub position: i64,
    /// Who sent it, as long as they are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<ChatPerson>,
    /// When.
    pub sent_at: DateTime<Utc>,
}

/// Which page of the files of a conversation to list, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ChatDocumentQuery {
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

/// How a conversation is taken along.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ChatExport {
    /// In which language the headings are.
    pub language: Language,
}

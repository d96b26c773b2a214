//! Direct messages (chapter 20): one-way notices from the facility to a client, by e-mail or SMS.
//!
//! An open e-mail or SMS betrays a secret (§ 203 StGB): unless the facility has chosen otherwise,
//! the text waits in the portal, and what goes out says only that something is there.

use crate::{
    counselors::CounselorRef,
    ids::DirectMessageId,
    outgoing_mails::{DeliveryWay, OutgoingMailStatus},
    page::Limit,
    problem::{FieldCode, FieldError},
    text::{DirectMessageText, Subject},
    version::Version,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The most characters that go out as an SMS: it is paid for by its parts.
pub const MAX_SMS_CHARS: usize = 700;

/// By which way a client hears of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DirectMessageWay {
    /// By e-mail.
    #[cfg_attr(feature = "db", sea_orm(string_value = "email"))]
    Email,
    /// By SMS.
    #[cfg_attr(feature = "db", sea_orm(string_value = "sms"))]
    Sms,
    /// Not at all: they left no address, and find it when they sign in.
    #[cfg_attr(feature = "db", sea_orm(string_value = "portal"))]
    Portal,
}

impl DirectMessageWay {
    /// The way to a client of whom these are known: e-mail goes first.
    pub fn of(has_email: bool, has_phone: bool) -> Self {
        match (has_email, has_phone) {
            (true, _) => Self::Email,
            (false, true) => Self::Sms,
            (false, false) => Self::Portal,
        }
    }

    /// What goes out, if anything does.
    pub fn delivery(self) -> Option<DeliveryWay> {
        match self {
            Self::Email => Some(DeliveryWay::Email),
            Self::Sms => Some(DeliveryWay::Sms),
            Self::Portal => None,
        }
    }
}

/// How much of a message goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DirectMessageContent {
    /// Only that something is there to be read in the portal.
    #[default]
    #[cfg_attr(feature = "db", sea_orm(string_value = "confidential"))]
    Confidential,
    /// Subject and text, for everyone to read who sees the mailbox or the telephone.
    #[cfg_attr(feature = "db", sea_orm(string_value = "in_full"))]
    InFull,
}

/// What the facility has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DirectMessageSettings {
    /// How much goes out.
    pub content: DirectMessageContent,
    /// To be named by the next change.
    pub version: Version,
}

/// Another choice.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "content": "confidential" })))]
#[serde(deny_unknown_fields)]
pub struct DirectMessageSettingsUpdate {
    /// How much goes out.
    pub content: DirectMessageContent,
}

/// What would happen to a message to a client if it was sent now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DirectMessageRoute {
    /// By which way they hear of it.
    pub way: DirectMessageWay,
    /// The e-mail address or telephone number that it goes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// How much goes out.
    pub content: DirectMessageContent,
    /// Whether the operator has set up the way. Until then it waits.
    pub can_go_out: bool,
}

/// A message to send.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "subject": "Neuer Ort", "text": "Wir treffen uns ab Montag in der Bahnhofstraße.",
    "way": "email", "content": "confidential"
})))]
#[serde(deny_unknown_fields)]
pub struct DirectMessageSend {
    /// What it is about.
    pub subject: Subject,
    /// What it says.
    pub text: DirectMessageText,
    /// As the route said: should it be another by now, nothing is sent.
    pub way: DirectMessageWay,
    /// As the route said, too.
    pub content: DirectMessageContent,
}

impl DirectMessageSend {
    /// Whether the way carries the text.
    pub fn check_length(&self) -> Result<(), FieldError> {
        let goes_out = self.way == DirectMessageWay::Sms
            && self.content == DirectMessageContent::InFull
            && sms_in_full(self.subject.as_str(), self.text.as_str())
                .chars()
                .count()
                > MAX_SMS_CHARS;
        if goes_out {
            return Err(FieldError {
                code: FieldCode::TooLong,
                limit: Some(MAX_SMS_CHARS),
            });
        }
        Ok(())
    }
}

/// Subject and text as one SMS.
pub fn sms_in_full(subject: &str, text: &str) -> String {
    format!("{subject}\n{text}")
}

/// A message that was sent, as admins see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DirectMessage {
    /// Which.
    pub id: DirectMessageId,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// By which way they hear of it.
    pub way: DirectMessageWay,
    /// How much goes out.
    pub content: DirectMessageContent,
    /// Where what goes out stands; what only waits in the portal is sent.
    pub status: OutgoingMailStatus,
    /// Who sent it; absent when they are gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_by: Option<CounselorRef>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When the client read it in the portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_at: Option<DateTime<Utc>>,
}

/// A message, as its client reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceivedDirectMessage {
    /// Which.
    pub id: DirectMessageId,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Whether they have not noted yet that they read it.
    pub unread: bool,
}

/// Which page of messages to list, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct DirectMessageQuery {
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

    fn message(chars: usize, way: DirectMessageWay, content: DirectMessageContent) -> bool {
        let message = DirectMessageSend {
            subject: "Ort".try_into().unwrap(),
            text: "ä".repeat(chars).as_str().try_into().unwrap(),
            way,
            content,
        };
        message.check_length().is_ok()
    }

    #[test]
    fn an_address_decides_the_way_and_e_mail_goes_first() {
        for (email, phone, way) in [
            (true, true, DirectMessageWay::Email),
            (true, false, DirectMessageWay::Email),
            (false, true, DirectMessageWay::Sms),
            (false, false, DirectMessageWay::Portal),
        ] {
            assert_eq!(DirectMessageWay::of(email, phone), way);
        }
        assert_eq!(DirectMessageWay::Portal.delivery(), None);
    }

    #[test]
    fn only_an_sms_in_full_has_to_be_short() {
        use DirectMessageContent::{Confidential, InFull};
        let longest = MAX_SMS_CHARS - "Ort\n".len();
        assert!(message(longest, DirectMessageWay::Sms, InFull));
        assert!(!message(longest + 1, DirectMessageWay::Sms, InFull));
        assert!(message(longest + 1, DirectMessageWay::Sms, Confidential));
        assert!(message(longest + 1, DirectMessageWay::Email, InFull));
    }
}

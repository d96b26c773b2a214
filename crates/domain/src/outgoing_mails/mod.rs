//! Mail that the facility sends by itself (chapter 30): that something is there to be read, never
//! what it says.

pub mod appointments;
mod template;
mod words;

pub use template::{MailTemplate, Placeholders, RenderedMail, in_full};
pub(crate) use words::placeholders;
pub use words::{MessagePlaceholder, MessageWords};

use crate::{
    ids::{ClientId, CounselorId, OutgoingMailId},
    language::Language,
    page::Limit,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OutgoingMailStatus {
    /// Not sent yet, or to be tried again.
    #[cfg_attr(feature = "db", sea_orm(string_value = "waiting"))]
    Waiting,
    /// A mail server has taken it.
    #[cfg_attr(feature = "db", sea_orm(string_value = "sent"))]
    Sent,
    /// Given up: refused for good, or tried for days.
    #[cfg_attr(feature = "db", sea_orm(string_value = "failed"))]
    Failed,
}

/// How something goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryWay {
    /// As a mail, to an e-mail address.
    #[cfg_attr(feature = "db", sea_orm(string_value = "email"))]
    Email,
    /// As a text message, to a telephone number.
    #[cfg_attr(feature = "db", sea_orm(string_value = "sms"))]
    Sms,
}

impl DeliveryWay {
    /// The value that addresses take.
    pub fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }

    /// By which way a client hears of something of whom these are known, if by any: by e-mail, or
    /// by SMS where they have left nothing else and somebody has set up a gateway.
    pub fn of_notice(
        template: MailTemplate,
        (has_email, has_phone): (bool, bool),
        has_gateway: bool,
    ) -> Option<Self> {
        if has_email {
            Some(Self::Email)
        } else if has_phone && has_gateway && template.goes_by_sms() {
            Some(Self::Sms)
        } else {
            None
        }
    }
}

impl OutgoingMailStatus {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Sent, Self::Failed];

    /// The value that `?status=` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    /// The status that `?status=` names.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// Whom a mail is for, by the name that staff know them by; never an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MailRecipient {
    /// A person seeking help.
    Client {
        /// Which.
        id: ClientId,
        /// The name they go by.
        pseudonym: String,
    },
    /// Staff.
    Counselor {
        /// Which.
        id: CounselorId,
        /// The name that clients and colleagues see.
        display_name: String,
    },
    /// Whoever runs the installation.
    Operator,
    /// The contact person of a request for more licences.
    LicenceContact,
}

/// How the address of a mail is found when it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[serde(rename_all = "snake_case")]
pub enum MailAddress {
    /// In the account that the mail is for.
    #[cfg_attr(feature = "db", sea_orm(string_value = "account"))]
    Account,
    /// In the operator's settings.
    #[cfg_attr(feature = "db", sea_orm(string_value = "operator"))]
    Operator,
    /// In the request for more licences that the mail tells of.
    #[cfg_attr(feature = "db", sea_orm(string_value = "licence_contact"))]
    LicenceContact,
}

/// A mail, as admins see it: how it fares, not where to it goes and not what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutgoingMail {
    /// Which.
    pub id: OutgoingMailId,
    /// What it tells.
    pub template: MailTemplate,
    /// In which language.
    pub language: Language,
    /// How it goes out.
    pub way: DeliveryWay,
    /// Whom.
    pub recipient: MailRecipient,
    /// Where it stands.
    pub status: OutgoingMailStatus,
    /// How often it was tried, since it was made.
    pub attempts: i32,
    /// Why the last attempt failed, in technical terms.
    #[cfg_attr(feature = "openapi", schema(example = "smtp 451"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_error: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When a mail server took it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<DateTime<Utc>>,
}

/// Which page of mails to list, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct OutgoingMailQuery {
    /// Only those that stand there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<OutgoingMailStatus>,
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
    use serde_json::json;

    #[test]
    fn who_has_left_a_telephone_number_alone_hears_by_sms() {
        use DeliveryWay::{Email, Sms};
        use MailTemplate::{InviteClient, NewAnswer};
        for (template, left, gateway, way) in [
            (NewAnswer, (true, true), true, Some(Email)),
            (NewAnswer, (true, false), false, Some(Email)),
            (NewAnswer, (false, true), true, Some(Sms)),
            // Nobody knows whether there will ever be a gateway: news would come when it is none.
            (NewAnswer, (false, true), false, None),
            (NewAnswer, (false, false), true, None),
            // A link that opens an account goes to a mailbox only.
            (InviteClient, (false, true), true, None),
        ] {
            let found = DeliveryWay::of_notice(template, left, gateway);
            assert_eq!(found, way, "{template:?} {left:?} {gateway}");
        }
    }

    #[test]
    fn a_status_is_called_the_same_in_addresses_and_in_the_api() {
        for status in OutgoingMailStatus::ALL {
            assert_eq!(json!(status), json!(status.name()));
            assert_eq!(OutgoingMailStatus::from_name(status.name()), Some(status));
        }
        assert_eq!(OutgoingMailStatus::from_name("lost"), None);
    }
}

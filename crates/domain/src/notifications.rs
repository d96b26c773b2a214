//! What staff are told of while they look elsewhere, and how: each chooses for themselves, for each
//! kind, between a mail and a notice of their browser. What is not of a kind (passwords, licences,
//! what guards the facility) always goes out by mail.

use crate::{
    ids::{CounselorId, MailRequestId, NoticeId},
    outgoing_mails::MailTemplate,
    version::Version,
};
use serde::{Deserialize, Serialize};

/// What one can be told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NotificationKind {
    /// A mail request is there for them.
    #[cfg_attr(feature = "db", sea_orm(string_value = "new_mail_request"))]
    NewMailRequest,
    /// A client has written again.
    #[cfg_attr(feature = "db", sea_orm(string_value = "client_answer"))]
    ClientAnswer,
    /// An answer is late: one's own, and of admins everybody's.
    #[cfg_attr(feature = "db", sea_orm(string_value = "request_overdue"))]
    RequestOverdue,
    /// Somebody has given them a mail request.
    #[cfg_attr(feature = "db", sea_orm(string_value = "handed_over"))]
    HandedOver,
    /// A colleague writes to them about a mail request.
    #[cfg_attr(feature = "db", sea_orm(string_value = "colleague_asks"))]
    ColleagueAsks,
    /// An appointment was asked for, or is in their calendar.
    #[cfg_attr(feature = "db", sea_orm(string_value = "appointment_requested"))]
    AppointmentRequested,
    /// An appointment of theirs was called off.
    #[cfg_attr(feature = "db", sea_orm(string_value = "appointment_cancelled"))]
    AppointmentCancelled,
    /// It takes place at another time.
    #[cfg_attr(feature = "db", sea_orm(string_value = "appointment_rescheduled"))]
    AppointmentRescheduled,
    /// Somebody has written to them in the chat.
    #[cfg_attr(feature = "db", sea_orm(string_value = "chat_message"))]
    ChatMessage,
    /// Somebody waits at the open door.
    #[cfg_attr(feature = "db", sea_orm(string_value = "open_door_visitor"))]
    OpenDoorVisitor,
}

impl NotificationKind {
    /// All, as they are offered.
    pub const ALL: [Self; 10] = [
        Self::NewMailRequest,
        Self::ClientAnswer,
        Self::RequestOverdue,
        Self::HandedOver,
        Self::ColleagueAsks,
        Self::AppointmentRequested,
        Self::AppointmentCancelled,
        Self::AppointmentRescheduled,
        Self::ChatMessage,
        Self::OpenDoorVisitor,
    ];

    /// Of which kind a mail to staff is; of none if it always goes out.
    pub fn of(template: MailTemplate) -> Option<Self> {
        Some(match template {
            MailTemplate::NewRequest => Self::NewMailRequest,
            MailTemplate::FollowUp => Self::ClientAnswer,
            MailTemplate::RequestOverdue => Self::RequestOverdue,
            MailTemplate::AssignedRequest => Self::HandedOver,
            MailTemplate::ColleagueAsks => Self::ColleagueAsks,
            MailTemplate::AppointmentRequested | MailTemplate::AppointmentMade => {
                Self::AppointmentRequested
            }
            MailTemplate::AppointmentCancelled => Self::AppointmentCancelled,
            MailTemplate::AppointmentRescheduled => Self::AppointmentRescheduled,
            MailTemplate::NewChatMessage => Self::ChatMessage,
            MailTemplate::OpenDoorVisitor => Self::OpenDoorVisitor,
            MailTemplate::NewAnswer
            | MailTemplate::HandOverAsked
            | MailTemplate::HandOverAnswered
            | MailTemplate::BreakGlassRequested
            | MailTemplate::BreakGlassConfirmed
            | MailTemplate::ConfidentialAdministrationOff
            | MailTemplate::DirectMessage
            | MailTemplate::LicenceRequest
            | MailTemplate::LicenceRequestReceived
            | MailTemplate::WebhookDisabled
            | MailTemplate::ForgottenPassword
            | MailTemplate::InviteCounselor
            | MailTemplate::InviteClient
            | MailTemplate::FileQuarantined
            | MailTemplate::AnswerLate
            | MailTemplate::AppointmentConfirmed
            | MailTemplate::AppointmentDeclined
            | MailTemplate::AppointmentReminder
            | MailTemplate::AppointmentOffered
            | MailTemplate::DeletionWarning => return None,
        })
    }

    /// Whether a mail about it is for those only who are not there, and just one until they are
    /// again: it is about a conversation, which goes on. Nobody gets such mails who has not asked
    /// for them.
    pub fn is_for_the_absent(self) -> bool {
        matches!(self, Self::ChatMessage | Self::OpenDoorVisitor)
    }

    /// What holds for whoever has chosen nothing.
    pub fn at_first(self) -> NotificationChoice {
        NotificationChoice {
            kind: self,
            email: !self.is_for_the_absent(),
            browser: false,
        }
    }
}

/// By which ways somebody is told of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NotificationChoice {
    /// Of what.
    pub kind: NotificationKind,
    /// By a mail.
    pub email: bool,
    /// By their browser, while the app is open in it and they look elsewhere.
    pub browser: bool,
}

/// What somebody has chosen so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NotificationChoices(Vec<NotificationChoice>);

impl NotificationChoices {
    /// By which ways they are told of this kind.
    pub fn of(&self, kind: NotificationKind) -> NotificationChoice {
        let chosen = self.0.iter().copied().find(|choice| choice.kind == kind);
        chosen.unwrap_or_else(|| kind.at_first())
    }

    /// The same for every kind.
    pub fn all(&self) -> Vec<NotificationChoice> {
        NotificationKind::ALL.map(|kind| self.of(kind)).to_vec()
    }

    /// With these from now on; what they do not name stays. Of two of one kind the last one holds.
    #[must_use]
    pub fn changed(&self, by: &[NotificationChoice]) -> Self {
        let newest = |kind| by.iter().rev().copied().find(|choice| choice.kind == kind);
        let all = NotificationKind::ALL.into_iter();
        let kept = |kind| self.0.iter().copied().find(|choice| choice.kind == kind);
        Self(all.filter_map(|kind| newest(kind).or(kept(kind))).collect())
    }
}

/// What the caller is told of, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotificationSettings {
    /// One for each kind.
    pub choices: Vec<NotificationChoice>,
    /// To be named by the next change; 0 for what holds at first.
    pub version: Version,
}

/// What is to hold from now on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "choices": [{ "kind": "chat_message", "email": true, "browser": false }]
})))]
#[serde(deny_unknown_fields)]
pub struct NotificationSettingsUpdate {
    /// For these kinds; the others stay as they are.
    pub choices: Vec<NotificationChoice>,
}

/// That something has happened of which somebody wants to be told by their browser. It says of what
/// kind it is and leads there, and holds no name and nothing that anybody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    /// Which: several tabs of one browser show it once.
    pub notice_id: NoticeId,
    /// Whom.
    pub counselor_id: CounselorId,
    /// Of what.
    pub about: NotificationKind,
    /// Which mail request, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_request_id: Option<MailRequestId>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_has_a_mail_and_is_offered_once() {
        let of_mails: BTreeSet<_> = MailTemplate::ALL
            .iter()
            .filter_map(|one| NotificationKind::of(*one))
            .collect();
        assert_eq!(of_mails, BTreeSet::from(NotificationKind::ALL));
        assert_eq!(of_mails.len(), NotificationKind::ALL.len());
    }

    /// Who has chosen nothing gets the mails that everybody got before there was a choice.
    #[test]
    fn at_first_only_conversations_are_silent() {
        use NotificationKind::{ChatMessage, OpenDoorVisitor};
        for choice in NotificationChoices::default().all() {
            let is_new = matches!(choice.kind, ChatMessage | OpenDoorVisitor);
            assert_eq!((choice.email, choice.browser), (!is_new, false));
        }
    }

    #[test]
    fn a_change_holds_for_what_it_names() {
        use NotificationKind::{ChatMessage, HandedOver, RequestOverdue};
        let choice = |kind, email, browser| NotificationChoice {
            kind,
            email,
            browser,
        };
        let first = NotificationChoices::default().changed(&[choice(HandedOver, false, true)]);
        let second = first.changed(&[
            choice(ChatMessage, false, true),
            choice(ChatMessage, true, false),
        ]);
        assert_eq!(second.of(HandedOver), choice(HandedOver, false, true));
        assert_eq!(second.of(ChatMessage), choice(ChatMessage, true, false));
        assert_eq!(second.of(RequestOverdue), RequestOverdue.at_first());
        assert_eq!(second.all().len(), NotificationKind::ALL.len());
        let written = serde_json::to_string(&second).unwrap();
        let read: NotificationChoices = serde_json::from_str(&written).unwrap();
        assert_eq!(read, second);
    }
}

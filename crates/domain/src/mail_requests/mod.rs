//! Mail counselling: a client writes, a counselor answers (chapter 30).

pub mod access;
pub mod assignment;
mod list;
mod offer;
mod request_data;
mod status;
mod viewers;

pub use list::{MailRequestQuery, MailRequestSort};
pub use offer::{
    AssignmentSettings, AssignmentSettingsUpdate, CounsellingFieldRef, MailAvailability,
    MailAvailabilityUpdate, MailOffer, OfferedCounselor,
};
pub use request_data::{
    Difference, ProfileTaking, RequestData, StatedAnswer, Taking, compare, taken,
};
pub use status::{MailRequestStatus, MailRequestStep, ShownStatus, TransitionError};
pub use viewers::Viewers;

use crate::{
    attachments::{Attachment, AttachmentIds},
    clients::ClientRef,
    counselors::CounselorRef,
    hand_overs::HandOver,
    ids::{ClientId, CounsellingFieldId, CounselorId, MailRequestId, MessageId},
    master_data_fields::MasterData,
    text::{DraftText, MessageText, Subject},
    version::Version,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Which of the two sides wrote something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The person seeking help.
    #[cfg_attr(feature = "db", sea_orm(string_value = "client"))]
    Client,
    /// The facility.
    #[cfg_attr(feature = "db", sea_orm(string_value = "counselor"))]
    Counselor,
}

/// A new mail request, written by a client or, for a client, by staff.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "subject": "Meine Tochter spricht kaum noch mit mir",
    "text": "Hallo,\n\nmeine Tochter ist 14 und macht nach der Schule nur noch die Tür zu."
})))]
#[serde(deny_unknown_fields)]
pub struct MailRequestCreate {
    /// What it is about; never changeable afterwards.
    pub subject: Subject,
    /// The first message.
    pub text: MessageText,
    /// The files that go with it, which the client has uploaded before.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::ids::AttachmentId>, max_items = 10))]
    #[serde(default, skip_serializing_if = "AttachmentIds::is_empty")]
    pub attachments: AttachmentIds,
    /// Whose request it is: for staff, who write for a client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// What it is about; absent is not known yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselling_field_id: Option<CounsellingFieldId>,
    /// Who is to answer; absent is whoever has time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
    /// What the client states about themselves: answers to the facility's master-data fields.
    #[serde(default, skip_serializing_if = "MasterData::is_empty")]
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub request_data: MasterData,
}

impl MailRequestCreate {
    /// Words, and nothing else.
    pub fn new(subject: Subject, text: MessageText) -> Self {
        Self {
            subject,
            text,
            attachments: AttachmentIds::default(),
            client_id: None,
            counselling_field_id: None,
            counselor_id: None,
            request_data: MasterData::new(),
        }
    }
}

/// One message of either side.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "text": "Guten Tag,\n\ndanke, dass Sie geschrieben haben."
})))]
#[serde(deny_unknown_fields)]
pub struct MessageCreate {
    /// What is said.
    pub text: MessageText,
    /// The files that go with it, which whoever sends it has uploaded before.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::ids::AttachmentId>, max_items = 10))]
    #[serde(default, skip_serializing_if = "AttachmentIds::is_empty")]
    pub attachments: AttachmentIds,
}

/// A row of the list of mail requests: who, what about, in which state; never what was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailRequestSummary {
    /// Which.
    pub id: MailRequestId,
    /// The number people name it by, such as `2026-0481`.
    #[cfg_attr(feature = "openapi", schema(example = "2026-0481"))]
    pub number: String,
    /// Who wrote it.
    pub client: ClientRef,
    /// What it is about.
    pub subject: String,
    /// On which counselling field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselling_field: Option<CounsellingFieldRef>,
    /// Where it stands.
    pub status: MailRequestStatus,
    /// Who works on it, or last did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor: Option<CounselorRef>,
    /// When the newest message was sent.
    pub last_message_at: DateTime<Utc>,
    /// Whose the last word is.
    pub last_message_from: Side,
    /// Messages in the thread.
    pub message_count: i32,
    /// Whether the other side's newest message is still unread by the caller's side.
    pub unread: bool,
    /// Whether an answer is begun; always `false` for clients.
    pub has_draft: bool,
    /// By when the client is promised an answer, while they wait for one; never told to clients.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_due_at: Option<DateTime<Utc>>,
    /// Counts its messages and steps; to be named by the next step.
    pub version: Version,
}

impl MailRequestSummary {
    /// Whether the answer is late.
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.answer_due_at.is_some_and(|due| due < now)
    }

    /// What lists show: the stored status and whose the last word is, in one word.
    pub fn shown_status(&self) -> ShownStatus {
        ShownStatus::of(
            self.status,
            self.counselor.is_some(),
            self.last_message_from,
        )
    }
}

/// A mail request with its thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailRequest {
    /// What its row in the list says.
    #[serde(flatten)]
    pub summary: MailRequestSummary,
    /// The thread, oldest first.
    pub messages: Vec<Message>,
    /// What the client was asked last about handing it over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_over: Option<HandOver>,
}

/// One message of a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// Which.
    pub id: MessageId,
    /// Which side wrote it.
    pub from: Side,
    /// The pseudonym or display name of who wrote it.
    pub author: String,
    /// What was written.
    pub text: String,
    /// The files that go with it, in the order in which they were uploaded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// Whether the other side has read it.
    pub read: bool,
}

/// An answer that is begun, not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Draft {
    /// What is written so far.
    pub text: String,
    /// Who saved it last.
    pub saved_by: CounselorRef,
    /// When.
    pub saved_at: DateTime<Utc>,
    /// To be named by the next save.
    pub version: Version,
}

/// What a draft is saved as.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "text": "Guten Tag," })))]
#[serde(deny_unknown_fields)]
pub struct DraftSave {
    /// What is written so far.
    pub text: DraftText,
}

/// How many mail requests the caller sees, by what lists show; each is counted up to
/// [`Self::MOST`], which stands for as many or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "new": 3, "released": 2, "in_progress": 9, "answered": 27, "completed": 173, "archived": 0
})))]
pub struct MailRequestCounts {
    /// Nobody has worked on these yet.
    pub new: i64,
    /// Given back for colleagues to take.
    pub released: i64,
    /// Somebody works on these, and the client waits.
    pub in_progress: i64,
    /// The last word is ours.
    pub answered: i64,
    /// Done.
    pub completed: i64,
    /// Put away.
    pub archived: i64,
}

impl MailRequestCounts {
    /// Nothing is counted beyond, so that counting takes no longer among a million.
    pub const MOST: i64 = 1_000;

    /// All of them together, counted in the same way.
    pub fn all(&self) -> i64 {
        let sum: i64 = ShownStatus::ALL.iter().map(|&status| self.of(status)).sum();
        sum.min(Self::MOST)
    }

    /// Those that lists show with this status.
    pub fn of(&self, status: ShownStatus) -> i64 {
        match status {
            ShownStatus::New => self.new,
            ShownStatus::Released => self.released,
            ShownStatus::InProgress => self.in_progress,
            ShownStatus::Answered => self.answered,
            ShownStatus::Completed => self.completed,
            ShownStatus::Archived => self.archived,
        }
    }

    /// Puts down how many there are that lists show with this status.
    pub fn set(&mut self, status: ShownStatus, count: i64) {
        *match status {
            ShownStatus::New => &mut self.new,
            ShownStatus::Released => &mut self.released,
            ShownStatus::InProgress => &mut self.in_progress,
            ShownStatus::Answered => &mut self.answered,
            ShownStatus::Completed => &mut self.completed,
            ShownStatus::Archived => &mut self.archived,
        } = count.min(Self::MOST);
    }
}

/// Who gets a mail request.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "counselor_id": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10"
})))]
#[serde(deny_unknown_fields)]
pub struct MailRequestAssign {
    /// The counselor.
    pub counselor_id: CounselorId,
    /// Whether the client is not asked first although the facility wants that: for admins, in an
    /// emergency, and the audit log says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_consent: bool,
}

impl MailRequestAssign {
    /// To this counselor; where clients are asked first, not before that.
    pub fn to(counselor_id: CounselorId) -> Self {
        Self {
            counselor_id,
            without_consent: false,
        }
    }
}

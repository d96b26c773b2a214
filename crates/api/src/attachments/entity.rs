//! The table of attachments; their bytes are blobs.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{crypto::Sealed, scope::Tenant};
use domain::{
    documents::DocumentKind,
    ids::{
        AttachmentId, BlobId, ChatId, ChatMessageId, ClientId, CounselorId, FacilityId,
        MailRequestId, MessageId,
    },
    mail_requests::Side,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AttachmentId,
    pub facility_id: FacilityId,
    /// Whose key seals it; the facility's if nobody's.
    pub client_id: Option<ClientId>,
    /// In which conversation it is sent, or is about to be.
    pub chat_id: Option<ChatId>,
    /// With which of its messages it was sent.
    pub chat_message_id: Option<ChatMessageId>,
    /// Absent while a client writes a new request, and in the chat.
    pub mail_request_id: Option<MailRequestId>,
    /// With which message it was sent.
    pub message_id: Option<MessageId>,
    pub sent: bool,
    /// Which side uploaded it.
    pub side: Side,
    /// Who, if it was our side.
    pub counselor_id: Option<CounselorId>,
    pub blob_id: BlobId,
    pub sealed_name: Sealed,
    pub kind: DocumentKind,
    pub bytes: i64,
    pub quarantined: bool,
    pub uploaded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

//! The table of attachments; their bytes are blobs.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{crypto::Sealed, scope::Tenant};
use domain::{
    documents::DocumentKind,
    ids::{AttachmentId, BlobId, ClientId, CounselorId, FacilityId, MailRequestId, MessageId},
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
    /// Whose key seals it.
    pub client_id: ClientId,
    /// Absent while a client writes a new request.
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

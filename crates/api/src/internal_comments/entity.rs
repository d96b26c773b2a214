//! The table of internal comments.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{crypto::Sealed, scope::Tenant};
use domain::ids::{CounselorId, FacilityId, InternalCommentId, MailRequestId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "internal_comments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InternalCommentId,
    pub facility_id: FacilityId,
    pub mail_request_id: MailRequestId,
    /// Who wrote it.
    pub counselor_id: CounselorId,
    /// Who is asked.
    pub addressee_id: Option<CounselorId>,
    pub sealed_text: Sealed,
    pub written_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

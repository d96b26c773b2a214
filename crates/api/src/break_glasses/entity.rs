//! The table of break-glasses.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{crypto::Sealed, mail_requests::entity::mail_request, scope::Tenant};
use domain::{
    break_glasses::BreakGlassStatus,
    ids::{BreakGlassId, CounselorId, FacilityId, MailRequestId},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "break_glasses")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BreakGlassId,
    pub facility_id: FacilityId,
    pub mail_request_id: MailRequestId,
    pub requested_by: CounselorId,
    pub sealed_reason: Sealed,
    pub requested_at: DateTimeUtc,
    pub status: BreakGlassStatus,
    pub decided_by: Option<CounselorId>,
    /// Until when it can be decided, and once it is, until when one can read.
    pub expires_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "mail_request_id", to = "id")]
    pub mail_request: HasOne<mail_request::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

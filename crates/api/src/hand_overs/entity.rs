//! The table of questions about handing over.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{crypto::Sealed, mail_requests::entity::mail_request, scope::Tenant};
use domain::{
    hand_overs::HandOverStatus,
    ids::{ClientId, CounselorId, FacilityId, HandOverId, MailRequestId},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hand_overs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HandOverId,
    pub facility_id: FacilityId,
    pub client_id: ClientId,
    /// What is to be handed over; nothing where it is about the primary counselor.
    pub mail_request_id: Option<MailRequestId>,
    pub asked_by: CounselorId,
    pub from_counselor_id: CounselorId,
    pub to_counselor_id: CounselorId,
    pub sealed_words: Option<Sealed>,
    pub status: HandOverStatus,
    pub asked_at: DateTimeUtc,
    /// Until when it can be answered.
    pub expires_at: DateTimeUtc,
    pub decided_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "mail_request_id", to = "id")]
    pub mail_request: HasOne<mail_request::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

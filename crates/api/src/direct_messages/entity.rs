//! The table of direct messages.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{
    clients::entity as client, counselors::entity as counselor, crypto::Sealed,
    outgoing_mails::entity as outgoing_mail, scope::Tenant,
};
use domain::{
    direct_messages::{DirectMessageContent, DirectMessageWay},
    ids::{ClientId, CounselorId, DirectMessageId, FacilityId, OutgoingMailId},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "direct_messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DirectMessageId,
    pub facility_id: FacilityId,
    pub client_id: ClientId,
    pub sent_by: Option<CounselorId>,
    /// What goes out; nothing when it only waits in the portal, or was sent long ago.
    pub outgoing_mail_id: Option<OutgoingMailId>,
    pub sealed_subject: Sealed,
    pub sealed_text: Sealed,
    pub way: DirectMessageWay,
    pub content: DirectMessageContent,
    pub created_at: DateTimeUtc,
    pub read_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "client_id", to = "id")]
    pub client: HasOne<client::Entity>,
    #[sea_orm(belongs_to, from = "sent_by", to = "id")]
    pub counselor: HasOne<counselor::Entity>,
    #[sea_orm(belongs_to, from = "outgoing_mail_id", to = "id")]
    pub outgoing_mail: HasOne<outgoing_mail::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

//! The table of mails. It holds no address: that is looked up when the mail is sent.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{clients::entity as client, counselors::entity as counselor, scope::Tenant};
use domain::{
    ids::{ClientId, CounselorId, FacilityId, OutgoingMailId},
    language::Language,
    outgoing_mails::{DeliveryWay, MailAddress, MailTemplate, OutgoingMailStatus},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outgoing_mails")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutgoingMailId,
    pub facility_id: FacilityId,
    pub template: MailTemplate,
    pub language: Language,
    pub way: DeliveryWay,
    pub address: MailAddress,
    /// Whom, exactly one of the two; who had it sent, where the address is no account's.
    pub client_id: Option<ClientId>,
    pub counselor_id: Option<CounselorId>,
    /// What the template is filled with; nothing that anyone wrote.
    pub data: Json,
    pub status: OutgoingMailStatus,
    pub attempts: i32,
    /// What went wrong last, in technical terms.
    pub last_error: Option<String>,
    /// The same each time it is sent, so that a mail that arrives twice can be told.
    pub message_id: String,
    pub created_at: DateTimeUtc,
    pub sent_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "client_id", to = "id")]
    pub client: HasOne<client::Entity>,
    #[sea_orm(belongs_to, from = "counselor_id", to = "id")]
    pub counselor: HasOne<counselor::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

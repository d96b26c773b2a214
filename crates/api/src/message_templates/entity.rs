//! The table of words that are not the first ones. They are the facility's and say nothing of
//! anybody, so they are not sealed.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::scope::Tenant;
use domain::{
    ids::FacilityId,
    language::Language,
    message_templates::MessageTemplate,
    outgoing_mails::{DeliveryWay, MailTemplate, MessageWords},
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message_templates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub facility_id: FacilityId,
    pub template: MailTemplate,
    pub way: DeliveryWay,
    pub language: Language,
    /// Empty for an SMS.
    pub subject: String,
    pub text: String,
    pub version: Version,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

impl Model {
    /// As admins see it.
    pub fn message_template(self) -> MessageTemplate {
        let first = MessageTemplate::first(self.template, self.way, self.language);
        MessageTemplate {
            subject: first.subject.map(|_| self.subject),
            text: self.text,
            changed: true,
            version: self.version,
            ..first
        }
    }

    /// What it says.
    pub fn words(self) -> MessageWords {
        MessageWords {
            subject: self.subject,
            text: self.text,
        }
    }
}

//! The tables of monitorings, of their answers and of the facility's own fields.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{
    ApiError, ApiResult, counselling_fields::entity::labels, crypto::Sealed,
    ordered_fields::OrderedField, scope::Tenant,
};
use domain::{
    channels::Channel,
    ids::{BookingId, ChatId, ClientId, CounselorId, FacilityId, MailRequestId, MonitoringId},
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "monitorings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MonitoringId,
    pub facility_id: FacilityId,
    /// Who counselled, deleted accounts included.
    pub counselor_id: CounselorId,
    pub client_id: Option<ClientId>,
    pub mail_request_id: Option<MailRequestId>,
    pub booking_id: Option<BookingId>,
    pub chat_id: Option<ChatId>,
    /// The day, as the facility's calendar has it.
    pub date: Date,
    pub minutes: i32,
    pub channel: Option<Channel>,
    /// What people wrote, as one sealed JSON; gone with the client.
    pub sealed_texts: Option<Sealed>,
    pub created_at: DateTimeUtc,
    pub changed_at: Option<DateTimeUtc>,
    pub version: Version,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

/// What of a monitoring is counted, besides its own columns.
pub mod answer {
    use domain::{
        ids::{FacilityId, MonitoringId},
        monitorings::Topic,
    };
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "monitoring_answers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub monitoring_id: MonitoringId,
        /// Of whichever kind of field the topic says.
        #[sea_orm(primary_key, auto_increment = false)]
        pub field_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub answer: String,
        pub topic: Topic,
        pub facility_id: FacilityId,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for answer::Entity {
    const FACILITY: answer::Column = answer::Column::FacilityId;
}

/// The facility's own fields.
pub mod field {
    use domain::{
        ids::{FacilityId, MonitoringFieldId},
        monitorings::MonitoringFieldKind,
        version::Version,
    };
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "monitoring_fields")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MonitoringFieldId,
        pub facility_id: FacilityId,
        pub label_de: String,
        pub label_en: String,
        pub kind: MonitoringFieldKind,
        /// What there is to choose from, as JSON.
        pub options: String,
        pub official: Option<String>,
        /// As which field of which ready-made set it began.
        pub origin: Option<String>,
        pub mandatory: bool,
        pub active: bool,
        pub position: i32,
        pub version: Version,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for field::Entity {
    const FACILITY: field::Column = field::Column::FacilityId;
}

impl OrderedField for field::Entity {
    type Id = domain::ids::MonitoringFieldId;
    const ID: field::Column = field::Column::Id;
    const POSITION: field::Column = field::Column::Position;
    const VERSION: field::Column = field::Column::Version;

    fn place(model: &field::Model) -> (i32, Self::Id) {
        (model.position, model.id)
    }
}

impl field::Model {
    /// As staff see it.
    pub fn field(self) -> ApiResult<domain::monitorings::MonitoringField> {
        let official = self.official.map(TryInto::try_into).transpose();
        Ok(domain::monitorings::MonitoringField {
            id: self.id,
            labels: labels(self.label_de, self.label_en)?,
            kind: self.kind,
            options: serde_json::from_str(&self.options).map_err(ApiError::internal)?,
            official: official.map_err(ApiError::internal)?,
            origin: self.origin,
            mandatory: self.mandatory,
            active: self.active,
            position: self.position,
            version: self.version,
        })
    }
}

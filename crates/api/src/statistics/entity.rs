//! What is still counted of what was erased: that it was, in which month, and with whom of us.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::scope::Tenant;
use domain::ids::{CounselorId, FacilityId};
use sea_orm::entity::prelude::*;

/// As what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum KeptKind {
    /// A mail request.
    #[sea_orm(string_value = "received")]
    Received,
    /// One with an answer.
    #[sea_orm(string_value = "answered")]
    Answered,
    /// One that was done.
    #[sea_orm(string_value = "completed")]
    Completed,
    /// An appointment.
    #[sea_orm(string_value = "booked")]
    Booked,
    /// One that took place.
    #[sea_orm(string_value = "held")]
    Held,
    /// One that was called off or declined.
    #[sea_orm(string_value = "cancelled")]
    Cancelled,
    /// One to which the client did not come.
    #[sea_orm(string_value = "no_show")]
    NoShow,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_figures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub facility_id: FacilityId,
    pub counselor_id: Option<CounselorId>,
    /// As it is written.
    pub month: String,
    pub kind: KeptKind,
    /// How long an answer took.
    pub minutes: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

/// Monitorings of a counselor in a month, added up by what they answer.
pub mod monitoring_figure {
    use domain::{ids::CounselorId, ids::FacilityId, statistics::Counted};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "monitoring_figures")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub facility_id: FacilityId,
        /// As it is written.
        #[sea_orm(primary_key, auto_increment = false)]
        pub month: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub counselor_id: CounselorId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub topic: Counted,
        /// Of whichever kind of field the topic says; nil where it is none.
        #[sea_orm(primary_key, auto_increment = false)]
        pub field_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub answer: String,
        pub monitorings: i64,
        pub minutes: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for monitoring_figure::Entity {
    const FACILITY: monitoring_figure::Column = monitoring_figure::Column::FacilityId;
}

/// What one writer has written in a chat in a month.
pub mod chat_figure {
    use domain::ids::FacilityId;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "chat_figures")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub facility_id: FacilityId,
        /// As it is written.
        #[sea_orm(primary_key, auto_increment = false)]
        pub month: String,
        /// Which conversation, or visit at the open door; once that is gone, a number that says no
        /// more than that it was one.
        #[sea_orm(primary_key, auto_increment = false)]
        pub chat_id: Uuid,
        /// The counselor who wrote; nil for those who seek help.
        #[sea_orm(primary_key, auto_increment = false)]
        pub writer_id: Uuid,
        pub messages: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for chat_figure::Entity {
    const FACILITY: chat_figure::Column = chat_figure::Column::FacilityId;
}

/// That a client has monitorings in a month: with one counselor, or with any of the facility.
pub mod client_month {
    use domain::ids::{ClientId, CounselorId, FacilityId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "client_months")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub facility_id: FacilityId,
        /// With whom; with anybody if absent.
        pub counselor_id: Option<CounselorId>,
        /// Whose; absent once they are erased.
        pub client_id: Option<ClientId>,
        /// As it is written.
        pub month: String,
        /// The one before in which they have any.
        pub previous: Option<String>,
        pub monitorings: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for client_month::Entity {
    const FACILITY: client_month::Column = client_month::Column::FacilityId;
}

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

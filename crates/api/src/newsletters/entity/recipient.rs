//! The table of those who get one.

use crate::scope::Tenant;
use domain::ids::{CounselorId, FacilityId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "newsletter_recipients")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub newsletter_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub counselor_id: CounselorId,
    pub facility_id: FacilityId,
    pub state: RecipientState,
    /// What went wrong last, in technical terms.
    pub last_error: Option<String>,
    pub sent_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

/// Where one of them stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum RecipientState {
    /// Not sent yet.
    #[sea_orm(string_value = "waiting")]
    Waiting,
    /// A run is handing it to the mail server. Of one that was killed nobody knows whether the mail
    /// server has taken it, so no other run does so again by itself.
    #[sea_orm(string_value = "sending")]
    Sending,
    /// The mail server has taken it.
    #[sea_orm(string_value = "sent")]
    Sent,
    /// The mail server never will.
    #[sea_orm(string_value = "failed")]
    Failed,
    /// They wanted it no more when it was their turn.
    #[sea_orm(string_value = "left_out")]
    LeftOut,
}

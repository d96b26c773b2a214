//! The tables of what staff have chosen, and of what those were told who are not there. Nothing in
//! them is anybody's secret, so they are not sealed.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{ApiError, ApiResult, scope::Tenant};
use domain::{
    ids::{CounselorId, FacilityId},
    notifications::NotificationChoices,
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notification_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub counselor_id: CounselorId,
    pub facility_id: FacilityId,
    /// JSON of what was chosen; what is not in it is as it is at first.
    pub choices: String,
    pub version: Version,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

impl Model {
    /// What they have chosen.
    pub fn choices(&self) -> ApiResult<NotificationChoices> {
        serde_json::from_str(&self.choices).map_err(ApiError::internal)
    }
}

/// Who was sent a mail while they were not there, and has not been since.
pub mod told {
    use crate::scope::Tenant;
    use domain::{
        ids::{CounselorId, FacilityId},
        notifications::NotificationKind,
    };
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "told_absent")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub counselor_id: CounselorId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: NotificationKind,
        pub facility_id: FacilityId,
        pub told_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl Tenant for Entity {
        const FACILITY: Column = Column::FacilityId;
    }
}

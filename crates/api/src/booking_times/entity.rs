//! The tables of booking times: a counselor's plan, and its rows.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::scope::Tenant;
use domain::ids::{CounselorId, FacilityId, ServiceId};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "booking_times")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub counselor_id: CounselorId,
    /// Monday is 0.
    #[sea_orm(primary_key, auto_increment = false)]
    pub weekday: i16,
    /// Minutes after midnight.
    #[sea_orm(primary_key, auto_increment = false)]
    pub opens: i16,
    pub closes: i16,
    #[sea_orm(primary_key, auto_increment = false)]
    pub service_id: ServiceId,
    pub facility_id: FacilityId,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

pub mod plan {
    use crate::scope::Tenant;
    use domain::{
        ids::{CounselorId, FacilityId},
        version::Version,
    };
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "booking_plans")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub counselor_id: CounselorId,
        pub facility_id: FacilityId,
        pub weeks_ahead: i16,
        /// A bit each, Monday's the lowest.
        pub bookable_weekdays: i16,
        pub version: Version,
    }

    impl Model {
        /// Whether anything can be booked on this day of the week, Monday being 0.
        pub fn is_bookable(&self, weekday: usize) -> bool {
            self.bookable_weekdays & (1 << weekday) != 0
        }
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl Tenant for Entity {
        const FACILITY: Column = Column::FacilityId;
    }
}

//! The table of facilities.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use domain::{access::Openness, facility::FacilitySummary, ids::FacilityId, text::Slug};
use sea_orm::entity::prelude::*;

use crate::{ApiError, ApiResult};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "facilities")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FacilityId,
    #[sea_orm(unique)]
    pub slug: String,
    pub name: String,
    pub time_zone: String,
    pub openness: Openness,
    /// How many active staff accounts there may be; as many as one likes where it is absent.
    pub licence_volume: Option<i32>,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What anyone may know of it.
    pub fn summary(self) -> ApiResult<FacilitySummary> {
        Ok(FacilitySummary {
            slug: Slug::try_from(self.slug).map_err(ApiError::internal)?,
            name: self.name,
            time_zone: self.time_zone,
        })
    }
}

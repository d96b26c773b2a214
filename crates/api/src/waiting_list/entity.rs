//! The table of who waits.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{ApiError, ApiResult, scope::Tenant};
use domain::{
    access::{self, Actor},
    ids::{BookingId, ClientId, CounselorId, FacilityId, ServiceId, WaitingListEntryId},
    waiting_list::{OfferedPlace, Wish},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "waiting_list_entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WaitingListEntryId,
    pub facility_id: FacilityId,
    pub client_id: ClientId,
    pub service_id: ServiceId,
    pub counselor_id: Option<CounselorId>,
    pub until: Option<Date>,
    pub created_at: DateTimeUtc,
    /// Who came first is first: since when they wait, or have let an offer pass.
    pub queued_at: DateTimeUtc,
    /// What holds the place that is offered to them.
    pub booking_id: Option<BookingId>,
    /// All that was offered to them, this one included.
    pub offered: Json,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

impl Model {
    /// How it stands to somebody.
    pub fn relation_to(&self, actor: Actor) -> access::Relation {
        use access::Relation;
        match actor.client_id() {
            Some(id) if self.client_id == id => Relation::Own,
            Some(_) => Relation::Others,
            None => Relation::to_counselors(actor, self.counselor_id),
        }
    }

    /// What was offered to them so far.
    pub fn offered(&self) -> ApiResult<Vec<OfferedPlace>> {
        serde_json::from_value(self.offered.clone()).map_err(ApiError::internal)
    }

    /// What they wait for.
    pub fn wish(&self, primary: Option<CounselorId>) -> ApiResult<Wish> {
        Ok(Wish {
            service_id: self.service_id,
            counselor_id: self.counselor_id,
            until: self.until,
            offered: self.offered()?,
            primary,
        })
    }
}

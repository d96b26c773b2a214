//! The table of bookings. What was said about an appointment is sealed under its client's key, what
//! a blocker is called under the facility's.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{crypto::Sealed, scope::Tenant};
use domain::{
    access::{self, Actor},
    bookings::{BookingKind, BookingState},
    channels::AppointmentChannel,
    ids::{BookingId, ClientId, CounselorId, FacilityId, SeriesId, ServiceId},
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bookings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BookingId,
    pub facility_id: FacilityId,
    pub kind: BookingKind,
    pub state: BookingState,
    pub counselor_id: CounselorId,
    pub client_id: Option<ClientId>,
    pub service_id: Option<ServiceId>,
    pub channel: Option<AppointmentChannel>,
    pub starts_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    /// With the follow-up.
    pub blocks_until: DateTimeUtc,
    /// Until when it is held, while it is reserved.
    pub reserved_until: Option<DateTimeUtc>,
    pub sealed_title: Option<Sealed>,
    pub sealed_note: Option<Sealed>,
    pub sealed_reason: Option<Sealed>,
    pub version: Version,
    pub created_at: DateTimeUtc,
    /// Staff's own.
    pub sealed_internal_note: Option<Sealed>,
    pub series_id: Option<SeriesId>,
    /// From one of the series to the next.
    pub series_weeks: Option<i16>,
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
            Some(id) if self.client_id == Some(id) => Relation::Own,
            Some(_) => Relation::Others,
            None => Relation::to_counselors(actor, Some(self.counselor_id)),
        }
    }
}

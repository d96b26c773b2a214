//! The tables of group appointments, of who takes part and of who waits for a place. Remarks are
//! sealed under the facility's key, as titles are: clients read both.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{crypto::Sealed, scope::Tenant};
use domain::ids::{BookingId, FacilityId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "group_bookings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub booking_id: BookingId,
    pub facility_id: FacilityId,
    pub sealed_remarks: Sealed,
    /// As many as fit where it is absent.
    pub max_participants: Option<i16>,
    pub bookable: bool,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

/// Who takes part.
pub mod participant {
    use crate::clients::entity as client;
    use domain::ids::{BookingId, ClientId, FacilityId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "booking_participants")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub booking_id: BookingId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub client_id: ClientId,
        pub facility_id: FacilityId,
        pub added_at: DateTimeUtc,
        #[sea_orm(belongs_to, from = "client_id", to = "id")]
        pub client: HasOne<client::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for participant::Entity {
    const FACILITY: participant::Column = participant::Column::FacilityId;
}

/// Who waits for a place.
pub mod waiter {
    use crate::clients::entity as client;
    use domain::ids::{BookingId, ClientId, FacilityId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "group_booking_waiters")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub booking_id: BookingId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub client_id: ClientId,
        pub facility_id: FacilityId,
        /// Who came first is first.
        pub queued_at: DateTimeUtc,
        /// Until when a place is held for them.
        pub held_until: Option<DateTimeUtc>,
        #[sea_orm(belongs_to, from = "client_id", to = "id")]
        pub client: HasOne<client::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for waiter::Entity {
    const FACILITY: waiter::Column = waiter::Column::FacilityId;
}

//! The tables of keys, which hold nothing but wrapped ones.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::scope::Tenant;

pub mod facility_key {
    use domain::ids::FacilityId;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "facility_keys")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub facility_id: FacilityId,
        /// The name of the master key that wrapped it.
        pub master_key: String,
        pub wrapped_key: Vec<u8>,
        pub wrapped_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod client_key {
    use domain::ids::{ClientId, FacilityId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "client_keys")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub client_id: ClientId,
        pub facility_id: FacilityId,
        /// Wrapped by the facility's key.
        pub wrapped_key: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for facility_key::Entity {
    const FACILITY: facility_key::Column = facility_key::Column::FacilityId;
}

impl Tenant for client_key::Entity {
    const FACILITY: client_key::Column = client_key::Column::FacilityId;
}

//! The tables of groups.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{counselors::entity as counselor, crypto::Sealed, scope::Tenant};
use domain::{
    ids::{CounselorId, FacilityId, GroupId},
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "groups")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GroupId,
    pub facility_id: FacilityId,
    pub name: String,
    /// The form in which names are searched and sorted.
    pub name_key: String,
    pub sealed_description: Sealed,
    pub created_by: Option<CounselorId>,
    pub created_at: DateTimeUtc,
    pub version: Version,
    #[sea_orm(belongs_to, from = "created_by", to = "id")]
    pub counselor: HasOne<counselor::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

/// Who is in a group.
pub mod member {
    use crate::clients::entity as client;
    use domain::ids::{ClientId, FacilityId, GroupId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "group_members")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub group_id: GroupId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub client_id: ClientId,
        pub facility_id: FacilityId,
        pub added_at: DateTimeUtc,
        #[sea_orm(belongs_to, from = "client_id", to = "id")]
        pub client: HasOne<client::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for member::Entity {
    const FACILITY: member::Column = member::Column::FacilityId;
}

//! The tables of templates and of signatures. Sealed under the facility's key: people write names
//! into anything.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{crypto::Sealed, scope::Tenant};
use domain::{
    ids::{CounselorId, FacilityId, TextTemplateId},
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "text_templates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TextTemplateId,
    pub facility_id: FacilityId,
    /// Whose own it is; the facility's is nobody's.
    pub counselor_id: Option<CounselorId>,
    pub sealed_name: Sealed,
    pub sealed_text: Sealed,
    pub version: Version,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

pub mod signature {
    use crate::{crypto::Sealed, scope::Tenant};
    use domain::{
        ids::{CounselorId, FacilityId},
        version::Version,
    };
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "signatures")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub counselor_id: CounselorId,
        pub facility_id: FacilityId,
        pub sealed_text: Sealed,
        pub version: Version,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl Tenant for Entity {
        const FACILITY: Column = Column::FacilityId;
    }
}

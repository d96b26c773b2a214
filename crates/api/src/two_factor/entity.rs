//! The tables of the second step. Secrets are sealed; recovery codes are kept as what they are
//! compared by, and a code that was used is gone.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

pub mod two_factor {
    use crate::{crypto::Sealed, scope::Tenant};
    use domain::ids::{CounselorId, FacilityId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "two_factors")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub counselor_id: CounselorId,
        pub facility_id: FacilityId,
        /// What codes are made of, once it was confirmed.
        pub sealed_secret: Option<Sealed>,
        /// What they are to be made of, until it is.
        pub sealed_new_secret: Option<Sealed>,
        /// The step in time whose code was used last: none is good twice.
        pub last_step: Option<i64>,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl Tenant for Entity {
        const FACILITY: Column = Column::FacilityId;
    }
}

pub mod recovery_code {
    use crate::scope::Tenant;
    use domain::ids::{CounselorId, FacilityId, RecoveryCodeId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_codes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RecoveryCodeId,
        pub facility_id: FacilityId,
        pub counselor_id: CounselorId,
        pub code_hash: String,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl Tenant for Entity {
        const FACILITY: Column = Column::FacilityId;
    }
}

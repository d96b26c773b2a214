//! The tables of the open door. Nothing in them says who came, or from where.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::scope::Tenant;
use domain::{
    ids::{CounselorId, FacilityId, OpenDoorVisitId},
    open_door::{OpenDoorEnd, OpenDoorStatus, VisitState},
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "open_door_visits")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OpenDoorVisitId,
    pub facility_id: FacilityId,
    pub number: i64,
    /// SHA-256 of the visitor's secret.
    #[sea_orm(unique)]
    pub token_hash: String,
    /// The key of this visit, wrapped by the facility's: with the row it is gone, and everything
    /// that it sealed stays shut.
    pub wrapped_key: Vec<u8>,
    pub status: OpenDoorStatus,
    pub counselor_id: Option<CounselorId>,
    pub entered_at: DateTimeUtc,
    /// When the visitor was heard of last.
    pub seen_at: DateTimeUtc,
    pub picked_up_at: Option<DateTimeUtc>,
    pub ended_at: Option<DateTimeUtc>,
    pub ended_by: Option<OpenDoorEnd>,
    /// The position of the newest message; 0 before the first.
    pub last_position: i64,
    /// Counts its steps.
    pub version: Version,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

impl Model {
    /// Where it stands.
    pub fn state(&self) -> VisitState {
        match (self.status, self.ended_by) {
            (OpenDoorStatus::Waiting, _) => VisitState::Waiting,
            (OpenDoorStatus::Talking, _) => VisitState::Talking,
            (OpenDoorStatus::Ended, end) => {
                VisitState::Ended(end.unwrap_or(OpenDoorEnd::Abandoned))
            }
        }
    }
}

/// What was written.
pub mod message {
    use crate::crypto::Sealed;
    use domain::{
        ids::{FacilityId, OpenDoorVisitId},
        open_door::OpenDoorSide,
    };
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "open_door_messages")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub facility_id: FacilityId,
        pub visit_id: OpenDoorVisitId,
        pub position: i64,
        /// What whoever wrote it has sent it as.
        pub key: Uuid,
        pub side: OpenDoorSide,
        pub sealed_text: Sealed,
        pub sent_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for message::Entity {
    const FACILITY: message::Column = message::Column::FacilityId;
}

//! The table of notes.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{counselors::entity as counselor, crypto::Sealed, scope::Tenant};
use domain::{
    ids::{ClientId, CounselorId, FacilityId, NoteId},
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoteId,
    pub facility_id: FacilityId,
    pub client_id: ClientId,
    /// Who wrote it, as long as they are there.
    pub counselor_id: Option<CounselorId>,
    pub sealed_text: Sealed,
    pub written_at: DateTimeUtc,
    pub changed_at: Option<DateTimeUtc>,
    pub version: Version,
    #[sea_orm(belongs_to, from = "counselor_id", to = "id")]
    pub counselor: HasOne<counselor::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

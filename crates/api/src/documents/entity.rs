//! The table of documents; their bytes are blobs.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{counselors::entity as counselor, crypto::Sealed, scope::Tenant};
use domain::{
    documents::DocumentKind,
    ids::{BlobId, ClientId, CounselorId, DocumentId, FacilityId},
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "documents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DocumentId,
    pub facility_id: FacilityId,
    pub client_id: ClientId,
    pub blob_id: BlobId,
    pub sealed_name: Sealed,
    pub kind: DocumentKind,
    pub bytes: i64,
    pub visible_to_client: bool,
    pub quarantined: bool,
    /// Who uploaded it, as long as they are there; programs are nobody.
    pub counselor_id: Option<CounselorId>,
    pub uploaded_at: DateTimeUtc,
    pub version: Version,
    #[sea_orm(belongs_to, from = "counselor_id", to = "id")]
    pub counselor: HasOne<counselor::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

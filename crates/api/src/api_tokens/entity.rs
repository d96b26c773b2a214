//! The table of API tokens.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{
    ApiError, ApiResult, counselors::entity as counselor, facility::entity as facility,
    scope::Tenant,
};
use domain::{
    access::TokenScopes,
    api_tokens::ApiToken,
    ids::{ApiTokenId, CounselorId, FacilityId},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApiTokenId,
    pub facility_id: FacilityId,
    pub name: String,
    /// Their names, with spaces between.
    pub scopes: String,
    /// SHA-256 of the token.
    pub token_hash: String,
    pub created_by: CounselorId,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub last_used_at: Option<DateTimeUtc>,
    pub revoked_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "created_by", to = "id")]
    pub counselor: HasOne<counselor::Entity>,
    #[sea_orm(belongs_to, from = "facility_id", to = "id")]
    pub facility: HasOne<facility::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

impl Model {
    /// As admins see it.
    pub fn api_token(self, created_by: &counselor::Model) -> ApiResult<ApiToken> {
        Ok(ApiToken {
            id: self.id,
            name: self.name,
            scopes: scopes(&self.scopes)?,
            created_by: created_by.reference(),
            created_at: self.created_at,
            expires_at: self.expires_at,
            last_used_at: self.last_used_at,
            revoked_at: self.revoked_at,
        })
    }
}

/// Reads the column.
pub fn scopes(text: &str) -> ApiResult<TokenScopes> {
    text.parse().map_err(ApiError::internal)
}

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        pk_uuid, string, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("api_tokens")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(text("name"))
                    .col(text("scopes"))
                    .col(string("token_hash"))
                    .col(uuid("created_by"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("expires_at"))
                    .col(timestamp_with_time_zone_null("last_used_at"))
                    .col(timestamp_with_time_zone_null("revoked_at"))
                    .foreign_key(&mut reference("api_tokens", "facility_id", "facilities"))
                    .foreign_key(&mut reference("api_tokens", "created_by", "counselors"))
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("api_tokens_token_hash_key")
                    .table("api_tokens")
                    .col("token_hash")
                    .unique()
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("api_tokens_by_facility")
                    .table("api_tokens")
                    .col("facility_id")
                    .col("id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("api_tokens").to_owned())
            .await
    }
}

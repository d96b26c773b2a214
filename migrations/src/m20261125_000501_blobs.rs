use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{integer, pk_uuid, string, timestamp_with_time_zone, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("blobs")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    // Outlives the client by the moment that it takes to remove the bytes.
                    .col(uuid_null("client_id"))
                    .col(string("state"))
                    .col(integer("pieces"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut reference("blobs", "facility_id", "facilities"))
                    .to_owned(),
            )
            .await?;
        // For finding what is to be removed, and what belongs to a client.
        schema
            .create_index(
                Index::create()
                    .name("blobs_by_state")
                    .table("blobs")
                    .col("state")
                    .col("created_at")
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("blobs_by_client_id")
                    .table("blobs")
                    .col("client_id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("blobs").to_owned())
            .await
    }
}

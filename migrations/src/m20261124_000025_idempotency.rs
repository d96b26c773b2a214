use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{binary, pk_uuid, string, string_null, timestamp_with_time_zone, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("idempotency_keys")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(uuid("actor_id"))
                    .col(string("key"))
                    .col(binary("fingerprint"))
                    .col(uuid_null("client_id"))
                    .col(string_null("etag"))
                    .col(binary("sealed_answer"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut reference(
                        "idempotency_keys",
                        "facility_id",
                        "facilities",
                    ))
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("idempotency_keys_key")
                    .table("idempotency_keys")
                    .col("facility_id")
                    .col("actor_id")
                    .col("key")
                    .unique()
                    .to_owned(),
            )
            .await?;
        for column in ["client_id", "created_at"] {
            schema
                .create_index(
                    Index::create()
                        .name(format!("idempotency_keys_by_{column}"))
                        .table("idempotency_keys")
                        .col(column)
                        .to_owned(),
                )
                .await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("idempotency_keys").to_owned())
            .await
    }
}

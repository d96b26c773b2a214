use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        integer, json, pk_uuid, string, string_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid_null,
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
                    .table("jobs")
                    .col(pk_uuid("id"))
                    .col(uuid_null("facility_id"))
                    .col(string("kind"))
                    .col(json("payload"))
                    .col(string_null("unique_key"))
                    .col(string("state"))
                    .col(timestamp_with_time_zone("run_at"))
                    .col(integer("attempts"))
                    .col(timestamp_with_time_zone_null("leased_until"))
                    .col(uuid_null("lease_owner"))
                    .col(string_null("last_error"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut reference("jobs", "facility_id", "facilities"))
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("jobs_unique_key")
                    .table("jobs")
                    .col("unique_key")
                    .unique()
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("jobs_by_state")
                    .table("jobs")
                    .col("state")
                    .col("run_at")
                    .col("id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("jobs").to_owned())
            .await
    }
}

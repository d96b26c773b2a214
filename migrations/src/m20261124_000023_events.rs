use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, timestamp_with_time_zone, uuid},
    sea_orm::DbBackend,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        // Positions are counted like everything else, and there will be many.
        if schema.get_database_backend() == DbBackend::Postgres {
            let wider = "ALTER TABLE counters ALTER COLUMN value TYPE bigint";
            schema.get_connection().execute_unprepared(wider).await?;
        }
        schema
            .create_table(
                Table::create()
                    .table("events")
                    .col(uuid("facility_id"))
                    .col(big_integer("position"))
                    .col(text("event"))
                    .col(text("audience"))
                    .col(timestamp_with_time_zone("at"))
                    .primary_key(Index::create().col("facility_id").col("position"))
                    .foreign_key(&mut reference("events", "facility_id", "facilities"))
                    .to_owned(),
            )
            .await?;
        // For forgetting the old ones.
        schema
            .create_index(
                Index::create()
                    .name("events_by_at")
                    .table("events")
                    .col("at")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("events").to_owned())
            .await
    }
}

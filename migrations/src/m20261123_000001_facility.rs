use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{integer, pk_uuid, string, text, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("facilities")
                    .col(pk_uuid("id"))
                    .col(string("slug").unique_key())
                    .col(text("name"))
                    .col(text("time_zone"))
                    .col(timestamp_with_time_zone("created_at"))
                    .to_owned(),
            )
            .await?;
        // Numbers that people name things by, counted per facility without gaps or doubles.
        schema
            .create_table(
                Table::create()
                    .table("counters")
                    .col(uuid("facility_id"))
                    .col(string("kind"))
                    .col(integer("value"))
                    .primary_key(Index::create().col("facility_id").col("kind"))
                    .foreign_key(&mut reference("counters", "facility_id", "facilities"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["counters", "facilities"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

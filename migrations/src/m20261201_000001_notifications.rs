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
        let table = "notification_settings";
        schema
            .create_table(
                Table::create()
                    .table(table)
                    .col(pk_uuid("counselor_id"))
                    .col(uuid("facility_id"))
                    .col(text("choices"))
                    .col(integer("version"))
                    .foreign_key(&mut reference(table, "facility_id", "facilities"))
                    .foreign_key(&mut reference(table, "counselor_id", "counselors"))
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("notification_settings_by_facility")
                    .table(table)
                    .col("facility_id")
                    .to_owned(),
            )
            .await?;
        let table = "told_absent";
        schema
            .create_table(
                Table::create()
                    .table(table)
                    .col(uuid("counselor_id"))
                    .col(string("kind"))
                    .col(uuid("facility_id"))
                    .col(timestamp_with_time_zone("told_at"))
                    .primary_key(Index::create().col("counselor_id").col("kind"))
                    .foreign_key(&mut reference(table, "facility_id", "facilities"))
                    .foreign_key(&mut reference(table, "counselor_id", "counselors"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["told_absent", "notification_settings"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

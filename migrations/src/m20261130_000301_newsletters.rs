use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        pk_uuid, string, string_null, text, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid,
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
                    .table("newsletters")
                    .col(pk_uuid("id"))
                    .col(string("fingerprint"))
                    .col(text("subject"))
                    .col(timestamp_with_time_zone("created_at"))
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("newsletters_fingerprint_key")
                    .table("newsletters")
                    .col("fingerprint")
                    .unique()
                    .to_owned(),
            )
            .await?;
        let table = "newsletter_recipients";
        schema
            .create_table(
                Table::create()
                    .table(table)
                    .col(uuid("newsletter_id"))
                    .col(uuid("counselor_id"))
                    .col(uuid("facility_id"))
                    .col(string("state"))
                    .col(string_null("last_error"))
                    .col(timestamp_with_time_zone_null("sent_at"))
                    .primary_key(Index::create().col("newsletter_id").col("counselor_id"))
                    .foreign_key(&mut reference(table, "newsletter_id", "newsletters"))
                    .foreign_key(&mut reference(table, "counselor_id", "counselors"))
                    .foreign_key(&mut reference(table, "facility_id", "facilities"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["newsletter_recipients", "newsletters"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

//! The addresses at which counselors' calendars are read by programs of their own.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{pk_uuid, text, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("calendar_feeds")
            .col(pk_uuid("counselor_id"))
            .col(uuid("facility_id"))
            .col(text("secret_hash").unique_key())
            .col(text("shows"))
            .col(timestamp_with_time_zone("created_at"))
            .foreign_key(&mut reference(
                "calendar_feeds",
                "facility_id",
                "facilities",
            ))
            .foreign_key(&mut reference(
                "calendar_feeds",
                "counselor_id",
                "counselors",
            ))
            .to_owned();
        schema.create_table(table).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::drop().table("calendar_feeds").to_owned();
        schema.drop_table(table).await
    }
}

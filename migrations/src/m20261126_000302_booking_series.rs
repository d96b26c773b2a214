//! Entries of the calendar that repeat know which series they belong to.

use sea_orm_migration::{
    prelude::*,
    schema::{small_integer_null, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for column in [uuid_null("series_id"), small_integer_null("series_weeks")] {
            let table = Table::alter()
                .table("bookings")
                .add_column(column)
                .to_owned();
            schema.alter_table(table).await?;
        }
        let index = Index::create()
            .name("bookings_by_series")
            .table("bookings")
            .col("series_id")
            .col("starts_at")
            .to_owned();
        schema.create_index(index).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop()
            .name("bookings_by_series")
            .table("bookings")
            .to_owned();
        schema.drop_index(index).await?;
        for column in ["series_weeks", "series_id"] {
            let table = Table::alter()
                .table("bookings")
                .drop_column(column)
                .to_owned();
            schema.alter_table(table).await?;
        }
        Ok(())
    }
}

//! What the team notes about an appointment, apart from what its client reads.

use sea_orm_migration::{prelude::*, schema::binary_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter()
            .table("bookings")
            .add_column(binary_null("sealed_internal_note"))
            .to_owned();
        schema.alter_table(table).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter()
            .table("bookings")
            .drop_column("sealed_internal_note")
            .to_owned();
        schema.alter_table(table).await
    }
}

//! When a client was told that their account will be deleted.

use sea_orm_migration::{prelude::*, schema::timestamp_with_time_zone_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "clients";
const COLUMN: &str = "deletion_warned_at";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let alter = Table::alter()
            .table(TABLE)
            .add_column(timestamp_with_time_zone_null(COLUMN))
            .to_owned();
        schema.alter_table(alter).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let alter = Table::alter().table(TABLE).drop_column(COLUMN).to_owned();
        schema.alter_table(alter).await
    }
}

//! Clients delete their accounts themselves, and have recovery codes.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "clients";

fn columns() -> [ColumnDef; 3] {
    let mut deleted_by_client = ColumnDef::new("deleted_by_client");
    deleted_by_client.boolean().not_null().default(false);
    let mut hash = ColumnDef::new("recovery_code_hash");
    hash.text();
    let mut made_at = ColumnDef::new("recovery_code_made_at");
    made_at.timestamp_with_time_zone();
    [deleted_by_client, hash, made_at]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for mut column in columns() {
            let alter = Table::alter()
                .table(TABLE)
                .add_column(&mut column)
                .to_owned();
            schema.alter_table(alter).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for column in columns() {
            let name = column.get_column_name().clone();
            let alter = Table::alter().table(TABLE).drop_column(name).to_owned();
            schema.alter_table(alter).await?;
        }
        Ok(())
    }
}

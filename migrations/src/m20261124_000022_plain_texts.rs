//! Drops the columns that held texts and contact data in the open, once they are sealed.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const PLAIN: [(&str, &str); 4] = [
    ("messages", "text"),
    ("drafts", "text"),
    ("clients", "email"),
    ("clients", "phone"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in PLAIN {
            schema
                .alter_table(Table::alter().table(table).drop_column(column).to_owned())
                .await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in PLAIN {
            let mut plain = ColumnDef::new(column);
            plain.text();
            schema
                .alter_table(Table::alter().table(table).add_column(plain).to_owned())
                .await?;
        }
        Ok(())
    }
}

//! For how long things are kept while their client stays, and whose may not be erased at all.

use sea_orm_migration::{prelude::*, schema::binary_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

const PERIODS: [&str; 5] = [
    "erase_mail_requests_after_months",
    "erase_chat_messages_after_months",
    "erase_documents_after_months",
    "erase_appointments_after_months",
    "erase_direct_messages_after_months",
];

const INDEXES: [(&str, &str, &[&str]); 4] = [
    (
        "chat_messages_by_time",
        "chat_messages",
        &["facility_id", "sent_at"],
    ),
    (
        "documents_by_time",
        "documents",
        &["facility_id", "uploaded_at"],
    ),
    (
        "direct_messages_by_time",
        "direct_messages",
        &["facility_id", "created_at"],
    ),
    ("clients_by_hold", "clients", &["facility_id", "held_at"]),
];

fn columns() -> Vec<(&'static str, ColumnDef)> {
    let periods = PERIODS.into_iter().map(|name| {
        let mut column = ColumnDef::new(name);
        column.small_integer();
        ("facilities", column)
    });
    let mut held = ColumnDef::new("held_at");
    held.timestamp_with_time_zone();
    let reason = binary_null("sealed_hold_reason");
    let holds = [held, reason].map(|column| ("clients", column));
    periods.chain(holds).collect()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (table, mut column) in columns() {
            let alter = Table::alter()
                .table(table)
                .add_column(&mut column)
                .to_owned();
            schema.alter_table(alter).await?;
        }
        for (name, table, columns) in INDEXES {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, _) in INDEXES {
            schema
                .drop_index(Index::drop().name(name).table(table).to_owned())
                .await?;
        }
        for (table, column) in columns() {
            let name = column.get_column_name().clone();
            let alter = Table::alter().table(table).drop_column(name).to_owned();
            schema.alter_table(alter).await?;
        }
        Ok(())
    }
}

//! Messages of chats, added up by month, conversation and writer.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, uuid},
    sea_orm::DbBackend,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "chat_figures";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mut primary_key = Index::create();
        for column in ["facility_id", "month", "chat_id", "writer_id"] {
            primary_key.col(column);
        }
        let figures = Table::create()
            .table(TABLE)
            .col(uuid("facility_id"))
            .col(text("month"))
            .col(uuid("chat_id"))
            .col(uuid("writer_id"))
            .col(big_integer("messages"))
            .primary_key(&mut primary_key)
            .foreign_key(&mut reference(TABLE, "facility_id", "facilities"))
            .to_owned();
        schema.create_table(figures).await?;
        let of_chat = Index::create()
            .name("chat_figures_of_chat")
            .table(TABLE)
            .col("chat_id")
            .to_owned();
        schema.create_index(of_chat).await?;
        add_up(schema).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::drop().table(TABLE).to_owned();
        schema.drop_table(table).await
    }
}

/// Counts the messages that there are, by the months of UTC: a database does not know every
/// facility's clock, and what was written in the first hours of a month is little.
async fn add_up(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let (month, nil) = match schema.get_database_backend() {
        DbBackend::Sqlite => ("substr(m.sent_at, 1, 7)", "zeroblob(16)"),
        _ => (
            "to_char(m.sent_at AT TIME ZONE 'UTC', 'YYYY-MM')",
            "'00000000-0000-0000-0000-000000000000'::uuid",
        ),
    };
    let sums = |chat: &str, writer: &str, from: &str| {
        format!(
            "INSERT INTO {TABLE} (facility_id, month, chat_id, writer_id, messages) \
             SELECT facility_id, month, chat_id, writer_id, count(*) FROM (SELECT m.facility_id, \
             {month} AS month, {chat} AS chat_id, {writer} AS writer_id FROM {from}) AS written \
             GROUP BY facility_id, month, chat_id, writer_id"
        )
    };
    for sql in [
        sums(
            "m.chat_id",
            &format!("coalesce(m.counselor_id, {nil})"),
            "chat_messages AS m JOIN chats AS c ON c.id = m.chat_id WHERE c.kind = 'client' \
             OR (c.kind = 'group' AND EXISTS (SELECT 1 FROM chat_members AS p \
             WHERE p.chat_id = c.id AND p.client_id IS NOT NULL))",
        ),
        sums(
            "m.visit_id",
            &format!(
                "CASE m.side WHEN 'counselor' THEN coalesce(v.counselor_id, {nil}) ELSE {nil} END"
            ),
            "open_door_messages AS m JOIN open_door_visits AS v ON v.id = m.visit_id",
        ),
    ] {
        schema.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}

//! What lists of clients are sorted by, beside the parts of their names: those who match a search
//! are sorted where they are found.

use crate::m20261125_000403_client_name_parts as before;
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

const SQLITE: &str = "CREATE TABLE client_name_parts ( \
    facility_id uuid_text NOT NULL REFERENCES facilities (id), \
    part text NOT NULL, \
    client_id uuid_text NOT NULL REFERENCES clients (id), \
    number integer NOT NULL, \
    last_seen_at timestamp_with_timezone_text NOT NULL, \
    name text NOT NULL, \
    PRIMARY KEY (facility_id, part, client_id) ) WITHOUT ROWID";
/// The key carries the rest of the row, as the table of SQLite does.
const POSTGRES: &str = "CREATE TABLE client_name_parts ( \
    facility_id uuid NOT NULL REFERENCES facilities (id), \
    part text COLLATE \"C\" NOT NULL, \
    client_id uuid NOT NULL REFERENCES clients (id), \
    number integer NOT NULL, \
    last_seen_at timestamptz NOT NULL, \
    name text NOT NULL, \
    PRIMARY KEY (facility_id, part, client_id) INCLUDE (number, last_seen_at, name) )";

const FILL: &str = "INSERT INTO client_name_parts \
        (facility_id, part, client_id, number, last_seen_at, name) \
    WITH RECURSIVE places(place) AS ( \
        SELECT 1 UNION ALL SELECT place + 1 FROM places WHERE place < 120) \
    SELECT DISTINCT clients.facility_id, substr(clients.pseudonym_key, places.place), clients.id, \
        clients.number, clients.last_seen_at, clients.pseudonym_key \
    FROM clients JOIN places ON places.place <= length(clients.pseudonym_key)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let create = match schema.get_database_backend() {
            DbBackend::Sqlite => SQLITE,
            _ => POSTGRES,
        };
        drop_table(schema).await?;
        let db = schema.get_connection();
        db.execute_unprepared(create).await?;
        // For a client who is renamed, seen, or erased.
        schema
            .create_index(
                Index::create()
                    .name("client_name_parts_by_client")
                    .table("client_name_parts")
                    .col("client_id")
                    .to_owned(),
            )
            .await?;
        db.execute_unprepared(FILL).await?;
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        drop_table(schema).await?;
        before::Migration.up(schema).await
    }
}

async fn drop_table(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    schema
        .drop_table(Table::drop().table("client_name_parts").to_owned())
        .await
}

//! What lists of clients are sorted by, beside the parts of their names: those who match a search
//! are sorted where they are found.

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

/// The table as it was before.
const SQLITE_BEFORE: &str = "CREATE TABLE client_name_parts ( \
    facility_id uuid_text NOT NULL REFERENCES facilities (id), \
    part text NOT NULL, \
    client_id uuid_text NOT NULL REFERENCES clients (id), \
    PRIMARY KEY (facility_id, part, client_id) ) WITHOUT ROWID";
const POSTGRES_BEFORE: &str = "CREATE TABLE client_name_parts ( \
    facility_id uuid NOT NULL REFERENCES facilities (id), \
    part text COLLATE \"C\" NOT NULL, \
    client_id uuid NOT NULL REFERENCES clients (id), \
    PRIMARY KEY (facility_id, part, client_id) )";

/// For a client who is renamed, seen, or erased.
const INDEX: &str = "CREATE INDEX client_name_parts_by_client ON client_name_parts (client_id)";

/// Each end of each pseudonym, which has 40 characters at most, and a few more in lower case.
fn fill(columns: &str, values: &str) -> String {
    format!(
        "INSERT INTO client_name_parts (facility_id, part, client_id{columns}) \
         WITH RECURSIVE places(place) AS ( \
             SELECT 1 UNION ALL SELECT place + 1 FROM places WHERE place < 120) \
         SELECT DISTINCT clients.facility_id, substr(clients.pseudonym_key, places.place), \
             clients.id{values} \
         FROM clients JOIN places ON places.place <= length(clients.pseudonym_key)"
    )
}

/// The table again, out of the clients. All on one connection: another one of SQLite would still
/// take the index that went with the table for one that is there.
async fn make_anew(schema: &SchemaManager<'_>, create: &str, fill: &str) -> Result<(), DbErr> {
    let statements = ["DROP TABLE client_name_parts", create, INDEX, fill].join("; ");
    let db = schema.get_connection();
    db.execute_unprepared(&statements).await?;
    Ok(())
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let create = match schema.get_database_backend() {
            DbBackend::Sqlite => SQLITE,
            _ => POSTGRES,
        };
        let fill = fill(
            ", number, last_seen_at, name",
            ", clients.number, clients.last_seen_at, clients.pseudonym_key",
        );
        make_anew(schema, create, &fill).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let create = match schema.get_database_backend() {
            DbBackend::Sqlite => SQLITE_BEFORE,
            _ => POSTGRES_BEFORE,
        };
        make_anew(schema, create, &fill("", "")).await
    }
}

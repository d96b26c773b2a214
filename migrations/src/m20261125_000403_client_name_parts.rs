//! What pseudonyms are found by: each of their ends is a row, so that whatever is searched for
//! within a pseudonym is the beginning of one, which any database finds by index.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Compared by code points, so that what begins with a text lies between two texts.
const SQLITE: &str = "CREATE TABLE client_name_parts ( \
    facility_id uuid_text NOT NULL REFERENCES facilities (id), \
    part text NOT NULL, \
    client_id uuid_text NOT NULL REFERENCES clients (id), \
    PRIMARY KEY (facility_id, part, client_id) ) WITHOUT ROWID";
const POSTGRES: &str = "CREATE TABLE client_name_parts ( \
    facility_id uuid NOT NULL REFERENCES facilities (id), \
    part text COLLATE \"C\" NOT NULL, \
    client_id uuid NOT NULL REFERENCES clients (id), \
    PRIMARY KEY (facility_id, part, client_id) )";

/// A pseudonym has 40 characters at most, and a few more in lower case.
const FILL: &str = "INSERT INTO client_name_parts (facility_id, part, client_id) \
    WITH RECURSIVE places(place) AS ( \
        SELECT 1 UNION ALL SELECT place + 1 FROM places WHERE place < 120) \
    SELECT DISTINCT clients.facility_id, substr(clients.pseudonym_key, places.place), clients.id \
    FROM clients JOIN places ON places.place <= length(clients.pseudonym_key)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let create = match schema.get_database_backend() {
            DbBackend::Sqlite => SQLITE,
            _ => POSTGRES,
        };
        let db = schema.get_connection();
        db.execute_unprepared(create).await?;
        // For a client who is renamed or erased.
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
        schema
            .drop_table(Table::drop().table("client_name_parts").to_owned())
            .await
    }
}

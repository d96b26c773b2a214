//! Locked and deleted clients, what staff may know of them, and an index for each way in which
//! their list is filtered and sorted.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The filters and sorts of the list: what comes before the sort key, the key, and its tie-breaker.
const INDEXES: [(&str, &[&str]); 5] = [
    ("clients_by_seen", &["facility_id", "last_seen_at", "id"]),
    (
        "clients_by_counselor_and_number",
        &["facility_id", "primary_counselor_id", "number"],
    ),
    (
        "clients_by_counselor_and_pseudonym",
        &["facility_id", "primary_counselor_id", "pseudonym_key"],
    ),
    (
        "clients_by_counselor_and_seen",
        &["facility_id", "primary_counselor_id", "last_seen_at", "id"],
    ),
    ("clients_by_status", &["facility_id", "status", "number"]),
];

fn columns() -> [ColumnDef; 7] {
    let mut status = ColumnDef::new("status");
    status.string().not_null().default("active");
    let [mut locked, mut deleted] = ["locked_at", "deleted_at"].map(ColumnDef::new);
    for moment in [&mut locked, &mut deleted] {
        moment.timestamp_with_time_zone();
    }
    // Filled below; the default is for the moment in between.
    let mut seen = ColumnDef::new("last_seen_at");
    seen.timestamp_with_time_zone()
        .not_null()
        .default("1970-01-01 00:00:00+00:00");
    let [mut name, mut address, mut data] =
        ["sealed_name", "sealed_address", "sealed_master_data"].map(ColumnDef::new);
    for sealed in [&mut name, &mut address, &mut data] {
        sealed.binary();
    }
    [status, locked, deleted, seen, name, address, data]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for column in columns() {
            schema
                .alter_table(
                    Table::alter()
                        .table("clients")
                        .add_column(column)
                        .to_owned(),
                )
                .await?;
        }
        schema
            .get_connection()
            .execute_unprepared(
                "UPDATE clients SET last_seen_at = COALESCE(last_signed_in_at, created_at)",
            )
            .await?;
        if schema.get_database_backend() == DbBackend::Postgres {
            schema
                .get_connection()
                .execute_unprepared("ALTER TABLE clients ALTER COLUMN last_seen_at DROP DEFAULT")
                .await?;
        }
        schema
            .drop_index(
                Index::drop()
                    .name("clients_by_primary_counselor")
                    .table("clients")
                    .to_owned(),
            )
            .await?;
        for (name, columns) in INDEXES {
            let mut index = Index::create();
            index.name(name).table("clients");
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in INDEXES {
            schema
                .drop_index(Index::drop().name(name).table("clients").to_owned())
                .await?;
        }
        schema
            .create_index(
                Index::create()
                    .name("clients_by_primary_counselor")
                    .table("clients")
                    .col("primary_counselor_id")
                    .to_owned(),
            )
            .await?;
        for column in columns() {
            let name = column.get_column_name().clone();
            schema
                .alter_table(Table::alter().table("clients").drop_column(name).to_owned())
                .await?;
        }
        Ok(())
    }
}

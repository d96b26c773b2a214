//! What stands in the calendar. That nobody is booked twice at the same time is the table's own
//! rule on PostgreSQL; on SQLite one transaction writes at a time.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        binary_null, integer, pk_uuid, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
    sea_orm::DbBackend,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Half-open, so that one may begin when the other ends.
const NEVER_TWICE: [&str; 2] = [
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    "ALTER TABLE bookings ADD CONSTRAINT bookings_never_twice EXCLUDE USING gist ( \
     counselor_id WITH =, tstzrange(starts_at, blocks_until) WITH &&) \
     WHERE (state IN ('reserved', 'requested', 'confirmed', 'held', 'no_show'))",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(bookings()).await?;
        for (name, columns) in [
            (
                "bookings_by_counselor",
                ["counselor_id", "starts_at", "id"].as_slice(),
            ),
            (
                "bookings_by_start",
                ["facility_id", "starts_at", "id"].as_slice(),
            ),
            (
                "bookings_by_client",
                ["client_id", "starts_at", "id"].as_slice(),
            ),
            (
                "bookings_by_reservation",
                ["state", "reserved_until"].as_slice(),
            ),
            ("bookings_by_service", ["service_id"].as_slice()),
        ] {
            let mut index = Index::create().name(name).table("bookings").to_owned();
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        if schema.get_database_backend() == DbBackend::Postgres {
            for sql in NEVER_TWICE {
                schema.get_connection().execute_unprepared(sql).await?;
            }
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::drop().table("bookings").to_owned();
        schema.drop_table(table).await
    }
}

fn bookings() -> TableCreateStatement {
    let mut service = reference("bookings", "service_id", "services");
    Table::create()
        .table("bookings")
        .col(pk_uuid("id"))
        .col(uuid("facility_id"))
        .col(text("kind"))
        .col(text("state"))
        .col(uuid("counselor_id"))
        .col(uuid_null("client_id"))
        .col(uuid_null("service_id"))
        .col(text_null("channel"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(timestamp_with_time_zone("blocks_until"))
        .col(timestamp_with_time_zone_null("reserved_until"))
        .col(binary_null("sealed_title"))
        .col(binary_null("sealed_note"))
        .col(binary_null("sealed_reason"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(&mut reference("bookings", "facility_id", "facilities"))
        .foreign_key(&mut reference("bookings", "counselor_id", "counselors"))
        .foreign_key(&mut reference("bookings", "client_id", "clients"))
        .foreign_key(service.on_delete(ForeignKeyAction::SetNull))
        .to_owned()
}

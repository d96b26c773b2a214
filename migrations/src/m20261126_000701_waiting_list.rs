//! Who waits for an appointment.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{date_null, json, pk_uuid, timestamp_with_time_zone, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "waiting_list_entries";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mut service = reference(TABLE, "service_id", "services");
        schema
            .create_table(
                Table::create()
                    .table(TABLE)
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(uuid("client_id"))
                    .col(uuid("service_id"))
                    .col(uuid_null("counselor_id"))
                    .col(date_null("until"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("queued_at"))
                    .col(uuid_null("booking_id"))
                    .col(json("offered"))
                    .foreign_key(&mut reference(TABLE, "facility_id", "facilities"))
                    .foreign_key(&mut reference(TABLE, "client_id", "clients"))
                    .foreign_key(&mut reference(TABLE, "counselor_id", "counselors"))
                    .foreign_key(service.on_delete(ForeignKeyAction::Cascade))
                    .to_owned(),
            )
            .await?;
        for (name, columns) in [
            (
                "waiting_list_entries_in_order",
                ["facility_id", "queued_at", "id"].as_slice(),
            ),
            (
                "waiting_list_entries_by_client",
                &["client_id", "queued_at", "id"],
            ),
            ("waiting_list_entries_by_counselor", &["counselor_id"]),
            ("waiting_list_entries_by_service", &["service_id"]),
            ("waiting_list_entries_by_booking", &["booking_id"]),
        ] {
            let mut index = Index::create().name(name).table(TABLE).to_owned();
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::drop().table(TABLE).to_owned();
        schema.drop_table(table).await
    }
}

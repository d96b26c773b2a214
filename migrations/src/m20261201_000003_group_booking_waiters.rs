//! Who waits for a place in a group appointment.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "group_booking_waiters";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table(TABLE)
                    .col(uuid("booking_id"))
                    .col(uuid("client_id"))
                    .col(uuid("facility_id"))
                    .col(timestamp_with_time_zone("queued_at"))
                    .col(timestamp_with_time_zone_null("held_until"))
                    .primary_key(Index::create().col("booking_id").col("client_id"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_group_booking_waiters_booking_id")
                            .from(TABLE, "booking_id")
                            .to("group_bookings", "booking_id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .foreign_key(&mut reference(TABLE, "client_id", "clients"))
                    .foreign_key(&mut reference(TABLE, "facility_id", "facilities"))
                    .to_owned(),
            )
            .await?;
        for (name, columns) in [
            (
                "group_booking_waiters_in_order",
                ["booking_id", "queued_at", "client_id"].as_slice(),
            ),
            (
                "group_booking_waiters_by_client",
                &["client_id", "booking_id"],
            ),
            (
                "group_booking_waiters_by_end",
                &["facility_id", "held_until"],
            ),
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

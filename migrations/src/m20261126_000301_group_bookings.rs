//! Group appointments: what an entry of the calendar says besides, if it is one, and who takes part.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{binary, boolean, small_integer_null, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("group_bookings")
                    .col(uuid("booking_id").primary_key())
                    .col(uuid("facility_id"))
                    .col(binary("sealed_remarks"))
                    .col(small_integer_null("max_participants"))
                    .col(boolean("bookable"))
                    .foreign_key(
                        reference("group_bookings", "booking_id", "bookings")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .foreign_key(&mut reference(
                        "group_bookings",
                        "facility_id",
                        "facilities",
                    ))
                    .to_owned(),
            )
            .await?;
        schema
            .create_table(
                Table::create()
                    .table("booking_participants")
                    .col(uuid("booking_id"))
                    .col(uuid("client_id"))
                    .col(uuid("facility_id"))
                    .col(timestamp_with_time_zone("added_at"))
                    .primary_key(Index::create().col("booking_id").col("client_id"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_booking_participants_booking_id")
                            .from("booking_participants", "booking_id")
                            .to("group_bookings", "booking_id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .foreign_key(&mut reference(
                        "booking_participants",
                        "client_id",
                        "clients",
                    ))
                    .foreign_key(&mut reference(
                        "booking_participants",
                        "facility_id",
                        "facilities",
                    ))
                    .to_owned(),
            )
            .await?;
        for (name, table, columns) in [
            (
                "booking_participants_by_client",
                "booking_participants",
                ["client_id", "booking_id"].as_slice(),
            ),
            (
                "bookings_by_kind",
                "bookings",
                &["facility_id", "kind", "starts_at", "id"],
            ),
        ] {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop()
            .name("bookings_by_kind")
            .table("bookings")
            .to_owned();
        schema.drop_index(index).await?;
        for table in ["booking_participants", "group_bookings"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

//! What can be booked, and when in a week.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{boolean, integer, pk_uuid, small_integer, text, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(services()).await?;
        schema.create_table(booking_plans()).await?;
        schema.create_table(booking_times()).await?;
        for (name, table, columns) in [
            (
                "services_by_owner",
                "services",
                ["facility_id", "counselor_id", "id"],
            ),
            // For a service that is deleted.
            (
                "booking_times_by_service",
                "booking_times",
                ["service_id", "counselor_id", "weekday"],
            ),
            // For the slots of many counselors.
            (
                "booking_times_by_facility",
                "booking_times",
                ["facility_id", "counselor_id", "weekday"],
            ),
        ] {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["booking_times", "booking_plans", "services"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

fn services() -> TableCreateStatement {
    Table::create()
        .table("services")
        .col(pk_uuid("id"))
        .col(uuid("facility_id"))
        .col(uuid_null("counselor_id"))
        .col(text("name"))
        .col(small_integer("duration_minutes"))
        .col(small_integer("follow_up_minutes"))
        .col(text("channel"))
        .col(uuid_null("counselling_field_id"))
        .col(text("description"))
        .col(boolean("confirmed_at_once"))
        .col(integer("version"))
        .foreign_key(&mut reference("services", "facility_id", "facilities"))
        .foreign_key(&mut reference("services", "counselor_id", "counselors"))
        .foreign_key(&mut reference(
            "services",
            "counselling_field_id",
            "counselling_fields",
        ))
        .to_owned()
}

fn booking_plans() -> TableCreateStatement {
    Table::create()
        .table("booking_plans")
        .col(pk_uuid("counselor_id"))
        .col(uuid("facility_id"))
        .col(small_integer("weeks_ahead"))
        .col(small_integer("bookable_weekdays"))
        .col(integer("version"))
        .foreign_key(&mut reference("booking_plans", "facility_id", "facilities"))
        .foreign_key(&mut reference(
            "booking_plans",
            "counselor_id",
            "counselors",
        ))
        .to_owned()
}

fn booking_times() -> TableCreateStatement {
    Table::create()
        .table("booking_times")
        .col(uuid("counselor_id"))
        .col(small_integer("weekday"))
        .col(small_integer("opens"))
        .col(small_integer("closes"))
        .col(uuid("service_id"))
        .col(uuid("facility_id"))
        .primary_key(
            Index::create()
                .col("counselor_id")
                .col("weekday")
                .col("opens")
                .col("service_id"),
        )
        .foreign_key(&mut reference("booking_times", "facility_id", "facilities"))
        .foreign_key(&mut reference(
            "booking_times",
            "counselor_id",
            "counselors",
        ))
        .foreign_key(&mut reference("booking_times", "service_id", "services"))
        .to_owned()
}

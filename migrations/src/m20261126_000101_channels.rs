//! By which means a facility and its counselors offer counselling, and by which rules it is booked.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{binary_null, integer, json, json_null, pk_uuid, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Columns of facilities, one a step: SQLite adds no more at once.
fn columns() -> [(&'static str, ColumnDef); 4] {
    [
        ("channels", json_null("channels")),
        (
            "channels_version",
            integer("channels_version").default(1).take(),
        ),
        ("booking_rules", json_null("booking_rules")),
        (
            "booking_rules_version",
            integer("booking_rules_version").default(1).take(),
        ),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (_, mut column) in columns() {
            let alter = Table::alter()
                .table("facilities")
                .add_column(&mut column)
                .to_owned();
            schema.alter_table(alter).await?;
        }
        schema
            .create_table(
                Table::create()
                    .table("counselor_channels")
                    .col(pk_uuid("counselor_id"))
                    .col(uuid("facility_id"))
                    .col(json("offered"))
                    .col(binary_null("sealed_on_site_address"))
                    .col(binary_null("sealed_phone"))
                    .col(integer("version"))
                    .foreign_key(&mut reference(
                        "counselor_channels",
                        "facility_id",
                        "facilities",
                    ))
                    .foreign_key(&mut reference(
                        "counselor_channels",
                        "counselor_id",
                        "counselors",
                    ))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::drop().table("counselor_channels").to_owned();
        schema.drop_table(table).await?;
        for (column, _) in columns() {
            let alter = Table::alter()
                .table("facilities")
                .drop_column(column)
                .to_owned();
            schema.alter_table(alter).await?;
        }
        Ok(())
    }
}

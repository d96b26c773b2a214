//! What a facility offers counselling on and what it wants to know of its clients.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{boolean, integer, pk_uuid, string, text, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (table, with_kind) in [("counselling_fields", false), ("master_data_fields", true)] {
            let mut create = Table::create();
            create
                .table(table)
                .col(pk_uuid("id"))
                .col(uuid("facility_id"))
                .col(string("label_de"))
                .col(string("label_en"))
                .col(boolean("active"))
                .col(integer("position"))
                .col(integer("version"))
                .foreign_key(&mut reference(table, "facility_id", "facilities"));
            if with_kind {
                create
                    .col(string("kind"))
                    .col(text("choices"))
                    .col(boolean("mandatory"));
            }
            schema.create_table(create).await?;
            schema
                .create_index(
                    Index::create()
                        .name(format!("{table}_by_position"))
                        .table(table)
                        .col("facility_id")
                        .col("position")
                        .col("id")
                        .to_owned(),
                )
                .await?;
        }
        let table = "client_counselling_fields";
        schema
            .create_table(
                Table::create()
                    .table(table)
                    .col(uuid("client_id"))
                    .col(uuid("counselling_field_id"))
                    .col(uuid("facility_id"))
                    .primary_key(Index::create().col("client_id").col("counselling_field_id"))
                    .foreign_key(&mut reference(table, "client_id", "clients"))
                    .foreign_key(&mut reference(
                        table,
                        "counselling_field_id",
                        "counselling_fields",
                    ))
                    .foreign_key(&mut reference(table, "facility_id", "facilities"))
                    .to_owned(),
            )
            .await?;
        // Who carries a field.
        schema
            .create_index(
                Index::create()
                    .name("client_counselling_fields_by_field")
                    .table(table)
                    .col("counselling_field_id")
                    .col("client_id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "client_counselling_fields",
            "master_data_fields",
            "counselling_fields",
        ] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{integer, pk_uuid, string, text, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = "message_templates";
        schema
            .create_table(
                Table::create()
                    .table(table)
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(string("template"))
                    .col(string("way"))
                    .col(string("language"))
                    .col(text("subject"))
                    .col(text("text"))
                    .col(integer("version"))
                    .foreign_key(&mut reference(table, "facility_id", "facilities"))
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("message_templates_key")
                    .table(table)
                    .col("facility_id")
                    .col("template")
                    .col("way")
                    .col("language")
                    .unique()
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("message_templates").to_owned())
            .await
    }
}

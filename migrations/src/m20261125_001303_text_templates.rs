use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{binary, integer, pk_uuid, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("text_templates")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(uuid_null("counselor_id"))
                    .col(binary("sealed_name"))
                    .col(binary("sealed_text"))
                    .col(integer("version"))
                    .foreign_key(&mut reference(
                        "text_templates",
                        "facility_id",
                        "facilities",
                    ))
                    .foreign_key(&mut reference(
                        "text_templates",
                        "counselor_id",
                        "counselors",
                    ))
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("text_templates_by_owner")
                    .table("text_templates")
                    .col("facility_id")
                    .col("counselor_id")
                    .col("id")
                    .to_owned(),
            )
            .await?;
        schema
            .create_table(
                Table::create()
                    .table("signatures")
                    .col(pk_uuid("counselor_id"))
                    .col(uuid("facility_id"))
                    .col(binary("sealed_text"))
                    .col(integer("version"))
                    .foreign_key(&mut reference("signatures", "facility_id", "facilities"))
                    .foreign_key(&mut reference("signatures", "counselor_id", "counselors"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["signatures", "text_templates"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

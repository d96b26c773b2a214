use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{blob, pk_uuid, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("counselor_pictures")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(uuid("counselor_id"))
                    .col(blob("jpeg"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut reference(
                        "counselor_pictures",
                        "facility_id",
                        "facilities",
                    ))
                    .foreign_key(&mut reference(
                        "counselor_pictures",
                        "counselor_id",
                        "counselors",
                    ))
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("counselor_pictures_counselor_key")
                    .table("counselor_pictures")
                    .col("counselor_id")
                    .unique()
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("counselor_pictures").to_owned())
            .await
    }
}

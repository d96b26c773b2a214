use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{binary, date_null, integer, pk_uuid, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("absences")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(uuid("counselor_id"))
                    .col(timestamp_with_time_zone("starts_at"))
                    .col(timestamp_with_time_zone("ends_at"))
                    .col(date_null("first_day"))
                    .col(date_null("last_day"))
                    .col(binary("sealed_label"))
                    .col(integer("version"))
                    .foreign_key(&mut reference("absences", "facility_id", "facilities"))
                    .foreign_key(&mut reference("absences", "counselor_id", "counselors"))
                    .to_owned(),
            )
            .await?;
        for (name, columns) in [
            (
                "absences_by_start",
                ["facility_id", "starts_at", "id"].as_slice(),
            ),
            (
                "absences_by_counselor",
                ["facility_id", "counselor_id", "starts_at", "id"].as_slice(),
            ),
        ] {
            let mut index = Index::create().name(name).table("absences").to_owned();
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::drop().table("absences").to_owned();
        schema.drop_table(table).await
    }
}

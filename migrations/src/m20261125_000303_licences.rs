use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        binary, integer, integer_null, pk_uuid, string, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        // A facility that is there already goes on without a bound.
        schema
            .alter_table(
                Table::alter()
                    .table("facilities")
                    .add_column(integer_null("licence_volume"))
                    .to_owned(),
            )
            .await?;
        schema
            .create_table(
                Table::create()
                    .table("licence_requests")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(uuid("counselor_id"))
                    .col(integer("volume"))
                    .col(binary("sealed_details"))
                    .col(string("status"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("granted_at"))
                    .foreign_key(&mut reference(
                        "licence_requests",
                        "facility_id",
                        "facilities",
                    ))
                    .foreign_key(&mut reference(
                        "licence_requests",
                        "counselor_id",
                        "counselors",
                    ))
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("licence_requests_by_facility")
                    .table("licence_requests")
                    .col("facility_id")
                    .col("id")
                    .to_owned(),
            )
            .await?;
        // Until now, every mail went to an account.
        schema
            .alter_table(
                Table::alter()
                    .table("outgoing_mails")
                    .add_column(string("address").default("account"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [
            ("outgoing_mails", "address"),
            ("facilities", "licence_volume"),
        ] {
            schema
                .alter_table(Table::alter().table(table).drop_column(column).to_owned())
                .await?;
        }
        schema
            .drop_table(Table::drop().table("licence_requests").to_owned())
            .await
    }
}

//! What a facility says of itself, its logo, the portal's legal pages, and who can make an account.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        blob, integer, json_null, pk_uuid, timestamp_with_time_zone, timestamp_with_time_zone_null,
        uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Added to every facility.
const COLUMNS: [&str; 8] = [
    "details",
    "logo_id",
    "details_version",
    "legal_pages",
    "legal_pages_version",
    "registration_rules",
    "registration_version",
    "setup_dismissed_at",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let version = |name: &'static str| integer(name).default(1).take();
        for mut column in [
            json_null("details"),
            uuid_null("logo_id"),
            version("details_version"),
            json_null("legal_pages"),
            version("legal_pages_version"),
            json_null("registration_rules"),
            version("registration_version"),
            timestamp_with_time_zone_null("setup_dismissed_at"),
        ] {
            // One a step: SQLite adds no more at once.
            let alter = Table::alter()
                .table("facilities")
                .add_column(&mut column)
                .to_owned();
            schema.alter_table(alter).await?;
        }
        let logos = Table::create()
            .table("facility_logos")
            .col(pk_uuid("id"))
            .col(uuid("facility_id"))
            .col(blob("png"))
            .col(timestamp_with_time_zone("created_at"))
            .foreign_key(&mut reference(
                "facility_logos",
                "facility_id",
                "facilities",
            ))
            .to_owned();
        schema.create_table(logos).await?;
        let one_each = Index::create()
            .name("facility_logos_facility_key")
            .table("facility_logos")
            .col("facility_id")
            .unique()
            .to_owned();
        schema.create_index(one_each).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("facility_logos").to_owned())
            .await?;
        for column in COLUMNS {
            let alter = Table::alter()
                .table("facilities")
                .drop_column(column)
                .to_owned();
            schema.alter_table(alter).await?;
        }
        Ok(())
    }
}

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        integer, pk_uuid, string, string_null, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("clients")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(integer("number"))
                    .col(text("pseudonym"))
                    .col(string("pseudonym_key"))
                    .col(text_null("email"))
                    .col(string_null("email_key"))
                    .col(text_null("phone"))
                    .col(text("password_hash"))
                    .col(uuid_null("primary_counselor_id"))
                    .col(string("language"))
                    .col(integer("version"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("last_signed_in_at"))
                    .foreign_key(&mut reference("clients", "facility_id", "facilities"))
                    .foreign_key(&mut reference(
                        "clients",
                        "primary_counselor_id",
                        "counselors",
                    ))
                    .to_owned(),
            )
            .await?;
        for (name, column) in [
            ("clients_number_key", "number"),
            ("clients_pseudonym_key", "pseudonym_key"),
            ("clients_email_key", "email_key"),
        ] {
            schema
                .create_index(
                    Index::create()
                        .name(name)
                        .table("clients")
                        .col("facility_id")
                        .col(column)
                        .unique()
                        .to_owned(),
                )
                .await?;
        }
        schema
            .create_index(
                Index::create()
                    .name("clients_by_primary_counselor")
                    .table("clients")
                    .col("primary_counselor_id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("clients").to_owned())
            .await
    }
}

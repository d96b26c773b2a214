use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{boolean, integer, pk_uuid, string, text, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("counselors")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(string("role"))
                    .col(text("login_name"))
                    .col(string("login_name_key"))
                    .col(string("salutation"))
                    .col(text("first_name"))
                    .col(text("last_name"))
                    .col(text("email"))
                    .col(string("email_key"))
                    .col(text("display_name"))
                    .col(text("password_hash"))
                    .col(string("language"))
                    .col(boolean("active"))
                    .col(integer("version"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut reference("counselors", "facility_id", "facilities"))
                    .to_owned(),
            )
            .await?;
        for (name, column) in [
            ("counselors_login_name_key", "login_name_key"),
            ("counselors_email_key", "email_key"),
        ] {
            schema
                .create_index(
                    Index::create()
                        .name(name)
                        .table("counselors")
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
                    .name("counselors_by_display_name")
                    .table("counselors")
                    .col("facility_id")
                    .col("display_name")
                    .col("id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("counselors").to_owned())
            .await
    }
}

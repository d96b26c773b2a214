use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        integer, json, pk_uuid, string, string_null, timestamp_with_time_zone,
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
                    .table("outgoing_mails")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(string("template"))
                    .col(string("language"))
                    .col(uuid_null("client_id"))
                    .col(uuid_null("counselor_id"))
                    .col(json("data"))
                    .col(string("status"))
                    .col(integer("attempts"))
                    .col(string_null("last_error"))
                    .col(string("message_id"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("sent_at"))
                    .foreign_key(&mut reference(
                        "outgoing_mails",
                        "facility_id",
                        "facilities",
                    ))
                    .foreign_key(&mut reference("outgoing_mails", "client_id", "clients"))
                    .foreign_key(&mut reference(
                        "outgoing_mails",
                        "counselor_id",
                        "counselors",
                    ))
                    .check((
                        "outgoing_mails_one_recipient",
                        Expr::col("client_id")
                            .is_null()
                            .ne(Expr::col("counselor_id").is_null()),
                    ))
                    .to_owned(),
            )
            .await?;
        // All, newest first; one status, newest first; and what is old enough to be forgotten.
        for (name, columns) in [
            (
                "outgoing_mails_by_facility",
                ["facility_id", "id", "status"],
            ),
            ("outgoing_mails_by_status", ["facility_id", "status", "id"]),
            ("outgoing_mails_by_age", ["status", "sent_at", "id"]),
        ] {
            let mut index = Index::create()
                .name(name)
                .table("outgoing_mails")
                .to_owned();
            for column in columns {
                index.col(column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("outgoing_mails").to_owned())
            .await
    }
}

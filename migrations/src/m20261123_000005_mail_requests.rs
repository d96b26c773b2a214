use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        integer, pk_uuid, string, text, timestamp_with_time_zone, timestamp_with_time_zone_null,
        uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        create_mail_requests(schema).await?;
        schema
            .create_table(
                Table::create()
                    .table("messages")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(uuid("mail_request_id"))
                    .col(string("side"))
                    .col(uuid_null("counselor_id"))
                    .col(text("text"))
                    .col(timestamp_with_time_zone("sent_at"))
                    .foreign_key(&mut reference("messages", "facility_id", "facilities"))
                    .foreign_key(&mut reference(
                        "messages",
                        "mail_request_id",
                        "mail_requests",
                    ))
                    .foreign_key(&mut reference("messages", "counselor_id", "counselors"))
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("messages_by_mail_request")
                    .table("messages")
                    .col("mail_request_id")
                    .col("id")
                    .to_owned(),
            )
            .await?;
        schema
            .create_table(
                Table::create()
                    .table("drafts")
                    .col(pk_uuid("mail_request_id"))
                    .col(uuid("facility_id"))
                    .col(uuid("counselor_id"))
                    .col(text("text"))
                    .col(integer("version"))
                    .col(timestamp_with_time_zone("saved_at"))
                    .foreign_key(&mut reference("drafts", "mail_request_id", "mail_requests"))
                    .foreign_key(&mut reference("drafts", "facility_id", "facilities"))
                    .foreign_key(&mut reference("drafts", "counselor_id", "counselors"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["drafts", "messages", "mail_requests"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn create_mail_requests(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    schema
        .create_table(
            Table::create()
                .table("mail_requests")
                .col(pk_uuid("id"))
                .col(uuid("facility_id"))
                .col(string("number"))
                .col(uuid("client_id"))
                .col(uuid_null("counselor_id"))
                .col(string("status"))
                .col(text("subject"))
                .col(text("subject_key"))
                .col(integer("message_count"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("last_message_at"))
                .col(string("last_message_from"))
                .col(timestamp_with_time_zone("client_wrote_at"))
                .col(timestamp_with_time_zone_null("counselor_wrote_at"))
                .col(timestamp_with_time_zone_null("client_read_at"))
                .col(timestamp_with_time_zone_null("counselor_read_at"))
                .foreign_key(&mut reference("mail_requests", "facility_id", "facilities"))
                .foreign_key(&mut reference("mail_requests", "client_id", "clients"))
                .foreign_key(&mut reference(
                    "mail_requests",
                    "counselor_id",
                    "counselors",
                ))
                .to_owned(),
        )
        .await?;
    schema
        .create_index(
            Index::create()
                .name("mail_requests_number_key")
                .table("mail_requests")
                .col("facility_id")
                .col("number")
                .unique()
                .to_owned(),
        )
        .await?;
    // Each of these serves one list in its order: all, one status, one client's.
    for (name, column) in [
        ("mail_requests_by_facility", "facility_id"),
        ("mail_requests_by_client", "client_id"),
        ("mail_requests_by_counselor", "counselor_id"),
    ] {
        schema
            .create_index(
                Index::create()
                    .name(name)
                    .table("mail_requests")
                    .col(column)
                    .col("last_message_at")
                    .col("id")
                    .to_owned(),
            )
            .await?;
    }
    schema
        .create_index(
            Index::create()
                .name("mail_requests_by_status")
                .table("mail_requests")
                .col("facility_id")
                .col("status")
                .col("last_message_from")
                .col("last_message_at")
                .col("id")
                .to_owned(),
        )
        .await
}

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, binary, boolean, pk_uuid, string, timestamp_with_time_zone, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mut column = boolean("quarantined");
        let alter = Table::alter()
            .table("documents")
            .add_column(column.default(false))
            .to_owned();
        schema.alter_table(alter).await?;
        schema.create_table(attachments()).await?;
        for (name, columns) in [
            ("attachments_by_request", &["mail_request_id", "id"][..]),
            ("attachments_by_message", &["message_id"]),
            ("attachments_by_client", &["client_id", "id"]),
            // What is not sent, and for how long.
            ("attachments_by_state", &["sent", "uploaded_at"]),
        ] {
            let mut index = Index::create().name(name).table("attachments").to_owned();
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        schema
            .create_index(
                Index::create()
                    .name("attachments_blob_id_key")
                    .table("attachments")
                    .col("blob_id")
                    .unique()
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("attachments").to_owned())
            .await?;
        let alter = Table::alter()
            .table("documents")
            .drop_column("quarantined")
            .to_owned();
        schema.alter_table(alter).await
    }
}

/// The request is absent while a client writes a new one, the message until it is sent.
fn attachments() -> TableCreateStatement {
    Table::create()
        .table("attachments")
        .col(pk_uuid("id"))
        .col(uuid("facility_id"))
        .col(uuid("client_id"))
        .col(uuid_null("mail_request_id"))
        .col(uuid_null("message_id"))
        .col(boolean("sent"))
        .col(string("side"))
        .col(uuid_null("counselor_id"))
        .col(uuid("blob_id"))
        .col(binary("sealed_name"))
        .col(string("kind"))
        .col(big_integer("bytes"))
        .col(boolean("quarantined"))
        .col(timestamp_with_time_zone("uploaded_at"))
        .foreign_key(&mut reference("attachments", "facility_id", "facilities"))
        .foreign_key(&mut reference("attachments", "client_id", "clients"))
        .foreign_key(&mut reference(
            "attachments",
            "mail_request_id",
            "mail_requests",
        ))
        .foreign_key(&mut reference("attachments", "message_id", "messages"))
        .foreign_key(&mut reference("attachments", "counselor_id", "counselors"))
        .foreign_key(&mut reference("attachments", "blob_id", "blobs"))
        .to_owned()
}

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        binary, integer, pk_uuid, string, timestamp_with_time_zone, timestamp_with_time_zone_null,
        uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        // One column a step: SQLite adds no more at once.
        for (table, column) in [
            (
                "facilities",
                string("direct_message_content")
                    .default("confidential")
                    .to_owned(),
            ),
            (
                "facilities",
                integer("direct_message_version").default(1).to_owned(),
            ),
            ("outgoing_mails", string("way").default("email").to_owned()),
        ] {
            let alter = Table::alter().table(table).add_column(column).to_owned();
            schema.alter_table(alter).await?;
        }
        schema.create_table(direct_messages()).await?;
        for (name, columns) in [
            ("direct_messages_by_client", &["client_id", "id"][..]),
            ("direct_messages_by_mail", &["outgoing_mail_id"]),
            ("direct_messages_by_sender", &["sent_by"]),
        ] {
            let mut index = Index::create()
                .name(name)
                .table("direct_messages")
                .to_owned();
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("direct_messages").to_owned())
            .await?;
        for (table, column) in [
            ("outgoing_mails", "way"),
            ("facilities", "direct_message_version"),
            ("facilities", "direct_message_content"),
        ] {
            let alter = Table::alter().table(table).drop_column(column).to_owned();
            schema.alter_table(alter).await?;
        }
        Ok(())
    }
}

/// What goes out is forgotten some time after it was sent; the message itself stays.
fn direct_messages() -> TableCreateStatement {
    let gone = |column, to, action| {
        reference("direct_messages", column, to)
            .on_delete(action)
            .to_owned()
    };
    Table::create()
        .table("direct_messages")
        .col(pk_uuid("id"))
        .col(uuid("facility_id"))
        .col(uuid("client_id"))
        .col(uuid_null("sent_by"))
        .col(uuid_null("outgoing_mail_id"))
        .col(binary("sealed_subject"))
        .col(binary("sealed_text"))
        .col(string("way"))
        .col(string("content"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("read_at"))
        .foreign_key(&mut reference(
            "direct_messages",
            "facility_id",
            "facilities",
        ))
        .foreign_key(&mut gone("client_id", "clients", ForeignKeyAction::Cascade))
        .foreign_key(&mut gone(
            "sent_by",
            "counselors",
            ForeignKeyAction::SetNull,
        ))
        .foreign_key(&mut gone(
            "outgoing_mail_id",
            "outgoing_mails",
            ForeignKeyAction::SetNull,
        ))
        .to_owned()
}

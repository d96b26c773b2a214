//! The chat: conversations, who is in them, and what was written there.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, binary_null, integer, pk_uuid, string, string_null, text,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in [chats(), members(), messages()] {
            schema.create_table(table).await?;
        }
        for (name, table, columns, unique) in [
            // Of two people there is one conversation.
            (
                "chats_by_pair",
                "chats",
                ["facility_id", "pair_key"].as_slice(),
                true,
            ),
            ("chats_by_client", "chats", &["client_id"], false),
            ("chats_by_creator", "chats", &["created_by"], false),
            (
                "chat_members_by_member",
                "chat_members",
                &["member_id"],
                false,
            ),
            (
                "chat_members_by_client",
                "chat_members",
                &["client_id"],
                false,
            ),
            (
                "chat_members_by_counselor",
                "chat_members",
                &["counselor_id"],
                false,
            ),
            (
                "chat_messages_in_order",
                "chat_messages",
                &["chat_id", "position"],
                true,
            ),
            // What is sent again is not there twice.
            (
                "chat_messages_of_clients_once",
                "chat_messages",
                &["chat_id", "client_id", "key"],
                true,
            ),
            (
                "chat_messages_of_counselors_once",
                "chat_messages",
                &["chat_id", "counselor_id", "key"],
                true,
            ),
            (
                "chat_messages_by_client",
                "chat_messages",
                &["client_id"],
                false,
            ),
            (
                "chat_messages_by_key",
                "chat_messages",
                &["sealed_for"],
                false,
            ),
        ] {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            if unique {
                index.unique();
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["chat_messages", "chat_members", "chats"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

/// `last_position` counts the messages of one conversation: whoever writes there takes the row.
fn chats() -> TableCreateStatement {
    Table::create()
        .table("chats")
        .col(pk_uuid("id"))
        .col(uuid("facility_id"))
        .col(string("kind"))
        .col(string_null("pair_key"))
        .col(uuid_null("client_id"))
        .col(text("name"))
        .col(string("name_key"))
        .col(binary_null("sealed_description"))
        .col(uuid_null("created_by"))
        .col(uuid("opened_by"))
        .col(big_integer("last_position"))
        .col(uuid_null("last_message_id"))
        .col(timestamp_with_time_zone("active_at"))
        .col(integer("version"))
        .foreign_key(&mut reference("chats", "facility_id", "facilities"))
        .foreign_key(
            reference("chats", "client_id", "clients").on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            reference("chats", "created_by", "counselors").on_delete(ForeignKeyAction::SetNull),
        )
        .to_owned()
}

/// `member_id` is the one of the other two that is there.
fn members() -> TableCreateStatement {
    Table::create()
        .table("chat_members")
        .col(uuid("chat_id"))
        .col(uuid("member_id"))
        .col(uuid("facility_id"))
        .col(uuid_null("counselor_id"))
        .col(uuid_null("client_id"))
        .col(big_integer("since_position"))
        .col(big_integer("delivered_position"))
        .col(big_integer("read_position"))
        .col(timestamp_with_time_zone("joined_at"))
        .primary_key(Index::create().col("chat_id").col("member_id"))
        .foreign_key(&mut reference("chat_members", "facility_id", "facilities"))
        .foreign_key(
            reference("chat_members", "chat_id", "chats").on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            reference("chat_members", "client_id", "clients").on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            reference("chat_members", "counselor_id", "counselors")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

/// A text that is gone was deleted. `sealed_for` says under which client's key it is sealed; under
/// the facility's if under none.
fn messages() -> TableCreateStatement {
    let gone = |column, to| {
        reference("chat_messages", column, to)
            .on_delete(ForeignKeyAction::SetNull)
            .to_owned()
    };
    Table::create()
        .table("chat_messages")
        .col(pk_uuid("id"))
        .col(uuid("facility_id"))
        .col(uuid("chat_id"))
        .col(big_integer("position"))
        .col(uuid("key"))
        .col(uuid_null("counselor_id"))
        .col(uuid_null("client_id"))
        .col(uuid_null("sealed_for"))
        .col(binary_null("sealed_text"))
        .col(timestamp_with_time_zone("sent_at"))
        .col(timestamp_with_time_zone_null("edited_at"))
        .col(timestamp_with_time_zone_null("deleted_at"))
        .foreign_key(&mut reference("chat_messages", "facility_id", "facilities"))
        .foreign_key(
            reference("chat_messages", "chat_id", "chats").on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(&mut gone("counselor_id", "counselors"))
        .foreign_key(&mut gone("client_id", "clients"))
        .foreign_key(&mut gone("sealed_for", "clients"))
        .to_owned()
}

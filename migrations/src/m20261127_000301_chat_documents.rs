//! Files in the chat: they are attachments, of a conversation instead of a request, and not every
//! conversation has a client. And which conversation a monitoring is about.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, binary, boolean, integer, pk_uuid, string, timestamp_with_time_zone, uuid,
        uuid_null,
    },
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "attachments";
const NEW: &str = "attachments_anew";

/// What attachments had before.
const COLUMNS: &str = "id, facility_id, client_id, mail_request_id, message_id, sent, side, \
    counselor_id, blob_id, sealed_name, kind, bytes, quarantined, uploaded_at";

/// Those that a table loses when it is made anew.
const INDEXES: [(&str, &[&str], bool); 5] = [
    ("attachments_by_request", &["mail_request_id", "id"], false),
    ("attachments_by_message", &["message_id"], false),
    ("attachments_by_client", &["client_id", "id"], false),
    ("attachments_by_state", &["sent", "uploaded_at"], false),
    ("attachments_blob_id_key", &["blob_id"], true),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        if schema.get_database_backend() == DbBackend::Sqlite {
            // It cannot let a column that has to be there be empty.
            make_anew(schema, true).await?;
        } else {
            let mut nullable = ColumnDef::new("client_id");
            let nullable = nullable.uuid().null();
            alter(schema, Table::alter().table(TABLE).modify_column(nullable)).await?;
            for (column, to) in [("chat_id", "chats"), ("chat_message_id", "chat_messages")] {
                let added = &mut uuid_null(column);
                alter(schema, Table::alter().table(TABLE).add_column(added)).await?;
                schema
                    .create_foreign_key(reference(TABLE, column, to))
                    .await?;
            }
        }
        for (name, columns) in [
            ("attachments_by_chat", ["chat_id", "id"].as_slice()),
            ("attachments_by_chat_message", &["chat_message_id"]),
        ] {
            create_index(schema, (name, TABLE, columns, false)).await?;
        }
        // How many were sent with it, those that were deleted since included.
        let mut count = integer("attachments");
        let count = count.default(0);
        alter(
            schema,
            Table::alter().table("chat_messages").add_column(count),
        )
        .await?;
        let mut chat = uuid_null("chat_id");
        alter(
            schema,
            Table::alter().table("monitorings").add_column(&mut chat),
        )
        .await?;
        let columns = ["chat_id", "date", "id"].as_slice();
        create_index(
            schema,
            ("monitorings_by_chat", "monitorings", columns, false),
        )
        .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (name, table) in [
            ("monitorings_by_chat", "monitorings"),
            ("attachments_by_chat_message", TABLE),
            ("attachments_by_chat", TABLE),
        ] {
            schema
                .drop_index(Index::drop().name(name).table(table).to_owned())
                .await?;
        }
        for (table, column) in [("monitorings", "chat_id"), ("chat_messages", "attachments")] {
            alter(schema, Table::alter().table(table).drop_column(column)).await?;
        }
        let connection = schema.get_connection();
        // Their bytes are removed as those of nothing are.
        connection
            .execute_unprepared(
                "UPDATE blobs SET state = 'pending' WHERE id IN \
                 (SELECT blob_id FROM attachments WHERE chat_id IS NOT NULL)",
            )
            .await?;
        connection
            .execute_unprepared("DELETE FROM attachments WHERE chat_id IS NOT NULL")
            .await?;
        if schema.get_database_backend() == DbBackend::Sqlite {
            return make_anew(schema, false).await;
        }
        for column in ["chat_id", "chat_message_id"] {
            alter(schema, Table::alter().table(TABLE).drop_column(column)).await?;
        }
        let mut needed = ColumnDef::new("client_id");
        let needed = needed.uuid().not_null();
        alter(schema, Table::alter().table(TABLE).modify_column(needed)).await
    }
}

async fn alter(schema: &SchemaManager<'_>, how: &mut TableAlterStatement) -> Result<(), DbErr> {
    schema.alter_table(how.to_owned()).await
}

async fn create_index(
    schema: &SchemaManager<'_>,
    named: (&str, &'static str, &[&'static str], bool),
) -> Result<(), DbErr> {
    schema.create_index(index(named)).await
}

fn index(
    (name, table, columns, unique): (&str, &'static str, &[&'static str], bool),
) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).to_owned();
    for column in columns {
        index.col(*column);
    }
    if unique {
        index.unique();
    }
    index
}

/// The table again, with what was in it; nothing points to it. In one go: a connection that has not
/// heard of the old indexes' end refuses new ones of the same name.
async fn make_anew(schema: &SchemaManager<'_>, of_chats: bool) -> Result<(), DbErr> {
    let mut steps = vec![
        attachments(of_chats).to_string(SqliteQueryBuilder),
        format!("INSERT INTO {NEW} ({COLUMNS}) SELECT {COLUMNS} FROM {TABLE}"),
        format!("DROP TABLE {TABLE}"),
        format!("ALTER TABLE {NEW} RENAME TO {TABLE}"),
    ];
    for (name, columns, unique) in INDEXES {
        let index = index((name, TABLE, columns, unique));
        steps.push(index.to_string(SqliteQueryBuilder));
    }
    let steps = steps.join("; ");
    schema.get_connection().execute_unprepared(&steps).await?;
    Ok(())
}

fn attachments(of_chats: bool) -> TableCreateStatement {
    let mut table = Table::create()
        .table(NEW)
        .col(pk_uuid("id"))
        .col(uuid("facility_id"))
        .to_owned();
    if of_chats {
        table
            .col(uuid_null("client_id"))
            .col(uuid_null("chat_id"))
            .col(uuid_null("chat_message_id"))
            .foreign_key(&mut reference(NEW, "chat_id", "chats"))
            .foreign_key(&mut reference(NEW, "chat_message_id", "chat_messages"));
    } else {
        table.col(uuid("client_id"));
    }
    table
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
        .col(timestamp_with_time_zone("uploaded_at"));
    for (column, to) in [
        ("facility_id", "facilities"),
        ("client_id", "clients"),
        ("mail_request_id", "mail_requests"),
        ("message_id", "messages"),
        ("counselor_id", "counselors"),
        ("blob_id", "blobs"),
    ] {
        table.foreign_key(&mut reference(NEW, column, to));
    }
    table
}

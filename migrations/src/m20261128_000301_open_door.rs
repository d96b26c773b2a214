//! The open door: when it is open, who came in, and what was written there.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, binary, integer, json_null, pk_uuid, string, string_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mut version = integer("open_door_version");
        for mut column in [json_null("open_door"), version.default(1).take()] {
            // One a step: SQLite adds no more at once.
            let alter = Table::alter()
                .table("facilities")
                .add_column(&mut column)
                .to_owned();
            schema.alter_table(alter).await?;
        }
        for table in [visits(), messages()] {
            schema.create_table(table).await?;
        }
        for (name, table, columns, unique) in [
            (
                "open_door_visits_by_token",
                "open_door_visits",
                ["token_hash"].as_slice(),
                true,
            ),
            (
                "open_door_visits_by_number",
                "open_door_visits",
                &["facility_id", "number"],
                true,
            ),
            // The queue.
            (
                "open_door_visits_by_status",
                "open_door_visits",
                &["facility_id", "status", "number"],
                false,
            ),
            (
                "open_door_visits_by_counselor",
                "open_door_visits",
                &["counselor_id"],
                false,
            ),
            (
                "open_door_messages_in_order",
                "open_door_messages",
                &["visit_id", "position"],
                true,
            ),
            // What is sent again is not there twice.
            (
                "open_door_messages_once",
                "open_door_messages",
                &["visit_id", "side", "key"],
                true,
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
        for table in ["open_door_messages", "open_door_visits"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        for column in ["open_door", "open_door_version"] {
            let alter = Table::alter()
                .table("facilities")
                .drop_column(column)
                .to_owned();
            schema.alter_table(alter).await?;
        }
        Ok(())
    }
}

/// The key lies in the visit's own row: there is no copy that outlives it.
fn visits() -> TableCreateStatement {
    Table::create()
        .table("open_door_visits")
        .col(pk_uuid("id"))
        .col(uuid("facility_id"))
        .col(big_integer("number"))
        .col(string("token_hash"))
        .col(binary("wrapped_key"))
        .col(string("status"))
        .col(uuid_null("counselor_id"))
        .col(timestamp_with_time_zone("entered_at"))
        .col(timestamp_with_time_zone("seen_at"))
        .col(timestamp_with_time_zone_null("picked_up_at"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .col(string_null("ended_by"))
        .col(big_integer("last_position"))
        .col(integer("version"))
        .foreign_key(&mut reference(
            "open_door_visits",
            "facility_id",
            "facilities",
        ))
        .foreign_key(
            reference("open_door_visits", "counselor_id", "counselors")
                .on_delete(ForeignKeyAction::SetNull),
        )
        .to_owned()
}

fn messages() -> TableCreateStatement {
    Table::create()
        .table("open_door_messages")
        .col(pk_uuid("id"))
        .col(uuid("facility_id"))
        .col(uuid("visit_id"))
        .col(big_integer("position"))
        .col(uuid("key"))
        .col(string("side"))
        .col(binary("sealed_text"))
        .col(timestamp_with_time_zone("sent_at"))
        .foreign_key(&mut reference(
            "open_door_messages",
            "facility_id",
            "facilities",
        ))
        .foreign_key(
            reference("open_door_messages", "visit_id", "open_door_visits")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

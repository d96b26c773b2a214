//! Rooms for video calls, and the links into them.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        pk_uuid, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let gone_with = |table, column, to| {
            let mut key = reference(table, column, to);
            key.on_delete(ForeignKeyAction::Cascade).to_owned()
        };
        let rooms = Table::create()
            .table("video_rooms")
            .col(pk_uuid("id"))
            .col(uuid("facility_id"))
            .col(uuid_null("booking_id"))
            .col(uuid_null("chat_id"))
            .col(text("name").unique_key())
            .col(uuid_null("counselor_id"))
            .col(timestamp_with_time_zone_null("opens_at"))
            .col(timestamp_with_time_zone_null("closes_at"))
            .foreign_key(&mut reference("video_rooms", "facility_id", "facilities"))
            .foreign_key(&mut gone_with("video_rooms", "booking_id", "bookings"))
            .foreign_key(&mut gone_with("video_rooms", "chat_id", "chats"))
            .to_owned();
        schema.create_table(rooms).await?;
        let links = Table::create()
            .table("video_links")
            .col(pk_uuid("id"))
            .col(uuid("facility_id"))
            .col(uuid("room_id"))
            .col(text("kind"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("revoked_at"))
            .foreign_key(&mut reference("video_links", "facility_id", "facilities"))
            .foreign_key(&mut gone_with("video_links", "room_id", "video_rooms"))
            .to_owned();
        schema.create_table(links).await?;
        for (name, table, columns, unique) in [
            // An appointment has one room.
            (
                "video_rooms_by_booking",
                "video_rooms",
                ["booking_id"].as_slice(),
                true,
            ),
            (
                "video_rooms_by_chat",
                "video_rooms",
                &["chat_id", "closes_at"],
                false,
            ),
            ("video_links_by_room", "video_links", &["room_id"], false),
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
        for table in ["video_links", "video_rooms"] {
            let table = Table::drop().table(table).to_owned();
            schema.drop_table(table).await?;
        }
        Ok(())
    }
}

//! Records of pieces of counselling: what people wrote is one sealed text each, what is counted
//! stands in the open.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        binary_null, boolean, date, integer, json_null, pk_uuid, string, text, text_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Columns of facilities, one a step: SQLite adds no more at once.
fn columns() -> [(&'static str, ColumnDef); 2] {
    [
        ("monitoring_rules", json_null("monitoring_rules")),
        (
            "monitoring_rules_version",
            integer("monitoring_rules_version").default(1).take(),
        ),
    ]
}

/// Each list is a range of one of these, newest first; the last two are for what is deleted.
const INDEXES: [(&str, &str, &[&str]); 9] = [
    (
        "monitorings_by_date",
        "monitorings",
        &["facility_id", "date", "id"],
    ),
    (
        "monitorings_by_counselor",
        "monitorings",
        &["facility_id", "counselor_id", "date", "id"],
    ),
    (
        "monitorings_by_channel",
        "monitorings",
        &["facility_id", "channel", "date", "id"],
    ),
    (
        "monitorings_by_counselor_and_channel",
        "monitorings",
        &["facility_id", "counselor_id", "channel", "date", "id"],
    ),
    (
        "monitorings_by_client",
        "monitorings",
        &["client_id", "date", "id"],
    ),
    (
        "monitoring_answers_by_answer",
        "monitoring_answers",
        &["facility_id", "field_id", "answer", "monitoring_id"],
    ),
    (
        "monitoring_fields_by_position",
        "monitoring_fields",
        &["facility_id", "position", "id"],
    ),
    (
        "monitorings_by_mail_request",
        "monitorings",
        &["mail_request_id"],
    ),
    ("monitorings_by_booking", "monitorings", &["booking_id"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (_, mut column) in columns() {
            let alter = Table::alter()
                .table("facilities")
                .add_column(&mut column)
                .to_owned();
            schema.alter_table(alter).await?;
        }
        for table in [fields(), monitorings(), answers()] {
            schema.create_table(table).await?;
        }
        for (name, table, columns) in INDEXES {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        // A set can be added again, and by two at once: each of its fields is there once.
        schema
            .create_index(
                Index::create()
                    .name("monitoring_fields_by_origin")
                    .table("monitoring_fields")
                    .col("facility_id")
                    .col("origin")
                    .unique()
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["monitoring_answers", "monitorings", "monitoring_fields"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        for (name, _) in columns() {
            let alter = Table::alter()
                .table("facilities")
                .drop_column(name)
                .to_owned();
            schema.alter_table(alter).await?;
        }
        Ok(())
    }
}

fn fields() -> TableCreateStatement {
    Table::create()
        .table("monitoring_fields")
        .col(pk_uuid("id"))
        .col(uuid("facility_id"))
        .col(string("label_de"))
        .col(string("label_en"))
        .col(text("kind"))
        .col(text("options"))
        .col(text_null("official"))
        .col(text_null("origin"))
        .col(boolean("mandatory"))
        .col(boolean("active"))
        .col(integer("position"))
        .col(integer("version"))
        .foreign_key(&mut reference(
            "monitoring_fields",
            "facility_id",
            "facilities",
        ))
        .to_owned()
}

fn monitorings() -> TableCreateStatement {
    let table = "monitorings";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("facility_id"))
        .col(uuid("counselor_id"))
        .col(uuid_null("client_id"))
        .col(uuid_null("mail_request_id"))
        .col(uuid_null("booking_id"))
        .col(date("date"))
        .col(integer("minutes"))
        .col(text_null("channel"))
        .col(binary_null("sealed_texts"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("changed_at"))
        .col(integer("version"))
        .foreign_key(&mut reference(table, "facility_id", "facilities"))
        .foreign_key(&mut reference(table, "counselor_id", "counselors"))
        .foreign_key(&mut reference(table, "client_id", "clients"))
        .foreign_key(
            reference(table, "mail_request_id", "mail_requests")
                .on_delete(ForeignKeyAction::SetNull),
        )
        .foreign_key(
            reference(table, "booking_id", "bookings").on_delete(ForeignKeyAction::SetNull),
        )
        .to_owned()
}

fn answers() -> TableCreateStatement {
    Table::create()
        .table("monitoring_answers")
        .col(uuid("monitoring_id"))
        .col(uuid("field_id"))
        .col(text("answer"))
        .col(text("topic"))
        .col(uuid("facility_id"))
        .primary_key(
            Index::create()
                .col("monitoring_id")
                .col("field_id")
                .col("answer"),
        )
        .foreign_key(
            reference("monitoring_answers", "monitoring_id", "monitorings")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(&mut reference(
            "monitoring_answers",
            "facility_id",
            "facilities",
        ))
        .to_owned()
}

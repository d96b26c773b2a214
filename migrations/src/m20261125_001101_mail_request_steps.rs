use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        binary, boolean, integer, integer_null, pk_uuid, string, timestamp_with_time_zone, uuid,
        uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        // One column a step: SQLite adds no more at once.
        for (table, column) in [
            ("mail_requests", integer("version").default(1).to_owned()),
            ("mail_requests", integer_null("taken_version")),
            (
                "facilities",
                boolean("confidential_administration")
                    .default(false)
                    .to_owned(),
            ),
            (
                "facilities",
                integer("openness_version").default(1).to_owned(),
            ),
        ] {
            let alter = Table::alter().table(table).add_column(column).to_owned();
            schema.alter_table(alter).await?;
        }
        for table in [left_drafts(), internal_comments(), break_glasses()] {
            schema.create_table(table).await?;
        }
        for (name, table, columns) in [
            (
                "internal_comments_by_mail_request",
                "internal_comments",
                &["mail_request_id", "id"][..],
            ),
            (
                "break_glasses_by_facility",
                "break_glasses",
                &["facility_id", "id"],
            ),
            (
                "break_glasses_by_mail_request",
                "break_glasses",
                &["mail_request_id", "id"],
            ),
        ] {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["break_glasses", "internal_comments", "left_drafts"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        for (table, column) in [
            ("facilities", "openness_version"),
            ("facilities", "confidential_administration"),
            ("mail_requests", "taken_version"),
            ("mail_requests", "version"),
        ] {
            let alter = Table::alter().table(table).drop_column(column).to_owned();
            schema.alter_table(alter).await?;
        }
        Ok(())
    }
}

/// Drafts whose request went to somebody who does not get them.
fn left_drafts() -> TableCreateStatement {
    Table::create()
        .table("left_drafts")
        .col(uuid("mail_request_id"))
        .col(uuid("counselor_id"))
        .col(uuid("facility_id"))
        .col(binary("sealed_text"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("saved_at"))
        .primary_key(Index::create().col("mail_request_id").col("counselor_id"))
        .foreign_key(&mut reference(
            "left_drafts",
            "mail_request_id",
            "mail_requests",
        ))
        .foreign_key(&mut reference("left_drafts", "counselor_id", "counselors"))
        .foreign_key(&mut reference("left_drafts", "facility_id", "facilities"))
        .to_owned()
}

fn internal_comments() -> TableCreateStatement {
    Table::create()
        .table("internal_comments")
        .col(pk_uuid("id"))
        .col(uuid("facility_id"))
        .col(uuid("mail_request_id"))
        .col(uuid("counselor_id"))
        .col(uuid_null("addressee_id"))
        .col(binary("sealed_text"))
        .col(timestamp_with_time_zone("written_at"))
        .foreign_key(&mut reference(
            "internal_comments",
            "facility_id",
            "facilities",
        ))
        .foreign_key(&mut reference(
            "internal_comments",
            "mail_request_id",
            "mail_requests",
        ))
        .foreign_key(&mut reference(
            "internal_comments",
            "counselor_id",
            "counselors",
        ))
        .foreign_key(&mut reference(
            "internal_comments",
            "addressee_id",
            "counselors",
        ))
        .to_owned()
}

fn break_glasses() -> TableCreateStatement {
    Table::create()
        .table("break_glasses")
        .col(pk_uuid("id"))
        .col(uuid("facility_id"))
        .col(uuid("mail_request_id"))
        .col(uuid("requested_by"))
        .col(binary("sealed_reason"))
        .col(timestamp_with_time_zone("requested_at"))
        .col(string("status"))
        .col(uuid_null("decided_by"))
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(&mut reference("break_glasses", "facility_id", "facilities"))
        .foreign_key(&mut reference(
            "break_glasses",
            "mail_request_id",
            "mail_requests",
        ))
        .foreign_key(&mut reference(
            "break_glasses",
            "requested_by",
            "counselors",
        ))
        .foreign_key(&mut reference("break_glasses", "decided_by", "counselors"))
        .to_owned()
}

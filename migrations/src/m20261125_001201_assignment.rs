//! Who gets a mail request, on which counselling field, and what the client stated with it.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{binary_null, boolean, integer, integer_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const COUNSELS_ON: &str = "counselor_counselling_fields";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            let change = Table::alter().table(table).add_column(column).to_owned();
            schema.alter_table(change).await?;
        }
        schema
            .create_table(
                Table::create()
                    .table(COUNSELS_ON)
                    .col(uuid("counselor_id"))
                    .col(uuid("counselling_field_id"))
                    .col(uuid("facility_id"))
                    .primary_key(
                        Index::create()
                            .col("counselor_id")
                            .col("counselling_field_id"),
                    )
                    .foreign_key(&mut reference(COUNSELS_ON, "counselor_id", "counselors"))
                    .foreign_key(&mut reference(
                        COUNSELS_ON,
                        "counselling_field_id",
                        "counselling_fields",
                    ))
                    .foreign_key(&mut reference(COUNSELS_ON, "facility_id", "facilities"))
                    .to_owned(),
            )
            .await?;
        for (name, table, columns) in INDEXES {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, _) in INDEXES {
            schema
                .drop_index(Index::drop().name(name).table(table).to_owned())
                .await?;
        }
        schema
            .drop_table(Table::drop().table(COUNSELS_ON).to_owned())
            .await?;
        for (table, column) in columns() {
            let name = column.get_column_name().clone();
            let change = Table::alter().table(table).drop_column(name).to_owned();
            schema.alter_table(change).await?;
        }
        Ok(())
    }
}

/// The list of one counselling field; how many a counselor has not completed; who counsels on
/// what, of a whole facility.
const INDEXES: [(&str, &str, &[&str]); 3] = [
    (
        "mail_requests_by_counselling_field",
        "mail_requests",
        &["counselling_field_id", "last_message_at", "id"],
    ),
    (
        "mail_requests_by_counselor_and_status",
        "mail_requests",
        &["counselor_id", "status"],
    ),
    (
        "counselor_counselling_fields_by_facility",
        COUNSELS_ON,
        &["facility_id"],
    ),
];

fn columns() -> [(&'static str, ColumnDef); 6] {
    [
        ("counselors", integer_null("mail_capacity")),
        ("facilities", uuid_null("fallback_counselor_id")),
        (
            "facilities",
            boolean("automatic_primary_counselor")
                .default(false)
                .to_owned(),
        ),
        (
            "facilities",
            integer("assignment_version").default(1).to_owned(),
        ),
        ("mail_requests", uuid_null("counselling_field_id")),
        ("mail_requests", binary_null("sealed_request_data")),
    ]
}

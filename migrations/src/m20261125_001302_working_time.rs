use sea_orm_migration::{
    prelude::*,
    schema::{integer, json_null, timestamp_with_time_zone_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Columns of requests, one a step: SQLite adds no more at once.
fn columns() -> [(&'static str, &'static str, ColumnDef); 6] {
    let mut version = integer("working_time_version");
    let mut due_version = integer("due_version");
    [
        ("facilities", "working_time", json_null("working_time")),
        (
            "facilities",
            "working_time_version",
            version.default(1).take(),
        ),
        (
            "mail_requests",
            "waiting_since",
            timestamp_with_time_zone_null("waiting_since"),
        ),
        (
            "mail_requests",
            "answer_due_at",
            timestamp_with_time_zone_null("answer_due_at"),
        ),
        (
            "mail_requests",
            "overdue_told_at",
            timestamp_with_time_zone_null("overdue_told_at"),
        ),
        (
            "mail_requests",
            "due_version",
            due_version.default(0).take(),
        ),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (table, _, mut column) in columns() {
            let alter = Table::alter()
                .table(table)
                .add_column(&mut column)
                .to_owned();
            schema.alter_table(alter).await?;
        }
        // By when each is due is computed by the job that also does so after a change.
        let waiting = Query::update()
            .table("mail_requests")
            .value("waiting_since", Expr::col("client_wrote_at"))
            .and_where(Expr::col("last_message_from").eq("client"))
            .to_owned();
        schema.execute(waiting).await?;
        for (name, columns) in [
            // Those that are late, or will be next.
            (
                "mail_requests_by_answer_due_at",
                ["facility_id", "status", "answer_due_at", "id"],
            ),
            // Those whose time was computed before a change.
            (
                "mail_requests_by_due_version",
                ["facility_id", "status", "due_version", "id"],
            ),
        ] {
            let mut index = Index::create().name(name).table("mail_requests").to_owned();
            for column in columns {
                index.col(column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for name in [
            "mail_requests_by_answer_due_at",
            "mail_requests_by_due_version",
        ] {
            let index = Index::drop().name(name).table("mail_requests").to_owned();
            schema.drop_index(index).await?;
        }
        for (table, column, _) in columns() {
            let alter = Table::alter().table(table).drop_column(column).to_owned();
            schema.alter_table(alter).await?;
        }
        Ok(())
    }
}

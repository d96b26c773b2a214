use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        // Those that somebody waits for, by when they are due: few of many, whatever their state.
        for sql in [
            "DROP INDEX mail_requests_by_answer_due_at",
            "CREATE INDEX mail_requests_due ON mail_requests (facility_id, answer_due_at, id) \
             WHERE status IN ('open', 'in_progress')",
            // To count those that are nobody's, or given back.
            "CREATE INDEX mail_requests_by_status_and_counselor ON mail_requests \
             (facility_id, status, counselor_id)",
        ] {
            schema.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for sql in [
            "DROP INDEX mail_requests_by_status_and_counselor",
            "DROP INDEX mail_requests_due",
            "CREATE INDEX mail_requests_by_answer_due_at ON mail_requests \
             (facility_id, status, answer_due_at, id)",
        ] {
            schema.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}

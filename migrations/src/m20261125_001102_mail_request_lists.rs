use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        // Sorted by subject, and those that nobody has read: few of many.
        for sql in [
            "CREATE INDEX mail_requests_by_subject ON mail_requests \
             (facility_id, subject_key, id)",
            "CREATE INDEX mail_requests_unread ON mail_requests \
             (facility_id, last_message_at, id) \
             WHERE counselor_read_at IS NULL OR counselor_read_at < client_wrote_at",
        ] {
            schema.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for sql in [
            "DROP INDEX mail_requests_unread",
            "DROP INDEX mail_requests_by_subject",
        ] {
            schema.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}

//! How long a client waited for their first answer, and what is still counted once it is erased.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{integer_null, text, uuid, uuid_null},
    sea_orm::DbBackend,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter()
            .table("mail_requests")
            .add_column(integer_null("first_answer_minutes"))
            .to_owned();
        schema.alter_table(table).await?;
        let minutes = match schema.get_database_backend() {
            DbBackend::Sqlite => {
                "(strftime('%s', min(sent_at)) - strftime('%s', mail_requests.created_at)) / 60"
            }
            _ => "floor(extract(epoch FROM min(sent_at) - mail_requests.created_at) / 60)::integer",
        };
        let sql = format!(
            "UPDATE mail_requests SET first_answer_minutes = (SELECT {minutes} FROM messages \
             WHERE mail_request_id = mail_requests.id AND side = 'counselor')"
        );
        let connection = schema.get_connection();
        connection.execute_unprepared(&sql).await?;
        let kept = Table::create()
            .table("kept_figures")
            .col(uuid("id").primary_key())
            .col(uuid("facility_id"))
            .col(uuid_null("counselor_id"))
            .col(text("month"))
            .col(text("kind"))
            .col(integer_null("minutes"))
            .foreign_key(&mut reference("kept_figures", "facility_id", "facilities"))
            .to_owned();
        schema.create_table(kept).await?;
        for sql in [
            "CREATE INDEX kept_figures_by_month ON kept_figures (facility_id, month, kind)",
            "CREATE INDEX mail_requests_by_created_at ON mail_requests (facility_id, created_at)",
        ] {
            connection.execute_unprepared(sql).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop()
            .name("mail_requests_by_created_at")
            .table("mail_requests")
            .to_owned();
        schema.drop_index(index).await?;
        schema
            .drop_table(Table::drop().table("kept_figures").to_owned())
            .await?;
        let table = Table::alter()
            .table("mail_requests")
            .drop_column("first_answer_minutes")
            .to_owned();
        schema.alter_table(table).await
    }
}

//! The client's pseudonym with each mail request: lists are sorted by it.

use sea_orm_migration::{prelude::*, schema::string};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter()
            .table("mail_requests")
            .add_column(string("client_key").default(""))
            .to_owned();
        schema.alter_table(column).await?;
        for sql in [
            "UPDATE mail_requests SET client_key = (SELECT clients.pseudonym_key FROM clients \
             WHERE clients.id = mail_requests.client_id)",
            "CREATE INDEX mail_requests_by_client_name ON mail_requests \
             (facility_id, client_key, id)",
        ] {
            schema.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop()
            .name("mail_requests_by_client_name")
            .table("mail_requests")
            .to_owned();
        schema.drop_index(index).await?;
        let column = Table::alter()
            .table("mail_requests")
            .drop_column("client_key")
            .to_owned();
        schema.alter_table(column).await
    }
}

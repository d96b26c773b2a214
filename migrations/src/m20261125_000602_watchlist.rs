use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let gone_with = |column, to| {
            reference("watchlist", column, to)
                .on_delete(ForeignKeyAction::Cascade)
                .to_owned()
        };
        schema
            .create_table(
                Table::create()
                    .table("watchlist")
                    .col(uuid("counselor_id"))
                    .col(uuid("client_id"))
                    .col(uuid("facility_id"))
                    .col(timestamp_with_time_zone("remembered_at"))
                    .primary_key(Index::create().col("counselor_id").col("client_id"))
                    .foreign_key(&mut gone_with("counselor_id", "counselors"))
                    .foreign_key(&mut gone_with("client_id", "clients"))
                    .foreign_key(&mut reference("watchlist", "facility_id", "facilities"))
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("watchlist_by_client")
                    .table("watchlist")
                    .col("client_id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("watchlist").to_owned())
            .await
    }
}

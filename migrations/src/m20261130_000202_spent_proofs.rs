//! Which challenges of strangers were used, until their time is over.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{pk_uuid, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "spent_proofs";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(TABLE)
            .col(pk_uuid("id"))
            .col(uuid("facility_id"))
            .col(timestamp_with_time_zone("expires_at"))
            .foreign_key(&mut reference(TABLE, "facility_id", "facilities"))
            .to_owned();
        schema.create_table(table).await?;
        let index = Index::create()
            .name("spent_proofs_by_end")
            .table(TABLE)
            .col("expires_at")
            .to_owned();
        schema.create_index(index).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table(TABLE).to_owned())
            .await
    }
}

//! When what was deleted is erased, and the protocol of what was.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, pk_uuid, string, text, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

fn columns() -> [ColumnDef; 3] {
    let mut erase = ColumnDef::new("erase_deleted_clients_after_days");
    erase.small_integer().not_null().default(30);
    let mut mark = ColumnDef::new("mark_inactive_clients_after_months");
    mark.small_integer();
    let mut version = ColumnDef::new("deletion_routine_version");
    version.integer().not_null().default(1);
    [erase, mark, version]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for column in columns() {
            schema
                .alter_table(
                    Table::alter()
                        .table("facilities")
                        .add_column(column)
                        .to_owned(),
                )
                .await?;
        }
        schema
            .create_table(
                Table::create()
                    .table("erasures")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(string("run"))
                    .col(string("kind"))
                    .col(timestamp_with_time_zone("at"))
                    .col(text("erased"))
                    .col(big_integer("marked"))
                    .foreign_key(&mut reference("erasures", "facility_id", "facilities"))
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("erasures_run_key")
                    .table("erasures")
                    .col("facility_id")
                    .col("run")
                    .unique()
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("erasures_by_id")
                    .table("erasures")
                    .col("facility_id")
                    .col("id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("erasures").to_owned())
            .await?;
        for column in columns() {
            let name = column.get_column_name().clone();
            schema
                .alter_table(
                    Table::alter()
                        .table("facilities")
                        .drop_column(name)
                        .to_owned(),
                )
                .await?;
        }
        Ok(())
    }
}

//! Keys of facilities and clients, and room for what they seal. What was stored in the open is
//! sealed by the server between this step and the next, which needs its keys.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{binary, pk_uuid, string, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("facility_keys")
                    .col(pk_uuid("facility_id"))
                    .col(string("master_key"))
                    .col(binary("wrapped_key"))
                    .col(timestamp_with_time_zone("wrapped_at"))
                    .foreign_key(&mut reference("facility_keys", "facility_id", "facilities"))
                    .to_owned(),
            )
            .await?;
        schema
            .create_table(
                Table::create()
                    .table("client_keys")
                    .col(pk_uuid("client_id"))
                    .col(uuid("facility_id"))
                    .col(binary("wrapped_key"))
                    .foreign_key(&mut reference("client_keys", "client_id", "clients"))
                    .foreign_key(&mut reference("client_keys", "facility_id", "facilities"))
                    .to_owned(),
            )
            .await?;
        for (table, column) in [
            ("messages", "sealed_text"),
            ("drafts", "sealed_text"),
            ("clients", "sealed_email"),
            ("clients", "sealed_phone"),
        ] {
            let mut sealed = ColumnDef::new(column);
            sealed.binary();
            if column == "sealed_text" {
                // Empty until the server has sealed the text beside it.
                sealed.not_null().default(Vec::<u8>::new());
            }
            schema
                .alter_table(Table::alter().table(table).add_column(sealed).to_owned())
                .await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [
            ("clients", "sealed_phone"),
            ("clients", "sealed_email"),
            ("drafts", "sealed_text"),
            ("messages", "sealed_text"),
        ] {
            schema
                .alter_table(Table::alter().table(table).drop_column(column).to_owned())
                .await?;
        }
        for table in ["client_keys", "facility_keys"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

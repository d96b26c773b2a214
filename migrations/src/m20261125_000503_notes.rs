use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        binary, integer, pk_uuid, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("notes")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(uuid("client_id"))
                    .col(uuid_null("counselor_id"))
                    .col(binary("sealed_text"))
                    .col(timestamp_with_time_zone("written_at"))
                    .col(timestamp_with_time_zone_null("changed_at"))
                    .col(integer("version"))
                    .foreign_key(&mut reference("notes", "facility_id", "facilities"))
                    .foreign_key(&mut reference("notes", "client_id", "clients"))
                    .foreign_key(
                        reference("notes", "counselor_id", "counselors")
                            .on_delete(ForeignKeyAction::SetNull),
                    )
                    .to_owned(),
            )
            .await?;
        for columns in [&["client_id", "id"][..], &["counselor_id"]] {
            let mut index = Index::create();
            index.name(format!("notes_by_{}", columns.join("_")));
            index.table("notes");
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("notes").to_owned())
            .await
    }
}

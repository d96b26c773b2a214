use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, binary, boolean, integer, pk_uuid, string, timestamp_with_time_zone, uuid,
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
                    .table("documents")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(uuid("client_id"))
                    .col(uuid("blob_id"))
                    .col(binary("sealed_name"))
                    .col(string("kind"))
                    .col(big_integer("bytes"))
                    .col(boolean("visible_to_client"))
                    .col(uuid_null("counselor_id"))
                    .col(timestamp_with_time_zone("uploaded_at"))
                    .col(integer("version"))
                    .foreign_key(&mut reference("documents", "facility_id", "facilities"))
                    .foreign_key(&mut reference("documents", "client_id", "clients"))
                    .foreign_key(&mut reference("documents", "blob_id", "blobs"))
                    .foreign_key(
                        reference("documents", "counselor_id", "counselors")
                            .on_delete(ForeignKeyAction::SetNull),
                    )
                    .to_owned(),
            )
            .await?;
        for columns in [&["client_id", "id"][..], &["counselor_id"]] {
            let mut index = Index::create();
            index.name(format!("documents_by_{}", columns.join("_")));
            index.table("documents");
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        schema
            .create_index(
                Index::create()
                    .name("documents_blob_id_key")
                    .table("documents")
                    .col("blob_id")
                    .unique()
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("documents").to_owned())
            .await
    }
}

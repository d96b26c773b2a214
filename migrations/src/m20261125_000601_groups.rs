use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{binary, integer, pk_uuid, string, text, timestamp_with_time_zone, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("groups")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(text("name"))
                    .col(string("name_key"))
                    .col(binary("sealed_description"))
                    .col(uuid_null("created_by"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(integer("version"))
                    .foreign_key(&mut reference("groups", "facility_id", "facilities"))
                    .foreign_key(
                        reference("groups", "created_by", "counselors")
                            .on_delete(ForeignKeyAction::SetNull),
                    )
                    .to_owned(),
            )
            .await?;
        // Who is erased is in no group any more.
        schema
            .create_table(
                Table::create()
                    .table("group_members")
                    .col(uuid("group_id"))
                    .col(uuid("client_id"))
                    .col(uuid("facility_id"))
                    .col(timestamp_with_time_zone("added_at"))
                    .primary_key(Index::create().col("group_id").col("client_id"))
                    .foreign_key(
                        reference("group_members", "group_id", "groups")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .foreign_key(
                        reference("group_members", "client_id", "clients")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .foreign_key(&mut reference("group_members", "facility_id", "facilities"))
                    .to_owned(),
            )
            .await?;
        for (name, table, columns) in [
            (
                "groups_by_name",
                "groups",
                &["facility_id", "name_key", "id"][..],
            ),
            ("groups_by_creator", "groups", &["created_by"]),
            ("group_members_by_client", "group_members", &["client_id"]),
        ] {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["group_members", "groups"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

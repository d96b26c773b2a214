use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        pk_uuid, string, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
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
                    .table("sessions")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(uuid_null("counselor_id"))
                    .col(uuid_null("client_id"))
                    .col(string("token_hash"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("last_used_at"))
                    .col(timestamp_with_time_zone("expires_at"))
                    .col(timestamp_with_time_zone_null("ended_at"))
                    .foreign_key(&mut reference("sessions", "facility_id", "facilities"))
                    .foreign_key(&mut reference("sessions", "counselor_id", "counselors"))
                    .foreign_key(&mut reference("sessions", "client_id", "clients"))
                    .check(
                        Expr::col("counselor_id")
                            .is_null()
                            .ne(Expr::col("client_id").is_null()),
                    )
                    .to_owned(),
            )
            .await?;
        for column in ["counselor_id", "client_id", "expires_at"] {
            schema
                .create_index(
                    Index::create()
                        .name(format!("sessions_by_{column}"))
                        .table("sessions")
                        .col(column)
                        .to_owned(),
                )
                .await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("sessions").to_owned())
            .await
    }
}

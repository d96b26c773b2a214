use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, pk_uuid, string, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const INVITED: [&str; 2] = ["counselors", "clients"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("account_links")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(uuid_null("counselor_id"))
                    .col(uuid_null("client_id"))
                    .col(string("purpose"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("expires_at"))
                    .foreign_key(&mut reference("account_links", "facility_id", "facilities"))
                    .foreign_key(
                        reference("account_links", "counselor_id", "counselors")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .foreign_key(
                        reference("account_links", "client_id", "clients")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .check((
                        "account_links_one_account",
                        Expr::col("counselor_id")
                            .is_null()
                            .ne(Expr::col("client_id").is_null()),
                    ))
                    .to_owned(),
            )
            .await?;
        // Those of one account, and those whose time is over.
        for column in ["counselor_id", "client_id", "expires_at"] {
            schema
                .create_index(
                    Index::create()
                        .name(format!("account_links_by_{column}"))
                        .table("account_links")
                        .col(column)
                        .to_owned(),
                )
                .await?;
        }
        for table in INVITED {
            add(schema, table, timestamp_with_time_zone_null("invited_at")).await?;
        }
        let due = boolean("password_change_due").default(false).to_owned();
        add(schema, "clients", due).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        take(schema, "clients", "password_change_due").await?;
        for table in INVITED {
            take(schema, table, "invited_at").await?;
        }
        schema
            .drop_table(Table::drop().table("account_links").to_owned())
            .await
    }
}

async fn add(
    schema: &SchemaManager<'_>,
    table: &'static str,
    column: ColumnDef,
) -> Result<(), DbErr> {
    let change = Table::alter().table(table).add_column(column).to_owned();
    schema.alter_table(change).await
}

async fn take(
    schema: &SchemaManager<'_>,
    table: &'static str,
    column: &'static str,
) -> Result<(), DbErr> {
    let change = Table::alter().table(table).drop_column(column).to_owned();
    schema.alter_table(change).await
}

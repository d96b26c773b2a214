use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        binary, binary_null, integer, integer_null, pk_uuid, string, string_null, text,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(webhooks()).await?;
        schema.create_table(webhook_deliveries()).await?;
        let deliveries = "webhook_deliveries";
        for (name, table, columns) in [
            (
                "webhooks_by_facility",
                "webhooks",
                &["facility_id", "id"][..],
            ),
            (
                "webhook_deliveries_by_webhook",
                deliveries,
                &["webhook_id", "id"],
            ),
            (
                "webhook_deliveries_by_record",
                deliveries,
                &["facility_id", "record_id"],
            ),
            ("webhook_deliveries_by_age", deliveries, &["created_at"]),
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
        for table in ["webhook_deliveries", "webhooks"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

/// Where other programs are told what happens. An address may hold a key of the receiver's, so it
/// is sealed like the secret.
fn webhooks() -> TableCreateStatement {
    Table::create()
        .table("webhooks")
        .col(pk_uuid("id"))
        .col(uuid("facility_id"))
        .col(text("name"))
        .col(binary("sealed_url"))
        .col(text("events"))
        .col(binary("sealed_secret"))
        .col(binary_null("sealed_old_secret"))
        .col(timestamp_with_time_zone_null("old_secret_until"))
        .col(string("state"))
        .col(integer("failures").default(0))
        .col(timestamp_with_time_zone_null("failing_since"))
        .col(timestamp_with_time_zone_null("blocked_until"))
        .col(timestamp_with_time_zone("created_at"))
        .col(integer("version"))
        .foreign_key(&mut reference("webhooks", "facility_id", "facilities"))
        .to_owned()
}

/// What they are told, one row each.
fn webhook_deliveries() -> TableCreateStatement {
    let table = "webhook_deliveries";
    let mut of_webhook = reference(table, "webhook_id", "webhooks");
    of_webhook.on_delete(ForeignKeyAction::Cascade);
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("facility_id"))
        .col(uuid("webhook_id"))
        .col(string("event"))
        .col(string_null("record_kind"))
        .col(uuid_null("record_id"))
        .col(string("status"))
        .col(integer("attempts").default(0))
        .col(integer_null("http_status"))
        .col(string_null("last_error"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("tried_at"))
        .foreign_key(&mut reference(table, "facility_id", "facilities"))
        .foreign_key(&mut of_webhook)
        .to_owned()
}

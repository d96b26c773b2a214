//! Asking a client before somebody else goes on with them.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        binary_null, boolean, pk_uuid, string, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "hand_overs";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let setting = boolean("consent_before_hand_over")
            .default(false)
            .to_owned();
        let change = Table::alter()
            .table("facilities")
            .add_column(setting)
            .to_owned();
        schema.alter_table(change).await?;
        schema
            .create_table(
                Table::create()
                    .table(TABLE)
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(uuid("client_id"))
                    .col(uuid_null("mail_request_id"))
                    .col(uuid("asked_by"))
                    .col(uuid("from_counselor_id"))
                    .col(uuid("to_counselor_id"))
                    .col(binary_null("sealed_words"))
                    .col(string("status"))
                    .col(timestamp_with_time_zone("asked_at"))
                    .col(timestamp_with_time_zone("expires_at"))
                    .col(timestamp_with_time_zone_null("decided_at"))
                    .foreign_key(&mut reference(TABLE, "facility_id", "facilities"))
                    .foreign_key(&mut reference(TABLE, "client_id", "clients"))
                    .foreign_key(&mut reference(TABLE, "mail_request_id", "mail_requests"))
                    .foreign_key(&mut reference(TABLE, "asked_by", "counselors"))
                    .foreign_key(&mut reference(TABLE, "from_counselor_id", "counselors"))
                    .foreign_key(&mut reference(TABLE, "to_counselor_id", "counselors"))
                    .to_owned(),
            )
            .await?;
        for (name, columns) in [
            ("hand_overs_by_mail_request", ["mail_request_id", "id"]),
            ("hand_overs_by_client", ["client_id", "id"]),
        ] {
            let mut index = Index::create().name(name).table(TABLE).to_owned();
            for column in columns {
                index.col(column);
            }
            schema.create_index(index).await?;
        }
        // Whatever else goes wrong: nobody is asked two things at once about the same.
        let open = |name: &str, column: &str, other: &str| {
            format!(
                "CREATE UNIQUE INDEX {name} ON {TABLE} ({column}) \
                 WHERE status = 'asked' AND mail_request_id IS {other}"
            )
        };
        let connection = schema.get_connection();
        for sql in [
            open("hand_overs_one_open", "mail_request_id", "NOT NULL"),
            open("hand_overs_one_open_of_client", "client_id", "NULL"),
        ] {
            connection.execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::drop().table(TABLE).to_owned();
        schema.drop_table(table).await?;
        let change = Table::alter()
            .table("facilities")
            .drop_column("consent_before_hand_over")
            .to_owned();
        schema.alter_table(change).await
    }
}

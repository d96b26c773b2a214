//! Monitorings, added up by month, so that figures are read without them; and in which months a
//! client had one.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, pk_uuid, text, text_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let key = [
            "facility_id",
            "month",
            "counselor_id",
            "topic",
            "field_id",
            "answer",
        ];
        let mut primary_key = Index::create();
        for column in key {
            primary_key.col(column);
        }
        let figures = Table::create()
            .table("monitoring_figures")
            .col(uuid("facility_id"))
            .col(text("month"))
            .col(uuid("counselor_id"))
            .col(text("topic"))
            .col(uuid("field_id"))
            .col(text("answer"))
            .col(big_integer("monitorings"))
            .col(big_integer("minutes"))
            .primary_key(&mut primary_key)
            .foreign_key(&mut reference(
                "monitoring_figures",
                "facility_id",
                "facilities",
            ))
            .foreign_key(&mut reference(
                "monitoring_figures",
                "counselor_id",
                "counselors",
            ))
            .to_owned();
        schema.create_table(figures).await?;
        let months = Table::create()
            .table("client_months")
            .col(pk_uuid("id"))
            .col(uuid("facility_id"))
            .col(uuid_null("counselor_id"))
            .col(uuid_null("client_id"))
            .col(text("month"))
            .col(text_null("previous"))
            .col(big_integer("monitorings"))
            .foreign_key(&mut reference("client_months", "facility_id", "facilities"))
            .foreign_key(&mut reference(
                "client_months",
                "counselor_id",
                "counselors",
            ))
            .to_owned();
        schema.create_table(months).await?;
        for sql in [
            "CREATE INDEX client_months_by_month ON client_months \
             (facility_id, counselor_id, month, previous)",
            "CREATE INDEX client_months_of_client ON client_months \
             (client_id, counselor_id, month)",
        ] {
            schema.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["client_months", "monitoring_figures"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

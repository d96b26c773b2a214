//! Monitorings, added up by month, so that figures are read without them; and in which months a
//! client had one.

use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, pk_uuid, text, text_null, uuid, uuid_null},
    sea_orm::DbBackend,
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
        add_up(schema).await
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

/// Counts the monitorings that there are.
async fn add_up(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let (month, new_id, nil) = match schema.get_database_backend() {
        DbBackend::Sqlite => ("substr(date, 1, 7)", "randomblob(16)", "zeroblob(16)"),
        _ => (
            "to_char(date, 'YYYY-MM')",
            "gen_random_uuid()",
            "'00000000-0000-0000-0000-000000000000'::uuid",
        ),
    };
    let sums = |topic: &str, field: &str, answer: &str, from: &str, by: &str| {
        format!(
            "INSERT INTO monitoring_figures (facility_id, month, counselor_id, topic, field_id, \
             answer, monitorings, minutes) SELECT m.facility_id, {month}, m.counselor_id, {topic}, \
             {field}, {answer}, count(*), sum(m.minutes) FROM {from} \
             GROUP BY m.facility_id, {month}, m.counselor_id{by}"
        )
    };
    let months = |counselor: &str| {
        let of = "facility_id, client_id";
        let by = if counselor == "NULL" {
            ""
        } else {
            ", counselor_id"
        };
        format!(
            "INSERT INTO client_months (id, facility_id, counselor_id, client_id, month, previous, \
             monitorings) SELECT {new_id}, facility_id, {counselor}, client_id, month, \
             lag(month) OVER (PARTITION BY client_id{by} ORDER BY month), monitorings \
             FROM (SELECT {of}{by}, {month} AS month, count(*) AS monitorings FROM monitorings \
             WHERE client_id IS NOT NULL GROUP BY {of}{by}, {month}) AS months"
        )
    };
    let answered = "monitoring_answers AS a JOIN monitorings AS m ON m.id = a.monitoring_id";
    for sql in [
        sums("'all'", nil, "''", "monitorings AS m", ""),
        sums(
            "'channel'",
            nil,
            "coalesce(m.channel, '')",
            "monitorings AS m",
            ", m.channel",
        ),
        sums(
            "a.topic",
            "a.field_id",
            "a.answer",
            answered,
            ", a.topic, a.field_id, a.answer",
        ),
        months("NULL"),
        months("counselor_id"),
    ] {
        schema.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}

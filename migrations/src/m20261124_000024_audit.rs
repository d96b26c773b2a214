use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, binary, string, string_null, timestamp_with_time_zone, uuid, uuid_null},
    sea_orm::DbBackend,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("audit_entries")
                    .col(uuid("facility_id"))
                    .col(big_integer("position"))
                    .col(timestamp_with_time_zone("at"))
                    .col(string("actor_kind"))
                    .col(uuid_null("actor_id"))
                    .col(string("action"))
                    .col(string_null("record_kind"))
                    .col(uuid_null("record_id"))
                    .col(uuid_null("credential_id"))
                    .col(string_null("network"))
                    .col(binary("proof"))
                    .primary_key(Index::create().col("facility_id").col("position"))
                    .foreign_key(&mut reference("audit_entries", "facility_id", "facilities"))
                    .to_owned(),
            )
            .await?;
        // Each serves one filter, newest first.
        for column in ["actor_id", "action", "record_id", "at"] {
            schema
                .create_index(
                    Index::create()
                        .name(format!("audit_entries_by_{column}"))
                        .table("audit_entries")
                        .col("facility_id")
                        .col(column)
                        .col("position")
                        .to_owned(),
                )
                .await?;
        }
        // The program never changes an entry; these keep other programs from doing so by mistake.
        let guards: &[&str] = match schema.get_database_backend() {
            DbBackend::Sqlite => &[
                "CREATE TRIGGER audit_entries_keep BEFORE UPDATE ON audit_entries \
                 BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END",
                "CREATE TRIGGER audit_entries_stay BEFORE DELETE ON audit_entries \
                 BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END",
            ],
            _ => &[
                "CREATE FUNCTION audit_entries_only_grow() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$",
                "CREATE TRIGGER audit_entries_keep BEFORE UPDATE OR DELETE OR TRUNCATE \
                 ON audit_entries EXECUTE FUNCTION audit_entries_only_grow()",
            ],
        };
        for guard in guards {
            schema.get_connection().execute_unprepared(guard).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .drop_table(Table::drop().table("audit_entries").to_owned())
            .await?;
        if schema.get_database_backend() == DbBackend::Postgres {
            let drop = "DROP FUNCTION audit_entries_only_grow()";
            schema.get_connection().execute_unprepared(drop).await?;
        }
        Ok(())
    }
}

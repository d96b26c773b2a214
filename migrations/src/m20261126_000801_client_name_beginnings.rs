//! By what the parts of pseudonyms begin with, in each order of the list of clients: whatever is
//! searched for, those who may match are gone through in that order, and the first are enough.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// So many characters at the beginning of a part.
const LENGTHS: [usize; 2] = [1, 2];
/// What the list is sorted by.
const ORDERS: [(&str, &str); 3] = [
    ("number", "number"),
    ("name", "name"),
    ("last_seen", "last_seen_at, client_id"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for length in LENGTHS {
            for (order, columns) in ORDERS {
                let create = format!(
                    "CREATE INDEX client_name_parts_{length}_by_{order} ON client_name_parts \
                     (facility_id, substr(part, 1, {length}), {columns})"
                );
                let db = schema.get_connection();
                db.execute_unprepared(&create).await?;
            }
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for length in LENGTHS {
            for (order, _) in ORDERS {
                let name = format!("client_name_parts_{length}_by_{order}");
                let drop = Index::drop()
                    .name(name)
                    .table("client_name_parts")
                    .to_owned();
                schema.drop_index(drop).await?;
            }
        }
        Ok(())
    }
}

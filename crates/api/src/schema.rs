//! Which version of the schema a database has, told without changing anything.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Statement};

#[derive(FromQueryResult)]
struct Applied {
    version: String,
}

/// The steps that a database has been through, in order.
pub async fn applied(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT version FROM seaql_migrations ORDER BY version";
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let steps = Applied::find_by_statement(statement).all(db).await?;
    Ok(steps.into_iter().map(|step| step.version).collect())
}

/// The steps that this program knows, in order.
pub fn known() -> Vec<String> {
    let steps = Migrator::migrations();
    let mut names: Vec<_> = steps.iter().map(|step| step.name().to_owned()).collect();
    names.sort_unstable();
    names
}

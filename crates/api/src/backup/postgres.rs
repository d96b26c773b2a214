//! PostgreSQL: a file a table, in the text format of `COPY`, all of one snapshot.

use super::{
    BackupError, BackupResult, Restored, Source,
    files::{self, Sum, at},
    finish,
    keys::{self, KeysFile, KeysWriter},
    manifest::{BLOBS, Contents, KEPT_BLOBS, Table},
};
use crate::{
    clock::Clock,
    crypto::{Keyring, hex},
    database,
};
use chrono::{DateTime, Utc};
use domain::ids::BlobId;
use futures_util::TryStreamExt;
use migrations::{Migrator, MigratorTrait};
use sea_orm::DatabaseConnection;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::{
    collections::BTreeSet,
    fs::File,
    io::{BufWriter, Read, Write},
    path::Path,
};
use uuid::Uuid;

/// Copies what is there at one moment; writers do not wait.
pub async fn copy_out(
    db: &DatabaseConnection,
    folder: &Path,
    now: DateTime<Utc>,
) -> BackupResult<Contents> {
    let mut snapshot = db.get_postgres_connection_pool().acquire().await?.detach();
    let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    sqlx::query(begin).execute(&mut snapshot).await?;
    let migrations = sqlx::query_scalar("SELECT version FROM seaql_migrations ORDER BY version");
    let migrations = migrations.fetch_all(&mut snapshot).await?;
    let mut tables = Vec::new();
    let mut files = Vec::new();
    let mut keys_file = KeysWriter::create(folder, now)?;
    for name in tables_in_order(&mut snapshot).await? {
        if name == keys::TABLE {
            copy_keys(&mut snapshot, &mut keys_file).await?;
            continue;
        }
        let table = copy_table(&mut snapshot, name, folder).await?;
        files.push(Sum::of(folder, &file_of(&table.name))?);
        tables.push(table);
    }
    keys_file.finish()?;
    files.push(Sum::of(folder, keys::FILE)?);
    let mut blobs = Vec::new();
    if tables.iter().any(|table| table.name == BLOBS) {
        let kept: Vec<(Uuid, i32)> = sqlx::query_as(KEPT_BLOBS).fetch_all(&mut snapshot).await?;
        let kept = kept.into_iter();
        blobs.extend(kept.map(|(id, pieces)| (BlobId(id), pieces.unsigned_abs())));
    }
    sqlx::query("COMMIT").execute(&mut snapshot).await?;
    snapshot.close().await?;
    Ok(Contents {
        migrations,
        tables,
        files,
        blobs,
    })
}

fn file_of(table: &str) -> String {
    format!("{table}.copy")
}

/// The tables, each after those it points to.
async fn tables_in_order(connection: &mut PgConnection) -> BackupResult<Vec<String>> {
    let mut left: BTreeSet<String> = tables(connection).await?.into_iter().collect();
    let points: Vec<(String, String)> = sqlx::query_as(
        "SELECT c.conrelid::regclass::text, c.confrelid::regclass::text FROM pg_constraint c \
         WHERE c.contype = 'f' AND c.conrelid <> c.confrelid \
         AND c.connamespace = current_schema()::regnamespace",
    )
    .fetch_all(connection)
    .await?;
    let mut ordered = Vec::new();
    while !left.is_empty() {
        let free = |table: &&String| {
            let waits = |(from, to): &(String, String)| from == *table && left.contains(to);
            !points.iter().any(waits)
        };
        // Tables that point to each other in a circle have no order; there are none.
        let next = left.iter().find(free).or(left.first()).cloned();
        let Some(next) = next else { break };
        left.remove(&next);
        ordered.push(next);
    }
    Ok(ordered)
}

async fn tables(connection: &mut PgConnection) -> BackupResult<Vec<String>> {
    let names = sqlx::query_scalar(
        "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() \
         AND tablename <> 'seaql_migrations'",
    );
    Ok(names.fetch_all(connection).await?)
}

async fn columns(connection: &mut PgConnection, table: &str) -> BackupResult<Vec<String>> {
    let names = sqlx::query_scalar(
        "SELECT column_name::text FROM information_schema.columns \
         WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position",
    );
    Ok(names.bind(table).fetch_all(connection).await?)
}

fn quoted(columns: &[String]) -> String {
    let quoted = columns.iter().map(|column| format!("\"{column}\""));
    quoted.collect::<Vec<_>>().join(", ")
}

async fn copy_table(
    connection: &mut PgConnection,
    name: String,
    folder: &Path,
) -> BackupResult<Table> {
    let columns = columns(connection, &name).await?;
    let which = if keys::LEFT_OUT.contains(&name.as_str()) {
        "false"
    } else {
        "true"
    };
    let count = AssertSqlSafe(format!("SELECT count(*) FROM \"{name}\" WHERE {which}"));
    let rows: i64 = sqlx::query_scalar(count)
        .fetch_one(&mut *connection)
        .await?;
    let path = folder.join(file_of(&name));
    let mut file = BufWriter::new(files::create(&path)?);
    let all = quoted(&columns);
    let copy = format!("COPY (SELECT {all} FROM \"{name}\" WHERE {which}) TO STDOUT");
    let mut lines = connection.copy_out_raw(&copy).await?;
    while let Some(line) = lines.try_next().await? {
        at(&path, file.write_all(&line))?;
    }
    at(&path, file.flush())?;
    Ok(Table {
        name,
        rows: rows.unsigned_abs(),
        columns,
    })
}

async fn copy_keys(connection: &mut PgConnection, file: &mut KeysWriter) -> BackupResult<()> {
    let copy = "COPY (SELECT replace(client_id::text, '-', '') || ' ' || \
                replace(facility_id::text, '-', '') || ' ' || encode(wrapped_key, 'hex') \
                FROM client_keys) TO STDOUT";
    let mut lines = connection.copy_out_raw(copy).await?;
    while let Some(line) = lines.try_next().await? {
        file.write(&line)?;
    }
    Ok(())
}

/// Fills an empty database, in one transaction: whatever ends it early, the database stays as it
/// was.
pub async fn copy_in(
    database_url: &str,
    backup: &Source<'_>,
    keyring: &Keyring,
    clock: &Clock,
) -> BackupResult<Restored> {
    let db = database::connect_in_transaction(database_url).await?;
    let filled = fill(&db, backup, keyring, clock).await;
    let committed = match filled {
        Ok(filled) => database::commit_all(&db).await.map(|()| filled),
        Err(error) => {
            db.close().await?;
            return Err(error);
        }
    };
    db.close().await?;
    let (restored, has_to_rewrite) = committed?;
    if has_to_rewrite {
        let db = database::connect(database_url).await?;
        database::rewrite(&db).await?;
        db.close().await?;
    }
    Ok(restored)
}

/// A schema without rows may be there: what `serve` or `migrate` leaves when it was run too early.
async fn make_room(db: &DatabaseConnection) -> BackupResult<()> {
    let ours = !database::applied_migrations(db).await?.is_empty();
    let mut connection = db.get_postgres_connection_pool().acquire().await?;
    for table in tables(&mut connection).await? {
        let any = AssertSqlSafe(format!("SELECT EXISTS (SELECT 1 FROM \"{table}\")"));
        let any: bool = sqlx::query_scalar(any).fetch_one(&mut *connection).await?;
        if any || !ours {
            return Err(BackupError::NotEmpty(table));
        }
    }
    drop(connection);
    if ours {
        Migrator::down(db, None).await?;
    }
    Ok(())
}

async fn fill(
    db: &DatabaseConnection,
    backup: &Source<'_>,
    keyring: &Keyring,
    clock: &Clock,
) -> BackupResult<(Restored, bool)> {
    make_room(db).await?;
    Migrator::up(db, Some(backup.manifest.check_schema()?)).await?;
    put_rows(db, backup).await?;
    finish(db, backup.manifest, keyring, clock).await
}

async fn put_rows(db: &DatabaseConnection, backup: &Source<'_>) -> BackupResult<()> {
    let mut connection = db.get_postgres_connection_pool().acquire().await?;
    let mut there: BTreeSet<_> = tables(&mut connection).await?.into_iter().collect();
    let has_keys = there.remove(keys::TABLE);
    for table in &backup.manifest.tables {
        if !there.remove(&table.name) {
            return Err(damaged(backup, &table.name));
        }
        put_table(&mut connection, backup, table).await?;
    }
    if let Some(table) = there.first() {
        return Err(damaged(backup, table));
    }
    if has_keys {
        put_keys(&mut connection, backup.keys).await?;
    }
    Ok(())
}

/// The manifest does not fit the schema it names.
fn damaged(backup: &Source<'_>, table: &str) -> BackupError {
    BackupError::Damaged(backup.folder.join(file_of(table)))
}

async fn put_table(
    connection: &mut PgConnection,
    backup: &Source<'_>,
    table: &Table,
) -> BackupResult<()> {
    let known: BTreeSet<_> = columns(connection, &table.name)
        .await?
        .into_iter()
        .collect();
    if known != table.columns.iter().cloned().collect() {
        return Err(damaged(backup, &table.name));
    }
    let columns = quoted(&table.columns);
    let copy = format!("COPY \"{}\" ({columns}) FROM STDIN", table.name);
    let path = backup.folder.join(file_of(&table.name));
    let mut file = at(&path, File::open(&path))?;
    let mut chunk = vec![0; files::CHUNK];
    let mut sink = connection.copy_in_raw(&copy).await?;
    loop {
        let length = at(&path, file.read(&mut chunk))?;
        if length == 0 {
            break;
        }
        sink.send(&chunk[..length]).await?;
    }
    if sink.finish().await? == table.rows {
        Ok(())
    } else {
        Err(damaged(backup, &table.name))
    }
}

/// Keys of clients that the backup does not know belong to later ones.
async fn put_keys(connection: &mut PgConnection, keys: &KeysFile) -> BackupResult<()> {
    let table = "CREATE TEMPORARY TABLE incoming_keys (LIKE client_keys) ON COMMIT DROP";
    sqlx::query(table).execute(&mut *connection).await?;
    let copy = "COPY incoming_keys (client_id, facility_id, wrapped_key) FROM STDIN";
    let mut sink = connection.copy_in_raw(copy).await?;
    let mut lines = String::new();
    for row in keys.rows()? {
        let row = row?;
        let fields = [row.client, row.facility, row.wrapped].map(|bytes| hex(&bytes));
        let [client, facility, wrapped] = &fields;
        lines += &[
            client.as_str(),
            "\t",
            facility.as_str(),
            "\t\\\\x",
            wrapped.as_str(),
            "\n",
        ]
        .concat();
        if lines.len() >= files::CHUNK {
            sink.send(std::mem::take(&mut lines).as_bytes()).await?;
        }
    }
    sink.send(lines.as_bytes()).await?;
    sink.finish().await?;
    sqlx::query(
        "INSERT INTO client_keys (client_id, facility_id, wrapped_key) \
         SELECT k.client_id, k.facility_id, k.wrapped_key FROM incoming_keys k \
         JOIN clients c ON c.id = k.client_id AND c.facility_id = k.facility_id",
    )
    .execute(connection)
    .await?;
    Ok(())
}

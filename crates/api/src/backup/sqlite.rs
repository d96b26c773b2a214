//! SQLite: the copy is a database file of its own.

use super::{
    BackupError, BackupResult, Restored, Source,
    files::{self, Sum, at},
    finish,
    keys::{self, KeysWriter},
    manifest::{BLOBS, Contents, KEPT_BLOBS, Table},
};
use crate::{clock::Clock, crypto::Keyring, database};
use chrono::{DateTime, Utc};
use domain::ids::BlobId;
use futures_util::TryStreamExt;
use sea_orm::DatabaseConnection;
use sqlx::{
    AssertSqlSafe, Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use uuid::Uuid;

const FILE: &str = "data.sqlite";

/// Copies what is there at one moment; writers do not wait.
pub async fn copy_out(
    db: &DatabaseConnection,
    folder: &Path,
    now: DateTime<Utc>,
) -> BackupResult<Contents> {
    let file = folder.join(FILE);
    files::create(&file)?;
    sqlx::query("VACUUM INTO $1")
        .bind(file.to_string_lossy().into_owned())
        .execute(db.get_sqlite_connection_pool())
        .await?;
    let options = SqliteConnectOptions::new()
        .filename(&file)
        .foreign_keys(false)
        // Nothing that is taken out stays in a journal; a copy that was cut off is not used.
        .journal_mode(SqliteJournalMode::Off)
        .synchronous(SqliteSynchronous::Off)
        .pragma("secure_delete", "ON");
    let mut copy = SqliteConnection::connect_with(&options).await?;
    let migrations = sqlx::query_scalar("SELECT version FROM seaql_migrations ORDER BY version");
    let migrations = migrations.fetch_all(&mut copy).await?;
    leave_out(&mut copy).await?;
    let tables = tables(&mut copy).await?;
    move_keys(&mut copy, &tables, folder, now).await?;
    let blobs = blobs(&mut copy, &tables).await?;
    copy.close().await?;
    Ok(Contents {
        migrations,
        tables: tables
            .into_iter()
            .filter(|table| table.name != keys::TABLE)
            .collect(),
        files: vec![Sum::of(folder, FILE)?, Sum::of(folder, keys::FILE)?],
        blobs,
    })
}

async fn blobs(copy: &mut SqliteConnection, tables: &[Table]) -> BackupResult<Vec<(BlobId, u32)>> {
    if !tables.iter().any(|table| table.name == BLOBS) {
        return Ok(Vec::new());
    }
    let kept = sqlx::query_as::<_, (Uuid, u32)>(KEPT_BLOBS);
    let kept = kept.fetch_all(copy).await?.into_iter();
    Ok(kept.map(|(id, pieces)| (BlobId(id), pieces)).collect())
}

/// Takes out of the copy what no backup holds. That its pages are overwritten, and then gone, is
/// seen to with the keys.
async fn leave_out(copy: &mut SqliteConnection) -> BackupResult<()> {
    for name in keys::LEFT_OUT {
        let there = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?";
        let there: i64 = sqlx::query_scalar(there)
            .bind(name)
            .fetch_one(&mut *copy)
            .await?;
        if there == 1 {
            let all = AssertSqlSafe(format!("DELETE FROM \"{name}\""));
            sqlx::query(all).execute(&mut *copy).await?;
        }
    }
    Ok(())
}

async fn tables(copy: &mut SqliteConnection) -> BackupResult<Vec<Table>> {
    let names: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' \
         ESCAPE '\\' AND name <> 'seaql_migrations' ORDER BY name",
    )
    .fetch_all(&mut *copy)
    .await?;
    let mut tables = Vec::new();
    for name in names {
        let count = AssertSqlSafe(format!("SELECT count(*) FROM \"{name}\""));
        let rows: i64 = sqlx::query_scalar(count).fetch_one(&mut *copy).await?;
        tables.push(Table {
            name,
            rows: rows.unsigned_abs(),
            columns: Vec::new(),
        });
    }
    Ok(tables)
}

/// Takes the clients' keys out of the copy, into their own file. The copy is written anew, so that
/// not even its unused pages hold one.
async fn move_keys(
    copy: &mut SqliteConnection,
    tables: &[Table],
    folder: &Path,
    now: DateTime<Utc>,
) -> BackupResult<()> {
    let mut file = KeysWriter::create(folder, now)?;
    if tables.iter().any(|table| table.name == keys::TABLE) {
        let mut lines = sqlx::query_scalar::<_, String>(
            "SELECT lower(hex(client_id) || ' ' || hex(facility_id) || ' ' || hex(wrapped_key)) \
             FROM client_keys",
        )
        .fetch(&mut *copy);
        while let Some(line) = lines.try_next().await? {
            file.write(line.as_bytes())?;
            file.write(b"\n")?;
        }
        drop(lines);
        for statement in ["DELETE FROM client_keys", "VACUUM"] {
            sqlx::query(statement).execute(&mut *copy).await?;
        }
    }
    file.finish()
}

/// Makes the file `target`, which appears when everything is in it.
pub async fn copy_in(
    target: &Path,
    backup: &Source<'_>,
    keyring: &Keyring,
    clock: &Clock,
) -> BackupResult<Restored> {
    // A log that was left behind would be taken for the new file's.
    for file in ["", "-wal", "-journal"].map(|ending| beside(target, ending)) {
        if file.exists() {
            return Err(BackupError::FileThere(file));
        }
    }
    let folder = target.parent().filter(|path| !path.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    at(folder, fs::create_dir_all(folder))?;
    let unfinished = beside(target, ".restoring");
    remove(&unfinished)?;
    let restored = fill(&unfinished, backup, keyring, clock).await;
    if restored.is_ok() {
        files::sync(&unfinished)?;
        at(target, fs::rename(&unfinished, target))?;
        files::sync(folder)?;
    }
    remove(&unfinished)?;
    restored
}

async fn fill(
    file: &Path,
    backup: &Source<'_>,
    keyring: &Keyring,
    clock: &Clock,
) -> BackupResult<Restored> {
    let mut source = at(file, fs::File::open(backup.folder.join(FILE)))?;
    at(file, std::io::copy(&mut source, &mut files::create(file)?))?;
    let db = database::connect(&format!("sqlite://{}", file.display())).await?;
    let restored = complete(&db, backup, keyring, clock).await;
    db.close().await?;
    restored
}

async fn complete(
    db: &DatabaseConnection,
    backup: &Source<'_>,
    keyring: &Keyring,
    clock: &Clock,
) -> BackupResult<Restored> {
    if backup.manifest.has_keys() {
        put_keys(db, backup.keys).await?;
    }
    let (restored, has_to_rewrite) = finish(db, backup.manifest, keyring, clock).await?;
    if has_to_rewrite {
        database::rewrite(db).await?;
    }
    database::forget_erased(db).await?;
    Ok(restored)
}

/// Keys of clients that the backup does not know belong to later ones.
async fn put_keys(db: &DatabaseConnection, keys: &keys::KeysFile) -> BackupResult<()> {
    let mut tx = db.get_sqlite_connection_pool().begin().await?;
    for row in keys.rows()? {
        let row = row?;
        sqlx::query(
            "INSERT INTO client_keys (client_id, facility_id, wrapped_key) \
             SELECT id, facility_id, $3 FROM clients WHERE id = $1 AND facility_id = $2",
        )
        .bind(row.client)
        .bind(row.facility)
        .bind(row.wrapped)
        .execute(&mut *tx)
        .await?;
    }
    tx.commit().await?;
    Ok(())
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Removes what a restore that was cut off has left.
fn remove(file: &Path) -> BackupResult<()> {
    for file in ["", "-wal", "-shm"].map(|ending| beside(file, ending)) {
        if file.exists() {
            at(&file, fs::remove_file(&file))?;
        }
    }
    Ok(())
}

//! Backups: a folder that holds everything of one moment, made while servers go on writing, and
//! the way back into an empty database.
//!
//! The clients' keys lie in a file of their own. Whoever keeps many backups, but only the newest
//! file of keys, keeps nothing readable of clients who were erased since.
//!
//! Only commands of an operator come here, one a process: files are read and written in place.

mod blobs;
mod files;
mod keys;
mod manifest;
mod postgres;
mod sqlite;

pub use manifest::{Manifest, Table};

use crate::{
    ApiError,
    blobs::{Store, StoreError},
    clock::Clock,
    crypto::Keyring,
    database,
};
use manifest::DatabaseKind;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement};
use sealed::SealError;
use std::{
    io,
    path::{Path, PathBuf},
};

/// Why there is no backup, or no way back, with what to do.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The system says no.
    #[error("{file}: {cause}")]
    File {
        /// What it is about.
        file: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// A backup would be mixed with something else.
    #[error("{0} is not empty. Name a folder that is not there yet")]
    FolderInUse(PathBuf),
    /// No schema.
    #[error("the database is empty: there is nothing to back up. Check BEISTAND_DATABASE_URL")]
    NothingThere,
    /// The manifest is written last.
    #[error(
        "{0} holds no finished backup: there is no manifest.json in it. Name the folder that \
         `backup --to` was given"
    )]
    Unfinished(PathBuf),
    /// Not what this program writes.
    #[error("{file} cannot be understood ({cause}). Take another backup")]
    Unreadable {
        /// Which file.
        file: PathBuf,
        /// Why.
        cause: String,
    },
    /// Bytes have changed since it was written.
    #[error("{0} is damaged: it is not what was written (SHA-256). Take another backup")]
    Damaged(PathBuf),
    /// The backup comes from a newer program.
    #[error(
        "the backup was made by Beistand {program}, whose schema has the step {step}, which this \
         program does not know. Restore it with that version or a newer one"
    )]
    Newer {
        /// Who made it.
        program: String,
        /// The first unknown step.
        step: String,
    },
    /// No released program had this schema.
    #[error(
        "the backup was made by Beistand {0} with a schema that was never this program's. Restore \
         it with the same version"
    )]
    OtherSchema(String),
    /// SQLite into PostgreSQL or the other way.
    #[error(
        "the backup is one of {backup}, but BEISTAND_DATABASE_URL names a database of {target}"
    )]
    OtherKind {
        /// Of the backup.
        backup: DatabaseKind,
        /// Of the database.
        target: DatabaseKind,
    },
    /// Something would be lost.
    #[error(
        "the database is not empty: there are rows in {0}. Restore into an empty one and set \
         BEISTAND_DATABASE_URL to it"
    )]
    NotEmpty(String),
    /// Something would be lost.
    #[error(
        "{0} is there already. Restoring makes a new file: move this one away, or set \
         BEISTAND_DATABASE_URL to another"
    )]
    FileThere(PathBuf),
    /// They are not those of the time of the backup.
    #[error(
        "the master keys do not open this backup: {0}. Set BEISTAND_MASTER_KEYS to those it was \
         made with. Nothing was restored"
    )]
    MasterKeys(#[from] SealError),
    /// The database says no.
    #[error("the database cannot be used ({0}). Check BEISTAND_DATABASE_URL")]
    Database(#[from] DbErr),
    /// The database says no.
    #[error("the database cannot be used ({0}). Check BEISTAND_DATABASE_URL")]
    Sql(#[from] sqlx::Error),
    /// The store of documents says no.
    #[error("documents cannot be copied: {0}. Check BEISTAND_BLOBS")]
    Blobs(#[from] StoreError),
    /// The steps to the present schema.
    #[error("{0}")]
    Api(#[from] ApiError),
}

/// The answer of what this module does.
pub type BackupResult<T> = Result<T, BackupError>;

/// Writes everything that is in the database at one moment into the new folder `to`, for the
/// owner's eyes only, and with `blobs` the documents that it tells of. Changes nothing in the
/// database, which may be of an older schema; servers go on.
pub async fn backup(
    database_url: &str,
    blobs: Option<&Store>,
    to: &Path,
    clock: &Clock,
) -> BackupResult<Manifest> {
    if database::file(database_url).is_some_and(|file| !file.exists()) {
        return Err(BackupError::NothingThere);
    }
    let db = database::connect_to_read(database_url).await?;
    let migrations = database::applied_migrations(&db).await?;
    if migrations.is_empty() {
        return Err(BackupError::NothingThere);
    }
    files::make_folder(to)?;
    let now = clock.now();
    let kind = DatabaseKind::of(&db);
    let contents = match kind {
        DatabaseKind::Sqlite => sqlite::copy_out(&db, to, now).await?,
        DatabaseKind::Postgres => postgres::copy_out(&db, to, now).await?,
    };
    db.close().await?;
    let copied = match blobs {
        Some(store) => blobs::copy_out(store, &contents.blobs, to).await?,
        None => blobs::Copied::default(),
    };
    let manifest = Manifest::new(kind, now, contents, copied);
    manifest.write(to)?;
    Ok(manifest)
}

/// What was restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Rows of all tables but the keys.
    pub rows: u64,
    /// Clients whose texts can be read.
    pub clients_with_key: u64,
    /// Clients whose key is not among the keys: they were erased since.
    pub clients_without_key: u64,
}

/// Writes a backup into an empty database, its documents into `store`, and brings the database to
/// the present schema. `keys` goes before the backup's own file of keys. After a failure the
/// database is as empty as before.
pub async fn restore(
    database_url: &str,
    store: &Store,
    from: &Path,
    keys: Option<&Path>,
    keyring: &Keyring,
    clock: &Clock,
) -> BackupResult<Restored> {
    let manifest = Manifest::read(from)?;
    manifest.check_schema()?;
    let file = database::file(database_url);
    let target = match &file {
        Some(_) => DatabaseKind::Sqlite,
        None => DatabaseKind::Postgres,
    };
    let backup = manifest.database;
    if backup != target {
        return Err(BackupError::OtherKind { backup, target });
    }
    let keys = keys::KeysFile::of(&manifest, from, keys)?;
    let backup = Source {
        folder: from,
        manifest: &manifest,
        keys: &keys,
    };
    // First, so that no document is told of that is not there.
    blobs::copy_in(store, &manifest, from).await?;
    match file {
        Some(file) => sqlite::copy_in(&file, &backup, keyring, clock).await,
        None => postgres::copy_in(database_url, &backup, keyring, clock).await,
    }
}

/// A backup whose sums are right.
struct Source<'a> {
    folder: &'a Path,
    manifest: &'a Manifest,
    keys: &'a keys::KeysFile,
}

/// What is the same for both kinds, once the rows are there: the keys fit, the schema is the
/// present one. Answers, too, whether the tables have to be written anew.
async fn finish(
    db: &DatabaseConnection,
    manifest: &Manifest,
    keyring: &Keyring,
    clock: &Clock,
) -> BackupResult<(Restored, bool)> {
    if manifest.has_keys() {
        keyring.check(db).await??;
    }
    let has_to_rewrite = database::upgrade(db, keyring, clock).await?;
    let count = async |condition: &str| {
        let sql = format!(
            "SELECT count(*) AS clients FROM clients c WHERE {condition} \
             (SELECT 1 FROM client_keys k WHERE k.client_id = c.id)"
        );
        let statement = Statement::from_string(db.get_database_backend(), sql);
        let row = db.query_one_raw(statement).await?;
        let count: i64 = row.map_or(Ok(0), |row| row.try_get("", "clients"))?;
        Ok::<_, DbErr>(count.unsigned_abs())
    };
    let restored = Restored {
        rows: manifest.tables.iter().map(|table| table.rows).sum(),
        clients_with_key: count("EXISTS").await?,
        clients_without_key: count("NOT EXISTS").await?,
    };
    Ok((restored, has_to_rewrite))
}

//! What a backup is made of: `manifest.json`, written when everything else is on the disk.

use super::{
    BackupError, BackupResult,
    blobs::Copied,
    files::{self, Sum, at},
    keys,
};
use crate::database;
use chrono::{DateTime, Utc};
use domain::ids::BlobId;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{DatabaseConnection, DbBackend};
use serde::{Deserialize, Serialize};
use std::{fmt, fs, io::Write, path::Path};

const NAME: &str = "manifest.json";
/// The table that says which documents there are.
pub const BLOBS: &str = "blobs";
/// Those that are there to stay.
pub const KEPT_BLOBS: &str = "SELECT id, pieces FROM blobs WHERE state = 'kept'";
/// Goes up when an older program could not read what a newer one wrote.
const FORMAT: u32 = 1;

/// Which database the rows come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatabaseKind {
    Sqlite,
    Postgres,
}

impl DatabaseKind {
    pub(super) fn of(db: &DatabaseConnection) -> Self {
        match db.get_database_backend() {
            DbBackend::Sqlite => Self::Sqlite,
            _ => Self::Postgres,
        }
    }
}

impl fmt::Display for DatabaseKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// A table that the backup holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Table {
    pub name: String,
    pub rows: u64,
    /// In the order in which the file has them. Empty where the file knows by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
}

/// What a database was copied into.
pub(super) struct Contents {
    pub migrations: Vec<String>,
    pub tables: Vec<Table>,
    pub files: Vec<Sum>,
    /// The documents that it tells of, each with how many pieces it has.
    pub blobs: Vec<(BlobId, u32)>,
}

/// What the backup is made of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// The version of the program that made it.
    program: String,
    pub made_at: DateTime<Utc>,
    pub(super) database: DatabaseKind,
    /// The steps that made the schema.
    pub(super) migrations: Vec<String>,
    /// In the order in which they are filled: each after those it points to.
    pub tables: Vec<Table>,
    files: Vec<Sum>,
    /// Documents that it holds.
    #[serde(default)]
    pub blobs: u64,
    /// Documents that were gone before they were copied: deleted while the backup was made, or
    /// left out as asked.
    #[serde(default)]
    pub blobs_missing: u64,
}

impl Manifest {
    pub(super) fn new(
        kind: DatabaseKind,
        made_at: DateTime<Utc>,
        contents: Contents,
        copied: Copied,
    ) -> Self {
        let told_of = contents.blobs.len() as u64;
        let mut files = contents.files;
        files.extend(copied.files);
        Self {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").into(),
            made_at,
            database: kind,
            migrations: contents.migrations,
            tables: contents.tables,
            files,
            blobs: copied.blobs,
            blobs_missing: told_of - copied.blobs,
        }
    }

    /// The names of all files.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|sum| sum.file.as_str())
    }

    /// Bytes of all files.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }

    /// Whether the schema is one with keys.
    pub(super) fn has_keys(&self) -> bool {
        self.tables
            .iter()
            .any(|table| table.name == keys::FACILITIES)
    }

    /// Writes it in one step, last of all: a folder with a manifest is a finished backup.
    pub(super) fn write(&self, folder: &Path) -> BackupResult<()> {
        let file = folder.join(NAME);
        let unfinished = folder.join("manifest.json.part");
        let text = serde_json::to_vec_pretty(self).map_err(|cause| BackupError::Unreadable {
            file: file.clone(),
            cause: cause.to_string(),
        })?;
        files::sync(folder)?;
        at(&unfinished, files::create(&unfinished)?.write_all(&text))?;
        files::sync(&unfinished)?;
        at(&file, fs::rename(&unfinished, &file))?;
        files::sync(folder)
    }

    /// Reads it, and makes sure that the files are still what was written. The file of keys says
    /// so by itself: another may be taken instead.
    pub(super) fn read(folder: &Path) -> BackupResult<Self> {
        let file = folder.join(NAME);
        if !file.exists() {
            return Err(BackupError::Unfinished(folder.to_owned()));
        }
        let unreadable = |cause: String| BackupError::Unreadable {
            file: file.clone(),
            cause,
        };
        let text = at(&file, fs::read(&file))?;
        let manifest: Self =
            serde_json::from_slice(&text).map_err(|cause| unreadable(cause.to_string()))?;
        if manifest.format != FORMAT {
            let cause = format!("it is of format {}, known is {FORMAT}", manifest.format);
            return Err(unreadable(cause));
        }
        for sum in manifest.files.iter().filter(|sum| sum.file != keys::FILE) {
            sum.check(folder)?;
        }
        Ok(manifest)
    }

    /// Whether the file of keys is the backup's own, unchanged.
    pub(super) fn check_keys(&self, folder: &Path) -> BackupResult<()> {
        let sum = self.files.iter().find(|sum| sum.file == keys::FILE);
        match sum {
            Some(sum) => sum.check(folder),
            None => Err(BackupError::Damaged(folder.join(keys::FILE))),
        }
    }

    /// Whether this program knows how to go on from the schema. Answers for how many steps it was
    /// there.
    pub(super) fn check_schema(&self) -> BackupResult<u32> {
        database::missing_migrations(&self.migrations).map_err(|step| BackupError::Newer {
            program: self.program.clone(),
            step,
        })?;
        let steps = Migrator::migrations();
        let same = steps
            .iter()
            .take(self.migrations.len())
            .all(|step| self.migrations.iter().any(|applied| applied == step.name()));
        if same {
            Ok(u32::try_from(self.migrations.len()).unwrap_or(u32::MAX))
        } else {
            Err(BackupError::OtherSchema(self.program.clone()))
        }
    }
}

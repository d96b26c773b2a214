//! Documents: a file a piece, sealed as it lies in the store, under the folder `blobs`.

use super::{
    BackupError, BackupResult, Manifest,
    files::{self, Sum, at},
};
use crate::blobs::{Store, StoreError};
use domain::ids::BlobId;
use std::{fs, io::Write, path::Path};
use uuid::Uuid;

const FOLDER: &str = "blobs";

/// What was copied.
#[derive(Default)]
pub struct Copied {
    pub files: Vec<Sum>,
    pub blobs: u64,
}

/// Copies these blobs. One that somebody deletes meanwhile is left out as a whole.
pub async fn copy_out(store: &Store, blobs: &[(BlobId, u32)], to: &Path) -> BackupResult<Copied> {
    let mut copied = Copied::default();
    if blobs.is_empty() {
        return Ok(copied);
    }
    files::make_folder(&to.join(FOLDER))?;
    for &(blob, pieces) in blobs {
        let name = format!("{FOLDER}/{}", blob.0.simple());
        let folder = to.join(&name);
        files::make_folder(&folder)?;
        match copy_one(store, (blob, pieces), to, &name).await {
            Ok(files) => {
                copied.files.extend(files);
                copied.blobs += 1;
            }
            Err(BackupError::Blobs(StoreError::Missing)) => {
                at(&folder, fs::remove_dir_all(&folder))?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(copied)
}

async fn copy_one(
    store: &Store,
    (blob, pieces): (BlobId, u32),
    to: &Path,
    name: &str,
) -> BackupResult<Vec<Sum>> {
    let mut sums = Vec::new();
    for piece in 0..pieces {
        let bytes = store.piece(blob, piece).await?;
        let name = format!("{name}/{piece}");
        let path = to.join(&name);
        at(&path, files::create(&path)?.write_all(&bytes))?;
        sums.push(Sum::of(to, &name)?);
    }
    files::sync(&to.join(name))?;
    Ok(sums)
}

/// Puts the copies back, each under the name it had. The sums are known to be right.
pub async fn copy_in(store: &Store, manifest: &Manifest, from: &Path) -> BackupResult<()> {
    let mut files = manifest.files().filter(|name| is_piece(name)).peekable();
    if files.peek().is_some() {
        store.prepare().await?;
    }
    for name in files {
        let path = from.join(name);
        let (blob, piece) = parse(name).ok_or_else(|| BackupError::Unreadable {
            file: path.clone(),
            cause: "it is not a piece of a document".into(),
        })?;
        let bytes = at(&path, fs::read(&path))?;
        store.put_piece(blob, piece, bytes.into()).await?;
    }
    Ok(())
}

fn is_piece(name: &str) -> bool {
    name.starts_with(FOLDER) && name.as_bytes().get(FOLDER.len()) == Some(&b'/')
}

fn parse(name: &str) -> Option<(BlobId, u32)> {
    let mut parts = name.split('/').skip(1);
    let (blob, piece) = (parts.next()?, parts.next()?);
    Some((BlobId(Uuid::parse_str(blob).ok()?), piece.parse().ok()?))
}

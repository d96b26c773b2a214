//! Files that only their owner may read, and what they add up to.

use super::{BackupError, BackupResult};
use crate::crypto::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Read},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::Path,
};

/// Bytes read at once.
pub const CHUNK: usize = 64 * 1024;

/// A file of the backup, as it was written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sum {
    /// Its name in the folder.
    pub file: String,
    pub bytes: u64,
    /// SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// Says which file an error is about.
pub fn at<T>(file: &Path, result: io::Result<T>) -> BackupResult<T> {
    result.map_err(|cause| BackupError::File {
        file: file.to_owned(),
        cause,
    })
}

/// A new folder, or one that holds nothing.
pub fn make_folder(folder: &Path) -> BackupResult<()> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    at(folder, made)?;
    if at(folder, fs::read_dir(folder))?.next().is_some() {
        return Err(BackupError::FolderInUse(folder.to_owned()));
    }
    let owner_only = fs::Permissions::from_mode(0o700);
    at(folder, fs::set_permissions(folder, owner_only))
}

/// A new file.
pub fn create(file: &Path) -> BackupResult<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    at(file, options.open(file))
}

/// Makes sure that what is written is on the disk; for folders, their list of files.
pub fn sync(path: &Path) -> BackupResult<()> {
    at(path, File::open(path).and_then(|file| file.sync_all()))
}

/// Calls `each` with the bytes of the file, some at a time.
pub fn read(file: &Path, mut each: impl FnMut(&[u8])) -> BackupResult<()> {
    let mut source = at(file, File::open(file))?;
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = at(file, source.read(&mut chunk))?;
        if length == 0 {
            return Ok(());
        }
        each(&chunk[..length]);
    }
}

impl Sum {
    /// Of a file that is complete, and on the disk from now on.
    pub fn of(folder: &Path, name: &str) -> BackupResult<Self> {
        let file = folder.join(name);
        sync(&file)?;
        let (bytes, sha256) = sum(&file)?;
        Ok(Self {
            file: name.to_owned(),
            bytes,
            sha256,
        })
    }

    /// Whether the file is still the same.
    pub fn check(&self, folder: &Path) -> BackupResult<()> {
        let file = folder.join(&self.file);
        if sum(&file)? == (self.bytes, self.sha256.clone()) {
            Ok(())
        } else {
            Err(BackupError::Damaged(file))
        }
    }
}

fn sum(file: &Path) -> BackupResult<(u64, String)> {
    let mut bytes = 0;
    let mut digest = Sha256::new();
    read(file, |chunk| {
        bytes += chunk.len() as u64;
        digest.update(chunk);
    })?;
    Ok((bytes, hex(&digest.finalize())))
}

//! The clients' keys, wrapped as they are stored, in a text file that tells by itself whether it
//! is whole: a newer one can stand in for the one that a backup came with.
//!
//! A line a client: its id, its facility's id, its wrapped key, in hexadecimal digits.

use super::{
    BackupError, BackupResult, Manifest,
    files::{self, at},
};
use crate::crypto::hex;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
};

/// Its name in the folder.
pub const FILE: &str = "keys.txt";
/// The table whose rows lie in there, and in no other file.
pub const TABLE: &str = "client_keys";
/// The table whose keys open them; it is among the data.
pub const FACILITIES: &str = "facility_keys";
/// Tables of which no backup holds a row: what is promised to be gone within two days would lie in
/// it for longer. Nobody comes back to such a visit after a restore.
pub const LEFT_OUT: [&str; 2] = ["open_door_messages", "open_door_visits"];
const HEAD: &str = "beistand-client-keys 1";
const FOOT: &str = "sha256 ";

/// The file while it is written.
pub struct KeysWriter {
    path: PathBuf,
    file: BufWriter<File>,
    digest: Sha256,
}

impl KeysWriter {
    /// Begins the file of this folder.
    pub fn create(folder: &Path, now: DateTime<Utc>) -> BackupResult<Self> {
        let path = folder.join(FILE);
        let mut new = Self {
            file: BufWriter::new(files::create(&path)?),
            path,
            digest: Sha256::new(),
        };
        let head = format!("{HEAD} {}\n", now.format("%Y-%m-%dT%H:%M:%SZ"));
        new.write(head.as_bytes())?;
        Ok(new)
    }

    /// Adds lines, or parts of them.
    pub fn write(&mut self, lines: &[u8]) -> BackupResult<()> {
        self.digest.update(lines);
        at(&self.path, self.file.write_all(lines))
    }

    /// Ends it with the sum of everything before.
    pub fn finish(mut self) -> BackupResult<()> {
        let foot = format!("{FOOT}{}\n", hex(&self.digest.finalize()));
        at(&self.path, self.file.write_all(foot.as_bytes()))?;
        at(&self.path, self.file.flush())
    }
}

/// A file of keys that is whole.
pub struct KeysFile(PathBuf);

/// A line of it.
pub struct KeyRow {
    pub client: Vec<u8>,
    pub facility: Vec<u8>,
    pub wrapped: Vec<u8>,
}

impl KeysFile {
    /// The one that goes with the data of `folder`: `instead`, or the backup's own.
    pub fn of(manifest: &Manifest, folder: &Path, instead: Option<&Path>) -> BackupResult<Self> {
        if instead.is_none() {
            manifest.check_keys(folder)?;
        }
        let file = Self(instead.map_or_else(|| folder.join(FILE), Path::to_owned));
        file.check()?;
        Ok(file)
    }

    fn check(&self) -> BackupResult<()> {
        let mut digest = Sha256::new();
        let mut first = true;
        for line in self.lines()? {
            let line = at(&self.0, line)?;
            if first && !line.starts_with(HEAD) {
                return Err(self.unreadable("it is not a file of clients' keys"));
            }
            first = false;
            if let Some(sum) = line.strip_prefix(FOOT) {
                return if sum == hex(&digest.finalize()) {
                    Ok(())
                } else {
                    Err(BackupError::Damaged(self.0.clone()))
                };
            }
            digest.update(line.as_bytes());
            digest.update(b"\n");
        }
        Err(BackupError::Damaged(self.0.clone()))
    }

    /// The keys, one after another.
    pub fn rows(&self) -> BackupResult<impl Iterator<Item = BackupResult<KeyRow>>> {
        let lines = self.lines()?.skip(1);
        let rows = lines.take_while(|line| !line.as_ref().is_ok_and(|line| line.starts_with(FOOT)));
        Ok(rows.map(|line| {
            let line = at(&self.0, line)?;
            row(&line).ok_or_else(|| self.unreadable("a line of it is not a key"))
        }))
    }

    fn lines(&self) -> BackupResult<std::io::Lines<BufReader<File>>> {
        Ok(BufReader::new(at(&self.0, File::open(&self.0))?).lines())
    }

    fn unreadable(&self, cause: &str) -> BackupError {
        BackupError::Unreadable {
            file: self.0.clone(),
            cause: cause.into(),
        }
    }
}

fn row(line: &str) -> Option<KeyRow> {
    let mut parts = line.split(' ').map(bytes);
    Some(KeyRow {
        client: parts.next()??,
        facility: parts.next()??,
        wrapped: parts.next()??,
    })
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    if digits.len() % 2 == 1 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        // A sign would be read as part of a number, and half of a byte as a whole one.
        return None;
    }
    let pairs = digits.as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let read = row("00ff 0102 abcd").unwrap();
        assert_eq!(
            (read.client, read.facility, read.wrapped),
            (vec![0, 255], vec![1, 2], vec![0xab, 0xcd])
        );
        for bad in ["", "00ff", "00ff 01", "00fg 01 02", "é 01 02"] {
            assert!(row(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_file_that_was_cut_off_or_changed_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = KeysWriter::create(folder.path(), DateTime::UNIX_EPOCH).unwrap();
        writer.write(b"00ff 0102 abcd\n").unwrap();
        writer.finish().unwrap();
        let file = KeysFile(folder.path().join(FILE));
        file.check().unwrap();
        assert_eq!(file.rows().unwrap().count(), 1);
        let whole = std::fs::read_to_string(&file.0).unwrap();
        for bad in [
            whole.replace("abcd", "abce"),
            whole.replace("00ff 0102 abcd\n", ""),
            whole.split(FOOT).next().unwrap().to_owned(),
            String::new(),
        ] {
            std::fs::write(&file.0, bad).unwrap();
            assert!(matches!(file.check(), Err(BackupError::Damaged(_))));
        }
        std::fs::write(&file.0, "something else\n").unwrap();
        assert!(matches!(file.check(), Err(BackupError::Unreadable { .. })));
    }

    proptest! {
        #[test]
        fn any_line_is_a_key_or_is_none(raw: String, nearly in "[0-9a-f é+]{0,60}", parts: [Vec<u8>; 3]) {
            for line in [&raw, &nearly] {
                if let Some(read) = row(line) {
                    let all = [read.client, read.facility, read.wrapped];
                    let parts = line.split(' ').map(str::to_lowercase);
                    prop_assert!(parts.zip(all).all(|(part, bytes)| part == hex(&bytes)));
                }
            }
            let [client, facility, wrapped] = &parts;
            let line = format!("{} {} {}", hex(client), hex(facility), hex(wrapped));
            let read = row(&line).unwrap();
            prop_assert_eq!([read.client, read.facility, read.wrapped], parts);
        }
    }
}

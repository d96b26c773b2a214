//! A zip archive that is sent while it is written.

use crate::{ApiError, ApiResult, download::Download};
use chrono::{DateTime, Datelike, Timelike, Utc};
use std::io::Write;
use zip::{
    CompressionMethod, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

/// The archive. Compressed throughout: some programs that read an archive from its beginning do
/// not find the end of what is not.
pub struct Archive {
    zip: Box<ZipWriter<StreamWriter<Download>>>,
    out: Download,
    options: SimpleFileOptions,
}

impl Archive {
    /// An archive that goes out this way.
    pub fn new(out: Download, now: DateTime<Utc>) -> Self {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            // Pictures and sound are compressed already: more effort would gain nothing.
            .compression_level(Some(1))
            .unix_permissions(0o600)
            .last_modified_time(moment(now));
        Self {
            zip: Box::new(ZipWriter::new_stream(out.clone())),
            out,
            options,
        }
    }

    /// Begins a file, and with that ends the one before.
    pub fn begin(&mut self, name: &str) -> ApiResult<()> {
        let begun = self.zip.start_file(name, self.options);
        begun.map_err(ApiError::internal)
    }

    /// Adds bytes to the file that was begun last.
    pub async fn write(&mut self, bytes: &[u8]) -> ApiResult<()> {
        self.zip.write_all(bytes).map_err(ApiError::internal)?;
        self.out.send_enough().await
    }

    /// A whole file.
    pub async fn file(&mut self, name: &str, bytes: &[u8]) -> ApiResult<()> {
        self.begin(name)?;
        self.write(bytes).await
    }

    /// The table of contents, which is what makes it an archive.
    pub async fn finish(self) -> ApiResult<()> {
        self.zip.finish().map_err(ApiError::internal)?;
        self.out.send().await
    }
}

/// As archives keep it: to two seconds, from 1980 on.
fn moment(at: DateTime<Utc>) -> zip::DateTime {
    let part = |part: u32| u8::try_from(part).unwrap_or_default();
    zip::DateTime::from_date_and_time(
        u16::try_from(at.year()).unwrap_or_default(),
        part(at.month()),
        part(at.day()),
        part(at.hour()),
        part(at.minute()),
        part(at.second()),
    )
    .unwrap_or_default()
}

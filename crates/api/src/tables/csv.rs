//! Separated values (RFC 4180), in the way in which spreadsheet programs take them without asking.

use super::Cell;
use crate::{ApiError, ApiResult, download::Download};
use csv::{Terminator, Writer, WriterBuilder};
use domain::language::Language;
use std::io::Write;

/// By this, programs know UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Lines as they are written.
pub struct Lines {
    writer: Writer<Download>,
    out: Download,
    language: Language,
}

impl Lines {
    /// Nothing but the mark yet.
    pub fn new(mut out: Download, language: Language) -> ApiResult<Self> {
        out.write_all(BYTE_ORDER_MARK).map_err(ApiError::internal)?;
        let writer = WriterBuilder::new()
            .delimiter(b';')
            .terminator(Terminator::CRLF)
            .from_writer(out.clone());
        Ok(Self {
            writer,
            out,
            language,
        })
    }

    /// One more line.
    pub async fn row(&mut self, cells: impl IntoIterator<Item = Cell>) -> ApiResult<()> {
        let fields = cells.into_iter().map(|cell| self.field(cell));
        let fields: Vec<_> = fields.collect();
        self.writer
            .write_record(fields)
            .map_err(ApiError::internal)?;
        self.writer.flush().map_err(ApiError::internal)?;
        self.out.send_enough().await
    }

    fn field(&self, cell: Cell) -> String {
        match cell {
            Cell::Nothing => String::new(),
            Cell::Text(text) => harmless(text),
            Cell::Number(number) => number.to_string(),
            Cell::Day(day) => match self.language {
                Language::De => day.format("%d.%m.%Y").to_string(),
                Language::En => day.to_string(),
            },
        }
    }

    /// Sends what is left.
    pub async fn finish(self) -> ApiResult<()> {
        self.out.send().await
    }
}

/// A text that begins like a formula would be computed by the program that opens the table.
pub fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text
    }
}

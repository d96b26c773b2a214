//! Tables that leave as files for programs that calculate, written while their rows are read.

pub mod csv;
mod xlsx;

use crate::{ApiResult, archive::Archive, download::Download};
use chrono::{DateTime, NaiveDate, Utc};
use domain::language::Language;

/// What stands in one place of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Nothing,
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A day of the calendar.
    Day(NaiveDate),
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Nothing, Self::Text)
    }
}

/// A file as it is written, row by row.
pub enum Table {
    /// Separated values.
    Csv(Box<csv::Lines>),
    /// A workbook.
    Xlsx(Box<xlsx::Workbook>),
}

impl Table {
    /// Values separated by semicolons, as programs take them that are set to German.
    pub async fn csv(out: Download, language: Language, headings: Vec<String>) -> ApiResult<Self> {
        let mut lines = csv::Lines::new(out, language)?;
        lines.row(headings.into_iter().map(Cell::Text)).await?;
        Ok(Self::Csv(Box::new(lines)))
    }

    /// A workbook, whose sheets have this name.
    pub async fn xlsx(
        out: Download,
        now: DateTime<Utc>,
        name: &str,
        headings: Vec<String>,
    ) -> ApiResult<Self> {
        let workbook = xlsx::Workbook::new(Archive::new(out, now), name, headings);
        Ok(Self::Xlsx(Box::new(workbook.await?)))
    }

    /// One more row, with a cell for each heading.
    pub async fn row(&mut self, cells: Vec<Cell>) -> ApiResult<()> {
        match self {
            Self::Csv(lines) => lines.row(cells).await,
            Self::Xlsx(workbook) => workbook.row(&cells).await,
        }
    }

    /// That there are no more.
    pub async fn finish(self) -> ApiResult<()> {
        match self {
            Self::Csv(lines) => lines.finish().await,
            Self::Xlsx(workbook) => workbook.finish().await,
        }
    }
}

//! Workbooks (ECMA-376, SpreadsheetML), written from the first row to the last: texts stand where
//! they are shown, so that nothing has to be kept until the end, in memory or on a disk.

use super::Cell;
use crate::{ApiResult, archive::Archive};
use chrono::NaiveDate;

/// Rows that a sheet can have.
const MAX_ROWS: u32 = 1 << 20;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// Plain cells, days (the fourteenth of the built-in formats is the reader's own), headings.
const STYLES: &str = r#"<fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs>"#;

/// A workbook as it is written.
pub struct Workbook {
    archive: Archive,
    name: String,
    headings: Vec<String>,
    sheets: u32,
    /// Rows of the sheet that is written.
    rows: u32,
}

impl Workbook {
    /// With a first sheet that has its headings.
    pub async fn new(archive: Archive, name: &str, headings: Vec<String>) -> ApiResult<Self> {
        let mut workbook = Self {
            archive,
            name: escaped(name),
            headings,
            sheets: 0,
            rows: 0,
        };
        workbook.begin_sheet().await?;
        Ok(workbook)
    }

    /// One more row, on another sheet where this one is full.
    pub async fn row(&mut self, cells: &[Cell]) -> ApiResult<()> {
        if self.rows == MAX_ROWS {
            self.end_sheet().await?;
            self.begin_sheet().await?;
        }
        self.rows += 1;
        let mut row = String::from("<row>");
        for cell in cells {
            row += &xml(cell);
        }
        row += "</row>";
        self.archive.write(row.as_bytes()).await
    }

    async fn begin_sheet(&mut self) -> ApiResult<()> {
        self.sheets += 1;
        self.rows = 1;
        let name = format!("xl/worksheets/sheet{}.xml", self.sheets);
        self.archive.begin(&name)?;
        // The headings stay where they are while one scrolls.
        let mut begin = format!(
            r#"{DECLARATION}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="{}" width="18" customWidth="1"/></cols><sheetData><row>"#,
            self.headings.len().max(1)
        );
        for heading in &self.headings {
            begin += &text(heading, r#" s="2""#);
        }
        begin += "</row>";
        self.archive.write(begin.as_bytes()).await
    }

    async fn end_sheet(&mut self) -> ApiResult<()> {
        self.archive.write(b"</sheetData></worksheet>").await
    }

    /// What holds the sheets together.
    pub async fn finish(mut self) -> ApiResult<()> {
        self.end_sheet().await?;
        let (mut sheets, mut relations, mut types) = (Vec::new(), Vec::new(), Vec::new());
        for sheet in 1..=self.sheets {
            let name = match sheet {
                1 => self.name.clone(),
                _ => format!("{} {sheet}", self.name),
            };
            sheets.push(format!(
                r#"<sheet name="{name}" sheetId="{sheet}" r:id="sheet{sheet}"/>"#
            ));
            relations.push(format!(
                r#"<Relationship Id="sheet{sheet}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{sheet}.xml"/>"#
            ));
            types.push(format!(
                r#"<Override PartName="/xl/worksheets/sheet{sheet}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
            ));
        }
        let (sheets, relations, types) = (sheets.concat(), relations.concat(), types.concat());
        let files = [
            (
                "xl/workbook.xml",
                format!(
                    r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>"#
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                format!(
                    r#"<Relationships xmlns="{PACKAGE}/relationships">{relations}<Relationship Id="styles" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>"#
                ),
            ),
            (
                "xl/styles.xml",
                format!(r#"<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>"#),
            ),
            (
                "_rels/.rels",
                format!(
                    r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="workbook" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
                ),
            ),
            (
                "[Content_Types].xml",
                format!(
                    r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{types}</Types>"#
                ),
            ),
        ];
        for (name, content) in files {
            let content = format!("{DECLARATION}{content}");
            self.archive.file(name, content.as_bytes()).await?;
        }
        self.archive.finish().await
    }
}

fn xml(cell: &Cell) -> String {
    match cell {
        Cell::Nothing => "<c/>".into(),
        Cell::Text(words) => text(words, ""),
        Cell::Number(number) => format!("<c><v>{number}</v></c>"),
        Cell::Day(day) => format!(r#"<c s="1"><v>{}</v></c>"#, serial(*day)),
    }
}

/// Never a formula, whatever it begins with.
fn text(words: &str, style: &str) -> String {
    let words = escaped(words);
    format!(r#"<c t="inlineStr"{style}><is><t xml:space="preserve">{words}</t></is></c>"#)
}

/// Days since the one that spreadsheets count from.
fn serial(day: NaiveDate) -> i64 {
    let before = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    (day - before).num_days()
}

/// As it stands in XML 1.0, which knows no control characters but three.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\r' => escaped += "&#13;",
            '\n' | '\t' => escaped.push(letter),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_ascii_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

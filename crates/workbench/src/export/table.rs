//! [`Table`]: rows and columns, as CSV, as a spreadsheet, or as JSON.

use std::path::Path;
use std::str::FromStr;

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde::Serialize;

use crate::convert::write_whole;
use crate::error::{Error, Result};
use crate::simulate::write_json;

/// A table with one line of headings.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Table {
    /// Name of the sheet.
    pub name: &'static str,
    /// Headings.
    pub header: Vec<&'static str>,
    /// Rows, each as long as the header.
    pub rows: Vec<Vec<String>>,
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// Comma-separated, UTF-8, with a byte order mark so that spreadsheet programs read accents rightly.
    Csv,
    /// Office Open XML spreadsheet.
    Xlsx,
    /// A list of objects.
    Json,
}

impl FromStr for TableFormat {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self> {
        match word {
            "csv" => Ok(TableFormat::Csv),
            "xlsx" => Ok(TableFormat::Xlsx),
            "json" => Ok(TableFormat::Json),
            other => Err(Error::invalid(
                format!("a table cannot be written as “{other}”"),
                "Choose csv, xlsx or json.",
            )),
        }
    }
}

/// What was written of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableWritten {
    /// Rows, without the headings.
    pub rows: usize,
    /// Cells that a spreadsheet could not hold whole; each says so at its end.
    pub cut_cells: usize,
}

impl TableWritten {
    /// What must be said of it: how many cells were cut, and where they stand whole.
    pub fn remark(&self) -> Option<String> {
        let cells = match self.cut_cells {
            0 => return None,
            1 => "1 cell is".to_owned(),
            n => format!("{n} cells are"),
        };
        Some(format!(
            "{cells} cut, as a spreadsheet holds 32,767 characters in a cell; the CSV has all"
        ))
    }
}

impl From<usize> for TableWritten {
    fn from(rows: usize) -> Self {
        Self { rows, cut_cells: 0 }
    }
}

/// The longest text that a cell of a spreadsheet holds (Office Open XML), in the units of UTF-16 that Excel counts.
const LONGEST_CELL: usize = 32_767;

/// A text as a cell holds it: cut where it is too long, with how much of it there is at the end.
fn held(cell: &str) -> Option<String> {
    if cell.len() <= LONGEST_CELL || cell.encode_utf16().count() <= LONGEST_CELL {
        return None;
    }
    let mark = format!(
        "… (cut: {} characters; the CSV has all)",
        cell.chars().count()
    );
    let mut left = LONGEST_CELL - mark.encode_utf16().count();
    let kept: String = cell
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    Some(kept + &mark)
}

impl Table {
    /// Writes the table, and says what of it a spreadsheet could not hold.
    pub fn write(&self, path: &Path, format: TableFormat) -> Result<TableWritten> {
        let cut_cells = match format {
            TableFormat::Csv => self.write_csv(path).map(|()| 0),
            TableFormat::Xlsx => self.write_xlsx(path),
            TableFormat::Json => write_json(path, &self.objects()).map(|()| 0),
        }?;
        Ok(TableWritten {
            rows: self.rows.len(),
            cut_cells,
        })
    }

    /// The rows as objects, for JSON.
    pub fn objects(&self) -> Vec<serde_json::Map<String, serde_json::Value>> {
        self.rows
            .iter()
            .map(|row| {
                self.header
                    .iter()
                    .zip(row)
                    .map(|(name, cell)| ((*name).to_owned(), cell.clone().into()))
                    .collect()
            })
            .collect()
    }

    fn write_csv(&self, path: &Path) -> Result<()> {
        write_whole(path, |file| {
            let failed = |e| Error::table(path, e);
            file.write_all(b"\xEF\xBB\xBF")
                .map_err(|e| Error::file(path, &e))?;
            let mut writer = csv::Writer::from_writer(file);
            writer.write_record(&self.header).map_err(failed)?;
            for row in &self.rows {
                writer
                    .write_record(row.iter().map(|cell| neutralised(cell).into_owned()))
                    .map_err(failed)?;
            }
            writer.flush().map_err(|e| Error::file(path, &e))
        })
    }

    /// Returns how many cells were cut.
    fn write_xlsx(&self, path: &Path) -> Result<usize> {
        let failed = |e: XlsxError| match e {
            XlsxError::IoError(e) => Error::file(path, &e),
            other => Error::internal(format!("{}: {other}", path.display())),
        };
        let mut workbook = Workbook::new();
        let bold = Format::new().set_bold();
        let sheet = workbook
            .add_worksheet_with_constant_memory()
            .map_err(failed)?;
        sheet.set_name(self.name).map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        for (column, name) in (0_u16..).zip(&self.header) {
            sheet
                .write_string_with_format(0, column, *name, &bold)
                .map_err(failed)?;
        }
        let mut cut_cells = 0;
        for (line, row) in (1_u32..).zip(&self.rows) {
            for (column, cell) in (0_u16..).zip(row) {
                // Written as a string the cell is never run as a formula, whatever it begins with.
                match held(cell) {
                    None => sheet.write_string(line, column, cell),
                    Some(cut) => {
                        cut_cells += 1;
                        sheet.write_string(line, column, cut)
                    }
                }
                .map_err(failed)?;
            }
        }
        let bytes = workbook.save_to_buffer().map_err(failed)?;
        write_whole(path, |file| {
            file.write_all(&bytes).map_err(|e| Error::file(path, &e))
        })?;
        Ok(cut_cells)
    }
}

/// A cell that no spreadsheet program takes for a formula: one that begins with `=`, `+`, `-`, `@`, tab or carriage
/// return gets an apostrophe before it (OWASP, CSV Injection). A negative number is left as it is, so that it stays one.
fn neutralised(cell: &str) -> std::borrow::Cow<'_, str> {
    let risky = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if risky && !is_negative_number(cell) {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

/// A minus sign, digits, and digits behind at most one point.
fn is_negative_number(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    cell.strip_prefix('-')
        .is_some_and(|number| match number.split_once('.') {
            Some((whole, fraction)) => digits(whole) && digits(fraction),
            None => digits(number),
        })
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test ends where what it needs is absent"
    )]

    use super::*;

    #[test]
    fn a_cell_that_a_spreadsheet_cannot_hold_says_that_it_is_cut() {
        let table = |cell: String| Table {
            name: "Table",
            header: vec!["text"],
            rows: vec![vec![cell], vec!["short".into()]],
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.xlsx");
        let written = table("x".repeat(40_000))
            .write(&path, TableFormat::Xlsx)
            .unwrap();
        assert_eq!((written.rows, written.cut_cells), (2, 1));
        assert!(written.remark().unwrap().starts_with("1 cell is cut"));
        let whole = table("x".repeat(32_767)).write(&path, TableFormat::Xlsx);
        assert_eq!(whole.unwrap().remark(), None);
        let csv = table("x".repeat(40_000)).write(&path, TableFormat::Csv);
        assert_eq!(csv.unwrap().cut_cells, 0);
        for text in ["x".repeat(40_000), "\u{1D54F}".repeat(20_000)] {
            let cut = held(&text).unwrap();
            assert!(cut.encode_utf16().count() <= LONGEST_CELL);
            assert!(
                cut.ends_with(" characters; the CSV has all)"),
                "{}",
                cut.len()
            );
        }
    }
}

//! [`PackageTable`]: the CSV of the R package PRISMA2020, in and out.
//!
//! The package (Haddaway, Page, Pritchard, McGuinness 2022, doi 10.1002/cl2.1230) reads the file with
//! `read.csv`: `NA` is an absent value, rows are found by the column `data`, a list is
//! `Name, 12; Name, 3`. The package can quote neither the comma nor the semicolon, and it hands names
//! on to a drawing program that quotation marks and backslashes break; such characters are replaced
//! on the way out and each replacement is reported.

mod fill;
mod lists;
mod read;
mod rows;

use serde::{Deserialize, Serialize};

use crate::Key;

/// The columns of the format.
const COLUMNS: [&str; 8] = [
    "data",
    "node",
    "box",
    "description",
    "boxtext",
    "tooltips",
    "url",
    "n",
];

/// The whole file: the numbers, and the texts, tooltips and links that somebody may have given it.
/// Filled with a new flow, a file that was read keeps all but its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageTable {
    /// In the order of the file.
    pub rows: Vec<Row>,
}

/// One row; `None` is R's `NA`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The number's name ([`Key::as_str`]); `None` or a stage for a row of text.
    pub data: Option<String>,
    /// Name of the node in the package's drawing.
    pub node: Option<String>,
    /// Name of the box ([`Key::box_name`]).
    pub box_name: Option<String>,
    /// What the row is, for those who fill it in by hand.
    pub description: Option<String>,
    /// Text that the package writes in the box.
    pub boxtext: Option<String>,
    /// Text that the package shows when one points at the box.
    pub tooltips: Option<String>,
    /// Address that the package's box leads to.
    pub url: Option<String>,
    /// The number, or a list of names with numbers.
    pub n: Option<String>,
}

/// Something that did not go into the table, or not out of it, as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableNote {
    /// The number concerned; `None` if it is none of the diagram's.
    pub key: Option<Key>,
    /// What happened, for the reviewers.
    pub message: String,
}

/// Why a file is not read as this format.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The first line does not name the columns.
    #[error(
        "this is not a PRISMA2020 file: its first line has no column \"{0}\" (expected: data,node,box,description,boxtext,tooltips,url,n)"
    )]
    MissingColumn(&'static str),
    /// The file is not CSV.
    #[error("the file cannot be read as CSV: {0}")]
    Csv(#[from] csv::Error),
}

impl PackageTable {
    /// The package's own rows and texts, without numbers.
    pub fn standard() -> PackageTable {
        PackageTable {
            rows: rows::standard_rows(),
        }
    }

    /// The file, UTF-8 with `\n` line ends and no byte order mark, as `read.csv` expects it.
    pub fn to_csv(&self) -> String {
        let mut out = COLUMNS.join(",") + "\n";
        for row in &self.rows {
            let fields = [
                &row.data,
                &row.node,
                &row.box_name,
                &row.description,
                &row.boxtext,
                &row.tooltips,
                &row.url,
                &row.n,
            ];
            let quoted = fields.map(|field| quote(field.as_deref().unwrap_or("NA")));
            out += &quoted.join(",");
            out.push('\n');
        }
        out
    }

    fn row(&self, key: Key) -> Option<&Row> {
        self.rows
            .iter()
            .find(|row| row.data.as_deref() == Some(key.as_str()))
    }
}

/// A field in quotation marks where CSV needs them.
fn quote(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

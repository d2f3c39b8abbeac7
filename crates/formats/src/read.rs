//! [`read`]: the bytes of a file to records and problems.

use review::{Problem, Severity};

use crate::csv_columns::{ColumnGuess, ColumnMapping};
use crate::{
    Format, ImportedRecord, LineEnds, bibtex, csv_table, decode, detect, endnote_xml, json, nbib,
    ovid, pubmed_xml, refer, ris, wos,
};

/// What is known about a file before it is read. Everything may be left open.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Name of the file; its extension settles the format only where the content leaves it open.
    pub file_name: Option<String>,
    /// The format, where the user insists on one.
    pub format: Option<Format>,
    /// For tables: which column holds what, as the user confirmed it.
    pub columns: Option<ColumnMapping>,
}

/// What a file held.
#[derive(Clone, Debug)]
pub struct Import {
    /// The format that was recognised.
    pub format: Format,
    /// Name of the encoding that was recognised, such as `UTF-8`, `UTF-16LE` or `windows-1252`.
    pub encoding: &'static str,
    /// Whether the file began with a byte order mark.
    pub byte_order_mark: bool,
    /// How its lines end.
    pub line_ends: LineEnds,
    /// Its records, in file order.
    pub records: Vec<ImportedRecord>,
    /// What could not be read as it should, in file order.
    pub problems: Vec<Problem>,
    /// For tables: which column was taken for what.
    pub columns: Option<ColumnGuess>,
}

/// Why a file was refused as a whole: what it is, and what to try.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing but white space.
    #[error("the file is empty; export it again from the database")]
    Empty,
    /// A file of a kind that holds no references, or not in a form that can be read.
    #[error("this is {what}; {hint}")]
    NotReadable {
        /// What the file is, such as `a PDF document`.
        what: String,
        /// What to try instead.
        hint: String,
    },
    /// Text in which no format was recognised.
    #[error(
        "no bibliographic format was recognised in this file; export the search again as RIS, \
         nbib, BibTeX or CSV"
    )]
    UnknownFormat,
}

/// Reads a file of any known format.
///
/// Entries that cannot be read cost only themselves: they are listed in [`Import::problems`].
///
/// # Errors
/// [`ReadError`] where the file as a whole holds nothing to read.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Import, ReadError> {
    detect::refuse_binary(bytes)?;
    let decoded = decode::decode(bytes);
    if decoded.text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let text = decoded.text.as_ref();
    let format = match options.format {
        Some(format) => format,
        None => detect::detect(text, options.file_name.as_deref())?,
    };
    let mut columns = None;
    let mut entries = match format {
        Format::Ris => ris::parse(text),
        Format::Nbib => nbib::parse(text),
        Format::PubmedXml => pubmed_xml::parse(text),
        Format::EndnoteXml => endnote_xml::parse(text),
        Format::Bibtex => bibtex::parse(text),
        Format::WebOfScience => wos::parse(text),
        Format::Refer => refer::parse(text),
        Format::Ovid => ovid::parse(text),
        Format::Json => json::parse(text),
        Format::Csv => {
            let (entries, guess) = csv_table::parse(text, options.columns.as_ref());
            columns = Some(guess);
            entries
        }
    };
    let mut problems = decoded.problems;
    problems.append(&mut entries.problems);
    if entries.records.is_empty() && problems.is_empty() {
        problems.push(Problem {
            severity: Severity::Note,
            line: None,
            entry: None,
            reason: format!("no entry was found in this file, which was read as {format}"),
            excerpt: None,
        });
    }
    // Stable, so that problems of one line stay in the order in which they were found.
    problems.sort_by_key(|problem| problem.line);
    Ok(Import {
        format,
        encoding: decoded.encoding,
        byte_order_mark: decoded.byte_order_mark,
        line_ends: decoded.line_ends,
        records: entries.records,
        problems,
        columns,
    })
}

//! [`write`](fn@write): records to a file.

use std::io;

use review::Record;

use crate::{Format, bibtex, csv_table, json, nbib, ris};

/// Why records could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The format can only be read.
    #[error("records cannot be written as {0}; choose RIS, nbib, BibTeX, CSV or JSON")]
    ReadOnly(Format),
    /// The file could not be written.
    #[error("the file could not be written: {0}")]
    Io(#[from] io::Error),
}

/// Writes records as UTF-8, tables with a byte order mark (Excel needs it), all else without one. Reading the result gives back the same records: what the format
/// has no place for travels in a field of the user's own (`U5` in RIS, `GN` in nbib, a field or column `attest` in
/// BibTeX and CSV) that other programs show as a note or leave alone.
///
/// # Errors
/// [`WriteError::ReadOnly`] for a format that is not in [`Format::WRITABLE`], and whatever `out` fails with.
pub fn write(
    records: &[Record],
    format: Format,
    out: &mut dyn io::Write,
) -> Result<(), WriteError> {
    match format {
        Format::Ris => ris::write(records, out)?,
        Format::Nbib => nbib::write(records, out)?,
        Format::Bibtex => bibtex::write(records, out)?,
        Format::Csv => csv_table::write(records, out)?,
        Format::Json => json::write(records, out)?,
        Format::PubmedXml
        | Format::EndnoteXml
        | Format::WebOfScience
        | Format::Refer
        | Format::Ovid => return Err(WriteError::ReadOnly(format)),
    }
    Ok(())
}

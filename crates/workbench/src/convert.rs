//! Convert: one bibliographic format into another, without a review.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use formats::{Format, WriteError};
use review::{Problem, Record};
use serde::Serialize;
use store::unfinished_beside;

use crate::error::{Error, Result};
use crate::import::read_references;

/// What a conversion did.
#[derive(Clone, Debug, Serialize)]
pub struct Conversion {
    /// Format that was recognised.
    pub from: String,
    /// Format that was written.
    pub to: String,
    /// Encoding that was recognised.
    pub encoding: String,
    /// Number of records written.
    pub records: usize,
    /// What could not be read as it should.
    pub problems: Vec<Problem>,
    /// The file that was written.
    pub out: PathBuf,
}

/// Reads `input` in whatever format it is and writes its records to `out`.
pub fn convert(input: &Path, to: Format, out: &Path) -> Result<Conversion> {
    refuse_same_file(input, out)?;
    let (_, import) = read_references(input, None)?;
    let (from, encoding, problems) = (
        import.format.to_string(),
        import.encoding.to_owned(),
        import.problems,
    );
    let records: Vec<Record> = import.records.into_iter().map(|r| r.record).collect();
    write_references(&records, to, out)?;
    Ok(Conversion {
        from,
        to: to.to_string(),
        encoding,
        records: records.len(),
        problems,
        out: out.to_owned(),
    })
}

/// Writes records in the format of a reference manager, whole or not at all.
pub(crate) fn write_references(records: &[Record], format: Format, out: &Path) -> Result<()> {
    write_whole(out, |file| {
        formats::write(records, format, file).map_err(|error| match error {
            WriteError::Io(error) => Error::file(out, &error),
            WriteError::ReadOnly(_) => Error::invalid(
                error.to_string(),
                "Name the file so that it ends in .ris, .nbib, .bib, .csv or .json.",
            ),
        })
    })
}

/// Writes a file whole or not at all: under another name first, renamed when it is complete and on disk.
pub fn write_whole(path: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    refuse_review_files(path)?;
    let file = unfinished_beside(path).map_err(|e| Error::file(path, &e))?;
    let mut file = BufWriter::new(file);
    fill(&mut file)?;
    let file = file
        .into_inner()
        .map_err(|e| Error::file(path, e.error()))?;
    file.as_file()
        .sync_all()
        .map_err(|e| Error::file(path, &e))?;
    file.persist(path)
        .map_err(|e| Error::file(path, &e.error))?;
    Ok(())
}

/// An export must never replace the review itself.
fn refuse_review_files(path: &Path) -> Result<()> {
    let own = path
        .file_name()
        .and_then(|name| name.to_str())
        .is_some_and(|name| name.starts_with("review.db") || name == "lock");
    let in_review = path.parent().is_some_and(|folder| {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        (own && folder.join("review.db").exists())
            || (folder.ends_with("documents") || folder.ends_with("backups"))
                && folder
                    .parent()
                    .is_some_and(|review| review.join("review.db").exists())
    });
    if in_review {
        return Err(Error::refused(
            format!(
                "{} belongs to a review and is not overwritten",
                path.display()
            ),
            "Choose another name or folder for the file.",
        ));
    }
    Ok(())
}

/// Reading and writing one file at once would lose it.
pub(crate) fn refuse_same_file(input: &Path, out: &Path) -> Result<()> {
    let same = match (input.canonicalize(), out.canonicalize()) {
        (Ok(input), Ok(out)) => input == out,
        _ => false,
    };
    if same {
        return Err(Error::refused(
            format!("{} is the file that is read", out.display()),
            "Choose another name for the result.",
        ));
    }
    Ok(())
}

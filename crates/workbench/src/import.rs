//! Import: files of a search become records of the review, and a list of what could not be read.

use std::path::{Path, PathBuf};

use formats::{ColumnGuess, ColumnMapping, ReadOptions};
use review::{Problem, SearchId, Severity, SourceKind};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{Actor, NewRecord, NewSearch, SearchRow};
use ts_rs::TS;

use crate::error::{Code, Error, Result};
use crate::open_review::Review;
use crate::progress::Progress;

/// A file to be imported, with what the reviewers know of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Name of the source as it shall stand in the diagram; the file's own name if empty.
    pub source: String,
    /// Which kind of source.
    pub kind: SourceKind,
    /// Day of the search, `YYYY-MM-DD`.
    pub searched_on: Option<String>,
    /// The search as it was run.
    pub strategy: Option<String>,
    /// For a table of unknown columns: which column holds what.
    pub columns: Option<ColumnMapping>,
    /// For a table of unknown columns: take the columns as they were guessed, after a person looked at the preview.
    pub accept_guess: bool,
    /// Import the file even if one of the same content was imported before.
    pub again: bool,
}

/// What became of one file.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportedFile {
    /// The file.
    pub path: PathBuf,
    /// The search it became, or why it was refused as a whole.
    #[serde(flatten)]
    pub result: FileResult,
}

/// The two ways an import can end.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileResult {
    /// Stored.
    Imported(FileSummary),
    /// Nothing of it was stored.
    Refused(Error),
}

/// What was understood of a file.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FileSummary {
    /// The search it became; `None` in a preview.
    pub search_id: Option<SearchId>,
    /// Name of the source.
    pub source: String,
    /// Format that was recognised.
    pub format: String,
    /// Encoding that was recognised, with its byte order mark.
    pub encoding: String,
    /// Number of records.
    pub records: usize,
    /// Entries that could not be read at all.
    pub entries_lost: usize,
    /// Everything that could not be read as it should.
    pub problems: Vec<Problem>,
    /// For tables: which column was taken for what, and whether that is certain.
    pub columns: Option<ColumnGuess>,
}

struct ReadFile {
    sha256: String,
    name: String,
    import: formats::Import,
}

impl Review {
    /// Imports files one after the other, each in one transaction: a bad file costs only itself.
    pub async fn import(
        &self,
        files: &[ImportFile],
        progress: &Progress,
    ) -> Result<Vec<ImportedFile>> {
        let mut results = Vec::new();
        for (done, file) in files.iter().enumerate() {
            if progress.is_cancelled() {
                return Err(Error::cancelled());
            }
            progress.report("Importing files", done as u64, files.len() as u64);
            let result = match self.import_file(file, progress).await {
                Ok(summary) => FileResult::Imported(summary),
                // Where the review itself cannot be written, the next file will not fare better.
                Err(error)
                    if matches!(
                        error.code,
                        Code::DiskFull | Code::ReadOnly | Code::Damaged | Code::Internal
                    ) =>
                {
                    return Err(error);
                }
                Err(error) if error.code == Code::Cancelled => return Err(error),
                Err(error) => FileResult::Refused(error),
            };
            results.push(ImportedFile {
                path: file.path.clone(),
                result,
            });
        }
        progress.report("Importing files", files.len() as u64, files.len() as u64);
        Ok(results)
    }

    async fn import_file(&self, file: &ImportFile, progress: &Progress) -> Result<FileSummary> {
        if let Some(day) = &file.searched_on {
            check_day(day)?;
        }
        let read = read_off_thread(file.path.clone(), file.columns.clone()).await?;
        if !file.again {
            self.refuse_twice(&read).await?;
        }
        let unconfirmed = read
            .import
            .columns
            .as_ref()
            .is_some_and(|guess| !guess.confident);
        if unconfirmed && file.columns.is_none() && !file.accept_guess {
            return Err(Error::refused(
                format!(
                    "{}: the columns of this table are not those of a known database",
                    file.path.display()
                ),
                "Look at what was understood of its columns; then confirm or correct them.",
            ));
        }
        let source = match file.source.trim() {
            "" => read.name.clone(),
            name => name.to_owned(),
        };
        let mut summary = summarise(&read.import, &source);
        let mut change = self.store.begin(&Actor::Program, "import").await?;
        let search = change
            .add_search(&NewSearch {
                source: &source,
                kind: file.kind,
                searched_on: file.searched_on.as_deref(),
                strategy: file.strategy.as_deref(),
                file_name: &read.name,
                file_sha256: &read.sha256,
                format: &summary.format,
                encoding: &summary.encoding,
            })
            .await?;
        let records: Vec<NewRecord<'_>> = read
            .import
            .records
            .iter()
            .map(|r| NewRecord {
                entry: r.entry,
                line: Some(r.line),
                record: &r.record,
            })
            .collect();
        // In parts, so that a large file shows how far it is and can be stopped: then nothing of it is stored.
        const PART: usize = 2_000;
        for (part, chunk) in records.chunks(PART).enumerate() {
            if progress.is_cancelled() {
                return Err(Error::cancelled());
            }
            progress.report(
                "Storing records",
                (part * PART) as u64,
                records.len() as u64,
            );
            change.add_records(&search, chunk).await?;
        }
        change.add_problems(&search, &read.import.problems).await?;
        change
            .commit(&serde_json::json!({
                "search": search, "source": source, "kind": file.kind, "file": read.name, "sha256": read.sha256,
                "records": summary.records, "problems": summary.problems.len(),
            }))
            .await?;
        summary.search_id = Some(search);
        Ok(summary)
    }

    async fn refuse_twice(&self, read: &ReadFile) -> Result<()> {
        let searches = self.store.searches().await?;
        let twin = searches
            .iter()
            .find(|s| s.search.file_sha256 == read.sha256 && s.withdrawn.is_none());
        match twin {
            None => Ok(()),
            Some(twin) => Err(Error::new(
                Code::Exists,
                format!(
                    "{} was imported before as “{}” from {}",
                    read.name, twin.search.file_name, twin.search.source
                ),
                "Its records are in the review already. Import it again only where that is what you want.",
            )),
        }
    }

    /// All searches in the order of import.
    pub async fn searches(&self) -> Result<Vec<SearchRow>> {
        Ok(self.store.searches().await?)
    }

    /// The problems found in the file of a search.
    pub async fn problems(&self, search: &SearchId) -> Result<Vec<Problem>> {
        Ok(self.store.problems(search).await?)
    }

    /// Takes an import back: its records count nowhere from now on, and the rows stay for the audit.
    pub async fn withdraw_import(&self, search: &SearchId, reason: &str) -> Result<()> {
        let known = self.store.searches().await?;
        let Some(row) = known.iter().find(|s| s.search.id == *search) else {
            return Err(Error::not_found(
                format!("there is no import “{search}”"),
                "Look at the list of imports.",
            ));
        };
        let mut change = self.store.begin(&Actor::Program, "withdraw import").await?;
        change.withdraw_search(search, reason).await?;
        change
            .commit(&serde_json::json!({ "search": search, "file": row.search.file_name, "reason": reason }))
            .await?;
        Ok(())
    }
}

/// What would be understood of a file, without a review and without storing anything.
pub async fn preview(path: &Path, columns: Option<ColumnMapping>) -> Result<FileSummary> {
    let read = read_off_thread(path.to_owned(), columns).await?;
    let name = read.name.clone();
    Ok(summarise(&read.import, &name))
}

fn summarise(import: &formats::Import, source: &str) -> FileSummary {
    let encoding = if import.byte_order_mark {
        format!("{} with byte order mark", import.encoding)
    } else {
        import.encoding.to_owned()
    };
    FileSummary {
        search_id: None,
        source: source.to_owned(),
        format: import.format.to_string(),
        encoding,
        records: import.records.len(),
        entries_lost: import
            .problems
            .iter()
            .filter(|p| p.severity == Severity::Entry)
            .count(),
        problems: import.problems.clone(),
        columns: import.columns.clone(),
    }
}

/// Reading a large file takes seconds of work, which must not hold up others on the same thread.
async fn read_off_thread(path: PathBuf, columns: Option<ColumnMapping>) -> Result<ReadFile> {
    tokio::task::spawn_blocking(move || read_file(&path, columns))
        .await
        .map_err(|e| Error::internal(format!("reading a file ended unexpectedly: {e}")))?
}

fn read_file(path: &Path, columns: Option<ColumnMapping>) -> Result<ReadFile> {
    let (bytes, import) = read_references(path, columns)?;
    if import.records.is_empty()
        && import
            .problems
            .iter()
            .all(|p| p.severity != Severity::Entry)
    {
        return Err(Error::bad_input(
            format!(
                "{}: no records in this {} file",
                path.display(),
                import.format
            ),
            "Open it in a text editor: if records are there, export them again as RIS or nbib.",
        ));
    }
    Ok(ReadFile {
        sha256: store::hexadecimal(&Sha256::digest(&bytes)),
        name: file_name(path),
        import,
    })
}

/// Reads a bibliographic file; returns its bytes beside its content.
pub(crate) fn read_references(
    path: &Path,
    columns: Option<ColumnMapping>,
) -> Result<(Vec<u8>, formats::Import)> {
    if path.is_dir() {
        return Err(Error::bad_input(
            format!("{} is a folder", path.display()),
            "Name the files in it, one by one.",
        ));
    }
    let bytes = std::fs::read(path).map_err(|e| Error::file(path, &e))?;
    let options = ReadOptions {
        file_name: Some(file_name(path)),
        format: None,
        columns,
    };
    let import = formats::read(&bytes, &options).map_err(|e| {
        // The reader's sentence has the hint after the semicolon.
        let text = e.to_string();
        let (message, hint) = text
            .split_once("; ")
            .unwrap_or((&text, "Export the search again as RIS or nbib."));
        Error::bad_input(format!("{}: {message}", path.display()), sentence(hint))
    })?;
    Ok((bytes, import))
}

fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let Some(first) = characters.next() else {
        return String::new();
    };
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), characters.as_str())
}

/// The name of a file without its folders.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    )
}

fn check_day(day: &str) -> Result<()> {
    let parts: Vec<&str> = day.split('-').collect();
    let in_range = |text: &str, digits: usize, low: u32, high: u32| {
        text.len() == digits && text.parse::<u32>().is_ok_and(|n| (low..=high).contains(&n))
    };
    let valid = matches!(parts[..], [y, m, d]
        if in_range(y, 4, 1900, 2200) && in_range(m, 2, 1, 12) && in_range(d, 2, 1, 31));
    if valid {
        return Ok(());
    }
    Err(Error::invalid(
        format!("“{day}” is not a date"),
        "Write the day of the search as YYYY-MM-DD, for example 2024-03-09.",
    ))
}

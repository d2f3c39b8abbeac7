//! Registries: files of trial registries read, written as tables, linked to records, set beside papers, and counted for
//! the design of the next trial. Without a review; all of it is worked out in the crate `registry`.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use ::registry::{
    Bench, Links, PaperValues, Prefill, ReadTrialsError, RegistryComparison, RegistryFormat,
    RegistryItem, ReportText, TableKind, TableWriter, Trial, TrialFacts, TrialKey, bench, compare,
    link, prefill, read_trials,
};
use review::{Problem, Severity};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::convert::write_whole;
use crate::error::{Error, Result};
use crate::import::{file_name, read_references};

/// Problems that are listed; all are counted.
const LISTED: usize = 1000;

/// Files of registries, and where what is in them goes.
#[derive(Clone, Debug, Default)]
pub struct RegistryRequest {
    /// The files.
    pub files: Vec<PathBuf>,
    /// A file for the trials as JSON, one on each line.
    pub out: Option<PathBuf>,
    /// A folder for the ten tables as CSV.
    pub tables: Option<PathBuf>,
}

/// What was found in the files.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegistryImport {
    /// Each file.
    pub files: Vec<RegistryFile>,
    /// Trials in all of them; one that stands in two files counts twice.
    pub trials: u64,
    /// The tables that were written.
    pub tables: Vec<RegistryTable>,
    /// What could not be read as it should, the first thousand.
    pub problems: Vec<RegistryProblem>,
    /// How many problems there are.
    pub problem_count: u64,
    /// How many trials could not be read at all.
    pub lost: u64,
}

/// A file of a registry.
#[derive(Clone, Debug, Serialize)]
pub struct RegistryFile {
    /// The file.
    pub path: PathBuf,
    /// What it is.
    pub format: RegistryFormat,
    /// Trials in it.
    pub trials: u64,
}

/// A table that was written.
#[derive(Clone, Debug, Serialize)]
pub struct RegistryTable {
    /// Which.
    pub table: TableKind,
    /// Its rows, the header not counted.
    pub rows: u64,
    /// Where it is.
    pub path: PathBuf,
}

/// A problem with its file.
#[derive(Clone, Debug, Serialize)]
pub struct RegistryProblem {
    /// The file.
    pub file: PathBuf,
    /// The problem.
    #[serde(flatten)]
    pub problem: Problem,
}

/// Reads files of registries one trial at a time, and writes them where that is asked for.
///
/// # Errors
/// A file that cannot be read, or is of no known format; a place that cannot be written.
pub fn import_registry(request: &RegistryRequest) -> Result<RegistryImport> {
    let mut tables = match &request.tables {
        Some(folder) => Some(TableFiles::open(folder)?),
        None => None,
    };
    let mut found = RegistryImport::default();
    match &request.out {
        Some(path) => write_whole(path, |out| {
            found = each_trial(&request.files, |trial| {
                write_line(path, out, trial)?;
                add_to(&mut tables, trial)
            })?;
            Ok(())
        })?,
        None => found = each_trial(&request.files, |trial| add_to(&mut tables, trial))?,
    }
    if let Some(tables) = tables {
        found.tables = tables.finish()?;
    }
    Ok(found)
}

fn write_line(path: &Path, out: &mut dyn Write, trial: &Trial) -> Result<()> {
    let mut line = serde_json::to_vec(trial).map_err(|e| Error::internal(e.to_string()))?;
    line.push(b'\n');
    out.write_all(&line).map_err(|e| Error::file(path, &e))
}

fn add_to(tables: &mut Option<TableFiles>, trial: &Trial) -> Result<()> {
    match tables {
        Some(tables) => tables.add(trial),
        None => Ok(()),
    }
}

/// The ten tables under names of unfinished files, which become whole together.
struct TableFiles {
    folder: PathBuf,
    writer: TableWriter<BufWriter<File>>,
}

impl TableFiles {
    fn path(folder: &Path, kind: TableKind, end: &str) -> PathBuf {
        folder.join(format!("{}.csv{end}", kind.name()))
    }

    fn open(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|e| Error::file(folder, &e))?;
        let writer = TableWriter::new(|kind| {
            File::create(Self::path(folder, kind, ".unfinished")).map(BufWriter::new)
        })
        .map_err(|e| Error::file(folder, &e))?;
        Ok(Self {
            folder: folder.to_owned(),
            writer,
        })
    }

    fn add(&mut self, trial: &Trial) -> Result<()> {
        self.writer
            .add(trial)
            .map_err(|e| Error::file(&self.folder, &e))
    }

    fn finish(self) -> Result<Vec<RegistryTable>> {
        let folder = self.folder;
        let written = self.writer.finish().map_err(|e| Error::file(&folder, &e))?;
        let mut tables = Vec::new();
        for (table, rows, file) in written {
            let path = Self::path(&folder, table, "");
            let file = file
                .into_inner()
                .map_err(|e| Error::file(&path, e.error()))?;
            file.sync_all().map_err(|e| Error::file(&path, &e))?;
            std::fs::rename(Self::path(&folder, table, ".unfinished"), &path)
                .map_err(|e| Error::file(&path, &e))?;
            tables.push(RegistryTable { table, rows, path });
        }
        Ok(tables)
    }
}

/// Goes through the trials of files. A bad trial is a problem; what `each` refuses ends it.
fn each_trial(
    files: &[PathBuf],
    mut each: impl FnMut(&Trial) -> Result<()>,
) -> Result<RegistryImport> {
    let mut found = RegistryImport::default();
    for path in files {
        let file = File::open(path).map_err(|e| Error::file(path, &e))?;
        let mut failed = None;
        let mut trials = 0;
        let format = read_trials(file, |item| {
            match item {
                RegistryItem::Trial(trial) => {
                    trials += 1;
                    if let Err(error) = each(&trial) {
                        failed = Some(error);
                        return ControlFlow::Break(());
                    }
                }
                RegistryItem::Problem(problem) => {
                    found.problem_count += 1;
                    found.lost += u64::from(problem.severity == Severity::Entry);
                    if found.problems.len() < LISTED {
                        found.problems.push(RegistryProblem {
                            file: path.clone(),
                            problem,
                        });
                    }
                }
            }
            ControlFlow::Continue(())
        })
        .map_err(|error| refused(path, &error))?;
        if let Some(error) = failed {
            return Err(error);
        }
        found.trials += trials;
        found.files.push(RegistryFile {
            path: path.clone(),
            format,
            trials,
        });
    }
    Ok(found)
}

pub(crate) fn refused(path: &Path, error: &ReadTrialsError) -> Error {
    match error {
        ReadTrialsError::Io(error) => Error::file(path, error),
        ReadTrialsError::UnknownFormat => Error::bad_input(
            format!("{}: {error}", path.display()),
            "Download studies from ClinicalTrials.gov as JSON or CSV, or export them from the WHO's portal (ICTRP) as XML.",
        ),
    }
}

/// Records and trials, linked and not.
#[derive(Clone, Debug, Serialize)]
pub struct RegistryLinks {
    /// How many reports were looked at.
    pub reports: usize,
    /// How many of them state a number of a registry or are named by one.
    pub linked_reports: usize,
    /// The links.
    #[serde(flatten)]
    pub links: Links,
    /// Problems of the registries' files.
    pub problems: Vec<RegistryProblem>,
}

/// Links the records of bibliographic files, and plain texts, to the trials of registries. A record is named by its file
/// and its number in it, a text by its file.
///
/// # Errors
/// Files that cannot be read.
pub fn link_registry(
    registries: &[PathBuf],
    records: &[PathBuf],
    texts: &[PathBuf],
) -> Result<RegistryLinks> {
    let mut keys = Vec::new();
    let read = each_trial(registries, |trial| {
        keys.push(TrialKey::from(trial));
        Ok(())
    })?;
    let mut reports = Vec::new();
    for path in records {
        let (_, import) = read_references(path, None)?;
        let name = file_name(path);
        for (number, imported) in (1..).zip(&import.records) {
            reports.push(of_record(format!("{name}:{number}"), &imported.record));
        }
    }
    for path in texts {
        let bytes = std::fs::read(path).map_err(|e| Error::file(path, &e))?;
        reports.push(ReportText {
            id: file_name(path),
            texts: vec![(
                "text".to_owned(),
                String::from_utf8_lossy(&bytes).into_owned(),
            )],
            ..ReportText::default()
        });
    }
    let links = link(&keys, &reports);
    Ok(RegistryLinks {
        reports: reports.len(),
        linked_reports: reports.len() - links.unlinked_reports.len(),
        links,
        problems: read.problems,
    })
}

/// Numbers stand in titles, abstracts and fields of their own (PubMed's secondary source, Embase's trial number).
fn of_record(id: String, record: &review::Record) -> ReportText {
    let mut texts = Vec::new();
    let mut add = |place: &str, text: &str| texts.push((place.to_owned(), text.to_owned()));
    if let Some(title) = &record.title {
        add("title", title);
    }
    if let Some(text) = &record.abstract_text {
        add("abstract", text);
    }
    // Whatever other fields the source has, a number in them is found.
    if let Ok(all) = serde_json::to_string(record) {
        add("fields", &all);
    }
    ReportText {
        id,
        pmid: record.pmid.clone(),
        doi: record.doi.clone(),
        texts,
    }
}

/// Sets a registration beside what a paper says, given as JSON ([`PaperValues`], or a list of them). Without `trial` each
/// paper is compared with the registration whose number it gives.
///
/// # Errors
/// Files that cannot be read; a trial that is in none of them.
pub fn compare_registry(
    registries: &[PathBuf],
    papers: &Path,
    trial: Option<&str>,
) -> Result<Vec<RegistryComparison>> {
    let papers: OneOrMany<PaperValues> = read_json(papers)?;
    let papers = papers.all();
    let wanted: Vec<Vec<String>> = papers
        .iter()
        .map(|paper| {
            let given = paper
                .registration
                .as_ref()
                .map(|stated| stated.value.as_str());
            let text = trial.or(given).unwrap_or_default();
            let numbers = ::registry::numbers_in(text)
                .into_iter()
                .map(|found| found.number);
            let numbers: Vec<String> = numbers.collect();
            if numbers.is_empty() && !text.is_empty() {
                vec![text.to_owned()]
            } else {
                numbers
            }
        })
        .collect();
    let mut found: Vec<Option<RegistryComparison>> = vec![None; papers.len()];
    each_trial(registries, |registered| {
        let numbers = registered.numbers();
        for ((paper, wanted), found) in papers.iter().zip(&wanted).zip(&mut found) {
            // The registration's own number goes before one that gives it as another's.
            let own = wanted.contains(&registered.id);
            let other = wanted
                .iter()
                .any(|number| numbers.contains(&number.as_str()));
            if own || (other && found.is_none()) {
                *found = Some(compare(registered, paper));
            }
        }
        Ok(())
    })?;
    papers
        .iter()
        .zip(found)
        .map(|(paper, found)| {
            found.ok_or_else(|| {
                Error::not_found(
                    format!(
                        "the registration of “{}” is in none of the files",
                        paper.report
                    ),
                    "Name its number with --trial, or give the file that holds it.",
                )
            })
        })
        .collect()
}

/// What trials used, with numbers for the size of the next.
#[derive(Clone, Debug, Serialize)]
pub struct TrialDesign {
    /// Frequencies with the trials they rest on.
    pub bench: Bench,
    /// Registrations that were not counted, since their trial is counted by another one or stands in two files.
    pub registered_twice: Vec<String>,
    /// Numbers for a sample size, where a pooled result was given.
    pub prefill: Option<Prefill>,
    /// Problems of the registries' files.
    pub problems: Vec<RegistryProblem>,
}

/// Counts what the trials of registries, and of extracted values as JSON (a list of [`TrialFacts`]), used; fills the
/// questions of a sample size from what `attest pool --json` wrote.
///
/// # Errors
/// Files that cannot be read.
pub fn trial_design(
    registries: &[PathBuf],
    values: Option<&Path>,
    pooled: Option<&Path>,
) -> Result<TrialDesign> {
    let (mut facts, mut keys) = (Vec::new(), Vec::new());
    let read = each_trial(registries, |trial| {
        facts.push(TrialFacts::from(trial));
        keys.push(TrialKey::from(trial));
        Ok(())
    })?;
    let groups = link(&keys, &[]).trials;
    let second: BTreeSet<&String> = groups
        .iter()
        .flat_map(|group| group.registrations.iter().skip(1))
        .collect();
    let (mut seen, mut registered_twice) = (BTreeSet::new(), Vec::new());
    facts.retain(|trial| {
        let counts = !second.contains(&trial.trial) && seen.insert(trial.trial.clone());
        if !counts {
            registered_twice.push(trial.trial.clone());
        }
        counts
    });
    if let Some(path) = values {
        let more: OneOrMany<TrialFacts> = read_json(path)?;
        facts.extend(more.all());
    }
    let prefill = match pooled {
        Some(path) => {
            let value: serde_json::Value = read_json(path)?;
            Some(prefill(&value, &file_name(path)))
        }
        None => None,
    };
    Ok(TrialDesign {
        bench: bench(&facts),
        registered_twice,
        prefill,
        problems: read.problems,
    })
}

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum OneOrMany<T> {
    Many(Vec<T>),
    One(T),
}

impl<T> OneOrMany<T> {
    fn all(self) -> Vec<T> {
        match self {
            OneOrMany::Many(all) => all,
            OneOrMany::One(one) => vec![one],
        }
    }
}

fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let bytes = std::fs::read(path).map_err(|e| Error::file(path, &e))?;
    serde_json::from_slice(&bytes).map_err(|e| {
        Error::bad_input(
            format!("{}: {e}", path.display()),
            "See docs/decisions/0028-registries.md for the form of this file.",
        )
    })
}

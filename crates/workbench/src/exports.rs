//! Exports: files that leave the review are first written into its folder `exports/`, named by day and time, and copied
//! from there to wherever a person wants them.

mod what;

use std::path::{Path, PathBuf};
use std::str::FromStr;

use prisma::{DrawingOptions, Mismatch, Template, Theme};
use serde::Serialize;
use store::is_unfinished;
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::export::{
    DiagramOptions, RecordFormat, RecordSet, ReportFormat, TableFormat, TableWritten,
};
use crate::import::file_name;
use crate::open_review::Review;
use crate::packet::{PacketRequest, Passphrase};
use crate::progress::Progress;

pub use what::Export;

/// What was written.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Exported {
    /// The files.
    pub files: Vec<ExportedFile>,
    /// Rows or records in them; `None` for the diagram.
    pub rows: Option<usize>,
    /// Sums of the diagram that do not agree.
    pub mismatches: Vec<Mismatch>,
    /// What is still to be done before the numbers are final.
    pub unfinished: Vec<String>,
}

/// A file in the folder `exports/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ExportedFile {
    /// Its path below `exports/`, with `/` between folder and name.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// When it was written, UTC milliseconds.
    pub written_at: i64,
}

impl Review {
    /// The folder of the exports.
    pub fn exports_folder(&self) -> PathBuf {
        self.folder().join("exports")
    }

    /// Makes the folder of the exports; the day and time that names a file in it.
    fn now_for_exports(&self) -> Result<String> {
        let folder = self.exports_folder();
        std::fs::create_dir_all(&folder).map_err(|e| Error::file(&folder, &e))?;
        Ok(jiff::Zoned::now().strftime("%Y-%m-%d %H.%M.%S").to_string())
    }

    /// Writes a packet for a reviewer among the exports.
    pub async fn keep_packet(
        &self,
        request: &PacketRequest,
        passphrase: &Passphrase,
    ) -> Result<ExportedFile> {
        let ledger = self.ledger().await?;
        let whose = in_a_name(ledger.reviewer_name(&request.reviewer));
        let folder = self.exports_folder();
        let path = unused(
            &folder,
            &format!("{} packet for {whose}", self.now_for_exports()?),
            "age",
        );
        self.give_packet(request, passphrase, &path).await?;
        described(&folder, &path)
    }

    /// Writes the answers to the packet that this review was made of among the exports.
    pub async fn keep_answers(&self, passphrase: &Passphrase) -> Result<ExportedFile> {
        let ledger = self.ledger().await?;
        let whose = ledger.facts().packet_of.as_ref();
        let whose = whose.map_or_else(String::new, |id| {
            format!(" of {}", in_a_name(ledger.reviewer_name(id)))
        });
        let folder = self.exports_folder();
        let path = unused(
            &folder,
            &format!("{} answers{whose}", self.now_for_exports()?),
            "age",
        );
        self.answer_packet(passphrase, &path).await?;
        described(&folder, &path)
    }

    /// Writes an export.
    pub async fn keep_export(&self, export: &Export) -> Result<Exported> {
        let folder = self.exports_folder();
        let now = self.now_for_exports()?;
        let place = |name: &str, format: &str| unused(&folder, &format!("{now} {name}"), format);
        let table = |format: &str| TableFormat::from_str(format);
        let (path, written): (PathBuf, TableWritten) = match export {
            Export::Prisma {
                dark,
                other_methods,
                dpi,
            } => {
                return self
                    .keep_diagram(&place("prisma", ""), *dark, *other_methods, *dpi)
                    .await;
            }
            Export::Records { set, format } => {
                let path = place(&format!("records {set}"), format);
                let (set, format) = (RecordSet::from_str(set)?, RecordFormat::from_str(format)?);
                let written = self.export_records(set, format, &path).await?;
                (path, written)
            }
            Export::Decisions { format } => {
                let path = place("decisions", format);
                let written = self.export_decisions(&path, table(format)?).await?;
                (path, written)
            }
            Export::Times { format } => {
                let path = place("times", format);
                let written = self.export_times(&path, table(format)?).await?;
                (path, written)
            }
            Export::Audit { format, query } => {
                let path = place("audit trail", format);
                let query = query.clone().unwrap_or_default();
                let written = match format.as_str() {
                    "html" => self.export_audit_page(&path, &query).await?.into(),
                    other => self.export_audit(&path, table(other)?, &query).await?,
                };
                (path, written)
            }
            Export::Checklist { checklist, format } => {
                let path = place(&format!("{} checklist", checklist.name()), format);
                let format = ReportFormat::from_str(format)?;
                let rows = self.export_checklist(*checklist, &path, format).await?;
                (path, rows.into())
            }
            Export::AiUse { format } => {
                let path = place("use of artificial intelligence", format);
                let rows = self
                    .export_ai_use(&path, ReportFormat::from_str(format)?)
                    .await?;
                (path, rows.into())
            }
            Export::Study { study } => {
                let written = self
                    .export_study(study.as_deref(), &place("study", ""))
                    .await?;
                return Ok(Exported {
                    files: written
                        .files
                        .iter()
                        .map(|file| described(&folder, file))
                        .collect::<Result<_>>()?,
                    rows: Some(written.readings),
                    mismatches: Vec::new(),
                    unfinished: Vec::new(),
                });
            }
            Export::Analysis { analysis } => {
                let name = match self.analyses_are_drafts().await? {
                    true => "analysis draft",
                    false => "analysis",
                };
                let files = self.export_analysis(analysis, &place(name, "")).await?;
                return several(&folder, &files);
            }
            Export::SummaryOfFindings {} => {
                let name = match self.analyses_are_drafts().await? {
                    true => "summary of findings draft",
                    false => "summary of findings",
                };
                let files = self.export_summary_of_findings(&place(name, "")).await?;
                return several(&folder, &files);
            }
            Export::TrialTables { set } => {
                let written = self
                    .write_trial_tables(&place("trial tables", ""), *set)
                    .await?;
                return Ok(Exported {
                    files: written
                        .0
                        .iter()
                        .map(|file| described(&folder, file))
                        .collect::<Result<_>>()?,
                    rows: Some(written.1),
                    mismatches: Vec::new(),
                    unfinished: Vec::new(),
                });
            }
            Export::TrialTable {
                table: kind,
                set,
                format,
            } => {
                let path = place(&format!("trials {}", kind.name()), format);
                let made = self.trial_table_to_write(*kind, *set).await?;
                let written = made.write(&path, table(format)?)?;
                (path, written)
            }
            Export::TrialDifferences { format } => {
                let path = place("trials beside papers", format);
                let made = self.differences_table().await?;
                let written = made.write(&path, table(format)?)?;
                (path, written)
            }
            Export::TrialsUsed { set, format } => {
                let path = place("what trials used", format);
                let made = self.used_table(*set).await?;
                let written = made.write(&path, table(format)?)?;
                (path, written)
            }
            Export::Form {} => {
                let path = place("extraction form", "toml");
                let rows = self.export_form(&path).await?;
                (path, rows.into())
            }
            Export::EvidenceTable { format, is_final } => {
                let name = if *is_final {
                    "evidence table"
                } else {
                    "evidence table draft"
                };
                let path = place(name, format);
                let written = if format == "docx" {
                    self.export_evidence_docx(&path, *is_final).await?.into()
                } else {
                    self.export_evidence_table(&path, table(format)?, *is_final)
                        .await?
                };
                (path, written)
            }
            Export::EvidenceReport { is_final } => {
                let name = if *is_final {
                    "evidence report"
                } else {
                    "evidence report draft"
                };
                let path = place(name, "html");
                let rows = self.export_evidence_report(&path, *is_final).await?;
                (path, rows.into())
            }
            Export::Metafor { is_final } => {
                let name = if *is_final {
                    "metafor"
                } else {
                    "metafor draft"
                };
                let path = place(name, "csv");
                let rows = self.export_metafor(&path, *is_final).await?;
                (path, rows.into())
            }
            Export::Revman { is_final } => {
                let name = if *is_final { "revman" } else { "revman draft" };
                let (files, rows) = self.export_revman(&place(name, ""), *is_final).await?;
                return Ok(Exported {
                    files: files
                        .iter()
                        .map(|file| described(&folder, file))
                        .collect::<Result<_>>()?,
                    rows: Some(rows),
                    mismatches: Vec::new(),
                    unfinished: Vec::new(),
                });
            }
            Export::CensusDesigns { format } => {
                let path = place("census designs", format);
                let written = self
                    .export_census_designs(&path, table(format)?, &Progress::silent())
                    .await?;
                (path, written)
            }
            Export::CensusCounts { format, point } => {
                let path = place("census counts", format);
                let written = self
                    .export_census_counts(&path, table(format)?, *point, &Progress::silent())
                    .await?;
                (path, written)
            }
            Export::Bias { file, tool, format } => {
                let path = place(file.name(), format);
                let written = self.export_bias(*file, *tool, &path).await?;
                return Ok(Exported {
                    files: vec![described(&folder, &path)?],
                    rows: Some(written.rows),
                    mismatches: Vec::new(),
                    unfinished: written.left_out,
                });
            }
            Export::ExtractionTimes { format } => {
                let path = place("extraction times", format);
                let written = self.export_extraction_times(&path, table(format)?).await?;
                (path, written)
            }
            Export::AssessmentTimes { format } => {
                let path = place("assessment times", format);
                let written = self.export_assessment_times(&path, table(format)?).await?;
                (path, written)
            }
        };
        Ok(Exported {
            files: vec![described(&folder, &path)?],
            rows: Some(written.rows),
            mismatches: Vec::new(),
            unfinished: written.remark().into_iter().collect(),
        })
    }

    async fn keep_diagram(
        &self,
        folder: &Path,
        dark: bool,
        other_methods: Option<bool>,
        dpi: u32,
    ) -> Result<Exported> {
        let mut drawing = DrawingOptions::default();
        if dark {
            drawing.theme = Theme::Dark;
        }
        if let Some(other_methods) = other_methods {
            drawing.template = Some(Template {
                other_methods,
                ..self.flow().await?.template()
            });
        }
        let written = self
            .export_prisma(folder, &DiagramOptions { drawing, dpi })
            .await?;
        let exports = self.exports_folder();
        Ok(Exported {
            files: written
                .files
                .iter()
                .map(|file| described(&exports, file))
                .collect::<Result<_>>()?,
            rows: None,
            mismatches: written.mismatches,
            unfinished: written.unfinished,
        })
    }

    /// The exports that are kept, the latest first.
    pub fn kept_exports(&self) -> Result<Vec<ExportedFile>> {
        let folder = self.exports_folder();
        let mut files = Vec::new();
        for path in entries(&folder) {
            if path.is_dir() {
                files.extend(entries(&path).into_iter().filter(|p| p.is_file()));
            } else {
                files.push(path);
            }
        }
        let mut described: Vec<ExportedFile> = files
            .iter()
            .map(|file| described(&folder, file))
            .collect::<Result<_>>()?;
        described.sort_by(|a, b| b.written_at.cmp(&a.written_at).then(a.name.cmp(&b.name)));
        Ok(described)
    }

    /// Where a kept export lies. Refused for anything that is not one of them.
    pub fn kept_export(&self, name: &str) -> Result<PathBuf> {
        self.kept_exports()?
            .into_iter()
            .find(|file| file.name == name)
            .map(|file| file.path)
            .ok_or_else(|| {
                Error::not_found(
                    format!("there is no export “{name}” in this review"),
                    "It may have been moved or deleted; export it again.",
                )
            })
    }

    /// Copies a kept export to another place; a file that is there is replaced.
    pub fn copy_export(&self, name: &str, to: &Path) -> Result<PathBuf> {
        let from = self.kept_export(name)?;
        let target = if to.is_dir() {
            to.join(file_name(&from))
        } else {
            to.to_owned()
        };
        std::fs::copy(&from, &target).map_err(|e| Error::file(&target, &e))?;
        Ok(target)
    }
}

/// Several files in a folder of their own.
fn several(exports: &Path, files: &[PathBuf]) -> Result<Exported> {
    Ok(Exported {
        files: files
            .iter()
            .map(|file| described(exports, file))
            .collect::<Result<_>>()?,
        rows: None,
        mismatches: Vec::new(),
        unfinished: Vec::new(),
    })
}

/// What lies in a folder, but for files that are being written.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.filter_map(|e| e.ok().map(|e| e.path()));
    paths.filter(|path| !is_unfinished(path)).collect()
}

fn described(exports: &Path, path: &Path) -> Result<ExportedFile> {
    let facts = std::fs::metadata(path).map_err(|e| Error::file(path, &e))?;
    let below = path.strip_prefix(exports).unwrap_or(path);
    let parts: Vec<String> = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    let written_at = facts
        .modified()
        .ok()
        .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok())
        .and_then(|since| i64::try_from(since.as_millis()).ok());
    Ok(ExportedFile {
        name: parts.join("/"),
        path: path.to_owned(),
        bytes: facts.len(),
        written_at: written_at.unwrap_or_default(),
    })
}

/// What of a person's name can stand in the name of a file on every system.
fn in_a_name(person: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '\'');
    let name: String = person.chars().filter(|&c| kept(c)).take(60).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A path that does not exist yet: two exports within a second are both kept.
fn unused(folder: &Path, stem: &str, extension: &str) -> PathBuf {
    let named = |suffix: &str| {
        let dot = if extension.is_empty() { "" } else { "." };
        folder.join(format!("{stem}{suffix}{dot}{extension}"))
    };
    let mut path = named("");
    let mut copy = 2;
    while path.exists() {
        path = named(&format!(" ({copy})"));
        copy += 1;
    }
    path
}

//! MeSH on this computer: a file of NLM's that a person adds once, for every review. Strategies then know which headings lie
//! below which, which headings there are, and which words lead to them. Nothing is fetched, and nothing of it goes into a
//! review.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use serde::{Deserialize, Serialize};
use strategy::{
    Expression, HeadingTree, HeadingsError, OfferedTerm, RelevantRecords, Strategy, Thesaurus,
    check_terms, parse,
};
use ts_rs::TS;

use crate::convert::write_whole;
use crate::desk::{Desk, json};
use crate::error::{Error, Result};
use crate::jobs::{Job, JobKind, Lane, now_ms};
use crate::off_thread::off_thread;
use crate::open_review::Review;
use crate::preferences::Preferences;
use crate::strategy_view::{Searchable, chosen, relevant_sets};

/// What is kept of the file, in the person's folder.
const KEPT: &str = "mesh.txt";
/// What is told of it.
const TOLD: &str = "mesh.json";
/// Words that are listed of one heading at most; the richest have some two hundred.
const MOST_TERMS: usize = 300;

/// The file of MeSH that is on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeshFile {
    /// Name of the file it came from, such as `d2026.bin`: it tells the year.
    pub file: String,
    /// Headings in it.
    pub headings: usize,
    /// Words that lead to headings; none where only the tree was given.
    pub entry_terms: usize,
    /// When it was added, milliseconds since 1970-01-01 UTC.
    pub added_at: i64,
}

/// The words that lead to a heading of a strategy: synonyms that may be searched as text words too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HeadingTerms {
    /// The heading, as NLM writes it.
    pub heading: String,
    /// Headings below it.
    pub narrower: usize,
    /// The words.
    pub terms: Vec<HeadingTerm>,
}

/// A word that leads to a heading, counted on the records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HeadingTerm {
    /// The word or phrase.
    pub term: String,
    /// Records that use it.
    pub records: usize,
    /// Of these, relevant ones.
    pub relevant: usize,
}

/// MeSH as the open review uses it.
#[derive(Clone, Debug, Default)]
pub(crate) struct MeshAtHand(Arc<RwLock<Option<Arc<HeadingTree>>>>);

/// Reads a file of MeSH.
pub(crate) fn read_mesh(file: &Path) -> Result<HeadingTree> {
    let opened = File::open(file).map_err(|e| Error::file(file, &e))?;
    HeadingTree::read(BufReader::with_capacity(1 << 16, opened)).map_err(|error| match error {
        HeadingsError::Unreadable(error) => Error::file(file, &error),
        other => Error::invalid(
            format!("{}: {other}", file.display()),
            "Get desc….xml, d….bin or mtrees….bin from NLM (nlm.nih.gov/mesh) and unpack it.",
        ),
    })
}

impl Review {
    pub(crate) fn mesh(&self) -> Option<Arc<HeadingTree>> {
        let held = self.mesh.0.read().unwrap_or_else(PoisonError::into_inner);
        held.clone()
    }

    async fn set_mesh(&self, mesh: Option<Arc<HeadingTree>>) {
        *self.mesh.0.write().unwrap_or_else(PoisonError::into_inner) = mesh;
        self.searchable.lock().await.take();
    }

    /// The words that lead to the headings of a strategy, with what they find in the records. Empty without MeSH, and
    /// where the platform searches another thesaurus.
    pub(crate) async fn heading_terms(
        &self,
        text: String,
        syntax: Option<String>,
    ) -> Result<Vec<HeadingTerms>> {
        let syntax = chosen(&text, syntax)?;
        let ledger = self.ledger().await?;
        let searchable = self.searchable(&ledger).await?;
        let relevant = relevant_sets(&ledger, &searchable)
            .pop()
            .unwrap_or_default();
        off_thread("reading headings", move || {
            let strategy = parse(&text, syntax).strategy;
            searchable
                .tree()
                .filter(|_| syntax.thesaurus() == Some(Thesaurus::Mesh))
                .map_or_else(Vec::new, |mesh| {
                    terms_of(&strategy, mesh, &searchable, &relevant)
                })
        })
        .await
    }
}

fn terms_of(
    strategy: &Strategy,
    mesh: &HeadingTree,
    at: &Searchable,
    relevant: &RelevantRecords,
) -> Vec<HeadingTerms> {
    let mut names = BTreeMap::new();
    for line in &strategy.lines {
        if let Some(expression) = &line.expression {
            headings_of(expression, &mut |name| {
                if let Some(heading) = mesh.heading_of(name) {
                    let place = names.len();
                    names.entry(heading.to_owned()).or_insert(place);
                }
            });
        }
    }
    let mut names: Vec<(String, usize)> = names.into_iter().collect();
    names.sort_by_key(|(_, place)| *place);
    names
        .into_iter()
        .map(|(heading, _)| {
            let offered: Vec<OfferedTerm> = mesh
                .entry_terms(&heading)
                .iter()
                .take(MOST_TERMS)
                .map(|term| OfferedTerm {
                    term: term.clone(),
                    origin: "MeSH".to_owned(),
                })
                .collect();
            let mut terms: Vec<HeadingTerm> =
                check_terms(&offered, &at.searched.corpus, relevant, Some(mesh))
                    .into_iter()
                    .map(|checked| HeadingTerm {
                        term: checked.term,
                        records: checked.records,
                        relevant: checked.relevant,
                    })
                    .collect();
            terms.sort_by_key(|term| std::cmp::Reverse((term.relevant, term.records)));
            HeadingTerms {
                narrower: mesh.with_narrower(&heading).len().saturating_sub(1),
                heading,
                terms,
            }
        })
        .collect()
}

fn headings_of(expression: &Expression, take: &mut impl FnMut(&str)) {
    if let Expression::Heading(heading) = expression {
        take(&heading.name);
    }
    for part in expression.parts() {
        headings_of(part, take);
    }
}

impl Desk {
    /// The file of MeSH on this computer, if there is one.
    pub(crate) fn mesh_file(&self) -> Option<MeshFile> {
        let kept = self.preferences().folder().join(KEPT).is_file();
        self.preferences()
            .kept::<Option<MeshFile>>(TOLD)
            .filter(|_| kept)
    }

    /// Reads a file of MeSH and keeps what is used of it, in place of an earlier one.
    pub(crate) fn add_mesh(&self, path: PathBuf) -> Job {
        let desk = self.clone();
        self.jobs().enqueue(
            Lane::Io,
            JobKind::AddMesh,
            "Reading MeSH",
            move |_| async move {
                let preferences = desk.preferences().clone();
                let (told, mesh) =
                    off_thread("reading headings", move || keep(&path, &preferences)).await??;
                desk.use_mesh(Some(Arc::new(mesh))).await;
                json(told)
            },
        )
    }

    /// Takes MeSH off this computer.
    pub(crate) async fn remove_mesh(&self) -> Result<()> {
        let path = self.preferences().folder().join(KEPT);
        match std::fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::file(&path, &error)),
        }
        self.use_mesh(None).await;
        Ok(())
    }

    async fn use_mesh(&self, mesh: Option<Arc<HeadingTree>>) {
        // Without an open review there is nobody to use it; the next one reads it when it is opened.
        if let Ok(session) = self.session().await {
            session.review.set_mesh(mesh).await;
        }
    }

    /// Reads what is kept, in the background: a review opens without waiting for it.
    pub(crate) fn bring_mesh(&self, review: &Review) {
        let path = self.preferences().folder().join(KEPT);
        if !path.is_file() {
            return;
        }
        let review = review.clone();
        tokio::spawn(async move {
            match off_thread("reading headings", move || read_mesh(&path)).await {
                Ok(Ok(mesh)) => review.set_mesh(Some(Arc::new(mesh))).await,
                Ok(Err(error)) | Err(error) => {
                    tracing::warn!(%error, "the file of MeSH cannot be read; add it again");
                }
            }
        });
    }
}

fn keep(path: &Path, preferences: &Preferences) -> Result<(MeshFile, HeadingTree)> {
    let mesh = read_mesh(path)?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let told = MeshFile {
        file: name.unwrap_or_default(),
        headings: mesh.len(),
        entry_terms: mesh.entry_term_count(),
        added_at: now_ms(),
    };
    let folder = preferences.folder();
    std::fs::create_dir_all(folder).map_err(|e| Error::file(folder, &e))?;
    let kept = folder.join(KEPT);
    write_whole(&kept, |file| {
        file.write_all(mesh.to_text().as_bytes())
            .map_err(|e| Error::file(&kept, &e))
    })?;
    preferences.change(TOLD, |kept: &mut Option<MeshFile>| {
        *kept = Some(told.clone())
    })?;
    Ok((told, mesh))
}

//! Files of registries brought into the review, and taken back.

use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use registry::{ReadTrialsError, RegistryItem, read_trials};
use review::{DocumentHash, Problem, ReviewerId, Severity};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{Actor, Change, NewRegistryTrial};
use tokio::sync::mpsc;
use ts_rs::TS;

use crate::error::{Code, Error, Result};
use crate::import::file_name;
use crate::off_thread::off_thread;
use crate::open_review::Review;
use crate::progress::Progress;
use crate::registry_files::refused;

/// Trials that one file may bring in: more is a whole registry, and no answer to a question.
const MOST_TRIALS: usize = 20_000;
/// Problems of a file that are kept.
const KEPT_PROBLEMS: usize = 1_000;
/// Trials that wait to be stored while others are read.
const WAITING: usize = 64;

/// A file of a registry, and what became of it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RegistryFileAdded {
    /// Name of the file.
    pub name: String,
    /// What became of it.
    #[serde(flatten)]
    pub result: RegistryFileResult,
}

/// The two ways in which it can end.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RegistryFileResult {
    /// Stored.
    Added {
        /// Its format.
        format: String,
        /// Registrations in it.
        trials: usize,
        /// Of these, how many the review did not have.
        fresh: usize,
        /// How many it had in other words: they are new versions.
        changed: usize,
        /// What could not be read as it should.
        problems: Vec<Problem>,
        /// Registrations that could not be read at all.
        lost: usize,
    },
    /// Nothing of it was stored.
    Refused(Error),
}

enum ReadItem {
    Trial(NewRegistryTrial),
    Problem(Problem),
}

impl Review {
    /// Imports files of registries one after the other, each in one change, then reads the attached documents that
    /// nothing has read yet, for the numbers in them.
    ///
    /// # Errors
    /// The review cannot be written; a bad file is told in its result and costs only itself.
    pub async fn add_registry_files(
        &self,
        files: &[PathBuf],
        reviewer: &ReviewerId,
        progress: &Progress,
    ) -> Result<Vec<RegistryFileAdded>> {
        self.known_reviewer(reviewer).await?;
        let mut results = Vec::new();
        for path in files {
            let result = match self.add_registry_file(path, reviewer, progress).await {
                Ok(result) => result,
                // Where the review itself cannot be written, the next file will not fare better.
                Err(error)
                    if matches!(
                        error.code,
                        Code::DiskFull
                            | Code::ReadOnly
                            | Code::Damaged
                            | Code::Internal
                            | Code::Cancelled
                    ) =>
                {
                    return Err(error);
                }
                Err(error) => RegistryFileResult::Refused(error),
            };
            results.push(RegistryFileAdded {
                name: file_name(path),
                result,
            });
        }
        self.read_documents_for_trials(progress).await?;
        Ok(results)
    }

    async fn add_registry_file(
        &self,
        path: &Path,
        reviewer: &ReviewerId,
        progress: &Progress,
    ) -> Result<RegistryFileResult> {
        let name = file_name(path);
        let known = self.kept_trials().await?;
        let hashed = path.to_owned();
        let sha256 = off_thread("reading a file", move || sha256_of(&hashed)).await??;
        if let Some(twin) = known
            .facts
            .imports
            .iter()
            .find(|one| one.file_sha256 == sha256 && one.withdrawn.is_none())
        {
            return Err(Error::new(
                Code::Exists,
                format!("{name} was imported before as “{}”", twin.file_name),
                "Its trials are in the review already.",
            ));
        }
        let (sender, mut receiver) = mpsc::channel(WAITING);
        let read_path = path.to_owned();
        let reading = tokio::task::spawn_blocking(move || read_file(&read_path, &sender));
        let mut waiting: Vec<NewRegistryTrial> = Vec::new();
        let mut problems: Vec<Problem> = Vec::new();
        let (mut count, mut fresh, mut changed, mut lost) = (0_usize, 0_usize, 0_usize, 0_usize);
        while let Some(item) = receiver.recv().await {
            if progress.is_cancelled() {
                return Err(Error::cancelled());
            }
            match item {
                ReadItem::Trial(trial) => {
                    count += 1;
                    match known.registration(&trial.number).and_then(|r| r.latest()) {
                        None => fresh += 1,
                        Some(before) => {
                            let same = serde_json::to_string(before)
                                .is_ok_and(|before| before == trial.body);
                            changed += usize::from(!same);
                        }
                    }
                    waiting.push(trial);
                    if count > MOST_TRIALS {
                        return Err(Error::refused(
                            format!("{name} holds more than {MOST_TRIALS} trials"),
                            "Search the registry for the question of the review, and export what it finds.",
                        ));
                    }
                    progress.report("Reading trials", count as u64, 0);
                }
                ReadItem::Problem(problem) => {
                    lost += usize::from(problem.severity == Severity::Entry);
                    if problems.len() < KEPT_PROBLEMS {
                        problems.push(problem);
                    }
                }
            }
        }
        let format = reading
            .await
            .map_err(|e| Error::internal(format!("reading a file ended unexpectedly: {e}")))?
            .map_err(|error| refused(path, &error))?;
        if count == 0 && lost == 0 {
            return Err(Error::bad_input(
                format!("{name}: no trials in this {format} file"),
                "Export the search in the registry again, and look whether it finds any.",
            ));
        }
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "import registry")
            .await?;
        let import = change
            .add_registry_import(&name, &sha256, &format, reviewer)
            .await?;
        self.store_trials(&mut change, &import, &waiting, progress)
            .await?;
        change.add_registry_problems(&import, &problems).await?;
        change
            .commit(&serde_json::json!({
                "import": import, "file": name, "sha256": sha256, "format": format, "trials": count,
                "fresh": fresh, "changed": changed, "problems": problems.len(),
            }))
            .await?;
        Ok(RegistryFileResult::Added {
            format,
            trials: count,
            fresh,
            changed,
            problems,
            lost,
        })
    }

    async fn store_trials(
        &self,
        change: &mut Change,
        import: &str,
        trials: &[NewRegistryTrial],
        progress: &Progress,
    ) -> Result<()> {
        const PART: usize = 500;
        for (part, some) in trials.chunks(PART).enumerate() {
            if progress.is_cancelled() {
                return Err(Error::cancelled());
            }
            progress.report("Storing trials", (part * PART) as u64, trials.len() as u64);
            change.add_registry_trials(import, some).await?;
        }
        Ok(())
    }

    /// What could not be read as it should in a file of a registry.
    pub async fn registry_problems(&self, import: &str) -> Result<Vec<Problem>> {
        Ok(self.store.registry_problems(import).await?)
    }

    /// Takes a file of a registry back: its registrations count nowhere from now on, and the rows stay for the audit.
    ///
    /// # Errors
    /// Refused without a reason; there is no such import, or it was taken back before.
    pub async fn withdraw_registry_import(
        &self,
        import: &str,
        reason: &str,
        reviewer: &ReviewerId,
    ) -> Result<()> {
        self.known_reviewer(reviewer).await?;
        let imports = self.store.registry_imports().await?;
        let known = imports
            .iter()
            .find(|one| one.id == import && one.withdrawn.is_none());
        let Some(known) = known else {
            return Err(Error::not_found(
                format!("there is no file of a registry “{import}” that counts"),
                "It may have been taken back already.",
            ));
        };
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Error::invalid(
                "no reason is given",
                "Say why the file is taken back; it stays in the list with the reason.",
            ));
        }
        let mut change = self
            .store
            .begin(
                &Actor::Reviewer(reviewer.clone()),
                "withdraw registry import",
            )
            .await?;
        change
            .withdraw_registry_import(import, reason, reviewer)
            .await?;
        change
            .commit(
                &serde_json::json!({ "import": import, "file": known.file_name, "reason": reason }),
            )
            .await?;
        Ok(())
    }

    /// Reads the attached documents that nothing has read yet, so that the numbers in them are found. Returns how many.
    ///
    /// # Errors
    /// The review cannot be read; a document that cannot be read is left out.
    pub async fn read_documents_for_trials(&self, progress: &Progress) -> Result<usize> {
        let unread: Vec<DocumentHash> = self.unread_documents().await?;
        let mut read = 0;
        for (done, hash) in unread.iter().enumerate() {
            if progress.is_cancelled() {
                return Err(Error::cancelled());
            }
            progress.report(
                "Reading attached documents",
                done as u64,
                unread.len() as u64,
            );
            match self.document(hash).await {
                Ok(_) => read += 1,
                Err(error) => tracing::warn!(%error, document = %hash, "a document was not read"),
            }
        }
        Ok(read)
    }
}

fn sha256_of(path: &Path) -> Result<String> {
    let failed = |e: &io::Error| Error::file(path, e);
    if path.is_dir() {
        return Err(Error::bad_input(
            format!("{} is a folder", path.display()),
            "Name the files in it, one by one.",
        ));
    }
    let mut file = File::open(path).map_err(|e| failed(&e))?;
    let mut hash = Sha256::new();
    let mut piece = vec![0_u8; 1 << 16];
    loop {
        let n = file.read(&mut piece).map_err(|e| failed(&e))?;
        if n == 0 {
            return Ok(store::hexadecimal(&hash.finalize()));
        }
        hash.update(piece.get(..n).unwrap_or_default());
    }
}

fn read_file(
    path: &Path,
    sender: &mpsc::Sender<ReadItem>,
) -> std::result::Result<String, ReadTrialsError> {
    let mut unwritable = None;
    let format = read_trials(File::open(path)?, |item| {
        let item = match item {
            RegistryItem::Problem(problem) => ReadItem::Problem(problem),
            RegistryItem::Trial(mut trial) => {
                let entry = i64::try_from(trial.place.entry).unwrap_or(i64::MAX);
                // Where it stands in its file is no part of it: two files that say the same are one version.
                trial.place = registry::Place::default();
                match serde_json::to_string(&trial) {
                    Ok(body) => ReadItem::Trial(NewRegistryTrial {
                        number: trial.id.clone(),
                        entry,
                        body,
                    }),
                    Err(error) => {
                        unwritable = Some(io::Error::other(error));
                        return ControlFlow::Break(());
                    }
                }
            }
        };
        // Nobody listens any more where the import was stopped.
        match sender.blocking_send(item) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    })?;
    match unwritable {
        Some(error) => Err(error.into()),
        None => Ok(format.to_string()),
    }
}

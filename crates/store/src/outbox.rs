//! Decisions of a team's review on their way to the server. Each is on disk here before it is sent, and leaves only when
//! the server has it; sent twice, it is there once.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use review::{Decision, DecisionId, Role, Sighting, SuggestionId};
use serde::{Deserialize, Serialize};
use sqlx::AnyPool;

use crate::{Activity, Actor, Change, Store, StoreError};

/// How long the server may take for a decision before it counts as gone.
const PATIENCE: Duration = Duration::from_secs(8);

/// A decision with all that is recorded with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordedDecision {
    /// The decision, with its identity and time.
    pub decision: Decision,
    /// How long it took, if it was measured.
    pub activity: Option<Activity>,
    /// The suggestions that were seen with it.
    pub sightings: Vec<(SuggestionId, Sighting)>,
}

impl RecordedDecision {
    fn action(&self) -> &'static str {
        match self.decision.role {
            Role::Reviewer => "decide",
            Role::Adjudicator => "adjudicate",
        }
    }
}

/// Where a decision is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// In the database.
    Recorded,
    /// On this computer's disk, until the team's server can be reached.
    Waits,
}

/// Whether the server was silent when it was asked last. From then on nobody waits for it but who asks whether it is
/// back.
#[derive(Debug, Default)]
pub(crate) struct Silence(AtomicBool);

impl Store {
    /// A new identity and the present, milliseconds since 1970-01-01 UTC: both after everything known to be recorded.
    pub fn next_decision(&self) -> (DecisionId, i64) {
        (DecisionId(self.clock.new_id()), self.clock.now())
    }

    /// Records a decision. When this returns it survives the end of the process and a power cut: in the database, or, if
    /// the team's server does not answer, on this computer, from where [`send_waiting`](Self::send_waiting) sends it.
    ///
    /// # Errors
    /// What the database says, other than that it cannot be reached; the file of the outbox cannot be written.
    pub async fn record_decision(
        &self,
        recorded: &RecordedDecision,
    ) -> Result<Whereabouts, StoreError> {
        if !self.is_shared() {
            self.append_decision(recorded).await?;
            return Ok(Whereabouts::Recorded);
        }
        self.keep_waiting(recorded)?;
        // Those before it go first, so that the server has a reviewer's decisions in their order.
        match self.send_waiting().await {
            Ok(_) => Ok(Whereabouts::Recorded),
            Err(StoreError::Unreachable { .. }) => Ok(Whereabouts::Waits),
            // The refusal may have been of another one, sent with it.
            Err(error) if self.refused(recorded).is_file() => Err(error),
            Err(_) => Ok(Whereabouts::Recorded),
        }
    }

    /// Sends the decisions that wait, in order of time; how many were sent. One that the server refuses is put aside
    /// into `outbox/refused`, so that it neither is lost nor holds up the others.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`]; the outbox cannot be read; the last refusal, after all were tried.
    pub async fn send_waiting(&self) -> Result<usize, StoreError> {
        if !self.is_shared() {
            return Ok(0);
        }
        let _turn = self.sending.lock().await;
        let mut sent = 0;
        let mut refusal = None;
        for (path, recorded) in self.waiting()? {
            let appended = tokio::time::timeout(PATIENCE, self.append_decision(&recorded)).await;
            match self.heard(appended.unwrap_or_else(|_| Err(no_answer()))) {
                Ok(()) => {
                    std::fs::remove_file(&path).map_err(|e| StoreError::file(&path, e))?;
                    sent += 1;
                }
                Err(error @ StoreError::Unreachable { .. }) => return Err(error),
                Err(error) => {
                    tracing::error!(%error, file = %path.display(), "a decision was refused by the server");
                    self.put_aside(&path)?;
                    refusal = Some(error);
                }
            }
        }
        refusal.map_or(Ok(sent), Err)
    }

    /// Decisions that wait for the team's server, in order of time.
    pub fn waiting_decisions(&self) -> Result<Vec<RecordedDecision>, StoreError> {
        Ok(self.waiting()?.into_iter().map(|(_, one)| one).collect())
    }

    /// Remembers whether the server answered.
    pub(crate) fn heard<T>(&self, answer: Result<T, StoreError>) -> Result<T, StoreError> {
        let silent = self.is_shared() && matches!(answer, Err(StoreError::Unreachable { .. }));
        self.silence.0.store(silent, Ordering::Relaxed);
        answer
    }

    /// Whether the team's server answered when it was asked last; true for a database of one's own.
    pub fn answers(&self) -> bool {
        !self.silence.0.load(Ordering::Relaxed)
    }

    /// Asks the team's server whether it is there.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] where it is not.
    pub async fn ask_server(&self) -> Result<(), StoreError> {
        let asked = sqlx::query("SELECT 1").execute(&self.pool);
        let answer = match tokio::time::timeout(PATIENCE, asked).await {
            Ok(answer) => answer.map(|_| ()).map_err(StoreError::from),
            Err(_) => Err(no_answer()),
        };
        self.heard(answer)
    }

    /// The connections to the database; an error at once where the team's server is known to be away.
    pub(crate) fn reachable(&self) -> Result<&AnyPool, StoreError> {
        if self.answers() {
            Ok(&self.pool)
        } else {
            Err(no_answer())
        }
    }

    async fn append_decision(&self, recorded: &RecordedDecision) -> Result<(), StoreError> {
        let actor = Actor::Reviewer(recorded.decision.reviewer_id.clone());
        let mut change = self.begin(&actor, recorded.action()).await?;
        if change.add_recorded(recorded).await? {
            change.commit(&recorded.decision).await
        } else {
            // It arrived before, and only the answer was lost.
            Ok(())
        }
    }

    fn outbox(&self) -> PathBuf {
        self.folder().path().join("outbox")
    }

    fn keep_waiting(&self, recorded: &RecordedDecision) -> Result<(), StoreError> {
        let folder = self.outbox();
        std::fs::create_dir_all(&folder).map_err(|e| StoreError::file(&folder, e))?;
        let text =
            serde_json::to_vec(recorded).map_err(|e| StoreError::unreadable("decision", e))?;
        let path = folder.join(format!("{}.json", recorded.decision.id));
        let unfinished = folder.join(format!("{}.unfinished", recorded.decision.id));
        let written = std::fs::File::create(&unfinished)
            .and_then(|mut file| file.write_all(&text).and_then(|()| file.sync_all()))
            .and_then(|()| std::fs::rename(&unfinished, &path))
            .and_then(|()| std::fs::File::open(&folder)?.sync_all());
        written.map_err(|e| StoreError::file(&path, e))
    }

    fn waiting(&self) -> Result<Vec<(PathBuf, RecordedDecision)>, StoreError> {
        let folder = self.outbox();
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(StoreError::file(&folder, e)),
        };
        let mut paths: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|e| e == "json"))
            .collect();
        // Identities are UUIDv7, in order of time.
        paths.sort();
        let read = |path: PathBuf| {
            let bytes = std::fs::read(&path).map_err(|e| StoreError::file(&path, e))?;
            match serde_json::from_slice(&bytes) {
                Ok(recorded) => Ok(Some((path, recorded))),
                Err(error) => {
                    tracing::error!(%error, file = %path.display(), "a waiting decision cannot be read");
                    self.put_aside(&path)?;
                    Ok(None)
                }
            }
        };
        paths
            .into_iter()
            .filter_map(|p| read(p).transpose())
            .collect()
    }

    fn refused(&self, recorded: &RecordedDecision) -> PathBuf {
        let name = format!("{}.json", recorded.decision.id);
        self.outbox().join("refused").join(name)
    }

    fn put_aside(&self, path: &Path) -> Result<(), StoreError> {
        let refused = self.outbox().join("refused");
        std::fs::create_dir_all(&refused).map_err(|e| StoreError::file(&refused, e))?;
        let name = path.file_name().unwrap_or_default();
        std::fs::rename(path, refused.join(name)).map_err(|e| StoreError::file(path, e))
    }
}

impl Change {
    /// Appends a decision with all that belongs to it; `false` where it is there already.
    async fn add_recorded(&mut self, recorded: &RecordedDecision) -> Result<bool, StoreError> {
        let new = self
            .append_decisions(std::slice::from_ref(&recorded.decision))
            .await?
            > 0;
        if new {
            if let Some(activity) = &recorded.activity {
                self.add_activity(activity).await?;
            }
            self.add_sightings(&recorded.decision.id, &recorded.sightings)
                .await?;
        }
        Ok(new)
    }
}

fn no_answer() -> StoreError {
    StoreError::Unreachable {
        server: String::new(),
        reason: "it does not answer".to_owned(),
    }
}

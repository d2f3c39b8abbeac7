//! [`Jobs`]: the long steps, in three lanes of one loop each. Everyone else enqueues, reads or cancels.
//!
//! The table is kept in memory: a job that was running when the program ended left nothing half done (every step
//! commits as a whole), and starting it again finds what is still lacking.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde_json::Value;
use tokio::sync::mpsc;
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::events::{Event, Events};
use crate::progress::Progress;

/// What runs one after the other. Lanes run beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Reading and writing files.
    Io,
    /// Work of the processor: duplicates, index.
    Compute,
    /// Work of a language model.
    Model,
}

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant is the use case of that name")]
pub enum JobKind {
    Import,
    Dedupe,
    Index,
    Export,
    Attach,
    Sample,
    Suggest,
    SuggestValues,
    AddModel,
    AddMesh,
    Bench,
    Ask,
    SumUp,
    ProposeTerms,
    Census,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Others of its lane come first.
    Waiting,
    /// At work.
    Running,
    /// Ended with a result.
    Done,
    /// Ended with an error.
    Failed,
    /// Stopped at the user's wish.
    Cancelled,
}

/// A long step with how far it is.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Job {
    /// Number, from 1, within this run of the program.
    pub id: u64,
    /// What it does.
    pub kind: JobKind,
    /// What is being done at the moment.
    pub label: String,
    /// How much is done.
    pub done: u64,
    /// Of how much; 0 where it is not known.
    pub total: u64,
    /// When the present label began, UTC milliseconds: rate and remaining time count from here.
    pub started_ms: i64,
    /// Where it stands.
    pub state: JobState,
    /// What the use case answered, once it is done.
    #[ts(type = "unknown")]
    pub result: Option<Value>,
    /// Why it failed.
    pub error: Option<Error>,
}

type Work = Box<dyn FnOnce(Progress) -> Pin<Box<dyn Future<Output = Result<Value>> + Send>> + Send>;

struct Task {
    id: u64,
    progress: Progress,
    work: Work,
}

/// The table of jobs. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Jobs {
    table: Arc<Mutex<BTreeMap<u64, Entry>>>,
    io: mpsc::UnboundedSender<Task>,
    compute: mpsc::UnboundedSender<Task>,
    model: mpsc::UnboundedSender<Task>,
    events: Events,
}

#[derive(Debug)]
struct Entry {
    job: Job,
    progress: Progress,
}

impl std::fmt::Debug for Task {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Task({})", self.id)
    }
}

/// Progress is told at most ten times a second.
const PAUSE_MS: i64 = 100;
/// Jobs that ended are remembered up to this number, so that a page that is loaded anew can still show them.
const REMEMBERED: usize = 50;

impl Jobs {
    /// An empty table whose lanes run on the present runtime.
    pub(crate) fn new(events: Events) -> Self {
        let table = Arc::default();
        let (io, io_tasks) = mpsc::unbounded_channel();
        let (compute, compute_tasks) = mpsc::unbounded_channel();
        let (model, model_tasks) = mpsc::unbounded_channel();
        let jobs = Self {
            table,
            io,
            compute,
            model,
            events,
        };
        for tasks in [io_tasks, compute_tasks, model_tasks] {
            // The lane must not keep its own sender alive: it ends with the last handle to the table.
            tokio::spawn(lane(Arc::clone(&jobs.table), jobs.events.clone(), tasks));
        }
        jobs
    }

    /// Puts a job at the end of its lane.
    pub(crate) fn enqueue<F, W>(&self, lane: Lane, kind: JobKind, label: &str, work: W) -> Job
    where
        W: FnOnce(Progress) -> F + Send + 'static,
        F: Future<Output = Result<Value>> + Send + 'static,
    {
        let mut table = locked(&self.table);
        let id = table.last_key_value().map_or(1, |(last, _)| last + 1);
        let job = Job {
            id,
            kind,
            label: label.to_owned(),
            done: 0,
            total: 0,
            started_ms: now_ms(),
            state: JobState::Waiting,
            result: None,
            error: None,
        };
        let progress = reporting(id, Arc::clone(&self.table), self.events.clone());
        table.insert(
            id,
            Entry {
                job: job.clone(),
                progress: progress.clone(),
            },
        );
        forget_old(&mut table);
        drop(table);
        self.events.send(Event::Job { job: job.clone() });
        let queue = match lane {
            Lane::Io => &self.io,
            Lane::Compute => &self.compute,
            Lane::Model => &self.model,
        };
        let task = Task {
            id,
            progress,
            work: Box::new(move |progress| Box::pin(work(progress))),
        };
        if queue.send(task).is_err() {
            tracing::error!("a lane of jobs has ended");
        }
        job
    }

    /// All jobs that are remembered, the oldest first.
    pub(crate) fn all(&self) -> Vec<Job> {
        locked(&self.table)
            .values()
            .map(|entry| entry.job.clone())
            .collect()
    }

    /// Asks a job to stop. Nothing happens where it has ended already.
    pub(crate) fn cancel(&self, id: u64) {
        if let Some(entry) = locked(&self.table).get(&id) {
            entry.progress.cancel();
        }
    }

    /// Asks every job to stop.
    pub(crate) fn cancel_all(&self) {
        for entry in locked(&self.table).values() {
            entry.progress.cancel();
        }
    }
}

async fn lane(
    table: Arc<Mutex<BTreeMap<u64, Entry>>>,
    events: Events,
    mut tasks: mpsc::UnboundedReceiver<Task>,
) {
    while let Some(task) = tasks.recv().await {
        let id = task.id;
        update(&table, &events, id, |job| {
            job.state = JobState::Running;
            job.started_ms = now_ms();
        });
        let outcome = if task.progress.is_cancelled() {
            Err(Error::cancelled())
        } else {
            // On a task of its own, so that a fault of one job does not end the lane.
            tokio::spawn((task.work)(task.progress.clone()))
                .await
                .unwrap_or_else(|e| {
                    Err(Error::internal(format!("the step ended unexpectedly: {e}")))
                })
        };
        update(&table, &events, id, |job| match outcome {
            Ok(value) => {
                job.state = JobState::Done;
                job.result = Some(value);
            }
            Err(error) if error.code == crate::Code::Cancelled => job.state = JobState::Cancelled,
            Err(error) => {
                job.state = JobState::Failed;
                job.error = Some(error);
            }
        });
    }
}

fn reporting(id: u64, table: Arc<Mutex<BTreeMap<u64, Entry>>>, events: Events) -> Progress {
    let told_ms = AtomicI64::new(0);
    Progress::new(move |step| {
        let now = now_ms();
        let quiet = now - told_ms.load(Ordering::Relaxed) < PAUSE_MS;
        let mut guard = locked(&table);
        let Some(entry) = guard.get_mut(&id) else {
            return;
        };
        let job = &mut entry.job;
        let new_label = job.label != step.label;
        if new_label {
            job.label = step.label.to_owned();
            job.started_ms = now;
        }
        (job.done, job.total) = (step.done, step.total);
        if quiet && !new_label {
            return;
        }
        told_ms.store(now, Ordering::Relaxed);
        let job = job.clone();
        drop(guard);
        events.send(Event::Job { job });
    })
}

fn update(
    table: &Mutex<BTreeMap<u64, Entry>>,
    events: &Events,
    id: u64,
    change: impl FnOnce(&mut Job),
) {
    let mut guard = locked(table);
    let Some(entry) = guard.get_mut(&id) else {
        return;
    };
    change(&mut entry.job);
    let job = entry.job.clone();
    drop(guard);
    events.send(Event::Job { job });
}

fn forget_old(table: &mut BTreeMap<u64, Entry>) {
    let ended: Vec<u64> = table
        .values()
        .filter(|e| !matches!(e.job.state, JobState::Waiting | JobState::Running))
        .map(|e| e.job.id)
        .collect();
    for id in ended.iter().take(ended.len().saturating_sub(REMEMBERED)) {
        table.remove(id);
    }
}

fn locked(table: &Mutex<BTreeMap<u64, Entry>>) -> MutexGuard<'_, BTreeMap<u64, Entry>> {
    table.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

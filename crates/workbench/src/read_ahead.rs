//! Reading ahead: while people screen, the model reads what comes next, then scores all records, then reads the rest. It
//! waits for nobody and nobody waits for it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use models::{Launch, ServerChoice, StopFlag};
use review::{RecordId, ReviewerId, Stage};
use serde::Serialize;
use tokio::sync::Notify;
use ts_rs::TS;

use crate::error::{Code, Error, Result};
use crate::events::{Event, Events};
use crate::ledger::LedgerMark;
use crate::model_at_work::{ModelAtWork, ModelToUse};
use crate::off_thread::off_thread;
use crate::open_review::Review;
use crate::preferences::Preferences;
use crate::rank::LiveRanking;
use crate::suggest::Onlooker;

/// How far the reading is.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReadAhead {
    /// What it is doing.
    pub phase: ReadAheadPhase,
    /// Name of the model at work.
    pub model: Option<String>,
    /// Records that are to be read in all.
    pub records: usize,
    /// Records that were read, so that a suggestion is ready.
    pub read: usize,
    /// Records that were scored for their order; only readers do.
    pub scored: usize,
    /// Records a minute at present; `None` before the first minute is known.
    pub per_minute: Option<f64>,
    /// Seconds until all are read at this rate; `None` where that is not known.
    pub remaining_seconds: Option<f64>,
    /// Why it stopped, and what to try. It goes on with `ResumeReadAhead`.
    pub problem: Option<Error>,
}

/// What reading ahead is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReadAheadPhase {
    /// The user paused it.
    Paused,
    /// The review is open for reading only; nothing can be kept.
    ReadOnly,
    /// The protocol has no criteria, or there are no records yet.
    NothingToRead,
    /// No model is there.
    NoModel,
    /// The model is being loaded.
    Starting,
    /// At work.
    Reading,
    /// Everything was read.
    Done,
    /// It ended with a problem.
    Failed,
}

/// Records that are made ready for each reviewer before anything else is done.
const NEXT: usize = 20;
/// Records read between two looks at what comes next.
const ROUND: usize = 8;
/// Records whose answers are looked up between two looks.
const LOOK: usize = 512;
/// Records scored between two looks.
const SCORES: usize = 256;
/// The reading tells how far it is at most this often.
const TELL_EVERY: Duration = Duration::from_millis(250);
/// After a server of the team's own was away this long, it is asked again.
const SERVER_AGAIN: Duration = Duration::from_secs(60);
/// Time over which the rate is taken.
const RATE_OVER: Duration = Duration::from_secs(60);

/// The orders of the reviewers who are at work.
type Rankings = Arc<tokio::sync::Mutex<HashMap<ReviewerId, LiveRanking>>>;

/// Reading ahead in one open review. Dropping it stops the reading and the model.
#[derive(Debug)]
pub(crate) struct Ahead {
    shared: Arc<Shared>,
    task: Mutex<Option<tokio::task::JoinHandle<()>>>,
}

#[derive(Debug)]
struct Shared {
    review: Review,
    rankings: Rankings,
    preferences: Preferences,
    launch: Option<Launch>,
    events: Events,
    wake: Notify,
    state: Mutex<ReadAhead>,
    stop: Mutex<StopFlag>,
    /// When the screens were told last.
    told: Mutex<Option<Instant>>,
    /// The model at work, with the choice that led to it.
    model: tokio::sync::Mutex<Option<(Option<String>, ModelAtWork)>>,
}

impl Ahead {
    /// Begins as soon as there is something to read.
    pub(crate) fn start(
        review: &Review,
        rankings: &Rankings,
        preferences: &Preferences,
        launch: Option<Launch>,
        events: &Events,
        writable: bool,
    ) -> Self {
        let phase = if writable {
            ReadAheadPhase::NothingToRead
        } else {
            ReadAheadPhase::ReadOnly
        };
        let shared = Arc::new(Shared {
            review: review.clone(),
            rankings: Arc::clone(rankings),
            preferences: preferences.clone(),
            launch,
            events: events.clone(),
            wake: Notify::new(),
            state: Mutex::new(ReadAhead {
                phase,
                model: None,
                records: 0,
                read: 0,
                scored: 0,
                per_minute: None,
                remaining_seconds: None,
                problem: None,
            }),
            stop: Mutex::default(),
            told: Mutex::default(),
            model: tokio::sync::Mutex::default(),
        });
        let at_work = Arc::clone(&shared);
        let task = tokio::spawn(async move {
            if writable {
                at_work.run().await;
            }
        });
        Self {
            shared,
            task: Mutex::new(Some(task)),
        }
    }

    /// How far it is.
    pub(crate) fn state(&self) -> ReadAhead {
        locked(&self.shared.state).clone()
    }

    /// Something was changed or decided: what comes next may differ, or there may be work again.
    pub(crate) fn look_again(&self) {
        self.shared.wake.notify_one();
    }

    /// Stops what is being read at once; it goes on as the settings say, with the model they say.
    pub(crate) fn settings_changed(&self) {
        locked(&self.shared.stop).stop();
        locked(&self.shared.state).problem = None;
        self.shared.wake.notify_one();
    }

    /// The model, started where it is not running: for a step of the user's own.
    pub(crate) async fn model(&self) -> Result<ModelAtWork> {
        self.shared.started().await
    }
}

impl Ahead {
    /// Ends the reading and the model, so that the review can be closed.
    pub(crate) async fn end(&self) {
        locked(&self.shared.stop).stop();
        let task = locked(&self.task).take();
        if let Some(task) = task {
            task.abort();
            if let Err(error) = task.await
                && !error.is_cancelled()
            {
                tracing::warn!(%error, "reading ahead ended unexpectedly");
            }
        }
        *self.shared.model.lock().await = None;
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        locked(&self.shared.stop).stop();
        if let Some(task) = locked(&self.task).take() {
            task.abort();
        }
    }
}

/// What is known to be read, as long as records and protocol stay as they are.
#[derive(Default)]
struct Seen {
    mark: Option<(LedgerMark, String)>,
    read: HashSet<usize>,
    scored: HashSet<usize>,
}

enum Round {
    Worked,
    NothingLeft,
    NothingToRead,
}

impl Shared {
    async fn run(&self) {
        let mut seen = Seen::default();
        let mut rate = Rate::default();
        loop {
            if !self.preferences.settings().read_ahead {
                *self.model.lock().await = None;
                self.tell(|state| state.phase = ReadAheadPhase::Paused);
                self.wake.notified().await;
                continue;
            }
            *locked(&self.stop) = StopFlag::new();
            match self.round(&mut seen, &mut rate).await {
                Ok(Round::Worked) => tokio::task::yield_now().await,
                Ok(Round::NothingLeft) => {
                    self.tell(|state| {
                        state.phase = ReadAheadPhase::Done;
                        state.remaining_seconds = Some(0.0);
                    });
                    self.wake.notified().await;
                }
                Ok(Round::NothingToRead) => {
                    self.tell(|state| state.phase = ReadAheadPhase::NothingToRead);
                    self.wake.notified().await;
                }
                // Paused, or another model was chosen.
                Err(error) if error.code == Code::Cancelled => {}
                Err(error) => {
                    tracing::warn!(%error, "reading ahead ended");
                    *self.model.lock().await = None;
                    let missing = error.code == Code::NotFound;
                    let elsewhere = self.is_elsewhere();
                    self.tell(|state| {
                        state.phase = if missing {
                            ReadAheadPhase::NoModel
                        } else {
                            ReadAheadPhase::Failed
                        };
                        state.problem = Some(error);
                    });
                    if elsewhere {
                        // A server comes back without anyone here doing something about it.
                        let asked = tokio::time::timeout(SERVER_AGAIN, self.asked_to_go_on());
                        if asked.await.is_err() {
                            locked(&self.state).problem = None;
                        }
                    } else {
                        self.asked_to_go_on().await;
                    }
                }
            }
        }
    }

    /// Whether the choice is a server of the team's own.
    fn is_elsewhere(&self) -> bool {
        let chosen = self.preferences.settings().model;
        chosen.is_some_and(|model| ServerChoice::of_id(&model).is_some())
    }

    /// Waits until the user does something about a problem: a decision is no reason to try again.
    async fn asked_to_go_on(&self) {
        loop {
            self.wake.notified().await;
            if locked(&self.state).problem.is_none() {
                return;
            }
        }
    }

    async fn round(&self, seen: &mut Seen, rate: &mut Rate) -> Result<Round> {
        let ledger = self.review.ledger().await?;
        let groups: Vec<usize> = ledger
            .groups()
            .filter(|&g| ledger.removal(g).is_none())
            .collect();
        if ledger.protocol().criteria.is_empty() || groups.is_empty() {
            return Ok(Round::NothingToRead);
        }
        if self.model.lock().await.is_none() {
            self.tell(|state| state.phase = ReadAheadPhase::Starting);
        }
        let model = self.started().await?;
        let identity = model.agent().identity();
        let sha256 = identity.sha256.clone();
        // Where more than decisions has changed, it is looked up anew what was read.
        let same = seen
            .mark
            .as_ref()
            .is_some_and(|(mark, of)| *of == sha256 && ledger.decided_since(mark).is_some());
        if !same {
            *seen = Seen {
                mark: Some((ledger.mark(), sha256)),
                ..Seen::default()
            };
        }
        let stop = locked(&self.stop).clone();
        self.tell(|state| {
            state.phase = ReadAheadPhase::Reading;
            state.model = Some(identity.name.clone());
            (state.records, state.read, state.scored) =
                (groups.len(), seen.read.len(), seen.scored.len());
        });
        let open = |group: &usize| ledger.in_force(*group, Stage::TitleAbstract).is_empty();
        let orders = self.orders(&groups).await;
        let mut next: Vec<usize> = Vec::new();
        for order in &orders {
            let ready = order
                .iter()
                .filter(|g| seen.read.contains(g) && open(g))
                .take(NEXT)
                .count();
            let soon = order
                .iter()
                .copied()
                .filter(|g| !seen.read.contains(g) && open(g));
            next.extend(soon.take(NEXT.saturating_sub(ready)));
        }
        let mut named = HashSet::new();
        next.retain(|&group| named.insert(group));
        if next.is_empty()
            && let Some(worker) = model.reader()
        {
            let unscored: Vec<usize> = groups
                .iter()
                .copied()
                .filter(|g| !seen.scored.contains(g))
                .take(SCORES)
                .collect();
            if !unscored.is_empty() {
                let mut passed = |_: usize| {};
                self.review
                    .score_records(worker, &unscored, &stop, &mut passed)
                    .await?;
                seen.scored.extend(unscored);
                return Ok(Round::Worked);
            }
        }
        if next.is_empty() {
            // The undecided ones in order, then those that were decided: their suggestions tell how good the others are.
            let order = orders.first().map(Vec::as_slice).unwrap_or_default();
            let (undecided, decided): (Vec<usize>, Vec<usize>) = order
                .iter()
                .copied()
                .filter(|g| !seen.read.contains(g))
                .partition(open);
            next = undecided.into_iter().chain(decided).take(LOOK).collect();
        }
        if next.is_empty() {
            return Ok(Round::NothingLeft);
        }
        // Held no longer, the ledger is advanced in place when suggestions are kept.
        drop(ledger);
        let before = Instant::now();
        let mut onlooker = Told {
            shared: self,
            read: &mut seen.read,
        };
        let done = self
            .review
            .read_records(
                model.agent(),
                model.at_once(),
                &next,
                ROUND,
                &stop,
                &mut onlooker,
            )
            .await?;
        rate.add(done.records, before.elapsed());
        let left = groups.len().saturating_sub(seen.read.len());
        self.tell(|state| {
            state.read = seen.read.len();
            state.per_minute = rate.per_minute();
            state.remaining_seconds = state.per_minute.map(|rate| left as f64 * 60.0 / rate);
        });
        Ok(Round::Worked)
    }

    /// The orders of those who are at work, else that of the import; only groups that are there.
    async fn orders(&self, groups: &[usize]) -> Vec<Vec<usize>> {
        let present: HashSet<usize> = groups.iter().copied().collect();
        let rankings = self.rankings.lock().await;
        let mut orders: Vec<Vec<usize>> = rankings
            .values()
            .map(|ranking| {
                let order = ranking.order();
                let mut order: Vec<usize> = order
                    .iter()
                    .copied()
                    .filter(|g| present.contains(g))
                    .collect();
                let ordered: HashSet<usize> = order.iter().copied().collect();
                order.extend(groups.iter().copied().filter(|g| !ordered.contains(g)));
                order
            })
            .collect();
        if orders.is_empty() {
            orders.push(groups.to_vec());
        }
        orders
    }

    /// The chosen model at work.
    async fn started(&self) -> Result<ModelAtWork> {
        let mut model = self.model.lock().await;
        let preferences = self.preferences.clone();
        let chosen = preferences.settings().model;
        if let Some((choice, at_work)) = model.as_ref()
            && *choice == chosen
        {
            return Ok(at_work.clone());
        }
        *model = None;
        let wanted = off_thread("looking for a model", move || {
            ModelToUse::find(None, &preferences)
        })
        .await??;
        let launch = match &self.launch {
            Some(launch) => launch.clone(),
            None => Launch::this_program().map_err(|e| {
                Error::internal(format!("this program does not know where it is: {e}"))
            })?,
        };
        let started = ModelAtWork::of(launch, wanted).await?;
        *model = Some((chosen, started.clone()));
        Ok(started)
    }

    fn tell(&self, change: impl FnOnce(&mut ReadAhead)) {
        let mut state = locked(&self.state);
        let before = state.phase;
        change(&mut state);
        let read_ahead = state.clone();
        drop(state);
        let mut told = locked(&self.told);
        let quiet = told.is_some_and(|at: Instant| at.elapsed() < TELL_EVERY);
        if quiet && before == read_ahead.phase {
            return;
        }
        *told = Some(Instant::now());
        drop(told);
        self.events.send(Event::ReadAhead { read_ahead });
    }
}

/// Tells the screens which records have suggestions now.
struct Told<'s> {
    shared: &'s Shared,
    read: &'s mut HashSet<usize>,
}

impl Onlooker for Told<'_> {
    fn stored(&mut self, records: &[RecordId]) {
        self.shared.events.send(Event::Suggested {
            records: records.to_vec(),
        });
    }

    fn passed(&mut self, groups: &[usize]) {
        self.read.extend(groups);
    }
}

/// Records over time.
#[derive(Debug, Default)]
struct Rate(Vec<(Instant, usize, Duration)>);

impl Rate {
    fn add(&mut self, records: usize, took: Duration) {
        let now = Instant::now();
        self.0
            .retain(|(at, _, _)| now.duration_since(*at) < RATE_OVER);
        if records > 0 {
            self.0.push((now, records, took));
        }
    }

    fn per_minute(&self) -> Option<f64> {
        let records: usize = self.0.iter().map(|(_, records, _)| records).sum();
        let took: Duration = self.0.iter().map(|(_, _, took)| *took).sum();
        (records > 0 && took > TELL_EVERY).then(|| records as f64 * 60.0 / took.as_secs_f64())
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

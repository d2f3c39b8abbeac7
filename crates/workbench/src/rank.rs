//! Rank: the order in which the undecided records are shown, learnt from the decisions so far.
//!
//! What a reviewer's order is learnt from: the settled outcomes and this reviewer's own decisions, never another
//! reviewer's decision that is not settled, which would show through the order what independence hides.
//!
//! Ranking never stands in the way: [`LiveRanking`] trains in the background, and the order before stays in use.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use ranking::{Basis, Label, Model, Ranker, Ranking, RankingError, Reading};
use review::{Outcome, RecordId, ReviewerId, Stage, Verdict};
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;

use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::off_thread::off_thread;
use crate::open_review::Review;
use crate::progress::Progress;
use crate::reading::ReadingMark;
use crate::simulate::write_json;

/// An order with its first records.
#[derive(Clone, Debug, Serialize)]
pub struct Ranked {
    /// Records in the order.
    pub records: usize,
    /// Where the order comes from, in words.
    pub basis: String,
    /// The first ones.
    pub first: Vec<RankedRecord>,
}

/// A record in the order.
#[derive(Clone, Debug, Serialize)]
pub struct RankedRecord {
    /// The record.
    pub id: RecordId,
    /// Its title.
    pub title: Option<String>,
    /// Its score: greater means more likely to be included. Not a probability. `None` where nothing was learnt.
    pub score: Option<f64>,
}

/// An order as it is kept in `derived/`, so that the first record is there at once when the review is opened.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct SavedOrder {
    /// Number of records of the review when it was made; ordinals mean the same records ever after.
    records: usize,
    /// Ordinals of groups, the one to show first at the front.
    order: Vec<usize>,
}

/// The groups of a review and the classifier over their texts.
struct Trained {
    groups: Vec<usize>,
    ranker: Ranker,
}

impl Review {
    /// Orders the undecided records and keeps the order for [`next_records`](Review::next_records).
    pub async fn rank(
        &self,
        reviewer: Option<&ReviewerId>,
        model: Model,
        seed: u32,
        show: usize,
        progress: &Progress,
    ) -> Result<Ranked> {
        let ledger = self.ledger().await?;
        let trained = Arc::new(self.prepare_ranking(&ledger, model, seed, progress).await?);
        let reading = match (model, self.reading_mark().await?) {
            (Model::Attest, Some(mark)) => self.reading_of(&mark, &trained.groups).await?,
            _ => Reading::default(),
        };
        let (groups, ranking) = order_off_thread(
            &trained,
            &Arc::new(reading),
            labels(&ledger, reviewer),
            progress,
        )
        .await?;
        let order: Vec<usize> = ranking.order.iter().map(|&row| groups[row]).collect();
        self.save_order(reviewer, &with_decided_first(&groups, &order))
            .await?;
        let mut first = Vec::new();
        for (place, &group) in order.iter().take(show).enumerate() {
            first.push(RankedRecord {
                id: ledger.id(group).clone(),
                title: self.combined(&ledger, group).await?.title,
                score: ranking.scores.get(place).copied(),
            });
        }
        Ok(Ranked {
            records: order.len(),
            basis: in_words(ranking.basis),
            first,
        })
    }

    /// The order that was kept last for this reviewer, else for the team; empty before the first.
    pub async fn saved_order(&self, reviewer: Option<&ReviewerId>) -> Result<Vec<usize>> {
        if let Some(reviewer) = reviewer {
            self.known_reviewer(reviewer).await?;
        }
        let ledger = self.ledger().await?;
        for path in [self.order_file(reviewer), self.order_file(None)] {
            let saved: Option<SavedOrder> = std::fs::read(path)
                .ok()
                .and_then(|bytes| serde_json::from_slice(&bytes).ok());
            if let Some(saved) = saved.filter(|s| s.records <= ledger.record_count()) {
                return Ok(saved.order);
            }
        }
        Ok(Vec::new())
    }

    async fn save_order(&self, reviewer: Option<&ReviewerId>, order: &[usize]) -> Result<()> {
        if let Some(reviewer) = reviewer {
            self.known_reviewer(reviewer).await?;
        }
        let path = self.order_file(reviewer);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|e| Error::file(folder, &e))?;
        }
        let records = self.ledger().await?.record_count();
        write_json(
            &path,
            &SavedOrder {
                records,
                order: order.to_vec(),
            },
        )
    }

    fn order_file(&self, reviewer: Option<&ReviewerId>) -> PathBuf {
        let name = reviewer.map_or("team", |id| id.as_str());
        self.store
            .folder()
            .derived()
            .join(format!("order-{name}.json"))
    }

    async fn prepare_ranking(
        &self,
        ledger: &Arc<Ledger>,
        model: Model,
        seed: u32,
        progress: &Progress,
    ) -> Result<Trained> {
        let groups: Vec<usize> = ledger
            .groups()
            .filter(|&g| ledger.removal(g).is_none())
            .collect();
        let bytes = usize::try_from(self.store.text_length().await?).unwrap_or_default();
        let (review, ledger, progress) = (self.clone(), Arc::clone(ledger), progress.clone());
        let runtime = tokio::runtime::Handle::current();
        // The texts are read page by page, twice if there are many: a large review is never in memory as a whole.
        off_thread("the ranking", move || {
            let mut read = |receive: &mut dyn FnMut(&str) -> Result<()>| {
                for page in groups.chunks(PAGE) {
                    for (_, record) in runtime.block_on(review.combined_page(&ledger, page))? {
                        receive(&record.title_and_abstract())?;
                    }
                }
                Ok(())
            };
            let cancel = progress.cancel_flag();
            let ranker = Ranker::from_reading(groups.len(), bytes, &mut read, model, seed, cancel)?;
            Ok(Trained { groups, ranker })
        })
        .await?
    }
}

/// Records read at a time.
const PAGE: usize = 500;

/// What the order is learnt from, in order of time: settled outcomes, and the reviewer's own decisions.
fn labels(ledger: &Ledger, reviewer: Option<&ReviewerId>) -> Vec<(usize, bool)> {
    let mut labels = Vec::new();
    for group in ledger.groups().filter(|&g| ledger.removal(g).is_none()) {
        let settled = match ledger.outcome(group, Stage::TitleAbstract) {
            Outcome::Included => Some(true),
            Outcome::Excluded { .. } => Some(false),
            Outcome::Undecided | Outcome::Waiting | Outcome::Conflict => None,
        };
        let own = || {
            let decision = ledger.own_decision(group, Stage::TitleAbstract, reviewer?)?;
            match decision.verdict {
                Verdict::Include => Some(true),
                Verdict::Exclude => Some(false),
                Verdict::Unsure => None,
            }
        };
        labels.extend(settled.or_else(own).map(|label| (group, label)));
    }
    labels
}

async fn order_off_thread(
    trained: &Arc<Trained>,
    reading: &Arc<Reading>,
    labels: Vec<(usize, bool)>,
    progress: &Progress,
) -> Result<(Vec<usize>, Ranking)> {
    let (trained, progress) = (Arc::clone(trained), progress.clone());
    let reading = Arc::clone(reading);
    off_thread("the ranking", move || {
        // Groups ascend, and a group that was merged away since the texts were read is not among them.
        let labels: Vec<Label> = labels
            .into_iter()
            .filter_map(|(group, relevant)| {
                trained
                    .groups
                    .binary_search(&group)
                    .ok()
                    .map(|row| Label { row, relevant })
            })
            .collect();
        match trained
            .ranker
            .rank_with(&labels, &reading, progress.cancel_flag())
        {
            Ok(ranking) => Ok((trained.groups.clone(), ranking)),
            Err(RankingError::Cancelled(_)) => Err(Error::cancelled()),
            Err(other) => Err(Error::internal(other.to_string())),
        }
    })
    .await?
}

/// The order with the decided records before it. They are passed over as long as they are decided; when a decision is
/// taken back, its record is the next one, and need not wait for the next training.
fn with_decided_first(groups: &[usize], order: &[usize]) -> Vec<usize> {
    let open: HashSet<usize> = order.iter().copied().collect();
    let decided = groups.iter().copied().filter(|group| !open.contains(group));
    decided.chain(order.iter().copied()).collect()
}

fn in_words(basis: Basis) -> String {
    match basis {
        Basis::Learnt { relevant, irrelevant } => {
            format!("Learnt from {relevant} inclusions and {irrelevant} exclusions.")
        }
        Basis::AsImported => {
            "In the order of the import: at least one inclusion and one exclusion are needed to learn from.".into()
        }
        Basis::FromQuestion => {
            "By how well the model finds that they fit the review question; decisions will count as they come.".into()
        }
        Basis::Random => "In random order.".into(),
    }
}

/// Keeps a reviewer's order up to date in the background. Dropping it stops the work.
#[derive(Debug)]
pub struct LiveRanking {
    order: Arc<Mutex<Arc<Vec<usize>>>>,
    wake: Arc<Notify>,
    progress: Progress,
    task: tokio::task::JoinHandle<()>,
}

impl LiveRanking {
    /// Starts with the order that was kept last, and trains as soon as the texts are read.
    pub async fn start(review: &Review, reviewer: &ReviewerId) -> Result<Self> {
        let saved = Arc::new(review.saved_order(Some(reviewer)).await?);
        let order = Arc::new(Mutex::new(saved));
        let wake = Arc::new(Notify::new());
        let progress = Progress::silent();
        let worker = Worker {
            review: review.clone(),
            reviewer: reviewer.clone(),
            order: Arc::clone(&order),
            wake: Arc::clone(&wake),
            progress: progress.clone(),
        };
        wake.notify_one();
        Ok(Self {
            order,
            wake,
            progress,
            task: tokio::spawn(worker.run()),
        })
    }

    /// The order in use now.
    pub fn order(&self) -> Arc<Vec<usize>> {
        Arc::clone(&self.order.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Says that there are new decisions to learn from. Returns at once; several calls in a row cause one training.
    pub fn learn(&self) {
        self.wake.notify_one();
    }
}

impl Drop for LiveRanking {
    fn drop(&mut self) {
        self.progress.cancel();
        self.task.abort();
    }
}

struct Worker {
    review: Review,
    reviewer: ReviewerId,
    order: Arc<Mutex<Arc<Vec<usize>>>>,
    wake: Arc<Notify>,
    progress: Progress,
}

impl Worker {
    async fn run(self) {
        let mut trained: Option<Arc<Trained>> = None;
        let mut latest = LatestReading::default();
        loop {
            self.wake.notified().await;
            if let Err(error) = self.train(&mut trained, &mut latest).await {
                // The order before stays in use; the next decision tries again.
                tracing::warn!(%error, "the screening order could not be updated");
            }
        }
    }

    async fn train(
        &self,
        trained: &mut Option<Arc<Trained>>,
        latest: &mut LatestReading,
    ) -> Result<()> {
        let ledger = self.review.ledger().await?;
        let groups = ledger.groups().filter(|&g| ledger.removal(g).is_none());
        // Every word's weight depends on all records: when they change, everything is made anew.
        let ready = trained
            .as_ref()
            .filter(|t| t.groups.iter().copied().eq(groups));
        let ready = match ready {
            Some(ready) => Arc::clone(ready),
            None => {
                let made = self
                    .review
                    .prepare_ranking(&ledger, Model::Attest, 42, &self.progress)
                    .await?;
                *latest = LatestReading::default();
                Arc::clone(trained.insert(Arc::new(made)))
            }
        };
        self.look_again(latest, &ready.groups).await?;
        let (groups, ranking) = order_off_thread(
            &ready,
            &latest.reading,
            labels(&ledger, Some(&self.reviewer)),
            &self.progress,
        )
        .await?;
        let order: Vec<usize> = ranking.order.iter().map(|&row| groups[row]).collect();
        let order = with_decided_first(&groups, &order);
        self.review.save_order(Some(&self.reviewer), &order).await?;
        *self.order.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(order);
        Ok(())
    }

    /// Takes up what the model has read since, at most every [`LOOK_AGAIN`]: a reading of a large review is megabytes.
    async fn look_again(&self, latest: &mut LatestReading, groups: &[usize]) -> Result<()> {
        if latest.at.is_some_and(|at| at.elapsed() < LOOK_AGAIN) {
            return Ok(());
        }
        let mark = self.review.reading_mark().await?;
        if mark != latest.mark {
            latest.reading = Arc::new(match &mark {
                Some(mark) => self.review.reading_of(mark, groups).await?,
                None => Reading::default(),
            });
            latest.mark = mark;
        }
        latest.at = Some(Instant::now());
        Ok(())
    }
}

/// Time between two looks at what the model has read.
const LOOK_AGAIN: Duration = Duration::from_secs(20);

/// What the model had read at the last look.
#[derive(Default)]
struct LatestReading {
    mark: Option<ReadingMark>,
    at: Option<Instant>,
    reading: Arc<Reading>,
}

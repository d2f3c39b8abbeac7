//! [`Likeness`]: "of 10 such, 8 were included". What people decided on records of which a model said about the same.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use review::{AgentId, CriterionId, Outcome, Polarity, RecordId, ReviewerId, Stage, Verdict};
use serde::Serialize;
use store::ReadingRow;
use tokio::sync::Mutex;
use ts_rs::TS;

use crate::calibration::{
    DECISIONS_NEEDED, Isotonic, Judged, OF_EACH_KIND, Quality, is_enough, quality,
};
use crate::error::Result;
use crate::ledger::Ledger;
use crate::open_review::Review;

/// How often records of which a model said about the same were included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Likeness {
    /// Not known yet: too little was decided.
    NotCalibrated {
        /// Inclusions so far.
        included: usize,
        /// Exclusions so far.
        excluded: usize,
        /// Decisions that are needed in all, of each kind at least `of_each`.
        needed: usize,
        /// See `needed`.
        of_each: usize,
    },
    /// Of `of` such records, `included` were included.
    Calibrated {
        /// Included ones.
        included: usize,
        /// All.
        of: usize,
    },
    /// The model gave no probability to go by.
    NoProbability,
}

/// How well the suggestions fit the decisions of one reviewer and the settled outcomes.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Calibration {
    /// For each criterion of the protocol that a model has read on a decided record.
    pub criteria: Vec<CriterionCalibration>,
    /// Decisions that a curve needs.
    pub needed: usize,
    /// Of these, of each kind at least.
    pub of_each: usize,
}

/// Calibration on one criterion.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct CriterionCalibration {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its label in the protocol.
    pub label: String,
    /// Name of the model.
    pub agent: String,
    /// Records that were included.
    pub included: usize,
    /// Records that were excluded.
    pub excluded: usize,
    /// Quality of the model's own probabilities, and after calibrating; `None` while too little was decided.
    pub quality: Option<Quality>,
}

/// What was read, kept in memory and brought up to date by what was read since.
#[derive(Clone, Debug, Default)]
pub(crate) struct Readings {
    last: String,
    /// Record → (agent, criterion) → the latest reading.
    of: HashMap<RecordId, BTreeMap<(AgentId, CriterionId), ReadingRow>>,
    count: usize,
    curves: Option<(CurvesKey, Arc<Curves>)>,
}

/// What curves depend on: changes of the review, readings, reviewer.
type CurvesKey = (i64, usize, ReviewerId);

impl Readings {
    pub(crate) fn shared() -> Arc<Mutex<Self>> {
        Arc::default()
    }

    fn add(&mut self, row: ReadingRow) {
        self.last.clone_from(&row.id.0);
        self.count += 1;
        let key = (row.agent_id.clone(), row.criterion_id.clone());
        self.of
            .entry(row.record_id.clone())
            .or_default()
            .insert(key, row);
    }

    /// The latest readings of a record.
    pub(crate) fn on(&self, record: &RecordId) -> impl Iterator<Item = &ReadingRow> {
        self.of.get(record).into_iter().flat_map(BTreeMap::values)
    }
}

/// The curves of a review, by agent and criterion.
#[derive(Clone, Debug, Default)]
pub(crate) struct Curves {
    judged: BTreeMap<(AgentId, CriterionId), Vec<Judged>>,
    fitted: BTreeMap<(AgentId, CriterionId), Isotonic>,
    polarity: HashMap<CriterionId, Polarity>,
}

impl Curves {
    fn new(
        polarity: HashMap<CriterionId, Polarity>,
        judged: BTreeMap<(AgentId, CriterionId), Vec<Judged>>,
    ) -> Self {
        let fitted = judged
            .iter()
            .filter(|(_, judged)| is_enough(judged))
            .map(|(key, judged)| (key.clone(), Isotonic::fit(judged)))
            .collect();
        Self {
            judged,
            fitted,
            polarity,
        }
    }

    /// What is known of records of which an agent said about this of a criterion.
    pub(crate) fn likeness(
        &self,
        agent: &AgentId,
        criterion: &CriterionId,
        met: Option<f64>,
    ) -> Likeness {
        let predicted = self
            .polarity
            .get(criterion)
            .zip(met)
            .map(|(&polarity, met)| for_inclusion(met, polarity));
        let Some(predicted) = predicted else {
            return Likeness::NoProbability;
        };
        let key = (agent.clone(), criterion.clone());
        if let Some((included, of)) = self
            .fitted
            .get(&key)
            .and_then(|curve| curve.neighbours(predicted))
        {
            return Likeness::Calibrated { included, of };
        }
        let judged = self.judged.get(&key).map(Vec::as_slice).unwrap_or_default();
        let included = judged.iter().filter(|j| j.included).count();
        Likeness::NotCalibrated {
            included,
            excluded: judged.len() - included,
            needed: DECISIONS_NEEDED,
            of_each: OF_EACH_KIND,
        }
    }
}

/// The probability that speaks for including.
fn for_inclusion(met: f64, polarity: Polarity) -> f64 {
    match polarity {
        Polarity::Inclusion => met,
        Polarity::Exclusion => 1.0 - met,
    }
}

/// What people said of each record they decided on: this reviewer's own decision, else the settled outcome. Others'
/// decisions that are not settled say nothing here, as they must not show through.
pub(crate) fn human_verdicts(ledger: &Ledger, reviewer: &ReviewerId) -> BTreeMap<usize, bool> {
    let decided = ledger
        .decisions()
        .filter(|d| d.stage == Stage::TitleAbstract)
        .filter_map(|d| ledger.ordinal(&d.record_id));
    let groups: std::collections::BTreeSet<usize> =
        decided.map(|ordinal| ledger.group(ordinal)).collect();
    let verdict = |group: usize| {
        let own = ledger.own_decision(group, Stage::TitleAbstract, reviewer);
        match own.map(|decision| decision.verdict) {
            Some(Verdict::Include) => Some(true),
            Some(Verdict::Exclude) => Some(false),
            Some(Verdict::Unsure) => None,
            None => match ledger.outcome(group, Stage::TitleAbstract) {
                Outcome::Included => Some(true),
                Outcome::Excluded { .. } => Some(false),
                Outcome::Undecided | Outcome::Waiting | Outcome::Conflict => None,
            },
        }
    };
    groups
        .into_iter()
        .filter_map(|group| Some((group, verdict(group)?)))
        .collect()
}

impl Review {
    /// How well the suggestions fit what this reviewer decided and what is settled.
    pub async fn calibration(&self, reviewer: &ReviewerId) -> Result<Calibration> {
        let ledger = self.ledger().await?;
        let curves = self.curves(&ledger, reviewer).await?;
        let agents = self.store.agents().await?;
        let mut criteria = Vec::new();
        for criterion in &ledger.protocol().criteria {
            for ((agent, id), judged) in &curves.judged {
                let Some(agent) = agents
                    .iter()
                    .find(|a| a.id == *agent && *id == criterion.id)
                else {
                    continue;
                };
                let included = judged.iter().filter(|j| j.included).count();
                criteria.push(CriterionCalibration {
                    criterion: criterion.id.clone(),
                    label: criterion.label.clone(),
                    agent: agent.name.clone(),
                    included,
                    excluded: judged.len() - included,
                    quality: quality(judged),
                });
            }
        }
        Ok(Calibration {
            criteria,
            needed: DECISIONS_NEEDED,
            of_each: OF_EACH_KIND,
        })
    }

    /// The curves for a reviewer, as of now.
    pub(crate) async fn curves(
        &self,
        ledger: &Ledger,
        reviewer: &ReviewerId,
    ) -> Result<Arc<Curves>> {
        let mut readings = self.readings_now().await?;
        let key = (ledger.change(), readings.count, reviewer.clone());
        if let Some((known, curves)) = &readings.curves
            && *known == key
        {
            return Ok(Arc::clone(curves));
        }
        let polarity: HashMap<CriterionId, Polarity> = ledger
            .protocol()
            .criteria
            .iter()
            .map(|c| (c.id.clone(), c.polarity))
            .collect();
        let mut judged: BTreeMap<(AgentId, CriterionId), Vec<Judged>> = BTreeMap::new();
        for (group, included) in human_verdicts(ledger, reviewer) {
            for member in ledger.members(group) {
                for row in readings.on(ledger.id(member)) {
                    if let (Some(&polarity), Some(met)) =
                        (polarity.get(&row.criterion_id), row.probability)
                    {
                        let key = (row.agent_id.clone(), row.criterion_id.clone());
                        let predicted = for_inclusion(met, polarity);
                        judged.entry(key).or_default().push(Judged {
                            predicted,
                            included,
                        });
                    }
                }
            }
        }
        let curves = Arc::new(Curves::new(polarity, judged));
        readings.curves = Some((key, Arc::clone(&curves)));
        Ok(curves)
    }

    /// The latest readings of every record, as of now.
    pub(crate) async fn readings_now(&self) -> Result<tokio::sync::MutexGuard<'_, Readings>> {
        let mut readings = self.readings.lock().await;
        for row in self.store.readings_since(&readings.last).await? {
            readings.add(row);
        }
        Ok(readings)
    }
}

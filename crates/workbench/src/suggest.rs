//! Suggest: a model reads records against the criteria; what it says is stored as advice. Never a decision: nothing in
//! this file can make one, as a decision needs a reviewer.
//!
//! A step asks the store what still lacks an answer, so that it can be stopped, killed and started again at any moment:
//! nothing is lost but the seconds since the last commit, and nothing is asked twice.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use models::{Agent, AgentIdentity, Item, JudgedLabel, Judgement, StopFlag};
use review::{
    CitedSentence, Criterion, Polarity, Reading, RecordId, ReviewerId, Stage, SuggestedLabel,
};
use serde::Serialize;
use store::{Actor, NewAgent, NewSuggestion};
use ts_rs::TS;

use crate::asked::{Asked, AskedCriterion};
use crate::error::{Error, Result};
use crate::model_at_work::{ModelAtWork, ModelToUse};
use crate::open_review::Review;
use crate::progress::Progress;

/// What a stretch of reading came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct SuggestSummary {
    /// Records that were asked about; those that had their answers already are not counted.
    pub records: usize,
    /// Criteria with an answer.
    pub read: usize,
    /// Criteria without: the model's answer was malformed, or it could not read the record.
    pub unread: usize,
}

/// Answers are committed at least this often.
const COMMIT_EVERY: Duration = Duration::from_secs(3);
/// Words of a reason that are kept; a longer one is malformed.
const REASON_WORDS: usize = 40;
/// Records whose texts are fetched at a time.
const PAGE: usize = 16;

/// What happens while reading, for whoever waits.
pub(crate) trait Onlooker: Send {
    /// These records have new suggestions, and they are on disk.
    fn stored(&mut self, records: &[RecordId]);
    /// These groups have all their answers now, or had them before.
    fn passed(&mut self, groups: &[usize]);
}

impl Review {
    /// Has a model read the records in their order, the undecided ones first, and score them all where it is a reader.
    /// What was done before is not done again. For the command line; a window reads ahead by itself.
    pub async fn suggest(
        &self,
        model: ModelToUse,
        launch: models::Launch,
        reviewer: Option<&ReviewerId>,
        most: Option<usize>,
        progress: &Progress,
    ) -> Result<SuggestSummary> {
        let ledger = self.ledger().await?;
        if ledger.protocol().criteria.is_empty() {
            return Err(Error::refused(
                "the protocol has no criteria that a model could be asked about",
                "Record the criteria first: attest protocol DIR --set FILE.",
            ));
        }
        let present: Vec<usize> = ledger
            .groups()
            .filter(|&g| ledger.removal(g).is_none())
            .collect();
        let saved = self.saved_order(reviewer).await?;
        let all: HashSet<usize> = present.iter().copied().collect();
        let ranked: HashSet<usize> = saved.iter().copied().collect();
        let in_order = saved.into_iter().filter(|g| all.contains(g));
        let in_order = in_order.chain(present.iter().copied().filter(|g| !ranked.contains(g)));
        let (open, decided): (Vec<usize>, Vec<usize>) =
            in_order.partition(|&g| ledger.in_force(g, Stage::TitleAbstract).is_empty());
        let groups: Vec<usize> = open
            .into_iter()
            .chain(decided)
            .take(most.unwrap_or(usize::MAX))
            .collect();
        drop(ledger);
        let at_work = ModelAtWork::of(launch, model).await?;
        let stop = StopFlag::from(progress.stop_flag());
        if let Some(worker) = at_work.reader()
            && most.is_none()
        {
            let mut done = 0;
            let total = groups.len() as u64;
            let mut passed = |records: usize| {
                done += records as u64;
                progress.report("Scoring records", done, total);
            };
            self.score_records(worker, &groups, &stop, &mut passed)
                .await?;
        }
        let mut counter = Counter {
            progress,
            done: 0,
            total: groups.len() as u64,
        };
        self.read_records(
            at_work.agent(),
            at_work.at_once(),
            &groups,
            groups.len(),
            &stop,
            &mut counter,
        )
        .await
    }

    /// Has an agent read these groups, in their order, as far as they lack its answers; `most` records at most.
    pub(crate) async fn read_records(
        &self,
        agent: &dyn Agent,
        at_once: usize,
        groups: &[usize],
        most: usize,
        stop: &StopFlag,
        onlooker: &mut dyn Onlooker,
    ) -> Result<SuggestSummary> {
        let mut summary = SuggestSummary::default();
        let mut waiting = Waiting::new(agent.identity());
        for page in groups.chunks(PAGE) {
            let lacking = self.lacking(agent.identity(), page).await?;
            let complete: Vec<usize> = page
                .iter()
                .copied()
                .filter(|g| !lacking.iter().any(|l| l.group == *g))
                .collect();
            onlooker.passed(&complete);
            for some in lacking.chunks(at_once.max(1)) {
                let asked = join_all(some.iter().map(|one| ask(agent, one, stop))).await;
                let mut failure = None;
                for (one, answer) in some.iter().zip(asked) {
                    match answer {
                        Ok(answers) => {
                            summary.records += 1;
                            for answer in &answers {
                                match answer.reading {
                                    Reading::Read { .. } => summary.read += 1,
                                    Reading::Unread { .. } => summary.unread += 1,
                                }
                            }
                            waiting.suggestions.extend(answers);
                            onlooker.passed(&[one.group]);
                        }
                        Err(error) => failure = Some(error),
                    }
                }
                // What was answered is kept, whatever happened to the others.
                if failure.is_some() || waiting.since.elapsed() >= COMMIT_EVERY {
                    self.keep(&mut waiting, onlooker).await?;
                }
                if let Some(failure) = failure {
                    return Err(failure);
                }
                if summary.records >= most {
                    self.keep(&mut waiting, onlooker).await?;
                    return Ok(summary);
                }
            }
        }
        self.keep(&mut waiting, onlooker).await?;
        Ok(summary)
    }

    /// What of these groups the agent was not asked yet.
    async fn lacking(&self, identity: &AgentIdentity, groups: &[usize]) -> Result<Vec<Lacking>> {
        let ledger = self.ledger().await?;
        let agents = self.store.agents().await?;
        // Delimiters are drawn anew for each run; the model and the wording are what counts.
        let same: HashSet<&str> = agents
            .iter()
            .filter(|a| a.sha256 == identity.sha256 && a.prompt_version == identity.prompt_version)
            .map(|a| a.id.as_str())
            .collect();
        let present: Vec<usize> = groups
            .iter()
            .copied()
            .filter(|&g| g < ledger.record_count() && ledger.is_live(g) && ledger.group(g) == g)
            .collect();
        let mut lacking = Vec::new();
        for (group, record) in self.combined_page(&ledger, &present).await? {
            let asked = Asked::new(ledger.protocol(), &record);
            let members: Vec<RecordId> = ledger
                .members(group)
                .into_iter()
                .map(|o| ledger.id(o).clone())
                .collect();
            let known: HashSet<String> = self
                .store
                .suggestions_on(&members)
                .await?
                .into_iter()
                .filter(|s| same.contains(s.agent_id.as_str()))
                .map(|s| s.input_sha256)
                .collect();
            let criteria: Vec<AskedCriterion> = asked
                .criteria
                .iter()
                .filter(|c| !known.contains(&c.input_sha256))
                .cloned()
                .collect();
            if !criteria.is_empty() {
                lacking.push(Lacking {
                    group,
                    record: ledger.id(group).clone(),
                    protocol_version: ledger.protocol_version(),
                    item: asked.item(criteria.iter()),
                    without_abstract: asked.lacks_abstract(),
                    criteria,
                });
            }
        }
        Ok(lacking)
    }

    /// Commits what waits.
    async fn keep(&self, waiting: &mut Waiting, onlooker: &mut dyn Onlooker) -> Result<()> {
        waiting.since = Instant::now();
        if waiting.suggestions.is_empty() {
            return Ok(());
        }
        let mut records: Vec<RecordId> = Vec::new();
        for suggestion in &waiting.suggestions {
            if records.last() != Some(&suggestion.record_id) {
                records.push(suggestion.record_id.clone());
            }
        }
        let mut change = self.store.begin(&Actor::Program, "suggest").await?;
        let agent = change.agent(&waiting.agent).await?;
        change.add_suggestions(&agent, &waiting.suggestions).await?;
        // The audit trail can be read by everybody: it says that suggestions were made, never which.
        change
            .commit(&serde_json::json!({
                "agent": agent,
                "model": waiting.agent.name,
                "records": records.len(),
                "suggestions": waiting.suggestions.len(),
            }))
            .await?;
        self.count_quiet_change();
        // Nothing that the ledger holds has changed.
        self.advance_ledger(|_| {}).await?;
        waiting.suggestions.clear();
        onlooker.stored(&records);
        Ok(())
    }

    /// Keeps a single suggestion, such as one with a reason that was asked for.
    pub(crate) async fn keep_suggestion(
        &self,
        agent: &AgentIdentity,
        new: NewSuggestion,
    ) -> Result<()> {
        let mut waiting = Waiting::new(agent);
        waiting.suggestions.push(new);
        struct Nobody;
        impl Onlooker for Nobody {
            fn stored(&mut self, _: &[RecordId]) {}
            fn passed(&mut self, _: &[usize]) {}
        }
        self.keep(&mut waiting, &mut Nobody).await
    }
}

/// Counts for whoever waits.
struct Counter<'p> {
    progress: &'p Progress,
    done: u64,
    total: u64,
}

impl Onlooker for Counter<'_> {
    fn stored(&mut self, _: &[RecordId]) {}

    fn passed(&mut self, groups: &[usize]) {
        self.done += groups.len() as u64;
        self.progress
            .report("Reading records", self.done, self.total);
    }
}

/// Suggestions that are not committed yet.
struct Waiting {
    agent: NewAgent,
    suggestions: Vec<NewSuggestion>,
    since: Instant,
}

impl Waiting {
    fn new(identity: &AgentIdentity) -> Self {
        Self {
            agent: NewAgent {
                name: identity.name.clone(),
                sha256: identity.sha256.clone(),
                quantization: identity.quantization.clone(),
                prompt_version: identity.prompt_version.clone(),
                seed: identity.seed.to_string(),
            },
            suggestions: Vec::new(),
            since: Instant::now(),
        }
    }
}

/// A record with the criteria that it was not asked about yet.
struct Lacking {
    group: usize,
    record: RecordId,
    protocol_version: i64,
    item: Item,
    without_abstract: bool,
    criteria: Vec<AskedCriterion>,
}

async fn ask(agent: &dyn Agent, lacking: &Lacking, stop: &StopFlag) -> Result<Vec<NewSuggestion>> {
    let begun = Instant::now();
    let judgements = agent.judge(&lacking.item, stop).await?;
    let elapsed_ms = i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX);
    let share = elapsed_ms / i64::try_from(lacking.criteria.len()).unwrap_or(1).max(1);
    let answers = lacking.criteria.iter().map(|asked| {
        let of_criterion: Vec<&Judgement> = judgements
            .iter()
            .filter(|j| j.criterion == asked.criterion.id.0)
            .collect();
        let (reading, warning) = understood(
            &of_criterion,
            &lacking.item,
            &asked.criterion,
            lacking.without_abstract,
        );
        NewSuggestion {
            record_id: lacking.record.clone(),
            criterion_id: asked.criterion.id.clone(),
            protocol_version: lacking.protocol_version,
            input_sha256: asked.input_sha256.clone(),
            reading,
            warning,
            elapsed_ms: share,
        }
    });
    Ok(answers.collect())
}

/// A judgement as a suggestion. Whatever is not exactly in the form that was asked for is unread, never a label.
pub(crate) fn understood(
    judgements: &[&Judgement],
    item: &Item,
    criterion: &Criterion,
    without_abstract: bool,
) -> (Reading, Option<String>) {
    let unread = |why: &str| {
        (
            Reading::Unread {
                why: why.to_owned(),
            },
            None,
        )
    };
    let [judgement] = judgements else {
        return unread(if judgements.is_empty() {
            "the model did not answer"
        } else {
            "the model answered more than once"
        });
    };
    let label = match (judgement.label, &judgement.unread) {
        (Some(label), None) => label,
        (None, Some(why)) => return unread(why),
        (None, None) | (Some(_), Some(_)) => {
            return unread("the model's answer contradicts itself");
        }
    };
    let in_range = |number: f64| number.is_finite() && (0.0..=1.0).contains(&number);
    if judgement.probability.is_some_and(|p| !in_range(p)) {
        return unread("the model's probability is no number between 0 and 1");
    }
    let offered = |evidence: &models::Evidence| {
        in_range(evidence.weight) && item.sentences.iter().any(|s| s.id == evidence.sentence)
    };
    if !judgement.evidence.iter().all(offered) {
        return unread("the model cited a sentence that is not in the record");
    }
    if judgement
        .reason
        .as_ref()
        .is_some_and(|reason| reason.split_whitespace().count() > REASON_WORDS)
    {
        return unread("the model's reason is longer than it may be");
    }
    let mut label = suggested(label);
    let mut warning = judgement.warning.clone();
    // What is not there says nothing: a missing abstract is never a reason against a record.
    let against = match criterion.polarity {
        Polarity::Inclusion => SuggestedLabel::NotMet,
        Polarity::Exclusion => SuggestedLabel::Met,
    };
    if without_abstract && label == against {
        label = SuggestedLabel::Unclear;
        warning =
            Some("There is no abstract; the title alone is no reason against a record.".into());
    }
    let evidence = judgement
        .evidence
        .iter()
        .map(|e| CitedSentence {
            sentence: e.sentence.clone(),
            weight: e.weight,
        })
        .collect();
    let reading = Reading::Read {
        label,
        probability: judgement.probability,
        evidence,
        reason: judgement.reason.clone(),
    };
    (reading, warning)
}

fn suggested(label: JudgedLabel) -> SuggestedLabel {
    match label {
        JudgedLabel::Met => SuggestedLabel::Met,
        JudgedLabel::Partly => SuggestedLabel::Partly,
        JudgedLabel::NotMet => SuggestedLabel::NotMet,
        JudgedLabel::Unclear => SuggestedLabel::Unclear,
    }
}

impl From<models::ModelError> for Error {
    fn from(error: models::ModelError) -> Self {
        use models::ModelError;
        let code = match &error {
            ModelError::Stopped => return Self::cancelled(),
            ModelError::File { path, source } => return Self::file(path, source),
            ModelError::Damaged { .. } | ModelError::Unsupported { .. } => crate::Code::BadInput,
            ModelError::WrongKind { .. } | ModelError::NotEnoughMemory { .. } => {
                crate::Code::Refused
            }
            _ => crate::Code::Model,
        };
        Self::new(code, error.to_string(), error.hint())
    }
}

#[cfg(test)]
mod tests;

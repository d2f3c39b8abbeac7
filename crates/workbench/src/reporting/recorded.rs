//! [`Recorded`]: what the review's own log says, gathered once for all checklists.

use prisma::{Flow, thousands};
use review::{Agent, Form, Outcome, Record, Retrieval, Role, SourceKind, Stage, ValueAct};
use store::{AgentUse, ProtocolVersion, SearchRow};

use crate::error::Result;
use crate::export::utc;
use crate::extract::{ExtractionFigures, form_in_force};
use crate::find::cited;
use crate::open_review::Review;
use crate::reviewer_agreement::{CountUnsure, ModelAgreement, PairAgreement};
use crate::search_runs::SearchRun;
use crate::stopping::SampleView;

/// Works that are listed one by one at most.
const LISTED: usize = 300;

/// What is recorded.
pub(super) struct Recorded {
    pub(super) versions: Vec<ProtocolVersion>,
    /// Searches that were not taken back.
    pub(super) searches: Vec<SearchRow>,
    /// Searches as they were run, with the import that brought their records.
    pub(super) runs: Vec<SearchRun>,
    pub(super) flow: Flow,
    /// Names of those who decided, at title and abstract and at full text.
    pub(super) deciders: [Vec<String>; 2],
    /// Conflicts that were settled by an adjudicator, at either stage.
    pub(super) adjudicated: [usize; 2],
    /// Duplicates merged by rule and by a person.
    pub(super) merged: [usize; 2],
    pub(super) form: Option<Form>,
    /// Studies with values, and how many of these their extractors have finished.
    pub(super) extraction: ExtractionFigures,
    /// Citations of included reports, with the label of their study.
    pub(super) included: Vec<String>,
    /// Citations of reports excluded at full text, with the reason.
    pub(super) excluded: Vec<String>,
    /// Reports that could not be had.
    pub(super) not_retrieved: Vec<String>,
    pub(super) agents: Vec<Agent>,
    pub(super) criterion_use: Vec<AgentUse>,
    pub(super) value_use: Vec<AgentUse>,
    /// Decisions with a suggestion on the screen, and those after which suggestions were revealed.
    pub(super) sighted: [usize; 2],
    /// Decisions at title and abstract, those taken back not counted.
    pub(super) decisions: usize,
    pub(super) models: Vec<ModelAgreement>,
    pub(super) pairs: Vec<PairAgreement>,
    pub(super) samples: Vec<SampleView>,
}

impl Recorded {
    pub(super) async fn of(review: &Review) -> Result<Self> {
        let ledger = review.ledger().await?;
        let facts = ledger.facts();
        let mut deciders = [Vec::new(), Vec::new()];
        let mut adjudicated = [0, 0];
        for decision in ledger.decisions() {
            let stage = usize::from(decision.stage == Stage::FullText);
            let name = ledger.reviewer_name(&decision.reviewer_id).to_owned();
            if decision.role == Role::Reviewer && !deciders[stage].contains(&name) {
                deciders[stage].push(name);
            }
        }
        let mut included = Vec::new();
        let mut excluded = Vec::new();
        let mut not_retrieved = Vec::new();
        let criteria = &ledger.protocol().criteria;
        for group in ledger.groups() {
            for (place, stage) in [Stage::TitleAbstract, Stage::FullText]
                .into_iter()
                .enumerate()
            {
                let in_force = ledger.in_force(group, stage);
                let settled = in_force.iter().any(|d| d.role == Role::Adjudicator);
                adjudicated[place] += usize::from(settled);
            }
            if ledger.removal(group).is_some()
                || ledger.outcome(group, Stage::TitleAbstract) != Outcome::Included
            {
                continue;
            }
            if let Retrieval::NotRetrieved { reason } = ledger.retrieval(group) {
                let citation = citation(&review.combined(&ledger, group).await?);
                not_retrieved.push(format!("{citation} Not retrieved: {reason}."));
                continue;
            }
            match ledger.outcome(group, Stage::FullText) {
                Outcome::Included => {
                    let citation = citation(&review.combined(&ledger, group).await?);
                    let study = facts.study_links.iter().find(|link| {
                        ledger.ordinal(&link.record_id).map(|o| ledger.group(o)) == Some(group)
                    });
                    let label = study
                        .and_then(|link| facts.studies.iter().find(|s| s.id == link.study_id))
                        .map_or_else(String::new, |study| format!("{}: ", study.label));
                    included.push(format!("{label}{citation}"));
                }
                Outcome::Excluded { reason } => {
                    let citation = citation(&review.combined(&ledger, group).await?);
                    let why = reason
                        .and_then(|id| criteria.iter().find(|c| c.id == id))
                        .map_or_else(
                            || "reason not recorded".to_owned(),
                            |c| format!("{} ({})", c.text.trim_end_matches('.'), c.label),
                        );
                    excluded.push(format!("{citation} Excluded: {why}."));
                }
                Outcome::Undecided | Outcome::Waiting | Outcome::Conflict => {}
            }
        }
        for list in [&mut included, &mut excluded, &mut not_retrieved] {
            let more = list.len().saturating_sub(LISTED);
            list.truncate(LISTED);
            if more > 0 {
                list.push(format!(
                    "… and {more} more; all of them are in the export of records."
                ));
            }
        }
        let by_rule = facts.merges.iter().filter(|m| m.actor == "attest").count();
        let runs = review.kept_runs().await?;
        let criterion_use = review.store.criterion_use().await?;
        let agreement = review
            .reviewer_agreement(Stage::TitleAbstract, CountUnsure::BetweenBoth, 1)
            .await?;
        Ok(Self {
            versions: review.store.protocol_versions().await?,
            runs: runs.into_iter().map(|(_, run)| run).collect(),
            searches: facts
                .searches
                .iter()
                .filter(|row| row.withdrawn.is_none())
                .cloned()
                .collect(),
            flow: review.flow().await?,
            deciders,
            adjudicated,
            merged: [by_rule, facts.merges.len() - by_rule],
            form: form_in_force(&*review.extraction_facts().await?).cloned(),
            extraction: review.extraction_figures().await?,
            included,
            excluded,
            not_retrieved,
            agents: review.store.agents().await?,
            criterion_use,
            value_use: review.store.value_use().await?,
            sighted: review.decisions_with_suggestions(&ledger).await?,
            decisions: ledger
                .decisions()
                .filter(|d| d.stage == Stage::TitleAbstract)
                .count(),
            models: agreement.models,
            pairs: agreement.pairs,
            samples: review.stopping(0.95, 0.95).await?.samples,
        })
    }

    pub(super) fn protocol(&self) -> Option<&ProtocolVersion> {
        self.versions.last()
    }

    /// Searches in sources of these kinds.
    pub(super) fn searches_in<'s>(
        &'s self,
        kinds: &'s [SourceKind],
    ) -> impl Iterator<Item = &'s SearchRow> {
        self.searches
            .iter()
            .filter(move |row| kinds.contains(&row.search.kind))
    }

    /// Whether any model suggested anything.
    pub(super) fn uses_models(&self) -> bool {
        !(self.criterion_use.is_empty() && self.value_use.is_empty())
    }

    pub(super) fn agent(&self, used: &AgentUse) -> Option<&Agent> {
        self.agents.iter().find(|agent| agent.id == used.agent_id)
    }

    /// Suggested values that extractors took, changed and refused, in studies that they have finished.
    pub(super) fn values_by(&self, act: ValueAct) -> usize {
        self.extraction
            .acts
            .iter()
            .find(|(known, _)| *known == act)
            .map_or(0, |(_, n)| *n)
    }
}

/// Authors, year, title, journal and DOI in a line.
fn citation(record: &Record) -> String {
    let mut parts = Vec::new();
    let authors = cited(record);
    let year = record.year.map(|year| format!("({year})"));
    let head: Vec<String> = [Some(authors).filter(|a| !a.is_empty()), year]
        .into_iter()
        .flatten()
        .collect();
    parts.extend((!head.is_empty()).then(|| head.join(" ")));
    let title = record.title.as_deref().unwrap_or("without a title");
    parts.push(title.trim_end_matches('.').to_owned());
    parts.extend(record.journal.clone());
    parts.extend(record.doi.as_ref().map(|doi| format!("doi:{doi}")));
    format!("{}.", parts.join(". "))
}

/// The day of a time, `2026-01-19`.
pub(super) fn day(at: i64) -> String {
    utc(at).chars().take(10).collect()
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// `1 record`, `2 records`.
pub(super) fn counted(n: impl TryInto<u64>, one: &str, many: &str) -> String {
    match n.try_into().unwrap_or_default() {
        1 => format!("1 {one}"),
        n => format!("{} {many}", thousands(n)),
    }
}

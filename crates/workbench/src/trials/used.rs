//! What trials used: arms, criteria, outcomes, time frames, sizes, follow-up, masking, counted with the trials they rest on,
//! for whoever plans the next one. Nothing is predicted.

use std::collections::BTreeSet;

use registry::{Bench, Frequencies, Spread, TrialFacts, Used, bench};
use review::{Finding, StudyId, ValueStatus};
use serde::Serialize;
use store::{ExtractionFacts, StudyPartKind};
use ts_rs::TS;

use super::list::{TrialReportState, report_state, study_label};
use super::paper::{PaperItem, PaperItemView, Papers, paper_values};
use super::tables::TrialSet;
use crate::error::Result;
use crate::export::Table;
use crate::extract::Settled;
use crate::open_review::Review;
use crate::retrieve::study_of;

/// What a set of trials used.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrialsUsed {
    /// The counts.
    pub bench: Bench,
    /// What is counted, by the name that the counts give.
    pub sources: Vec<TrialSource>,
    /// Registrations that were not counted, since their trial is counted by another one.
    pub registered_twice: Vec<String>,
}

/// A trial that is counted.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrialSource {
    /// Its name in the counts.
    pub name: String,
    /// Its title, or the label of the study.
    pub title: Option<String>,
    /// Whether a registration is counted; else what the team extracted of the study.
    pub registered: bool,
    /// The study, where its extracted values are counted.
    pub study: Option<StudyId>,
}

impl Review {
    /// Counts what trials used. Of included studies the registration counts where one is linked, else what was extracted
    /// and settled; of all trials, the registrations.
    pub async fn trials_used(&self, set: TrialSet) -> Result<TrialsUsed> {
        let ledger = self.ledger().await?;
        let kept = self.kept_trials().await?;
        let linked = self.linked_trials(&ledger, &kept).await?;
        let mut facts: Vec<TrialFacts> = Vec::new();
        let mut sources = Vec::new();
        let mut registered_twice = Vec::new();
        let mut counted: BTreeSet<usize> = BTreeSet::new();
        for one in &linked.trials {
            let included: Vec<usize> = one
                .links
                .iter()
                .filter(|link| link.holds())
                .map(|link| link.group)
                .filter(|group| report_state(&ledger, *group) == TrialReportState::Included)
                .collect();
            if set == TrialSet::Included && included.is_empty() {
                continue;
            }
            let registration = one.numbers.first().and_then(|n| kept.registration(n));
            let Some(trial) = registration.and_then(|registration| registration.latest()) else {
                continue;
            };
            counted.extend(included);
            facts.push(TrialFacts::from(trial));
            sources.push(TrialSource {
                name: trial.id.clone(),
                title: trial.title.clone().or_else(|| trial.official_title.clone()),
                registered: true,
                study: None,
            });
            registered_twice.extend(one.numbers.iter().skip(1).cloned());
        }
        if set == TrialSet::Included {
            let extraction = self.extraction_facts().await?;
            let studies: BTreeSet<StudyId> = counted
                .iter()
                .filter_map(|group| study_of(&ledger, *group))
                .collect();
            let mut seen = BTreeSet::new();
            let groups: Vec<usize> = ledger
                .groups()
                .filter(|group| report_state(&ledger, *group) == TrialReportState::Included)
                .collect();
            for group in groups {
                let Some(study) = study_of(&ledger, group) else {
                    continue;
                };
                if studies.contains(&study) || !seen.insert(study.clone()) {
                    continue;
                }
                let papers = Papers::of(&ledger, &extraction, vec![group]);
                let said: Vec<PaperItemView> = PaperItem::ALL
                    .into_iter()
                    .map(|item| papers.view(&ledger, item, &kept.facts.paper_values))
                    .collect();
                let name = study_label(&ledger, group).unwrap_or_else(|| study.to_string());
                let of_study = of_extraction(&name, &study, &papers, &said, &extraction);
                if of_study
                    != (TrialFacts {
                        trial: name.clone(),
                        ..TrialFacts::default()
                    })
                {
                    facts.push(of_study);
                    sources.push(TrialSource {
                        title: Some(name.clone()),
                        name,
                        registered: false,
                        study: Some(study),
                    });
                }
            }
        }
        Ok(TrialsUsed {
            bench: bench(&facts),
            sources,
            registered_twice,
        })
    }

    /// The counts as one table: a row for each thing that was used, and for each number with its trial.
    pub(crate) async fn used_table(&self, set: TrialSet) -> Result<Table> {
        let Bench {
            arms,
            arms_per_trial,
            inclusion,
            exclusion,
            primary_outcomes,
            secondary_outcomes,
            time_frames,
            phases,
            allocation,
            masking,
            people,
            follow_up_days,
            ..
        } = self.trials_used(set).await?.bench;
        let mut rows = Vec::new();
        for (kind, table) in [
            ("phase", &phases),
            ("allocation", &allocation),
            ("masking", &masking),
            ("arm", &arms),
            ("primary outcome", &primary_outcomes),
            ("secondary outcome", &secondary_outcomes),
            ("time frame of a primary outcome", &time_frames),
            ("inclusion criterion", &inclusion),
            ("exclusion criterion", &exclusion),
        ] {
            rows.extend(frequency_rows(kind, table));
        }
        for (kind, spread) in [
            ("people", &people),
            ("arms per trial", &arms_per_trial),
            ("follow-up, days", &follow_up_days),
        ] {
            rows.extend(spread_rows(kind, spread.as_ref()));
        }
        Ok(Table {
            name: "What trials used",
            header: vec!["kind", "what", "trials", "of_trials", "which", "words"],
            rows,
        })
    }
}

fn frequency_rows(kind: &str, table: &Frequencies) -> Vec<Vec<String>> {
    let rows = table.rows.iter().map(|row| {
        let words: Vec<&str> = row.quotes.iter().map(|quote| quote.text.as_str()).collect();
        vec![
            kind.to_owned(),
            row.text.clone(),
            row.count.to_string(),
            table.trials.to_string(),
            row.trials.join("; "),
            words.join(" | "),
        ]
    });
    rows.collect()
}

fn spread_rows(kind: &str, spread: Option<&Spread>) -> Vec<Vec<String>> {
    let Some(spread) = spread else {
        return Vec::new();
    };
    let rows = spread.values.iter().map(|value| {
        vec![
            kind.to_owned(),
            value.value.to_string(),
            "1".to_owned(),
            spread.count.to_string(),
            value.trial.clone(),
            value.quote.clone().unwrap_or_default(),
        ]
    });
    rows.collect()
}

/// What the team extracted and settled of a study, or typed where it extracts nothing.
fn of_extraction(
    name: &str,
    study: &StudyId,
    papers: &Papers<'_>,
    said: &[PaperItemView],
    extraction: &ExtractionFacts,
) -> TrialFacts {
    let paper = paper_values(name, said);
    let used = |text: &str, quote: &Option<String>| Used {
        text: text.to_owned(),
        quote: quote.clone(),
    };
    let outcomes = |all: &[registry::Stated<registry::PaperOutcome>]| {
        let of = all.iter();
        of.map(|one| used(&one.value.measure, &one.quote)).collect()
    };
    let follow_up: Vec<Used> = study_value(papers, "follow_up")
        .iter()
        .map(|finding| {
            let unit = finding.unit.as_deref().unwrap_or_default();
            let quote = finding.evidence.first().map(|quote| quote.exact.clone());
            used(format!("{} {unit}", finding.value).trim(), &quote)
        })
        .collect();
    let arms = extraction
        .parts
        .iter()
        .filter(|part| part.study_id == *study && part.kind == StudyPartKind::Arm);
    TrialFacts {
        trial: name.to_owned(),
        arms: arms.map(|arm| used(&arm.name, &None)).collect(),
        primary_outcomes: outcomes(&paper.primary_outcomes),
        secondary_outcomes: outcomes(&paper.secondary_outcomes),
        all_time_frames: follow_up,
        allocation: paper
            .allocation
            .iter()
            .map(|one| used(&one.value, &one.quote))
            .collect(),
        masking: paper
            .masking
            .iter()
            .map(|one| used(&one.value, &one.quote))
            .collect(),
        people: paper.randomised.as_ref().map(|one| one.value),
        people_quote: paper.randomised.and_then(|one| one.quote),
        ..TrialFacts::default()
    }
}

/// What is settled of a field that is entered once for the study.
fn study_value(papers: &Papers<'_>, field: &str) -> Option<Finding> {
    let address = papers.standing.addresses.iter().find(|address| {
        address.field.0 == field && address.arm.is_none() && address.outcome.is_none()
    })?;
    match papers.standing.settled(address) {
        Settled::Value { value } => value.finding.filter(|finding| {
            matches!(
                finding.status,
                ValueStatus::Reported | ValueStatus::Calculated
            )
        }),
        Settled::Open | Settled::Differ { .. } => None,
    }
}

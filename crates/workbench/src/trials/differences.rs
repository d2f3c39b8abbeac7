//! Each trial beside what its papers say. That words differ is told; what it means, a person says who reads both.

use registry::{Compared, RegistryComparison, compare};
use review::{RecordId, StudyId};
use serde::Serialize;
use ts_rs::TS;

use super::links::{LinkSaid, LinkedTrial};
use super::list::{TrialReportState, report_state, study_label};
use super::paper::{PaperItem, PaperItemView, Papers, paper_values};
use crate::error::Result;
use crate::export::Table;
use crate::ledger::Ledger;
use crate::open_review::Review;
use crate::retrieve::study_of;

/// A trial and the papers of one study.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrialDifference {
    /// The registration.
    pub number: String,
    /// Its title.
    pub title: Option<String>,
    /// Label of the study, or title of the report.
    pub paper: String,
    /// The study, where the report belongs to one.
    pub study: Option<StudyId>,
    /// The records of the reports.
    pub records: Vec<RecordId>,
    /// What was compared.
    pub items: Vec<Compared>,
    /// What is known of the paper, item by item.
    pub said: Vec<PaperItemView>,
}

impl Review {
    /// Every trial that has a report included at full text, or one that a person linked to it, beside what the report
    /// says.
    pub async fn trial_differences(&self) -> Result<Vec<TrialDifference>> {
        let ledger = self.ledger().await?;
        let kept = self.kept_trials().await?;
        let facts = self.extraction_facts().await?;
        let linked = self.linked_trials(&ledger, &kept).await?;
        let mut found = Vec::new();
        for one in &linked.trials {
            for groups in papers_of(&ledger, one) {
                let papers = Papers::of(&ledger, &facts, groups);
                let said: Vec<PaperItemView> = PaperItem::ALL
                    .into_iter()
                    .map(|item| papers.view(&ledger, item, &kept.facts.paper_values))
                    .collect();
                let Some(first) = papers.groups.first().copied() else {
                    continue;
                };
                let paper = match study_label(&ledger, first) {
                    Some(label) => label,
                    None => self
                        .combined(&ledger, first)
                        .await?
                        .title
                        .unwrap_or_else(|| "Report without a title".to_owned()),
                };
                // Of several registrations the one whose number the paper gives, else the first.
                let values = paper_values(&paper, &said);
                let given = values.registration.as_ref().map(|stated| &stated.value);
                let own = one.numbers.iter().find(|number| {
                    given.is_some_and(|text| {
                        registry::numbers_in(text)
                            .iter()
                            .any(|found| found.number == **number)
                    })
                });
                let Some(trial) = own
                    .or_else(|| one.numbers.first())
                    .and_then(|number| kept.registration(number)?.latest())
                else {
                    continue;
                };
                let RegistryComparison { items, .. } = compare(trial, &values);
                found.push(TrialDifference {
                    number: trial.id.clone(),
                    title: trial.title.clone().or_else(|| trial.official_title.clone()),
                    paper,
                    study: papers.study.clone(),
                    records: papers
                        .groups
                        .iter()
                        .map(|group| ledger.id(*group).clone())
                        .collect(),
                    items,
                    said,
                });
            }
        }
        Ok(found)
    }

    /// The differences as a table, one row for each thing compared.
    pub(crate) async fn differences_table(&self) -> Result<Table> {
        let rows = self
            .trial_differences()
            .await?
            .into_iter()
            .flat_map(|one| {
                let (number, paper) = (one.number, one.paper);
                one.items.into_iter().map(move |item| {
                    let text = |pieces: &[registry::MarkedPiece]| -> String {
                        pieces.iter().map(|piece| piece.text.as_str()).collect()
                    };
                    vec![
                        number.clone(),
                        paper.clone(),
                        word(&item.item),
                        word(&item.finding),
                        text(&item.registry),
                        text(&item.paper),
                        item.quote.clone().unwrap_or_default(),
                        item.place.clone().unwrap_or_default(),
                        item.note.clone().unwrap_or_default(),
                    ]
                })
            })
            .collect();
        Ok(Table {
            name: "Differences",
            header: vec![
                "trial", "report", "item", "finding", "registry", "paper", "quote", "place", "note",
            ],
            rows,
        })
    }
}

/// The word that stands for a choice in JSON stands for it in tables too.
pub(crate) fn word<T: Serialize>(choice: &T) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The records that are set beside a trial, those of one study together.
fn papers_of(ledger: &Ledger, one: &LinkedTrial) -> Vec<Vec<usize>> {
    let mut papers: Vec<(Option<StudyId>, Vec<usize>)> = Vec::new();
    for link in one.links.iter().filter(|link| link.holds()) {
        let by_person = link
            .said
            .as_ref()
            .is_some_and(|said| said.said == LinkSaid::Linked.as_str());
        let state = report_state(ledger, link.group);
        let shown = match state {
            TrialReportState::Included => true,
            TrialReportState::Removed | TrialReportState::Excluded => false,
            TrialReportState::Sought | TrialReportState::NotSettled => by_person,
        };
        if !shown {
            continue;
        }
        let study = study_of(ledger, link.group);
        let known = papers
            .iter_mut()
            .find(|(known, _)| study.is_some() && *known == study);
        match known {
            Some((_, groups)) => groups.push(link.group),
            None => papers.push((study, vec![link.group])),
        }
    }
    papers.into_iter().map(|(_, groups)| groups).collect()
}

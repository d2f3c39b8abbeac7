//! The ten kinds of things that a trial consists of, as tables: one row for each of them.
//!
//! The kinds are those of TrialPanorama (Wang et al. 2025), of which this is the part that a registry holds.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::spreadsheet::neutralised;
use crate::trial::{SizeKind, Trial};

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(rename = "TrialTableKind")]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// The trials themselves.
    Trials,
    /// Their arms.
    Arms,
    /// Interventions.
    Interventions,
    /// Outcomes.
    Outcomes,
    /// Single criteria of eligibility.
    Criteria,
    /// Conditions.
    Conditions,
    /// Sponsors and collaborators.
    Sponsors,
    /// Sites, or countries where no sites are given.
    Locations,
    /// Publications.
    Publications,
    /// Results: participant flow, baseline, outcomes, comparisons, adverse events.
    Results,
}

impl TableKind {
    /// All ten.
    pub const ALL: [TableKind; 10] = [
        TableKind::Trials,
        TableKind::Arms,
        TableKind::Interventions,
        TableKind::Outcomes,
        TableKind::Criteria,
        TableKind::Conditions,
        TableKind::Sponsors,
        TableKind::Locations,
        TableKind::Publications,
        TableKind::Results,
    ];

    /// Its name, such as `trials`; its file is named so.
    pub fn name(self) -> &'static str {
        match self {
            TableKind::Trials => "trials",
            TableKind::Arms => "arms",
            TableKind::Interventions => "interventions",
            TableKind::Outcomes => "outcomes",
            TableKind::Criteria => "criteria",
            TableKind::Conditions => "conditions",
            TableKind::Sponsors => "sponsors",
            TableKind::Locations => "locations",
            TableKind::Publications => "publications",
            TableKind::Results => "results",
        }
    }

    /// Its columns; the first is the number of the trial in all tables.
    pub fn header(self) -> &'static [&'static str] {
        match self {
            TableKind::Trials => &[
                "trial",
                "registry",
                "title",
                "official_title",
                "acronym",
                "other_numbers",
                "status",
                "why_stopped",
                "study_type",
                "phases",
                "allocation",
                "model",
                "masking",
                "masked",
                "purpose",
                "design_as_written",
                "people",
                "people_are",
                "registered",
                "start",
                "primary_completion",
                "completion",
                "results_posted",
                "minimum_age",
                "maximum_age",
                "sex",
                "healthy_volunteers",
                "has_results",
                "countries",
                "keywords",
                "url",
            ],
            TableKind::Arms => &["trial", "arm", "kind", "description", "interventions"],
            TableKind::Interventions => &[
                "trial",
                "intervention",
                "kind",
                "description",
                "other_names",
                "arms",
            ],
            TableKind::Outcomes => &["trial", "rank", "outcome", "description", "time_frame"],
            TableKind::Criteria => &["trial", "kind", "criterion"],
            TableKind::Conditions => &["trial", "condition"],
            TableKind::Sponsors => &["trial", "role", "sponsor", "class"],
            TableKind::Locations => &["trial", "country", "city", "facility"],
            TableKind::Publications => &["trial", "kind", "pmid", "doi", "citation"],
            TableKind::Results => &[
                "trial",
                "part",
                "rank",
                "title",
                "time_frame",
                "category",
                "group",
                "parameter",
                "dispersion",
                "unit",
                "value",
                "spread",
                "lower",
                "upper",
                "people",
            ],
        }
    }

    /// The rows that a trial has in it, each as long as the header.
    pub fn rows(self, trial: &Trial) -> Vec<Vec<String>> {
        let id = || trial.id.clone();
        let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
        match self {
            TableKind::Trials => vec![of_trial(trial)],
            TableKind::Arms => trial
                .arms
                .iter()
                .map(|arm| {
                    vec![
                        id(),
                        arm.label.clone(),
                        or_empty(&arm.kind),
                        or_empty(&arm.description),
                        arm.interventions.join("; "),
                    ]
                })
                .collect(),
            TableKind::Interventions => trial
                .interventions
                .iter()
                .map(|one| {
                    vec![
                        id(),
                        one.name.clone(),
                        or_empty(&one.kind),
                        or_empty(&one.description),
                        one.other_names.join("; "),
                        one.arms.join("; "),
                    ]
                })
                .collect(),
            TableKind::Outcomes => trial
                .outcomes
                .iter()
                .map(|one| {
                    vec![
                        id(),
                        word(&one.rank),
                        one.measure.clone(),
                        or_empty(&one.description),
                        or_empty(&one.time_frame),
                    ]
                })
                .collect(),
            TableKind::Criteria => trial
                .eligibility
                .criteria
                .iter()
                .map(|one| vec![id(), word(&one.kind), one.text.clone()])
                .collect(),
            TableKind::Conditions => trial
                .conditions
                .iter()
                .map(|one| vec![id(), one.clone()])
                .collect(),
            TableKind::Sponsors => trial
                .sponsors
                .iter()
                .map(|one| {
                    vec![
                        id(),
                        word(&one.role),
                        one.name.clone(),
                        or_empty(&one.class),
                    ]
                })
                .collect(),
            TableKind::Locations => locations(trial),
            TableKind::Publications => trial
                .publications
                .iter()
                .map(|one| {
                    vec![
                        id(),
                        or_empty(&one.kind),
                        or_empty(&one.pmid),
                        one.dois.join("; "),
                        or_empty(&one.citation),
                    ]
                })
                .collect(),
            TableKind::Results => results(trial),
        }
    }
}

/// The word that stands for a choice in JSON stands for it in tables too.
fn word<T: Serialize>(choice: &T) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn of_trial(trial: &Trial) -> Vec<String> {
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let date = |date: Option<crate::PartialDate>| date.map(|d| d.to_string()).unwrap_or_default();
    let design = &trial.design;
    let others: Vec<&str> = trial
        .other_ids
        .iter()
        .map(|other| other.text.as_str())
        .collect();
    vec![
        trial.id.clone(),
        trial.registry.clone(),
        or_empty(&trial.title),
        or_empty(&trial.official_title),
        or_empty(&trial.acronym),
        others.join("; "),
        or_empty(&trial.status),
        or_empty(&trial.why_stopped),
        or_empty(&design.study_type),
        design.phases.join("; "),
        or_empty(&design.allocation),
        or_empty(&design.model),
        or_empty(&design.masking),
        design.masked.join("; "),
        or_empty(&design.purpose),
        or_empty(&design.as_written),
        trial
            .size
            .as_ref()
            .map(|size| size.people.to_string())
            .unwrap_or_default(),
        trial
            .size
            .as_ref()
            .filter(|size| size.kind != SizeKind::NotSaid)
            .map(|size| word(&size.kind))
            .unwrap_or_default(),
        date(trial.dates.registered),
        date(trial.dates.start),
        date(trial.dates.primary_completion),
        date(trial.dates.completion),
        date(trial.dates.results_posted),
        or_empty(&trial.eligibility.minimum_age),
        or_empty(&trial.eligibility.maximum_age),
        or_empty(&trial.eligibility.sex),
        trial
            .eligibility
            .healthy_volunteers
            .map(|is| is.to_string())
            .unwrap_or_default(),
        trial.has_results.to_string(),
        trial.countries.join("; "),
        trial.keywords.join("; "),
        or_empty(&trial.url),
    ]
}

fn locations(trial: &Trial) -> Vec<Vec<String>> {
    if trial.locations.is_empty() {
        return trial
            .countries
            .iter()
            .map(|country| {
                vec![
                    trial.id.clone(),
                    country.clone(),
                    String::new(),
                    String::new(),
                ]
            })
            .collect();
    }
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    trial
        .locations
        .iter()
        .map(|site| {
            vec![
                trial.id.clone(),
                or_empty(&site.country),
                or_empty(&site.city),
                or_empty(&site.facility),
            ]
        })
        .collect()
}

fn results(trial: &Trial) -> Vec<Vec<String>> {
    let none = String::new;
    let mut rows = Vec::new();
    let mut push = |part: &str, cells: [String; 13]| {
        let mut row = vec![trial.id.clone(), part.to_owned()];
        row.extend(cells);
        rows.push(row);
    };
    for one in &trial.results.flow {
        let category = if one.is_withdrawal {
            "withdrawal"
        } else {
            "milestone"
        };
        push(
            "flow",
            [
                none(),
                one.milestone.clone(),
                one.period.clone(),
                category.to_owned(),
                one.group.clone(),
                none(),
                none(),
                "people".to_owned(),
                one.people.clone(),
                none(),
                none(),
                none(),
                none(),
            ],
        );
    }
    let measured = trial.results.baseline.iter().map(|one| ("baseline", one));
    for (part, one) in measured.chain(trial.results.outcomes.iter().map(|one| ("outcome", one))) {
        push(
            part,
            [
                one.rank.clone(),
                one.title.clone(),
                one.time_frame.clone(),
                one.category.clone(),
                one.group.clone(),
                one.parameter.clone(),
                one.dispersion.clone(),
                one.unit.clone(),
                one.value.clone(),
                one.spread.clone(),
                one.lower.clone(),
                one.upper.clone(),
                one.analysed.clone(),
            ],
        );
    }
    for one in &trial.results.analyses {
        let test = if one.p_value.is_empty() {
            one.method.clone()
        } else {
            format!("{} p {}", one.method, one.p_value)
        };
        push(
            "comparison",
            [
                none(),
                one.outcome.clone(),
                none(),
                test.trim().to_owned(),
                one.groups.join(" | "),
                one.parameter.clone(),
                if one.level.is_empty() {
                    none()
                } else {
                    format!("{} % interval", one.level)
                },
                none(),
                one.value.clone(),
                none(),
                one.lower.clone(),
                one.upper.clone(),
                none(),
            ],
        );
    }
    for one in &trial.results.adverse_events {
        let rank = if one.serious { "serious" } else { "other" };
        push(
            "adverse_event",
            [
                rank.to_owned(),
                one.term.clone(),
                none(),
                one.organ_system.clone(),
                one.group.clone(),
                none(),
                none(),
                "people".to_owned(),
                one.affected.clone(),
                none(),
                none(),
                none(),
                one.at_risk.clone(),
            ],
        );
    }
    rows
}

/// Writes the ten tables as CSV while trials come in, so that memory does not grow with their number. Cells that a
/// spreadsheet would run as a formula are neutralised.
pub struct TableWriter<W: Write> {
    files: Vec<(TableKind, csv::Writer<W>, u64)>,
}

impl<W: Write> TableWriter<W> {
    /// A writer whose tables go where `open` says; their headers are written at once.
    ///
    /// # Errors
    /// Where a table cannot be opened or written.
    pub fn new(mut open: impl FnMut(TableKind) -> io::Result<W>) -> io::Result<Self> {
        let mut files = Vec::new();
        for kind in TableKind::ALL {
            let mut writer = csv::Writer::from_writer(open(kind)?);
            writer.write_record(kind.header())?;
            files.push((kind, writer, 0));
        }
        Ok(Self { files })
    }

    /// Writes all rows of a trial.
    ///
    /// # Errors
    /// Where a table cannot be written.
    pub fn add(&mut self, trial: &Trial) -> io::Result<()> {
        for (kind, writer, count) in &mut self.files {
            for row in kind.rows(trial) {
                writer.write_record(row.iter().map(|cell| neutralised(cell).into_owned()))?;
                *count += 1;
            }
        }
        Ok(())
    }

    /// Ends the tables: how many rows each has, its header not counted, and what it was written to.
    ///
    /// # Errors
    /// Where a table cannot be written.
    pub fn finish(self) -> io::Result<Vec<(TableKind, u64, W)>> {
        self.files
            .into_iter()
            .map(|(kind, writer, count)| {
                let inner = writer
                    .into_inner()
                    .map_err(|error| io::Error::other(error.to_string()))?;
                Ok((kind, count, inner))
            })
            .collect()
    }
}

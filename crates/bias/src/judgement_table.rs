//! [`JudgementTable`]: judgements of several results in rows, as drawings and robvis have them.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use ts_rs::TS;

use crate::cell::{Columns, delimiter, table};
use crate::{Judged, Judgement, Tool};

/// The most rows of a table that comes from elsewhere.
const MOST_ROWS: usize = 10_000;

/// Judgements in rows.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "BiasJudgementTable")]
pub struct JudgementTable {
    /// The tool.
    pub tool: Tool,
    /// The results.
    pub rows: Vec<JudgementRow>,
}

/// The judgements of one result.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "BiasJudgementRow")]
pub struct JudgementRow {
    /// The study, with the result where a study has several.
    pub label: String,
    /// One for each domain; none of what is not judged.
    pub domains: Vec<Option<Judgement>>,
    /// Concerns about applicability, for the domains that have them; empty where nothing is known of them.
    pub applicability: Vec<Option<Judgement>>,
    /// The whole.
    pub overall: Option<Judgement>,
    /// What the result weighs, such as its share of a meta-analysis.
    pub weight: Option<f64>,
}

/// Why judgements cannot be put into a table.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TableError {
    /// There is nothing to show.
    #[error("there is no assessment to show")]
    Nothing,
    /// More than one tool.
    #[error("the assessments are of several tools: {0}")]
    SeveralTools(String),
    /// The same result more than once.
    #[error("{0} is assessed more than once, by different reviewers or twice by one")]
    Twice(String),
    /// A row that is not what the tool has.
    #[error("row {row}: {problem}")]
    Row {
        /// Its number, the heading not counted.
        row: usize,
        /// What is the matter.
        problem: String,
    },
    /// A weight that is none.
    #[error("the weight of {label} is {weight}; weights are numbers above 0")]
    Weight {
        /// The row.
        label: String,
        /// What was given.
        weight: f64,
    },
    /// Weights of some rows only.
    #[error("there is no weight for {0}")]
    NoWeight(String),
    /// What is not judged cannot be exported for robvis.
    #[error("{0} is not judged completely")]
    Incomplete(String),
}

impl JudgementTable {
    /// The table of what assessments come to. Rows keep their order.
    ///
    /// # Errors
    /// Nothing to show, several tools, or a result that is there twice.
    pub fn of(judged: &[Judged]) -> Result<Self, TableError> {
        let first = judged.first().ok_or(TableError::Nothing)?;
        let name = first.tool.form().name;
        if judged.iter().any(|j| j.tool.form().name != name) {
            let names: HashSet<&str> = judged.iter().map(|j| j.tool.form().name).collect();
            let mut names: Vec<&str> = names.into_iter().collect();
            names.sort_unstable();
            return Err(TableError::SeveralTools(names.join(", ")));
        }
        let mut results: HashMap<&str, HashSet<&str>> = HashMap::new();
        for one in judged {
            let new = results
                .entry(one.study.trim())
                .or_default()
                .insert(one.result.trim());
            if !new {
                return Err(TableError::Twice(one.label()));
            }
        }
        let rows = judged.iter().map(|one| {
            let several = results
                .get(one.study.trim())
                .is_some_and(|results| results.len() > 1);
            JudgementRow {
                label: if several {
                    one.label()
                } else {
                    one.study.trim().to_owned()
                },
                domains: one.domains.iter().map(|item| item.judgement).collect(),
                applicability: one
                    .applicability
                    .iter()
                    .map(|item| item.judgement)
                    .collect(),
                overall: one.overall.judgement,
                weight: None,
            }
        });
        Ok(Self {
            tool: first.tool,
            rows: rows.collect(),
        })
    }

    /// The same with weights by label or study.
    ///
    /// # Errors
    /// A row without a weight, or a weight that is not above 0.
    pub fn weighted(mut self, weights: &HashMap<String, f64>) -> Result<Self, TableError> {
        let plain = |text: &str| text.trim().to_lowercase();
        let weights: HashMap<String, f64> =
            weights.iter().map(|(name, w)| (plain(name), *w)).collect();
        for row in &mut self.rows {
            let weight = *weights
                .get(&plain(&row.label))
                .ok_or_else(|| TableError::NoWeight(row.label.clone()))?;
            if !(weight > 0.0 && weight.is_finite()) {
                return Err(TableError::Weight {
                    label: row.label.clone(),
                    weight,
                });
            }
            row.weight = Some(weight);
        }
        Ok(self)
    }

    /// As robvis reads it: `Study`, `D1` …, `Overall`, and `Weight` where every row has one. QUADAS-2's “unclear” is
    /// robvis's “No information”, the word its template has for what is too little reported.
    ///
    /// # Errors
    /// A row that is not judged completely: robvis would draw it as something else.
    pub fn to_robvis(&self) -> Result<String, TableError> {
        let weighted = !self.rows.is_empty() && self.rows.iter().all(|row| row.weight.is_some());
        let domains = self.tool.form().domains;
        let mut heading = vec!["Study".to_owned()];
        heading.extend(domains.iter().map(|domain| domain.id.to_owned()));
        heading.push("Overall".to_owned());
        if weighted {
            heading.push("Weight".to_owned());
        }
        let mut rows = vec![heading];
        for row in &self.rows {
            let mut cells = vec![row.label.clone()];
            for judgement in row.domains.iter().chain([&row.overall]) {
                let judgement =
                    judgement.ok_or_else(|| TableError::Incomplete(row.label.clone()))?;
                cells.push(robvis_word(judgement).to_owned());
            }
            if let Some(weight) = row.weight.filter(|_| weighted) {
                cells.push(format!("{weight}"));
            }
            rows.push(cells);
        }
        Ok(table(rows))
    }

    /// Reads what robvis reads: `Study`, a column for each domain in order, `Overall`, and perhaps `Weight`; a first column
    /// of row numbers, as R writes it, may stand before. Words or first letters of judgements.
    ///
    /// # Errors
    /// Another number of columns than the tool has domains, or a word that is no judgement of the tool.
    pub fn read_robvis(text: &str, tool: Tool) -> Result<Self, TableError> {
        let bad = |row: usize, problem: String| TableError::Row { row, problem };
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .delimiter(delimiter(text))
            .from_reader(text.as_bytes());
        let header = reader.headers().map_err(|e| bad(0, e.to_string()))?;
        let columns = Columns::of(header);
        let names = columns.names();
        let skip = usize::from(names.first().is_some_and(String::is_empty));
        let domains = tool.form().domains.len();
        let last = names.last().map(String::as_str).unwrap_or_default();
        let weighted = last.starts_with("weight");
        let expected = skip + 1 + domains + 1 + usize::from(weighted);
        if names.len() != expected {
            return Err(bad(
                0,
                format!(
                    "{} has {domains} domains, so that the columns are Study, D1 to D{domains}, Overall and perhaps \
                     Weight; there are {}: {}",
                    tool.form().name,
                    names.len(),
                    names.join(", ")
                ),
            ));
        }
        let mut rows = Vec::new();
        for (index, row) in reader.records().enumerate() {
            let number = index + 1;
            if index >= MOST_ROWS {
                return Err(bad(number, format!("there are more than {MOST_ROWS} rows")));
            }
            let row = row.map_err(|e| bad(number, e.to_string()))?;
            let cell = |place: usize| crate::cell::plain(row.get(place).unwrap_or_default().trim());
            if row.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let judged = |place: usize| {
                let word = cell(place);
                if word.is_empty() || word == "NA" {
                    return Ok(None);
                }
                from_robvis(word, tool).map(Some).ok_or_else(|| {
                    bad(
                        number,
                        format!("“{word}” is no judgement of {}", tool.form().name),
                    )
                })
            };
            let weight = match cell(skip + 1 + domains + 1) {
                "" => None,
                text => Some(text.parse().map_err(|_| {
                    bad(
                        number,
                        format!("the weight is “{text}”, which is no number"),
                    )
                })?),
            };
            rows.push(JudgementRow {
                label: cell(skip).to_owned(),
                domains: (0..domains)
                    .map(|domain| judged(skip + 1 + domain))
                    .collect::<Result<_, _>>()?,
                applicability: Vec::new(),
                overall: judged(skip + 1 + domains)?,
                weight: weight.filter(|_| weighted),
            });
        }
        if rows.is_empty() {
            return Err(TableError::Nothing);
        }
        Ok(Self { tool, rows })
    }

    /// What a row weighs: its weight where every row has one, else the same as every other.
    pub(crate) fn weights(&self) -> Vec<f64> {
        let all: Option<Vec<f64>> = self.rows.iter().map(|row| row.weight).collect();
        match all {
            Some(weights) if weights.iter().all(|w| *w > 0.0 && w.is_finite()) => weights,
            _ => vec![1.0; self.rows.len()],
        }
    }

    /// Whether every row has a weight.
    pub(crate) fn is_weighted(&self) -> bool {
        self.rows
            .iter()
            .all(|row| row.weight.is_some_and(|w| w > 0.0 && w.is_finite()))
    }
}

/// The word that robvis's templates have (R package robvis 0.3.0, `rob_tools()`).
fn robvis_word(judgement: Judgement) -> &'static str {
    match judgement {
        Judgement::Unclear => "No information",
        other => other.words(),
    }
}

fn from_robvis(word: &str, tool: Tool) -> Option<Judgement> {
    let judgement = match (Judgement::read(word)?, tool) {
        (Judgement::NoInformation | Judgement::SomeConcerns, Tool::Quadas2) => Judgement::Unclear,
        (judgement, _) => judgement,
    };
    // robvis's own template of RoB 2 has “No information”, which the tool does not.
    let known = tool.judgements().contains(&judgement) || judgement == Judgement::NoInformation;
    known.then_some(judgement)
}

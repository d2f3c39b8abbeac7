//! [`StudyNumbers`]: the settled numbers of a study about an outcome at a time, each with the value it comes from.

use std::collections::{BTreeMap, BTreeSet};

use review::{FieldId, Form, Measure as Quantity, StudyId, ValueAddress};
use serde::Serialize;
use synthesis::{Data, Measure};
use ts_rs::TS;

use super::choice::folded;
use crate::error::Result;
use crate::export::evidence_table::{Extracted, ExtractedStudy, ExtractedValue};
use crate::export::numbers_of_study::{NumbersOfStudy, OutcomeAtTime};
use crate::extract::form_in_force;
use crate::open_review::Review;
use crate::pool::rows::{FromLimits, Row, TURNED, data, from_limits};

/// What is told of each arm, as R's metafor calls it in the first and second arm.
const OF_ARMS: [(Quantity, [&str; 2], &str); 4] = [
    (Quantity::Events, ["ai", "ci"], "people with the event"),
    (Quantity::GroupSize, ["n1i", "n2i"], "people"),
    (Quantity::Mean, ["m1i", "m2i"], "mean"),
    (
        Quantity::StandardDeviation,
        ["sd1i", "sd2i"],
        "standard deviation",
    ),
];
/// What a report says of two arms together.
const OF_PAIRS: [(Quantity, &str, &str); 4] = [
    (Quantity::Estimate, "estimate", "estimate"),
    (Quantity::StandardError, "standard_error", "standard error"),
    (Quantity::LowerLimit, "lower_limit", "lower limit"),
    (Quantity::UpperLimit, "upper_limit", "upper limit"),
];

/// A number of a study with the value it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AnalysisNumber {
    /// What it is, such as `people with the event, placebo`.
    pub what: String,
    /// As it was extracted.
    pub value: String,
    /// Which value of the extraction.
    pub address: ValueAddress,
    /// How it was computed, where it was.
    pub formula: Option<String>,
    /// Who gave it.
    pub by: String,
    /// The words it rests on.
    pub quotes: Vec<AnalysisQuote>,
}

/// Words of a report that a number rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AnalysisQuote {
    /// The words.
    pub text: String,
    /// The page, from 1.
    pub page: Option<u32>,
}

/// The numbers of a study about an outcome at a time.
#[derive(Clone, Debug)]
pub(crate) struct StudyNumbers {
    pub(crate) study: StudyId,
    /// The label, told from others of the same name.
    pub(crate) name: String,
    /// Of its first report, as it ends the label or the citation.
    pub(crate) year: Option<u32>,
    /// Whether nothing of the study's extraction is open.
    pub(crate) is_final: bool,
    pub(crate) outcome: String,
    /// Empty for a result without a time point.
    pub(crate) time: String,
    pub(crate) arms: Vec<ArmNumbers>,
    /// Of both arms together, by the columns of metafor.
    together: BTreeMap<&'static str, AnalysisNumber>,
    /// What kind of estimate the report gives.
    pub(crate) effect_measure: Option<String>,
    /// Values of the fields that are asked for each study.
    pub(crate) of_study: BTreeMap<FieldId, String>,
}

/// The numbers of an arm.
#[derive(Clone, Debug)]
pub(crate) struct ArmNumbers {
    pub(crate) name: String,
    numbers: Vec<(Quantity, AnalysisNumber)>,
}

/// The numbers of all studies, and what keeps them from being final.
pub(crate) struct AllNumbers {
    pub(crate) results: Vec<StudyNumbers>,
    /// Every study that was included, by identity and name.
    pub(crate) studies: Vec<(StudyId, String)>,
    /// Studies whose extraction is not finished, with what is open.
    pub(crate) unfinished: Vec<(String, String)>,
    /// Fields that could make subgroups.
    pub(crate) subgroup_fields: Vec<(FieldId, String)>,
}

impl Review {
    /// The numbers of the extraction; none without a form. Nothing is in them that may not be told yet.
    pub(crate) async fn numbers_to_pool(&self) -> Result<AllNumbers> {
        let facts = self.extraction_facts().await?;
        let Some(form) = form_in_force(&facts) else {
            return Ok(AllNumbers::none());
        };
        Ok(all_numbers(form, &self.extracted().await?))
    }
}

fn all_numbers(form: &Form, extracted: &Extracted) -> AllNumbers {
    let named = told_apart(&extracted.studies);
    let mut all = AllNumbers {
        results: Vec::new(),
        studies: Vec::new(),
        unfinished: extracted
            .unfinished
            .iter()
            .map(|one| (one.study.clone(), what_is_open(one)))
            .collect(),
        subgroup_fields: form
            .fields
            .iter()
            .filter(|field| {
                field.scope == review::Scope::Study
                    && matches!(
                        field.kind,
                        review::FieldKind::Choice { .. } | review::FieldKind::YesNoUnclear
                    )
            })
            .map(|field| (field.id.clone(), field.label.clone()))
            .collect(),
    };
    for (study, name) in extracted.studies.iter().zip(named) {
        let Some(id) = &study.study else { continue };
        all.studies.push((id.clone(), name.clone()));
        let numbers = NumbersOfStudy::of(form, study);
        for at in &numbers.results {
            let result = of_result(&numbers, at, study, id, &name);
            if result.arms.iter().any(|arm| !arm.numbers.is_empty()) || !result.together.is_empty()
            {
                all.results.push(result);
            }
        }
    }
    // In the order in which the studies were published, as forest plots and cumulative analyses have them.
    all.results
        .sort_by(|a, b| a.year.cmp(&b.year).then_with(|| a.name.cmp(&b.name)));
    all
}

fn of_result(
    numbers: &NumbersOfStudy<'_>,
    at: &OutcomeAtTime<'_>,
    study: &ExtractedStudy,
    id: &StudyId,
    name: &str,
) -> StudyNumbers {
    let arms = numbers.arms.iter().map(|arm| ArmNumbers {
        name: (*arm).to_owned(),
        numbers: OF_ARMS
            .iter()
            .filter_map(|(quantity, _, words)| {
                let value = numbers.value_of_arm(*quantity, arm, at)?;
                Some((*quantity, told(value, format!("{words}, {arm}"))?))
            })
            .collect(),
    });
    let together = OF_PAIRS.iter().filter_map(|(quantity, column, words)| {
        let value = numbers.value_of_pair(*quantity, at)?;
        Some((*column, told(value, (*words).to_owned())?))
    });
    let citation = study
        .reports
        .first()
        .map_or("", |(citation, _)| citation.as_str());
    StudyNumbers {
        study: id.clone(),
        name: name.to_owned(),
        year: year_in(&study.label).or_else(|| year_in(citation)),
        is_final: study.is_final,
        outcome: at.outcome.to_owned(),
        time: at.time.unwrap_or_default().to_owned(),
        arms: arms.collect(),
        together: together.collect(),
        effect_measure: Some(numbers.effect_measure(at)).filter(|name| !name.is_empty()),
        of_study: study
            .values
            .iter()
            .filter(|value| value.address.arm.is_none() && value.address.outcome.is_none())
            .filter_map(|value| {
                let finding = value.finding()?;
                (!finding.value.trim().is_empty())
                    .then(|| (value.address.field.clone(), finding.value.clone()))
            })
            .collect(),
    }
}

fn told(value: &ExtractedValue, what: String) -> Option<AnalysisNumber> {
    let finding = value.finding()?;
    Some(AnalysisNumber {
        what,
        value: finding.value.clone(),
        address: value.address.clone(),
        formula: finding.formula.clone(),
        by: value.by.clone(),
        quotes: finding
            .evidence
            .iter()
            .map(|quote| AnalysisQuote {
                text: quote.exact.clone(),
                page: quote.page,
            })
            .collect(),
    })
}

/// A label that several studies have gets a number, and none that is another study's label.
fn told_apart(studies: &[ExtractedStudy]) -> Vec<String> {
    let labels = studies.iter().map(|study| study.label.as_str());
    apart(labels)
}

fn apart<'l>(labels: impl Iterator<Item = &'l str>) -> Vec<String> {
    let labels: Vec<String> = labels
        .map(|label| label.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let mut taken: BTreeSet<String> = labels.iter().map(|label| folded(label)).collect();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    labels
        .into_iter()
        .map(|label| {
            if seen.insert(folded(&label)) {
                return label;
            }
            let mut number = 2;
            loop {
                let name = format!("{label} ({number})");
                if taken.insert(folded(&name)) {
                    return name;
                }
                number += 1;
            }
        })
        .collect()
}

fn what_is_open(unfinished: &crate::extract::Unfinished) -> String {
    let mut parts = Vec::new();
    let mut add = |what: &[String], words: &str| {
        if !what.is_empty() {
            parts.push(format!("{} {words}", what.len()));
        }
    };
    add(&unfinished.unanswered, "values open");
    add(&unfinished.differing, "values on which extractors differ");
    add(&unfinished.doubtful, "values that cannot be as they stand");
    if !unfinished.not_finished.is_empty() {
        parts.push(format!("waits for {}", unfinished.not_finished.join(", ")));
    }
    if parts.is_empty() {
        "nothing extracted yet".to_owned()
    } else {
        parts.join(", ")
    }
}

/// The last four digits that may be a year.
fn year_in(text: &str) -> Option<u32> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .rfind(|year| (1800..=2100).contains(year))
}

impl StudyNumbers {
    /// The numbers of two arms (or of one, for a proportion) as the measure needs them, or what is lacking.
    pub(crate) fn data(
        &self,
        first: &str,
        second: Option<&str>,
        measure: Measure,
    ) -> std::result::Result<Data, String> {
        data(&self.row(first, second, measure), measure).map_err(in_words)
    }

    /// Where the standard error comes from the limits of the report's estimate, what is to be told of these.
    pub(crate) fn limits(
        &self,
        first: &str,
        second: Option<&str>,
        measure: Measure,
    ) -> Option<FromLimits> {
        from_limits(&self.row(first, second, measure), measure)
    }

    /// As a row of a table in the columns of metafor.
    fn row(&self, first: &str, second: Option<&str>, measure: Measure) -> Row {
        let mut row = Row::new();
        let arm = |name: &str| self.arms.iter().find(|arm| arm.name == name);
        if let (Some(one), true) = (arm(first), measure.is_proportion()) {
            row.extend(one.numbers.iter().filter_map(|(quantity, number)| {
                let column = match quantity {
                    Quantity::Events => "xi",
                    Quantity::GroupSize => "ni",
                    _ => return None,
                };
                Some((column.to_owned(), number.value.clone()))
            }));
            return row;
        }
        for (place, name) in [(0, Some(first)), (1, second)] {
            for (quantity, number) in name.and_then(arm).into_iter().flat_map(|arm| &arm.numbers) {
                for (known, columns, _) in &OF_ARMS {
                    if known == quantity {
                        row.insert(columns[place].to_owned(), number.value.clone());
                    }
                }
            }
        }
        for (column, number) in &self.together {
            row.insert((*column).to_owned(), number.value.clone());
        }
        // The report's estimate is of the study's first arm against its second.
        if self.arms.first().is_none_or(|arm| arm.name != first) {
            row.insert(TURNED.to_owned(), "yes".to_owned());
        }
        row
    }

    /// The numbers that [`data`](Self::data) rests on.
    pub(crate) fn used(
        &self,
        first: &str,
        second: Option<&str>,
        measure: Measure,
    ) -> Vec<AnalysisNumber> {
        if matches!(measure, Measure::Difference | Measure::Ratio) {
            return self.together.values().cloned().collect();
        }
        let wanted: &[Quantity] = match measure {
            Measure::MeanDifference | Measure::StandardizedMeanDifference => &[
                Quantity::Mean,
                Quantity::StandardDeviation,
                Quantity::GroupSize,
            ],
            _ => &[Quantity::Events, Quantity::GroupSize],
        };
        [Some(first), second]
            .into_iter()
            .flatten()
            .filter_map(|name| self.arms.iter().find(|arm| arm.name == name))
            .flat_map(|arm| &arm.numbers)
            .filter(|(quantity, _)| wanted.contains(quantity))
            .map(|(_, number)| number.clone())
            .collect()
    }
}

/// What is lacking, in the words of a form and not in the columns of a table.
fn in_words(lacking: String) -> String {
    let Some((column, rest)) = lacking.split_once(' ') else {
        return lacking;
    };
    let of_arm = OF_ARMS.iter().find_map(|(_, columns, words)| {
        let place = columns.iter().position(|known| *known == column)?;
        let arm = ["first arm", "second arm"][place];
        Some(format!("{words} in the {arm}"))
    });
    let name = of_arm.or_else(|| match column {
        "xi" => Some("people with the event".to_owned()),
        "ni" => Some("people".to_owned()),
        _ => OF_PAIRS
            .iter()
            .find(|(_, known, _)| *known == column)
            .map(|(_, _, words)| (*words).to_owned()),
    });
    match name {
        Some(name) => format!("{name} {rest}"),
        None => lacking,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_the_last_four_digits_that_may_be_one() {
        assert_eq!(year_in("Aronson 1948"), Some(1948));
        assert_eq!(year_in("Trial 3120, 2001b"), Some(2001));
        assert_eq!(year_in("HARBOUR"), None);
    }

    #[test]
    fn studies_of_one_name_are_told_apart() {
        let names = ["Smith 2001", "smith  2001", "Smith 2001 (2)", "Smith 2001"];
        assert_eq!(
            apart(names.into_iter()),
            [
                "Smith 2001",
                "smith 2001 (3)",
                "Smith 2001 (2)",
                "Smith 2001 (4)"
            ]
        );
    }

    #[test]
    fn what_is_lacking_is_told_in_words() {
        assert_eq!(
            in_words("ci is not given".to_owned()),
            "people with the event in the second arm is not given"
        );
        assert_eq!(in_words("odd".to_owned()), "odd");
    }
}

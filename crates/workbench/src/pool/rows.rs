//! The rows of a table for meta-analysis as studies.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};
use synthesis::{Data, Estimate, Means, Measure, SingleProportion, Study, TwoByTwo};

use crate::error::{Error, Result};
use crate::table_input;

/// 97.5 % of the normal distribution: reported limits are taken to be those of 95 %.
const Z_OF_REPORTED_LIMITS: f64 = 1.959_963_984_540_054;

/// Which rows of a table are meant.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only those of this outcome.
    pub outcome: Option<String>,
    /// Only those of this time point.
    pub time_point: Option<String>,
    /// Only those that compare this arm; where the table has it second, the arms change places.
    pub first_arm: Option<String>,
    /// With this one.
    pub second_arm: Option<String>,
}

/// A row that could not be used.
#[derive(Clone, Debug, Serialize)]
pub struct PoolProblem {
    /// Its number, the heading not counted.
    pub row: usize,
    /// The study it names.
    pub study: String,
    /// What is the matter.
    pub problem: String,
}

/// The studies of a table.
pub(super) struct ReadRows {
    pub(super) studies: Vec<Study>,
    pub(super) outcome: Option<String>,
    pub(super) effect_measure: Option<String>,
    pub(super) problems: Vec<PoolProblem>,
    /// What is to be told of how estimates were read.
    pub(super) remarks: Vec<String>,
}

/// All cells are texts, so that a bad one costs its own row only.
pub(crate) type Row = BTreeMap<String, String>;

#[derive(Deserialize)]
struct AnyRow(Row);

/// Reads the studies with what the measure needs.
pub(super) fn read(file: &Path, wanted: &Wanted, measure: Measure) -> Result<ReadRows> {
    let mut problems = Vec::new();
    let mut rows: Vec<(usize, Row)> = Vec::new();
    for (index, row) in table_input::rows::<AnyRow>(file, &["slab"])?
        .into_iter()
        .enumerate()
    {
        match row {
            Ok(AnyRow(row)) => rows.push((index + 1, row)),
            Err(problem) => problems.push(PoolProblem {
                row: index + 1,
                study: String::new(),
                problem,
            }),
        }
    }
    let outcome = chosen(&mut rows, "outcome", "outcomes", wanted.outcome.as_deref())?;
    chosen(
        &mut rows,
        "time_point",
        "time points",
        wanted.time_point.as_deref(),
    )?;
    rows.retain_mut(|(_, row)| turned(row, wanted));
    if rows.is_empty() {
        return Err(Error::invalid(
            "the table has no row for what was chosen",
            "Check the names of outcome, time point and arms against the table.",
        ));
    }
    if wanted.first_arm.is_none() && wanted.second_arm.is_none() {
        refuse_mixed_arms(&rows)?;
    }
    let effect_measure = one_effect_measure(&rows, measure)?;
    let (mut studies, mut limits) = (Vec::new(), Vec::new());
    for (number, row) in rows {
        let label = cell(&row, "slab").unwrap_or_default().to_owned();
        if label.is_empty() {
            problems.push(PoolProblem {
                row: number,
                study: label,
                problem: "the study has no name (slab)".to_owned(),
            });
            continue;
        }
        match data(&row, measure) {
            Ok(data) => {
                limits.extend(from_limits(&row, measure).map(|found| (label.clone(), found)));
                studies.push(Study {
                    id: label.clone(),
                    label,
                    group: cell(&row, "group").map(str::to_owned),
                    data,
                });
            }
            Err(problem) => problems.push(PoolProblem {
                row: number,
                study: label,
                problem,
            }),
        }
    }
    Ok(ReadRows {
        studies,
        outcome,
        effect_measure,
        problems,
        remarks: told_of_limits(limits.iter().map(|(name, found)| (name.as_str(), *found))),
    })
}

/// What stands in a cell; `None` of an empty one, and of R's NA.
fn cell<'r>(row: &'r Row, name: &str) -> Option<&'r str> {
    let text = row.get(name)?.trim();
    (!text.is_empty() && text != "NA").then_some(text)
}

/// Keeps the rows of the value that was asked for. Where none was, there must be one only.
fn chosen(
    rows: &mut Vec<(usize, Row)>,
    column: &str,
    plural: &str,
    wanted: Option<&str>,
) -> Result<Option<String>> {
    let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
    if let Some(wanted) = wanted {
        rows.retain(|(_, row)| cell(row, column).is_some_and(|found| same(found, wanted)));
    }
    let found: BTreeSet<String> = rows
        .iter()
        .map(|(_, row)| cell(row, column).unwrap_or_default().to_lowercase())
        .collect();
    if found.len() > 1 {
        let names: Vec<String> = found
            .iter()
            .map(|name| {
                if name.is_empty() {
                    "(none)".to_owned()
                } else {
                    format!("“{name}”")
                }
            })
            .collect();
        return Err(Error::invalid(
            format!("the table has several {plural}: {}", names.join(", ")),
            format!("Choose one with --{}.", column.replace('_', "-")),
        ));
    }
    Ok(rows
        .first()
        .and_then(|(_, row)| cell(row, column).map(str::to_owned)))
}

/// Whether the row compares the arms that are wanted; its arms change places where it has them the other way round.
fn turned(row: &mut Row, wanted: &Wanted) -> bool {
    let is = |name: Option<&str>, wanted: &Option<String>| match wanted {
        None => true,
        Some(wanted) => {
            name.is_some_and(|name| name.to_lowercase() == wanted.trim().to_lowercase())
        }
    };
    let (one, two) = (cell(row, "arm1"), cell(row, "arm2"));
    if is(one, &wanted.first_arm) && is(two, &wanted.second_arm) {
        return true;
    }
    if !(is(two, &wanted.first_arm) && is(one, &wanted.second_arm)) {
        return false;
    }
    for (a, b) in [
        ("arm1", "arm2"),
        ("ai", "ci"),
        ("bi", "di"),
        ("n1i", "n2i"),
        ("m1i", "m2i"),
        ("sd1i", "sd2i"),
    ] {
        let (first, second) = (row.remove(a), row.remove(b));
        row.extend(second.map(|value| (a.to_owned(), value)));
        row.extend(first.map(|value| (b.to_owned(), value)));
    }
    // Which way round a reported estimate is meant cannot be told from the table.
    row.retain(|name, _| !ESTIMATES.contains(&name.as_str()));
    row.insert(TURNED.to_owned(), "yes".to_owned());
    true
}

/// Marks a row whose arms changed places; no column of a file has a name with a space at its end.
pub(crate) const TURNED: &str = "turned ";

const ESTIMATES: [&str; 7] = [
    "yi",
    "vi",
    "sei",
    "estimate",
    "standard_error",
    "lower_limit",
    "upper_limit",
];

/// An arm that is first in one row and second in another makes effects point both ways.
fn refuse_mixed_arms(rows: &[(usize, Row)]) -> Result<()> {
    let arms = |column: &str| -> BTreeSet<String> {
        rows.iter()
            .filter_map(|(_, row)| cell(row, column).map(str::to_lowercase))
            .collect()
    };
    let both: Vec<String> = arms("arm1").intersection(&arms("arm2")).cloned().collect();
    if both.is_empty() {
        return Ok(());
    }
    Err(Error::invalid(
        format!(
            "“{}” is the first arm in some rows and the second in others, so that effects would point both ways",
            both.join("”, “")
        ),
        "Say which arms are compared with --first-arm and --second-arm.",
    ))
}

/// Of reported estimates there must be one kind only.
fn one_effect_measure(rows: &[(usize, Row)], measure: Measure) -> Result<Option<String>> {
    if !matches!(measure, Measure::Difference | Measure::Ratio) {
        return Ok(None);
    }
    let found: BTreeMap<String, &str> = rows
        .iter()
        .filter_map(|(_, row)| cell(row, "effect_measure"))
        .map(|name| (name.to_lowercase(), name))
        .collect();
    if found.len() > 1 {
        let names: Vec<&str> = found.into_values().collect();
        return Err(Error::invalid(
            format!("the estimates are of several kinds: {}", names.join(", ")),
            "Pool estimates of one kind; leave the other rows out of the table.",
        ));
    }
    Ok(found.into_values().next().map(str::to_owned))
}

/// What the measure needs of a row, or what is lacking.
pub(crate) fn data(row: &Row, measure: Measure) -> std::result::Result<Data, String> {
    let count = |name: &str| -> std::result::Result<u64, String> {
        let text = cell(row, name).ok_or_else(|| format!("{name} is not given"))?;
        whole(text).ok_or_else(|| format!("{name} is “{text}”, which is no number of people"))
    };
    let number = |name: &str| -> std::result::Result<f64, String> {
        let text = cell(row, name).ok_or_else(|| format!("{name} is not given"))?;
        // Tables from elsewhere may have the sign that is a minus.
        let value: f64 = text
            .replace('\u{2212}', "-")
            .parse()
            .map_err(|_| format!("{name} is “{text}”, which is no number"))?;
        if value.is_finite() {
            Ok(value)
        } else {
            Err(format!("{name} is “{text}”, which is no number"))
        }
    };
    // People of an arm, or those with and without the event.
    let people = |n: &str, events: &str, others: &str| match (cell(row, n), cell(row, others)) {
        (Some(_), None) => count(n),
        (None, _) => count(events)?
            .checked_add(count(others)?)
            .ok_or_else(|| format!("{events} and {others} are too many")),
        (Some(_), Some(_)) if Some(count(n)?) == count(events)?.checked_add(count(others)?) => {
            count(n)
        }
        _ => Err(format!("{events} and {others} do not make {n}")),
    };
    match measure {
        Measure::OddsRatio
        | Measure::RiskRatio
        | Measure::RiskDifference
        | Measure::PetoOddsRatio => Ok(Data::TwoByTwo(TwoByTwo {
            events1: count("ai")?,
            n1: people("n1i", "ai", "bi")?,
            events2: count("ci")?,
            n2: people("n2i", "ci", "di")?,
        })),
        Measure::MeanDifference | Measure::StandardizedMeanDifference => Ok(Data::Means(Means {
            mean1: number("m1i")?,
            sd1: number("sd1i")?,
            n1: count("n1i")?,
            mean2: number("m2i")?,
            sd2: number("sd2i")?,
            n2: count("n2i")?,
        })),
        Measure::LogitProportion | Measure::FreemanTukey => {
            Ok(Data::Proportion(SingleProportion {
                events: count("xi")?,
                n: people("ni", "xi", "mi")?,
            }))
        }
        Measure::Difference | Measure::Ratio => estimate(row, measure, &number),
    }
}

/// metafor's `yi` with `sei` or `vi`, on the pooling scale; else the estimate as it is reported, of a ratio with its
/// limits, of a difference with its standard error or limits.
fn estimate(
    row: &Row,
    measure: Measure,
    number: &dyn Fn(&str) -> std::result::Result<f64, String>,
) -> std::result::Result<Data, String> {
    let given = |name| cell(row, name).is_some();
    let of = |yi, sei| Ok(Data::Estimate(Estimate { yi, sei }));
    if given(TURNED) {
        return Err(
            "the arms are the other way round here, and a reported estimate cannot be turned"
                .to_owned(),
        );
    }
    if given("yi") {
        let sei = if given("sei") {
            number("sei")?
        } else {
            number("vi")?.sqrt()
        };
        return of(number("yi")?, sei);
    }
    let value = number("estimate")?;
    if measure == Measure::Difference && given("standard_error") {
        return of(value, number("standard_error")?);
    }
    let (low, high) = (number("lower_limit")?, number("upper_limit")?);
    if !(low < high && low <= value && value <= high) {
        return Err("the estimate does not lie between its limits".to_owned());
    }
    if measure == Measure::Difference {
        return of(value, (high - low) / (2.0 * Z_OF_REPORTED_LIMITS));
    }
    if low <= 0.0 {
        return Err("a ratio and its limits lie above 0".to_owned());
    }
    of(
        value.ln(),
        (high.ln() - low.ln()) / (2.0 * Z_OF_REPORTED_LIMITS),
    )
}

/// A whole number, which programs write as `12.0` where a column has empty cells.
fn whole(text: &str) -> Option<u64> {
    text.parse().ok().or_else(|| {
        let (whole, zeros) = text.split_once('.')?;
        zeros.bytes().all(|digit| digit == b'0').then_some(())?;
        whole.parse().ok()
    })
}

/// What is to be told of a row that is pooled by the estimate of its report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FromLimits {
    /// Whether the estimate lies far from the middle of its limits, on the scale on which it is pooled: one limit is more
    /// than three times as far as the other.
    pub(crate) is_lopsided: bool,
}

/// `None` where the standard error of a row does not come from its limits.
pub(crate) fn from_limits(row: &Row, measure: Measure) -> Option<FromLimits> {
    let given = |name| cell(row, name).is_some();
    let of_estimates = matches!(measure, Measure::Difference | Measure::Ratio);
    let own_error = measure == Measure::Difference && given("standard_error");
    if !of_estimates || given("yi") || own_error {
        return None;
    }
    let number = |name| -> Option<f64> {
        let value: f64 = cell(row, name)?.replace('\u{2212}', "-").parse().ok()?;
        Some(if measure == Measure::Ratio {
            value.ln()
        } else {
            value
        })
    };
    let (low, value, high) = (
        number("lower_limit")?,
        number("estimate")?,
        number("upper_limit")?,
    );
    let (below, above) = (value - low, high - value);
    Some(FromLimits {
        is_lopsided: below.max(above) > 3.0 * below.min(above),
    })
}

/// What is to be told of estimates whose standard errors come from their limits, by the names of the studies.
pub(crate) fn told_of_limits<'s>(
    studies: impl Iterator<Item = (&'s str, FromLimits)>,
) -> Vec<String> {
    let (mut number, mut lopsided) = (0, Vec::new());
    for (name, found) in studies {
        number += 1;
        if found.is_lopsided {
            lopsided.push(name);
        }
    }
    let mut told = Vec::new();
    if number > 0 {
        told.push(format!(
            "The standard errors of {number} estimates come from their limits, taken for those of 95 %."
        ));
    }
    if !lopsided.is_empty() {
        told.push(format!(
            "To be checked: the estimate lies far from the middle of its limits in {}.",
            lopsided.join("; ")
        ));
    }
    told
}

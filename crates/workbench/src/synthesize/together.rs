//! A choice applied to the numbers of the extraction: which studies are in it, which are not and why, and what they come
//! to. Every number is one of the extraction or computed from those by `synthesis`.

use review::StudyId;
use sha2::{Digest, Sha256};
use store::hexadecimal;
use synthesis::{Analysis, PoolError, Study, Subgroups};

use super::choice::{AnalysisChoice, folded, is_among};
use super::numbers::{AllNumbers, AnalysisNumber, StudyNumbers};
use crate::error::{Error, Result};
use crate::pool::rows::FromLimits;

/// Studies put together.
pub(crate) struct Together {
    pub(crate) analysis: Analysis,
    pub(crate) subgroups: Option<Subgroups>,
    /// The studies that had numbers, as they were given to the statistics.
    pub(crate) given: Vec<GivenStudy>,
    /// Names the numbers and options, so that a change of them shows.
    pub(crate) numbers_sha256: String,
}

/// A study with what it gave.
pub(crate) struct GivenStudy {
    pub(crate) study: StudyId,
    pub(crate) name: String,
    pub(crate) is_final: bool,
    pub(crate) numbers: Vec<AnalysisNumber>,
    /// Events and people of the second arm, where they are known.
    pub(crate) second_arm: Option<(f64, f64)>,
    /// What is to be told of the limits that its standard error comes from.
    pub(crate) from_limits: Option<FromLimits>,
}

/// A study that could not be in an analysis.
pub(crate) struct NotIn {
    pub(crate) study: StudyId,
    pub(crate) name: String,
    pub(crate) reason: String,
}

/// What a choice selects.
pub(crate) struct Selected {
    pub(crate) studies: Vec<Study>,
    pub(crate) given: Vec<GivenStudy>,
    pub(crate) not_in: Vec<NotIn>,
}

/// What is wrong with a choice itself.
pub(crate) fn check(choice: &AnalysisChoice) -> Result<()> {
    let refuse = |what: &str, hint: &str| Err(Error::invalid(what, hint));
    let none = |names: &[String]| names.iter().all(|name| name.trim().is_empty());
    if choice.name.trim().is_empty() {
        return refuse(
            "the analysis has no name",
            "Give it one, such as “Death by 30 days, vaccine against none”.",
        );
    }
    if choice.name.chars().count() > 200 || choice.name.chars().any(char::is_control) {
        return refuse(
            "the name of an analysis holds at most 200 characters in one line",
            "Shorten it.",
        );
    }
    if none(&choice.outcomes) || choice.time_points.is_empty() {
        return refuse(
            "no outcome is chosen",
            "Choose the outcome and the time point.",
        );
    }
    if none(&choice.first_arms) {
        return refuse("no arm is chosen", "Say which arm's effect it is.");
    }
    let second = !none(&choice.second_arms);
    if choice.measure.is_proportion() && second {
        return refuse(
            "a proportion is of one arm",
            "Leave the second side empty, or choose another measure.",
        );
    }
    if !choice.measure.is_proportion() && !second {
        return refuse(
            "there is nothing to compare with",
            "Say which arm is compared with.",
        );
    }
    let twice = |arm: &String| is_among(arm, &choice.second_arms);
    if choice.first_arms.iter().any(twice) {
        return refuse(
            "an arm is on both sides",
            "Put each arm on one side, or leave it out.",
        );
    }
    choice.options_are_sound().map_err(|error| refused(&error))
}

/// The studies that a choice selects, and those that have the outcome and are not in it.
pub(crate) fn select(choice: &AnalysisChoice, all: &AllNumbers) -> Selected {
    let mut selected = Selected {
        studies: Vec::new(),
        given: Vec::new(),
        not_in: Vec::new(),
    };
    let of_outcome: Vec<&StudyNumbers> = all
        .results
        .iter()
        .filter(|result| is_among(&result.outcome, &choice.outcomes))
        .collect();
    let mut seen: Vec<&StudyId> = Vec::new();
    for result in &of_outcome {
        if seen.contains(&&result.study) {
            continue;
        }
        seen.push(&result.study);
        match one(choice, &result.study, &of_outcome) {
            Ok((study, given)) => {
                selected.studies.push(study);
                selected.given.push(given);
            }
            Err(reason) => selected.not_in.push(NotIn {
                study: result.study.clone(),
                name: result.name.clone(),
                reason,
            }),
        }
    }
    selected
}

fn one(
    choice: &AnalysisChoice,
    study: &StudyId,
    of_outcome: &[&StudyNumbers],
) -> std::result::Result<(Study, GivenStudy), String> {
    if let Some(omitted) = choice.omitted.iter().find(|one| one.study == *study) {
        return Err(match omitted.reason.trim() {
            "" => "it was left out by choice".to_owned(),
            reason => format!("it was left out by choice: {reason}"),
        });
    }
    let mut at_time = of_outcome
        .iter()
        .filter(|result| result.study == *study && is_among(&result.time, &choice.time_points));
    let Some(result) = at_time.next() else {
        return Err("it has the outcome at other time points".to_owned());
    };
    if let Some(second) = at_time.next() {
        return Err(format!(
            "it has several results that fit ({}, and {}); choose one outcome and time point",
            named(result),
            named(second)
        ));
    }
    let first = side(result, &choice.first_arms, "first")?;
    let second = match choice.second_arms.as_slice() {
        [] => None,
        names => Some(side(result, names, "second")?),
    };
    if matches!(
        choice.measure,
        synthesis::Measure::Ratio | synthesis::Measure::Difference
    ) {
        of_one_kind(choice, result, of_outcome)?;
    }
    let data = result.data(first, second, choice.measure)?;
    let group = choice
        .subgroups
        .as_ref()
        .and_then(|field| result.of_study.get(field).cloned());
    let counts = result
        .data(first, second, synthesis::Measure::RiskRatio)
        .ok();
    let given = GivenStudy {
        study: study.clone(),
        name: result.name.clone(),
        is_final: result.is_final,
        numbers: result.used(first, second, choice.measure),
        from_limits: result.limits(first, second, choice.measure),
        second_arm: match counts {
            Some(synthesis::Data::TwoByTwo(table)) => Some((table.events2 as f64, table.n2 as f64)),
            _ => None,
        },
    };
    Ok((
        Study {
            id: result.name.clone(),
            label: result.name.clone(),
            group,
            data,
        },
        given,
    ))
}

/// Estimates of different kinds (hazard ratios, odds ratios) are not pooled together, and one of an unknown kind not with
/// those of a known one. Where the choice names none, all studies have to have the same.
fn of_one_kind(
    choice: &AnalysisChoice,
    result: &StudyNumbers,
    of_outcome: &[&StudyNumbers],
) -> std::result::Result<(), String> {
    let kind = |of: &StudyNumbers| of.effect_measure.as_deref().map(folded);
    let own = kind(result);
    let wanted = choice.effect_measure.as_deref().map(folded);
    match wanted.filter(|name| !name.is_empty()) {
        Some(wanted) => match own {
            Some(own) if own == wanted => Ok(()),
            Some(_) => Err(format!(
                "its estimate is of another kind ({})",
                result.effect_measure.as_deref().unwrap_or_default()
            )),
            // A form may not ask for it at all.
            None if of_outcome.iter().all(|other| kind(other).is_none()) => Ok(()),
            None => Err("it is not known what kind its estimate is".to_owned()),
        },
        None => {
            let others = of_outcome
                .iter()
                .filter(|other| is_among(&other.time, &choice.time_points) && kind(other) != own);
            match others.count() {
                0 => Ok(()),
                _ => Err(
                    "the studies' estimates are of different kinds; say which kind is pooled"
                        .to_owned(),
                ),
            }
        }
    }
}

fn named(result: &StudyNumbers) -> String {
    match result.time.as_str() {
        "" => format!("“{}” without a time point", result.outcome),
        time => format!("“{}”, {time}", result.outcome),
    }
}

/// The one arm of a study that is on a side.
fn side<'r>(
    result: &'r StudyNumbers,
    names: &[String],
    which: &str,
) -> std::result::Result<&'r str, String> {
    let mut arms = result.arms.iter().filter(|arm| is_among(&arm.name, names));
    let Some(arm) = arms.next() else {
        return Err(format!("none of its arms is the {which} one"));
    };
    match arms.next() {
        None => Ok(&arm.name),
        Some(other) => Err(format!(
            "two of its arms are on the {which} side ({}, {}), and a person would count twice; choose one",
            arm.name, other.name
        )),
    }
}

/// Pools what was selected.
///
/// # Errors
/// Fewer than two studies, or what cannot be estimated.
pub(crate) fn pool(
    choice: &AnalysisChoice,
    selected: &[Study],
    given: Vec<GivenStudy>,
) -> Result<Together> {
    let options = choice.options();
    let analysis = synthesis::pool(selected, &options).map_err(|error| refused(&error))?;
    let subgroups = choice
        .subgroups
        .as_ref()
        .map(|_| synthesis::subgroups(&analysis).map_err(|error| refused(&error)))
        .transpose()?;
    let numbers = serde_json::to_vec(&(&options, selected))
        .map_err(|error| Error::internal(error.to_string()))?;
    Ok(Together {
        analysis,
        subgroups,
        given,
        numbers_sha256: hexadecimal(&Sha256::digest(numbers)),
    })
}

fn refused(error: &PoolError) -> Error {
    let hint = error.hint().unwrap_or(match error {
        PoolError::TooFew { .. } => {
            "See below why studies are not in it; more arms or time points may count as the same."
        }
        _ => "Choose one result of each study.",
    });
    Error::invalid(error.to_string(), hint)
}

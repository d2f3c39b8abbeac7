//! What of the extraction can be pooled: outcome, time point and pair of arms, with the studies and the measures that fit.

use std::collections::BTreeMap;

use serde::Serialize;
use synthesis::Measure;
use ts_rs::TS;

use super::choice::folded;
use super::numbers::StudyNumbers;

/// Results that could be pooled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Poolable {
    /// Names of the outcome in the studies.
    pub outcomes: Vec<String>,
    /// The time point; empty where there is none.
    pub time_point: String,
    /// Names of the first arm.
    pub first_arms: Vec<String>,
    /// Names of the arm that it is compared with.
    pub second_arms: Vec<String>,
    /// What the reports' own estimates are, where the measure is one of these.
    pub effect_measure: Option<String>,
    /// Names of the studies.
    pub studies: Vec<String>,
    /// Of these, those whose extraction is not finished.
    pub drafts: Vec<String>,
    /// The measures that fit, with the number of studies that have what each needs.
    pub measures: Vec<MeasureThatFits>,
}

/// A measure with the number of studies that have what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MeasureThatFits {
    /// The measure.
    pub measure: Measure,
    /// Studies.
    pub studies: usize,
}

/// Every arm that studies of one outcome and time point have, to be put together by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OutcomeWithArms {
    /// The outcome.
    pub outcome: String,
    /// The time point; empty where there is none.
    pub time_point: String,
    /// Names of the arms, with the number of studies that have each.
    pub arms: Vec<(String, usize)>,
    /// Studies.
    pub studies: usize,
}

/// A study's numbers with the two arms that are compared, as it names them.
type Compared<'n> = (&'n StudyNumbers, [&'n str; 2]);

/// What can be pooled, most studies first. Of arms that studies call the same, each pair is told; and where studies of two
/// arms share one of them, all others against it.
pub(crate) fn poolable(results: &[StudyNumbers]) -> Vec<Poolable> {
    let mut found: Vec<Poolable> = Vec::new();
    for group in by_outcome(results).into_values() {
        let mut pairs: BTreeMap<(String, String), Vec<Compared>> = BTreeMap::new();
        let mut against: BTreeMap<String, Vec<Compared>> = BTreeMap::new();
        for result in group {
            for (index, one) in result.arms.iter().enumerate() {
                for two in &result.arms[index + 1..] {
                    let [first, second] = ordered(&one.name, &two.name);
                    pairs
                        .entry((folded(first), folded(second)))
                        .or_default()
                        .push((result, [first, second]));
                }
            }
            if let [one, two] = result.arms.as_slice() {
                let [first, second] = ordered(&one.name, &two.name);
                against
                    .entry(folded(second))
                    .or_default()
                    .push((result, [first, second]));
                if !is_control(second) {
                    against
                        .entry(folded(first))
                        .or_default()
                        .push((result, [second, first]));
                }
            }
        }
        found.extend(pairs.into_values().filter_map(|pair| of_pair(&pair)));
        // Where all have the same first arm, the pair says it already.
        let several = against.into_values().filter(|all| {
            let firsts: Vec<String> = all.iter().map(|(_, pair)| folded(pair[0])).collect();
            firsts.iter().any(|name| *name != firsts[0])
        });
        found.extend(several.filter_map(|all| of_pair(&all)));
    }
    found.sort_by(|a, b| {
        let most = |one: &Poolable| one.measures.iter().map(|m| m.studies).max();
        most(b)
            .cmp(&most(a))
            .then_with(|| a.outcomes.cmp(&b.outcomes))
            .then_with(|| a.time_point.cmp(&b.time_point))
    });
    found
}

/// The outcomes with all their arms.
pub(crate) fn outcomes_with_arms(results: &[StudyNumbers]) -> Vec<OutcomeWithArms> {
    by_outcome(results)
        .into_values()
        .map(|group| {
            let mut arms: BTreeMap<String, (String, usize)> = BTreeMap::new();
            for arm in group.iter().flat_map(|result| &result.arms) {
                arms.entry(folded(&arm.name))
                    .or_insert_with(|| (arm.name.clone(), 0))
                    .1 += 1;
            }
            OutcomeWithArms {
                outcome: group[0].outcome.clone(),
                time_point: group[0].time.clone(),
                arms: arms.into_values().collect(),
                studies: group.len(),
            }
        })
        .collect()
}

/// Results of the same outcome and time point, as far as names tell; no list is empty.
fn by_outcome(results: &[StudyNumbers]) -> BTreeMap<(String, String), Vec<&StudyNumbers>> {
    let mut groups: BTreeMap<(String, String), Vec<&StudyNumbers>> = BTreeMap::new();
    for result in results {
        groups
            .entry((folded(&result.outcome), folded(&result.time)))
            .or_default()
            .push(result);
    }
    groups
}

fn of_pair(pair: &[(&StudyNumbers, [&str; 2])]) -> Option<Poolable> {
    let measures: Vec<MeasureThatFits> = Measure::ALL
        .into_iter()
        .filter(|measure| !measure.is_proportion())
        .map(|measure| MeasureThatFits {
            measure,
            studies: pair
                .iter()
                .filter(|(result, [first, second])| {
                    result.data(first, Some(second), measure).is_ok()
                        && (measure != Measure::Ratio || is_ratio(result))
                        && (measure != Measure::Difference || !is_ratio(result))
                })
                .count(),
        })
        .filter(|fits| fits.studies > 0)
        .collect();
    let (result, _) = pair.first()?;
    if measures.is_empty() {
        return None;
    }
    let mut kinds: Vec<&String> = pair
        .iter()
        .filter_map(|(result, _)| result.effect_measure.as_ref())
        .collect();
    kinds.sort_by_key(|kind| folded(kind));
    let mut counted: Vec<(usize, &String)> = Vec::new();
    for kind in kinds {
        match counted
            .iter_mut()
            .find(|(_, known)| folded(known) == folded(kind))
        {
            Some((n, _)) => *n += 1,
            None => counted.push((1, kind)),
        }
    }
    Some(Poolable {
        outcomes: distinct(pair.iter().map(|(result, _)| result.outcome.as_str())),
        time_point: result.time.clone(),
        first_arms: distinct(pair.iter().map(|(_, [first, _])| *first)),
        second_arms: distinct(pair.iter().map(|(_, [_, second])| *second)),
        effect_measure: counted
            .into_iter()
            .max_by_key(|(n, _)| *n)
            .map(|(_, kind)| kind.clone()),
        studies: pair.iter().map(|(result, _)| result.name.clone()).collect(),
        drafts: pair
            .iter()
            .filter(|(result, _)| !result.is_final)
            .map(|(result, _)| result.name.clone())
            .collect(),
        measures,
    })
}

/// Whether what the report estimates is a ratio; what it does not name is taken for one where all of it lies above 0.
fn is_ratio(result: &StudyNumbers) -> bool {
    match &result.effect_measure {
        Some(name) => super::effect_kind::is_ratio(name),
        None => true,
    }
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in names {
        if !found.iter().any(|known| folded(known) == folded(name)) {
            found.push(name.to_owned());
        }
    }
    found
}

/// The arm that is compared with stands second, where its name tells.
fn ordered<'a>(one: &'a str, two: &'a str) -> [&'a str; 2] {
    if is_control(one) && !is_control(two) {
        [two, one]
    } else {
        [one, two]
    }
}

/// Whether an arm's name is one that trials give to what they compare with.
fn is_control(name: &str) -> bool {
    let name = folded(name);
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    const ALONE: [&str; 6] = [
        "placebo",
        "control",
        "controls",
        "comparator",
        "sham",
        "unvaccinated",
    ];
    words.iter().any(|word| ALONE.contains(word))
        || [
            "usual care",
            "standard care",
            "standard of care",
            "waiting list",
            "wait list",
        ]
        .iter()
        .any(|two| name.contains(two))
        || (words.first() == Some(&"no") && words.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compared_with_stands_second() {
        assert_eq!(ordered("Placebo", "aspirin"), ["aspirin", "Placebo"]);
        assert_eq!(
            ordered("usual care", "home visits"),
            ["home visits", "usual care"]
        );
        assert_eq!(
            ordered("aspirin", "clopidogrel"),
            ["aspirin", "clopidogrel"]
        );
        assert_eq!(
            ordered("No treatment", "control"),
            ["No treatment", "control"]
        );
    }
}

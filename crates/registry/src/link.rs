//! Reports linked to trials by the numbers of registries, and trials that are registered twice joined.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::numbers::numbers_in;
use crate::trial::Trial;

/// Signs shown on each side of a number.
const AROUND: usize = 80;

/// What of a trial is needed to link it: a hundred bytes or so, where a trial may be megabytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialKey {
    /// Its number in its registry.
    pub id: String,
    /// Its registry.
    pub registry: String,
    /// Its title.
    pub title: Option<String>,
    /// Its other numbers in registries.
    pub other_numbers: Vec<String>,
    /// Those of them that the registry calls former numbers of this trial.
    pub former_numbers: Vec<String>,
    /// PubMed numbers of publications that the registry names as results, or found through the trial's number; what it
    /// names as background is of other trials.
    pub pmids: Vec<String>,
    /// DOIs of the same.
    pub dois: Vec<String>,
}

impl From<&Trial> for TrialKey {
    fn from(trial: &Trial) -> Self {
        let former = |kind: &Option<String>| kind.as_deref() == Some("FORMER_NUMBER");
        let mut key = Self {
            id: trial.id.clone(),
            registry: trial.registry.clone(),
            title: trial.title.clone().or_else(|| trial.official_title.clone()),
            ..Self::default()
        };
        for other in &trial.other_ids {
            for number in &other.numbers {
                if *number != key.id && !key.other_numbers.contains(number) {
                    key.other_numbers.push(number.clone());
                    if former(&other.kind) {
                        key.former_numbers.push(number.clone());
                    }
                }
            }
        }
        for one in &trial.publications {
            if one.kind.as_deref() != Some("background") {
                key.pmids.extend(one.pmid.clone());
                key.dois.extend(one.dois.iter().cloned());
            }
        }
        key
    }
}

/// A report as far as it is needed to link it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportText {
    /// What names it: of a record, its identity.
    pub id: String,
    /// PubMed number.
    pub pmid: Option<String>,
    /// DOI.
    pub doi: Option<String>,
    /// Its texts with the names of their places, such as `title`, `abstract`, `identifiers`, `full text`.
    pub texts: Vec<(String, String)>,
}

/// How a report and a trial were linked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "TrialLinkWay")]
#[serde(rename_all = "snake_case", tag = "way")]
pub enum LinkWay {
    /// The report states a number of the trial.
    Number {
        /// The number.
        number: String,
        /// The text it stands in.
        place: String,
        /// The words around it, cut from the text.
        quote: String,
    },
    /// The registry names the report.
    Publication {
        /// Its PubMed number or DOI.
        identifier: String,
    },
}

/// A report and a trial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The report.
    pub report: String,
    /// The trial: the first registration of its group.
    pub trial: String,
    /// All the ways that lead from one to the other.
    pub ways: Vec<LinkWay>,
}

/// Registrations that are one trial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialGroup {
    /// Its registrations' numbers, in the order in which they were given; the first stands for the group.
    pub registrations: Vec<String>,
    /// Why they are one: each number that one registration gives of another.
    pub joined_by: Vec<JoinedBy>,
    /// Its title.
    pub title: Option<String>,
}

/// Why two registrations are one trial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "TrialsJoinedBy")]
pub struct JoinedBy {
    /// The registration that gives the number.
    pub registration: String,
    /// The registration that has it, or gives it as well.
    pub other: String,
    /// The number.
    pub number: String,
}

/// A number that a report states and no trial has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownNumber {
    /// The report.
    pub report: String,
    /// The number.
    pub number: String,
    /// Its registry.
    pub registry: String,
    /// The text it stands in.
    pub place: String,
    /// The words around it.
    pub quote: String,
}

/// Reports and trials, linked and not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Links {
    /// The trials.
    pub trials: Vec<TrialGroup>,
    /// What is linked.
    pub links: Vec<Link>,
    /// Pairs of registrations that a number would join and that are not joined, since both are of one registry, which
    /// gives a trial one number: they may be a trial and its extension.
    pub not_joined: Vec<JoinedBy>,
    /// Numbers in reports that no trial has.
    pub unknown_numbers: Vec<UnknownNumber>,
    /// Reports linked to no trial.
    pub unlinked_reports: Vec<String>,
    /// Trials, by their first registration, linked to no report.
    pub unlinked_trials: Vec<String>,
}

/// Links reports to trials.
///
/// Registrations are joined where one gives the number of another, or both give the same number of a registry; two
/// numbers of one registry are joined only where the registry itself calls one a former number of the other. A report
/// that states several numbers is linked to all their trials: which of them it reports, a person says.
pub fn link(trials: &[TrialKey], reports: &[ReportText]) -> Links {
    let mut found = Links::default();
    let groups = joined(trials, &mut found);
    let by_number: HashMap<&str, usize> = numbers_of(trials, &groups);
    let mut by_publication: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for (index, trial) in trials.iter().enumerate() {
        let group = groups.get(index).copied().unwrap_or(index);
        for identifier in trial.pmids.iter().chain(&trial.dois) {
            by_publication
                .entry(identifier.to_lowercase())
                .or_default()
                .insert(group);
        }
    }
    let mut linked = BTreeSet::new();
    for report in reports {
        let ways = ways_of(
            report,
            &by_number,
            &by_publication,
            &mut found.unknown_numbers,
        );
        if ways.is_empty() {
            found.unlinked_reports.push(report.id.clone());
        }
        for (group, ways) in ways {
            linked.insert(group);
            found.links.push(Link {
                report: report.id.clone(),
                trial: trials.get(group).map(|t| t.id.clone()).unwrap_or_default(),
                ways,
            });
        }
    }
    let unlinked =
        (0..trials.len()).filter(|at| groups.get(*at) == Some(at) && !linked.contains(at));
    found.unlinked_trials = unlinked
        .filter_map(|at| Some(trials.get(at)?.id.clone()))
        .collect();
    found
}

fn ways_of(
    report: &ReportText,
    by_number: &HashMap<&str, usize>,
    by_publication: &HashMap<String, BTreeSet<usize>>,
    unknown: &mut Vec<UnknownNumber>,
) -> BTreeMap<usize, Vec<LinkWay>> {
    let mut ways: BTreeMap<usize, Vec<LinkWay>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (place, text) in &report.texts {
        for number in numbers_in(text) {
            if !seen.insert(number.number.clone()) {
                continue;
            }
            let quote = around(text, &number.number);
            match by_number.get(number.number.as_str()) {
                Some(group) => ways.entry(*group).or_default().push(LinkWay::Number {
                    number: number.number,
                    place: place.clone(),
                    quote,
                }),
                None => unknown.push(UnknownNumber {
                    report: report.id.clone(),
                    number: number.number,
                    registry: number.registry,
                    place: place.clone(),
                    quote,
                }),
            }
        }
    }
    for identifier in report.pmid.iter().chain(&report.doi) {
        for group in by_publication
            .get(&identifier.to_lowercase())
            .into_iter()
            .flatten()
        {
            ways.entry(*group).or_default().push(LinkWay::Publication {
                identifier: identifier.clone(),
            });
        }
    }
    ways
}

/// The words around a number: its longest run of digits is looked for, since a text may set spaces within the number.
pub(crate) fn around(text: &str, number: &str) -> String {
    let run = number
        .split(|c: char| !c.is_ascii_digit())
        .max_by_key(|run| run.len())
        .unwrap_or_default();
    let at = text.find(number).map(|at| at + number.len()).or_else(|| {
        let at = text.find(run).filter(|_| !run.is_empty())? + run.len();
        // What is left of the number behind its longest run, such as the `-67` of `2009-012345-67`.
        let rest = text.get(at..)?;
        let after = number.len() - number.rfind(run)? - run.len();
        let more: usize = rest.chars().take(after).map(char::len_utf8).sum();
        Some(at + more)
    });
    let Some(end) = at else {
        return String::new();
    };
    let (before, after) = text.split_at(end);
    let start = before
        .char_indices()
        .rev()
        .take(AROUND + number.len())
        .last()
        .map_or(0, |(at, _)| at);
    let words = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    let after: String = after.chars().take(AROUND).collect();
    let joint = if after.starts_with(char::is_whitespace) {
        " "
    } else {
        ""
    };
    format!(
        "{}{joint}{}",
        words(before.get(start..).unwrap_or_default()),
        words(&after)
    )
}

/// For each registration the first one of its group.
fn joined(trials: &[TrialKey], found: &mut Links) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..trials.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..trials.len()).map(|at| vec![at]).collect();
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    let mut reasons: Vec<(usize, JoinedBy)> = Vec::new();
    // A trial twice in the files is one; so is one whose former number stands beside it.
    for (at, trial) in trials.iter().enumerate() {
        match by_id.get(trial.id.as_str()) {
            Some(first) => merge(&mut parent, &mut members, *first, at),
            None => {
                by_id.insert(&trial.id, at);
            }
        }
    }
    let mut given: HashMap<&str, usize> = HashMap::new();
    for (at, trial) in trials.iter().enumerate() {
        for number in &trial.other_numbers {
            let former = trial.former_numbers.contains(number);
            let other = by_id
                .get(number.as_str())
                .copied()
                .or_else(|| given.get(number.as_str()).copied());
            given.entry(number).or_insert(at);
            let Some(other) = other else { continue };
            let (a, b) = (root(&parent, other), root(&parent, at));
            if a == b {
                continue;
            }
            let reason = JoinedBy {
                registration: trial.id.clone(),
                other: trials.get(other).map(|t| t.id.clone()).unwrap_or_default(),
                number: number.clone(),
            };
            let registries = |group: usize| -> BTreeSet<&str> {
                let of = members.get(group).into_iter().flatten();
                of.filter_map(|m| Some(trials.get(*m)?.registry.as_str()))
                    .collect()
            };
            if !former && !registries(a).is_disjoint(&registries(b)) {
                found.not_joined.push(reason);
                continue;
            }
            merge(&mut parent, &mut members, a, b);
            reasons.push((at, reason));
        }
    }
    let groups: Vec<usize> = (0..trials.len()).map(|at| root(&parent, at)).collect();
    for (at, trial) in trials.iter().enumerate() {
        if groups.get(at) != Some(&at) {
            continue;
        }
        let mut registrations: Vec<String> = Vec::new();
        for member in members.get(at).into_iter().flatten() {
            if let Some(member) = trials.get(*member)
                && !registrations.contains(&member.id)
            {
                registrations.push(member.id.clone());
            }
        }
        let of_group = reasons
            .iter()
            .filter(|(by, _)| groups.get(*by) == Some(&at));
        found.trials.push(TrialGroup {
            registrations,
            joined_by: of_group.map(|(_, reason)| reason.clone()).collect(),
            title: trial.title.clone(),
        });
    }
    groups
}

fn root(parent: &[usize], mut at: usize) -> usize {
    while let Some(up) = parent.get(at).copied()
        && up != at
    {
        at = up;
    }
    at
}

/// The smaller index stands for the group, so that the first registration given does.
fn merge(parent: &mut [usize], members: &mut [Vec<usize>], a: usize, b: usize) {
    let (a, b) = (root(parent, a), root(parent, b));
    let (low, high) = (a.min(b), a.max(b));
    if low == high {
        return;
    }
    if let Some(up) = parent.get_mut(high) {
        *up = low;
    }
    let moved = members
        .get_mut(high)
        .map(std::mem::take)
        .unwrap_or_default();
    if let Some(into) = members.get_mut(low) {
        into.extend(moved);
        into.sort_unstable();
    }
}

/// The group of each number: own numbers first, then given ones that lead to one group only.
fn numbers_of<'t>(trials: &'t [TrialKey], groups: &[usize]) -> HashMap<&'t str, usize> {
    let mut own: HashMap<&str, usize> = HashMap::new();
    let mut given: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    for (trial, group) in trials.iter().zip(groups) {
        own.insert(&trial.id, *group);
        for number in &trial.other_numbers {
            given.entry(number).or_default().insert(*group);
        }
    }
    for (number, of) in given {
        if let (1, Some(group)) = (of.len(), of.first()) {
            own.entry(number).or_insert(*group);
        }
    }
    own
}

#[cfg(test)]
mod tests;

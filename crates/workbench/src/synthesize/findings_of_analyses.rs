//! A summary of findings of analyses, with what is settled about the risk of bias of their results beside them.

use bias::Judged;
use bias::grade::{Findings, Outcome, SUMMARY_VERSION, SummaryTable, work_out};
use review::Pico;

use super::choice::{AnalysisChoice, folded};
use super::numbers::AllNumbers;

/// What the rows share.
pub(crate) struct About<'a> {
    pub(crate) title: &'a str,
    pub(crate) pico: &'a Pico,
    /// That the numbers are a draft, where they are.
    pub(crate) notice: Option<String>,
    /// Names of all outcomes that were extracted, to tell “Death” from “Death or disability”.
    pub(crate) outcomes: Vec<String>,
}

impl<'a> About<'a> {
    pub(crate) fn new(title: &'a str, pico: &'a Pico, all: &AllNumbers) -> Self {
        Self {
            title,
            pico,
            notice: super::draft::notice(&all.unfinished),
            outcomes: all
                .results
                .iter()
                .map(|result| folded(&result.outcome))
                .collect(),
        }
    }
}

/// The summary of findings of analyses and their rows. Risk of bias is of a result, such as “Death, 30 days”, and stands
/// beside every row of that outcome and time, whichever arms it compares.
pub(crate) fn findings(
    about: About<'_>,
    rows: Vec<(AnalysisChoice, Outcome)>,
    judged: &[Judged],
) -> Findings {
    let beside = beside(judged, &rows, &about.outcomes);
    let named = |of: &dyn Fn(&AnalysisChoice) -> Option<String>| {
        let mut names: Vec<String> = Vec::new();
        for name in rows.iter().filter_map(|(choice, _)| of(choice)) {
            if !names.iter().any(|known| folded(known) == folded(&name)) {
                names.push(name);
            }
        }
        names.join("; ")
    };
    let table = SummaryTable {
        version: SUMMARY_VERSION,
        title: about.title.to_owned(),
        notice: about.notice.unwrap_or_default(),
        population: about.pico.population.clone(),
        setting: String::new(),
        intervention: named(&|choice| choice.first_arms.first().cloned()),
        comparison: named(&|choice| choice.second_arms.first().cloned()),
        outcomes: rows.into_iter().map(|(_, outcome)| outcome).collect(),
    };
    work_out(&table, &beside)
}

/// The assessments once more for each row that they belong to, under its name; those of no result belong to all.
fn beside(
    judged: &[Judged],
    rows: &[(AnalysisChoice, Outcome)],
    outcomes: &[String],
) -> Vec<Judged> {
    let mut found: Vec<Judged> = Vec::new();
    for one in judged {
        if one.result.trim().is_empty() {
            found.push(one.clone());
            continue;
        }
        let mut names: Vec<String> = Vec::new();
        for (choice, outcome) in rows {
            let name = folded(&outcome.name);
            // Rows of one name are looked up by it together.
            if is_of(&one.result, choice, outcomes) && !names.contains(&name) {
                names.push(name);
                found.push(Judged {
                    result: outcome.name.clone(),
                    ..one.clone()
                });
            }
        }
    }
    found
}

/// Whether a result that was assessed is one that an analysis pools: one of its outcomes, and one of its time points or
/// none. `outcomes` are all that were extracted, folded.
fn is_of(result: &str, choice: &AnalysisChoice, outcomes: &[String]) -> bool {
    let result = folded(result);
    let own: Vec<String> = choice.outcomes.iter().map(|name| folded(name)).collect();
    let longest = own
        .iter()
        .chain(outcomes)
        .filter(|name| !name.is_empty())
        .filter_map(|name| Some((name, rest_after(&result, name)?)))
        .max_by_key(|(name, _)| name.len());
    let Some((name, rest)) = longest else {
        return false;
    };
    if !own.contains(name) {
        return false;
    }
    let times: Vec<String> = choice
        .time_points
        .iter()
        .map(|time| folded(time))
        .filter(|time| !time.is_empty())
        .collect();
    rest.is_empty() || times.is_empty() || times.iter().any(|time| holds(rest, time))
}

/// What of a result's name stands after an outcome's; `None` where it begins otherwise or goes on as another name.
fn rest_after<'r>(result: &'r str, outcome: &str) -> Option<&'r str> {
    let rest = result.strip_prefix(outcome)?;
    let inside = rest.trim_start();
    if inside.is_empty() {
        return Some(inside);
    }
    let mark = inside.starts_with([',', ';', ':', '(', '[', '–', '—', '-', '/', '|']);
    let spaced = inside.len() < rest.len();
    const OF_TIME: [&str; 11] = [
        "at", "by", "after", "within", "during", "in", "from", "to", "until", "over", "up",
    ];
    let first = inside.split(' ').next().unwrap_or_default();
    let of_time = OF_TIME.contains(&first) || first.starts_with(|c: char| c.is_ascii_digit());
    (mark && (spaced || !inside.starts_with('-')) || spaced && of_time).then_some(inside)
}

/// Whether a text holds a time as words of its own: “30 days” is not in “130 days”.
fn holds(text: &str, time: &str) -> bool {
    text.match_indices(time).any(|(at, _)| {
        let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        edge(text[..at].chars().next_back()) && edge(text[at + time.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use synthesis::{DoubleZero, HartungKnapp, Measure, Method};

    use super::*;

    fn choice(outcome: &str, times: &[&str]) -> AnalysisChoice {
        AnalysisChoice {
            name: "Any".to_owned(),
            outcomes: vec![outcome.to_owned()],
            time_points: times.iter().map(|time| (*time).to_owned()).collect(),
            first_arms: vec!["A".to_owned()],
            second_arms: vec!["B".to_owned()],
            measure: Measure::RiskRatio,
            effect_measure: None,
            method: Method::Reml,
            hartung_knapp: HartungKnapp::No,
            level: 0.95,
            double_zero: DoubleZero::LeftOut,
            subgroups: None,
            favours_low: String::new(),
            favours_high: String::new(),
            omitted: Vec::new(),
        }
    }

    #[test]
    fn a_result_belongs_to_its_outcome_and_time() {
        let outcomes = ["death", "death or disability"].map(str::to_owned);
        let is = |result: &str, outcome: &str, times: &[&str]| {
            is_of(result, &choice(outcome, times), &outcomes)
        };
        assert!(is("Death, 30 days", "death", &["30 Days"]));
        assert!(is("Death by 30 days", "death", &["30 days"]));
        assert!(is("Death", "Death", &["30 days"]));
        assert!(is("death, 30 days", "Death", &[""]));
        assert!(!is("Death, 130 days", "Death", &["30 days"]));
        assert!(!is("Death or disability, 30 days", "Death", &["30 days"]));
        assert!(is(
            "Death or disability, 30 days",
            "Death or disability",
            &["30 days"]
        ));
        assert!(!is("Deaths, 30 days", "Death", &["30 days"]));
        // Of names that nobody extracted.
        assert!(!is_of("Pain relief, 2 h", &choice("Pain", &["2 h"]), &[]));
        assert!(!is_of("Time-to-event", &choice("Time", &[""]), &[]));
    }
}

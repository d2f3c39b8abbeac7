//! Sentences on an analysis, held against it: a sentence is supported where each of its numbers is one of the analysis
//! and it names studies of it. What is not supported is struck out with the reason and does not leave the review.

use review::StudyId;
use serde::{Deserialize, Serialize};
use synthesis::{Asymmetry, Data, FEWEST_FOR_EGGER, leave_one_out};
use ts_rs::TS;

use super::choice::AnalysisChoice;
use super::together::{NotIn, Together};

/// A sentence with the studies that it rests on, by their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WrittenSentence {
    /// The sentence.
    pub text: String,
    /// Names of studies.
    pub studies: Vec<String>,
}

/// A sentence after it was held against the analysis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CheckedSentence {
    /// The sentence.
    pub text: String,
    /// Names of the studies that it rests on.
    pub studies: Vec<String>,
    /// Of these, the identities that are known.
    pub study_ids: Vec<StudyId>,
    /// Why it is struck out; none of a supported sentence.
    pub struck: Vec<String>,
}

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
struct Mentioned {
    as_written: String,
    value: f64,
    decimals: usize,
    /// One that is told as a bound: `< 0.001`.
    below: bool,
    above: bool,
}

/// Holds sentences against an analysis.
pub(crate) fn checked(
    sentences: &[WrittenSentence],
    choice: &AnalysisChoice,
    together: &Together,
    not_in: &[NotIn],
) -> Vec<CheckedSentence> {
    let known = values(together);
    let names: Vec<&str> = known_names(choice, together, not_in);
    let identity = |name: &str| {
        let given = together.given.iter().map(|one| (&one.name, &one.study));
        given
            .chain(not_in.iter().map(|one| (&one.name, &one.study)))
            .find(|(known, _)| known.as_str() == name)
            .map(|(_, study)| study.clone())
    };
    sentences
        .iter()
        .map(|sentence| {
            let mut struck = Vec::new();
            if sentence.studies.is_empty() {
                struck.push("it names no study".to_owned());
            }
            for name in &sentence.studies {
                if identity(name).is_none() {
                    struck.push(format!("“{name}” is no study of the analysis"));
                }
            }
            let unknown: Vec<String> = numbers_in(&without(&sentence.text, &names))
                .into_iter()
                .filter(|mentioned| !known.iter().any(|value| is_told_by(*value, mentioned)))
                .map(|mentioned| mentioned.as_written)
                .collect();
            if !unknown.is_empty() {
                struck.push(format!(
                    "{} {} no number of the analysis",
                    unknown.join(", "),
                    if unknown.len() == 1 { "is" } else { "are" }
                ));
            }
            CheckedSentence {
                text: sentence.text.clone(),
                study_ids: sentence
                    .studies
                    .iter()
                    .filter_map(|name| identity(name))
                    .collect(),
                studies: sentence.studies.clone(),
                struck,
            }
        })
        .collect()
}

/// Names whose digits are no numbers of a result, the longest first.
fn known_names<'a>(
    choice: &'a AnalysisChoice,
    together: &'a Together,
    not_in: &'a [NotIn],
) -> Vec<&'a str> {
    let mut names: Vec<&str> = choice
        .names()
        .chain(together.given.iter().map(|one| one.name.as_str()))
        .chain(not_in.iter().map(|one| one.name.as_str()))
        .chain(["I²", "τ²", "χ²"])
        .filter(|name| !name.trim().is_empty())
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
    names
}

/// A text without these names.
fn without(text: &str, names: &[&str]) -> String {
    let mut text = text.to_owned();
    for name in names {
        text = replaced(&text, name);
    }
    text
}

/// Takes a name out where it stands by itself: “30” of a time point is not taken out of “300”.
fn replaced(text: &str, name: &str) -> String {
    let edge = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric());
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(name) {
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        let decimal = after.starts_with('.')
            && after[1..].starts_with(|c: char| c.is_ascii_digit())
            || before.ends_with('.') && name.starts_with(|c: char| c.is_ascii_digit());
        let alone = edge(
            before
                .chars()
                .next_back()
                .or_else(|| out.chars().next_back()),
        ) && edge(after.chars().next())
            && !decimal;
        out.push_str(before);
        out.push_str(if alone { " " } else { name });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The numbers that a text gives in digits.
fn numbers_in(text: &str) -> Vec<Mentioned> {
    let text: Vec<char> = text
        .chars()
        .map(|c| {
            if matches!(c, '−' | '–' | '‐' | '‑') {
                '-'
            } else if c == '·' {
                '.'
            } else {
                c
            }
        })
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !text[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let (mut digits, mut decimals, mut point) = (String::new(), 0, false);
        while at < text.len() {
            let c = text[at];
            let digit_next = text.get(at + 1).is_some_and(char::is_ascii_digit);
            if c.is_ascii_digit() {
                digits.push(c);
                decimals += usize::from(point);
            } else if c == '.' && !point && digit_next {
                point = true;
                digits.push(c);
            } else if c == ',' && !point && is_group(&text[at + 1..]) {
                // A thousands comma.
            } else {
                break;
            }
            at += 1;
        }
        // 4.0e-4
        if text.get(at) == Some(&'e') {
            let sign = text.get(at + 1) == Some(&'-');
            let from = at + 1 + usize::from(sign);
            let to = (from..text.len())
                .find(|i| !text[*i].is_ascii_digit())
                .unwrap_or(text.len());
            if to > from {
                digits.extend(&text[at..to]);
                let exponent: usize = text[from..to]
                    .iter()
                    .collect::<String>()
                    .parse()
                    .unwrap_or(0);
                decimals = if sign {
                    decimals + exponent
                } else {
                    decimals.saturating_sub(exponent)
                };
                at = to;
            }
        }
        let Ok(size) = digits.parse::<f64>() else {
            continue;
        };
        // A dash between numbers is a range and no sign.
        let dash = start.checked_sub(1).filter(|i| text[*i] == '-');
        let negative = dash.is_some_and(|i| {
            i.checked_sub(1).is_none_or(|before| {
                let c = text[before];
                !c.is_alphanumeric() && c != '%' && c != ')'
            })
        });
        let before: String = text[..start].iter().collect();
        let before = before.trim_end();
        found.push(Mentioned {
            as_written: format!("{}{digits}", if negative { "−" } else { "" }),
            value: if negative { -size } else { size },
            decimals,
            below: before.ends_with('<'),
            above: before.ends_with('>'),
        });
    }
    found
}

/// Three digits and no fourth: what follows a thousands comma.
fn is_group(rest: &[char]) -> bool {
    rest.len() >= 3
        && rest[..3].iter().all(char::is_ascii_digit)
        && !rest.get(3).is_some_and(char::is_ascii_digit)
}

/// Whether a value may be told so: rounded to the decimals of the text, or as a bound that holds.
fn is_told_by(value: f64, mentioned: &Mentioned) -> bool {
    if !value.is_finite() {
        return false;
    }
    if mentioned.below || mentioned.above {
        // Only the bounds that are usual, so that “< 1000” does not tell everything.
        let usual = [0.001, 0.01, 0.05, 0.1, 1.0, 0.999, 99.0].contains(&mentioned.value);
        let holds = if mentioned.below {
            value < mentioned.value
        } else {
            value > mentioned.value
        };
        return usual && holds && value.abs() <= 100.0 || close(value, mentioned);
    }
    close(value, mentioned)
}

fn close(value: f64, mentioned: &Mentioned) -> bool {
    let unit = 10_f64.powi(-i32::try_from(mentioned.decimals).unwrap_or(i32::MAX));
    // Half a unit of the last place, and what the arithmetic adds.
    (value - mentioned.value).abs() <= unit / 2.0 * (1.0 + 1e-6) + 1e-12
        // 0.4 does not tell 0.35 where the analysis is told in two places, but a whole number tells no share.
        && (mentioned.decimals > 0 || value.fract().abs() < 1e-9 || value.abs() >= 1.0)
}

/// Every number of an analysis that a sentence may tell.
fn values(together: &Together) -> Vec<f64> {
    let analysis = &together.analysis;
    let options = &analysis.options;
    let mut all = vec![
        100.0 * options.level,
        analysis.studies.len() as f64,
        analysis.left_out.len() as f64,
    ];
    // No effect, and the whole of the studies.
    all.extend(options.measure.no_effect());
    all.extend(analysis.people().map(|n| n as f64));
    let interval = |i: agreement::Interval| [i.low, i.high];
    all.push(analysis.shown(analysis.pooled.estimate));
    all.extend(interval(analysis.shown_interval(analysis.pooled.interval)));
    all.extend(analysis.pooled.p);
    all.extend(analysis.pooled.df);
    all.push(analysis.pooled.statistic);
    if let Some(prediction) = analysis.prediction {
        all.extend(interval(analysis.shown_interval(prediction.interval)));
    }
    let spread = &analysis.heterogeneity;
    all.extend([
        spread.q,
        spread.df,
        spread.p,
        spread.tau2,
        spread.tau2.sqrt(),
        spread.h2,
    ]);
    all.push(100.0 * spread.i2);
    all.extend(spread.tau2_interval.map(interval).into_iter().flatten());
    let percents = spread.i2_interval.map(interval).into_iter().flatten();
    all.extend(percents.map(|share| 100.0 * share));
    let (mut events, mut people) = ([0.0, 0.0], [0.0, 0.0]);
    for study in &analysis.studies {
        let (shown, reach) = analysis.shown_study(study);
        all.push(shown);
        all.extend(interval(reach));
        all.push(100.0 * study.weight);
        match study.data {
            Data::TwoByTwo(t) => {
                let arms = [t.events1, t.n1, t.events2, t.n2].map(|n| n as f64);
                all.extend(arms);
                all.push(arms[1] + arms[3]);
                events = [events[0] + arms[0], events[1] + arms[2]];
                people = [people[0] + arms[1], people[1] + arms[3]];
            }
            Data::Means(m) => {
                let arms = [m.n1 as f64, m.n2 as f64];
                all.extend([m.mean1, m.sd1, m.mean2, m.sd2, arms[0], arms[1]]);
                all.push(arms[0] + arms[1]);
                people = [people[0] + arms[0], people[1] + arms[1]];
            }
            Data::Proportion(p) => {
                all.extend([p.events as f64, p.n as f64]);
                events[0] += p.events as f64;
                people[0] += p.n as f64;
            }
            Data::Estimate(_) => {}
        }
        if study.added > 0.0 {
            all.push(study.added);
        }
    }
    for (events, people) in events.into_iter().zip(people) {
        if people > 0.0 {
            all.extend([events, people, 100.0 * events / people]);
        }
    }
    all.push(analysis.studies.iter().filter(|s| s.added > 0.0).count() as f64);
    if let Ok(each) = leave_one_out(analysis) {
        for one in each {
            all.push(analysis.shown(one.pooled.estimate));
            all.extend(interval(analysis.shown_interval(one.pooled.interval)));
        }
    }
    for group in together.subgroups.iter().flat_map(|found| &found.groups) {
        all.push(group.studies.len() as f64);
        all.push(analysis.shown(group.pooled.estimate));
        all.extend(interval(analysis.shown_interval(group.pooled.interval)));
        all.extend([100.0 * group.i2, group.tau2]);
    }
    if let Some(found) = &together.subgroups {
        all.extend([found.q, found.df]);
        all.extend(found.p);
    }
    match synthesis::egger(analysis) {
        Asymmetry::Tested(test) => all.extend([test.bias, test.se, test.p, test.t]),
        Asymmetry::TooFewStudies { .. } | Asymmetry::SameStandardErrors => {
            all.push(FEWEST_FOR_EGGER as f64);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(f64, usize)> {
        let all = numbers_in(text).into_iter();
        all.map(|one| (one.value, one.decimals)).collect()
    }

    #[test]
    fn numbers_are_found_with_sign_and_decimals() {
        assert_eq!(
            found("−0.71 (95 % CI −1.07 to 0.36); 1,234 people, 3–5 and 0·4"),
            [
                (-0.71, 2),
                (95.0, 0),
                (-1.07, 2),
                (0.36, 2),
                (1234.0, 0),
                (3.0, 0),
                (5.0, 0),
                (0.4, 1)
            ]
        );
        assert_eq!(found("p = 4.0e−4."), [(4.0e-4, 5)]);
    }

    #[test]
    fn a_value_is_told_rounded_and_not_otherwise() {
        let tells = |value: f64, text: &str| is_told_by(value, &numbers_in(text)[0]);
        assert!(tells(0.4894, "0.49") && tells(0.4894, "0.489"));
        assert!(!tells(0.4894, "0.48") && !tells(0.4894, "0.94") && !tells(-0.4894, "0.49"));
        assert!(!tells(0.0003, "0") && tells(0.0003, "< 0.001") && !tells(0.02, "< 0.001"));
        assert!(!tells(5.0, "< 1000"));
    }

    #[test]
    fn names_are_no_numbers_and_numbers_no_names() {
        assert_eq!(
            found(&without(
                "Aronson 1948 by 30 days: 300",
                &["Aronson 1948", "30 days"]
            )),
            [(300.0, 0)]
        );
        assert_eq!(found(&without("30 of 300.30", &["30"])), [(300.3, 2)]);
    }
}

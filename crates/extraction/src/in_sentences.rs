//! Values in running text: numbers of sentences that speak of the outcome, each given to the arm that its words, or
//! their order, say.

use std::ops::Range;

use documents::SectionKind;
use review::Measure;

use crate::arms::Arms;
use crate::candidate::{Candidate, Wanted, answers};
use crate::number::Number;
use crate::outcome::Outcome;
use crate::reading::{Reading, Shape};
use crate::source::{Place, Source, SourceUnit};
use crate::terms::Terms;
use crate::time::{When, is_asked};

/// What a number that an order of mention gives to its arm is worth.
const BY_ORDER: f64 = 0.9;

/// The numbers of all sentences that may be the value.
pub(crate) fn in_sentences(
    source: &Source<'_>,
    wanted: &Wanted<'_>,
    arms: &Arms,
    sizes: &[Option<f64>],
) -> Vec<Candidate> {
    let outcome = wanted.outcome.map(|name| Outcome::new(name, source));
    let mut found = Vec::new();
    for unit in source.units() {
        if !matches!(unit.place, Place::Sentence(_))
            || matches!(
                unit.section,
                SectionKind::Introduction
                    | SectionKind::Discussion
                    | SectionKind::Back
                    | SectionKind::Front
            )
        {
            continue;
        }
        found.extend(in_sentence(
            source,
            unit,
            wanted,
            outcome.as_ref(),
            arms,
            sizes,
        ));
    }
    found
}

fn in_sentence(
    source: &Source<'_>,
    unit: &SourceUnit,
    wanted: &Wanted<'_>,
    outcome: Option<&Outcome>,
    arms: &Arms,
    sizes: &[Option<f64>],
) -> Vec<Candidate> {
    let Some(fit) = outcome.map_or(Some(1.0), |outcome| {
        let fit = outcome.fit(&unit.terms, &source.rarity);
        (fit > 0.0).then_some(fit)
    }) else {
        return Vec::new();
    };
    let readings = &unit.readings;
    let wanted_of: Vec<(usize, Number, Option<String>)> = readings
        .iter()
        .enumerate()
        .flat_map(|(place, reading)| {
            let mut found = in_reading(&unit.text, reading, wanted.measure);
            if found.is_empty() && wanted.measure == Measure::Events {
                found.extend(counted_beside(&unit.text, readings, place).map(|n| (n, None)));
            }
            found
                .into_iter()
                .map(move |(number, assumed)| (place, number, assumed))
        })
        .collect();
    if wanted_of.is_empty() {
        return Vec::new();
    }
    let when = unit.when;
    let mut score = fit;
    if let Some(asked) = wanted.time
        && !is_asked(asked, &unit.text, &source.rarity)
    {
        score *= if when == When::NotSaid { 0.8 } else { 0.5 };
    }
    let values: Vec<&Reading> = wanted_of
        .iter()
        .map(|(place, _, _)| &readings[*place])
        .collect();
    let given = match wanted.arm {
        None => values
            .iter()
            .map(|_| Given {
                arm: None,
                sure: true,
            })
            .collect(),
        Some(_) => give(&unit.text, &values, arms, source, sizes),
    };
    wanted_of
        .into_iter()
        .zip(given)
        .filter(|(_, given)| given.arm == wanted.arm)
        .map(|((place, number, assumed), given)| {
            let mut remarks: Vec<String> = assumed.into_iter().collect();
            if !given.sure {
                remarks
                    .push("The arm was taken from the order in which the arms are named.".into());
            }
            Candidate {
                number,
                reading: readings[place].clone(),
                evidence: vec![unit.name.clone()],
                score: if given.sure { score } else { score * BY_ORDER },
                when,
                assumed: remarks,
            }
        })
        .collect()
}

/// The numbers of a sentence's reading that answer to a measure; a plain one is a mean where the words before say so.
fn in_reading(text: &str, reading: &Reading, measure: Measure) -> Vec<(Number, Option<String>)> {
    let found = answers(reading, measure);
    if !found.is_empty() {
        return found;
    }
    let before = text.get(..reading.range.start).unwrap_or_default();
    let clause = before
        // Behind the decimal point of a number before, too: "mean" is said of the number that follows it.
        .rsplit([';', '.'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let named = |words: &[&str]| {
        clause
            .split(|c: char| !c.is_alphabetic())
            .any(|word| words.contains(&word))
    };
    match (&reading.shape, measure) {
        (Shape::Plain(n) | Shape::Dose(n) | Shape::Duration(n) | Shape::Age(n), Measure::Mean)
            if named(&["mean", "average", "means", "averaged"]) =>
        {
            // "mean of 40%", "mean age 10": what is said of a mean just before the number.
            vec![(n.clone(), None)]
        }
        (Shape::Plain(n) | Shape::Duration(n) | Shape::Age(n), Measure::Median)
            if named(&["median"]) =>
        {
            vec![(n.clone(), None)]
        }
        (
            Shape::BracketedRange {
                first,
                lower,
                upper,
            }
            | Shape::Estimate {
                estimate: first,
                lower,
                upper,
                ..
            },
            measure @ (Measure::Estimate | Measure::LowerLimit | Measure::UpperLimit),
        ) if named(&[
            "ratio",
            "risk",
            "odds",
            "hazard",
            "difference",
            "hr",
            "or",
            "rr",
            "ci",
        ]) =>
        {
            let n = match measure {
                Measure::Estimate => first,
                Measure::LowerLimit => lower,
                _ => upper,
            };
            vec![(n.clone(), None)]
        }
        _ => Vec::new(),
    }
}

/// A bare number that is joined to a number of people: the first of “14 and 11 patients”, the second of “nine patients of
/// the clinic and seven under usual care”.
fn counted_beside(text: &str, readings: &[Reading], place: usize) -> Option<Number> {
    const JOINED: [&str; 6] = ["and", "versus", "vs", "against", "or", "than"];
    const NEAR: usize = 60;
    let reading = readings.get(place)?;
    let Shape::Plain(number) = &reading.shape else {
        return None;
    };
    if !number.is_whole() || number.value < 0.0 || reading.unit.is_some() {
        return None;
    }
    let joined = |between: Option<&str>| {
        between.is_some_and(|between| {
            between.len() <= NEAR
                && !between.contains([';', '('])
                && between
                    .split(|c: char| !c.is_alphabetic())
                    .any(|word| JOINED.contains(&word))
        })
    };
    let before = place.checked_sub(1).and_then(|n| readings.get(n));
    let behind = readings.get(place + 1);
    let people = |other: &&Reading| matches!(other.shape, Shape::People(_));
    let of_before = before
        .filter(people)
        .is_some_and(|other| joined(text.get(other.range.end..reading.range.start)));
    let of_behind = behind
        .filter(people)
        .is_some_and(|other| joined(text.get(reading.range.end..other.range.start)));
    (of_before || of_behind).then(|| number.clone())
}

/// Which arm a number was given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Given {
    arm: Option<usize>,
    /// By words; else by order only.
    sure: bool,
}

/// Where a sentence speaks of an arm.
#[derive(Clone, Debug)]
struct Mention {
    arm: usize,
    range: Range<usize>,
}

/// Gives the numbers of a sentence to arms.
fn give(
    text: &str,
    values: &[&Reading],
    arms: &Arms,
    source: &Source<'_>,
    sizes: &[Option<f64>],
) -> Vec<Given> {
    let none = Given {
        arm: None,
        sure: true,
    };
    // By their groups, where a number of people is one arm's and no other's.
    let by_size: Vec<Option<usize>> = values
        .iter()
        .map(|reading| {
            let Shape::EventsOfGroup { group, .. } = &reading.shape else {
                return None;
            };
            let fitting: Vec<usize> = (0..sizes.len())
                .filter(|arm| sizes[*arm] == Some(group.value))
                .collect();
            match fitting[..] {
                [arm] => Some(arm),
                _ => None,
            }
        })
        .collect();
    if by_size.iter().all(Option::is_some) {
        return by_size
            .into_iter()
            .map(|arm| Given { arm, sure: true })
            .collect();
    }
    if text.to_lowercase().contains("respectively")
        && let Some(given) = respectively(text, values, arms, source)
    {
        return given;
    }
    let mentions = mentions(text, arms);
    if mentions.is_empty() {
        return vec![none; values.len()];
    }
    let forward = beside(text, values, &mentions, true);
    let backward = beside(text, values, &mentions, false);
    let distinct = |given: &[Option<usize>]| {
        let known: Vec<usize> = given.iter().flatten().copied().collect();
        let mut unique = known.clone();
        unique.sort_unstable();
        unique.dedup();
        (unique.len() == known.len(), known.len())
    };
    let (forward_once, forward_count) = distinct(&forward);
    let (backward_once, backward_count) = distinct(&backward);
    let chosen = match (
        forward_once && forward_count > 0,
        backward_once && backward_count > 0,
    ) {
        (true, true) if forward_count > backward_count => Some(forward),
        (true, true) if backward_count > forward_count => Some(backward),
        // Names in front of their numbers are the rule: "placebo, 62.6%"; "62.6% for placebo" is seen by its preposition.
        (true, true) if follows_by_preposition(text, values, &mentions) => Some(forward),
        (_, true) => Some(backward),
        (true, false) => Some(forward),
        (false, false) => None,
    };
    if let Some(chosen) = chosen {
        return chosen
            .into_iter()
            .map(|arm| Given { arm, sure: true })
            .collect();
    }
    // As many numbers as arms are named: in the order of their first mention.
    let mut order: Vec<usize> = Vec::new();
    for mention in &mentions {
        if !order.contains(&mention.arm) {
            order.push(mention.arm);
        }
    }
    if order.len() == values.len() && order.len() >= 2 {
        return order
            .into_iter()
            .map(|arm| Given {
                arm: Some(arm),
                sure: false,
            })
            .collect();
    }
    vec![none; values.len()]
}

/// The arm named between each number and the next (`forward`), or the one before (`!forward`).
fn beside(
    text: &str,
    values: &[&Reading],
    mentions: &[Mention],
    forward: bool,
) -> Vec<Option<usize>> {
    (0..values.len())
        .map(|place| {
            let window = if forward {
                let end = values
                    .get(place + 1)
                    .map_or(text.len(), |next| next.range.start);
                values[place].range.end..end
            } else {
                let start = place
                    .checked_sub(1)
                    .map_or(0, |before| values[before].range.end);
                start..values[place].range.start
            };
            let mut inside = mentions
                .iter()
                .filter(|m| window.start <= m.range.start && m.range.end <= window.end);
            let nearest = if forward {
                inside.next()
            } else {
                inside.next_back()
            }?;
            // Another sentence part parts them.
            let between = if forward {
                text.get(window.start..nearest.range.start)
            } else {
                text.get(nearest.range.end..window.end)
            }?;
            (!between.contains(';') && between.len() <= 90).then_some(nearest.arm)
        })
        .collect()
}

/// Whether the first number is followed by “in”, “for”, “with” … and an arm.
fn follows_by_preposition(text: &str, values: &[&Reading], mentions: &[Mention]) -> bool {
    let Some(first) = values.first() else {
        return false;
    };
    mentions
        .iter()
        .filter(|m| m.range.start >= first.range.end)
        .take(1)
        .any(|mention| {
            text.get(first.range.end..mention.range.start)
                .is_some_and(|between| {
                    between.len() <= 40
                        && between.split_whitespace().any(|word| {
                            matches!(
                                word,
                                "in" | "for"
                                    | "with"
                                    | "among"
                                    | "of"
                                    | "on"
                                    | "receiving"
                                    | "given"
                                    | "fed"
                                    | "by"
                            )
                        })
                })
        })
}

/// Where the arms are named. A word tells of an arm that no other arm's name has.
fn mentions(text: &str, arms: &Arms) -> Vec<Mention> {
    let words = crate::terms::placed(text);
    let mut found: Vec<Mention> = Vec::new();
    for (word, range) in words {
        let of: Vec<usize> = (0..arms.arms.len())
            .filter(|arm| arms.told_by(*arm, &word))
            .collect();
        if let [arm] = of[..] {
            match found.last_mut() {
                Some(last) if last.arm == arm && range.start - last.range.end <= 40 => {
                    last.range.end = range.end
                }
                _ => found.push(Mention { arm, range }),
            }
        }
    }
    found
}

/// “was 49.4, 47.5 and 26.5 in AJ, WGJ and WA, respectively”: as many names in a row as there are numbers.
fn respectively(
    text: &str,
    values: &[&Reading],
    arms: &Arms,
    source: &Source<'_>,
) -> Option<Vec<Given>> {
    let count = values.len();
    if count < 2 {
        return None;
    }
    let mut items: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let lower = text.to_ascii_lowercase();
    let mut at = 0;
    while at < text.len() {
        let cut = [", and ", " and ", " versus ", " vs. ", " vs ", ", ", "; "]
            .iter()
            .find(|mark| lower[at..].starts_with(**mark));
        match cut {
            Some(mark) => {
                items.push(start..at);
                at += mark.len();
                start = at;
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    items.push(start..text.len());
    let numbered = |item: &Range<usize>| {
        values
            .iter()
            .any(|value| item.start < value.range.end && value.range.start < item.end)
    };
    for window in items.windows(count) {
        // The numbers themselves may stand in the first or last item: "… and 26.5 in patients fed AJ".
        let labels: Vec<String> = window
            .iter()
            .map(|item| {
                let from = values
                    .iter()
                    .filter(|value| item.start < value.range.end && value.range.end <= item.end)
                    .map(|value| value.range.end)
                    .max()
                    .unwrap_or(item.start);
                text[from..item.end].to_owned()
            })
            .collect();
        if window.iter().filter(|item| numbered(item)).count() > 1 {
            continue;
        }
        let terms: Vec<Terms> = labels.iter().map(|label| Terms::of(label)).collect();
        let places: Vec<Option<usize>> = (0..arms.arms.len())
            .map(|arm| {
                let fits: Vec<usize> = (0..count)
                    .filter(|place| arms.fit(arm, &terms[*place], &source.rarity) > 0.6)
                    .collect();
                match fits[..] {
                    [place] => Some(place),
                    _ => None,
                }
            })
            .collect();
        let mut known: Vec<usize> = places.iter().flatten().copied().collect();
        known.sort_unstable();
        known.dedup();
        let all = places.iter().flatten().count();
        if all >= 1 && known.len() == all && all >= arms.arms.len().min(count) {
            return Some(
                (0..count)
                    .map(|place| Given {
                        arm: places.iter().position(|p| *p == Some(place)),
                        sure: true,
                    })
                    .collect(),
            );
        }
    }
    None
}

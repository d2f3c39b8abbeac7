//! Values in running text: numbers of sentences that speak of the outcome, each given to the arm that its words, or
//! their order, say.

use documents::SectionKind;
use review::Measure;

use crate::arms::Arms;
use crate::arms_in_sentences::{Given, give};
use crate::candidate::{Candidate, Wanted, answers};
use crate::number::Number;
use crate::outcome::Outcome;
use crate::reading::{Reading, Shape};
use crate::source::{Place, Source, SourceUnit};
use crate::time::{When, is_asked};

/// What a number that an order of mention gives to its arm is worth.
const BY_ORDER: f64 = 0.9;

/// What a sentence is worth that has the words of the outcome's name, but not together.
const SCATTERED: f64 = 0.6;

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
        let close = outcome.stands_close(&unit.terms);
        (fit > 0.0).then_some(if close { fit } else { fit * SCATTERED })
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
        Some(_) => give(&unit.text, &values, readings, arms, source, sizes),
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
                timed: true,
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

//! [`Candidate`]: a number of the document that may be the value that is asked for.

use review::Measure;

use crate::number::Number;
use crate::reading::{Reading, Shape, Spread};
use crate::time::When;

/// Two places whose scores lie closer than this are equally good.
pub(crate) const EQUAL: f64 = 0.03;

/// A number that may be the value, with why.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The number.
    pub(crate) number: Number,
    /// All that was read with it.
    pub(crate) reading: Reading,
    /// Sentence, cell and headings it rests on, the strongest first.
    pub(crate) evidence: Vec<String>,
    /// How well the place fits the question, 0 to 1.
    pub(crate) score: f64,
    /// The time it is of.
    pub(crate) when: When,
    /// Whether it may answer although no time is asked for.
    pub(crate) timed: bool,
    /// What had to be taken for granted, in words; empty where nothing.
    pub(crate) assumed: Vec<String>,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) measure: Measure,
    pub(crate) arm: Option<usize>,
    pub(crate) outcome: Option<&'a str>,
    pub(crate) time: Option<&'a str>,
}

/// The numbers of a reading that answer to a measure, with what must be taken for granted for it.
pub(crate) fn answers(reading: &Reading, measure: Measure) -> Vec<(Number, Option<String>)> {
    let sure = reading.shape.answers(measure);
    if !sure.is_empty() {
        return sure.into_iter().map(|n| (n.clone(), None)).collect();
    }
    match (&reading.shape, measure) {
        (
            Shape::MeanSpread {
                spread,
                kind: Spread::NotSaid,
                ..
            },
            Measure::StandardDeviation,
        ) => vec![(
            spread.clone(),
            Some(
                "The report does not say whether “±” is a standard deviation or a standard error."
                    .into(),
            ),
        )],
        _ => Vec::new(),
    }
}

//! [`Counted`]: an audit sample against the records as they are now, and what may be stated from it.

use std::collections::HashSet;

use ranking::{AuditSample, SafeInput};
use review::Stage;
use store::AuditSampleRow;

use super::{eligible, settled_as};
use crate::ledger::Ledger;

/// A sample against the records as they are now.
pub(super) struct Counted {
    /// Groups that the sample was drawn from and that are still to be screened or were.
    pub(super) population: usize,
    /// Of these in the sample.
    pub(super) size: usize,
    /// Of the sample settled.
    pub(super) settled: usize,
    /// Of the sample included.
    pub(super) relevant: Vec<usize>,
    /// Of the population, outside of the sample, included.
    pub(super) found_since: usize,
    /// Included outside of the population.
    pub(super) found: usize,
    /// Neither of the population nor settled.
    pub(super) not_covered: usize,
    pub(super) given_up: bool,
}

impl Counted {
    pub(super) fn of(ledger: &Ledger, row: &AuditSampleRow) -> Self {
        // A record that was merged into one outside of the population is that one's duplicate and no longer counted.
        let still = |ordinals: &[usize]| -> Vec<usize> {
            ordinals
                .iter()
                .copied()
                .filter(|&o| o < ledger.record_count() && ledger.group(o) == o)
                .filter(|&o| ledger.is_eligible(o, Stage::TitleAbstract))
                .collect()
        };
        let population: HashSet<usize> = still(&row.draw.population).into_iter().collect();
        let sample = still(&row.draw.sample);
        let in_sample: HashSet<usize> = sample.iter().copied().collect();
        let mut counted = Self {
            population: population.len(),
            size: sample.len(),
            settled: 0,
            relevant: Vec::new(),
            found_since: 0,
            found: 0,
            not_covered: 0,
            given_up: row.given_up.is_some(),
        };
        for &group in &sample {
            let verdict = settled_as(ledger, group);
            counted.settled += usize::from(verdict.is_some());
            if verdict == Some(true) {
                counted.relevant.push(group);
            }
        }
        for group in eligible(ledger) {
            let verdict = settled_as(ledger, group);
            match (population.contains(&group), verdict) {
                (true, Some(true)) if !in_sample.contains(&group) => counted.found_since += 1,
                (false, Some(true)) => counted.found += 1,
                (false, None) => counted.not_covered += 1,
                _ => {}
            }
        }
        counted
    }

    /// Itself, where it was read to its end.
    pub(super) fn read(&self) -> Option<&Self> {
        (!self.given_up && self.size > 0 && self.settled == self.size).then_some(self)
    }

    pub(super) fn bounds(&self, confidence: f64) -> AuditSample {
        AuditSample::of(
            self.population,
            self.size,
            self.relevant.len(),
            self.found,
            confidence,
        )
        .with_found_since(self.found, self.found_since)
    }

    /// How many are relevant in all, by the share in the sample.
    pub(super) fn estimate(&self) -> Option<usize> {
        let left = SafeInput::estimate(self.relevant.len(), self.size, self.population)?;
        Some(self.found + left.max(self.relevant.len() + self.found_since))
    }
}

/// What may be stated from a sample that was read. Bounds are rounded so that the words promise no more than the numbers.
pub(super) fn statement(row: &AuditSampleRow, counted: &Counted, sample: &AuditSample) -> String {
    let drawn = format!(
        "Of {} records that were not settled, {} were drawn at random (seed {}) and screened; {} of them {} relevant.",
        sample.population,
        sample.read,
        row.draw.seed,
        sample.relevant,
        if sample.relevant == 1 { "was" } else { "were" },
    );
    if counted.not_covered > 0 {
        return format!(
            "{drawn} Nothing is stated from this sample: not settled among the records that came or were opened again after it was drawn: {}.",
            counted.not_covered
        );
    }
    let since = match counted.found_since {
        0 => String::new(),
        n => format!(
            " Since then {n} more relevant {} found among the others.",
            if n == 1 { "record was" } else { "records were" }
        ),
    };
    let bound = format!(
        "The share of relevant records among those {} was at most {:.1} % (exact one-sided bound of Clopper and Pearson, confidence {:.2} %), and their number at most {} (hypergeometric).",
        sample.population,
        (sample.share_at_most * 1000.0).ceil() / 10.0,
        sample.confidence * 100.0,
        sample.missed_at_most,
    );
    let recall = sample.recall_at_least.map_or_else(
        || " No relevant record is known, so nothing follows for recall.".to_owned(),
        |recall| {
            format!(
                " With {} % confidence, at least {:.1} % of the relevant records among all that were found by the searches have been identified.",
                row.draw.confidence * 100.0,
                (recall * 1000.0).floor() / 10.0
            )
        },
    );
    format!("{drawn}{since} {bound}{recall}")
}

//! Calibration: how often a team included records of which a model said about the same. Until enough was decided to
//! know, the answer is that it is not known.
//!
//! Isotonic regression by pooling adjacent violators (Barlow et al. 1972; as in Zadrozny & Elkan 2002), on decisions
//! that people made. Quality is told before and after calibrating, the latter by five-fold cross-fitting, so that no
//! decision is judged by a curve that it helped to draw: Brier score, expected calibration error, and a reliability
//! diagram with Wilson intervals.

use serde::Serialize;
use ts_rs::TS;

/// Decisions that a curve needs at least.
pub(crate) const DECISIONS_NEEDED: usize = 30;
/// Of these, inclusions and exclusions each at least.
pub(crate) const OF_EACH_KIND: usize = 5;
/// Decisions that "of 10 such" stands for at least.
const NEIGHBOURS: usize = 10;
const BINS: usize = 10;
const FOLDS: usize = 5;

/// How well probabilities fit what was decided.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Quality {
    /// Brier score of the model's probabilities as they are: mean squared difference, 0 is best.
    pub brier_raw: f64,
    /// The same after calibrating, cross-fitted.
    pub brier_calibrated: f64,
    /// Expected calibration error of the probabilities as they are, ten bins of equal width, 0 is best.
    pub ece_raw: f64,
    /// The same after calibrating, cross-fitted.
    pub ece_calibrated: f64,
    /// The reliability diagram of the probabilities as they are; empty bins are left out.
    pub raw: Vec<ReliabilityBin>,
    /// The same after calibrating, cross-fitted.
    pub calibrated: Vec<ReliabilityBin>,
}

/// A point of a reliability diagram.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
pub struct ReliabilityBin {
    /// Mean of the probabilities in the bin, that the record is included.
    pub predicted: f64,
    /// Share that was included.
    pub observed: f64,
    /// Lower limit of its 95 % interval (Wilson).
    pub low: f64,
    /// Upper limit.
    pub high: f64,
    /// Records in the bin.
    pub count: usize,
}

/// A probability with what was decided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Judged {
    /// That the record is to be included, 0 to 1, in the eyes of the model.
    pub(crate) predicted: f64,
    /// Whether it was.
    pub(crate) included: bool,
}

/// A non-decreasing step function from a probability to the share that was included.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Isotonic(Vec<Block>);

#[derive(Clone, Copy, Debug, PartialEq)]
struct Block {
    /// The greatest probability in it.
    to: f64,
    included: usize,
    count: usize,
}

impl Block {
    fn share(&self) -> f64 {
        self.included as f64 / self.count as f64
    }
}

impl Isotonic {
    /// Fits by pooling adjacent violators.
    pub(crate) fn fit(judged: &[Judged]) -> Self {
        let mut sorted = judged.to_vec();
        sorted.sort_by(|a, b| a.predicted.total_cmp(&b.predicted));
        let mut blocks: Vec<Block> = Vec::new();
        for one in sorted {
            let mut block = Block {
                to: one.predicted,
                included: usize::from(one.included),
                count: 1,
            };
            // Equal probabilities are one point, and a block that lies higher than the next is pooled with it.
            while let Some(last) = blocks.last()
                && (last.to == block.to || last.share() >= block.share())
            {
                block = Block {
                    to: block.to,
                    included: block.included + last.included,
                    count: block.count + last.count,
                };
                blocks.pop();
            }
            blocks.push(block);
        }
        Self(blocks)
    }

    fn place(&self, predicted: f64) -> Option<usize> {
        let place = self.0.partition_point(|block| block.to < predicted);
        Some(place.min(self.0.len().checked_sub(1)?))
    }

    /// The share that was included where the model said this.
    pub(crate) fn share(&self, predicted: f64) -> Option<f64> {
        Some(self.0[self.place(predicted)?].share())
    }

    /// The decisions where the model said about this: those of the step, with its neighbours where they are few.
    pub(crate) fn neighbours(&self, predicted: f64) -> Option<(usize, usize)> {
        let place = self.place(predicted)?;
        let (mut first, mut last) = (place, place);
        let count =
            |first: usize, last: usize| self.0[first..=last].iter().map(|b| b.count).sum::<usize>();
        while count(first, last) < NEIGHBOURS && (first > 0 || last + 1 < self.0.len()) {
            let here = self.0[place].share();
            let down = first
                .checked_sub(1)
                .map(|n| (here - self.0[n].share()).abs());
            let up = self
                .0
                .get(last + 1)
                .map(|block| (block.share() - here).abs());
            match (down, up) {
                (Some(down), Some(up)) if down <= up => first -= 1,
                (Some(_), None) => first -= 1,
                _ => last += 1,
            }
        }
        let included = self.0[first..=last].iter().map(|b| b.included).sum();
        Some((included, count(first, last)))
    }
}

/// Whether enough was decided for a curve.
pub(crate) fn is_enough(judged: &[Judged]) -> bool {
    let included = judged.iter().filter(|j| j.included).count();
    judged.len() >= DECISIONS_NEEDED
        && included >= OF_EACH_KIND
        && judged.len() - included >= OF_EACH_KIND
}

/// How well the probabilities fit; `None` where too little was decided.
pub(crate) fn quality(judged: &[Judged]) -> Option<Quality> {
    if !is_enough(judged) {
        return None;
    }
    let mut crossed: Vec<Judged> = Vec::with_capacity(judged.len());
    for fold in 0..FOLDS {
        let of_fold = |n: usize| n % FOLDS == fold;
        let others: Vec<Judged> = judged
            .iter()
            .enumerate()
            .filter(|(n, _)| !of_fold(*n))
            .map(|(_, j)| *j)
            .collect();
        let curve = Isotonic::fit(&others);
        for (_, one) in judged.iter().enumerate().filter(|(n, _)| of_fold(*n)) {
            let predicted = curve.share(one.predicted)?;
            crossed.push(Judged {
                predicted,
                included: one.included,
            });
        }
    }
    Some(Quality {
        brier_raw: brier(judged),
        brier_calibrated: brier(&crossed),
        ece_raw: expected_error(judged),
        ece_calibrated: expected_error(&crossed),
        raw: reliability(judged),
        calibrated: reliability(&crossed),
    })
}

fn brier(judged: &[Judged]) -> f64 {
    let squares = judged
        .iter()
        .map(|j| (j.predicted - f64::from(u8::from(j.included))).powi(2));
    squares.sum::<f64>() / judged.len() as f64
}

/// Σ n/N · |observed − predicted| over the bins (Naeini et al. 2015).
fn expected_error(judged: &[Judged]) -> f64 {
    let weighted = reliability(judged)
        .into_iter()
        .map(|bin| bin.count as f64 * (bin.observed - bin.predicted).abs());
    weighted.sum::<f64>() / judged.len() as f64
}

fn reliability(judged: &[Judged]) -> Vec<ReliabilityBin> {
    let mut bins: Vec<(f64, usize, usize)> = vec![(0.0, 0, 0); BINS];
    for one in judged {
        let place = ((one.predicted * BINS as f64) as usize).min(BINS - 1);
        let (sum, included, count) = &mut bins[place];
        *sum += one.predicted;
        *included += usize::from(one.included);
        *count += 1;
    }
    bins.into_iter()
        .filter(|(_, _, count)| *count > 0)
        .map(|(sum, included, count)| {
            let (low, high) = wilson(included, count);
            ReliabilityBin {
                predicted: sum / count as f64,
                observed: included as f64 / count as f64,
                low,
                high,
                count,
            }
        })
        .collect()
}

/// The 95 % score interval of a share (Wilson 1927).
pub(crate) fn wilson(successes: usize, of: usize) -> (f64, f64) {
    if of == 0 {
        return (0.0, 1.0);
    }
    const Z: f64 = 1.959_963_984_540_054;
    let (n, p) = (of as f64, successes as f64 / of as f64);
    let middle = p + Z * Z / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + Z * Z / n;
    (
        ((middle - half) / whole).max(0.0),
        ((middle + half) / whole).min(1.0),
    )
}

#[cfg(test)]
mod tests;

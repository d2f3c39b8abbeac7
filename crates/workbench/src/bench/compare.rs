//! From readings to figures: each contender against the team's decisions, and against each other.

use agreement::{Confusion, Proportion, Resampling, Table, mcnemar};

use super::reading::{Reading, kept};
use super::report::{
    BenchComparison, BenchDifference, BenchFigure, BenchModel, BenchRecommendation, BenchRow,
    BenchRule, BenchSample, BenchSeconds, BenchShare,
};

const LEVEL: f64 = 0.95;
const DRAWS: usize = 2000;

/// What the team decided on the records of the sample, in the order of the readings.
pub(super) struct Truth<'a> {
    pub(super) relevant: &'a [bool],
    pub(super) sample: BenchSample,
    pub(super) seed: u64,
}

/// What a contender keeps of the sample.
pub(super) struct Verdicts {
    kept: Vec<bool>,
}

impl Truth<'_> {
    /// The row of a contender that worked, and what it keeps.
    pub(super) fn row(
        &self,
        model: BenchModel,
        memory: u64,
        rule: BenchRule,
        readings: &[Reading],
    ) -> (BenchRow, Verdicts) {
        let verdicts = Verdicts {
            kept: kept(readings, self.relevant, rule),
        };
        let mut confusion = Confusion::default();
        for (&relevant, &kept) in self.relevant.iter().zip(&verdicts.kept) {
            confusion.count(relevant, kept);
        }
        let count = |wanted: &dyn Fn(&Reading) -> bool| {
            let count = readings.iter().filter(|reading| wanted(reading)).count();
            share(Proportion::new(count as u64, readings.len() as u64))
        };
        let weighed = |of: &dyn Fn(&Table) -> Option<f64>| {
            self.figure(|drawn| of(&self.table(drawn, &verdicts)?))
        };
        let row = BenchRow {
            model,
            rule,
            failed: None,
            sensitivity: share(confusion.sensitivity()),
            specificity: share(confusion.specificity()),
            balanced_accuracy: self.figure(|drawn| self.balanced(drawn, &verdicts)),
            precision: self.figure(|drawn| self.precision(drawn, &verdicts)),
            raw_agreement: weighed(&|table| Some(table.raw())),
            kappa: weighed(&Table::kappa),
            pabak: weighed(&|table| Some(table.pabak())),
            ac1: weighed(&Table::ac1),
            read: count(&|reading| reading.is_read(rule)),
            abstained: count(&|reading| reading.is_left_open(rule)),
            seconds: seconds(readings),
            memory,
        };
        (row, verdicts)
    }

    /// Two contenders on the same records.
    pub(super) fn compare(
        &self,
        (first, of_first): (usize, &Verdicts),
        (second, of_second): (usize, &Verdicts),
    ) -> BenchComparison {
        let among = |relevant: bool| {
            let right = |verdicts: &Verdicts, i: usize| verdicts.kept[i] == relevant;
            let of_kind = |i: &usize| self.relevant[*i] == relevant;
            let only = |one: &Verdicts, other: &Verdicts| {
                let all = 0..self.relevant.len();
                let only = all.filter(|i| of_kind(i) && right(one, *i) && !right(other, *i));
                only.count() as u64
            };
            let (b, c) = (only(of_first, of_second), only(of_second, of_first));
            let figure = self.figure(|drawn| {
                let (mut difference, mut of) = (0_i64, 0_u64);
                for &i in drawn.iter().filter(|i| of_kind(i)) {
                    of += 1;
                    difference += i64::from(right(of_first, i)) - i64::from(right(of_second, i));
                }
                (of > 0).then(|| difference as f64 / of as f64)
            });
            let p = mcnemar(b, c);
            BenchDifference {
                figure,
                only_first: b,
                only_second: c,
                p: Some(p),
                shown: excludes_zero(&figure) && p < 1.0 - LEVEL,
            }
        };
        let (sensitivity, specificity) = (among(true), among(false));
        let balanced = self.figure(|drawn| {
            Some(self.balanced(drawn, of_first)? - self.balanced(drawn, of_second)?)
        });
        BenchComparison {
            first,
            second,
            sensitivity,
            specificity,
            balanced_accuracy: BenchDifference {
                figure: balanced,
                only_first: sensitivity.only_first + specificity.only_first,
                only_second: sensitivity.only_second + specificity.only_second,
                p: None,
                shown: excludes_zero(&balanced),
            },
        }
    }

    /// A figure on the sample, and its interval.
    fn figure(&self, of: impl Fn(&[usize]) -> Option<f64>) -> BenchFigure {
        let all = 0..self.relevant.len();
        let strata = [true, false].map(|kind| {
            let of_kind = all.clone().filter(|&i| self.relevant[i] == kind);
            of_kind.collect::<Vec<_>>()
        });
        let by = Resampling {
            draws: DRAWS,
            seed: self.seed,
            level: LEVEL,
        };
        let interval = by.interval(&strata, &of);
        BenchFigure {
            value: of(&all.collect::<Vec<_>>()),
            low: interval.map(|i| i.low),
            high: interval.map(|i| i.high),
        }
    }

    fn confusion(&self, drawn: &[usize], verdicts: &Verdicts) -> Confusion {
        let mut confusion = Confusion::default();
        for &i in drawn {
            confusion.count(self.relevant[i], verdicts.kept[i]);
        }
        confusion
    }

    fn balanced(&self, drawn: &[usize], verdicts: &Verdicts) -> Option<f64> {
        let found = self.confusion(drawn, verdicts);
        Some((found.sensitivity().value()? + found.specificity().value()?) / 2.0)
    }

    /// The four cells as they would be over all settled records of the review: sensitivity and specificity do not
    /// depend on how many of each kind were drawn, the other figures do.
    fn cells(&self, drawn: &[usize], verdicts: &Verdicts) -> Option<[f64; 4]> {
        let found = self.confusion(drawn, verdicts);
        let (sensitivity, specificity) =
            (found.sensitivity().value()?, found.specificity().value()?);
        let included = self.sample.all_included as f64;
        let excluded = self.sample.all_excluded as f64;
        Some([
            included * sensitivity,
            included * (1.0 - sensitivity),
            excluded * (1.0 - specificity),
            excluded * specificity,
        ])
    }

    fn table(&self, drawn: &[usize], verdicts: &Verdicts) -> Option<Table> {
        Table::new(2, self.cells(drawn, verdicts)?.to_vec())
    }

    fn precision(&self, drawn: &[usize], verdicts: &Verdicts) -> Option<f64> {
        let [hit, _, wrong, _] = self.cells(drawn, verdicts)?;
        (hit + wrong > 0.0).then(|| hit / (hit + wrong))
    }
}

/// The smallest contender that is not shown to be worse than the best. `rows` are those that were asked for;
/// `comparisons` hold every pair of those that worked.
pub(super) fn recommend(rows: &[BenchRow], comparisons: &[BenchComparison]) -> BenchRecommendation {
    let worked = || (0..rows.len()).filter(move |&row| rows[row].failed.is_none());
    let merit = |row: usize| rows[row].balanced_accuracy.value.unwrap_or(0.0);
    let Some(best) = worked().reduce(|a, b| if merit(b) > merit(a) { b } else { a }) else {
        return BenchRecommendation::NoneWorked {};
    };
    let beats_chance = |row: usize| rows[row].balanced_accuracy.low.is_some_and(|low| low > 0.5);
    // Worse by the first's sign where it stands first, by the opposite where it stands second.
    let worse = |difference: &BenchDifference, sign: f64| {
        difference.shown && difference.figure.value.is_some_and(|v| v * sign < 0.0)
    };
    let shown_worse = |row: usize| {
        comparisons.iter().any(|pair| {
            let sign = match (pair.first, pair.second) {
                pair if pair == (row, best) => 1.0,
                pair if pair == (best, row) => -1.0,
                _ => return false,
            };
            worse(&pair.balanced_accuracy, sign) || worse(&pair.sensitivity, sign)
        })
    };
    let seconds = |row: usize| rows[row].seconds.map_or(f64::INFINITY, |s| s.median);
    let candidates = worked().filter(|&row| beats_chance(row) && !shown_worse(row));
    let smallest = candidates.min_by(|&a, &b| {
        rows[a]
            .model
            .bytes
            .cmp(&rows[b].model.bytes)
            .then(seconds(a).total_cmp(&seconds(b)))
            .then(merit(b).total_cmp(&merit(a)))
    });
    match smallest {
        Some(row) => BenchRecommendation::Take { row, best },
        None => BenchRecommendation::NoneBetterThanChance {},
    }
}

fn excludes_zero(figure: &BenchFigure) -> bool {
    figure.low.is_some_and(|low| low > 0.0) || figure.high.is_some_and(|high| high < 0.0)
}

fn share(proportion: Proportion) -> BenchShare {
    let interval = proportion.interval(LEVEL);
    BenchShare {
        count: proportion.successes,
        of: proportion.of,
        value: proportion.value(),
        low: interval.map(|i| i.low),
        high: interval.map(|i| i.high),
    }
}

fn seconds(readings: &[Reading]) -> Option<BenchSeconds> {
    let mut sorted: Vec<f64> = readings.iter().map(|reading| reading.seconds).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| {
        sorted.get(((sorted.len() as f64 * share) as usize).min(sorted.len().saturating_sub(1)))
    };
    Some(BenchSeconds {
        median: *at(0.5)?,
        high: *at(0.95)?,
        mean: sorted.iter().sum::<f64>() / sorted.len() as f64,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::reading::Leaning;

    /// 40 included records and 60 excluded ones of a review with 40 and 960.
    fn truth(relevant: &[bool]) -> Truth<'_> {
        Truth {
            relevant,
            sample: BenchSample {
                included: 40,
                excluded: 60,
                all_included: 40,
                all_excluded: 960,
            },
            seed: 1,
        }
    }

    fn relevant() -> Vec<bool> {
        (0..100).map(|i| i < 40).collect()
    }

    /// Readings that keep these records.
    fn keeps(kept: impl Fn(usize) -> bool, seconds: f64) -> Vec<Reading> {
        let leaning = |i| {
            if kept(i) {
                Leaning::Include
            } else {
                Leaning::Exclude
            }
        };
        (0..100)
            .map(|i| Reading {
                leaning: Some(leaning(i)),
                probability: None,
                seconds,
            })
            .collect()
    }

    fn model(name: &str, bytes: u64) -> BenchModel {
        BenchModel {
            name: name.into(),
            sha256: String::new(),
            quantization: "Q8_0".into(),
            bytes,
            parameters: bytes,
            prompt_version: "1".into(),
        }
    }

    fn report(contenders: &[(u64, Vec<Reading>)]) -> (Vec<BenchRow>, Vec<BenchComparison>) {
        let relevant = relevant();
        let truth = truth(&relevant);
        let labels = BenchRule::Labels {};
        let (rows, verdicts): (Vec<_>, Vec<_>) = contenders
            .iter()
            .map(|(bytes, readings)| truth.row(model("a model", *bytes), 0, labels, readings))
            .unzip();
        let mut comparisons = Vec::new();
        for second in 1..verdicts.len() {
            for first in 0..second {
                comparisons
                    .push(truth.compare((first, &verdicts[first]), (second, &verdicts[second])));
            }
        }
        (rows, comparisons)
    }

    fn near(found: Option<f64>, expected: f64) {
        assert!(
            found.is_some_and(|value| (value - expected).abs() < 1e-6),
            "{found:?} is not {expected}"
        );
    }

    /// 30 of 40 kept, 45 of 60 dropped: over the review 30, 10, 240 and 720.
    #[test]
    fn figures_are_those_of_the_whole_review() {
        let (rows, _) = report(&[(1, keeps(|i| i < 30 || (40..55).contains(&i), 2.0))]);
        let row = &rows[0];
        near(row.sensitivity.value, 0.75);
        near(row.specificity.value, 0.75);
        near(row.balanced_accuracy.value, 0.75);
        near(row.precision.value, 30.0 / 270.0);
        near(row.raw_agreement.value, 0.75);
        // Chance agreement: .04 · .27 + .96 · .73.
        let chance = 0.04 * 0.27 + 0.96 * 0.73;
        near(row.kappa.value, (0.75 - chance) / (1.0 - chance));
        near(row.pabak.value, 0.5);
        near(row.read.value, 1.0);
        near(row.abstained.value, 0.0);
        near(row.seconds.map(|s| s.median), 2.0);
        for figure in [row.kappa, row.ac1, row.precision, row.balanced_accuracy] {
            let inside = figure.low < figure.value && figure.value < figure.high;
            assert!(inside, "{figure:?}");
        }
    }

    /// On the included records the first alone is right on 14, the second alone on 5.
    #[test]
    fn a_difference_is_shown_only_where_chance_could_not_make_it() {
        let first = keeps(|i| i < 34, 1.0);
        let second = keeps(|i| (14..40).contains(&i) && !(39..40).contains(&i), 1.0);
        let (_, comparisons) = report(&[(1, first), (2, second)]);
        let found = comparisons[0].sensitivity;
        assert_eq!((found.only_first, found.only_second), (14, 5));
        near(found.figure.value, 9.0 / 40.0);
        assert!(found.p.is_some_and(|p| (p - 0.0636).abs() < 1e-4));
        assert!(!found.shown);
        assert!(!comparisons[0].specificity.shown);
        near(comparisons[0].specificity.figure.value, 0.0);
        near(comparisons[0].specificity.figure.low, 0.0);

        let (_, clear) = report(&[(1, keeps(|i| i < 40, 1.0)), (2, keeps(|i| i < 20, 1.0))]);
        assert!(clear[0].sensitivity.shown && clear[0].balanced_accuracy.shown);
    }

    #[test]
    fn the_smallest_within_noise_is_recommended() {
        // The large one is the best by one record; the small one is not shown to be worse; the tiny one is.
        let large = (900, keeps(|i| i < 38, 9.0));
        let small = (100, keeps(|i| i < 37, 1.0));
        let tiny = (10, keeps(|i| i < 20, 0.1));
        let (rows, comparisons) = report(&[large, small, tiny]);
        assert_eq!(
            recommend(&rows, &comparisons),
            BenchRecommendation::Take { row: 1, best: 0 }
        );
        // One that keeps everything misses nothing, and is no better than chance.
        let (rows, comparisons) = report(&[(5, keeps(|_| true, 1.0))]);
        near(rows[0].sensitivity.value, 1.0);
        assert_eq!(
            recommend(&rows, &comparisons),
            BenchRecommendation::NoneBetterThanChance {}
        );
        assert_eq!(recommend(&[], &[]), BenchRecommendation::NoneWorked {});
    }
}

//! [`Ratings`]: any number of people who put the same items into the same categories, some items perhaps not all of them.

use crate::table::beyond;
use crate::{Table, Weights};

/// Who put which item into which category.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratings {
    categories: usize,
    raters: usize,
    /// Item by item, then rater by rater; `None` where a rater did not judge it.
    given: Vec<Option<usize>>,
}

/// How far apart two categories are, for Krippendorff's α.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distance {
    /// Any two that differ are equally far apart.
    Nominal,
    /// Only the order of the categories counts.
    Ordinal,
    /// Categories are equally spaced numbers.
    Interval,
}

impl Ratings {
    /// Ratings of items, each a row with one place for every rater. `None` where there are fewer than two categories or
    /// raters, rows differ in length, or a category is out of range.
    pub fn new(categories: usize, items: &[Vec<Option<usize>>]) -> Option<Self> {
        let raters = items.first()?.len();
        let fits = |row: &Vec<Option<usize>>| {
            row.len() == raters && row.iter().flatten().all(|given| *given < categories)
        };
        (categories >= 2 && raters >= 2 && items.iter().all(fits)).then(|| Self {
            categories,
            raters,
            given: items.concat(),
        })
    }

    /// Number of items.
    pub fn items(&self) -> usize {
        self.given.len() / self.raters
    }

    /// Number of categories.
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// Number of raters.
    pub fn raters(&self) -> usize {
        self.raters
    }

    /// The categories that two of the raters gave to the items that both judged.
    pub fn pairs(&self, first: usize, second: usize) -> Vec<(usize, usize)> {
        let rows = self.given.chunks(self.raters);
        rows.filter_map(|row| (*row.get(first)?).zip(*row.get(second)?))
            .collect()
    }

    /// How two of the raters compare, on the items that both judged; `None` where there are none.
    pub fn table(&self, first: usize, second: usize) -> Option<Table> {
        let k = self.categories;
        let mut cells = vec![0.0; k * k];
        for (a, b) in self.pairs(first, second) {
            cells[a * k + b] += 1.0;
        }
        Table::new(k, cells)
    }

    /// The figures of all items.
    pub fn counts(&self) -> Counts {
        let all: Vec<usize> = (0..self.items()).collect();
        self.counts_of(&all)
    }

    /// The figures of some items, each as often as it is named, as resampling draws them. Numbers beyond the last item
    /// are passed over.
    pub fn counts_of(&self, items: &[usize]) -> Counts {
        let rows = items
            .iter()
            .filter(|&&item| item < self.items())
            .map(|item| &self.given[item * self.raters..(item + 1) * self.raters]);
        let per_item = rows.map(|row| {
            let mut counts = vec![0_u32; self.categories];
            for &category in row.iter().flatten() {
                counts[category] += 1;
            }
            counts
        });
        Counts {
            categories: self.categories,
            items: per_item
                .filter(|counts| counts.iter().any(|&n| n > 0))
                .collect(),
        }
    }
}

/// How often each item was put into each category: all that agreement of more than two depends on.
///
/// A figure and its standard error are worked out together; the error (Gwet 2014, items drawn from many) is `None` for
/// fewer than two items.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    categories: usize,
    /// Items that at least one judged.
    items: Vec<Vec<u32>>,
}

/// A figure with its standard error.
pub type WithError = (f64, Option<f64>);

impl Counts {
    /// Number of items that two or more judged.
    pub fn compared(&self) -> usize {
        self.items.iter().filter(|item| judges(item) >= 2.0).count()
    }

    /// Mean over the items of the share of pairs of raters who agree; with weights, of how far they do.
    pub fn raw(&self, weights: &Weights) -> Option<WithError> {
        self.coefficient(weights, 0.0, |_| 0.0, 0.0)
    }

    /// Fleiss' κ (1971), generalised to weights and to items not judged by all (Gwet 2014).
    pub fn fleiss_kappa(&self, weights: &Weights) -> Option<WithError> {
        let shares = self.shares();
        let k = self.categories;
        // The weights are symmetric, so row and column means are the same.
        let expected: Vec<f64> = (0..k)
            .map(|i| (0..k).map(|j| weights.at(i, j) * shares[j]).sum())
            .collect();
        let chance = (0..k).map(|i| shares[i] * expected[i]).sum();
        self.coefficient(weights, chance, |i| expected[i], 2.0)
    }

    /// Gwet's AC2; AC1 with nominal weights.
    pub fn ac2(&self, weights: &Weights) -> Option<WithError> {
        let shares = self.shares();
        let k = self.categories as f64;
        let factor = weights.sum() / (k * (k - 1.0));
        let chance = factor
            * shares
                .iter()
                .map(|share| share * (1.0 - share))
                .sum::<f64>();
        self.coefficient(weights, chance, |i| factor * (1.0 - shares[i]), 2.0)
    }

    /// Brennan and Prediger's coefficient (1981), chance being that of equally frequent categories; PABAK with two
    /// raters and nominal weights.
    pub fn pabak(&self, weights: &Weights) -> Option<WithError> {
        let chance = weights.sum() / (self.categories as f64).powi(2);
        self.coefficient(weights, chance, |_| chance, 0.0)
    }

    /// Krippendorff's α (2004): 1 − observed over expected disagreement. `None` where all is of one category, or nothing
    /// was judged twice.
    pub fn alpha(&self, distance: Distance) -> Option<f64> {
        let k = self.categories;
        let paired = || self.items.iter().filter(|item| judges(item) >= 2.0);
        let mut totals = vec![0.0; k];
        for item in paired() {
            for (total, &n) in totals.iter_mut().zip(item) {
                *total += f64::from(n);
            }
        }
        let all: f64 = totals.iter().sum();
        let apart = |i: usize, j: usize| distance.squared(i.min(j), i.max(j), &totals);
        let (mut observed, mut expected) = (0.0, 0.0);
        for i in 0..k {
            for j in (0..k).filter(|&j| j != i) {
                let together: f64 = paired()
                    .map(|item| f64::from(item[i]) * f64::from(item[j]) / (judges(item) - 1.0))
                    .sum();
                observed += together * apart(i, j);
                expected += totals[i] * totals[j] * apart(i, j);
            }
        }
        (expected > 0.0).then(|| 1.0 - observed * (all - 1.0) / expected)
    }

    /// Share of each category, each item counting once.
    fn shares(&self) -> Vec<f64> {
        let n = self.items.len() as f64;
        (0..self.categories)
            .map(|i| {
                self.items
                    .iter()
                    .map(|item| f64::from(item[i]) / judges(item))
                    .sum::<f64>()
                    / n
            })
            .collect()
    }

    /// (p − e)/(1 − e) with its standard error by linearisation: `of_category` is what an item wholly in a category adds
    /// to chance, and `slope` how chance follows it (2, as it is a square of shares; 0 where it is fixed).
    fn coefficient(
        &self,
        weights: &Weights,
        chance: f64,
        of_category: impl Fn(usize) -> f64,
        slope: f64,
    ) -> Option<WithError> {
        let k = self.categories;
        let (all, compared) = (self.items.len() as f64, self.compared() as f64);
        if compared == 0.0 || weights.categories() != k {
            return None;
        }
        let agreement = |item: &[u32]| -> f64 {
            let r = judges(item);
            let with = |i: usize| -> f64 {
                (0..k)
                    .map(|j| weights.at(i, j) * f64::from(item[j]))
                    .sum::<f64>()
                    - 1.0
            };
            (0..k).map(|i| f64::from(item[i]) * with(i)).sum::<f64>() / (r * (r - 1.0))
        };
        let observed: f64 = self
            .items
            .iter()
            .filter(|item| judges(item) >= 2.0)
            .map(|item| agreement(item))
            .sum::<f64>()
            / compared;
        let value = beyond(observed, chance)?;
        let spread: f64 = self
            .items
            .iter()
            .map(|item| {
                let r = judges(item);
                let of_item: f64 = (0..k)
                    .map(|i| of_category(i) * f64::from(item[i]) / r)
                    .sum();
                let own = if r >= 2.0 {
                    all / compared * (agreement(item) - chance) / (1.0 - chance)
                } else {
                    0.0
                };
                let figure = own - slope * (1.0 - value) * (of_item - chance) / (1.0 - chance);
                (figure - value).powi(2)
            })
            .sum();
        Some((
            value,
            (all > 1.0).then(|| (spread / (all * (all - 1.0))).sqrt()),
        ))
    }
}

impl Distance {
    /// The squared distance of two categories, the lower one first; `totals` says how often each was given.
    pub(crate) fn squared(self, low: usize, high: usize, totals: &[f64]) -> f64 {
        match self {
            Distance::Nominal => f64::from(low != high),
            Distance::Interval => ((high - low) as f64).powi(2),
            Distance::Ordinal => {
                let between: f64 = totals[low..=high].iter().sum();
                (between - (totals[low] + totals[high]) / 2.0).powi(2)
            }
        }
    }
}

/// How many judged an item.
fn judges(item: &[u32]) -> f64 {
    item.iter().map(|&n| f64::from(n)).sum()
}

//! [`Table`]: two who put the same items into the same categories.

use crate::{Distance, Weights};

/// How often each pair of categories was given. METHODS of agreement: Cohen 1960 and 1968 (κ and weighted κ), Byrt,
/// Bishop & Carlin 1993 (PABAK and the two indices), Gwet 2008 and 2014 (AC1 and AC2), Cicchetti & Feinstein 1990
/// (positive and negative agreement).
///
/// Cells may be weights in place of counts, as where a sample was drawn with different shares of the categories; the
/// standard errors are those of counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    categories: usize,
    /// Row by row: the first's category, then the second's. Shares of the whole.
    shares: Vec<f64>,
    total: f64,
}

impl Table {
    /// A table of at least two categories, row by row. `None` where the number of cells does not fit, a cell is
    /// negative or no number, or all are 0.
    pub fn new(categories: usize, cells: Vec<f64>) -> Option<Self> {
        let total: f64 = cells.iter().sum();
        let sound = cells.iter().all(|cell| *cell >= 0.0) && total > 0.0 && total.is_finite();
        (sound && categories >= 2 && cells.len() == categories * categories).then(|| Self {
            categories,
            shares: cells.into_iter().map(|cell| cell / total).collect(),
            total,
        })
    }

    /// How many items were put into categories by both.
    pub fn total(&self) -> f64 {
        self.total
    }

    /// Observed agreement, 0 to 1.
    pub fn raw(&self) -> f64 {
        (0..self.categories).map(|i| self.at(i, i)).sum()
    }

    /// Cohen's κ; `None` where both used one category only, in which case it is not defined.
    pub fn kappa(&self) -> Option<f64> {
        self.weighted_kappa(&Weights::nominal(self.categories))
    }

    /// Cohen's weighted κ; `None` where it is not defined, or the weights are for another number of categories.
    pub fn weighted_kappa(&self, weights: &Weights) -> Option<f64> {
        let (observed, chance) = self.kappa_parts(weights)?;
        beyond(observed, chance)
    }

    /// The standard error of weighted κ for large samples (Fleiss, Cohen & Everitt 1969); with nominal weights that of
    /// κ itself. `None` where κ is not defined, and for fewer than two items.
    pub fn weighted_kappa_error(&self, weights: &Weights) -> Option<f64> {
        let (observed, chance) = self.kappa_parts(weights)?;
        let kappa = beyond(observed, chance)?;
        let k = self.categories;
        let of_row: Vec<f64> = (0..k)
            .map(|i| (0..k).map(|j| self.second(j) * weights.at(i, j)).sum())
            .collect();
        let of_column: Vec<f64> = (0..k)
            .map(|j| (0..k).map(|i| self.first(i) * weights.at(i, j)).sum())
            .collect();
        let squares: f64 = self
            .cells()
            .map(|(i, j, share)| {
                share * (weights.at(i, j) - (of_row[i] + of_column[j]) * (1.0 - kappa)).powi(2)
            })
            .sum();
        let variance = squares - (kappa - chance * (1.0 - kappa)).powi(2);
        (self.total > 1.0).then(|| (variance.max(0.0) / self.total).sqrt() / (1.0 - chance))
    }

    /// κ as it would be with all categories equally frequent and no bias.
    pub fn pabak(&self) -> f64 {
        let k = self.categories as f64;
        (k * self.raw() - 1.0) / (k - 1.0)
    }

    /// The standard error of PABAK; `None` for fewer than two items.
    pub fn pabak_error(&self) -> Option<f64> {
        let (k, raw) = (self.categories as f64, self.raw());
        (self.total > 1.0)
            .then(|| k / (k - 1.0) * (raw * (1.0 - raw) / (self.total - 1.0)).max(0.0).sqrt())
    }

    /// Gwet's AC1, which stays near the observed agreement where one category is rare. Always defined, as chance
    /// agreement never exceeds one half by its definition.
    pub fn ac1(&self) -> Option<f64> {
        self.ac2(&Weights::nominal(self.categories))
    }

    /// Gwet's AC2: AC1 with weights. `None` where the weights are for another number of categories, or so generous that
    /// chance alone agrees.
    pub fn ac2(&self, weights: &Weights) -> Option<f64> {
        let (observed, chance) = self.ac_parts(weights)?;
        beyond(observed, chance)
    }

    /// The standard error of AC2 (Gwet 2014, items drawn from many); with nominal weights that of AC1.
    pub fn ac2_error(&self, weights: &Weights) -> Option<f64> {
        let (observed, chance) = self.ac_parts(weights)?;
        let ac = beyond(observed, chance)?;
        let factor = self.chance_factor(weights);
        let spread: f64 = self
            .cells()
            .map(|(i, j, share)| {
                let of_cell = factor * (1.0 - (self.mean(i) + self.mean(j)) / 2.0);
                let figure = (weights.at(i, j) - chance) / (1.0 - chance)
                    - 2.0 * (1.0 - ac) * (of_cell - chance) / (1.0 - chance);
                share * (figure - ac).powi(2)
            })
            .sum();
        (self.total > 1.0).then(|| (spread / (self.total - 1.0)).sqrt())
    }

    /// Krippendorff's α of counts; `None` where one category only was used.
    pub fn alpha(&self, distance: Distance) -> Option<f64> {
        let used: Vec<f64> = (0..self.categories)
            .map(|i| 2.0 * self.mean(i) * self.total)
            .collect();
        let apart = |i: usize, j: usize| distance.squared(i.min(j), i.max(j), &used);
        let observed: f64 = self
            .cells()
            .filter(|(i, j, _)| i != j)
            .map(|(i, j, share)| 2.0 * share * self.total * apart(i, j))
            .sum();
        let expected: f64 = self
            .cells()
            .filter(|(i, j, _)| i != j)
            .map(|(i, j, _)| used[i] * used[j] * apart(i, j))
            .sum();
        (expected > 0.0).then(|| 1.0 - observed * (2.0 * self.total - 1.0) / expected)
    }

    /// Specific agreement on one category: of what either put there, the share that both did. With two categories these
    /// are positive and negative agreement. `None` where neither used the category.
    pub fn specific(&self, category: usize) -> Option<f64> {
        let used = (category < self.categories).then(|| 2.0 * self.mean(category))?;
        (used > 0.0).then(|| 2.0 * self.at(category, category) / used)
    }

    /// |a − d|/n of two categories: how unequally frequent they are. `None` for more categories.
    pub fn prevalence_index(&self) -> Option<f64> {
        (self.categories == 2).then(|| (self.at(0, 0) - self.at(1, 1)).abs())
    }

    /// |b − c|/n of two categories: how differently often the two use them. `None` for more categories.
    pub fn bias_index(&self) -> Option<f64> {
        (self.categories == 2).then(|| (self.at(0, 1) - self.at(1, 0)).abs())
    }

    /// Observed agreement and agreement by chance, weighted.
    fn kappa_parts(&self, weights: &Weights) -> Option<(f64, f64)> {
        (weights.categories() == self.categories).then(|| {
            self.cells()
                .map(|(i, j, share)| (weights.at(i, j), i, j, share))
                .fold((0.0, 0.0), |(observed, chance), (weight, i, j, share)| {
                    (
                        observed + weight * share,
                        chance + weight * self.first(i) * self.second(j),
                    )
                })
        })
    }

    fn ac_parts(&self, weights: &Weights) -> Option<(f64, f64)> {
        let (observed, _) = self.kappa_parts(weights)?;
        let spread: f64 = (0..self.categories)
            .map(|i| self.mean(i) * (1.0 - self.mean(i)))
            .sum();
        Some((observed, self.chance_factor(weights) * spread))
    }

    fn chance_factor(&self, weights: &Weights) -> f64 {
        let k = self.categories as f64;
        weights.sum() / (k * (k - 1.0))
    }

    fn cells(&self) -> impl Iterator<Item = (usize, usize, f64)> {
        let k = self.categories;
        (0..k * k).map(move |cell| (cell / k, cell % k, self.shares[cell]))
    }

    fn at(&self, first: usize, second: usize) -> f64 {
        self.shares[first * self.categories + second]
    }

    fn first(&self, category: usize) -> f64 {
        (0..self.categories).map(|j| self.at(category, j)).sum()
    }

    fn second(&self, category: usize) -> f64 {
        (0..self.categories).map(|i| self.at(i, category)).sum()
    }

    fn mean(&self, category: usize) -> f64 {
        (self.first(category) + self.second(category)) / 2.0
    }
}

/// Agreement beyond chance, as a share of what was possible.
pub(crate) fn beyond(observed: f64, chance: f64) -> Option<f64> {
    let possible = 1.0 - chance;
    (possible > 1e-12).then(|| (observed - chance) / possible)
}

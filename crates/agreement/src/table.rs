//! [`Table`]: two who put the same items into the same categories.

/// How often each pair of categories was given. METHODS of agreement: Cohen 1960 (κ), Byrt, Bishop & Carlin 1993
/// (PABAK and the two indices), Gwet 2008 (AC1).
///
/// Cells may be weights in place of counts, as where a sample was drawn with different shares of the categories.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    categories: usize,
    /// Row by row: the first's category, then the second's. Shares of the whole.
    shares: Vec<f64>,
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
        })
    }

    /// Observed agreement, 0 to 1.
    pub fn raw(&self) -> f64 {
        (0..self.categories).map(|i| self.at(i, i)).sum()
    }

    /// Cohen's κ; `None` where both used one category only, in which case it is not defined.
    pub fn kappa(&self) -> Option<f64> {
        let chance = (0..self.categories)
            .map(|i| self.first(i) * self.second(i))
            .sum();
        beyond(self.raw(), chance)
    }

    /// κ as it would be with all categories equally frequent and no bias.
    pub fn pabak(&self) -> f64 {
        let k = self.categories as f64;
        (k * self.raw() - 1.0) / (k - 1.0)
    }

    /// Gwet's AC1, which stays near the observed agreement where one category is rare. Always defined, as chance
    /// agreement never exceeds one half by its definition.
    pub fn ac1(&self) -> Option<f64> {
        let chance: f64 = (0..self.categories)
            .map(|i| (self.first(i) + self.second(i)) / 2.0)
            .map(|share| share * (1.0 - share))
            .sum();
        beyond(self.raw(), chance / (self.categories as f64 - 1.0))
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
}

/// Agreement beyond chance, as a share of what was possible.
fn beyond(observed: f64, chance: f64) -> Option<f64> {
    let possible = 1.0 - chance;
    (possible > 1e-12).then(|| (observed - chance) / possible)
}

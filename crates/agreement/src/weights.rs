//! [`Weights`]: how much two categories that differ still agree.

/// For each pair of categories how far giving the one and giving the other agree: 1 on the diagonal, 0 to 1 beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    categories: usize,
    /// Row by row.
    cells: Vec<f64>,
}

impl Weights {
    /// Categories without an order: only equal ones agree.
    pub fn nominal(categories: usize) -> Self {
        Self::of(categories, |apart, _| f64::from(apart == 0))
    }

    /// Ordered categories: 1 − d/(k − 1) for categories d steps apart (Cicchetti & Allison 1971).
    pub fn linear(categories: usize) -> Self {
        Self::of(categories, |apart, most| 1.0 - apart as f64 / most)
    }

    /// Ordered categories: 1 − d²/(k − 1)² (Fleiss & Cohen 1973).
    pub fn quadratic(categories: usize) -> Self {
        Self::of(categories, |apart, most| {
            1.0 - (apart as f64 / most).powi(2)
        })
    }

    /// Ordered categories of which only the order counts: 1 − C(d + 1, 2)/C(k, 2) (Gwet 2014).
    pub fn ordinal(categories: usize) -> Self {
        let pairs = |d: f64| d * (d + 1.0) / 2.0;
        Self::of(categories, |apart, most| {
            1.0 - pairs(apart as f64) / pairs(most)
        })
    }

    fn of(categories: usize, weight: impl Fn(usize, f64) -> f64) -> Self {
        let most = categories.saturating_sub(1).max(1) as f64;
        let cells = (0..categories)
            .flat_map(|i| (0..categories).map(move |j| i.abs_diff(j)))
            .map(|apart| weight(apart, most))
            .collect();
        Self { categories, cells }
    }

    /// Number of categories.
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// The weight of two categories; 0 for one that there is not.
    pub fn at(&self, first: usize, second: usize) -> f64 {
        let inside = first < self.categories && second < self.categories;
        let cell = inside.then(|| self.cells[first * self.categories + second]);
        cell.unwrap_or_default()
    }

    /// The sum of all weights.
    pub(crate) fn sum(&self) -> f64 {
        self.cells.iter().sum()
    }
}

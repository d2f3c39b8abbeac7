//! [`MixedModel`]: a linear model with two crossed random intercepts, one of few levels and one of many, such as readers
//! and records.
//!
//! y = Xβ + reader + item + rest, fitted by restricted maximum likelihood. The variances relative to that of the rest are
//! found by minimising the profiled deviance, as lme4 does (Bates, Mächler, Bolker & Walker, Journal of Statistical
//! Software 2015;67:1). As an item's effect touches its own rows only, all items are eliminated by hand, and what is
//! left to factorise has one row for each reader, each coefficient and the response. Degrees of freedom are those of
//! Satterthwaite, worked out as in lmerTest (Kuznetsova, Brockhoff & Christensen 2017;82:13).

use std::collections::BTreeMap;

use agreement::Interval;
use nalgebra::{Cholesky, DMatrix, DVector, Dyn, Matrix3, SymmetricEigen, Vector3};
use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, StudentsT};
use ts_rs::TS;

use crate::minimum::minimum;

/// One row of the data.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// The response.
    pub response: f64,
    /// The values of the fixed effects, the intercept not among them.
    pub fixed: Vec<f64>,
    /// Which of the few levels, such as the reader.
    pub reader: usize,
    /// Which of the many levels, such as the record.
    pub item: usize,
}

/// A fitted model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MixedModel {
    /// The intercept and the fixed effects that can be told apart, in their order.
    pub coefficients: Vec<Coefficient>,
    /// Fixed effects that follow from the ones before them, and so were left out.
    pub left_out: Vec<String>,
    /// Standard deviation of the readers' effects.
    pub reader_sd: f64,
    /// Standard deviation of the items' effects.
    pub item_sd: f64,
    /// Standard deviation of the rest.
    pub residual_sd: f64,
    /// The restricted maximum-likelihood criterion at the optimum (−2 log likelihood).
    pub deviance: f64,
    /// Rows.
    pub observations: usize,
    /// Readers.
    pub readers: usize,
    /// Items.
    pub items: usize,
}

/// A fixed effect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "ModelCoefficient")]
pub struct Coefficient {
    /// Its name.
    pub name: String,
    /// The estimate.
    pub estimate: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Degrees of freedom (Satterthwaite).
    pub freedom: f64,
    /// The interval, from Student's distribution.
    pub interval: Interval,
    /// The two-sided probability of so great an estimate if there were no effect.
    pub p: f64,
}

/// Why no model was fitted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum ModelError {
    #[error("{rows} readings are too few to estimate {effects} effects and three variances")]
    TooFew { rows: usize, effects: usize },
    #[error(
        "a row has {found} fixed effects where {expected} are named, or a value that is no number"
    )]
    Malformed { found: usize, expected: usize },
    #[error("nothing varies from one reading to the next")]
    NoVariation,
    #[error("the search for the variances did not come to an end")]
    NotConverged,
    #[error("the level of confidence must lie between 0 and 1")]
    Level,
}

impl MixedModel {
    /// Fits the model. `names` are those of the fixed effects; `level` is that of the intervals, such as .95.
    pub fn fit(rows: &[Observation], names: &[&str], level: f64) -> Result<Self, ModelError> {
        if !(level > 0.0 && level < 1.0) {
            return Err(ModelError::Level);
        }
        let effects = names.len() + 1;
        if let Some(row) = rows.iter().find(|row| {
            row.fixed.len() != names.len()
                || !row.response.is_finite()
                || row.fixed.iter().any(|value| !value.is_finite())
        }) {
            return Err(ModelError::Malformed {
                found: row.fixed.len(),
                expected: names.len(),
            });
        }
        if rows.len() < effects + 3 {
            return Err(ModelError::TooFew {
                rows: rows.len(),
                effects,
            });
        }
        let (kept, left_out) = independent_columns(rows, names.len());
        let parts = Parts::new(rows, &kept);
        let theta = parts.optimum()?;
        let fit = parts.factor(theta).ok_or(ModelError::NoVariation)?;
        let freedom = rows.len() - parts.effects;
        let sigma = (fit.rest / freedom as f64).sqrt();
        let name = |column: &usize| match column {
            0 => "(Intercept)".to_owned(),
            column => names[column - 1].to_owned(),
        };
        let estimates = fit.coefficients().ok_or(ModelError::NoVariation)?;
        let unscaled = fit.unscaled_variances().ok_or(ModelError::NoVariation)?;
        let freedoms = parts
            .satterthwaite(theta, sigma)
            .ok_or(ModelError::NotConverged)?;
        let coefficients = kept
            .iter()
            .enumerate()
            .map(|(place, column)| {
                let error = sigma * unscaled[place].sqrt();
                coefficient(
                    name(column),
                    estimates[place],
                    error,
                    freedoms[place],
                    level,
                )
            })
            .collect::<Option<Vec<_>>>();
        Ok(Self {
            coefficients: coefficients.ok_or(ModelError::NotConverged)?,
            left_out: left_out.iter().map(name).collect(),
            reader_sd: theta[0].abs() * sigma,
            item_sd: theta[1].abs() * sigma,
            residual_sd: sigma,
            deviance: parts.profiled(theta),
            observations: rows.len(),
            readers: parts.readers,
            items: parts.items,
        })
    }

    /// A fixed effect by its name; `None` where it could not be told apart from the others.
    pub fn coefficient(&self, name: &str) -> Option<&Coefficient> {
        self.coefficients.iter().find(|c| c.name == name)
    }
}

fn coefficient(
    name: String,
    estimate: f64,
    standard_error: f64,
    freedom: f64,
    level: f64,
) -> Option<Coefficient> {
    let student = StudentsT::new(0.0, 1.0, freedom).ok()?;
    let half = student.inverse_cdf((1.0 + level) / 2.0) * standard_error;
    Some(Coefficient {
        name,
        estimate,
        standard_error,
        freedom,
        interval: Interval {
            low: estimate - half,
            high: estimate + half,
        },
        p: 2.0 * student.cdf(-(estimate / standard_error).abs()),
    })
}

/// The columns that do not follow from those before them, 0 being the intercept, and those that do (Gram–Schmidt).
fn independent_columns(rows: &[Observation], named: usize) -> (Vec<usize>, Vec<usize>) {
    let mut basis: Vec<DVector<f64>> = Vec::new();
    (0..=named).partition(|&column| {
        let values = rows.iter().map(|row| value(row, column));
        let mut vector = DVector::from_iterator(rows.len(), values);
        let length = vector.norm();
        // Twice is enough for what rounding leaves.
        for _ in 0..2 {
            for direction in &basis {
                let along = direction.dot(&vector);
                vector.axpy(-along, direction, 1.0);
            }
        }
        let independent = vector.norm() > 1e-7 * length && length > 0.0;
        if independent {
            basis.push(vector.normalize());
        }
        independent
    })
}

fn value(row: &Observation, column: usize) -> f64 {
    match column {
        0 => 1.0,
        column => row.fixed[column - 1],
    }
}

/// What the deviance depends on: sums of products of readers, fixed effects and response, over all rows and by item.
struct Parts {
    rows: usize,
    readers: usize,
    effects: usize,
    items: usize,
    /// Over all rows.
    all: DMatrix<f64>,
    /// For each size of item (how often it was read): the number of such items, and the products of their sums.
    by_size: Vec<(f64, f64, DMatrix<f64>)>,
}

/// The factorised system at given variances.
struct Factor {
    cholesky: Cholesky<f64, Dyn>,
    readers: usize,
    effects: usize,
    /// Logarithm of the determinant of the random effects' part.
    random: f64,
    /// The penalised sum of squares.
    rest: f64,
}

impl Parts {
    fn new(rows: &[Observation], kept: &[usize]) -> Self {
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        for row in rows {
            let next = places.len();
            places.entry(row.reader).or_insert(next);
        }
        let readers = places.len();
        let width = readers + kept.len() + 1;
        let mut all = DMatrix::zeros(width, width);
        let mut sums: BTreeMap<usize, (f64, DVector<f64>)> = BTreeMap::new();
        for row in rows {
            let mut line = DVector::zeros(width);
            line[places[&row.reader]] = 1.0;
            for (place, &column) in kept.iter().enumerate() {
                line[readers + place] = value(row, column);
            }
            line[width - 1] = row.response;
            all.ger(1.0, &line, &line, 1.0);
            let (size, sum) = sums
                .entry(row.item)
                .or_insert_with(|| (0.0, DVector::zeros(width)));
            *size += 1.0;
            *sum += line;
        }
        let mut by_size: Vec<(f64, f64, DMatrix<f64>)> = Vec::new();
        for (size, sum) in sums.values() {
            let known = by_size.iter().position(|(other, ..)| other == size);
            let place = known.unwrap_or_else(|| {
                by_size.push((*size, 0.0, DMatrix::zeros(width, width)));
                by_size.len() - 1
            });
            let (_, count, products) = &mut by_size[place];
            *count += 1.0;
            products.ger(1.0, sum, sum, 1.0);
        }
        Self {
            rows: rows.len(),
            readers,
            effects: kept.len(),
            items: sums.len(),
            all,
            by_size,
        }
    }

    /// `theta` are the standard deviations of reader and item relative to that of the rest; their sign does not matter.
    fn factor(&self, theta: [f64; 2]) -> Option<Factor> {
        let of_item = theta[1] * theta[1];
        let mut system = self.all.clone();
        let mut random = 0.0;
        for (size, count, products) in &self.by_size {
            let penalised = 1.0 + of_item * size;
            random += count * penalised.ln();
            system -= products * (of_item / penalised);
        }
        for reader in 0..self.readers {
            system.row_mut(reader).scale_mut(theta[0]);
            system.column_mut(reader).scale_mut(theta[0]);
            system[(reader, reader)] += 1.0;
        }
        let cholesky = Cholesky::new(system)?;
        let root = cholesky.l_dirty();
        random += (0..self.readers)
            .map(|j| 2.0 * root[(j, j)].ln())
            .sum::<f64>();
        let last = self.readers + self.effects;
        let rest = root[(last, last)].powi(2);
        // What rounding leaves of a response that the fixed effects explain wholly is no variation.
        let whole = self.all[(last, last)].max(f64::MIN_POSITIVE);
        (rest / whole > 1e-14).then_some(Factor {
            cholesky,
            readers: self.readers,
            effects: self.effects,
            random,
            rest,
        })
    }

    /// Restricted deviance with β and σ at their best for these variances.
    fn profiled(&self, theta: [f64; 2]) -> f64 {
        let freedom = (self.rows - self.effects) as f64;
        self.factor(theta).map_or(f64::MAX, |fit| {
            let scale = 1.0 + (std::f64::consts::TAU * fit.rest / freedom).ln();
            fit.random + fit.fixed() + freedom * scale
        })
    }

    /// Restricted deviance with β at its best.
    fn deviance(&self, [reader, item, sigma]: [f64; 3]) -> Option<f64> {
        let freedom = (self.rows - self.effects) as f64;
        let fit = self.factor([reader, item])?;
        let variance = sigma * sigma;
        let scale = (std::f64::consts::TAU * variance).ln();
        Some(fit.random + fit.fixed() + freedom * scale + fit.rest / variance)
    }

    fn optimum(&self) -> Result<[f64; 2], ModelError> {
        if self.factor([1.0, 1.0]).is_none() {
            return Err(ModelError::NoVariation);
        }
        // The deviance may have a second, shallower valley where one of the variances is 0.
        let starts = [[1.0, 1.0], [0.1, 1.0], [1.0, 0.1]];
        starts
            .into_iter()
            .filter_map(|start| minimum(start, |theta| self.profiled(theta)))
            .min_by(|a, b| self.profiled(*a).total_cmp(&self.profiled(*b)))
            .ok_or(ModelError::NotConverged)
    }

    /// Degrees of freedom of each coefficient: 2v²/Var(v), with the variance of v by the delta method from the curvature
    /// of the deviance.
    fn satterthwaite(&self, theta: [f64; 2], sigma: f64) -> Option<Vec<f64>> {
        let at = [theta[0].abs(), theta[1].abs(), sigma];
        let steps = [1e-3 * at[0].max(0.1), 1e-3 * at[1].max(0.1), 1e-3 * sigma];
        let moved = |by: [f64; 3]| std::array::from_fn(|i| at[i] + by[i] * steps[i]);
        let unit =
            |i: usize, length: f64| std::array::from_fn(|j| if i == j { length } else { 0.0 });
        let middle = self.deviance(at)?;
        let mut curvature = Matrix3::zeros();
        for i in 0..3 {
            let (up, down) = (
                self.deviance(moved(unit(i, 1.0)))?,
                self.deviance(moved(unit(i, -1.0)))?,
            );
            curvature[(i, i)] = (up - 2.0 * middle + down) / (steps[i] * steps[i]);
            for j in 0..i {
                let corner = |a: f64, b: f64| {
                    let mut by = unit(i, a);
                    by[j] = b;
                    self.deviance(moved(by))
                };
                let mixed = corner(1.0, 1.0)? - corner(1.0, -1.0)? - corner(-1.0, 1.0)?
                    + corner(-1.0, -1.0)?;
                curvature[(i, j)] = mixed / (4.0 * steps[i] * steps[j]);
                curvature[(j, i)] = curvature[(i, j)];
            }
        }
        let variances = |[reader, item, sigma]: [f64; 3]| -> Option<Vec<f64>> {
            let unscaled = self.factor([reader, item])?.unscaled_variances()?;
            Some(unscaled.iter().map(|v| v * sigma * sigma).collect())
        };
        let slopes: Vec<(Vec<f64>, Vec<f64>)> = (0..3)
            .map(|i| {
                Some((
                    variances(moved(unit(i, 1.0)))?,
                    variances(moved(unit(i, -1.0)))?,
                ))
            })
            .collect::<Option<_>>()?;
        // A variance at 0 has no curvature to speak of, and does not count, as in lmerTest.
        let eigen = SymmetricEigen::new(curvature);
        let floor = 1e-8 * eigen.eigenvalues.amax();
        let of = |place: usize, own: f64| {
            let slope = Vector3::from_fn(|i, _| {
                (slopes[i].0[place] - slopes[i].1[place]) / (2.0 * steps[i])
            });
            let variance: f64 = (0..3)
                .filter(|&k| eigen.eigenvalues[k] > floor)
                .map(|k| {
                    2.0 * eigen.eigenvectors.column(k).dot(&slope).powi(2) / eigen.eigenvalues[k]
                })
                .sum();
            (2.0 * own * own / variance).clamp(1.0, 1e6)
        };
        let own = variances(at)?;
        Some(
            own.iter()
                .enumerate()
                .map(|(place, &v)| of(place, v))
                .collect(),
        )
    }
}

impl Factor {
    /// Logarithm of the determinant of the fixed effects' part.
    fn fixed(&self) -> f64 {
        let root = self.cholesky.l_dirty();
        (self.readers..self.readers + self.effects)
            .map(|j| 2.0 * root[(j, j)].ln())
            .sum()
    }

    /// The root of the fixed effects' part, and what stands beside it in the response's row.
    fn of_effects(&self) -> (DMatrix<f64>, DVector<f64>) {
        let root = self.cholesky.l();
        let (from, many) = (self.readers, self.effects);
        let own = root.view((from, from), (many, many)).into_owned();
        let response = root.view((from + many, from), (1, many)).transpose();
        (own, response.column(0).into_owned())
    }

    fn coefficients(&self) -> Option<DVector<f64>> {
        let (root, response) = self.of_effects();
        root.transpose().solve_upper_triangular(&response)
    }

    /// Variances of the coefficients, those of the rest being 1.
    fn unscaled_variances(&self) -> Option<Vec<f64>> {
        let (root, _) = self.of_effects();
        let inverse =
            root.solve_lower_triangular(&DMatrix::identity(self.effects, self.effects))?;
        Some(
            inverse
                .column_iter()
                .map(|column| column.norm_squared())
                .collect(),
        )
    }
}

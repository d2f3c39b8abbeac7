//! [`Optimum`]: the exact solution that liblinear approaches, found faster, to tell when its choice is beyond doubt.
//!
//! liblinear starts from nothing at every step of a simulation. The solution itself moves little from step to step, so
//! a Newton method that starts from the last one needs a fraction of the time. liblinear's answer lies within a known
//! distance of it; where the best record leads by more than that distance can change, liblinear would have chosen the
//! same one and need not be asked.

use crate::svm::TrainingSet;

/// The products of the labelled records with each other, the bias not counted.
pub(crate) trait Products {
    /// Σⱼ byⱼ·Kᵢⱼ for each labelled record i.
    fn multiply(&mut self, by: &[f64], into: &mut [f64]);

    /// The same for the labelled records from `first` on, in double precision.
    fn multiply_from(&mut self, first: usize, by: &[f64], into: &mut [f64]);
}

/// The solution for the labels so far, kept from step to step.
#[derive(Debug, Default)]
pub(crate) struct Optimum {
    /// By row of the training set: yᵢαᵢ.
    pub(crate) beta: Vec<f64>,
    pub(crate) bias: f64,
    /// Score of each row of the training set, the bias not counted.
    scores: Vec<f64>,
}

const MOST_NEWTON_STEPS: usize = 12;
const MOST_CONJUGATE_STEPS: usize = 30;
/// After so many labels sums that were kept up to date are made anew, so that rounding does not add up.
pub(crate) const FRESH: usize = 64;

impl Optimum {
    /// Moves to the solution for these costs, until ½‖w − w*‖² is surely below `gap`. Returns whether it got there.
    pub(crate) fn improve(
        &mut self,
        training: &TrainingSet,
        products: &mut impl Products,
        costs: [f64; 2],
        gap: f64,
    ) -> bool {
        let n = training.len();
        let before = self.scores.len();
        self.beta.resize(n, 0.0);
        self.scores.resize(n, 0.0);
        let mut moved = vec![0.0; n];
        // Labels that came since have no coefficient yet, but a score.
        let fresh = n.is_multiple_of(FRESH);
        let first = if fresh { 0 } else { before };
        products.multiply_from(first, &self.beta, &mut self.scores[first..]);
        if fresh {
            self.bias = self.beta.iter().sum();
        }
        let cost = |row: usize| costs[usize::from(training.positive(row))];
        let sign = |row: usize| if training.positive(row) { 1.0 } else { -1.0 };
        let diagonal = |row: usize| 0.5 / cost(row);

        let mut residual = vec![0.0; n];
        let mut direction = vec![0.0; n];
        let mut active = Vec::with_capacity(n);
        for _ in 0..MOST_NEWTON_STEPS {
            // The records within the margin: the others have no part in the solution.
            active.clear();
            direction.fill(0.0);
            let mut left = false;
            for (row, direction) in direction.iter_mut().enumerate() {
                if sign(row) * (self.scores[row] + self.bias) < 1.0 {
                    active.push(row);
                } else if self.beta[row] != 0.0 {
                    *direction = -self.beta[row];
                    left = true;
                }
            }
            if left {
                self.go(1.0, &direction, &mut moved, products);
            }
            let mut error = 0.0;
            for &row in &active {
                residual[row] =
                    sign(row) - self.scores[row] - self.bias - self.beta[row] * diagonal(row);
                error += cost(row) * residual[row] * residual[row];
            }
            // Conjugate gradients on (K + D)β = y. The preconditioner is the diagonal and the bias, exactly.
            let share = |row: usize| 1.0 / (training.square(row) - 1.0 + diagonal(row));
            let shares = 1.0 + active.iter().map(|&row| share(row)).sum::<f64>();
            direction.fill(0.0);
            let mut last = 0.0;
            for _ in 0..MOST_CONJUGATE_STEPS {
                if error <= gap / 4.0 {
                    break;
                }
                let weighed = |row: usize| share(row) * residual[row];
                let common = active.iter().map(|&row| weighed(row)).sum::<f64>() / shares;
                let scaled = |row: usize| weighed(row) - share(row) * common;
                let now: f64 = active.iter().map(|&row| residual[row] * scaled(row)).sum();
                let keep = if last > 0.0 { now / last } else { 0.0 };
                last = now;
                for &row in &active {
                    direction[row] = scaled(row) + keep * direction[row];
                }
                products.multiply(&direction, &mut moved);
                let bias: f64 = direction.iter().sum();
                let curvature: f64 = active
                    .iter()
                    .map(|&row| {
                        direction[row] * (moved[row] + bias + direction[row] * diagonal(row))
                    })
                    .sum();
                if curvature <= 0.0 {
                    break;
                }
                let step = now / curvature;
                self.step(step, &direction, &moved);
                error = 0.0;
                for &row in &active {
                    residual[row] -= step * (moved[row] + bias + direction[row] * diagonal(row));
                    error += cost(row) * residual[row] * residual[row];
                }
            }
            // What was pushed over its bound leaves; the next round sees whether that was right.
            direction.fill(0.0);
            let mut over = false;
            for &row in &active {
                if self.beta[row] * sign(row) < 0.0 {
                    direction[row] = -self.beta[row];
                    over = true;
                }
            }
            if over {
                self.go(1.0, &direction, &mut moved, products);
            }
            let found: f64 = (0..n)
                .map(|row| {
                    let alpha = self.beta[row] * sign(row);
                    let slack = 1.0 - sign(row) * (self.scores[row] + self.bias);
                    let loss = cost(row) * slack.max(0.0).powi(2);
                    loss + alpha * alpha / (4.0 * cost(row)) - alpha * slack
                })
                .sum();
            if found <= gap {
                return true;
            }
        }
        false
    }

    fn go(&mut self, by: f64, direction: &[f64], moved: &mut [f64], products: &mut impl Products) {
        products.multiply(direction, moved);
        self.step(by, direction, moved);
    }

    fn step(&mut self, by: f64, direction: &[f64], moved: &[f64]) {
        for (beta, d) in self.beta.iter_mut().zip(direction) {
            *beta += by * d;
            self.bias += by * d;
        }
        for (score, m) in self.scores.iter_mut().zip(moved) {
            *score += by * m;
        }
    }
}

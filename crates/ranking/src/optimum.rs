//! [`Optimum`]: the exact solution that liblinear approaches, found faster, to tell when its choice is beyond doubt.
//!
//! liblinear starts from nothing at every step of a simulation. The solution itself moves little from step to step, so
//! a Newton method that starts from the last one needs a fraction of the time. liblinear's answer lies within a known
//! distance of it; where the best record leads by more than that distance can change, liblinear would have chosen the
//! same one and need not be asked.

use crate::svm::TrainingSet;

/// The solution for the labels so far, kept from step to step.
#[derive(Debug, Default)]
pub(crate) struct Optimum {
    /// By row of the training set: yᵢαᵢ.
    beta: Vec<f64>,
    /// By term of the training set.
    pub(crate) coefficients: Vec<f64>,
    pub(crate) bias: f64,
    /// Score of each row of the training set.
    scores: Vec<f64>,
}

const MOST_NEWTON_STEPS: usize = 12;
const MOST_CONJUGATE_STEPS: usize = 30;

impl Optimum {
    /// Moves to the solution for these costs, until ½‖w − w*‖² is surely below `gap`. Returns whether it got there.
    pub(crate) fn improve(&mut self, training: &TrainingSet, costs: [f64; 2], gap: f64) -> bool {
        let n = training.len();
        self.beta.resize(n, 0.0);
        let cost = |row: usize| costs[usize::from(training.positive(row))];
        let sign = |row: usize| if training.positive(row) { 1.0 } else { -1.0 };
        self.follow(training);

        let mut residual = vec![0.0; n];
        let mut direction = vec![0.0; n];
        let mut moved = Optimum::default();
        for _ in 0..MOST_NEWTON_STEPS {
            // The records within the margin: the others have no part in the solution.
            let mut left = false;
            let mut active = Vec::with_capacity(n);
            for row in 0..n {
                if sign(row) * self.scores[row] < 1.0 {
                    active.push(row);
                } else if self.beta[row] != 0.0 {
                    self.beta[row] = 0.0;
                    left = true;
                }
            }
            if left {
                self.follow(training);
            }
            let diagonal = |row: usize| 0.5 / cost(row);
            let mut error = 0.0;
            for &row in &active {
                residual[row] = sign(row) - self.scores[row] - self.beta[row] * diagonal(row);
                error += cost(row) * residual[row] * residual[row];
            }
            // Conjugate gradients on (K + D)β = y, each row divided by its diagonal.
            direction.fill(0.0);
            let mut before = 0.0;
            for _ in 0..MOST_CONJUGATE_STEPS {
                if error <= gap / 4.0 {
                    break;
                }
                let scaled = |row: usize, r: f64| r / (training.square(row) + diagonal(row));
                let now: f64 = active
                    .iter()
                    .map(|&row| residual[row] * scaled(row, residual[row]))
                    .sum();
                let keep = if before > 0.0 { now / before } else { 0.0 };
                before = now;
                moved.beta.clear();
                moved.beta.resize(n, 0.0);
                for &row in &active {
                    direction[row] = scaled(row, residual[row]) + keep * direction[row];
                    moved.beta[row] = direction[row];
                }
                moved.follow(training);
                let curvature: f64 = active
                    .iter()
                    .map(|&row| {
                        direction[row] * (moved.scores[row] + direction[row] * diagonal(row))
                    })
                    .sum();
                if curvature <= 0.0 {
                    break;
                }
                let step = now / curvature;
                error = 0.0;
                for &row in &active {
                    self.beta[row] += step * direction[row];
                    residual[row] -= step * (moved.scores[row] + direction[row] * diagonal(row));
                    error += cost(row) * residual[row] * residual[row];
                }
            }
            // What was pushed over its bound leaves; the next round sees whether that was right.
            for &row in &active {
                if self.beta[row] * sign(row) < 0.0 {
                    self.beta[row] = 0.0;
                }
            }
            self.follow(training);
            let found: f64 = (0..n)
                .map(|row| {
                    let alpha = self.beta[row] * sign(row);
                    let slack = 1.0 - sign(row) * self.scores[row];
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

    /// Finds coefficients and scores that belong to `beta`.
    fn follow(&mut self, training: &TrainingSet) {
        self.coefficients.clear();
        self.coefficients.resize(training.terms(), 0.0);
        self.bias = self.beta.iter().sum();
        for (row, &beta) in self.beta.iter().enumerate() {
            if beta != 0.0 {
                for (term, value) in training.row(row) {
                    self.coefficients[term] += beta * value;
                }
            }
        }
        self.scores.clear();
        for (row, &beta) in self.beta.iter().enumerate() {
            let shared: f64 = training
                .row(row)
                .map(|(term, value)| self.coefficients[term] * value)
                .sum();
            self.scores
                .push(shared + self.bias + beta * training.private(row));
        }
    }
}

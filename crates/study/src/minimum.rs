//! [`minimum`]: where a function of two numbers is least (Nelder & Mead 1965, from argmin).

use argmin::core::{CostFunction, Error, Executor, State};
use argmin::solver::neldermead::NelderMead;

/// How often the simplex may be moved; some eighty do for a deviance.
const STEPS: u64 = 1000;

struct Cost<F>(F);

impl<F: Fn([f64; 2]) -> f64> CostFunction for Cost<F> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, at: &Self::Param) -> Result<f64, Error> {
        match at.as_slice() {
            &[x, y] => Ok((self.0)([x, y])),
            _ => Err(Error::msg("two numbers are searched")),
        }
    }
}

/// The least value near a start; `None` where the search did not come to an end.
pub(crate) fn minimum(start: [f64; 2], function: impl Fn([f64; 2]) -> f64) -> Option<[f64; 2]> {
    // Twice: a simplex that has become flat on the way is opened again.
    let first = search(start, 0.3, &function)?;
    search(first, 0.02, &function)
}

fn search([x, y]: [f64; 2], reach: f64, function: &impl Fn([f64; 2]) -> f64) -> Option<[f64; 2]> {
    let simplex = vec![vec![x, y], vec![x + reach, y], vec![x, y + reach]];
    let solver = NelderMead::new(simplex).with_sd_tolerance(1e-11).ok()?;
    let found = Executor::new(Cost(function), solver)
        .configure(|state| state.max_iters(STEPS))
        .ctrlc(false)
        .timer(false)
        .run()
        .ok()?;
    let best = found.state().get_best_param()?;
    match best.as_slice() {
        &[x, y] if x.is_finite() && y.is_finite() => Some([x, y]),
        _ => None,
    }
}

//! The method of Mantel and Haenszel (1959), from the tables as they are: no correction for zero cells.

use crate::effect::cells;
use crate::{Data, Measure, PoolError, StudyEffect};

/// Estimate, standard error and each study's share, on the pooling scale. Variances of Robins, Breslow and Greenland
/// (1986) for the odds ratio, Greenland and Robins (1985) for the risk ratio, Sato, Greenland and Robins (1989) for the
/// risk difference.
pub(crate) fn mantel_haenszel(
    effects: &[StudyEffect],
    measure: Measure,
) -> Result<(f64, f64, Vec<f64>), PoolError> {
    let tables: Vec<[f64; 4]> = effects
        .iter()
        .filter_map(|effect| match &effect.data {
            Data::TwoByTwo(table) => Some(cells(table)),
            _ => None,
        })
        .collect();
    let sum = |of: &dyn Fn([f64; 4], f64) -> f64| -> f64 {
        tables.iter().map(|t| of(*t, t.iter().sum())).sum()
    };
    let shares = |of: &dyn Fn([f64; 4], f64) -> f64| -> Vec<f64> {
        let all = sum(of);
        tables
            .iter()
            .map(|t| of(*t, t.iter().sum()) / all)
            .collect()
    };
    let not_estimable = |why| PoolError::NotEstimable { measure, why };
    match measure {
        Measure::OddsRatio => {
            let r = sum(&|[a, _, _, d], n| a * d / n);
            let s = sum(&|[_, b, c, _], n| b * c / n);
            if r == 0.0 || s == 0.0 {
                return Err(not_estimable(
                    "over all studies, no table has a product of its cells above 0",
                ));
            }
            let both = sum(&|[a, b, c, d], n| ((a + d) * b * c + (b + c) * a * d) / (n * n));
            let variance = 0.5
                * (sum(&|[a, _, _, d], n| (a + d) * a * d / (n * n)) / (r * r)
                    + both / (r * s)
                    + sum(&|[_, b, c, _], n| (b + c) * b * c / (n * n)) / (s * s));
            let weights = shares(&|[_, b, c, _], n| b * c / n);
            Ok(((r / s).ln(), variance.sqrt(), weights))
        }
        Measure::RiskRatio => {
            let r = sum(&|[a, _, c, d], n| a * (c + d) / n);
            let s = sum(&|[a, b, c, _], n| c * (a + b) / n);
            if r == 0.0 || s == 0.0 {
                return Err(not_estimable("one arm has no event in any study"));
            }
            let over = sum(&|[a, b, c, d], n| (a + b) * (c + d) * (a + c) / (n * n) - a * c / n);
            let weights = shares(&|[a, b, c, _], n| c * (a + b) / n);
            Ok(((r / s).ln(), (over / (r * s)).sqrt(), weights))
        }
        Measure::RiskDifference => {
            let weight = |[a, b, c, d]: [f64; 4], n: f64| (a + b) * (c + d) / n;
            let all = sum(&weight);
            let difference = sum(&|[a, b, c, d], n| (a * (c + d) - c * (a + b)) / n) / all;
            let p = sum(&|[a, b, c, d], n| {
                let (n1, n2) = (a + b, c + d);
                (c * n1 * n1 - a * n2 * n2 + n1 * n2 * (n2 - n1) / 2.0) / (n * n)
            });
            let q = sum(&|[a, b, c, d], n| (a * d + c * b) / n) / 2.0;
            let variance = (difference * p + q) / (all * all);
            Ok((difference, variance.max(0.0).sqrt(), shares(&weight)))
        }
        _ => Err(PoolError::Method {
            measure,
            method: crate::Method::MantelHaenszel,
        }),
    }
}

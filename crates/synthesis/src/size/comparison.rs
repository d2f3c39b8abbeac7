//! What each comparison needs of single people.

use super::recruited::{Needed, recruited};
use super::{Aim, LogRank, Plan, ProportionsTest, Question, SampleSize, SizeError};
use crate::noncentral_t::noncentral_t_at_most;
use crate::quantile::{falls_to, normal, t_upper};

/// Beyond this the series of the noncentral t distribution is not good for small arms.
const MOST_STANDARD_DEVIATIONS: f64 = 5.0;

/// How many people the trial needs.
///
/// # Errors
/// [`SizeError`] where a number cannot be what it is given as, or no size suffices.
pub fn sample_size(question: &Question, plan: &Plan) -> Result<SampleSize, SizeError> {
    check(plan)?;
    let needed = match *question {
        Question::TwoMeans {
            difference,
            sd,
            aim,
        } => two_means(difference, sd, aim, plan)?,
        Question::TwoProportions {
            first,
            second,
            test,
            aim,
        } => two_proportions(first, second, test, aim, plan)?,
        Question::Survival {
            hazard_ratio,
            events_second,
            formula,
            aim,
        } => survival(hazard_ratio, events_second, formula, aim, plan)?,
    };
    recruited(&needed, plan)
}

fn within(name: &'static str, value: f64, is: bool, must: &'static str) -> Result<(), SizeError> {
    if is && value.is_finite() {
        Ok(())
    } else {
        Err(SizeError::OutOfRange { name, value, must })
    }
}

fn check(plan: &Plan) -> Result<(), SizeError> {
    let Plan {
        alpha,
        power,
        ratio,
        drop_out,
        clusters,
    } = *plan;
    within(
        "α",
        alpha,
        alpha > 0.0 && alpha < 0.5,
        "it lies between 0 and 0.5, such as 0.05",
    )?;
    within(
        "the power",
        power,
        power > alpha && power < 1.0,
        "it lies between α and 1, such as 0.8",
    )?;
    within(
        "the allocation ratio",
        ratio,
        (0.01..=100.0).contains(&ratio),
        "it lies between 0.01 and 100",
    )?;
    within(
        "drop-out",
        drop_out,
        (0.0..1.0).contains(&drop_out),
        "it is a share, from 0 to below 1",
    )?;
    let Some(clusters) = clusters else {
        return Ok(());
    };
    let (size, icc, cv) = (clusters.size, clusters.icc, clusters.cv);
    within(
        "the size of a cluster",
        size,
        size >= 1.0,
        "it is 1 or more",
    )?;
    within(
        "the intracluster correlation",
        icc,
        (0.0..=1.0).contains(&icc),
        "it lies between 0 and 1",
    )?;
    within(
        "the variation of the sizes of clusters",
        cv,
        cv >= 0.0,
        "it is 0 or more",
    )
}

fn check_margin(aim: Aim) -> Result<(), SizeError> {
    match aim {
        Aim::Difference => Ok(()),
        Aim::NonInferiority { margin } | Aim::Equivalence { margin } => {
            within("the margin", margin, margin > 0.0, "it lies above 0")
        }
    }
}

/// How far the expected difference is from what is to be ruled out, and the sum of the quantiles, for non-inferiority and
/// equivalence.
fn room(difference: f64, aim: Aim, plan: &Plan) -> Result<(f64, f64), SizeError> {
    let alpha = normal(1.0 - plan.alpha);
    let (room, reach) = match aim {
        Aim::NonInferiority { margin } => (difference + margin, alpha + normal(plan.power)),
        Aim::Equivalence { margin } => (
            margin - difference.abs(),
            alpha + normal(1.0 - (1.0 - plan.power) / 2.0),
        ),
        Aim::Difference => (
            difference.abs(),
            normal(1.0 - plan.alpha / 2.0) + normal(plan.power),
        ),
    };
    if room > 0.0 {
        Ok((room, reach))
    } else if aim == Aim::Difference {
        Err(SizeError::Unreachable("the expected difference is 0"))
    } else {
        Err(SizeError::Unreachable(
            "the expected difference lies at the margin or beyond it",
        ))
    }
}

fn two_means(difference: f64, sd: f64, aim: Aim, plan: &Plan) -> Result<Needed, SizeError> {
    within("the standard deviation", sd, sd > 0.0, "it lies above 0")?;
    within("the difference", difference, true, "it is a number")?;
    check_margin(aim)?;
    let (room, reach) = room(difference, aim, plan)?;
    let ratio = plan.ratio;
    let by_normal = (1.0 + 1.0 / ratio) * (sd * reach / room).powi(2);
    let (second, formula, source) = match aim {
        Aim::Difference => (
            people_for_t_test(room / sd, by_normal, plan)?,
            "power of the two-sided t test by the noncentral t distribution, df = n₁ + n₂ − 2, noncentrality (difference/SD)·√(n₁n₂/(n₁ + n₂))",
            "Cohen J. Statistical Power Analysis for the Behavioral Sciences. 2nd ed. 1988, ch. 2",
        ),
        Aim::NonInferiority { .. } => (
            by_normal,
            "n₂ = (1 + 1/r)·(SD·(z₁₋α + z_power)/(difference + margin))²",
            "Chow S, Shao J, Wang H. Sample Size Calculations in Clinical Research. 2nd ed. 2008, 3.2",
        ),
        Aim::Equivalence { .. } => (
            by_normal,
            "n₂ = (1 + 1/r)·(SD·(z₁₋α + z₁₋β⁄₂)/(margin − |difference|))²",
            "Chow S, Shao J, Wang H. Sample Size Calculations in Clinical Research. 2nd ed. 2008, 3.2",
        ),
    };
    Ok(Needed {
        first: ratio * second,
        second,
        events: None,
        formula,
        source,
    })
}

/// People in the second arm, not rounded; `by_normal` is what the normal distribution says, which is a little less.
fn people_for_t_test(d: f64, by_normal: f64, plan: &Plan) -> Result<f64, SizeError> {
    within(
        "the difference in standard deviations",
        d,
        d <= MOST_STANDARD_DEVIATIONS,
        "up to 5 can be calculated with",
    )?;
    if by_normal > 1e9 {
        return Err(SizeError::TooMany);
    }
    let lack = |second: f64| {
        let first = plan.ratio * second;
        let df = first + second - 2.0;
        let noncentrality = d * (first * second / (first + second)).sqrt();
        let quantile = t_upper(plan.alpha / 2.0, df);
        let below = noncentral_t_at_most(quantile, df, noncentrality);
        let above = noncentral_t_at_most(-quantile, df, noncentrality);
        below
            .zip(above)
            .map_or(f64::NAN, |(below, above)| below - above)
    };
    // Two people in the smaller arm at least, so that each has a standard deviation.
    let least = 2.0_f64.max(2.0 / plan.ratio);
    let most = 2.0 * by_normal + 4.0 * least;
    let second = falls_to(least, most, 1.0 - plan.power, lack);
    if lack(second).is_nan() {
        return Err(SizeError::Unreachable(
            "the power of the t test cannot be calculated for these numbers",
        ));
    }
    Ok(second)
}

fn two_proportions(
    p1: f64,
    p2: f64,
    test: ProportionsTest,
    aim: Aim,
    plan: &Plan,
) -> Result<Needed, SizeError> {
    let must = "it lies between 0 and 1";
    within(
        "the proportion of the first arm",
        p1,
        p1 > 0.0 && p1 < 1.0,
        must,
    )?;
    within(
        "the proportion of the second arm",
        p2,
        p2 > 0.0 && p2 < 1.0,
        must,
    )?;
    check_margin(aim)?;
    let (room, reach) = room(p1 - p2, aim, plan)?;
    let r = plan.ratio;
    let apart = p1 * (1.0 - p1) / r + p2 * (1.0 - p2);
    let (second, formula, source) = match (aim, test) {
        (Aim::Difference, ProportionsTest::ChiSquared) => {
            let mean = (r * p1 + p2) / (1.0 + r);
            let together = mean * (1.0 - mean) * (1.0 + 1.0 / r);
            let root = normal(1.0 - plan.alpha / 2.0) * together.sqrt()
                + normal(plan.power) * apart.sqrt();
            (
                (root / room).powi(2),
                "n₂ = (z₁₋α⁄₂·√(p̄q̄(1 + 1/r)) + z_power·√(p₁q₁/r + p₂q₂))²/(p₁ − p₂)², without continuity correction",
                "Fleiss JL. Statistical Methods for Rates and Proportions. 2nd ed. 1981, 3.2",
            )
        }
        (Aim::Difference, ProportionsTest::Arcsine) => {
            let h = 2.0 * (p1.sqrt().asin() - p2.sqrt().asin());
            (
                (1.0 + 1.0 / r) * (reach / h).powi(2),
                "n₂ = (1 + 1/r)·((z₁₋α⁄₂ + z_power)/h)², h = 2 asin √p₁ − 2 asin √p₂",
                "Cohen J. Statistical Power Analysis for the Behavioral Sciences. 2nd ed. 1988, ch. 6",
            )
        }
        (Aim::NonInferiority { .. }, _) => (
            apart * (reach / room).powi(2),
            "n₂ = (p₁q₁/r + p₂q₂)·((z₁₋α + z_power)/(p₁ − p₂ + margin))²",
            "Chow S, Shao J, Wang H. Sample Size Calculations in Clinical Research. 2nd ed. 2008, 4.2",
        ),
        (Aim::Equivalence { .. }, _) => (
            apart * (reach / room).powi(2),
            "n₂ = (p₁q₁/r + p₂q₂)·((z₁₋α + z₁₋β⁄₂)/(margin − |p₁ − p₂|))²",
            "Chow S, Shao J, Wang H. Sample Size Calculations in Clinical Research. 2nd ed. 2008, 4.2",
        ),
    };
    Ok(Needed {
        first: r * second,
        second,
        events: None,
        formula,
        source,
    })
}

fn survival(
    hazard_ratio: f64,
    events_second: f64,
    formula: LogRank,
    aim: Aim,
    plan: &Plan,
) -> Result<Needed, SizeError> {
    within(
        "the hazard ratio",
        hazard_ratio,
        hazard_ratio > 0.0,
        "it lies above 0",
    )?;
    within(
        "the share with an event",
        events_second,
        events_second > 0.0 && events_second <= 1.0,
        "it lies above 0 and is at most 1",
    )?;
    check_margin(aim)?;
    let r = plan.ratio;
    let shares = r / ((1.0 + r) * (1.0 + r));
    let (events, formula, source) = match (aim, formula) {
        (Aim::Equivalence { .. }, _) => return Err(SizeError::NoFormula),
        (Aim::NonInferiority { margin }, _) => {
            within(
                "the margin",
                margin,
                margin > 1.0,
                "as a hazard ratio it lies above 1",
            )?;
            let (room, reach) = room(
                -hazard_ratio.ln(),
                Aim::NonInferiority {
                    margin: margin.ln(),
                },
                plan,
            )?;
            (
                (reach / room).powi(2) / shares,
                "events = (z₁₋α + z_power)²/(π₁π₂·(ln margin − ln HR)²), π the arms' shares of the people",
                "Chow S, Shao J, Wang H. Sample Size Calculations in Clinical Research. 2nd ed. 2008, 7.3; Schoenfeld DA. Biometrics 1983;39:499–503",
            )
        }
        (Aim::Difference, LogRank::Schoenfeld) => {
            let (room, reach) = room(hazard_ratio.ln(), aim, plan)?;
            (
                (reach / room).powi(2) / shares,
                "events = (z₁₋α⁄₂ + z_power)²/(π₁π₂·(ln HR)²), π the arms' shares of the people",
                "Schoenfeld DA. Biometrics 1983;39:499–503",
            )
        }
        (Aim::Difference, LogRank::Freedman) => {
            let (room, reach) = room(1.0 - hazard_ratio, aim, plan)?;
            (
                (reach * (1.0 + r * hazard_ratio) / room).powi(2) / r,
                "events = (z₁₋α⁄₂ + z_power)²·(1 + r·HR)²/(r·(1 − HR)²)",
                "Freedman LS. Statistics in Medicine 1982;1:121–129",
            )
        }
    };
    // Proportional hazards: the first arm's survival is the second's to the power of the hazard ratio.
    let events_first = 1.0 - (1.0 - events_second).powf(hazard_ratio);
    let second = events / (r * events_first + events_second);
    Ok(Needed {
        first: r * second,
        second,
        events: Some(events),
        formula,
        source,
    })
}

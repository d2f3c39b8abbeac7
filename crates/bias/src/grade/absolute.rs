//! Absolute effects from relative ones: of 1,000 people, how many have the event.
//!
//! Formulas: Cochrane Handbook for Systematic Reviews of Interventions, chapter 14 (14.1.5.2; version 5.1: 11.5.5), worked
//! examples in chapter 15 (version 5.1: 12.5.4).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an effect is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "GradeMeasure")]
pub enum EffectMeasure {
    /// Risk ratio.
    RiskRatio,
    /// Odds ratio.
    OddsRatio,
    /// Hazard ratio of the event.
    HazardRatio,
    /// Difference of risks, as a share: −0.05 is 50 fewer of 1,000.
    RiskDifference,
    /// Difference of means.
    MeanDifference,
    /// Standardised difference of means.
    StandardisedMeanDifference,
    /// Another ratio, such as one of rates, which says nothing of how many have an event.
    Ratio,
    /// Another difference.
    Difference,
}

impl EffectMeasure {
    /// The usual letters.
    pub fn short(self) -> &'static str {
        match self {
            EffectMeasure::RiskRatio => "RR",
            EffectMeasure::OddsRatio => "OR",
            EffectMeasure::HazardRatio => "HR",
            EffectMeasure::RiskDifference => "RD",
            EffectMeasure::MeanDifference => "MD",
            EffectMeasure::StandardisedMeanDifference => "SMD",
            EffectMeasure::Ratio => "Ratio",
            EffectMeasure::Difference => "Difference",
        }
    }

    /// Whether it is a ratio, of which 1 means no effect.
    pub fn is_ratio(self) -> bool {
        matches!(
            self,
            EffectMeasure::RiskRatio
                | EffectMeasure::OddsRatio
                | EffectMeasure::HazardRatio
                | EffectMeasure::Ratio
        )
    }

    /// The value that means no effect.
    pub fn no_effect(self) -> f64 {
        if self.is_ratio() { 1.0 } else { 0.0 }
    }

    /// Whether it says how many have an event.
    pub fn is_of_events(self) -> bool {
        matches!(
            self,
            EffectMeasure::RiskRatio
                | EffectMeasure::OddsRatio
                | EffectMeasure::HazardRatio
                | EffectMeasure::RiskDifference
        )
    }
}

/// People of 1,000, with the interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "GradePerThousand")]
pub struct PerThousand {
    /// The estimate.
    pub value: f64,
    /// The lower limit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
    /// Whether a number fell outside 0 to 1,000 and was set to the limit: the effect does not go with the assumed risk.
    pub limited: bool,
}

/// Why an absolute effect cannot be worked out.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum AbsoluteError {
    /// The assumed risk is none.
    #[error("the assumed risk is {0} of 1,000; it lies between 0 and 1,000")]
    Risk(f64),
    /// A ratio that is none.
    #[error("{0} is no ratio; ratios are numbers above 0")]
    Ratio(f64),
    /// Limits that are not around the estimate.
    #[error("the estimate {estimate} does not lie between its limits {low} and {high}")]
    Limits {
        /// The estimate.
        estimate: f64,
        /// Its lower limit.
        low: f64,
        /// Its upper limit.
        high: f64,
    },
    /// A measure that is not of events.
    #[error("this effect says nothing of how many have an event")]
    NotOfEvents,
}

/// How many of 1,000 have the event with the intervention, where `assumed` of 1,000 have it without. The limits are those of
/// the relative effect; that the assumed risk is itself an estimate is not in them, as is usual in these tables.
///
/// # Errors
/// Numbers that cannot be what they are given as; measures that are not of events.
pub fn corresponding_risk(
    measure: EffectMeasure,
    (estimate, low, high): (f64, f64, f64),
    assumed: f64,
) -> Result<PerThousand, AbsoluteError> {
    if !(0.0..=1000.0).contains(&assumed) {
        return Err(AbsoluteError::Risk(assumed));
    }
    if !measure.is_of_events() {
        return Err(AbsoluteError::NotOfEvents);
    }
    let ratio = [estimate, low, high].into_iter().find(|value| {
        measure.is_ratio() && !(value.is_finite() && *value > 0.0 || *value == 0.0 && *value == low)
    });
    if let Some(value) = ratio {
        return Err(AbsoluteError::Ratio(value));
    }
    if !(low <= estimate && estimate <= high) {
        return Err(AbsoluteError::Limits {
            estimate,
            low,
            high,
        });
    }
    let risk = assumed / 1000.0;
    let with = |effect: f64| {
        1000.0
            * match measure {
                EffectMeasure::RiskRatio => risk * effect,
                EffectMeasure::OddsRatio => effect * risk / (1.0 - risk + effect * risk),
                // 1 − exp(HR · ln(1 − risk)), which is exact at a risk of 1 too.
                EffectMeasure::HazardRatio => 1.0 - (1.0 - risk).powf(effect),
                _ => risk + effect,
            }
    };
    let [value, low, high] = [estimate, low, high].map(with);
    let limited = [value, low, high]
        .iter()
        .any(|people| *people > 1000.0 + 1e-9 || *people < -1e-9);
    let [value, low, high] = [value, low, high].map(|people| people.clamp(0.0, 1000.0));
    Ok(PerThousand {
        value,
        low,
        high,
        limited,
    })
}

/// How many more of 1,000 have the event with the intervention than without; fewer are below 0.
pub fn absolute_difference(corresponding: PerThousand, assumed: f64) -> PerThousand {
    PerThousand {
        value: corresponding.value - assumed,
        low: corresponding.low - assumed,
        high: corresponding.high - assumed,
        limited: corresponding.limited,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn risk(measure: EffectMeasure, effect: (f64, f64, f64), assumed: f64) -> PerThousand {
        corresponding_risk(measure, effect, assumed).expect("sound numbers")
    }

    /// Cochrane Handbook 5.1, 12.5.4.2 and 12.5.4.3.
    #[test]
    fn the_worked_examples_of_the_handbook() {
        let of_rr = risk(EffectMeasure::RiskRatio, (0.92, 0.92, 0.92), 300.0);
        let fewer = -absolute_difference(of_rr, 300.0).value;
        assert_eq!(fewer.round(), 24.0);
        assert_eq!((1000.0 / fewer).ceil(), 42.0);
        let of_or = risk(EffectMeasure::OddsRatio, (0.73, 0.73, 0.73), 300.0);
        let fewer = -absolute_difference(of_or, 300.0).value;
        assert_eq!(fewer.round(), 62.0);
        assert_eq!((1000.0 / fewer).ceil(), 17.0);
    }

    /// Two half-lives in place of one: of 500 that survive, 250 do.
    #[test]
    fn hazards_double_and_halve() {
        let doubled = risk(EffectMeasure::HazardRatio, (2.0, 1.0, 3.0), 500.0);
        assert!((doubled.value - 750.0).abs() < 1e-9);
        assert!((doubled.low - 500.0).abs() < 1e-9);
        assert!((doubled.high - 875.0).abs() < 1e-9);
        let halved = risk(EffectMeasure::HazardRatio, (0.5, 0.5, 0.5), 750.0);
        assert!((halved.value - 500.0).abs() < 1e-9);
        assert_eq!(
            risk(EffectMeasure::HazardRatio, (0.5, 0.5, 0.5), 1000.0).value,
            1000.0
        );
    }

    #[test]
    fn what_cannot_be_is_refused_or_limited() {
        let above = risk(EffectMeasure::RiskRatio, (2.0, 1.5, 4.0), 400.0);
        assert!(above.limited && above.high == 1000.0 && above.value == 800.0);
        let below = risk(EffectMeasure::RiskDifference, (-0.05, -0.2, 0.1), 100.0);
        assert!(below.limited && below.low == 0.0 && (below.value - 50.0).abs() < 1e-9);
        let refused =
            |measure, effect, assumed| corresponding_risk(measure, effect, assumed).is_err();
        assert!(refused(EffectMeasure::RiskRatio, (0.5, 0.6, 0.9), 100.0));
        assert!(refused(EffectMeasure::RiskRatio, (-0.5, -0.6, 0.9), 100.0));
        assert!(refused(
            EffectMeasure::RiskRatio,
            (0.5, 0.4, f64::INFINITY),
            100.0
        ));
        assert!(refused(
            EffectMeasure::OddsRatio,
            (f64::NAN, 0.4, 0.9),
            100.0
        ));
        assert!(refused(EffectMeasure::RiskRatio, (0.5, 0.4, 0.9), 1200.0));
        assert!(refused(
            EffectMeasure::MeanDifference,
            (0.5, 0.4, 0.9),
            100.0
        ));
    }

    proptest::proptest! {
        #[test]
        fn risks_stay_risks_and_keep_their_order(
            ratio in 0.01_f64..20.0, wider in 1.0_f64..10.0, assumed in 0.0_f64..=1000.0,
        ) {
            for measure in [EffectMeasure::RiskRatio, EffectMeasure::OddsRatio, EffectMeasure::HazardRatio] {
                let found = risk(measure, (ratio, ratio / wider, ratio * wider), assumed);
                assert!(0.0 <= found.low && found.low <= found.value);
                assert!(found.value <= found.high && found.high <= 1000.0);
                let none = risk(measure, (1.0, 1.0, 1.0), assumed);
                assert!((none.value - assumed).abs() < 1e-9);
            }
        }
    }
}

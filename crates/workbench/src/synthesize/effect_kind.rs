//! What kind of estimate a report gives, by the name that people wrote down: “hazard ratio”, “HR”, “rate ratio” …

use bias::grade::EffectMeasure;
use synthesis::Measure;

use super::choice::{AnalysisChoice, folded};

/// Whether a kind of estimate is a ratio, by its name.
pub(crate) fn is_ratio(kind: &str) -> bool {
    kind_of(kind).is_ratio()
}

/// What GRADE calls the effect of an analysis; `None` of proportions, which compare nothing.
pub(crate) fn of_analysis(choice: &AnalysisChoice) -> Option<EffectMeasure> {
    let told = kind_of(choice.effect_measure.as_deref().unwrap_or_default());
    Some(match choice.measure {
        Measure::OddsRatio | Measure::PetoOddsRatio => EffectMeasure::OddsRatio,
        Measure::RiskRatio => EffectMeasure::RiskRatio,
        Measure::RiskDifference => EffectMeasure::RiskDifference,
        Measure::MeanDifference => EffectMeasure::MeanDifference,
        Measure::StandardizedMeanDifference => EffectMeasure::StandardisedMeanDifference,
        // What is not known to be a ratio of risks tells nobody how many have the event.
        Measure::Ratio if told.is_ratio() => told,
        Measure::Ratio => EffectMeasure::Ratio,
        Measure::Difference if told.is_ratio() => EffectMeasure::Difference,
        Measure::Difference => told,
        Measure::LogitProportion | Measure::FreemanTukey => return None,
    })
}

/// The kind that a name tells; of other names, whether it is a ratio.
fn kind_of(name: &str) -> EffectMeasure {
    let name = folded(name);
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let has = |word: &str| words.contains(&word);
    let begins = |start: &str| words.iter().any(|word| word.starts_with(start));
    let ratio = has("ratio") || has("ratios");
    if has("hr") || has("ahr") || begins("hazard") && ratio {
        EffectMeasure::HazardRatio
    } else if has("or") && words.len() == 1 || has("aor") || begins("odd") && ratio {
        EffectMeasure::OddsRatio
    } else if has("rate") || has("rates") || has("irr") {
        if has("difference") {
            EffectMeasure::Difference
        } else {
            EffectMeasure::Ratio
        }
    } else if has("rr") || has("arr") && ratio || begins("risk") && ratio || name == "relative risk"
    {
        EffectMeasure::RiskRatio
    } else if has("rd") || begins("risk") && has("difference") {
        EffectMeasure::RiskDifference
    } else if has("smd") || begins("standardi") || begins("hedges") || begins("cohen") {
        EffectMeasure::StandardisedMeanDifference
    } else if has("md") || has("wmd") || begins("mean") && has("difference") {
        EffectMeasure::MeanDifference
    } else if ratio {
        EffectMeasure::Ratio
    } else {
        EffectMeasure::Difference
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_the_kind() {
        for (name, kind) in [
            ("hazard ratio", EffectMeasure::HazardRatio),
            ("Adjusted HR", EffectMeasure::HazardRatio),
            ("OR", EffectMeasure::OddsRatio),
            ("odds-ratio", EffectMeasure::OddsRatio),
            ("Relative risk", EffectMeasure::RiskRatio),
            ("RR", EffectMeasure::RiskRatio),
            ("rate ratio", EffectMeasure::Ratio),
            ("ratio of means", EffectMeasure::Ratio),
            ("risk difference", EffectMeasure::RiskDifference),
            ("rate difference", EffectMeasure::Difference),
            ("mean difference", EffectMeasure::MeanDifference),
            ("Hedges' g", EffectMeasure::StandardisedMeanDifference),
            ("", EffectMeasure::Difference),
        ] {
            assert_eq!(kind_of(name), kind, "{name}");
        }
    }
}

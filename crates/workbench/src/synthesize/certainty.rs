//! GRADE: what a person rated of an analysis, as a summary of findings with its numbers and facts.

use bias::grade::{AssumedRisk, Certainty, Design, EffectMeasure, Lowered, Outcome, Raised};
use serde::{Deserialize, Serialize};
use synthesis::Data;
use ts_rs::TS;

use super::choice::AnalysisChoice;
use super::effect_kind::of_analysis;
use super::together::Together;
use crate::error::{Error, Result};

/// What a person rates of an analysis.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CertaintyRating {
    /// How the studies were designed.
    pub design: Design,
    /// How long people were followed.
    pub follow_up: String,
    /// Rating: risk of bias.
    pub risk_of_bias: Option<Lowered>,
    /// Rating: inconsistency.
    pub inconsistency: Option<Lowered>,
    /// Rating: indirectness.
    pub indirectness: Option<Lowered>,
    /// Rating: imprecision.
    pub imprecision: Option<Lowered>,
    /// Rating: publication bias.
    pub publication_bias: Option<Lowered>,
    /// Rating: a large effect.
    pub large_effect: Option<Raised>,
    /// Rating: a dose–response gradient.
    pub dose_response: Option<Raised>,
    /// Rating: confounding that would have hidden the effect.
    pub opposing_confounding: Option<Raised>,
    /// The certainty, as the person says it.
    pub certainty: Option<Certainty>,
    /// Why it is not what the ratings come to, where it is not.
    pub certainty_reason: String,
    /// Risks without the intervention, for the absolute effects.
    pub assumed_risk: Vec<AssumedRisk>,
    /// The smallest difference that matters, in people of 1,000.
    pub important_per_1000: Option<f64>,
    /// Participants that one trial with enough power would take.
    pub optimal_information_size: Option<u64>,
    /// What is added in the last column.
    pub comment: String,
}

/// The longest text of a rating, in characters.
const LONGEST: usize = 5_000;

impl CertaintyRating {
    /// What cannot be a rating.
    pub(crate) fn check(&self) -> Result<()> {
        let lowered = [
            &self.risk_of_bias,
            &self.inconsistency,
            &self.indirectness,
            &self.imprecision,
            &self.publication_bias,
        ];
        let raised = [
            &self.large_effect,
            &self.dose_response,
            &self.opposing_confounding,
        ];
        let reasons = lowered
            .into_iter()
            .flatten()
            .map(|rating| (rating.rating.levels() > 0, rating.reason.as_str()))
            .chain(
                raised
                    .into_iter()
                    .flatten()
                    .map(|rating| (rating.rating.levels() > 0, rating.reason.as_str())),
            );
        for (moves, reason) in reasons {
            if moves && reason.trim().is_empty() {
                return Err(Error::invalid(
                    "a rating that moves certainty needs a reason",
                    "Write why: it becomes the footnote of the table.",
                ));
            }
            long(reason)?;
        }
        for text in [&self.follow_up, &self.certainty_reason, &self.comment] {
            long(text)?;
        }
        for risk in &self.assumed_risk {
            if !(0.0..=1000.0).contains(&risk.per_1000) {
                return Err(Error::invalid(
                    format!("{} of 1,000 is no risk", risk.per_1000),
                    "Give a number between 0 and 1,000.",
                ));
            }
        }
        Ok(())
    }
}

fn long(text: &str) -> Result<()> {
    if text.chars().count() > LONGEST {
        return Err(Error::invalid(
            format!("a text of a rating holds at most {LONGEST} characters"),
            "Write it in short.",
        ));
    }
    Ok(())
}

/// One row of a summary of findings: the numbers of the analysis and a person's ratings.
pub(crate) fn outcome(
    choice: &AnalysisChoice,
    together: &Together,
    rating: &CertaintyRating,
    rated_by: &str,
) -> Outcome {
    let analysis = &together.analysis;
    let interval = analysis.shown_interval(analysis.pooled.interval);
    let measure = of_analysis(choice);
    let mut outcome = Outcome {
        name: choice.wording().outcome,
        follow_up: rating.follow_up.clone(),
        design: rating.design,
        studies: u32::try_from(analysis.studies.len()).ok(),
        participants: analysis.people(),
        events: events(together),
        measure,
        estimate: measure.map(|_| analysis.shown(analysis.pooled.estimate)),
        low: measure.map(|_| interval.low),
        high: measure.map(|_| interval.high),
        level: Some(choice.level),
        assumed_risk: rating.assumed_risk.clone(),
        i_squared: Some(100.0 * analysis.heterogeneity.i2),
        prediction: measure.and(analysis.prediction).map(|prediction| {
            let shown = analysis.shown_interval(prediction.interval);
            [shown.low, shown.high]
        }),
        important_per_1000: rating.important_per_1000,
        optimal_information_size: rating.optimal_information_size,
        weights: analysis
            .studies
            .iter()
            .map(|study| (study.label.clone(), study.weight))
            .collect(),
        risk_of_bias: rating.risk_of_bias.clone(),
        inconsistency: rating.inconsistency.clone(),
        indirectness: rating.indirectness.clone(),
        imprecision: rating.imprecision.clone(),
        publication_bias: rating.publication_bias.clone(),
        large_effect: rating.large_effect.clone(),
        dose_response: rating.dose_response.clone(),
        opposing_confounding: rating.opposing_confounding.clone(),
        certainty: rating.certainty,
        certainty_reason: rating.certainty_reason.clone(),
        rated_by: rated_by.to_owned(),
        comment: comment(choice, measure, rating),
        ..Outcome::default()
    };
    if measure.is_none() {
        outcome.with = format!(
            "{:.1} % ({:.1} to {:.1})",
            100.0 * analysis.shown(analysis.pooled.estimate),
            100.0 * interval.low,
            100.0 * interval.high
        );
    }
    if outcome.assumed_risk.is_empty()
        && measure.is_some_and(EffectMeasure::is_of_events)
        && let Some((events, people)) = second_arms(together)
    {
        outcome.assumed_risk = vec![AssumedRisk {
            label: String::new(),
            per_1000: rounded_risk(1000.0 * events / people),
            source: format!(
                "Worked out from the studies: {events} of {people} people in the second arms."
            ),
        }];
    }
    outcome
}

/// What the person added, and what kind of effect it is where the table has no letters for it.
fn comment(
    choice: &AnalysisChoice,
    measure: Option<EffectMeasure>,
    rating: &CertaintyRating,
) -> String {
    let kind = choice.effect_measure.as_deref().unwrap_or_default().trim();
    let unusual = matches!(
        measure,
        Some(EffectMeasure::Ratio | EffectMeasure::Difference)
    );
    match rating.comment.trim() {
        own if !unusual || kind.is_empty() => own.to_owned(),
        "" => format!("The effect is: {kind}."),
        own => format!("The effect is: {kind}. {own}"),
    }
}

/// Whole people of 1,000, and two digits below ten: a rare event is not one that nobody has.
fn rounded_risk(per_1000: f64) -> f64 {
    if per_1000 >= 10.0 || per_1000 <= 0.0 {
        return per_1000.round();
    }
    let unit = 10_f64.powf(per_1000.log10().floor() - 1.0);
    (per_1000 / unit).round() * unit
}

fn events(together: &Together) -> Option<u64> {
    let of = |data: &Data| match data {
        Data::TwoByTwo(t) => t.events1.checked_add(t.events2),
        Data::Proportion(p) => Some(p.events),
        Data::Means(_) | Data::Estimate(_) => None,
    };
    let studies = &together.analysis.studies;
    studies
        .iter()
        .try_fold(0_u64, |all, study| all.checked_add(of(&study.data)?))
}

/// Events and people in the second arms of the studies that are pooled.
pub(crate) fn second_arms(together: &Together) -> Option<(f64, f64)> {
    let pooled = &together.analysis.studies;
    let counts = together
        .given
        .iter()
        .filter(|given| pooled.iter().any(|study| study.id == given.name))
        .filter_map(|given| given.second_arm);
    let (events, people) = counts.fold((0.0, 0.0), |all, one| (all.0 + one.0, all.1 + one.1));
    (people > 0.0).then_some((events, people))
}

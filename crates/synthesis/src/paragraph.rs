//! [`sentences`]: a draft paragraph, made from the numbers by rules only.

use agreement::Interval;
use drawing::text::one_line;
use serde::Serialize;

use crate::number::{figure, figure_beside, level, p_value, percent, range};
use crate::{
    Analysis, Asymmetry, HartungKnapp, PoolError, StudyEffect, Wording, egger, leave_one_out,
};

/// A sentence with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// The sentence.
    pub text: String,
    /// Ids of the studies whose numbers it rests on; never none.
    pub studies: Vec<String>,
}

/// The draft: what was pooled, what it came to, how far the studies differ, what a further study may show, whether it
/// hangs on one study, and what is not in it. Each number is one of the analysis; where the interval holds no effect, it is
/// said that this shows neither a difference nor that there is none.
///
/// # Errors
/// As [`leave_one_out`] but for what is not estimable without a study, which a sentence says.
pub fn sentences(analysis: &Analysis, wording: &Wording) -> Result<Vec<Sentence>, PoolError> {
    let all: Vec<String> = analysis.studies.iter().map(|s| s.id.clone()).collect();
    let sentence = |text: String| Sentence {
        text,
        studies: all.clone(),
    };
    let mut draft = vec![sentence(pooled_words(analysis, wording))];
    draft.extend(meaning(analysis, wording).map(&sentence));
    draft.push(sentence(heterogeneity_words(analysis)));
    draft.extend(prediction_words(analysis).map(&sentence));
    draft.push(one_study(analysis, &all)?);
    draft.push(sentence(asymmetry_words(analysis)));
    draft.extend(analysis.left_out.iter().map(|left| Sentence {
        text: format!(
            "{} was not pooled because {}.",
            one_line(&left.label),
            left.because.reason()
        ),
        studies: vec![left.id.clone()],
    }));
    let corrected = |study: &&StudyEffect| study.added > 0.0;
    let corrected: Vec<String> = analysis
        .studies
        .iter()
        .filter(corrected)
        .map(|study| study.id.clone())
        .collect();
    if !corrected.is_empty() {
        let notes = analysis.notes.iter().filter(|note| {
            matches!(
                note,
                crate::Note::CorrectedForZeros { .. } | crate::Note::CorrectedForQOnly { .. }
            )
        });
        draft.extend(notes.map(|note| Sentence {
            text: note.words(),
            studies: corrected.clone(),
        }));
    }
    Ok(draft)
}

fn pooled_words(analysis: &Analysis, wording: &Wording) -> String {
    let none = analysis.options.measure.no_effect();
    let people = analysis
        .people()
        .map_or(String::new(), |n| format!(" with {n} participants"));
    let outcome = match one_line(&wording.outcome) {
        outcome if outcome.is_empty() => String::new(),
        outcome => format!(" for {outcome}"),
    };
    let comparison = match (one_line(&wording.first_arm), one_line(&wording.second_arm)) {
        (first, second) if first.is_empty() || second.is_empty() => String::new(),
        (first, second) => format!(", {first} against {second}"),
    };
    let knapp = match analysis.options.hartung_knapp {
        HartungKnapp::No => "",
        HartungKnapp::Plain => "; interval of Hartung and Knapp",
        HartungKnapp::AdHoc => "; interval of Hartung and Knapp with the ad-hoc correction",
    };
    format!(
        "{} studies{people} were pooled{outcome}{comparison} ({}{knapp}): {} {} ({} % confidence interval {}).",
        analysis.studies.len(),
        analysis.options.method.name(),
        wording.estimated(analysis),
        figure_beside(analysis.shown(analysis.pooled.estimate), none),
        level(analysis.options.level),
        range(analysis.shown_interval(analysis.pooled.interval), none),
    )
}

/// What the interval allows to be said of a difference, and no more.
fn meaning(analysis: &Analysis, wording: &Wording) -> Option<String> {
    let excludes = analysis.excludes_no_effect()?;
    let none = if analysis.options.measure.is_ratio() {
        "1"
    } else {
        "0"
    };
    let p = analysis
        .pooled
        .p
        .map_or(String::new(), |p| format!(" (p {})", p_value(p)));
    if !excludes {
        return Some(format!(
            "The interval includes {none}{p}: it shows neither a difference nor that there is none."
        ));
    }
    let side = if analysis.pooled.estimate < 0.0 {
        "below"
    } else {
        "above"
    };
    let estimated = wording.estimated(analysis);
    Some(format!(
        "The interval of the pooled {estimated} lies {side} {none}{p}."
    ))
}

fn heterogeneity_words(analysis: &Analysis) -> String {
    let found = &analysis.heterogeneity;
    let with = |interval: Option<Interval>, of: &dyn Fn(f64) -> String| {
        interval.map_or(String::new(), |i| {
            format!(" ({} to {})", of(i.low), of(i.high))
        })
    };
    let between = if analysis.options.method.is_random() {
        let scale = match analysis.options.measure.scale() {
            "as it is" => String::new(),
            scale => format!(" on the {scale} scale"),
        };
        format!(
            ", τ² was {}{}{scale}",
            figure(found.tau2),
            with(found.tau2_interval, &figure)
        )
    } else {
        String::new()
    };
    let share = with(found.i2_interval, &|share| format!("{} %", percent(share)));
    format!(
        "Of the variation between the estimates, {} %{share} was more than chance would explain (I²){between}; Cochran's Q was {} on {} {} of freedom (p {}).",
        percent(found.i2),
        figure(found.q),
        found.df,
        if found.df > 1.0 { "degrees" } else { "degree" },
        p_value(found.p)
    )
}

fn prediction_words(analysis: &Analysis) -> Option<String> {
    let prediction = analysis.prediction?;
    let none = analysis.options.measure.no_effect();
    let includes = none.map_or("", |_| {
        if prediction.interval.contains(0.0) {
            ", which includes no effect"
        } else {
            ", which does not include no effect"
        }
    });
    Some(format!(
        "In a further, similar study the true value is expected between {} ({} % prediction interval){includes}.",
        range(analysis.shown_interval(prediction.interval), none).replace(" to ", " and "),
        level(analysis.options.level)
    ))
}

/// Whether what the interval says hangs on a single study.
fn one_study(analysis: &Analysis, all: &[String]) -> Result<Sentence, PoolError> {
    let none = analysis.options.measure.no_effect();
    let without = match leave_one_out(analysis) {
        Ok(without) => without,
        Err(
            PoolError::NotEstimable { .. }
            | PoolError::SameEstimates
            | PoolError::NotConverged { .. },
        ) => {
            return Ok(Sentence {
                text: "Without one of the studies, no pooled estimate is possible by this method."
                    .to_owned(),
                studies: all.to_vec(),
            });
        }
        Err(other) => return Err(other),
    };
    let estimates = || {
        without
            .iter()
            .map(|one| analysis.shown(one.pooled.estimate))
    };
    let reach = Interval {
        low: estimates().fold(f64::INFINITY, f64::min),
        high: estimates().fold(f64::NEG_INFINITY, f64::max),
    };
    let first = format!(
        "Leaving out one study at a time, the pooled estimate ranged from {}",
        range(reach, none)
    );
    let Some(excludes) = analysis.excludes_no_effect() else {
        return Ok(Sentence {
            text: format!("{first}."),
            studies: all.to_vec(),
        });
    };
    let decisive: Vec<_> = without
        .iter()
        .filter(|one| one.pooled.interval.contains(0.0) == excludes)
        .collect();
    if decisive.is_empty() {
        let each = if excludes { "excluded" } else { "included" };
        return Ok(Sentence {
            text: format!("{first}, and each time the interval {each} no effect."),
            studies: all.to_vec(),
        });
    }
    let names: Vec<String> = decisive.iter().map(|one| one_line(&one.label)).collect();
    let then = if excludes { "includes" } else { "excludes" };
    Ok(Sentence {
        text: format!(
            "{first}; without {} the interval {then} no effect.",
            names.join(", or without ")
        ),
        studies: all.to_vec(),
    })
}

fn asymmetry_words(analysis: &Analysis) -> String {
    match egger(analysis) {
        Asymmetry::Tested(test) => format!(
            "Egger's test for small-study effects gave a slope of {} on the standard error (p {}).",
            figure(test.bias),
            p_value(test.p)
        ),
        Asymmetry::TooFewStudies { studies, needed } => format!(
            "Small-study effects were not tested: with {studies} studies, fewer than {needed}, the test says too little."
        ),
        Asymmetry::SameStandardErrors => {
            "Small-study effects were not tested: all studies have the same standard error."
                .to_owned()
        }
    }
}

//! Evidence summaries kept in a review.

use workbench::review::FieldId;
use workbench::synthesis::DoubleZero;
use workbench::{AnalysisChoice, AnalysisView, NextTrial, Result, Review, SynthesisView};

use super::{for_reading, for_writing, reviewer};
use crate::arguments::{PoolReview, SynthesisAction};
use crate::output::{Done, Output};

pub(crate) async fn run(action: &SynthesisAction, output: &Output) -> Result<Done> {
    match action {
        SynthesisAction::List { dir } => {
            let view = for_reading(dir).await?.synthesis().await?;
            output.show(&view, listed)?;
        }
        SynthesisAction::Pool(a) => pool(a, output).await?,
        SynthesisAction::Show { dir, analysis } => {
            let view = for_reading(dir).await?.analysis(analysis).await?;
            output.show(&view, in_words)?;
        }
        SynthesisAction::Export { dir, analysis, out } => {
            let review = for_reading(dir).await?;
            let files = match analysis {
                Some(analysis) => review.export_analysis(analysis, out).await?,
                None => review.export_summary_of_findings(out).await?,
            };
            output.show(&files, |files| {
                let names: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
                names.join("\n")
            })?;
        }
        SynthesisAction::Withdraw {
            dir,
            analysis,
            reason,
            reviewer: name,
        } => {
            let review = for_writing(dir).await?;
            let who = reviewer(&review, Some(name.as_str())).await?;
            let id = identity(&review, analysis).await?;
            review.withdraw_analysis(&id, reason, &who).await?;
            output.show(&id, |_| "withdrawn; it stays to be read.".to_owned())?;
        }
        SynthesisAction::NextTrial { dir, analysis } => {
            let found = for_reading(dir).await?.next_trial(analysis).await?;
            output.show(&found, filled)?;
        }
    }
    Ok(Done::Whole)
}

/// The identity of an analysis that is named; what is no name is taken for an identity, and refused where it is needed.
async fn identity(review: &Review, analysis: &str) -> Result<String> {
    let known = review.synthesis().await?.analyses;
    let named = known
        .into_iter()
        .find(|one| one.withdrawn.is_none() && one.name == analysis);
    Ok(named.map_or_else(|| analysis.to_owned(), |one| one.id))
}

async fn pool(a: &PoolReview, output: &Output) -> Result<()> {
    let mut choice = AnalysisChoice {
        name: a.name.clone().unwrap_or_default(),
        outcomes: a.outcome.clone(),
        time_points: a.time_point.clone(),
        first_arms: a.first_arm.clone(),
        second_arms: a.second_arm.clone(),
        measure: a.measure.into(),
        effect_measure: a.effect_measure.clone(),
        method: a.method.into(),
        hartung_knapp: a.hartung_knapp.into(),
        level: a.level,
        double_zero: if a.keep_double_zero {
            DoubleZero::Kept
        } else {
            DoubleZero::LeftOut
        },
        subgroups: a.subgroups.clone().map(FieldId),
        favours_low: String::new(),
        favours_high: String::new(),
        omitted: Vec::new(),
    };
    if choice.time_points.is_empty() {
        choice.time_points.push(String::new());
    }
    let view = if a.name.is_some() {
        let review = for_writing(&a.dir).await?;
        let who = reviewer(&review, a.reviewer.as_deref()).await?;
        let id = review.keep_analysis(None, &choice, &who).await?;
        review.analysis(&id).await?
    } else {
        choice.name = "Not kept".to_owned();
        for_reading(&a.dir).await?.try_analysis(&choice).await?
    };
    output.show(&view, in_words)
}

fn listed(view: &SynthesisView) -> String {
    let mut lines = Vec::new();
    for one in &view.analyses {
        let state = match &one.withdrawn {
            Some(withdrawn) => format!("withdrawn: {}", withdrawn.reason),
            None => one
                .result
                .clone()
                .unwrap_or_else(|| "cannot be pooled now".to_owned()),
        };
        lines.push(format!("{}: {state} (kept by {})", one.name, one.by));
    }
    lines.push(if view.poolable.is_empty() {
        "Nothing can be pooled yet: two studies need numbers of the same outcome.".to_owned()
    } else {
        "What could be pooled:".to_owned()
    });
    for one in &view.poolable {
        let measures: Vec<String> = one
            .measures
            .iter()
            .map(|fits| format!("{} ({})", fits.measure.name(), fits.studies))
            .collect();
        let time = match one.time_point.as_str() {
            "" => String::new(),
            time => format!(", {time}"),
        };
        lines.push(format!(
            "  {}{time}: {} against {}: {}",
            one.outcomes.join(" / "),
            one.first_arms.join(" / "),
            one.second_arms.join(" / "),
            measures.join(", ")
        ));
    }
    if !view.unfinished.is_empty() {
        lines.push(format!(
            "Drafts only: the extraction of {} of {} studies is not finished.",
            view.unfinished.len(),
            view.studies
        ));
    }
    lines.join("\n")
}

fn in_words(view: &AnalysisView) -> String {
    let mut lines = Vec::new();
    if let Some((message, hint)) = &view.not_pooled {
        lines.push(format!("Nothing can be pooled: {message}. {hint}"));
    }
    for sentence in &view.sentences {
        lines.push(match sentence.struck.as_slice() {
            [] => sentence.text.clone(),
            reasons => format!("[struck out: {}] {}", reasons.join("; "), sentence.text),
        });
    }
    for left in &view.left_out {
        lines.push(format!(
            "Not in it: {}, because {}.",
            left.name, left.reason
        ));
    }
    if !view.unfinished.is_empty() {
        lines.push(format!(
            "This is a draft: the extraction of {} studies is not finished.",
            view.unfinished.len()
        ));
    }
    lines.join("\n")
}

fn filled(found: &NextTrial) -> String {
    let numbers = found
        .numbers
        .iter()
        .map(|number| format!("{}: {:.4} ({})", number.what, number.value, number.source));
    let notes = found.notes.iter().map(|note| format!("Note: {note}."));
    numbers.chain(notes).collect::<Vec<_>>().join("\n")
}

//! Who reads what: shares, single records, rounds of calibration.

use workbench::review::{CalibrationRound, ReviewerId};
use workbench::{AssignmentView, CalibrationView, Result, Review};

use super::team::agreement_described;
use super::{for_reading, for_writing, record_ids, reviewer, stage};
use crate::arguments::{Assign, CalibrateAction};
use crate::output::{Done, Output};

pub(crate) async fn assign(a: &Assign, output: &Output) -> Result<Done> {
    let stage = stage(&a.stage)?;
    if !a.records.is_empty() {
        let review = for_writing(&a.dir).await?;
        let by = reviewer(&review, a.reviewer.as_deref()).await?;
        let to = people(&review, &a.to).await?;
        let count = review
            .assign(&record_ids(&a.records), stage, &to, &by)
            .await?;
        output.show(&count, |count| format!("{count} records assigned"))?;
        return Ok(Done::Whole);
    }
    let review = if a.everyone || !a.shares.is_empty() {
        let review = for_writing(&a.dir).await?;
        review.set_shares(stage, &a.shares, a.seed).await?;
        review
    } else {
        for_reading(&a.dir).await?
    };
    output.show(&review.assignment(stage).await?, described)?;
    Ok(Done::Whole)
}

fn described(view: &AssignmentView) -> String {
    let mut lines = vec![format!(
        "{} records, {} of them assigned one by one",
        view.records, view.singly
    )];
    for load in &view.loads {
        let share = match load.parts {
            Some(parts) => format!("{parts} parts, "),
            None => String::new(),
        };
        lines.push(format!(
            "{}: {share}asked for {}, {} decided, {} open",
            load.name, load.asked, load.decided, load.open
        ));
    }
    lines.join("\n")
}

pub(crate) async fn calibrate(action: &CalibrateAction, output: &Output) -> Result<Done> {
    match action {
        CalibrateAction::Start {
            dir,
            records,
            with,
            seed,
            stage: word,
            reviewer: name,
        } => {
            let review = for_writing(dir).await?;
            let by = reviewer(&review, name.as_deref()).await?;
            let with = people(&review, with).await?;
            let round = review
                .start_calibration(stage(word)?, &with, *records, *seed, &by)
                .await?;
            output.show(&round, |round: &CalibrationRound| {
                format!(
                    "round {}: {} records for {} people come before all others",
                    round.number,
                    round.records.len(),
                    round.reviewers.len()
                )
            })?;
        }
        CalibrateAction::Show { dir } => {
            let rounds = for_reading(dir).await?.calibration_rounds().await?;
            output.show(&rounds, |rounds| {
                let told: Vec<String> = rounds.iter().map(round_described).collect();
                told.join("\n\n")
            })?;
        }
        CalibrateAction::End {
            dir,
            round,
            reviewer: name,
        } => {
            let review = for_writing(dir).await?;
            let by = reviewer(&review, name.as_deref()).await?;
            let round = review.end_calibration(*round, &by).await?;
            output.show(&round, |round| format!("round {} is ended", round.number))?;
        }
    }
    Ok(Done::Whole)
}

fn round_described(view: &CalibrationView) -> String {
    let round = &view.round;
    let state = if round.ended_at.is_some() {
        "ended"
    } else {
        "lasts"
    };
    let mut lines = vec![format!(
        "Round {}, {}, {state}: {} records, protocol version {} at the start, {} now",
        round.number,
        round.stage.as_str(),
        round.records.len(),
        round.protocol_version,
        view.protocol_version_now
    )];
    for reader in &view.readers {
        lines.push(format!(
            "  {}: {} of {}",
            reader.name,
            reader.decided,
            round.records.len()
        ));
    }
    match &view.agreement {
        Some(report) => lines.push(agreement_described(report)),
        None => {
            lines.push("  How far they agree is told when all have read every record.".to_owned())
        }
    }
    lines.join("\n")
}

async fn people(review: &Review, names: &[String]) -> Result<Vec<ReviewerId>> {
    let mut people = Vec::with_capacity(names.len());
    for name in names {
        people.push(review.reviewer(name).await?);
    }
    Ok(people)
}

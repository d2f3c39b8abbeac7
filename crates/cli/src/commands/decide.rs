//! Screening from the command line: the next record, a decision, taking it back, conflicts.

use workbench::review::{RecordId, Verdict};
use workbench::{Error, RecordView, Result, TimeSpent, Verdicts};

use super::{for_reading, for_writing, stage};
use crate::arguments::{Conflicts, Decide, Next, Undo};
use crate::output::{Done, Output};

pub(crate) async fn next(a: &Next, output: &Output) -> Result<Done> {
    let review = for_reading(&a.dir).await?;
    let reviewer = review.reviewer(&a.reviewer).await?;
    let stage = stage(&a.stage)?;
    let order = review.saved_order(Some(&reviewer)).await?;
    let views = review
        .next_records(&reviewer, stage, &order, a.count)
        .await?;
    output.show(&views, |views| match views.is_empty() {
        true => "nothing waits for this reviewer at this stage".to_owned(),
        false => views.iter().map(shown).collect::<Vec<_>>().join("\n\n"),
    })?;
    Ok(Done::Whole)
}

fn shown(view: &RecordView) -> String {
    let r = &view.record;
    let authors: Vec<&str> = r.authors.iter().map(|a| a.family()).collect();
    let mut place: Vec<String> = Vec::new();
    place.extend((!authors.is_empty()).then(|| authors.join(", ")));
    place.extend(r.journal.clone());
    place.extend(r.year.map(|y| y.to_string()));
    place.push(view.sources.join(", "));
    let mut text = format!(
        "{}\n{}\n{}\n\n{}",
        view.id,
        r.title.as_deref().unwrap_or("(no title)"),
        place.join(" · "),
        r.abstract_text
            .as_deref()
            .unwrap_or("(no abstract; add one with: attest edit DIR RECORD abstract TEXT)")
    );
    for decision in view.own.iter().chain(view.others.iter().flatten()) {
        text.push_str(&format!(
            "\n  {}: {}",
            decision.reviewer_id,
            decision.verdict.as_str()
        ));
    }
    text
}

pub(crate) async fn decide(a: &Decide, adjudicate: bool, output: &Output) -> Result<Done> {
    let verdict = Verdict::from_word(&a.verdict).ok_or_else(|| {
        Error::invalid(
            format!("“{}” is no verdict", a.verdict),
            "Choose include, exclude or unsure.",
        )
    })?;
    let time = match a.seconds {
        None => None,
        Some(s) if s.is_finite() && (0.0..=86_400.0).contains(&s) => {
            let ms = (s * 1000.0).round() as i64;
            Some(TimeSpent {
                elapsed_ms: ms,
                active_30_ms: ms,
                active_60_ms: ms,
                active_120_ms: ms,
                idle_seconds: TimeSpent::USUAL_IDLE_SECONDS,
            })
        }
        Some(_) => {
            return Err(Error::invalid(
                "the time makes no sense",
                "Give seconds between 0 and 86400.",
            ));
        }
    };
    let review = for_writing(&a.dir).await?;
    let verdict = Verdicts {
        seen: None,
        record: RecordId::from(a.record.as_str()),
        stage: stage(&a.stage)?,
        reviewer: review.reviewer(&a.reviewer).await?,
        verdict,
        reason: a.reason.clone(),
        note: a.note.clone(),
        time,
    };
    let decision = if adjudicate {
        review.adjudicate(&verdict).await?
    } else {
        review.decide(&verdict).await?
    };
    output.show(&decision, |d| {
        format!("recorded: {} ({})", d.verdict.as_str(), d.id)
    })?;
    Ok(Done::Whole)
}

pub(crate) async fn undo(a: &Undo, output: &Output) -> Result<Done> {
    let review = for_writing(&a.dir).await?;
    let reviewer = review.reviewer(&a.reviewer).await?;
    let undone = review.undo(&reviewer).await?;
    output.show(&undone, |undone| match undone {
        Some(d) => format!(
            "taken back: {} on record {}",
            d.verdict.as_str(),
            d.record_id
        ),
        None => "there is nothing to take back".to_owned(),
    })?;
    Ok(Done::Whole)
}

pub(crate) async fn conflicts(a: &Conflicts, output: &Output) -> Result<Done> {
    let review = for_reading(&a.dir).await?;
    let adjudicator = review.reviewer(&a.reviewer).await?;
    let ledger = review.ledger().await?;
    let views = review.conflicts(stage(&a.stage)?, &adjudicator).await?;
    output.show(&views, |views| {
        if views.is_empty() {
            return "no conflicts".to_owned();
        }
        views
            .iter()
            .map(|view| {
                let verdicts: Vec<String> = view
                    .others
                    .iter()
                    .flatten()
                    .map(|d| {
                        format!(
                            "{}: {}",
                            ledger.reviewer_name(&d.reviewer_id),
                            d.verdict.as_str()
                        )
                    })
                    .collect();
                format!(
                    "{}  {}\n    {}",
                    view.id,
                    view.record.title.as_deref().unwrap_or("(no title)"),
                    verdicts.join(", ")
                )
            })
            .collect::<Vec<_>>()
            .join("\n")
    })?;
    Ok(Done::Whole)
}

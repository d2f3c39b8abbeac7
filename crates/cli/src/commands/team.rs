//! What a team asks about itself: how far reviewers agree, and where the time goes.

use workbench::agreement::{Agreement, AgreementFigure, Interval};
use workbench::review::{Role, Stage};
use workbench::store::TeamRole;
use workbench::timing::Forecast;
use workbench::{AgreementReport, CountUnsure, ScreeningTime, TimeReport};
use workbench::{Error, Result};

use super::{for_reading, for_writing, reviewer, stage};
use crate::arguments::{Agreement as AgreementArguments, Team, Time};
use crate::output::{Done, Output};

pub(crate) async fn agreement(a: &AgreementArguments, output: &Output) -> Result<Done> {
    let stage = stage(&a.stage)?;
    let review = for_reading(&a.dir).await?;
    let report = review
        .reviewer_agreement(stage, a.unsure.into(), a.seed)
        .await?;
    output.show(&report, agreement_described)?;
    Ok(Done::Whole)
}

pub(super) fn agreement_described(report: &AgreementReport) -> String {
    let unsure = match report.unsure {
        CountUnsure::BetweenBoth => "an answer between include and exclude",
        CountUnsure::AsInclude => "include",
        CountUnsure::LeftOut => "no answer: such records are left out",
    };
    let mut lines = vec![format!(
        "{}: {} records have all the decisions they need; {} wait for another and are not told of. Unsure counts as {unsure}.",
        stage_in_words(report.stage),
        report.records,
        report.awaiting
    )];
    for pair in &report.pairs {
        lines.push(format!(
            "{} and {}, before they talked:",
            pair.first_name, pair.second_name
        ));
        lines.extend(figures(&pair.before));
        if let Some(after) = &pair.after {
            lines.push(format!(
                "  after {} records were decided anew:",
                pair.changed
            ));
            lines.extend(figures(after));
        }
        if let Some(reasons) = &pair.reasons {
            lines.push(format!(
                "  same reason, of {} that both excluded with one: {}",
                reasons.items,
                figure(&reasons.raw)
            ));
        }
        for criterion in &pair.criteria {
            lines.push(format!(
                "  excluded for “{}”: {} records by either; agreement {}, κ {}, AC1 {}",
                criterion.criterion,
                criterion.cited,
                figure(&criterion.figures.raw),
                figure(&criterion.figures.kappa),
                figure(&criterion.figures.ac1)
            ));
        }
    }
    if let Some(together) = &report.together {
        lines.push(format!(
            "All {} reviewers together (Fleiss' κ):",
            together.raters
        ));
        lines.extend(figures(together));
    }
    for model in &report.models {
        lines.push(format!(
            "{} (a model, no reviewer) and {}; {} records it did not read:",
            model.agent, model.reviewer_name, model.unread
        ));
        lines.extend(figures(&model.figures));
    }
    for one in &report.disagreements {
        let verdicts: Vec<String> = one
            .verdicts
            .iter()
            .map(|v| {
                let reason = v
                    .reason
                    .as_ref()
                    .map(|r| format!(" ({r})"))
                    .unwrap_or_default();
                format!("{} {}{reason}", v.reviewer, v.verdict.as_str())
            })
            .collect();
        lines.push(format!(
            "{}  {}: {}; now {}",
            one.record,
            one.title.as_deref().unwrap_or("without a title"),
            verdicts.join(", "),
            one.outcome.as_str()
        ));
    }
    if report.disagreement_count > report.disagreements.len() {
        lines.push(format!(
            "… and {} more",
            report.disagreement_count - report.disagreements.len()
        ));
    }
    lines.join("\n")
}

fn figures(found: &Agreement) -> Vec<String> {
    let mut lines = vec![format!("  {} records", found.items)];
    let mut line = |name: &str, one: &AgreementFigure| {
        lines.push(format!("  {name:<22} {}", figure(one)));
    };
    line("observed agreement", &found.raw);
    line("κ", &found.kappa);
    if let Some(weighted) = &found.weighted_kappa {
        line("weighted κ", weighted);
    }
    line("PABAK", &found.pabak);
    line("AC1", &found.ac1);
    if let Some(weighted) = &found.ac2 {
        line("AC2", weighted);
    }
    line("α", &found.alpha);
    lines
}

fn figure(one: &AgreementFigure) -> String {
    let Some(value) = one.value else {
        return "not defined: everybody gave the same answer".to_owned();
    };
    let range = one.resampled.or(one.analytic).map_or_else(
        || ", no interval".to_owned(),
        |Interval { low, high }| format!(" (95 % interval {low:.3} to {high:.3})"),
    );
    format!("{value:.3}{range}")
}

pub(crate) async fn members(a: &Team, output: &Output) -> Result<Done> {
    let members = match (&a.login, &a.role) {
        (Some(login), Some(word)) => {
            let role = TeamRole::from_word(word).ok_or_else(|| {
                Error::invalid(
                    format!("there is no role “{word}”"),
                    "The roles are owner, adjudicator, reviewer, reader and nobody.",
                )
            })?;
            let review = for_writing(&a.dir).await?;
            let by = reviewer(&review, a.reviewer.as_deref()).await?;
            review
                .set_member(login, a.name.as_deref(), role, &by)
                .await?
        }
        _ => for_reading(&a.dir).await?.members().await?,
    };
    output.show(&members, |members| {
        let lines: Vec<String> = members
            .iter()
            .map(|m| format!("{}  {}", m.login, m.role.as_str()))
            .collect();
        lines.join("\n")
    })?;
    Ok(Done::Whole)
}

pub(crate) async fn time(a: &Time, output: &Output) -> Result<Done> {
    let review = for_reading(&a.dir).await?;
    let report = review.time_report(a.idle).await?;
    output.show(&report, time_described)?;
    Ok(Done::Whole)
}

fn time_described(report: &TimeReport) -> String {
    let mut lines = vec![format!(
        "Active time: {} in all, of these {} settling conflicts. More than {} s without input do not count.",
        duration(report.total_seconds),
        duration(report.adjudication_seconds),
        report.idle_seconds
    )];
    for one in &report.screening {
        lines.extend(screening(one));
    }
    for one in &report.extraction {
        lines.push(format!(
            "{}, extraction: {} studies finished, median {} a study, mean {}",
            one.name,
            one.seconds.count,
            duration(one.seconds.median),
            duration(one.seconds.mean)
        ));
    }
    for one in &report.fields {
        lines.push(format!(
            "  {}: median {:.0} s a value ({} values)",
            one.label, one.seconds.median, one.seconds.count
        ));
    }
    for one in &report.assessments {
        lines.push(format!(
            "{}, risk of bias with {}: {} results finished, median {} a result, mean {}",
            one.name,
            one.tool_name,
            one.seconds.count,
            duration(one.seconds.median),
            duration(one.seconds.mean)
        ));
    }
    if report.screening.is_empty() && report.extraction.is_empty() && report.assessments.is_empty()
    {
        lines.push("No time was measured yet.".to_owned());
    }
    lines.join("\n")
}

fn screening(one: &ScreeningTime) -> Vec<String> {
    let what = match one.role {
        Role::Reviewer => stage_in_words(one.stage).to_owned(),
        Role::Adjudicator => format!("{}, settling conflicts", stage_in_words(one.stage)),
    };
    let mean = one.seconds.mean_interval.map_or_else(String::new, |i| {
        format!(" (95 % interval {:.1} to {:.1})", i.low, i.high)
    });
    let mut lines = vec![format!(
        "{}, {what}: {} records, median {:.1} s a record, mean {:.1} s{mean}; {} opened again, {} without a time",
        one.name,
        one.seconds.count,
        one.seconds.median,
        one.seconds.mean,
        one.reopened,
        one.untimed
    )];
    let [thirty, sixty, hundred_twenty] = one.median_by_idle_rule;
    lines.push(format!(
        "  median if 30, 60, 120 s count as away: {thirty:.1}, {sixty:.1}, {hundred_twenty:.1} s a record"
    ));
    if let Some(pace) = &one.pace {
        let range = pace.interval.map_or_else(String::new, |i| {
            format!(" (95 % interval {:.0} to {:.0})", i.low, i.high)
        });
        lines.push(format!(
            "  {:.0} records an active hour{range}",
            pace.per_hour
        ));
    }
    if let Some(learning) = &one.learning {
        lines.push(format!(
            "  with each doubling of the records read, time changes by {:+.0} % (95 % interval {:+.0} to {:+.0} %)",
            learning.per_doubling * 100.0,
            learning.interval.low * 100.0,
            learning.interval.high * 100.0
        ));
    }
    match &one.forecast {
        Some(Forecast {
            remaining,
            seconds,
            interval,
            ..
        }) => lines.push(format!(
            "  at this pace: {} left for {remaining} records (95 % interval {} to {})",
            duration(*seconds),
            duration(interval.low),
            duration(interval.high)
        )),
        None if one.open > 0 => lines.push(format!(
            "  {} records are open; how long they take cannot be told from {} times",
            one.open, one.seconds.count
        )),
        None => {}
    }
    lines
}

fn stage_in_words(stage: Stage) -> &'static str {
    match stage {
        Stage::TitleAbstract => "title and abstract",
        Stage::FullText => "full text",
    }
}

/// Seconds as hours and minutes, or as they are below a minute and a half.
fn duration(seconds: f64) -> String {
    if seconds < 90.0 {
        return format!("{seconds:.0} s");
    }
    let minutes = (seconds / 60.0).round() as u64;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

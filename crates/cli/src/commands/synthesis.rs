//! Meta-analysis of a table, and how large a trial has to be.

use workbench::synthesis::size::{Aim, Clusters, Plan, ProportionsTest, Question, SampleSize};
use workbench::synthesis::{DoubleZero, Options, Wording};
use workbench::{Error, PoolReport, PoolRequest, Result, Wanted, pool_file, sample_size};

use crate::arguments::{Pool, Size, SizeOf, SizePlan};
use crate::output::{Done, Output};

pub(crate) fn pool(a: &Pool, output: &Output) -> Result<Done> {
    let request = PoolRequest {
        options: Options {
            measure: a.measure.into(),
            method: a.method.into(),
            hartung_knapp: a.hartung_knapp.into(),
            level: a.level,
            double_zero: if a.keep_double_zero {
                DoubleZero::Kept
            } else {
                DoubleZero::LeftOut
            },
        },
        wanted: Wanted {
            outcome: a.outcome.clone(),
            time_point: a.time_point.clone(),
            first_arm: a.first_arm.clone(),
            second_arm: a.second_arm.clone(),
        },
        subgroups: a.subgroups,
        wording: Wording {
            favours_low: a.favours_low.clone(),
            favours_high: a.favours_high.clone(),
            ..Wording::default()
        },
        forest: a.forest.clone(),
        funnel: a.funnel.clone(),
        ..PoolRequest::new(&a.file, a.measure.into(), a.method.into())
    };
    let report = pool_file(&request)?;
    output.show(&report, |report| in_words(report, a))?;
    let whole = report.problems.is_empty();
    Ok(if whole { Done::Whole } else { Done::Listed })
}

fn in_words(report: &PoolReport, a: &Pool) -> String {
    let mut text = String::new();
    for sentence in &report.draft {
        text.push_str(&sentence.text);
        text.push('\n');
    }
    let mut drawn = vec![];
    drawn.extend(
        a.forest
            .as_ref()
            .map(|path| format!("Forest plot: {}\n", path.display())),
    );
    drawn.extend(
        a.funnel
            .as_ref()
            .map(|path| format!("Funnel plot: {}\n", path.display())),
    );
    text.push_str(&drawn.concat());
    for group in report.subgroups.iter().flat_map(|found| &found.groups) {
        let shown = report.analysis.shown_interval(group.pooled.interval);
        text.push_str(&format!(
            "Subgroup “{}”, {} studies: {:.4} ({:.4} to {:.4})\n",
            group.name,
            group.studies.len(),
            report.analysis.shown(group.pooled.estimate),
            shown.low,
            shown.high
        ));
    }
    if let Some((found, p)) = report
        .subgroups
        .as_ref()
        .and_then(|found| Some((found, found.p?)))
    {
        text.push_str(&format!(
            "Difference between subgroups: Q {:.2}, df {}, p {p:.3}\n",
            found.q, found.df
        ));
    }
    // Those that the draft tells are not told twice.
    for remark in &report.remarks {
        if !report.draft.iter().any(|sentence| sentence.text == *remark) {
            text.push_str(&format!("Note: {remark}\n"));
        }
    }
    for problem in &report.problems {
        text.push_str(&format!(
            "Not used: row {} ({}): {}\n",
            problem.row, problem.study, problem.problem
        ));
    }
    text
}

pub(crate) fn size(a: &Size, output: &Output) -> Result<Done> {
    let aim = match (a.plan.non_inferiority, a.plan.equivalence) {
        (Some(margin), _) => Aim::NonInferiority { margin },
        (None, Some(margin)) => Aim::Equivalence { margin },
        (None, None) => Aim::Difference,
    };
    let question = match a.of {
        SizeOf::Means { difference, sd } => Question::TwoMeans {
            difference,
            sd,
            aim,
        },
        SizeOf::Proportions {
            first,
            second,
            arcsine,
        } => Question::TwoProportions {
            first,
            second,
            test: if arcsine {
                ProportionsTest::Arcsine
            } else {
                ProportionsTest::ChiSquared
            },
            aim,
        },
        SizeOf::Survival {
            hazard_ratio,
            events,
            formula,
        } => Question::Survival {
            hazard_ratio,
            events_second: events,
            formula: formula.into(),
            aim,
        },
    };
    let size = sample_size(&question, &plan(&a.plan, aim)?)?;
    output.show(&size, of_size)?;
    Ok(Done::Whole)
}

fn plan(a: &SizePlan, aim: Aim) -> Result<Plan> {
    let clusters = match (a.cluster_size, a.icc) {
        (Some(size), Some(icc)) => Some(Clusters {
            size,
            icc,
            cv: a.cluster_cv,
        }),
        (None, None) => None,
        _ => {
            return Err(Error::invalid(
                "clusters need their size and the intracluster correlation",
                "Give both --cluster-size and --icc.",
            ));
        }
    };
    let usual = if aim == Aim::Difference { 0.05 } else { 0.025 };
    Ok(Plan {
        alpha: a.alpha.unwrap_or(usual),
        power: a.power,
        ratio: a.ratio,
        drop_out: a.drop_out,
        clusters,
    })
}

fn of_size(size: &SampleSize) -> String {
    let mut text = format!(
        "{} people: {} in the first arm, {} in the second.\n",
        size.total, size.first, size.second
    );
    if let Some(events) = size.events {
        text.push_str(&format!("{events} events are needed.\n"));
    }
    if let Some((first, second)) = size.clusters {
        text.push_str(&format!(
            "{first} clusters in the first arm, {second} in the second.\n"
        ));
    }
    for step in &size.steps {
        text.push_str(&format!(
            "  {}: {:.2} and {:.2}\n",
            step.what, step.first, step.second
        ));
    }
    text.push_str(&format!(
        "Formula: {}\nSource: {}\n",
        size.formula, size.source
    ));
    text
}

//! A study of one's own: planned, locked, ended and reported. It is read on the screens.

use workbench::{
    Result, StudyDraft, StudyFindings, StudyOf, StudyOverview, StudySizeAsked, StudySizes,
    study_sizes,
};

use super::{for_reading, for_writing};
use crate::arguments::{StudyAction, StudyPlan};
use crate::output::{Done, Output};

pub(crate) async fn run(action: &StudyAction, output: &Output) -> Result<Done> {
    match action {
        StudyAction::Size(asked) => {
            let asked = StudySizeAsked {
                saved: asked.saved,
                margin: asked.margin,
                differing: asked.differing,
                level: asked.level,
                power: asked.power,
            };
            output.show(&study_sizes(&asked), |sizes| {
                sizes_described(&asked, *sizes)
            })?;
        }
        StudyAction::Plan(plan) => {
            let draft = plan_study(plan).await?;
            output.show(&draft, draft_described)?;
        }
        StudyAction::Lock { dir, reviewer } => {
            let review = for_writing(dir).await?;
            let by = review.reviewer(reviewer).await?;
            let design = review.study_design().await?;
            let overview = review.lock_study(&design, &by).await?;
            output.show(&overview, overview_described)?;
        }
        StudyAction::Status { dir } => {
            let overview = for_reading(dir).await?.study_overview(None).await?;
            output.show(&overview, overview_described)?;
        }
        StudyAction::End {
            dir,
            reviewer,
            reason,
        } => {
            let review = for_writing(dir).await?;
            let by = review.reviewer(reviewer).await?;
            let overview = review.end_study(&by, reason).await?;
            output.show(&overview, overview_described)?;
        }
        StudyAction::Report { dir, out, study } => {
            let review = for_reading(dir).await?;
            match out {
                Some(out) => {
                    let written = review.export_study(study.as_deref(), out).await?;
                    output.show(&written, |written| {
                        let files: Vec<String> = written
                            .files
                            .iter()
                            .map(|file| file.display().to_string())
                            .collect();
                        format!("{} readings\n{}", written.readings, files.join("\n"))
                    })?;
                }
                None => {
                    let findings = review.study_findings(study.as_deref()).await?;
                    output.show(&findings, findings_described)?;
                }
            }
        }
    }
    Ok(Done::Whole)
}

/// The design as it was, but for what is said now; kept, and drawn to see what would be locked.
async fn plan_study(a: &StudyPlan) -> Result<StudyDraft> {
    let review = for_writing(&a.dir).await?;
    let mut design = review.study_design().await?;
    if let Some(of) = a.of {
        design = design.turned_to(of.into());
    }
    let people = |names: &[String]| {
        names
            .iter()
            .map(|name| name.as_str().into())
            .collect::<Vec<workbench::review::ReviewerId>>()
    };
    if !a.readers.is_empty() {
        design.readers = people(&a.readers);
    }
    if !a.adjudicators.is_empty() {
        design.adjudicators = people(&a.adjudicators);
    }
    if !a.arms.is_empty() {
        design.assisted = a.arms.iter().map(|arm| (*arm).into()).collect();
    }
    set(&mut design.title, a.title.clone());
    set(&mut design.question, a.question.clone());
    set(&mut design.primary, a.primary.map(Into::into));
    set(&mut design.model_alone, a.model_alone);
    set(&mut design.items, a.items);
    set(&mut design.practice, a.practice);
    set(&mut design.strata, a.strata.map(Into::into));
    set(&mut design.known_too, a.known_too);
    set(&mut design.periods, a.periods);
    set(&mut design.margins.recall, a.margin_recall);
    set(&mut design.margins.accuracy, a.margin_accuracy);
    set(&mut design.level, a.level);
    set(&mut design.draws, a.draws);
    set(&mut design.idle_seconds, a.idle);
    set(&mut design.seed, a.seed);
    let design = review.save_study_design(&design).await?;
    review.plan_study(&design).await
}

fn set<T>(place: &mut T, said: Option<T>) {
    if let Some(said) = said {
        *place = said;
    }
}

fn sizes_described(asked: &StudySizeAsked, sizes: StudySizes) -> String {
    let count = |n: Option<usize>| n.map_or("no number".to_owned(), |n| n.to_string());
    format!(
        "{} records, each read once without and once with suggestions, to show that {:.0} % of the time is saved\n\
         {} relevant records among them, to show that recall is not worse by {} or more",
        count(sizes.records_for_time),
        asked.saved * 100.0,
        count(sizes.relevant_for_recall),
        asked.margin
    )
}

fn draft_described(draft: &StudyDraft) -> String {
    let (units, known) = match draft.design.of {
        StudyOf::Records => ("records", "decided on"),
        StudyOf::Values => ("values", "extracted"),
    };
    let reports = match draft.reports {
        0 => String::new(),
        reports => format!(", from {reports} reports"),
    };
    let mut lines = vec![
        format!(
            "{}: {} {units} of {} and {} for practice{reports}; {} readings each",
            draft.design.title, draft.items, draft.available, draft.practice, draft.readings_each
        ),
        format!(
            "{} are left out because one of the people has {known} them before",
            draft.known
        ),
    ];
    for stratum in &draft.strata {
        lines.push(format!(
            "  {}: {} of {}",
            stratum.name, stratum.drawn, stratum.available
        ));
    }
    if draft.unread > 0 {
        lines.push(format!(
            "on {} {units} the model gave no answer in form",
            draft.unread
        ));
    }
    if draft.problems.is_empty() {
        lines.push("Nothing is in the way: lock it with `attest study lock`.".to_owned());
    }
    for problem in &draft.problems {
        lines.push(format!("In the way: {problem}"));
    }
    lines.join("\n")
}

fn overview_described(overview: &StudyOverview) -> String {
    let Some(study) = &overview.study else {
        return "no study is locked".to_owned();
    };
    let mut lines = vec![
        study.title.clone(),
        format!("protocol SHA-256 {}", study.protocol_sha256),
    ];
    for person in &study.people {
        let practice = match person.practice {
            0 => String::new(),
            all => format!(", practice {} of {all}", person.practised),
        };
        let done = match person.role {
            workbench::StudyRole::Reader => "read",
            workbench::StudyRole::Adjudicator => "judged",
        };
        lines.push(format!(
            "  {}: {done} {} of {}{practice}",
            person.name, person.done, person.of
        ));
    }
    let units = match study.of {
        StudyOf::Records => "records",
        StudyOf::Values => "values",
    };
    lines.push(format!(
        "settled: {} of {} {units}; the adjudicators differ on {}",
        study.settled, study.items, study.differing
    ));
    if let Some(end) = &study.end {
        let why = if end.reason.is_empty() {
            String::new()
        } else {
            format!(": {}", end.reason)
        };
        lines.push(format!("ended by {}{why}", end.by));
    } else if study.complete {
        lines.push("Everything is read and settled: end it with `attest study end`.".to_owned());
    }
    lines.join("\n")
}

fn findings_described(findings: &StudyFindings) -> String {
    let mut lines = vec![findings.analysis.plan.title.clone()];
    if !findings.integrity.holds() {
        lines.push(
            "This study is not what was locked and read; see `integrity` with --json.".to_owned(),
        );
    }
    for statement in &findings.analysis.statements {
        let primary = if statement.primary { "primary: " } else { "" };
        lines.push(format!("  {primary}{}", statement.text));
    }
    lines.join("\n")
}

//! Trials of registries that are kept in a review.

use std::path::{Path, PathBuf};

use workbench::registry::RegistryComparison;
use workbench::review::RecordId;
use workbench::{
    Error, LinkSaid, PaperItem, Progress, RegistryFileAdded, RegistryFileResult, Result,
    TrialDesign, TrialDetail, TrialDifference, TrialReportState, TrialSet, TrialsView,
};

use super::registry::{marked, of_comparison, of_design};
use super::{for_reading, for_writing};
use crate::arguments::{RegistryNote, RegistrySay, RegistryShow};
use crate::output::{Done, Output};

/// Rows of each table of what trials used that are shown as text.
const ROWS: usize = 10;

pub(crate) async fn add(
    files: &[PathBuf],
    dir: &Path,
    reviewer: &str,
    output: &Output,
) -> Result<Done> {
    let review = for_writing(dir).await?;
    let reviewer = review.reviewer(reviewer).await?;
    let added = review
        .add_registry_files(files, &reviewer, &Progress::silent())
        .await?;
    output.show(&added, |added| {
        added.iter().map(of_added).collect::<String>()
    })?;
    let refused = |file: &RegistryFileAdded| matches!(file.result, RegistryFileResult::Refused(_));
    if added.iter().any(refused) {
        return Ok(Done::Partly);
    }
    let whole = added.iter().all(|file| {
        matches!(&file.result, RegistryFileResult::Added { problems, .. } if problems.is_empty())
    });
    Ok(if whole { Done::Whole } else { Done::Listed })
}

fn of_added(file: &RegistryFileAdded) -> String {
    match &file.result {
        RegistryFileResult::Added {
            format,
            trials,
            fresh,
            changed,
            problems,
            ..
        } => format!(
            "{} ({format}): {trials} trials, {fresh} new, {changed} in other words than before, {} problems\n",
            file.name,
            problems.len()
        ),
        RegistryFileResult::Refused(error) => {
            format!("{}: {}\n  {}\n", file.name, error.message, error.hint)
        }
    }
}

pub(crate) async fn show(a: &RegistryShow, output: &Output) -> Result<Done> {
    let review = for_reading(&a.dir).await?;
    let set = if a.included {
        TrialSet::Included
    } else {
        TrialSet::All
    };
    if let Some(number) = &a.trial {
        output.show(&review.trial(number).await?, of_trial)?;
    } else if a.differences {
        output.show(&review.trial_differences().await?, |all| {
            of_differences(all)
        })?;
    } else if a.used {
        let used = review.trials_used(set).await?;
        output.show(&used, |used| {
            let design = TrialDesign {
                bench: used.bench.clone(),
                registered_twice: used.registered_twice.clone(),
                prefill: None,
                problems: Vec::new(),
            };
            of_design(&design, ROWS)
        })?;
    } else if let Some(folder) = &a.tables {
        let (files, rows) = review.write_trial_tables(folder, set).await?;
        let written = serde_json::json!({ "files": files, "rows": rows });
        output.show(&written, |_| {
            format!("{rows} rows in {}\n", folder.display())
        })?;
    } else {
        output.show(&review.trials().await?, of_trials)?;
    }
    Ok(Done::Whole)
}

fn of_trials(view: &TrialsView) -> String {
    let without = view
        .trials
        .iter()
        .filter(|trial| !trial.reports.iter().any(|report| report.linked));
    let mut text = format!(
        "{} trials, {} of them without a report among {} works.\n",
        view.trials.len(),
        without.count(),
        view.searched
    );
    for trial in &view.trials {
        let people = trial.people.map(|people| {
            let are = trial.people_are.as_deref().unwrap_or("planned or actual");
            format!(", {people} people ({are})")
        });
        text.push_str(&format!(
            "{}{}  {}{}{}\n",
            trial.number,
            trial
                .also
                .iter()
                .map(|n| format!(" = {n}"))
                .collect::<String>(),
            trial.title.as_deref().unwrap_or("without a title"),
            people.unwrap_or_default(),
            if trial.registered_late == Some(true) {
                ", registered after its start"
            } else {
                ""
            }
        ));
        for report in trial.reports.iter().filter(|report| report.linked) {
            text.push_str(&format!(
                "  {} ({})\n",
                report.title.as_deref().unwrap_or("without a title"),
                state_words(report.state)
            ));
        }
        if !trial.reports.iter().any(|report| report.linked) {
            text.push_str("  registered, no report found\n");
        }
    }
    if !view.missing.is_empty() {
        text.push_str("Numbers in reports that no imported file holds:\n");
        for one in &view.missing {
            text.push_str(&format!(
                "  {} in {} ({}): “{}”\n",
                one.number,
                one.title.as_deref().unwrap_or("a record without a title"),
                state_words(one.state),
                one.quote
            ));
        }
    }
    if view.unread_documents > 0 {
        text.push_str(&format!(
            "{} attached documents were not read yet; attest registry add reads them.\n",
            view.unread_documents
        ));
    }
    text
}

fn state_words(state: TrialReportState) -> &'static str {
    match state {
        TrialReportState::Included => "included",
        TrialReportState::Sought => "full text sought",
        TrialReportState::NotSettled => "not settled",
        TrialReportState::Excluded => "excluded",
        TrialReportState::Removed => "taken out before screening",
    }
}

fn of_trial(trial: &TrialDetail) -> String {
    let mut text = format!("{}\n", trial.number);
    for table in &trial.tables {
        text.push_str(&format!("{}\n", table.table.name()));
        for row in &table.rows {
            let cells = table.header.iter().zip(row);
            let cells: Vec<String> = cells
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(name, cell)| format!("{name}: {cell}"))
                .collect();
            text.push_str(&format!("  {}\n", cells.join(" · ")));
        }
    }
    for (index, version) in trial.versions.iter().enumerate() {
        let files: Vec<&str> = version
            .files
            .iter()
            .map(|file| file.name.as_str())
            .collect();
        text.push_str(&format!(
            "Version {} ({})\n",
            trial.versions.len() - index,
            files.join(", ")
        ));
        for change in &version.changes {
            text.push_str(&format!(
                "  {}: {} → {}\n",
                change
                    .column
                    .as_deref()
                    .unwrap_or_else(|| change.table.name()),
                marked(&change.before),
                marked(&change.after)
            ));
        }
    }
    text
}

fn of_differences(all: &[TrialDifference]) -> String {
    let all = all.iter().map(|one| {
        of_comparison(&RegistryComparison {
            trial: one.number.clone(),
            report: one.paper.clone(),
            items: one.items.clone(),
        })
    });
    all.collect()
}

pub(crate) async fn say(a: &RegistrySay, output: &Output) -> Result<Done> {
    let said = match a.said.replace('-', "_").as_str() {
        "linked" => LinkSaid::Linked,
        "not_linked" => LinkSaid::NotLinked,
        "open" => LinkSaid::Open,
        other => {
            return Err(Error::invalid(
                format!("“{other}” cannot be said of a record and a trial"),
                "Say linked, not-linked or open.",
            ));
        }
    };
    let review = for_writing(&a.dir).await?;
    let reviewer = review.reviewer(&a.reviewer).await?;
    let record = RecordId::from(a.record.as_str());
    review
        .say_of_trial(&a.trial, &record, said, &reviewer)
        .await?;
    output.show(&review.trials().await?, of_trials)?;
    Ok(Done::Whole)
}

pub(crate) async fn note(a: &RegistryNote, output: &Output) -> Result<Done> {
    let word = a.item.replace('-', "_");
    let item = PaperItem::named(&word).ok_or_else(|| {
        let known = PaperItem::ALL.map(|item| item.as_str().replace('_', "-"));
        Error::invalid(
            format!("“{}” is nothing that is set beside a registration", a.item),
            format!("Choose one of: {}.", known.join(", ")),
        )
    })?;
    let review = for_writing(&a.dir).await?;
    let reviewer = review.reviewer(&a.reviewer).await?;
    let record = RecordId::from(a.record.as_str());
    review
        .enter_paper_value(&record, item, &a.value, &a.quote, &reviewer)
        .await?;
    output.show(&review.trial_differences().await?, |all| {
        of_differences(all)
    })?;
    Ok(Done::Whole)
}

pub(crate) async fn take_back(
    dir: &Path,
    file: &str,
    reason: &str,
    reviewer: &str,
    output: &Output,
) -> Result<Done> {
    let review = for_writing(dir).await?;
    let reviewer = review.reviewer(reviewer).await?;
    let imports = review.trials().await?.imports;
    let known = imports
        .iter()
        .rfind(|one| one.withdrawn.is_none() && (one.id == file || one.file_name == file));
    let id = known.map_or(file, |one| one.id.as_str());
    review
        .withdraw_registry_import(id, reason, &reviewer)
        .await?;
    output.show(&review.trials().await?, of_trials)?;
    Ok(Done::Whole)
}

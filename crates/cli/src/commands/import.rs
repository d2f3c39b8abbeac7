//! Import, preview, and the list of sources.

use std::path::{Path, PathBuf};

use workbench::formats::ColumnMapping;
use workbench::review::SourceKind;
use workbench::{
    Code, Error, FileResult, FileSummary, ImportFile, ImportedFile, Result, read_import_list,
};

use super::files::problems_in_words;
use super::{for_reading, for_writing};
use crate::arguments::{Import, Preview, Sources};
use crate::output::{Done, Output};

pub(crate) async fn import(a: &Import, output: &Output) -> Result<Done> {
    let files = match &a.list {
        Some(list) => {
            let mut files = read_import_list(list)?;
            for file in &mut files {
                (file.accept_guess, file.again) = (a.accept_columns, a.again);
            }
            files
        }
        None => named(a)?,
    };
    let review = for_writing(&a.dir).await?;
    let mut results = review.import(&files, &output.progress()).await?;
    for result in &mut results {
        if let FileResult::Refused(error) = &mut result.result {
            name_the_option(error);
        }
    }
    if let [only] = &results[..]
        && let FileResult::Refused(error) = &only.result
    {
        // Said once, as the command's own failure.
        return Err(error.clone());
    }
    output.show(&results, |results| {
        results.iter().map(imported).collect::<Vec<_>>().join("\n")
    })?;
    let entries_lost = results
        .iter()
        .any(|r| matches!(&r.result, FileResult::Imported(summary) if summary.entries_lost > 0));
    let refused = results
        .iter()
        .filter(|r| matches!(r.result, FileResult::Refused(_)))
        .count();
    if refused == results.len() {
        // Where nothing came of it at all, the command failed.
        if let Some(FileResult::Refused(error)) = results.into_iter().next().map(|r| r.result) {
            return Err(error);
        }
    }
    Ok(if refused > 0 {
        Done::Partly
    } else if entries_lost {
        Done::Listed
    } else {
        Done::Whole
    })
}

/// Says by which option of this command the refusal is answered.
fn name_the_option(error: &mut Error) {
    let option = match error.code {
        Code::Exists => "--again",
        Code::Refused => "`attest preview FILE`, then --accept-columns or --columns FILE.json",
        _ => return,
    };
    error.hint = format!("{} On the command line: {option}.", error.hint);
}

fn named(a: &Import) -> Result<Vec<ImportFile>> {
    let kind = source_kind(&a.kind)?;
    let strategy = match &a.strategy {
        None => None,
        Some(path) => Some(std::fs::read_to_string(path).map_err(|e| Error::file(path, &e))?),
    };
    let columns = a.columns.as_deref().map(read_columns).transpose()?;
    let file = |path: &PathBuf| ImportFile {
        path: path.clone(),
        source: a.source.clone().unwrap_or_default(),
        kind,
        searched_on: a.date.clone(),
        strategy: strategy.clone(),
        columns: columns.clone(),
        accept_guess: a.accept_columns,
        again: a.again,
    };
    Ok(a.files.iter().map(file).collect())
}

fn source_kind(word: &str) -> Result<SourceKind> {
    SourceKind::from_word(word).ok_or_else(|| {
        Error::invalid(
            format!("there is no kind of source “{word}”"),
            "Choose database, register, website, organisation, citation or other.",
        )
    })
}

fn read_columns(path: &Path) -> Result<ColumnMapping> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::file(path, &e))?;
    serde_json::from_str(&text).map_err(|e| {
        Error::bad_input(
            format!("{}: {e}", path.display()),
            "Start from the “mapping” that `attest preview --json FILE` prints.",
        )
    })
}

fn imported(file: &ImportedFile) -> String {
    match &file.result {
        FileResult::Imported(summary) => {
            format!("{}: {}", file.path.display(), understood(summary))
        }
        FileResult::Refused(error) => {
            format!(
                "{}: NOT imported. {}\n  {}",
                file.path.display(),
                error.message,
                error.hint
            )
        }
    }
}

fn understood(summary: &FileSummary) -> String {
    let mut text = format!(
        "{} records from {} ({}, {})",
        summary.records, summary.source, summary.format, summary.encoding
    );
    if summary.entries_lost > 0 {
        text.push_str(&format!(
            "; {} entries could not be read",
            summary.entries_lost
        ));
    }
    text.push_str(&problems_in_words(&summary.problems, 5));
    if let Some(columns) = summary.columns.as_ref().filter(|c| !c.confident) {
        text.push_str("\n  The columns of this table were guessed:");
        for (name, target) in columns.header.iter().zip(&columns.mapping.columns) {
            let target = serde_json::to_value(target).ok();
            let target = target.as_ref().and_then(|t| t.as_str()).unwrap_or("other");
            text.push_str(&format!("\n    {name} → {target}"));
        }
        text.push_str("\n  Import with --accept-columns if that is right, or with --columns FILE.json to correct it.");
    }
    text
}

pub(crate) async fn preview(a: &Preview, output: &Output) -> Result<Done> {
    let mut summaries = Vec::new();
    for file in &a.files {
        summaries.push((
            file.display().to_string(),
            workbench::preview(file, None).await?,
        ));
    }
    output.show(&summaries, |summaries| {
        summaries
            .iter()
            .map(|(file, summary)| format!("{file}: {}", understood(summary)))
            .collect::<Vec<_>>()
            .join("\n")
    })?;
    Ok(Done::Whole)
}

pub(crate) async fn sources(a: &Sources, output: &Output) -> Result<Done> {
    let number = a.problems.or(a.withdraw);
    let review = match a.withdraw {
        Some(_) => for_writing(&a.dir).await?,
        None => for_reading(&a.dir).await?,
    };
    let searches = review.searches().await?;
    let Some(number) = number else {
        output.show(&searches, |searches| {
            searches
                .iter()
                .enumerate()
                .map(|(i, s)| {
                    format!(
                        "{:>3}  {:<10} {:<24} {:>7} records  {:>4} problems  {} ({}, {}){}",
                        i + 1,
                        s.search.kind.as_str(),
                        s.search.source,
                        s.records,
                        s.problems,
                        s.search.file_name,
                        s.search.format,
                        s.search.encoding,
                        s.withdrawn
                            .as_ref()
                            .map(|r| format!("  WITHDRAWN: {r}"))
                            .unwrap_or_default()
                    )
                })
                .collect::<Vec<_>>()
                .join("\n")
        })?;
        return Ok(Done::Whole);
    };
    let Some(search) = number
        .checked_sub(1)
        .and_then(|i| searches.get(i))
        .map(|s| s.search.id.clone())
    else {
        return Err(Error::not_found(
            format!("there is no import number {number}"),
            format!(
                "There are {}; list them with: attest sources DIR.",
                searches.len()
            ),
        ));
    };
    if a.withdraw.is_some() {
        review
            .withdraw_import(&search, a.reason.as_deref().unwrap_or_default())
            .await?;
        output.show(&search, |_| {
            format!("import {number} was taken back; its records count nowhere any more")
        })?;
    } else {
        let problems = review.problems(&search).await?;
        output.show(&problems, |problems| {
            if problems.is_empty() {
                return "no problems".to_owned();
            }
            problems_in_words(problems, usize::MAX)
                .trim_start_matches('\n')
                .to_owned()
        })?;
    }
    Ok(Done::Whole)
}

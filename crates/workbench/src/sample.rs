//! The sample review: the synthetic review of `assets/sample`, half screened, so that every step has something to try.

mod extraction;

use std::collections::HashSet;
use std::path::Path;

use review::{Protocol, ReviewerId};

use crate::error::{Error, Result};
use crate::import_list::read_import_list;
use crate::open_review::Review;
use crate::progress::Progress;

const TITLE: &str = "Medication review after discharge (sample)";

/// The files of the sample, so that it is there wherever the program is.
const FILES: [(&str, &[u8]); 9] = [
    (
        "pubmed.nbib",
        include_bytes!("../../../assets/sample/pubmed.nbib"),
    ),
    (
        "embase.ris",
        include_bytes!("../../../assets/sample/embase.ris"),
    ),
    (
        "cinahl.xml",
        include_bytes!("../../../assets/sample/cinahl.xml"),
    ),
    (
        "scopus.csv",
        include_bytes!("../../../assets/sample/scopus.csv"),
    ),
    (
        "handsearch.bib",
        include_bytes!("../../../assets/sample/handsearch.bib"),
    ),
    (
        "sources.toml",
        include_bytes!("../../../assets/sample/sources.toml"),
    ),
    (
        "decisions.csv",
        include_bytes!("../../../assets/sample/decisions.csv"),
    ),
    (
        "retrieval.csv",
        include_bytes!("../../../assets/sample/retrieval.csv"),
    ),
    (
        "studies.csv",
        include_bytes!("../../../assets/sample/studies.csv"),
    ),
];

const PROTOCOL: &str = include_str!("../../../assets/sample/protocol.toml");

/// The reports that come with their PDF; the number of the work is the name.
const REPORTS: [(&str, &[u8]); 6] = [
    (
        "w001",
        include_bytes!("../../../assets/sample/reports/w001.pdf"),
    ),
    (
        "w003",
        include_bytes!("../../../assets/sample/reports/w003.pdf"),
    ),
    (
        "w004",
        include_bytes!("../../../assets/sample/reports/w004.pdf"),
    ),
    (
        "w006",
        include_bytes!("../../../assets/sample/reports/w006.pdf"),
    ),
    (
        "w012",
        include_bytes!("../../../assets/sample/reports/w012.pdf"),
    ),
    (
        "w013",
        include_bytes!("../../../assets/sample/reports/w013.pdf"),
    ),
];

const STEPS: u64 = 7;

/// Makes the sample review in a folder that does not exist yet.
pub async fn create_sample(folder: &Path, progress: &Progress) -> Result<Review> {
    let label = "Preparing the sample review";
    progress.report(label, 0, STEPS);
    let protocol: Protocol = toml::from_str(PROTOCOL)
        .map_err(|e| Error::internal(format!("the protocol of the sample: {e}")))?;
    // Adjudicators are named once they are there.
    let draft = Protocol {
        adjudicators: Vec::new(),
        ..protocol.clone()
    };
    let review = Review::create(folder, TITLE, &draft).await?;
    let files = folder.join("derived").join("sample");
    std::fs::create_dir_all(&files).map_err(|e| Error::file(&files, &e))?;
    for (name, bytes) in FILES {
        let path = files.join(name);
        std::fs::write(&path, bytes).map_err(|e| Error::file(&path, &e))?;
    }
    for name in ["R. Adams", "M. Silva", "K. Novak"] {
        review.add_reviewer(name).await?;
    }
    review
        .set_protocol(&protocol, Some("with the adjudicator"))
        .await?;
    let silent = Progress::silent();
    progress.report(label, 1, STEPS);
    review
        .import(&read_import_list(&files.join("sources.toml"))?, &silent)
        .await?;
    progress.report(label, 2, STEPS);
    review.dedupe(&silent).await?;
    progress.report(label, 3, STEPS);
    let (decisions, retrieval) = (files.join("decisions.csv"), files.join("retrieval.csv"));
    let with_report = titles_with_report(&retrieval)?;
    leave_some_undecided(&decisions, &with_report)?;
    keep_rows(&retrieval, |_, title| {
        with_report.contains(title) || !report_stays_awaited(title)
    })?;
    review.replay_table(&decisions).await?;
    progress.report(label, 4, STEPS);
    let adams = review.reviewer("R. Adams").await?;
    // What refers to a record that was left open is not taken over; that is the intention.
    review.replay_retrievals(&retrieval, &adams).await?;
    review
        .replay_studies(&files.join("studies.csv"), &adams)
        .await?;
    progress.report(label, 5, STEPS);
    attach_reports(&review, &files, &adams).await?;
    progress.report(label, 6, STEPS);
    extraction::extract_some(&review, &adams).await?;
    std::fs::remove_dir_all(&files).map_err(|e| Error::file(&files, &e))?;
    progress.report(label, STEPS, STEPS);
    Ok(review)
}

async fn attach_reports(review: &Review, files: &Path, reviewer: &ReviewerId) -> Result<()> {
    let mut paths = Vec::with_capacity(REPORTS.len());
    for (work, bytes) in REPORTS {
        let path = files.join(format!("{work}.pdf"));
        std::fs::write(&path, bytes).map_err(|e| Error::file(&path, &e))?;
        paths.push(path);
    }
    let rows = review
        .attach_matched(&paths, reviewer, &Progress::silent())
        .await?;
    match rows.iter().find(|row| !row.attached) {
        Some(row) => Err(Error::internal(format!(
            "{} of the sample found no report",
            row.found.name
        ))),
        None => Ok(()),
    }
}

/// Titles of the works whose PDF comes with the sample: their decisions stay, so that there is something to extract.
fn titles_with_report(retrieval: &Path) -> Result<HashSet<String>> {
    let mut titles = HashSet::new();
    keep_rows(retrieval, |row, title| {
        let work = row("work");
        if REPORTS.iter().any(|(name, _)| *name == work) {
            titles.insert(title.to_owned());
        }
        true
    })?;
    Ok(titles)
}

/// Takes about two fifths of the decisions on titles out of the table, some of those on full texts, and the last two
/// adjudications; `kept` titles keep theirs.
fn leave_some_undecided(table: &Path, kept: &HashSet<String>) -> Result<()> {
    let mut adjudicated = Vec::new();
    keep_rows(table, |row, title| {
        if row("role") == "adjudicator" && row("stage") == "title_abstract" {
            adjudicated.push(title.to_owned());
        }
        true
    })?;
    let unsettled: HashSet<&String> = adjudicated.iter().rev().take(2).collect();
    keep_rows(table, |row, title| {
        let title_owned = title.to_owned();
        if kept.contains(&title_owned) {
            return true;
        }
        if row("role") == "adjudicator" {
            return !unsettled.contains(&title_owned);
        }
        match row("stage").as_str() {
            "full_text" => number_of(title) % 7 > 1,
            _ => adjudicated.contains(&title_owned) || number_of(title) % 5 > 1,
        }
    })
}

fn report_stays_awaited(title: &str) -> bool {
    number_of(title).is_multiple_of(7)
}

/// The same number for the same title, every time.
fn number_of(title: &str) -> u32 {
    title.bytes().map(u32::from).sum()
}

/// Keeps the rows of a table that `keep` says; it is given the row by the names of its columns, and its title.
fn keep_rows(
    table: &Path,
    mut keep: impl FnMut(&dyn Fn(&str) -> String, &str) -> bool,
) -> Result<()> {
    let broken = |e: csv::Error| Error::internal(format!("a table of the sample: {e}"));
    let mut reader = csv::Reader::from_path(table).map_err(broken)?;
    let header = reader.headers().map_err(broken)?.clone();
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .collect::<csv::Result<_>>()
        .map_err(broken)?;
    let mut writer = csv::Writer::from_path(table).map_err(broken)?;
    writer.write_record(&header).map_err(broken)?;
    for row in &rows {
        let cell = |name: &str| -> String {
            let column = header.iter().position(|h| h == name);
            column
                .and_then(|c| row.get(c))
                .unwrap_or_default()
                .to_owned()
        };
        let title = cell("title");
        if keep(&cell, &title) {
            writer.write_record(row).map_err(broken)?;
        }
    }
    writer.flush().map_err(|e| Error::file(table, &e))
}

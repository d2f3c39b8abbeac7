//! The files of an analysis: drawings, summary of findings, paragraph, numbers, and a script for R.

use std::path::{Path, PathBuf};

use bias::grade::{Findings, Outcome, summary_csv, summary_html, summary_rows};
use docx_rs::{Docx, Table as WordTable, TableRow, WidthType};
use serde::Serialize;

use super::analysis_shown::AnalysisView;
use super::analysis_view::row_of;
use super::draft::{in_full, notice};
use super::findings_of_analyses::{About, findings};
use crate::convert::write_whole;
use crate::error::{Error, Result};
use crate::export::word_document::{begun, cell, line, small, written};
use crate::open_review::Review;
use crate::pool::write_drawing;
use crate::simulate::write_json;

/// Widths of the columns of a summary of findings, in twentieths of a point.
const COLUMNS: [usize; 9] = [
    2_000, 1_500, 1_700, 1_500, 1_900, 1_700, 1_500, 1_100, 1_670,
];

/// What is written as `analysis.json`.
#[derive(Serialize)]
struct AnalysisFile<'a> {
    /// Whether studies are still being extracted.
    draft: bool,
    #[serde(flatten)]
    view: &'a AnalysisView,
    /// On the scale on which it was pooled.
    analysis: &'a synthesis::Analysis,
}

impl Review {
    /// Whether studies are still being extracted, so that every analysis is a draft.
    pub(crate) async fn analyses_are_drafts(&self) -> Result<bool> {
        Ok(!self.numbers_to_pool().await?.unfinished.is_empty())
    }

    /// Writes all files of a kept analysis into a new folder; returns them. As long as the extraction is not settled, each of
    /// them says that it is a draft. Sentences that are struck out are in none. Refused where it was withdrawn or nothing
    /// can be pooled.
    pub async fn export_analysis(&self, analysis: &str, folder: &Path) -> Result<Vec<PathBuf>> {
        let (view, together) = self.whole_analysis(analysis).await?;
        if let Some(withdrawn) = &view.withdrawn {
            return Err(Error::refused(
                format!("this analysis was withdrawn: {}", withdrawn.reason),
                "Export one that is in force.",
            ));
        }
        let (Some(together), Some(found)) = (together, &view.findings) else {
            let (message, hint) = view.not_pooled.unwrap_or_default();
            return Err(Error::refused(message, hint));
        };
        std::fs::create_dir_all(folder).map_err(|e| Error::file(folder, &e))?;
        let mut files = Vec::new();
        let mut place = |name: &str| {
            let path = folder.join(name);
            files.push(path.clone());
            path
        };
        let wording = synthesis::Wording {
            notice: notice(&view.unfinished).unwrap_or_default(),
            ..view.choice.wording()
        };
        let forest =
            synthesis::forest_plot(&together.analysis, together.subgroups.as_ref(), &wording);
        let funnel = synthesis::funnel_plot(&together.analysis, &wording);
        for extension in ["svg", "png", "pdf"] {
            write_drawing(&place(&format!("forest plot.{extension}")), &forest)?;
            write_drawing(&place(&format!("funnel plot.{extension}")), &funnel)?;
        }
        write_findings(found, &mut place)?;
        let supported: Vec<_> = view
            .sentences
            .iter()
            .filter(|sentence| sentence.struck.is_empty())
            .collect();
        let draft = in_full(&view.unfinished);
        let mut document = begun().add_paragraph(line(&view.choice.name).style("Heading1"));
        if let Some(draft) = &draft {
            document = document.add_paragraph(line(draft));
        }
        let text: Vec<&str> = supported.iter().map(|s| s.text.as_str()).collect();
        document = document.add_paragraph(line(&text.join(" ")));
        document = document.add_paragraph(line("What each sentence rests on").style("Heading2"));
        for sentence in &supported {
            document = document
                .add_paragraph(line(&sentence.text))
                .add_paragraph(small(&sentence.studies.join("; ")));
        }
        written(document, &place("paragraph.docx"))?;
        let above = draft.map_or_else(String::new, |draft| format!("{draft}\n\n"));
        write_text(
            &place("paragraph.txt"),
            &format!("{above}{}\n", text.join(" ")),
        )?;
        let script = synthesis::r_script(
            &view.choice.name,
            &together.analysis,
            together.subgroups.as_ref(),
            &wording,
        );
        write_text(&place("analysis.R"), &script)?;
        let mut leaving = view.clone();
        leaving
            .sentences
            .retain(|sentence| sentence.struck.is_empty());
        write_json(
            &place("analysis.json"),
            &AnalysisFile {
                draft: !view.unfinished.is_empty(),
                view: &leaving,
                analysis: &together.analysis,
            },
        )?;
        Ok(files)
    }

    /// Writes the summary of findings of all analyses in force, as page, table and document. Returns the files. One that
    /// cannot be pooled any more has a row that says why.
    pub async fn export_summary_of_findings(&self, folder: &Path) -> Result<Vec<PathBuf>> {
        let mut rows = Vec::new();
        for row in self.store.analyses().await? {
            if row.withdrawn.is_some() {
                continue;
            }
            let (view, together) = self.whole_analysis(&row.id).await?;
            let mut outcome = match together {
                Some(together) => row_of(&view, &together),
                None => Outcome {
                    name: view.outcome.clone(),
                    comment: format!(
                        "Not pooled: {}.",
                        view.not_pooled.as_ref().map_or("", |(why, _)| why.as_str())
                    ),
                    ..Outcome::default()
                },
            };
            outcome.name = with_arms(&outcome.name, &view);
            rows.push((view.choice, outcome));
        }
        if rows.is_empty() {
            return Err(Error::refused(
                "there is no analysis yet whose findings could be told",
                "Keep an analysis first.",
            ));
        }
        let ledger = self.ledger().await?;
        let protocol = ledger.protocol();
        let all = self.numbers_to_pool().await?;
        let found = findings(
            About::new(&protocol.question, &protocol.pico, &all),
            rows,
            &self.settled_bias().await?,
        );
        std::fs::create_dir_all(folder).map_err(|e| Error::file(folder, &e))?;
        let mut files = Vec::new();
        write_findings(&found, &mut |name| {
            let path = folder.join(name);
            files.push(path.clone());
            path
        })?;
        Ok(files)
    }
}

/// The name of a row among those of other analyses, which outcomes alone would not tell apart.
fn with_arms(name: &str, view: &AnalysisView) -> String {
    let arms = view.choice.wording();
    if arms.first_arm.is_empty() || arms.second_arm.is_empty() {
        return name.to_owned();
    }
    format!("{name} ({} against {})", arms.first_arm, arms.second_arm)
}

fn write_findings(found: &Findings, place: &mut dyn FnMut(&str) -> PathBuf) -> Result<()> {
    write_text(&place("summary of findings.html"), &summary_html(found))?;
    write_text(
        &place("summary of findings.csv"),
        &format!("\u{FEFF}{}", summary_csv(found)),
    )?;
    let mut rows = summary_rows(found).into_iter();
    let head: Vec<String> = rows.next().unwrap_or_default();
    let row = |cells: Vec<String>| {
        TableRow::new(
            cells
                .iter()
                .zip(COLUMNS)
                .map(|(text, width)| cell(width, vec![small(text)]))
                .collect(),
        )
        .cant_split()
    };
    let table = WordTable::new(std::iter::once(head).chain(rows).map(row).collect())
        .set_grid(COLUMNS.to_vec())
        .width(COLUMNS.iter().sum(), WidthType::Dxa);
    let mut document: Docx = begun().add_paragraph(line(&found.title).style("Heading1"));
    if !found.notice.is_empty() {
        document = document.add_paragraph(line(&found.notice));
    }
    document = document.add_table(table);
    for footnote in &found.footnotes {
        document = document.add_paragraph(small(&format!("{}. {}", footnote.mark, footnote.text)));
    }
    written(document, &place("summary of findings.docx"))
}

fn write_text(path: &Path, text: &str) -> Result<()> {
    write_whole(path, |out| {
        out.write_all(text.as_bytes())
            .map_err(|e| Error::file(path, &e))
    })
}

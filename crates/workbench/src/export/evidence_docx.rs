//! The evidence table as a document for a word processor: a table per study, with quotes and pages.

use std::path::Path;

use docx_rs::{Docx, Paragraph, Run, Shading, Table, TableRow, WidthType};

use super::evidence_table::{Extracted, ExtractedStudy, ExtractedValue, shown};
use super::word_document::{begun, cell, line, plain, small, written};
use crate::error::Result;
use crate::open_review::Review;

/// Widths of the columns field, value and evidence.
const COLUMNS: [usize; 3] = [3_600, 3_000, 7_970];

impl Review {
    /// The evidence table as DOCX. Returns the number of values.
    pub async fn export_evidence_docx(&self, out: &Path, is_final: bool) -> Result<usize> {
        let extracted = self.extracted_for(is_final).await?;
        written(document(&extracted, is_final), out)?;
        Ok(extracted
            .studies
            .iter()
            .map(|study| study.values.len())
            .sum())
    }
}

fn document(extracted: &Extracted, is_final: bool) -> Docx {
    let kind = if is_final {
        "Evidence table"
    } else {
        "Evidence table (draft)"
    };
    let mut docx = begun()
        .add_paragraph(line(&extracted.title).style("Heading1"))
        .add_paragraph(line(&format!("{kind}. Form: {}.", extracted.form)));
    for study in &extracted.studies {
        docx = docx.add_paragraph(line(&study.label).style("Heading2"));
        for (cited, title) in &study.reports {
            docx = docx.add_paragraph(line(&format!("{cited}. {title}")));
        }
        if !study.values.is_empty() {
            docx = docx.add_table(table(study));
        }
    }
    docx
}

fn table(study: &ExtractedStudy) -> Table {
    let head = TableRow::new(
        ["Field", "Value", "Evidence"]
            .into_iter()
            .zip(COLUMNS)
            .map(|(text, width)| {
                let run = Run::new().add_text(text).bold();
                cell(width, vec![Paragraph::new().add_run(run)])
                    .shading(Shading::new().fill("EDF1F2"))
            })
            .collect(),
    )
    .cant_split();
    let mut rows = vec![head];
    let mut section = "";
    for value in &study.values {
        if value.section != section {
            section = &value.section;
            let run = Run::new().add_text(plain(section)).italic();
            rows.push(TableRow::new(vec![
                cell(COLUMNS.iter().sum(), vec![Paragraph::new().add_run(run)]).grid_span(3),
            ]));
        }
        rows.push(row(value));
    }
    Table::new(rows)
        .set_grid(COLUMNS.to_vec())
        .width(COLUMNS.iter().sum(), WidthType::Dxa)
}

fn row(value: &ExtractedValue) -> TableRow {
    let mut field = vec![line(&value.label)];
    let of: Vec<&str> = [
        &value.address.arm,
        &value.address.outcome,
        &value.address.time_point,
    ]
    .into_iter()
    .filter_map(|part| part.as_deref())
    .collect();
    if !of.is_empty() {
        field.push(small(&of.join(", ")));
    }
    let mut given = vec![
        Paragraph::new().add_run(
            Run::new()
                .add_text(plain(
                    &value.finding().map_or_else(|| "–".to_owned(), shown),
                ))
                .bold(),
        ),
    ];
    if let Some(formula) = value.finding().and_then(|f| f.formula.as_deref()) {
        given.push(small(formula));
    }
    let by = if value.by.is_empty() {
        value.state().to_owned()
    } else {
        format!("{}, {}", value.state(), value.by)
    };
    given.push(small(&by));
    if let Some(note) = value.value().and_then(|v| v.note.as_deref()) {
        given.push(small(note));
    }
    let quotes: Vec<Paragraph> = value
        .finding()
        .map(|finding| {
            let quotes = finding.evidence.iter().map(|quote| {
                let page = quote
                    .page
                    .map_or_else(String::new, |page| format!(" (page {page})"));
                line(&format!("“{}”{page}", quote.exact))
            });
            quotes.collect()
        })
        .unwrap_or_default();
    TableRow::new(
        [field, given, quotes]
            .into_iter()
            .zip(COLUMNS)
            .map(|(paragraphs, width)| cell(width, paragraphs))
            .collect(),
    )
    .cant_split()
}

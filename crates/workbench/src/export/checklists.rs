//! Export of the reporting checklists and of the statement on the use of models: DOCX, HTML, and CSV for a checklist.

use std::path::Path;
use std::str::FromStr;

use docx_rs::{Paragraph, Run, Shading, Table as WordTable, TableRow, WidthType};

use super::page::{Page, escaped};
use super::table::{Table, TableFormat};
use super::word_document::{begun, cell, line, plain, small, written};
use crate::error::{Error, Result};
use crate::open_review::Review;
use crate::reporting::{Checklist, ChecklistItem, ChecklistKind, Reporting};

const STYLE: &str = include_str!("report.css");
/// Widths of the columns item, what is reported, and place, in twentieths of a point.
const COLUMNS: [usize; 3] = [4_200, 7_800, 2_570];

/// How a checklist is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// A document for a word processor.
    Docx,
    /// A page.
    Html,
    /// A table.
    Csv,
}

impl FromStr for ReportFormat {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self> {
        match word {
            "docx" => Ok(Self::Docx),
            "html" => Ok(Self::Html),
            "csv" => Ok(Self::Csv),
            other => Err(Error::invalid(
                format!("a checklist cannot be written as “{other}”"),
                "Choose docx, html or csv.",
            )),
        }
    }
}

impl Review {
    /// Writes a checklist. Returns the number of its items.
    pub async fn export_checklist(
        &self,
        kind: ChecklistKind,
        out: &Path,
        format: ReportFormat,
    ) -> Result<usize> {
        let reporting = self.reporting().await?;
        let checklist = reporting
            .checklists
            .iter()
            .find(|checklist| checklist.kind == kind)
            .ok_or_else(|| Error::internal("a checklist is not among those that were filled"))?;
        match format {
            ReportFormat::Csv => {
                table(checklist).write(out, TableFormat::Csv)?;
            }
            ReportFormat::Html => page(&reporting.title, checklist).write(out)?,
            ReportFormat::Docx => document(&reporting.title, checklist, out)?,
        }
        Ok(checklist.items.len())
    }

    /// Writes the statement on the use of models. Returns the number of its paragraphs. Refused as a table.
    pub async fn export_ai_use(&self, out: &Path, format: ReportFormat) -> Result<usize> {
        let reporting = self.reporting().await?;
        match format {
            ReportFormat::Csv => {
                return Err(Error::invalid(
                    "the statement on the use of models is no table",
                    "Choose docx or html.",
                ));
            }
            ReportFormat::Html => statement_page(&reporting).write(out)?,
            ReportFormat::Docx => {
                let mut docx = begun()
                    .add_paragraph(line(&reporting.title).style("Heading1"))
                    .add_paragraph(line(STATEMENT).style("Heading2"));
                for paragraph in &reporting.ai_use.paragraphs {
                    docx = docx.add_paragraph(line(paragraph));
                }
                written(docx, out)?;
            }
        }
        Ok(reporting.ai_use.paragraphs.len())
    }
}

const STATEMENT: &str = "Use of artificial intelligence";

fn table(checklist: &Checklist) -> Table {
    let row = |item: &ChecklistItem| {
        let written = item.written.as_ref();
        vec![
            item.section.clone(),
            item.number.clone(),
            item.topic.clone(),
            item.asks.clone(),
            item.state.in_words().to_owned(),
            item.recorded.join("\n"),
            written.map_or_else(String::new, |text| text.body.clone()),
            written.map_or_else(String::new, |text| text.place.clone()),
            written.map_or_else(String::new, |text| text.by.clone()),
            missing(item).join("\n"),
        ]
    };
    Table {
        name: "Checklist",
        header: vec![
            "section",
            "item",
            "topic",
            "asks_for",
            "state",
            "from_the_log",
            "written",
            "reported_at",
            "written_by",
            "missing",
        ],
        rows: checklist.items.iter().map(row).collect(),
    }
}

/// What is still missing: nothing where a person wrote on the item.
fn missing(item: &ChecklistItem) -> &[String] {
    if item.written.is_some() {
        &[]
    } else {
        &item.lacking
    }
}

fn page(title: &str, checklist: &Checklist) -> Page {
    let mut page = Page::begin(&format!("{}: {title}", checklist.name), STYLE);
    page.element("h1", title);
    page.element("h2", &format!("{} checklist", checklist.name));
    page.push(&format!(
        "<p class=\"source\">{}</p><table><thead><tr><th>Item</th><th>Topic</th><th>Reported</th><th>Where</th></tr></thead><tbody>",
        escaped(&checklist.source)
    ));
    for item in &checklist.items {
        let paragraphs = |class: &str, texts: &[String]| -> String {
            texts
                .iter()
                .map(|text| format!("<p{class}>{}</p>", escaped(text)))
                .collect()
        };
        let own = item.written.as_ref().map_or_else(String::new, |text| {
            format!(
                "<p>{}</p><p class=\"by\">Written by {}</p>",
                escaped(&text.body),
                escaped(&text.by)
            )
        });
        page.push(&format!(
            "<tr><td>{}</td><td><p>{}</p><p class=\"asks\">{}</p></td><td>{}{own}{}</td><td>{}</td></tr>",
            escaped(&item.number),
            escaped(&item.topic),
            escaped(&item.asks),
            paragraphs("", &item.recorded),
            paragraphs(" class=\"missing\"", missing(item)),
            escaped(item.written.as_ref().map_or("", |text| &text.place)),
        ));
    }
    page.push("</tbody></table>");
    page
}

fn statement_page(reporting: &Reporting) -> Page {
    let mut page = Page::begin(&format!("{STATEMENT}: {}", reporting.title), STYLE);
    page.element("h1", &reporting.title);
    page.element("h2", STATEMENT);
    for paragraph in &reporting.ai_use.paragraphs {
        page.element("p", paragraph);
    }
    page
}

fn document(title: &str, checklist: &Checklist, out: &Path) -> Result<()> {
    let bold = |text: &str| Paragraph::new().add_run(Run::new().add_text(plain(text)).bold());
    let head = TableRow::new(
        ["Item", "Reported", "Where"]
            .into_iter()
            .zip(COLUMNS)
            .map(|(text, width)| {
                cell(width, vec![bold(text)]).shading(Shading::new().fill("EDF1F2"))
            })
            .collect(),
    )
    .cant_split();
    let mut rows = vec![head];
    for item in &checklist.items {
        let asked = vec![
            bold(&format!("{}  {}", item.number, item.topic)),
            small(&item.asks),
        ];
        let mut said: Vec<Paragraph> = item.recorded.iter().map(|text| line(text)).collect();
        let mut place = Vec::new();
        if let Some(text) = &item.written {
            if !text.body.is_empty() {
                said.push(line(&text.body));
            }
            said.push(small(&format!("Written by {}", text.by)));
            place.push(line(&text.place));
        }
        said.extend(
            missing(item)
                .iter()
                .map(|text| small(&format!("Missing: {text}"))),
        );
        rows.push(TableRow::new(
            [asked, said, place]
                .into_iter()
                .zip(COLUMNS)
                .map(|(paragraphs, width)| cell(width, paragraphs))
                .collect(),
        ));
    }
    let docx = begun()
        .add_paragraph(line(title).style("Heading1"))
        .add_paragraph(line(&format!("{} checklist", checklist.name)).style("Heading2"))
        .add_paragraph(small(&checklist.source))
        .add_table(
            WordTable::new(rows)
                .set_grid(COLUMNS.to_vec())
                .width(COLUMNS.iter().sum(), WidthType::Dxa),
        );
    written(docx, out)
}

//! What stands in each box: the wording of the published templates with the numbers of a flow.

use crate::words::{clean, thousands};
use crate::{Breakdown, Flow, Key, ReportFlow, Template};

/// The columns of the drawing from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Previous,
    Main,
    MainSide,
    Other,
    OtherSide,
}

/// The rows of the drawing from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Row {
    Identified,
    Screened,
    Sought,
    Assessed,
    New,
    Total,
}

/// A box before it has a place.
pub(crate) struct Content {
    /// The first of the numbers it shows; the box's id.
    pub(crate) key: Key,
    pub(crate) column: Column,
    pub(crate) row: Row,
    pub(crate) grey: bool,
    pub(crate) paragraphs: Vec<Paragraph>,
}

/// A piece of text that starts on a line of its own.
pub(crate) struct Paragraph {
    /// The number it states.
    pub(crate) key: Option<Key>,
    /// With no-break spaces inside `(n = 12)`, so that a count is never torn apart.
    pub(crate) text: String,
    /// Depth in a list.
    pub(crate) depth: u8,
}

/// The boxes of a template with what they say.
pub(crate) fn contents(flow: &Flow, template: Template, footnotes: bool) -> Vec<Content> {
    let mut boxes = Vec::new();
    if template.updated {
        boxes.push(previous(flow));
    }
    boxes.push(identified(flow, footnotes));
    boxes.push(removed(flow));
    boxes.push(simple(
        Key::RecordsScreened,
        Column::Main,
        Row::Screened,
        "Records screened",
        flow.screened,
    ));
    boxes.push(excluded(flow, footnotes));
    boxes.extend(reports(
        &flow.reports,
        [
            Key::DbrSoughtReports,
            Key::DbrNotretrievedReports,
            Key::DbrAssessed,
            Key::DbrExcluded,
        ],
        [Column::Main, Column::MainSide],
    ));
    if template.other_methods {
        boxes.push(identified_by_other_methods(flow));
        let no_reports = ReportFlow::default();
        boxes.extend(reports(
            flow.other_methods
                .as_ref()
                .map_or(&no_reports, |other| &other.reports),
            [
                Key::OtherSoughtReports,
                Key::OtherNotretrievedReports,
                Key::OtherAssessed,
                Key::OtherExcluded,
            ],
            [Column::Other, Column::OtherSide],
        ));
    }
    let (studies, reports) = if template.updated {
        (
            "New studies included in review",
            "Reports of new included studies",
        )
    } else {
        ("Studies included in review", "Reports of included studies")
    };
    boxes.push(pair(
        Column::Main,
        Row::New,
        [
            (Key::NewStudies, studies, flow.new.studies),
            (Key::NewReports, reports, flow.new.reports),
        ],
    ));
    if template.updated {
        let total = flow.total.unwrap_or_default();
        boxes.push(Content {
            grey: true,
            ..pair(
                Column::Main,
                Row::Total,
                [
                    (
                        Key::TotalStudies,
                        "Total studies included in review",
                        total.studies,
                    ),
                    (
                        Key::TotalReports,
                        "Reports of total included studies",
                        total.reports,
                    ),
                ],
            )
        });
    }
    boxes
}

/// `(n = 1,234)`, or with a blank where the number is unknown, as in the empty template.
fn count(n: Option<u64>) -> String {
    let n = n.map(thousands).unwrap_or_default();
    format!("(n\u{a0}=\u{a0}{n})")
}

fn plain(text: &str) -> Paragraph {
    Paragraph {
        key: None,
        text: text.to_owned(),
        depth: 0,
    }
}

fn line(key: Key, text: String, depth: u8) -> Paragraph {
    Paragraph {
        key: Some(key),
        text,
        depth,
    }
}

/// A box with a label and its count below.
fn simple(key: Key, column: Column, row: Row, label: &str, n: Option<u64>) -> Content {
    Content {
        key,
        column,
        row,
        grey: matches!(column, Column::Other | Column::OtherSide),
        paragraphs: vec![line(key, label.to_owned(), 0), line(key, count(n), 0)],
    }
}

/// A box with studies and their reports.
fn pair(column: Column, row: Row, counts: [(Key, &str, Option<u64>); 2]) -> Content {
    Content {
        key: counts[0].0,
        column,
        row,
        grey: false,
        paragraphs: counts
            .into_iter()
            .flat_map(|(key, label, n)| [line(key, label.to_owned(), 0), line(key, count(n), 0)])
            .collect(),
    }
}

fn previous(flow: &Flow) -> Content {
    let previous = flow.previous.unwrap_or_default();
    Content {
        grey: true,
        ..pair(
            Column::Previous,
            Row::Identified,
            [
                (
                    Key::PreviousStudies,
                    "Studies included in previous version of review",
                    previous.studies,
                ),
                (
                    Key::PreviousReports,
                    "Reports of studies included in previous version of review",
                    previous.reports,
                ),
            ],
        )
    }
}

/// The lines of the numbers that are known; all of them, with blanks, where none is.
fn known_lines(lines: &[(Key, &str, Option<u64>)]) -> Vec<Paragraph> {
    let none_known = lines.iter().all(|(_, _, n)| n.is_none());
    lines
        .iter()
        .filter(|(_, _, n)| none_known || n.is_some())
        .map(|(key, label, n)| line(*key, format!("{label} {}", count(*n)), 1))
        .collect()
}

/// One line for each part of a count.
fn parts(key: Key, breakdown: &Breakdown, depth: u8) -> impl Iterator<Item = Paragraph> {
    breakdown.parts.iter().map(move |part| {
        let name = clean(&part.name);
        let name = if name.is_empty() {
            "Not specified"
        } else {
            &name
        };
        line(key, format!("{name} {}", count(Some(part.n))), depth)
    })
}

/// Whether records are counted by database or register, as the first footnote asks for.
pub(crate) fn names_its_sources(flow: &Flow) -> bool {
    !flow.databases.parts.is_empty() || !flow.registers.parts.is_empty()
}

fn identified(flow: &Flow, footnotes: bool) -> Content {
    let mut paragraphs = vec![plain(if footnotes && !names_its_sources(flow) {
        "Records identified from*:"
    } else {
        "Records identified from:"
    })];
    let sources = [
        (
            Key::DatabaseResults,
            Key::DatabaseSpecificResults,
            "Databases",
            &flow.databases,
        ),
        (
            Key::RegisterResults,
            Key::RegisterSpecificResults,
            "Registers",
            &flow.registers,
        ),
    ];
    let none_known = flow.identified().is_none();
    for (key, specific, label, breakdown) in sources {
        if breakdown.count().is_none() && !none_known {
            continue;
        }
        let colon = if breakdown.parts.is_empty() { "" } else { ":" };
        paragraphs.push(line(
            key,
            format!("{label} {}{colon}", count(breakdown.count())),
            1,
        ));
        paragraphs.extend(parts(specific, breakdown, 2));
    }
    Content {
        key: Key::DatabaseResults,
        column: Column::Main,
        row: Row::Identified,
        grey: false,
        paragraphs,
    }
}

fn removed(flow: &Flow) -> Content {
    let mut paragraphs = vec![plain("Records removed before screening:")];
    paragraphs.extend(known_lines(&[
        (
            Key::Duplicates,
            "Duplicate records removed",
            flow.removed.duplicates,
        ),
        (
            Key::ExcludedAutomatic,
            "Records marked as ineligible by automation tools",
            flow.removed.automatic,
        ),
        (
            Key::ExcludedOther,
            "Records removed for other reasons",
            flow.removed.other,
        ),
    ]));
    Content {
        key: Key::Duplicates,
        column: Column::MainSide,
        row: Row::Identified,
        grey: false,
        paragraphs,
    }
}

fn excluded(flow: &Flow, footnotes: bool) -> Content {
    let key = Key::RecordsExcluded;
    let label = if footnotes && flow.excluded_by.is_none() {
        "Records excluded**"
    } else {
        "Records excluded"
    };
    let mut content = simple(key, Column::MainSide, Row::Screened, label, flow.excluded);
    if let Some(by) = flow.excluded_by {
        content.paragraphs.extend([
            line(key, format!("By a human {}", count(Some(by.human))), 1),
            line(
                key,
                format!("By automation tools {}", count(Some(by.automation))),
                1,
            ),
        ]);
    }
    content
}

fn identified_by_other_methods(flow: &Flow) -> Content {
    let other = flow.other_methods.clone().unwrap_or_default();
    let mut paragraphs = vec![plain("Records identified from:")];
    let mut lines = vec![
        (Key::WebsiteResults, "Websites", other.websites),
        (
            Key::OrganisationResults,
            "Organisations",
            other.organisations,
        ),
        (Key::CitationsResults, "Citation searching", other.citations),
    ];
    if other.other.is_some() {
        lines.push((Key::OtherResults, "Other sources", other.other));
    }
    paragraphs.extend(known_lines(&lines));
    Content {
        key: Key::WebsiteResults,
        column: Column::Other,
        row: Row::Identified,
        grey: true,
        paragraphs,
    }
}

/// The four boxes of reports: sought, not retrieved, assessed, excluded.
fn reports(reports: &ReportFlow, keys: [Key; 4], columns: [Column; 2]) -> [Content; 4] {
    let [sought, not_retrieved, assessed, excluded] = keys;
    let [column, side] = columns;
    [
        simple(
            sought,
            column,
            Row::Sought,
            "Reports sought for retrieval",
            reports.sought,
        ),
        listed(
            not_retrieved,
            side,
            Row::Sought,
            "Reports not retrieved",
            &reports.not_retrieved,
        ),
        simple(
            assessed,
            column,
            Row::Assessed,
            "Reports assessed for eligibility",
            reports.assessed,
        ),
        listed(
            excluded,
            side,
            Row::Assessed,
            "Reports excluded",
            &reports.excluded,
        ),
    ]
}

/// A box with a count and, where there are any, its parts.
fn listed(key: Key, column: Column, row: Row, label: &str, breakdown: &Breakdown) -> Content {
    let mut content = simple(key, column, row, label, breakdown.count());
    if !breakdown.parts.is_empty() {
        let heading = format!("{label} {}:", count(breakdown.count()));
        content.paragraphs = vec![line(key, heading, 0)];
        content.paragraphs.extend(parts(key, breakdown, 1));
    }
    content
}

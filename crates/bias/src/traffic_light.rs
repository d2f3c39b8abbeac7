//! [`traffic_light_plot`]: results in rows, domains in columns, a light in each cell.

use drawing::text::{cut, one_line, width, wrap};
use drawing::{Anchor, Line, Picture};

use crate::Judgement;
use crate::judgement_table::{JudgementRow, JudgementTable};
use crate::picture::{BODY, BOLD, INK, QUIET, RULE, SMALL, light};

const MARGIN: f32 = 16.0;
const ROW: f32 = 28.0;
const COLUMN: f32 = 46.0;
const RADIUS: f32 = 10.5;
/// The longest label of a row in px; what is longer is cut.
const LONGEST_LABEL: f32 = 260.0;
/// The narrowest sheet, so that the names of the domains have room.
const NARROWEST: f32 = 420.0;

/// The traffic-light plot. Each light has a symbol beside its colour and a text; what is not judged is a circle with a
/// broken line. `title` may be empty.
pub fn traffic_light_plot(table: &JudgementTable, title: &str) -> String {
    let form = table.tool.form();
    let with_applicability = table.rows.iter().any(|row| !row.applicability.is_empty());
    let mut heads: Vec<(String, String)> = form
        .domains
        .iter()
        .map(|domain| (domain.id.to_owned(), domain.name.to_owned()))
        .collect();
    if with_applicability {
        heads.extend(
            form.domains
                .iter()
                .filter(|d| d.applicability.is_some())
                .map(|d| {
                    (
                        d.id.replace('D', "A"),
                        format!("{}: concern about applicability", d.name),
                    )
                }),
        );
    }
    heads.push(("Overall".to_owned(), String::new()));
    let labels: Vec<String> = table
        .rows
        .iter()
        .map(|row| cut(&one_line(&row.label), BODY, LONGEST_LABEL))
        .collect();
    let widest = labels
        .iter()
        .map(|l| width(l, BODY))
        .fold(width("Study", BOLD), f32::max);
    let left = MARGIN + widest + 20.0;
    let right = left + COLUMN * heads.len() as f32 + 16.0;
    let sheet = (right + MARGIN).max(NARROWEST);
    let room = sheet - 2.0 * MARGIN;
    let title_lines = match one_line(title).as_str() {
        "" => Vec::new(),
        title => wrap(title, BOLD, room),
    };
    let legend: Vec<String> = heads
        .iter()
        .filter(|(_, name)| !name.is_empty())
        .flat_map(|(id, name)| wrap(&format!("{id}: {name}"), SMALL, room))
        .collect();
    let shown = shown_judgements(table);
    let not_judged = table
        .rows
        .iter()
        .any(|row| cells(row, with_applicability).any(|j| j.is_none()));
    let top = MARGIN + 18.0 * title_lines.len() as f32 + 26.0;
    let bottom = top + ROW * labels.len() as f32;
    let key = shown.len() + usize::from(not_judged);
    let height = bottom + 20.0 + 15.0 * legend.len() as f32 + 12.0 + 26.0 * key as f32 + MARGIN;
    let name = match one_line(title).as_str() {
        "" => format!("Risk of bias by {}", form.name),
        title => title.to_owned(),
    };
    let mut picture = Picture::new("lights", sheet, height, &name, &described(table));
    for (line, text) in title_lines.iter().enumerate() {
        let y = MARGIN + 13.0 + 18.0 * line as f32;
        picture.text((MARGIN, y), Anchor::Start, BOLD, INK, text);
    }
    picture.text((MARGIN, top - 8.0), Anchor::Start, BOLD, INK, "Study");
    let middle = |column: usize| {
        // The whole stands a little apart.
        let apart = if column + 1 == heads.len() { 16.0 } else { 0.0 };
        left + COLUMN * (column as f32 + 0.5) + apart
    };
    for (column, (id, _)) in heads.iter().enumerate() {
        picture.text((middle(column), top - 8.0), Anchor::Middle, BOLD, INK, id);
    }
    picture.stroke((MARGIN, top), (right, top), Line::thin(INK));
    for (line, (row, label)) in table.rows.iter().zip(&labels).enumerate() {
        let y = top + ROW * (line as f32 + 0.5);
        picture.text((MARGIN, y + 4.0), Anchor::Start, BODY, INK, label);
        for (column, judgement) in cells(row, with_applicability).enumerate() {
            let head = heads.get(column).map_or("", |(id, _)| id.as_str());
            let word = judgement.map_or("not judged", Judgement::words);
            let says = format!("{}, {head}: {word}", one_line(&row.label));
            light(&mut picture, (middle(column), y), RADIUS, judgement, &says);
        }
        let under = top + ROW * (line + 1) as f32;
        picture.stroke((MARGIN, under), (right, under), Line::thin(RULE));
    }
    let mut y = bottom + 22.0;
    for line in &legend {
        picture.text((MARGIN, y), Anchor::Start, SMALL, QUIET, line);
        y += 15.0;
    }
    y += 8.0;
    let not_judged = not_judged.then_some(None);
    for judgement in shown.into_iter().map(Some).chain(not_judged) {
        let word = judgement.map_or("Not judged", Judgement::words);
        light(&mut picture, (MARGIN + RADIUS, y), RADIUS, judgement, word);
        let beside = (MARGIN + 2.0 * RADIUS + 8.0, y + 4.0);
        picture.text(beside, Anchor::Start, SMALL, INK, word);
        y += 26.0;
    }
    picture.finish()
}

/// The judgements of a row in the order of the columns.
fn cells(
    row: &JudgementRow,
    with_applicability: bool,
) -> impl Iterator<Item = Option<Judgement>> + '_ {
    let applicability = if with_applicability {
        &row.applicability[..]
    } else {
        &[]
    };
    row.domains
        .iter()
        .chain(applicability)
        .chain([&row.overall])
        .copied()
}

/// The judgements that the key explains: those of the tool, and any other that occurs.
pub(crate) fn shown_judgements(table: &JudgementTable) -> Vec<Judgement> {
    let mut shown = table.tool.judgements().to_vec();
    let found = table.rows.iter().flat_map(|row| cells(row, true).flatten());
    for judgement in found {
        if !shown.contains(&judgement) {
            shown.push(judgement);
        }
    }
    shown
}

/// The picture in words.
fn described(table: &JudgementTable) -> String {
    let count = |wanted: Judgement| {
        table
            .rows
            .iter()
            .filter(|row| row.overall == Some(wanted))
            .count()
    };
    let counts: Vec<String> = shown_judgements(table)
        .into_iter()
        .map(|judgement| (judgement, count(judgement)))
        .filter(|(_, n)| *n > 0)
        .map(|(judgement, n)| format!("{n} {}", judgement.words().to_lowercase()))
        .collect();
    format!(
        "A table of {} results by {}. Overall: {}.",
        table.rows.len(),
        table.tool.form().name,
        if counts.is_empty() {
            "none is judged".to_owned()
        } else {
            counts.join(", ")
        }
    )
}

//! [`forest_plot`]: the studies, their estimates and what they come to, as an SVG for paper.

mod columns;
mod marks;
mod remarks;

use agreement::Interval;
use drawing::text::{Style, cut, one_line, width, wrap};
use drawing::{Anchor, Line, Picture};

use crate::colours::{INK, QUIET, RULE};
use crate::number::{figure, level, percent, range};
use crate::wording::{Heading, capital};
use crate::{Analysis, StudyEffect, Subgroups, Wording};

use columns::{Column, column, data_columns};
use marks::{axis, bar, diamond, foot, guides, mark_study};
use remarks::{description, remarks};

pub(crate) use marks::ticks;
pub(crate) use remarks::with_interval;

const BODY: Style = Style {
    size: 12.0,
    bold: false,
};
const BOLD: Style = Style {
    size: 12.0,
    bold: true,
};
const SMALL: Style = Style {
    size: 11.0,
    bold: false,
};
const MARGIN: f32 = 16.0;
const ROW: f32 = 22.0;
const GAP: f32 = 18.0;
const AXIS_WIDTH: f32 = 300.0;
/// The longest name of a study in px; what is longer is cut.
const LONGEST_NAME: f32 = 250.0;
/// The longest name of an arm above its column.
const LONGEST_ARM: f32 = 130.0;

/// What is on a line of the plot.
enum Row<'a> {
    Heading(String),
    Study(&'a StudyEffect),
    Pooled {
        name: String,
        estimate: f64,
        interval: Interval,
        all: bool,
    },
    Prediction(Interval),
    Remark(String),
}

/// The forest plot. Of `subgroups`, each gets its own diamond. Estimates are squares in proportion to their weight,
/// intervals that reach beyond the axis end in an arrow.
pub fn forest_plot(
    analysis: &Analysis,
    subgroups: Option<&Subgroups>,
    wording: &Wording,
) -> String {
    let rows = rows(analysis, subgroups);
    let estimated = wording.estimated(analysis);
    let none = analysis.options.measure.no_effect();
    let percent_level = level(analysis.options.level);
    let names = column(
        &rows,
        ["".to_owned(), "Study".to_owned()],
        |row| match row {
            Row::Study(study) => short_name(&study.label),
            Row::Pooled { name, .. } => cut(name, BOLD, LONGEST_NAME),
            Row::Prediction(_) => format!("Prediction interval ({percent_level} %)"),
            Row::Heading(_) | Row::Remark(_) => String::new(),
        },
    );
    let data = data_columns(analysis, &rows, wording);
    let estimates = column(
        &rows,
        [capital(&estimated), format!("[{percent_level} % CI]")],
        |row| match row {
            Row::Study(study) => {
                let (value, interval) = analysis.shown_study(study);
                with_interval(value, interval, none)
            }
            Row::Pooled {
                estimate, interval, ..
            } => with_interval(
                analysis.shown(*estimate),
                analysis.shown_interval(*interval),
                none,
            ),
            Row::Prediction(interval) => {
                let shown = analysis.shown_interval(*interval);
                format!("[{}]", range(shown, none))
            }
            Row::Heading(_) | Row::Remark(_) => String::new(),
        },
    );
    let weights = column(
        &rows,
        ["".to_owned(), "Weight".to_owned()],
        |row| match row {
            Row::Study(study) => format!("{:.1} %", 100.0 * study.weight),
            _ => String::new(),
        },
    );

    let left: f32 =
        MARGIN + names.width + data.iter().map(|column| column.width + GAP).sum::<f32>() + GAP;
    let axis = axis(analysis, left);
    let total = axis.right() + GAP + estimates.width + GAP + weights.width + MARGIN;
    // Nothing that is said of the analysis is cut.
    let remarks: Vec<String> = remarks(analysis, subgroups)
        .iter()
        .flat_map(|remark| wrap(remark, SMALL, total - 2.0 * MARGIN))
        .collect();
    let heading = Heading::new(wording, total - 2.0 * MARGIN);
    let top = MARGIN + heading.height();
    let body = top + 2.0 * ROW + 6.0;
    let bottom = body + rows.len() as f32 * ROW;
    let height = bottom + 62.0 + remarks.len() as f32 * 17.0 + MARGIN;

    let title = format!("Forest plot: {}", capital(&estimated));
    let mut picture = Picture::new(
        "forest",
        total,
        height,
        &title,
        &description(analysis, wording),
    );
    heading.draw(&mut picture, (MARGIN, MARGIN));
    let header = |line: f32| top + line * 18.0 + 14.0;
    let mut texts: Vec<(f32, Anchor, &Column)> = vec![(MARGIN, Anchor::Start, &names)];
    let mut x = MARGIN + names.width;
    for column in &data {
        x += GAP + column.width;
        texts.push((x, Anchor::End, column));
    }
    texts.push((axis.right() + GAP, Anchor::Start, &estimates));
    texts.push((total - MARGIN, Anchor::End, &weights));
    picture.stroke(
        (MARGIN, body - 4.0),
        (total - MARGIN, body - 4.0),
        Line::thin(RULE),
    );
    let baseline = |index: usize| body + index as f32 * ROW + 15.0;
    let middle = |index: usize| body + index as f32 * ROW + 11.0;
    guides(&mut picture, analysis, &axis, body, bottom);
    for (x, anchor, column) in texts {
        for (line, text) in column.heading.iter().enumerate() {
            if !text.is_empty() {
                picture.text((x, header(line as f32)), anchor, BOLD, INK, text);
            }
        }
        for (index, cell) in column.cells.iter().enumerate() {
            let style = if matches!(rows[index], Row::Pooled { .. }) {
                BOLD
            } else {
                BODY
            };
            if !cell.is_empty() {
                picture.text((x, baseline(index)), anchor, style, INK, cell);
            }
        }
    }
    for (index, row) in rows.iter().enumerate() {
        match row {
            Row::Heading(name) => {
                let room = axis.left() - MARGIN - GAP;
                picture.text(
                    (MARGIN, baseline(index)),
                    Anchor::Start,
                    BOLD,
                    INK,
                    &cut(name, BOLD, room),
                );
            }
            Row::Remark(text) => {
                let room = axis.left() - MARGIN - GAP;
                picture.text(
                    (MARGIN, baseline(index)),
                    Anchor::Start,
                    SMALL,
                    QUIET,
                    &cut(text, SMALL, room),
                );
            }
            Row::Study(study) => mark_study(&mut picture, analysis, study, &axis, middle(index)),
            Row::Pooled {
                estimate, interval, ..
            } => {
                diamond(&mut picture, &axis, *estimate, *interval, middle(index));
            }
            Row::Prediction(interval) => bar(&mut picture, &axis, *interval, middle(index), 3.0),
        }
    }
    foot(&mut picture, analysis, wording, &axis, bottom, &estimated);
    for (line, remark) in remarks.iter().enumerate() {
        let y = bottom + 62.0 + line as f32 * 17.0 + 6.0;
        picture.text((MARGIN, y), Anchor::Start, SMALL, QUIET, remark);
    }
    picture.finish()
}

fn rows<'a>(analysis: &'a Analysis, subgroups: Option<&Subgroups>) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    match subgroups {
        Some(found) => {
            for group in &found.groups {
                let name = if group.name.is_empty() {
                    "No subgroup"
                } else {
                    &group.name
                };
                rows.push(Row::Heading(one_line(name)));
                let own = analysis.studies.iter();
                rows.extend(
                    own.filter(|s| group.studies.contains(&s.id))
                        .map(Row::Study),
                );
                if group.studies.len() > 1 {
                    rows.push(Row::Pooled {
                        name: "Subgroup".to_owned(),
                        estimate: group.pooled.estimate,
                        interval: group.pooled.interval,
                        all: false,
                    });
                    rows.push(Row::Remark(format!(
                        "τ² = {}, I² = {} %",
                        figure(group.tau2),
                        percent(group.i2)
                    )));
                }
            }
        }
        None => rows.extend(analysis.studies.iter().map(Row::Study)),
    }
    let effects = if analysis.options.method.is_random() {
        "Random effects"
    } else {
        "Fixed effect"
    };
    rows.push(Row::Pooled {
        name: format!("{effects} ({} studies)", analysis.studies.len()),
        estimate: analysis.pooled.estimate,
        interval: analysis.pooled.interval,
        all: true,
    });
    rows.extend(analysis.prediction.map(|p| Row::Prediction(p.interval)));
    rows
}

/// A study's name, cut where it is too long; its last word, which tells the year, stays.
fn short_name(label: &str) -> String {
    let label = one_line(label);
    let Some((name, last)) = label.rsplit_once(' ') else {
        return cut(&label, BODY, LONGEST_NAME);
    };
    let after = format!(" {last}");
    let room = LONGEST_NAME - width(&after, BODY);
    if width(&label, BODY) <= LONGEST_NAME || room < LONGEST_NAME / 2.0 {
        return cut(&label, BODY, LONGEST_NAME);
    }
    format!("{}{after}", cut(name, BODY, room))
}

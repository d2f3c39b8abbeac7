//! [`summary_plot`]: for each domain how the judgements are distributed, as one bar of 100 %.

use drawing::text::{one_line, width, wrap};
use drawing::{Anchor, Line, Picture};

use crate::Judgement;
use crate::judgement_table::JudgementTable;
use crate::picture::{BODY, BOLD, INK, QUIET, SMALL, colours, light};
use crate::traffic_light::shown_judgements;

const MARGIN: f32 = 16.0;
const ROW: f32 = 30.0;
const BAR: f32 = 20.0;
const BARS: f32 = 420.0;

/// The share of each judgement in one domain.
struct Shares {
    name: String,
    bold: bool,
    /// Judgement, or none of what is not judged, with its share of the weight.
    shares: Vec<(Option<Judgement>, f64)>,
}

/// The summary plot. Rows weigh what their weight says where all have one, else the same. Each part of a bar has its symbol
/// and its share in per cent where there is room. `title` may be empty.
pub fn summary_plot(table: &JudgementTable, title: &str) -> String {
    let shown = shown_judgements(table);
    let rows = shares(table, &shown);
    let widest = rows
        .iter()
        .map(|row| width(&row.name, if row.bold { BOLD } else { BODY }))
        .fold(0.0, f32::max);
    let left = MARGIN + widest + 14.0;
    let sheet = left + BARS + 2.0 * MARGIN;
    let title_lines = match one_line(title).as_str() {
        "" => Vec::new(),
        title => wrap(title, BOLD, sheet - 2.0 * MARGIN),
    };
    let top = MARGIN + 18.0 * title_lines.len() as f32 + 4.0;
    let bottom = top + ROW * rows.len() as f32;
    let not_judged = rows.iter().any(|row| {
        row.shares
            .iter()
            .any(|(j, share)| j.is_none() && *share > 0.0)
    });
    let key: Vec<Option<Judgement>> = shown
        .iter()
        .copied()
        .map(Some)
        .chain(not_judged.then_some(None))
        .collect();
    let height = bottom + 34.0 + 20.0 + 26.0 * key.len() as f32 + MARGIN;
    let form = table.tool.form();
    let name = match one_line(title).as_str() {
        "" => format!("Risk of bias by {}, summary", form.name),
        title => title.to_owned(),
    };
    let mut picture = Picture::new("bars", sheet, height, &name, &described(&rows));
    for (line, text) in title_lines.iter().enumerate() {
        let y = MARGIN + 13.0 + 18.0 * line as f32;
        picture.text((MARGIN, y), Anchor::Start, BOLD, INK, text);
    }
    for (line, row) in rows.iter().enumerate() {
        let y = top + ROW * line as f32 + (ROW - BAR) / 2.0;
        let style = if row.bold { BOLD } else { BODY };
        picture.text(
            (MARGIN, y + BAR * 0.7),
            Anchor::Start,
            style,
            INK,
            &row.name,
        );
        let mut x = left;
        for (judgement, share) in row.shares.iter().filter(|(_, share)| *share > 0.0) {
            let long = BARS * *share as f32;
            let (fill, ink) = judgement.map_or(("#ffffff", INK), colours);
            let word = judgement.map_or("Not judged", Judgement::words);
            let percent = format!("{:.0} %", share * 100.0);
            picture.bar(
                (x, y),
                (long, BAR),
                fill,
                Line::thin(INK),
                &format!("{}, {word}: {percent}", row.name),
            );
            let symbol = judgement.map_or("", Judgement::symbol);
            let label = format!("{symbol} {percent}");
            let fits = |text: &str| width(text.trim(), BOLD) + 8.0 <= long;
            let written = if fits(&label) { label.trim() } else { symbol };
            if fits(written) {
                let place = (x + long / 2.0, y + BAR * 0.7);
                picture.text(place, Anchor::Middle, BOLD, ink, written);
            }
            x += long;
        }
    }
    picture.stroke(
        (left, bottom + 2.0),
        (left + BARS, bottom + 2.0),
        Line::thin(INK),
    );
    for tick in 0..=4_u8 {
        let x = left + BARS * f32::from(tick) / 4.0;
        picture.stroke((x, bottom + 2.0), (x, bottom + 7.0), Line::thin(INK));
        let word = format!("{} %", u32::from(tick) * 25);
        picture.text((x, bottom + 20.0), Anchor::Middle, SMALL, INK, &word);
    }
    let says = if table.is_weighted() {
        "Share of the weight of the results"
    } else {
        "Share of the results, each weighing the same"
    };
    picture.text(
        (left + BARS / 2.0, bottom + 36.0),
        Anchor::Middle,
        SMALL,
        QUIET,
        says,
    );
    let mut y = bottom + 58.0;
    for judgement in key {
        let word = judgement.map_or("Not judged", Judgement::words);
        light(&mut picture, (MARGIN + 10.5, y), 10.5, judgement, word);
        picture.text((MARGIN + 29.0, y + 4.0), Anchor::Start, SMALL, INK, word);
        y += 26.0;
    }
    picture.finish()
}

fn shares(table: &JudgementTable, shown: &[Judgement]) -> Vec<Shares> {
    let weights = table.weights();
    let all: f64 = weights.iter().sum();
    let of = |judgement_of: &dyn Fn(usize) -> Option<Judgement>| -> Vec<(Option<Judgement>, f64)> {
        shown
            .iter()
            .copied()
            .map(Some)
            .chain([None])
            .map(|wanted| {
                let sum: f64 = weights
                    .iter()
                    .enumerate()
                    .filter(|(row, _)| judgement_of(*row) == wanted)
                    .map(|(_, weight)| weight)
                    .sum();
                (wanted, if all > 0.0 { sum / all } else { 0.0 })
            })
            .collect()
    };
    let form = table.tool.form();
    let mut rows: Vec<Shares> = form
        .domains
        .iter()
        .enumerate()
        .map(|(place, domain)| Shares {
            name: domain.name.to_owned(),
            bold: false,
            shares: of(&|row| table.rows.get(row)?.domains.get(place).copied().flatten()),
        })
        .collect();
    if table.rows.iter().any(|row| !row.applicability.is_empty()) {
        let domains = form.domains.iter().filter(|d| d.applicability.is_some());
        rows.extend(domains.enumerate().map(|(place, domain)| Shares {
            name: format!("Applicability: {}", domain.name.to_lowercase()),
            bold: false,
            shares: of(&|row| {
                table
                    .rows
                    .get(row)?
                    .applicability
                    .get(place)
                    .copied()
                    .flatten()
            }),
        }));
    }
    rows.push(Shares {
        name: "Overall".to_owned(),
        bold: true,
        shares: of(&|row| table.rows.get(row)?.overall),
    });
    rows
}

/// The picture in words.
fn described(rows: &[Shares]) -> String {
    let lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let parts: Vec<String> = row
                .shares
                .iter()
                .filter(|(_, share)| *share > 0.0)
                .map(|(judgement, share)| {
                    let word = judgement.map_or("not judged", Judgement::words);
                    format!("{:.0} % {}", share * 100.0, word.to_lowercase())
                })
                .collect();
            format!("{}: {}.", row.name, parts.join(", "))
        })
        .collect();
    lines.join(" ")
}

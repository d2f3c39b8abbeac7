//! Values in tables: the cell where the arm's column meets the outcome's row, or the arm's row the outcome's column.

use review::Measure;

use documents::TableCell;

use crate::arms::Arms;
use crate::candidate::{Candidate, EQUAL, Wanted, answers};
use crate::convention::Convention;
use crate::grid::{Grid, Heading};
use crate::number::Number;
use crate::outcome::Outcome;
use crate::reading::{Reading, Shape};
use crate::source::Source;
use crate::terms::Terms;
use crate::time::{When, is_asked};
use crate::which_time::only_time;

/// What a place that is no better than its caption is worth.
const CAPTION_ONLY: f64 = 0.8;
/// And one of which a heading that is nearer names something else.
const OTHER_NAMED: f64 = 0.55;

/// The numbers of all tables that may be the value.
pub(crate) fn in_tables(source: &Source<'_>, wanted: &Wanted<'_>, arms: &Arms) -> Vec<Candidate> {
    let outcome = wanted.outcome.map(|name| Outcome::new(name, source));
    let mut found = Vec::new();
    for (table, grid) in source.grids.iter().enumerate() {
        let placed = ArmPlaces::of(grid, arms, source);
        for row in grid.rows().filter(|row| grid.is_data(*row)) {
            for cell in grid.data(row) {
                found.extend(in_cell(
                    source,
                    (table, grid),
                    cell,
                    wanted,
                    outcome.as_ref(),
                    &placed,
                ));
            }
        }
    }
    found
}

/// Which headings of a table are which arm's.
struct ArmPlaces {
    /// Column headings with their arm.
    columns: Vec<(Heading, usize)>,
    /// Rows with their arm.
    rows: Vec<(u32, usize)>,
    /// Column headings such as “Intervention (control)”, with the arms before and in the brackets.
    pairs: Vec<(Heading, usize, usize)>,
    /// Whether an arm's own name speaks of a time.
    named_by_time: bool,
}

impl ArmPlaces {
    fn of(grid: &Grid<'_>, arms: &Arms, source: &Source<'_>) -> Self {
        let headings = grid.all_headings();
        let mut columns = Vec::new();
        let mut pairs = Vec::new();
        let mut by_row: std::collections::BTreeMap<u32, Vec<&Heading>> =
            std::collections::BTreeMap::new();
        for heading in &headings {
            by_row.entry(heading.row).or_default().push(heading);
        }
        for headings in by_row.values() {
            let labels: Vec<String> = headings.iter().map(|h| h.text.clone()).collect();
            for (heading, arm) in headings.iter().zip(arms.assign(&labels, &source.rarity)) {
                if let Some(arm) = arm {
                    columns.push(((*heading).clone(), arm));
                }
            }
        }
        // Fewer than two arms side by side are a coincidence of words, unless only one was asked for.
        let different = |found: &[(Heading, usize)]| {
            let mut seen: Vec<usize> = found.iter().map(|(_, arm)| *arm).collect();
            seen.sort_unstable();
            seen.dedup();
            seen.len()
        };
        if arms.arms.len() > 1 && different(&columns) < 2 {
            columns.clear();
        }
        for heading in &headings {
            if let Some((first, second)) = pair(&heading.text) {
                let assigned = arms.assign(&[first, second], &source.rarity);
                if let [Some(a), Some(b)] = assigned[..]
                    && a != b
                {
                    columns.retain(|(known, _)| known != heading);
                    pairs.push((heading.clone(), a, b));
                }
            }
        }
        let mut rows = Vec::new();
        if columns.is_empty() && pairs.is_empty() {
            let labelled: Vec<(u32, String)> = grid
                .rows()
                .filter(|row| grid.is_data(*row))
                .filter_map(|row| Some((row, grid.row_heading(row)?.text)))
                .collect();
            let labels: Vec<String> = labelled.iter().map(|(_, label)| label.clone()).collect();
            let assigned = arms.assign(&labels, &source.rarity);
            rows = labelled
                .iter()
                .zip(assigned)
                .filter_map(|((row, _), arm)| Some((*row, arm?)))
                .collect();
            let mut seen: Vec<usize> = rows.iter().map(|(_, arm)| *arm).collect();
            seen.sort_unstable();
            seen.dedup();
            if arms.arms.len() > 1 && seen.len() < 2 {
                rows.clear();
            }
        }
        Self {
            columns,
            rows,
            pairs,
            named_by_time: arms
                .arms
                .iter()
                .any(|arm| When::of(&arm.name) != When::NotSaid),
        }
    }
}

/// “… ; Intervention (control)”: two names, the second in brackets at the end.
fn pair(heading: &str) -> Option<(String, String)> {
    let open = heading.rfind('(')?;
    let inside = heading[open + 1..].trim_end().strip_suffix(')')?.trim();
    let before = heading[..open].trim_end();
    let first = before.rsplit([';', ':', ',', '\n']).next()?.trim();
    let name = |text: &str| {
        text.chars().any(char::is_alphabetic)
            && !text.contains('=')
            && text.split_whitespace().count() <= 5
    };
    (name(first) && name(inside)).then(|| (first.to_owned(), inside.to_owned()))
}

fn in_cell(
    source: &Source<'_>,
    (table, grid): (usize, &Grid<'_>),
    cell: &TableCell,
    wanted: &Wanted<'_>,
    outcome: Option<&Outcome>,
    placed: &ArmPlaces,
) -> Vec<Candidate> {
    let over = grid.over(cell);
    let row_heading = grid.row_heading(cell.row);
    let group = grid.group_heading(cell.row);
    let mut evidence = vec![cell.id.clone()];
    evidence.extend(row_heading.iter().chain(&group).map(|h| h.id.clone()));
    evidence.extend(over.iter().rev().map(|h| h.id.clone()));
    // Which arm?
    let column_arm = |heading: &Heading| {
        placed
            .columns
            .iter()
            .find(|(known, _)| {
                known.row == heading.row
                    && known.columns.start <= cell.column
                    && cell.column < known.columns.end.max(heading.columns.end)
                    && known.text == heading.text
            })
            .map(|(_, arm)| *arm)
    };
    let of_columns = over.iter().rev().find_map(column_arm);
    let of_row = placed
        .rows
        .iter()
        .find(|(row, _)| *row == cell.row)
        .map(|(_, arm)| *arm);
    let of_pair = over.iter().find_map(|heading| {
        placed
            .pairs
            .iter()
            .find(|(known, _, _)| known.id == heading.id)
            .map(|(_, a, b)| (*a, *b))
    });
    let row_is_arm = of_row.is_some();
    let (brackets, arm_known) = match wanted.arm {
        None => {
            // What belongs to no arm stands under no arm.
            if of_columns.is_some() || of_pair.is_some() {
                return Vec::new();
            }
            (None, true)
        }
        Some(arm) => match (of_columns, of_row, of_pair) {
            (Some(found), _, _) | (None, Some(found), None) => {
                if found != arm {
                    return Vec::new();
                }
                (None, true)
            }
            (None, None, Some((first, second))) => {
                if arm == first {
                    (Some(false), true)
                } else if arm == second {
                    (Some(true), true)
                } else {
                    return Vec::new();
                }
            }
            _ => (None, false),
        },
    };
    if !arm_known {
        return Vec::new();
    }
    // Which outcome?
    let words_of = |headings: &[String]| Terms::of(&headings.join(" "));
    let row_words: Vec<String> = row_heading
        .iter()
        .chain(&group)
        .map(|h| h.text.clone())
        .collect();
    let row_only: Vec<String> = row_heading.iter().map(|h| h.text.clone()).collect();
    let over_words: Vec<String> = over
        .iter()
        .filter(|h| column_arm(h).is_none())
        .map(|h| h.text.clone())
        .collect();
    let row_when = row_heading
        .as_ref()
        .map_or(When::NotSaid, |h| When::of(&h.text));
    let time_only =
        row_when != When::NotSaid && row_heading.as_ref().is_some_and(|h| only_time(&h.text));
    let fit = match outcome {
        None => 1.0,
        Some(outcome) => {
            let caption = Terms::of(&grid.caption);
            let heading = outcome
                .heading_fit(&words_of(&row_only), &source.rarity)
                .max(outcome.heading_fit(&words_of(&row_words), &source.rarity));
            let columns = outcome.heading_fit(&words_of(&over_words), &source.rarity);
            let all: Vec<String> = row_words
                .iter()
                .chain(&over_words)
                .cloned()
                .chain([grid.caption.clone()])
                .collect();
            let all = outcome.fit(&words_of(&all), &source.rarity);
            if row_is_arm || time_only {
                let corner = Terms::of(
                    &[
                        over_words.join(" "),
                        group.as_ref().map_or(String::new(), |h| h.text.clone()),
                        corner(grid, cell),
                    ]
                    .join(" "),
                );
                let near = outcome.heading_fit(&corner, &source.rarity);
                // A heading over the rows that has none of the words names something else.
                let other = group.as_ref().is_some_and(|h| {
                    let named = Terms::of(&h.text);
                    !named.is_empty() && outcome.fit(&named, &source.rarity) == 0.0
                });
                let caption_only = if other { OTHER_NAMED } else { CAPTION_ONLY };
                (0.8 * near + 0.2 * all)
                    .max(caption_only * outcome.fit(&caption, &source.rarity))
                    .max(caption_only * all)
            } else {
                0.85 * heading.max(columns) + 0.15 * all
            }
        }
    };
    // Which time?
    // The heading of an arm can say it, “Placebo, week 8”, unless arms are named by their time, “12-week programme”.
    let over_times: Vec<String> = over
        .iter()
        .filter(|h| !placed.named_by_time || column_arm(h).is_none())
        .map(|h| h.text.clone())
        .collect();
    let everywhere = over_times.iter().chain(row_only.iter());
    let mut when =
        everywhere
            .clone()
            .map(|text| When::of(text))
            .fold(When::NotSaid, |known, new| {
                if known == When::NotSaid { new } else { known }
            });
    if when == When::NotSaid {
        when = When::of(&grid.caption);
    }
    let timed = everywhere
        .clone()
        .all(|text| source.times.may_answer(table, when, Some(text)))
        && source.times.may_answer(table, when, None);
    let mut score = fit;
    if let Some(asked) = wanted.time {
        let said = over_times
            .iter()
            .chain(&row_words)
            .any(|text| is_asked(asked, text, &source.rarity));
        if !said {
            if when == When::NotSaid {
                score *= 0.7;
            } else if is_asked(asked, &grid.caption, &source.rarity) {
                score *= 0.95;
            } else {
                return Vec::new();
            }
        }
    }
    if row_only.iter().any(|label| says_all(label)) {
        score += 0.02;
    }
    // A column of all people is clearly meant before those of a part of them.
    if over.iter().any(|heading| says_all(&heading.text)) {
        score += EQUAL + 0.01;
    }
    let (convention, readings) = grid.readings(cell);
    let mut candidates = Vec::new();
    for reading in readings {
        if brackets.is_some_and(|inside| inside != reading.in_brackets) {
            continue;
        }
        if brackets.is_none() && reading.in_brackets {
            continue;
        }
        for (number, assumed) in in_reading(grid, cell, reading, convention, wanted.measure) {
            candidates.push(Candidate {
                number,
                reading: reading.clone(),
                evidence: evidence.clone(),
                score,
                when,
                timed,
                assumed: assumed.into_iter().collect(),
            });
        }
    }
    candidates
}

/// The heading of the row headings themselves, over the first column.
fn corner(grid: &Grid<'_>, cell: &TableCell) -> String {
    grid.over(cell)
        .iter()
        .rev()
        .find_map(|heading| grid.cell(heading.row, 1))
        .map(|cell| grid.words(cell).to_owned())
        .unwrap_or_default()
}

fn says_all(label: &str) -> bool {
    let first = label
        .split(|c: char| !c.is_alphabetic())
        .find(|w| !w.is_empty())
        .unwrap_or_default();
    matches!(
        first.to_lowercase().as_str(),
        "total" | "overall" | "all" | "any" | "pooled"
    )
}

/// The numbers of a cell's reading that answer to a measure; a plain number is what its column's heading says.
fn in_reading(
    grid: &Grid<'_>,
    cell: &TableCell,
    reading: &Reading,
    convention: Option<Convention>,
    measure: Measure,
) -> Vec<(Number, Option<String>)> {
    use Convention as C;
    let found = answers(reading, measure);
    if !found.is_empty() {
        return found;
    }
    let Shape::Plain(number) = &reading.shape else {
        return Vec::new();
    };
    let whole = number.is_whole() && number.value >= 0.0;
    let fits = match (convention, measure) {
        (Some(C::Mean | C::MeanSd | C::MeanSe), Measure::Mean)
        | (Some(C::Sd), Measure::StandardDeviation)
        | (Some(C::Se), Measure::StandardError)
        | (Some(C::Median), Measure::Median)
        | (Some(C::EstimateCi), Measure::Estimate) => true,
        (Some(C::CountPercent), Measure::Events) => whole,
        (Some(C::Count), Measure::Events) => whole && share_beside(grid, cell),
        (Some(C::Count), Measure::GroupSize) => whole && !share_beside(grid, cell),
        _ => false,
    };
    if fits {
        vec![(number.clone(), None)]
    } else {
        Vec::new()
    }
}

/// Whether the column to the right holds the share of the same people: headed “(%)” or “%” and nothing else.
fn share_beside(grid: &Grid<'_>, cell: &TableCell) -> bool {
    let Some(right) = grid.cell(cell.row, cell.column + cell.column_span) else {
        return false;
    };
    grid.over(right)
        .last()
        .is_some_and(|heading| heading.text.trim_matches(['(', ')', ' ', ' ']) == "%")
}

//! Tables of Markdown: with bars, and in columns under a line of dashes as pandoc writes them.

use std::ops::Range;

use super::inline;
use crate::assemble::{GridCell, Piece};

/// The table that begins at a line, and the line after it.
pub(super) fn table_at(lines: &[&str], at: usize) -> Option<(Vec<GridCell>, usize)> {
    bars(lines, at).or_else(|| columns(lines, at))
}

/// `| a | b |`, a line of dashes, rows.
fn bars(lines: &[&str], at: usize) -> Option<(Vec<GridCell>, usize)> {
    let rule = lines.get(at + 1)?;
    let is_rule = rule.contains('-')
        && rule.contains('|')
        && rule
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | '+' | ' ' | '\t'));
    if !lines[at].contains('|') || !is_rule {
        return None;
    }
    let end = (at + 2..lines.len())
        .find(|&n| !lines[n].contains('|'))
        .unwrap_or(lines.len());
    let mut cells = Vec::new();
    let rows = [at].into_iter().chain(at + 2..end);
    for (row, line) in rows.enumerate() {
        let line = lines[line].trim();
        let line = line.strip_prefix('|').unwrap_or(line);
        let line = line.strip_suffix('|').unwrap_or(line);
        // A bar that is escaped is a letter.
        let kept = line.replace("\\|", "\u{1}");
        for (column, words) in kept.split('|').enumerate() {
            push(
                &mut cells,
                row,
                column..column + 1,
                row == 0,
                &words.replace('\u{1}', "|"),
            );
        }
    }
    (!cells.is_empty()).then_some((cells, end))
}

/// Heads over runs of dashes, rows in the columns that the dashes show. Between two full lines of dashes, an empty line
/// parts rows of several lines.
fn columns(lines: &[&str], at: usize) -> Option<(Vec<GridCell>, usize)> {
    let framed = is_full_rule(lines.get(at)?);
    let heads = if framed { at + 1 } else { at };
    let rule = (heads..lines.len().min(heads + 12)).find(|&n| dashes(lines[n]).len() > 1)?;
    if lines[heads..rule].iter().any(|line| line.is_empty()) || (!framed && rule > heads + 4) {
        return None;
    }
    let columns = dashes(lines[rule]);
    let end = (rule + 1..lines.len())
        .find(|&n| {
            if framed {
                is_full_rule(lines[n])
            } else {
                lines[n].is_empty() || is_full_rule(lines[n])
            }
        })
        .unwrap_or(lines.len());
    let body = &lines[rule + 1..end];
    let spread = framed && body.iter().filter(|line| line.trim().is_empty()).count() > 1;
    let mut rows: Vec<(Vec<&str>, bool)> = Vec::new();
    for line in &lines[heads..rule] {
        rows.push((vec![line], true));
    }
    if framed && rows.len() > 1 {
        let joined = rows.drain(..).flat_map(|(lines, _)| lines).collect();
        rows.push((joined, true));
    }
    let mut open = Vec::new();
    for line in body {
        if line.trim().is_empty() {
            if !open.is_empty() {
                rows.push((std::mem::take(&mut open), false));
            }
        } else if spread {
            open.push(*line);
        } else {
            rows.push((vec![line], false));
        }
    }
    if !open.is_empty() {
        rows.push((open, false));
    }
    let mut cells: Vec<GridCell> = Vec::new();
    let mut row = 0;
    for (lines, heading) in rows {
        let before = cells.len();
        for line in lines {
            for (span, words) in cut(line, &columns) {
                let known = cells[before..]
                    .iter_mut()
                    .find(|cell| cell.column == span.start);
                match known {
                    Some(cell) => cell.pieces.push(Piece::plain(inline(&words))),
                    None => push(&mut cells, row, span, heading, &words),
                }
            }
        }
        if cells.len() > before {
            row += 1;
        }
    }
    (!cells.is_empty()).then(|| (cells, if framed { end + 1 } else { end }))
}

/// The cells of a line: cut where the gap between two columns is blank, so that a head over several spans them.
fn cut(line: &str, columns: &[Range<usize>]) -> Vec<(Range<usize>, String)> {
    let letters: Vec<char> = line.chars().collect();
    let blank = |at: usize| letters.get(at).is_none_or(|c| c.is_whitespace());
    let mut cells = Vec::new();
    let mut first = 0;
    for number in 0..columns.len() {
        let last = number + 1 == columns.len();
        let gap = columns[number].end
            ..columns
                .get(number + 1)
                .map_or(columns[number].end, |next| next.start);
        if !last && !gap.clone().any(blank) {
            continue;
        }
        let start = if first == 0 { 0 } else { columns[first].start };
        let end = if last { letters.len() } else { gap.start };
        let words: String = letters
            .get(start.min(letters.len())..end.min(letters.len()))
            .unwrap_or_default()
            .iter()
            .collect();
        if !words.trim().is_empty() {
            cells.push((first..number + 1, words));
        }
        first = number + 1;
    }
    cells
}

/// Runs of dashes of a line that has nothing else, in characters.
fn dashes(line: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in line.chars().enumerate() {
        match c {
            '-' => match runs.last_mut() {
                Some(run) if run.end == at => run.end += 1,
                _ => runs.push(at..at + 1),
            },
            ' ' => {}
            _ => return Vec::new(),
        }
    }
    if runs.iter().any(|run| run.len() < 2) {
        return Vec::new();
    }
    runs
}

fn is_full_rule(line: &str) -> bool {
    let runs = dashes(line);
    runs.len() == 1 && runs[0].len() >= 10
}

fn push(cells: &mut Vec<GridCell>, row: usize, span: Range<usize>, heading: bool, words: &str) {
    let words = inline(words);
    if words.is_empty() {
        return;
    }
    let names_row = span.start == 0 && words.chars().any(char::is_alphabetic);
    cells.push(GridCell {
        row,
        column: span.start,
        column_span: span.len(),
        heading: heading || names_row,
        pieces: vec![Piece::plain(words)],
    });
}

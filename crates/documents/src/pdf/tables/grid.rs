//! From the words of a table to rows and columns.

use super::Level;
use crate::pdf::segments::Segment;

/// A cell; rows and columns count from 0.
#[derive(Clone, Debug)]
pub(in crate::pdf) struct FoundCell {
    pub row: usize,
    pub column: usize,
    pub span: usize,
    pub heading: bool,
    /// Its lines, from the top.
    pub lines: Vec<Segment>,
}

/// Segments by their baselines, from the top, each row from the left.
pub(in crate::pdf) fn rows_of<'s>(segments: &[&'s Segment]) -> Vec<Vec<&'s Segment>> {
    let mut sorted: Vec<&Segment> = segments.to_vec();
    sorted.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut rows: Vec<Vec<&Segment>> = Vec::new();
    for segment in sorted {
        match rows.last_mut() {
            Some(row) if segment.base - row[0].base < 0.4 * segment.size.max(row[0].size) => {
                row.push(segment)
            }
            _ => rows.push(vec![segment]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows
}

/// Lines of one column that stand close: what a cell says.
struct Piled<'s> {
    from: usize,
    to: usize,
    heading: bool,
    lines: Vec<&'s Segment>,
}

impl Piled<'_> {
    fn first(&self) -> f64 {
        self.lines.first().map_or(0.0, |line| line.base)
    }

    fn last(&self) -> f64 {
        self.lines.last().map_or(0.0, |line| line.base)
    }

    fn middle(&self) -> f64 {
        (self.first() + self.last()) / 2.0
    }

    fn size(&self) -> f64 {
        self.lines.first().map_or(0.0, |line| line.size)
    }
}

/// The lines of a head's cell are not further apart, in sizes of the font.
const HEAD_STEP: f64 = 1.4;

/// The cells of a table. `rules` are the level lines in it; `head` is where its head ends.
pub(super) fn grid(segments: &[Segment], rules: &[Level], head: Option<f64>) -> Vec<FoundCell> {
    let all: Vec<&Segment> = segments.iter().collect();
    let cuts = cuts(&rows_of(&all), head);
    let parts: Vec<Segment> = segments.iter().flat_map(|s| parted(s, &cuts)).collect();
    let columns = columns(&parts, &cuts, head);
    let all: Vec<&Segment> = parts.iter().collect();
    let piles: Vec<Piled<'_>> = rows_of(&all)
        .into_iter()
        .flatten()
        .map(|s| {
            let (from, to) = covered(reach(s, rules, head), &columns, &cuts);
            Piled {
                from,
                to,
                heading: head.is_some_and(|head| s.base - 0.3 * s.size < head),
                lines: vec![s],
            }
        })
        .collect();
    let tight = tight_step(&piles);
    let piles = apart(pile_up(piles, rules, tight), &columns);
    let mut out = Vec::new();
    for (row, cells) in rows(piles).into_iter().enumerate() {
        for pile in cells {
            out.push(FoundCell {
                row,
                column: pile.from,
                span: pile.to - pile.from + 1,
                heading: pile.heading,
                lines: pile.lines.into_iter().cloned().collect(),
            });
        }
    }
    finish(out, head.is_some())
}

/// What each column takes up: from the left edge of its pieces to the right.
fn columns(parts: &[Segment], cuts: &[f64], head: Option<f64>) -> Vec<(f64, f64)> {
    let mut columns = vec![(f64::INFINITY, f64::NEG_INFINITY); cuts.len() + 1];
    for part in parts
        .iter()
        .filter(|s| head.is_none_or(|head| s.base > head))
    {
        let at = cuts
            .iter()
            .filter(|cut| **cut < (part.x0 + part.x1) / 2.0)
            .count();
        let from = at.checked_sub(1).map_or(f64::NEG_INFINITY, |at| cuts[at]);
        let to = cuts.get(at).copied().unwrap_or(f64::INFINITY);
        // What reaches over into other columns does not make its own wider.
        if part.x0 > from - 2.0 && part.x1 < to + 2.0 {
            columns[at].0 = columns[at].0.min(part.x0);
            columns[at].1 = columns[at].1.max(part.x1);
        }
    }
    columns
}

/// The first and the last column that a piece stands over.
fn covered((x0, x1): (f64, f64), columns: &[(f64, f64)], cuts: &[f64]) -> (usize, usize) {
    let over: Vec<usize> = (0..columns.len())
        .filter(|at| x0.max(columns[*at].0) + 3.0 < x1.min(columns[*at].1))
        .collect();
    let own = cuts.iter().filter(|cut| **cut < (x0 + x1) / 2.0).count();
    match (over.first(), over.last()) {
        (Some(from), Some(to)) => (*from, *to),
        _ => (own, own),
    }
}

/// A piece cut in two where it goes over the white between two columns with a gap that is wider than its others.
fn parted(segment: &Segment, cuts: &[f64]) -> Vec<Segment> {
    let gaps: Vec<f64> = segment
        .tokens
        .windows(2)
        .filter(|pair| !pair[1].glued)
        .map(|pair| pair[1].x0 - pair[0].x1)
        .collect();
    let least = gaps.iter().copied().fold(f64::INFINITY, f64::min);
    let mut parts = Vec::new();
    let mut tokens = Vec::new();
    for (at, token) in segment.tokens.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| segment.tokens.get(at));
        let parts_here = before.is_some_and(|before| {
            let gap = token.x0 - before.x1;
            let wide = gap > 0.4 * segment.size && (gaps.len() == 1 || gap > 1.4 * least);
            wide && cuts
                .iter()
                .any(|cut| *cut > before.x1 - 1.0 && *cut < token.x0 + 1.0)
        });
        if parts_here {
            parts.extend(segment.with(std::mem::take(&mut tokens)));
        }
        tokens.push(token.clone());
    }
    parts.extend(segment.with(tokens));
    parts
}

/// The distance of the lines of one cell, in sizes of the font, where rows stand clearly further apart.
fn tight_step(piles: &[Piled<'_>]) -> Option<f64> {
    let mut steps: Vec<f64> = Vec::new();
    for (at, pile) in piles.iter().enumerate().filter(|(_, pile)| !pile.heading) {
        let below = piles[at + 1..]
            .iter()
            .find(|other| other.from == pile.from && other.to == pile.to);
        if let Some(below) = below {
            let step = (below.first() - pile.first()) / pile.size().max(1.0);
            if step > 0.5 && step < 4.0 {
                steps.push(step);
            }
        }
    }
    steps.sort_by(f64::total_cmp);
    let least = *steps.first()?;
    let jump = steps
        .windows(2)
        .filter(|pair| pair[0] < least * 1.15 && pair[1] > pair[0] * 1.08)
        .map(|pair| (pair[0] + pair[1]) / 2.0)
        .next()?;
    (least < 1.34 && jump < 1.6).then_some(jump)
}

/// Puts lines of one column that stand close into one pile.
fn pile_up<'s>(lines: Vec<Piled<'s>>, rules: &[Level], tight: Option<f64>) -> Vec<Piled<'s>> {
    let mut out: Vec<Piled<'s>> = Vec::new();
    for line in lines {
        let above = out
            .iter()
            .rposition(|pile| pile.from <= line.to && pile.to >= line.from);
        let goes_on = above.is_some_and(|at| {
            let pile = &out[at];
            let step = (line.first() - pile.last()) / line.size().max(1.0);
            let ruled = rules
                .iter()
                .any(|rule| rule.y > pile.last() && rule.y < line.first() - 0.3 * line.size());
            let same = pile.from == line.from && pile.to == line.to && pile.heading == line.heading;
            if ruled || !same || step < 0.4 {
                return false;
            }
            match tight {
                _ if line.heading => step < HEAD_STEP,
                Some(tight) => step < tight,
                None => step < 1.6 && goes_on(pile, &line, &out),
            }
        });
        match above.filter(|_| goes_on).and_then(|at| out.get_mut(at)) {
            Some(pile) => pile.lines.extend(line.lines),
            None => out.push(line),
        }
    }
    out
}

/// Takes piles of several lines apart again that are rows of their own: lines at the same heights in two columns, where
/// the next line's first word would have fitted on the line before it.
fn apart<'s>(piles: Vec<Piled<'s>>, columns: &[(f64, f64)]) -> Vec<Piled<'s>> {
    const LINES: usize = 3;
    let fits = |pile: &Piled<'_>, at: usize| -> bool {
        let (Some(line), Some(next)) = (pile.lines.get(at), pile.lines.get(at + 1)) else {
            return false;
        };
        let width = match (columns.get(pile.from), columns.get(pile.to)) {
            (Some(from), Some(to)) => to.1 - from.0,
            _ => return false,
        };
        let word = next.tokens.first().map_or(0.0, |token| token.x1 - token.x0);
        line.width() + word + 1.5 * line.size < width
    };
    let tall: Vec<usize> = (0..piles.len())
        .filter(|at| piles[*at].lines.len() >= LINES && !piles[*at].heading)
        .collect();
    let mut rows: Vec<usize> = Vec::new();
    for &a in &tall {
        for &b in tall.iter().filter(|b| piles[**b].from > piles[a].to) {
            let both = (0..piles[a].lines.len()).any(|at| {
                let height = piles[a].lines[at].base;
                let other = piles[b]
                    .lines
                    .iter()
                    .position(|line| (line.base - height).abs() < 0.2 * line.size);
                fits(&piles[a], at) && other.is_some_and(|other| fits(&piles[b], other))
            });
            if both {
                rows.extend([a, b]);
            }
        }
    }
    let mut out = Vec::new();
    for (at, pile) in piles.into_iter().enumerate() {
        if rows.contains(&at) {
            out.extend(pile.lines.iter().map(|line| Piled {
                lines: vec![line],
                ..pile
            }));
        } else {
            out.push(pile);
        }
    }
    out
}

/// Where all lines are as far apart: only what plainly goes on, with nothing beside it.
fn goes_on(pile: &Piled<'_>, line: &Piled<'_>, all: &[Piled<'_>]) -> bool {
    let above = pile
        .lines
        .last()
        .map(|line| line.text())
        .unwrap_or_default();
    let text = line
        .lines
        .first()
        .map(|line| line.text())
        .unwrap_or_default();
    let open = above.ends_with(['-', ',', '(', '/'])
        || [" of", " and", " or", " the", " with", " in", " for", " to"]
            .iter()
            .any(|end| above.ends_with(end))
        || above.matches('(').count() > above.matches(')').count();
    let beside = all.iter().any(|other| {
        other.from != line.from && (other.first() - line.first()).abs() < 0.4 * line.size()
    });
    (open || text.starts_with(|c: char| c.is_lowercase() || c == ')')) && !beside
}

/// Piles that stand beside each other are a row.
fn rows(mut piles: Vec<Piled<'_>>) -> Vec<Vec<Piled<'_>>> {
    piles.sort_by(|a, b| a.first().total_cmp(&b.first()));
    // Groups of piles that overlap in height.
    let mut groups: Vec<(f64, Vec<Piled<'_>>)> = Vec::new();
    for pile in piles {
        match groups.last_mut() {
            Some((end, group)) if pile.first() < *end + 0.4 * pile.size() => {
                *end = end.max(pile.last());
                group.push(pile);
            }
            _ => groups.push((pile.last(), vec![pile])),
        }
    }
    let mut out: Vec<Vec<Piled<'_>>> = Vec::new();
    for (_, group) in groups {
        // The column with most piles says how many rows there are.
        let most = group
            .iter()
            .map(|pile| {
                let same = group
                    .iter()
                    .filter(|o| o.from <= pile.to && o.to >= pile.from);
                let mut places: Vec<f64> = same.map(Piled::middle).collect();
                places.sort_by(f64::total_cmp);
                places
            })
            .max_by_key(Vec::len)
            .unwrap_or_default();
        let mut own: Vec<Vec<Piled<'_>>> = most.iter().map(|_| Vec::new()).collect();
        for pile in group {
            // By the middle; a cell of several lines beside several rows, by its first line.
            let at = if pile.lines.len() > 1 && most.len() > 1 {
                pile.first()
            } else {
                pile.middle()
            };
            let nearest = (0..most.len())
                .min_by(|a, b| (most[*a] - at).abs().total_cmp(&(most[*b] - at).abs()))
                .unwrap_or(0);
            if let Some(row) = own.get_mut(nearest) {
                row.push(pile);
            }
        }
        out.extend(own.into_iter().filter(|row| !row.is_empty()));
    }
    out
}

/// How far a piece of the head reaches: as far as the line under it, where that does not go through the table.
fn reach(segment: &Segment, rules: &[Level], head: Option<f64>) -> (f64, f64) {
    let own = (segment.x0, segment.x1);
    let Some(head) = head.filter(|head| segment.base < *head) else {
        return own;
    };
    rules
        .iter()
        .filter(|rule| {
            rule.y > segment.base && rule.y < segment.base + segment.size && rule.y < head - 2.0
        })
        .find(|rule| rule.x0 < own.0 + 2.0 && rule.x1 > own.1 - 2.0)
        .map_or(own, |rule| (rule.x0.min(own.0), rule.x1.max(own.1)))
}

/// Where columns end: in the middle of the white that runs down through the rows.
fn cuts(rows: &[Vec<&Segment>], head: Option<f64>) -> Vec<f64> {
    let body: Vec<&Vec<&Segment>> = rows
        .iter()
        .filter(|row| head.is_none_or(|head| row[0].base > head))
        .collect();
    let chosen: Vec<&Vec<&Segment>> = if body.iter().filter(|row| row.len() > 1).count() >= 2 {
        body
    } else {
        rows.iter().collect()
    };
    // Rows of one piece are titles of groups, or the last lines of cells; those that are long would hide the white.
    let several: Vec<&Vec<&Segment>> = chosen.into_iter().filter(|row| row.len() > 1).collect();
    // Pieces that lie over two of other rows span columns.
    let spans = |segment: &Segment| {
        let over = |other: &Segment| other.x0.max(segment.x0) + 3.0 < other.x1.min(segment.x1);
        let rows = several
            .iter()
            .filter(|row| row.iter().filter(|other| over(other)).count() > 1)
            .count();
        rows >= 2 || rows * 4 > several.len()
    };
    let used: Vec<&Segment> = several
        .iter()
        .flat_map(|row| row.iter().copied())
        .filter(|segment| !spans(segment))
        .collect();
    let mut edges: Vec<f64> = used.iter().flat_map(|s| [s.x0, s.x1]).collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() < 0.05);
    let mut cuts: Vec<f64> = Vec::new();
    let mut open: Option<f64> = None;
    for pair in edges.windows(2) {
        let middle = (pair[0] + pair[1]) / 2.0;
        let covered = used
            .iter()
            .filter(|s| s.x0 < middle && s.x1 > middle)
            .count();
        let white = covered == 0;
        match (white, open) {
            (true, None) => open = Some(pair[0]),
            (false, Some(start)) => {
                push_cut(&mut cuts, start, pair[0], &used);
                open = None;
            }
            _ => {}
        }
    }
    if let (Some(start), Some(end)) = (open, edges.last()) {
        push_cut(&mut cuts, start, *end, &used);
    }
    cuts
}

/// A cut needs white of some width, and something on either side of it.
fn push_cut(cuts: &mut Vec<f64>, start: f64, end: f64, used: &[&Segment]) {
    let middle = (start + end) / 2.0;
    let since = cuts.last().copied().unwrap_or(f64::NEG_INFINITY);
    let before = used
        .iter()
        .any(|s| s.x1 <= middle && (s.x0 + s.x1) / 2.0 > since);
    let after = used.iter().any(|s| s.x0 >= middle);
    if end - start > 2.0 && before && after {
        cuts.push(middle);
    }
}

/// Takes out empty columns, and says what heads a column or a row.
fn finish(mut cells: Vec<FoundCell>, has_head: bool) -> Vec<FoundCell> {
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let used: std::collections::BTreeSet<usize> = cells.iter().map(|cell| cell.column).collect();
    let index = |column: usize| used.iter().filter(|known| **known < column).count();
    for cell in &mut cells {
        let end = index(cell.column + cell.span).max(index(cell.column) + 1);
        cell.column = index(cell.column);
        cell.span = end - cell.column;
        let words: String = cell.lines.iter().map(Segment::text).collect();
        let names_row = cell.column == 0 && words.chars().any(char::is_alphabetic);
        cell.heading |= names_row || (!has_head && cell.row == 0);
    }
    cells
}

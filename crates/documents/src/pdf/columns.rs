//! Reading order: columns one after the other, with what stands across them in its place.

use super::segments::Segment;

/// A line of text in its column.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub segment: Segment,
    /// Left and right edge of the column, or of all columns for a line across them.
    pub left: f64,
    pub right: f64,
    /// Which part of the page it is in: lines of one part follow each other downwards.
    pub part: usize,
}

/// The space between two columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gutter {
    pub left: f64,
    pub right: f64,
}

/// As many lines must begin at the right column's edge.
const LINES: usize = 4;

/// The gutters of a page. `known` are those of the document's other pages; one of them needs less to be seen here.
pub(super) fn gutters(segments: &[Segment], known: &[Gutter]) -> Vec<Gutter> {
    let Some((left, right)) = extent(segments) else {
        return Vec::new();
    };
    let width = right - left;
    let mut starts: Vec<f64> = segments
        .iter()
        .filter(|s| s.width() > 40.0 && s.x0 > left + 0.2 * width && s.x0 < left + 0.8 * width)
        .map(|s| s.x0)
        .collect();
    starts.sort_by(f64::total_cmp);
    let mut found: Vec<(usize, Gutter)> = Vec::new();
    for &start in &starts {
        let at_start = starts.iter().filter(|x| (*x - start).abs() < 2.0).count();
        let expected = known
            .iter()
            .any(|gutter| (gutter.right - start).abs() < 3.0);
        let least = if expected { 1 } else { LINES };
        if at_start < least || found.iter().any(|(_, g)| (g.right - start).abs() < 4.0) {
            continue;
        }
        // Lines that end before it: most at one place where text is justified.
        let ends: Vec<f64> = segments
            .iter()
            .filter(|s| s.width() > 40.0 && s.x1 < start - 3.0 && s.x1 > start - 60.0)
            .map(|s| s.x1)
            .collect();
        let Some(edge) = ends.iter().copied().max_by_key(|end| {
            let near = ends.iter().filter(|x| (*x - end).abs() < 2.0).count();
            (near, (*end * 10.0) as i64)
        }) else {
            continue;
        };
        let at_edge = ends.iter().filter(|x| (*x - edge).abs() < 2.0).count();
        let crossing = segments
            .iter()
            .filter(|s| s.x0 < edge - 4.0 && s.x1 > start + 4.0)
            .count();
        let ragged = ends.len() >= 2 * LINES && crossing * 4 < ends.len();
        if at_edge < least && !ragged {
            continue;
        }
        let edge = if at_edge >= least {
            edge
        } else {
            ends.iter().copied().fold(edge, f64::max)
        };
        found.push((
            at_start + at_edge,
            Gutter {
                left: edge,
                right: start,
            },
        ));
    }
    found.sort_by_key(|(lines, _)| std::cmp::Reverse(*lines));
    let mut gutters: Vec<Gutter> = Vec::new();
    for (_, gutter) in found {
        let apart = gutters
            .iter()
            .all(|g| (g.right - gutter.right).abs() > 100.0);
        let wide = gutter.left - left > 80.0 && right - gutter.right > 80.0;
        if apart && wide && gutters.len() < 3 {
            gutters.push(gutter);
        }
    }
    gutters.sort_by(|a, b| a.left.total_cmp(&b.left));
    evenly(gutters, left, right)
}

/// Columns of text are about as wide as each other; columns of a table are not.
fn evenly(gutters: Vec<Gutter>, left: f64, right: f64) -> Vec<Gutter> {
    let widths = |gutters: &[Gutter]| -> f64 {
        let mut start = left;
        let mut widths: Vec<f64> = Vec::new();
        for gutter in gutters {
            widths.push(gutter.left - start);
            start = gutter.right;
        }
        widths.push(right - start);
        let most = widths.iter().copied().fold(0.0, f64::max);
        let least = widths.iter().copied().fold(f64::INFINITY, f64::min);
        least / most.max(1.0)
    };
    if gutters.is_empty() || widths(&gutters) > 0.7 {
        return gutters;
    }
    // The one that parts the page best.
    let best = gutters
        .iter()
        .copied()
        .max_by(|a, b| widths(&[*a]).total_cmp(&widths(&[*b])));
    best.filter(|gutter| widths(&[*gutter]) > 0.45)
        .into_iter()
        .collect()
}

fn extent(segments: &[Segment]) -> Option<(f64, f64)> {
    let wide: Vec<&Segment> = segments.iter().filter(|s| s.width() > 30.0).collect();
    let left = wide.iter().map(|s| s.x0).fold(f64::INFINITY, f64::min);
    let right = wide.iter().map(|s| s.x1).fold(f64::NEG_INFINITY, f64::max);
    (left < right).then_some((left, right))
}

/// The lines of a page in reading order.
pub(super) fn lines(segments: Vec<Segment>, gutters: &[Gutter]) -> Vec<Line> {
    let (left, right) = extent(&segments).unwrap_or((0.0, 0.0));
    let column_of = |segment: &Segment| {
        let middle = (segment.x0 + segment.x1) / 2.0;
        gutters
            .iter()
            .filter(|gutter| middle > (gutter.left + gutter.right) / 2.0)
            .count()
    };
    let crosses = |segment: &Segment| {
        gutters
            .iter()
            .any(|gutter| segment.x0 < gutter.left - 3.0 && segment.x1 > gutter.right + 3.0)
            || gutters.iter().any(|gutter| {
                // Reaches well into the gutter from either side.
                let inner = gutter.right - gutter.left;
                (segment.x0 < gutter.left && segment.x1 > gutter.left + 0.6 * inner + 2.0)
                    || (segment.x1 > gutter.right && segment.x0 < gutter.right - 0.6 * inner - 2.0)
            })
    };
    let across: Vec<bool> = segments
        .iter()
        .map(|segment| {
            crosses(segment)
                || segments.iter().any(|other| {
                    // The pieces of a line across that a wide blank parts.
                    let (l, r) = if segment.x0 < other.x0 {
                        (segment, other)
                    } else {
                        (other, segment)
                    };
                    let gap = r.x0 - l.x1;
                    (l.base - r.base).abs() < 0.2 * l.size
                        && gutters.iter().any(|gutter| {
                            l.x1 < gutter.right
                                && r.x0 > gutter.left
                                && gap > 0.0
                                && gap < (gutter.right - gutter.left) - 3.0
                                && (crosses(l) || crosses(r))
                        })
                })
        })
        .collect();
    let mut bars: Vec<f64> = segments
        .iter()
        .zip(&across)
        .filter(|(_, across)| **across)
        .map(|(segment, _)| segment.base)
        .collect();
    bars.sort_by(f64::total_cmp);
    // Band, whether across, column, height.
    let mut placed: Vec<((usize, usize), Segment)> = segments
        .into_iter()
        .zip(across)
        .map(|(segment, across)| {
            let above = bars
                .iter()
                .filter(|base| **base < segment.base - 0.3 * segment.size)
                .count();
            let column = if across { 0 } else { column_of(&segment) + 1 };
            ((above, column), segment)
        })
        .collect();
    placed.sort_by(|(a, s), (b, t)| {
        (a.0, a.1 == 0, a.1)
            .cmp(&(b.0, b.1 == 0, b.1))
            .then(s.base.total_cmp(&t.base))
            .then(s.x0.total_cmp(&t.x0))
    });
    // Lines across that follow each other are one part.
    let mut lines: Vec<Line> = Vec::new();
    let mut part = 0;
    let mut last: Option<(usize, usize)> = None;
    for (place, segment) in placed {
        let goes_on = last.is_some_and(|before| before == place || (before.1 == 0 && place.1 == 0));
        if !goes_on {
            part += 1;
        }
        last = Some(place);
        let (from, to) = if place.1 == 0 {
            (left, right)
        } else {
            let from = place
                .1
                .checked_sub(2)
                .and_then(|g| gutters.get(g))
                .map_or(left, |g| g.right);
            let to = gutters.get(place.1 - 1).map_or(right, |g| g.left);
            (from, to)
        };
        lines.push(Line {
            segment,
            left: from,
            right: to,
            part,
        });
    }
    joined(lines)
}

/// Segments at one height of a column are one line.
fn joined(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for line in lines {
        let same = out.iter_mut().rev().take(6).find(|other| {
            other.part == line.part
                && other.segment.table.is_none()
                && line.segment.table.is_none()
                && (other.segment.base - line.segment.base).abs()
                    < 0.25 * other.segment.size.max(line.segment.size)
        });
        match same {
            Some(other) => {
                let wider = line.segment.width() > other.segment.width();
                let mut tokens = std::mem::take(&mut other.segment.tokens);
                tokens.extend(line.segment.tokens);
                tokens.sort_by(|a, b| a.x0.total_cmp(&b.x0));
                if wider {
                    other.segment.size = line.segment.size;
                    other.segment.base = line.segment.base;
                }
                if let Some(first) = tokens.first_mut() {
                    first.glued = false;
                }
                other.segment.x0 = other.segment.x0.min(line.segment.x0);
                other.segment.x1 = other.segment.x1.max(line.segment.x1);
                other.segment.tokens = tokens;
            }
            None => out.push(line),
        }
    }
    out
}

//! Tables: found by their captions, bounded by their lines or by what stands in columns, cut into cells.

mod grid;

use std::sync::LazyLock;

use regex::Regex;

use super::ink::Rule;
use super::segments::{BOLD, Segment};
use grid::grid;
pub(super) use grid::{FoundCell, rows_of};

/// A table of a page, before its words are pieces of a text.
#[derive(Debug)]
pub(super) struct FoundTable {
    pub caption: Vec<Segment>,
    pub cells: Vec<FoundCell>,
}

/// A level line that may be put together from several.
#[derive(Clone, Copy, Debug)]
struct Level {
    x0: f64,
    x1: f64,
    y: f64,
}

impl Level {
    fn width(self) -> f64 {
        self.x1 - self.x0
    }

    fn alike(self, other: Self) -> bool {
        (self.x0 - other.x0).abs() < 8.0 && (self.x1 - other.x1).abs() < 8.0
    }
}

/// A head has no more lines.
const MOST_HEAD_LINES: usize = 9;
/// The first rule stands this close under the caption's first line, points.
const UNDER_CAPTION: f64 = 95.0;

/// Takes the tables of a page out of its segments. In each one's place, a segment that names it is left.
///
/// `body` is the size of most of the document's letters.
pub(super) fn tables(
    segments: &mut Vec<Segment>,
    rules: &[Rule],
    body: f64,
    first: usize,
) -> Vec<FoundTable> {
    let levels = levels(rules);
    let mut captions: Vec<usize> = (0..segments.len())
        .filter(|&at| is_caption(at, segments, &levels))
        .collect();
    captions.sort_by(|a, b| segments[*a].base.total_cmp(&segments[*b].base));
    let mut taken = vec![false; segments.len()];
    let mut found = Vec::new();
    let mut marks = Vec::new();
    for &caption in &captions {
        if taken[caption] {
            continue;
        }
        let Some(region) = region(caption, segments, &levels, &captions, body) else {
            continue;
        };
        let inside: Vec<usize> = (0..segments.len())
            .filter(|&at| !taken[at] && region.holds(&segments[at]))
            .collect();
        let own: Vec<Segment> = inside.iter().map(|&at| segments[at].clone()).collect();
        let inner: Vec<Level> = levels
            .iter()
            .copied()
            .filter(|level| level.y > region.top - 2.0 && level.y < region.bottom + 2.0)
            .filter(|level| level.x0 > region.x0 - 10.0 && level.x1 < region.x1 + 10.0)
            .collect();
        // What is above the second line is no head where it is many rows.
        let every: Vec<&Segment> = own.iter().collect();
        let head = region.head.filter(|head| {
            let rows = rows_of(&every);
            let above = rows.iter().filter(|row| row[0].base < *head).count();
            above <= MOST_HEAD_LINES && above > 0
        });
        let cells = grid(&own, &inner, head);
        let columns = cells.iter().map(|cell| cell.column + cell.span).max();
        if columns.unwrap_or(0) < 2 || cells.len() < 4 {
            continue;
        }
        let words: Vec<usize> = (0..segments.len())
            .filter(|&at| !taken[at] && region.titles(&segments[at], &segments[caption]))
            .collect();
        for &at in inside.iter().chain(&words) {
            taken[at] = true;
        }
        let mut title: Vec<Segment> = words.iter().map(|&at| segments[at].clone()).collect();
        title.sort_by(|a, b| {
            let level = (a.base - b.base).abs() < 0.3 * a.size.max(b.size);
            if level {
                a.x0.total_cmp(&b.x0)
            } else {
                a.base.total_cmp(&b.base)
            }
        });
        let mark = &segments[caption];
        marks.push(Segment {
            tokens: Vec::new(),
            x0: mark.x0,
            x1: mark.x0 + 10.0,
            base: mark.base,
            size: mark.size,
            table: Some(first + found.len()),
        });
        found.push(FoundTable {
            caption: title,
            cells,
        });
    }
    let mut taken = taken.into_iter();
    segments.retain(|_| !taken.next().unwrap_or(false));
    segments.extend(marks);
    found
}

/// Where a table's cells are.
#[derive(Clone, Copy, Debug)]
struct Region {
    x0: f64,
    x1: f64,
    top: f64,
    bottom: f64,
    /// Where its head ends, if a line shows it.
    head: Option<f64>,
}

impl Region {
    fn holds(&self, segment: &Segment) -> bool {
        let middle = (segment.x0 + segment.x1) / 2.0;
        let height = segment.base - 0.3 * segment.size;
        middle > self.x0 - 3.0
            && middle < self.x1 + 3.0
            && height > self.top
            && height < self.bottom
    }

    /// Whether a segment is part of the caption: between its first line and the table.
    fn titles(&self, segment: &Segment, caption: &Segment) -> bool {
        let middle = (segment.x0 + segment.x1) / 2.0;
        segment.base > caption.base - 0.4 * caption.size
            && segment.base - 0.3 * segment.size <= self.top
            && middle > self.x0 - 3.0
            && middle < self.x1.max(caption.x1) + 3.0
    }
}

fn region(
    caption: usize,
    segments: &[Segment],
    levels: &[Level],
    captions: &[usize],
    body: f64,
) -> Option<Region> {
    let own = &segments[caption];
    let overlaps = |x0: f64, x1: f64| own.x0 < x1 - 2.0 && own.x1 > x0 + 2.0;
    let next_caption = captions
        .iter()
        .map(|&at| &segments[at])
        .filter(|other| other.base > own.base + 2.0 && overlaps(other.x0, other.x1))
        .map(|other| other.base - other.size)
        .fold(f64::INFINITY, f64::min);
    let top = levels
        .iter()
        .copied()
        .filter(|level| {
            level.y > own.base - 0.2 * own.size
                && level.y < (own.base + UNDER_CAPTION).min(next_caption)
                && overlaps(level.x0, level.x1)
                && level.width() > 90.0
        })
        .min_by(|a, b| a.y.total_cmp(&b.y));
    let Some(top) = top else {
        return without_rules(own, segments, next_caption, body);
    };
    let all: Vec<Level> = levels
        .iter()
        .copied()
        .filter(|level| level.alike(top) && level.y >= top.y && level.y < next_caption)
        .collect();
    let bottom = all.last().copied().unwrap_or(top).y;
    let head = all
        .iter()
        .find(|level| level.y > top.y + 4.0)
        .map(|level| level.y);
    let mut region = Region {
        x0: top.x0,
        x1: top.x1,
        top: top.y,
        bottom,
        head: head.filter(|head| *head < bottom - 4.0),
    };
    // A table that goes on on the next page has no line below; its second line is that under its head.
    let above: Vec<&Segment> = segments.iter().filter(|s| region.holds(s)).collect();
    let headed = all.len() < 2 || rows_of(&above).len() <= MOST_HEAD_LINES;
    let below = rows_below(&region, segments, next_caption, body);
    if below > bottom + 1.0 && all.len() <= 2 && headed {
        region.head = (all.len() == 2).then_some(bottom);
        region.bottom = below;
    }
    (region.bottom > region.top + 8.0).then_some(region)
}

/// How far down rows in columns go on under the last line.
fn rows_below(region: &Region, segments: &[Segment], limit: f64, body: f64) -> f64 {
    let under = Region {
        top: region.bottom,
        bottom: limit.min(region.bottom + 1000.0),
        ..*region
    };
    let own: Vec<&Segment> = segments
        .iter()
        .filter(|segment| under.holds(segment))
        .collect();
    let rows = rows_of(&own);
    let several = rows.iter().take(4).filter(|row| row.len() > 1).count();
    if several < 2.min(rows.len()).max(1) {
        return region.bottom;
    }
    let mut end = region.bottom;
    let mut last = region.bottom;
    for row in rows {
        let base = row[0].base;
        let size = row[0].size;
        // Running text, in one column or several.
        let text_like = row
            .iter()
            .all(|s| s.size > body - 0.3 && s.width() > 0.35 * (region.x1 - region.x0));
        if base - last > 4.0 * size || text_like {
            break;
        }
        last = base;
        end = base + 0.4 * size;
    }
    end
}

/// A table without lines: rows of several cells under a caption.
fn without_rules(own: &Segment, segments: &[Segment], limit: f64, body: f64) -> Option<Region> {
    // As wide as the rows under the caption are.
    let near: Vec<&Segment> = segments
        .iter()
        .filter(|s| {
            s.base > own.base + 0.5 * own.size && s.base < (own.base + 8.0 * own.size).min(limit)
        })
        .collect();
    let x0 = own.x0 - 6.0;
    let reach = near
        .iter()
        .filter(|s| s.x0 > x0 && s.size < body + 0.3)
        .map(|s| s.x1)
        .fold(own.x1, f64::max);
    let region = Region {
        x0,
        x1: reach + 6.0,
        top: own.base + 0.3 * own.size,
        bottom: own.base + 0.3 * own.size,
        head: None,
    };
    let under = Region {
        bottom: limit.min(own.base + 2000.0),
        ..region
    };
    let inside: Vec<&Segment> = segments.iter().filter(|s| under.holds(s)).collect();
    let rows = rows_of(&inside);
    let from = rows
        .iter()
        .position(|row| row.len() > 1)
        .filter(|at| *at < 4)?;
    let mut last = rows[from][0].base;
    let mut end = last;
    let mut several = 0;
    let mut single = 0;
    for row in &rows[from..] {
        let (base, size) = (row[0].base, row[0].size);
        let wide = row.len() == 1 && row[0].width() > 0.6 * (reach - own.x0);
        if base - last > 2.6 * size || (wide && single > 0) || single > 2 {
            break;
        }
        if row.len() > 1 {
            several += 1;
            single = 0;
            end = base;
        } else {
            single += 1;
        }
        last = base;
    }
    // Prose in columns is not a table: cells are short.
    let cells: Vec<&&Segment> = rows[from..]
        .iter()
        .flatten()
        .filter(|s| s.base <= end)
        .collect();
    let short = cells
        .iter()
        .filter(|s| s.width() < 0.3 * (reach - own.x0))
        .count();
    if several < 3 || short * 2 < cells.len() {
        return None;
    }
    Some(Region {
        top: rows[from][0].base - 0.9 * rows[from][0].size,
        bottom: end + 0.4 * own.size,
        ..region
    })
}

/// Whether a segment begins a table's caption, and not a sentence about one.
fn is_caption(at: usize, segments: &[Segment], levels: &[Level]) -> bool {
    static SHAPE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:Supplementary |Additional )?(?:TABLE|Table|T ABLE|Tab\.)\s*(?:[A-Z]?\d{1,3}[a-z]?|[IVX]{1,5})(?P<after>[.:]?)(?:\s|$)").ok()
    });
    let segment = &segments[at];
    let text = segment.text();
    let Some(found) = SHAPE.as_ref().and_then(|shape| shape.captures(&text)) else {
        return false;
    };
    // “… as shown in / Table 2 and …”: text right before it on its line.
    let behind = segments.iter().any(|other| {
        (other.base - segment.base).abs() < 0.3 * segment.size
            && other.x1 <= segment.x0
            && segment.x0 - other.x1 < 14.0
            && !other.tokens.is_empty()
    });
    if behind {
        return false;
    }
    let bold = segment
        .tokens
        .first()
        .is_some_and(|token| token.weight > BOLD);
    let marked = found
        .name("after")
        .is_some_and(|mark| !mark.as_str().is_empty())
        || text.starts_with("TABLE");
    let rest = text[found.get(0).map_or(0, |whole| whole.end())..].trim_start();
    let prose = rest.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')'));
    let ruled = levels.iter().any(|level| {
        level.y > segment.base - 0.2 * segment.size
            && level.y < segment.base + 4.0 * segment.size
            && level.x0 < segment.x0 + 12.0
            && level.x1 > segment.x0 + 60.0
    });
    !prose && (bold || marked || ruled)
}

/// The level rules, pieces put together, from the top down.
fn levels(rules: &[Rule]) -> Vec<Level> {
    let mut pieces: Vec<Level> = rules
        .iter()
        .filter(|rule| rule.is_level() && rule.x1 - rule.x0 > 6.0)
        .map(|rule| Level {
            x0: rule.x0,
            x1: rule.x1,
            y: (rule.y0 + rule.y1) / 2.0,
        })
        .collect();
    pieces.sort_by(|a, b| {
        (a.y / 2.0)
            .round()
            .total_cmp(&(b.y / 2.0).round())
            .then(a.x0.total_cmp(&b.x0))
    });
    let mut out: Vec<Level> = Vec::new();
    for piece in pieces {
        let known = out.iter_mut().rev().take(12).find(|level| {
            (level.y - piece.y).abs() < 1.6
                && piece.x0 < level.x1 + 3.5
                && piece.x1 > level.x0 - 3.5
        });
        match known {
            Some(level) => {
                level.x0 = level.x0.min(piece.x0);
                level.x1 = level.x1.max(piece.x1);
            }
            None => out.push(piece),
        }
    }
    out.sort_by(|a, b| a.y.total_cmp(&b.y));
    out
}

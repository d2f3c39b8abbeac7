//! Running heads, footers and page numbers: what comes again at the same height of other pages.

use std::collections::HashMap;

use super::segments::Segment;

/// Share of the page, from its upper and its lower edge, in which they stand.
const MARGIN: f64 = 0.13;

/// Page, segment, and how far it is from the edge.
type Place = (usize, usize, f64);

/// For each page the segments to leave out, in their order.
pub(super) fn furniture(pages: &[(Vec<Segment>, f64)]) -> Vec<Vec<bool>> {
    let mut out: Vec<Vec<bool>> = pages
        .iter()
        .map(|(segments, _)| vec![false; segments.len()])
        .collect();
    if pages.len() < 2 {
        return out;
    }
    // What they say without numbers, how far from the edge, and on which pages.
    let mut seen: HashMap<(String, bool), Vec<Place>> = HashMap::new();
    for (page, (segments, height)) in pages.iter().enumerate() {
        for (at, segment) in segments.iter().enumerate() {
            let upper = segment.base < MARGIN * height;
            let lower = segment.base > (1.0 - MARGIN) * height;
            if !upper && !lower {
                continue;
            }
            let edge = if upper {
                segment.base
            } else {
                height - segment.base
            };
            seen.entry((without_numbers(&segment.text()), upper))
                .or_default()
                .push((page, at, edge));
        }
    }
    for ((words, _), places) in &seen {
        // Numbers alone are page numbers where they grow with the pages.
        let least = if words == "#" || words.is_empty() {
            2
        } else {
            needed(pages.len())
        };
        for (page, at, edge) in places {
            let mut alike: Vec<usize> = places
                .iter()
                .filter(|(_, _, other)| (other - edge).abs() < 3.0)
                .map(|(page, _, _)| *page)
                .collect();
            alike.sort_unstable();
            alike.dedup();
            if alike.len() >= least && is_outermost(&pages[*page], *at) {
                out[*page][*at] = true;
            }
        }
    }
    out
}

/// On how many pages it must stand: heads differ on left and right pages, and are missing on the first.
fn needed(pages: usize) -> usize {
    match pages {
        0..=3 => 2,
        4..=7 => 2,
        _ => 3,
    }
}

/// Whether no text but a line or two stands between it and the edge of the page.
fn is_outermost((segments, height): &(Vec<Segment>, f64), at: usize) -> bool {
    let own = &segments[at];
    let upper = own.base < height / 2.0;
    let mut beyond: Vec<i64> = segments
        .iter()
        .filter(|other| {
            if upper {
                other.base < own.base - 2.0
            } else {
                other.base > own.base + 2.0
            }
        })
        .map(|other| (other.base / 4.0) as i64)
        .collect();
    beyond.sort_unstable();
    beyond.dedup();
    beyond.len() <= 3
}

fn without_numbers(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_numeric() {
            if !out.ends_with('#') {
                out.push('#');
            }
        } else if !c.is_whitespace() {
            out.extend(c.to_lowercase());
        }
    }
    out
}

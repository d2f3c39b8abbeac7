//! Which arm the numbers of a sentence are of, as its words or their order say.

use std::ops::Range;

use crate::arms::Arms;
use crate::reading::{Reading, Shape};
use crate::source::Source;
use crate::terms::Terms;

/// Which arm a number was given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) arm: Option<usize>,
    /// By words; else by order only.
    pub(crate) sure: bool,
}

/// Where a sentence speaks of an arm.
#[derive(Clone, Debug)]
struct Mention {
    arm: usize,
    range: Range<usize>,
}

/// Gives the numbers of a sentence to arms.
pub(crate) fn give(
    text: &str,
    values: &[&Reading],
    readings: &[Reading],
    arms: &Arms,
    source: &Source<'_>,
    sizes: &[Option<f64>],
) -> Vec<Given> {
    let none = Given {
        arm: None,
        sure: true,
    };
    // By their groups, where a number of people is one arm's and no other's.
    let by_size: Vec<Option<usize>> = values
        .iter()
        .map(|reading| {
            let Shape::EventsOfGroup { group, .. } = &reading.shape else {
                return None;
            };
            let fitting: Vec<usize> = (0..sizes.len())
                .filter(|arm| sizes[*arm] == Some(group.value))
                .collect();
            match fitting[..] {
                [arm] => Some(arm),
                _ => None,
            }
        })
        .collect();
    if by_size.iter().all(Option::is_some) {
        return by_size
            .into_iter()
            .map(|arm| Given { arm, sure: true })
            .collect();
    }
    if text.to_lowercase().contains("respectively")
        && let Some(given) = respectively(text, values, arms, source)
    {
        return given;
    }
    let mentions = mentions(text, arms);
    if mentions.is_empty() {
        return vec![none; values.len()];
    }
    if let [only] = values
        && speaks_of_all(text, only, &mentions)
    {
        return vec![none];
    }
    let forward = beside(text, (values, readings), &mentions, true);
    let backward = beside(text, (values, readings), &mentions, false);
    let distinct = |given: &[Option<usize>]| {
        let known: Vec<usize> = given.iter().flatten().copied().collect();
        let mut unique = known.clone();
        unique.sort_unstable();
        unique.dedup();
        (unique.len() == known.len(), known.len())
    };
    let (forward_once, forward_count) = distinct(&forward);
    let (backward_once, backward_count) = distinct(&backward);
    let chosen = match (
        forward_once && forward_count > 0,
        backward_once && backward_count > 0,
    ) {
        (true, true) if forward_count > backward_count => Some(forward),
        (true, true) if backward_count > forward_count => Some(backward),
        // Names in front of their numbers are the rule: "placebo, 62.6%"; "62.6% for placebo" is seen by its preposition.
        (true, true) if follows_by_preposition(text, values, &mentions) => Some(forward),
        (_, true) => Some(backward),
        (true, false) => Some(forward),
        (false, false) => None,
    };
    if let Some(chosen) = chosen {
        return chosen
            .into_iter()
            .map(|arm| Given { arm, sure: true })
            .collect();
    }
    // As many numbers as arms are named: in the order of their first mention.
    let mut order: Vec<usize> = Vec::new();
    for mention in &mentions {
        if !order.contains(&mention.arm) {
            order.push(mention.arm);
        }
    }
    if order.len() == values.len() && order.len() >= 2 {
        return order
            .into_iter()
            .map(|arm| Given {
                arm: Some(arm),
                sure: false,
            })
            .collect();
    }
    vec![none; values.len()]
}

/// The arm named between each number and the next (`forward`), or the one before (`!forward`).
fn beside(
    text: &str,
    (values, readings): (&[&Reading], &[Reading]),
    mentions: &[Mention],
    forward: bool,
) -> Vec<Option<usize>> {
    (0..values.len())
        .map(|place| {
            let window = if forward {
                let end = values
                    .get(place + 1)
                    .map_or(text.len(), |next| next.range.start);
                values[place].range.end..end
            } else {
                let start = place
                    .checked_sub(1)
                    .map_or(0, |before| values[before].range.end);
                start..values[place].range.start
            };
            let mut inside = mentions
                .iter()
                .filter(|m| window.start <= m.range.start && m.range.end <= window.end);
            let nearest = if forward {
                inside.next()
            } else {
                inside.next_back()
            }?;
            // Another sentence part parts them.
            let between = if forward {
                text.get(window.start..nearest.range.start)
            } else {
                text.get(nearest.range.end..window.end)
            }?;
            let gap = if forward {
                window.start..nearest.range.start
            } else {
                nearest.range.end..window.end
            };
            // The arm's own number may stand there: “18.3 g with apple juice and 50.6 g with grape juice”.
            let other_number = readings.iter().any(|reading| {
                gap.start <= reading.range.start
                    && reading.range.end <= gap.end
                    && is_a_result(&reading.shape)
            });
            (!between.contains(';') && between.len() <= 90 && !other_number).then_some(nearest.arm)
        })
        .collect()
}

/// Whether a number could be an arm's result, and does not merely say how many there are or how sure it is.
fn is_a_result(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Plain(_)
            | Shape::Dose(_)
            | Shape::MeanSpread { .. }
            | Shape::Centre { .. }
            | Shape::CountPercent { .. }
            | Shape::EventsOfGroup { .. }
    )
}

/// Whether the only number of a sentence that names more than one arm is one of all people: “344 patients (mean age 78
/// years) were assigned to the clinic or to usual follow-up”. An arm's own number stands beside its name.
fn speaks_of_all(text: &str, value: &Reading, mentions: &[Mention]) -> bool {
    const BESIDE: usize = 30;
    let several = mentions.iter().any(|m| m.arm != mentions[0].arm);
    let beside = mentions.iter().any(|mention| {
        let between = if mention.range.start >= value.range.end {
            text.get(value.range.end..mention.range.start)
        } else {
            text.get(mention.range.end..value.range.start)
        };
        between.is_some_and(|between| between.len() <= BESIDE && !between.contains([';', ')', '(']))
    });
    several && !beside
}

/// Whether a number is followed by “in”, “for”, “with” … and an arm.
fn follows_by_preposition(text: &str, values: &[&Reading], mentions: &[Mention]) -> bool {
    const NEAR: usize = 40;
    const PREPOSITIONS: [&str; 11] = [
        "in",
        "for",
        "with",
        "among",
        "of",
        "on",
        "receiving",
        "given",
        "fed",
        "by",
        "under",
    ];
    values.iter().any(|value| {
        let next = mentions.iter().find(|m| m.range.start >= value.range.end);
        let between = next.and_then(|m| text.get(value.range.end..m.range.start));
        between.is_some_and(|between| {
            between.len() <= NEAR
                && between
                    .split_whitespace()
                    .any(|word| PREPOSITIONS.contains(&word))
        })
    })
}

/// Where the arms are named. A word tells of an arm that no other arm's name has.
fn mentions(text: &str, arms: &Arms) -> Vec<Mention> {
    let words = crate::terms::placed(text);
    let mut found: Vec<Mention> = Vec::new();
    for (word, range) in words {
        let of: Vec<usize> = (0..arms.arms.len())
            .filter(|arm| arms.told_by(*arm, &word))
            .collect();
        if let [arm] = of[..] {
            match found.last_mut() {
                Some(last) if last.arm == arm && range.start - last.range.end <= 40 => {
                    last.range.end = range.end
                }
                _ => found.push(Mention { arm, range }),
            }
        }
    }
    found
}

/// “was 49.4, 47.5 and 26.5 in AJ, WGJ and WA, respectively”: as many names in a row as there are numbers.
fn respectively(
    text: &str,
    values: &[&Reading],
    arms: &Arms,
    source: &Source<'_>,
) -> Option<Vec<Given>> {
    let count = values.len();
    if count < 2 {
        return None;
    }
    let mut items: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let lower = text.to_ascii_lowercase();
    let mut at = 0;
    while at < text.len() {
        let cut = [", and ", " and ", " versus ", " vs. ", " vs ", ", ", "; "]
            .iter()
            .find(|mark| lower[at..].starts_with(**mark));
        match cut {
            Some(mark) => {
                items.push(start..at);
                at += mark.len();
                start = at;
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    items.push(start..text.len());
    let numbered = |item: &Range<usize>| {
        values
            .iter()
            .any(|value| item.start < value.range.end && value.range.start < item.end)
    };
    for window in items.windows(count) {
        // The numbers themselves may stand in the first or last item: "… and 26.5 in patients fed AJ".
        let labels: Vec<String> = window
            .iter()
            .map(|item| {
                let from = values
                    .iter()
                    .filter(|value| item.start < value.range.end && value.range.end <= item.end)
                    .map(|value| value.range.end)
                    .max()
                    .unwrap_or(item.start);
                text[from..item.end].to_owned()
            })
            .collect();
        if window.iter().filter(|item| numbered(item)).count() > 1 {
            continue;
        }
        let terms: Vec<Terms> = labels.iter().map(|label| Terms::of(label)).collect();
        let places: Vec<Option<usize>> = (0..arms.arms.len())
            .map(|arm| {
                let fits: Vec<usize> = (0..count)
                    .filter(|place| arms.fit(arm, &terms[*place], &source.rarity) > 0.6)
                    .collect();
                match fits[..] {
                    [place] => Some(place),
                    _ => None,
                }
            })
            .collect();
        let mut known: Vec<usize> = places.iter().flatten().copied().collect();
        known.sort_unstable();
        known.dedup();
        let all = places.iter().flatten().count();
        if all >= 1 && known.len() == all && all >= arms.arms.len().min(count) {
            return Some(
                (0..count)
                    .map(|place| Given {
                        arm: places.iter().position(|p| *p == Some(place)),
                        sure: true,
                    })
                    .collect(),
            );
        }
    }
    None
}

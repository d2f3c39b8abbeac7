//! How many people are in each arm, as headings, rows and sentences say it: found once, used by every value.

use std::collections::BTreeMap;

use documents::SectionKind;

use crate::arms::Arms;
use crate::number::Number;
use crate::parse::parse;
use crate::reading::Shape;
use crate::source::{Place, Source};
use crate::terms::Terms;

/// The size of an arm with where it stands.
#[derive(Clone, Debug)]
pub(crate) struct ArmSize {
    pub(crate) number: Number,
    pub(crate) evidence: Vec<String>,
    /// Other sizes that other places give.
    pub(crate) others: Vec<Number>,
    /// How many places agree, weighted.
    pub(crate) weight: f64,
}

/// Stems of sentences about who was assigned to an arm.
const ASSIGNED: [&str; 10] = [
    "random", "assign", "alloc", "receiv", "enrol", "includ", "recruit", "fed", "given", "particip",
];
/// Words of what is assigned in trials of clusters: their numbers are no numbers of people.
const CLUSTERS: [&str; 16] = [
    "gps",
    "practitioners",
    "physicians",
    "practices",
    "clusters",
    "centres",
    "centers",
    "clinics",
    "hospitals",
    "schools",
    "wards",
    "sites",
    "villages",
    "pharmacies",
    "homes",
    "classes",
];
/// Words of people.
const PEOPLE: [&str; 12] = [
    "patients",
    "participants",
    "people",
    "subjects",
    "children",
    "women",
    "men",
    "adults",
    "infants",
    "persons",
    "individuals",
    "students",
];

/// Whether a sentence counts clusters and no people.
fn counts_clusters(text: &str) -> bool {
    let lower = text.to_lowercase();
    let has = |list: &[&str]| {
        lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| list.contains(&word))
    };
    has(&CLUSTERS) && !has(&PEOPLE)
}

/// The size of each arm, in their order; none where nothing says it.
pub(crate) fn sizes(source: &Source<'_>, arms: &Arms) -> Vec<Option<ArmSize>> {
    let mut votes = vec![Votes::default(); arms.arms.len()];
    let mut vote = |arm: usize, number: Number, evidence: Vec<String>, weight: f64| {
        if let Some(of_arm) = votes.get_mut(arm).filter(|_| number.value >= 1.0) {
            of_arm.add(number, evidence, weight);
        }
    };
    for grid in &source.grids {
        let headings = grid.all_headings();
        let sized: Vec<_> = headings
            .iter()
            .filter_map(|h| Some((h, grid.size_in(h)?)))
            .collect();
        let labels: Vec<String> = sized.iter().map(|(h, _)| h.text.clone()).collect();
        for ((heading, number), arm) in sized.iter().zip(arms.assign(&labels, &source.rarity)) {
            if let Some(arm) = arm {
                vote(arm, number.clone(), vec![heading.id.clone()], 1.0);
            }
        }
        // Rows of arms: "Intervention (n = 125)".
        let rows: Vec<_> = grid
            .rows()
            .filter_map(|row| grid.row_heading(row))
            .filter_map(|h| Some((grid.size_in(&h)?, h)))
            .collect();
        let labels: Vec<String> = rows.iter().map(|(_, h)| h.text.clone()).collect();
        for ((number, heading), arm) in rows.iter().zip(arms.assign(&labels, &source.rarity)) {
            if let Some(arm) = arm {
                vote(arm, number.clone(), vec![heading.id.clone()], 1.0);
            }
        }
        // A row that counts people: "Participants 258 125 133".
        let labels: Vec<String> = headings.iter().map(|h| h.text.clone()).collect();
        let assigned = arms.assign(&labels, &source.rarity);
        for row in grid.rows().filter(|row| grid.is_data(*row)) {
            let counts_people = grid
                .row_heading(row)
                .is_some_and(|h| is_count_of_people(&h.text));
            if !counts_people {
                continue;
            }
            for cell in grid.data(row) {
                let over = grid.over(cell);
                let arm = over.iter().rev().find_map(|heading| {
                    let place = headings.iter().position(|h| h.id == heading.id)?;
                    assigned[place]
                });
                let whole = parse(grid.words(cell), None)
                    .into_iter()
                    .find_map(|reading| match reading.shape {
                        Shape::Plain(n) | Shape::GroupSize(n) | Shape::People(n)
                            if n.is_whole() =>
                        {
                            Some(n)
                        }
                        _ => None,
                    });
                if let (Some(arm), Some(number)) = (arm, whole) {
                    vote(arm, number, vec![cell.id.clone()], 1.5);
                }
            }
        }
    }
    for unit in source.units() {
        let body = matches!(
            unit.section,
            SectionKind::Introduction | SectionKind::Discussion | SectionKind::Back
        );
        if !matches!(unit.place, Place::Sentence(_)) || body || counts_clusters(&unit.text) {
            continue;
        }
        let readings = &unit.readings;
        let about = ASSIGNED
            .iter()
            .any(|stem| unit.terms.words().iter().any(|word| word.starts_with(stem)));
        for (place, reading) in readings.iter().enumerate() {
            let (number, explicit) = match &reading.shape {
                Shape::GroupSize(n) => (n, true),
                Shape::People(n) => (n, false),
                Shape::Plain(n) if n.is_whole() && n.value >= 5.0 => (n, false),
                Shape::CountPercent { count, .. } => (count, false),
                _ => continue,
            };
            if !explicit && !about {
                continue;
            }
            // The words up to the next number speak of this one; "drug (n = 30)" has them before.
            let end = readings
                .get(place + 1)
                .map_or(unit.text.len(), |next| next.range.start);
            let start = place
                .checked_sub(1)
                .map_or(0, |before| readings[before].range.end);
            let behind = unit.text.get(reading.range.end..end).unwrap_or_default();
            let before = unit
                .text
                .get(start..reading.range.start)
                .unwrap_or_default();
            let words = if explicit { before } else { behind };
            let words = words
                .split([';', '.'])
                .next_back()
                .filter(|_| explicit)
                .unwrap_or(words.split(';').next().unwrap_or(words));
            let terms = Terms::of(words);
            let fits: Vec<usize> = (0..arms.arms.len())
                .filter(|arm| {
                    arms.fit(*arm, &terms, &source.rarity) > 0.6
                        || terms
                            .words()
                            .iter()
                            .any(|w| explicit && arms.told_by(*arm, w))
                })
                .collect();
            if let [arm] = fits[..] {
                vote(
                    arm,
                    number.clone(),
                    vec![unit.name.clone()],
                    if explicit { 1.0 } else { 0.8 },
                );
            }
        }
    }
    votes.into_iter().map(Votes::decide).collect()
}

/// What places say of the size of one arm.
#[derive(Clone, Default)]
struct Votes {
    /// By the number as it is written.
    by_number: BTreeMap<String, Vote>,
}

#[derive(Clone)]
struct Vote {
    number: Number,
    /// The first place.
    evidence: Vec<String>,
    weight: f64,
}

impl Votes {
    fn add(&mut self, number: Number, evidence: Vec<String>, weight: f64) {
        let key = number.text.clone();
        let vote = self.by_number.entry(key).or_insert(Vote {
            number,
            evidence,
            weight: 0.0,
        });
        vote.weight += weight;
    }

    /// What most places say; among equals the larger group, of which the other is a part.
    fn decide(self) -> Option<ArmSize> {
        let mut all: Vec<Vote> = self.by_number.into_values().collect();
        all.sort_by(|a, b| {
            let by_size = b.number.value.total_cmp(&a.number.value);
            b.weight.total_cmp(&a.weight).then(by_size)
        });
        let mut all = all.into_iter();
        let first = all.next()?;
        Some(ArmSize {
            number: first.number,
            evidence: first.evidence,
            weight: first.weight,
            others: all.map(|vote| vote.number).collect(),
        })
    }
}

/// How many people took part in all, with the sentence.
pub(crate) fn total(source: &Source<'_>) -> Option<(Number, Vec<String>)> {
    let mut best: Option<(f64, Number, Vec<String>)> = None;
    for unit in source.units() {
        if !matches!(unit.place, Place::Sentence(_))
            || matches!(
                unit.section,
                SectionKind::Introduction | SectionKind::Discussion | SectionKind::Back
            )
        {
            continue;
        }
        let has = |stem: &str| unit.terms.words().iter().any(|word| word.starts_with(stem));
        let said = [
            ("random", 2.0),
            ("enrol", 1.5),
            ("particip", 1.0),
            ("recruit", 1.0),
            ("includ", 1.0),
            ("total", 1.0),
            ("complet", 0.2),
            ("studi", 0.5),
        ]
        .iter()
        .map(|(stem, weight)| if has(stem) { *weight } else { 0.0 })
        .sum::<f64>();
        let place = if unit.section == SectionKind::Abstract {
            0.5
        } else {
            0.0
        };
        for reading in &unit.readings {
            let (Shape::People(n) | Shape::GroupSize(n)) = &reading.shape else {
                continue;
            };
            // The first large number of a sentence about who took part.
            let weight = said + place + (n.value.max(1.0)).log10() * 0.3;
            if said >= 1.0 && best.as_ref().is_none_or(|(known, _, _)| weight > *known) {
                best = Some((weight, n.clone(), vec![unit.name.clone()]));
            }
        }
    }
    best.map(|(_, number, evidence)| (number, evidence))
}

fn is_count_of_people(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    matches!(
        words[..],
        ["n"]
            | ["participants"]
            | ["patients"]
            | ["subjects"]
            | ["randomized"]
            | ["randomised"]
            | ["analysed"]
            | ["analyzed"]
            | ["number"]
    ) || (words.iter().any(|w| matches!(*w, "number" | "no" | "n"))
        && words.iter().any(|w| {
            matches!(
                *w,
                "patients"
                    | "participants"
                    | "subjects"
                    | "randomized"
                    | "randomised"
                    | "children"
                    | "women"
                    | "men"
            )
        })
        && words.len() <= 4)
}

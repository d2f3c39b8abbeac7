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
    /// What most places say.
    pub(crate) said: SizeSaid,
    /// What most of those say that speak of assignment.
    pub(crate) assigned: Option<SizeSaid>,
    /// Other sizes that other places give.
    pub(crate) others: Vec<SizeSaid>,
}

/// A size with the places that give it.
#[derive(Clone, Debug)]
pub(crate) struct SizeSaid {
    pub(crate) number: Number,
    /// The first place.
    pub(crate) evidence: Vec<String>,
    /// How many places agree, weighted.
    pub(crate) weight: f64,
    /// Whether one of them speaks of assignment to arms.
    assigned: bool,
}

/// What two places, or a row that counts people, weigh together.
const SURE: f64 = 1.5;
/// How much more a size must weigh than another one.
const CLEARLY: f64 = 2.0;

impl ArmSize {
    /// Whether more than one place says so, and clearly more than say otherwise.
    pub(crate) fn is_sure(&self) -> bool {
        let most = self
            .others
            .iter()
            .map(|said| said.weight)
            .fold(0.0, f64::max);
        self.said.weight >= SURE && self.said.weight >= CLEARLY * most
    }

    /// Whether any place says otherwise.
    pub(crate) fn is_disputed(&self) -> bool {
        !self.others.is_empty()
    }
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
    let mut vote =
        |arm: usize, number: Number, evidence: Vec<String>, weight: f64, assigned: bool| {
            if let Some(of_arm) = votes.get_mut(arm).filter(|_| number.value >= 1.0) {
                of_arm.add(number, evidence, weight, assigned);
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
                vote(arm, number.clone(), vec![heading.id.clone()], 1.0, false);
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
                vote(arm, number.clone(), vec![heading.id.clone()], 1.0, false);
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
                    vote(arm, number, vec![cell.id.clone()], 1.5, false);
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
        let assigned = unit.terms.words().iter().any(|word| {
            ["random", "assign", "alloc"]
                .iter()
                .any(|stem| word.starts_with(stem))
        });
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
            // "The intervention group (n = 35) received …" is said once and for all.
            let weight = match (explicit, about) {
                (true, true) => SURE,
                (true, false) => 1.0,
                (false, _) => 0.8,
            };
            if let [arm] = fits[..] {
                vote(
                    arm,
                    number.clone(),
                    vec![unit.name.clone()],
                    weight,
                    assigned,
                );
            } else if of_each(behind) {
                for arm in 0..arms.arms.len() {
                    vote(
                        arm,
                        number.clone(),
                        vec![unit.name.clone()],
                        weight,
                        assigned,
                    );
                }
            }
        }
    }
    votes.into_iter().map(Votes::decide).collect()
}

/// “… to each group”, “… in each arm”: the number is that of every arm.
fn of_each(behind: &str) -> bool {
    let words: Vec<String> = behind
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(5)
        .map(str::to_lowercase)
        .collect();
    words.windows(2).any(|pair| {
        matches!(pair[0].as_str(), "each" | "per")
            && matches!(pair[1].as_str(), "group" | "arm" | "treatment")
    })
}

/// What places say of the size of one arm.
#[derive(Clone, Default)]
struct Votes {
    /// By the number as it is written.
    by_number: BTreeMap<String, SizeSaid>,
}

impl Votes {
    fn add(&mut self, number: Number, evidence: Vec<String>, weight: f64, assigned: bool) {
        let key = number.text.clone();
        let vote = self.by_number.entry(key).or_insert(SizeSaid {
            number,
            evidence,
            weight: 0.0,
            assigned: false,
        });
        vote.weight += weight;
        vote.assigned |= assigned;
    }

    /// What most places say; among equals the larger group, of which the other is a part.
    fn decide(self) -> Option<ArmSize> {
        let mut all: Vec<SizeSaid> = self.by_number.into_values().collect();
        all.sort_by(|a, b| {
            let by_size = b.number.value.total_cmp(&a.number.value);
            b.weight.total_cmp(&a.weight).then(by_size)
        });
        let assigned = all.iter().find(|said| said.assigned).cloned();
        let mut all = all.into_iter();
        Some(ArmSize {
            said: all.next()?,
            assigned,
            others: all.collect(),
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
            if left_out(&unit.text, reading.range.clone()) {
                continue;
            }
            // The first large number of a sentence about who took part.
            let weight = said + place + (n.value.max(1.0)).log10() * 0.3;
            if said >= 1.0 && best.as_ref().is_none_or(|(known, _, _)| weight > *known) {
                best = Some((weight, n.clone(), vec![unit.name.clone()]));
            }
        }
    }
    best.map(|(_, number, evidence)| (number, evidence))
}

/// “611 patients assessed”, “267 were not enrolled”, “Not eligible (n = 149)”: people who did not take part.
fn left_out(text: &str, number: std::ops::Range<usize>) -> bool {
    const AFTER: [&str; 10] = [
        "assessed",
        "screened",
        "approached",
        "not",
        "excluded",
        "declined",
        "refused",
        "left",
        "ineligible",
        "invited",
    ];
    let words = |part: &str| -> Vec<String> {
        part.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let behind = text.get(number.end..).unwrap_or_default();
    let before = text.get(..number.start).unwrap_or_default();
    let clause = behind.split([',', ';', '.']).next().unwrap_or_default();
    let after = words(clause);
    let before = words(
        before
            .rsplit([',', ';', '.', ')'])
            .next()
            .unwrap_or_default(),
    );
    after
        .iter()
        .take(4)
        .any(|word| AFTER.contains(&word.as_str()))
        || before.iter().rev().take(3).any(|word| word == "not")
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

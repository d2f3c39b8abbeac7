//! [`Difference`]: whether people are as right with suggestions as without.

use std::collections::BTreeMap;

use agreement::{Interval, Proportion, Resampling, mcnemar, paired_difference};
use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, StudentsT};
use ts_rs::TS;

use crate::estimate::{Numbers, Share};
use crate::plan::{Arm, Margins};
use crate::reading::Reading;

/// Of fewer clusters nothing is said to be better, worse or not worse: where they happen to differ alike, no interval by
/// clusters has a width, and nothing tells whether that is chance.
pub const FEWEST_CLUSTERS: usize = 5;

/// What is told of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "StudyMeasure")]
pub enum Measure {
    /// Of the relevant records, the share that was kept.
    Recall,
    /// Of the irrelevant records, the share that was dropped.
    Specificity,
    /// Of all answers, the share that is right.
    Accuracy,
}

impl Measure {
    /// How much worse counts as not worse.
    pub fn margin(self, margins: Margins) -> f64 {
        match self {
            Measure::Recall => margins.recall,
            Measure::Specificity | Measure::Accuracy => margins.accuracy,
        }
    }

    /// What it is called.
    pub fn in_words(self) -> &'static str {
        match self {
            Measure::Recall => "recall",
            Measure::Specificity => "specificity",
            Measure::Accuracy => "share of right answers",
        }
    }

    fn counts(self, relevant: Option<bool>) -> bool {
        match self {
            Measure::Recall => relevant == Some(true),
            Measure::Specificity => relevant == Some(false),
            Measure::Accuracy => true,
        }
    }
}

/// One arm by one measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ArmShare {
    /// The arm.
    pub arm: Arm,
    /// How many answers are right.
    pub share: Share,
    /// Of recall, the relevant items that were dropped, by their identity in the review.
    pub missed: Vec<String>,
}

/// An arm against reading without suggestions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "StudyDifference")]
pub struct Difference {
    /// The arm.
    pub arm: Arm,
    /// Right answers in the arm, on the items that were read in it and without suggestions.
    pub with: Proportion,
    /// Right answers without suggestions, on the same items.
    pub without: Proportion,
    /// The first share minus the second: above 0 is better.
    pub value: f64,
    /// The interval by resampling items (both readings of an item stay together), these readers being given. Where items
    /// belong to clusters, clusters are resampled.
    pub by_item: Option<Interval>,
    /// Where items belong to clusters, the interval by the variance between clusters and Student's t with as many degrees
    /// of freedom as clusters, less one: of few clusters resampling promises too much.
    pub by_cluster: Option<Interval>,
    /// The interval by Newcombe's method for pairs, where each item has one answer on either side. It does not shrink
    /// to nothing where few items were read and none differs.
    pub paired: Option<Interval>,
    /// The interval by resampling items and readers (Owen 2007), from three readers on: wider than need be, and the only
    /// one that speaks of other readers.
    pub by_item_and_reader: Option<Interval>,
    /// What statements rest on: the lowest of the lower ends and the highest of the higher ends of the first three.
    pub interval: Option<Interval>,
    /// The exact test of McNemar, where each item has one answer on either side and stands for itself.
    pub p: Option<f64>,
    /// How much worse counts as not worse.
    pub margin: f64,
    /// Whether it is shown not to be worse by the margin or more: the lower end lies above −margin. Otherwise it is not
    /// shown, which does not mean that it is worse. Of fewer than [`FEWEST_CLUSTERS`] clusters nothing is.
    pub non_inferior: bool,
    /// Whether it is shown to be better: the lower end lies above 0.
    pub better: bool,
    /// Whether it is shown to be worse: the upper end lies below 0.
    pub worse: bool,
}

/// All arms by one measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "AccuracyAnalysis")]
pub struct Accuracy {
    /// The measure.
    pub measure: Measure,
    /// The arms.
    pub arms: Vec<ArmShare>,
    /// Each other arm against reading without suggestions.
    pub differences: Vec<Difference>,
}

/// One item by one arm: the answers of the measure, and how many of them are right, by reader.
struct Cell {
    item: usize,
    /// The item's cluster, or the item.
    unit: usize,
    clustered: bool,
    reader: usize,
    arm: Arm,
    right: u64,
    of: u64,
}

impl Accuracy {
    /// All arms by one measure; `None` where nobody was right or wrong in its sense.
    pub fn of(
        measure: Measure,
        readings: &[Reading],
        margins: Margins,
        by: &Resampling,
    ) -> Option<Self> {
        let (mut items, mut readers) = (Numbers::default(), Numbers::default());
        let mut units = Numbers::default();
        let cells: Vec<Cell> = readings
            .iter()
            .filter_map(|reading| {
                let counted = || {
                    reading
                        .answers
                        .iter()
                        .filter(|a| measure.counts(a.relevant))
                };
                let of = counted().count() as u64;
                (of > 0).then(|| Cell {
                    item: items.of(&reading.item),
                    unit: units.of(reading.unit()),
                    clustered: reading.cluster.is_some(),
                    reader: readers.of(&reading.reader),
                    arm: reading.arm,
                    right: counted().filter(|answer| answer.right).count() as u64,
                    of,
                })
            })
            .collect();
        let mut known: Vec<Arm> = cells.iter().map(|cell| cell.arm).collect();
        known.sort_unstable();
        known.dedup();
        if known.is_empty() {
            return None;
        }
        let arms = known.iter().map(|&arm| {
            let of_arm = shares(cells.iter().filter(|cell| cell.arm == arm));
            let missed = readings.iter().filter(|reading| {
                let dropped = |a: &&crate::reading::Answer| a.relevant == Some(true) && !a.right;
                measure == Measure::Recall
                    && reading.arm == arm
                    && reading.answers.iter().any(|answer| dropped(&answer))
            });
            ArmShare {
                arm,
                share: Share::of(&of_arm, by),
                missed: missed.map(|reading| reading.item.clone()).collect(),
            }
        });
        Some(Self {
            measure,
            arms: arms.collect(),
            differences: known
                .iter()
                .filter(|&&arm| arm != Arm::Alone)
                .filter_map(|&arm| difference(&cells, arm, measure.margin(margins), by))
                .collect(),
        })
    }
}

/// Right answers and answers of each item, or of each cluster where items have one.
fn shares<'c>(cells: impl Iterator<Item = &'c Cell>) -> Vec<(u64, u64)> {
    let mut single = Vec::new();
    let mut clusters: BTreeMap<usize, (u64, u64)> = BTreeMap::new();
    for cell in cells {
        if cell.clustered {
            let (right, of) = clusters.entry(cell.unit).or_default();
            *right += cell.right;
            *of += cell.of;
        } else {
            single.push((cell.right, cell.of));
        }
    }
    single.extend(clusters.into_values());
    single
}

fn difference(cells: &[Cell], arm: Arm, margin: f64, by: &Resampling) -> Option<Difference> {
    let ours: Vec<&Cell> = paired_cells(cells, arm);
    let clustered = ours.iter().any(|cell| cell.clustered);
    let (items, readers) = (places(&ours, |c| c.unit), places(&ours, |c| c.reader));
    let of_item = |drawn: &[f64]| weighted(&ours, arm, |cell| drawn[items.at(cell.unit)]);
    let value = of_item(&vec![1.0; items.count])?;
    let tally = |drawn: &[usize], count: usize| {
        let mut weights = vec![0.0; count];
        for &place in drawn {
            weights[place] += 1.0;
        }
        weights
    };
    let by_item = by.interval(&[(0..items.count).collect()], |drawn| {
        of_item(&tally(drawn, items.count))
    });
    let people = ours.iter().filter(|cell| cell.arm != Arm::ModelAlone);
    let enough = people
        .map(|c| c.reader)
        .collect::<std::collections::BTreeSet<_>>()
        .len()
        >= 3;
    let strata = [
        (0..items.count).collect::<Vec<_>>(),
        (items.count..items.count + readers.count).collect(),
    ];
    let by_item_and_reader = (enough && arm != Arm::ModelAlone)
        .then(|| {
            by.interval(&strata, |drawn| {
                let weights = tally(drawn, items.count + readers.count);
                weighted(&ours, arm, |cell| {
                    weights[items.at(cell.unit)] * weights[items.count + readers.at(cell.reader)]
                })
            })
        })
        .flatten();
    let single = places(&ours, |c| c.item);
    let pairs = pairs(&ours, single.count, arm, |cell| single.at(cell.item));
    let paired = match pairs {
        Some([both, only_alone, only_arm, neither]) => {
            paired_difference(both, only_arm, only_alone, neither, by.level)
        }
        // Several answers an item: where no item differs, each is worth one pair at least.
        None if by_item.is_some_and(|i| i.low == i.high) => {
            paired_difference(items.count as u64, 0, 0, 0, by.level)
        }
        None => None,
    };
    let by_cluster = clustered
        .then(|| between_clusters(&ours, arm, value, &items, by.level))
        .flatten();
    let interval = [by_item, paired, by_cluster]
        .into_iter()
        .flatten()
        .reduce(|a, b| Interval {
            low: a.low.min(b.low),
            high: a.high.max(b.high),
        })
        // Of one cluster nothing is known of how clusters differ.
        .filter(|_| !clustered || by_cluster.is_some());
    let speaks = !clustered || items.count >= FEWEST_CLUSTERS;
    let shown = |is: fn(Interval, f64) -> bool| speaks && interval.is_some_and(|i| is(i, margin));
    let count = |wanted: Arm| {
        let of_arm = || ours.iter().filter(|cell| cell.arm == wanted);
        Proportion::new(
            of_arm().map(|cell| cell.right).sum(),
            of_arm().map(|cell| cell.of).sum(),
        )
    };
    Some(Difference {
        arm,
        with: count(arm),
        without: count(Arm::Alone),
        value,
        by_item,
        by_cluster,
        paired,
        by_item_and_reader,
        interval,
        p: pairs
            .filter(|_| !clustered)
            .map(|[_, only_alone, only_arm, _]| mcnemar(only_alone, only_arm)),
        margin,
        non_inferior: shown(|i, margin| i.low > -margin),
        better: shown(|i, _| i.low > 0.0),
        worse: shown(|i, _| i.high < 0.0),
    })
}

/// The difference of two shares by its linearised variance between clusters (a ratio estimator's, as in surveys).
fn between_clusters(
    cells: &[&Cell],
    arm: Arm,
    value: f64,
    units: &Places,
    level: f64,
) -> Option<Interval> {
    if units.count < 2 {
        return None;
    }
    let mut sums = vec![[(0.0, 0.0); 2]; units.count];
    let mut all = [(0.0, 0.0); 2];
    for cell in cells {
        let side = usize::from(cell.arm == arm);
        for (right, of) in [&mut sums[units.at(cell.unit)][side], &mut all[side]] {
            *right += cell.right as f64;
            *of += cell.of as f64;
        }
    }
    let rest = |side: usize, (right, of): (f64, f64)| {
        let (all_right, all_of) = all[side];
        (right - all_right / all_of * of) / all_of
    };
    let squares: f64 = sums
        .iter()
        .map(|sides| (rest(1, sides[1]) - rest(0, sides[0])).powi(2))
        .sum();
    let freedom = units.count as f64 - 1.0;
    let error = (squares * units.count as f64 / freedom).sqrt();
    let t = StudentsT::new(0.0, 1.0, freedom).ok()?;
    let reach = t.inverse_cdf(0.5 + level / 2.0) * error;
    (reach.is_finite()).then(|| Interval {
        low: (value - reach).max(-1.0),
        high: (value + reach).min(1.0),
    })
}

/// The cells of the arm and of reading alone, on the items that have both.
fn paired_cells(cells: &[Cell], arm: Arm) -> Vec<&Cell> {
    let with = |wanted: Arm| -> std::collections::BTreeSet<usize> {
        let of_arm = cells.iter().filter(|cell| cell.arm == wanted);
        of_arm.map(|cell| cell.item).collect()
    };
    let (alone, assisted) = (with(Arm::Alone), with(arm));
    cells
        .iter()
        .filter(|cell| cell.arm == arm || cell.arm == Arm::Alone)
        .filter(|cell| alone.contains(&cell.item) && assisted.contains(&cell.item))
        .collect()
}

/// The weighted share of right answers in the arm, minus that alone.
fn weighted(cells: &[&Cell], arm: Arm, weight: impl Fn(&Cell) -> f64) -> Option<f64> {
    let share = |wanted: Arm| {
        let (right, of) = cells
            .iter()
            .filter(|cell| cell.arm == wanted)
            .map(|cell| (weight(cell), cell))
            .fold((0.0, 0.0), |(right, of), (weight, cell)| {
                (
                    right + weight * cell.right as f64,
                    of + weight * cell.of as f64,
                )
            });
        (of > 0.0).then(|| right / of)
    };
    Some(share(arm)? - share(Arm::Alone)?)
}

/// Both right, only alone, only in the arm, neither; `None` where an item has not one answer on either side.
fn pairs(
    cells: &[&Cell],
    items: usize,
    arm: Arm,
    place: impl Fn(&Cell) -> usize,
) -> Option<[u64; 4]> {
    let mut sides: Vec<[Option<bool>; 2]> = vec![[None; 2]; items];
    for cell in cells {
        let side = &mut sides[place(cell)][usize::from(cell.arm == arm)];
        if cell.of != 1 || side.is_some() {
            return None;
        }
        *side = Some(cell.right == 1);
    }
    let mut counts = [0; 4];
    for side in sides {
        let [alone, assisted] = side;
        counts[match (alone?, assisted?) {
            (true, true) => 0,
            (true, false) => 1,
            (false, true) => 2,
            (false, false) => 3,
        }] += 1;
    }
    Some(counts)
}

/// Numbers without gaps for those that occur.
struct Places {
    places: Vec<Option<usize>>,
    count: usize,
}

impl Places {
    /// The place of one that occurs.
    fn at(&self, number: usize) -> usize {
        self.places
            .get(number)
            .copied()
            .flatten()
            .unwrap_or_default()
    }
}

fn places(cells: &[&Cell], number: impl Fn(&Cell) -> usize) -> Places {
    let most = cells.iter().map(|cell| number(cell) + 1).max().unwrap_or(0);
    let mut places = vec![None; most];
    let mut count = 0;
    for cell in cells {
        let place: &mut Option<usize> = &mut places[number(cell)];
        if place.is_none() {
            *place = Some(count);
            count += 1;
        }
    }
    Places { places, count }
}

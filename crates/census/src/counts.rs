//! [`Counts`]: how many studies of each design there are, by year, phase and size, as counted and corrected.

use std::collections::BTreeMap;

use agreement::Proportion;
use serde::Serialize;
use ts_rs::TS;

use crate::Design;
use crate::evaluation::{Labelled, Shown, accuracy_of};
use crate::phase::Phase;
use crate::prevalence::{Corrected, corrected_share};
use crate::size::SizeClass;
use crate::table::DesignRow;
use crate::trend::{Accuracy, Drift, Period, Trend, Yearly, drift, trend};

/// Years outside these are taken for misprints: a table can hold any number.
const YEARS: std::ops::RangeInclusive<i32> = 1500..=2200;

/// What a record counts as.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedAs {
    /// Its likeliest design.
    Likeliest,
    /// A randomised trial from this probability on; else the likeliest design, or unclear where that is a randomised trial
    /// by less.
    AtThreshold(f64),
}

impl CountedAs {
    /// What a record with these findings counts as.
    pub fn design(self, design: Design, randomised_trial: f64) -> Design {
        match self {
            CountedAs::Likeliest => design,
            CountedAs::AtThreshold(threshold) if randomised_trial >= threshold => {
                Design::RandomisedTrial
            }
            CountedAs::AtThreshold(_) if design == Design::RandomisedTrial => Design::Unclear,
            CountedAs::AtThreshold(_) => design,
        }
    }
}

/// Records of a year by design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct YearCount {
    /// The year; `None` of records that tell none.
    pub year: Option<i32>,
    /// All its records.
    pub records: u64,
    /// How many of each design; designs that do not occur are left out.
    pub designs: BTreeMap<Design, u64>,
}

/// How many records, as counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Counts {
    /// What a record counts as.
    pub counted_as: CountedAs,
    /// All records.
    pub records: u64,
    /// Of each design.
    pub designs: BTreeMap<Design, u64>,
    /// By year and design, those without a year last.
    pub years: Vec<YearCount>,
    /// Trials (randomised and other) by phase; `None` where it is not stated.
    pub phases: Vec<(Option<Phase>, u64)>,
    /// Trials by the number of people.
    pub sizes: Vec<(SizeClass, u64)>,
    /// Records that report results of a prospective interventional trial in humans, by the criteria.
    pub trials_in_humans: u64,
}

/// Counts rows as they come, in memory that grows with the years only.
#[derive(Clone, Debug)]
pub struct Counter {
    counted_as: CountedAs,
    years: BTreeMap<Option<i32>, [u64; Design::ALL.len()]>,
    phases: BTreeMap<Option<Phase>, u64>,
    sizes: BTreeMap<SizeClass, u64>,
    trials_in_humans: u64,
}

impl Counter {
    /// An empty one.
    pub fn new(counted_as: CountedAs) -> Self {
        Self {
            counted_as,
            years: BTreeMap::new(),
            phases: BTreeMap::new(),
            sizes: BTreeMap::new(),
            trials_in_humans: 0,
        }
    }

    /// Counts a row.
    pub fn add(&mut self, row: &DesignRow) {
        let design = self.counted_as.design(row.design, row.randomised_trial);
        let year = row.year.filter(|year| YEARS.contains(year));
        self.years.entry(year).or_default()[design.index()] += 1;
        if design.is_trial() {
            *self.phases.entry(row.phase).or_default() += 1;
            *self.sizes.entry(SizeClass::of(row.people)).or_default() += 1;
        }
        self.trials_in_humans += u64::from(row.trial_in_humans == crate::Answer::Yes);
    }

    /// What was counted.
    pub fn counts(&self) -> Counts {
        let named = |counts: &[u64; Design::ALL.len()]| -> BTreeMap<Design, u64> {
            Design::ALL
                .into_iter()
                .zip(counts.iter().copied())
                .filter(|(_, count)| *count > 0)
                .collect()
        };
        let mut all = [0; Design::ALL.len()];
        for counts in self.years.values() {
            for (sum, count) in all.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        let mut years: Vec<YearCount> = self
            .years
            .iter()
            .map(|(year, counts)| YearCount {
                year: *year,
                records: counts.iter().sum(),
                designs: named(counts),
            })
            .collect();
        // `None` is the least in the order of the map.
        if years.first().is_some_and(|year| year.year.is_none()) {
            years.rotate_left(1);
        }
        let mut phases: Vec<(Option<Phase>, u64)> =
            self.phases.iter().map(|(phase, n)| (*phase, *n)).collect();
        if phases.first().is_some_and(|(phase, _)| phase.is_none()) {
            phases.rotate_left(1);
        }
        Counts {
            counted_as: self.counted_as,
            records: all.iter().sum(),
            designs: named(&all),
            years,
            phases,
            sizes: self.sizes.iter().map(|(size, n)| (*size, *n)).collect(),
            trials_in_humans: self.trials_in_humans,
        }
    }
}

/// A year, as counted and corrected.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CorrectedYear {
    /// The year.
    pub year: i32,
    /// Found, of the records of the year.
    pub found: Proportion,
    /// The corrected share; `None` where the classifier tells too little to correct by.
    pub corrected: Option<Corrected>,
    /// The corrected number of records of the design.
    pub number: Option<f64>,
}

/// All records together, as counted and corrected.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CorrectedWhole {
    /// Found, of all records.
    pub found: Proportion,
    /// The corrected share; `None` where the classifier tells too little to correct by.
    pub corrected: Option<Corrected>,
}

/// What is known of the classifier in a period.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "CensusAccuracy")]
pub struct ShownAccuracy {
    /// The years; `None` of all of them.
    pub period: Option<Period>,
    /// Of those that truly are, how many were found.
    pub sensitivity: Shown,
    /// Of those that are not, how many were left out.
    pub specificity: Shown,
}

/// Counts of one design corrected for misclassification.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Correction {
    /// The design.
    pub design: Design,
    /// Level of all intervals.
    pub level: f64,
    /// What is known of the classifier: by period where the labels allow that, else of all of them together.
    pub accuracy: Vec<ShownAccuracy>,
    /// Whether it drifts; `None` where the labels are not in periods.
    pub drift: Option<Drift>,
    /// All records together, by what is known of the classifier from all labels.
    pub whole: CorrectedWhole,
    /// Each year.
    pub years: Vec<CorrectedYear>,
    /// How the true share changes; `None` where fewer than two periods can be compared.
    pub trend: Option<Trend>,
    /// All of this in words.
    pub in_words: Vec<String>,
}

/// Fewest labelled records of the design, and of others, that a period is made of.
pub const FEWEST_IN_PERIOD: u64 = 20;

/// Corrects the counts of a design by labelled records, which must be a random sample: of the whole, or of those that truly
/// are and of those that are not.
///
/// Without `periods` up to four are made, each with as many labelled records of the design.
pub fn correct(
    counts: &Counts,
    design: Design,
    labelled: &[Labelled],
    periods: &[Period],
    level: f64,
) -> Correction {
    let called =
        |one: &Labelled| counts.counted_as.design(one.design, one.randomised_trial) == design;
    let years: Vec<Yearly> = counts
        .years
        .iter()
        .filter_map(|year| {
            Some(Yearly {
                year: year.year?,
                found: Proportion::new(
                    year.designs.get(&design).copied().unwrap_or_default(),
                    year.records,
                ),
            })
        })
        .collect();
    let made = if periods.is_empty() {
        periods_of(&years, labelled, design)
    } else {
        periods.to_vec()
    };
    let by_period: Vec<Accuracy> = made
        .iter()
        .map(|period| {
            let of_period = labelled
                .iter()
                .filter(|one| one.year.is_some_and(|year| period.contains(year)));
            let (sensitivity, specificity) = accuracy_of(of_period, called, design);
            Accuracy {
                period: Some(*period),
                sensitivity,
                specificity,
            }
        })
        .collect();
    let (sensitivity, specificity) = accuracy_of(labelled, called, design);
    let whole = Accuracy {
        period: None,
        sensitivity,
        specificity,
    };
    let in_periods = by_period.len() > 1;
    let of_year = |year: i32| {
        by_period
            .iter()
            .find(|a| in_periods && a.period.is_some_and(|p| p.contains(year)))
            .unwrap_or(&whole)
    };
    let corrected = years
        .iter()
        .map(|year| {
            let accuracy = of_year(year.year);
            let corrected = corrected_share(
                year.found,
                accuracy.sensitivity,
                accuracy.specificity,
                level,
            );
            CorrectedYear {
                year: year.year,
                found: year.found,
                corrected,
                number: corrected.map(|c| c.share * year.found.of as f64),
            }
        })
        .collect();
    let all = Proportion::new(
        counts.designs.get(&design).copied().unwrap_or_default(),
        counts.records,
    );
    let corrected_whole = CorrectedWhole {
        found: all,
        corrected: corrected_share(all, sensitivity, specificity, level),
    };
    let drift = in_periods.then(|| drift(&by_period));
    let trend = trend(&years, &by_period, level).filter(|_| in_periods);
    let known = if in_periods { by_period } else { vec![whole] };
    Correction {
        design,
        level,
        in_words: in_words(design, drift, trend),
        accuracy: known
            .iter()
            .map(|a| ShownAccuracy {
                period: a.period,
                sensitivity: Shown::new(a.sensitivity, level),
                specificity: Shown::new(a.specificity, level),
            })
            .collect(),
        drift,
        whole: corrected_whole,
        years: corrected,
        trend,
    }
}

/// Up to four periods that cover the counted years, each with as many labelled records of the design, and enough others.
fn periods_of(years: &[Yearly], labelled: &[Labelled], design: Design) -> Vec<Period> {
    let (Some(first), Some(last)) = (
        years.iter().map(|y| y.year).min(),
        years.iter().map(|y| y.year).max(),
    ) else {
        return Vec::new();
    };
    let mut of_design: Vec<i32> = labelled
        .iter()
        .filter(|one| one.truth.is(design) == Some(true))
        .filter_map(|one| one.year)
        .filter(|year| (first..=last).contains(year))
        .collect();
    of_design.sort_unstable();
    for pieces in (2..=4_usize).rev() {
        let mut starts: Vec<i32> = (1..pieces)
            .filter_map(|piece| of_design.get(piece * of_design.len() / pieces).copied())
            .filter(|year| *year > first)
            .collect();
        starts.dedup();
        if starts.len() + 1 < pieces {
            continue;
        }
        let ends = starts.iter().map(|start| start - 1).chain([last]);
        let made: Vec<Period> = std::iter::once(first)
            .chain(starts.iter().copied())
            .zip(ends)
            .map(|(first, last)| Period { first, last })
            .collect();
        let enough = |period: &Period| {
            let of = |wanted: bool| {
                labelled
                    .iter()
                    .filter(|one| one.year.is_some_and(|year| period.contains(year)))
                    .filter(|one| one.truth.is(design) == Some(wanted))
                    .count() as u64
            };
            of(true) >= FEWEST_IN_PERIOD && of(false) >= FEWEST_IN_PERIOD
        };
        if made.iter().all(enough) {
            return made;
        }
    }
    Vec::new()
}

fn in_words(design: Design, drift: Option<Drift>, trend: Option<Trend>) -> Vec<String> {
    let mut words = Vec::new();
    match drift {
        None => words.push(
            "Whether the classifier drifts over the years is not known: the labels are too few, or carry no years, to tell \
             periods apart. A change over the years may be the classifier’s; no trend is claimed."
                .to_owned(),
        ),
        Some(drift) if drift.flagged => words.push(
            "The classifier drifts: it does not find as much in all periods. Counts are corrected period by period; \
             uncorrected counts must not be compared over the years."
                .to_owned(),
        ),
        Some(_) => words.push(
            "No drift of the classifier was found; a small one cannot be ruled out, and counts are corrected period by period."
                .to_owned(),
        ),
    }
    if let Some(trend) = trend {
        let change = format!(
            "{:+.1} percentage points in ten years ({:.1} to {:.1}), between {} periods",
            trend.points_per_decade, trend.interval.low, trend.interval.high, trend.periods
        );
        words.push(if trend.claimed {
            format!("The true share of {design} changes: {change}.")
        } else {
            format!("No trend of the true share of {design} is shown: {change}.")
        });
    }
    words
}

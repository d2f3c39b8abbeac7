//! The census of the review as it is shown: counts by year and design, by phase and size, corrected where labels allow it.

use agreement::{Interval, Proportion};
use census::{
    Answer, Corrected, CorrectedYear, Counter, Counts, Design, Drift, FEWEST_IN_PERIOD,
    OperatingPoint, Phase, ShownAccuracy, SizeClass, Trend, correct,
};
use review::ReviewerId;
use serde::Serialize;
use ts_rs::TS;

use super::kept::{CensusState, KeptCensus, counted_groups};
use super::labelling::{CensusLabelling, Labels};
use super::{CensusPoint, counted_as, points};
use crate::error::Result;
use crate::open_review::Review;

/// Level of all intervals.
const LEVEL: f64 = 0.95;

/// All that the screen of the census begins with.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CensusView {
    /// How far it is.
    pub state: CensusState,
    /// Records that it is of, or would be: all that were not taken out before screening, duplicates once.
    pub records: usize,
    /// How readily a record can count as a randomised trial, with what that costs.
    pub points: Vec<CensusPoint>,
    /// What was found; `None` until it is made of the records as they are.
    pub found: Option<CensusFound>,
    /// How far the labelling is.
    pub labelling: CensusLabelling,
}

/// What was found.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CensusFound {
    /// When the records were judged, UTC milliseconds.
    pub made_at: i64,
    /// The point at which a record counts as a randomised trial; `None`: each counts as its likeliest design.
    pub point: Option<OperatingPoint>,
    /// How many records of each design, as counted; designs that do not occur are left out.
    pub designs: Vec<CensusDesignCount>,
    /// By year, those without a year last.
    pub years: Vec<CensusYear>,
    /// Trials by phase.
    pub phases: Vec<CensusPhaseCount>,
    /// Trials by the number of people.
    pub sizes: Vec<CensusSizeCount>,
    /// Records that report results of a prospective interventional trial in humans, by the criteria: yes, no, unclear.
    pub trial_in_humans: (u64, u64, u64),
    /// Randomised trials corrected for misclassification; `None` while too few records are labelled.
    pub corrected: Option<CensusCorrection>,
}

/// Records of a design.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CensusDesignCount {
    /// The design.
    pub design: Design,
    /// How many.
    pub records: u64,
}

/// Records of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CensusYear {
    /// The year; `None` of records that tell none.
    pub year: Option<i32>,
    /// All its records.
    pub records: u64,
    /// By design.
    pub designs: Vec<CensusDesignCount>,
}

/// Trials of a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CensusPhaseCount {
    /// The phase; `None` where it is not stated.
    pub phase: Option<Phase>,
    /// How many.
    pub trials: u64,
}

/// Trials of a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CensusSizeCount {
    /// The size.
    pub size: SizeClass,
    /// How many.
    pub trials: u64,
}

/// Randomised trials as counted and corrected for misclassification (Rogan and Gladen, with the interval of Lang and
/// Reiczigel).
#[derive(Clone, Debug, Serialize, TS)]
pub struct CensusCorrection {
    /// What is known of the classifier: by period where the labels allow that, else of all of them together.
    pub accuracy: Vec<ShownAccuracy>,
    /// Whether it drifts; `None` where the labels do not tell periods apart.
    pub drift: Option<Drift>,
    /// All records together.
    pub whole: CensusCorrectedCount,
    /// Each year.
    pub years: Vec<CensusCorrectedCount>,
    /// How the true share changes; `None` where fewer than two periods can be compared.
    pub trend: Option<Trend>,
    /// Drift and trend in words.
    pub in_words: Vec<String>,
}

/// A count with its correction.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
pub struct CensusCorrectedCount {
    /// The year; `None` of all records together.
    pub year: Option<i32>,
    /// So many were counted as randomised trials.
    pub found: u64,
    /// Of so many records.
    pub of: u64,
    /// So many there are, corrected; `None` where the classifier tells too little.
    pub number: Option<f64>,
    /// The interval of 95 %.
    pub interval: Option<Interval>,
}

impl CensusCorrectedCount {
    fn new(year: Option<i32>, found: Proportion, corrected: Option<Corrected>) -> Self {
        let of = found.of as f64;
        Self {
            year,
            found: found.successes,
            of: found.of,
            number: corrected.map(|c| c.share * of),
            interval: corrected.map(|c| Interval {
                low: c.interval.low * of,
                high: c.interval.high * of,
            }),
        }
    }
}

impl Review {
    /// The census as it stands: counts at a point, corrected where enough records are labelled.
    ///
    /// # Errors
    /// What the database says.
    pub async fn census_view(
        &self,
        point: Option<OperatingPoint>,
        reviewer: Option<&ReviewerId>,
    ) -> Result<CensusView> {
        let ledger = self.ledger().await?;
        let labels = self.census_label_state(&ledger).await?;
        let labelling = self.census_labelling(&ledger, &labels, reviewer).await?;
        let kept = self.kept_census(&ledger).await?;
        let found = kept
            .as_deref()
            .map(|kept| found(kept, &labels, &labelling, point))
            .transpose()?;
        Ok(CensusView {
            state: self.census_state(&ledger).await?,
            records: counted_groups(&ledger).count(),
            points: points()?,
            found,
            labelling,
        })
    }
}

fn found(
    kept: &KeptCensus,
    labels: &Labels,
    labelling: &CensusLabelling,
    point: Option<OperatingPoint>,
) -> Result<CensusFound> {
    let mut counter = Counter::new(counted_as(point)?);
    let mut trials = [0_u64; 3];
    for row in &kept.rows {
        counter.add(&row.counted);
        trials[match row.counted.trial_in_humans {
            Answer::Yes => 0,
            Answer::No => 1,
            Answer::Unclear => 2,
        }] += 1;
    }
    let counts = counter.counts();
    let enough = |known: usize| known as u64 >= FEWEST_IN_PERIOD;
    let corrected = (enough(labelling.yes) && enough(labelling.no)).then(|| {
        let corrected = correct(
            &counts,
            Design::RandomisedTrial,
            &labels.labelled(kept),
            &[],
            LEVEL,
        );
        let of_year = |year: &CorrectedYear| {
            CensusCorrectedCount::new(Some(year.year), year.found, year.corrected)
        };
        CensusCorrection {
            accuracy: corrected.accuracy,
            drift: corrected.drift,
            whole: CensusCorrectedCount::new(
                None,
                corrected.whole.found,
                corrected.whole.corrected,
            ),
            years: corrected.years.iter().map(of_year).collect(),
            trend: corrected.trend,
            in_words: corrected.in_words,
        }
    });
    let [yes, no, unclear] = trials;
    Ok(CensusFound {
        made_at: kept.made_at,
        point,
        designs: by_design(&counts.designs),
        years: counts
            .years
            .iter()
            .map(|year| CensusYear {
                year: year.year,
                records: year.records,
                designs: by_design(&year.designs),
            })
            .collect(),
        phases: phases(&counts),
        sizes: counts
            .sizes
            .iter()
            .map(|(size, trials)| CensusSizeCount {
                size: *size,
                trials: *trials,
            })
            .collect(),
        trial_in_humans: (yes, no, unclear),
        corrected,
    })
}

fn by_design(counts: &std::collections::BTreeMap<Design, u64>) -> Vec<CensusDesignCount> {
    counts
        .iter()
        .map(|(design, records)| CensusDesignCount {
            design: *design,
            records: *records,
        })
        .collect()
}

fn phases(counts: &Counts) -> Vec<CensusPhaseCount> {
    counts
        .phases
        .iter()
        .map(|(phase, trials)| CensusPhaseCount {
            phase: *phase,
            trials: *trials,
        })
        .collect()
}

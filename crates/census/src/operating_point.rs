//! Operating points: from which probability on a record counts as a randomised trial, and what that costs.

use agreement::{Interval, Proportion};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::CensusError;
use crate::evaluation::per_thousand;

/// The operating points that ship with the program.
pub const OPERATING_POINTS: &str = include_str!("../operating_points.toml");

/// How readily a record counts as a randomised trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OperatingPoint {
    /// Most readily: next to nothing is lost, and much comes along. For a search whose records are read by people.
    Liberal,
    /// Few are lost: for a first sieve.
    Sensitive,
    /// About as many lost as come along: for counting.
    Balanced,
}

impl OperatingPoint {
    /// All of them, the most liberal first.
    pub const ALL: [OperatingPoint; 3] = [
        OperatingPoint::Liberal,
        OperatingPoint::Sensitive,
        OperatingPoint::Balanced,
    ];

    /// The word that stands for it.
    pub fn word(self) -> &'static str {
        match self {
            OperatingPoint::Liberal => "liberal",
            OperatingPoint::Sensitive => "sensitive",
            OperatingPoint::Balanced => "balanced",
        }
    }
}

/// What was measured at a point on one set of labelled records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// The records.
    pub on: String,
    /// Randomised trials among them.
    pub trials: u64,
    /// So many of them were lost.
    pub lost: u64,
    /// Other records.
    pub others: u64,
    /// So many of these came along.
    pub along: u64,
}

/// An operating point with its threshold and what was measured at it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointEntry {
    /// Which one.
    pub point: OperatingPoint,
    /// The probability from which on a record counts.
    pub threshold: f64,
    /// What was measured.
    pub measured: Vec<Measured>,
}

/// What is to be expected of a point: shown beside every result.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "CensusExpected")]
pub struct Expected {
    /// Which records it was measured on.
    pub on: String,
    /// Of 1,000 randomised trials, so many are lost.
    pub lost_per_1000_trials: f64,
    /// With the interval of 95 % (Wilson's).
    pub lost_interval: Interval,
    /// Of 1,000 other records, so many come along.
    pub along_per_1000_others: f64,
    /// With the interval of 95 %.
    pub along_interval: Interval,
}

impl PointEntry {
    /// What is to be expected, for each set of records that it was measured on.
    pub fn expected(&self) -> Vec<Expected> {
        self.measured
            .iter()
            .map(|m| {
                let (lost_per_1000_trials, lost_interval) =
                    per_thousand(Proportion::new(m.lost, m.trials), 0.95);
                let (along_per_1000_others, along_interval) =
                    per_thousand(Proportion::new(m.along, m.others), 0.95);
                Expected {
                    on: m.on.clone(),
                    lost_per_1000_trials,
                    lost_interval,
                    along_per_1000_others,
                    along_interval,
                }
            })
            .collect()
    }
}

/// The thresholds of all points.
#[derive(Clone, Debug, PartialEq)]
pub struct OperatingPoints {
    entries: Vec<PointEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PointFile {
    point: Vec<PointEntry>,
}

impl OperatingPoints {
    /// Those that ship with the program.
    ///
    /// # Errors
    /// None in practice: a test reads the shipped file.
    pub fn shipped() -> Result<Self, CensusError> {
        Self::from_toml(OPERATING_POINTS, "operating_points.toml")
    }

    /// Reads them from a file; `file` is named in errors.
    ///
    /// # Errors
    /// A file that is not in the form of [`OPERATING_POINTS`], lacks a point, or has a threshold outside 0 to 1.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, CensusError> {
        let refused = |reason: String| CensusError::File {
            file: file.to_owned(),
            reason,
        };
        let read: PointFile = toml::from_str(text).map_err(|e| refused(e.to_string()))?;
        for point in OperatingPoint::ALL {
            let named = read.point.iter().filter(|entry| entry.point == point);
            if named.count() != 1 {
                return Err(refused(format!(
                    "the point “{}” must stand in it once",
                    point.word()
                )));
            }
        }
        for entry in &read.point {
            if !(0.0..=1.0).contains(&entry.threshold) {
                return Err(refused(format!(
                    "the threshold {} is not between 0 and 1",
                    entry.threshold
                )));
            }
        }
        Ok(Self {
            entries: read.point,
        })
    }

    /// All of them.
    pub fn entries(&self) -> &[PointEntry] {
        &self.entries
    }

    /// The threshold of one.
    pub fn threshold(&self, point: OperatingPoint) -> f64 {
        self.entries
            .iter()
            .find(|entry| entry.point == point)
            .map_or(0.5, |entry| entry.threshold)
    }

    /// All thresholds, as [`evaluate`](crate::evaluate) takes them.
    pub fn thresholds(&self) -> Vec<(OperatingPoint, f64)> {
        self.entries
            .iter()
            .map(|entry| (entry.point, entry.threshold))
            .collect()
    }
}

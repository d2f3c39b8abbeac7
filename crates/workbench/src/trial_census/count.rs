//! Counts of a table of designs, corrected by labels where there are any.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use census::{
    Correction, Counter, Counts, Design, OperatingPoint, Period, Reading, correct, read_designs,
};
use serde::Serialize;

use super::{CensusPoint, counted_as, labels, level, points, refused};
use crate::error::{Error, Result};

/// What is counted.
#[derive(Clone, Debug)]
pub struct CensusCountRequest {
    /// A table as the census writes it.
    pub designs: PathBuf,
    /// From which probability a record counts as a randomised trial; else its likeliest design.
    pub point: Option<OperatingPoint>,
    /// Labelled records to correct the counts by.
    pub corrected_with: Option<PathBuf>,
    /// The column with the labels.
    pub label_column: String,
    /// The design whose counts are corrected.
    pub design: Design,
    /// Periods of years; made of the labels where there are none.
    pub periods: Vec<Period>,
    /// Level of all intervals.
    pub level: f64,
}

/// What was counted.
#[derive(Clone, Debug, Serialize)]
pub struct CensusCount {
    /// As counted.
    pub counts: Counts,
    /// Rows of the table that could not be read.
    pub unread: u64,
    /// The point that was counted at, with what it costs.
    pub point: Option<CensusPoint>,
    /// The design's counts corrected, where there are labels.
    pub correction: Option<Correction>,
    /// Rows of the labels that could not be used, and why.
    pub problems: Vec<(u64, String)>,
}

/// Counts a table of designs.
///
/// # Errors
/// Tables that cannot be read or understood, periods that overlap, and a level outside 0 to 1.
pub fn census_count(request: &CensusCountRequest) -> Result<CensusCount> {
    level(request.level)?;
    refuse_overlap(&request.periods)?;
    let counted_as = counted_as(request.point)?;
    let file = File::open(&request.designs).map_err(|e| Error::file(&request.designs, &e))?;
    let mut counter = Counter::new(counted_as);
    let unread =
        read_designs(BufReader::new(file), |row| counter.add(&row)).map_err(|e| refused(&e))?;
    let counts = counter.counts();
    let mut problems = Vec::new();
    let correction = match &request.corrected_with {
        None => None,
        Some(path) => {
            let read = labels(path, &request.label_column, None, Reading::All)?;
            problems = read.problems;
            Some(correct(
                &counts,
                request.design,
                &read.labelled,
                &request.periods,
                request.level,
            ))
        }
    };
    let point = match request.point {
        None => None,
        Some(wanted) => points()?.into_iter().find(|shown| shown.point == wanted),
    };
    Ok(CensusCount {
        counts,
        unread,
        point,
        correction,
        problems,
    })
}

fn refuse_overlap(periods: &[Period]) -> Result<()> {
    for (at, one) in periods.iter().enumerate() {
        let mut later = periods.iter().skip(at + 1);
        if let Some(other) = later.find(|other| one.first <= other.last && other.first <= one.last)
        {
            return Err(Error::invalid(
                format!("the periods {one} and {other} overlap"),
                "Give each year to one period, such as 2000-2009,2010-2019.",
            ));
        }
        if one.first > one.last {
            return Err(Error::invalid(
                format!("the period {one} ends before it begins"),
                "Write the earlier year first, such as 2000-2009.",
            ));
        }
    }
    Ok(())
}

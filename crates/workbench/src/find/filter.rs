//! Conditions beside a query.

use review::Stage;
use search::{Filter, ReportPlace, Standing};
use serde::Deserialize;
use ts_rs::TS;

use crate::error::{Error, Result};

/// Conditions beside a query: any of the values within a field, all fields together. An empty field sets none.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(default)]
pub struct SearchFilter {
    /// First year; records without a year are left out.
    pub from_year: Option<i32>,
    /// Last year, included; records without a year are left out.
    pub to_year: Option<i32>,
    /// Names of sources, exactly.
    pub sources: Vec<String>,
    /// The stage at which a record stands.
    pub stages: Vec<Stage>,
    /// Outcomes at that stage: `undecided`, `waiting`, `conflict`, `included`, `excluded`.
    pub outcomes: Vec<String>,
    /// Tags, exactly.
    pub tags: Vec<String>,
    /// Only records that were taken out before screening (`true`), or only those that were not.
    pub removed: Option<bool>,
    /// Where the report is, for records whose report is sought: `sought`, `retrieved`, `not_retrieved`.
    pub retrieval: Vec<String>,
}

/// The conditions as the index understands them. A word that is none of the known ones is an error.
pub(super) fn filter(only: &SearchFilter) -> Result<Filter> {
    let standing = |word: &String| {
        Ok(match word.as_str() {
            "undecided" => Standing::Undecided,
            "waiting" => Standing::Waiting,
            "conflict" => Standing::Conflict,
            "included" => Standing::Included,
            "excluded" => Standing::Excluded,
            other => {
                return Err(Error::invalid(
                    format!("“{other}” is no outcome"),
                    "Choose undecided, waiting, conflict, included or excluded.",
                ));
            }
        })
    };
    let report = |word: &String| {
        Ok(match word.as_str() {
            "sought" => ReportPlace::Sought,
            "retrieved" => ReportPlace::Retrieved,
            "not_retrieved" => ReportPlace::NotRetrieved,
            other => {
                return Err(Error::invalid(
                    format!("“{other}” is no place of a report"),
                    "Choose sought, retrieved or not_retrieved.",
                ));
            }
        })
    };
    Ok(Filter {
        from_year: only.from_year,
        to_year: only.to_year,
        sources: only.sources.clone(),
        stages: only.stages.clone(),
        standings: only.outcomes.iter().map(standing).collect::<Result<_>>()?,
        tags: only.tags.clone(),
        removed: only.removed,
        reports: only.retrieval.iter().map(report).collect::<Result<_>>()?,
    })
}

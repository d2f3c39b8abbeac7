//! Pace: what was decided when, how fast, and how many relevant records were found on the way.

use std::collections::BTreeMap;

use review::{Outcome, ReviewerId, Stage};
use serde::Serialize;
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::open_review::Review;

/// How the screening went so far.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Pace {
    /// Decisions per day and reviewer, in order of time.
    pub days: Vec<PaceDay>,
    /// How many relevant records were known after how many settled ones, in the order in which they were settled at
    /// title and abstract; thinned to at most 400 points, the first and last always there.
    pub curve: Vec<CurvePoint>,
}

/// One day of one reviewer at one stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PaceDay {
    /// Day, as the number of days since 1970-01-01 in the reviewer's own time zone.
    pub day: i64,
    /// Who.
    pub reviewer: ReviewerId,
    /// At which stage.
    pub stage: Stage,
    /// Decisions made.
    pub decisions: usize,
    /// Active time, milliseconds; 0 where none was measured.
    pub active_ms: i64,
}

/// A point of the curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CurvePoint {
    /// Records settled.
    pub settled: usize,
    /// Of these, relevant.
    pub relevant: usize,
}

/// Points that a curve has at most.
const POINTS: usize = 400;

const DAY_MS: i64 = 86_400_000;
const DAY_MINUTES: i64 = 1_440;

impl Review {
    /// How the screening went. `offset_minutes` is the time zone's distance from UTC, east positive.
    pub async fn pace(&self, offset_minutes: i64) -> Result<Pace> {
        if !(-DAY_MINUTES..=DAY_MINUTES).contains(&offset_minutes) {
            return Err(Error::invalid(
                "no time zone is that far from UTC",
                "Give the distance in minutes, at most a day to the west or east.",
            ));
        }
        let ledger = self.ledger().await?;
        let mut days: BTreeMap<(i64, ReviewerId, bool), PaceDay> = BTreeMap::new();
        for decision in ledger.decisions() {
            let day = decision
                .decided_at
                .saturating_add(offset_minutes * 60_000)
                .div_euclid(DAY_MS);
            let key = (
                day,
                decision.reviewer_id.clone(),
                decision.stage == Stage::FullText,
            );
            let entry = days.entry(key).or_insert_with(|| PaceDay {
                day,
                reviewer: decision.reviewer_id.clone(),
                stage: decision.stage,
                decisions: 0,
                active_ms: 0,
            });
            entry.decisions += 1;
            entry.active_ms = entry
                .active_ms
                .saturating_add(decision.active_ms.unwrap_or_default());
        }
        Ok(Pace {
            days: days.into_values().collect(),
            curve: curve(&ledger),
        })
    }
}

fn curve(ledger: &Ledger) -> Vec<CurvePoint> {
    let mut settled: Vec<(i64, bool)> = ledger
        .groups()
        .filter(|&g| ledger.removal(g).is_none())
        .filter_map(|group| {
            let relevant = match ledger.outcome(group, Stage::TitleAbstract) {
                Outcome::Included => true,
                Outcome::Excluded { .. } => false,
                _ => return None,
            };
            let last = ledger
                .in_force(group, Stage::TitleAbstract)
                .iter()
                .map(|d| d.decided_at)
                .max()?;
            Some((last, relevant))
        })
        .collect();
    settled.sort_by_key(|(at, _)| *at);
    let mut relevant = 0;
    let step = settled.len().div_ceil(POINTS).max(1);
    let mut points = vec![CurvePoint {
        settled: 0,
        relevant: 0,
    }];
    for (n, (_, is_relevant)) in (1..).zip(&settled) {
        relevant += usize::from(*is_relevant);
        if n % step == 0 || n == settled.len() {
            points.push(CurvePoint {
                settled: n,
                relevant,
            });
        }
    }
    points
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test ends where what it needs is absent"
    )]

    use review::Protocol;

    use crate::{Code, Review};

    #[tokio::test]
    async fn a_time_zone_that_there_is_none_of_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let review = Review::create(&folder.path().join("T.review"), "T", &Protocol::default())
            .await
            .unwrap();
        for strange in [i64::MIN, i64::MAX, 1 << 53, 1_441] {
            let refused = review.pace(strange).await.unwrap_err();
            assert_eq!(refused.code, Code::Invalid, "{strange}");
        }
        assert!(review.pace(-720).await.unwrap().days.is_empty());
    }
}

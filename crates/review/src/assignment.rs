//! [`Assignment`]: who is asked to decide on which records, and [`CalibrationRound`]: the records everybody reads first.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{RecordId, ReviewerId, Stage};

/// Who is asked to decide on a record at one stage, where nothing else was said of that record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "by", deny_unknown_fields)]
pub enum Assignment {
    /// Whoever comes first: every reviewer is offered every record that still lacks a decision.
    #[default]
    Everyone,
    /// Each record is drawn for as many reviewers as it needs, in proportion to their shares.
    Shares {
        /// What chance starts from: the same seed draws the same people.
        seed: u32,
        /// Who takes which share.
        shares: Vec<Share>,
    },
}

/// How much of the work one reviewer takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Who.
    pub reviewer: ReviewerId,
    /// The share in parts: with 2, 1 and 1 the first takes half. 0 takes none.
    pub parts: u32,
}

impl Assignment {
    /// The places in `shares` of those who are drawn for a record, the first drawn first; `None` where everybody is
    /// offered it: no shares were set, or fewer people have one than are `needed`.
    ///
    /// Weighted rendezvous hashing (Thaler and Ravishankar 1998; Schindelhauer and Schomaker 2005): each person draws a
    /// number from the seed, the record and their own identity alone, so that records that come later, and people who
    /// join or leave, move nobody else's records. The first drawn is so with a chance in proportion to the parts; each
    /// further one as if drawn from the others.
    pub fn drawn_for(&self, record: &RecordId, needed: usize) -> Option<Vec<usize>> {
        let Assignment::Shares { seed, shares } = self else {
            return None;
        };
        let mut drawn: Vec<(f64, usize)> = shares
            .iter()
            .enumerate()
            .filter(|(_, share)| share.parts > 0)
            .map(|(place, share)| {
                let between = chance(*seed, record, &share.reviewer);
                (f64::from(share.parts) / -between.ln(), place)
            })
            .collect();
        if drawn.len() < needed {
            return None;
        }
        drawn.sort_by(|a, b| b.0.total_cmp(&a.0));
        drawn.truncate(needed);
        Some(drawn.into_iter().map(|(_, place)| place).collect())
    }
}

/// A number between 0 and 1, neither included, that follows from its arguments on every computer: FNV-1a over them, mixed
/// as SplitMix64 does.
fn chance(seed: u32, record: &RecordId, reviewer: &ReviewerId) -> f64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let parts = [
        &seed.to_le_bytes()[..],
        record.as_str().as_bytes(),
        &[0],
        reviewer.as_str().as_bytes(),
    ];
    for byte in parts.into_iter().flatten() {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^= hash >> 31;
    // The 52 bits that a number just below 1 still tells apart, and half a step more.
    ((hash >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
}

/// What a reviewer may see of where a record comes from before the own decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Blinding {
    /// Everything.
    #[default]
    Open,
    /// Neither authors nor journal, nor what leads to them: identifiers, links, publisher, notes of the database. At
    /// title and abstract only, as a report bears its authors' names.
    AuthorsAndJournals,
}

/// A round in which the same records are read by several people before the others, so that they learn whether they
/// understand the criteria alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalibrationRound {
    /// Number of the round in this review, from 1.
    pub number: i64,
    /// The stage.
    pub stage: Stage,
    /// Who reads them.
    pub reviewers: Vec<ReviewerId>,
    /// The records, in the order in which they are read.
    pub records: Vec<RecordId>,
    /// What the draw started from.
    pub seed: i64,
    /// Version of the protocol, and so of the criteria, at the start.
    pub protocol_version: i64,
    /// Milliseconds since 1970-01-01 UTC.
    pub started_at: i64,
    /// When it was ended; `None` while it lasts.
    pub ended_at: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(parts: &[(&str, u32)]) -> Assignment {
        let shares = parts.iter().map(|&(reviewer, parts)| Share {
            reviewer: reviewer.into(),
            parts,
        });
        Assignment::Shares {
            seed: 7,
            shares: shares.collect(),
        }
    }

    fn drawn(assignment: &Assignment, needed: usize) -> Vec<Vec<usize>> {
        (0..20_000)
            .filter_map(|n| assignment.drawn_for(&format!("record {n}").as_str().into(), needed))
            .collect()
    }

    /// Three standard errors of a share of a half among 20,000 are .0106.
    #[test]
    fn a_share_is_the_part_of_the_records_that_it_says() {
        let firsts = drawn(&of(&[("adams", 2), ("silva", 1), ("chen", 1)]), 1);
        for (place, wanted) in [(0, 0.5), (1, 0.25), (2, 0.25)] {
            let share = firsts.iter().filter(|d| d[0] == place).count() as f64 / 20_000.0;
            assert!((share - wanted).abs() < 0.0106, "{place}: {share}");
        }
        let pairs = drawn(&of(&[("adams", 1), ("silva", 1), ("chen", 1)]), 2);
        assert!(pairs.iter().all(|d| d.len() == 2 && d[0] != d[1]));
        for place in 0..3 {
            let share = pairs.iter().filter(|d| d.contains(&place)).count() as f64 / 20_000.0;
            assert!((share - 2.0 / 3.0).abs() < 0.0106, "{place}: {share}");
        }
    }

    #[test]
    fn who_joins_takes_records_over_and_moves_no_others() {
        let before = drawn(&of(&[("adams", 1), ("silva", 1)]), 1);
        let after = drawn(&of(&[("adams", 1), ("silva", 1), ("chen", 1)]), 1);
        let moved = before.iter().zip(&after).filter(|(b, a)| b != a);
        assert!(moved.clone().all(|(_, after)| after[0] == 2));
        assert!((6_400..6_930).contains(&moved.count()));
    }

    #[test]
    fn nobody_is_left_waiting_for_people_who_are_not_there() {
        let record = "record 1".into();
        assert_eq!(Assignment::Everyone.drawn_for(&record, 2), None);
        assert_eq!(
            of(&[("adams", 1), ("silva", 0)]).drawn_for(&record, 2),
            None
        );
        assert_eq!(
            of(&[("adams", 1), ("silva", 0)]).drawn_for(&record, 1),
            Some(vec![0])
        );
    }
}

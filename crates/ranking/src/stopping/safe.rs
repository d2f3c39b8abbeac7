//! [`SafeChecklist`]: the SAFE heuristic (Boetje and van de Schoot, Systematic Reviews 2024;13:81) as data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Share of the records that must be screened.
const SHARE_SCREENED: f64 = 0.1;
/// How many times the estimated number of relevant records must be screened.
const TIMES_ESTIMATE: usize = 2;
/// Irrelevant records in a row.
const IN_A_ROW: usize = 50;

/// What the check list asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeInput {
    /// Key papers that the team named before screening.
    pub key_papers: usize,
    /// How many of them were found.
    pub key_papers_found: usize,
    /// Records of the review.
    pub records: usize,
    /// Records screened.
    pub screened: usize,
    /// Estimate of all relevant records, such as from a random sample at the start; `None` if there is none.
    pub estimated_relevant: Option<usize>,
    /// Irrelevant records since the last relevant one.
    pub irrelevant_in_a_row: usize,
}

impl SafeInput {
    /// The estimate of all relevant records from a random sample: the share in the sample times all records, rounded
    /// up. `None` without a sample.
    pub fn estimate(sample_relevant: usize, sample_read: usize, records: usize) -> Option<usize> {
        (sample_read > 0).then(|| (sample_relevant * records).div_ceil(sample_read))
    }
}

/// The four items in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SafeChecklist {
    /// The items.
    pub items: Vec<SafeItem>,
}

/// One item with its state and numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SafeItem {
    /// Which one.
    pub kind: SafeItemKind,
    /// Whether it is met.
    pub state: ItemState,
    /// The number reached: key papers found, or records.
    pub reached: usize,
    /// The number needed; `None` where it cannot be known.
    pub needed: Option<usize>,
}

/// The items of the check list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SafeItemKind {
    /// All key papers were found.
    KeyPapersFound,
    /// Twice as many records were screened as are estimated to be relevant.
    TwiceTheEstimate,
    /// A tenth of the records was screened.
    TenthScreened,
    /// The last 50 records were irrelevant.
    FiftyIrrelevantInARow,
}

/// Whether an item is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// It is.
    Met,
    /// It is not.
    NotMet,
    /// The team has not given what it takes to know: no key papers, or no estimate.
    Unknown,
}

impl SafeChecklist {
    /// Fills the check list.
    pub fn of(input: SafeInput) -> Self {
        let item = |kind, reached: usize, needed: Option<usize>| SafeItem {
            kind,
            state: match needed {
                None => ItemState::Unknown,
                Some(needed) if reached >= needed => ItemState::Met,
                Some(_) => ItemState::NotMet,
            },
            reached,
            needed,
        };
        let tenth = (input.records as f64 * SHARE_SCREENED).ceil() as usize;
        // A pile smaller than fifty can only be read to its end.
        let in_a_row = IN_A_ROW.min(input.records);
        let everything = input.records > 0 && input.screened >= input.records;
        Self {
            items: vec![
                item(
                    SafeItemKind::KeyPapersFound,
                    input.key_papers_found,
                    (input.key_papers > 0).then_some(input.key_papers),
                ),
                item(
                    SafeItemKind::TwiceTheEstimate,
                    input.screened,
                    input
                        .estimated_relevant
                        .map(|n| (TIMES_ESTIMATE * n).min(input.records)),
                ),
                item(SafeItemKind::TenthScreened, input.screened, Some(tenth)),
                item(
                    SafeItemKind::FiftyIrrelevantInARow,
                    input.irrelevant_in_a_row,
                    Some(if everything { 0 } else { in_a_row }),
                ),
            ],
        }
    }

    /// Whether every item is met; an unknown one is not.
    pub fn all_met(&self) -> bool {
        self.items.iter().all(|item| item.state == ItemState::Met)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const READY: SafeInput = SafeInput {
        key_papers: 5,
        key_papers_found: 5,
        records: 2_000,
        screened: 300,
        estimated_relevant: Some(80),
        irrelevant_in_a_row: 50,
    };

    #[test]
    fn every_item_has_its_numbers() {
        let list = SafeChecklist::of(READY);
        assert!(list.all_met());
        let numbers: Vec<_> = list.items.iter().map(|i| (i.reached, i.needed)).collect();
        assert_eq!(
            numbers,
            [
                (5, Some(5)),
                (300, Some(160)),
                (300, Some(200)),
                (50, Some(50))
            ]
        );
    }

    #[test]
    fn one_item_less_and_the_list_is_open() {
        for short in [
            SafeInput {
                key_papers_found: 4,
                ..READY
            },
            SafeInput {
                screened: 199,
                ..READY
            },
            SafeInput {
                estimated_relevant: Some(151),
                ..READY
            },
            SafeInput {
                irrelevant_in_a_row: 49,
                ..READY
            },
        ] {
            assert!(!SafeChecklist::of(short).all_met(), "{short:?}");
        }
        let unknown = SafeChecklist::of(SafeInput {
            key_papers: 0,
            key_papers_found: 0,
            estimated_relevant: None,
            ..READY
        });
        let states: Vec<_> = unknown.items.iter().map(|item| item.state).collect();
        assert_eq!(
            states,
            [
                ItemState::Unknown,
                ItemState::Unknown,
                ItemState::Met,
                ItemState::Met
            ]
        );
    }

    #[test]
    fn the_estimate_is_rounded_up() {
        assert_eq!(SafeInput::estimate(3, 100, 2_010), Some(61));
        assert_eq!(SafeInput::estimate(0, 0, 10), None);
    }
}

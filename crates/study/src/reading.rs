//! [`Reading`]: what one person did with one item, and how right it was.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::plan::Arm;

/// One reading of one item; of arm D, what the model says of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "StudyReading")]
pub struct Reading {
    /// Who read; the agent in arm D.
    pub reader: String,
    /// What.
    pub item: String,
    /// What the item is a part of, such as a report; set from the plan where a study is analysed.
    #[serde(default)]
    pub cluster: Option<String>,
    /// How.
    pub arm: Arm,
    /// In which period, from 1.
    pub period: u32,
    /// How long; `None` in arm D, or where it was not measured.
    pub time: Option<ReadingTime>,
    /// The answers, one for a screened record, one for each field of an extracted study. Empty where the truth is not
    /// settled yet.
    pub answers: Vec<Answer>,
}

impl Reading {
    /// What is taken together where intervals are made: the cluster, or the item where it has none.
    pub(crate) fn unit(&self) -> &str {
        self.cluster.as_deref().unwrap_or(&self.item)
    }
}

/// Active seconds of a reading, reopening added.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReadingTime {
    /// By the plan's rule of when one counts as away.
    pub seconds: f64,
    /// If more than 30 s without input counts as away.
    pub seconds_30: f64,
    /// The same for 120 s.
    pub seconds_120: f64,
    /// Of the seconds by the plan's rule, those after the suggestion was shown; `None` where none was.
    pub after_reveal: Option<f64>,
}

/// An answer, held against the truth that two adjudicators settled without knowing the arm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "StudyAnswer")]
pub struct Answer {
    /// Of extraction, which field; `None` of screening.
    pub field: Option<String>,
    /// Of screening, whether the record is relevant; `None` of extraction.
    pub relevant: Option<bool>,
    /// Whether the answer is right.
    pub right: bool,
    /// The suggestion that was shown with it, if one was.
    pub suggestion: Option<Shown>,
}

impl Answer {
    /// Of screening, whether the record was kept; `None` of extraction.
    pub fn kept(&self) -> Option<bool> {
        self.relevant.map(|relevant| relevant == self.right)
    }
}

/// A suggestion that was shown, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ShownSuggestion")]
pub struct Shown {
    /// Whether it is right.
    pub right: bool,
    /// Whether the final answer is what it suggests.
    pub taken: bool,
    /// In arm C, whether the answer was right before it was shown.
    pub right_before: Option<bool>,
    /// In arm C, whether the answer was changed after it was shown.
    pub changed: Option<bool>,
}

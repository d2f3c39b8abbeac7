//! [`Form`] and [`Field`]: what is to be extracted from the report of a study.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{FieldId, FormId};

/// A form for extraction. A change appends a version; values keep the version they were entered under, and a field that
/// is taken off the form keeps its values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Form {
    /// Identity, the same in all versions.
    pub id: FormId,
    /// From 1.
    pub version: i64,
    /// What the team calls it.
    pub name: String,
    /// What extractors should know before they begin.
    #[serde(default)]
    pub guidance: String,
    /// The fields, in the order they are asked.
    pub fields: Vec<Field>,
}

/// One thing to extract.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "FormField")]
pub struct Field {
    /// Identity within the form: lower-case letters, digits and `_`; stays the same when its wording is refined.
    pub id: FieldId,
    /// The heading it stands under, such as “Study characteristics”.
    #[serde(default)]
    pub section: String,
    /// What it is called, such as “Number randomised”.
    pub label: String,
    /// How to decide what to enter.
    #[serde(default)]
    pub guidance: String,
    /// The question that is put to the document to find evidence; the label, where empty.
    #[serde(default)]
    pub question: String,
    /// What can be entered.
    pub kind: FieldKind,
    /// What it is entered once for.
    #[serde(default)]
    pub scope: Scope,
}

/// What can be entered in a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum FieldKind {
    /// Words.
    Text,
    /// A number.
    Number {
        /// What it measures: parsers look for this kind of number.
        #[serde(default)]
        measure: Measure,
        /// The unit it is wanted in, such as `mg` or `years`.
        #[serde(default)]
        unit: Option<String>,
    },
    /// One or several of a list.
    Choice {
        /// What can be chosen.
        options: Vec<String>,
        /// Whether more than one can.
        #[serde(default)]
        several: bool,
    },
    /// A date: `2019`, `2019-04` or `2019-04-30`.
    Date,
    /// Yes, no or unclear.
    YesNoUnclear,
}

/// What a number measures, in the words of meta-analysis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Any number.
    #[default]
    Any,
    /// How many people are in a group.
    GroupSize,
    /// How many of them had the event.
    Events,
    /// A share, per cent.
    Percent,
    /// A mean.
    Mean,
    /// A standard deviation.
    StandardDeviation,
    /// A standard error.
    StandardError,
    /// A median.
    Median,
    /// Lower quartile.
    LowerQuartile,
    /// Upper quartile.
    UpperQuartile,
    /// Smallest value.
    Minimum,
    /// Largest value.
    Maximum,
    /// An effect estimate: a ratio or a difference between groups.
    Estimate,
    /// Lower end of its confidence interval.
    LowerLimit,
    /// Upper end of its confidence interval.
    UpperLimit,
    /// A p value.
    PValue,
    /// A dose.
    Dose,
    /// A length of time, such as of follow-up.
    Duration,
    /// Age.
    Age,
    /// True positives of a diagnostic test.
    TruePositives,
    /// False positives.
    FalsePositives,
    /// False negatives.
    FalseNegatives,
    /// True negatives.
    TrueNegatives,
}

/// What a field is entered once for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The study.
    #[default]
    Study,
    /// Each arm.
    Arm,
    /// Each outcome at each time point, across arms, such as an effect estimate.
    Outcome,
    /// Each arm at each outcome and time point.
    ArmOutcome,
}

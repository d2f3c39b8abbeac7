//! [`Wording`]: words that the numbers do not say, and how texts from outside are shown.

use serde::{Deserialize, Serialize};

use crate::Analysis;

/// Words of a drawing or a draft that the numbers do not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wording {
    /// The outcome, such as `Death by 30 days`.
    pub outcome: String,
    /// The first arm, such as `BCG vaccine`.
    pub first_arm: String,
    /// The second arm, which is compared with.
    pub second_arm: String,
    /// A name for the estimate, such as `hazard ratio`; empty takes that of the measure.
    pub measure: String,
    /// What lower values favour, under the axis; may be empty.
    pub favours_low: String,
    /// What higher values favour, under the axis; may be empty.
    pub favours_high: String,
}

impl Wording {
    /// What is estimated, in words.
    pub(crate) fn estimated(&self, analysis: &Analysis) -> String {
        if self.measure.trim().is_empty() {
            analysis.options.measure.name().to_owned()
        } else {
            self.measure.trim().to_owned()
        }
    }
}

/// The first letter as a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A text without breaks and controls, its spaces single.
pub(crate) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

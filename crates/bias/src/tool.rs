//! [`Tool`]: which instrument is used, and for which effect.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Form, Judgement, quadas_2, rob2, robins_i};

/// An instrument with the effect that it is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(rename = "BiasTool")]
pub enum Tool {
    /// RoB 2 for individually randomised trials, effect of assignment to the intervention.
    Rob2,
    /// RoB 2 for individually randomised trials, effect of adhering to the intervention.
    Rob2Adhering,
    /// ROBINS-I (2016), effect of assignment to the intervention.
    RobinsI,
    /// ROBINS-I (2016), effect of starting and adhering to the intervention.
    RobinsIAdhering,
    /// QUADAS-2, for studies of diagnostic accuracy.
    #[serde(rename = "quadas-2")]
    Quadas2,
}

impl Tool {
    /// Every tool.
    pub const ALL: [Tool; 5] = [
        Tool::Rob2,
        Tool::Rob2Adhering,
        Tool::RobinsI,
        Tool::RobinsIAdhering,
        Tool::Quadas2,
    ];

    /// The word for files and commands, such as `rob2`.
    pub fn word(self) -> &'static str {
        match self {
            Tool::Rob2 => "rob2",
            Tool::Rob2Adhering => "rob2-adhering",
            Tool::RobinsI => "robins-i",
            Tool::RobinsIAdhering => "robins-i-adhering",
            Tool::Quadas2 => "quadas-2",
        }
    }

    /// The tool of a word, in any case.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace([' ', '_'], "-");
        Self::ALL.into_iter().find(|tool| tool.word() == word)
    }

    /// The questions of the tool, with what is asked when.
    pub fn form(self) -> &'static Form {
        match self {
            Tool::Rob2 => &rob2::ASSIGNMENT,
            Tool::Rob2Adhering => &rob2::ADHERING,
            Tool::RobinsI => &robins_i::ASSIGNMENT,
            Tool::RobinsIAdhering => &robins_i::ADHERING,
            Tool::Quadas2 => &quadas_2::FORM,
        }
    }

    /// The judgements that the tool knows, from the best to the worst; “no information” last.
    pub fn judgements(self) -> &'static [Judgement] {
        match self {
            Tool::Rob2 | Tool::Rob2Adhering => {
                &[Judgement::Low, Judgement::SomeConcerns, Judgement::High]
            }
            Tool::RobinsI | Tool::RobinsIAdhering => &[
                Judgement::Low,
                Judgement::Moderate,
                Judgement::Serious,
                Judgement::Critical,
                Judgement::NoInformation,
            ],
            Tool::Quadas2 => &[Judgement::Low, Judgement::Unclear, Judgement::High],
        }
    }

    /// The judgements that have an order; “no information” has no place among them.
    pub fn ordered(self) -> &'static [Judgement] {
        let all = self.judgements();
        match all.split_last() {
            Some((Judgement::NoInformation, ordered)) => ordered,
            _ => all,
        }
    }

    /// Whether a study may be judged several times, once for each result. QUADAS-2 judges a study as a whole.
    pub fn is_of_a_result(self) -> bool {
        self != Tool::Quadas2
    }
}

impl std::fmt::Display for Tool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_their_tool_in_files_too() -> Result<(), serde_json::Error> {
        for tool in Tool::ALL {
            assert_eq!(Tool::from_word(tool.word()), Some(tool));
            assert_eq!(serde_json::to_string(&tool)?, format!("\"{tool}\""));
            assert_eq!(tool.form().tool, tool);
        }
        assert_eq!(Tool::from_word("ROB2 adhering"), Some(Tool::Rob2Adhering));
        assert_eq!(Tool::from_word("amstar"), None);
        assert_eq!(Tool::RobinsI.ordered().len(), 4);
        assert_eq!(Tool::Rob2.ordered().len(), 3);
        Ok(())
    }
}

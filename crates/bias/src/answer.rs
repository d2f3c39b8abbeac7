//! [`Answer`]: what an assessor answers to a signalling question.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An answer to a signalling question, by the codes that the tools print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(rename = "BiasAnswer")]
pub enum Answer {
    /// Yes.
    #[serde(rename = "Y")]
    Yes,
    /// Probably yes; the algorithms take it as yes.
    #[serde(rename = "PY")]
    ProbablyYes,
    /// Probably no; the algorithms take it as no.
    #[serde(rename = "PN")]
    ProbablyNo,
    /// No.
    #[serde(rename = "N")]
    No,
    /// The report does not say.
    #[serde(rename = "NI")]
    NoInformation,
    /// The question does not apply.
    #[serde(rename = "NA")]
    NotApplicable,
    /// Unclear: QUADAS-2's word where too little is reported.
    #[serde(rename = "U")]
    Unclear,
}

impl Answer {
    /// Every answer, in the order of the forms.
    pub const ALL: [Answer; 7] = [
        Answer::Yes,
        Answer::ProbablyYes,
        Answer::ProbablyNo,
        Answer::No,
        Answer::NoInformation,
        Answer::NotApplicable,
        Answer::Unclear,
    ];

    /// The code, such as `PY`.
    pub fn code(self) -> &'static str {
        match self {
            Answer::Yes => "Y",
            Answer::ProbablyYes => "PY",
            Answer::ProbablyNo => "PN",
            Answer::No => "N",
            Answer::NoInformation => "NI",
            Answer::NotApplicable => "NA",
            Answer::Unclear => "U",
        }
    }

    /// The answer in words, such as `probably yes`.
    pub fn words(self) -> &'static str {
        match self {
            Answer::Yes => "yes",
            Answer::ProbablyYes => "probably yes",
            Answer::ProbablyNo => "probably no",
            Answer::No => "no",
            Answer::NoInformation => "no information",
            Answer::NotApplicable => "not applicable",
            Answer::Unclear => "unclear",
        }
    }

    /// Reads a code or the words, in any case; `None` of anything else.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase().replace(['_', '-'], " ");
        Self::ALL
            .into_iter()
            .find(|answer| answer.code().to_lowercase() == text || answer.words() == text)
    }
}

/// Which way an answer leans: the algorithms take “probably” as said for certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lean {
    Yes,
    No,
    NoInformation,
    /// Answered so, or not asked.
    NotApplicable,
}

impl From<Answer> for Lean {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Yes | Answer::ProbablyYes => Lean::Yes,
            Answer::No | Answer::ProbablyNo => Lean::No,
            Answer::NoInformation | Answer::Unclear => Lean::NoInformation,
            Answer::NotApplicable => Lean::NotApplicable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_words_are_read_as_people_write_them() {
        for answer in Answer::ALL {
            assert_eq!(Answer::read(answer.code()), Some(answer));
            assert_eq!(Answer::read(answer.words()), Some(answer));
        }
        assert_eq!(Answer::read(" Probably-Yes "), Some(Answer::ProbablyYes));
        assert_eq!(Answer::read("py"), Some(Answer::ProbablyYes));
        assert_eq!(Answer::read("maybe"), None);
        assert_eq!(Answer::read(""), None);
    }
}

//! [`Form`]: a tool as data: its domains, its questions, and which of them are asked depending on the answers before.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use crate::{Answer, Tool};

/// Answers by the number of their question.
pub type Answers = BTreeMap<String, Answer>;

/// A tool with its questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "BiasForm")]
pub struct Form {
    /// The tool.
    pub tool: Tool,
    /// Its name, such as `RoB 2`.
    pub name: &'static str,
    /// Its version, with the date.
    pub version: &'static str,
    /// The effect that it is used for, in words.
    pub effect: &'static str,
    /// Where it is published. The questions are put in our own words; the publication rules.
    pub source: &'static str,
    /// The domains in order.
    pub domains: &'static [Domain],
    /// What the tool says about judging the result as a whole.
    pub overall: &'static str,
}

/// A way in which a result can be biased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "BiasDomain")]
pub struct Domain {
    /// `D1`, `D2` …
    pub id: &'static str,
    /// The name in full.
    pub name: &'static str,
    /// The name where there is little room.
    pub short: &'static str,
    /// Its questions in order.
    pub questions: &'static [Question],
    /// How the answers lead to a judgement, or that they do not by themselves.
    pub judging: &'static str,
    /// The question on applicability that is judged beside the risk of bias; QUADAS-2 only.
    pub applicability: Option<&'static str>,
}

/// A signalling question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "BiasQuestion")]
pub struct Question {
    /// Its number in the published tool, such as `2.3`.
    pub id: &'static str,
    /// The question, in our own words.
    pub text: &'static str,
    /// The answers that are allowed where it is asked.
    pub answers: &'static [Answer],
    /// When it is asked.
    pub asked: AskedIf,
}

/// When a question is asked: if all of one of the groups holds. A group without conditions always holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(transparent)]
#[ts(rename = "BiasAskedIf")]
pub struct AskedIf(pub &'static [&'static [Is]]);

/// That an earlier question was answered in one of these ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "BiasIs")]
pub struct Is {
    /// The earlier question, of the same domain.
    pub question: &'static str,
    /// The answers of which it is one.
    pub answers: &'static [Answer],
}

/// Whether a question is to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "BiasAsked")]
pub enum Asked {
    /// It is.
    Yes,
    /// The answers before make it superfluous.
    No,
    /// That hangs on questions that are not answered yet.
    NotYetKnown,
}

/// What is known of a question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Given(Answer),
    Open,
    NotAsked,
}

impl Form {
    /// The domain of that name, such as `D2`.
    pub fn domain(&self, id: &str) -> Option<&'static Domain> {
        self.domains.iter().find(|domain| domain.id == id)
    }

    /// The question of that number with its domain.
    pub fn question(&self, id: &str) -> Option<(&'static Domain, &'static Question)> {
        self.domains
            .iter()
            .find_map(|domain| Some((domain, domain.question(id)?)))
    }
}

impl Domain {
    /// The question of that number.
    pub fn question(&self, id: &str) -> Option<&'static Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// Whether a question of this domain is asked, given the answers so far.
    pub fn asked(&self, question: &Question, answers: &Answers) -> Asked {
        let mut one_is_open = false;
        for group in question.asked.0 {
            let (mut all_hold, mut open) = (true, false);
            for is in *group {
                match self.known(is.question, answers) {
                    Known::Given(answer) if is.answers.contains(&answer) => {}
                    Known::Given(_) | Known::NotAsked => all_hold = false,
                    Known::Open => open = true,
                }
            }
            match (all_hold, open) {
                (true, false) => return Asked::Yes,
                (true, true) => one_is_open = true,
                (false, _) => {}
            }
        }
        if one_is_open {
            Asked::NotYetKnown
        } else {
            Asked::No
        }
    }

    /// The questions that are asked and have no answer yet, in order. As long as there is one, nothing is judged.
    pub fn missing(&self, answers: &Answers) -> Vec<&'static str> {
        self.questions
            .iter()
            .filter(|question| {
                self.asked(question, answers) == Asked::Yes && !answers.contains_key(question.id)
            })
            .map(|question| question.id)
            .collect()
    }

    fn known(&self, id: &str, answers: &Answers) -> Known {
        let Some(question) = self.question(id) else {
            return Known::NotAsked;
        };
        match self.asked(question, answers) {
            Asked::No => Known::NotAsked,
            Asked::NotYetKnown => Known::Open,
            Asked::Yes => answers
                .get(id)
                .map_or(Known::Open, |answer| Known::Given(*answer)),
        }
    }
}

impl Question {
    /// When it is asked, in words; empty where it always is.
    pub fn asked_in_words(&self) -> String {
        let groups: Vec<String> = self
            .asked
            .0
            .iter()
            .filter(|group| !group.is_empty())
            .map(|group| {
                let parts: Vec<String> = group
                    .iter()
                    .map(|is| {
                        let codes: Vec<&str> = is.answers.iter().map(|a| a.code()).collect();
                        format!("{} is {}", is.question, codes.join("/"))
                    })
                    .collect();
                parts.join(" and ")
            })
            .collect();
        if groups.is_empty() {
            return String::new();
        }
        format!("if {}", groups.join(", or "))
    }
}

/// The words that the forms are written with.
pub(crate) mod words {
    use super::{AskedIf, Is};
    use crate::Answer::{
        self, No, NoInformation, NotApplicable, ProbablyNo, ProbablyYes, Unclear, Yes,
    };

    pub(crate) const YES: &[Answer] = &[Yes, ProbablyYes];
    pub(crate) const NO: &[Answer] = &[ProbablyNo, No];
    pub(crate) const NOT_NO: &[Answer] = &[Yes, ProbablyYes, NoInformation];
    pub(crate) const NOT_YES: &[Answer] = &[ProbablyNo, No, NoInformation];
    /// The answers of most questions.
    pub(crate) const FIVE: &[Answer] = &[Yes, ProbablyYes, ProbablyNo, No, NoInformation];
    /// Of questions that the report must answer.
    pub(crate) const FOUR: &[Answer] = &[Yes, ProbablyYes, ProbablyNo, No];
    /// Of questions that may not apply though they are asked.
    pub(crate) const SIX: &[Answer] = &[
        Yes,
        ProbablyYes,
        ProbablyNo,
        No,
        NoInformation,
        NotApplicable,
    ];
    /// Those of QUADAS-2.
    pub(crate) const THREE: &[Answer] = &[Yes, No, Unclear];

    pub(crate) const ALWAYS: AskedIf = AskedIf(&[&[]]);

    pub(crate) const fn is(question: &'static str, answers: &'static [Answer]) -> Is {
        Is { question, answers }
    }
}

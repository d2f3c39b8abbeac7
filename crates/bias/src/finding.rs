//! [`Finding`]: what the answers of a domain come to, with the way there.

use serde::Serialize;
use ts_rs::TS;

use crate::answer::Lean;
use crate::{Answer, Answers, Domain, Judgement};

/// What the answers come to. Never a default: what is not answered is missing, and what the tool leaves to people is left
/// to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(rename = "BiasFinding")]
pub enum Finding {
    /// Questions, or judgements of domains, are lacking.
    Missing {
        /// Their numbers, or the names of the domains, in order.
        items: Vec<String>,
    },
    /// The tool says what follows.
    Suggested {
        /// The judgement that the algorithm of the tool comes to.
        judgement: Judgement,
        /// The answers it went by, in the order in which it looked at them.
        path: Vec<PathStep>,
        /// The same in a sentence, such as `1.2 is “no information” and 1.3 is “yes”`.
        because: String,
    },
    /// The tool leaves it to the reviewer, who gives a reason.
    LeftToReviewer {
        /// Why no judgement follows, with the answers that matter.
        because: String,
        /// The answers that it hangs on.
        path: Vec<PathStep>,
        /// What may be chosen, each with what the guidance says it stands for.
        choices: Vec<Choice>,
    },
}

/// An answer, or the judgement of a domain, that a judgement rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "BiasPathStep")]
pub struct PathStep {
    /// The question, or the domain.
    pub item: String,
    /// The answer or judgement, in words.
    pub is: String,
}

/// A judgement that a reviewer may choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "BiasChoice")]
pub struct Choice {
    /// The judgement.
    pub judgement: Judgement,
    /// What the tool's guidance says it stands for, in our own words; may be empty.
    pub means: String,
}

impl Choice {
    pub(crate) fn new(judgement: Judgement, means: &str) -> Self {
        Self {
            judgement,
            means: means.to_owned(),
        }
    }
}

impl Finding {
    /// The judgement that the tool comes to by itself.
    pub fn suggested(&self) -> Option<Judgement> {
        match self {
            Finding::Suggested { judgement, .. } => Some(*judgement),
            Finding::Missing { .. } | Finding::LeftToReviewer { .. } => None,
        }
    }

    /// Why, in a sentence without a full stop.
    pub fn in_words(&self) -> String {
        match self {
            Finding::Missing { items } => format!("not answered yet: {}", items.join(", ")),
            Finding::Suggested {
                judgement, because, ..
            } => format!("{}, because {because}", judgement.words()),
            Finding::LeftToReviewer { because, .. } => format!("left to the reviewer: {because}"),
        }
    }

    pub(crate) fn suggested_by(judgement: Judgement, path: Vec<PathStep>) -> Self {
        let because = sentence(&path);
        Finding::Suggested {
            judgement,
            path,
            because,
        }
    }
}

/// Steps as words: `1.2 is “no information” and 1.3 is “yes”`.
pub(crate) fn sentence(path: &[PathStep]) -> String {
    let steps: Vec<String> = path
        .iter()
        .map(|step| format!("{} is “{}”", step.item, step.is))
        .collect();
    listed(&steps)
}

/// Things as they are listed in a sentence.
pub(crate) fn listed(things: &[String]) -> String {
    match things.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

/// The way of an algorithm through the answers of a domain: every answer that it reads is noted.
pub(crate) struct Walk<'a> {
    domain: &'a Domain,
    answers: &'a Answers,
    path: Vec<PathStep>,
}

impl<'a> Walk<'a> {
    /// A walk through a domain of which nothing is missing.
    pub(crate) fn new(domain: &'a Domain, answers: &'a Answers) -> Self {
        Self {
            domain,
            answers,
            path: Vec::new(),
        }
    }

    /// Reads an answer and notes it. What is not asked is read as “not applicable”, and not noted.
    pub(crate) fn read(&mut self, id: &str) -> Lean {
        let asked = self
            .domain
            .question(id)
            .is_some_and(|question| self.domain.asked(question, self.answers) == crate::Asked::Yes);
        let given: Option<Answer> = self.answers.get(id).copied().filter(|_| asked);
        let Some(answer) = given else {
            return Lean::NotApplicable;
        };
        if self.path.iter().all(|step| step.item != id) {
            self.path.push(PathStep {
                item: id.to_owned(),
                is: answer.words().to_owned(),
            });
        }
        answer.into()
    }

    /// The answers read, in order.
    pub(crate) fn path(self) -> Vec<PathStep> {
        self.path
    }
}

//! [`Assessment`]: what one reviewer answered and judged of one result.

use review::EvidenceQuote;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Answer, Answers, Asked, Judgement, Tool};

/// The version of files of assessments that this program writes. Files of a newer one are refused.
pub const FILE_VERSION: u32 = 1;

/// Assessments as a file of their own (JSON or TOML).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "BiasAssessments")]
pub struct Assessments {
    /// [`FILE_VERSION`] of the program that wrote it.
    pub version: u32,
    /// The assessments.
    #[serde(default)]
    pub assessments: Vec<Assessment>,
}

/// What one reviewer answered and judged of one result with one tool. What follows from it is worked out by
/// [`crate::judge`] and never stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "BiasAssessment")]
pub struct Assessment {
    /// The study.
    pub study: String,
    /// The result of it that is assessed, such as `Death by 30 days`; empty for a tool that judges the study as a whole.
    #[serde(default)]
    pub result: String,
    /// The tool, with the effect.
    pub tool: Tool,
    /// Who assessed.
    #[serde(default)]
    pub reviewer: String,
    /// The answers, in any order.
    #[serde(default)]
    pub answers: Vec<GivenAnswer>,
    /// Judgements that the reviewer gave: where the tool leaves them to people, and where its own were overridden.
    #[serde(default)]
    pub judgements: Vec<GivenJudgement>,
}

/// An answer to a signalling question with what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "BiasGivenAnswer")]
pub struct GivenAnswer {
    /// The number of the question.
    pub question: String,
    /// The answer.
    pub answer: Answer,
    /// The words of the report it rests on, found again as those of extracted values are.
    #[serde(default)]
    pub quote: Option<EvidenceQuote>,
    /// What the reviewer adds.
    #[serde(default)]
    pub comment: String,
}

/// A judgement that a reviewer gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "BiasGivenJudgement")]
pub struct GivenJudgement {
    /// What it is of: a domain (`D2`), its applicability (`D2 applicability`), or `Overall`.
    pub of: String,
    /// The judgement.
    pub judgement: Judgement,
    /// Why. Required where it is not what the tool comes to by itself.
    #[serde(default)]
    pub reason: String,
}

/// The name of the judgement of the result as a whole.
pub const OVERALL: &str = "Overall";
/// What stands behind the name of a domain where its applicability is judged.
pub(crate) const APPLICABILITY: &str = " applicability";

impl Assessment {
    /// An assessment of which nothing is answered yet.
    pub fn new(study: &str, result: &str, tool: Tool, reviewer: &str) -> Self {
        Self {
            study: study.to_owned(),
            result: result.to_owned(),
            tool,
            reviewer: reviewer.to_owned(),
            answers: Vec::new(),
            judgements: Vec::new(),
        }
    }

    /// The same with answers given by number and answer, for forms and tests.
    pub fn with_answers<'a>(
        mut self,
        answers: impl IntoIterator<Item = (&'a str, Answer)>,
    ) -> Self {
        self.answers
            .extend(answers.into_iter().map(|(question, answer)| GivenAnswer {
                question: question.to_owned(),
                answer,
                quote: None,
                comment: String::new(),
            }));
        self
    }

    /// The same with a judgement of the reviewer.
    pub fn with_judgement(mut self, of: &str, judgement: Judgement, reason: &str) -> Self {
        self.judgements.push(GivenJudgement {
            of: of.to_owned(),
            judgement,
            reason: reason.to_owned(),
        });
        self
    }

    /// The study with its result, as it is told.
    pub fn label(&self) -> String {
        label(&self.study, &self.result)
    }

    /// The answers that can be used, and what is wrong with the others: unknown numbers, questions answered twice, answers
    /// that the form does not have, and answers to what is not asked. None of these is used.
    pub fn usable_answers(&self) -> (Answers, Vec<String>) {
        let form = self.tool.form();
        let mut answers = Answers::new();
        let mut problems = Vec::new();
        for given in &self.answers {
            let id = given.question.trim();
            let Some((_, question)) = form.question(id) else {
                problems.push(format!("{} has no question {id}", form.name));
                continue;
            };
            let not_asked_said = given.answer == Answer::NotApplicable
                && question.asked != crate::form::words::ALWAYS;
            if !question.answers.contains(&given.answer) && !not_asked_said {
                let allowed: Vec<&str> = question.answers.iter().map(|a| a.code()).collect();
                problems.push(format!(
                    "{id} is answered {}, which it does not allow; it allows {}",
                    given.answer.code(),
                    allowed.join(", ")
                ));
                continue;
            }
            match answers.get(id) {
                Some(before) if *before == given.answer => {}
                Some(before) => problems.push(format!(
                    "{id} is answered twice, {} and {}; the first is used",
                    before.code(),
                    given.answer.code()
                )),
                None => {
                    answers.insert(id.to_owned(), given.answer);
                }
            }
        }
        for domain in form.domains {
            for question in domain.questions {
                let asked = domain.asked(question, &answers);
                let Some(answer) = answers.get(question.id).copied() else {
                    continue;
                };
                let allowed = question.answers.contains(&answer);
                if asked == Asked::Yes && !allowed {
                    problems.push(format!(
                        "{} is answered {}, but it is asked here",
                        question.id,
                        answer.code()
                    ));
                    answers.remove(question.id);
                } else if asked == Asked::No && answer != Answer::NotApplicable {
                    problems.push(format!(
                        "{} is answered though it is not asked ({}); the answer is not used",
                        question.id,
                        question.asked_in_words()
                    ));
                    answers.remove(question.id);
                }
            }
        }
        (answers, problems)
    }
}

/// A study with its result, as it is told.
pub(crate) fn label(study: &str, result: &str) -> String {
    if result.trim().is_empty() {
        study.trim().to_owned()
    } else {
        format!("{} ({})", study.trim(), result.trim())
    }
}

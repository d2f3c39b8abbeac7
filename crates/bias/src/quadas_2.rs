//! QUADAS-2: four domains, of which three are judged for applicability too.
//!
//! Source: Whiting PF, Rutjes AWS, Westwood ME, et al. QUADAS-2: a revised tool for the quality assessment of diagnostic
//! accuracy studies. Ann Intern Med 2011;155:529–36. It states one thing by rule: where all questions of a domain are
//! answered “yes”, the risk may be judged low. A “no” flags the potential for bias; what follows is for people, by the
//! guidelines that they set for their review. Nothing more is worked out here, and no score.

use crate::finding::{Choice, Finding, PathStep, Walk, listed};
use crate::form::words::{ALWAYS, THREE};
use crate::form::{Domain, Form, Question};
use crate::{Answer, Answers, Judgement, Tool};

const JUDGING: &str = "Low where every question is answered yes. A no flags a potential for bias, which the reviewer \
     judges by the guidelines set for the review; unclear is for what is too little reported.";

const fn question(id: &'static str, text: &'static str) -> Question {
    Question {
        id,
        text,
        answers: THREE,
        asked: ALWAYS,
    }
}

/// The questions of QUADAS-2.
pub(crate) static FORM: Form = Form {
    tool: Tool::Quadas2,
    name: "QUADAS-2",
    version: "2011",
    effect: "the accuracy of the index test",
    source: "Whiting PF, Rutjes AWS, Westwood ME, et al. QUADAS-2: a revised tool for the quality assessment of \
             diagnostic accuracy studies. Ann Intern Med 2011;155:529–36.",
    domains: &[
        Domain {
            id: "D1",
            name: "Patient selection",
            short: "Patients",
            questions: &[
                question(
                    "1.1",
                    "Were patients enrolled one after the other, or as a random sample?",
                ),
                question("1.2", "Was a case–control design avoided?"),
                question(
                    "1.3",
                    "Did the study avoid leaving out patients who should have been in it?",
                ),
            ],
            judging: JUDGING,
            applicability: Some(
                "Is there concern that the patients do not match the review question?",
            ),
        },
        Domain {
            id: "D2",
            name: "Index test",
            short: "Index test",
            questions: &[
                question(
                    "2.1",
                    "Were the results of the index test read without knowing those of the reference standard?",
                ),
                question("2.2", "If there was a threshold, was it set beforehand?"),
            ],
            judging: JUDGING,
            applicability: Some(
                "Is there concern that the index test, its conduct or its reading differ from the review question?",
            ),
        },
        Domain {
            id: "D3",
            name: "Reference standard",
            short: "Reference",
            questions: &[
                question(
                    "3.1",
                    "Is the reference standard likely to tell the target condition rightly?",
                ),
                question(
                    "3.2",
                    "Were the results of the reference standard read without knowing those of the index test?",
                ),
            ],
            judging: JUDGING,
            applicability: Some(
                "Is there concern that the target condition, as the reference standard defines it, does not match the \
                 review question?",
            ),
        },
        Domain {
            id: "D4",
            name: "Flow and timing",
            short: "Flow, timing",
            questions: &[
                question(
                    "4.1",
                    "Was the time between index test and reference standard fit?",
                ),
                question("4.2", "Did all patients receive a reference standard?"),
                question(
                    "4.3",
                    "Did all patients receive the same reference standard?",
                ),
                question("4.4", "Were all patients in the analysis?"),
            ],
            judging: JUDGING,
            applicability: None,
        },
    ],
    overall: "Low where every domain is low. Where one is high or unclear the study may be judged at risk of bias; the \
              reviewer says so. QUADAS-2 is not to be turned into a score.",
};

/// What the answers of a domain, of which nothing is missing, come to.
pub(crate) fn domain(domain: &Domain, answers: &Answers) -> Finding {
    let mut walk = Walk::new(domain, answers);
    for question in domain.questions {
        walk.read(question.id);
    }
    let path = walk.path();
    let answered = |wanted: Answer| -> Vec<String> {
        path.iter()
            .filter(|step| step.is == wanted.words())
            .map(|step| step.item.clone())
            .collect()
    };
    let (no, unclear) = (answered(Answer::No), answered(Answer::Unclear));
    if no.is_empty() && unclear.is_empty() {
        return Finding::Suggested {
            judgement: Judgement::Low,
            path,
            because: "every question is answered “yes”".to_owned(),
        };
    }
    let mut flags = Vec::new();
    if !no.is_empty() {
        flags.push(format!(
            "“no” to {} flags a potential for bias",
            listed(&no)
        ));
    }
    if !unclear.is_empty() {
        flags.push(format!(
            "{} cannot be told from the report",
            listed(&unclear)
        ));
    }
    Finding::LeftToReviewer {
        because: listed(&flags),
        path,
        choices: choices(),
    }
}

/// What a reviewer may choose for a domain.
pub(crate) fn choices() -> Vec<Choice> {
    vec![
        Choice::new(
            Judgement::Low,
            "What is flagged is unlikely to have biased the result, by the guidelines of the review.",
        ),
        Choice::new(Judgement::Unclear, "Too little is reported to judge."),
        Choice::new(
            Judgement::High,
            "What is flagged is likely to have biased the result, by the guidelines of the review.",
        ),
    ]
}

/// The study as a whole, of judgements of all domains.
pub(crate) fn overall(judged: &[(&str, Judgement)]) -> Finding {
    let path: Vec<PathStep> = judged
        .iter()
        .filter(|(_, judgement)| *judgement != Judgement::Low)
        .map(|(id, judgement)| PathStep {
            item: (*id).to_owned(),
            is: judgement.words().to_lowercase(),
        })
        .collect();
    if path.is_empty() {
        return Finding::Suggested {
            judgement: Judgement::Low,
            path: Vec::new(),
            because: "every domain is “low”".to_owned(),
        };
    }
    Finding::LeftToReviewer {
        because: format!(
            "{}, so that the study may be judged at risk of bias",
            crate::finding::sentence(&path)
        ),
        path,
        choices: vec![
            Choice::new(Judgement::Unclear, "Too little is reported to say."),
            Choice::new(Judgement::High, "The study is at risk of bias."),
        ],
    }
}

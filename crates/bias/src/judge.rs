//! [`judge`]: what an assessment comes to, with the way there and what is missing.

use serde::Serialize;
use ts_rs::TS;

use crate::assessment::{APPLICABILITY, OVERALL};
use crate::finding::Choice;
use crate::{
    Answers, Assessment, Domain, Finding, GivenJudgement, Judgement, Tool, quadas_2, rob2, robins_i,
};

/// What an assessment comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "BiasJudged")]
pub struct Judged {
    /// The study.
    pub study: String,
    /// The result; may be empty.
    pub result: String,
    /// The tool.
    pub tool: Tool,
    /// Who assessed.
    pub reviewer: String,
    /// The domains in the order of the form.
    pub domains: Vec<JudgedItem>,
    /// Concerns about applicability, of the domains that have them.
    pub applicability: Vec<JudgedItem>,
    /// The result as a whole.
    pub overall: JudgedItem,
    /// What is still to be answered, judged or given a reason for, in words.
    pub missing: Vec<String>,
    /// What could not be used, in words.
    pub problems: Vec<String>,
    /// Whether nothing is missing.
    pub complete: bool,
}

/// A judgement with what it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "BiasJudgedItem")]
pub struct JudgedItem {
    /// `D1` …, `D1 applicability`, or `Overall`.
    pub id: String,
    /// The name in full.
    pub name: String,
    /// The judgement that holds; none as long as something is missing.
    pub judgement: Option<Judgement>,
    /// Whether a person gave it in place of the tool.
    pub by_reviewer: bool,
    /// The person's reason.
    pub reason: String,
    /// What the tool comes to.
    pub finding: Finding,
}

/// What an assessment comes to. The algorithm's judgement holds unless the reviewer gave another one with a reason; what
/// the tool leaves to people holds only once they gave it, with a reason.
pub fn judge(assessment: &Assessment) -> Judged {
    let form = assessment.tool.form();
    let (answers, mut problems) = assessment.usable_answers();
    let mut missing = Vec::new();
    let mut domains = Vec::new();
    let mut applicability = Vec::new();
    for domain in form.domains {
        let finding = of_domain(assessment.tool, domain, &answers);
        let given = given(assessment, domain.id, &mut problems);
        domains.push(held(domain.id, domain.name, finding, given, &mut missing));
        if let Some(question) = domain.applicability {
            let id = format!("{}{APPLICABILITY}", domain.id);
            let given = self::given(assessment, &id, &mut problems);
            applicability.push(held(
                &id,
                question,
                applicability_finding(),
                given,
                &mut missing,
            ));
        }
    }
    let judged: Vec<(&str, Judgement)> = domains
        .iter()
        .filter_map(|item| Some((item.id.as_str(), item.judgement?)))
        .collect();
    let finding = if judged.len() < domains.len() {
        Finding::Missing {
            items: domains
                .iter()
                .filter(|item| item.judgement.is_none())
                .map(|item| item.id.clone())
                .collect(),
        }
    } else {
        match assessment.tool {
            Tool::Rob2 | Tool::Rob2Adhering => rob2::overall(&judged),
            Tool::RobinsI | Tool::RobinsIAdhering => robins_i::overall(&judged),
            Tool::Quadas2 => quadas_2::overall(&judged),
        }
    };
    let given = given(assessment, OVERALL, &mut problems);
    let overall = held(OVERALL, OVERALL, finding, given, &mut missing);
    for judgement in &assessment.judgements {
        let known = |item: &JudgedItem| item.id.eq_ignore_ascii_case(judgement.of.trim());
        if !domains.iter().chain(&applicability).any(known) && !known(&overall) {
            problems.push(format!(
                "{} has nothing called “{}” to judge",
                form.name,
                judgement.of.trim()
            ));
        }
    }
    Judged {
        study: assessment.study.clone(),
        result: assessment.result.clone(),
        tool: assessment.tool,
        reviewer: assessment.reviewer.clone(),
        domains,
        applicability,
        overall,
        complete: missing.is_empty(),
        missing,
        problems,
    }
}

impl Judged {
    /// The study with its result, as it is told.
    pub fn label(&self) -> String {
        crate::assessment::label(&self.study, &self.result)
    }

    /// Domains, their applicability, and the whole, in this order.
    pub fn items(&self) -> impl Iterator<Item = &JudgedItem> {
        self.domains
            .iter()
            .chain(&self.applicability)
            .chain([&self.overall])
    }

    /// The whole in a few lines, for people.
    pub fn in_words(&self) -> String {
        let mut text = format!(
            "{} — {}, {}\n",
            self.label(),
            self.tool.form().name,
            if self.reviewer.trim().is_empty() {
                "nobody named"
            } else {
                self.reviewer.trim()
            }
        );
        for item in self.items() {
            let told = match item.judgement.filter(|_| item.by_reviewer) {
                None => item.finding.in_words(),
                Some(judgement) => {
                    let differs = item.finding.suggested().is_some();
                    let tool = if differs {
                        format!(" (the tool: {})", item.finding.in_words())
                    } else {
                        String::new()
                    };
                    let words = judgement.words();
                    format!("{words}, by the reviewer: {}{tool}", item.reason.trim())
                }
            };
            text.push_str(&format!("  {}: {told}\n", item.id));
        }
        for missing in &self.missing {
            text.push_str(&format!("  Missing: {missing}\n"));
        }
        for problem in &self.problems {
            text.push_str(&format!("  Not used: {problem}\n"));
        }
        text
    }
}

fn of_domain(tool: Tool, domain: &Domain, answers: &Answers) -> Finding {
    let missing = domain.missing(answers);
    if !missing.is_empty() {
        return Finding::Missing {
            items: missing.into_iter().map(str::to_owned).collect(),
        };
    }
    match tool {
        Tool::Rob2 | Tool::Rob2Adhering => rob2::domain(tool, domain, answers),
        Tool::RobinsI | Tool::RobinsIAdhering => robins_i::domain(tool, domain, answers),
        Tool::Quadas2 => quadas_2::domain(domain, answers),
    }
}

fn applicability_finding() -> Finding {
    Finding::LeftToReviewer {
        because: "whether it fits the review question is for the reviewer to say".to_owned(),
        path: Vec::new(),
        choices: vec![
            Choice::new(Judgement::Low, "There is little concern."),
            Choice::new(Judgement::Unclear, "Too little is reported to say."),
            Choice::new(Judgement::High, "There is much concern."),
        ],
    }
}

/// The reviewer's judgement of something, if the tool knows it.
fn given<'a>(
    assessment: &'a Assessment,
    of: &str,
    problems: &mut Vec<String>,
) -> Option<&'a GivenJudgement> {
    let mut found: Option<&GivenJudgement> = None;
    for judgement in &assessment.judgements {
        if !judgement.of.trim().eq_ignore_ascii_case(of) {
            continue;
        }
        if !assessment.tool.judgements().contains(&judgement.judgement) {
            problems.push(format!(
                "{of} is judged “{}”, which {} does not know",
                judgement.judgement.words(),
                assessment.tool.form().name
            ));
        } else if let Some(before) = found {
            if before.judgement != judgement.judgement {
                problems.push(format!(
                    "{of} is judged twice, “{}” and “{}”; the first is used",
                    before.judgement.words(),
                    judgement.judgement.words()
                ));
            }
        } else {
            found = Some(judgement);
        }
    }
    found
}

/// Which judgement holds.
fn held(
    id: &str,
    name: &str,
    finding: Finding,
    given: Option<&GivenJudgement>,
    missing: &mut Vec<String>,
) -> JudgedItem {
    let reason = given.map_or("", |given| given.reason.trim());
    let (judgement, by_reviewer) = match (&finding, given) {
        (Finding::Missing { items }, _) => {
            missing.extend(items.iter().filter(|item| item.as_str() != id).map(|item| {
                if id == OVERALL {
                    format!("the overall judgement waits for {item}")
                } else {
                    format!("an answer to {item}")
                }
            }));
            (None, false)
        }
        (Finding::Suggested { judgement, .. }, None) => (Some(*judgement), false),
        (Finding::Suggested { judgement, .. }, Some(given)) if *judgement == given.judgement => {
            (Some(*judgement), false)
        }
        (Finding::LeftToReviewer { because, .. }, None) => {
            missing.push(format!(
                "a judgement of {id}, which is the reviewer's: {because}"
            ));
            (None, false)
        }
        (_, Some(given)) => {
            let harmless = id.ends_with(APPLICABILITY) && given.judgement == Judgement::Low;
            if reason.is_empty() && !harmless {
                missing.push(format!(
                    "a reason why {id} is judged “{}”",
                    given.judgement.words()
                ));
                (None, false)
            } else {
                (Some(given.judgement), true)
            }
        }
    };
    JudgedItem {
        id: id.to_owned(),
        name: name.to_owned(),
        judgement,
        by_reviewer,
        reason: reason.to_owned(),
        finding,
    }
}

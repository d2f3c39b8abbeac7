//! ROBINS-I of 2016, for cohort-type studies: the questions (`questions.rs`), what the guidance says each judgement stands
//! for (`guidance.rs`), and the few things that follow from answers by rule (here).
//!
//! Source: Sterne JAC, Hernán MA, Reeves BC, et al. ROBINS-I: a tool for assessing risk of bias in non-randomised studies
//! of interventions. BMJ 2016;355:i4919, with the detailed guidance of 12 October 2016. Unlike RoB 2 it has no algorithm:
//! its tables describe the judgements, and people match the study to them. A judgement is suggested only where an answer
//! settles it by the words of the form (1.1 no: low) or the answers say what the description of “low” says. Everything
//! else is left to the reviewer, with the descriptions and the answers that speak of risk.

mod guidance;
mod questions;

use crate::answer::Lean;
use crate::finding::{Choice, Finding, PathStep, Walk, listed, sentence};
use crate::{Answers, Domain, Judgement, Tool};

use guidance::choices;

pub(crate) use questions::{ADHERING, ASSIGNMENT};

/// What an answer speaks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Speaks {
    ForLowRisk,
    ForRisk,
}

/// What the answers of a domain, of which nothing is missing, come to.
pub(crate) fn domain(tool: Tool, domain: &Domain, answers: &Answers) -> Finding {
    let mut walk = Walk::new(domain, answers);
    match low(tool, domain.id, &mut walk) {
        Some(because) => {
            let path = walk.path();
            let because = format!("{}: {because}", sentence(&path));
            Finding::Suggested {
                judgement: Judgement::Low,
                path,
                because,
            }
        }
        None => left(tool, domain, answers),
    }
}

/// Why the domain is low, where the tool says so of these answers.
fn low(tool: Tool, id: &str, walk: &mut Walk<'_>) -> Option<&'static str> {
    match id {
        "D1" => (walk.read("1.1") == Lean::No).then_some("no confounding is expected"),
        "D2" => (walk.read("2.1") == Lean::No && walk.read("2.4") == Lean::Yes).then_some(
            "nobody was selected by what came after the start of the intervention, and follow-up started with it",
        ),
        "D3" => (walk.read("3.1") == Lean::Yes
            && walk.read("3.2") == Lean::Yes
            && walk.read("3.3") == Lean::No)
            .then_some("the groups are well defined by what was recorded at the start"),
        "D4" if tool == Tool::RobinsIAdhering => (walk.read("4.3") == Lean::Yes
            && walk.read("4.4") == Lean::Yes
            && walk.read("4.5") == Lean::Yes)
            .then_some("co-interventions were balanced, and the intervention was carried out and adhered to"),
        "D4" => (walk.read("4.1") == Lean::No)
            .then_some("deviations, if any, were those of usual practice"),
        "D5" => low_missing_data(walk),
        "D6" => low_measurement(walk),
        // Low takes a plan written beforehand, for which the form has no question.
        _ => None,
    }
}

fn low_missing_data(walk: &mut Walk<'_>) -> Option<&'static str> {
    if walk.read("5.1") == Lean::Yes && walk.read("5.2") == Lean::No && walk.read("5.3") == Lean::No
    {
        return Some("data are reasonably complete");
    }
    (walk.read("5.4") == Lean::Yes)
        .then_some("missing participants are similar in proportion and reasons")
}

fn low_measurement(walk: &mut Walk<'_>) -> Option<&'static str> {
    let uninfluenced = walk.read("6.1") == Lean::No || walk.read("6.2") == Lean::No;
    (uninfluenced && walk.read("6.3") == Lean::Yes && walk.read("6.4") == Lean::No).then_some(
        "assessment is comparable, and either the measure cannot be influenced or the assessors were unaware",
    )
}

/// A judgement that people make: the answers that speak for risk, and what may be chosen.
fn left(tool: Tool, domain: &Domain, answers: &Answers) -> Finding {
    let mut walk = Walk::new(domain, answers);
    let (mut risk, mut unknown) = (Vec::new(), Vec::new());
    for question in domain.questions {
        match walk.read(question.id) {
            Lean::NotApplicable => {}
            Lean::NoInformation => unknown.push(question.id.to_owned()),
            lean if speaks(question.id, lean) == Some(Speaks::ForRisk) => {
                risk.push(question.id.to_owned());
            }
            Lean::Yes | Lean::No => {}
        }
    }
    let mut because = Vec::new();
    if !risk.is_empty() {
        let (answers, point) = match risk.len() {
            1 => ("the answer", "points"),
            _ => ("the answers", "point"),
        };
        because.push(format!(
            "{answers} to {} {point} to a risk of bias",
            listed(&risk)
        ));
    }
    if !unknown.is_empty() {
        because.push(format!("there is no information on {}", listed(&unknown)));
    }
    if because.is_empty() {
        because.push("no answer points to a risk of bias by itself".to_owned());
    }
    because.push(format!(
        "the guidance has no rule for it{}",
        match domain.id {
            "D1" => " (with confounding to be expected it is moderate at best)",
            "D7" => " (low takes clear evidence, usually a plan written beforehand)",
            _ => "",
        }
    ));
    Finding::LeftToReviewer {
        because: listed(&because),
        path: walk.path(),
        choices: choices(tool, domain.id),
    }
}

/// What a plain answer speaks for, as the form marks its answers; `None` of questions that only lead to others.
fn speaks(id: &str, lean: Lean) -> Option<Speaks> {
    let yes_is_risk = match id {
        "1.2" | "1.3" => return None,
        "1.1" | "1.6" | "2.1" | "2.2" | "2.3" | "3.3" | "4.1" | "4.2" | "5.2" | "5.3" | "6.1"
        | "6.2" | "6.4" | "7.1" | "7.2" | "7.3" => true,
        _ => false,
    };
    match lean {
        Lean::Yes if yes_is_risk => Some(Speaks::ForRisk),
        Lean::No if !yes_is_risk => Some(Speaks::ForRisk),
        Lean::Yes | Lean::No => Some(Speaks::ForLowRisk),
        Lean::NoInformation | Lean::NotApplicable => None,
    }
}

/// The result as a whole, of judgements of all domains: as bad as the worst domain. Where one is “no information” and none
/// serious or critical, the tool asks for a judgement.
pub(crate) fn overall(judged: &[(&str, Judgement)]) -> Finding {
    let those = |wanted: Judgement| -> Vec<PathStep> {
        judged
            .iter()
            .filter(|(_, judgement)| *judgement == wanted)
            .map(|(id, judgement)| PathStep {
                item: (*id).to_owned(),
                is: judgement.words().to_lowercase(),
            })
            .collect()
    };
    for bad in [Judgement::Critical, Judgement::Serious] {
        let path = those(bad);
        if !path.is_empty() {
            return Finding::suggested_by(bad, path);
        }
    }
    let unknown = those(Judgement::NoInformation);
    if !unknown.is_empty() {
        return Finding::LeftToReviewer {
            because: format!(
                "{}, and no domain is at serious or critical risk; whether what is lacking is a key domain is for the \
                 reviewer to say",
                sentence(&unknown)
            ),
            path: unknown,
            choices: vec![
                Choice::new(
                    Judgement::NoInformation,
                    "Information is lacking in one or more key domains.",
                ),
                Choice::new(
                    Judgement::Moderate,
                    "What is lacking is no key domain; the study is sound for one that is not randomised.",
                ),
                Choice::new(
                    Judgement::Serious,
                    "What is lacking lets an important problem be expected.",
                ),
            ],
        };
    }
    let moderate = those(Judgement::Moderate);
    if moderate.is_empty() {
        return Finding::Suggested {
            judgement: Judgement::Low,
            path: those(Judgement::Low),
            because: "every domain is “low”: comparable to a well-performed randomised trial"
                .to_owned(),
        };
    }
    Finding::suggested_by(Judgement::Moderate, moderate)
}

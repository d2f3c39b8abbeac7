//! RoB 2 of 22 August 2019, for individually randomised parallel-group trials: the questions (`questions.rs`) and the
//! algorithm (here), as the full guidance document prints it.
//!
//! Source: Sterne JAC, Savović J, Page MJ, et al. RoB 2: a revised tool for assessing risk of bias in randomised trials.
//! BMJ 2019;366:l4898; Higgins JPT, Savović J, Page MJ, Sterne JAC (eds), full guidance document, 22 August 2019. “Yes”
//! and “probably yes” have the same consequences, and so have “no” and “probably no”.

mod questions;

use crate::answer::Lean;
use crate::finding::{Choice, Finding, PathStep, Walk, listed};
use crate::{Answers, Domain, Judgement, Tool};

pub(crate) use questions::{ADHERING, ASSIGNMENT};

use Judgement::{High, Low, SomeConcerns};

/// What the answers of a domain, of which nothing is missing, come to.
pub(crate) fn domain(tool: Tool, domain: &Domain, answers: &Answers) -> Finding {
    let mut walk = Walk::new(domain, answers);
    let judgement = match (domain.id, tool) {
        ("D1", _) => randomisation(&mut walk),
        ("D2", Tool::Rob2Adhering) => deviations_adhering(&mut walk),
        ("D2", _) => deviations_assignment(&mut walk),
        ("D3", _) => missing_outcome_data(&mut walk),
        ("D4", _) => measurement(&mut walk),
        _ => selection_of_the_result(&mut walk),
    };
    Finding::suggested_by(judgement, walk.path())
}

/// Domain 1: bias arising from the randomisation process.
fn randomisation(walk: &mut Walk<'_>) -> Judgement {
    match walk.read("1.2") {
        Lean::No => High,
        Lean::Yes => {
            if walk.read("1.1") == Lean::No || walk.read("1.3") == Lean::Yes {
                SomeConcerns
            } else {
                Low
            }
        }
        Lean::NoInformation | Lean::NotApplicable => {
            if walk.read("1.3") == Lean::Yes {
                High
            } else {
                SomeConcerns
            }
        }
    }
}

/// Domain 2, effect of assignment: deviations that arose from the trial context, and how the result was analysed. The
/// worse of the two holds.
fn deviations_assignment(walk: &mut Walk<'_>) -> Judgement {
    let deviations = if nobody_was_aware(walk) {
        Low
    } else {
        match walk.read("2.3") {
            Lean::No => Low,
            Lean::NoInformation | Lean::NotApplicable => SomeConcerns,
            Lean::Yes => {
                if walk.read("2.4") == Lean::No || walk.read("2.5") == Lean::Yes {
                    SomeConcerns
                } else {
                    High
                }
            }
        }
    };
    let analysis = if walk.read("2.6") == Lean::Yes {
        Low
    } else if walk.read("2.7") == Lean::No {
        SomeConcerns
    } else {
        High
    };
    worse(deviations, analysis)
}

/// Domain 2, effect of adhering: co-interventions, failures of implementation and non-adherence, and whether the analysis
/// made up for them.
fn deviations_adhering(walk: &mut Walk<'_>) -> Judgement {
    let balanced =
        nobody_was_aware(walk) || matches!(walk.read("2.3"), Lean::Yes | Lean::NotApplicable);
    let harmless = |lean| matches!(lean, Lean::No | Lean::NotApplicable);
    if balanced && harmless(walk.read("2.4")) && harmless(walk.read("2.5")) {
        return Low;
    }
    if walk.read("2.6") == Lean::Yes {
        SomeConcerns
    } else {
        High
    }
}

fn nobody_was_aware(walk: &mut Walk<'_>) -> bool {
    walk.read("2.1") == Lean::No && walk.read("2.2") == Lean::No
}

/// Domain 3: bias due to missing outcome data.
fn missing_outcome_data(walk: &mut Walk<'_>) -> Judgement {
    if walk.read("3.1") == Lean::Yes
        || walk.read("3.2") == Lean::Yes
        || walk.read("3.3") == Lean::No
    {
        Low
    } else if walk.read("3.4") == Lean::No {
        SomeConcerns
    } else {
        High
    }
}

/// Domain 4: bias in measurement of the outcome.
fn measurement(walk: &mut Walk<'_>) -> Judgement {
    if walk.read("4.1") == Lean::Yes {
        return High;
    }
    let ascertainment = walk.read("4.2");
    if ascertainment == Lean::Yes {
        return High;
    }
    if walk.read("4.3") == Lean::No || walk.read("4.4") == Lean::No {
        return match ascertainment {
            Lean::No => Low,
            _ => SomeConcerns,
        };
    }
    if walk.read("4.5") == Lean::No {
        SomeConcerns
    } else {
        High
    }
}

/// Domain 5: bias in selection of the reported result.
fn selection_of_the_result(walk: &mut Walk<'_>) -> Judgement {
    let (measurements, analyses) = (walk.read("5.2"), walk.read("5.3"));
    if measurements == Lean::Yes || analyses == Lean::Yes {
        High
    } else if measurements == Lean::No && analyses == Lean::No {
        if walk.read("5.1") == Lean::Yes {
            Low
        } else {
            SomeConcerns
        }
    } else {
        SomeConcerns
    }
}

/// The result as a whole, of judgements of all domains.
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
    let (high, some) = (those(High), those(SomeConcerns));
    if !high.is_empty() {
        return Finding::suggested_by(High, high);
    }
    match some.len() {
        0 => Finding::Suggested {
            judgement: Low,
            path: those(Low),
            because: "every domain is “low”".to_owned(),
        },
        1 => Finding::suggested_by(SomeConcerns, some),
        _ => {
            let domains: Vec<String> = some.iter().map(|step| step.item.clone()).collect();
            Finding::LeftToReviewer {
                because: format!(
                    "{} are “some concerns”; whether together they lower confidence in the result substantially is for \
                     the reviewer to say",
                    listed(&domains)
                ),
                path: some,
                choices: vec![
                    Choice::new(
                        SomeConcerns,
                        "There are concerns in these domains, but they do not lower confidence in the result \
                         substantially together.",
                    ),
                    Choice::new(
                        High,
                        "The concerns in several domains together lower confidence in the result substantially.",
                    ),
                ],
            }
        }
    }
}

fn worse(one: Judgement, other: Judgement) -> Judgement {
    if one == High || other == High {
        High
    } else if one == SomeConcerns || other == SomeConcerns {
        SomeConcerns
    } else {
        Low
    }
}

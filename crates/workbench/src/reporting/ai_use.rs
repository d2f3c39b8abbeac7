//! The use of models: what the log says of it, for the statement and for PRISMA-trAIce.
//!
//! That no model made a decision is a property of the program (there is no path from a suggestion to a decision without
//! a named person), not a count.

use models::ServerChoice;
use review::{Independence, ValueAct};
use serde::Serialize;
use store::AgentUse;
use ts_rs::TS;

use super::prefilled::Prefilled;
use super::recorded::{Recorded, counted, day, listed};

/// The statement on the use of models.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AiUse {
    /// Whether any model suggested anything.
    pub used: bool,
    /// The models.
    pub models: Vec<AiModel>,
    /// The statement, paragraph by paragraph.
    pub paragraphs: Vec<String>,
}

/// One model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AiModel {
    /// What it calls itself.
    pub name: String,
    /// SHA-256 of its file, hexadecimal; of a model on a server, its address and name there.
    pub sha256: String,
    /// How its weights are stored.
    pub quantization: String,
    /// Version of the wording of its questions.
    pub prompt_version: String,
    /// What it was used for.
    pub task: AiTask,
    /// Records, or studies for values, that it read.
    pub read: i64,
    /// Suggestions that it made.
    pub suggestions: i64,
    /// Of these without an answer in the form that was asked for.
    pub unread: i64,
    /// First and last day, UTC.
    pub days: [String; 2],
}

/// What a model was used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AiTask {
    /// Suggestions on the criteria, at title and abstract.
    Criteria,
    /// Suggested values.
    Values,
}

const NO_DECISION: &str = "No model made a decision: every inclusion, exclusion and extracted value was recorded by a named person, and the program has no path by which a suggestion becomes one by itself.";

/// Where the models ran, and what was sent to which server.
fn places(models: &[AiModel]) -> Vec<String> {
    let mut sent: Vec<String> = models
        .iter()
        .filter_map(|model| {
            let (address, name) = ServerChoice::of_id(&model.sha256)?;
            let what = match model.task {
                AiTask::Criteria => "the criteria, and titles and abstracts of records",
                AiTask::Values => "fields of the form, and sentences and table rows of reports",
            };
            Some(format!(
                "{name} ran on a model server that the team named ({address}); {what} were sent to it."
            ))
        })
        .collect();
    sent.sort();
    sent.dedup();
    if models
        .iter()
        .any(|model| ServerChoice::of_id(&model.sha256).is_none())
    {
        sent.push(if sent.is_empty() {
            "The models ran on the reviewers' own computers; no text of the review was sent to a service.".to_owned()
        } else {
            "The other models ran on the reviewers' own computers.".to_owned()
        });
    }
    sent
}

/// The statement.
pub(super) fn statement(recorded: &Recorded) -> AiUse {
    let models = models(recorded);
    let mut paragraphs = Vec::new();
    if models.is_empty() {
        paragraphs.push(format!(
            "No language model was used in Attest {} for this review: no suggestion of a model is recorded.",
            env!("CARGO_PKG_VERSION")
        ));
    } else {
        paragraphs.push(format!(
            "This review used Attest {} with {}.",
            env!("CARGO_PKG_VERSION"),
            counted(models.len(), "model", "models")
        ));
        paragraphs.extend(models.iter().map(described));
        paragraphs.extend(in_screening(recorded));
        paragraphs.extend(in_extraction(recorded));
        paragraphs.extend(performance(recorded));
        paragraphs.extend(places(&models));
    }
    paragraphs.push(ordering());
    paragraphs.push(exclusions(recorded));
    paragraphs.push(NO_DECISION.to_owned());
    AiUse {
        used: !models.is_empty(),
        models,
        paragraphs,
    }
}

/// Fills an item of PRISMA-trAIce from the log.
pub(super) fn fill(number: &str, recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    if !recorded.uses_models() {
        return unused(number, recorded);
    }
    let models = models(recorded);
    match number {
        "M1" => {
            filled.say_all(modes(recorded));
            filled
                .lack("Whether the use of models was laid down before the review began, and where");
        }
        "M2" => filled.say_all(models.iter().map(described)),
        "M3" => {
            filled.say_all(in_screening(recorded));
            filled.say_all(in_extraction(recorded));
            filled.say(ordering());
        }
        "M4" => {
            if !recorded.criterion_use.is_empty() {
                filled.say("On criteria, a model was given the review question, the criterion, and the title and abstract of the record. Sentences addressed to a machine, and text that is not shown to people, were left out.");
            }
            if !recorded.value_use.is_empty() {
                filled.say("For values, a model was given the field of the form and sentences and table rows of the report.");
            }
            filled.say("No model was trained further on this review's data.");
        }
        "M5" => {
            filled.say("For each criterion a label (met, partly, not met, unclear) with the names of the sentences that support it; what is shown as evidence is cut from the record, not written by the model. Probabilities are shown only as how often records of which the model said about the same were included.");
            let unread: i64 = recorded.criterion_use.iter().map(|used| used.unread).sum();
            filled.say(format!(
                "{} outside the form that was asked for or absent; these were marked as unread and taken for no label.",
                counted(unread, "answer was", "answers were")
            ));
        }
        "M6" => {
            let versions: Vec<String> = models
                .iter()
                .map(|model| format!("{}: wording {}", model.name, model.prompt_version))
                .collect();
            filled.say(format!("{}.", versions.join("; ")));
            filled.say("Answers were restricted by a grammar and decoded greedily (no sampling, temperature 0). A reader answers with scores and has no prompt.");
            filled.lack("The full wording of the prompts, of models that write");
        }
        "M7" => filled.say(ordering()),
        "M8" => {
            filled.say_all(modes(recorded));
            filled.say_all(sightings(recorded));
            for (place, stage) in ["title and abstract", "full text"].into_iter().enumerate() {
                if !recorded.deciders[place].is_empty() {
                    filled.say(format!(
                        "Decided at {stage} by: {}.",
                        listed(&recorded.deciders[place])
                    ));
                }
            }
            filled.say_all(in_extraction(recorded));
            filled.say(NO_DECISION);
            filled.lack("How reviewers were trained in using the suggestions");
        }
        "M9" => {
            if recorded.models.is_empty() {
                filled.lack("No record with a suggestion is settled yet, so nothing was measured");
            } else {
                filled.say("Suggestions were compared with the reviewers' decisions on records that have all decisions they need: observed agreement and Cohen's κ with intervals of 95 %. The model counts as including where every criterion speaks for the record, as excluding where one speaks against it, and as unsure otherwise.");
                filled.lack("A reference standard made without any suggestion in view");
            }
        }
        "M10" => filled.say_all(places(&models)),
        "R1" => filled.say(exclusions(recorded)),
        "R2" => {
            filled.say_all(performance(recorded));
            if filled.recorded.is_empty() {
                filled.lack("Nothing was measured yet");
            }
        }
        _ => filled.lack("To be written by the authors"),
    }
    filled
}

/// Where no model was used there is nothing to report but that.
fn unused(number: &str, recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    match number {
        "M3" | "M7" => filled.say(ordering()),
        "R1" => filled.say(exclusions(recorded)),
        _ => filled.say("Not applicable: no suggestion of a model is recorded in this review."),
    }
    filled
}

fn models(recorded: &Recorded) -> Vec<AiModel> {
    let of = |task, used: &AgentUse| {
        let agent = recorded.agent(used)?;
        Some(AiModel {
            name: agent.name.clone(),
            sha256: agent.sha256.clone(),
            quantization: agent.quantization.clone(),
            prompt_version: agent.prompt_version.clone(),
            task,
            read: used.read,
            suggestions: used.suggestions,
            unread: used.unread,
            days: [day(used.first_at), day(used.last_at)],
        })
    };
    let criteria = recorded.criterion_use.iter();
    let values = recorded.value_use.iter();
    criteria
        .filter_map(|used| of(AiTask::Criteria, used))
        .chain(values.filter_map(|used| of(AiTask::Values, used)))
        .collect()
}

fn described(model: &AiModel) -> String {
    let what = match model.task {
        AiTask::Criteria => format!(
            "suggestions on the eligibility criteria for {}, {} of these without a readable answer",
            counted(model.read, "record", "records"),
            model.unread
        ),
        AiTask::Values => format!(
            "suggested values for {}",
            counted(model.read, "study", "studies")
        ),
    };
    let [first, last] = &model.days;
    let when = if first == last {
        format!("on {first}")
    } else {
        format!("from {first} to {last}")
    };
    let quantization = match model.quantization.as_str() {
        "" => String::new(),
        stored => format!(", {stored}"),
    };
    let which = match (ServerChoice::of_id(&model.sha256), &*model.sha256) {
        (Some(_), _) => "a server shows no file that could be hashed".to_owned(),
        (None, "") => "SHA-256 of its file not recorded".to_owned(),
        (None, sha256) => format!("SHA-256 of its file {sha256}"),
    };
    format!(
        "{} ({which}{quantization}): {what}, {} in all, made {when}.",
        model.name,
        counted(model.suggestions, "suggestion", "suggestions"),
    )
}

/// How suggestions took part in screening.
pub(super) fn in_screening(recorded: &Recorded) -> Vec<String> {
    if recorded.criterion_use.is_empty() {
        return Vec::new();
    }
    let mut sentences = modes(recorded);
    sentences.extend(sightings(recorded));
    sentences
}

/// In which mode, by the versions of the protocol.
fn modes(recorded: &Recorded) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut before = None;
    for version in &recorded.versions {
        let mode = version.protocol.independence;
        if before == Some(mode) {
            continue;
        }
        before = Some(mode);
        let what = match mode {
            Independence::Independent => {
                "independent: suggestions were shown only after a reviewer's own decision"
            }
            Independence::Assisted => {
                "assisted: suggestions could be seen before a reviewer's own decision"
            }
        };
        sentences.push(format!(
            "From version {} of the protocol ({}), screening was {what}.",
            version.version,
            day(version.created_at)
        ));
    }
    sentences
}

fn sightings(recorded: &Recorded) -> Vec<String> {
    let [before, after] = recorded.sighted;
    vec![format!(
        "Of {} at title and abstract, {} made with a suggestion on the screen; after {} more, suggestions were revealed.",
        counted(recorded.decisions, "decision", "decisions"),
        if before == 1 {
            "1 was".to_owned()
        } else {
            format!("{before} were")
        },
        after
    )]
}

/// How suggestions took part in the extraction.
pub(super) fn in_extraction(recorded: &Recorded) -> Vec<String> {
    if recorded.value_use.is_empty() {
        return Vec::new();
    }
    let count = |act| recorded.values_by(act);
    vec![format!(
        "Of the values in the {} that are extracted to the end, reviewers took {} as suggested, {} with a correction, and entered {} themselves; they refused {}.",
        counted(recorded.extraction.finished, "study", "studies"),
        count(ValueAct::Accepted),
        count(ValueAct::Corrected),
        count(ValueAct::Entered),
        counted(count(ValueAct::Rejected), "suggestion", "suggestions"),
    )]
}

/// Agreement of models with people.
fn performance(recorded: &Recorded) -> Vec<String> {
    let mut sentences = Vec::new();
    for one in &recorded.models {
        let Some(raw) = one.figures.raw.value else {
            continue;
        };
        let interval = one
            .figures
            .raw
            .resampled
            .or(one.figures.raw.analytic)
            .map_or_else(String::new, |i| {
                format!(
                    " (95 % interval {:.1} to {:.1} %)",
                    i.low * 100.0,
                    i.high * 100.0
                )
            });
        let kappa = one.figures.kappa.value.map_or_else(
            || "κ not defined".to_owned(),
            |k| format!("Cohen's κ {k:.2}"),
        );
        sentences.push(format!(
            "{} and {} on {}: {:.1} % observed agreement{interval}, {kappa}; {} left out because the model did not answer on every criterion.",
            one.agent,
            one.reviewer_name,
            counted(one.figures.items, "record", "records"),
            raw * 100.0,
            one.unread
        ));
    }
    sentences
}

/// Exclusions by people and by machine.
pub(super) fn exclusions(recorded: &Recorded) -> String {
    let flow = &recorded.flow;
    let people = flow.excluded.unwrap_or_default();
    let other = flow.other_methods.as_ref();
    let reports = flow.reports.excluded.count().unwrap_or_default()
        + other
            .and_then(|other| other.reports.excluded.count())
            .unwrap_or_default();
    let automatic = flow.removed.automatic.unwrap_or_default();
    format!(
        "Excluded by people: {} at title and abstract and {} at full text. Excluded by a model: 0. Marked as ineligible by an automation tool before screening, as a named person recorded it: {}.",
        counted(people, "record", "records"),
        counted(reports, "report", "reports"),
        automatic
    )
}

/// The order in which records are shown is learnt by machine; whether a team followed it is not recorded.
fn ordering() -> String {
    "Attest orders the records that are still to be screened by a classifier trained on the reviewers' own decisions (active learning). The order excludes nothing.".to_owned()
}

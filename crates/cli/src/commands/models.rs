//! Models: suggestions in a review, scores and evidence without one, the models on this computer.

use std::path::Path;

use workbench::models::{Launch, SmokeKind, SmokeReport, Worker, WorkerOptions};
use workbench::{
    CorpusAnswer, CorpusSummary, Error, EvidenceRequest, ModelEntry, ModelRole, ModelToUse,
    OfferedModel, Preferences, QuotedSentence, Result, ScoreRequest, ServerEntry, ServerRequest,
    evidence, find_model, score_file,
};

use super::{for_reading, for_writing, reviewer};
use crate::arguments::{Ask, Evidence, Models, ModelsAction, Score, Suggest};
use crate::output::{Done, Output};

pub(crate) async fn score(a: &Score, output: &Output) -> Result<Done> {
    let request = ScoreRequest {
        model: a.model.clone(),
        criteria: a.criteria.clone(),
        records: a.records.clone(),
        out: a.out.clone(),
    };
    let report = score_file(
        &request,
        launch()?,
        &Preferences::of_user(),
        &output.progress(),
    )
    .await?;
    output.show(&report, |report| {
        format!(
            "{} records scored with {} against one question, {} inclusion and {} exclusion criteria; {} unread. {:.1} \
             records a second.\nScores are in {}.",
            report.scored,
            report.model,
            report.inclusion,
            report.exclusion,
            report.unread,
            report.records_per_second,
            report.out.display()
        )
    })?;
    Ok(if report.unread > 0 {
        Done::Listed
    } else {
        Done::Whole
    })
}

pub(crate) async fn find_evidence(a: &Evidence, output: &Output) -> Result<Done> {
    let request = EvidenceRequest {
        model: a.model.clone(),
        question: a.question.clone(),
        document: a.document.clone(),
        top: a.top,
    };
    let report = evidence(
        &request,
        launch()?,
        &Preferences::of_user(),
        &output.progress(),
    )
    .await?;
    if let Some(path) = &a.text {
        workbench::write_whole(path, |file| {
            file.write_all(report.text.as_bytes())
                .map_err(|e| Error::file(path, &e))
        })?;
    }
    output.show(&report, |report| {
        let sentences = report.evidence.iter().map(|sentence| {
            format!(
                "{:.3}  {} (characters {} to {})\n       {}",
                sentence.score,
                sentence.id,
                sentence.start,
                sentence.end,
                sentence
                    .text
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            )
        });
        sentences.collect::<Vec<_>>().join("\n")
    })?;
    Ok(if report.unread > 0 {
        Done::Listed
    } else {
        Done::Whole
    })
}

pub(crate) async fn ask(a: &Ask, output: &Output) -> Result<Done> {
    let review = for_reading(&a.dir).await?;
    let preferences = Preferences::of_user();
    let file = match &a.model {
        Some(path) => find_model(Some(path), &preferences)?,
        None => workbench::reader_file(&preferences)?,
    };
    let reader = Worker::start(launch()?, file, WorkerOptions::default()).await?;
    let answer = review
        .ask_corpus(&a.question, &reader, &output.progress())
        .await?;
    drop(reader);
    let summary = if a.summary && !answer.sentences.is_empty() {
        let quotes: Vec<QuotedSentence> = answer
            .sentences
            .iter()
            .map(|sentence| QuotedSentence {
                record: sentence.record.clone(),
                text: sentence.text.clone(),
            })
            .collect();
        let writer = ModelToUse::find(a.writer.as_deref(), &preferences)?;
        let progress = output.progress();
        let summary = review.sum_up_answer(&answer.question, &quotes, writer, launch()?, &progress);
        Some(summary.await?)
    } else {
        None
    };
    let whole = Answered { answer, summary };
    output.show(&whole, |whole| {
        let mut lines = answered(&whole.answer);
        lines.extend(whole.summary.iter().map(summed_up));
        lines.join("\n")
    })?;
    Ok(Done::Whole)
}

/// An answer with its summary, where one was asked for.
#[derive(serde::Serialize)]
struct Answered {
    #[serde(flatten)]
    answer: CorpusAnswer,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<CorpusSummary>,
}

fn answered(answer: &CorpusAnswer) -> Vec<String> {
    let mut lines = Vec::new();
    if answer.sentences.is_empty() {
        lines.push("Nothing in the records answers this.".to_owned());
    }
    for (number, sentence) in (1..).zip(&answer.sentences) {
        let year = sentence
            .year
            .map_or_else(String::new, |y| format!(" ({y})"));
        let text: Vec<&str> = sentence.text.split_whitespace().collect();
        lines.push(format!(
            "{number}. “{}”\n    {}{year}  [{}]",
            text.join(" "),
            sentence.title,
            sentence.record
        ));
    }
    lines.push(format!(
        "{} records searched; {} share a word with the question; {} sentences of {} records read by {}.",
        answer.searched, answer.sharing, answer.sentences_read, answer.read, answer.model
    ));
    lines
}

fn summed_up(summary: &CorpusSummary) -> String {
    let mut lines = vec![format!(
        "\nWritten by {} out of the first {} quotations:",
        summary.model, summary.quotes
    )];
    if let Some(why) = &summary.unread {
        lines.push(format!("What it wrote could not be read: {why}."));
    } else if summary.sentences.is_empty() {
        lines.push("It wrote nothing.".to_owned());
    }
    for sentence in &summary.sentences {
        let quotes: Vec<String> = sentence.quotes.iter().map(ToString::to_string).collect();
        let quotes = quotes.join(", ");
        lines.push(match &sentence.struck {
            None => format!("{} [{quotes}]", sentence.text),
            Some(why) => format!("STRUCK OUT: {} [{quotes}]\n    {why}", sentence.text),
        });
    }
    lines.join("\n")
}

pub(crate) async fn suggest(a: &Suggest, output: &Output) -> Result<Done> {
    let review = for_writing(&a.dir).await?;
    let who = match &a.reviewer {
        Some(name) => Some(reviewer(&review, Some(name.as_str())).await?),
        None => None,
    };
    let model = ModelToUse::find(a.model.as_deref(), &Preferences::of_user())?;
    let name = match model.address() {
        Some(address) => format!(
            "{} on the server {address}, outside this computer,",
            model.name()
        ),
        None => model.name().to_owned(),
    };
    let summary = review
        .suggest(
            model,
            launch()?,
            who.as_ref(),
            a.records,
            &output.progress(),
        )
        .await?;
    output.show(&summary, |summary| {
        // What the suggestions say is shown to each reviewer where the protocol allows it, never here.
        format!(
            "{name} read {} records: {} criteria with a suggestion, {} unread.",
            summary.records, summary.read, summary.unread
        )
    })?;
    Ok(if summary.unread > 0 {
        Done::Listed
    } else {
        Done::Whole
    })
}

pub(crate) async fn models(a: &Models, output: &Output) -> Result<Done> {
    let preferences = Preferences::of_user();
    match &a.action {
        ModelsAction::List => {
            let list = workbench::model_list(&preferences);
            output.show(&list, |list| {
                let mut lines: Vec<String> = list.models.iter().map(line).collect();
                if lines.is_empty() {
                    lines.push("There is no model on this computer yet.".to_owned());
                }
                lines.extend(list.server.iter().map(server));
                lines.extend(list.unusable.iter().map(ToString::to_string));
                lines.push(format!(
                    "Models that you add lie in {}.",
                    list.folder.display()
                ));
                lines.join("\n")
            })?;
        }
        ModelsAction::Offered => {
            let offered = workbench::offered_models(&preferences)?;
            output.show(&offered, |offered| {
                offered.iter().map(offer).collect::<Vec<_>>().join("\n")
            })?;
        }
        ModelsAction::Add { model } => {
            let path = Path::new(model);
            let entry = if path.exists() || path.extension().is_some() {
                workbench::add_model(path, &preferences)?
            } else {
                let (id, progress) = (model.clone(), output.progress());
                tokio::task::spawn_blocking(move || {
                    workbench::download_model(&id, &Preferences::of_user(), &progress)
                })
                .await
                .map_err(|e| Error::internal(format!("the download ended unexpectedly: {e}")))??
            };
            output.show(&entry, |entry| format!("Added:\n{}", line(entry)))?;
        }
        ModelsAction::Server(a) => {
            if a.forget {
                workbench::remove_model_server(&preferences)?;
                output.show(&serde_json::json!({}), |_| "Forgotten.".to_owned())?;
                return Ok(Done::Whole);
            }
            let Some(address) = &a.address else {
                let known = workbench::model_list(&preferences).server;
                output.show(&known, |known| {
                    known.as_ref().map_or_else(
                        || "No model server was named. Models run on this computer.".to_owned(),
                        server,
                    )
                })?;
                return Ok(Done::Whole);
            };
            let request = ServerRequest {
                address: address.clone(),
                model: a.model.clone(),
                at_once: a.at_once,
                key: std::env::var(KEY).ok(),
            };
            let mut entry =
                workbench::set_model_server(request, &preferences, &output.progress()).await?;
            let mut settings = preferences.settings();
            settings.model = Some(entry.id.clone());
            preferences.set_settings(&settings)?;
            entry.chosen = true;
            output.show(&entry, |entry| {
                format!(
                    "{}\nFrom now on it makes the suggestions: titles and abstracts of records, and passages of reports \
                     whose values are asked for, are sent to {}.\n{}",
                    server(entry),
                    entry.address,
                    trial(entry.trial.as_ref())
                )
            })?;
        }
        ModelsAction::Remove { sha256 } => {
            workbench::remove_model(sha256, &preferences)?;
            output.show(sha256, |_| "Taken off this computer.".to_owned())?;
        }
        ModelsAction::Bench(request) => {
            return super::bench::bench(request, launch()?, output).await;
        }
        ModelsAction::Check { file } => {
            let checked =
                workbench::check_model(file, launch()?, &preferences, &output.progress()).await?;
            output.show(&checked, |checked| {
                format!(
                    "{}\nLoaded in {:.1} s by llama.cpp in its own process.\nSHA-256 {}\n{}",
                    line(&checked.model),
                    checked.seconds_to_load,
                    checked.model.sha256,
                    trial(checked.model.trial.as_ref())
                )
            })?;
            let passed = checked
                .model
                .trial
                .is_none_or(|t| t.checks.iter().all(|c| c.passed));
            return Ok(if passed { Done::Whole } else { Done::Listed });
        }
    }
    Ok(Done::Whole)
}

fn line(model: &ModelEntry) -> String {
    let role = match model.role {
        ModelRole::Reader => "reader",
        ModelRole::Embedder => "embedder",
        ModelRole::Decoder => "decoder",
    };
    format!(
        "{}{} · {role} · {} · {} · {} MB · needs about {} MB of memory · licence {} · {}",
        if model.chosen { "* " } else { "  " },
        model.name,
        model.architecture,
        model.quantization,
        model.bytes / 1_000_000,
        model.memory_needed / 1_000_000,
        model.licence.as_deref().unwrap_or("not said"),
        model.path.display()
    )
}

/// What a server wants to be shown is no argument: those can be seen by others.
const KEY: &str = "ATTEST_MODEL_SERVER_KEY";

fn server(entry: &ServerEntry) -> String {
    format!(
        "{}{} · on the server {}, outside this computer · {} · {} questions at once",
        if entry.chosen { "* " } else { "  " },
        entry.model,
        entry.address,
        if entry.encrypted {
            "encrypted"
        } else {
            "NOT encrypted, in the own network"
        },
        entry.at_once
    )
}

fn offer(offered: &OfferedModel) -> String {
    let entry = &offered.entry;
    format!(
        "{:14} {} · {} · {} MB · needs about {} MB of memory · licence {}{}\n               {}",
        entry.id,
        entry.name,
        entry.quantization,
        entry.bytes / 1_000_000,
        offered.memory_needed / 1_000_000,
        entry.licence,
        if offered.present {
            " · on this computer"
        } else {
            ""
        },
        entry.about
    )
}

fn trial(report: Option<&SmokeReport>) -> String {
    let Some(report) = report else {
        return "It turns texts into vectors and cannot make suggestions.".to_owned();
    };
    let lines = report.checks.iter().flat_map(|check| {
        let what = match check.kind {
            SmokeKind::Format => "answers in form",
            SmokeKind::Support => "says what the record says, by its sentence",
            SmokeKind::CannotBeAnswered => "does not claim what the record does not say",
            SmokeKind::EveryDepth => "reads beginning, middle and end",
            SmokeKind::Unit => "minds units",
            SmokeKind::InjectedInstruction => "does not obey instructions in a record",
        };
        let mark = if check.passed { "passed" } else { "FAILED" };
        let failures = check.failures.iter().map(|why| format!("          {why}"));
        std::iter::once(format!("  {mark}  {what}")).chain(failures)
    });
    std::iter::once("On made-up records with known answers it".to_owned())
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Models run in a child process of this program.
pub(super) fn launch() -> Result<Launch> {
    Launch::this_program()
        .map_err(|e| Error::internal(format!("this program does not know where it is: {e}")))
}

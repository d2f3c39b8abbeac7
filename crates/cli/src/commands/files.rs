//! Verbs on files: convert and simulate.

use std::str::FromStr;

use serde::Serialize;
use workbench::formats::Format;
use workbench::models::{StopFlag, Worker, WorkerOptions};
use workbench::ranking::{Measures, Model, Reading, Simulation, recall_curve_svg};
use workbench::review::{Problem, Severity};
use workbench::{
    CriteriaFile, Error, Preferences, Priors, Result, SimulateRequest, SimulationReport,
    find_model, write_json, write_order, write_whole,
};

use super::for_reading;
use super::models::launch;
use crate::arguments::{Convert, Simulate};
use crate::output::{Done, Output};

pub(crate) fn convert(a: &Convert, output: &Output) -> Result<Done> {
    let to = Format::from_str(&a.to)
        .ok()
        .filter(|format| Format::WRITABLE.contains(format))
        .ok_or_else(|| {
            Error::invalid(
                format!("cannot write “{}”", a.to),
                "Choose ris, nbib, bib, csv or json.",
            )
        })?;
    let conversion = workbench::convert(&a.input, to, &a.out)?;
    if let Some(path) = &a.problems {
        let listed: Vec<LocatedProblem<'_>> = conversion
            .problems
            .iter()
            .map(|problem| LocatedProblem {
                file: a.input.display().to_string(),
                problem,
            })
            .collect();
        write_json(path, &listed)?;
    }
    let lost = conversion
        .problems
        .iter()
        .any(|p| p.severity == Severity::Entry);
    output.show(&conversion, |c| {
        let mut text = format!(
            "{}: {} records read as {} ({}), written as {} to {}",
            a.input.display(),
            c.records,
            c.from,
            c.encoding,
            c.to,
            c.out.display()
        );
        text.push_str(&problems_in_words(&c.problems, 10));
        text
    })?;
    Ok(if lost { Done::Listed } else { Done::Whole })
}

#[derive(Serialize)]
struct LocatedProblem<'p> {
    file: String,
    #[serde(flatten)]
    problem: &'p Problem,
}

/// The problems as lines, the worst first, at most `limit`.
pub(crate) fn problems_in_words(problems: &[Problem], limit: usize) -> String {
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by_key(|p| std::cmp::Reverse(p.severity));
    let mut text = String::new();
    for problem in sorted.iter().take(limit) {
        let kind = match problem.severity {
            Severity::Entry => "not read",
            Severity::Value => "value kept as text",
            Severity::Note => "note",
        };
        let line = problem
            .line
            .map(|line| format!("line {line}: "))
            .unwrap_or_default();
        text.push_str(&format!("\n  {line}{} ({kind})", problem.reason));
    }
    if sorted.len() > limit {
        text.push_str(&format!("\n  … and {} more", sorted.len() - limit));
    }
    text
}

pub(crate) async fn simulate(a: &Simulate, output: &Output) -> Result<Done> {
    let model = Model::from_str(&a.model)
        .map_err(|e| Error::invalid(e.to_string(), "Choose u4, u3, attest or random."))?;
    let review = if a.file.is_dir() {
        for_reading(&a.file).await?.labelled_texts().await?
    } else {
        workbench::read_labelled(&a.file, &a.label_column)?
    };
    let priors = match a.draw {
        Some([relevant, irrelevant, times]) => Priors::Drawn {
            relevant,
            irrelevant,
            times,
        },
        None => Priors::Rows(a.priors.clone()),
    };
    let request = SimulateRequest {
        model,
        priors,
        seed: a.seed,
        all: a.all,
        reading: read_for(a, model, &review, output).await?,
    };
    let simulations = workbench::simulate(&review, &request, &output.progress())?;
    if let (Some(path), Some(first)) = (&a.order, simulations.first()) {
        write_order(path, first)?;
    }
    let Some(summary) = SimulationReport::of(&simulations) else {
        return Err(Error::invalid(
            "no simulation was asked for",
            "Draw priors at least once.",
        ));
    };
    if let Some(path) = &a.metrics {
        write_json(path, &summary)?;
    }
    if let Some(path) = &a.curve {
        let title = workbench::file_name(&a.file);
        let runs: Vec<Measures> = simulations.iter().map(|s| s.measures.clone()).collect();
        let svg = recall_curve_svg(&title, &runs);
        write_whole(path, |file| {
            file.write_all(svg.as_bytes())
                .map_err(|e| Error::file(path, &e))
        })?;
    }
    output.show(&summary, |_| {
        simulations
            .iter()
            .map(described)
            .collect::<Vec<_>>()
            .join("\n\n")
    })?;
    Ok(Done::Whole)
}

/// What the reader makes of the records, for the model that starts from it.
async fn read_for(
    a: &Simulate,
    model: Model,
    review: &workbench::LabelledTexts,
    output: &Output,
) -> Result<Reading> {
    if model != Model::Attest {
        return Ok(Reading::default());
    }
    let criteria = a.criteria.as_ref().ok_or_else(|| {
        Error::invalid(
            "--model attest starts from the review question, and none was given",
            "Add --criteria FILE.md.",
        )
    })?;
    let question = CriteriaFile::read(criteria)?.question;
    let reader = find_model(a.reader.as_deref(), &Preferences::of_user())?;
    let worker = Worker::start(launch()?, reader, WorkerOptions::default()).await?;
    let progress = output.progress();
    let stop = StopFlag::from(progress.stop_flag());
    let (mut done, all) = (0, review.texts.len() as u64);
    let mut passed = || {
        done += 1;
        progress.report("Reading", done, all);
    };
    workbench::read_texts(&worker, &question, &review.texts, &stop, &mut passed).await
}

fn described(simulation: &Simulation) -> String {
    let m = &simulation.measures;
    let shown = |name: &str, values: &[workbench::ranking::At]| {
        let values: Vec<String> = values
            .iter()
            .map(|at| format!("{}: {:.4}", at.at, at.value))
            .collect();
        format!("  {name:<12}{}", values.join("   "))
    };
    let one =
        |value: Option<f64>| value.map_or_else(|| "not defined".to_owned(), |v| format!("{v:.4}"));
    [
        format!(
            "{} records, model {}, priors {:?}: {} of {} relevant records found after {} records",
            simulation.records,
            simulation.model,
            simulation.priors,
            m.time_to_discovery.len(),
            m.relevant,
            m.screened
        ),
        shown("recall", &m.recall),
        shown("WSS", &m.wss),
        shown("WSS (Cohen)", &m.wss_cohen),
        shown("ERF", &m.erf),
        format!("  {:<12}{}", "ATD", one(m.average_time_to_discovery)),
        format!("  {:<12}{}", "loss", one(m.loss)),
        format!("  {:<12}{}", "NDCG", one(m.ndcg)),
    ]
    .join("\n")
}

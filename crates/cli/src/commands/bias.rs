//! Risk of bias: questions, judgements, two assessors, drawings; and summaries of findings.

use std::path::Path;

use workbench::bias::{Comparison, Form, ItemAgreement, Judgement, Tool, grade};
use workbench::{
    BiasComparisonReport, BiasDrawing, BiasFiles, BiasProblem, BiasReport, BiasWritten,
    FindingsReport, Result, compare_bias, convert_bias, draw_bias, judge_bias, summary_of_findings,
    write_bias_form, write_revman_bias, write_robvis,
};

use crate::arguments::{Bias, BiasAction, BiasInput};
use crate::output::{Done, Output};

pub(crate) async fn bias(a: &Bias, output: &Output) -> Result<Done> {
    match &a.action {
        BiasAction::Review(a) => super::bias_review::of_review(a, output).await,
        BiasAction::Questions {
            tool,
            out,
            studies,
            reviewer,
        } => {
            let tool = Tool::from(*tool);
            if let Some(out) = out {
                let studies: Vec<(String, String)> = studies.iter().map(|s| study(s)).collect();
                write_bias_form(tool, &studies, reviewer, out)?;
            }
            output.show(tool.form(), |form| questions(form, out.as_deref()))?;
            Ok(Done::Whole)
        }
        BiasAction::Judge { files, out } => {
            let files = input(files);
            if let Some(out) = out {
                convert_bias(&files, out)?;
            }
            let report = judge_bias(&files)?;
            output.show(&report, judged)?;
            Ok(done(&report.problems))
        }
        BiasAction::Compare {
            first,
            second,
            tool,
            consensus,
        } => {
            let of = |file: &Path, reviewer: &str| BiasFiles {
                files: vec![file.to_owned()],
                tool: tool.map(Tool::from),
                reviewer: reviewer.to_owned(),
            };
            let (first, second) = (of(first, "first"), of(second, "second"));
            let report = compare_bias(&first, &second, consensus.as_deref())?;
            output.show(&report, compared)?;
            Ok(done(&report.problems))
        }
        BiasAction::Plot {
            files,
            out,
            bars,
            title,
            weights,
            from_robvis,
        } => {
            let drawing = BiasDrawing {
                lights: out.clone(),
                bars: bars.clone(),
                title: title.clone(),
                weights: weights.clone(),
                robvis: *from_robvis,
            };
            told(&draw_bias(&input(files), &drawing)?, output)
        }
        BiasAction::Robvis {
            files,
            weights,
            out,
        } => told(
            &write_robvis(&input(files), weights.as_deref(), out)?,
            output,
        ),
        BiasAction::Revman { files, out } => told(&write_revman_bias(&input(files), out)?, output),
        BiasAction::SummaryOfFindings {
            table,
            assessments,
            tool,
            out,
        } => {
            let files = BiasFiles {
                files: assessments.clone(),
                tool: tool.map(Tool::from),
                reviewer: String::new(),
            };
            let report = summary_of_findings(table, &files, out.as_deref())?;
            output.show(&report, findings)?;
            Ok(done(&report.problems))
        }
    }
}

fn input(a: &BiasInput) -> BiasFiles {
    BiasFiles {
        files: a.files.clone(),
        tool: a.tool.map(Tool::from),
        reviewer: a.reviewer.clone(),
    }
}

/// `STUDY` or `STUDY=RESULT`.
pub(super) fn study(text: &str) -> (String, String) {
    let (study, result) = text.split_once('=').unwrap_or((text, ""));
    (study.trim().to_owned(), result.trim().to_owned())
}

fn done(problems: &[BiasProblem]) -> Done {
    if problems.is_empty() {
        Done::Whole
    } else {
        Done::Listed
    }
}

fn questions(form: &Form, out: Option<&Path>) -> String {
    let mut text = format!(
        "{} ({}), {}\n{}\n",
        form.name, form.version, form.effect, form.source
    );
    for domain in form.domains {
        text.push_str(&format!("\n{} {}\n", domain.id, domain.name));
        for question in domain.questions {
            let codes: Vec<&str> = question
                .answers
                .iter()
                .map(|answer| answer.code())
                .collect();
            let asked = match question.asked_in_words() {
                asked if asked.is_empty() => String::new(),
                asked => format!(" ({asked})"),
            };
            text.push_str(&format!(
                "  {} {}{asked} {}\n",
                question.id,
                question.text,
                codes.join("/")
            ));
        }
        if let Some(applicability) = domain.applicability {
            text.push_str(&format!("  Applicability: {applicability}\n"));
        }
        text.push_str(&format!("  {}\n", domain.judging));
    }
    text.push_str(&format!("\nOverall: {}\n", form.overall));
    if let Some(out) = out {
        text.push_str(&format!("Table to be filled in: {}\n", out.display()));
    }
    text
}

fn judged(report: &BiasReport) -> String {
    let told: Vec<String> = report.judged.iter().map(|one| one.in_words()).collect();
    format!("{}{}", told.join("\n"), left_out(&report.problems))
}

fn compared(report: &BiasComparisonReport) -> String {
    let mut text = String::new();
    for found in &report.comparisons {
        text.push_str(&format!("{}\n", found.tool.form().name));
        differences(&mut text, found);
        for item in &found.agreement {
            text.push_str(&agreement(item));
        }
        for (only, who) in [(&found.only_first, "first"), (&found.only_second, "second")] {
            if !only.is_empty() {
                text.push_str(&format!("Only the {who} assessed: {}\n", only.join(", ")));
            }
        }
    }
    text.push_str(&left_out(&report.problems));
    text
}

fn differences(text: &mut String, found: &Comparison) {
    let word = |judgement: Option<Judgement>| judgement.map_or("not judged", Judgement::words);
    for result in &found.results {
        if result.answers.is_empty() && result.judgements.is_empty() {
            continue;
        }
        text.push_str(&format!("  {} {}\n", result.study, result.result));
        for difference in &result.answers {
            let code = |answer: Option<workbench::bias::Answer>| answer.map_or("–", |a| a.code());
            text.push_str(&format!(
                "    {}: {} / {}{}\n",
                difference.question,
                code(difference.first),
                code(difference.second),
                if difference.certainty_only {
                    " (certainty only)"
                } else {
                    ""
                }
            ));
        }
        for difference in &result.judgements {
            text.push_str(&format!(
                "    {}: {} / {}\n",
                difference.item,
                word(difference.first),
                word(difference.second)
            ));
        }
    }
}

pub(super) fn agreement(item: &ItemAgreement) -> String {
    let Some(figures) = &item.figures else {
        return format!("{}: nothing can be compared\n", item.item);
    };
    let told = |name: &str, figure: Option<&workbench::agreement::AgreementFigure>| {
        let Some(figure) = figure else {
            return String::new();
        };
        let value = figure
            .value
            .map_or("not defined".to_owned(), |value| format!("{value:.2}"));
        let interval = figure.analytic.or(figure.resampled);
        let interval = interval.map_or(String::new(), |interval| {
            format!(" ({:.2} to {:.2})", interval.low, interval.high)
        });
        format!(", {name} {value}{interval}")
    };
    format!(
        "{}: n {}{}{}{}{}{}{}\n",
        item.item,
        figures.items,
        told("agreement", Some(&figures.raw)),
        told("κ", Some(&figures.kappa)),
        told("linear κ", item.linear_kappa.as_ref()),
        told("quadratic κ", figures.weighted_kappa.as_ref()),
        told("PABAK", Some(&figures.pabak)),
        told("AC1", Some(&figures.ac1)),
    )
}

fn told(written: &BiasWritten, output: &Output) -> Result<Done> {
    output.show(written, |written| {
        let names: Vec<String> = written
            .files
            .iter()
            .map(|file| file.display().to_string())
            .collect();
        let mut text = format!(
            "{} results written to {}\n",
            written.results,
            names.join(", ")
        );
        if !written.incomplete.is_empty() {
            text.push_str(&format!(
                "Not complete: {}\n",
                written.incomplete.join(", ")
            ));
        }
        text.push_str(&left_out(&written.problems));
        text
    })?;
    Ok(done(&written.problems))
}

fn findings(report: &FindingsReport) -> String {
    let mut text = format!("{}\n", report.findings.title);
    for row in grade::summary_rows(&report.findings).iter().skip(1) {
        text.push_str(&format!("  {}\n", row.join(" | ")));
    }
    for footnote in &report.findings.footnotes {
        text.push_str(&format!("  {}: {}\n", footnote.mark, footnote.text));
    }
    for outcome in &report.findings.outcomes {
        for fact in &outcome.facts {
            text.push_str(&format!("{}: {}: {}\n", outcome.name, fact.of, fact.says));
        }
        for missing in &outcome.missing {
            text.push_str(&format!("{}: missing: {missing}\n", outcome.name));
        }
        for problem in &outcome.problems {
            text.push_str(&format!("{}: to be checked: {problem}\n", outcome.name));
        }
    }
    text.push_str(&left_out(&report.problems));
    text
}

fn left_out(problems: &[BiasProblem]) -> String {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| {
            format!(
                "Not used: {} row {}: {}\n",
                problem.file.display(),
                problem.row,
                problem.problem
            )
        })
        .collect();
    lines.concat()
}

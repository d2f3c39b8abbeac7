//! Census of trials: designs of records, criteria, counts, figures against labels.

use workbench::census::{Correction, Expected, Shown};
use workbench::{
    CensusCount, CensusCountRequest, CensusCriteria, CensusEvaluateRequest, CensusEvaluation,
    CensusPoint, CensusReport, CensusRequest, Result, census_classify, census_count,
    census_criteria, census_design, census_evaluate,
};

use crate::arguments::{
    CensusAction, CensusClassify, CensusCount as CountArguments,
    CensusCriteria as CriteriaArguments, CensusEvaluate,
};
use crate::output::{Done, Output};

pub(crate) async fn census(action: &CensusAction, output: &Output) -> Result<Done> {
    match action {
        CensusAction::Review(a) => super::census_review::review(a, output).await,
        CensusAction::Classify(a) => classify(a, output),
        CensusAction::Criteria(a) => criteria(a, output),
        CensusAction::Count(a) => count(a, output),
        CensusAction::Evaluate(a) => evaluate(a, output),
    }
}

fn classify(a: &CensusClassify, output: &Output) -> Result<Done> {
    let request = CensusRequest {
        files: a.files.clone(),
        out: a.out.clone(),
        cues: a.cues.clone(),
        criteria: a.criteria.clone(),
        text_only: a.text_only,
    };
    let report = census_classify(&request, &output.progress())?;
    output.show(&report, designs_in_words)?;
    let whole = report.summary.unread == 0;
    Ok(if whole { Done::Whole } else { Done::Listed })
}

fn designs_in_words(report: &CensusReport) -> String {
    let mut text = format!(
        "{} records, written to {}\n",
        report.summary.records,
        report.out.display()
    );
    for (design, count) in &report.summary.designs {
        text.push_str(&format!("  {design}: {count}\n"));
    }
    let [yes, no, unclear] = report.summary.trials;
    text.push_str(&format!(
        "Results of a prospective interventional trial in humans: yes {yes}, no {no}, unclear {unclear}\n"
    ));
    for point in &report.points {
        text.push_str(&point_in_words(point));
    }
    if report.summary.problems > 0 {
        text.push_str(&format!(
            "{} notes on entries; {} could not be read\n",
            report.summary.problems, report.summary.unread
        ));
    }
    for (file, problem) in report.summary.listed.iter().take(10) {
        let line = problem.line.map(|n| format!(", line {n}"));
        text.push_str(&format!(
            "  {file}{}: {}\n",
            line.unwrap_or_default(),
            problem.reason
        ));
    }
    text
}

pub(super) fn point_in_words(point: &CensusPoint) -> String {
    let mut text = format!(
        "{}: a randomised trial from {:.2} on\n",
        point.point.word(),
        point.threshold
    );
    for expected in &point.expected {
        text.push_str(&expected_in_words(expected));
    }
    text
}

fn expected_in_words(expected: &Expected) -> String {
    format!(
        "  of 1,000 trials {:.0} ({:.0} to {:.0}) are lost, of 1,000 others {:.0} ({:.0} to {:.0}) come along; measured on {}\n",
        expected.lost_per_1000_trials,
        expected.lost_interval.low,
        expected.lost_interval.high,
        expected.along_per_1000_others,
        expected.along_interval.low,
        expected.along_interval.high,
        expected.on
    )
}

fn criteria(a: &CriteriaArguments, output: &Output) -> Result<Done> {
    let shown = census_criteria(a.file.as_deref(), a.out.as_deref(), a.cues_out.as_deref())?;
    output.show(&shown, criteria_in_words)?;
    Ok(Done::Whole)
}

fn criteria_in_words(shown: &CensusCriteria) -> String {
    let mut text = String::new();
    for criterion in &shown.criteria {
        text.push_str(&format!("{}: {}\n", criterion.id, criterion.question));
    }
    for path in &shown.written {
        text.push_str(&format!("Written: {}\n", path.display()));
    }
    text
}

fn count(a: &CountArguments, output: &Output) -> Result<Done> {
    let request = CensusCountRequest {
        designs: a.designs.clone(),
        point: a.point.map(Into::into),
        corrected_with: a.corrected_with.clone(),
        label_column: a.label_column.clone(),
        design: census_design(&a.design)?,
        periods: a.periods.clone(),
        level: a.level,
    };
    let counted = census_count(&request)?;
    output.show(&counted, counts_in_words)?;
    let whole = counted.unread == 0 && counted.problems.is_empty();
    Ok(if whole { Done::Whole } else { Done::Listed })
}

fn counts_in_words(counted: &CensusCount) -> String {
    let counts = &counted.counts;
    let mut text = format!("{} records\n", counts.records);
    for (design, count) in &counts.designs {
        text.push_str(&format!("  {design}: {count}\n"));
    }
    for year in &counts.years {
        let name = year
            .year
            .map_or("without a year".to_owned(), |y| y.to_string());
        let designs: Vec<String> = year
            .designs
            .iter()
            .map(|(design, count)| format!("{design} {count}"))
            .collect();
        text.push_str(&format!(
            "{name}: {} of {}\n",
            designs.join(", "),
            year.records
        ));
    }
    for (phase, count) in &counts.phases {
        let name = phase.map_or("no phase stated", |phase| phase.word());
        text.push_str(&format!("Trials, {name}: {count}\n"));
    }
    for (size, count) in &counts.sizes {
        text.push_str(&format!("Trials, people {}: {count}\n", size.word()));
    }
    if let Some(point) = &counted.point {
        text.push_str(&point_in_words(point));
    }
    if let Some(correction) = &counted.correction {
        text.push_str(&correction_in_words(correction));
    }
    if counted.unread > 0 {
        text.push_str(&format!("{} rows could not be read\n", counted.unread));
    }
    text.push_str(&problems_in_words(&counted.problems));
    text
}

fn correction_in_words(correction: &Correction) -> String {
    let mut text = format!("Corrected for misclassification, {}:\n", correction.design);
    for accuracy in &correction.accuracy {
        let period = accuracy
            .period
            .map_or("all years".to_owned(), |p| p.to_string());
        text.push_str(&format!(
            "  {period}: sensitivity {}, specificity {}\n",
            share(accuracy.sensitivity),
            share(accuracy.specificity)
        ));
    }
    for year in &correction.years {
        let corrected = year
            .corrected
            .map_or("not to be corrected".to_owned(), |c| {
                format!(
                    "{:.1} % ({:.1} to {:.1})",
                    c.share * 100.0,
                    c.interval.low * 100.0,
                    c.interval.high * 100.0
                )
            });
        text.push_str(&format!(
            "  {}: found {} of {}; corrected {corrected}\n",
            year.year, year.found.successes, year.found.of
        ));
    }
    for words in &correction.in_words {
        text.push_str(words);
        text.push('\n');
    }
    text
}

fn evaluate(a: &CensusEvaluate, output: &Output) -> Result<Done> {
    let request = CensusEvaluateRequest {
        labels: a.labels.clone(),
        label_column: a.label_column.clone(),
        cues: a.cues.clone(),
        text_only: a.text_only,
        level: a.level,
    };
    let found = census_evaluate(&request)?;
    output.show(&found, evaluation_in_words)?;
    let whole = found.problems.is_empty();
    Ok(if whole { Done::Whole } else { Done::Listed })
}

fn evaluation_in_words(found: &CensusEvaluation) -> String {
    let evaluation = &found.evaluation;
    let mut text = format!(
        "{} labelled records, {} randomised trials\n",
        evaluation.records, evaluation.trials
    );
    if let Some(auroc) = evaluation.auroc {
        text.push_str(&format!(
            "AUROC {:.3} ({:.3} to {:.3})\n",
            auroc.area, auroc.interval.low, auroc.interval.high
        ));
    }
    for at in &evaluation.points {
        text.push_str(&format!(
            "{} (from {:.2}): sensitivity {}, specificity {}, precision {}\n",
            at.point.word(),
            at.threshold,
            share(at.sensitivity),
            share(at.specificity),
            share(at.precision)
        ));
    }
    for design in &evaluation.designs {
        text.push_str(&format!(
            "  {}: sensitivity {}, specificity {}\n",
            design.design,
            share(design.sensitivity),
            share(design.specificity)
        ));
    }
    text.push_str(&problems_in_words(&found.problems));
    text
}

/// `.943 (.901 to .968), 80 of 85`, or that there is nothing to tell it from.
pub(super) fn share(shown: Shown) -> String {
    match (shown.value, shown.interval) {
        (Some(value), Some(interval)) => format!(
            "{value:.3} ({:.3} to {:.3}), {} of {}",
            interval.low, interval.high, shown.successes, shown.of
        ),
        _ => "unknown".to_owned(),
    }
}

fn problems_in_words(problems: &[(u64, String)]) -> String {
    problems
        .iter()
        .take(10)
        .map(|(row, reason)| format!("Not used: row {row}: {reason}\n"))
        .collect()
}

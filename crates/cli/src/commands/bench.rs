//! Models compared on the team's own decisions.

use workbench::models::Launch;
use workbench::{
    BenchDifference, BenchFigure, BenchRecommendation, BenchReport, BenchRequest, BenchRow,
    BenchRule, BenchShare, Contender, Error, Result,
};

use super::for_reading;
use crate::arguments::ModelsBench;
use crate::output::{Done, Output};

pub(crate) async fn bench(a: &ModelsBench, launch: Launch, output: &Output) -> Result<Done> {
    let rules = match a.rules.is_empty() {
        true => vec![BenchRule::Fitted { sensitivity: 0.95 }],
        false => a.rules.iter().map(|r| rule(r)).collect::<Result<_>>()?,
    };
    let mut contenders = Vec::new();
    for model in &a.models {
        let model = std::path::absolute(model).map_err(|e| Error::file(model, &e))?;
        contenders.extend(rules.iter().map(|&rule| Contender {
            model: model.clone(),
            rule,
        }));
    }
    let request = BenchRequest {
        contenders,
        records: a.records,
        seed: a.seed,
    };
    let review = for_reading(&a.dir).await?;
    let report = review.bench(&request, &launch, &output.progress()).await?;
    output.show(&report, in_words)?;
    Ok(match report.rows.iter().any(|row| row.failed.is_some()) {
        true => Done::Partly,
        false => Done::Whole,
    })
}

/// `labels`, `threshold=0.3` or `sensitivity=0.95`.
fn rule(text: &str) -> Result<BenchRule> {
    let number = |text: &str| text.parse::<f64>().ok();
    let rule = match text.split_once('=') {
        None if text == "labels" => Some(BenchRule::Labels {}),
        Some(("threshold", value)) => {
            number(value).map(|at_least| BenchRule::Threshold { at_least })
        }
        Some(("sensitivity", value)) => {
            number(value).map(|sensitivity| BenchRule::Fitted { sensitivity })
        }
        _ => None,
    };
    rule.ok_or_else(|| {
        Error::invalid(
            format!("there is no rule “{text}”"),
            "The rules are labels, threshold=0.3 and sensitivity=0.95, with numbers of your own.",
        )
    })
}

fn in_words(report: &BenchReport) -> String {
    let sample = &report.sample;
    let mut text = format!(
        "{} included and {} excluded records, drawn by chance (seed {}) from the {} and {} that are settled.\n\
         In brackets: intervals of 95 %. κ, AC1 and precision are weighed to the whole review.",
        sample.included, sample.excluded, report.seed, sample.all_included, sample.all_excluded
    );
    for (number, row) in (1..).zip(&report.rows) {
        text.push_str(&format!("\n\n{number}. {}", name(row)));
        if let Some(failure) = &row.failed {
            text.push_str(&format!(
                "\n   not compared: {}\n   {}",
                failure.message, failure.hint
            ));
            continue;
        }
        text.push_str(&format!(
            "\n   sensitivity {}   specificity {}   balanced accuracy {}\
             \n   κ {}   AC1 {}   PABAK {}   precision {}\
             \n   read {}   left open {}   {}   {} MB",
            share(&row.sensitivity),
            share(&row.specificity),
            figure(&row.balanced_accuracy),
            figure(&row.kappa),
            figure(&row.ac1),
            figure(&row.pabak),
            figure(&row.precision),
            share(&row.read),
            share(&row.abstained),
            row.seconds
                .map_or_else(String::new, |s| format!("{:.2} s a record", s.median)),
            row.memory / 1_000_000,
        ));
    }
    for pair in &report.comparisons {
        text.push_str(&format!(
            "\n\n{} against {}\n   sensitivity: {}\n   specificity: {}\n   balanced accuracy: {}",
            pair.first + 1,
            pair.second + 1,
            difference(&pair.sensitivity),
            difference(&pair.specificity),
            difference(&pair.balanced_accuracy),
        ));
    }
    text.push_str("\n\n");
    text.push_str(&match report.recommendation {
        BenchRecommendation::Take { row, best } if row == best => {
            format!("Take {}: no smaller one does as well.", row + 1)
        }
        BenchRecommendation::Take { row, best } => format!(
            "Take {}: it is the smallest that is not shown to be worse than the best, {}.",
            row + 1,
            best + 1
        ),
        BenchRecommendation::NoneBetterThanChance {} => {
            "None is shown to be better than chance on these records: none is recommended.".into()
        }
        BenchRecommendation::NoneWorked {} => "No model could be compared.".into(),
    });
    text
}

fn name(row: &BenchRow) -> String {
    let rule = match row.rule {
        BenchRule::Labels {} => "by its labels".to_owned(),
        BenchRule::Threshold { at_least } => format!("kept from {at_least} on"),
        BenchRule::Fitted { sensitivity } => {
            format!("threshold fitted to a sensitivity of {sensitivity} on other records")
        }
    };
    format!("{} {}, {rule}", row.model.name, row.model.quantization)
}

fn share(share: &BenchShare) -> String {
    match (share.value, share.low, share.high) {
        (Some(value), Some(low), Some(high)) => {
            format!(
                "{value:.3} [{low:.3}, {high:.3}] ({}/{})",
                share.count, share.of
            )
        }
        _ => "–".into(),
    }
}

fn figure(figure: &BenchFigure) -> String {
    match (figure.value, figure.low, figure.high) {
        (Some(value), Some(low), Some(high)) => format!("{value:.3} [{low:.3}, {high:.3}]"),
        (Some(value), _, _) => format!("{value:.3}"),
        _ => "not defined".into(),
    }
}

fn difference(difference: &BenchDifference) -> String {
    let p = difference
        .p
        .map_or_else(String::new, |p| format!(", McNemar p {p:.4}"));
    let shown = match difference.shown {
        true => "",
        false => "no difference shown: ",
    };
    format!(
        "{shown}{} (only the first right on {}, only the second on {}{p})",
        figure(&difference.figure),
        difference.only_first,
        difference.only_second
    )
}

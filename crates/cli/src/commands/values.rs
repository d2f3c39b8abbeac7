//! Extraction from a single file: suggested values, and quotes found in it.

use std::path::Path;

use workbench::review::ValueStatus;
use workbench::{
    ExtractRequest, Preferences, QuoteFound, QuotesReport, Result, ValuesReport, extract_values,
    verify_quotes,
};

use crate::arguments::Extract;
use crate::output::{Done, Output};

pub(crate) async fn extract(
    a: &Extract,
    [form, document, out]: [&Path; 3],
    output: &Output,
) -> Result<Done> {
    let request = ExtractRequest {
        form: form.to_owned(),
        document: document.to_owned(),
        model: a.model.clone(),
        lists: workbench::extraction::StudyLists {
            arms: a.arms.clone(),
            outcomes: a.outcomes.clone(),
            time_points: a.time_points.clone(),
        },
        out: out.to_owned(),
    };
    let launch = super::models::launch()?;
    let report = extract_values(
        &request,
        launch,
        &Preferences::of_user(),
        &output.progress(),
    )
    .await?;
    output.show(&report, |report| in_words(report, out))?;
    Ok(Done::Whole)
}

fn in_words(report: &ValuesReport, out: &Path) -> String {
    let count = |status: ValueStatus| {
        let of = report.values.iter().filter(|v| v.status == Some(status));
        of.count()
    };
    let mut text = format!(
        "{} values asked for: {} reported, {} calculated, {} conflicting, {} not reported.\nArms: {}{}.\n",
        report.values.len(),
        count(ValueStatus::Reported),
        count(ValueStatus::Calculated),
        count(ValueStatus::Conflicting),
        count(ValueStatus::NotReported),
        if report.lists.arms.is_empty() {
            "none".to_owned()
        } else {
            report.lists.arms.join(", ")
        },
        if report.arms_found && !report.lists.arms.is_empty() {
            " (found in a table)"
        } else {
            ""
        }
    );
    if !report.not_asked.is_empty() {
        text.push_str(&format!(
            "Not asked for, since they need arms or outcomes (--arms, --outcomes): {}.\n",
            report.not_asked.join(", ")
        ));
    }
    text.push_str(&format!(
        "The suggestions are in {}. Each is advice until a person takes it over.",
        out.display()
    ));
    text
}

pub(crate) async fn quotes(document: &Path, quotes: &Path, output: &Output) -> Result<Done> {
    let report = verify_quotes(document, quotes).await?;
    output.show(&report, of_quotes)?;
    Ok(if report.not_found > 0 {
        Done::Refuted
    } else {
        Done::Whole
    })
}

fn of_quotes(report: &QuotesReport) -> String {
    let mut lines: Vec<String> = Vec::new();
    for quote in &report.quotes {
        let place = quote.places.first().map(|place| {
            let page = place.page.map(|page| format!(", page {page}"));
            format!("{}{}", place.units.join(" "), page.unwrap_or_default())
        });
        let result = match quote.result {
            QuoteFound::Found => format!("found ({})", place.unwrap_or_default()),
            QuoteFound::FoundSeveral => format!(
                "found {} times (first {})",
                quote.places.len(),
                place.unwrap_or_default()
            ),
            QuoteFound::NotFound => format!("NOT FOUND. {}", quote.why),
        };
        lines.push(format!("“{}”\n  {result}", quote.quote));
    }
    lines.push(format!(
        "{} of {} quotes stand in the document.",
        report.found,
        report.quotes.len()
    ));
    lines.join("\n")
}

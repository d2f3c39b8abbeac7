//! `attest census review`: the census of a review's records, with what people labelled in it.

use std::path::Path;
use std::str::FromStr;

use serde::Serialize;
use workbench::{
    CensusCorrection, CensusFound, CensusLabelling, CensusState, CensusView, Error, Result,
    TableFormat,
};

use super::census::{point_in_words, share};
use super::for_reading;
use crate::arguments::CensusReview;
use crate::output::{Done, Output};

/// The census with what was written.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    view: CensusView,
    /// Rows of the table of designs.
    designs_written: Option<usize>,
    /// Rows of the table of counts.
    counts_written: Option<usize>,
    /// What a spreadsheet of the designs could not hold.
    remark: Option<String>,
}

pub(crate) async fn review(a: &CensusReview, output: &Output) -> Result<Done> {
    let point = a.point.map(Into::into);
    // Known before a minute is spent.
    let designs_format = a.out.as_deref().map(format_of).transpose()?;
    let counts_format = a.counts.as_deref().map(format_of).transpose()?;
    let review = for_reading(&a.dir).await?;
    let progress = output.progress();
    let mut view = review.census_view(point, None).await?;
    if view.state != CensusState::Ready {
        review.classify_census(&progress).await?;
        view = review.census_view(point, None).await?;
    }
    let mut shown = Shown {
        view,
        designs_written: None,
        counts_written: None,
        remark: None,
    };
    if let (Some(out), Some(format)) = (&a.out, designs_format) {
        let written = review.export_census_designs(out, format, &progress).await?;
        shown.designs_written = Some(written.rows);
        shown.remark = written.remark();
    }
    if let (Some(out), Some(format)) = (&a.counts, counts_format) {
        let written = review
            .export_census_counts(out, format, point, &progress)
            .await?;
        shown.counts_written = Some(written.rows);
    }
    output.show(&shown, in_words)?;
    Ok(Done::Whole)
}

fn format_of(out: &Path) -> Result<TableFormat> {
    let extension = out.extension().and_then(|e| e.to_str()).unwrap_or_default();
    TableFormat::from_str(&extension.to_lowercase()).map_err(|_| {
        Error::invalid(
            format!("{}: this is no kind of table", out.display()),
            "Give the file the ending .csv, .xlsx or .json.",
        )
    })
}

fn in_words(shown: &Shown) -> String {
    let view = &shown.view;
    let mut text = format!("{} records\n", view.records);
    if let Some(found) = &view.found {
        text.push_str(&found_in_words(found));
        for point in view.points.iter().filter(|p| found.point == Some(p.point)) {
            text.push_str(&point_in_words(point));
        }
    }
    text.push_str(&labelling_in_words(&view.labelling));
    if let Some(correction) = view.found.as_ref().and_then(|f| f.corrected.as_ref()) {
        text.push_str(&correction_in_words(correction));
    }
    for (what, rows) in [
        ("designs", shown.designs_written),
        ("counts", shown.counts_written),
    ] {
        if let Some(rows) = rows {
            text.push_str(&format!("Table of {what}: {rows} rows written\n"));
        }
    }
    if let Some(remark) = &shown.remark {
        text.push_str(&format!("{remark}\n"));
    }
    text
}

fn found_in_words(found: &CensusFound) -> String {
    let mut text = String::new();
    for count in &found.designs {
        text.push_str(&format!("  {}: {}\n", count.design, count.records));
    }
    for year in &found.years {
        let name = year
            .year
            .map_or("without a year".to_owned(), |y| y.to_string());
        let designs: Vec<String> = year
            .designs
            .iter()
            .map(|count| format!("{} {}", count.design, count.records))
            .collect();
        text.push_str(&format!(
            "{name}: {} of {}\n",
            designs.join(", "),
            year.records
        ));
    }
    let (yes, no, unclear) = found.trial_in_humans;
    text.push_str(&format!(
        "Results of a prospective interventional trial in humans: yes {yes}, no {no}, unclear {unclear}\n"
    ));
    text
}

fn labelling_in_words(labelling: &CensusLabelling) -> String {
    let mut text = format!(
        "Labelled by hand: {} of {} drawn; {} randomised trials, {} others, {} unclear\n",
        labelling.labelled,
        labelling.drawn,
        labelling.yes,
        labelling.no,
        labelling.unclear + labelling.differing
    );
    if labelling.missing_yes + labelling.missing_no > 0 {
        text.push_str(&format!(
            "Uncorrected: {} labelled trials and {} labelled others are missing for a correction\n",
            labelling.missing_yes, labelling.missing_no
        ));
    }
    text
}

fn correction_in_words(correction: &CensusCorrection) -> String {
    let mut text = "Randomised trials, corrected for misclassification:\n".to_owned();
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
    for count in std::iter::once(&correction.whole).chain(&correction.years) {
        let name = count
            .year
            .map_or("all records".to_owned(), |y| y.to_string());
        let corrected = match (count.number, count.interval) {
            (Some(number), Some(interval)) => {
                format!("{number:.1} ({:.1} to {:.1})", interval.low, interval.high)
            }
            _ => "not to be corrected".to_owned(),
        };
        text.push_str(&format!(
            "  {name}: counted {} of {}; corrected {corrected}\n",
            count.found, count.of
        ));
    }
    for words in &correction.in_words {
        text.push_str(words);
        text.push('\n');
    }
    text
}

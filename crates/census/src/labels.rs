//! Labels that people gave to records, as a table.

use std::io::Read;

use review::Record;

use crate::Design;
use crate::classifier::{Classifier, Reading};
use crate::error::CensusError;
use crate::evaluation::{Labelled, Truth};
use crate::table::Columns;

/// Labels with the rows that could not be used.
#[derive(Clone, Debug, PartialEq)]
pub struct Labels {
    /// Labelled records.
    pub labelled: Vec<Labelled>,
    /// Rows (from 1, the heading not counted) that could not be used, and why.
    pub problems: Vec<(u64, String)>,
}

/// Reads a table of labelled records.
///
/// The column named `label_column` holds what a person says: a design (see [`Design::from_word`]), or 1 or 0 for a randomised
/// trial or not; any other word is something that is no randomised trial. An empty cell is no label.
///
/// What the classifier says is taken from the columns `design` and `randomised_trial` where the table has them, as a table of
/// designs to which a column of labels was added does; else it is worked out from `title` and `abstract`.
///
/// # Errors
/// A table that cannot be read, or lacks a column that is needed.
pub fn read_labels(
    input: impl Read,
    label_column: &str,
    classifier: &Classifier,
    reading: Reading,
) -> Result<Labels, CensusError> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
    let heading = reader
        .headers()
        .map_err(|e| CensusError::Read(format!("the table of labels cannot be read: {e}")))?;
    let columns = Columns::of(heading);
    let label_column = label_column.to_lowercase();
    columns.need(&label_column)?;
    let judged =
        columns.has("design") && columns.has("randomised_trial") && label_column != "design";
    if !judged {
        columns.need("title")?;
    }
    let mut labels = Labels {
        labelled: Vec::new(),
        problems: Vec::new(),
    };
    for (at, row) in reader.records().enumerate() {
        let number = at as u64 + 1;
        let row = match row {
            Ok(row) => row,
            Err(error) if error.is_io_error() => {
                return Err(CensusError::Read(format!(
                    "the table of labels cannot be read: {error}"
                )));
            }
            Err(error) => {
                labels.problems.push((number, error.to_string()));
                continue;
            }
        };
        let label = columns.cell(&row, &label_column);
        if label.is_empty() {
            continue;
        }
        let said = if judged {
            said_before(&columns, &row)
        } else {
            Ok(said_now(&columns, &row, classifier, reading))
        };
        match said {
            Ok((design, randomised_trial)) => labels.labelled.push(Labelled {
                year: columns.cell(&row, "year").parse().ok(),
                truth: truth(label),
                design,
                randomised_trial,
            }),
            Err(reason) => labels.problems.push((number, reason)),
        }
    }
    if labels.labelled.is_empty() {
        return Err(CensusError::Labels(format!(
            "no row has a label in the column “{label_column}” that could be used; fill it in with a design, or with 1 and 0"
        )));
    }
    Ok(labels)
}

fn truth(label: &str) -> Truth {
    match label.to_lowercase().as_str() {
        "1" | "yes" | "true" => Truth::Randomised(true),
        "0" | "no" | "false" => Truth::Randomised(false),
        _ => match Design::from_word(label) {
            Some(design) => Truth::Design(design),
            None => Truth::Else(label.to_owned()),
        },
    }
}

fn said_before(columns: &Columns, row: &csv::StringRecord) -> Result<(Design, f64), String> {
    let word = columns.cell(row, "design");
    let design = Design::from_word(word).ok_or_else(|| format!("“{word}” is no design"))?;
    let cell = columns.cell(row, "randomised_trial");
    let probability: f64 = cell
        .parse()
        .map_err(|_| format!("“{cell}” in the column randomised_trial is no number"))?;
    if (0.0..=1.0).contains(&probability) {
        Ok((design, probability))
    } else {
        Err(format!(
            "{probability} in the column randomised_trial is not between 0 and 1"
        ))
    }
}

fn said_now(
    columns: &Columns,
    row: &csv::StringRecord,
    classifier: &Classifier,
    reading: Reading,
) -> (Design, f64) {
    let text = |column: &str| {
        let cell = columns.cell(row, column);
        (!cell.is_empty()).then(|| cell.to_owned())
    };
    let record = Record {
        title: text("title"),
        abstract_text: text("abstract"),
        keywords: text("keywords").into_iter().collect(),
        ..Record::default()
    };
    let found = classifier.classify(&record, reading);
    (found.design, found.randomised_trial)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_with_what_was_said_or_worked_out() {
        let classifier = Classifier::shipped().expect("cues");
        let before = "title,year,design,randomised_trial,label\nA,2001,animal,0.1,RCT\nB,2002,other,0.9,0\nC,,,,\nD,2003,poem,0.5,1\n";
        let read =
            read_labels(before.as_bytes(), "label", &classifier, Reading::All).expect("labels");
        assert_eq!(read.labelled.len(), 2);
        assert_eq!(
            read.labelled[0].truth,
            Truth::Design(Design::RandomisedTrial)
        );
        assert_eq!(read.labelled[1].truth, Truth::Randomised(false));
        assert_eq!(
            (read.labelled[1].year, read.labelled[1].randomised_trial),
            (Some(2002), 0.9)
        );
        assert_eq!(read.problems.len(), 1);

        let now = "title,abstract,trial\nA randomised trial of aspirin,We randomly assigned 20 men.,1\nCats,,misc\n";
        let read = read_labels(now.as_bytes(), "trial", &classifier, Reading::All).expect("labels");
        assert!(read.labelled[0].randomised_trial > 0.9);
        assert_eq!(read.labelled[1].truth.randomised(), Some(false));

        let error = read_labels("title\nA\n".as_bytes(), "label", &classifier, Reading::All)
            .expect_err("no labels");
        assert!(error.to_string().contains("label"), "{error}");
    }
}

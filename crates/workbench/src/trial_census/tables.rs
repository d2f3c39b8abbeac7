//! The census as tables that leave the review: the design of each record, and the counts.

use std::path::Path;

use census::{Design, Judged, OperatingPoint};
use review::Record;

use super::view::CensusFound;
use crate::error::{Error, Result};
use crate::export::{Table, TableFormat, TableWritten};
use crate::ledger::Ledger;
use crate::open_review::Review;
use crate::progress::Progress;

impl Review {
    /// Writes a row for each record: its design with the sentence that decides, phase, people, and the criteria. The census
    /// is made first where it is not of the records as they are. Of records that were drawn and that nobody has labelled
    /// yet nothing is told, so that they can be labelled blind. Returns what was written.
    ///
    /// # Errors
    /// What cannot be written; when stopped.
    pub async fn export_census_designs(
        &self,
        out: &Path,
        format: TableFormat,
        progress: &Progress,
    ) -> Result<TableWritten> {
        let ledger = self.ledger().await?;
        let mut rows = Vec::new();
        self.each_census_record(progress, |group, record, judged| {
            rows.push(design_row(&ledger, group, record, judged));
        })
        .await?;
        let table = Table {
            name: "Designs",
            header: vec![
                "record",
                "pmid",
                "doi",
                "year",
                "title",
                "design",
                "probability",
                "randomised_trial",
                "deciding_sentence",
                "place",
                "cue",
                "phase",
                "people",
                "trial_in_humans",
                "criteria",
                "remark",
            ],
            rows,
        };
        table.write(out, format)
    }

    /// Writes the counts: a row for each year, and one for all records together, with the corrected numbers of randomised
    /// trials where labels allow them. Returns what was written.
    ///
    /// # Errors
    /// What cannot be written; when stopped.
    pub async fn export_census_counts(
        &self,
        out: &Path,
        format: TableFormat,
        point: Option<OperatingPoint>,
        progress: &Progress,
    ) -> Result<TableWritten> {
        self.census_now(progress).await?;
        let view = self.census_view(point, None).await?;
        let found = view.found.ok_or_else(|| {
            Error::refused(
                "the records changed while their designs were told",
                "Start it again.",
            )
        })?;
        let table = counts_table(&found);
        table.write(out, format)
    }
}

fn design_row(
    ledger: &Ledger,
    group: usize,
    record: &Record,
    judged: Option<&Judged>,
) -> Vec<String> {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let mut row = vec![
        ledger.id(group).to_string(),
        text(record.pmid.as_deref()),
        text(record.doi.as_deref()),
        record.year.map(|year| year.to_string()).unwrap_or_default(),
        text(record.title.as_deref()),
    ];
    let Some(judged) = judged else {
        row.resize(15, String::new());
        row.push("drawn, and not labelled yet".to_owned());
        return row;
    };
    let deciding = judged.design.deciding.as_ref();
    let answers: Vec<String> = judged
        .answers
        .criteria
        .iter()
        .map(|a| format!("{}: {}", a.criterion, a.answer.word()))
        .collect();
    row.extend([
        judged.design.design.word().to_owned(),
        format!("{:.4}", judged.design.probability),
        format!("{:.4}", judged.design.randomised_trial),
        text(deciding.map(|cue| cue.evidence.text.as_str())),
        text(deciding.map(|cue| cue.evidence.place.word())),
        text(deciding.map(|cue| cue.cue.as_str())),
        text(judged.phase.as_ref().map(|(phase, _)| phase.word())),
        judged
            .people
            .as_ref()
            .map(|(people, _)| people.to_string())
            .unwrap_or_default(),
        judged.answers.all.word().to_owned(),
        answers.join("; "),
        String::new(),
    ]);
    row
}

fn counts_table(found: &CensusFound) -> Table {
    let mut header = vec!["year", "records"];
    header.extend(Design::ALL.map(Design::word));
    header.extend([
        "randomised_trials_corrected",
        "corrected_low",
        "corrected_high",
        "remark",
    ]);
    let correction = found.corrected.as_ref();
    let corrected = |year: Option<i32>| {
        let correction = correction?;
        match year {
            None => Some(correction.whole),
            Some(_) => correction.years.iter().copied().find(|c| c.year == year),
        }
    };
    let number = |number: Option<f64>| number.map(|n| format!("{n:.1}")).unwrap_or_default();
    let row = |name: String,
               records: u64,
               designs: &[super::CensusDesignCount],
               year: Option<Option<i32>>| {
        let mut cells = vec![name, records.to_string()];
        cells.extend(Design::ALL.map(|design| {
            let count = designs.iter().find(|count| count.design == design);
            count.map_or(0, |count| count.records).to_string()
        }));
        let corrected = year.and_then(corrected);
        let interval = corrected.and_then(|c| c.interval);
        cells.extend([
            number(corrected.and_then(|c| c.number)),
            number(interval.map(|i| i.low)),
            number(interval.map(|i| i.high)),
            match correction {
                None => "uncorrected: too few records are labelled".to_owned(),
                Some(_) => String::new(),
            },
        ]);
        cells
    };
    let records = found.years.iter().map(|year| year.records).sum();
    let mut rows = vec![row("all".to_owned(), records, &found.designs, Some(None))];
    rows.extend(found.years.iter().map(|year| {
        let name = year.year.map_or("not stated".to_owned(), |y| y.to_string());
        // Records without a year cannot be corrected by themselves.
        row(
            name,
            year.records,
            &year.designs,
            year.year.is_some().then_some(year.year),
        )
    }));
    Table {
        name: "Census",
        header,
        rows,
    }
}

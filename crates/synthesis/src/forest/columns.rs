//! The columns of text beside the plot.

use drawing::text::{cut, one_line, width};

use super::{BOLD, LONGEST_ARM, Row};
use crate::number::figure;
use crate::{Analysis, Data, Wording};

/// A column of text: its heading and what it says of a study.
pub(super) struct Column {
    pub(super) heading: [String; 2],
    pub(super) cells: Vec<String>,
    pub(super) width: f32,
}

/// A column of the rows, as wide as its widest cell.
pub(super) fn column(
    rows: &[Row<'_>],
    heading: [String; 2],
    cell: impl Fn(&Row<'_>) -> String,
) -> Column {
    let cells: Vec<String> = rows.iter().map(cell).collect();
    let widest = cells
        .iter()
        .chain(&heading)
        .map(|text| width(text, BOLD))
        .fold(0.0, f32::max);
    Column {
        heading,
        cells,
        width: widest,
    }
}

/// The numbers of the arms, and their sums in the line of the pooled estimate.
pub(super) fn data_columns(
    analysis: &Analysis,
    rows: &[Row<'_>],
    wording: &Wording,
) -> Vec<Column> {
    let arm = |name: &str, otherwise: &str| {
        let name = if name.trim().is_empty() {
            otherwise
        } else {
            name.trim()
        };
        cut(&one_line(name), BOLD, LONGEST_ARM)
    };
    let arms = [
        arm(&wording.first_arm, "First arm"),
        arm(&wording.second_arm, "Second arm"),
    ];
    let of_arm = |data: &Data, second: bool| match data {
        Data::TwoByTwo(t) if second => format!("{}/{}", t.events2, t.n2),
        Data::TwoByTwo(t) => format!("{}/{}", t.events1, t.n1),
        Data::Means(m) if second => format!("{} ({}), {}", figure(m.mean2), figure(m.sd2), m.n2),
        Data::Means(m) => format!("{} ({}), {}", figure(m.mean1), figure(m.sd1), m.n1),
        Data::Proportion(p) => format!("{}/{}", p.events, p.n),
        Data::Estimate(_) => String::new(),
    };
    let sum = |second: bool| {
        let (mut events, mut people) = (0_u64, 0_u64);
        for study in &analysis.studies {
            let (more, n) = match &study.data {
                Data::TwoByTwo(t) if second => (t.events2, t.n2),
                Data::TwoByTwo(t) => (t.events1, t.n1),
                Data::Proportion(p) => (p.events, p.n),
                Data::Means(_) | Data::Estimate(_) => return String::new(),
            };
            events = events.saturating_add(more);
            people = people.saturating_add(n);
        }
        format!("{events}/{people}")
    };
    let build = |heading: [String; 2], second: bool| {
        column(rows, heading, |row| match row {
            Row::Study(study) => of_arm(&study.data, second),
            Row::Pooled { all: true, .. } => sum(second),
            _ => String::new(),
        })
    };
    match analysis.studies.first().map(|study| study.data) {
        Some(Data::TwoByTwo(_)) => {
            let [first, second] = arms;
            let under = "events/n".to_owned();
            vec![
                build([first, under.clone()], false),
                build([second, under], true),
            ]
        }
        Some(Data::Means(_)) => {
            let [first, second] = arms;
            let under = "mean (SD), n".to_owned();
            vec![
                build([first, under.clone()], false),
                build([second, under], true),
            ]
        }
        Some(Data::Proportion(_)) => {
            vec![build(["".to_owned(), "events/n".to_owned()], false)]
        }
        Some(Data::Estimate(_)) | None => Vec::new(),
    }
}

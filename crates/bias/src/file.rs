//! Assessments as files: CSV with one row for each answer, JSON and TOML.

use std::collections::HashMap;

use review::{DocumentHash, EvidenceQuote};
use serde::Serialize;
use ts_rs::TS;

use crate::assessment::{Assessments, FILE_VERSION, OVERALL};
use crate::cell::{Columns, delimiter, table};
use crate::{Answer, Assessment, GivenAnswer, GivenJudgement, Judgement, Tool};

/// The columns of a CSV of answers.
const COLUMNS: [&str; 13] = [
    "study", "result", "tool", "reviewer", "item", "answer", "comment", "quote", "page",
    "sentence", "document", "before", "after",
];
/// The most rows that are read: more than any review has, less than would fill a computer.
const MOST_ROWS: usize = 500_000;
/// The longest cell that is read, in bytes.
const LONGEST_CELL: usize = 32_000;
/// Names of the columns that may be used in place of each other.
const ITEM: [&str; 3] = ["item", "question", "domain"];
const ANSWER: [&str; 2] = ["answer", "judgement"];
const COMMENT: [&str; 2] = ["comment", "reason"];

/// Why a file of assessments cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// A column that is needed is not there.
    #[error("the column “{name}” is missing; the first line names: {found}")]
    NoColumn {
        /// The column.
        name: &'static str,
        /// Those that are there.
        found: String,
    },
    /// It is no table, JSON or TOML.
    #[error("it cannot be read as {format}: {message}")]
    Unreadable {
        /// What it was taken for.
        format: &'static str,
        /// What the library said.
        message: String,
    },
    /// A later version of the program wrote it.
    #[error("it has version {found} of the format; this program knows version {FILE_VERSION}")]
    Newer {
        /// The version.
        found: u32,
    },
    /// It is longer than any review.
    #[error("it has more than {MOST_ROWS} rows")]
    TooLong,
}

/// What was read, and the rows that could not be.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "BiasReadAssessments")]
pub struct ReadAssessments {
    /// One for each study, result, tool and reviewer, in the order in which they appear.
    pub assessments: Vec<Assessment>,
    /// Rows that were left out.
    pub problems: Vec<RowProblem>,
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "BiasRowProblem")]
pub struct RowProblem {
    /// Its number, the heading not counted.
    pub row: usize,
    /// What is the matter.
    pub problem: String,
}

/// Reads a CSV with one row for each answer or judgement. Columns: `study`, `item` (the number of a question, `D1`,
/// `D1 applicability` or `Overall`) and `answer` are needed; `result`, `tool`, `reviewer`, `comment` (of a judgement, its
/// reason), `quote`, `page`, `sentence`, `document`, `before` and `after` may be there. Comma, semicolon and tab separate.
/// A row without an answer is one that is not answered yet. `tool` and `reviewer` are for files that do not say.
///
/// # Errors
/// A table without the columns that are needed, or of no end. A bad row costs itself only and is listed.
pub fn read_csv(
    text: &str,
    tool: Option<Tool>,
    reviewer: &str,
) -> Result<ReadAssessments, FileError> {
    let unreadable = |e: csv::Error| FileError::Unreadable {
        format: "CSV",
        message: e.to_string(),
    };
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let columns = Columns::of(reader.headers().map_err(unreadable)?);
    for (name, any) in [
        ("study", &["study"][..]),
        ("item", &ITEM),
        ("answer", &ANSWER),
    ] {
        if !columns.has(any) {
            return Err(FileError::NoColumn {
                name,
                found: columns.names().join(", "),
            });
        }
    }
    let mut read = ReadAssessments {
        assessments: Vec::new(),
        problems: Vec::new(),
    };
    let mut places: HashMap<(String, String, Tool, String), usize> = HashMap::new();
    for (index, row) in reader.records().enumerate() {
        if index >= MOST_ROWS {
            return Err(FileError::TooLong);
        }
        let problem = match row {
            Ok(row) => take(
                &columns,
                &row,
                tool,
                reviewer,
                &mut places,
                &mut read.assessments,
            ),
            Err(error) => Err(error.to_string()),
        };
        if let Err(problem) = problem {
            read.problems.push(RowProblem {
                row: index + 1,
                problem,
            });
        }
    }
    Ok(read)
}

/// Takes one row into its assessment.
fn take(
    columns: &Columns,
    row: &csv::StringRecord,
    tool: Option<Tool>,
    reviewer: &str,
    places: &mut HashMap<(String, String, Tool, String), usize>,
    assessments: &mut Vec<Assessment>,
) -> Result<(), String> {
    if row.iter().any(|cell| cell.len() > LONGEST_CELL) {
        return Err(format!("a cell is longer than {LONGEST_CELL} bytes"));
    }
    let cell = |names: &[&str]| columns.cell(row, names);
    let (study, item, answer) = (cell(&["study"]), cell(&ITEM), cell(&ANSWER));
    if study.is_empty() && item.is_empty() && answer.is_empty() {
        return Ok(());
    }
    if study.is_empty() {
        return Err("the study is not named".to_owned());
    }
    let tool = match cell(&["tool"]) {
        "" => tool.ok_or("the tool is not named, neither in the table nor for it")?,
        word => Tool::from_word(word).ok_or_else(|| {
            let known: Vec<&str> = Tool::ALL.iter().map(|tool| tool.word()).collect();
            format!("“{word}” is none of the tools {}", known.join(", "))
        })?,
    };
    let by = match cell(&["reviewer"]) {
        "" => reviewer,
        name => name,
    };
    let result = cell(&["result"]);
    let place = *places
        .entry((study.to_owned(), result.to_owned(), tool, by.to_owned()))
        .or_insert_with(|| {
            assessments.push(Assessment::new(study, result, tool, by));
            assessments.len() - 1
        });
    if answer.is_empty() {
        return Ok(());
    }
    let Some(assessment) = assessments.get_mut(place) else {
        return Ok(());
    };
    if tool.form().question(item).is_some() {
        let known = Answer::read(answer)
            .ok_or_else(|| format!("“{answer}” is no answer; write Y, PY, PN, N, NI, NA or U"))?;
        assessment.answers.push(GivenAnswer {
            question: item.to_owned(),
            answer: known,
            quote: quote(columns, row)?,
            comment: cell(&COMMENT).to_owned(),
        });
        return Ok(());
    }
    let of = item.to_lowercase();
    let form = tool.form();
    let known = of == OVERALL.to_lowercase()
        || form.domains.iter().any(|domain| {
            let id = domain.id.to_lowercase();
            of == id || (domain.applicability.is_some() && of == format!("{id} applicability"))
        });
    if !known {
        return Err(format!(
            "{} has no question and nothing to judge called “{item}”",
            form.name
        ));
    }
    let judgement = Judgement::read(answer)
        .filter(|judgement| tool.judgements().contains(judgement))
        .ok_or_else(|| {
            let words: Vec<&str> = tool.judgements().iter().map(|j| j.words()).collect();
            format!("“{answer}” is none of the judgements {}", words.join(", "))
        })?;
    assessment.judgements.push(GivenJudgement {
        of: item.to_owned(),
        judgement,
        reason: cell(&COMMENT).to_owned(),
    });
    Ok(())
}

fn quote(columns: &Columns, row: &csv::StringRecord) -> Result<Option<EvidenceQuote>, String> {
    let cell = |name: &str| columns.cell(row, &[name]).to_owned();
    let exact = cell("quote");
    if exact.is_empty() {
        return Ok(None);
    }
    let page = match cell("page").as_str() {
        "" => None,
        text => Some(
            text.parse()
                .map_err(|_| format!("“{text}” is no page; write a number"))?,
        ),
    };
    Ok(Some(EvidenceQuote {
        document: DocumentHash(cell("document")),
        unit: cell("sentence"),
        exact,
        prefix: cell("before"),
        suffix: cell("after"),
        page,
        boxes: Vec::new(),
    }))
}

/// Assessments as CSV, one row for each answer and judgement. Where a quote stands on its page is not in it, and is found
/// again by its words.
pub fn to_csv(assessments: &[Assessment]) -> String {
    let heading = COLUMNS.map(str::to_owned).to_vec();
    let rows = assessments.iter().flat_map(|assessment| {
        let begin = || {
            vec![
                assessment.study.clone(),
                assessment.result.clone(),
                assessment.tool.word().to_owned(),
                assessment.reviewer.clone(),
            ]
        };
        let answers = assessment.answers.iter().map(move |given| {
            let mut row = begin();
            row.extend([
                given.question.clone(),
                given.answer.code().to_owned(),
                given.comment.clone(),
            ]);
            row.extend(match &given.quote {
                Some(quote) => [
                    quote.exact.clone(),
                    quote.page.map(|page| page.to_string()).unwrap_or_default(),
                    quote.unit.clone(),
                    quote.document.to_string(),
                    quote.prefix.clone(),
                    quote.suffix.clone(),
                ],
                None => Default::default(),
            });
            row
        });
        let judgements = assessment.judgements.iter().map(move |given| {
            let mut row = begin();
            row.extend([
                given.of.clone(),
                given.judgement.words().to_owned(),
                given.reason.clone(),
            ]);
            row.extend(std::iter::repeat_n(String::new(), 6));
            row
        });
        answers.chain(judgements)
    });
    table(std::iter::once(heading).chain(rows))
}

/// A CSV to be filled in: the questions of a tool for each study and result, with the answers that are allowed. What is
/// filled in is read by [`read_csv`].
pub fn empty_csv(tool: Tool, studies: &[(String, String)], reviewer: &str) -> String {
    let form = tool.form();
    let mut heading: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
    heading.extend(["asks", "allowed", "asked_if"].map(str::to_owned));
    let one = [(String::new(), String::new())];
    let studies = if studies.is_empty() {
        &one[..]
    } else {
        studies
    };
    let rows = studies.iter().flat_map(move |(study, result)| {
        let row = move |item: &str, asks: &str, allowed: String, asked: String| {
            let mut row = vec![
                study.clone(),
                result.clone(),
                tool.word().to_owned(),
                reviewer.to_owned(),
                item.to_owned(),
            ];
            row.extend(std::iter::repeat_n(String::new(), COLUMNS.len() - 5));
            row.extend([asks.to_owned(), allowed, asked]);
            row
        };
        let words: Vec<&str> = tool.judgements().iter().map(|j| j.words()).collect();
        let judgements = words.join(", ");
        let mut rows = Vec::new();
        for domain in form.domains {
            for question in domain.questions {
                let codes: Vec<&str> = question.answers.iter().map(|a| a.code()).collect();
                rows.push(row(
                    question.id,
                    question.text,
                    codes.join(", "),
                    question.asked_in_words(),
                ));
            }
            if let Some(asks) = domain.applicability {
                let id = format!("{} applicability", domain.id);
                rows.push(row(&id, asks, judgements.clone(), String::new()));
            }
            let left = "where the tool leaves it to you, or you differ from it; with a reason";
            rows.push(row(
                domain.id,
                domain.name,
                judgements.clone(),
                left.to_owned(),
            ));
        }
        let left = "where the tool leaves it to you, or you differ from it; with a reason";
        rows.push(row(OVERALL, form.overall, judgements, left.to_owned()));
        rows
    });
    table(std::iter::once(heading).chain(rows))
}

/// Reads assessments from JSON, as [`to_json`] writes them.
///
/// # Errors
/// What is not such a file, or has a newer version.
pub fn read_json(text: &str) -> Result<Vec<Assessment>, FileError> {
    of_this_version(
        serde_json::from_str(text).map_err(|e| FileError::Unreadable {
            format: "JSON",
            message: e.to_string(),
        })?,
    )
}

/// Reads assessments from TOML, as [`to_toml`] writes them.
///
/// # Errors
/// What is not such a file, or has a newer version.
pub fn read_toml(text: &str) -> Result<Vec<Assessment>, FileError> {
    of_this_version(toml::from_str(text).map_err(|e| FileError::Unreadable {
        format: "TOML",
        message: e.to_string(),
    })?)
}

fn of_this_version(file: Assessments) -> Result<Vec<Assessment>, FileError> {
    if file.version > FILE_VERSION {
        return Err(FileError::Newer {
            found: file.version,
        });
    }
    Ok(file.assessments)
}

/// Assessments as JSON, with everything that is known of them.
///
/// # Errors
/// What the library cannot write.
pub fn to_json(assessments: &[Assessment]) -> Result<String, FileError> {
    serde_json::to_string_pretty(&versioned(assessments)).map_err(|e| FileError::Unreadable {
        format: "JSON",
        message: e.to_string(),
    })
}

/// Assessments as TOML, with everything that is known of them.
///
/// # Errors
/// What the library cannot write.
pub fn to_toml(assessments: &[Assessment]) -> Result<String, FileError> {
    toml::to_string(&versioned(assessments)).map_err(|e| FileError::Unreadable {
        format: "TOML",
        message: e.to_string(),
    })
}

fn versioned(assessments: &[Assessment]) -> Assessments {
    Assessments {
        version: FILE_VERSION,
        assessments: assessments.to_vec(),
    }
}

//! The rows of RevMan's file of risk of bias: one for each result, with a judgement and its support for each domain.

use crate::cell::table;
use crate::{Assessment, Judgement, judge};

/// RevMan's fourth file of study-centric data, as CSV. RevMan's published descriptions say that it has one row for each
/// result (RoB 2) and a judgement with its support for each domain; its exact column names could not be tried against the
/// program, and have to be compared with its current template. What is not judged stays empty.
pub fn to_revman(assessments: &[Assessment]) -> String {
    let mut rows = Vec::new();
    if let Some(first) = assessments.first() {
        let mut heading = vec!["Study".to_owned()];
        if first.tool.is_of_a_result() {
            heading.push("Result".to_owned());
        }
        let names = first.tool.form().domains.iter().map(|domain| domain.name);
        for name in names.chain(["Overall bias"]) {
            heading.push(format!("{name}: Judgement"));
            heading.push(format!("{name}: Support"));
        }
        rows.push(heading);
    }
    for assessment in assessments {
        let judged = judge(assessment);
        let mut row = vec![assessment.study.clone()];
        if assessment.tool.is_of_a_result() {
            row.push(assessment.result.clone());
        }
        for (domain, item) in assessment.tool.form().domains.iter().zip(&judged.domains) {
            row.push(word(item.judgement));
            let mut support: Vec<String> = Vec::new();
            for question in domain.questions {
                let given = assessment
                    .answers
                    .iter()
                    .find(|g| g.question.trim() == question.id);
                let Some(given) = given else { continue };
                let quote = given
                    .quote
                    .as_ref()
                    .map(|quote| format!(" Quote: “{}”", quote.exact));
                let comment = given.comment.trim();
                if quote.is_some() || !comment.is_empty() {
                    let space = if comment.is_empty() { "" } else { " " };
                    support.push(format!(
                        "{} {}:{space}{comment}{}",
                        question.id,
                        given.answer.words(),
                        quote.unwrap_or_default()
                    ));
                }
            }
            if item.by_reviewer && !item.reason.is_empty() {
                support.push(item.reason.clone());
            } else if item.judgement.is_some() {
                support.push(item.finding.in_words());
            }
            row.push(support.join("\n"));
        }
        row.push(word(judged.overall.judgement));
        row.push(if judged.overall.by_reviewer {
            judged.overall.reason.clone()
        } else if judged.overall.judgement.is_some() {
            judged.overall.finding.in_words()
        } else {
            String::new()
        });
        rows.push(row);
    }
    table(rows)
}

/// RevMan's words end in “risk of bias” but for “some concerns”.
fn word(judgement: Option<Judgement>) -> String {
    match judgement {
        None => String::new(),
        Some(Judgement::SomeConcerns) => "Some concerns".to_owned(),
        Some(Judgement::NoInformation) => "No information".to_owned(),
        Some(other) => format!("{} risk of bias", other.words()),
    }
}

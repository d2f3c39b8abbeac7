//! [`CriteriaFile`]: a question with its criteria, read from a text file as people write them.
//!
//! The form that is asked for is Markdown: a title, a question, a list under “Inclusion criteria” and one under
//! “Exclusion criteria”. What is read besides: lists without headings of their own, criteria behind a label on one line
//! (`Design – Exclusion criteria: …`), R Markdown that holds the text in a block of code, protocols of diagnostic
//! reviews with their parts in tags, a single sentence, a file that holds nothing but a search strategy.

mod lists;
mod r_markdown;
mod tagged;

use std::path::Path;

use review::{Criterion, CriterionId, Polarity, Protocol};
use serde::Serialize;

use crate::error::{Error, Result};

/// A question with its criteria.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CriteriaFile {
    /// What the file is called by its first heading.
    pub title: Option<String>,
    /// The review question, one line. Where the file has none, the title; where that says nothing, the inclusion
    /// criteria in a row.
    pub question: String,
    /// What records must meet, in order.
    pub inclusion: Vec<String>,
    /// What records must not meet, in order.
    pub exclusion: Vec<String>,
}

/// A larger file is not a list of criteria.
const LARGEST: usize = 1 << 20;

impl CriteriaFile {
    /// Reads a file. Errors: it cannot be read, is no text, or holds neither a question nor a criterion.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|e| Error::file(path, &e))?;
        let nothing = |what: &str| {
            Error::bad_input(
                format!("{}: {what}", path.display()),
                "Write the question in a sentence, then lists under “Inclusion criteria” and “Exclusion criteria”.",
            )
        };
        if bytes.len() > LARGEST {
            return Err(nothing("the file is too large for a list of criteria"));
        }
        let text = String::from_utf8_lossy(&bytes);
        if text.contains('\0') {
            return Err(nothing("this is not a text file"));
        }
        Self::parse(&text)
            .ok_or_else(|| nothing("there is neither a question nor a criterion in it"))
    }

    /// Understands a text. `None` where it holds neither a question nor a criterion.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let (front_title, text) = r_markdown::front_matter(&text);
        let mut read = match (tagged::read(text), r_markdown::description(text)) {
            (Some(tagged), _) => tagged,
            (None, Some(description)) => lists::read(&description),
            (None, None) => lists::read(text),
        };
        if let Some(title) = front_title {
            read.title = Some(title);
        }
        if read.question.is_empty() {
            let title = read.title.clone().unwrap_or_default();
            read.question = if read.inclusion.is_empty() {
                title
            } else {
                read.inclusion.join("; ")
            };
        }
        let has_words = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        let said = has_words(&read.question) || read.exclusion.iter().any(|text| has_words(text));
        said.then_some(read)
    }

    /// The same as a protocol, with labels `I1`, `I2`, … and `E1`, `E2`, ….
    pub fn protocol(&self) -> Protocol {
        let number = |texts: &[String], letter: char, polarity: Polarity| {
            let criteria = texts.iter().enumerate().map(move |(n, text)| {
                let label = format!("{letter}{}", n + 1);
                Criterion {
                    id: CriterionId(label.to_lowercase()),
                    label,
                    polarity,
                    text: text.clone(),
                }
            });
            criteria.collect::<Vec<_>>()
        };
        let mut criteria = number(&self.inclusion, 'I', Polarity::Inclusion);
        criteria.extend(number(&self.exclusion, 'E', Polarity::Exclusion));
        Protocol {
            question: self.question.clone(),
            criteria,
            ..Protocol::default()
        }
    }
}

/// A text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;

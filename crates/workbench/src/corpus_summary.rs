//! A short answer out of quoted sentences, written by a decoder on request. Each of its sentences names the quotes that it
//! rests on, and is checked against these by rule: what does not stand there is struck out, with the reason. Quotations
//! stay the answer; nothing of a summary is stored.

use std::collections::BTreeSet;

use models::{Agent, CitingSentence, Launch, StopFlag, SummaryQuestion, SummaryReply};
use review::RecordId;
use serde::{Deserialize, Serialize};
use strategy::telling_words;
use ts_rs::TS;

use crate::decide::known_group;
use crate::error::{Error, Result};
use crate::model_at_work::{ModelAtWork, ModelToUse};
use crate::open_review::Review;
use crate::progress::Progress;
use crate::search_blocks::writes_nothing;

/// Quotes that are given to the model, the best first.
const MOST_QUOTES: usize = 12;
/// The share of a sentence's telling words that its quotes must hold.
const LEAST_SHARED: f64 = 0.5;

/// A sentence that was quoted for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuotedSentence {
    /// The record.
    pub record: RecordId,
    /// The sentence, cut from its title or abstract.
    pub text: String,
}

/// What a model wrote of quoted sentences.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CorpusSummary {
    /// The question.
    pub question: String,
    /// Name of the model.
    pub model: String,
    /// How many of the quotes it was given: the first ones.
    pub quotes: usize,
    /// Its sentences; none where it wrote none, or could not be read.
    pub sentences: Vec<SummarySentence>,
    /// Why its answer could not be read.
    pub unread: Option<String>,
}

/// A sentence that a model wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SummarySentence {
    /// The sentence.
    pub text: String,
    /// Places of the quotes that it names, from 1.
    pub quotes: Vec<usize>,
    /// Why it is struck out; `None` where every check was passed.
    pub struck: Option<String>,
}

impl Review {
    /// Has a model that is started for it sum up quoted sentences.
    ///
    /// # Errors
    /// Refused where the model does not write, or a quote does not stand in its record; `Cancelled`.
    pub async fn sum_up_answer(
        &self,
        question: &str,
        quotes: &[QuotedSentence],
        model: ModelToUse,
        launch: Launch,
        progress: &Progress,
    ) -> Result<CorpusSummary> {
        let model = ModelAtWork::of(launch, model).await?;
        self.corpus_summary(question, quotes, &model, progress)
            .await
    }

    /// Has a decoder write a short answer out of quoted sentences, and strikes out what they do not hold.
    ///
    /// # Errors
    /// Refused where the model does not write; invalid where a quote does not stand in its record; `Cancelled`.
    pub(crate) async fn corpus_summary(
        &self,
        question: &str,
        quotes: &[QuotedSentence],
        model: &ModelAtWork,
        progress: &Progress,
    ) -> Result<CorpusSummary> {
        let decoder = model.decoder().ok_or_else(writes_nothing)?;
        if quotes.is_empty() {
            return Err(Error::invalid(
                "there is nothing to sum up",
                "Ask a question first; where nothing is quoted, there is no summary.",
            ));
        }
        let quotes: Vec<QuotedSentence> = quotes.iter().take(MOST_QUOTES).cloned().collect();
        self.refuse_made_up(&quotes).await?;
        progress.report("Writing a summary", 0, 0);
        let asked = SummaryQuestion {
            question: question.trim().to_owned(),
            quotes: quotes
                .iter()
                .map(|quote| documents::for_model(&quote.text))
                .collect(),
        };
        let reply = decoder
            .summary(&asked, &StopFlag::from(progress.stop_flag()))
            .await?;
        let (written, unread) = match reply {
            SummaryReply::Written(sentences) => (sentences, None),
            SummaryReply::Unread(why) => (Vec::new(), Some(why)),
        };
        let sentences = written
            .into_iter()
            .map(|sentence| {
                let cited: Vec<&str> = sentence
                    .quotes
                    .iter()
                    .filter_map(|place| quotes.get(*place))
                    .map(|quote| quote.text.as_str())
                    .collect();
                SummarySentence {
                    struck: why_struck(&sentence, &cited),
                    quotes: sentence.quotes.iter().map(|place| place + 1).collect(),
                    text: sentence.text,
                }
            })
            .collect();
        Ok(CorpusSummary {
            question: asked.question,
            model: decoder.identity().name.clone(),
            quotes: quotes.len(),
            sentences,
            unread,
        })
    }

    /// Quotes come from the screen: each must stand in its record, or a summary would rest on something else.
    async fn refuse_made_up(&self, quotes: &[QuotedSentence]) -> Result<()> {
        let ledger = self.ledger().await?;
        for quote in quotes {
            let group = known_group(&ledger, &quote.record)?;
            let record = self.combined(&ledger, group).await?;
            let stands = [&record.title, &record.abstract_text]
                .into_iter()
                .flatten()
                .any(|text| text.contains(&quote.text));
            if !stands || quote.text.trim().is_empty() {
                return Err(Error::refused(
                    "a quoted sentence does not stand in its record any more",
                    "Ask the question again.",
                ));
            }
        }
        Ok(())
    }
}

/// Why a sentence is struck out, if its quotes do not hold it.
fn why_struck(sentence: &CitingSentence, cited: &[&str]) -> Option<String> {
    let cited = cited.join("\n");
    let text = sentence.text.as_str();
    if sentence.broke_off {
        return Some("It broke off before its end.".into());
    }
    let (numbers, known) = (numbers(text), numbers(&cited));
    if let Some(number) = numbers.iter().find(|number| !known.contains(*number)) {
        return Some(format!(
            "The number {number} does not stand in what it cites."
        ));
    }
    let words_cited = words(&cited);
    if let Some(name) = names(text).into_iter().find(|name| {
        let name = name.to_lowercase();
        !words_cited.contains(name.as_str()) && !words_cited.contains(singular(&name))
    }) {
        return Some(format!("“{name}” does not stand in what it cites."));
    }
    let lower = text.to_lowercase();
    for (direction, beginnings) in DIRECTIONS {
        let goes = |text: &str| {
            words(text)
                .iter()
                .any(|word| beginnings.iter().any(|begins| word.starts_with(begins)))
        };
        if goes(&lower) && !goes(&cited) {
            return Some(format!("What it cites says nothing of {direction}."));
        }
    }
    let negates = |text: &str| {
        words(text).iter().any(|word| {
            ["no", "not", "nor", "neither", "without", "none", "never"].contains(&word.as_str())
        })
    };
    if negates(text) != negates(&cited) && (negates(text) || sentence.quotes.len() == 1) {
        return Some("It and what it cites differ in a “no” or “not”.".into());
    }
    let telling = telling_words(text);
    let telling: BTreeSet<&str> = telling.split(' ').filter(|word| !word.is_empty()).collect();
    let shared = telling
        .iter()
        .filter(|word| words_cited.contains(**word) || words_cited.contains(singular(word)))
        .count();
    if telling.is_empty() || (shared as f64) < LEAST_SHARED * telling.len() as f64 {
        return Some("Most of its words do not stand in what it cites.".into());
    }
    None
}

/// Words that tell which way something went, by their beginnings.
const DIRECTIONS: [(&str, &[&str]); 2] = [
    (
        "an increase",
        &[
            "increas", "higher", "more", "rose", "rise", "greater", "improv", "better", "longer",
        ],
    ),
    (
        "a decrease",
        &[
            "decreas", "lower", "fewer", "less", "reduc", "fell", "declin", "worse", "shorter",
        ],
    ),
];

/// Lower-case words, with those that end in a plural s also without it.
fn words(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for word in text
        .to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|word| !word.is_empty())
    {
        found.insert(singular(word).to_owned());
        found.insert(word.to_owned());
        for part in word.split('-').filter(|part| !part.is_empty()) {
            found.insert(part.to_owned());
        }
    }
    found
}

fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(bare) if bare.len() > 2 && !bare.ends_with('s') => bare,
        _ => word,
    }
}

/// Numbers of a text in one form: digits without separators of thousands; small ones in words too.
fn numbers(text: &str) -> BTreeSet<String> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let mut found = BTreeSet::new();
    let mut number = String::new();
    let characters: Vec<char> = text.chars().collect();
    for (at, c) in characters.iter().enumerate() {
        let next_is_digit = characters
            .get(at + 1)
            .is_some_and(|next| next.is_ascii_digit());
        match c {
            c if c.is_ascii_digit() => number.push(*c),
            '.' | '·' if !number.is_empty() && next_is_digit => number.push('.'),
            ',' | '\u{a0}' | '\u{2009}'
                if !number.is_empty() && next_is_digit && of_thousands(&characters[at + 1..]) => {}
            _ => {
                if !number.is_empty() {
                    found.insert(std::mem::take(&mut number));
                }
            }
        }
    }
    if !number.is_empty() {
        found.insert(number);
    }
    for word in text.to_lowercase().split(|c: char| !c.is_alphabetic()) {
        // “one” is seldom a number.
        if let Some(value) = WORDS.iter().position(|known| *known == word)
            && value != 1
        {
            found.insert(value.to_string());
        }
    }
    found
}

/// Whether exactly three digits follow.
fn of_thousands(rest: &[char]) -> bool {
    rest.iter().take_while(|c| c.is_ascii_digit()).count() == 3
}

/// Words that name something: with a capital that is not the sentence's own, or with a digit among letters.
fn names(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (place, word) in text
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|word| !word.is_empty())
        .enumerate()
    {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let digits = word.chars().any(|c| c.is_ascii_digit());
        let named = capitals > 1 || (capitals == 1 && place > 0) || (digits && letters > 0);
        // A single capital at the beginning is that of the sentence.
        if named && letters > 0 && !word.eq_ignore_ascii_case("i") {
            found.push(word.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn struck(text: &str, cited: &[&str]) -> Option<String> {
        let sentence = CitingSentence {
            text: text.into(),
            quotes: (0..cited.len()).collect(),
            broke_off: false,
        };
        why_struck(&sentence, cited)
    }

    const QUOTE: &str = "Readmission within 90 days was lower with review by a pharmacist (12.5% of 1,204 patients) than in the PHARM trial.";

    #[test]
    fn what_its_quotes_hold_stands() {
        for stands in [
            "Readmission within 90 days was lower with review by a pharmacist.",
            "Pharmacist review: 12.5% of 1204 patients had a readmission.",
            "The PHARM trial had readmissions of patients.",
        ] {
            assert_eq!(struck(stands, &[QUOTE]), None, "{stands}");
        }
    }

    #[test]
    fn what_its_quotes_do_not_hold_is_struck_out() {
        for (sentence, why) in [
            (
                "Readmission within 30 days was lower with a pharmacist.",
                "30",
            ),
            ("Readmission was lower in two groups of patients.", "2"),
            (
                "Review by a pharmacist in Denmark: readmission was lower.",
                "Denmark",
            ),
            (
                "Readmission of patients was higher with a pharmacist.",
                "increase",
            ),
            (
                "Readmission was not lower with a pharmacist.",
                "“no” or “not”",
            ),
            (
                "Mortality of children after surgery was lower.",
                "Most of its words",
            ),
            ("Readmission in the MEDREV trial was lower.", "MEDREV"),
        ] {
            let said = struck(sentence, &[QUOTE]);
            assert!(
                said.as_ref().is_some_and(|said| said.contains(why)),
                "{sentence}: {said:?}"
            );
        }
        let broken = CitingSentence {
            text: "Readmission within 90 days was lower".into(),
            quotes: vec![0],
            broke_off: true,
        };
        assert!(why_struck(&broken, &[QUOTE]).is_some());
    }

    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        let all = |text| numbers(text).into_iter().collect::<Vec<_>>();
        assert_eq!(all("1,204 and 1204, in 12.5 %."), ["12.5", "1204"]);
        assert_eq!(all("Three of 1, 2 and 3"), ["1", "2", "3"]);
        assert_eq!(all("one of them"), Vec::<String>::new());
    }
}

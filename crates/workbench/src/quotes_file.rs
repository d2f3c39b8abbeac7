//! Verify quotes: whether words that someone gives as a document's own stand in it, exactly, and where. No review needed.

use std::path::Path;

use documents::{Anchor, Anchors, Document, Found, NotFound};
use review::EvidenceQuote;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::read_document::read_legible;
use crate::values_file::read_whole;

/// What came of all quotes of a file.
#[derive(Clone, Debug, Serialize)]
pub struct QuotesReport {
    /// SHA-256 of the document.
    pub document: String,
    /// Quotes that stand in it.
    pub found: usize,
    /// Quotes that do not.
    pub not_found: usize,
    /// Each quote, in the order of the file.
    pub quotes: Vec<QuoteResult>,
}

/// What came of one quote.
#[derive(Clone, Debug, Serialize)]
pub struct QuoteResult {
    /// As it was given.
    pub quote: String,
    /// Whether it stands there, and how often.
    pub result: QuoteFound,
    /// Why not, in words; empty where it was found.
    pub why: &'static str,
    /// Where, at most a hundred places.
    pub places: Vec<QuotePlace>,
}

/// Whether a quote stands in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum QuoteFound {
    /// At one place.
    Found,
    /// At several places.
    FoundSeveral,
    /// Nowhere.
    NotFound,
}

/// A place of a document.
#[derive(Clone, Debug, Serialize)]
pub struct QuotePlace {
    /// Names of the sentences and cells it stands in.
    pub units: Vec<String>,
    /// Page, from 1; none for a document without pages.
    pub page: Option<u32>,
    /// Where the quote begins: characters (Unicode scalar values) of the document's text before it.
    pub start: usize,
    /// Where it ends, likewise.
    pub end: usize,
    /// The whole sentences or cells it stands in, as the document has them.
    pub exact: String,
}

/// A quote as a file may give it: words alone, or with what stood around them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Given {
    Words(String),
    Stored(Box<EvidenceQuote>),
    Quote { quote: String },
}

/// Looks for every quote of a JSON file in a document: a list of texts, of objects with `quote`, or of stored quotes.
///
/// # Errors
/// Files that cannot be read, a document without text.
pub async fn verify_quotes(document: &Path, quotes: &Path) -> Result<QuotesReport> {
    let document = &read_legible(document).await?;
    let text = read_whole(quotes)?;
    let given: Vec<Given> = serde_json::from_slice(&text).map_err(|e| {
        Error::bad_input(
            format!("{}: {e}", quotes.display()),
            "Give a JSON list of texts, or of objects with the key “quote”.",
        )
    })?;
    let anchors = Anchors::of_document(document);
    let results: Vec<QuoteResult> = given
        .iter()
        .map(|given| match given {
            Given::Words(words) | Given::Quote { quote: words } => {
                result(document, &anchors, words, anchors.find(words))
            }
            Given::Stored(stored) => result(
                document,
                &anchors,
                &stored.exact,
                anchors.find_again(stored),
            ),
        })
        .collect();
    let not_found = results
        .iter()
        .filter(|quote| quote.result == QuoteFound::NotFound)
        .count();
    Ok(QuotesReport {
        document: document.hash.to_string(),
        found: results.len() - not_found,
        not_found,
        quotes: results,
    })
}

fn result(document: &Document, anchors: &Anchors<'_>, quote: &str, found: Found) -> QuoteResult {
    let (result, why, places) = match found {
        Found::Once(anchor) => (QuoteFound::Found, "", vec![anchor]),
        Found::Several(places) => (QuoteFound::FoundSeveral, "", places),
        Found::No(why) => (QuoteFound::NotFound, reason(why), Vec::new()),
    };
    QuoteResult {
        quote: quote.to_owned(),
        result,
        why,
        places: places
            .iter()
            .map(|anchor| place(document, anchors, anchor))
            .collect(),
    }
}

fn place(document: &Document, anchors: &Anchors<'_>, anchor: &Anchor) -> QuotePlace {
    let characters = |bytes: usize| {
        document
            .text
            .get(..bytes)
            .map_or(0, |before| before.chars().count())
    };
    let quote = anchors.quote(anchor);
    QuotePlace {
        units: anchor.units.clone(),
        page: quote.page,
        start: characters(anchor.matched.start),
        end: characters(anchor.matched.end),
        exact: quote.exact,
    }
}

fn reason(why: NotFound) -> &'static str {
    match why {
        NotFound::Absent => "These words do not stand in the document.",
        NotFound::CutsNumber => {
            "The document has these words, but goes on within the number at their edge: it gives another number."
        }
        NotFound::CutsNegation => {
            "The document has these words, but negates them with the word before."
        }
        NotFound::Empty => "There is no letter and no digit in it.",
    }
}

//! Evidence: what a person selected in a document, cut from the document's own text; refused where it does not stand
//! there.

use documents::{Anchor, Anchors, Document, Found, NotFound};
use review::{DocumentHash, EvidenceQuote, PageBox, StudyId};
use serde::Deserialize;
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::open_review::Review;

/// What a person selected.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct Selection {
    /// In which document.
    pub document: DocumentHash,
    /// The words as they were selected.
    pub text: String,
    /// Where the selection lies on the pages; empty for a text without pages. It tells several places with the same
    /// words apart, and words from a table whose cells are selected in another order than they are read.
    pub boxes: Vec<PageBox>,
}

/// The longest selection, in characters.
const LONGEST: usize = 8_000;

impl Review {
    /// The whole sentences or table cells that were selected, as evidence. Refused where the words do not stand in the
    /// document.
    pub async fn evidence_of(&self, selection: &Selection) -> Result<EvidenceQuote> {
        if selection.text.chars().count() > LONGEST {
            return Err(Error::refused(
                "this is too much text for evidence",
                "Select the sentence or the table cells that the value rests on.",
            ));
        }
        let document = self.readable(&selection.document).await?;
        let anchors = Anchors::of_document(&document);
        let anchor = match anchors.find(&selection.text) {
            Found::Once(anchor) => Some(anchor),
            Found::Several(places) => nearest(&document, places, &selection.boxes),
            Found::No(NotFound::Empty) => {
                return Err(Error::refused(
                    "nothing is selected that could be evidence",
                    "Select words or numbers.",
                ));
            }
            Found::No(_) => under(&document, &anchors, &selection.boxes),
        };
        let anchor = anchor.ok_or_else(|| {
            Error::refused(
                "these words were not found in the text of the document",
                "Select whole words of one passage; words across columns or within a picture cannot be evidence.",
            )
        })?;
        Ok(anchors.quote(&anchor))
    }

    /// A quote as the document has it now. Refused where it does not stand there, or where the document is none of the
    /// study.
    pub(crate) async fn cut_again(
        &self,
        study: &StudyId,
        quote: &EvidenceQuote,
    ) -> Result<EvidenceQuote> {
        let known = self.documents_of(study).await?.contains(&quote.document)
            || self
                .extraction_facts()
                .await?
                .values
                .iter()
                .filter(|value| value.study_id == *study)
                .filter_map(|value| value.finding.as_ref())
                .any(|finding| finding.evidence.contains(quote));
        if !known {
            return Err(Error::refused(
                "this evidence is from a document of another study",
                "Choose words from a report of this study.",
            ));
        }
        let document = self.readable(&quote.document).await?;
        let anchors = Anchors::of_document(&document);
        let anchor = match anchors.find_again(quote) {
            Found::Once(anchor) => Some(anchor),
            Found::Several(places) => places
                .iter()
                .find(|place| place.units.join(" ") == quote.unit)
                .cloned()
                .or_else(|| nearest(&document, places, &quote.boxes)),
            Found::No(_) => None,
        };
        anchor.map(|anchor| anchors.quote(&anchor)).ok_or_else(|| {
            Error::refused(
                "a quote does not stand in the document",
                "Choose the words again in the document.",
            )
        })
    }
}

/// Of several places with the same words, the one that lies most under the boxes; the first where there are none.
fn nearest(document: &Document, places: Vec<Anchor>, boxes: &[PageBox]) -> Option<Anchor> {
    if boxes.is_empty() {
        return places.into_iter().next();
    }
    places
        .into_iter()
        .map(|place| (covered(&document.boxes(&place.matched), boxes), place))
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, place)| place)
}

/// The sentences and cells under the boxes: words of which more than half is selected, as far as they follow each other.
fn under(document: &Document, anchors: &Anchors<'_>, boxes: &[PageBox]) -> Option<Anchor> {
    let selected: Vec<_> = document
        .words
        .iter()
        .filter(|word| {
            let area = word.place.width * word.place.height;
            area > 0.0 && covered(std::slice::from_ref(&word.place), boxes) > 0.5 * area
        })
        .collect();
    let start = selected.iter().map(|word| word.range.start).min()?;
    let end = selected.iter().map(|word| word.range.end).max()?;
    let inside = document
        .words
        .iter()
        .filter(|word| word.range.start >= start && word.range.end <= end)
        .count();
    // What lies between the first and the last word and was not selected would be quoted unseen.
    if selected.len() * 5 < inside * 4 {
        return None;
    }
    anchors.at(start..end)
}

/// How much of the first boxes lies under the second, square points.
fn covered(places: &[PageBox], boxes: &[PageBox]) -> f32 {
    let shared = |a: &PageBox, b: &PageBox| {
        if a.page != b.page {
            return 0.0;
        }
        let width = (a.x + a.width).min(b.x + b.width) - a.x.max(b.x);
        let height = (a.y + a.height).min(b.y + b.height) - a.y.max(b.y);
        width.max(0.0) * height.max(0.0)
    };
    places
        .iter()
        .flat_map(|place| boxes.iter().map(move |other| shared(place, other)))
        .sum()
}

//! [`EvidenceQuote`]: the words of a document that a value rests on, kept so that they find themselves again.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::DocumentHash;

/// A quote, cut from its document and never retyped.
///
/// It is found again by its words with what stands around them, as a text quote selector of the W3C's Web Annotation
/// Data Model is; page and boxes are for showing it, and are worked out anew when the reading of the document changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct EvidenceQuote {
    /// The document it was cut from.
    pub document: DocumentHash,
    /// The sentence or table cell it was cut from, such as `S17` or `T2.r3.c4`, in the reading at that time.
    pub unit: String,
    /// The words: whole sentences, or whole cells.
    pub exact: String,
    /// What stands before them, at most 32 characters.
    pub prefix: String,
    /// What stands after them, at most 32 characters.
    pub suffix: String,
    /// Page of the document, from 1; none for a text without pages.
    pub page: Option<u32>,
    /// Where the words stand.
    pub boxes: Vec<PageBox>,
}

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PageBox {
    /// Page, from 1.
    pub page: u32,
    /// Left edge in points (1/72 inch) from the left edge of the page as it is shown: crop box, turned upright.
    pub x: f32,
    /// Upper edge in points from the upper edge of the page as it is shown.
    pub y: f32,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
}

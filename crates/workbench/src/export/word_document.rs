//! What documents for a word processor have in common.

use std::path::Path;

use docx_rs::{
    Docx, PageMargin, PageOrientationType, Paragraph, Run, RunFonts, Style, StyleType, TableCell,
    WidthType,
};

use crate::convert::write_whole;
use crate::error::{Error, Result};

/// Twentieths of a point: A4 across, with margins of 2 cm.
const PAGE: (u32, u32) = (16_838, 11_906);
const MARGIN: i32 = 1_134;
/// An empty document across A4 with its headings.
pub(crate) fn begun() -> Docx {
    let heading = |id: &str, name: &str, size: usize| {
        Style::new(id, StyleType::Paragraph)
            .name(name)
            .size(size)
            .bold()
    };
    Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_orient(PageOrientationType::Landscape)
        .page_margin(PageMargin {
            top: MARGIN,
            left: MARGIN,
            bottom: MARGIN,
            right: MARGIN,
            ..PageMargin::default()
        })
        .default_fonts(
            RunFonts::new()
                .ascii("Calibri")
                .hi_ansi("Calibri")
                .cs("Calibri"),
        )
        .default_size(20)
        .add_style(heading("Heading1", "Heading 1", 32))
        .add_style(heading("Heading2", "Heading 2", 26))
}

/// Writes a document.
pub(crate) fn written(document: Docx, out: &Path) -> Result<()> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    document
        .build()
        .pack(&mut bytes)
        .map_err(|e| Error::internal(format!("{}: {e}", out.display())))?;
    write_whole(out, |file| {
        file.write_all(bytes.get_ref())
            .map_err(|e| Error::file(out, &e))
    })
}

/// A cell needs a paragraph, even if there is nothing to say.
pub(crate) fn cell(width: usize, paragraphs: Vec<Paragraph>) -> TableCell {
    let cell = TableCell::new().width(width, WidthType::Dxa);
    if paragraphs.is_empty() {
        return cell.add_paragraph(Paragraph::new());
    }
    paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
}

/// A paragraph of plain text.
pub(crate) fn line(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(plain(text)))
}

/// The same, smaller.
pub(crate) fn small(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(plain(text)).size(17).color("555555"))
}

/// Without characters that XML does not allow (XML 1.0, section 2.2), which a paper's text may hold.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c == '\n' || c == '\t' { ' ' } else { c })
        .filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}'))
        .collect()
}

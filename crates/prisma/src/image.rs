//! The diagram as PNG and PDF.

use drawing::DrawError;

use crate::{DrawingOptions, Flow, svg};

/// The diagram in `dpi` pixels per inch (96 shows it at its natural size on a screen, 300 is what
/// journals ask for); the resolution is noted in the file.
///
/// # Errors
/// [`DrawError::TooLarge`] above 100 million pixels.
pub fn png(flow: &Flow, options: &DrawingOptions, dpi: u32) -> Result<Vec<u8>, DrawError> {
    drawing::png(&svg(flow, options), dpi)
}

/// The diagram as a PDF of one page of its own size, with its text selectable and its fonts embedded.
///
/// # Errors
/// [`DrawError::Failed`] if the PDF library refuses it.
pub fn pdf(flow: &Flow, options: &DrawingOptions) -> Result<Vec<u8>, DrawError> {
    drawing::pdf(&svg(flow, options))
}

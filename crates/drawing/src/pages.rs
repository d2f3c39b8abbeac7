//! Drawings as the pages of one PDF, with the shipped font: for reports that are set elsewhere.

use std::collections::HashMap;

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref};

use crate::DrawError;
use crate::image::tree;

/// SVG drawings as the pages of one PDF, each of its own size (96 px an inch), with selectable text and embedded fonts.
///
/// # Errors
/// [`DrawError::Failed`] if a drawing is no sound SVG, or the PDF library refuses it.
pub fn pdf_pages(drawings: &[String]) -> Result<Vec<u8>, DrawError> {
    const POINTS: f32 = 72.0 / 96.0;
    let mut free = Ref::new(1);
    let (catalog, list) = (free.bump(), free.bump());
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(list);
    let mut kids = Vec::with_capacity(drawings.len());
    for svg in drawings {
        let tree = tree(svg, "PDF")?;
        let (chunk, drawn) = svg2pdf::to_chunk(&tree, svg2pdf::ConversionOptions::default())
            .map_err(|error| DrawError::Failed {
                format: "PDF",
                message: error.to_string(),
            })?;
        let mut places: HashMap<Ref, Ref> = HashMap::new();
        let chunk = chunk.renumber(|old| *places.entry(old).or_insert_with(|| free.bump()));
        let drawn = *places.entry(drawn).or_insert_with(|| free.bump());
        let (page, content) = (free.bump(), free.bump());
        let (width, height) = (tree.size().width() * POINTS, tree.size().height() * POINTS);
        let name = Name(b"S");
        let mut leaf = pdf.page(page);
        leaf.media_box(Rect::new(0.0, 0.0, width, height));
        leaf.parent(list);
        leaf.contents(content);
        let mut resources = leaf.resources();
        resources.x_objects().pair(name, drawn);
        resources.finish();
        leaf.finish();
        let mut placed = Content::new();
        placed.save_state();
        placed.transform([width, 0.0, 0.0, height, 0.0, 0.0]);
        placed.x_object(name);
        placed.restore_state();
        pdf.stream(content, &placed.finish());
        pdf.extend(&chunk);
        kids.push(page);
    }
    let count = i32::try_from(kids.len()).unwrap_or(i32::MAX);
    pdf.pages(list).kids(kids).count(count);
    Ok(pdf.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_drawing_is_a_page_with_its_text() -> Result<(), DrawError> {
        let page = |words: &str| {
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"96\" height=\"48\"><text x=\"2\" y=\"20\" \
                 font-family=\"Noto Sans\" font-size=\"12\">{words}</text></svg>"
            )
        };
        let pdf = pdf_pages(&[page("one"), page("two"), page("three")])?;
        assert!(pdf.starts_with(b"%PDF-"));
        let text = String::from_utf8_lossy(&pdf);
        assert_eq!(text.matches("/MediaBox [0 0 72 36]").count(), 3);
        assert!(text.contains("/Count 3"));
        assert!(pdf_pages(&["no drawing".to_owned()]).is_err());
        Ok(())
    }
}

//! A study's report as a PDF: the same blocks, set on pages of A4 as drawings.

use std::fmt::Write as _;

use drawing::text::{Style, wrap};
use drawing::{DrawError, pdf_pages};

use super::content::Block;
use super::page::escaped;
use super::plots::Drawing;

/// A4 at 96 px an inch.
const WIDTH: f32 = 794.0;
const HEIGHT: f32 = 1123.0;
const MARGIN: f32 = 57.0;
const ROOM: f32 = WIDTH - 2.0 * MARGIN;

struct Pages {
    done: Vec<String>,
    page: String,
    y: f32,
}

impl Pages {
    fn new() -> Self {
        Self {
            done: Vec::new(),
            page: String::new(),
            y: MARGIN,
        }
    }

    /// Goes to the next page where less than this is left.
    fn need(&mut self, height: f32) {
        if self.y + height > HEIGHT - MARGIN && self.y > MARGIN {
            self.turn();
        }
    }

    fn turn(&mut self) {
        let inner = std::mem::take(&mut self.page);
        self.done.push(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
             viewBox=\"0 0 {WIDTH} {HEIGHT}\"><rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>{inner}</svg>"
        ));
        self.y = MARGIN;
    }

    fn line(&mut self, x: f32, y: f32, size: f32, bold: bool, text: &str) {
        let weight = if bold { " font-weight=\"bold\"" } else { "" };
        // Writing into a string cannot fail.
        let _written = write!(
            self.page,
            "<text x=\"{x}\" y=\"{y}\" font-family=\"Noto Sans\" font-size=\"{size}\"{weight} fill=\"#1d2430\">{}</text>",
            escaped(text)
        );
    }

    fn paragraph(&mut self, text: &str, indent: f32, size: f32, bold: bool) {
        let height = size * 1.45;
        for line in wrap(text, Style { size, bold }, ROOM - indent) {
            self.need(height);
            self.y += height;
            let y = self.y - size * 0.35;
            self.line(MARGIN + indent, y, size, bold, &line);
        }
        self.y += size * 0.45;
    }

    fn table(&mut self, header: &[String], rows: &[Vec<String>]) {
        const SIZE: f32 = 10.5;
        let columns = header.len().max(1) as f32;
        let wide = ROOM / columns;
        for (at, row) in std::iter::once(header)
            .chain(rows.iter().map(Vec::as_slice))
            .enumerate()
        {
            let bold = at == 0;
            let cells: Vec<Vec<String>> = row
                .iter()
                .map(|cell| wrap(cell, Style { size: SIZE, bold }, wide - 8.0))
                .collect();
            let tall = cells.iter().map(Vec::len).max().unwrap_or(1) as f32 * SIZE * 1.35 + 6.0;
            self.need(tall);
            for (column, cell) in cells.iter().enumerate() {
                for (down, line) in cell.iter().enumerate() {
                    let x = MARGIN + column as f32 * wide;
                    let y = self.y + (down as f32 + 1.0) * SIZE * 1.35;
                    self.line(x, y, SIZE, bold, line);
                }
            }
            self.y += tall;
            let y = self.y;
            let _written = write!(
                self.page,
                "<line x1=\"{MARGIN}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\" stroke=\"#d9dde3\"/>",
                WIDTH - MARGIN
            );
        }
        self.y += 10.0;
    }

    fn drawing(&mut self, drawing: &Drawing) {
        let height = drawing.height as f32;
        self.need(height);
        let _written = write!(
            self.page,
            "<g transform=\"translate({MARGIN} {})\">{}</g>",
            self.y, drawing.inner
        );
        self.y += height + 8.0;
    }
}

/// The report as the bytes of a PDF.
pub(crate) fn pdf(title: &str, blocks: &[Block], foot: &str) -> Result<Vec<u8>, DrawError> {
    let mut pages = Pages::new();
    pages.paragraph(title, 0.0, 21.0, true);
    for block in blocks {
        match block {
            Block::Heading(text) => {
                // Not alone at the foot of a page.
                pages.need(90.0);
                pages.y += 12.0;
                pages.paragraph(text, 0.0, 15.0, true);
            }
            Block::Text(text) => pages.paragraph(text, 0.0, 12.0, false),
            Block::Warning(text) => pages.paragraph(text, 0.0, 12.0, true),
            Block::List(items) => {
                for item in items {
                    pages.need(17.4);
                    let y = pages.y + 13.2;
                    pages.line(MARGIN, y, 12.0, false, "•");
                    pages.paragraph(item, 14.0, 12.0, false);
                }
            }
            Block::Table { header, rows } => pages.table(header, rows),
            Block::Drawing(drawing) => pages.drawing(drawing),
        }
    }
    pages.y += 10.0;
    pages.paragraph(foot, 0.0, 10.0, false);
    pages.turn();
    pdf_pages(&pages.done)
}

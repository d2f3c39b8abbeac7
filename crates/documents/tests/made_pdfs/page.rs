//! PDFs made for a test: pages of Courier, whose letters are 0.6 em wide, so that every place can be worked out by hand.

use std::fmt::Write;

/// What a page draws.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    content: String,
    more: String,
}

impl Page {
    /// A page of 612 × 792 points.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Entries of the page besides the usual, such as `/Rotate 90`.
    pub(crate) fn with(mut self, entries: &str) -> Self {
        self.more.push_str(entries);
        self
    }

    /// Operators as they are.
    pub(crate) fn raw(mut self, operators: &str) -> Self {
        self.content.push_str(operators);
        self.content.push('\n');
        self
    }

    /// A line of text; `y` is its baseline from the lower edge of the page.
    pub(crate) fn text(mut self, x: f64, y: f64, size: f64, text: &str) -> Self {
        let text = text
            .replace('\\', "\\\\")
            .replace('(', "\\(")
            .replace(')', "\\)");
        writeln!(self.content, "BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET").expect("a string");
        self
    }

    /// Lines of text of size 10 under each other, 12 points apart.
    pub(crate) fn lines(self, x: f64, y: f64, lines: &[&str]) -> Self {
        let rows = (0..).map(f64::from);
        rows.zip(lines).fold(self, |page, (row, line)| {
            page.text(x, y - 12.0 * row, 10.0, line)
        })
    }

    /// A level line.
    pub(crate) fn rule(self, x0: f64, x1: f64, y: f64) -> Self {
        self.raw(&format!("0.5 w {x0} {y} m {x1} {y} l S"))
    }
}

/// A file of these pages.
pub(crate) fn pdf(pages: &[Page]) -> Vec<u8> {
    let widths = ["600"; 224].join(" ");
    let kids: Vec<String> = (0..pages.len())
        .map(|at| format!("{} 0 R", 4 + 2 * at))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{}] >>",
            pages.len(),
            kids.join(" ")
        ),
        format!(
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 \
             /Widths [{widths}] >>"
        ),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> \
             /Contents {} 0 R {} >>",
            5 + 2 * at,
            page.more
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{}\nendstream",
            page.content.len() + 1,
            page.content
        ));
    }
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1).expect("a string");
    }
    let start = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).expect("a string");
    for place in places {
        writeln!(file, "{place:010} 00000 n ").expect("a string");
    }
    write!(
        file,
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    )
    .expect("a string");
    file.into_bytes()
}

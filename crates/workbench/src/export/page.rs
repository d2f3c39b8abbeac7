//! A page that leaves the review: it needs no program and no network, and forbids itself scripts and everything from
//! elsewhere. All text in it is escaped.

use std::fmt::Write as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::convert::write_whole;
use crate::error::{Error, Result};
use crate::export::decisions::utc;

/// A page that is being written.
pub(crate) struct Page(String);

impl Page {
    /// Begins a page with its title (given as plain text) and style.
    pub(crate) fn begin(title: &str, style: &str) -> Self {
        let hash = STANDARD.encode(Sha256::digest(style));
        Self(format!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; \
             base-uri 'none'; form-action 'none'\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>{}</title>\
             <style>{style}</style></head><body>",
            escaped(title)
        ))
    }

    /// Appends HTML, whose texts are escaped already.
    pub(crate) fn push(&mut self, html: &str) {
        // Writing to a String cannot fail.
        let _written = self.0.write_str(html);
    }

    /// Appends a text in an element.
    pub(crate) fn element(&mut self, name: &str, text: &str) {
        self.push(&format!("<{name}>{}</{name}>", escaped(text)));
    }

    /// Ends the page and writes it.
    pub(crate) fn write(mut self, out: &Path) -> Result<()> {
        let written = utc(jiff::Timestamp::now().as_millisecond());
        self.push(&format!(
            "<footer>Written by Attest {} on {written}.</footer></body></html>\n",
            env!("CARGO_PKG_VERSION")
        ));
        write_whole(out, |file| {
            file.write_all(self.0.as_bytes())
                .map_err(|e| Error::file(out, &e))
        })
    }
}

/// Text as it may stand between tags.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(' '),
            // Characters that reorder or hide others would let a quote show what it does not say.
            c if c.is_control() || is_invisible(c) => {}
            c => safe.push(c),
        }
    }
    safe
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

//! A study's report as one page that needs no program and no network. Everything in it is escaped; the page forbids
//! itself scripts and everything from elsewhere.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::content::Block;

const STYLE: &str = include_str!("report.css");

pub(crate) fn page(title: &str, blocks: &[Block], foot: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    let title = escaped(title);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; \
         base-uri 'none'; form-action 'none'\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><h1>{title}</h1>\n"
    );
    for block in blocks {
        page.push_str(&element(block));
        page.push('\n');
    }
    page.push_str(&format!(
        "<footer>{}</footer></body></html>\n",
        escaped(foot)
    ));
    page
}

fn element(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("<h2>{}</h2>", escaped(text)),
        Block::Text(text) => format!("<p>{}</p>", escaped(text)),
        Block::Warning(text) => {
            format!("<p class=\"warning\" role=\"alert\">{}</p>", escaped(text))
        }
        Block::List(items) => {
            let items: String = items
                .iter()
                .map(|item| format!("<li>{}</li>", escaped(item)))
                .collect();
            format!("<ul>{items}</ul>")
        }
        Block::Table { header, rows } => {
            let cells = |cells: &[String], name: &str| -> String {
                cells
                    .iter()
                    .map(|cell| format!("<{name}>{}</{name}>", escaped(cell)))
                    .collect()
            };
            let rows: String = rows
                .iter()
                .map(|row| format!("<tr>{}</tr>", cells(row, "td")))
                .collect();
            format!(
                "<div class=\"table\"><table><thead><tr>{}</tr></thead><tbody>{rows}</tbody></table></div>",
                cells(header, "th")
            )
        }
        Block::Drawing(drawing) => format!(
            "<figure><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w:.0} {h:.0}\" width=\"{w:.0}\" \
             height=\"{h:.0}\" role=\"img\" aria-label=\"{}\">{}</svg></figure>",
            escaped(&drawing.says),
            drawing.inner,
            w = drawing.width,
            h = drawing.height
        ),
    }
}

/// Text that can be nothing but text, in an element or a quoted attribute, of HTML or SVG.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // What XML does not allow would make a drawing unreadable as a whole.
            c if c.is_control() && c != '\n' && c != '\t' => safe.push(' '),
            '\u{fffe}' | '\u{ffff}' => safe.push(' '),
            other => safe.push(other),
        }
    }
    safe
}

//! [`read_jats`]: a [`Document`] from an article's XML as PubMed Central and publishers give it (JATS, ANSI/NISO
//! Z39.96).
//!
//! Its tables are marked up cell by cell, and no letter is guessed: where a study's XML can be had, it is read better
//! than any PDF.

use roxmltree::{Node, ParsingOptions};

use crate::assemble::{Block, Grid, GridCell, Piece, assemble, hash_of, unread};
use crate::document::{Document, DocumentStatus};

/// How deep elements may lie in each other.
const DEEPEST: usize = 200;
/// Nodes of a file at most: a thousand times what an article has.
const MOST_NODES: u32 = 5_000_000;

/// Prefixes that JATS uses.
const PREFIXES: &str = " xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
    xmlns:mml=\"http://www.w3.org/1998/Math/MathML\" \
    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
    xmlns:ali=\"http://www.niso.org/schemas/ali/1.0/\"";

/// Reads an article in JATS, or a part of one without a root of its own. What is no such XML is a damaged document.
pub fn read_jats(text: &str) -> Document {
    let hash = hash_of(text.as_bytes());
    let options = ParsingOptions {
        // Article files name their DTD; nothing in it is fetched, and entities of its own are not expanded.
        allow_dtd: true,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    let body = text.trim_start_matches('\u{feff}').trim_start();
    let wrapped;
    let whole = if body.starts_with("<?xml")
        || body.starts_with("<!DOCTYPE")
        || body.starts_with("<article")
    {
        body
    } else {
        // A part of an article has left the declarations of its prefixes behind.
        wrapped = format!("<article{PREFIXES}>{body}</article>");
        &wrapped
    };
    let parsed = match roxmltree::Document::parse_with_options(whole, options) {
        Ok(parsed) => parsed,
        Err(error) => {
            return unread(
                hash,
                DocumentStatus::Damaged {
                    why: error.to_string(),
                },
            );
        }
    };
    let mut reader = Reader { blocks: Vec::new() };
    reader.children(parsed.root_element(), 0, 0);
    if reader.blocks.is_empty() {
        return unread(hash, DocumentStatus::Empty);
    }
    let status = DocumentStatus::Read {
        pages_without_text: Vec::new(),
    };
    assemble(hash, status, Vec::new(), &reader.blocks, Vec::new())
}

struct Reader {
    blocks: Vec<Block>,
}

impl Reader {
    fn children(&mut self, node: Node<'_, '_>, level: u8, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "title" | "article-title" => self.heading(child, level.max(1)),
                "abstract" | "trans-abstract" => {
                    let titled = child.children().any(|c| c.has_tag_name("title"));
                    if !titled {
                        self.blocks.push(Block::Heading {
                            pieces: vec![Piece::plain("Abstract")],
                            level: 1,
                        });
                    }
                    self.children(child, 1, depth + 1);
                }
                "ref-list" => {
                    self.blocks.push(Block::Heading {
                        pieces: vec![Piece::plain("References")],
                        level: 1,
                    });
                    for reference in child.descendants().filter(|n| n.has_tag_name("ref")) {
                        self.paragraph(reference);
                    }
                }
                "sec" | "app" => self.children(child, level.saturating_add(1), depth + 1),
                "p" => self.paragraph_with_floats(child, depth),
                "table-wrap" => self.table(child),
                "fig" | "fn" | "disp-quote" | "ack" | "def-item" | "list-item"
                    if !has_blocks(child) =>
                {
                    self.paragraph(child)
                }
                "journal-meta" | "permissions" | "contrib-group" | "aff" | "pub-date"
                | "history" | "article-id" | "kwd-group" | "counts" | "custom-meta-group"
                | "graphic" | "label" | "object-id" => {}
                _ => self.children(child, level, depth + 1),
            }
        }
    }

    fn heading(&mut self, node: Node<'_, '_>, level: u8) {
        let words = words_of(node);
        if !words.is_empty() {
            self.blocks.push(Block::Heading {
                pieces: vec![Piece::plain(words)],
                level,
            });
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>) {
        let words = words_of(node);
        if !words.is_empty() {
            self.blocks.push(Block::Paragraph {
                pieces: vec![Piece::plain(words)],
            });
        }
    }

    /// A paragraph, and the tables and figures that lie within it behind it.
    fn paragraph_with_floats(&mut self, node: Node<'_, '_>, depth: usize) {
        self.paragraph(node);
        if depth > DEEPEST {
            return;
        }
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "table-wrap" => self.table(child),
                "fig" => self.paragraph(child),
                "list" | "table-wrap-group" | "fig-group" => self.children(child, 1, depth + 1),
                _ => {}
            }
        }
    }

    fn table(&mut self, node: Node<'_, '_>) {
        let part = |name: &str| node.children().find(|child| child.has_tag_name(name));
        let label = part("label").map(words_of).unwrap_or_default();
        let caption = part("caption").map(words_of).unwrap_or_default();
        for table in node
            .descendants()
            .filter(|child| child.has_tag_name("table"))
        {
            let cells = cells_of(table);
            if !cells.is_empty() {
                self.blocks.push(Block::Table(Grid {
                    label: label.clone(),
                    caption: if caption.is_empty() {
                        Vec::new()
                    } else {
                        vec![Piece::plain(caption.clone())]
                    },
                    cells,
                }));
            }
        }
        for foot in node
            .children()
            .filter(|child| child.has_tag_name("table-wrap-foot"))
        {
            self.paragraph(foot);
        }
    }
}

fn has_blocks(node: Node<'_, '_>) -> bool {
    node.descendants()
        .any(|n| matches!(n.tag_name().name(), "table-wrap" | "sec"))
}

/// The cells of a table, spans spread out.
fn cells_of(table: Node<'_, '_>) -> Vec<GridCell> {
    const WIDEST: usize = 200;
    let mut cells = Vec::new();
    // Columns that a cell of a row above reaches down into: how many rows more.
    let mut taken: Vec<usize> = Vec::new();
    let rows = table.descendants().filter(|node| node.has_tag_name("tr"));
    for (row, line) in rows.enumerate() {
        let in_head = line.ancestors().any(|node| node.has_tag_name("thead"));
        let mut column = 0;
        let mut next: Vec<usize> = taken.iter().map(|rows| rows.saturating_sub(1)).collect();
        for cell in line
            .children()
            .filter(|node| matches!(node.tag_name().name(), "td" | "th"))
        {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let span = |name: &str| {
                cell.attribute(name)
                    .and_then(|n| n.trim().parse::<usize>().ok())
                    .unwrap_or(1)
                    .clamp(1, WIDEST)
            };
            let (columns, down) = (span("colspan"), span("rowspan"));
            if column + columns > WIDEST {
                break;
            }
            if next.len() < column + columns {
                next.resize(column + columns, 0);
            }
            for rows in &mut next[column..column + columns] {
                *rows = down - 1;
            }
            let words = words_of(cell);
            if !words.is_empty() {
                cells.push(GridCell {
                    row,
                    column,
                    column_span: columns,
                    heading: in_head || cell.has_tag_name("th"),
                    pieces: vec![Piece::plain(words)],
                });
            }
            column += columns;
        }
        taken = next;
    }
    cells
}

/// The words of an element on one line. Raised marks after a letter or digit are set apart, so that the second footnote
/// of `0.002` does not make `0.0022` of it; raised units and powers (`m2`, `109`) stay readable as `m2` and `10^9`.
fn words_of(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    gather(node, &mut text, 0);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn gather(node: Node<'_, '_>, text: &mut String, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    for child in node.children() {
        if child.is_text() {
            text.push_str(child.text().unwrap_or_default());
            continue;
        }
        match child.tag_name().name() {
            "table-wrap" | "fig" | "graphic" | "tex-math" | "table-wrap-group" | "fig-group" => {}
            "sup" => {
                let mut inside = String::new();
                gather(child, &mut inside, depth + 1);
                raised(inside.trim(), text);
            }
            "xref" if child.attribute("ref-type") == Some("bibr") => {
                let mut inside = String::new();
                gather(child, &mut inside, depth + 1);
                let bare = inside.trim();
                // "[12]" stands as it is; a bare "12" gets its brackets.
                let bracketed = text.ends_with('[')
                    || bare.starts_with('[')
                    || !bare.starts_with(|c: char| c.is_ascii_digit());
                if bracketed || text.trim_end().ends_with([',', '-', '–']) {
                    text.push_str(&inside);
                } else {
                    text.push_str(&format!("[{bare}]"));
                }
            }
            "break" | "p" | "title" | "label" | "list-item" | "td" | "tr" => {
                text.push(' ');
                gather(child, text, depth + 1);
                text.push(' ');
            }
            _ => gather(child, text, depth + 1),
        }
    }
}

fn raised(inside: &str, text: &mut String) {
    let digits = !inside.is_empty()
        && inside
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '−' | '–' | ',' | ' '));
    let after_digit = text.ends_with(|c: char| c.is_ascii_digit());
    let after_letter = text.ends_with(char::is_alphabetic);
    if after_digit && digits && text.ends_with("10") {
        text.push('^');
        text.push_str(inside);
    } else if after_digit || (digits && !(after_letter && inside.len() == 1)) {
        // A footnote's or citation's mark.
        if inside.starts_with('[') || inside.is_empty() {
            text.push_str(inside);
        } else {
            text.push_str(&format!("[{inside}]"));
        }
    } else {
        text.push_str(inside);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = r#"<article><front><article-meta><title-group><article-title>A trial</article-title></title-group>
        <abstract><p>Pain fell.</p></abstract></article-meta></front><body><sec><title>Results</title>
        <p>It was 12.5<sup>3</sup> kg/m<sup>2</sup> and 10<sup>9</sup>/l.<xref ref-type="bibr">4</xref> See below.</p>
        <table-wrap><label>Table 1</label><caption><p>Pain</p></caption><table><thead>
        <tr><th rowspan="2">Outcome</th><th colspan="2">Week 8</th></tr><tr><th>Drug</th><th>Placebo</th></tr></thead>
        <tbody><tr><td>Pain</td><td>3.1 &#177; 1.2<sup>a</sup></td><td>0.002<sup>2</sup></td></tr></tbody></table>
        <table-wrap-foot><p>a Mean</p></table-wrap-foot></table-wrap></sec></body></article>"#;

    #[test]
    fn an_article_with_a_table() {
        let document = read_jats(ARTICLE);
        assert!(
            document
                .text
                .contains("It was 12.5[3] kg/m2 and 10^9/l.[4] See below."),
            "{}",
            document.text
        );
        let table = &document.tables[0];
        assert_eq!((table.rows, table.columns), (3, 3));
        let cell = |id: &str| {
            let cell = table
                .cells
                .iter()
                .find(|cell| cell.id == id)
                .unwrap_or_else(|| panic!("{id}"));
            document.words_of(&cell.range)
        };
        assert_eq!(cell("T1.r1.c2"), "Week 8");
        assert_eq!(cell("T1.r2.c3"), "Placebo");
        assert_eq!(cell("T1.r3.c2"), "3.1 ± 1.2[a]");
        assert_eq!(cell("T1.r3.c3"), "0.002[2]");
        assert!(document.text.contains("a Mean"));
        assert_eq!(
            document
                .sections
                .iter()
                .map(|s| s.title.as_str())
                .collect::<Vec<_>>(),
            ["A trial", "Abstract", "Results"]
        );
    }

    #[test]
    fn what_is_no_article_is_said_to_be_none() {
        assert!(matches!(
            read_jats("<a><b></a>").status,
            DocumentStatus::Damaged { .. }
        ));
        assert_eq!(read_jats("<article/>").status, DocumentStatus::Empty);
        // Entities that name each other are refused by the parser, not expanded.
        let bomb = r#"<!DOCTYPE a [<!ENTITY a "xx"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><article><p>&c;</p></article>"#;
        let text = read_jats(bomb).text;
        assert!(text.len() < 100, "{text}");
    }
}

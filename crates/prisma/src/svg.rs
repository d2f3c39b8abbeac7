//! The drawing as a standalone SVG: text stays text, every box can be found by its id.

use std::collections::BTreeSet;
use std::fmt::Write;

use drawing::{FONTS, escape, px};

use crate::layout::{BAR, BODY, SMALL};
use crate::theme::Palette;
use crate::words::{clean, thousands};
use crate::{Arrow, Bar, DrawingOptions, Flow, Key, Layout, PlacedLine, Rect, layout};

/// Draws the flow as an SVG document.
///
/// Each box is a group whose id is the [`Key`] of its first number and whose `data-box` is the name
/// of the box in the R package; the text of any further number has that number's key as its id.
/// `title` and `desc` give the same content to a screen reader.
pub fn svg(flow: &Flow, options: &DrawingOptions) -> String {
    let layout = layout(flow, options);
    let palette = options.theme.palette();
    let mut svg = Svg {
        out: String::new(),
        palette,
        ids: BTreeSet::new(),
    };
    svg.document(flow, &layout);
    svg.out
}

struct Svg {
    out: String,
    palette: Palette,
    ids: BTreeSet<Key>,
}

impl Svg {
    /// Appends a line. Writing to a `String` cannot fail.
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        if self.out.write_fmt(line).is_ok() {
            self.out.push('\n');
        }
    }

    fn document(&mut self, flow: &Flow, layout: &Layout) {
        let (width, height) = (layout.width, layout.height);
        self.line(format_args!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="prisma-title prisma-desc" font-family="{FONTS}" font-size="{}">"#,
            BODY.size
        ));
        self.line(format_args!(
            r#"<title id="prisma-title">{}</title>"#,
            layout.template.title()
        ));
        let description = escape(&description(flow, layout));
        self.line(format_args!(
            r#"<desc id="prisma-desc">{description}</desc>"#
        ));
        let background = self.palette.background;
        self.line(format_args!(
            r#"<rect class="background" width="{width}" height="{height}" fill="{background}"/>"#
        ));
        if let Some(note) = &layout.note {
            let (fill, stroke) = (self.palette.note, self.palette.note_line);
            self.line(format_args!(r#"<g id="work_in_progress" class="note">"#));
            self.rect(note.rect, fill, Some(stroke), 3.0);
            self.lines(&note.lines, BODY.size, self.palette.text);
            self.line(format_args!("</g>"));
        }
        for header in &layout.headers {
            self.header(header);
        }
        for stage in &layout.stages {
            self.stage(stage);
        }
        self.line(format_args!(r#"<g class="arrows">"#));
        for arrow in &layout.arrows {
            self.arrow(arrow);
        }
        self.line(format_args!("</g>"));
        for placed in &layout.boxes {
            let (key, line) = (placed.key, self.palette.line);
            let fill = if placed.grey {
                self.palette.grey_box
            } else {
                self.palette.main_box
            };
            self.ids.insert(key);
            self.line(format_args!(
                r#"<g id="{}" class="box" data-box="{}">"#,
                key.as_str(),
                key.box_name()
            ));
            self.line(format_args!("<title>{}</title>", key.description()));
            self.rect(placed.rect, fill, Some(line), 0.0);
            self.lines(&placed.lines, BODY.size, self.palette.text);
            self.line(format_args!("</g>"));
        }
        if !layout.footer.is_empty() {
            self.line(format_args!(r#"<g class="footer">"#));
            self.lines(&layout.footer, SMALL.size, self.palette.quiet_text);
            self.line(format_args!("</g>"));
        }
        self.out.push_str("</svg>\n");
    }

    fn rect(&mut self, rect: Rect, fill: &str, stroke: Option<&str>, radius: f32) {
        let stroke = stroke.map_or(String::new(), |colour| {
            format!(r#" stroke="{colour}" stroke-width="1""#)
        });
        let rounded = if radius > 0.0 {
            format!(r#" rx="{radius}""#)
        } else {
            String::new()
        };
        self.line(format_args!(
            r#"<rect x="{}" y="{}" width="{}" height="{}"{rounded} fill="{fill}"{stroke}/>"#,
            px(rect.x),
            px(rect.y),
            px(rect.width),
            px(rect.height)
        ));
    }

    fn header(&mut self, bar: &Bar) {
        let fill = if bar.grey {
            self.palette.grey_header
        } else {
            self.palette.main_header
        };
        self.line(format_args!(
            r#"<g id="{}" class="header" data-box="{}" font-weight="bold">"#,
            bar.id, bar.id
        ));
        self.rect(bar.rect, fill, None, 8.0);
        self.lines(&bar.lines, BAR.size, self.palette.header_text);
        self.line(format_args!("</g>"));
    }

    fn stage(&mut self, bar: &Bar) {
        let (fill, text) = (self.palette.stage, self.palette.stage_text);
        let (x, y) = (px(bar.rect.centre_x()), px(bar.rect.centre_y()));
        self.line(format_args!(
            r#"<g id="{}" class="stage" data-box="{}" font-weight="bold">"#,
            bar.id, bar.id
        ));
        self.rect(bar.rect, fill, None, 6.0);
        self.line(format_args!(r#"<g transform="rotate(-90 {x} {y})">"#));
        self.lines(&bar.lines, BAR.size, text);
        self.line(format_args!("</g>"));
        self.line(format_args!("</g>"));
    }

    /// Paragraphs as one text element each, with a `tspan` for each of their lines.
    fn lines(&mut self, lines: &[PlacedLine], size: f32, colour: &str) {
        let mut lines = lines.iter().peekable();
        while let Some(first) = lines.next() {
            let mut names = String::new();
            if let Some(key) = first.key {
                names = format!(r#" data-key="{}""#, key.as_str());
                if self.ids.insert(key) {
                    names = format!(r#" id="{}"{names}"#, key.as_str());
                }
            }
            let mut spans = span(first);
            while let Some(next) = lines.next_if(|next| !next.begins) {
                spans.push(' ');
                spans.push_str(&span(next));
            }
            self.line(format_args!(
                r#"<text{names} font-size="{size}" fill="{colour}">{spans}</text>"#
            ));
        }
    }

    fn arrow(&mut self, arrow: &Arrow) {
        let line = self.palette.line;
        let Some((&tip, before)) = arrow.points.split_last() else {
            return;
        };
        let Some(&last) = before.last() else { return };
        let direction = ((tip.0 - last.0).signum(), (tip.1 - last.1).signum());
        let horizontal = tip.1 == last.1;
        let (length, half) = (8.0, 4.0);
        // The line ends inside the head, so that its blunt end does not show at the tip.
        let neck = if horizontal {
            (tip.0 - direction.0 * (length - 1.0), tip.1)
        } else {
            (tip.0, tip.1 - direction.1 * (length - 1.0))
        };
        let mut path = String::new();
        for (place, point) in before.iter().chain([&neck]).enumerate() {
            let command = if place == 0 { "M" } else { "L" };
            path.push_str(&format!("{command}{} {}", px(point.0), px(point.1)));
        }
        let head = if horizontal {
            let base = tip.0 - direction.0 * length;
            [(base, tip.1 - half), (base, tip.1 + half)]
        } else {
            let base = tip.1 - direction.1 * length;
            [(tip.0 - half, base), (tip.0 + half, base)]
        };
        self.line(format_args!(
            r#"<path class="arrow" data-from="{}" data-to="{}" d="{path}" fill="none" stroke="{line}" stroke-width="1.2"/>"#,
            arrow.from.as_str(),
            arrow.to.as_str(),
        ));
        self.line(format_args!(
            r#"<path class="head" d="M{} {}L{} {}L{} {}Z" fill="{line}"/>"#,
            px(tip.0),
            px(tip.1),
            px(head[0].0),
            px(head[0].1),
            px(head[1].0),
            px(head[1].1),
        ));
    }
}

fn span(line: &PlacedLine) -> String {
    format!(
        r#"<tspan x="{}" y="{}">{}</tspan>"#,
        px(line.x),
        px(line.baseline),
        escape(&line.text)
    )
}

/// The content of the drawing in sentences, for those who cannot see it.
fn description(flow: &Flow, layout: &Layout) -> String {
    let mut sentences = Vec::new();
    let unfinished = flow.unfinished();
    if !unfinished.is_empty() {
        sentences.push(format!("Work in progress: {}.", unfinished.join("; ")));
    }
    for key in Key::ALL {
        let repeats = matches!(
            key,
            Key::DatabaseSpecificResults | Key::RegisterSpecificResults
        );
        let (true, false, Some(n)) = (layout.template.shows(key), repeats, flow.count(key)) else {
            continue;
        };
        let parts: Vec<String> = flow
            .breakdown(key)
            .into_iter()
            .flat_map(|breakdown| &breakdown.parts)
            .map(|part| format!("{} {}", clean(&part.name), thousands(part.n)))
            .collect();
        let parts = if parts.is_empty() {
            String::new()
        } else {
            format!(" ({})", parts.join("; "))
        };
        sentences.push(format!("{}: {}{parts}.", key.description(), thousands(n)));
    }
    if sentences.is_empty() {
        return "The template without numbers.".to_owned();
    }
    sentences.join(" ")
}

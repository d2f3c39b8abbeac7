//! The drawing through its front door: snapshots of the four templates, and what holds for any flow.

// The lints allow these in test functions only, not in the functions that those share.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::io::Write as _;
use std::process::{Command, Stdio};

use prisma::{
    Breakdown, DrawError, DrawingOptions, Flow, Key, Layout, Rect, Template, Theme, layout,
};
use proptest::prelude::*;

mod flows;
mod random_flow;

fn options(template: Template) -> DrawingOptions {
    DrawingOptions {
        template: Some(template),
        ..DrawingOptions::default()
    }
}

#[test]
fn the_four_templates() {
    for template in Template::ALL {
        let flow = flows::worked_example(template);
        assert_eq!(flow.template(), template);
        assert_eq!(flow.check(), []);
        let name = format!(
            "{}_{}",
            if template.updated { "updated" } else { "new" },
            if template.other_methods {
                "other_methods"
            } else {
                "databases"
            }
        );
        insta::assert_snapshot!(name, prisma::svg(&flow, &options(template)));
    }
}

/// How an empty template differs from the published one: not at all in its boxes.
#[test]
fn unknown_numbers_are_blanks_and_never_zero() {
    for template in Template::ALL {
        let with_footnotes = DrawingOptions {
            footnotes: true,
            ..options(template)
        };
        let svg = prisma::svg(&Flow::default(), &with_footnotes);
        assert!(!svg.contains("(n = 0)"));
        assert!(svg.contains("(n = )"));
        assert!(svg.contains("Records identified from*:"));
        assert!(svg.contains("Records excluded**"));
        assert!(svg.contains("**If automation tools were used"));
    }
}

#[test]
fn every_box_can_be_found_by_its_key() {
    for template in Template::ALL {
        let svg = prisma::svg(&flows::worked_example(template), &options(template));
        for key in Key::ALL {
            let count = svg.matches(&format!("id=\"{}\"", key.as_str())).count();
            let shown = template.shows(key) && key != Key::OtherResults;
            assert_eq!(count, usize::from(shown), "{}", key.as_str());
        }
        for name in ["identification", "screening", "included", "newstud"] {
            assert!(svg.contains(&format!("id=\"{name}\"")));
        }
    }
}

#[test]
fn text_from_outside_stays_text() {
    let flow = flows::crowded();
    let svg = prisma::svg(&flow, &DrawingOptions::default());
    assert!(!svg.contains("<script"));
    assert!(svg.contains("&lt;script&gt;alert('x')&lt;/script&gt; &amp;"));
    assert!(!svg.contains('\u{202e}'));
    assert!(svg.contains("中国知网 (CNKI) (n = 200)"));
    assert!(!svg.chars().any(|c| c.is_control() && c != '\n'));
}

#[test]
fn unfinished_work_is_said_in_the_drawing() {
    let svg = prisma::svg(&flows::crowded(), &DrawingOptions::default());
    assert!(svg.contains("id=\"work_in_progress\""));
    assert!(svg.contains("40 records not yet screened; 3 records on which reviewers disagree"));
    let finished = flows::worked_example(Template::default());
    let svg = prisma::svg(&finished, &DrawingOptions::default());
    assert!(!svg.contains("work_in_progress"));
}

#[test]
fn a_dark_drawing_differs_in_colours_only() {
    let flow = flows::worked_example(Template::default());
    let light = options(Template::default());
    let dark = DrawingOptions {
        theme: Theme::Dark,
        ..light
    };
    assert_eq!(layout(&flow, &light), layout(&flow, &dark));
    assert_ne!(prisma::svg(&flow, &light), prisma::svg(&flow, &dark));
}

#[test]
fn a_png_has_the_size_and_resolution_asked_for_and_is_not_blank() {
    for template in Template::ALL {
        let flow = flows::worked_example(template);
        let layout = layout(&flow, &options(template));
        let bytes = prisma::png(&flow, &options(template), 300).unwrap();
        let mut reader = png::Decoder::new(bytes.as_slice()).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        let expected = |length: f32| (f64::from(length) * 300.0 / 96.0).ceil() as u32;
        assert_eq!(
            (frame.width, frame.height),
            (expected(layout.width), expected(layout.height))
        );
        let resolution = reader.info().pixel_dims.unwrap();
        // 300 / 0.0254 = 11,811 pixels per metre.
        assert_eq!(
            (resolution.xppu, resolution.unit),
            (11_811, png::Unit::Meter)
        );
        let count = |colour: [u8; 3]| pixels.chunks_exact(3).filter(|p| **p == colour).count();
        let all = pixels.len() / 3;
        assert!(count([0xff, 0xc0, 0x00]) > all / 100, "the yellow bar");
        assert!(count([0x9d, 0xc3, 0xe6]) > all / 100, "the blue bars");
        assert!(count([0, 0, 0]) > all / 1000, "the text");
        // The corner that lies farthest from the origin is background too, not a torn edge.
        assert_eq!(pixels[pixels.len() - 3..], [0xff, 0xff, 0xff]);
    }
}

#[test]
fn too_large_a_picture_is_refused_with_a_hint() {
    let flow = flows::worked_example(Template::default());
    let error = prisma::png(&flow, &DrawingOptions::default(), 5000).unwrap_err();
    assert!(matches!(error, DrawError::TooLarge { dpi: 5000, .. }));
    assert!(error.to_string().contains("choose a lower resolution"));
}

#[test]
fn drawing_twice_gives_the_same_picture() {
    let flow = flows::crowded();
    let options = DrawingOptions::default();
    assert_eq!(prisma::svg(&flow, &options), prisma::svg(&flow, &options));
    let pictures = [(); 2].map(|()| prisma::png(&flow, &options, 96).unwrap());
    assert!(pictures[0] == pictures[1]);
}

/// What `pdftotext` of poppler reads in the PDF; `None`, with a printed line, where it is absent.
fn text_of_pdf(pdf: &[u8]) -> Option<String> {
    let child = Command::new("pdftotext")
        .args(["-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        println!("skipped: pdftotext is not installed");
        return None;
    };
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_pdf_opens_and_its_text_can_be_selected() {
    for template in Template::ALL {
        let flow = flows::worked_example(template);
        let pdf = prisma::pdf(&flow, &options(template)).unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
        let Some(text) = text_of_pdf(&pdf) else {
            return;
        };
        for words in [
            "Identification",
            "MEDLINE (Ovid) (n = 1,204)",
            "(n = 1,814)",
            "Wrong population (n = 17)",
        ] {
            assert!(text.contains(words), "{words} in {text}");
        }
        assert_eq!(text.contains("Previous studies"), template.updated);
        assert_eq!(text.contains("Websites (n = 11)"), template.other_methods);
    }
}

#[test]
fn a_pdf_with_characters_that_the_font_lacks_opens() {
    let pdf = prisma::pdf(&flows::crowded(), &DrawingOptions::default()).unwrap();
    let Some(text) = text_of_pdf(&pdf) else {
        return;
    };
    assert!(text.contains("Lilacs reversed (n = 300)"));
    assert!(text.contains("emoji"));
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

fn inside(a: &Rect, b: &Rect) -> bool {
    a.x >= b.x && a.right() <= b.right() && a.y >= b.y && a.bottom() <= b.bottom()
}

fn on_border((x, y): (f32, f32), rect: &Rect) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() < 0.01;
    let beside = (near(x, rect.x) || near(x, rect.right())) && y >= rect.y && y <= rect.bottom();
    let above = (near(y, rect.y) || near(y, rect.bottom())) && x >= rect.x && x <= rect.right();
    beside || above
}

/// A segment of an arrow, as thin as it is, must not run through a box.
fn segment((a, b): ((f32, f32), (f32, f32))) -> Rect {
    Rect {
        x: a.0.min(b.0) + 0.02,
        y: a.1.min(b.1) + 0.02,
        width: (a.0 - b.0).abs() - 0.04,
        height: (a.1 - b.1).abs() - 0.04,
    }
}

fn check_geometry(layout: &Layout) -> Result<(), TestCaseError> {
    let page = Rect {
        x: 0.0,
        y: 0.0,
        width: layout.width,
        height: layout.height,
    };
    let mut frames: Vec<Rect> = layout.boxes.iter().map(|placed| placed.rect).collect();
    frames.extend(
        layout
            .headers
            .iter()
            .chain(&layout.stages)
            .map(|bar| bar.rect),
    );
    frames.extend(layout.note.iter().map(|note| note.rect));
    for (place, a) in frames.iter().enumerate() {
        prop_assert!(inside(a, &page));
        for b in &frames[place + 1..] {
            prop_assert!(!overlap(a, b), "{a:?} {b:?}");
        }
    }
    let notes = layout.note.iter().map(|note| (note.rect, &note.lines));
    let boxes = layout
        .boxes
        .iter()
        .map(|placed| (placed.rect, &placed.lines));
    for (rect, lines) in notes.chain(boxes) {
        for pair in lines.windows(2) {
            prop_assert!(pair[1].baseline - pair[0].baseline >= 12.0);
        }
        for line in lines {
            let text = Rect {
                x: line.x,
                y: line.baseline - 11.0,
                width: line.width,
                height: 14.0,
            };
            prop_assert!(inside(&text, &rect), "{line:?} overflows {rect:?}");
        }
    }
    for bar in &layout.headers {
        prop_assert!(bar.lines[0].x >= bar.rect.x);
        prop_assert!(bar.lines[0].width <= bar.rect.width);
    }
    for bar in &layout.stages {
        prop_assert!(bar.lines[0].width <= bar.rect.height);
    }
    for line in &layout.footer {
        prop_assert!(line.x + line.width <= layout.width && line.baseline < layout.height);
        prop_assert!(
            frames
                .iter()
                .all(|rect| rect.bottom() < line.baseline - 8.0)
        );
    }
    let rect = |key: Key| {
        layout
            .boxes
            .iter()
            .find(|placed| placed.key == key)
            .unwrap()
            .rect
    };
    for arrow in &layout.arrows {
        prop_assert!(on_border(arrow.points[0], &rect(arrow.from)));
        prop_assert!(on_border(*arrow.points.last().unwrap(), &rect(arrow.to)));
        for ends in arrow.points.windows(2) {
            prop_assert!(ends[0].0 == ends[1].0 || ends[0].1 == ends[1].1, "straight");
            let segment = segment((ends[0], ends[1]));
            prop_assert!(
                layout
                    .boxes
                    .iter()
                    .all(|placed| !overlap(&segment, &placed.rect))
            );
        }
    }
    // Every box but those at the start of a way is pointed to, so that nothing stands alone.
    for placed in &layout.boxes {
        let start = matches!(
            placed.key,
            Key::PreviousStudies | Key::DatabaseResults | Key::WebsiteResults
        );
        let pointed_to = layout.arrows.iter().any(|arrow| arrow.to == placed.key);
        prop_assert_eq!(start, !pointed_to);
    }
    Ok(())
}

#[test]
fn the_geometry_of_the_examples_is_sound() {
    for template in Template::ALL {
        for flow in [
            Flow::default(),
            flows::worked_example(template),
            flows::crowded(),
        ] {
            check_geometry(&layout(&flow, &options(template))).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_overflows_or_overlaps(
        flow in random_flow::any_flow(),
        template in prop::sample::select(Template::ALL.to_vec()),
        footnotes in any::<bool>(),
        citation in any::<bool>(),
    ) {
        let options = DrawingOptions { footnotes, citation, ..options(template) };
        check_geometry(&layout(&flow, &options))?;
    }

    #[test]
    fn any_drawing_is_well_formed_and_can_be_painted(flow in random_flow::any_flow()) {
        let options = DrawingOptions::default();
        let svg = prisma::svg(&flow, &options);
        prop_assert!(resvg::usvg::roxmltree::Document::parse(&svg).is_ok());
        prop_assert!(prisma::png(&flow, &options, 24).is_ok());
        prop_assert!(prisma::pdf(&flow, &options).is_ok());
    }
}

#[test]
fn a_list_of_thousands_is_drawn() {
    let mut flow = Flow::default();
    flow.reports.excluded = Breakdown::by_name([("Wrong population", 1); 3000]);
    let layout = layout(&flow, &DrawingOptions::default());
    check_geometry(&layout).unwrap();
    assert!(layout.height > 3000.0 * 16.0);
}

//! The drawings: what is on them, that they are sound, and that nothing in a name is markup.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use bias::{Assessment, JudgementTable, Tool, judge, summary_plot, traffic_light_plot};
use resvg::usvg::roxmltree::{Document, Node};

const TABLE: &str = "Study,D1,D2,D3,D4,D5,Overall,Weight\n\
    Low & <b>Behold</b> 2001,Low,Low,Low,Low,Low,Low,60\n\
    Some 2002,Low,Some concerns,Low,Low,Low,Some concerns,30\n\
    High 2003,Low,Some concerns,High,Low,NA,High,10\n";

fn texts(document: &Document<'_>) -> Vec<String> {
    let is_text = |node: &Node<'_, '_>| node.tag_name().name() == "text";
    let nodes = document.descendants().filter(is_text);
    nodes
        .filter_map(|node| node.text().map(str::to_owned))
        .collect()
}

fn within(document: &Document<'_>) {
    let root = document.root_element();
    let length = |node: Node<'_, '_>, name: &str| -> f32 {
        node.attribute(name)
            .and_then(|text| text.parse().ok())
            .unwrap_or(0.0)
    };
    let (width, height) = (length(root, "width"), length(root, "height"));
    for node in document.descendants() {
        let (x, y) = match node.tag_name().name() {
            "circle" => (length(node, "cx"), length(node, "cy")),
            "text" | "rect" => (length(node, "x"), length(node, "y")),
            _ => continue,
        };
        assert!(
            (0.0..=width).contains(&x) && (0.0..=height).contains(&y),
            "{node:?} at {x}, {y}"
        );
    }
}

#[test]
fn traffic_lights_have_a_symbol_for_each_judgement() {
    let table = JudgementTable::read_robvis(TABLE, Tool::Rob2).expect("a table");
    let svg = traffic_light_plot(&table, "Death & <disability>");
    let document = Document::parse(&svg).expect("sound SVG");
    within(&document);
    let texts = texts(&document);
    let count = |wanted: &str| texts.iter().filter(|text| text.as_str() == wanted).count();
    // 12 low, 3 some concerns, 2 high, and one of each in the key.
    assert_eq!(
        (count("+"), count("!"), count("–"), count("?")),
        (13, 4, 3, 0)
    );
    assert_eq!(count("Not judged"), 1);
    assert!(texts.contains(&"Low & <b>Behold</b> 2001".to_owned()));
    assert!(texts.contains(&"Death & <disability>".to_owned()));
    assert!(texts.contains(&"D3: Bias due to missing outcome data".to_owned()));
    let says: Vec<&str> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "title")
        .filter_map(|node| node.text())
        .collect();
    assert!(says.contains(&"High 2003, D5: not judged"), "{says:?}");
    assert!(says.contains(&"Some 2002, Overall: Some concerns"));
    let lights = document
        .descendants()
        .filter(|node| node.tag_name().name() == "circle")
        .count();
    assert_eq!(lights, 18 + 4);
    let told = document
        .descendants()
        .find(|node| node.tag_name().name() == "desc")
        .and_then(|d| d.text());
    assert_eq!(
        told,
        Some("A table of 3 results by RoB 2. Overall: 1 low, 1 some concerns, 1 high.")
    );
    let png = drawing::png(&svg, 96).expect("a picture");
    assert!(png.starts_with(b"\x89PNG"));
    assert!(drawing::pdf(&svg).expect("a page").starts_with(b"%PDF"));
}

#[test]
fn bars_are_as_long_as_their_weight() {
    let table = JudgementTable::read_robvis(TABLE, Tool::Rob2).expect("a table");
    let svg = summary_plot(&table, "");
    let document = Document::parse(&svg).expect("sound SVG");
    within(&document);
    let bars: Vec<(f32, String)> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "rect")
        .filter_map(|bar| {
            let title = bar
                .children()
                .find(|child| child.tag_name().name() == "title")?;
            Some((
                bar.attribute("width")?.parse().ok()?,
                title.text()?.to_owned(),
            ))
        })
        .collect();
    let of = |says: &str| {
        bars.iter()
            .find(|(_, title)| title == says)
            .map(|(width, _)| *width)
    };
    assert_eq!(of("Overall, Low: 60 %"), Some(252.0));
    assert_eq!(of("Overall, Some concerns: 30 %"), Some(126.0));
    assert_eq!(of("Overall, High: 10 %"), Some(42.0));
    assert_eq!(
        of("Bias arising from the randomisation process, Low: 100 %"),
        Some(420.0)
    );
    assert_eq!(
        of("Bias in selection of the reported result, Not judged: 10 %"),
        Some(42.0)
    );
    let texts = texts(&document);
    assert!(
        texts.contains(&"+ 60 %".to_owned())
            && texts.contains(&"Share of the weight of the results".to_owned())
    );
    // Without weights each counts the same.
    let plain = TABLE
        .replace(",Weight", "")
        .replace(",60\n", "\n")
        .replace(",30\n", "\n")
        .replace(",10\n", "\n");
    let table = JudgementTable::read_robvis(&plain, Tool::Rob2).expect("a table");
    assert!(summary_plot(&table, "").contains("Overall, High: 33 %"));
}

#[test]
fn every_tool_is_drawn_also_where_nothing_is_judged() {
    for tool in Tool::ALL {
        let judged: Vec<_> = (1..=40)
            .map(|n| {
                judge(&Assessment::new(
                    &format!("A study with a very long name that goes on and on {n}"),
                    "",
                    tool,
                    "A",
                ))
            })
            .collect();
        let table = JudgementTable::of(&judged).expect("a table");
        for svg in [traffic_light_plot(&table, ""), summary_plot(&table, "")] {
            let document = Document::parse(&svg).expect("sound SVG");
            within(&document);
            assert!(svg.contains("Not judged"));
        }
    }
    let quadas = JudgementTable::of(&[judge(&Assessment::new("A", "", Tool::Quadas2, "A"))])
        .expect("a table");
    let svg = traffic_light_plot(&quadas, "");
    assert!(
        svg.contains(">A3<") && svg.contains("A1: Patient selection: concern about applicability")
    );
}

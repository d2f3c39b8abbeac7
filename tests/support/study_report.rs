//! What the files of a study's report must say, worked out anew from its table of readings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

/// Records that are read.
pub(crate) const ITEMS: usize = 24;
/// Records for practice.
pub(crate) const PRACTICE: usize = 10;

/// Which records a reader was shown a suggestion on: before the own answer, after it.
pub(crate) type Seen = BTreeMap<String, (bool, bool)>;

fn file(out: &Path, name: &str) -> Value {
    let text = std::fs::read_to_string(out.join(name)).expect("a file");
    serde_json::from_str(&text).expect("JSON")
}

/// A never, B at once, C after the own answer; every record once without and once with, by different people.
pub(crate) fn the_arms_were_kept(out: &Path, seen: &[(&str, &Seen)]) {
    let allocation = file(out, "allocation.json");
    let drawn = allocation["allocation"]["assignments"]
        .as_array()
        .expect("assignments");
    assert_eq!(drawn.len(), 2 * ITEMS);
    let mut arms: BTreeMap<&str, usize> = BTreeMap::new();
    let mut of_record: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for one in drawn {
        let (reader, record, arm) = (
            one["reader"].as_str().expect("a reader"),
            one["item"].as_str().expect("a record"),
            one["arm"].as_str().expect("an arm"),
        );
        let (_, seen) = seen
            .iter()
            .find(|(name, _)| *name == reader)
            .expect("known");
        let wanted = match arm {
            "A" => (false, false),
            "B" => (true, false),
            "C" => (false, true),
            other => panic!("{other}"),
        };
        assert_eq!(seen[record], wanted, "arm {arm}");
        *arms.entry(arm).or_default() += 1;
        of_record.entry(record).or_default().push((reader, arm));
    }
    assert_eq!(arms["A"], ITEMS);
    assert_eq!(arms["B"] + arms["C"], ITEMS);
    assert!(arms["B"] > 0 && arms["C"] > 0);
    for readings in of_record.values() {
        assert_eq!(readings.len(), 2);
        assert_ne!(readings[0].0, readings[1].0);
        assert_eq!(readings.iter().filter(|(_, arm)| *arm == "A").count(), 1);
    }
}

/// What the report says is what the table of readings gives.
pub(crate) fn follows_from_the_table(out: &Path) {
    let text = std::fs::read_to_string(out.join("readings.csv")).expect("a table");
    let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<BTreeMap<String, String>> =
        table.deserialize().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 2 * (ITEMS + PRACTICE));
    let analysis = file(out, "analysis.json");
    let of_arm = |arm: &str| -> Vec<&BTreeMap<String, String>> {
        rows.iter()
            .filter(|row| row["practice"] == "no" && row["arm"] == arm)
            .collect()
    };
    let mean = |rows: &[&BTreeMap<String, String>]| {
        let sum: f64 = rows
            .iter()
            .map(|row| row["active_60_seconds"].parse::<f64>().expect("seconds"))
            .sum();
        sum / rows.len() as f64
    };
    let near = |found: &Value, wanted: f64| {
        let found = found.as_f64().expect("a number");
        assert!((found - wanted).abs() < 1e-9, "{found} {wanted}");
    };
    for arm in analysis["analysis"]["time"]["arms"]
        .as_array()
        .expect("arms")
    {
        let rows = of_arm(arm["arm"].as_str().expect("an arm"));
        assert_eq!(arm["readings"], json!(rows.len()));
        near(&arm["per_item"], mean(&rows));
    }
    for saved in analysis["analysis"]["time"]["saved"]
        .as_array()
        .expect("arms")
    {
        let with = of_arm(saved["arm"].as_str().expect("an arm"));
        let records: BTreeSet<&String> = with.iter().map(|row| &row["record"]).collect();
        let without: Vec<_> = of_arm("A")
            .into_iter()
            .filter(|row| records.contains(&row["record"]))
            .collect();
        near(
            &saved["by_means"]["value"],
            1.0 - mean(&with) / mean(&without),
        );
    }
    // Reading with a suggestion in view took about 12 s in place of 20 s.
    let of_b = &analysis["analysis"]["time"]["saved"][0]["saved"]["value"];
    assert!(
        (0.2..0.5).contains(&of_b.as_f64().expect("a share")),
        "{of_b}"
    );
    for measure in analysis["analysis"]["accuracy"]
        .as_array()
        .expect("measures")
    {
        for arm in measure["arms"].as_array().expect("arms") {
            let letter = arm["arm"].as_str().expect("an arm");
            if letter == "D" {
                continue;
            }
            let counted: Vec<_> = of_arm(letter)
                .into_iter()
                .filter(|row| match measure["measure"].as_str() {
                    Some("recall") => row["truth"] == "include",
                    Some("specificity") => row["truth"] == "exclude",
                    _ => true,
                })
                .collect();
            let right = counted.iter().filter(|row| row["right"] == "yes").count();
            assert_eq!(arm["share"]["count"]["of"], json!(counted.len()));
            assert_eq!(arm["share"]["count"]["successes"], json!(right));
        }
    }
    for bias in analysis["analysis"]["bias"]
        .as_array()
        .into_iter()
        .flatten()
    {
        let shown: Vec<_> = of_arm(bias["arm"].as_str().expect("an arm"))
            .into_iter()
            .filter(|row| row["suggestion_in_view"] == "yes" && row["suggestion"] != "neither")
            .collect();
        let wrong = shown.iter().filter(|row| row["suggestion"] != row["truth"]);
        let taken = wrong
            .clone()
            .filter(|row| row["suggestion"] == row["answer"]);
        assert_eq!(bias["wrong_taken"]["count"]["of"], json!(wrong.count()));
        assert_eq!(
            bias["wrong_taken"]["count"]["successes"],
            json!(taken.count())
        );
    }
    assert_eq!(
        rows.iter().filter(|row| row["laid_aside"] == "1").count(),
        2
    );
    assert_eq!(
        (&analysis["adjudicated_alike"], &analysis["settled"]),
        (&json!(ITEMS - 1), &json!(ITEMS))
    );
    assert_eq!(
        analysis["integrity"],
        json!({ "audit_whole": true, "protocol_as_noted": true, "suggestions_as_locked": true, "altered": 0 })
    );

    let page = std::fs::read_to_string(out.join("report.html")).expect("a page");
    assert!(page.contains("Suggestions &lt;b&gt;&amp;&lt;/b&gt; us"));
    assert!(!page.contains("<script") && !page.contains("<b>&"));
    assert!(page.contains("default-src 'none'"));
    assert!(page.matches("<svg").count() >= 3);
    for statement in analysis["analysis"]["statements"]
        .as_array()
        .expect("statements")
    {
        let text = statement["text"].as_str().expect("text");
        let escaped = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;")
            .replace('\'', "&#39;");
        assert!(page.contains(&escaped), "{text}");
    }
    let pdf = std::fs::read(out.join("report.pdf")).expect("a PDF");
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 20_000);
}

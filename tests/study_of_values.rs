//! A study of suggested values through the front door, on the six PDFs of the sample review and with suggestions by the
//! program's own rules: planned, locked, read, settled, judged and reported. What is right is the sample's own table of
//! values. A report is read whole and in one arm; no suggestion is sent before it may be seen; what the report says is
//! what its table gives; nothing of it is a value of the review.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use support::{Served, error, json as run, sample, word};

/// Values that are read, and those for practice.
const ITEMS: usize = 40;
const PRACTICE: usize = 10;

/// The studies of the sample whose reports are PDFs: label, arms, an outcome and its time.
const STUDIES: [(&str, [&str; 2], &str, &str); 6] = [
    (
        "Hallwright 2014",
        ["home visits", "usual care"],
        "unplanned readmission",
        "180 days",
    ),
    (
        "Vandermolen 2017",
        ["practice pharmacist", "usual care"],
        "readmission for any cause",
        "90 days",
    ),
    (
        "Kowalczyk 2018",
        ["telephone review", "discharge leaflet"],
        "unplanned readmission",
        "30 days",
    ),
    (
        "Sandström 2019",
        ["pharmacist clinic", "usual follow-up"],
        "readmission for any cause",
        "90 days",
    ),
    (
        "Yıldırım 2018",
        ["pharmacist review", "routine care"],
        "readmission for any cause",
        "90 days",
    ),
    (
        "Fjeldstad 2020",
        ["joint review", "usual letter"],
        "unplanned readmission",
        "12 months",
    ),
];

/// The sample review with its PDFs, its form, and values suggested for them; and four people who have extracted nothing.
fn review(folder: &Path) -> PathBuf {
    let review = folder.join("Values.review");
    let (sample, dir) = (sample(), word(&review));
    let of = |name: &str| word(&sample.join(name));
    run([
        "new",
        &dir,
        "--title",
        "Values",
        "--protocol",
        &of("protocol.toml"),
    ]);
    run(["reviewer", "add", &dir, "R. Adams", "M. Silva"]);
    run(["import", &dir, "--list", &of("sources.toml")]);
    run(["dedupe", &dir]);
    let by = ["--reviewer", "R. Adams"];
    run([
        "duplicates",
        &dir,
        "--table",
        &of("pairs.csv"),
        by[0],
        by[1],
    ]);
    run(["decisions", "import", &dir, "--table", &of("decisions.csv")]);
    run([
        "retrieve",
        &dir,
        "--table",
        &of("retrieval.csv"),
        by[0],
        by[1],
    ]);
    run(["study", &dir, "--table", &of("studies.csv"), by[0], by[1]]);
    let pdfs = ["w001", "w003", "w004", "w006", "w012", "w013"]
        .map(|work| word(&sample.join(format!("reports/{work}.pdf"))));
    let mut words = vec!["retrieve", &dir, by[0], by[1], "--pdfs"];
    words.extend(pdfs.iter().map(String::as_str));
    run(words);
    run(["form", &dir, "--set", &of("form.toml"), by[0], by[1]]);
    for (label, arms, outcome, time) in STUDIES {
        let summary = run([
            "extract",
            &dir,
            by[0],
            by[1],
            "--without-model",
            "--study",
            label,
            "--arms",
            arms[0],
            arms[1],
            "--outcomes",
            outcome,
            "--time-points",
            time,
        ]);
        assert_eq!(summary["unreadable"], json!([]), "{label}");
    }
    run([
        "reviewer",
        "add",
        &dir,
        "A. Reader",
        "B. Reader",
        "C. Judge",
        "D. Judge",
    ]);
    review
}

fn plan(dir: &str) -> Value {
    run([
        "study",
        "plan",
        dir,
        "--of",
        "values",
        "--title",
        "Values <b>&</b> us",
        "--reader",
        "A. Reader",
        "B. Reader",
        "--adjudicator",
        "C. Judge",
        "D. Judge",
        "--items",
        &ITEMS.to_string(),
        "--practice",
        &PRACTICE.to_string(),
        "--arms",
        "b,c",
        "--periods",
        "2",
        "--draws",
        "1000",
    ])
}

/// The identities of the four people, in the order A to D, and of somebody who takes no part.
fn people(dir: &str) -> [Value; 5] {
    let people = run(["reviewer", "list", dir]);
    ["A. Reader", "B. Reader", "C. Judge", "D. Judge", "R. Adams"].map(|name| {
        let people = people.as_array().expect("people");
        let found = people.iter().find(|p| p["name"] == name);
        found.map(|p| p["id"].clone()).expect("a person")
    })
}

/// What the sample's own table says of its reports.
struct Truths(BTreeMap<[String; 5], String>);

impl Truths {
    fn read() -> Self {
        let path = sample().join("reports/values.csv");
        let mut table = csv::Reader::from_path(path).expect("values.csv");
        let rows = table
            .deserialize::<BTreeMap<String, String>>()
            .map(|row| row.expect("a row"))
            .filter(|row| row["status"] == "reported")
            .filter_map(|row| {
                let field = match (row["form"].as_str(), row["field"].as_str()) {
                    ("arms", "n_randomised") => "arm_n",
                    ("study_characteristics" | "dichotomous", field) => field,
                    _ => return None,
                };
                let place = [
                    row["report"].clone(),
                    field.to_owned(),
                    row["arm"].clone(),
                    row["outcome"].clone(),
                    row["time_point"].clone(),
                ];
                Some((place, row["value"].clone()))
            });
        Self(rows.collect())
    }

    /// What is right of a value that is asked for.
    fn of(&self, value: &Value) -> Value {
        let reports = value["reports"].as_array().expect("reports");
        let file = reports
            .iter()
            .find_map(|report| report["file_name"].as_str());
        let part = |name: &str| {
            let part = value["address"][name].as_str();
            part.unwrap_or_default().to_owned()
        };
        let place = [
            file.expect("a file").trim_end_matches(".pdf").to_owned(),
            part("field"),
            part("arm"),
            part("outcome"),
            part("time_point"),
        ];
        self.0.get(&place).map_or_else(none, |value| some(value))
    }
}

fn none() -> Value {
    json!({ "status": "not_reported", "value": "", "unit": null, "formula": null, "evidence": [] })
}

fn some(value: &str) -> Value {
    json!({ "status": "reported", "value": value, "unit": null, "formula": null, "evidence": [] })
}

/// Something else than what is right, that the field takes.
fn wrong(turn: &Value, right: &Value) -> Value {
    match turn["field"]["kind"]["type"].as_str() {
        Some("number") => some(if right["value"] == "77777" {
            "7"
        } else {
            "77777"
        }),
        Some("choice") => {
            let options = turn["field"]["kind"]["options"]
                .as_array()
                .expect("options");
            let other = options.iter().find(|option| **option != right["value"]);
            some(other.and_then(Value::as_str).expect("an option"))
        }
        _ => some("nothing of the kind"),
    }
}

fn time(seconds: i64) -> Value {
    let ms = seconds * 1000;
    json!({
        "elapsed_ms": ms + 5000, "active_30_ms": ms - 1000, "active_60_ms": ms, "active_120_ms": ms + 1000,
        "idle_seconds": 60,
    })
}

fn ask(served: &Served, name: &str, payload: Value) -> Value {
    served
        .rpc(name, payload)
        .unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn refused(served: &Served, name: &str, payload: Value) {
    let answer = served.rpc(name, payload);
    assert!(answer.is_err(), "{name}: {answer:?}");
}

/// What one saw, in order: value, report, whether it was the first answer of two, whether a suggestion was there.
type Seen = Vec<(String, String, bool, bool)>;

/// Extracts everything that a reader is given: slower without a suggestion, and now and then wrongly.
fn read_all(served: &Served, truths: &Truths, reader: &Value) -> (Seen, usize) {
    let (mut seen, mut practised) = (Seen::new(), 0);
    let mut turn = ask(served, "next_value", json!({ "reviewer": reader }));
    let mut answers = 0_i64;
    while !turn.is_null() {
        let value = turn["value"].clone();
        let item = value["item"].as_str().expect("a value").to_owned();
        let label = value["label"].as_str().expect("a study").to_owned();
        let shown = !turn["proposed"].is_null();
        assert!(!turn.to_string().contains("\"arm_letter\""));
        if !shown {
            let text = turn.to_string();
            assert!(
                !text.contains("proposal") && !text.contains("\"exact\""),
                "{text}"
            );
        }
        if turn["practice"] == true {
            practised += 1;
        } else {
            seen.push((item.clone(), label, turn["first"].is_null(), shown));
        }
        answers += 1;
        let right = truths.of(&value);
        let mut reading = json!({
            "reviewer": reader, "item": item, "finding": right, "accepted": null,
            "time": time(if shown { 12 } else { 20 } + answers % 4),
        });
        if shown
            && turn["first"].is_null()
            && turn["proposed"]["worst"] != "red"
            && answers % 4 != 0
        {
            reading["finding"] = Value::Null;
            reading["accepted"] = turn["proposed"]["id"].clone();
        } else if shown && turn["proposed"]["worst"] == "red" {
            // What failed a check is not taken by a key.
            let taken = json!({
                "reviewer": reader, "item": item, "finding": null, "accepted": turn["proposed"]["id"], "time": null,
            });
            refused(served, "give_value_reading", json!({ "reading": taken }));
        } else if !shown && answers % 5 == 4 {
            reading["finding"] = wrong(&value, &right);
        } else if value["address"]["field"] == "funding" && right["status"] == "reported" {
            // The same in other words.
            let words = right["value"].as_str().expect("words");
            reading["finding"] = some(&format!("It was funded by {words}"));
        }
        if answers == 17 {
            let left = json!({ "reviewer": reader, "item": item, "time": time(7) });
            ask(served, "leave_value_reading", json!({ "reading": left }));
        }
        turn = ask(served, "give_value_reading", json!({ "reading": reading }));
    }
    (seen, practised)
}

/// Answers everything that an adjudicator is asked for now, but for one value that is said to be another; the values of
/// which answers were judged.
fn judge_all(served: &Served, truths: &Truths, judge: &Value, but: Option<&str>) -> Vec<String> {
    let mut turn = ask(served, "next_value_truth", json!({ "reviewer": judge }));
    let mut judged = Vec::new();
    while !turn.is_null() {
        let value = &turn["value"];
        let right = truths.of(value);
        let text = turn.to_string();
        assert!(
            !text.contains("proposal") && !text.contains("Reader"),
            "{text}"
        );
        let differs = value["item"] == json!(but);
        let says = if turn["answer"].is_null() {
            let finding = if differs { wrong(value, &right) } else { right };
            json!({ "says": "right", "finding": finding })
        } else {
            judged.push(value["item"].as_str().expect("a value").to_owned());
            let answer = turn["answer"]["value"].as_str().expect("an answer");
            let settled = turn["right"]["value"].as_str().expect("a value");
            let correct = same(answer, settled);
            json!({ "says": "answer", "name": turn["answer_name"], "correct": correct != differs })
        };
        let truth =
            json!({ "reviewer": judge, "item": value["item"], "says": says, "time": time(10) });
        turn = ask(served, "give_value_truth", json!({ "truth": truth }));
    }
    judged
}

/// Whether an answer in other words is right: it holds the words of the right one.
fn same(answer: &str, right: &str) -> bool {
    answer.to_lowercase().contains(&right.to_lowercase())
}

/// Everything that people do in a study that is locked, until its end; and everything that is refused to them.
fn conduct(served: &Served, truths: &Truths, [a, b, c, d, other]: &[Value; 5]) -> [Seen; 2] {
    refused(served, "next_value", json!({ "reviewer": c }));
    refused(served, "next_value_truth", json!({ "reviewer": a }));
    refused(served, "value_truth_differences", json!({ "reviewer": c }));
    refused(served, "next_reading", json!({ "reviewer": a }));
    refused(served, "study_findings", json!({ "study": null }));
    refused(served, "end_study", json!({ "reviewer": c, "reason": " " }));

    // What is suggested is closed to the people of the study on the screen of the extraction, and to nobody else.
    let suggested = |reviewer: &Value, label: &str| {
        let rows = ask(
            served,
            "studies_to_extract",
            json!({ "reviewer": reviewer }),
        );
        let rows = rows.as_array().expect("studies");
        let study = rows.iter().find(|row| row["label"] == label);
        let study = &study.expect("a study")["study"];
        let view = ask(
            served,
            "study",
            json!({ "study": study, "reviewer": reviewer }),
        );
        let values = view["values"].as_array().expect("values").iter();
        values.filter(|value| !value["proposed"].is_null()).count()
    };
    for (label, ..) in STUDIES {
        for person in [a, b, c, d] {
            assert_eq!(suggested(person, label), 0, "{label}");
        }
        assert_eq!(suggested(other, label), 14, "{label}");
    }

    let (seen_a, practised) = read_all(served, truths, a);
    assert_eq!(practised, PRACTICE + PRACTICE / 4);
    // An answer is final, and only the value whose turn it is can be answered.
    let again = json!({
        "reviewer": a, "item": seen_a[0].0, "finding": none(), "accepted": null, "time": null,
    });
    refused(served, "give_value_reading", json!({ "reading": again }));
    let turn = ask(served, "next_value", json!({ "reviewer": b }));
    let item = seen_a.iter().map(|one| &one.0);
    let elsewhere = item
        .into_iter()
        .find(|item| turn["value"]["item"] != **item);
    let elsewhere = json!({
        "reviewer": b, "item": elsewhere, "finding": none(), "accepted": null, "time": null,
    });
    refused(
        served,
        "give_value_reading",
        json!({ "reading": elsewhere }),
    );
    // A suggestion that is not in view cannot be taken.
    assert!(turn["proposed"].is_null());

    // Before everything is read, adjudicators are asked for the values and for no answer.
    let disputed = seen_a
        .iter()
        .map(|one| one.0.as_str())
        .find(|item| item.contains("\"n_randomised\""))
        .expect("a number");
    assert!(judge_all(served, truths, c, None).is_empty());
    assert!(judge_all(served, truths, d, Some(disputed)).is_empty());
    let differences = ask(served, "value_truth_differences", json!({ "reviewer": c }));
    assert_eq!(
        differences.as_array().map(Vec::len),
        Some(1),
        "{differences}"
    );
    let right = truths.of(&differences[0]["value"]);
    let settled = json!({
        "reviewer": d, "item": disputed, "says": { "says": "right", "finding": right },
    });
    let left = ask(served, "settle_value_truth", json!({ "truth": settled }));
    assert_eq!(left, json!([]));

    let (seen_b, _) = read_all(served, truths, b);
    // Now the answers in other words are judged; the two differ on those of one value.
    let judged = judge_all(served, truths, c, None);
    assert!(judged.len() >= 3, "{judged:?}");
    let worded = judged.first().expect("an answer").as_str();
    let by_other = judge_all(served, truths, d, Some(worded));
    assert_eq!(by_other.len(), judged.len());
    let mut differences = ask(served, "value_truth_differences", json!({ "reviewer": d }));
    assert!(!differences.as_array().expect("differences").is_empty());
    let status = ask(served, "study_overview", json!({ "reviewer": c }));
    assert_eq!(status["study"]["complete"], json!(false));
    while let Some(one) = differences.as_array().and_then(|all| all.first()) {
        assert_eq!(one["value"]["item"], worded);
        let words = |of: &str| one[of]["value"].as_str().expect("words");
        let says = json!({
            "says": "answer", "name": one["answer_name"], "correct": same(words("answer"), words("right")),
        });
        let settled = json!({ "reviewer": c, "item": worded, "says": says });
        differences = ask(served, "settle_value_truth", json!({ "truth": settled }));
    }
    the_trail_tells_no_answer(served);
    let ended = ask(served, "end_study", json!({ "reviewer": c, "reason": "" }));
    assert_eq!(ended["study"]["complete"], json!(true));
    refused(served, "next_value", json!({ "reviewer": a }));
    assert_eq!(suggested(a, STUDIES[0].0), 14);
    [seen_a, seen_b]
}

fn the_trail_tells_no_answer(served: &Served) {
    let query = json!({ "query": { "limit": 10_000, "words": "in study" } });
    let audit = ask(served, "audit", query);
    let rows = audit["rows"].as_array().expect("rows").iter();
    let rows: Vec<&Value> = rows
        .filter(|row| {
            let action = row["action"].as_str();
            action.is_some_and(|action| action.ends_with(" value in study"))
        })
        .collect();
    assert!(rows.len() >= 2 * (2 * ITEMS + PRACTICE), "{}", rows.len());
    for row in rows {
        let detail: Value =
            serde_json::from_str(row["detail"].as_str().expect("text")).expect("JSON");
        let keys = detail.as_object().expect("keys").keys();
        let keys: BTreeSet<&str> = keys.map(String::as_str).collect();
        let allowed = BTreeSet::from(["study", "of", "field", "row_sha256", "together"]);
        assert!(keys.is_subset(&allowed), "{detail}");
    }
}

fn file(out: &Path, name: &str) -> Value {
    let text = std::fs::read_to_string(out.join(name)).expect("a file");
    serde_json::from_str(&text).expect("JSON")
}

/// A report is read whole and in one arm: A never with a suggestion, B at once, C after all own answers on the report.
fn the_arms_were_kept(out: &Path, reader: &str, seen: &Seen) {
    let allocation = file(out, "allocation.json");
    let drawn = allocation["allocation"]["assignments"].as_array();
    let drawn = drawn.expect("assignments");
    assert_eq!(drawn.len(), 2 * ITEMS);
    let arm_of = |item: &str| {
        let one = drawn
            .iter()
            .find(|one| one["reader"] == reader && one["item"] == item);
        one.and_then(|one| one["arm"].as_str()).expect("an arm")
    };
    type Steps<'s> = Vec<&'s (String, String, bool, bool)>;
    let mut reports: Vec<(&str, Steps)> = Vec::new();
    for one in seen {
        match reports.last_mut() {
            Some((label, values)) if *label == one.1 => values.push(one),
            _ => reports.push((&one.1, vec![one])),
        }
    }
    let names: BTreeSet<&str> = reports.iter().map(|(label, _)| *label).collect();
    assert_eq!(
        (names.len(), reports.len()),
        (5, 5),
        "each report once: {names:?}"
    );
    for (label, values) in &reports {
        let arms: BTreeSet<&str> = values.iter().map(|one| arm_of(&one.0)).collect();
        assert_eq!(arms.len(), 1, "{label}");
        let steps: Vec<(bool, bool)> = values.iter().map(|one| (one.2, one.3)).collect();
        let half = steps.len() / 2;
        match arms.first().copied() {
            Some("A") => assert!(steps.iter().all(|step| *step == (true, false))),
            Some("B") => assert!(steps.iter().all(|step| *step == (true, true))),
            Some("C") => {
                assert!(steps[..half].iter().all(|step| *step == (true, false)));
                assert!(steps[half..].iter().all(|step| *step == (false, true)));
            }
            other => panic!("{other:?}"),
        }
    }
}

/// What the report says is what the table of readings gives.
fn follows_from_the_table(out: &Path) {
    let text = std::fs::read_to_string(out.join("readings.csv")).expect("a table");
    let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<BTreeMap<String, String>> =
        table.deserialize().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 2 * (ITEMS + PRACTICE));
    let found = file(out, "analysis.json");
    let analysis = &found["analysis"];
    let of_arm = |arm: &str| -> Vec<&BTreeMap<String, String>> {
        let counted = rows.iter().filter(|row| row["practice"] == "no");
        counted.filter(|row| row["arm"] == arm).collect()
    };
    let seconds = |row: &&BTreeMap<String, String>| -> f64 {
        row["active_60_seconds"].parse().expect("seconds")
    };
    let mean = |rows: &[&BTreeMap<String, String>]| {
        rows.iter().map(seconds).sum::<f64>() / rows.len() as f64
    };
    let near = |found: &Value, wanted: f64| {
        let found = found.as_f64().expect("a number");
        assert!((found - wanted).abs() < 1e-9, "{found} {wanted}");
    };
    assert_eq!(of_arm("A").len(), ITEMS);
    assert_eq!(of_arm("B").len() + of_arm("C").len(), ITEMS);
    assert!(!of_arm("B").is_empty() && !of_arm("C").is_empty());
    let same_values = |arm: &str| -> Vec<&BTreeMap<String, String>> {
        let place = |row: &BTreeMap<String, String>| (row["study"].clone(), row["value"].clone());
        let with: BTreeSet<_> = of_arm(arm).into_iter().map(place).collect();
        let alone = of_arm("A").into_iter();
        alone.filter(|row| with.contains(&place(row))).collect()
    };
    let time = &analysis["time"];
    for arm in time["arms"].as_array().expect("arms") {
        let rows = of_arm(arm["arm"].as_str().expect("an arm"));
        assert_eq!(arm["readings"], json!(rows.len()));
        near(&arm["per_item"], mean(&rows));
    }
    for saved in time["saved"].as_array().expect("arms") {
        let arm = saved["arm"].as_str().expect("an arm");
        let (with, without) = (of_arm(arm), same_values(arm));
        let reports: BTreeSet<&String> = with.iter().map(|row| &row["study"]).collect();
        assert_eq!(saved["items"], json!(with.len()));
        assert_eq!(saved["clusters"], json!(reports.len()));
        near(
            &saved["by_means"]["value"],
            1.0 - mean(&with) / mean(&without),
        );
    }
    // The model has one row for each reader and report.
    assert_eq!(
        (&time["model"]["observations"], &time["model"]["items"]),
        (&json!(10), &json!(5))
    );
    let right = |rows: &[&BTreeMap<String, String>]| {
        rows.iter()
            .filter(|row| row["answer_right"] == "yes")
            .count()
    };
    let accuracy = analysis["accuracy"].as_array().expect("measures");
    assert_eq!(accuracy.len(), 1);
    for arm in accuracy[0]["arms"].as_array().expect("arms") {
        let letter = arm["arm"].as_str().expect("an arm");
        if letter == "D" {
            assert_eq!(arm["share"]["count"]["of"], json!(ITEMS));
            assert_eq!(arm["share"]["count"]["successes"], found["values"]["right"]);
            continue;
        }
        let rows = of_arm(letter);
        assert_eq!(arm["share"]["count"]["of"], json!(rows.len()));
        assert_eq!(arm["share"]["count"]["successes"], json!(right(&rows)));
    }
    for one in accuracy[0]["differences"].as_array().expect("differences") {
        let letter = one["arm"].as_str().expect("an arm");
        if letter == "D" {
            continue;
        }
        let (with, without) = (of_arm(letter), same_values(letter));
        let share = |rows: &[&BTreeMap<String, String>]| right(rows) as f64 / rows.len() as f64;
        near(&one["value"], share(&with) - share(&without));
        assert_eq!(one["margin"], json!(0.03));
        // Values of a report stand together: no test of pairs, and an interval between reports.
        assert!(one["p"].is_null() && one["by_cluster"]["low"].is_number());
        let low = one["interval"]["low"].as_f64().expect("an end");
        // Of so few reports nothing is said.
        let reports: BTreeSet<&String> = with.iter().map(|row| &row["study"]).collect();
        assert_eq!(
            one["non_inferior"],
            json!(reports.len() >= 5 && low > -0.03)
        );
    }
    for bias in analysis["bias"].as_array().expect("arms") {
        let shown = of_arm(bias["arm"].as_str().expect("an arm"));
        assert!(shown.iter().all(|row| row["suggestion_in_view"] == "yes"));
        let wrong = shown.iter().filter(|row| row["suggestion_right"] == "no");
        let count = |rows: usize| json!(rows);
        assert_eq!(
            bias["wrong_taken"]["count"]["of"],
            count(wrong.clone().count())
        );
        let taken = wrong
            .filter(|row| row["answer"] == row["suggestion"])
            .count();
        assert_eq!(bias["wrong_taken"]["count"]["successes"], count(taken));
        if bias["arm"] == "C" {
            let to_right = shown
                .iter()
                .filter(|row| row["first_answer_right"] == "no" && row["answer_right"] == "yes");
            assert_eq!(bias["switches"]["to_right"], count(to_right.count()));
            assert_eq!(bias["switches"]["shown"], count(shown.len()));
        }
    }
    let kinds: BTreeMap<&str, u64> = analysis["by_kind"]
        .as_array()
        .expect("kinds")
        .iter()
        .map(|kind| {
            (
                kind["kind"].as_str().expect("a kind"),
                kind["items"].as_u64().unwrap_or(0),
            )
        })
        .collect();
    assert_eq!(kinds.values().sum::<u64>(), ITEMS as u64);
    assert!(
        ["choice", "number", "text"]
            .iter()
            .all(|kind| kinds.contains_key(kind)),
        "{kinds:?}"
    );
    let accepted = rows
        .iter()
        .filter(|row| row["practice"] == "no" && row["accepted_by_key"] == "yes");
    assert_eq!(found["values"]["accepted"], json!(accepted.count()));
    assert_eq!(found["values"]["reports"], json!(5));
    assert_eq!(
        (&found["adjudicated_alike"], &found["settled"]),
        (&json!(ITEMS - 1), &json!(ITEMS))
    );
    assert_eq!(
        rows.iter().filter(|row| row["laid_aside"] == "1").count(),
        2
    );
    assert_eq!(
        found["integrity"],
        json!({ "audit_whole": true, "protocol_as_noted": true, "suggestions_as_locked": true, "altered": 0 })
    );
    // By the sample's own table: what it gives, said in other words, is right; a wrong number is not.
    for row in rows.iter().filter(|row| row["practice"] == "no") {
        let wanted = same(&row["answer"], &row["truth"]) || row["answer"] == row["truth"];
        if row["answer"] == "77777" || row["value"].starts_with("Funding") {
            let wanted = wanted && row["answer"] != "77777";
            assert_eq!(
                row["answer_right"],
                if wanted { "yes" } else { "no" },
                "{row:?}"
            );
        }
    }

    let page = std::fs::read_to_string(out.join("report.html")).expect("a page");
    assert!(page.contains("Values &lt;b&gt;&amp;&lt;/b&gt; us"));
    assert!(page.contains("Mean, s a value") && page.contains("40 values of 5 reports"));
    assert!(page.contains("By the kind of field:"));
    assert!(!page.contains("record in sight") && !page.contains("<script"));
    let pdf = std::fs::read(out.join("report.pdf")).expect("a PDF");
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 20_000);
}

fn alter(review: &Path, statement: &str) {
    let script = "import sqlite3,sys\nc=sqlite3.connect(sys.argv[1])\nn=c.execute(sys.argv[2]).rowcount\nc.commit()\nc.close()\nassert n==1,n";
    let done = Command::new("python3")
        .args(["-c", script, &word(&review.join("review.db")), statement])
        .status()
        .expect("python3");
    assert!(done.success(), "{statement}");
}

fn tampering_is_noticed(review: &Path) {
    let dir = word(review);
    let integrity = || run(["study", "report", &dir])["integrity"].clone();
    alter(
        review,
        "UPDATE study_mode_value_readings SET finding = replace(finding, 'reported', 'unclear') WHERE id =
         (SELECT MIN(id) FROM study_mode_value_readings WHERE practice = 0 AND step = 'final'
          AND finding LIKE '%_reported_%' AND finding NOT LIKE '%not_reported%')",
    );
    // Neither noted as it is, nor there as it was noted.
    assert_eq!(integrity()["altered"], json!(2));
    assert_eq!(integrity()["suggestions_as_locked"], json!(true));
    alter(
        review,
        "UPDATE value_suggestions SET proposal = replace(proposal, '\"status\":\"', '\"status\": \"') || ' ' WHERE id =
         (SELECT MIN(suggestion_id) FROM study_mode_values)",
    );
    // The same in other spaces says the same.
    assert_eq!(integrity()["suggestions_as_locked"], json!(true));
    alter(
        review,
        "UPDATE study_mode_values SET suggested = replace(suggested, '\"value\":\"', '\"value\":\"1') WHERE item =
         (SELECT MIN(item) FROM study_mode_values)",
    );
    assert_eq!(integrity()["suggestions_as_locked"], json!(false));
}

#[test]
fn a_team_measures_what_suggested_values_do_and_a_report_is_read_in_one_arm() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = review(folder.path());
    let dir = word(&review);
    let truths = Truths::read();

    let draft = plan(&dir);
    assert_eq!(draft["problems"], json!([]), "{draft}");
    assert_eq!(
        (&draft["items"], &draft["reports"], &draft["practice"]),
        (&json!(ITEMS), &json!(5), &json!(PRACTICE))
    );
    assert_eq!(draft["available"], json!(6 * 14));
    assert!(
        draft["design"]["question"]
            .as_str()
            .expect("text")
            .contains("per value")
    );
    // More than there is is refused, with what there is.
    run(["study", "plan", &dir, "--items", "300"]);
    let failure = error(["study", "lock", &dir, "--reviewer", "C. Judge"]);
    assert!(
        failure.message.contains("300 values are asked for"),
        "{failure:?}"
    );
    plan(&dir);
    let locked = run(["study", "lock", &dir, "--reviewer", "C. Judge"]);
    assert_eq!(locked["study"]["of"], json!("values"));
    assert_eq!(locked["study"]["reports"], json!(5));

    let served = Served::start(&review);
    let [seen_a, seen_b] = conduct(&served, &truths, &people(&dir));
    drop(served);
    let out = folder.path().join("report");
    let written = run(["study", "report", &dir, "--out", &word(&out)]);
    assert_eq!(written["readings"], json!(2 * (ITEMS + PRACTICE)));
    if let Some(keep) = std::env::var_os("KEEP_STUDY_REPORT") {
        let kept = Command::new("cp").arg("-r").arg(&out).arg(keep).status();
        assert!(kept.expect("cp").success());
    }
    the_arms_were_kept(&out, "A. Reader", &seen_a);
    the_arms_were_kept(&out, "B. Reader", &seen_b);
    follows_from_the_table(&out);
    // Nothing that was read is a value of the review.
    let rows = run(["extract", &dir]);
    let rows = rows.as_array().expect("studies").iter();
    assert!(rows.clone().count() >= 6);
    assert_eq!(
        rows.map(|row| row["answered"].as_u64().unwrap_or(1))
            .sum::<u64>(),
        0
    );
    tampering_is_noticed(&review);
}

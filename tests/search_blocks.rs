//! The concepts of a search as blocks, what a model proposes for them, the searches that were run, and a summary of
//! quotations, through the command line and the window's contract. The model has random weights: what it answers means
//! nothing, that it answers in form or is not read does.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

/// Random models of the real form, shared with the tests of the crate `models`.
#[path = "../crates/models/tests/support"]
mod tiny {
    #![allow(dead_code, unreachable_pub, reason = "each test uses its part")]
    pub mod gguf;
    pub mod models;
}

use std::path::PathBuf;

use serde_json::{Value, json};
use support::{Served, error, json as run, program, sample, word};
use tiny::models::{Size, TINY, decoder, written};

struct Review {
    folder: tempfile::TempDir,
    path: PathBuf,
    dir: String,
}

impl Review {
    /// The sample review with its records and nobody's decisions.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Sample.review");
        let dir = word(&path);
        run([
            "new",
            &dir,
            "--title",
            "Sample",
            "--protocol",
            &word(&sample().join("protocol.toml")),
        ]);
        run(["reviewer", "add", &dir, "R. Adams", "M. Silva"]);
        run([
            "import",
            &dir,
            "--list",
            &word(&sample().join("sources.toml")),
        ]);
        run(["dedupe", &dir]);
        Self { folder, path, dir }
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        word(&path)
    }

    fn served(&self) -> Served {
        let preferences = word(&self.folder.path().join("preferences"));
        Served::from(program(), &[&self.dir, "--preferences", &preferences])
    }

    /// Served, with a random decoder chosen.
    fn with_decoder(&self) -> Served {
        let served = self.served();
        let roomy = Size {
            context: 8192,
            ..TINY
        };
        let model = self.folder.path().join("decoder.gguf");
        written(&decoder(roomy), &model);
        let added = served.finish("add_model", json!({ "path": model }));
        assert_eq!(added["state"], "done", "{added}");
        let choice = json!({ "sha256": added["result"]["sha256"] });
        served.rpc("choose_model", choice).expect("chosen");
        served
    }
}

fn reviewer(served: &Served, name: &str) -> Value {
    let people = served.rpc("reviewers", json!({})).expect("people");
    let mut all = people.as_array().expect("a list").iter();
    all.find(|one| one["name"] == name).expect("the reviewer")["id"].clone()
}

fn chip(text: &str) -> Value {
    json!({
        "text": text, "kind": "term", "field": "title_abstract", "explode": false, "focus": false,
        "origin": "typed", "model": null
    })
}

fn blocks(of: &[&[&str]]) -> Value {
    let blocks: Vec<Value> = of
        .iter()
        .enumerate()
        .map(|(at, terms)| {
            let chips: Vec<Value> = terms.iter().map(|term| chip(term)).collect();
            json!({ "name": format!("Concept {at}"), "chips": chips })
        })
        .collect();
    json!({ "blocks": blocks, "from_year": null, "to_year": null, "language": null })
}

const CONCEPTS: &str = "[[concept]]\nname = \"Intervention\"\nterms = [\"medication review*\", \"pharmacist*\"]\n\
    [[concept]]\nname = \"Outcome\"\nterms = [\"readmission*\", \"readmitted.ti.\", \"zyxwv\"]\n\
    headings = [{ name = \"Patient Readmission\" }]\n";

#[test]
fn concepts_are_kept_with_versions_and_build_the_strategy() {
    let review = Review::new();
    let proposed = run(["strategy", "blocks", &review.dir]);
    assert_eq!(proposed["kept"]["version"], 0);
    let names: Vec<&str> = proposed["kept"]["blocks"]["blocks"]
        .as_array()
        .expect("blocks")
        .iter()
        .filter_map(|block| block["name"].as_str())
        .collect();
    assert_eq!(
        names,
        [
            "Population",
            "Intervention",
            "Comparison",
            "Outcome",
            "Study design"
        ]
    );
    // What the protocol proposes stands beside the blocks, not in them.
    let from_protocol = &proposed["kept"]["from_protocol"];
    assert!(
        from_protocol
            .to_string()
            .contains("\"origin\":\"protocol\""),
        "{from_protocol}"
    );
    assert_eq!(proposed["look"]["text"], "");

    let file = review.file("concepts.toml", CONCEPTS);
    let saved = run([
        "strategy",
        "blocks",
        &review.dir,
        "--save",
        &file,
        "--reviewer",
        "R. Adams",
        "--remark",
        "first",
    ]);
    assert_eq!(saved["kept"]["version"], 1);
    assert_eq!(saved["kept"]["versions"][0]["by"], "R. Adams");
    let text = saved["look"]["text"].as_str().expect("a text");
    assert_eq!(
        text,
        "// Intervention\n#1 medication review*[tiab] OR pharmacist*[tiab]\n// Outcome\n\
         #2 \"Patient Readmission\"[mh] OR (readmission*[tiab] OR zyxwv[tiab]) OR readmitted[ti]\n#3 #1 AND #2\n"
    );
    // A chip finds what a search for it alone finds; what nobody knows is told.
    let figures = &saved["look"]["blocks"][1]["chips"];
    let known: Vec<&str> = figures
        .as_array()
        .expect("chips")
        .iter()
        .filter_map(|chip| chip["known"].as_str())
        .collect();
    assert_eq!(known.last(), Some(&"nobody"), "{figures}");
    let alone = review.file("alone.txt", "readmission*[tiab]");
    let ran = run([
        "strategy",
        "run",
        &alone,
        "--corpus",
        &review.dir,
        "--syntax",
        "pubmed",
    ]);
    assert_eq!(figures[1]["hits"], ran["report"]["lines"][0]["hits"]);
    assert!(figures[1]["hits"].as_u64() > Some(5), "{figures}");
    let whole = review.file("whole.txt", text);
    let ran = run([
        "strategy",
        "run",
        &whole,
        "--corpus",
        &review.dir,
        "--syntax",
        "pubmed",
    ]);
    assert_eq!(saved["look"]["hits"], ran["report"]["lines"][2]["hits"]);
    assert_eq!(
        saved["look"]["at_most"],
        ran["report"]["lines"][2]["at_most"]
    );

    // The strategy is taken apart into the same concepts again; one that has another shape says why not.
    let apart = run(["strategy", "concepts", &whole, "--syntax", "pubmed"]);
    let texts = |blocks: &Value| -> Vec<String> {
        let mut all: Vec<String> = blocks["blocks"]
            .as_array()
            .expect("blocks")
            .iter()
            .flat_map(|block| block["chips"].as_array().expect("chips"))
            .map(|chip| format!("{} {}", chip["text"], chip["field"]))
            .collect();
        all.sort();
        all
    };
    assert_eq!(texts(&apart["blocks"]), texts(&saved["kept"]["blocks"]));
    let other = review.file("other.txt", "1. stroke[ti]\n2. child*[ti]\n3. #1 NOT #2\n");
    let apart = run(["strategy", "concepts", &other, "--syntax", "pubmed"]);
    assert_eq!(apart["blocks"], Value::Null);
    assert!(
        apart["why_not"]
            .as_str()
            .is_some_and(|why| why.contains("NOT")),
        "{apart}"
    );

    let audit = run(["audit", &review.dir]).to_string();
    assert!(
        audit.contains("saved version 1 of the concepts of the search: 6 terms in 2 blocks: first"),
        "{audit}"
    );
    assert_eq!(run(["verify", &review.dir]), json!({ "whole": true }));
}

#[test]
fn nobody_saves_over_what_another_saved_meanwhile() {
    let review = Review::new();
    let served = Served::start(&review.path);
    let save = |base: i64, name: &str, of: Value| {
        let saved = json!({ "saved": {
            "blocks": of, "base": base, "remark": null, "reviewer": reviewer(&served, name)
        } });
        served.rpc("save_search_blocks", saved)
    };
    let first = save(0, "R. Adams", blocks(&[&["stroke", " stroke ", ""]])).expect("saved");
    assert_eq!(first["version"], 1);
    assert_eq!(
        first["blocks"]["blocks"][0]["chips"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    let refused = save(0, "M. Silva", blocks(&[&["gait"]])).expect_err("refused");
    assert!(refused.contains("meanwhile"), "{refused}");
    let second = save(1, "M. Silva", blocks(&[&["gait"]])).expect("saved");
    assert_eq!(second["version"], 2);
    let versions = second["versions"].as_array().expect("versions");
    assert_eq!(versions.len(), 2, "the first is kept");
    let many = ["x"; 13];
    let many: Vec<&[&str]> = many.iter().map(std::slice::from_ref).collect();
    assert!(save(2, "M. Silva", blocks(&many)).is_err());
}

/// Two chips that find the same record: neither is the only one; without one of them the other is.
#[test]
fn what_only_one_chip_finds_is_counted() {
    let review = Review::new();
    let served = Served::start(&review.path);
    let look = |of: Value| {
        let asked = json!({ "blocks": of, "syntax": "ovid-medline" });
        served.rpc("look_at_blocks", asked).expect("figures")
    };
    let both = look(blocks(&[&["pharmacist*", "pharmacist*.ti."]]));
    let chips = &both["blocks"][0]["chips"];
    let number = |value: &Value| value.as_u64().expect("a number");
    let (wide, narrow) = (number(&chips[0]["hits"]), number(&chips[1]["hits"]));
    assert!(wide > narrow && narrow > 0, "{chips}");
    assert_eq!(number(&chips[0]["only_it_finds"]), wide - narrow);
    assert_eq!(number(&chips[1]["only_it_finds"]), 0);
    assert_eq!(number(&both["blocks"][0]["hits"]), wide);
    // Of the whole result: another concept takes away what it does not find.
    let with_other = look(blocks(&[&["pharmacist*"], &["zyxwv"]]));
    assert_eq!(number(&with_other["hits"]), 0);
    assert_eq!(
        number(&with_other["blocks"][0]["chips"][0]["only_it_finds"]),
        0
    );
}

#[test]
fn a_search_as_it_was_run_fills_the_checklist() {
    let review = Review::new();
    let item = |number: &str| {
        let report = run(["report", &review.dir]);
        let lists = report["checklists"].as_array().expect("checklists").clone();
        let list = lists
            .iter()
            .find(|list| list["kind"] == "prisma_s")
            .expect("PRISMA-S");
        let items = list["items"].as_array().expect("items").clone();
        items
            .into_iter()
            .find(|item| item["number"] == number)
            .expect("the item")
    };
    assert_eq!(item("14")["state"], "missing");
    let details = "database = \"MEDLINE\"\nplatform = \"Ovid\"\nsearched_on = \"2026-02-30\"\n\
        syntax = \"ovid-medline\"\nstrategy = \"\"\"\n1. exp Stroke/\n2. limit 1 to yr=\\\"2000 -Current\\\"\n\"\"\"\n\
        limits = \"none\"\npeer_review = \"PRESS 2015, by M. Silva\"\nrecords = 1204\n";
    let record = |text: &str| {
        let file = review.file("run.toml", text);
        [
            "strategy",
            "ran",
            &review.dir,
            "--record",
            &file,
            "--reviewer",
            "R. Adams",
        ]
        .map(str::to_owned)
    };
    assert!(error(record(details)).message.contains("2026-02-30"));
    let details = details.replace("2026-02-30", "2026-02-28");
    let runs = run(record(&details));
    assert_eq!(runs[0]["run"]["records"], 1204);
    assert!(
        runs[0]["missing"]
            .to_string()
            .contains("reasons for the limits"),
        "{runs}"
    );
    for (number, holds) in [
        ("1", "MEDLINE (Ovid)"),
        ("8", "exp Stroke/"),
        ("9", "limited to the years from 2000 on"),
        ("13", "MEDLINE: 2026-02-28"),
        ("14", "PRESS 2015, by M. Silva"),
        ("15", "MEDLINE reported 1204 records."),
    ] {
        let said = item(number)["recorded"].to_string();
        assert!(
            said.contains(holds) || said.replace("1,204", "1204").contains(holds),
            "{number}: {said}"
        );
    }
    // A correction appends; what is taken back is reported no more.
    let id = runs[0]["id"].as_str().expect("an identity").to_owned();
    let mut correction = record(&details.replace("1204", "1210")).to_vec();
    correction.extend(["--correct".to_owned(), id.clone()]);
    let runs = run(correction);
    assert_eq!(
        (&runs[0]["run"]["records"], &runs[0]["times"]),
        (&json!(1210), &json!(2))
    );
    let back = [
        "strategy",
        "ran",
        &review.dir,
        "--withdraw",
        &id,
        "--reason",
        "twice",
        "--reviewer",
        "R. Adams",
    ];
    assert_eq!(run(back), json!([]));
    assert_eq!(item("14")["state"], "missing");
    assert_eq!(error(back).code, "not_found");
    assert_eq!(run(["verify", &review.dir]), json!({ "whole": true }));
}

#[test]
fn a_model_proposes_and_enters_nothing() {
    let review = Review::new();
    let served = review.with_decoder();
    let wanted = json!({ "wanted": { "block": "Intervention", "known": ["pharmacist*"] } });
    let job = served.finish("propose_terms", wanted);
    assert_eq!(job["state"], "done", "{job}");
    let named = &job["result"];
    assert_eq!(named["model"], "tiny decoder");
    let terms = named["terms"].as_array().expect("terms");
    // Read in its form, or not at all.
    assert!(terms.is_empty() || named["unread"].is_null(), "{named}");
    assert_eq!(named["figures"].as_array().map(Vec::len), Some(terms.len()));
    for (term, figures) in terms
        .iter()
        .zip(named["figures"].as_array().expect("figures"))
    {
        assert_eq!(
            (&term["origin"], &term["model"]),
            (&json!("model"), &json!("tiny decoder"))
        );
        let text = term["text"].as_str().expect("a text");
        let in_form = |c: char| c.is_ascii_alphanumeric() || " -,*".contains(c);
        assert!(!text.is_empty() && text.chars().all(in_form), "{text}");
        assert!(
            figures["hits"] == json!(0) || figures["known"] == json!("corpus"),
            "{text}: {figures}"
        );
    }
    let kept = served.rpc("search_blocks", json!({})).expect("blocks");
    assert_eq!(kept["version"], 0, "nothing was saved");
    assert!(!kept["blocks"].to_string().contains("\"model\""), "{kept}");
}

#[test]
fn without_a_model_that_writes_nothing_is_proposed_or_summed_up() {
    let review = Review::new();
    let served = review.served();
    let wanted = json!({ "wanted": { "block": "Outcome", "known": [] } });
    for (name, payload) in [
        ("propose_terms", wanted),
        (
            "sum_up_answer",
            json!({ "question": "Who fell?", "quotes": [] }),
        ),
    ] {
        let job = served.finish(name, payload);
        assert_eq!(job["state"], "failed", "{job}");
        assert_eq!(job["error"]["code"], "refused", "{job}");
    }
}

#[test]
fn a_summary_rests_on_quotations_of_the_records() {
    let review = Review::new();
    let question = "Were fewer patients readmitted to hospital?";
    let answer = run(["ask", &review.dir, question]);
    let quotes: Vec<Value> = answer["sentences"]
        .as_array()
        .expect("sentences")
        .iter()
        .take(3)
        .map(|s| json!({ "record": s["record"], "text": s["text"] }))
        .collect();
    assert_eq!(quotes.len(), 3, "{answer}");
    let served = review.with_decoder();
    let job = served.finish(
        "sum_up_answer",
        json!({ "question": question, "quotes": quotes }),
    );
    assert_eq!(job["state"], "done", "{job}");
    let summary = &job["result"];
    assert_eq!(
        (&summary["model"], &summary["quotes"]),
        (&json!("tiny decoder"), &json!(3))
    );
    let sentences = summary["sentences"].as_array().expect("sentences");
    assert!(
        sentences.is_empty() || summary["unread"].is_null(),
        "{summary}"
    );
    for sentence in sentences {
        // Letters without meaning: whatever it wrote, the quotations do not hold it.
        assert!(sentence["struck"].is_string(), "{sentence}");
        let places = sentence["quotes"].as_array().expect("places");
        assert!(
            !places.is_empty()
                && places
                    .iter()
                    .all(|p| (1..=3).contains(&p.as_u64().unwrap_or(0)))
        );
    }
    // What does not stand in a record is no quotation, whoever says so.
    let mut made_up = quotes.clone();
    made_up[1]["text"] = json!("All patients were cured.");
    let job = served.finish(
        "sum_up_answer",
        json!({ "question": question, "quotes": made_up }),
    );
    assert_eq!(job["error"]["code"], "refused", "{job}");
}

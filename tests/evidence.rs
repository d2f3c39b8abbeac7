//! Evidence summaries kept in a review, through the front door: trials of the BCG vaccine are extracted, pooled, rated and
//! written about. Their pooled risk ratio is that of metafor (Viechtbauer, J Stat Softw 2010;36(3)) for these trials.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test ends where what it needs is absent, and says so where it is skipped"
)]

#[path = "support/bcg.rs"]
mod bcg;
mod support;

use std::path::Path;
use std::process::Command;

use bcg::{Made, TRIALS, is, made, with};
use serde_json::{Value, json};
use support::{Served, error, json as run, word};

/// Runs a script of the program where R with metafor is.
fn agrees_with_r(script: &str) {
    let present = Command::new("Rscript")
        .args([
            "--vanilla",
            "-e",
            "if (!requireNamespace('metafor', quietly = TRUE)) q(status = 1)",
        ])
        .output();
    if !present.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: R with metafor is not here");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("analysis.R"), script).expect("a file");
    let output = Command::new("Rscript")
        .args(["--vanilla", "analysis.R"])
        .current_dir(folder.path())
        .output()
        .expect("R");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("Attest and metafor agree."),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn extracted_trials_are_pooled_kept_rated_and_written_about() {
    let made = made();
    let list = made.ask("synthesis", json!({}));
    let first = &list["poolable"][0];
    assert_eq!(first["outcomes"], json!(["tuberculosis"]), "{list}");
    assert_eq!(first["second_arms"], json!(["no vaccine"]));
    assert_eq!(first["studies"].as_array().map(Vec::len), Some(4));

    // By hand: ln RR of Mantel and Haenszel is ln(Σ aᵢn₂ᵢ/Nᵢ ÷ Σ cᵢn₁ᵢ/Nᵢ).
    let (mut up, mut down) = (0.0, 0.0);
    for (_, [a, n1, c, n2]) in TRIALS.map(|(name, n)| (name, n.map(f64::from))) {
        up += a * n2 / (n1 + n2);
        down += c * n1 / (n1 + n2);
    }
    let tried = made.ask(
        "try_analysis",
        json!({ "choice": with("Tried", "mantel_haenszel") }),
    );
    is(&tried["result"]["pooled"]["estimate"], up / down);
    assert_eq!(tried["result"]["studies"][0]["name"], "Aronson 1948");
    assert_eq!(tried["result"]["studies"][0]["first"], "4/123");
    assert_eq!(tried["result"]["studies"][0]["numbers"][0]["value"], "4");
    assert_eq!(
        made.ask("synthesis", json!({}))["analyses"],
        json!([]),
        "nothing was kept"
    );

    let kept = made.ask(
        "keep_analysis",
        json!({ "analysis": null, "choice": with("Tuberculosis", "reml"), "reviewer": made.reviewer }),
    );
    let view = made.ask("analysis", json!({ "analysis": kept }));
    assert!(
        view["sentences"]
            .as_array()
            .is_some_and(|all| all.len() > 4 && all.iter().all(|one| one["struck"] == json!([]))),
        "every sentence of the draft is supported: {}",
        view["sentences"]
    );
    let facts = view["findings"]["outcomes"][0]["facts"].to_string();
    assert!(facts.contains("Imprecision"), "{facts}");

    // A number that is none of the analysis, a study that is none of it, and a sentence without studies are struck out.
    let own = json!([
        { "text": "4 trials were pooled.", "studies": ["Aronson 1948"] },
        { "text": "The vaccine prevented 4321 deaths.", "studies": ["Aronson 1948"] },
        { "text": "It was safe.", "studies": ["Smith 2001"] },
        { "text": "It was cheap.", "studies": [] },
    ]);
    made.ask(
        "write_paragraph",
        json!({ "analysis": kept, "sentences": own, "reviewer": made.reviewer }),
    );
    let view = made.ask("analysis", json!({ "analysis": kept }));
    let struck: Vec<bool> = view["sentences"]
        .as_array()
        .expect("sentences")
        .iter()
        .map(|one| one["struck"] != json!([]))
        .collect();
    assert_eq!(struck, [false, true, true, true], "{}", view["sentences"]);
    assert_eq!(view["written"]["by"], "R. Adams");

    let not_serious = json!({ "rating": "not_serious", "reason": "" });
    let rating = |imprecision: Value| {
        json!({
            "design": "randomised", "risk_of_bias": not_serious, "inconsistency": not_serious,
            "indirectness": not_serious, "imprecision": imprecision, "publication_bias": not_serious,
            "certainty": "moderate",
        })
    };
    let rate = |imprecision: Value| {
        made.served.rpc(
            "rate_certainty",
            json!({ "analysis": kept, "rating": rating(imprecision), "reviewer": made.reviewer }),
        )
    };
    assert!(
        rate(json!({ "rating": "serious", "reason": " " })).is_err(),
        "no reason, no rating"
    );
    rate(json!({ "rating": "serious", "reason": "Few events." })).expect("rated");
    let view = made.ask("analysis", json!({ "analysis": kept }));
    let findings = &view["findings"]["outcomes"][0];
    assert_eq!(findings["certainty"], "moderate", "{findings}");
    assert_eq!(findings["rated_by"], "R. Adams");
    assert_eq!(view["findings"]["footnotes"][1]["text"], "Few events.");

    // The share with the event without the vaccine: 299 of 13,529.
    let next = made.ask("next_trial", json!({ "analysis": kept }));
    let question = &next["questions"][0]["question"];
    assert_eq!(question["question"], "two_proportions");
    is(&question["second"], 299.0 / 13_529.0);
    let asked = json!({ "question": question, "plan": { "alpha": 0.05, "power": 0.8, "ratio": 1.0, "drop_out": 0.0, "clusters": null } });
    let sizes = made.ask("trial_sizes", json!({ "asked": asked }));
    assert!(
        sizes["curve"]
            .as_array()
            .is_some_and(|curve| curve.len() > 5),
        "{sizes}"
    );

    // The files, and nothing of what was struck out in them.
    let job = made.served.finish(
        "export",
        json!({ "export": { "what": "analysis", "analysis": kept } }),
    );
    assert_eq!(job["state"], "done", "{job}");
    let names: Vec<String> = job["result"]["files"]
        .as_array()
        .expect("files")
        .iter()
        .map(|file| file["path"].as_str().expect("a path").to_owned())
        .collect();
    let read = |ending: &str| {
        let path = names
            .iter()
            .find(|path| path.ends_with(ending))
            .expect("the file");
        std::fs::read_to_string(path).expect("readable")
    };
    let paragraph = read("paragraph.txt");
    assert!(paragraph.starts_with("Draft: the extraction of 4 studies is not settled"));
    assert!(
        paragraph.ends_with("\n\n4 trials were pooled.\n"),
        "{paragraph}"
    );
    assert!(!read("analysis.json").contains("4321"));
    assert!(read("forest plot.svg").contains("Ferguson 1949"));
    assert!(
        read("analysis.R").contains("ai <- c(4, 6, 3, 62)"),
        "{}",
        read("analysis.R")
    );
    assert!(read("summary of findings.html").contains("Few events."));
    agrees_with_r(&read("analysis.R"));
    let trail = made.ask(
        "audit",
        json!({ "query": { "limit": 50, "words": "analysis" } }),
    );
    assert!(
        trail
            .to_string()
            .contains("kept the analysis “Tuberculosis”"),
        "{trail}"
    );

    // Numbers that change show at what was said of them.
    let rows = made.ask("studies_to_extract", json!({ "reviewer": made.reviewer }));
    let aronson = rows
        .as_array()
        .expect("studies")
        .iter()
        .find(|row| row["label"] == "Aronson 1948")
        .expect("a study");
    let address = view["result"]["studies"][0]["numbers"][0]["address"].clone();
    made.give(&aronson["study"], &address, "5");
    let view = made.ask("analysis", json!({ "analysis": kept }));
    assert_eq!(view["rated"]["outdated"], true);
    assert_eq!(view["written"]["outdated"], true);

    made.ask(
        "withdraw_analysis",
        json!({ "analysis": kept, "reason": "Made by mistake.", "reviewer": made.reviewer }),
    );
    let Made {
        folder,
        review,
        served,
        ..
    } = made;
    drop(served);
    let dir = word(&review);
    let refused = error([
        "synthesis",
        "export",
        &dir,
        "Tuberculosis",
        "--out",
        &word(folder.path()),
    ]);
    assert!(refused.message.contains("withdrawn"), "{refused:?}");
    let shown = run(["synthesis", "list", &dir]);
    assert_eq!(
        shown["analyses"][0]["withdrawn"]["reason"],
        "Made by mistake."
    );
}

#[test]
fn what_cannot_be_pooled_is_refused_with_the_reason() {
    let made = made();
    let refused = |choice: Value| {
        let answer = made.served.rpc("try_analysis", json!({ "choice": choice }));
        answer.is_err()
    };
    let mut both = with("Both sides", "reml");
    both["second_arms"] = json!(["bcg VACCINE"]);
    assert!(refused(both));
    assert!(refused(with("", "reml")), "no name");
    let mut hartung = with("Hartung", "fixed");
    hartung["hartung_knapp"] = json!("plain");
    assert!(refused(hartung), "belongs to random effects");
    // Without three of the four studies there is nothing to pool, and each says why.
    let rows = made.ask("studies_to_extract", json!({ "reviewer": made.reviewer }));
    let omitted: Vec<Value> = rows.as_array().expect("studies")[..3]
        .iter()
        .map(|row| json!({ "study": row["study"], "reason": "Another population" }))
        .collect();
    let mut one = with("One", "reml");
    one["omitted"] = json!(omitted);
    let view = made.ask("try_analysis", json!({ "choice": one.clone() }));
    assert_eq!(view["result"], Value::Null);
    assert!(
        view["not_pooled"][0]
            .as_str()
            .is_some_and(|why| why.contains("two or more"))
    );
    assert_eq!(view["left_out"].as_array().map(Vec::len), Some(3));
    assert!(
        view["left_out"][0]["reason"]
            .as_str()
            .is_some_and(|why| why.contains("Another population"))
    );
    let kept = made.served.rpc(
        "keep_analysis",
        json!({ "analysis": null, "choice": one, "reviewer": made.reviewer }),
    );
    assert!(kept.is_err(), "what cannot be pooled is not kept");
    // The same by the command line, which finds the same risk ratio.
    let Made {
        review,
        served,
        folder: _folder,
        ..
    } = made;
    drop(served);
    let view = run([
        "synthesis",
        "pool",
        &word(&review),
        "--outcome",
        "tuberculosis",
        "--first-arm",
        "BCG vaccine",
        "--second-arm",
        "no vaccine",
        "--measure",
        "rr",
        "--method",
        "fixed",
    ]);
    assert_eq!(view["result"]["studies"].as_array().map(Vec::len), Some(4));
    let failure = error([
        "synthesis",
        "pool",
        &word(&review),
        "--outcome",
        "tuberculosis",
        "--first-arm",
        "BCG vaccine",
        "--second-arm",
        "bcg VACCINE",
        "--measure",
        "rr",
    ]);
    assert!(failure.message.contains("both sides"), "{failure:?}");
}

/// Of the sample, one study was extracted by both and differs, the other by one only: nothing of the second is told.
#[test]
fn what_one_of_two_extractors_entered_is_pooled_for_nobody() {
    let folder = tempfile::tempdir().expect("a folder");
    let served = Served::with_sample(folder.path());
    let view = served.rpc("synthesis", json!({})).expect("an answer");
    let told = view.to_string();
    assert!(!told.contains("practice pharmacist"), "{told}");
    let most = |one: &Value| one["studies"].as_array().map(Vec::len) > Some(1);
    assert!(
        !view["poolable"]
            .as_array()
            .expect("a list")
            .iter()
            .any(most)
    );
    assert!(
        view["unfinished"]
            .as_array()
            .is_some_and(|open| !open.is_empty())
    );
}

/// Whether a file says that it is a draft; `None` of drawings without text, and of documents, which are packed.
fn says_draft(path: &Path) -> Option<bool> {
    let extension = path.extension().and_then(|e| e.to_str()).expect("a format");
    if matches!(extension, "png" | "pdf" | "docx") {
        return None;
    }
    let text = std::fs::read_to_string(path).expect("readable");
    Some(match extension {
        "json" => {
            let value: Value = serde_json::from_str(&text).expect("JSON");
            value["draft"] == true
        }
        "svg" => text.matches(">Draft: the extraction of ").count() > 1,
        "txt" => text.starts_with("Draft: the extraction of "),
        "csv" => text
            .trim_start_matches('\u{FEFF}')
            .trim_start_matches('"')
            .starts_with("Draft: the extraction of "),
        "R" => text
            .lines()
            .nth(1)
            .is_some_and(|line| line.starts_with("# Draft: the extraction of ")),
        "html" => text.contains("<p class=\"open\">Draft: the extraction of "),
        other => panic!("an unknown format: {other}"),
    })
}

/// Of an extraction that is not settled, every file says so; of one that is, none does.
#[test]
fn what_is_not_settled_leaves_as_a_draft() {
    let made = made();
    let kept = made.keep(with("Tuberculosis", "reml"));
    let exports = [
        json!({ "what": "analysis", "analysis": kept }),
        json!({ "what": "summary_of_findings" }),
    ];
    let mut sizes = Vec::new();
    for settled in [false, true] {
        if settled {
            made.settle_the_rest();
            let open = made.ask("synthesis", json!({}))["unfinished"].clone();
            assert_eq!(open, json!([]), "everything is settled");
        }
        for export in &exports {
            let files = made.exported(export.clone());
            assert!(files.len() >= 3, "{files:?}");
            for file in &files {
                let folder = file.parent().and_then(Path::file_name).expect("a folder");
                assert_eq!(
                    folder.to_string_lossy().contains("draft"),
                    !settled,
                    "{folder:?}"
                );
                if let Some(says) = says_draft(file) {
                    assert_eq!(says, !settled, "{}", file.display());
                } else {
                    let size = std::fs::metadata(file).expect("a file").len();
                    sizes.push((file.file_name().map(ToOwned::to_owned), size));
                }
            }
        }
    }
    // What cannot be read here is longer by the notice.
    let (draft, settled) = sizes.split_at(sizes.len() / 2);
    for ((name, with), (same, without)) in draft.iter().zip(settled) {
        assert_eq!(name, same);
        assert!(with > without, "{name:?}: {with} and {without}");
    }
}

/// What was assessed of an outcome stands beside every row of it, and beside no other.
#[test]
fn risk_of_bias_stands_beside_every_row_of_its_outcome() {
    let made = made();
    made.ask(
        "set_bias_methods",
        json!({ "methods": { "tool": "rob2", "assessors": "one", "finds_sentences": false }, "reviewer": made.reviewer }),
    );
    for (label, study) in made.studies() {
        if label == "Aronson 1948" {
            made.assess(&study, "Tuberculosis, at the end");
            made.assess(&study, "Tuberculosis or death");
        }
    }
    let first = made.keep(with("By likelihood", "reml"));
    made.keep(with("By tables", "mantel_haenszel"));
    let facts = |view: &Value| view["findings"]["outcomes"][0]["facts"].to_string();
    let one = facts(&made.ask("analysis", json!({ "analysis": first })));
    assert!(
        one.contains("Overall risk of bias low: 1 of 1 assessed results"),
        "{one}"
    );

    let files = made.exported(json!({ "what": "summary_of_findings" }));
    let page = files
        .iter()
        .find(|file| file.extension().is_some_and(|e| e == "html"))
        .expect("a page");
    let page = std::fs::read_to_string(page).expect("readable");
    let told = page
        .matches("Overall risk of bias low: 1 of 1 assessed results")
        .count();
    assert_eq!(told, 2, "{page}");
    assert!(
        page.contains("tuberculosis (BCG vaccine against No vaccine)"),
        "{page}"
    );
    assert!(
        page.contains("Not assessed: Ferguson 1949, Hart 1977, Rosenthal 1960."),
        "{page}"
    );

    // A rating that was given before a number changed says so in every file.
    let not_serious = json!({ "rating": "not_serious", "reason": "" });
    made.ask(
        "rate_certainty",
        json!({ "analysis": first, "reviewer": made.reviewer, "rating": {
            "design": "randomised", "risk_of_bias": not_serious, "inconsistency": not_serious,
            "indirectness": not_serious, "imprecision": not_serious, "publication_bias": not_serious,
            "certainty": "high",
        }}),
    );
    let view = made.ask("analysis", json!({ "analysis": first }));
    let address = view["result"]["studies"][0]["numbers"][0]["address"].clone();
    let (_, study) = made
        .studies()
        .into_iter()
        .find(|(label, _)| label == "Aronson 1948")
        .expect("a study");
    made.give(&study, &address, "5");
    let view = made.ask("analysis", json!({ "analysis": first }));
    let comment = &view["findings"]["outcomes"][0]["comment"];
    assert!(
        comment
            .as_str()
            .is_some_and(|text| text.starts_with("The numbers have changed")),
        "{comment}"
    );
}

//! Models compared on the sample review's own decisions, by the real llama.cpp. The models have random weights, so what
//! they say means nothing; that they are counted rightly does.

#![allow(
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test ends where what it needs is absent"
)]

mod support;
#[path = "../crates/models/tests/support"]
#[allow(dead_code, unreachable_pub, reason = "each test uses a part of it")]
mod tiny {
    pub mod gguf;
    pub mod models;
}

use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{attest, error, json as run, sample, word};

/// The sample review with its decisions.
fn review(folder: &Path) -> PathBuf {
    let review = folder.join("Sample.review");
    let (sample, dir) = (sample(), word(&review));
    let protocol = word(&sample.join("protocol.toml"));
    run(["new", &dir, "--title", "Sample", "--protocol", &protocol]);
    run(["reviewer", "add", &dir, "R. Adams", "M. Silva"]);
    run([
        "import",
        &dir,
        "--list",
        &word(&sample.join("sources.toml")),
    ]);
    let table = |name: &str| word(&sample.join(name));
    run(["dedupe", &dir]);
    run([
        "duplicates",
        &dir,
        "--table",
        &table("pairs.csv"),
        "--reviewer",
        "R. Adams",
    ]);
    run([
        "decisions",
        "import",
        &dir,
        "--table",
        &table("decisions.csv"),
    ]);
    review
}

fn bench(review: &Path, models: &[&Path], more: &[&str]) -> Value {
    let mut words = vec!["models".to_owned(), "bench".into(), word(review)];
    for model in models {
        words.extend(["--model".into(), word(model)]);
    }
    words.extend(more.iter().map(|&w| w.to_owned()));
    run(words)
}

/// A row without what depends on the clock.
fn figures(row: &Value) -> Value {
    let mut row = row.clone();
    let fields = row.as_object_mut().expect("a row");
    fields.remove("seconds");
    fields.remove("memory");
    row
}

#[test]
fn two_models_and_a_broken_one_on_the_sample_review() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = review(folder.path());
    let (reader, broken) = (
        folder.path().join("reader.gguf"),
        folder.path().join("broken.gguf"),
    );
    tiny::models::reader(tiny::models::TINY).write(&reader);
    std::fs::write(
        &broken,
        &std::fs::read(&reader).expect("the reader")[..2000],
    )
    .expect("a file");
    let other = folder.path().join("wider.gguf");
    tiny::models::reader(tiny::models::Size {
        width: 96,
        ..tiny::models::TINY
    })
    .write(&other);
    let before = run(["verify", &word(&review)]);

    let options = [
        "--records",
        "60",
        "--seed",
        "7",
        "--rule",
        "labels",
        "--rule",
        "sensitivity=0.9",
    ];
    let report = bench(&review, &[&reader, &other, &broken], &options);
    let rows = report["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 6);
    let sample = &report["sample"];
    let count = |name: &str| sample[name].as_u64().expect("a number");
    assert_eq!(count("included") + count("excluded"), 60);
    assert!(count("included") <= count("all_included"));
    for row in &rows[..4] {
        assert_eq!(row["failed"], Value::Null);
        assert_eq!(row["sensitivity"]["of"], sample["included"]);
        assert_eq!(row["specificity"]["of"], sample["excluded"]);
        assert_eq!(row["read"]["of"], 60);
        assert!(row["seconds"]["median"].as_f64().is_some_and(|s| s > 0.0));
        assert!(
            row["memory"]
                .as_u64()
                .is_some_and(|bytes| bytes > 1_000_000)
        );
        assert_eq!(row["model"]["sha256"].as_str().map(str::len), Some(64));
    }
    for row in &rows[4..] {
        let failure = row["failed"]["message"].as_str().expect("why it failed");
        assert!(failure.contains("broken.gguf"), "{failure}");
        assert_eq!(row["sensitivity"]["of"], 0);
    }
    // Every pair of the four that worked.
    let comparisons = report["comparisons"].as_array().expect("comparisons");
    assert_eq!(comparisons.len(), 6);
    for pair in comparisons {
        let sensitivity = &pair["sensitivity"];
        let kept = |which: &str| {
            let row = pair[which].as_u64().expect("a place") as usize;
            rows[row]["sensitivity"]["count"]
                .as_i64()
                .expect("a number")
        };
        let only = |which: &str| sensitivity[which].as_i64().expect("a number");
        assert_eq!(
            kept("first") - kept("second"),
            only("only_first") - only("only_second")
        );
    }

    // Asked again, everything is as it was, and the answers that were kept are not asked for again.
    let again = bench(&review, &[&reader, &other, &broken], &options);
    let figures_of = |report: &Value| -> Vec<Value> {
        report["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .map(figures)
            .collect()
    };
    assert_eq!(figures_of(&again), figures_of(&report));
    assert_eq!(again["comparisons"], report["comparisons"]);
    assert_eq!(again["rows"][0]["seconds"], report["rows"][0]["seconds"]);
    let kept: Vec<String> = std::fs::read_dir(review.join("derived/bench"))
        .expect("what was kept")
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("answers-"))
        .map(|entry| std::fs::read_to_string(entry.path()).expect("answers"))
        .collect();
    assert_eq!(kept.len(), 2);
    for answers in kept {
        assert_eq!(answers.lines().filter(|line| !line.is_empty()).count(), 60);
    }
    // Nothing of it is in the review itself.
    assert_eq!(run(["verify", &word(&review)]), before);

    let text = attest([
        "models",
        "bench",
        &word(&review),
        "--model",
        &word(&reader),
        "--records",
        "60",
    ]);
    let text = String::from_utf8(text.stdout).expect("text");
    assert!(text.contains("sensitivity") && text.contains("κ"), "{text}");
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("Empty.review");
    let dir = word(&review);
    let protocol = word(&sample().join("protocol.toml"));
    run(["new", &dir, "--title", "Empty", "--protocol", &protocol]);
    let refused = |more: &[&str]| {
        let words = ["models", "bench", &dir, "--model", "none.gguf"];
        error(words.iter().chain(more)).code
    };
    assert_eq!(refused(&[]), "refused");
    assert_eq!(refused(&["--records", "20"]), "invalid");
    assert_eq!(refused(&["--rule", "threshold=7"]), "invalid");
    assert_eq!(refused(&["--rule", "guess"]), "invalid");
}

//! The shipped reader in llama.cpp gives the scores that its training gave.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::path::{Path, PathBuf};

use models::{ModelKind, Pair, Scored, StopFlag, inspect};
use serde::Deserialize;

/// What Q8_0 may change in a logit.
const MOST: f64 = 0.15;

#[derive(Deserialize)]
struct Golden {
    question: String,
    text: String,
    /// The logit before quantization.
    score: f64,
}

/// The shipped reader, or the one that `ATTEST_READER` names.
fn reader() -> PathBuf {
    std::env::var_os("ATTEST_READER").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/attest-reader-q8_0.gguf"),
        PathBuf::from,
    )
}

#[tokio::test]
async fn scores_are_those_of_the_training() {
    let path = reader();
    let golden = path.with_extension("golden.json");
    if !path.exists() || !golden.exists() {
        println!(
            "skipped: {} or its golden scores are not there",
            path.display()
        );
        return;
    }
    let golden: Vec<Golden> =
        serde_json::from_slice(&std::fs::read(golden).expect("golden scores")).expect("a list");
    assert!(golden.len() >= 5);
    let model = inspect(&path).expect("a model");
    assert_eq!(model.kind, ModelKind::Reader { outputs: 1 });
    let worker = support::worker(model).await;
    let pairs = golden
        .iter()
        .map(|g| Pair {
            question: g.question.clone(),
            text: g.text.clone(),
        })
        .collect();
    let mut scores = vec![f64::NAN; golden.len()];
    worker
        .score(pairs, &StopFlag::new(), |index, scored| match scored {
            Scored::Logits { values, .. } => scores[index] = f64::from(values[0]),
            Scored::Unread(why) => panic!("unread: {why}"),
        })
        .await
        .expect("scores");
    for (golden, score) in golden.iter().zip(&scores) {
        println!(
            "{:9.4} {score:9.4}  {} / {:.40}",
            golden.score, golden.question, golden.text
        );
    }
    let worst = golden
        .iter()
        .zip(&scores)
        .map(|(g, s)| (g.score - s).abs())
        .fold(0.0, f64::max);
    println!("largest difference {worst:.4}");
    assert!(worst <= MOST, "{worst}");
    let spread = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max)
        - scores.iter().copied().fold(f64::INFINITY, f64::min);
    assert!(
        spread > MOST,
        "scores that are all alike would agree with anything"
    );
}

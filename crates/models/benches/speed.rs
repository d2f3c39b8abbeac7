//! How fast models are, in processor time of the child process, which a busy machine changes little:
//! `cargo bench -p models -- READER.gguf [DECODER.gguf]`. Prints, asserts nothing.
#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark prints, and ends where something is absent"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;

use models::{Answer, Ask, ModelFile, Pair, Step, StopFlag, Worker, WorkerOptions, inspect};

/// Seconds of processor time the child has taken.
fn taken(worker: &Worker) -> f64 {
    let id = worker.process_id().expect("a child");
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).expect("its state");
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .expect("fields")
        .split_whitespace()
        .collect();
    let ticks = |n: usize| fields[n].parse::<f64>().expect("a number");
    (ticks(11) + ticks(12)) / 100.0
}

async fn alone(model: &ModelFile, keep_beginning: bool) -> Worker {
    let options = WorkerOptions {
        lanes: 1,
        keep_beginning,
        ..WorkerOptions::default()
    };
    support::with(model.clone(), options).await
}

/// Words of one token each in most vocabularies.
fn words(count: usize, salt: usize) -> String {
    let known = [
        "patient", "blood", "trial", "group", "study", "risk", "age", "dose", "care", "year",
    ];
    (0..count)
        .map(|n| known[(n * 7 + n / 10 + salt) % known.len()])
        .collect::<Vec<_>>()
        .join(" ")
}

async fn reader(model: &ModelFile) {
    let worker = alone(model, true).await;
    let pairs = |count: usize| -> Vec<Pair> {
        (0..count)
            .map(|n| Pair {
                question: words(20, n),
                text: words(233, n),
            })
            .collect()
    };
    worker
        .score(pairs(5), &StopFlag::new(), |_, _| {})
        .await
        .expect("scores");
    let before = taken(&worker);
    worker
        .score(pairs(60), &StopFlag::new(), |_, _| {})
        .await
        .expect("scores");
    println!(
        "{}: {:.1} pairs of 256 tokens in a core-second",
        model.name,
        60.0 / (taken(&worker) - before)
    );
}

/// A prompt of `fixed` and `rest` words; tokens computed, and processor time.
async fn asked(
    worker: &Worker,
    fixed: usize,
    rest: usize,
    salt: usize,
    steps: Vec<Step>,
) -> (f64, f64) {
    let before = taken(worker);
    let ask = Ask {
        system: "Answer.".into(),
        fixed: words(fixed, 0),
        rest: words(rest, salt),
        steps,
    };
    match worker.ask(ask, &StopFlag::new()).await.expect("an answer") {
        Answer::Given { computed, .. } => (f64::from(computed), taken(worker) - before),
        Answer::Unread(why) => panic!("{why}"),
    }
}

async fn decoder(model: &ModelFile) {
    let (kept, naive) = (alone(model, true).await, alone(model, false).await);
    let choose = || vec![Step::Choose(vec![" yes".into(), " no".into()])];
    let (mut with, mut without) = (0.0, 0.0);
    for salt in 0..6 {
        let (_, keeping) = asked(&kept, 400, 350, salt, choose()).await;
        let (_, again) = asked(&naive, 400, 350, salt, choose()).await;
        // The first time there is nothing to keep.
        if salt > 0 {
            with += keeping;
            without += again;
        }
    }
    println!(
        "{}: 400 shared and 350 other words, {:.2} answers in a core-second, {:.2} times the naive way",
        model.name,
        5.0 / with,
        without / with
    );
    let (tokens, seconds) = asked(&naive, 1, 500, 1, choose()).await;
    println!(
        "{}: {:.0} tokens read in a core-second",
        model.name,
        tokens / seconds
    );
    let write = |count: u32| {
        vec![Step::Write {
            grammar: format!("root ::= [^\\n]{{{count},400}}"),
            tokens: count,
        }]
    };
    let before = taken(&naive);
    let ask = Ask {
        system: "Write.".into(),
        fixed: "a".into(),
        rest: "b".into(),
        steps: write(64),
    };
    // It cannot come to an end within 64 tokens and is unread; what counts is the time.
    naive.ask(ask, &StopFlag::new()).await.expect("an answer");
    println!(
        "{}: {:.0} tokens written in a core-second",
        model.name,
        64.0 / (taken(&naive) - before)
    );
}

#[tokio::main]
async fn main() {
    for path in std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
    {
        let model = inspect(Path::new(&path)).expect("a model");
        match model.kind {
            models::ModelKind::Reader { .. } => reader(&model).await,
            models::ModelKind::Decoder => decoder(&model).await,
            models::ModelKind::Embedder => {
                println!("{}: nothing is measured of embedders", model.name)
            }
        }
    }
}

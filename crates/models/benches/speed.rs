//! How fast models are: `cargo bench -p models -- [READER.gguf] [DECODER.gguf] [--llama-bench PROGRAM]`. Without a decoder
//! one with random weights and the shape of a model of 0.6 billion weights is written and measured. Prints, asserts nothing.
//!
//! Speed is told in processor time of the process that computes, which a busy machine changes little; `llama-bench` is
//! run on the same file in turns with ours and measured the same way.
#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark prints, and ends where something is absent"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use models::{
    Answer, Ask, ModelError, ModelFile, Pair, Step, StopFlag, Worker, WorkerOptions, inspect,
};
use support::gguf::Store;
use support::models::{Size, decoder as random_decoder, written};

/// The shape of Qwen3 0.6B: 28 layers of 1,024, 151,936 words.
const SHAPE: Size = Size {
    layers: 28,
    width: 1024,
    feed_forward: 3072,
    heads: 16,
    kept_heads: 8,
    context: 4096,
    vocabulary: 151_936,
    store: Store::Q8,
};
/// Tokens of a pair.
const TOKENS: usize = 256;
/// Rounds in which ours and llama-bench take turns.
const ROUNDS: usize = 3;

/// Processor seconds of a process and, `waited_for`, of those it waited for.
fn processor_seconds(process: &str, waited_for: bool) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("its state");
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .expect("fields")
        .split_whitespace()
        .collect();
    let ticks = |n: usize| fields[n].parse::<f64>().expect("a number");
    match waited_for {
        true => (ticks(13) + ticks(14)) / 100.0,
        false => (ticks(11) + ticks(12)) / 100.0,
    }
}

/// Processor seconds the child has taken.
fn taken(worker: &Worker) -> f64 {
    let id = worker.process_id().expect("a child");
    processor_seconds(&id.to_string(), false)
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

/// Tokens that llama-bench reads in a core-second: the difference of a long and a short run, so that loading does not
/// count.
fn llama_bench(program: &Path, model: &Path, reader: bool) -> f64 {
    let seconds = |repeats: usize| {
        let before = processor_seconds("self", true);
        let embeddings = if reader { "1" } else { "0" };
        let status = Command::new(program)
            .arg("-m")
            .arg(model)
            .args(["-p", "256", "-n", "0", "-t", "1", "-embd", embeddings])
            .args(["-r", &repeats.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("llama-bench");
        assert!(status.success(), "llama-bench: {status}");
        processor_seconds("self", true) - before
    };
    let (few, many) = if reader { (5, 65) } else { (1, 4) };
    let short = seconds(few);
    ((many - few) * TOKENS) as f64 / (seconds(many) - short)
}

async fn reader(model: &ModelFile, bench: Option<&Path>) {
    let worker = alone(model, true).await;
    // 20 + 233 words and three markers.
    let pairs = |count: usize| -> Vec<Pair> {
        (0..count)
            .map(|n| Pair {
                question: words(20, n),
                text: words(TOKENS - 23, n),
            })
            .collect()
    };
    let score = async |count: usize| {
        let before = taken(&worker);
        worker
            .score(pairs(count), &StopFlag::new(), |_, _| {})
            .await
            .expect("scores");
        taken(&worker) - before
    };
    score(5).await;
    for _ in 0..ROUNDS {
        let ours = 60.0 / score(60).await;
        let theirs = bench.map_or_else(String::new, |program| {
            let theirs = llama_bench(program, &model.path, true);
            format!(
                "; llama-bench {theirs:.0} tokens, ratio {:.2}",
                ours * TOKENS as f64 / theirs
            )
        });
        println!(
            "{}: {ours:.1} pairs of {TOKENS} tokens ({:.0} tokens) in a core-second{theirs}",
            model.name,
            ours * TOKENS as f64
        );
    }
}

/// A question of `fixed` and `rest` words; tokens computed, tokens reused, and processor seconds.
async fn asked(
    worker: &Worker,
    fixed: usize,
    rest: usize,
    salt: usize,
    steps: Vec<Step>,
) -> (f64, f64, f64) {
    let before = taken(worker);
    let ask = Ask {
        system: "Answer.".into(),
        fixed: words(fixed, 0),
        rest: words(rest, salt),
        steps,
    };
    match worker.ask(ask, &StopFlag::new()).await.expect("an answer") {
        Answer::Given {
            computed, reused, ..
        } => (
            f64::from(computed),
            f64::from(reused),
            taken(worker) - before,
        ),
        Answer::Unread(why) => panic!("{why}"),
    }
}

async fn decoder(model: &ModelFile, bench: Option<&Path>) {
    let (kept, naive) = (alone(model, true).await, alone(model, false).await);
    let choose = || vec![Step::Choose(vec![" yes".into(), " no".into()])];
    // A vocabulary of single letters takes several tokens a word: 400 and 350 tokens either way.
    let (few, ..) = asked(&naive, 1, 1, 0, choose()).await;
    let (more, ..) = asked(&naive, 1, 31, 0, choose()).await;
    let each = (more - few) / 30.0;
    let (fixed, rest) = ((400.0 / each) as usize, (350.0 / each) as usize);
    let (mut with, mut without, mut shared, mut all) = (0.0, 0.0, 0.0, 0.0);
    for salt in 0..5 {
        let (_, reused, keeping) = asked(&kept, fixed, rest, salt, choose()).await;
        let (computed, _, again) = asked(&naive, fixed, rest, salt, choose()).await;
        // The first time there is nothing to keep.
        if salt > 0 {
            with += keeping;
            without += again;
            shared += reused;
            all += computed;
        }
    }
    println!(
        "{}: {:.0} shared of {:.0} tokens, {:.2} answers in a core-second, {:.2} times the naive way",
        model.name,
        shared / 4.0,
        all / 4.0,
        4.0 / with,
        without / with
    );
    for salt in 0..ROUNDS {
        let (tokens, _, seconds) = asked(&naive, 1, (256.0 / each) as usize, salt, choose()).await;
        let ours = tokens / seconds;
        let theirs = bench.map_or_else(String::new, |program| {
            let theirs = llama_bench(program, &model.path, false);
            format!("; llama-bench {theirs:.0}, ratio {:.2}", ours / theirs)
        });
        println!(
            "{}: {ours:.0} tokens read in a core-second ({tokens:.0} at a time){theirs}",
            model.name
        );
    }
    let before = taken(&naive);
    let write = Ask {
        system: "Write.".into(),
        fixed: "a".into(),
        rest: "b".into(),
        steps: vec![Step::Write {
            grammar: "root ::= [^\\n]{64,400}".into(),
            tokens: 64,
        }],
    };
    // It cannot come to an end within 64 tokens and is unread; what counts is the time.
    naive.ask(write, &StopFlag::new()).await.expect("an answer");
    println!(
        "{}: {:.0} tokens written in a core-second",
        model.name,
        64.0 / (taken(&naive) - before)
    );
    let mut latest = Duration::ZERO;
    for salt in 0..10 {
        let stop = StopFlag::new();
        let long = Ask {
            system: "Answer.".into(),
            fixed: words(fixed, salt),
            rest: words(2 * rest, salt),
            steps: choose(),
        };
        let raise = async {
            tokio::time::sleep(Duration::from_millis(500 + 37 * salt as u64)).await;
            stop.stop();
            Instant::now()
        };
        let (answer, raised) = tokio::join!(naive.ask(long, &stop), raise);
        assert!(matches!(answer, Err(ModelError::Stopped)), "{answer:?}");
        latest = latest.max(raised.elapsed());
        // The process must be free again before the next.
        asked(&naive, 1, 1, 0, choose()).await;
    }
    println!(
        "{}: at most {} ms from the stop flag to the caller, ten times",
        model.name,
        latest.as_millis()
    );
}

/// A decoder with random weights of the shape above, where no other is given.
fn random(folder: &Path) -> PathBuf {
    let path = folder.join("random-0.6b.gguf");
    written(&random_decoder(SHAPE), &path);
    path
}

#[tokio::main]
async fn main() {
    let mut paths = Vec::new();
    let mut bench = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--llama-bench" {
            bench = arguments.next().map(PathBuf::from);
        } else if !argument.starts_with('-') {
            paths.push(PathBuf::from(argument));
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut files: Vec<ModelFile> = paths
        .iter()
        .map(|path| inspect(path).expect("a model"))
        .collect();
    if files.iter().all(|f| f.kind != models::ModelKind::Decoder) {
        files.push(inspect(&random(folder.path())).expect("a model"));
    }
    for model in &files {
        match model.kind {
            models::ModelKind::Reader { .. } => reader(model, bench.as_deref()).await,
            models::ModelKind::Decoder => decoder(model, bench.as_deref()).await,
            models::ModelKind::Embedder => {
                println!("{}: nothing is measured of embedders", model.name);
            }
        }
    }
}

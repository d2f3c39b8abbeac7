//! Files that are cut off, damaged or made to do harm end in a message, and never in the program.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::path::Path;

use models::{ModelError, Pair, StopFlag, Worker, WorkerOptions, inspect};
use support::gguf::{Fill, Gguf, Random, Store, Value};
use support::models::{TINY, decoder, reader, written};

/// What is wrong with a file that [`inspect`] refuses.
fn refused(file: &Gguf, folder: &Path) -> String {
    let path = folder.join("hostile.gguf");
    file.write(&path);
    match inspect(&path) {
        Err(error @ (ModelError::Damaged { .. } | ModelError::Unsupported { .. })) => {
            error.to_string()
        }
        other => panic!("{other:?}"),
    }
}

fn with(key: &str, value: Value) -> Gguf {
    let mut file = reader(TINY);
    file.set(key, value);
    file
}

#[test]
fn what_llama_cpp_would_abort_on_never_reaches_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let says = |file: &Gguf, words: &str| {
        let message = refused(file, folder.path());
        assert!(message.contains(words), "{message}");
    };
    for layers in [0, 600, 1 << 31] {
        says(
            &with("bert.block_count", Value::U32(layers)),
            "bert.block_count",
        );
    }
    says(
        &with("bert.embedding_length", Value::U32(0)),
        "bert.embedding_length",
    );
    says(
        &with("bert.embedding_length", Value::U32(63)),
        "word embeddings",
    );
    says(
        &with("bert.context_length", Value::U32(4096)),
        "position embeddings",
    );
    says(&with("bert.context_length", Value::U32(0)), "context");
    says(
        &with("tokenizer.ggml.seperator_token_id", Value::U32(100_000)),
        "beyond its vocabulary",
    );
    says(
        &with("tokenizer.ggml.token_type", Value::I32s(vec![1; 3])),
        "differ in length",
    );
    says(
        &with("tokenizer.ggml.tokens", Value::Texts(vec!["a".into()])),
        "word embeddings",
    );
    says(
        &with("general.architecture", Value::Text("clip".into())),
        "no model that only reads",
    );
    says(
        &with("general.type", Value::Text("adapter".into())),
        "part of one",
    );
    says(&with("general.alignment", Value::U32(0)), "alignment");
    says(&with("split.count", Value::U32(4)), "several parts");
    let mut file = reader(TINY);
    file.tensors[0].1 = vec![u64::MAX, 4];
    file.tensors.truncate(0);
    says(&file, "word embeddings");
    let mut twice = reader(TINY);
    twice.tensor("cls.bias", &[64], Fill::Constant(0.0), Store::F32);
    says(&twice, "twice");
}

#[test]
fn names_from_a_file_are_made_harmless() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "Good\u{202e}\u{200b} model\n\u{1b}[31m".to_owned() + &"x".repeat(500);
    let model = written(
        &with("general.name", Value::Text(name)),
        &folder.path().join("a.gguf"),
    );
    assert!(
        model.name.starts_with("Good model [31mxxx"),
        "{}",
        model.name
    );
    assert_eq!(model.name.chars().count(), 120);
}

#[test]
fn every_cut_of_a_file_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = folder.path().join("whole.gguf");
    let model = written(&reader(TINY), &whole);
    let bytes = std::fs::read(&whole).expect("the file");
    assert_eq!(model.bytes, bytes.len() as u64);
    let cut = folder.path().join("cut.gguf");
    // Every length of the first bytes, then in steps to the end.
    for length in (0..600).chain((600..bytes.len()).step_by(1_777)) {
        std::fs::write(&cut, &bytes[..length]).expect("a cut file");
        assert!(
            matches!(inspect(&cut), Err(ModelError::Damaged { .. })),
            "cut at {length}"
        );
    }
    assert!(matches!(
        inspect(&folder.path().join("none.gguf")),
        Err(ModelError::File { .. })
    ));
    assert!(matches!(
        inspect(folder.path()),
        Err(ModelError::File { .. })
    ));
}

/// Loads whatever passes [`inspect`] and has it score once.
async fn survives(path: &Path) -> &'static str {
    let Ok(model) = inspect(path) else {
        return "refused";
    };
    let options = WorkerOptions {
        lanes: 1,
        memory_limit: Some(1 << 30),
        ..WorkerOptions::default()
    };
    match Worker::start(support::launch(), model, options).await {
        Err(_) => "not loaded",
        Ok(worker) => {
            let pair = Pair {
                question: "adults".into(),
                text: "a trial".into(),
            };
            match worker.score(vec![pair], &StopFlag::new(), |_, _| {}).await {
                Ok(()) => "read",
                Err(_) => "crashed",
            }
        }
    }
}

#[tokio::test]
async fn mutated_files_end_at_most_the_child() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = folder.path().join("whole.gguf");
    written(&reader(TINY), &whole);
    let bytes = std::fs::read(&whole).expect("the file");
    let head = 6_000.min(bytes.len());
    let mut random = Random::new(3);
    let mut outcomes = std::collections::BTreeMap::<&str, u32>::new();
    for round in 0..60 {
        let mut mutated = bytes.clone();
        for _ in 0..=(round % 4) {
            let at = random.next() as usize % head;
            mutated[at] = random.next() as u8;
        }
        let path = folder.path().join("mutated.gguf");
        std::fs::write(&path, &mutated).expect("a mutated file");
        *outcomes.entry(survives(&path).await).or_default() += 1;
    }
    println!("{outcomes:?}");
    assert_eq!(outcomes.values().sum::<u32>(), 60);
    assert!(outcomes["refused"] > 0);
}

#[tokio::test]
async fn a_full_memory_ends_in_a_message() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut size = TINY;
    size.context = 4096;
    let model = written(&decoder(size), &folder.path().join("decoder.gguf"));
    // Far less than a thousand contexts of this size take.
    let options = WorkerOptions {
        lanes: 64,
        memory_limit: Some(24 << 20),
        ..WorkerOptions::default()
    };
    let error = Worker::start(support::launch(), model.clone(), options)
        .await
        .expect_err("no memory");
    assert!(matches!(error, ModelError::NotLoaded { .. }), "{error}");
    // Before anything is loaded: more than any machine has.
    let mut giant = model;
    giant.bytes = 1 << 50;
    let error = Worker::start(support::launch(), giant, WorkerOptions::default())
        .await
        .expect_err("too large");
    assert!(
        matches!(error, ModelError::NotEnoughMemory { .. }),
        "{error}"
    );
    assert!(error.to_string().contains("MB"));
}

#[tokio::test]
async fn a_program_that_is_not_there_or_says_nonsense() {
    let folder = tempfile::tempdir().expect("a folder");
    let model = written(&reader(TINY), &folder.path().join("reader.gguf"));
    let launch = |program: &str, arguments: &[&str]| models::Launch {
        program: program.into(),
        arguments: arguments.iter().map(Into::into).collect(),
    };
    let start = |launch| Worker::start(launch, model.clone(), WorkerOptions::default());
    let none = start(launch("/nonexistent/program", &[]))
        .await
        .expect_err("no program");
    assert!(matches!(none, ModelError::NotStarted(_)), "{none}");
    for script in [
        "exit 3",
        "echo hello there, this is no frame; sleep 5",
        "head -c 100000 /dev/zero",
    ] {
        let error = start(launch("/bin/sh", &["-c", script]))
            .await
            .expect_err("nonsense");
        assert!(
            matches!(error, ModelError::NotLoaded { .. }),
            "{script}: {error}"
        );
        assert!(!error.hint().is_empty());
    }
}

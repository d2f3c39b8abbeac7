//! A child that is killed, hangs or is stopped: nothing is lost, nothing done twice.
#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::process::Command;
use std::time::{Duration, Instant};

use models::{ModelError, Pair, Scored, StopFlag, Worker, WorkerOptions};
use support::models::{Size, TINY, reader, written};

/// Large enough that a text takes some tens of milliseconds.
const SLOW: Size = Size {
    layers: 24,
    width: 256,
    feed_forward: 1024,
    heads: 4,
    ..TINY
};

fn signal(worker: &Worker, signal: &str) {
    let id = worker.process_id().expect("a child").to_string();
    assert!(
        Command::new("kill")
            .args([signal, &id])
            .status()
            .expect("kill")
            .success()
    );
}

fn pairs(count: usize) -> Vec<Pair> {
    (0..count)
        .map(|n| Pair {
            question: "adults with pressure".into(),
            text: format!("trial {n} of {} adults", n * 7),
        })
        .collect()
}

#[tokio::test]
async fn killed_twice_during_a_thousand_records() {
    let folder = tempfile::tempdir().expect("a folder");
    let worker = support::worker(written(&reader(TINY), &folder.path().join("reader.gguf"))).await;
    let mut undisturbed = vec![None; 1000];
    worker
        .score(pairs(1000), &StopFlag::new(), |index, scored| {
            undisturbed[index] = Some(scored)
        })
        .await
        .expect("scores");
    let mut scores = vec![None; 1000];
    let mut told = 0;
    worker
        .score(pairs(1000), &StopFlag::new(), |index, scored| {
            told += 1;
            if told == 300 || told == 600 {
                signal(&worker, "-KILL");
            }
            assert!(scores[index].replace(scored).is_none(), "told twice");
        })
        .await
        .expect("scores in spite of it");
    assert_eq!(told, 1000);
    assert_eq!(scores, undisturbed, "and the same numbers");
    assert!(
        scores
            .iter()
            .flatten()
            .all(|s| matches!(s, Scored::Logits { .. })),
        "nothing is put aside"
    );
}

#[tokio::test]
async fn a_stop_is_obeyed_within_a_tenth_of_a_second_and_the_child_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let worker = support::worker(written(&reader(SLOW), &folder.path().join("slow.gguf"))).await;
    let before = worker.process_id();
    let long: Vec<Pair> = (0..200)
        .map(|n| Pair {
            question: "adults".into(),
            text: format!("{n} ").repeat(400),
        })
        .collect();
    let stop = StopFlag::new();
    let raised = {
        let stop = stop.clone();
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(700)).await;
            stop.stop();
            Instant::now()
        })
    };
    let mut told = 0;
    let stopped = worker.score(long, &stop, |_, _| told += 1).await;
    let waited = raised.await.expect("the time").elapsed();
    assert!(matches!(stopped, Err(ModelError::Stopped)));
    assert!(told < 200);
    println!("stopped after {waited:?}, {told} told");
    let mut again = 0;
    worker
        .score(pairs(2), &StopFlag::new(), |_, _| again += 1)
        .await
        .expect("scores");
    assert_eq!(again, 2);
    println!("the same child: {}", worker.process_id() == before);
}

#[tokio::test]
async fn a_child_that_hangs_is_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let model = written(&reader(TINY), &folder.path().join("reader.gguf"));
    let options = WorkerOptions {
        lanes: 1,
        patience: Duration::from_secs(8),
        ..WorkerOptions::default()
    };
    let worker = support::with(model, options).await;
    let before = worker.process_id().expect("a child");
    signal(&worker, "-STOP");
    let mut told = 0;
    worker
        .score(pairs(5), &StopFlag::new(), |_, scored| {
            told += 1;
            assert!(matches!(scored, Scored::Logits { .. }));
        })
        .await
        .expect("scores");
    assert_eq!(told, 5);
    assert_ne!(worker.process_id(), Some(before));
}

#[tokio::test]
async fn a_text_that_ends_the_child_twice_is_left_unread_and_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let model = written(&reader(TINY), &folder.path().join("reader.gguf"));
    let mut launch = support::launch();
    launch.arguments.push("deadly".into());
    let options = WorkerOptions {
        lanes: 2,
        ..WorkerOptions::default()
    };
    let worker = Worker::start(launch, model, options)
        .await
        .expect("a worker");
    let mut asked = pairs(40);
    asked[7].text = "a deadly trial of adults".into();
    let mut scores = vec![None; 40];
    worker
        .score(asked, &StopFlag::new(), |index, scored| {
            assert!(scores[index].replace(scored).is_none(), "told twice");
        })
        .await
        .expect("scores in spite of it");
    for (index, scored) in scores.iter().enumerate() {
        match scored {
            Some(Scored::Unread(why)) => {
                assert_eq!(index, 7);
                assert!(why.contains("twice on this text"), "{why}");
            }
            Some(Scored::Logits { .. }) => assert_ne!(index, 7),
            None => panic!("{index} was lost"),
        }
    }
}

#[tokio::test]
async fn a_model_that_vanishes_under_a_crash_ends_in_a_message_and_later_work_tries_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("reader.gguf");
    let worker = support::worker(written(&reader(TINY), &path)).await;
    std::fs::rename(&path, folder.path().join("away.gguf")).expect("moved");
    signal(&worker, "-KILL");
    let failed = worker
        .score(pairs(4), &StopFlag::new(), |_, _| {})
        .await
        .expect_err("no file");
    assert!(
        matches!(
            failed,
            ModelError::NotLoaded { .. } | ModelError::Crashed { .. }
        ),
        "{failed}"
    );
    std::fs::rename(folder.path().join("away.gguf"), &path).expect("moved back");
    let mut told = 0;
    worker
        .score(pairs(4), &StopFlag::new(), |_, _| told += 1)
        .await
        .expect("scores");
    assert_eq!(told, 4);
}

#[tokio::test]
async fn the_child_has_no_rights_and_ends_with_its_worker() {
    let folder = tempfile::tempdir().expect("a folder");
    let worker = support::worker(written(&reader(TINY), &folder.path().join("reader.gguf"))).await;
    let id = worker.process_id().expect("a child");
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).expect("its status");
    let field = |name: &str| {
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .expect("a line");
        line.trim_start_matches(':').trim().to_owned()
    };
    assert_eq!(field("NoNewPrivs"), "1");
    assert_eq!(field("Seccomp"), "2", "system calls are filtered");
    let limits = std::fs::read_to_string(format!("/proc/{id}/limits")).expect("its limits");
    let memory = limits
        .lines()
        .find(|line| line.starts_with("Max address space"))
        .expect("a line");
    assert!(!memory.contains("unlimited"), "{memory}");
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).expect("its state");
    let nice = stat
        .rsplit(')')
        .next()
        .and_then(|rest| rest.split_whitespace().nth(16))
        .expect("its priority");
    assert_eq!(nice, "10");
    drop(worker);
    let gone = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        !std::path::Path::new(&format!("/proc/{id}")).exists()
    });
    assert!(gone, "the child outlives its worker");
}

//! Decoders, through the real llama.cpp in a real child process. Their weights are random, so that only the form of
//! the answer can hold them.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use models::{
    Agent, Answer, Ask, DecoderAgent, Judgement, ModelKind, Part, Step, StopFlag, Worker,
    WorkerOptions,
};
use support::models::{Size, TINY, decoder, written};

const SIZE: Size = Size {
    context: 4096,
    ..TINY
};

async fn pair_of_workers(folder: &std::path::Path) -> (Worker, Worker) {
    let model = written(&decoder(SIZE), &folder.join("decoder.gguf"));
    assert_eq!(model.kind, ModelKind::Decoder);
    assert!(model.has_chat_template);
    let one = WorkerOptions {
        lanes: 1,
        ..WorkerOptions::default()
    };
    let naive = WorkerOptions {
        keep_beginning: false,
        ..one.clone()
    };
    (
        support::with(model.clone(), one).await,
        support::with(model, naive).await,
    )
}

async fn judged(worker: &Worker, number: usize) -> Vec<Judgement> {
    let agent = DecoderAgent::with_seed(worker.clone(), 5).expect("an agent");
    agent
        .judge(&support::item(number), &StopFlag::new())
        .await
        .expect("judgements")
}

#[tokio::test]
async fn only_offered_sentences_and_labels_can_be_answered_and_kept_beginnings_change_no_bit() {
    let folder = tempfile::tempdir().expect("a folder");
    let (kept, naive) = pair_of_workers(folder.path()).await;
    for number in 0..6 {
        let judgements = judged(&kept, number).await;
        assert_eq!(judgements, judged(&naive, number).await, "record {number}");
        assert_eq!(
            judgements
                .iter()
                .map(|j| j.criterion.as_str())
                .collect::<Vec<_>>(),
            ["population", "animals", "design"]
        );
        for judgement in &judgements {
            assert!(judgement.label.is_some(), "{judgement:?}");
            assert!((0.0..=1.0).contains(&judgement.probability.expect("a probability")));
            assert!(judgement.evidence.len() <= 3);
            assert!(
                judgement
                    .evidence
                    .iter()
                    .all(|e| ["S1", "S2", "S3", "S4"].contains(&e.sentence.as_str()))
            );
            assert!(judgement.reason.is_none());
        }
    }
    let agent = DecoderAgent::with_seed(kept, 5).expect("an agent");
    let explained = agent
        .explain(&support::item(1), "animals", &StopFlag::new())
        .await
        .expect("a judgement");
    assert_eq!(explained.criterion, "animals");
    assert!(
        explained
            .reason
            .is_none_or(|reason| reason.split(' ').count() <= 40)
    );
}

fn ask(fixed: &str, rest: &str, steps: Vec<Step>) -> Ask {
    Ask {
        system: "Answer.".into(),
        fixed: fixed.into(),
        rest: rest.into(),
        steps,
    }
}

#[tokio::test]
async fn the_shared_beginning_is_computed_once_also_when_two_take_turns() {
    let folder = tempfile::tempdir().expect("a folder");
    let (kept, _) = pair_of_workers(folder.path()).await;
    let choose = || vec![Step::Choose(vec![" met".into(), " unclear".into()])];
    let mut reused = Vec::new();
    for turn in ["one ", "two ", "one ", "two ", "two "] {
        let beginning = turn.repeat(100);
        match kept
            .ask(ask(&beginning, "and the rest", choose()), &StopFlag::new())
            .await
            .expect("an answer")
        {
            Answer::Given {
                parts,
                computed,
                reused: known,
            } => {
                let Some(Part::Chosen { probabilities, .. }) = parts.first() else {
                    panic!("{parts:?}")
                };
                assert!((probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                reused.push((known > 300, computed > 300));
            }
            Answer::Unread(why) => panic!("{why}"),
        }
    }
    let (first, again) = ((false, true), (true, false));
    assert_eq!(reused, [first, first, again, again, again]);
}

#[tokio::test]
async fn answers_out_of_form_are_unread() {
    let folder = tempfile::tempdir().expect("a folder");
    let (worker, _) = pair_of_workers(folder.path()).await;
    let unread = |rest: String, steps| {
        let worker = worker.clone();
        async move {
            match worker
                .ask(ask("x", &rest, steps), &StopFlag::new())
                .await
                .expect("an answer")
            {
                Answer::Unread(why) => why,
                Answer::Given { parts, .. } => panic!("{parts:?}"),
            }
        }
    };
    let write = |grammar: &str, tokens| {
        vec![Step::Write {
            grammar: grammar.into(),
            tokens,
        }]
    };
    assert!(
        unread("x".repeat(9000), write("root ::= \"a\"", 5))
            .await
            .contains("too long")
    );
    assert!(
        unread("x".into(), write("root ::= [a-z]{300}", 20))
            .await
            .contains("did not come to an end")
    );
    assert!(
        unread("x".into(), write("root ::= (", 20))
            .await
            .contains("grammar")
    );
    assert!(
        unread("x".into(), write("root ::= nothing", 20))
            .await
            .contains("grammar")
    );
    assert!(
        unread("x".into(), vec![Step::Choose(vec![])])
            .await
            .contains("nothing to choose")
    );
    assert!(
        unread(
            "x".into(),
            vec![Step::Choose(vec!["met".into(), "met".into()])]
        )
        .await
        .contains("apart")
    );
    // And it still answers.
    let fine = worker
        .ask(
            ask("x", "y", write("root ::= \"yes\" | \"no\"", 5)),
            &StopFlag::new(),
        )
        .await
        .expect("an answer");
    let Answer::Given { parts, .. } = fine else {
        panic!("{fine:?}")
    };
    assert!(
        parts == [Part::Written("yes".into())] || parts == [Part::Written("no".into())],
        "{parts:?}"
    );
}

#[tokio::test]
async fn markers_in_a_record_are_plain_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let (worker, _) = pair_of_workers(folder.path()).await;
    let computed = |rest: &'static str| {
        let worker = worker.clone();
        async move {
            let steps = vec![Step::Choose(vec![" met".into(), " unclear".into()])];
            match worker
                .ask(ask("x", rest, steps), &StopFlag::new())
                .await
                .expect("an answer")
            {
                Answer::Given {
                    computed, reused, ..
                } => computed + reused,
                Answer::Unread(why) => panic!("{why}"),
            }
        }
    };
    // One token were it a marker; as text it has one for each of its ten letters.
    let difference = computed("a<|im_end|>").await - computed("a").await;
    assert_eq!(difference, 10);
}

#[tokio::test]
async fn the_smoke_checks_run_to_their_end_and_form_is_kept_by_any_model() {
    let folder = tempfile::tempdir().expect("a folder");
    let (worker, _) = pair_of_workers(folder.path()).await;
    let agent = DecoderAgent::new(worker).expect("an agent");
    let report = models::smoke(&agent, &StopFlag::new())
        .await
        .expect("a report");
    assert_eq!(report.sha256, agent.identity().sha256);
    assert_eq!(report.checks.len(), 6);
    assert_eq!(report.checks[0].kind, models::SmokeKind::Format);
    assert!(report.checks[0].passed, "{:?}", report.checks[0]);
    // Random weights cannot find the sentence at three depths.
    assert!(
        report
            .checks
            .iter()
            .any(|check| !check.passed && !check.failures.is_empty())
    );
}

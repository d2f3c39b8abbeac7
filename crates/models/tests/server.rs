//! A team's own model server: the real `llama-server`, with a decoder whose weights are random, asked as the worker on
//! this computer is. `ATTEST_LLAMA_SERVER` names the program (docs/MODEL_SERVER.md says how to build it); where it is
//! not set, these tests say so and end.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test ends where what it needs is absent, and says so"
)]

mod support;

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use models::{
    Agent, DecoderAgent, JudgedLabel, Judgement, ModelError, ModelServer, ServerChoice, StopFlag,
};
use support::models::{Size, TINY, decoder, written};

const SIZE: Size = Size {
    context: 4096,
    ..TINY
};

fn program() -> Option<PathBuf> {
    let found = std::env::var_os("ATTEST_LLAMA_SERVER").map(PathBuf::from);
    if found.is_none() {
        eprintln!("skipped: ATTEST_LLAMA_SERVER names no llama-server");
    }
    found
}

/// A server at work; it ends with the test.
struct Running(Child);

impl Running {
    fn start(program: &Path, model: &Path, port: u16) -> Self {
        let child = Command::new(program)
            .args([
                "--host",
                "127.0.0.1",
                "--ctx-size",
                "16384",
                "--parallel",
                "4",
                "--jinja",
            ])
            .args([
                "--port",
                &port.to_string(),
                "--alias",
                "tiny",
                "--api-key",
                "secret",
            ])
            .arg("--model")
            .arg(model)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("llama-server starts");
        Self(child)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().expect("it can be ended");
        self.0.wait().expect("it ended");
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its address").port()
}

fn server(port: u16, key: Option<&str>) -> ModelServer {
    ModelServer::new(ServerChoice {
        address: format!("http://127.0.0.1:{port}/v1"),
        model: "tiny".into(),
        at_once: 4,
        key: key.map(str::to_owned),
    })
    .expect("a server")
}

async fn until_it_answers(server: &ModelServer) {
    let begun = Instant::now();
    while server.models(&StopFlag::new()).await.is_err() {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "it does not answer"
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn judged(agent: &DecoderAgent, number: usize) -> Result<Vec<Judgement>, ModelError> {
    agent.judge(&support::item(number), &StopFlag::new()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_answers_in_the_form_that_is_asked_for_and_is_named_in_what_it_says() {
    let Some(program) = program() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let model = written(&decoder(SIZE), &folder.path().join("decoder.gguf"));
    let port = free_port();
    let running = Running::start(&program, &model.path, port);
    let asked = server(port, Some("secret"));
    until_it_answers(&asked).await;
    assert_eq!(
        asked.models(&StopFlag::new()).await.expect("its models"),
        ["tiny"]
    );
    let away = DecoderAgent::on_server(asked);
    let address = format!("http://127.0.0.1:{port}");
    assert_eq!(
        away.identity().name,
        format!("tiny on the server {address}")
    );
    assert_eq!(away.identity().sha256, format!("server:{address} tiny"));

    // Several are under way at once. The words put into a model's mouth it has to write itself on a server, letter by
    // letter where its weights are random, so its answers are not those of the worker; their form is.
    let answers = futures_util::future::join_all((0..8).map(|number| judged(&away, number))).await;
    for answer in answers {
        let judgements = answer.expect("judgements");
        let criteria: Vec<&str> = judgements.iter().map(|j| j.criterion.as_str()).collect();
        assert_eq!(criteria, ["population", "animals", "design"]);
        for judgement in &judgements {
            assert!(
                judgement.label.is_some() && judgement.unread.is_none(),
                "{judgement:?}"
            );
            assert!(judgement.evidence.len() <= 3);
            assert!(
                judgement
                    .evidence
                    .iter()
                    .all(|e| ["S1", "S2", "S3", "S4"].contains(&e.sentence.as_str()))
            );
        }
    }

    // A key that is not the right one is no reason to try again, and nothing is read.
    let begun = Instant::now();
    let refused = judged(&DecoderAgent::on_server(server(port, Some("guessed"))), 1).await;
    assert!(
        matches!(&refused, Err(ModelError::Server { reason, .. }) if reason.contains("401")),
        "{refused:?}"
    );
    assert!(begun.elapsed() < Duration::from_secs(5));
    drop(running);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_dies_is_waited_for_and_nothing_is_lost() {
    let Some(program) = program() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let model = written(&decoder(SIZE), &folder.path().join("decoder.gguf"));
    let port = free_port();
    let running = Running::start(&program, &model.path, port);
    let asked = server(port, Some("secret"));
    until_it_answers(&asked).await;
    let agent = DecoderAgent::on_server(asked);
    let under_way: Vec<_> = (0..40)
        .map(|number| {
            let agent = agent.clone();
            tokio::spawn(async move { judged(&agent, number).await })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(150)).await;
    drop(running);
    tokio::time::sleep(Duration::from_millis(500)).await;
    let again = Running::start(&program, &model.path, port);
    for answer in futures_util::future::join_all(under_way).await {
        let judgements = answer.expect("it ended well").expect("judgements");
        assert_eq!(judgements.len(), 3);
        assert!(judgements.iter().all(|j| {
            [
                JudgedLabel::Met,
                JudgedLabel::Partly,
                JudgedLabel::NotMet,
                JudgedLabel::Unclear,
            ]
            .map(Some)
            .contains(&j.label)
        }));
    }
    drop(again);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stays_away_is_said_by_its_address_and_waiting_can_be_stopped() {
    let port = free_port();
    let agent = DecoderAgent::on_server(server(port, None));
    let stop = StopFlag::new();
    let waiting = {
        let (agent, stop) = (agent.clone(), stop.clone());
        tokio::spawn(async move { agent.judge(&support::item(1), &stop).await })
    };
    tokio::time::sleep(Duration::from_millis(300)).await;
    let begun = Instant::now();
    stop.stop();
    let stopped = waiting.await.expect("it ended well");
    assert!(matches!(stopped, Err(ModelError::Stopped)), "{stopped:?}");
    assert!(begun.elapsed() < Duration::from_millis(500));

    let models = server(port, None).models(&StopFlag::new()).await;
    let said = models.expect_err("nobody is there").to_string();
    assert!(said.contains(&format!("http://127.0.0.1:{port}")), "{said}");
}

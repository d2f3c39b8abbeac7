//! A model server of the team's own, through the command line and the window's contract: named by a person, refused where
//! texts would go unencrypted to strangers, and marked in all that its suggestions leave. Against a real `llama-server`
//! where `ATTEST_LLAMA_SERVER` names one (docs/MODEL_SERVER.md).

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test ends where what it needs is absent, and says so"
)]

mod support;

/// Random models of the real form, shared with the tests of the crate `models`.
#[path = "../crates/models/tests/support"]
mod tiny {
    #![allow(dead_code, unreachable_pub, reason = "each test uses its part")]
    pub mod gguf;
    pub mod models;
}

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::{Served, failure, json as run, program, word};
use tiny::models::{Size, TINY, decoder, written};

const PROTOCOL: &str = r#"
question = "Do reminders lower blood pressure in adults?"
independence = "assisted"
reviewers_title_abstract = "one"

[[criteria]]
id = "i1"
label = "I1"
polarity = "inclusion"
text = "Adults with high blood pressure"

[[criteria]]
id = "e1"
label = "E1"
polarity = "exclusion"
text = "Animals and not patients"
"#;

/// A person's computer: a review of twelve records, and settings that are nobody else's.
struct Desk {
    folder: tempfile::TempDir,
    review: String,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let review = word(&folder.path().join("Test.review"));
        let (protocol, file) = (
            folder.path().join("protocol.toml"),
            folder.path().join("export.ris"),
        );
        std::fs::write(&protocol, PROTOCOL).expect("a protocol");
        std::fs::write(&file, support::ris(12)).expect("a file");
        run([
            "new",
            &review,
            "--title",
            "Test",
            "--protocol",
            &word(&protocol),
        ]);
        run(["reviewer", "add", &review, "R. Adams"]);
        run(["import", &review, &word(&file)]);
        Self { folder, review }
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = program();
        command
            .args(words)
            .env("XDG_CONFIG_HOME", self.folder.path())
            .env("ATTEST_MODEL_SERVER_KEY", "secret");
        command
    }

    fn says(&self, words: &[&str]) -> Output {
        self.command(words).output().expect("attest starts")
    }

    fn tells(&self, words: &[&str]) -> Value {
        let output = self
            .command(words)
            .arg("--json")
            .output()
            .expect("attest starts");
        serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {output:?}"))
    }

    fn preferences(&self) -> std::path::PathBuf {
        self.folder.path().join("Attest")
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its address").port()
}

#[test]
fn no_server_is_used_that_was_not_named_or_does_not_answer() {
    let desk = Desk::new();
    assert_eq!(desk.tells(&["models", "server"]), Value::Null);
    let away = format!("http://127.0.0.1:{}", free_port());
    for (address, why) in [
        ("http://models.example.org", "own network"),
        ("models.example.org:8080", "address"),
        ("https://me:secret@models.example.org", "password"),
        (&away, "refused"),
    ] {
        let mut command = desk.command(&["models", "server", address, "--json"]);
        let refused = failure(&command.output().expect("attest starts"));
        assert!(
            refused.message.to_lowercase().contains(why),
            "{address}: {}",
            refused.message
        );
        assert!(!refused.message.contains("secret"), "{}", refused.message);
    }
    assert_eq!(desk.tells(&["models", "server"]), Value::Null);
    assert!(!desk.preferences().join("model-server.json").exists());
}

/// A llama-server that is ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().expect("it can be ended");
        self.0.wait().expect("it ended");
    }
}

fn start(server: &Path, model: &Path, port: u16) -> Running {
    let mut command = Command::new(server);
    command
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
            "team-model",
            "--api-key",
            "secret",
        ])
        .arg("--model")
        .arg(model)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    Running(command.spawn().expect("llama-server starts"))
}

#[test]
fn suggestions_of_a_server_name_it_wherever_they_appear() {
    let Some(server) = std::env::var_os("ATTEST_LLAMA_SERVER") else {
        eprintln!("skipped: ATTEST_LLAMA_SERVER names no llama-server");
        return;
    };
    let desk = Desk::new();
    let model = desk.folder.path().join("decoder.gguf");
    let size = Size {
        context: 4096,
        ..TINY
    };
    written(&decoder(size), &model);
    let port = free_port();
    let running = start(Path::new(&server), &model, port);
    let address = format!("http://127.0.0.1:{port}");
    let begun = Instant::now();
    while !desk.says(&["models", "server", &address]).status.success() {
        assert!(
            begun.elapsed() < Duration::from_secs(90),
            "it does not answer"
        );
        std::thread::sleep(Duration::from_millis(200));
    }
    let entry = desk.tells(&["models", "server"]);
    assert_eq!(
        (&entry["model"], &entry["chosen"], &entry["has_key"]),
        (&json!("team-model"), &json!(true), &json!(true))
    );
    assert!(
        entry["trial"]["checks"]
            .as_array()
            .is_some_and(|c| c.len() == 6)
    );
    assert!(!entry.to_string().contains("secret"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let kept = desk.preferences().join("model-server.json");
        let mode = std::fs::metadata(kept)
            .expect("the file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }

    let told = desk.says(&["suggest", &desk.review]);
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(
        told.contains(&address)
            && told.contains("outside this computer")
            && told.contains("12 records"),
        "{told}"
    );
    let again = desk.tells(&["suggest", &desk.review]);
    assert_eq!(again["records"], json!(0), "nothing is asked twice");

    let served = Served::from(
        program(),
        &[&desk.review, "--preferences", &word(&desk.preferences())],
    );
    let reviewers = served.rpc("reviewers", json!({})).expect("reviewers");
    let me = &reviewers[0]["id"];
    let next = json!({ "reviewer": me, "stage": "title_abstract", "count": 12 });
    let views = served.rpc("next_records", next).expect("records");
    let of = format!("team-model on the server {address}");
    for view in views.as_array().expect("records") {
        let suggestions = view["suggestions"]["suggestions"].as_array();
        for suggestion in suggestions.expect("suggestions") {
            assert_eq!(suggestion["agent"]["name"], json!(of));
            assert!(suggestion["label"].is_string() != suggestion["unread"].is_string());
        }
    }
    let statement = served
        .rpc("reporting", json!({}))
        .expect("a report")
        .to_string();
    assert!(
        statement.contains(&format!(
            "ran on a model server that the team named ({address})"
        )) && !statement.contains("no text of the review was sent"),
        "{statement}"
    );
    drop(served);

    // While it is away, what is there stays there, and the reader of the program is one command away.
    drop(running);
    desk.says(&["models", "server", "--forget"]);
    assert_eq!(desk.tells(&["models", "server"]), Value::Null);
    assert!(
        !std::fs::read_to_string(desk.preferences().join("model-server.json"))
            .expect("the file")
            .contains("secret")
    );
    let back = desk.tells(&["models", "list"]);
    let chosen: Vec<&Value> = back["models"]
        .as_array()
        .expect("models")
        .iter()
        .filter(|model| model["chosen"] == json!(true))
        .collect();
    assert!(matches!(&chosen[..], [only] if only["shipped"] == json!(true)));
}

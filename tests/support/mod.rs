//! What the whole-program tests share: running `attest` as a user does, and reading what it says.

#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

/// The program under test.
pub(crate) fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_attest"))
}

/// The sample review that ships with the project.
pub(crate) fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/sample")
}

/// Runs a command line given as separate words.
pub(crate) fn attest<S: AsRef<std::ffi::OsStr>>(words: impl IntoIterator<Item = S>) -> Output {
    program().args(words).output().expect("attest starts")
}

/// Runs a command that must succeed (exit code 0, or 3 where a part was refused) with `--json`.
pub(crate) fn json<S: AsRef<std::ffi::OsStr>>(words: impl IntoIterator<Item = S>) -> Value {
    let output = program()
        .arg("--json")
        .args(words)
        .output()
        .expect("attest starts");
    let code = output.status.code();
    assert!(
        matches!(code, Some(0 | 3)),
        "exit code {code:?}\n{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("the answer is JSON")
}

/// Runs a command that must fail, and returns its error.
pub(crate) fn error<S: AsRef<std::ffi::OsStr>>(words: impl IntoIterator<Item = S>) -> Failure {
    failure(
        &program()
            .arg("--json")
            .args(words)
            .output()
            .expect("attest starts"),
    )
}

/// The error of a run that must have failed: with exit code 1, a message and a hint.
pub(crate) fn failure(output: &Output) -> Failure {
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().last().unwrap_or_default();
    let value: Value = serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {text}"));
    let field = |name: &str| value["error"][name].as_str().unwrap_or_default().to_owned();
    let failure = Failure {
        code: field("code"),
        message: field("message"),
        hint: field("hint"),
    };
    assert!(
        !failure.message.is_empty() && !failure.hint.is_empty(),
        "{text}"
    );
    failure
}

/// An error as the program reports it.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) hint: String,
}

/// A path as a word of the command line.
pub(crate) fn word(path: &Path) -> String {
    path.to_str().expect("test paths are Unicode").to_owned()
}

/// A RIS file of `count` made-up records.
pub(crate) fn ris(count: usize) -> String {
    (0..count)
        .map(|n| {
            format!(
                "TY  - JOUR\r\nTI  - Made-up trial number {n} of a remedy against hurry\r\nAU  - Author{n}, A.\r\nPY  - 2015\r\n\
                 JO  - Journal of Made-up Trials\r\nVL  - {}\r\nSP  - {n}\r\nAB  - Background. Methods number {n}. Results. Conclusion.\r\nER  - \r\n",
                n % 40 + 1
            )
        })
        .collect()
}

/// A served review; killed when dropped.
pub(crate) struct Served {
    pub(crate) child: Child,
    pub(crate) port: u16,
    pub(crate) token: String,
}

impl Served {
    /// Starts `attest serve` and waits until it listens.
    pub(crate) fn start(review: &Path) -> Self {
        let preferences = review.with_extension("preferences");
        Self::with(&[&word(review), "--preferences", &word(&preferences)])
    }

    /// Starts `attest serve` without a review: the page opens at home.
    pub(crate) fn at_home(preferences: &Path) -> Self {
        Self::with(&["--preferences", &word(preferences)])
    }

    fn with(arguments: &[&str]) -> Self {
        Self::from(program(), arguments)
    }

    /// Starts `attest serve` for a person whose home is this folder, and opens the sample review.
    pub(crate) fn with_sample(home: &Path) -> Self {
        let mut command = program();
        command.env("HOME", home).env("XDG_DOCUMENTS_DIR", home);
        let served = Self::from(command, &["--preferences", &word(&home.join("p"))]);
        let job = served.finish("open_sample", serde_json::json!({}));
        assert_eq!(job["state"], "done", "{job}");
        served
    }

    /// Starts the given program, whose environment may have been changed.
    pub(crate) fn from(mut program: Command, arguments: &[&str]) -> Self {
        let mut child = program
            .args(["--json", "serve", "--port", "0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("attest starts");
        let mut reader = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut text = String::new();
        while !text.trim_end().ends_with('}') {
            assert_ne!(
                reader.read_line(&mut text).expect("a line"),
                0,
                "serve ended: {text}"
            );
        }
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let address = value["address"].as_str().expect("an address");
        let port = address
            .trim_start_matches("http://127.0.0.1:")
            .split('/')
            .next()
            .and_then(|p| p.parse().ok())
            .expect("a port");
        Self {
            child,
            port,
            token: value["token"].as_str().expect("a token").to_owned(),
        }
    }

    /// Sends a request; `Err` where the connection broke, or with what the program answered where that is an error.
    pub(crate) fn rpc(&self, name: &str, payload: Value) -> Result<Value, String> {
        let body = serde_json::json!({ "name": name, "payload": payload });
        let mut answer = ureq::post(format!("http://127.0.0.1:{}/rpc", self.port))
            .config()
            .http_status_as_error(false)
            .build()
            .header("Authorization", format!("Bearer {}", self.token))
            .send_json(&body)
            .map_err(|e| e.to_string())?;
        let succeeded = answer.status().is_success();
        let told: Value = answer
            .body_mut()
            .with_config()
            .limit(1 << 30)
            .read_json()
            .map_err(|e| e.to_string())?;
        if succeeded {
            Ok(told)
        } else {
            Err(told.to_string())
        }
    }

    /// Starts a long step and waits for its end; returns the job.
    pub(crate) fn finish(&self, name: &str, payload: Value) -> Value {
        let job = self.rpc(name, payload).expect("a job");
        let waiting = std::time::Instant::now();
        loop {
            let jobs = self.rpc("jobs", serde_json::json!({})).expect("the jobs");
            let found = jobs
                .as_array()
                .and_then(|jobs| jobs.iter().find(|j| j["id"] == job["id"]))
                .cloned()
                .unwrap_or_else(|| panic!("job {} is not listed", job["id"]));
            if !matches!(found["state"].as_str(), Some("waiting" | "running")) {
                return found;
            }
            assert!(waiting.elapsed().as_secs() < 120, "{found}");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }

    /// Gets or posts bytes by their path below the address.
    pub(crate) fn get(&self, path: &str) -> Result<Vec<u8>, String> {
        let mut answer = ureq::get(format!("http://127.0.0.1:{}{path}", self.port))
            .header("Authorization", format!("Bearer {}", self.token))
            .call()
            .map_err(|e| e.to_string())?;
        answer.body_mut().read_to_vec().map_err(|e| e.to_string())
    }

    /// Hands a file over as a browser does; returns where it lies.
    pub(crate) fn upload(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let mut answer = ureq::post(format!("http://127.0.0.1:{}/upload", self.port))
            .query("name", name)
            .header("Authorization", format!("Bearer {}", self.token))
            .send(bytes)
            .expect("an answer");
        let value: Value = answer.body_mut().read_json().expect("JSON");
        PathBuf::from(value["path"].as_str().expect("a path"))
    }

    /// Ends the process as a power cut would.
    pub(crate) fn kill(&mut self) {
        // It may have ended already; that is what the caller wants.
        let _gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.kill();
    }
}

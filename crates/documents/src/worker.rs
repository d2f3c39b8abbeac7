//! [`DocumentWorker`]: documents read in a process of their own, with limits of time and memory.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::assemble::{hash_of, unread};
use crate::child::{GREETING, MEMORY, WORKER_COMMAND};
use crate::document::{Document, DocumentStatus};

/// A larger file is not read, bytes.
const LARGEST: usize = 256 << 20;
/// A longer answer is not taken, bytes.
const LONGEST_ANSWER: u64 = 512 << 20;
/// As much of the error stream is kept, bytes.
const ERRORS_KEPT: u64 = 8192;
/// How long opening a file and its first pages may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How much longer each page may take.
const PER_PAGE: Duration = Duration::from_millis(200);
/// However many pages it has.
const LONGEST: Duration = Duration::from_secs(120);

/// How documents are read: by a program of Attest in a process of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentWorker {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
}

/// What the child's threads tell.
enum News {
    Greeting,
    Pages(u64),
    Answer(io::Result<Vec<u8>>),
}

/// How a reading ended.
enum End {
    Answered(Vec<u8>),
    Late(Duration),
    Broke(ExitStatus),
}

impl DocumentWorker {
    /// The present program, with [`WORKER_COMMAND`].
    ///
    /// # Errors
    /// When the system does not say which program this is.
    pub fn this_program() -> io::Result<Self> {
        Ok(Self {
            program: std::env::current_exe()?,
            arguments: vec![WORKER_COMMAND.into()],
        })
    }

    /// Reads a document, or its first pages only. Waits for it: run it where nothing waits. A file that ends the child,
    /// or that takes too long or too much memory, is a document whose status says so.
    ///
    /// # Errors
    /// When the program cannot be started, or is none that reads documents.
    pub fn read(&self, bytes: &[u8], first_pages: Option<u32>) -> io::Result<Document> {
        let hash = hash_of(bytes);
        let failed = |status| Ok(unread(hash.clone(), status));
        if bytes.len() > LARGEST {
            let why = format!(
                "it has {} MB; at most {} are read",
                bytes.len() >> 20,
                LARGEST >> 20
            );
            return failed(DocumentStatus::TooLarge { why });
        }
        let (end, greeted, errors) = self.run(bytes, first_pages.unwrap_or(0))?;
        for line in errors.lines() {
            tracing::debug!(target: "documents::worker", "{line}");
        }
        let why = match end {
            End::Answered(json) => match serde_json::from_slice::<Document>(&json) {
                Ok(document) if document.hash == hash && document.is_sound() => {
                    return Ok(document);
                }
                Ok(_) => "what was read of it contradicts itself".to_owned(),
                Err(error) if greeted => {
                    tracing::debug!(%error, "a document's reader answered out of form");
                    if errors.contains("memory allocation of") {
                        return failed(too_much_memory());
                    }
                    "its reading broke off".to_owned()
                }
                Err(_) => return Err(self.is_no_reader("", &errors)),
            },
            End::Late(limit) => {
                let why = format!("reading it took more than {} seconds", limit.as_secs());
                return failed(DocumentStatus::TooLarge { why });
            }
            End::Broke(_) if errors.contains("memory allocation of") => {
                return failed(too_much_memory());
            }
            End::Broke(status) if !greeted => {
                return Err(self.is_no_reader(&status.to_string(), &errors));
            }
            End::Broke(status) => {
                tracing::debug!(%status, "a document ended its reader");
                "its structure ends the reader".to_owned()
            }
        };
        failed(DocumentStatus::Damaged { why })
    }

    fn is_no_reader(&self, status: &str, errors: &str) -> io::Error {
        let last = errors.lines().last().unwrap_or_default();
        io::Error::other(format!(
            "{} does not read documents: {status} {last}",
            self.program.display()
        ))
    }

    /// Starts the child, gives it the file and takes its answer. The child is watched by the thread that starts it: on
    /// Linux it ends with that thread.
    fn run(&self, bytes: &[u8], first_pages: u32) -> io::Result<(End, bool, String)> {
        let start = Instant::now();
        let mut child = Ended(self.start()?);
        let (input, output) = (child.0.stdin.take(), child.0.stdout.take());
        let errors = child.0.stderr.take();
        thread::scope(|scope| {
            let (news, heard) = mpsc::channel();
            scope.spawn(move || {
                let sent = input.map(|mut input| {
                    input.write_all(&u64::from(first_pages).to_le_bytes())?;
                    input.write_all(&(bytes.len() as u64).to_le_bytes())?;
                    input.write_all(bytes)
                });
                // Where the child took it in no more, its end tells why.
                if let Some(Err(error)) = sent {
                    tracing::debug!(%error, "a document did not reach its reader");
                }
            });
            let errors = scope.spawn(move || {
                let mut kept = Vec::new();
                if let Some(mut errors) = errors {
                    // What cannot be read of a log is no loss; the rest is read so that the child does not wait.
                    let first = errors.by_ref().take(ERRORS_KEPT).read_to_end(&mut kept);
                    drop(first.and_then(|_| io::copy(&mut errors, &mut io::sink())));
                }
                String::from_utf8_lossy(&kept).into_owned()
            });
            scope.spawn(move || {
                if let Some(output) = output {
                    listen(output, &news);
                }
            });
            let mut limit = PATIENCE;
            let mut greeted = false;
            let end = loop {
                match heard.recv_timeout(limit.saturating_sub(start.elapsed())) {
                    Ok(News::Greeting) => greeted = true,
                    Ok(News::Pages(pages)) => {
                        let pages = u32::try_from(pages).unwrap_or(u32::MAX);
                        limit = PER_PAGE.saturating_mul(pages).saturating_add(PATIENCE);
                        limit = limit.min(LONGEST);
                    }
                    Ok(News::Answer(Ok(json))) => break End::Answered(json),
                    Ok(News::Answer(Err(_))) | Err(RecvTimeoutError::Disconnected) => {
                        break End::Broke(child.end()?);
                    }
                    Err(RecvTimeoutError::Timeout) => {
                        child.end()?;
                        break End::Late(limit);
                    }
                }
            };
            let status = child.end()?;
            let errors = errors.join().unwrap_or_default();
            let end = match end {
                // It had begun to answer when it broke.
                End::Answered(json) if !json.ends_with(b"}") => End::Broke(status),
                end => end,
            };
            Ok((end, greeted, errors))
        })
    }

    fn start(&self) -> io::Result<Child> {
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            /// Without a console window, below normal priority.
            const QUIET: u32 = 0x0800_0000 | 0x0000_4000;
            command.creation_flags(QUIET);
        }
        command.spawn()
    }
}

fn too_much_memory() -> DocumentStatus {
    DocumentStatus::TooLarge {
        why: format!("reading it takes more than {} GB of memory", MEMORY >> 30),
    }
}

/// Takes the child's answer.
fn listen(mut output: impl Read, news: &Sender<News>) {
    let take = || -> io::Result<Vec<u8>> {
        let mut greeting = [0; GREETING.len()];
        output.read_exact(&mut greeting)?;
        if greeting != GREETING {
            return Err(io::ErrorKind::InvalidData.into());
        }
        // Nobody listens any more where the limit is over.
        drop(news.send(News::Greeting));
        let mut pages = [0; 8];
        output.read_exact(&mut pages)?;
        drop(news.send(News::Pages(u64::from_le_bytes(pages))));
        let mut json = Vec::new();
        output.take(LONGEST_ANSWER).read_to_end(&mut json)?;
        Ok(json)
    };
    let taken = take();
    drop(news.send(News::Answer(taken)));
}

/// A child that does not outlive its reading.
struct Ended(Child);

impl Ended {
    /// Ends it, where it has not ended yet, and says how it ended.
    fn end(&mut self) -> io::Result<ExitStatus> {
        // Gives a child that has answered the time to end by itself; its status is of no interest then.
        if let Some(status) = self.0.try_wait()? {
            return Ok(status);
        }
        self.0.kill()?;
        self.0.wait()
    }
}

impl Drop for Ended {
    fn drop(&mut self) {
        if let Err(error) = self.end() {
            tracing::debug!(%error, "a document's reader did not end");
        }
    }
}

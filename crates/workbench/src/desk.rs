//! [`Desk`]: one window, or one served page, with the review that is open in it and what runs beside it.
//!
//! *What it is:* the receiver of every request of a user interface (`rpc.rs`): it opens and closes reviews, keeps each
//! reviewer's order of records, runs the long steps, and tells on one stream what changed.
//!
//! *What it is not:* it knows no window and no network; `src-tauri` and `attest serve` carry its requests and events.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use models::Launch;
use review::{DocumentHash, Protocol, ReviewerId};
use serde::Serialize;
use serde_json::Value;
use store::Access;
use tokio::sync::{Mutex, RwLock};
use ts_rs::TS;

use crate::error::{Code, Error, Result};
use crate::events::{Event, Events};
use crate::jobs::{Job, JobKind, Jobs, Lane, now_ms};
use crate::off_thread::off_thread;
use crate::open_review::Review;
use crate::packet::Passphrase;
use crate::preferences::{Preferences, RecentReview};
use crate::progress::Progress;
use crate::rank::LiveRanking;
use crate::read_ahead::Ahead;
use crate::sample::create_sample;
use crate::team::{TeamState, names_server};

/// A window with its review. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Desk {
    open: Arc<RwLock<Option<Session>>>,
    preferences: Preferences,
    events: Events,
    jobs: Jobs,
    told_change: Arc<AtomicI64>,
    launch: Option<Launch>,
}

/// An open review with the orders that are kept up to date in the background.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) review: Review,
    pub(crate) writable: bool,
    pub(crate) ahead: Arc<Ahead>,
    rankings: Arc<Mutex<HashMap<ReviewerId, LiveRanking>>>,
}

/// What the home screen shows.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Home {
    /// Reviews that were opened before, the latest first.
    pub recent: Vec<RecentReview>,
    /// Where new reviews are proposed to lie.
    pub default_folder: PathBuf,
    /// Version of the program.
    pub version: String,
}

/// The review that is open.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OpenReview {
    /// Its folder.
    pub folder: PathBuf,
    /// Its title.
    pub title: String,
    /// Whether it can be changed, or was opened for reading only.
    pub writable: bool,
    /// Of a team's review, the state of its server.
    pub team: Option<TeamState>,
}

/// A file for the user interface.
#[derive(Clone, Debug)]
pub struct Bytes {
    /// Its content.
    pub content: Vec<u8>,
    /// Its media type.
    pub media_type: &'static str,
}

impl Desk {
    /// A desk without a review. Must be called on a tokio runtime, on which its jobs run.
    pub fn new(preferences: Preferences) -> Self {
        let events = Events::default();
        Self {
            open: Arc::default(),
            jobs: Jobs::new(events.clone()),
            preferences,
            events,
            told_change: Arc::default(),
            launch: None,
        }
    }

    /// The same, with models started in another way than by the present program.
    pub fn with_launch(mut self, launch: Launch) -> Self {
        self.launch = Some(launch);
        self
    }

    /// The stream of events.
    pub fn events(&self) -> &Events {
        &self.events
    }

    /// The settings, recent reviews and drafts of this person.
    pub fn preferences(&self) -> &Preferences {
        &self.preferences
    }

    pub(crate) fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    /// What the home screen shows.
    pub fn home(&self) -> Home {
        let folder = dirs::document_dir().or_else(dirs::home_dir);
        Home {
            recent: self.preferences.recent(),
            default_folder: folder.unwrap_or_default().join("Attest"),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// Makes a review and opens it.
    pub async fn create_review(
        &self,
        folder: &Path,
        title: &str,
        protocol: &Protocol,
    ) -> Result<OpenReview> {
        if !folder.is_absolute() && !names_server(folder) {
            return Err(Error::invalid(
                format!("{} is not a whole path", folder.display()),
                "Give the folder from the top, such as /home/name/Documents/Nudging.review.",
            ));
        }
        let review = Review::create(folder, title, protocol).await?;
        self.take_up(review, true).await
    }

    /// Opens a review; where it is open elsewhere, or lies where nothing can be written, only on request for reading.
    pub async fn open_review(&self, folder: &Path, read_only: bool) -> Result<OpenReview> {
        if let Some(session) = self.open.read().await.as_ref()
            && session.review.folder() == folder
            && session.writable
        {
            return self.described(session).await;
        }
        let access = if read_only {
            Access::Read
        } else {
            Access::Write
        };
        let review = Review::open(folder, access).await?;
        let writable = review.may_write();
        self.take_up(review, writable).await
    }

    /// Makes the sample review where there is none yet, and opens it. Returns the job.
    pub fn open_sample(&self) -> Job {
        let folder = self
            .home()
            .default_folder
            .join("Medication review (sample).review");
        let desk = self.clone();
        self.jobs.enqueue(
            Lane::Io,
            JobKind::Sample,
            "Preparing the sample review",
            move |progress| async move {
                if !folder.join("review.db").is_file() {
                    make_sample(folder.clone(), progress).await?;
                }
                json(desk.open_review(&folder, false).await?)
            },
        )
    }

    /// Opens a packet into a new folder and puts the review that is made of it on this desk. Returns the job.
    pub(crate) fn open_packet(
        &self,
        file: PathBuf,
        folder: PathBuf,
        passphrase: Passphrase,
    ) -> Job {
        let desk = self.clone();
        self.jobs.enqueue(
            Lane::Io,
            JobKind::Import,
            "Opening the packet",
            move |_| async move {
                Review::open_packet(&file, &passphrase, &folder)
                    .await?
                    .close()
                    .await;
                json(desk.open_review(&folder, false).await?)
            },
        )
    }

    /// Puts a review on this desk that was opened elsewhere in the program.
    pub async fn take_up(&self, review: Review, writable: bool) -> Result<OpenReview> {
        let rankings = Arc::default();
        let ahead = Ahead::start(
            &review,
            &rankings,
            &self.preferences,
            self.launch.clone(),
            &self.events,
            writable,
        );
        let session = Session {
            review,
            writable,
            ahead: Arc::new(ahead),
            rankings,
        };
        if session.review.team()?.is_some() {
            self.follow_team(&session.review);
        }
        let opened = self.described(&session).await?;
        // A full disk or a read-only home must not keep anybody from a review.
        if let Err(error) = self
            .preferences
            .remember(&opened.folder, &opened.title, now_ms())
        {
            tracing::warn!(%error, "the list of recent reviews could not be kept");
        }
        self.bring_mesh(&session.review);
        let before = self.open.write().await.replace(session);
        close(before).await;
        self.told_change.store(0, Ordering::Relaxed);
        self.events.send(Event::Opened {});
        Ok(opened)
    }

    /// While a team's review is open: sends what waits, and tells the screens what others did.
    fn follow_team(&self, review: &Review) {
        const EVERY: Duration = Duration::from_secs(2);
        let (desk, review) = (self.clone(), review.clone());
        tokio::spawn(async move {
            let mut told = None;
            loop {
                tokio::time::sleep(EVERY).await;
                let still = desk.open.read().await.as_ref().is_some_and(|session| {
                    session.writable && session.review.folder() == review.folder()
                });
                if !still {
                    return;
                }
                if let Err(error) = review.send_waiting().await {
                    tracing::debug!(%error, "decisions wait for the team's server");
                }
                desk.tell_changes().await;
                match review.team() {
                    Ok(team) if team != told => {
                        told = team;
                        if let Some(team) = told.clone() {
                            desk.events.send(Event::Team { team });
                        }
                    }
                    Ok(_) => {}
                    Err(error) => tracing::error!(%error, "the outbox cannot be read"),
                }
            }
        });
    }

    /// Closes the review, so that its folder can be copied, moved or opened elsewhere.
    pub async fn close_review(&self) -> Result<()> {
        self.jobs.cancel_all();
        let before = self.open.write().await.take();
        close(before).await;
        self.events.send(Event::Opened {});
        Ok(())
    }

    /// The review that is open, if any.
    pub async fn current(&self) -> Result<Option<OpenReview>> {
        match self.open.read().await.as_ref() {
            Some(session) => Ok(Some(self.described(session).await?)),
            None => Ok(None),
        }
    }

    async fn described(&self, session: &Session) -> Result<OpenReview> {
        Ok(OpenReview {
            folder: session.review.folder().to_owned(),
            title: session.review.title().await?,
            writable: session.writable,
            team: session.review.team()?,
        })
    }

    pub(crate) async fn session(&self) -> Result<Session> {
        self.open
            .read()
            .await
            .clone()
            .ok_or_else(|| Error::invalid("no review is open", "Open one, or make a new one."))
    }

    /// Runs a long step of the open review as a job; changes are told when it ends.
    pub(crate) async fn run<F, W, T>(
        &self,
        lane: Lane,
        kind: JobKind,
        label: &str,
        work: W,
    ) -> Result<Job>
    where
        W: FnOnce(Review, Progress) -> F + Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
        T: Serialize,
    {
        let session = self.session().await?;
        let desk = self.clone();
        Ok(self
            .jobs
            .enqueue(lane, kind, label, move |progress| async move {
                let answer = work(session.review.clone(), progress).await.and_then(json);
                // The order depends on all records; new ones are put in their place.
                session.learn().await;
                desk.tell_changes().await;
                answer
            }))
    }

    /// Tells on the stream that something was changed, if it was.
    pub(crate) async fn tell_changes(&self) {
        let Ok(session) = self.session().await else {
            return;
        };
        match session.review.last_change().await {
            Ok(change) => {
                // Suggestions are told of by an event of their own, and change nothing else.
                let visible = change - session.review.quiet_changes();
                if self.told_change.swap(visible, Ordering::Relaxed) != visible {
                    self.events.send(Event::Changed { change });
                    session.ahead.look_again();
                }
            }
            Err(error) if error.code == Code::ServerAway => {
                tracing::debug!(%error, "what others did is not known now");
            }
            Err(error) => tracing::warn!(%error, "the last change could not be read"),
        }
    }

    /// A file of the open review: `documents/HASH` or `exports/NAME`.
    pub async fn bytes(&self, path: &str) -> Result<Bytes> {
        let session = self.session().await?;
        let unknown = || {
            Error::not_found(
                format!("there is no file “{path}” in this review"),
                "Open the list it stood in again.",
            )
        };
        let (file, media_type) = match path.split_once('/') {
            Some(("documents", hash))
                if hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()) =>
            {
                let hash = DocumentHash(hash.to_lowercase());
                (
                    session.review.document_path(&hash).await?,
                    "application/pdf",
                )
            }
            Some(("exports", name)) => {
                let file = session.review.kept_export(name)?;
                let media_type = match file.extension().and_then(|e| e.to_str()) {
                    Some("svg") => "image/svg+xml",
                    Some("png") => "image/png",
                    Some("pdf") => "application/pdf",
                    _ => "application/octet-stream",
                };
                (file, media_type)
            }
            _ => return Err(unknown()),
        };
        let content = tokio::fs::read(&file)
            .await
            .map_err(|e| Error::file(&file, &e))?;
        Ok(Bytes {
            content,
            media_type,
        })
    }

    /// Answers a request given as JSON text. A request that is not understood is an error, never a guess.
    ///
    /// Boxed as an object, so that the use cases are compiled once, here, and not again in each program that waits for
    /// them.
    pub fn answer_text<'a>(
        &'a self,
        text: &'a [u8],
    ) -> Pin<Box<dyn Future<Output = Result<Value>> + Send + 'a>> {
        Box::pin(async move {
            let request = serde_json::from_slice(text).map_err(|e| {
                Error::invalid(
                    format!("the request was not understood: {e}"),
                    "The program and its user interface do not fit; restart both.",
                )
            })?;
            let answer = self.answer(request).await;
            self.tell_changes().await;
            answer
        })
    }
}

impl Session {
    /// The order of a reviewer as the background keeps it.
    pub(crate) async fn order(&self, reviewer: &ReviewerId) -> Result<Arc<Vec<usize>>> {
        let mut rankings = self.rankings.lock().await;
        if let Some(ranking) = rankings.get(reviewer) {
            return Ok(ranking.order());
        }
        let ranking = LiveRanking::start(&self.review, reviewer).await?;
        let order = ranking.order();
        rankings.insert(reviewer.clone(), ranking);
        self.ahead.look_again();
        Ok(order)
    }

    /// Has every order learn what was decided since.
    pub(crate) async fn learn(&self) {
        for ranking in self.rankings.lock().await.values() {
            ranking.learn();
        }
        self.ahead.look_again();
    }
}

/// Replaying tables is work for a thread of its own.
async fn make_sample(folder: PathBuf, progress: Progress) -> Result<()> {
    let runtime = tokio::runtime::Handle::current();
    let make = move || -> Result<()> {
        let review = runtime.block_on(create_sample(&folder, &progress))?;
        runtime.block_on(review.close());
        Ok(())
    };
    off_thread("making the sample", make).await?
}

/// Ends what runs beside a review and frees its folder.
async fn close(session: Option<Session>) {
    if let Some(session) = session {
        session.ahead.end().await;
        session.rankings.lock().await.clear();
        session.review.close().await;
    }
}

pub(crate) fn json(value: impl Serialize) -> Result<Value> {
    serde_json::to_value(value).map_err(|e| {
        Error::new(
            Code::Internal,
            format!("an answer could not be written: {e}"),
            "Please report this.",
        )
    })
}

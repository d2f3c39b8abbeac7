//! [`Review`]: an open review, the receiver of every use case.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use review::{Criterion, CriterionId, DocumentHash, Protocol, ReviewerId};
use store::{Access, Actor, Store};
use tokio::sync::{Mutex, RwLock};

use crate::error::{Error, Result};
use crate::find::OpenIndex;
use crate::ledger::Ledger;
use crate::likeness::Readings;
use crate::people::{check_criteria, refuse_control_characters};

/// An open review. Use cases are methods, one file per verb. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Review {
    pub(crate) store: Store,
    // The ledger is a function of the database; it is kept while nothing changed.
    ledger: Arc<RwLock<Option<Arc<Ledger>>>>,
    // The search index, once something was searched.
    pub(crate) index: Arc<Mutex<Option<OpenIndex>>>,
    // What models said of the records, in short.
    pub(crate) readings: Arc<Mutex<Readings>>,
    // Changes of this run of the program that only added suggestions.
    quiet: Arc<AtomicI64>,
}

impl Review {
    /// Makes a new review in a folder that does not exist yet or is empty, with a protocol.
    pub async fn create(folder: &Path, title: &str, protocol: &Protocol) -> Result<Self> {
        let title = title.trim();
        if title.is_empty() {
            return Err(Error::invalid(
                "a review needs a title",
                "Give it with --title.",
            ));
        }
        refuse_control_characters(title)?;
        check_criteria(protocol)?;
        if protocol
            .adjudicators
            .iter()
            .any(|name| name.as_str().trim().is_empty())
        {
            return Err(Error::invalid(
                "an adjudicator has no name",
                "Name every adjudicator, or leave the list empty.",
            ));
        }
        let store = Store::create(folder, title).await?;
        let mut change = store.begin(&Actor::Program, "record protocol").await?;
        change.add_protocol(protocol, Some("first version")).await?;
        change.commit(&serde_json::json!({ "version": 1 })).await?;
        Ok(Self::over(store))
    }

    /// Opens a review.
    pub async fn open(folder: &Path, access: Access) -> Result<Self> {
        Ok(Self::over(Store::open(folder, access).await?))
    }

    fn over(store: Store) -> Self {
        Self {
            store,
            ledger: Arc::default(),
            index: Arc::default(),
            readings: Readings::shared(),
            quiet: Arc::default(),
        }
    }

    /// The folder of the review.
    pub fn folder(&self) -> &Path {
        self.store.folder().path()
    }

    /// Title of the review.
    pub async fn title(&self) -> Result<String> {
        Ok(self.store.review().await?.title)
    }

    /// Number of the last change by anybody.
    pub async fn last_change(&self) -> Result<i64> {
        Ok(self.store.last_change().await?)
    }

    /// Changes of this run of the program that only added suggestions.
    pub(crate) fn quiet_changes(&self) -> i64 {
        self.quiet.load(Ordering::Relaxed)
    }

    /// Counts a change that only added suggestions.
    pub(crate) fn count_quiet_change(&self) {
        self.quiet.fetch_add(1, Ordering::Relaxed);
    }

    /// Closes the database in order and frees the folder once nobody else holds the review. Not needed for safety.
    pub async fn close(self) {
        self.store.close().await;
    }

    /// Where the document of that content lies.
    pub fn document_path(&self, hash: &DocumentHash) -> PathBuf {
        self.store.document_path(hash)
    }

    /// The facts and what follows from them, as of the last change by anybody.
    pub async fn ledger(&self) -> Result<Arc<Ledger>> {
        let change = self.store.last_change().await?;
        if let Some(ledger) = self.ledger.read().await.as_ref()
            && ledger.change() == change
        {
            return Ok(Arc::clone(ledger));
        }
        let ledger = Arc::new(Ledger::new(self.store.facts().await?));
        *self.ledger.write().await = Some(Arc::clone(&ledger));
        Ok(ledger)
    }

    /// After a change of our own whose effect on the ledger is known: spares reading all facts again. Where someone
    /// else wrote in between, the ledger is read anew at the next use.
    pub(crate) async fn advance_ledger(&self, update: impl FnOnce(&mut Ledger)) -> Result<()> {
        let change = self.store.last_change().await?;
        let mut guard = self.ledger.write().await;
        match guard.as_mut() {
            Some(ledger) if ledger.change() + 1 == change => {
                let ledger = Arc::make_mut(ledger);
                update(ledger);
                ledger.set_change(change);
            }
            _ => *guard = None,
        }
        Ok(())
    }

    /// The reviewer of that name or identifier.
    pub async fn reviewer(&self, name: &str) -> Result<ReviewerId> {
        let reviewers = self.store.reviewers().await?;
        let found = reviewers
            .iter()
            .find(|r| r.name == name || r.id.as_str() == name)
            .or_else(|| reviewers.iter().find(|r| r.name.eq_ignore_ascii_case(name)));
        found.map(|r| r.id.clone()).ok_or_else(|| {
            let names: Vec<&str> = reviewers.iter().map(|r| r.name.as_str()).collect();
            Error::not_found(
                format!("there is no reviewer “{name}” in this review"),
                if names.is_empty() {
                    "Add the name first.".to_owned()
                } else {
                    format!(
                        "The reviewers are: {}. Choose one of them, or add the name.",
                        names.join(", ")
                    )
                },
            )
        })
    }
}

/// The criterion with that label or identifier, without regard to case.
pub(crate) fn criterion<'p>(protocol: &'p Protocol, label: &str) -> Option<&'p Criterion> {
    protocol
        .criteria
        .iter()
        .find(|c| c.label.eq_ignore_ascii_case(label) || c.id == CriterionId::from(label))
}

//! [`Review`]: an open review, the receiver of every use case.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use review::{Criterion, CriterionId, Decision, DocumentHash, Protocol, ReviewerId};
use store::{Access, Actor, ExtractionFacts, Store};
use tokio::sync::{Mutex, RwLock};

use crate::at_hand::AtHand;
use crate::error::{Code, Error, Result};
use crate::extract::KeptDocuments;
use crate::find::OpenIndex;
use crate::key_papers::KeyMatches;
use crate::ledger::Ledger;
use crate::likeness::Readings;
use crate::mesh::MeshAtHand;
use crate::people::{check_criteria, check_shares, is_same_name, refuse_control_characters};
use crate::strategy_view::Searchable;
use crate::team::{create_store, open_store};
use crate::trial_census::CensusCache;
use crate::trials::{KeptTexts, KeptTrials};

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
    // The facts of the extraction; they are kept while none was added.
    extraction: Arc<RwLock<Option<Arc<ExtractionFacts>>>>,
    // The documents that were looked at last.
    pub(crate) documents: Arc<Mutex<KeptDocuments>>,
    // Of a team's review, the next records of whoever screens here.
    pub(crate) at_hand: Arc<Mutex<AtHand>>,
    // Which records the key papers are that were named before they came.
    pub(crate) key_matches: Arc<Mutex<KeyMatches>>,
    // The records as search strategies are run on them.
    pub(crate) searchable: Arc<Mutex<Option<Arc<Searchable>>>>,
    /// MeSH, where it is on this computer.
    pub(crate) mesh: MeshAtHand,
    // The registrations of trials; they are kept while none was added.
    pub(crate) trials: Arc<Mutex<Option<Arc<KeptTrials>>>>,
    // The texts of the records in which numbers of registries stand.
    pub(crate) trial_texts: Arc<Mutex<KeptTexts>>,
    // What the trial census says of the records.
    pub(crate) census: Arc<Mutex<CensusCache>>,
}

impl Review {
    /// Makes a new review in a folder that does not exist yet or is empty, or in an empty database of a team's server
    /// (`postgres://…`), with a protocol.
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
        check_shares(protocol)?;
        let store = create_store(folder, title).await?;
        let mut change = store.begin(&Actor::Program, "record protocol").await?;
        change.add_protocol(protocol, Some("first version")).await?;
        change.commit(&serde_json::json!({ "version": 1 })).await?;
        Ok(Self::over(store))
    }

    /// Opens a review by its folder, or by the address of a team's server.
    pub async fn open(folder: &Path, access: Access) -> Result<Self> {
        Ok(Self::over(open_store(folder, access).await?))
    }

    fn over(store: Store) -> Self {
        Self {
            store,
            ledger: Arc::default(),
            index: Arc::default(),
            readings: Readings::shared(),
            quiet: Arc::default(),
            extraction: Arc::default(),
            documents: Arc::default(),
            at_hand: Arc::default(),
            key_matches: Arc::default(),
            searchable: Arc::default(),
            mesh: MeshAtHand::default(),
            trials: Arc::default(),
            trial_texts: Arc::default(),
            census: Arc::default(),
        }
    }

    /// Whether it may be written to: it was opened so, and one's role in the team is not to read only.
    pub fn may_write(&self) -> bool {
        self.store.access() == Access::Write
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

    /// Where the document of that content lies; that of a team's review is brought from the server first.
    pub async fn document_path(&self, hash: &DocumentHash) -> Result<PathBuf> {
        Ok(self.store.bring_document(hash).await?)
    }

    /// The facts and what follows from them, as of the last change by anybody; while the team's server is away, as far
    /// as they are known here.
    pub async fn ledger(&self) -> Result<Arc<Ledger>> {
        match (
            self.latest_ledger().await,
            self.ledger.read().await.as_ref(),
        ) {
            (Err(error), Some(known)) if error.code == Code::ServerAway => Ok(Arc::clone(known)),
            (answer, _) => answer,
        }
    }

    async fn latest_ledger(&self) -> Result<Arc<Ledger>> {
        let known = self.ledger.read().await.as_ref().map(Arc::clone);
        let change = self.store.last_change().await?;
        if let Some(ledger) = known.filter(|known| known.change() == change) {
            return Ok(ledger);
        }
        if self.follow_decisions(change).await?
            && let Some(ledger) = self.ledger.read().await.as_ref()
        {
            return Ok(Arc::clone(ledger));
        }
        let mut ledger = Ledger::new(self.store.facts().await?);
        // What waits to be sent is as good as sent to the one who decided it.
        for waiting in self.store.waiting_decisions()? {
            ledger.add_decision(waiting.decision);
        }
        let ledger = Arc::new(ledger);
        *self.ledger.write().await = Some(Arc::clone(&ledger));
        Ok(ledger)
    }

    /// Brings the ledger of a team's review up to date where only decisions were added since, from the audit log, which
    /// holds them whole: several people who decide at once need not read all facts again for every decision. `false`
    /// where something else happened.
    async fn follow_decisions(&self, change: i64) -> Result<bool> {
        // Beyond that, reading all facts anew is quicker.
        const MOST: i64 = 2_000;
        if self.store.server().is_none() {
            return Ok(false);
        }
        let mut guard = self.ledger.write().await;
        let Some(ledger) = guard.as_mut() else {
            return Ok(false);
        };
        let from = ledger.change();
        if !(0..=MOST).contains(&(change - from)) {
            return Ok(false);
        }
        let rows = self.store.audit_after(from, MOST).await?;
        let mut decisions = Vec::with_capacity(rows.len());
        for row in &rows {
            if !matches!(row.action.as_str(), "decide" | "adjudicate") {
                return Ok(false);
            }
            match serde_json::from_str::<Decision>(&row.detail) {
                Ok(decision) => decisions.push(decision),
                Err(_) => return Ok(false),
            }
        }
        let ledger = Arc::make_mut(ledger);
        for decision in decisions {
            ledger.add_decision(decision);
        }
        ledger.set_change(rows.last().map_or(from, |row| row.sequence));
        Ok(true)
    }

    /// The facts of the extraction, as of the last change by anybody.
    pub(crate) async fn extraction_facts(&self) -> Result<Arc<ExtractionFacts>> {
        let mark = self.store.extraction_mark().await?;
        if let Some(facts) = self.extraction.read().await.as_ref()
            && facts.mark == mark
        {
            return Ok(Arc::clone(facts));
        }
        let facts = Arc::new(self.store.extraction_facts().await?);
        *self.extraction.write().await = Some(Arc::clone(&facts));
        Ok(facts)
    }

    /// After a change of our own whose effect on the ledger is known: spares reading all facts again. Where someone
    /// else wrote in between, the ledger is read anew at the next use.
    pub(crate) async fn advance_ledger(&self, update: impl FnOnce(&mut Ledger)) -> Result<()> {
        if self.store.server().is_some() {
            // Known at once, as the server may be away when it is asked next; the number of the change comes with what
            // others did (`follow_decisions`), which may have been read already.
            self.apply_at_once(update).await;
            return Ok(());
        }
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

    /// Lets the ledger know what is so, without counting it as a change: a decision that waits for the team's server, or one
    /// whose change comes by what the server tells.
    pub(crate) async fn apply_at_once(&self, update: impl FnOnce(&mut Ledger)) {
        if let Some(ledger) = self.ledger.write().await.as_mut() {
            update(Arc::make_mut(ledger));
        }
    }

    /// The reviewer of that name or identifier.
    pub async fn reviewer(&self, name: &str) -> Result<ReviewerId> {
        let reviewers = self.store.reviewers().await?;
        let found = reviewers
            .iter()
            .find(|r| r.name == name || r.id.as_str() == name)
            .or_else(|| reviewers.iter().find(|r| is_same_name(&r.name, name)));
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

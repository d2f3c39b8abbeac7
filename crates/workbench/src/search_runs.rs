//! Searches as they were run in databases, for PRISMA-S: recorded by a named person, corrected and taken back by appending.
//! The counts are those that the database gave; nothing is worked out here.

use std::path::Path;

use review::{ReviewerId, SearchId};
use serde::{Deserialize, Serialize};
use store::{Actor, SearchRunRow};
use strategy::{PrismaSItem, SearchRecord};
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::open_review::Review;
use crate::search_strategy::from_toml;
use crate::strategy_view::chosen;

/// Characters of a text, and of the strategy, at most.
const LONGEST: usize = 2_000;
const LONGEST_STRATEGY: usize = 200_000;

/// A search that was run in a database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SearchRun {
    /// The database, such as `MEDLINE`.
    pub database: String,
    /// The platform, such as `Ovid`.
    pub platform: String,
    /// Databases that were searched together with it.
    pub searched_with: Vec<String>,
    /// Whether it is a study register.
    pub is_register: bool,
    /// Day on which it was last run, `YYYY-MM-DD`.
    pub searched_on: String,
    /// What the database covers, as the platform says it.
    pub coverage: String,
    /// Language of the strategy, such as `pubmed`; empty: it is told from the text.
    pub syntax: String,
    /// The strategy exactly as it was run.
    pub strategy: String,
    /// Limits that were set on the platform and do not stand in the strategy; `none` where there were none.
    pub limits: String,
    /// Why limits were set.
    pub reasons_for_limits: String,
    /// Published filters with their citations and changes; `none` where there were none.
    pub filters: String,
    /// Strategies of others that were adapted, with citation; `none` where there were none.
    pub prior_work: String,
    /// How it was or will be updated; `none` where it was not.
    pub updates: String,
    /// Who reviewed it, and how; `none` where nobody did.
    pub peer_review: String,
    /// Records that the database reported.
    pub records: Option<u64>,
    /// The version of the concept blocks that it was built from.
    pub blocks_version: Option<i64>,
    /// The import that brought its records.
    pub search: Option<SearchId>,
}

/// A search that was run, as it is recorded.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SearchRunView {
    /// Its identity.
    pub id: String,
    /// What was recorded.
    pub run: SearchRun,
    /// Who recorded it so.
    pub by: String,
    /// When, UTC milliseconds.
    pub at: i64,
    /// How often it was recorded: 1, and one more for each correction.
    pub times: i64,
    /// The name of the file that brought its records.
    pub file: Option<String>,
    /// Records in that file.
    pub imported: Option<i64>,
    /// What PRISMA-S asks for and is not there yet.
    pub missing: Vec<String>,
}

/// A search to be recorded.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SearchRunGiven {
    /// The one that is corrected; `None` for a new one.
    pub id: Option<String>,
    /// What is recorded.
    pub run: SearchRun,
    /// Who records it.
    pub reviewer: ReviewerId,
}

impl SearchRun {
    /// The items of PRISMA-S as far as this search fills them.
    pub(crate) fn items(&self) -> Vec<PrismaSItem> {
        let syntax = Some(self.syntax.clone()).filter(|syntax| !syntax.is_empty());
        let syntax = chosen(&self.strategy, syntax).unwrap_or(strategy::Syntax::PubMed);
        let parsed = strategy::parse(&self.strategy, syntax);
        let record = SearchRecord {
            database: self.database.clone(),
            platform: self.platform.clone(),
            searched_with: self.searched_with.clone(),
            is_register: self.is_register,
            searched_on: self.searched_on.clone(),
            coverage: self.coverage.clone(),
            strategy: self.strategy.clone(),
            reasons_for_limits: self.reasons_for_limits.clone(),
            filters: self.filters.clone(),
            prior_work: self.prior_work.clone(),
            updates: self.updates.clone(),
            peer_review: self.peer_review.clone(),
            records: self.records,
        };
        let mut items = strategy::prisma_s(&record, &parsed.strategy);
        for item in &mut items {
            match item.number {
                9 if !self.limits.is_empty() => {
                    item.reported
                        .push(format!("Set on the platform: {}", self.limits));
                }
                9 => item
                    .missing
                    .push("Limits that were set on the platform, or “none”".to_owned()),
                // “none” says that it was alone.
                2 if self.searched_with.iter().any(|with| with == "none") => {
                    item.reported = vec![format!("{} was searched alone.", self.database)];
                }
                _ => {}
            }
        }
        items
    }
}

/// Reads a search that was run from a TOML file with the fields of [`SearchRun`].
///
/// # Errors
/// A file that cannot be read, or holds something else.
pub fn read_search_run(file: &Path) -> Result<SearchRun> {
    from_toml(
        file,
        "The keys are database, platform, searched_on, strategy, limits, records and others.",
    )
}

impl Review {
    /// The searches that were run, in the order in which they were recorded.
    pub async fn search_runs(&self) -> Result<Vec<SearchRunView>> {
        let ledger = self.ledger().await?;
        let searches = self.store.searches().await?;
        self.kept_runs()
            .await?
            .into_iter()
            .map(|(row, run)| {
                let import = searches
                    .iter()
                    .find(|known| Some(&known.search.id) == row.search_id.as_ref());
                let missing = run.items().into_iter().flat_map(|item| item.missing);
                Ok(SearchRunView {
                    missing: missing.collect(),
                    id: row.run_id,
                    by: ledger.reviewer_name(&row.reviewer_id).to_owned(),
                    at: row.recorded_at,
                    times: row.times,
                    file: import.map(|import| import.search.file_name.clone()),
                    imported: import.map(|import| import.records),
                    run,
                })
            })
            .collect()
    }

    /// The rows with what they hold.
    pub(crate) async fn kept_runs(&self) -> Result<Vec<(SearchRunRow, SearchRun)>> {
        let rows = self.store.search_runs().await?;
        rows.into_iter()
            .map(|row| {
                let run = serde_json::from_str(&row.body).map_err(|e| {
                    Error::internal(format!("a recorded search cannot be read: {e}"))
                })?;
                Ok((row, run))
            })
            .collect()
    }

    /// Records a search that was run, or corrects what was recorded of it.
    ///
    /// # Errors
    /// Invalid without database, day or strategy, with a day that is none, or with an import that is not there.
    pub async fn record_search_run(&self, given: &SearchRunGiven) -> Result<Vec<SearchRunView>> {
        self.known_reviewer(&given.reviewer).await?;
        let run = self.tidied_run(&given.run).await?;
        if let Some(id) = &given.id {
            self.known_run(id).await?;
        }
        let body = serde_json::to_string(&run)
            .map_err(|e| Error::internal(format!("the search cannot be written: {e}")))?;
        let verb = match given.id {
            Some(_) => "correct search run",
            None => "record search run",
        };
        let actor = Actor::Reviewer(given.reviewer.clone());
        let mut change = self.store.begin(&actor, verb).await?;
        let id = change
            .add_search_run(
                given.id.as_deref(),
                run.search.as_ref(),
                &body,
                &given.reviewer,
            )
            .await?;
        change
            .commit(&serde_json::json!({
                "run": id, "database": run.database, "platform": run.platform,
                "searched_on": run.searched_on, "records": run.records
            }))
            .await?;
        self.search_runs().await
    }

    /// Takes back that a search was run; what was recorded stays in the log.
    pub async fn withdraw_search_run(
        &self,
        id: &str,
        reason: &str,
        reviewer: &ReviewerId,
    ) -> Result<Vec<SearchRunView>> {
        self.known_reviewer(reviewer).await?;
        let run = self.known_run(id).await?;
        let actor = Actor::Reviewer(reviewer.clone());
        let mut change = self.store.begin(&actor, "withdraw search run").await?;
        change
            .withdraw_search_run(id, reason.trim(), reviewer)
            .await?;
        change
            .commit(&serde_json::json!({
                "run": id, "database": run.database, "reason": reason.trim()
            }))
            .await?;
        self.search_runs().await
    }

    async fn known_run(&self, id: &str) -> Result<SearchRun> {
        let runs = self.kept_runs().await?;
        let known = runs.into_iter().find(|(row, _)| row.run_id == id);
        known.map(|(_, run)| run).ok_or_else(|| {
            Error::not_found(
                format!("there is no recorded search {id}"),
                "It may have been taken back meanwhile.",
            )
        })
    }

    async fn tidied_run(&self, run: &SearchRun) -> Result<SearchRun> {
        let mut run = run.clone();
        for text in [
            &mut run.database,
            &mut run.platform,
            &mut run.searched_on,
            &mut run.coverage,
            &mut run.syntax,
            &mut run.limits,
            &mut run.reasons_for_limits,
            &mut run.filters,
            &mut run.prior_work,
            &mut run.updates,
            &mut run.peer_review,
        ] {
            *text = text.trim().to_owned();
            if text.chars().count() > LONGEST {
                return Err(Error::invalid(
                    format!("a text of a search holds at most {LONGEST} characters"),
                    "Write it in short; the strategy has a field of its own.",
                ));
            }
        }
        run.searched_with = run
            .searched_with
            .iter()
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect();
        run.strategy = run.strategy.trim_end().to_owned();
        if run.database.is_empty() {
            return Err(Error::invalid(
                "the database is not named",
                "Write which database was searched, such as MEDLINE.",
            ));
        }
        if run.strategy.trim().is_empty() || run.strategy.len() > LONGEST_STRATEGY {
            return Err(Error::invalid(
                "the strategy as it was run is not given, or is too long",
                "Paste the lines as the platform shows them, exactly as they were run.",
            ));
        }
        run.searched_on
            .parse::<jiff::civil::Date>()
            .ok()
            .filter(|_| run.searched_on.len() == 10)
            .ok_or_else(|| {
                Error::invalid(
                    format!("“{}” is no day", run.searched_on),
                    "Write the day on which it was last run as 2026-03-31.",
                )
            })?;
        // A language that is not known would be read as another one.
        let syntax = Some(run.syntax.clone()).filter(|syntax| !syntax.is_empty());
        chosen(&run.strategy, syntax)?;
        if let Some(search) = &run.search {
            let searches = self.store.searches().await?;
            if !searches
                .iter()
                .any(|known| known.search.id == *search && known.withdrawn.is_none())
            {
                return Err(Error::not_found(
                    "the import that the search is linked to is not there",
                    "Choose one of the files that were imported, or none.",
                ));
            }
        }
        Ok(run)
    }
}

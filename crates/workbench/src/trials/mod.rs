//! Trials of registries in the review: imported, linked to records, set beside what was extracted, counted.
//!
//! One file per verb. What is kept are files, versions of registrations, what people said of links and what they read in
//! papers; which report states which number, and what differs, is worked out each time.

mod add;
mod differences;
mod links;
mod list;
mod one;
mod paper;
mod tables;
mod texts;
mod used;

use std::collections::HashMap;
use std::sync::Arc;

use registry::Trial;
use store::{RegistryFacts, RegistryTrialRow};

use crate::error::{Error, Result};
use crate::open_review::Review;

pub use add::{RegistryFileAdded, RegistryFileResult};
pub use differences::TrialDifference;
pub use links::LinkSaid;
pub use list::{MissingTrial, SaidOfLink, TrialReport, TrialReportState, TrialRow, TrialsView};
pub use one::{TrialDetail, TrialFile, TrialTable, TrialVersion};
pub use paper::{PaperItem, PaperItemView, PaperSource};
pub use tables::{TrialSet, TrialTablePage};
pub(crate) use texts::KeptTexts;
pub use used::{TrialSource, TrialsUsed};

/// The registrations of the review, as of one state of the store.
#[derive(Debug)]
pub(crate) struct KeptTrials {
    /// The facts, without the bodies of the trials.
    pub(crate) facts: RegistryFacts,
    /// Each registration once, in the order in which they came first.
    pub(crate) registrations: Vec<Registration>,
}

/// A registration with its versions.
#[derive(Debug)]
pub(crate) struct Registration {
    pub(crate) number: String,
    /// In order of time; at least one.
    versions: Vec<Version>,
}

/// What one or several files in a row say of it.
#[derive(Debug)]
pub(crate) struct Version {
    pub(crate) imports: Vec<String>,
    pub(crate) trial: Trial,
}

impl Registration {
    /// As it is now.
    pub(crate) fn latest(&self) -> Option<&Trial> {
        self.versions.last().map(|version| &version.trial)
    }

    pub(crate) fn versions(&self) -> &[Version] {
        &self.versions
    }
}

impl KeptTrials {
    fn new(mut facts: RegistryFacts) -> Result<Self> {
        let mut registrations: Vec<Registration> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for RegistryTrialRow {
            import_id,
            number,
            body,
            ..
        } in std::mem::take(&mut facts.trials)
        {
            let trial: Trial = serde_json::from_str(&body).map_err(|e| {
                Error::internal(format!("the trial {number} cannot be read again: {e}"))
            })?;
            let at = *places.entry(number.clone()).or_insert_with(|| {
                registrations.push(Registration {
                    number,
                    versions: Vec::new(),
                });
                registrations.len() - 1
            });
            let Some(registration) = registrations.get_mut(at) else {
                continue;
            };
            match registration.versions.last_mut() {
                Some(last) if last.trial == trial => last.imports.push(import_id),
                _ => registration.versions.push(Version {
                    imports: vec![import_id],
                    trial,
                }),
            }
        }
        Ok(Self {
            facts,
            registrations,
        })
    }

    /// The registration of a number.
    pub(crate) fn registration(&self, number: &str) -> Option<&Registration> {
        self.registrations.iter().find(|one| one.number == number)
    }
}

impl Review {
    /// The registrations, as of the last change by anybody.
    pub(crate) async fn kept_trials(&self) -> Result<Arc<KeptTrials>> {
        let mark = self.store.registry_mark().await?;
        let mut kept = self.trials.lock().await;
        if let Some(known) = kept.as_ref().filter(|known| known.facts.mark == mark) {
            return Ok(Arc::clone(known));
        }
        let facts = self.store.registry_facts().await?;
        let fresh = tokio::task::spawn_blocking(move || KeptTrials::new(facts))
            .await
            .map_err(|e| Error::internal(format!("reading trials ended unexpectedly: {e}")))??;
        let fresh = Arc::new(fresh);
        *kept = Some(Arc::clone(&fresh));
        Ok(fresh)
    }
}

//! Records at hand: of a team's review, those that a reviewer sees next are kept in memory, so that screening goes on while
//! the server is away.

use std::collections::{HashMap, HashSet};

use review::{RecordId, ReviewerId, Stage};

use crate::error::{Code, Result};
use crate::ledger::Ledger;
use crate::open_review::Review;
use crate::screen::RecordView;

/// How many of the next records are kept for a reviewer: some hours of screening.
pub(crate) const AT_HAND: usize = 300;

type Key = (ReviewerId, Stage, RecordId);

/// What is kept, and whether somebody is fetching.
#[derive(Debug, Default)]
pub(crate) struct AtHand {
    views: HashMap<Key, RecordView>,
    fetching: bool,
}

impl Review {
    /// A record as a reviewer sees it; while the team's server is away, as it was when it was last at hand.
    pub(crate) async fn view_at_hand(
        &self,
        ledger: &Ledger,
        group: usize,
        stage: Stage,
        reviewer: &ReviewerId,
    ) -> Result<RecordView> {
        if self.store.server().is_none() {
            return self.view(ledger, group, stage, reviewer).await;
        }
        let key = (reviewer.clone(), stage, ledger.id(group).clone());
        let known = self.at_hand.lock().await.views.get(&key).cloned();
        if !self.store.answers()
            && let Some(known) = known
        {
            return Ok(known);
        }
        match (self.view(ledger, group, stage, reviewer).await, known) {
            (Err(error), Some(known)) if error.code == Code::ServerAway => Ok(known),
            (answer, _) => answer,
        }
    }

    /// Fetches the next records of a reviewer in the background; `groups` are theirs in the order they come.
    pub(crate) async fn keep_at_hand(
        &self,
        groups: Vec<usize>,
        stage: Stage,
        reviewer: &ReviewerId,
    ) {
        let mut at_hand = self.at_hand.lock().await;
        if self.store.server().is_none() || at_hand.fetching || !self.store.answers() {
            return;
        }
        at_hand.fetching = true;
        drop(at_hand);
        let (review, reviewer) = (self.clone(), reviewer.clone());
        tokio::spawn(async move {
            if let Err(error) = review.fetch_at_hand(&groups, stage, &reviewer).await {
                tracing::debug!(%error, "the next records are not all at hand");
            }
            review.at_hand.lock().await.fetching = false;
        });
    }

    async fn fetch_at_hand(
        &self,
        groups: &[usize],
        stage: Stage,
        reviewer: &ReviewerId,
    ) -> Result<()> {
        let ledger = self.ledger().await?;
        let key = |group: usize| (reviewer.clone(), stage, ledger.id(group).clone());
        let wanted: HashSet<_> = groups.iter().map(|&group| key(group)).collect();
        // What was decided, or went down the order, is kept no longer.
        let still = |key: &Key| key.0 != *reviewer || key.1 != stage || wanted.contains(key);
        self.at_hand.lock().await.views.retain(|key, _| still(key));
        for &group in groups {
            let key = key(group);
            if self.at_hand.lock().await.views.contains_key(&key) {
                continue;
            }
            let view = self.view(&ledger, group, stage, reviewer).await?;
            self.at_hand.lock().await.views.insert(key, view);
        }
        Ok(())
    }
}

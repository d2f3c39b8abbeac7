//! Which records a comparison is made on.

use review::{Outcome, Stage};
use sha2::{Digest, Sha256};

use super::report::BenchSample;
use crate::ledger::Ledger;

/// Records drawn for a comparison.
pub(super) struct Drawn {
    /// Groups in random order, and whether the team included them.
    pub(super) records: Vec<(usize, bool)>,
    pub(super) all_included: usize,
    pub(super) all_excluded: usize,
}

impl Drawn {
    pub(super) fn sample(&self) -> BenchSample {
        let included = self
            .records
            .iter()
            .filter(|(_, relevant)| *relevant)
            .count();
        BenchSample {
            included,
            excluded: self.records.len() - included,
            all_included: self.all_included,
            all_excluded: self.all_excluded,
        }
    }
}

/// Draws from the records settled at title and abstract: half of them included ones, or as many as there are.
///
/// Every record has a place that follows from its id and the seed alone, so the same seed draws the same records, and
/// decisions that are added later leave most of the sample as it was.
pub(super) fn draw(ledger: &Ledger, wanted: usize, seed: u64) -> Drawn {
    let (mut included, mut excluded) = (Vec::new(), Vec::new());
    for group in ledger.groups().filter(|&g| ledger.removal(g).is_none()) {
        let of_kind = match ledger.outcome(group, Stage::TitleAbstract) {
            Outcome::Included => &mut included,
            Outcome::Excluded { .. } => &mut excluded,
            Outcome::Undecided | Outcome::Waiting | Outcome::Conflict => continue,
        };
        let mut hash = Sha256::new();
        hash.update(seed.to_le_bytes());
        hash.update(ledger.id(group).as_str());
        of_kind.push((<[u8; 32]>::from(hash.finalize()), group));
    }
    let (all_included, all_excluded) = (included.len(), excluded.len());
    included.sort_unstable();
    excluded.sort_unstable();
    included.truncate((wanted / 2).max(wanted.saturating_sub(all_excluded)));
    excluded.truncate(wanted.saturating_sub(included.len()));
    let mut placed: Vec<_> = included
        .into_iter()
        .map(|(place, group)| (place, group, true))
        .chain(
            excluded
                .into_iter()
                .map(|(place, group)| (place, group, false)),
        )
        .collect();
    placed.sort_unstable();
    Drawn {
        records: placed
            .into_iter()
            .map(|(_, group, relevant)| (group, relevant))
            .collect(),
        all_included,
        all_excluded,
    }
}

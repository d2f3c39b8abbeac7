//! The PRISMA 2020 flow of a review: every number counted from the ledger at this moment (METHODS §6).
//!
//! * A *record* of the first box is an entry of a file; duplicates removed are the entries beyond the first of each
//!   group. A group that came through a database or register and through another method as well goes the way of the
//!   databases; its copy from the other method is still counted as identified there.
//! * *Screened* are groups whose title and abstract are settled; whatever is undecided, half decided or in conflict is
//!   pending and counted nowhere else.
//! * A report included without being linked to a study is a study of its own.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use prisma::{
    Breakdown, Flow, Included, NamedCount, OtherMethods, PendingRecords, PendingReports, Removed,
    ReportFlow,
};
use review::{Outcome, Retrieval, SourceKind, Stage, StudyId};
use store::RemovalKind;

use crate::error::Result;
use crate::ledger::Ledger;
use crate::open_review::Review;

impl Review {
    /// The flow as it stands.
    pub async fn flow(&self) -> Result<Flow> {
        let ledger = self.ledger().await?;
        let doubtful = self.open_pairs().await?.len() as u64;
        Ok(flow(&ledger, doubtful))
    }
}

/// Counts the flow. `doubtful_pairs` is the number of possible duplicates that await a person.
fn flow(ledger: &Ledger, doubtful_pairs: u64) -> Flow {
    let (other, main): (Vec<usize>, Vec<usize>) = ledger
        .groups()
        .partition(|&group| ledger.is_other_method(group));
    let identified = |kind: SourceKind| -> Breakdown {
        let mut parts: Vec<NamedCount> = Vec::new();
        for row in ledger
            .facts()
            .searches
            .iter()
            .filter(|s| s.withdrawn.is_none() && s.search.kind == kind)
        {
            let n = u64::try_from(row.records).unwrap_or_default();
            match parts.iter_mut().find(|part| part.name == row.search.source) {
                Some(part) => part.n += n,
                None => parts.push(NamedCount {
                    name: row.search.source.clone(),
                    n,
                }),
            }
        }
        Breakdown {
            total: Some(parts.iter().map(|part| part.n).sum()),
            parts,
        }
    };
    let databases = identified(SourceKind::Database);
    let registers = identified(SourceKind::Register);
    let removed = |kind| count(main.iter().filter(|&&g| ledger.removal(g) == Some(kind)));
    let entries = databases.count().unwrap_or_default() + registers.count().unwrap_or_default();
    let screening = screening(ledger, &main);
    let other_methods = (!other.is_empty()
        || ledger
            .facts()
            .searches
            .iter()
            .any(|s| s.withdrawn.is_none() && s.search.kind.is_other_method()))
    .then(|| OtherMethods {
        websites: known(identified(SourceKind::Website)),
        organisations: known(identified(SourceKind::Organisation)),
        citations: known(identified(SourceKind::Citation)),
        other: known(identified(SourceKind::Other)),
        reports: reports(ledger, &other),
    });
    let new = included(ledger);
    let previous = ledger.facts().previous_version.map(|p| Included {
        studies: u64::try_from(p.studies).ok(),
        reports: u64::try_from(p.reports).ok(),
    });
    let sum = |a: Option<u64>, b: Option<u64>| Some(a? + b?);
    Flow {
        total: previous.map(|p| Included {
            studies: sum(p.studies, new.studies),
            reports: sum(p.reports, new.reports),
        }),
        previous,
        databases,
        registers,
        removed: Removed {
            duplicates: Some(entries.saturating_sub(main.len() as u64)),
            automatic: Some(removed(RemovalKind::Automation)),
            other: Some(removed(RemovalKind::Other)),
        },
        screened: Some(screening.screened),
        excluded: Some(screening.excluded),
        // No path of the program lets a suggestion exclude a record, so there is nothing to split.
        excluded_by: None,
        reports: reports(ledger, &main),
        other_methods,
        new,
        pending: PendingRecords {
            possible_duplicates: doubtful_pairs,
            unscreened: screening.unscreened,
            conflicts: screening.conflicts,
        },
    }
}

#[derive(Default)]
struct Screening {
    screened: u64,
    excluded: u64,
    unscreened: u64,
    conflicts: u64,
}

fn screening(ledger: &Ledger, groups: &[usize]) -> Screening {
    let mut counts = Screening::default();
    for &group in groups.iter().filter(|&&g| ledger.removal(g).is_none()) {
        match ledger.outcome(group, Stage::TitleAbstract) {
            Outcome::Undecided | Outcome::Waiting => counts.unscreened += 1,
            Outcome::Conflict => counts.conflicts += 1,
            Outcome::Included => counts.screened += 1,
            Outcome::Excluded { .. } => {
                counts.screened += 1;
                counts.excluded += 1;
            }
        }
    }
    counts
}

fn reports(ledger: &Ledger, groups: &[usize]) -> ReportFlow {
    let mut pending = PendingReports::default();
    let (mut sought, mut assessed) = (0, 0);
    let mut not_retrieved: BTreeMap<String, u64> = BTreeMap::new();
    let mut excluded: HashMap<String, u64> = HashMap::new();
    let retained = groups.iter().copied().filter(|&group| {
        ledger.removal(group).is_none()
            && ledger.outcome(group, Stage::TitleAbstract) == Outcome::Included
    });
    for group in retained {
        sought += 1;
        match ledger.retrieval(group) {
            Retrieval::NotRetrieved { reason } => {
                *not_retrieved.entry(reason).or_default() += 1;
                continue;
            }
            Retrieval::Sought => {
                pending.awaited += 1;
                continue;
            }
            Retrieval::Retrieved { .. } => {}
        }
        match ledger.outcome(group, Stage::FullText) {
            Outcome::Undecided | Outcome::Waiting => pending.unassessed += 1,
            Outcome::Conflict => pending.conflicts += 1,
            Outcome::Included => assessed += 1,
            Outcome::Excluded { reason } => {
                assessed += 1;
                let text = reason
                    .and_then(|id| ledger.protocol().criteria.iter().find(|c| c.id == id))
                    .map_or_else(|| "No reason recorded".to_owned(), |c| c.text.clone());
                *excluded.entry(text).or_default() += 1;
            }
        }
    }
    let mut reasons: Vec<NamedCount> = excluded
        .into_iter()
        .map(|(name, n)| NamedCount { name, n })
        .collect();
    // The most frequent reason first, as published diagrams do; the name settles ties.
    reasons.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.name.cmp(&b.name)));
    ReportFlow {
        sought: Some(sought),
        not_retrieved: named(not_retrieved),
        assessed: Some(assessed),
        excluded: Breakdown {
            total: Some(reasons.iter().map(|r| r.n).sum()),
            parts: reasons,
        },
        pending,
    }
}

/// Studies and reports included at full text.
fn included(ledger: &Ledger) -> Included {
    let links: HashMap<usize, &StudyId> = ledger
        .facts()
        .study_links
        .iter()
        .filter_map(|link| {
            Some((
                ledger.group(ledger.ordinal(&link.record_id)?),
                &link.study_id,
            ))
        })
        .collect();
    let mut studies: BTreeSet<&str> = BTreeSet::new();
    let (mut unlinked, mut reports) = (0, 0);
    for group in ledger
        .groups()
        .filter(|&g| ledger.is_eligible(g, Stage::FullText))
    {
        if ledger.outcome(group, Stage::FullText) == Outcome::Included {
            reports += 1;
            match links.get(&group) {
                Some(study) => {
                    studies.insert(study.as_str());
                }
                None => unlinked += 1,
            }
        }
    }
    Included {
        studies: Some(studies.len() as u64 + unlinked),
        reports: Some(reports),
    }
}

fn named(parts: BTreeMap<String, u64>) -> Breakdown {
    let parts: Vec<NamedCount> = parts
        .into_iter()
        .map(|(name, n)| NamedCount { name, n })
        .collect();
    Breakdown {
        total: Some(parts.iter().map(|part| part.n).sum()),
        parts,
    }
}

/// `None` where no search of that kind was made, so that the box is not drawn with a zero.
fn known(breakdown: Breakdown) -> Option<u64> {
    if breakdown.parts.is_empty() {
        None
    } else {
        breakdown.count()
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> u64 {
    items.count() as u64
}

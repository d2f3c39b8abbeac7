//! What reviewers and models said of the same records, numbered for the figures.

use std::collections::{BTreeMap, HashMap};

use agreement::{Ratings, Scale};
use review::{AgentId, CriterionId, Decision, ReviewerId, Role, Stage, Verdict};
use store::ReadingRow;

use super::CountUnsure;
use crate::ledger::Ledger;
use crate::likeness::Readings;
use crate::suggestion_agreement::speaks_for;

/// A record with the decisions that it needs.
pub(super) struct Judged<'l> {
    pub(super) group: usize,
    /// When the last decision needed was made.
    pub(super) before: BTreeMap<&'l ReviewerId, &'l Decision>,
    /// Now.
    pub(super) after: BTreeMap<&'l ReviewerId, &'l Decision>,
}

/// Of the groups that `of` holds for, those that have the decisions they need at a stage, and how many wait for another.
pub(super) fn judged(
    ledger: &Ledger,
    stage: Stage,
    of: impl Fn(usize) -> bool,
) -> (Vec<Judged<'_>>, usize) {
    let mut of_group: BTreeMap<usize, Vec<&Decision>> = BTreeMap::new();
    for decision in ledger.decisions() {
        let Some(ordinal) = ledger.ordinal(&decision.record_id) else {
            continue;
        };
        let group = ledger.group(ordinal);
        let wanted = decision.stage == stage && decision.role == Role::Reviewer;
        if wanted && of(group) && ledger.is_live(group) && ledger.removal(group).is_none() {
            of_group.entry(group).or_default().push(decision);
        }
    }
    let mut awaiting = 0;
    let mut judged = Vec::new();
    for (group, decisions) in of_group {
        let needed = ledger.decisions_needed(group, stage).max(2);
        let mut before = BTreeMap::new();
        let mut after = BTreeMap::new();
        for decision in decisions {
            // The last decision needed ends independence; whoever decides after that for the first time still counts
            // with the first decision.
            if before.len() < needed {
                before.insert(&decision.reviewer_id, decision);
            } else {
                before.entry(&decision.reviewer_id).or_insert(decision);
            }
            after.insert(&decision.reviewer_id, decision);
        }
        if before.len() < needed {
            awaiting += 1;
        } else {
            judged.push(Judged {
                group,
                before,
                after,
            });
        }
    }
    (judged, awaiting)
}

impl Judged<'_> {
    /// Whether verdicts, or the reasons of exclusions, were not the same.
    pub(super) fn differ(&self) -> bool {
        let mut all = self.before.values();
        let Some(first) = all.next() else {
            return false;
        };
        let reasons: Vec<_> = self
            .before
            .values()
            .filter_map(|d| d.reason.as_ref())
            .collect();
        all.any(|decision| decision.verdict != first.verdict)
            || reasons.iter().any(|reason| *reason != reasons[0])
    }
}

/// How verdicts are numbered.
pub(super) struct Categories {
    pub(super) unsure: CountUnsure,
    /// Whether anybody was unsure, and that is an answer of its own.
    pub(super) given: bool,
}

impl Categories {
    pub(super) fn names(&self) -> Vec<String> {
        let words = if self.given {
            vec![Verdict::Include, Verdict::Unsure, Verdict::Exclude]
        } else {
            vec![Verdict::Include, Verdict::Exclude]
        };
        words
            .into_iter()
            .map(|verdict| verdict.as_str().to_owned())
            .collect()
    }

    pub(super) fn count(&self) -> usize {
        self.names().len()
    }

    pub(super) fn scale(&self) -> Scale {
        if self.given {
            Scale::Ordinal
        } else {
            Scale::Nominal
        }
    }

    pub(super) fn of(&self, verdict: Verdict) -> Option<usize> {
        match verdict {
            Verdict::Include => Some(0),
            Verdict::Exclude => Some(self.count() - 1),
            Verdict::Unsure => match self.unsure {
                CountUnsure::BetweenBoth => self.given.then_some(1),
                CountUnsure::AsInclude => Some(0),
                CountUnsure::LeftOut => None,
            },
        }
    }
}

/// What two reviewers gave to the same records.
pub(super) struct PairRatings {
    pub(super) before: Option<Ratings>,
    /// Only where something was changed.
    pub(super) after: Option<Ratings>,
    pub(super) reasons: Option<Ratings>,
    /// For each reason, whether each excluded for it.
    pub(super) by_reason: Vec<Option<Ratings>>,
    pub(super) changed: usize,
}

impl PairRatings {
    pub(super) fn of(
        judged: &[Judged<'_>],
        first: &ReviewerId,
        second: &ReviewerId,
        categories: &Categories,
        reasons: &[&CriterionId],
    ) -> Self {
        let (mut before, mut after, mut cited) = (Vec::new(), Vec::new(), Vec::new());
        let mut by_reason = vec![Vec::new(); reasons.len()];
        let mut changed = 0;
        for one in judged {
            let (Some(a), Some(b)) = (one.before.get(first), one.before.get(second)) else {
                continue;
            };
            let row = |a: &Decision, b: &Decision| {
                vec![categories.of(a.verdict), categories.of(b.verdict)]
            };
            before.push(row(a, b));
            if let (Some(now_a), Some(now_b)) = (one.after.get(first), one.after.get(second)) {
                after.push(row(now_a, now_b));
                changed += usize::from(now_a.verdict != a.verdict || now_b.verdict != b.verdict);
            }
            let place = |decision: &Decision| {
                let reason = decision.reason.as_ref()?;
                reasons.iter().position(|known| *known == reason)
            };
            for (reason, rows) in by_reason.iter_mut().enumerate() {
                // An exclusion without a reason does not say whether it was for this one; unsure excludes nothing.
                let gave = |decision: &Decision| match (decision.verdict, place(decision)) {
                    (Verdict::Exclude, None) => None,
                    (Verdict::Exclude, Some(place)) => Some(usize::from(place != reason)),
                    (Verdict::Include | Verdict::Unsure, _) => Some(1),
                };
                rows.push(vec![gave(a), gave(b)]);
            }
            if let (Some(a), Some(b)) = (place(a), place(b)) {
                cited.push(vec![Some(a), Some(b)]);
            }
        }
        Self {
            before: Ratings::new(categories.count(), &before),
            after: (changed > 0)
                .then(|| Ratings::new(categories.count(), &after))
                .flatten(),
            // With a single criterion there is nothing to agree on.
            reasons: Ratings::new(reasons.len(), &cited),
            by_reason: by_reason.iter().map(|rows| Ratings::new(2, rows)).collect(),
            changed,
        }
    }
}

/// What a reviewer and a model say of the same records.
pub(super) struct ModelRatings {
    pub(super) agent: String,
    pub(super) reviewer: ReviewerId,
    pub(super) ratings: Ratings,
    pub(super) unread: usize,
}

/// What a model's answers on all criteria come to; `None` where one of them was not answered.
pub(super) fn verdict_of_model(
    ledger: &Ledger,
    readings: &Readings,
    group: usize,
    agent: &AgentId,
) -> Option<Verdict> {
    let mut latest: HashMap<&CriterionId, &ReadingRow> = HashMap::new();
    for member in ledger.members(group) {
        for row in readings
            .on(ledger.id(member))
            .filter(|row| row.agent_id == *agent)
        {
            let known = latest.entry(&row.criterion_id).or_insert(row);
            if known.id < row.id {
                *known = row;
            }
        }
    }
    let mut verdict = Verdict::Include;
    for criterion in &ledger.protocol().criteria {
        let label = latest.get(&criterion.id)?.label?;
        match speaks_for(label, criterion.polarity) {
            Some(true) => {}
            Some(false) => return Some(Verdict::Exclude),
            None => verdict = Verdict::Unsure,
        }
    }
    Some(verdict)
}

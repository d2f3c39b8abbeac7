//! [`outcome`]: where a record stands at a stage. Conflicts are derived here, never stored.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{CriterionId, Decision, Role, Verdict};

/// Where a record stands at one stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Outcome {
    /// Nobody has decided.
    Undecided,
    /// Some have decided, and more decisions are needed.
    Waiting,
    /// The reviewers disagree, or someone was unsure where nobody else can settle it: an adjudicator must decide.
    Conflict,
    /// Included.
    Included,
    /// Excluded, with the reason if all who gave one gave the same.
    Excluded {
        /// The criterion cited.
        reason: Option<CriterionId>,
    },
}

impl Outcome {
    /// The word used in files and on the command line.
    pub fn as_str(&self) -> &'static str {
        match self {
            Outcome::Undecided => "undecided",
            Outcome::Waiting => "waiting",
            Outcome::Conflict => "conflict",
            Outcome::Included => "included",
            Outcome::Excluded { .. } => "excluded",
        }
    }
}

/// Derives the outcome from the decisions in force on one record at one stage: at most one per reviewer and role,
/// the latest, withdrawn ones left out.
///
/// * The latest adjudication settles; an adjudicator's *unsure* leaves the conflict open.
/// * With one reviewer per record the latest verdict settles, but *unsure* is a conflict.
/// * With two (or more, in a calibration round), equal verdicts settle. Any difference is a conflict, and so
///   is *unsure* by all, and so are exclusions that cite different reasons: the PRISMA diagram prints one reason per report.
pub fn outcome(in_force: &[Decision], needed: usize) -> Outcome {
    let adjudication = in_force
        .iter()
        .filter(|d| d.role == Role::Adjudicator)
        .max_by_key(|d| (d.decided_at, &d.id));
    if let Some(decision) = adjudication {
        return settled(decision.verdict, decision.reason.clone());
    }

    let independent: Vec<&Decision> = in_force
        .iter()
        .filter(|d| d.role == Role::Reviewer)
        .collect();
    let Some(first) = independent.first() else {
        return Outcome::Undecided;
    };
    if independent.len() < needed {
        return Outcome::Waiting;
    }
    if independent.iter().any(|d| d.verdict != first.verdict) {
        return Outcome::Conflict;
    }
    let mut reasons: Vec<&CriterionId> = independent
        .iter()
        .filter_map(|d| d.reason.as_ref())
        .collect();
    reasons.sort();
    reasons.dedup();
    if reasons.len() > 1 {
        return Outcome::Conflict;
    }
    settled(first.verdict, reasons.first().map(|r| (*r).clone()))
}

fn settled(verdict: Verdict, reason: Option<CriterionId>) -> Outcome {
    match verdict {
        Verdict::Include => Outcome::Included,
        Verdict::Exclude => Outcome::Excluded { reason },
        Verdict::Unsure => Outcome::Conflict,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(reviewer: &str, verdict: Verdict) -> Decision {
        Decision::example(reviewer, verdict)
    }

    fn excluded_for(reviewer: &str, reason: &str) -> Decision {
        Decision {
            reason: Some(reason.into()),
            ..by(reviewer, Verdict::Exclude)
        }
    }

    fn adjudicated(verdict: Verdict) -> Decision {
        Decision {
            role: Role::Adjudicator,
            decided_at: 9,
            ..by("c", verdict)
        }
    }

    #[test]
    fn two_reviewers_settle_wait_or_conflict() {
        use Verdict::{Exclude, Include, Unsure};
        assert_eq!(outcome(&[], 2), Outcome::Undecided);
        assert_eq!(outcome(&[by("a", Include)], 2), Outcome::Waiting);
        assert_eq!(outcome(&[by("a", Include)], 1), Outcome::Included);
        assert_eq!(outcome(&[by("a", Unsure)], 1), Outcome::Conflict);
        assert_eq!(
            outcome(&[by("a", Include), by("b", Include)], 2),
            Outcome::Included
        );
        assert_eq!(
            outcome(&[by("a", Include), by("b", Exclude)], 2),
            Outcome::Conflict
        );
        assert_eq!(
            outcome(&[by("a", Unsure), by("b", Unsure)], 2),
            Outcome::Conflict
        );
        assert_eq!(
            outcome(&[by("a", Unsure), by("b", Include)], 2),
            Outcome::Conflict
        );
    }

    #[test]
    fn reasons_must_agree() {
        assert_eq!(
            outcome(&[excluded_for("a", "E1"), excluded_for("b", "E1")], 2),
            Outcome::Excluded {
                reason: Some("E1".into())
            }
        );
        assert_eq!(
            outcome(&[excluded_for("a", "E1"), by("b", Verdict::Exclude)], 2),
            Outcome::Excluded {
                reason: Some("E1".into())
            }
        );
        assert_eq!(
            outcome(&[excluded_for("a", "E1"), excluded_for("b", "E2")], 2),
            Outcome::Conflict
        );
    }

    #[test]
    fn adjudication_overrules_and_unsure_leaves_it_open() {
        let both = [by("a", Verdict::Include), by("b", Verdict::Exclude)];
        let with = |d: Decision| [both[0].clone(), both[1].clone(), d];
        assert_eq!(
            outcome(&with(adjudicated(Verdict::Include)), 2),
            Outcome::Included
        );
        assert_eq!(
            outcome(&with(adjudicated(Verdict::Unsure)), 2),
            Outcome::Conflict
        );
    }
}

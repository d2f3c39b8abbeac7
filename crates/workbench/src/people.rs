//! The people and the protocol of a review.

use review::{Assignment, Criterion, CriterionId, Polarity, Protocol, ReviewerId, Stage};
use store::{Actor, ProtocolVersion, Reviewer};

use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::open_review::Review;

impl Review {
    /// The reviewers in the order in which they were added.
    pub async fn reviewers(&self) -> Result<Vec<Reviewer>> {
        Ok(self.store.reviewers().await?)
    }

    /// Adds a reviewer, or returns the one of that name.
    pub async fn add_reviewer(&self, name: &str) -> Result<ReviewerId> {
        refuse_control_characters(name.trim())?;
        let name = in_one_line(name);
        if name.is_empty() {
            return Err(Error::invalid(
                "a reviewer needs a name",
                "Give the name as it shall stand in the report.",
            ));
        }
        let known = self.store.reviewers().await?.into_iter();
        if let Some(known) = known.into_iter().find(|r| is_same_name(&r.name, &name)) {
            return Ok(known.id);
        }
        let mut change = self.store.begin(&Actor::Program, "add reviewer").await?;
        let id = change.add_reviewer(&name).await?;
        change
            .commit(&serde_json::json!({ "reviewer": id, "name": name }))
            .await?;
        Ok(id)
    }

    /// Refuses a reviewer whom the review does not have.
    pub(crate) async fn known_reviewer(&self, reviewer: &ReviewerId) -> Result<()> {
        refuse_unknown_reviewer(&*self.ledger().await?, reviewer)
    }

    /// Every version of the protocol.
    pub async fn protocol_versions(&self) -> Result<Vec<ProtocolVersion>> {
        Ok(self.store.protocol_versions().await?)
    }

    /// Records a new version of the protocol. Adjudicators may be given by name. Returns the version's number.
    ///
    /// Refused where two criteria share a label or identifier, or where a criterion that was cited as a reason is gone:
    /// its decisions would point nowhere.
    pub async fn set_protocol(&self, protocol: &Protocol, remark: Option<&str>) -> Result<i64> {
        let mut protocol = protocol.clone();
        for adjudicator in &mut protocol.adjudicators {
            *adjudicator = self.reviewer(adjudicator.as_str()).await?;
        }
        for assignment in [
            &mut protocol.assignment_title_abstract,
            &mut protocol.assignment_full_text,
        ] {
            if let Assignment::Shares { shares, .. } = assignment {
                for share in shares {
                    share.reviewer = self.reviewer(share.reviewer.as_str()).await?;
                }
            }
        }
        check_shares(&protocol)?;
        check_criteria(&protocol)?;
        let ledger = self.ledger().await?;
        for decision in ledger.decisions() {
            if let Some(reason) = &decision.reason
                && !protocol.criteria.iter().any(|c| c.id == *reason)
            {
                let label = ledger
                    .protocol()
                    .criteria
                    .iter()
                    .find(|c| c.id == *reason)
                    .map_or_else(|| reason.to_string(), |c| c.label.clone());
                return Err(Error::refused(
                    format!(
                        "criterion {label} was cited as a reason for exclusion and cannot be taken out"
                    ),
                    "Keep it with its identifier; its wording may be refined.",
                ));
            }
        }
        let mut change = self.store.begin(&Actor::Program, "record protocol").await?;
        let version = change.add_protocol(&protocol, remark).await?;
        change
            .commit(&serde_json::json!({ "version": version, "remark": remark }))
            .await?;
        Ok(version)
    }

    /// The criterion of that label, identifier or wording, added as an exclusion criterion where there is none: for
    /// reasons that come with imported decisions. Returns whether it was added.
    pub(crate) async fn criterion_for_reason(&self, reason: &str) -> Result<(CriterionId, bool)> {
        let ledger = self.ledger().await?;
        let mut protocol = ledger.protocol().clone();
        let reason = reason.trim();
        let known = crate::open_review::criterion(&protocol, reason).or_else(|| {
            protocol
                .criteria
                .iter()
                .find(|c| c.text.eq_ignore_ascii_case(reason))
        });
        if let Some(known) = known {
            return Ok((known.id.clone(), false));
        }
        let label = (1..)
            .map(|n| format!("E{n}"))
            .find(|label| crate::open_review::criterion(&protocol, label).is_none())
            .unwrap_or_else(|| reason.to_owned());
        let id = CriterionId(label.to_lowercase());
        protocol.criteria.push(Criterion {
            id: id.clone(),
            label,
            polarity: Polarity::Exclusion,
            text: reason.to_owned(),
        });
        self.set_protocol(&protocol, Some("reason of imported decisions"))
            .await?;
        Ok((id, true))
    }
}

pub(crate) fn check_criteria(protocol: &Protocol) -> Result<()> {
    for (i, criterion) in protocol.criteria.iter().enumerate() {
        if criterion.text.trim().is_empty() || criterion.label.trim().is_empty() {
            return Err(Error::invalid(
                format!("criterion {} has no label or no text", i + 1),
                "Give every criterion a short label such as E1 and the rule in words.",
            ));
        }
        let twin = protocol.criteria[..i].iter().any(|other| {
            other.id == criterion.id || other.label.eq_ignore_ascii_case(&criterion.label)
        });
        if twin {
            return Err(Error::invalid(
                format!("two criteria are called {}", criterion.label),
                "Give every criterion a label and an identifier of its own.",
            ));
        }
    }
    Ok(())
}

/// Most people who can have a share.
const MOST_SHARES: usize = 64;

/// Refused are shares that would leave records without the reviewers they need.
pub(crate) fn check_shares(protocol: &Protocol) -> Result<()> {
    for stage in [Stage::TitleAbstract, Stage::FullText] {
        let Assignment::Shares { shares, .. } = protocol.assignment_at(stage) else {
            continue;
        };
        let needed = protocol.reviewers_at(stage).count();
        let taking = shares.iter().filter(|share| share.parts > 0).count();
        if taking < needed {
            return Err(Error::invalid(
                format!(
                    "{taking} of the reviewers have a share, but every record needs {needed} reviewers"
                ),
                "Give a share to more people, or ask for one reviewer per record.",
            ));
        }
        if shares.len() > MOST_SHARES {
            return Err(Error::invalid(
                format!("{} people have a share; {MOST_SHARES} can", shares.len()),
                "Assign records to groups of people one after the other instead.",
            ));
        }
        for (place, share) in shares.iter().enumerate() {
            if shares[..place]
                .iter()
                .any(|other| other.reviewer == share.reviewer)
            {
                return Err(Error::invalid(
                    format!("{} has two shares", share.reviewer),
                    "Give each person one share.",
                ));
            }
        }
    }
    Ok(())
}

/// Refuses a reviewer whom the review does not have. An identity comes from outside, and becomes a part of file names.
pub(crate) fn refuse_unknown_reviewer(ledger: &Ledger, reviewer: &ReviewerId) -> Result<()> {
    if ledger.facts().reviewers.iter().any(|r| r.id == *reviewer) {
        return Ok(());
    }
    Err(Error::not_found(
        format!("there is no reviewer {reviewer} in this review"),
        "Add the reviewer first.",
    ))
}

/// Without space around it, and with single spaces within.
fn in_one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two names are one person's: on a screen “R. Adams” and “r.  adams” would pass for one, and one person must
/// not count as two who judge apart from each other.
pub(crate) fn is_same_name(one: &str, other: &str) -> bool {
    in_one_line(one).to_lowercase() == in_one_line(other).to_lowercase()
}

/// Names are printed on screens and in reports, where a control character could do more than be read.
pub(crate) fn refuse_control_characters(name: &str) -> Result<()> {
    if name.chars().any(char::is_control) {
        return Err(Error::invalid(
            "the name holds a control character or a line break",
            "Type it again.",
        ));
    }
    Ok(())
}

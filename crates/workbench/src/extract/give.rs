//! Give a value: a named person enters, accepts, corrects, rejects or takes back. The only road to a value.

use review::{
    EvidenceQuote, ExtractionRole, Field, FieldValue, Finding, Light, Proposal, ReviewerId,
    ReviewersPerRecord, StudyId, ValueAct, ValueAddress, ValueStatus, ValueSuggestionId,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use store::{Actor, ExtractionFacts, NewFieldValue, ValueTime};
use ts_rs::TS;

use super::addresses::in_words;
use super::number_text::as_kept;
use super::standing::{Standing, agree, form_in_force};
use super::view::ProposedValue;
use crate::decide::TimeSpent;
use crate::error::{Error, Result};
use crate::open_review::Review;

/// A value that a person enters, or corrects a suggestion to.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct GivenValue {
    /// The study.
    pub study: StudyId,
    /// Which value.
    pub address: ValueAddress,
    /// Who.
    pub reviewer: ReviewerId,
    /// What was found. Its evidence is looked up in the document before it is kept.
    pub finding: Finding,
    /// In the reviewer's words.
    pub note: Option<String>,
    /// How long the value was worked on, if it was measured.
    pub time: Option<TimeSpent>,
}

/// A suggestion that a person takes as it is.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct AcceptedValue {
    /// The study.
    pub study: StudyId,
    /// The suggestion that is on the screen.
    pub suggestion: ValueSuggestionId,
    /// Who.
    pub reviewer: ReviewerId,
    /// In the reviewer's words.
    pub note: Option<String>,
    /// How long the value was worked on, if it was measured.
    pub time: Option<TimeSpent>,
}

/// A suggestion that a person calls wrong, leaving no value.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct RefusedSuggestion {
    /// The study.
    pub study: StudyId,
    /// Which value.
    pub address: ValueAddress,
    /// The suggestion that is on the screen.
    pub suggestion: Option<ValueSuggestionId>,
    /// Who.
    pub reviewer: ReviewerId,
    /// Why, in the reviewer's words.
    pub note: Option<String>,
    /// How long the value was worked on, if it was measured.
    pub time: Option<TimeSpent>,
}

/// A row about to be appended, checked.
pub(super) struct Row<'r> {
    pub(super) study: &'r StudyId,
    pub(super) address: &'r ValueAddress,
    pub(super) reviewer: &'r ReviewerId,
    pub(super) role: ExtractionRole,
    pub(super) act: ValueAct,
    pub(super) finding: Option<&'r Finding>,
    pub(super) suggestion: Option<&'r ValueSuggestionId>,
    pub(super) note: Option<&'r str>,
    pub(super) time: Option<TimeSpent>,
}

impl Review {
    /// Enters a value. Where a suggestion is in force for it, this is a correction; entering what a suggestion with a red
    /// light says, on the same words, is refused, as accepting it is. The same value on fewer of its words needs a note
    /// that says why it holds.
    ///
    /// Every quote must stand in a document of the study: its words are cut from the document's own text.
    pub async fn give_value(&self, given: &GivenValue) -> Result<FieldValue> {
        let facts = self.extraction_facts().await?;
        self.refuse_closed(&facts, &given.study, &given.reviewer, Some(&given.address))
            .await?;
        let field = asked_field(&facts, &given.study, &given.address)?;
        let finding = self
            .checked_finding(&given.study, &field, &given.finding)
            .await?;
        let proposed = self
            .proposed(&given.study, &given.address, &given.reviewer)
            .await?;
        let note = noted(given.note.as_deref());
        let kept = proposed
            .as_ref()
            .map_or(Kept::No, |proposed| Kept::of(proposed, &finding));
        let is_red = proposed.as_ref().is_some_and(|p| p.light() == Light::Red);
        match kept {
            Kept::Wholly if is_red => return Err(red(&field.label)),
            Kept::Value if is_red && note.is_none() => return Err(red_without_words(&field.label)),
            _ => {}
        }
        let row = Row {
            study: &given.study,
            address: &given.address,
            reviewer: &given.reviewer,
            role: ExtractionRole::Extractor,
            act: match &proposed {
                Some(_) if kept == Kept::Wholly => ValueAct::Accepted,
                Some(proposed) if proposed.finding().is_some() => ValueAct::Corrected,
                _ => ValueAct::Entered,
            },
            finding: Some(&finding),
            suggestion: proposed.as_ref().map(|p| &p.id),
            note,
            time: given.time,
        };
        self.append_value(&facts, &row).await
    }

    /// Takes the suggestion that is on the screen as it is. Refused where another one has come since, where it was not
    /// read, and where one of its lights is red.
    pub async fn accept_value(&self, accepted: &AcceptedValue) -> Result<FieldValue> {
        let facts = self.extraction_facts().await?;
        let proposed = self
            .proposals_for(&accepted.study, &accepted.reviewer)
            .await?
            .into_iter()
            .find(|proposed| proposed.id == accepted.suggestion)
            .ok_or_else(|| {
                Error::refused(
                    "this suggestion does not stand any more",
                    "Another one has taken its place, or the form or the document was changed. Look at the value again.",
                )
            })?;
        let address = proposed.address.clone();
        self.refuse_closed(&facts, &accepted.study, &accepted.reviewer, Some(&address))
            .await?;
        let field = asked_field(&facts, &accepted.study, &address)?;
        let Proposal::Read { finding, .. } = &proposed.proposal else {
            return Err(Error::refused(
                format!(
                    "nothing was read for “{}” that could be accepted",
                    field.label
                ),
                "Enter the value, or mark it as not reported.",
            ));
        };
        if proposed.light() == Light::Red {
            return Err(red(&field.label));
        }
        let row = Row {
            study: &accepted.study,
            address: &address,
            reviewer: &accepted.reviewer,
            role: ExtractionRole::Extractor,
            act: ValueAct::Accepted,
            finding: Some(finding),
            suggestion: Some(&proposed.id),
            note: noted(accepted.note.as_deref()),
            time: accepted.time,
        };
        self.append_value(&facts, &row).await
    }

    /// Says that what is proposed is wrong. It leaves no value: the field is still to be answered.
    pub async fn reject_value(&self, refused: &RefusedSuggestion) -> Result<FieldValue> {
        let facts = self.extraction_facts().await?;
        self.refuse_closed(
            &facts,
            &refused.study,
            &refused.reviewer,
            Some(&refused.address),
        )
        .await?;
        let field = asked_field(&facts, &refused.study, &refused.address)?;
        let proposed = self
            .proposed(&refused.study, &refused.address, &refused.reviewer)
            .await?;
        let matches = proposed
            .as_ref()
            .is_some_and(|p| Some(&p.id) == refused.suggestion.as_ref());
        if !matches {
            return Err(Error::refused(
                format!("there is no such suggestion for “{}”", field.label),
                "Look at the value again; another suggestion may have taken its place.",
            ));
        }
        let row = Row {
            study: &refused.study,
            address: &refused.address,
            reviewer: &refused.reviewer,
            role: ExtractionRole::Extractor,
            act: ValueAct::Rejected,
            finding: None,
            suggestion: refused.suggestion.as_ref(),
            note: noted(refused.note.as_deref()),
            time: refused.time,
        };
        self.append_value(&facts, &row).await
    }

    /// Takes back what the reviewer did last at an address; the field is open again. Nothing is deleted.
    pub async fn withdraw_value(
        &self,
        study: &StudyId,
        address: &ValueAddress,
        reviewer: &ReviewerId,
    ) -> Result<FieldValue> {
        let facts = self.extraction_facts().await?;
        self.refuse_closed(&facts, study, reviewer, None).await?;
        let required = self.ledger().await?.protocol().reviewers_extraction;
        let standing = Standing::of(&facts, study, required);
        if standing.own(reviewer, address).is_none() {
            return Err(Error::refused(
                "there is no value of yours to take back",
                "Open the study again.",
            ));
        }
        let row = Row {
            study,
            address,
            reviewer,
            role: ExtractionRole::Extractor,
            act: ValueAct::Withdrawn,
            finding: None,
            suggestion: None,
            note: None,
            time: None,
        };
        self.append_value(&facts, &row).await
    }

    /// Appends a row that was checked. When this returns, it is on disk.
    pub(super) async fn append_value(
        &self,
        facts: &ExtractionFacts,
        row: &Row<'_>,
    ) -> Result<FieldValue> {
        if let Some(note) = row.note {
            crate::annotate::refuse_strange_note(note)?;
        }
        let form = form_in_force(facts).ok_or_else(no_form)?;
        let required = self.ledger().await?.protocol().reviewers_extraction;
        let apart = required == ReviewersPerRecord::Two;
        let action = match (row.role, row.act) {
            (ExtractionRole::Consensus, ValueAct::Withdrawn) => "withdraw consensus",
            (ExtractionRole::Consensus, _) => "settle value",
            (_, ValueAct::Withdrawn) => "withdraw value",
            // Both see what is proposed: that the other took it, or did not, would tell the value.
            _ if apart => "record value",
            (_, ValueAct::Accepted) => "accept value",
            (_, ValueAct::Corrected) => "correct value",
            (_, ValueAct::Entered) => "enter value",
            (_, ValueAct::Rejected) => "reject value",
        };
        let time = row.time.map(TimeSpent::believed);
        let time = time.map_or_else(ValueTime::default, |time| ValueTime {
            active_ms: time.active_ms().unwrap_or_default(),
            rules: Some([
                time.elapsed_ms,
                time.active_30_ms,
                time.active_60_ms,
                time.active_120_ms,
            ]),
        });
        let mut change = self
            .store
            .begin(&Actor::Reviewer(row.reviewer.clone()), action)
            .await?;
        let value = change
            .add_field_value(&NewFieldValue {
                study_id: row.study,
                form_id: &form.id,
                form_version: form.version,
                address: row.address,
                reviewer_id: row.reviewer,
                role: row.role,
                act: row.act,
                finding: row.finding,
                suggestion_id: row.suggestion,
                note: row.note,
                time,
            })
            .await?;
        // The audit trail can be read by everybody, also before the other extractor has finished: it says that something
        // was recorded, and by a hash what. The row's identity is in the hash and, where two work apart, not in the
        // trail, so that values cannot be tried out against it.
        let json = serde_json::to_string(&value.finding)
            .map_err(|e| Error::internal(format!("a value could not be written: {e}")))?;
        let sealed = Sha256::digest(format!("{}\n{json}", value.id.as_str()));
        let named = (!apart).then_some(&value.id);
        change
            .commit(&serde_json::json!({
                "study": row.study, "value": named, "field": in_words(Some(form), row.address),
                "value_sha256": store::hexadecimal(&sealed), "active_ms": value.active_ms,
            }))
            .await?;
        self.advance_ledger(|_| {}).await?;
        Ok(value)
    }

    /// Refuses where this reviewer may not change values of the study now.
    async fn refuse_closed(
        &self,
        facts: &ExtractionFacts,
        study: &StudyId,
        reviewer: &ReviewerId,
        address: Option<&ValueAddress>,
    ) -> Result<()> {
        self.known_study(study).await?;
        self.known_reviewer(reviewer).await?;
        let required = self.ledger().await?.protocol().reviewers_extraction;
        let standing = Standing::of(facts, study, required);
        match why_closed(&standing, reviewer, address) {
            None => Ok(()),
            Some((message, hint)) => Err(Error::refused(message, hint)),
        }
    }

    /// A finding as it is kept: in the form of its field, its quotes cut from the documents.
    pub(crate) async fn checked_finding(
        &self,
        study: &StudyId,
        field: &Field,
        finding: &Finding,
    ) -> Result<Finding> {
        let value = match finding.status {
            ValueStatus::Reported | ValueStatus::Calculated => as_kept(field, &finding.value)?,
            ValueStatus::NotReported => String::new(),
            ValueStatus::Unclear | ValueStatus::Conflicting => finding.value.trim().to_owned(),
        };
        let given = matches!(
            finding.status,
            ValueStatus::Reported | ValueStatus::Calculated
        );
        let text = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim).filter(|t| !t.is_empty());
            text.map(str::to_owned)
        };
        let mut evidence: Vec<EvidenceQuote> = Vec::new();
        for quote in &finding.evidence {
            evidence.push(self.cut_again(study, quote).await?);
        }
        Ok(Finding {
            status: finding.status,
            value,
            unit: text(&finding.unit).filter(|_| given),
            formula: text(&finding.formula).filter(|_| finding.status == ValueStatus::Calculated),
            evidence,
        })
    }
}

/// How much of a suggestion a person kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// Another value, or words of the person's own choice.
    No,
    /// The value, on some of its words or on none.
    Value,
    /// The value with its words.
    Wholly,
}

impl Kept {
    /// Words are compared, not where they stand: places are worked out anew with every reading of a document.
    fn of(proposed: &ProposedValue, given: &Finding) -> Self {
        let Some(read) = proposed.finding().filter(|read| agree(read, given)) else {
            return Kept::No;
        };
        let same = |a: &EvidenceQuote, b: &EvidenceQuote| {
            a.document == b.document && a.exact == b.exact && a.prefix == b.prefix
        };
        let within = |some: &[EvidenceQuote], all: &[EvidenceQuote]| {
            some.iter()
                .all(|one| all.iter().any(|other| same(one, other)))
        };
        if !within(&given.evidence, &read.evidence) {
            Kept::No
        } else if within(&read.evidence, &given.evidence) {
            Kept::Wholly
        } else {
            Kept::Value
        }
    }
}

/// Why this reviewer may not change a value now, and what can be done; `None` where they may.
pub(super) fn why_closed(
    standing: &Standing<'_>,
    reviewer: &ReviewerId,
    address: Option<&ValueAddress>,
) -> Option<(&'static str, &'static str)> {
    if standing.form.is_none() {
        return Some((
            "there is no form for extraction yet",
            "Make one first, for example from a template.",
        ));
    }
    if !standing.is_double() {
        return None;
    }
    if standing.is_unsealed() {
        // What the form asks for since then can still be answered by each, unseen.
        let own = standing.extractors().any(|who| who == reviewer);
        let open = address.is_some_and(|address| !standing.answered(reviewer, address));
        return (!own || !open).then_some((
            "both extractors have finished this study, and their values are compared",
            "Settle values under Differences.",
        ));
    }
    if standing.has_finished(reviewer) {
        return Some((
            "you have finished this study",
            "Take it up again first; that is possible until the other extractor has finished as well.",
        ));
    }
    let known = standing.extractors().any(|who| who == reviewer);
    if !known && standing.extractors().count() >= standing.required.count() {
        return Some((
            "two others extract this study",
            "The protocol asks for two extractors of each study. Choose another study.",
        ));
    }
    None
}

/// The field of an address that is asked for.
pub(super) fn asked_field(
    facts: &ExtractionFacts,
    study: &StudyId,
    address: &ValueAddress,
) -> Result<Field> {
    // Which addresses are asked for does not depend on the number of extractors.
    let standing = Standing::of(facts, study, ReviewersPerRecord::One);
    let form = standing.form.ok_or_else(no_form)?;
    let field = form.fields.iter().find(|field| field.id == address.field);
    match field {
        Some(field) if standing.addresses.contains(address) => Ok(field.clone()),
        _ => Err(Error::not_found(
            format!(
                "the form does not ask for “{}” of this study",
                in_words(Some(form), address)
            ),
            "Open the study again; the form, or the list of arms or outcomes, was changed.",
        )),
    }
}

fn no_form() -> Error {
    Error::refused(
        "there is no form for extraction yet",
        "Make one first, for example from a template.",
    )
}

fn red(label: &str) -> Error {
    Error::refused(
        format!("the suggestion for “{label}” failed a check and cannot be accepted unchanged"),
        "Correct the value or choose the words it rests on, or reject it.",
    )
}

fn red_without_words(label: &str) -> Error {
    Error::refused(
        format!(
            "the suggestion for “{label}” failed a check, and its value has no other words yet"
        ),
        "Choose the words that the value rests on, or say in a note why it holds.",
    )
}

pub(super) fn noted(note: Option<&str>) -> Option<&str> {
    note.map(str::trim).filter(|note| !note.is_empty())
}

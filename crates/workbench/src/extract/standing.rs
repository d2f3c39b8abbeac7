//! What follows from the recorded values: who extracts a study, what is answered, what is settled, where extractors
//! differ. Pure; derived each time.

use std::collections::HashMap;

use review::{
    ExtractionRole, FieldValue, Finding, Form, ReviewerId, ReviewersPerRecord, StudyId, ValueAct,
    ValueAddress, ValueStatus,
};
use serde::Serialize;
use store::{ExtractionFacts, StudyPart};
use ts_rs::TS;

use super::addresses::{addresses, in_words};

/// What the team says about one address.
#[derive(Clone, Debug, PartialEq)]
pub enum Settled {
    /// Nothing that may be told yet: not every extractor has finished.
    Open,
    /// The extractors differ, and nobody has settled it.
    Differ {
        /// What each entered, in the order in which they began.
        values: Vec<FieldValue>,
    },
    /// A value.
    Value {
        /// It: of the extractor, of the first of two who agree, or the consensus.
        value: Box<FieldValue>,
    },
}

/// What keeps a final export back, per study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Unfinished {
    /// Label of the study.
    pub study: String,
    /// Values that nobody has entered or confirmed.
    pub unanswered: Vec<String>,
    /// Values on which the extractors differ.
    pub differing: Vec<String>,
    /// Values that cannot be as they stand, each with what speaks against it; nobody has confirmed that the report
    /// prints them so.
    pub doubtful: Vec<String>,
    /// Extractors who have not finished, by name, and how many are still to be found.
    pub not_finished: Vec<String>,
}

/// One study with the facts about it.
pub(crate) struct Standing<'f> {
    pub(crate) form: Option<&'f Form>,
    pub(crate) parts: Vec<&'f StudyPart>,
    pub(crate) addresses: Vec<ValueAddress>,
    pub(crate) required: ReviewersPerRecord,
    /// Rows of extractors that are in force, by reviewer.
    own: Vec<(ReviewerId, HashMap<&'f ValueAddress, &'f FieldValue>)>,
    consensus: HashMap<&'f ValueAddress, &'f FieldValue>,
    finished: Vec<ReviewerId>,
}

/// The form in force: the latest version.
pub(crate) fn form_in_force(facts: &ExtractionFacts) -> Option<&Form> {
    facts.forms.last().map(|version| &version.form)
}

impl<'f> Standing<'f> {
    /// Works it out for one study.
    pub(crate) fn of(
        facts: &'f ExtractionFacts,
        study: &StudyId,
        required: ReviewersPerRecord,
    ) -> Self {
        let form = form_in_force(facts);
        let parts: Vec<&StudyPart> = facts
            .parts
            .iter()
            .filter(|part| part.study_id == *study)
            .collect();
        let mut own: Vec<(ReviewerId, HashMap<&ValueAddress, &FieldValue>)> = Vec::new();
        let mut consensus = HashMap::new();
        for value in facts.values.iter().filter(|v| v.study_id == *study) {
            let rows = match value.role {
                ExtractionRole::Consensus => &mut consensus,
                ExtractionRole::Extractor => {
                    let known = own.iter().position(|(who, _)| *who == value.reviewer_id);
                    let index = known.unwrap_or_else(|| {
                        own.push((value.reviewer_id.clone(), HashMap::new()));
                        own.len() - 1
                    });
                    &mut own[index].1
                }
            };
            if value.act == ValueAct::Withdrawn {
                rows.remove(&value.address);
            } else {
                rows.insert(&value.address, value);
            }
        }
        let of_study = || facts.finishes.iter().filter(|f| f.study_id == *study);
        for finish in of_study() {
            if !own.iter().any(|(who, _)| *who == finish.reviewer_id) {
                own.push((finish.reviewer_id.clone(), HashMap::new()));
            }
        }
        Self {
            addresses: form.map_or_else(Vec::new, |form| addresses(form, &parts)),
            form,
            parts,
            required,
            own,
            consensus,
            finished: of_study()
                .filter(|f| f.finished)
                .map(|f| f.reviewer_id.clone())
                .collect(),
        }
    }

    /// Who extracts it, in the order in which they began.
    pub(crate) fn extractors(&self) -> impl Iterator<Item = &ReviewerId> {
        self.own.iter().map(|(who, _)| who)
    }

    /// Whether this reviewer has finished.
    pub(crate) fn has_finished(&self, reviewer: &ReviewerId) -> bool {
        self.finished.contains(reviewer)
    }

    /// Whether two work apart from each other.
    pub(crate) fn is_double(&self) -> bool {
        self.required == ReviewersPerRecord::Two
    }

    /// Whether two extractors have finished: from now on their values may be compared, and are changed by consensus only.
    pub(crate) fn is_unsealed(&self) -> bool {
        self.is_double() && self.finished.len() >= self.required.count()
    }

    /// What is in force of this reviewer at an address; with one extractor, what is in force of anybody.
    pub(crate) fn own(
        &self,
        reviewer: &ReviewerId,
        address: &ValueAddress,
    ) -> Option<&'f FieldValue> {
        if self.is_double() {
            let rows = &self.own.iter().find(|(who, _)| who == reviewer)?.1;
            return rows.get(address).copied();
        }
        let rows = self.own.iter().filter_map(|(_, rows)| rows.get(address));
        rows.copied().max_by(|a, b| a.id.cmp(&b.id))
    }

    /// What was settled by consensus.
    pub(crate) fn consensus(&self, address: &ValueAddress) -> Option<&'f FieldValue> {
        self.consensus.get(address).copied()
    }

    /// What the team says about an address.
    pub(crate) fn settled(&self, address: &ValueAddress) -> Settled {
        let value = |value: &FieldValue| Settled::Value {
            value: Box::new(value.clone()),
        };
        if let Some(settled) = self.consensus(address).filter(|v| self.holds(v)) {
            return value(settled);
        }
        if !self.is_double() {
            let latest = self
                .own
                .iter()
                .filter_map(|(_, rows)| rows.get(address))
                .max_by(|a, b| a.id.cmp(&b.id));
            return match latest {
                Some(latest) if self.holds(latest) => value(latest),
                _ => Settled::Open,
            };
        }
        if !self.is_unsealed() {
            return Settled::Open;
        }
        let both = self.answered_by_both(address);
        match both[..] {
            // Asked for only after one of them had finished.
            [] => Settled::Open,
            _ if self.differ(address) => Settled::Differ {
                values: both.into_iter().cloned().collect(),
            },
            [first, ..] => value(first),
        }
    }

    /// What each extractor entered at an address, in the order in which they began; nothing before all have finished
    /// and answered.
    pub(crate) fn answered_by_both(&self, address: &ValueAddress) -> Vec<&'f FieldValue> {
        let answered: Vec<&FieldValue> = self
            .own
            .iter()
            .filter(|(who, _)| self.finished.contains(who))
            .filter_map(|(_, rows)| rows.get(address).copied())
            .filter(|value| self.holds(value))
            .collect();
        if self.is_unsealed() && answered.len() >= self.required.count() {
            answered
        } else {
            Vec::new()
        }
    }

    /// Whether the extractors found different things at an address.
    pub(crate) fn differ(&self, address: &ValueAddress) -> bool {
        let findings: Vec<&Finding> = self
            .answered_by_both(address)
            .into_iter()
            .filter_map(|value| value.finding.as_ref())
            .collect();
        findings.windows(2).any(|pair| !agree(pair[0], pair[1]))
    }

    /// Whether the reviewer has answered at an address: a value is in force that the field takes.
    pub(crate) fn answered(&self, reviewer: &ReviewerId, address: &ValueAddress) -> bool {
        self.own(reviewer, address)
            .is_some_and(|value| self.holds(value))
    }

    /// Whether a row gives a value that its field still takes: a form may have changed since, and a value that no longer
    /// fits is asked for again, never dropped.
    pub(crate) fn holds(&self, value: &FieldValue) -> bool {
        let Some(finding) = &value.finding else {
            return false;
        };
        if !matches!(
            finding.status,
            ValueStatus::Reported | ValueStatus::Calculated
        ) {
            return true;
        }
        let fields = self.form.iter().flat_map(|form| &form.fields);
        fields
            .filter(|field| field.id == value.address.field)
            .all(|field| extraction::fits(&field.kind, &finding.value))
    }

    /// Addresses that this reviewer has not answered.
    pub(crate) fn unanswered(&self, reviewer: &ReviewerId) -> Vec<&ValueAddress> {
        self.addresses
            .iter()
            .filter(|address| !self.answered(reviewer, address))
            .collect()
    }

    /// Addresses on which the extractors differ.
    pub(crate) fn differing(&self) -> Vec<&ValueAddress> {
        self.addresses
            .iter()
            .filter(|address| matches!(self.settled(address), Settled::Differ { .. }))
            .collect()
    }

    /// Values that are not asked for any more, of fields that were taken off the form or parts off their lists: the
    /// reviewer's own and those of the consensus; with one extractor, everybody's.
    pub(crate) fn former(&self, reviewer: &ReviewerId) -> Vec<&'f FieldValue> {
        let mut former: Vec<&FieldValue> = self
            .own
            .iter()
            .filter(|(who, _)| !self.is_double() || who == reviewer)
            .flat_map(|(_, rows)| rows.values().copied())
            .chain(self.consensus.values().copied())
            .filter(|value| value.finding.is_some() && !self.addresses.contains(&value.address))
            .collect();
        former.sort_by(|a, b| a.address.cmp(&b.address).then(a.id.cmp(&b.id)));
        former
    }

    /// What keeps the study from being final; `None` where nothing does.
    pub(crate) fn unfinished(
        &self,
        label: &str,
        name_of: impl Fn(&ReviewerId) -> String,
    ) -> Option<Unfinished> {
        let words = |address: &ValueAddress| in_words(self.form, address);
        let mut unfinished = Unfinished {
            study: label.to_owned(),
            unanswered: Vec::new(),
            differing: Vec::new(),
            doubtful: Vec::new(),
            not_finished: Vec::new(),
        };
        if self.is_double() && !self.is_unsealed() {
            let waiting = self.extractors().filter(|who| !self.has_finished(who));
            unfinished.not_finished = waiting.map(&name_of).collect();
            let found = self.own.len();
            if found < self.required.count() {
                let lacking = self.required.count() - found;
                let people = if lacking == 1 {
                    "one more extractor"
                } else {
                    "two extractors"
                };
                unfinished.not_finished.push(people.to_owned());
            }
            return Some(unfinished);
        }
        for address in &self.addresses {
            match self.settled(address) {
                Settled::Open => unfinished.unanswered.push(words(address)),
                Settled::Differ { .. } => unfinished.differing.push(words(address)),
                Settled::Value { .. } => {}
            }
        }
        unfinished.doubtful = self
            .settled_doubts()
            .iter()
            .filter(|doubted| doubted.is_open())
            .map(|doubted| {
                let says = doubted.gate.says.trim_end_matches('.');
                format!("{}: {says}", words(&doubted.address))
            })
            .collect();
        let done = unfinished.unanswered.is_empty()
            && unfinished.differing.is_empty()
            && unfinished.doubtful.is_empty();
        (!done || self.addresses.is_empty()).then_some(unfinished)
    }
}

/// Whether two extractors found the same: status, value and unit; where they found it may differ.
pub(crate) fn agree(a: &Finding, b: &Finding) -> bool {
    let folded = |text: &str| {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        words.join(" ")
    };
    let unit = |finding: &Finding| folded(finding.unit.as_deref().unwrap_or_default());
    let value = |a: &str, b: &str| match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => a == b,
        _ => folded(a) == folded(b),
    };
    // Whether a value was printed or computed matters to neither the value nor the analysis.
    let given = |status| {
        use review::ValueStatus::{Calculated, Conflicting, NotReported, Reported, Unclear};
        match status {
            Reported | Calculated => 0,
            NotReported => 1,
            Unclear => 2,
            Conflicting => 3,
        }
    };
    given(a.status) == given(b.status) && value(&a.value, &b.value) && unit(a) == unit(b)
}

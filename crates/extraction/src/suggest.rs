//! [`suggest`]: for every address of a form a proposal out of one document, with its evidence and gates, or “not
//! reported”.

use review::{Field, FieldKind, Form, Measure, Proposal, ValueAddress};

use crate::answer::{Answer, Study};
use crate::gates::judge;
use crate::relevance::ReaderScores;
use crate::source::Source;
use crate::study_lists::StudyLists;
use crate::together::check_together;
use crate::words::in_words;

/// A proposal for one address.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggested {
    /// Which value.
    pub address: ValueAddress,
    /// What is proposed.
    pub proposal: Proposal,
}

/// Other places that are listed.
const OTHERS: usize = 3;

/// The question that a reader is asked for an address: the field's, with arm, outcome and time point.
pub fn question(field: &Field, address: &ValueAddress) -> String {
    let asked = if field.question.trim().is_empty() {
        &field.label
    } else {
        &field.question
    };
    [
        Some(asked),
        address.outcome.as_ref(),
        address.arm.as_ref(),
        address.time_point.as_ref(),
    ]
    .into_iter()
    .flatten()
    .map(|part| part.trim())
    .collect::<Vec<_>>()
    .join(" – ")
}

/// Proposals for every address of a form, in the order of its fields.
///
/// `reader` may be empty: words and table headings alone then say which place is meant.
pub fn suggest(
    source: &Source<'_>,
    form: &Form,
    lists: &StudyLists,
    reader: &ReaderScores,
) -> Vec<Suggested> {
    let study = Study::new(source, lists, reader);
    let mut all: Vec<(Suggested, Measure)> = Vec::new();
    for field in &form.fields {
        for address in lists.addresses(field) {
            let proposal = study.propose(field, &address);
            let measure = match field.kind {
                FieldKind::Number { measure, .. } => measure,
                _ => Measure::Any,
            };
            all.push((Suggested { address, proposal }, measure));
        }
    }
    check_together(&mut all);
    all.into_iter().map(|(suggested, _)| suggested).collect()
}

impl Study<'_, '_> {
    fn propose(&self, field: &Field, address: &ValueAddress) -> Proposal {
        let question = question(field, address);
        let Answer {
            finding,
            known,
            probability,
        } = match &field.kind {
            FieldKind::Number { measure, .. } => self.number(field, address, *measure, &question),
            _ => in_words(self.source, field, &question, self.reader),
        };
        let gates = judge(self.source, field, &finding, &known);
        let shown: Vec<&str> = finding
            .evidence
            .iter()
            .map(|quote| quote.unit.as_str())
            .collect();
        let names: Vec<String> = self
            .source
            .relevant(&question, self.reader, OTHERS + 2)
            .into_iter()
            .filter_map(|relevant| self.source.units().get(relevant.unit))
            .filter(|unit| {
                !shown.iter().any(|name| {
                    name.split(' ')
                        .any(|n| n == unit.name || n.starts_with(&format!("{}.", unit.name)))
                })
            })
            .map(|unit| unit.name.clone())
            .take(OTHERS)
            .collect();
        Proposal::Read {
            finding,
            gates,
            probability,
            other_evidence: self.source.quotes(&names),
        }
    }
}

//! Values that a model writes: what it is asked, with the passages and answers it may choose from, and its replies put
//! through the gates that every proposal goes through.
//!
//! A model is asked where the rules propose no value. It names passages and chooses among the numbers that stand in them:
//! it cannot write a number of its own, and what it says is cut from the report by name.

use std::collections::BTreeMap;

use review::{
    Field, FieldKind, Finding, Form, Gate, GateResult, Light, Measure, Proposal, ValueAddress,
    ValueStatus,
};

use crate::answer::Study;
use crate::gates::{Known, judge};
use crate::number::plain_number;
use crate::outcome::Outcome;
use crate::parse::parse;
use crate::relevance::ReaderScores;
use crate::source::{Place, Source};
use crate::study_lists::StudyLists;
use crate::suggest::{Suggested, question};
use crate::terms::Terms;
use crate::together::check_together;

/// A passage that is offered: a sentence, or a row of a table with its headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its name, such as `S17` or `T2.r3`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// What a model is asked about one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToAsk {
    /// Which value.
    pub address: ValueAddress,
    /// The question, with arm, outcome and time point.
    pub question: String,
    /// How to decide what to enter.
    pub guidance: String,
    /// The passages that speak of it, the best first.
    pub passages: Vec<Passage>,
    /// The values that can be given: numbers and dates of the passages, or options of the field. Empty where the answer
    /// is the passage itself.
    pub values: Vec<String>,
}

/// What a model replied.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// Names of the passages that it names, the strongest first.
    pub passages: Vec<String>,
    /// The value it chose; none where it says that nothing is reported, or where the answer is the passage itself.
    pub value: Option<String>,
    /// Whether it says that the report gives the value.
    pub reported: bool,
    /// What it thinks of its answer, 0 to 1, not calibrated.
    pub probability: Option<f64>,
}

/// Values that can be chosen from at most.
const MOST_VALUES: usize = 150;

/// What a model is to be asked: every address for which the rules propose no value, with at most `most` passages.
/// Addresses of which no passage speaks, and numbers where none stands in the passages, are not asked.
pub fn to_ask(source: &Source<'_>, form: &Form, ruled: &[Suggested], most: usize) -> Vec<ToAsk> {
    let unanswered = ruled.iter().filter(|suggested| match &suggested.proposal {
        Proposal::Read { finding, .. } => finding.value.is_empty(),
        Proposal::Unread { .. } => false,
    });
    unanswered
        .filter_map(|suggested| {
            let address = &suggested.address;
            let field = form.fields.iter().find(|field| field.id == address.field)?;
            let question = question(field, address);
            let passages: Vec<Passage> = source
                .relevant(&question, &ReaderScores::default(), most)
                .into_iter()
                .filter_map(|relevant| source.units().get(relevant.unit))
                .map(|unit| Passage {
                    name: unit.name.clone(),
                    text: unit.text.clone(),
                })
                .collect();
            let values = values_of(field, &passages);
            let chooses = !matches!(field.kind, FieldKind::Text);
            let answerable = !chooses || !values.is_empty();
            (!passages.is_empty() && answerable).then(|| ToAsk {
                address: address.clone(),
                question,
                guidance: field.guidance.clone(),
                passages,
                values,
            })
        })
        .collect()
}

/// The values that may be chosen.
fn values_of(field: &Field, passages: &[Passage]) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    let mut add = |value: String| {
        if values.len() < MOST_VALUES && !values.contains(&value) {
            values.push(value);
        }
    };
    match &field.kind {
        FieldKind::Text => {}
        FieldKind::Choice { options, .. } => options.iter().cloned().for_each(add),
        FieldKind::YesNoUnclear => ["yes", "no"].map(str::to_owned).into_iter().for_each(add),
        FieldKind::Number { .. } => {
            for passage in passages {
                for reading in parse(&passage.text, None) {
                    for number in reading.shape.numbers() {
                        add(number.text.clone());
                    }
                }
            }
        }
        FieldKind::Date => {
            for passage in passages {
                for reading in parse(&passage.text, None) {
                    match reading.shape {
                        crate::reading::Shape::Date(date) => add(date),
                        crate::reading::Shape::Period { from, to } => {
                            add(from);
                            add(to);
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    values
}

/// The proposals of the rules with a model's replies in the places where the rules proposed no value. A reply that could
/// not be read leaves its address unread, with the reason.
pub fn with_replies(
    source: &Source<'_>,
    form: &Form,
    lists: &StudyLists,
    ruled: Vec<Suggested>,
    replies: Vec<(ValueAddress, Result<Reply, String>)>,
) -> Vec<Suggested> {
    let reader = ReaderScores::default();
    let study = Study::new(source, lists, &reader);
    let mut replies: BTreeMap<ValueAddress, Result<Reply, String>> = replies.into_iter().collect();
    let mut all: Vec<(Suggested, Measure)> = ruled
        .into_iter()
        .map(|mut suggested| {
            let field = form.fields.iter().find(|f| f.id == suggested.address.field);
            let reply = replies.remove(&suggested.address);
            if let (Some(field), Some(reply)) = (field, reply) {
                match reply {
                    Err(why) => suggested.proposal = Proposal::Unread { why },
                    Ok(reply) if reply.reported => {
                        suggested.proposal = study.reply(field, &suggested, reply);
                    }
                    // The model found nothing either.
                    Ok(_) => {}
                }
            }
            let measure = field.map_or(Measure::Any, |field| match field.kind {
                FieldKind::Number { measure, .. } => measure,
                _ => Measure::Any,
            });
            (suggested, measure)
        })
        .collect();
    check_together(&mut all);
    all.into_iter().map(|(suggested, _)| suggested).collect()
}

impl Study<'_, '_> {
    /// A reply as a proposal, judged by the gates.
    fn reply(&self, field: &Field, suggested: &Suggested, reply: Reply) -> Proposal {
        let address = &suggested.address;
        let mut evidence: Vec<String> = Vec::new();
        for name in &reply.passages {
            evidence.extend(self.cells_with(name, reply.value.as_deref()));
        }
        evidence.dedup();
        let quotes = self.source.quotes(&evidence);
        let value = match (&field.kind, reply.value) {
            (FieldKind::Text, _) => quotes.first().map_or_else(String::new, |quote| {
                quote.exact.split_whitespace().collect::<Vec<_>>().join(" ")
            }),
            (_, value) => value.unwrap_or_default(),
        };
        let words = Terms::of(
            &quotes
                .iter()
                .map(|quote| quote.exact.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        );
        let support = match &address.outcome {
            Some(name) => Outcome::new(name, self.source).fit(&words, &self.source.rarity),
            None => 1.0,
        };
        let arm = address
            .arm
            .as_deref()
            .and_then(|name| self.arms.place(name));
        let others_arm = arm.is_some_and(|arm| {
            !self.names_arm(arm, &evidence)
                && (0..self.arms.arms.len())
                    .any(|other| other != arm && self.names_arm(other, &evidence))
        });
        let known = Known {
            named: evidence.len().max(reply.passages.len().min(1)),
            unit: self.unit_at(&evidence, &value),
            names_arm: arm.map(|arm| self.names_arm(arm, &evidence)),
            support,
            ..Known::default()
        };
        let finding = Finding {
            status: ValueStatus::Reported,
            value,
            unit: known.unit.clone(),
            formula: None,
            evidence: quotes,
        };
        let mut gates = judge(self.source, field, &finding, &known);
        if others_arm && let Some(gate) = gates.iter_mut().find(|gate| gate.gate == Gate::Arm) {
            *gate = GateResult {
                gate: Gate::Arm,
                light: Light::Red,
                says: "The quote names another arm.".into(),
            };
        }
        let other_evidence = match &suggested.proposal {
            Proposal::Read { other_evidence, .. } => other_evidence.clone(),
            Proposal::Unread { .. } => Vec::new(),
        };
        Proposal::Read {
            finding,
            gates,
            probability: reply.probability,
            other_evidence,
        }
    }

    /// The cells of a row that hold a value, each with its headings; the name itself of a sentence, or where no cell does.
    fn cells_with(&self, name: &str, value: Option<&str>) -> Vec<String> {
        let place = self.source.units().iter().find(|unit| unit.name == name);
        let Some(Place::Row { grid, row }) = place.map(|unit| unit.place) else {
            return vec![name.to_owned()];
        };
        let number = value.and_then(plain_number);
        let Some(grid) = self.source.grids.get(grid) else {
            return vec![name.to_owned()];
        };
        let mut found = Vec::new();
        for cell in grid.data(row) {
            let holds = grid
                .readings(cell)
                .1
                .iter()
                .flat_map(|reading| reading.shape.numbers())
                .any(|n| Some(n.value) == number);
            if holds {
                found.push(cell.id.clone());
                found.extend(grid.row_heading(row).map(|h| h.id));
                found.extend(grid.group_heading(row).map(|h| h.id));
                found.extend(grid.over(cell).into_iter().map(|h| h.id));
            }
        }
        if found.is_empty() {
            found.push(name.to_owned());
        }
        found
    }

    /// The unit that stands behind a number in its evidence, or in a heading of it.
    fn unit_at(&self, evidence: &[String], value: &str) -> Option<String> {
        let number = plain_number(value)?;
        let quotes = self.source.quotes(evidence);
        let behind = quotes.iter().find_map(|quote| {
            parse(&quote.exact, None)
                .into_iter()
                .find(|reading| reading.shape.numbers().iter().any(|n| n.value == number))?
                .unit
        });
        behind.or_else(|| self.unit_of_headings(evidence))
    }
}

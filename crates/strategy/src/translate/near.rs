//! Proximity carried over.

use crate::fields::Field;
use crate::model::{Expression, Near, Term, Word};
use crate::syntax::{Syntax, Unquoted};
use crate::translate::{Carrier, LossKind};
use crate::write::write_expression;

/// Most pairs of words that PubMed's proximity is written out into.
const MOST_PAIRS: usize = 30;

impl Carrier {
    pub(super) fn near(&mut self, near: &Near, fields: &[Field]) -> Option<Expression> {
        // Next to each other in order is a phrase.
        if near.ordered
            && near.between == 0
            && let Some(phrase) = self.as_phrase(near)
        {
            return self.term(&phrase, fields);
        }
        let shown = write_expression(&Expression::Near(near.clone()), self.from);
        let shown: String = shown.chars().take(80).collect();
        if near.ordered && !self.to.has_ordered_proximity() && self.to.has_proximity() {
            self.lose(
                LossKind::Order,
                format!("{} finds “{shown}” in any order.", self.to),
            );
        }
        if self.to == Syntax::PubMed {
            return self.pubmed_near(near, fields, &shown);
        }
        let operands: Vec<Expression> = near
            .operands
            .iter()
            .filter_map(|o| self.carry(o, &[]))
            .collect();
        if operands.len() < 2 {
            return operands.into_iter().next().map(|o| o.within_terms(fields));
        }
        if !self.to.has_proximity() {
            self.lose(
                LossKind::Proximity,
                format!(
                    "{} has no proximity: “{shown}” became AND, which finds more.",
                    self.to
                ),
            );
            return Some(Expression::And(operands).within_terms(fields));
        }
        let boolean = |e: &Expression| matches!(e, Expression::And(_) | Expression::Not { .. });
        if operands.iter().any(boolean) {
            self.lose(
                LossKind::Proximity,
                format!("“{shown}” holds AND or NOT, which cannot be near; it became AND."),
            );
            return Some(Expression::And(operands).within_terms(fields));
        }
        let ordered = near.ordered && self.to.has_ordered_proximity();
        let near = Near {
            operands,
            between: near.between,
            ordered,
        };
        Some(Expression::Near(near).within(fields))
    }

    fn as_phrase(&self, near: &Near) -> Option<Term> {
        let mut words: Vec<Word> = Vec::new();
        let mut at = None;
        for operand in &near.operands {
            let Expression::Term(term) = operand else {
                return None;
            };
            let loose =
                !term.quoted && term.words.len() > 1 && self.from.unquoted() == Unquoted::AllWords;
            if loose {
                return None;
            }
            at = at.or(Some(term.at));
            words.extend(term.words.iter().cloned());
        }
        Some(Term {
            words,
            quoted: true,
            at: at.unwrap_or_default(),
        })
    }

    /// PubMed: single whole words in title or abstract; groups are written out in pairs.
    fn pubmed_near(&mut self, near: &Near, fields: &[Field], shown: &str) -> Option<Expression> {
        let fields_allow = fields.is_empty()
            || fields == [Field::Title]
            || fields == [Field::Title, Field::Abstract];
        let choices: Option<Vec<Vec<Word>>> = near.operands.iter().map(single_words).collect();
        let number = choices
            .as_ref()
            .map(|c| c.iter().map(Vec::len).product::<usize>());
        if let (true, Some(choices), Some(1..=MOST_PAIRS)) = (fields_allow, choices, number) {
            let fields = if fields.is_empty() {
                &[Field::Title, Field::Abstract]
            } else {
                fields
            };
            let mut combined: Vec<Vec<Word>> = vec![vec![]];
            for words in choices {
                combined = combined
                    .into_iter()
                    .flat_map(|before| {
                        words
                            .iter()
                            .map(move |w| [before.as_slice(), std::slice::from_ref(w)].concat())
                    })
                    .collect();
            }
            let each = combined.into_iter().map(|words| {
                let term = |w: Word| Expression::Term(Term::of(vec![w], false));
                let operands = words.into_iter().map(term).collect();
                Expression::Near(Near {
                    operands,
                    between: near.between,
                    ordered: false,
                })
                .within(fields)
            });
            return Some(Expression::any(each.collect()));
        }
        self.lose(
            LossKind::Proximity,
            format!("PubMed has proximity between whole single words only: “{shown}” became AND, which finds more."),
        );
        let operands: Vec<Expression> = near
            .operands
            .iter()
            .filter_map(|o| self.carry(o, fields))
            .collect();
        (!operands.is_empty()).then(|| Expression::all(operands))
    }
}

/// The single words, without wildcards, that an operand stands for.
fn single_words(operand: &Expression) -> Option<Vec<Word>> {
    match operand {
        Expression::Term(term) => match term.words.as_slice() {
            [word] if !word.is_pattern() => Some(vec![word.clone()]),
            _ => None,
        },
        Expression::Or(parts) => {
            let words: Option<Vec<Vec<Word>>> = parts.iter().map(single_words).collect();
            Some(words?.concat())
        }
        _ => None,
    }
}

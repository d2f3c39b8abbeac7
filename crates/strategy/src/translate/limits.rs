//! Limits carried over.

use crate::fields::{Field, tag_of};
use crate::model::{Expression, Heading, Limit, Place, Term, Word};
use crate::syntax::{Syntax, Thesaurus};
use crate::translate::{Carrier, LossKind};

impl Carrier {
    /// Whether limits are put on a whole line and not among its terms.
    pub(super) fn limits_lines(&self) -> bool {
        self.to.is_ovid() || matches!(self.to, Syntax::Cinahl | Syntax::Cochrane)
    }

    /// A limit among terms.
    pub(super) fn only(&mut self, limit: &Limit) -> Option<Expression> {
        match limit {
            Limit::Years { .. } if !self.limits_lines() && self.to != Syntax::Ictrp => {
                Some(Expression::Only(limit.clone()))
            }
            Limit::Language(name) => self.named(Field::Language, name, limit),
            Limit::PublicationType(name) => self.named(Field::PublicationType, name, limit),
            _ => {
                self.lost(limit);
                None
            }
        }
    }

    fn lost(&mut self, limit: &Limit) {
        let what = match limit {
            Limit::Humans => "to humans".to_owned(),
            Limit::Years { from, to } => format!(
                "to the years {} to {}",
                from.map_or("…".to_owned(), |y| y.to_string()),
                to.map_or("…".to_owned(), |y| y.to_string())
            ),
            Limit::Language(name) | Limit::PublicationType(name) | Limit::Named(name) => {
                format!("“{name}”")
            }
        };
        self.lose(
            LossKind::Limit,
            format!(
                "The limit {what} was left out; set it on the platform of {}.",
                self.to
            ),
        );
    }

    fn named(&mut self, field: Field, name: &str, limit: &Limit) -> Option<Expression> {
        if tag_of(self.to, std::slice::from_ref(&field)).is_none()
            || self.to == Syntax::ClinicalTrialsGov
        {
            self.lost(limit);
            return None;
        }
        let words: Vec<Word> = name.split_whitespace().map(Word::plain).collect();
        let quoted = words.len() > 1;
        Some(Expression::Term(Term::of(words, quoted)).within(&[field]))
    }

    /// An expression with limits; where the platform limits lines only, what is limited gets one of its own.
    pub(super) fn limited(&mut self, of: Expression, to: &[Limit]) -> Expression {
        let mut whole = of;
        let mut on_line: Vec<Limit> = Vec::new();
        for limit in to {
            let takes_line = match self.to {
                Syntax::OvidMedline | Syntax::OvidEmbase | Syntax::Cinahl => {
                    !matches!(limit, Limit::Named(_)) || self.from.is_ovid() && self.to.is_ovid()
                }
                Syntax::Cochrane => matches!(limit, Limit::Years { .. }),
                _ => false,
            };
            if takes_line {
                on_line.push(limit.clone());
                continue;
            }
            whole = match (limit, self.to.thesaurus()) {
                (Limit::Humans, Some(Thesaurus::Mesh)) => Expression::Not {
                    of: Box::new(whole),
                    without: Box::new(Expression::Not {
                        of: Box::new(mesh("Animals")),
                        without: Box::new(mesh("Humans")),
                    }),
                },
                _ => match self.only(limit) {
                    Some(part) => Expression::And(vec![whole, part]),
                    None => whole,
                },
            };
        }
        if on_line.is_empty() {
            return whole;
        }
        if self.to.is_ovid() && !matches!(whole, Expression::Reference(_)) {
            whole = Expression::line(self.add_line(Some(whole), None));
        }
        Expression::Limited {
            of: Box::new(whole),
            to: on_line,
        }
    }
}

fn mesh(name: &str) -> Expression {
    Expression::Heading(Heading {
        name: name.to_owned(),
        explode: true,
        major: false,
        subheadings: vec![],
        at: Place::default(),
    })
}

//! A strategy carried over into another syntax, with what could not be carried said plainly.

mod fields;
mod limits;
mod near;
mod terms;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::fields::Field;
use crate::model::{Expression, Line, Lines, Place, Reference, Strategy};
use crate::syntax::Syntax;
use crate::write::write;

/// A strategy in another syntax.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Translation {
    /// The strategy.
    pub strategy: Strategy,
    /// As text.
    pub text: String,
    /// What is not the same.
    pub losses: Vec<Loss>,
}

/// Something that is not the same in the other syntax.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Loss {
    /// Line of the strategy that was translated.
    pub line: u32,
    /// What it is about.
    pub kind: LossKind,
    /// What is different, as a sentence.
    pub message: String,
}

/// What a loss is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LossKind {
    /// A field that is not there, or searches more or less.
    Field,
    /// A heading where there is no thesaurus.
    Heading,
    /// A heading of another thesaurus.
    Thesaurus,
    /// Words near each other.
    Proximity,
    /// The order of words.
    Order,
    /// Truncation or wildcards.
    Wildcard,
    /// A limit.
    Limit,
    /// A part that could not be read.
    Unread,
}

/// Largest tree that references are put into, where the target has no lines.
const MOST_PARTS: usize = 20_000;

/// Translates a strategy. Where something cannot be carried, the wider search is taken, and the loss is told.
pub fn translate(strategy: &Strategy, to: Syntax) -> Translation {
    if strategy.syntax == to {
        return Translation {
            text: write(strategy),
            strategy: strategy.clone(),
            losses: vec![],
        };
    }
    let mut carrier = Carrier {
        from: strategy.syntax,
        to,
        line: 0,
        numbers: BTreeMap::new(),
        lines: Vec::new(),
        losses: Vec::new(),
    };
    if to.has_lines() {
        for line in &strategy.lines {
            carrier.line(line);
        }
    } else if let Some(last) = strategy.last() {
        let mut parts = 0;
        let whole = last
            .expression
            .as_ref()
            .and_then(|e| inlined(strategy, e, 0, &mut parts));
        carrier.line(&Line {
            expression: whole,
            ..last.clone()
        });
    }
    carrier.losses.sort();
    carrier.losses.dedup();
    let strategy = Strategy {
        syntax: to,
        lines: carrier.lines,
    };
    Translation {
        text: write(&strategy),
        strategy,
        losses: carrier.losses,
    }
}

/// The expression with references replaced by what they stand for.
fn inlined(
    strategy: &Strategy,
    expression: &Expression,
    depth: usize,
    parts: &mut usize,
) -> Option<Expression> {
    *parts += 1;
    if depth > 60 || *parts > MOST_PARTS {
        return None;
    }
    let mut inner = |e: &Expression| inlined(strategy, e, depth + 1, parts);
    let of_line = |number: u32| {
        strategy
            .line(number)
            .and_then(|line| line.expression.clone())
    };
    Some(match expression {
        Expression::Reference(reference) => inner(&of_line(reference.line)?)?,
        Expression::Lines(lines) => {
            let all: Vec<Expression> = lines
                .numbers()
                .filter_map(|n| inner(&of_line(n)?))
                .collect();
            if lines.all {
                Expression::all(all)
            } else {
                Expression::any(all)
            }
        }
        Expression::And(all) => Expression::all(all.iter().filter_map(inner).collect()),
        Expression::Or(all) => Expression::any(all.iter().filter_map(inner).collect()),
        Expression::Not { of, without } => Expression::Not {
            of: Box::new(inner(of)?),
            without: Box::new(inner(without)?),
        },
        Expression::InFields { fields, of } => inner(of)?.within(fields),
        Expression::Limited { of, to } => Expression::Limited {
            of: Box::new(inner(of)?),
            to: to.clone(),
        },
        other => other.clone(),
    })
}

struct Carrier {
    from: Syntax,
    to: Syntax,
    line: u32,
    /// Number of a line here, by its number there.
    numbers: BTreeMap<u32, u32>,
    lines: Vec<Line>,
    losses: Vec<Loss>,
}

impl Carrier {
    fn lose(&mut self, kind: LossKind, message: String) {
        self.losses.push(Loss {
            line: self.line,
            kind,
            message,
        });
    }

    fn next_number(&self) -> u32 {
        u32::try_from(self.lines.len()).unwrap_or(u32::MAX - 1) + 1
    }

    fn add_line(&mut self, expression: Option<Expression>, comment: Option<String>) -> u32 {
        let number = self.next_number();
        self.lines.push(Line {
            number,
            comment,
            expression,
            reported_hits: None,
            at: Place::default(),
        });
        number
    }

    fn line(&mut self, line: &Line) {
        self.line = line.number;
        let carried = line.expression.as_ref().and_then(|e| self.whole(e));
        let number = self.add_line(carried, line.comment.clone());
        self.numbers.insert(line.number, number);
    }

    /// A whole line: the only place where some platforms take limits.
    fn whole(&mut self, expression: &Expression) -> Option<Expression> {
        match expression {
            Expression::Limited { of, to } => {
                let of = self.carry(of, &[])?;
                Some(self.limited(of, to))
            }
            Expression::And(parts) if self.limits_lines() => {
                let (limits, rest): (Vec<_>, Vec<_>) = parts
                    .iter()
                    .partition(|part| matches!(part, Expression::Only(_)));
                if limits.is_empty() || rest.is_empty() {
                    return self.carry(expression, &[]);
                }
                let rest: Vec<Expression> = rest
                    .into_iter()
                    .filter_map(|part| self.carry(part, &[]))
                    .collect();
                let limits: Vec<_> = limits
                    .into_iter()
                    .filter_map(|part| match part {
                        Expression::Only(limit) => Some(limit.clone()),
                        _ => None,
                    })
                    .collect();
                (!rest.is_empty()).then(|| self.limited(Expression::all(rest), &limits))
            }
            _ => self.carry(expression, &[]),
        }
    }

    /// Carries an expression; `fields` are those around it that go to single terms.
    fn carry(&mut self, expression: &Expression, fields: &[Field]) -> Option<Expression> {
        match expression {
            Expression::Term(term) => self.term(term, fields),
            Expression::Heading(heading) => Some(self.heading(heading)),
            Expression::Reference(reference) => self.reference(*reference),
            Expression::Lines(lines) => self.several(lines),
            Expression::And(parts) => self.group(parts, fields).map(Expression::all),
            Expression::Or(parts) => self.group(parts, fields).map(Expression::any),
            Expression::Not { of, without } => {
                let of = self.carry(of, fields)?;
                Some(match self.carry(without, fields) {
                    Some(without) => Expression::Not {
                        of: Box::new(of),
                        without: Box::new(without),
                    },
                    None => of,
                })
            }
            Expression::Near(near) => self.near(near, fields),
            Expression::InFields { fields, of } => self.in_fields(fields, of),
            Expression::Only(limit) => self.only(limit),
            Expression::Limited { of, to } => {
                let of = self.carry(of, fields)?;
                Some(self.limited(of, to))
            }
            Expression::Unread(unread) => {
                self.lose(
                    LossKind::Unread,
                    format!("“{}” could not be read and was left out.", unread.text),
                );
                None
            }
        }
    }

    fn group(&mut self, parts: &[Expression], fields: &[Field]) -> Option<Vec<Expression>> {
        let parts: Vec<Expression> = parts
            .iter()
            .filter_map(|part| self.carry(part, fields))
            .collect();
        (!parts.is_empty()).then_some(parts)
    }

    fn reference(&mut self, reference: Reference) -> Option<Expression> {
        match self.numbers.get(&reference.line) {
            Some(number) => Some(Expression::line(*number)),
            None => {
                self.lose(
                    LossKind::Unread,
                    format!(
                        "Line {} is not there before this one; the reference was left out.",
                        reference.line
                    ),
                );
                None
            }
        }
    }

    fn several(&mut self, lines: &Lines) -> Option<Expression> {
        let ranges: Option<Vec<(u32, u32)>> = lines
            .ranges
            .iter()
            .map(|(first, last)| {
                let (a, b) = (*self.numbers.get(first)?, *self.numbers.get(last)?);
                (b.checked_sub(a)? == last.checked_sub(*first)?).then_some((a, b))
            })
            .collect();
        if (self.to.is_ovid() || self.to == Syntax::Cochrane)
            && let Some(ranges) = ranges
        {
            return Some(Expression::Lines(Lines {
                all: lines.all,
                ranges,
                at: Place::default(),
            }));
        }
        let each: Vec<Expression> = lines
            .numbers()
            .filter_map(|line| self.reference(Reference { line, at: lines.at }))
            .collect();
        if each.is_empty() {
            return None;
        }
        Some(if lines.all {
            Expression::all(each)
        } else {
            Expression::any(each)
        })
    }
}

//! Operands and operators of one level put together into a tree.

use crate::model::{Expression, Near};
use crate::parse::operator::Operator;
use crate::parse::reader::Reader;
use crate::problem::{ProblemKind, Severity};
use crate::syntax::Precedence;

impl Reader {
    /// Joins what stands at one level; `start` is where that begins.
    pub(super) fn fold(
        &mut self,
        operands: Vec<Expression>,
        operators: Vec<Operator>,
        start: usize,
    ) -> Option<Expression> {
        let (operands, operators) = join_near(operands, operators);
        let or = operators.contains(&Operator::Or);
        if or && operators.iter().any(|o| *o != Operator::Or) {
            let (first, reading) = match self.syntax.precedence() {
                Precedence::LeftToRight => ("one after the other", "from left to right"),
                Precedence::AndFirst => ("AND and NOT before OR", "AND before OR"),
                Precedence::OrFirst => ("OR before AND", "OR before AND"),
            };
            self.problem(
                ProblemKind::MixedOperators,
                Severity::Warning,
                start,
                format!(
                    "AND or NOT and OR stand side by side without brackets; {} reads them {first}.",
                    self.syntax
                ),
                format!("It was read {reading}. Put brackets around what belongs together."),
            );
        }
        match self.syntax.precedence() {
            _ if !or => left_to_right(operands, &operators),
            Precedence::LeftToRight => left_to_right(operands, &operators),
            Precedence::AndFirst => {
                let groups = split(operands, &operators, |o| o == Operator::Or);
                let folded = groups
                    .into_iter()
                    .filter_map(|(operands, operators)| left_to_right(operands, &operators));
                Some(Expression::any(folded.collect()))
            }
            Precedence::OrFirst => {
                let rest: Vec<Operator> = operators
                    .iter()
                    .copied()
                    .filter(|o| *o != Operator::Or)
                    .collect();
                let groups = split(operands, &operators, |o| o != Operator::Or);
                let folded = groups
                    .into_iter()
                    .map(|(operands, _)| Expression::any(operands));
                left_to_right(folded.collect(), &rest)
            }
        }
    }
}

type Level = (Vec<Expression>, Vec<Operator>);

/// Proximity binds closest; a run of the same operator is one group.
fn join_near(operands: Vec<Expression>, operators: Vec<Operator>) -> Level {
    let mut joined: Vec<Expression> = Vec::new();
    let mut left: Vec<Operator> = Vec::new();
    let mut run: Option<(u32, bool)> = None;
    let mut operands = operands.into_iter();
    joined.extend(operands.next());
    for (operator, operand) in operators.into_iter().zip(operands) {
        let Operator::Near { between, ordered } = operator else {
            run = None;
            left.push(operator);
            joined.push(operand);
            continue;
        };
        let same = run == Some((between, ordered));
        run = Some((between, ordered));
        match joined.last_mut() {
            Some(Expression::Near(near)) if same => near.operands.push(operand),
            Some(last) => {
                let before = std::mem::replace(last, Expression::Or(vec![]));
                *last = Expression::Near(Near {
                    operands: vec![before, operand],
                    between,
                    ordered,
                });
            }
            None => joined.push(operand),
        }
    }
    (joined, left)
}

fn split(
    operands: Vec<Expression>,
    operators: &[Operator],
    at: impl Fn(Operator) -> bool,
) -> Vec<Level> {
    let mut groups: Vec<Level> = vec![(vec![], vec![])];
    for (index, operand) in operands.into_iter().enumerate() {
        let operator = index.checked_sub(1).and_then(|i| operators.get(i));
        match operator {
            Some(operator) if at(*operator) => groups.push((vec![operand], vec![])),
            operator => {
                if let Some((operands, inner)) = groups.last_mut() {
                    inner.extend(operator);
                    operands.push(operand);
                }
            }
        }
    }
    groups
}

fn left_to_right(operands: Vec<Expression>, operators: &[Operator]) -> Option<Expression> {
    let mut operands = operands.into_iter();
    let mut whole = operands.next()?;
    let mut last: Option<Operator> = None;
    for (operator, operand) in operators.iter().zip(operands) {
        let same = last == Some(*operator);
        last = Some(*operator);
        whole = match (operator, whole) {
            (Operator::And, Expression::And(mut parts)) if same => {
                parts.push(operand);
                Expression::And(parts)
            }
            (Operator::Or, Expression::Or(mut parts)) if same => {
                parts.push(operand);
                Expression::Or(parts)
            }
            (Operator::Or, whole) => Expression::Or(vec![whole, operand]),
            (Operator::Not, whole) => Expression::Not {
                of: Box::new(whole),
                without: Box::new(operand),
            },
            (_, whole) => Expression::And(vec![whole, operand]),
        };
    }
    Some(whole)
}

//! [`Reader`]: one line, from left to right; operands and operators of each level of brackets.

use crate::model::{Expression, Place, Unread};
use crate::parse::operator::{self, Operator};
use crate::problem::{Problem, ProblemKind, Severity};
use crate::syntax::Syntax;

/// Deepest nesting of brackets that is read.
const DEEPEST: usize = 100;

/// A line being read.
pub(super) struct Reader {
    pub(super) syntax: Syntax,
    pub(super) number: u32,
    pub(super) chars: Vec<char>,
    pub(super) places: Vec<Place>,
    pub(super) at: usize,
    pub(super) depth: usize,
    pub(super) problems: Vec<Problem>,
}

impl Reader {
    pub(super) fn new(
        syntax: Syntax,
        number: u32,
        mut chars: Vec<char>,
        places: Vec<Place>,
    ) -> Self {
        let mut curly = None;
        for (index, c) in chars.iter_mut().enumerate() {
            match c {
                '“' | '”' | '„' | '‟' | '«' | '»' | '＂' => {
                    *c = '"';
                    curly = curly.or(Some(index));
                }
                '’' | '‘' => *c = '\'',
                '\u{a0}' | '\t' | '\u{feff}' | '\u{200b}' => *c = ' ',
                _ => {}
            }
        }
        let mut reader = Self {
            syntax,
            number,
            chars,
            places,
            at: 0,
            depth: 0,
            problems: Vec::new(),
        };
        if let Some(index) = curly {
            reader.problem(
                ProblemKind::CurlyQuote,
                Severity::Warning,
                index,
                "Curly quotation marks, as word processors make them; some databases do not know them.".to_owned(),
                "Write straight ones: \". They were read as such.".to_owned(),
            );
        }
        reader
    }

    /// Notes a problem at a character.
    pub(super) fn problem(
        &mut self,
        kind: ProblemKind,
        severity: Severity,
        at: usize,
        message: String,
        hint: String,
    ) {
        let at = self.place(at);
        self.problems.push(Problem {
            kind,
            severity,
            number: self.number,
            at,
            message,
            hint,
        });
    }

    pub(super) fn place(&self, at: usize) -> Place {
        let last = self.places.last().copied().unwrap_or_default();
        self.places.get(at).copied().unwrap_or(last)
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(super) fn spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// What stands at `at`, without regard to case.
    pub(super) fn starts_with(&self, at: usize, text: &str) -> bool {
        let mut found = self.chars.get(at..).unwrap_or_default().iter();
        text.chars().all(|wanted| {
            found
                .next()
                .is_some_and(|c| c.eq_ignore_ascii_case(&wanted))
        })
    }

    pub(super) fn text(&self, from: usize, to: usize) -> String {
        self.chars
            .get(from..to.min(self.chars.len()))
            .unwrap_or_default()
            .iter()
            .collect()
    }

    /// The run of characters that may be an operator.
    pub(super) fn bare_word(&self, at: usize) -> String {
        let rest = self.chars.get(at..).unwrap_or_default();
        rest.iter()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '\''))
            .collect()
    }

    /// The operator at this place; proximity only where something stands before it.
    pub(super) fn operator(&self, after_operand: bool) -> Option<(Operator, usize, bool)> {
        let word = self.bare_word(self.at);
        let length = word.chars().count();
        if word.is_empty() {
            return None;
        }
        let next = self.chars.get(self.at + length);
        let ends = next.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '['));
        let found = operator::boolean(&word)
            .or_else(|| operator::near(&word, self.syntax).filter(|_| after_operand))?;
        let capital = word.chars().all(|c| !c.is_lowercase());
        ends.then_some((found, length, capital))
    }

    /// Reads up to the bracket that closes this level, or to the end.
    pub(super) fn sequence(&mut self) -> Option<Expression> {
        let start = self.at;
        let mut operands: Vec<Expression> = Vec::new();
        let mut operators: Vec<Operator> = Vec::new();
        loop {
            self.spaces();
            let Some(c) = self.peek() else { break };
            if c == ')' || c == '}' {
                if self.depth > 0 {
                    break;
                }
                self.stray_bracket();
                if let Some(fields) = self.fields_after() {
                    let inner = self.fold(
                        std::mem::take(&mut operands),
                        std::mem::take(&mut operators),
                        start,
                    );
                    operands.extend(inner.map(|e| e.within(&fields)));
                }
                continue;
            }
            if let Some(lines) = self.lines_at_once() {
                self.add(&mut operands, &mut operators, lines);
                continue;
            }
            let after_operand = operands.len() > operators.len();
            if let Some((found, length, capital)) = self.operator(after_operand) {
                self.take_operator(found, length, capital, after_operand, &mut operators);
                continue;
            }
            let before = self.at;
            let operand = self.operand();
            if self.at == before {
                self.at += 1;
                let text = self.text(before, self.at);
                self.unreadable(before, &text);
                continue;
            }
            if let Some(operand) = operand {
                self.add_at(&mut operands, &mut operators, operand, before);
            }
        }
        if operators.len() >= operands.len() && !operators.is_empty() {
            operators.truncate(operands.len().saturating_sub(1));
            let end = self.at.saturating_sub(1);
            self.problem(
                ProblemKind::MissingOperand,
                Severity::Error,
                end,
                "Nothing stands after the last operator.".to_owned(),
                "Add what is missing, or take the operator away.".to_owned(),
            );
        }
        self.fold(operands, operators, start)
    }

    fn add(
        &mut self,
        operands: &mut Vec<Expression>,
        operators: &mut Vec<Operator>,
        operand: Expression,
    ) {
        let at = self.at;
        self.add_at(operands, operators, operand, at);
    }

    fn add_at(
        &mut self,
        operands: &mut Vec<Expression>,
        operators: &mut Vec<Operator>,
        operand: Expression,
        at: usize,
    ) {
        if operands.len() > operators.len() {
            operators.push(Operator::And);
            self.problem(
                ProblemKind::MissingOperator,
                Severity::Warning,
                at,
                "No operator stands between this and what comes before.".to_owned(),
                "Write AND or OR. It was read as AND.".to_owned(),
            );
        }
        operands.push(operand);
    }

    fn take_operator(
        &mut self,
        found: Operator,
        length: usize,
        capital: bool,
        after_operand: bool,
        operators: &mut Vec<Operator>,
    ) {
        let at = self.at;
        self.at += length;
        if !capital && self.syntax.needs_capital_operators() {
            let word = self.text(at, at + length);
            self.problem(
                ProblemKind::LowerCaseOperator,
                Severity::Error,
                at,
                format!("“{word}” in lower case is no operator for {}.", self.syntax),
                format!("Write {}; it was read so.", word.to_uppercase()),
            );
        }
        if after_operand {
            operators.push(found);
            return;
        }
        match (operators.last_mut(), found) {
            // AND NOT is one operator.
            (Some(last @ Operator::And), Operator::Not) => *last = Operator::Not,
            _ => self.problem(
                ProblemKind::MissingOperand,
                Severity::Error,
                at,
                "Nothing stands before this operator.".to_owned(),
                "Add what is missing, or take the operator away; it was passed over.".to_owned(),
            ),
        }
    }

    fn stray_bracket(&mut self) {
        let at = self.at;
        self.at += 1;
        self.problem(
            ProblemKind::UnbalancedBracket,
            Severity::Error,
            at,
            "This bracket closes nothing.".to_owned(),
            "Take it away, or add the one that opens.".to_owned(),
        );
    }

    /// A group in brackets; the cursor stands on the one that opens.
    pub(super) fn bracketed(&mut self) -> Option<Expression> {
        let open = self.at;
        if self.depth >= DEEPEST {
            let text = self.text(open, self.chars.len());
            self.at = self.chars.len();
            return Some(self.unreadable(open, &text));
        }
        self.at += 1;
        self.depth += 1;
        let inner = self.sequence();
        self.depth -= 1;
        if matches!(self.peek(), Some(')' | '}')) {
            self.at += 1;
        } else {
            self.problem(
                ProblemKind::UnbalancedBracket,
                Severity::Error,
                open,
                "This bracket is not closed.".to_owned(),
                "Close it where the group ends; it was read to the end of the line.".to_owned(),
            );
        }
        if inner.is_none() {
            self.problem(
                ProblemKind::Unreadable,
                Severity::Error,
                open,
                "There is nothing in this bracket.".to_owned(),
                "Take it away, or add what is missing.".to_owned(),
            );
        }
        inner
    }

    /// Notes a part that could not be read.
    pub(super) fn unreadable(&mut self, at: usize, text: &str) -> Expression {
        self.problem(
            ProblemKind::Unreadable,
            Severity::Error,
            at,
            format!("“{}” could not be read as {}.", text.trim(), self.syntax),
            "Check the spelling, and that the syntax is right.".to_owned(),
        );
        Expression::Unread(Unread {
            text: text.trim().to_owned(),
            at: self.place(at),
        })
    }
}

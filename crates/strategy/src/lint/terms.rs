//! Terms and operators one by one.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::patterns;
use crate::lint::{note, place, resolved};
use crate::model::{Expression, Line, Piece, Strategy, Term};
use crate::problem::{Problem, ProblemKind, Severity};
use crate::spelling::variants;
use crate::syntax::Syntax;
use crate::write::write_expression;

pub(super) fn check(strategy: &Strategy, problems: &mut Vec<Problem>) {
    let all_terms = terms_of(strategy);
    for line in &strategy.lines {
        let Some(expression) = &line.expression else {
            continue;
        };
        expression.walk(&mut |part| match part {
            Expression::Term(term) => {
                truncation(strategy.syntax, line, term, problems);
                spelling(line, term, &all_terms, problems);
            }
            Expression::Not { of, without } => not(strategy, line, of, without, problems),
            Expression::Or(parts) => twice(strategy.syntax, line, parts, problems),
            _ => {}
        });
        fields(strategy, line, expression, problems);
    }
}

fn terms_of(strategy: &Strategy) -> Vec<&Term> {
    let mut found = Vec::new();
    for expression in strategy
        .lines
        .iter()
        .filter_map(|line| line.expression.as_ref())
    {
        expression.walk(&mut |part| {
            if let Expression::Term(term) = part {
                found.push(term);
            }
        });
    }
    found
}

fn truncation(syntax: Syntax, line: &Line, term: &Term, problems: &mut Vec<Problem>) {
    for word in &term.words {
        let shown = word.shown();
        if !syntax.has_truncation() {
            if shown.contains(['*', '$', '?']) {
                note(
                    problems,
                    line,
                    term.at,
                    (ProblemKind::NoTruncation, Severity::Warning),
                    format!("{syntax} knows no truncation; “{shown}” is searched as it stands."),
                    "Write the forms of the word out; common ones are found by themselves.",
                );
            }
            continue;
        }
        if !word.is_pattern() {
            continue;
        }
        if term.quoted && !syntax.truncates_in_quotes() {
            note(
                problems,
                line,
                term.at,
                (ProblemKind::TruncationInQuotes, Severity::Error),
                format!("In quotes, {syntax} does not truncate: “{shown}” finds nothing more."),
                if syntax == Syntax::Cochrane {
                    "Write the words with NEXT between them, without quotes."
                } else {
                    "Take the quotes away, or write the forms out."
                },
            );
        }
        let letters = word.stem().chars().filter(|c| c.is_alphanumeric()).count();
        let needed = syntax.shortest_stem();
        let any = matches!(word.pieces.get(1), Some(Piece::Any));
        if any && letters < needed {
            note(
                problems,
                line,
                term.at,
                (ProblemKind::ShortStem, Severity::Error),
                format!(
                    "“{shown}” has {letters} letters before the truncation; {syntax} needs {needed}."
                ),
                "Write the forms of the word out, or truncate later.",
            );
        } else if any && letters < 3 {
            note(
                problems,
                line,
                term.at,
                (ProblemKind::ShortStem, Severity::Warning),
                format!("“{shown}” stands for very many words."),
                "Truncate later, or write the forms of the word out.",
            );
        }
    }
}

/// A word with another spelling that no term of the strategy finds.
fn spelling(line: &Line, term: &Term, all: &[&Term], problems: &mut Vec<Problem>) {
    for (index, word) in term.words.iter().enumerate() {
        let [Piece::Text(text), rest @ ..] = word.pieces.as_slice() else {
            continue;
        };
        for variant in variants(text) {
            let mut other = term.clone();
            if let Some(changed) = other.words.get_mut(index) {
                changed.pieces = [&[Piece::Text(variant.clone())], rest].concat();
            }
            // It is there if some term has the same words in the same order, wildcards counted.
            let wanted = patterns(&other);
            let found = all.iter().any(|term| {
                let given = patterns(term);
                let fits = |part: &[crate::corpus::Pattern]| {
                    part.iter().zip(&wanted).all(|(g, w)| {
                        g == w || g.matches(w.stem()) || g.is_plain() && g.stem() == w.stem()
                    })
                };
                given.len() <= wanted.len()
                    && !given.is_empty()
                    && wanted.len() == given.len()
                    && fits(&given)
                    || given.len() == 1
                        && wanted.iter().any(|w| {
                            given.iter().all(|g| {
                                (g == w || g.matches(w.stem()))
                                    && w.stem().starts_with(variant.as_str())
                            })
                        })
            });
            if !found {
                note(
                    problems,
                    line,
                    term.at,
                    (ProblemKind::SpellingVariant, Severity::Hint),
                    format!(
                        "“{}” is also spelt “{}”, which no term of the strategy finds.",
                        term.shown(),
                        other.shown()
                    ),
                    "Add it with OR.",
                );
            }
        }
    }
}

/// NOT takes away records that mention both; the usual exception is animals without humans.
fn not(
    strategy: &Strategy,
    line: &Line,
    of: &Expression,
    without: &Expression,
    problems: &mut Vec<Problem>,
) {
    let animals = |expression: &Expression| {
        let mut names = Vec::new();
        resolved(strategy, expression).walk(&mut |part| match part {
            Expression::Heading(heading) => names.push(heading.name.to_lowercase()),
            Expression::Term(term) => names.push(term.shown().to_lowercase()),
            _ => {}
        });
        let known = ["animals", "animal", "humans", "human", "nonhuman"];
        !names.is_empty() && names.iter().all(|name| known.contains(&name.as_str()))
    };
    // `exp animals/ not humans/`, and `10 not 11` where 11 is that.
    let inner = match resolved(strategy, without) {
        Expression::InFields { of, .. } => of,
        other => other,
    };
    let not_animals = animals(without) && matches!(inner, Expression::Not { .. });
    if animals(of) || not_animals {
        return;
    }
    note(
        problems,
        line,
        place(without),
        (ProblemKind::NotLosesRecords, Severity::Warning),
        format!(
            "NOT takes away every record that mentions {}, also those that are about both.",
            write_expression(without, strategy.syntax)
        ),
        "Leave it out if screening can tell, or check on known relevant records that none is lost.",
    );
}

fn twice(syntax: Syntax, line: &Line, parts: &[Expression], problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for part in parts {
        let text = write_expression(part, syntax).to_lowercase();
        if !matches!(part, Expression::Unread(_)) && !seen.insert(text.clone()) {
            note(
                problems,
                line,
                place(part),
                (ProblemKind::DuplicateTerm, Severity::Hint),
                format!(
                    "“{text}” stands here twice; upper and lower case are the same to the database."
                ),
                "Take one away.",
            );
        }
    }
}

/// Terms without a field in a line where others have one.
fn fields(strategy: &Strategy, line: &Line, expression: &Expression, problems: &mut Vec<Problem>) {
    let mut with: BTreeMap<bool, Vec<&Term>> = BTreeMap::new();
    fn collect<'a>(
        expression: &'a Expression,
        inside: bool,
        with: &mut BTreeMap<bool, Vec<&'a Term>>,
    ) {
        match expression {
            Expression::Term(term) => with.entry(inside).or_default().push(term),
            Expression::InFields { of, .. } => collect(of, true, with),
            Expression::Limited { .. } => {}
            _ => expression
                .parts()
                .into_iter()
                .for_each(|part| collect(part, inside, with)),
        }
    }
    collect(expression, false, &mut with);
    if !with.contains_key(&true) {
        return;
    }
    for term in with.get(&false).into_iter().flatten() {
        let everywhere = match strategy.syntax {
            Syntax::OvidMedline | Syntax::OvidEmbase => ".mp. (title, abstract, headings and more)",
            Syntax::PubMed => "all fields, with automatic term mapping",
            _ => "all fields",
        };
        note(
            problems,
            line,
            term.at,
            (ProblemKind::NoField, Severity::Warning),
            format!(
                "“{}” has no field, though others of the line have; it is searched in {everywhere}.",
                term.shown()
            ),
            "Give it the same field, or put brackets around the terms before the field.",
        );
    }
}

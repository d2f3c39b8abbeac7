//! A strategy in plain words, line by line.

use serde::Serialize;

use crate::fields::Field;
use crate::model::{Expression, Heading, Limit, Near, Piece, Strategy, Term, Word};
use crate::qualifiers;
use crate::syntax::{Syntax, Thesaurus, Unquoted};

/// A line in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExplainedLine {
    /// Its number.
    pub number: u32,
    /// What it finds, as a sentence.
    pub words: String,
}

/// Says what each line finds.
pub fn explain(strategy: &Strategy) -> Vec<ExplainedLine> {
    strategy
        .lines
        .iter()
        .map(|line| ExplainedLine {
            number: line.number,
            words: match &line.expression {
                Some(expression) => format!("Records {}.", of(expression, strategy.syntax)),
                None => "Nothing of this line could be read.".to_owned(),
            },
        })
        .collect()
}

/// What follows “records”.
fn of(expression: &Expression, syntax: Syntax) -> String {
    match expression {
        Expression::Term(term) => format!("with {}{}", words(term, syntax), everywhere(syntax)),
        Expression::Near(group) => format!("with {}{}", near(group, syntax), everywhere(syntax)),
        Expression::InFields { fields, of: inner } => in_fields(fields, inner, syntax),
        Expression::Heading(h) => heading(h, syntax),
        Expression::Reference(reference) => format!("of line {}", reference.line),
        Expression::Lines(lines) => {
            let ranges: Vec<String> = lines
                .ranges
                .iter()
                .map(|(first, last)| {
                    if first == last {
                        format!("{first}")
                    } else {
                        format!("{first} to {last}")
                    }
                })
                .collect();
            format!(
                "in {} of the lines {}",
                if lines.all { "all" } else { "any" },
                listed(&ranges, "and")
            )
        }
        Expression::And(parts) => {
            if let Some(numbers) = numbers(parts) {
                return format!("that are in each of the lines {}", listed(&numbers, "and"));
            }
            joined(parts, syntax, "and also")
        }
        Expression::Or(parts) => {
            if let Some(numbers) = numbers(parts) {
                return format!("that are in any of the lines {}", listed(&numbers, "and"));
            }
            joined(parts, syntax, "or")
        }
        Expression::Not { of: kept, without } => {
            format!(
                "{}, but without those {}",
                of(kept, syntax),
                of(without, syntax)
            )
        }
        Expression::Only(limit) => self::limit(limit),
        Expression::Limited { of: inner, to } => {
            let limits: Vec<String> = to.iter().map(limit).collect();
            format!(
                "{}, and of these only those {}",
                of(inner, syntax),
                listed(&limits, "and")
            )
        }
        Expression::Unread(unread) => format!("(“{}” could not be read)", unread.text),
    }
}

fn everywhere(syntax: Syntax) -> &'static str {
    match syntax {
        Syntax::PubMed => " in any field (PubMed adds headings and synonyms that it finds for it)",
        Syntax::OvidMedline | Syntax::OvidEmbase => " in title, abstract, headings or keywords",
        Syntax::ClinicalTrialsGov => " anywhere in the entry, with synonyms",
        _ => " in any field",
    }
}

fn numbers(parts: &[Expression]) -> Option<Vec<String>> {
    parts
        .iter()
        .map(|part| match part {
            Expression::Reference(reference) => Some(reference.line.to_string()),
            _ => None,
        })
        .collect()
}

fn joined(parts: &[Expression], syntax: Syntax, word: &str) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Expression::And(_) | Expression::Or(_) | Expression::Not { .. } => {
                format!("({})", of(part, syntax))
            }
            _ => of(part, syntax),
        })
        .collect();
    parts.join(&format!(" {word} "))
}

/// `a, b or c`.
fn listed(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

fn in_fields(fields: &[Field], inner: &Expression, syntax: Syntax) -> String {
    let names: Vec<String> = fields
        .iter()
        .map(|field| match field {
            Field::TextWords if syntax.is_ovid() => "title or abstract".to_owned(),
            Field::TextWords => "title, abstract, headings or keywords".to_owned(),
            other => other.in_words().to_owned(),
        })
        .collect();
    let names = listed(&names, "or");
    match inner {
        Expression::Heading(_) | Expression::Reference(_) | Expression::Lines(_) => {
            of(inner, syntax)
        }
        _ => format!("with {} in {names}", text(inner, syntax)),
    }
}

/// What stands in a field: no mention of fields inside.
fn text(expression: &Expression, syntax: Syntax) -> String {
    match expression {
        Expression::Term(term) => words(term, syntax),
        Expression::Near(group) => near(group, syntax),
        Expression::Or(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| bracketed(part, syntax)).collect();
            listed(&parts, "or")
        }
        Expression::And(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| bracketed(part, syntax)).collect();
            listed(&parts, "and")
        }
        Expression::Not { of, without } => {
            format!(
                "{} and not {}",
                bracketed(of, syntax),
                bracketed(without, syntax)
            )
        }
        other => of(other, syntax),
    }
}

fn bracketed(expression: &Expression, syntax: Syntax) -> String {
    match expression {
        Expression::And(_) | Expression::Or(_) | Expression::Not { .. } => {
            format!("({})", text(expression, syntax))
        }
        _ => text(expression, syntax),
    }
}

fn near(group: &Near, syntax: Syntax) -> String {
    let parts: Vec<String> = group
        .operands
        .iter()
        .map(|part| bracketed(part, syntax))
        .collect();
    let distance = match group.between {
        0 => "right next to each other".to_owned(),
        1 => "with at most one word between them".to_owned(),
        n => format!("with at most {n} words between them"),
    };
    let order = if group.ordered {
        "in this order"
    } else {
        "in any order"
    };
    format!("{}, {distance} {order}", parts.join(" near "))
}

fn words(term: &Term, syntax: Syntax) -> String {
    let phrase = term.quoted || syntax.unquoted() == Unquoted::Phrase;
    let each: Vec<String> = term.words.iter().map(word).collect();
    match (each.as_slice(), phrase) {
        ([one], _) => one.clone(),
        (_, true) if term.words.iter().all(|w| !w.is_pattern()) => {
            format!("the phrase “{}”", term.shown())
        }
        (_, true) => each.join(" followed by "),
        (several, false) => format!("all of the words {}", listed(several, "and")),
    }
}

fn word(word: &Word) -> String {
    match word.pieces.as_slice() {
        [Piece::Text(text)] => format!("“{text}”"),
        [Piece::Text(stem), Piece::Any] => format!("a word that begins with “{stem}”"),
        [Piece::Text(stem), Piece::UpTo(n)] => format!("“{stem}” and up to {n} letters more"),
        _ => {
            let mut notes: Vec<String> = Vec::new();
            let has = |wanted: &Piece| word.pieces.contains(wanted);
            if has(&Piece::Any) {
                notes.push("* any letters".to_owned());
            }
            if has(&Piece::One) {
                notes.push("# one letter".to_owned());
            }
            if has(&Piece::OneOrNone) {
                notes.push("? one letter or none".to_owned());
            }
            format!("“{}” ({})", word.shown(), notes.join(", "))
        }
    }
}

fn heading(heading: &Heading, syntax: Syntax) -> String {
    let thesaurus = match syntax.thesaurus() {
        Some(Thesaurus::Mesh) => "MeSH heading",
        Some(Thesaurus::Emtree) => "Emtree heading",
        Some(Thesaurus::Cinahl) => "CINAHL heading",
        None => "heading",
    };
    let mut text = format!("indexed with the {thesaurus} “{}”", heading.name);
    if heading.explode {
        text.push_str(" or any narrower heading");
    }
    if !heading.subheadings.is_empty() {
        let names: Vec<String> = heading
            .subheadings
            .iter()
            .map(|code| format!("“{}”", qualifiers::name(code)))
            .collect();
        text.push_str(&format!(" under the aspect {}", listed(&names, "or")));
    }
    if heading.major {
        text.push_str(", as a main topic");
    }
    text
}

fn limit(limit: &Limit) -> String {
    match limit {
        Limit::Humans => "on humans".to_owned(),
        Limit::Years {
            from: Some(from),
            to: Some(to),
        } if from == to => format!("of the year {from}"),
        Limit::Years {
            from: Some(from),
            to: Some(to),
        } => format!("of the years {from} to {to}"),
        Limit::Years {
            from: Some(from),
            to: None,
        } => format!("from {from} on"),
        Limit::Years {
            from: None,
            to: Some(to),
        } => format!("up to {to}"),
        Limit::Years {
            from: None,
            to: None,
        } => "of any year".to_owned(),
        Limit::Language(language) => format!("in the language “{language}”"),
        Limit::PublicationType(kind) => format!("of the type “{kind}”"),
        Limit::Named(name) => format!("within the limit “{name}”"),
    }
}

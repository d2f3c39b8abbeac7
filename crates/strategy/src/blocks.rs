//! [`ConceptBlocks`]: a question as concepts (PICO), each with words and headings, from which a strategy is built.

use serde::{Deserialize, Serialize};

use crate::fields::Field;
use crate::model::{Expression, Heading, Limit, Line, Place, Strategy};
use crate::parse::parse;
use crate::problem::Problem;
use crate::syntax::{Syntax, Thesaurus};
use crate::translate::{Loss, LossKind, Translation, translate};

/// A question as blocks: OR within a block, AND between blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConceptBlocks {
    /// What it is about.
    pub title: String,
    /// The blocks.
    pub concept: Vec<Concept>,
    /// Published from this year on.
    pub from_year: Option<u16>,
    /// Published up to this year.
    pub to_year: Option<u16>,
    /// Only in these languages, by their English names.
    pub languages: Vec<String>,
}

/// A block.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Concept {
    /// What it stands for, such as `Population`.
    pub name: String,
    /// Words and phrases, looked for in title and abstract: `heart attack`, `infarct*`, `wom?n`, `(lewy* adj2 bod*)`; as on
    /// Ovid, where words side by side are a phrase. A term with a field of its own, such as `coronary.ti.`, keeps it.
    pub terms: Vec<String>,
    /// Headings.
    pub headings: Vec<BlockHeading>,
}

/// A heading of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockHeading {
    /// Its name.
    pub name: String,
    /// Whose heading it is.
    #[serde(default = "mesh")]
    pub thesaurus: Thesaurus,
    /// With all narrower headings.
    #[serde(default = "yes")]
    pub explode: bool,
    /// As a main topic only.
    #[serde(default)]
    pub major: bool,
}

fn mesh() -> Thesaurus {
    Thesaurus::Mesh
}

fn yes() -> bool {
    true
}

/// A strategy built from blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BuiltStrategy {
    /// The strategy with its text, and what is lost against the blocks.
    pub translation: Translation,
    /// Terms that could not be read as they should.
    pub problems: Vec<Problem>,
}

/// Builds a strategy: one line for each concept, then all of them together, then the limits.
///
/// Of the headings, those of the thesaurus of the target are taken; a concept that has none of these gets its MeSH
/// headings, and that is told.
pub fn build(blocks: &ConceptBlocks, to: Syntax) -> BuiltStrategy {
    let mut problems = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    let mut foreign = Vec::new();
    let line = |number: usize, comment: Option<String>, expression| Line {
        number: u32::try_from(number).unwrap_or(u32::MAX),
        comment,
        expression: Some(expression),
        reported_hits: None,
        at: Place::default(),
    };
    for concept in &blocks.concept {
        let number = lines.len() + 1;
        let mut parts: Vec<Expression> = headings(concept, to, number, &mut foreign);
        let mut words = Vec::new();
        let mut own = Vec::new();
        for term in &concept.terms {
            // One line each, so that a number or a comment sign in a term stays one.
            let one_line = term.split_whitespace().collect::<Vec<_>>().join(" ");
            let parsed = parse(&one_line, Syntax::OvidMedline);
            for expression in parsed
                .strategy
                .lines
                .into_iter()
                .filter_map(|l| l.expression)
            {
                match expression {
                    Expression::InFields { .. } | Expression::Heading(_) => own.push(expression),
                    _ => words.push(expression),
                }
            }
            problems.extend(parsed.problems.into_iter().map(|problem| Problem {
                number: u32::try_from(number).unwrap_or(u32::MAX),
                message: format!(
                    "{} (term “{one_line}” of “{}”)",
                    problem.message, concept.name
                ),
                ..problem
            }));
        }
        if !words.is_empty() {
            parts.push(Expression::any(words).within(&[Field::Title, Field::Abstract]));
        }
        parts.extend(own);
        if !parts.is_empty() {
            let comment = (!concept.name.trim().is_empty())
                .then(|| concept.name.replace('\n', " ").trim().to_owned());
            lines.push(line(number, comment, Expression::any(parts)));
        }
    }
    if lines.len() > 1 {
        let all = lines
            .iter()
            .map(|line| Expression::line(line.number))
            .collect();
        lines.push(line(lines.len() + 1, None, Expression::And(all)));
    }
    let mut limits = Vec::new();
    if blocks.from_year.is_some() || blocks.to_year.is_some() {
        limits.push(Limit::Years {
            from: blocks.from_year,
            to: blocks.to_year,
        });
    }
    if let [language] = blocks.languages.as_slice() {
        limits.push(Limit::Language(language.to_lowercase()));
    }
    if let Some(last) = lines.last().map(|line| line.number)
        && !limits.is_empty()
    {
        let of = Box::new(Expression::line(last));
        lines.push(line(
            lines.len() + 1,
            None,
            Expression::Limited { of, to: limits },
        ));
    }
    let source = Strategy {
        syntax: Syntax::OvidMedline,
        lines,
    };
    let mut translation = translate(&source, to);
    // The headings were chosen for the target, so that they are not foreign to it; those that are, are told here.
    translation
        .losses
        .retain(|loss| loss.kind != LossKind::Thesaurus);
    translation.losses.extend(foreign);
    if blocks.languages.len() > 1 {
        translation.losses.push(Loss {
            line: 0,
            kind: LossKind::Limit,
            message: format!(
                "The languages {} were left out; limit to one, or set them on the platform.",
                blocks.languages.join(", ")
            ),
        });
    }
    BuiltStrategy {
        translation,
        problems,
    }
}

fn headings(
    concept: &Concept,
    to: Syntax,
    number: usize,
    foreign: &mut Vec<Loss>,
) -> Vec<Expression> {
    let wanted = to.thesaurus().unwrap_or(Thesaurus::Mesh);
    let of = |thesaurus: Thesaurus| {
        concept
            .headings
            .iter()
            .filter(move |h| h.thesaurus == thesaurus)
    };
    let chosen: Vec<&BlockHeading> = if of(wanted).next().is_some() {
        of(wanted).collect()
    } else {
        of(Thesaurus::Mesh).collect()
    };
    chosen
        .into_iter()
        .map(|heading| {
            if heading.thesaurus != wanted {
                foreign.push(Loss {
                    line: u32::try_from(number).unwrap_or(u32::MAX),
                    kind: LossKind::Thesaurus,
                    message: format!(
                        "“{}” is a MeSH heading; look up the one of {to}.",
                        heading.name
                    ),
                });
            }
            Expression::Heading(Heading {
                name: heading.name.clone(),
                explode: heading.explode,
                major: heading.major,
                subheadings: vec![],
                at: Place::default(),
            })
        })
        .collect()
}

//! A strategy as concept blocks, where it has their shape: OR within a concept, AND between concepts.

use crate::blocks::{BlockHeading, Concept, ConceptBlocks};
use crate::fields::Field;
use crate::model::{Expression, Limit, Strategy, Term};
use crate::parse::is_operator_word;
use crate::syntax::{Syntax, Thesaurus};
use crate::translate::{LossKind, translate};
use crate::write::write_expression;

/// References that are followed at most, one into the other.
const DEEPEST: usize = 50;

/// Blocks out of a strategy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBlocks {
    /// The blocks.
    pub blocks: ConceptBlocks,
    /// What the blocks search a little differently from the strategy, as sentences.
    pub changes: Vec<String>,
}

/// Why a strategy is no blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotBlocks {
    /// The line that is in the way; 0 where it is the whole.
    pub line: u32,
    /// What is in the way, as a sentence.
    pub message: String,
}

/// The blocks that a strategy is made of.
///
/// The last line and all that it refers to are read: concepts that are joined by AND, each of terms and headings that
/// are joined by OR, limited by years or languages or not at all. Terms are given as [`Concept::terms`] takes them.
///
/// ```
/// use strategy::{Syntax, concept_blocks, parse};
///
/// let parsed = parse("(stroke[tiab] OR \"Stroke\"[mh]) AND walk*[ti]", Syntax::PubMed);
/// let blocks = concept_blocks(&parsed.strategy).unwrap().blocks;
/// assert_eq!(blocks.concept[0].terms, ["stroke"]);
/// assert_eq!(blocks.concept[1].terms, ["walk*.ti."]);
/// assert!(concept_blocks(&parse("stroke NOT child*", Syntax::PubMed).strategy).is_err());
/// ```
///
/// # Errors
/// What keeps it from being blocks, such as NOT, or AND inside of a concept.
pub fn concept_blocks(strategy: &Strategy) -> Result<ReadBlocks, NotBlocks> {
    let translation = translate(strategy, Syntax::OvidMedline);
    let unread = strategy
        .lines
        .iter()
        .find(|line| line.expression.as_ref().is_none_or(Expression::has_unread));
    if let Some(line) = unread {
        return Err(NotBlocks {
            line: line.number,
            message: format!("A part of line {} could not be read.", line.number),
        });
    }
    for line in &strategy.lines {
        let references = line.expression.iter().flat_map(Expression::references);
        for reference in references {
            found(strategy, reference.line, line.number)?;
        }
    }
    let mut reader = Reader {
        // What is only translated is read in the words of the target; the headings are still those of the source.
        strategy: &translation.strategy,
        thesaurus: strategy.syntax.thesaurus().unwrap_or(Thesaurus::Mesh),
        blocks: ConceptBlocks::default(),
    };
    let last = translation.strategy.last().ok_or_else(|| NotBlocks {
        line: 0,
        message: "There is no line that searches anything.".to_owned(),
    })?;
    let whole = last.expression.as_ref().map(|e| (e, last));
    if let Some((expression, line)) = whole {
        reader.between(expression, line.number, line.comment.as_deref(), 0)?;
    }
    let changes = translation
        .losses
        .into_iter()
        .filter(|loss| loss.kind != LossKind::Thesaurus)
        .map(|loss| format!("Line {}: {}", loss.line, loss.message))
        .collect();
    if reader.blocks.concept.is_empty() {
        return Err(NotBlocks {
            line: 0,
            message: "There is no concept in it.".to_owned(),
        });
    }
    Ok(ReadBlocks {
        blocks: reader.blocks,
        changes,
    })
}

struct Reader<'s> {
    strategy: &'s Strategy,
    thesaurus: Thesaurus,
    blocks: ConceptBlocks,
}

impl Reader<'_> {
    /// What stands between the concepts.
    fn between(
        &mut self,
        expression: &Expression,
        line: u32,
        name: Option<&str>,
        depth: usize,
    ) -> Result<(), NotBlocks> {
        match expression {
            _ if depth > DEEPEST => Err(deep(line)),
            Expression::And(parts) => parts
                .iter()
                .try_for_each(|part| self.between(part, line, None, depth + 1)),
            Expression::Limited { of, to } => {
                to.iter().try_for_each(|limit| self.limit(limit, line))?;
                self.between(of, line, name, depth + 1)
            }
            Expression::Only(limit) => self.limit(limit, line),
            Expression::Lines(lines) if lines.all => lines
                .numbers()
                .try_for_each(|number| self.other_line(number, line, depth)),
            Expression::Reference(reference) => self.other_line(reference.line, line, depth),
            Expression::Not { .. } => Err(NotBlocks {
                line,
                message: format!(
                    "Line {line} takes records away with NOT; blocks only add words (OR) and ask for all concepts (AND)."
                ),
            }),
            _ => {
                let mut concept = Concept {
                    name: name.unwrap_or_default().to_owned(),
                    ..Concept::default()
                };
                self.within(expression, &[], line, &mut concept, depth)?;
                self.blocks.concept.push(concept);
                Ok(())
            }
        }
    }

    fn other_line(&mut self, number: u32, from: u32, depth: usize) -> Result<(), NotBlocks> {
        let strategy = self.strategy;
        let (expression, line) = found(strategy, number, from)?;
        self.between(expression, number, line, depth + 1)
    }

    fn limit(&mut self, limit: &Limit, line: u32) -> Result<(), NotBlocks> {
        match limit {
            Limit::Years { from, to } => {
                // Two limits of years: the narrower holds.
                self.blocks.from_year = self.blocks.from_year.max(*from);
                self.blocks.to_year = match (self.blocks.to_year, *to) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
                Ok(())
            }
            Limit::Language(language) if self.blocks.languages.is_empty() => {
                self.blocks.languages.push(language.clone());
                Ok(())
            }
            Limit::Humans | Limit::Language(_) | Limit::PublicationType(_) | Limit::Named(_) => {
                Err(NotBlocks {
                    line,
                    message: format!(
                        "Line {line} has a limit other than years and one language, which blocks do not keep."
                    ),
                })
            }
        }
    }

    /// What stands within a concept.
    fn within(
        &self,
        expression: &Expression,
        fields: &[Field],
        line: u32,
        concept: &mut Concept,
        depth: usize,
    ) -> Result<(), NotBlocks> {
        match expression {
            _ if depth > DEEPEST => Err(deep(line)),
            Expression::Or(parts) => parts
                .iter()
                .try_for_each(|part| self.within(part, fields, line, concept, depth + 1)),
            Expression::InFields { fields, of } => {
                self.within(of, fields, line, concept, depth + 1)
            }
            Expression::Lines(lines) if !lines.all => lines.numbers().try_for_each(|number| {
                let (other, _) = found(self.strategy, number, line)?;
                self.within(other, fields, number, concept, depth + 1)
            }),
            Expression::Reference(reference) => {
                let (other, _) = found(self.strategy, reference.line, line)?;
                self.within(other, fields, reference.line, concept, depth + 1)
            }
            Expression::Heading(heading) if heading.subheadings.is_empty() => {
                concept.headings.push(BlockHeading {
                    name: heading.name.clone(),
                    thesaurus: self.thesaurus,
                    explode: heading.explode,
                    major: heading.major,
                });
                Ok(())
            }
            Expression::Heading(heading) => Err(NotBlocks {
                line,
                message: format!(
                    "The heading “{}” in line {line} has subheadings, which blocks do not keep.",
                    heading.name
                ),
            }),
            Expression::Term(_) => {
                concept.terms.push(written(expression, fields));
                Ok(())
            }
            Expression::Near(near) if near.operands.iter().all(of_words) => {
                concept.terms.push(written(expression, fields));
                Ok(())
            }
            _ => Err(NotBlocks {
                line,
                message: format!(
                    "Line {line} joins words with OR and with something else inside of one concept; in a block there is only OR."
                ),
            }),
        }
    }
}

fn found(
    strategy: &Strategy,
    number: u32,
    from: u32,
) -> Result<(&Expression, Option<&str>), NotBlocks> {
    let line = strategy.line(number);
    line.and_then(|line| Some((line.expression.as_ref()?, line.comment.as_deref())))
        .ok_or_else(|| NotBlocks {
            line: from,
            message: format!("Line {from} refers to line {number}, which is not there."),
        })
}

fn deep(line: u32) -> NotBlocks {
    NotBlocks {
        line,
        message: format!("Line {line} refers to itself, or too deep into other lines."),
    }
}

fn of_words(expression: &Expression) -> bool {
    match expression {
        Expression::Term(_) => true,
        Expression::Or(parts) => parts.iter().all(of_words),
        Expression::Near(near) => near.operands.iter().all(of_words),
        _ => false,
    }
}

/// As a term of a concept: title and abstract are meant where no field is named.
fn written(expression: &Expression, fields: &[Field]) -> String {
    let usual = matches!(
        fields,
        [Field::Title, Field::Abstract] | [Field::Abstract, Field::Title]
    );
    let expression = match expression {
        // Words side by side are a phrase here; without quotes a phrase may have truncation.
        Expression::Term(term)
            if !term
                .words
                .iter()
                .any(|w| is_operator_word(&w.shown(), Syntax::OvidMedline)) =>
        {
            Expression::Term(Term::of(term.words.clone(), false))
        }
        other => other.clone(),
    };
    let whole = match fields {
        _ if usual => expression,
        [] => expression.within(&[Field::MultiPurpose]),
        fields => expression.within(fields),
    };
    write_expression(&whole, Syntax::OvidMedline)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::build;
    use crate::parse::parse;

    fn blocks(text: &str, syntax: Syntax) -> Result<ConceptBlocks, String> {
        concept_blocks(&parse(text, syntax).strategy)
            .map(|read| read.blocks)
            .map_err(|not| not.message)
    }

    fn example() -> ConceptBlocks {
        ConceptBlocks {
            concept: vec![
                Concept {
                    name: "Population".into(),
                    terms: vec![
                        "heart attack".into(),
                        "infarct*".into(),
                        "coronary.ti.".into(),
                    ],
                    headings: vec![
                        BlockHeading {
                            name: "Myocardial Infarction".into(),
                            thesaurus: Thesaurus::Mesh,
                            explode: true,
                            major: false,
                        },
                        BlockHeading {
                            name: "Patients".into(),
                            thesaurus: Thesaurus::Mesh,
                            explode: false,
                            major: true,
                        },
                    ],
                },
                Concept {
                    name: "Intervention".into(),
                    terms: vec!["walk*".into(), "exercise".into()],
                    headings: vec![],
                },
            ],
            from_year: Some(2001),
            ..ConceptBlocks::default()
        }
    }

    #[test]
    fn blocks_that_are_built_are_read_again() {
        let blocks_at_first = example();
        for syntax in [Syntax::OvidMedline, Syntax::PubMed, Syntax::Cochrane] {
            let built = build(&blocks_at_first, syntax).translation.text;
            let again =
                blocks(&built, syntax).unwrap_or_else(|why| panic!("{syntax}: {why}\n{built}"));
            assert_eq!(again.concept, blocks_at_first.concept, "{syntax}\n{built}");
            // Cochrane sets years on the platform.
            if syntax != Syntax::Cochrane {
                assert_eq!(again.from_year, Some(2001), "{built}");
            }
        }
    }

    #[test]
    fn a_term_with_a_field_of_its_own_keeps_it() {
        let built = build(&example(), Syntax::PubMed).translation.text;
        assert!(built.contains("coronary[ti]"), "{built}");
        assert!(built.contains("infarct*[tiab]"), "{built}");
    }

    #[test]
    fn what_is_no_blocks_says_why() {
        for (text, why) in [
            ("stroke[ti] NOT child*[ti]", "NOT"),
            ("(stroke[ti] AND walk[ti]) OR gait[ti]", "only OR"),
            ("1. stroke[ti]\n2. #1 AND #7", "line 7"),
            ("\"Stroke/diagnosis\"[mh] AND walk[ti]", "subheadings"),
            ("", "no line"),
        ] {
            let said = blocks(text, Syntax::PubMed);
            assert!(
                said.as_ref().is_err_and(|said| said.contains(why)),
                "{text}: {said:?}"
            );
        }
    }

    #[test]
    fn lines_and_ranges_are_followed() {
        let text = "1. exp Stroke/\n2. stroke$.tw.\n3. or/1-2\n4. (walk$ adj3 train$).ti,ab.\n5. 3 and 4\n6. limit 5 to yr=\"2000 -Current\"";
        let read = blocks(text, Syntax::OvidMedline).expect("blocks");
        assert_eq!(read.concept.len(), 2);
        assert_eq!(read.concept[0].headings[0].name, "Stroke");
        assert_eq!(read.concept[0].terms, ["stroke*.tw."]);
        assert_eq!(read.concept[1].terms.len(), 1);
        assert!(read.concept[1].terms[0].contains("adj3"), "{read:?}");
        assert_eq!(read.from_year, Some(2000));
    }
}

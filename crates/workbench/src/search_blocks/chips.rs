//! Chips as the concepts of the crate `strategy`, and back.

use std::path::Path;

use strategy::{BlockHeading, Concept, ConceptBlocks, Thesaurus};

use super::{Chip, ChipField, ChipKind, ChipOrigin, SearchBlock, SearchBlocks};
use crate::error::Result;
use crate::search_strategy::read_concepts;

/// How Ovid writes the fields that a chip can have.
const FIELDS: [(ChipField, &str); 4] = [
    (ChipField::Title, ".ti."),
    (ChipField::Abstract, ".ab."),
    (ChipField::Keywords, ".kw."),
    (ChipField::Anywhere, ".mp."),
];

/// The concepts of blocks.
pub(super) fn to_concepts(blocks: &SearchBlocks) -> ConceptBlocks {
    ConceptBlocks {
        title: String::new(),
        concept: blocks.blocks.iter().map(concept).collect(),
        from_year: blocks.from_year,
        to_year: blocks.to_year,
        languages: blocks.language.iter().cloned().collect(),
    }
}

fn concept(block: &SearchBlock) -> Concept {
    let mut concept = Concept {
        name: block.name.clone(),
        ..Concept::default()
    };
    for chip in block.chips.iter().filter(|c| !c.text.trim().is_empty()) {
        match chip.kind {
            ChipKind::Term => concept.terms.push(term(chip)),
            ChipKind::Heading => concept.headings.push(BlockHeading {
                name: chip.text.clone(),
                // A chip does not say whose heading it is; on another platform it is told to be looked up.
                thesaurus: Thesaurus::Mesh,
                explode: chip.explode,
                major: chip.focus,
            }),
        }
    }
    concept
}

fn term(chip: &Chip) -> String {
    let text = chip.text.trim();
    let Some((_, suffix)) = FIELDS.iter().find(|(field, _)| *field == chip.field) else {
        return text.to_owned();
    };
    let bracketed = text.starts_with('(') && text.ends_with(')');
    if text.contains(' ') && !bracketed && !text.ends_with('"') {
        format!("({text}){suffix}")
    } else {
        format!("{text}{suffix}")
    }
}

/// Chips of concepts, all of one origin.
pub(super) fn of_concepts(concepts: &ConceptBlocks, origin: ChipOrigin) -> SearchBlocks {
    let chip = |text: String, kind, field, explode, focus| Chip {
        text,
        kind,
        field,
        explode,
        focus,
        origin,
        model: None,
    };
    SearchBlocks {
        blocks: concepts
            .concept
            .iter()
            .map(|concept| {
                let terms = concept.terms.iter().map(|term| {
                    let (text, field) = parted(term);
                    chip(text, ChipKind::Term, field, false, false)
                });
                let headings = concept.headings.iter().map(|heading| {
                    chip(
                        heading.name.clone(),
                        ChipKind::Heading,
                        ChipField::TitleAbstract,
                        heading.explode,
                        heading.major,
                    )
                });
                SearchBlock {
                    name: concept.name.clone(),
                    chips: headings.chain(terms).collect(),
                }
            })
            .collect(),
        from_year: concepts.from_year,
        to_year: concepts.to_year,
        language: concepts.languages.first().cloned(),
    }
}

/// A term without its field. Fields that no chip has stay in the text.
fn parted(term: &str) -> (String, ChipField) {
    for (field, suffix) in FIELDS {
        if let Some(text) = term.strip_suffix(suffix) {
            let bare = text
                .strip_prefix('(')
                .and_then(|text| text.strip_suffix(')'))
                .filter(|text| !text.contains(['(', ')']));
            return (bare.unwrap_or(text).to_owned(), field);
        }
    }
    (term.to_owned(), ChipField::TitleAbstract)
}

/// Reads blocks from a TOML file of concepts, as `attest strategy build` does; all of it counts as typed.
///
/// # Errors
/// A file that cannot be read, or has no concept with a term or heading.
pub fn read_search_blocks(file: &Path) -> Result<SearchBlocks> {
    Ok(of_concepts(&read_concepts(file)?, ChipOrigin::Typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chips_become_concepts_and_chips_again() {
        let chip = |text: &str, kind, field| Chip {
            text: text.into(),
            kind,
            field,
            explode: kind == ChipKind::Heading,
            focus: false,
            origin: ChipOrigin::Strategy,
            model: None,
        };
        let blocks = SearchBlocks {
            blocks: vec![SearchBlock {
                name: "Population".into(),
                chips: vec![
                    chip("Stroke", ChipKind::Heading, ChipField::TitleAbstract),
                    chip("heart attack", ChipKind::Term, ChipField::TitleAbstract),
                    chip("heart attack", ChipKind::Term, ChipField::Title),
                    chip("infarct*", ChipKind::Term, ChipField::Anywhere),
                ],
            }],
            from_year: Some(2000),
            ..SearchBlocks::default()
        };
        let concepts = to_concepts(&blocks);
        assert_eq!(
            concepts.concept[0].terms,
            ["heart attack", "(heart attack).ti.", "infarct*.mp."]
        );
        assert_eq!(of_concepts(&concepts, ChipOrigin::Strategy), blocks);
    }
}

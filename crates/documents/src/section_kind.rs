//! Which part of an article a heading begins.

use crate::document::SectionKind;

/// The kinds of the parts under headings, given with their levels (1 is the highest).
///
/// A heading without a name of the field's is part of what it stands in. Headings within the abstract (“Methods” before
/// the introduction) are told by their coming again.
pub(crate) fn kinds(headings: &[(&str, u8)]) -> Vec<SectionKind> {
    let mut kinds: Vec<SectionKind> = Vec::with_capacity(headings.len());
    let mut open: Option<(SectionKind, u8)> = None;
    for (title, level) in headings {
        let kind = match (named(title), open) {
            (Some(kind), _) => {
                open = Some((kind, *level));
                kind
            }
            (None, Some((kind, above))) if *level > above || is_body(kind) => kind,
            (None, _) => SectionKind::Other,
        };
        kinds.push(kind);
    }
    let within = within_abstract(&kinds);
    for kind in &mut kinds[within] {
        *kind = SectionKind::Abstract;
    }
    kinds
}

fn is_body(kind: SectionKind) -> bool {
    matches!(
        kind,
        SectionKind::Introduction
            | SectionKind::Methods
            | SectionKind::Results
            | SectionKind::Discussion
    )
}

/// The headings that belong to the abstract: from it to the second introduction or methods.
fn within_abstract(kinds: &[SectionKind]) -> std::ops::Range<usize> {
    let Some(start) = kinds.iter().position(|kind| *kind == SectionKind::Abstract) else {
        return 0..0;
    };
    for opening in [SectionKind::Introduction, SectionKind::Methods] {
        let mut others_between = false;
        let mut seen = false;
        for (at, kind) in kinds.iter().enumerate().skip(start) {
            if *kind == opening && seen && others_between {
                return start..at;
            }
            seen |= *kind == opening;
            others_between |= seen && *kind != opening;
            if matches!(kind, SectionKind::References | SectionKind::Back) {
                break;
            }
        }
    }
    start..start + 1
}

/// The kind that a heading names.
pub(crate) fn named(title: &str) -> Option<SectionKind> {
    let words: String = title
        .chars()
        .map(|c| if c.is_alphabetic() { c } else { ' ' })
        .collect::<String>()
        .to_lowercase();
    let words: Vec<&str> = words
        .split_whitespace()
        // Roman numbers of parts: “II. Methods”.
        .skip_while(|word| word.len() <= 4 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x')))
        .collect();
    let all = words.join(" ");
    let starts = |names: &[&str]| {
        names
            .iter()
            .any(|name| all == *name || all.strip_prefix(name).is_some_and(|r| r.starts_with(' ')))
    };
    if words.is_empty() || words.len() > 8 {
        return None;
    }
    let kind = if starts(&["abstract", "summary", "synopsis"]) && words.len() <= 2 {
        SectionKind::Abstract
    } else if starts(&[
        "introduction",
        "background",
        "objective",
        "objectives",
        "aim",
        "aims",
    ]) {
        SectionKind::Introduction
    } else if starts(&[
        "method",
        "methods",
        "materials and methods",
        "material and methods",
        "materials",
        "patients and methods",
        "participants and methods",
        "subjects and methods",
        "methods and materials",
        "methodology",
        "experimental",
        "study design",
        "design",
        "trial design",
        "statistical analysis",
        "statistical methods",
        "study population",
        "participants",
        "patients",
        "subjects",
    ]) {
        SectionKind::Methods
    } else if starts(&["result", "results", "findings"]) {
        SectionKind::Results
    } else if starts(&[
        "discussion",
        "discussions",
        "conclusion",
        "conclusions",
        "concluding remarks",
        "limitations",
        "comment",
        "interpretation",
    ]) {
        SectionKind::Discussion
    } else if starts(&[
        "reference",
        "references",
        "bibliography",
        "literature cited",
        "works cited",
    ]) {
        SectionKind::References
    } else if starts(&[
        "acknowledgment",
        "acknowledgments",
        "acknowledgement",
        "acknowledgements",
        "funding",
        "competing interests",
        "competing interest",
        "conflict of interest",
        "conflicts of interest",
        "conflict of interests",
        "conflicts of interests",
        "declaration of interests",
        "declarations",
        "disclosure",
        "disclosures",
        "disclaimer",
        "author contributions",
        "authors contributions",
        "author s contributions",
        "contributors",
        "authors contribution",
        "abbreviations",
        "availability of data",
        "data availability",
        "data sharing",
        "ethics approval",
        "consent",
        "consent for publication",
        "supplementary",
        "supporting information",
        "additional file",
        "additional files",
        "author details",
        "authors information",
        "trial status",
        "prepublication history",
        "pre publication history",
        "endnotes",
        "endnote",
    ]) {
        SectionKind::Back
    } else {
        return None;
    };
    Some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use SectionKind::{
        Abstract, Back, Discussion, Front, Introduction, Methods, Other, References, Results,
    };

    #[test]
    fn headings_name_their_part() {
        for (title, kind) in [
            ("2. Materials and Methods", Some(Methods)),
            ("II. METHODS", Some(Methods)),
            ("Results and discussion", Some(Results)),
            ("Authors’ contributions", Some(Back)),
            ("REFERENCES", Some(References)),
            ("5. Conclusion", Some(Discussion)),
            ("Sleep and the gums", None),
            ("Methodological quality of the trials", None),
        ] {
            assert_eq!(named(title), kind, "{title}");
        }
        assert_ne!(named("Frontiers"), Some(Front));
    }

    #[test]
    fn parts_lie_in_parts() {
        let headings = [
            ("Abstract", 1),
            ("Background", 1),
            ("Methods", 1),
            ("Results", 1),
            ("Background", 1),
            ("Methods", 1),
            ("Randomisation", 2),
            ("Results", 1),
            ("References", 1),
            ("Publisher’s note", 1),
        ];
        assert_eq!(
            kinds(&headings),
            [
                Abstract,
                Abstract,
                Abstract,
                Abstract,
                Introduction,
                Methods,
                Methods,
                Results,
                References,
                Other
            ]
        );
    }
}

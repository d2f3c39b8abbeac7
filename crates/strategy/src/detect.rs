//! Which syntax a strategy is written in.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use crate::syntax::Syntax;

/// The syntax that a text is most likely written in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Detected {
    /// The syntax.
    pub syntax: Syntax,
    /// Signs of it that were found.
    pub signs: usize,
    /// Signs of others, most first.
    pub others: Vec<(Syntax, usize)>,
}

/// Signs that only one platform uses, each with its weight.
static SIGNS: LazyLock<Vec<(Syntax, usize, Regex)>> = LazyLock::new(|| {
    let signs: &[(Syntax, usize, &str)] = &[
        (
            Syntax::PubMed,
            2,
            r#"(?i)\[(tiab|ti|tw|ab|mh|mesh|majr|pt|la|dp|ot|nm|sb|title|title/abstract|text words?|mesh terms|all fields)(:[^\]\n]*)?\]"#,
        ),
        (
            Syntax::OvidMedline,
            2,
            r#"(?im)[\w*$?)"]\.(ti|ab|tw|mp|kw|kf|sh|rn|pt|hw|fs|af|ot|nm)(,\s?[a-z]{2})*\.?(\s|\)|$)"#,
        ),
        (
            Syntax::OvidMedline,
            2,
            r#"(?im)[\w)"]/([a-z]{2}(,\s?[a-z]{2})*)?(\s|\)|$)"#,
        ),
        (Syntax::OvidMedline, 1, r"(?i)\badj\d*\b"),
        (Syntax::OvidMedline, 3, r"(?i)\b(or|and)/\d"),
        (Syntax::OvidMedline, 3, r"(?im)^\W*(\d+\W+)?limit \d+ to "),
        (
            Syntax::OvidEmbase,
            3,
            r"(?im)[\w*$?)]\.((ti|ab|kw),)*(dq|dy|dv|tn|dm|my)(,[a-z]{2})*\.?(\s|\)|$)",
        ),
        (Syntax::OvidEmbase, 3, r"(?i)\bembase\b"),
        (Syntax::Cochrane, 2, r"(?i):(ti|ab|kw)\b(,(ti|ab|kw|pt))*"),
        (Syntax::Cochrane, 4, r#"(?i)mesh descriptor|\[mh "#),
        (Syntax::Cochrane, 1, r"\bNEXT\b"),
        (
            Syntax::Scopus,
            4,
            r"(?i)\b(TITLE-ABS-KEY|TITLE-ABS|TITLE|ABS|KEY|AUTHKEY|INDEXTERMS)\s*\(|\bPUBYEAR\b|\bLIMIT-TO\b",
        ),
        (Syntax::Scopus, 1, r"\b(W|PRE)/\d"),
        (
            Syntax::WebOfScience,
            4,
            r"\b(TS|TI|AB|AK|SO|PY|WC|LA|DT|ALL)\s*=",
        ),
        (Syntax::Cinahl, 4, r#"\b(MH|MM)\s+""#),
        (Syntax::Cinahl, 2, r#"\b(TI|AB|TX|SU|XB)\s+[("\w]"#),
        (Syntax::Cinahl, 1, r"\b[NW]\d+\b"),
        (Syntax::Cinahl, 1, r"\bS\d+\b"),
        (
            Syntax::ClinicalTrialsGov,
            4,
            r"\b(AREA|EXPAND|COVER|RANGE)\[",
        ),
    ];
    signs
        .iter()
        .filter_map(|&(syntax, weight, sign)| Some((syntax, weight, Regex::new(sign).ok()?)))
        .collect()
});

/// The syntax with most signs; without any, PubMed with 0 signs.
pub fn detect(text: &str) -> Detected {
    let mut found: Vec<(Syntax, usize)> = Syntax::ALL.into_iter().map(|s| (s, 0)).collect();
    for (syntax, weight, sign) in SIGNS.iter() {
        let times = sign.find_iter(text).take(200).count();
        for (other, signs) in &mut found {
            // What says Ovid says so of either database; what says Embase says it of that one only.
            let embase_too = *syntax == Syntax::OvidMedline && *other == Syntax::OvidEmbase;
            if *syntax == *other || embase_too {
                *signs += times * weight;
            }
        }
    }
    // A stable sort: of equals the first, so that Ovid alone is MEDLINE.
    found.sort_by_key(|(_, signs)| std::cmp::Reverse(*signs));
    let (syntax, signs) = found.first().copied().unwrap_or((Syntax::PubMed, 0));
    let others = found.into_iter().skip(1).filter(|(_, n)| *n > 0).collect();
    Detected {
        syntax,
        signs,
        others,
    }
}

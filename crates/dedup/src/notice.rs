//! [`Notice`]: documents about other documents, told by their titles, and the notes that databases put around titles.

use crate::spelling::as_number;
use crate::text::fold;

/// A document about another document, by its title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Notice {
    /// The work itself.
    #[default]
    None,
    /// Erratum, corrigendum, correction.
    Erratum,
    /// Notice of retraction, of withdrawal or of concern.
    Retraction,
    /// Comment, reply, response, letter about it.
    Comment,
}

const NOTES: [&str; 21] = [
    "review",
    "refs",
    "see comment",
    "comment",
    "erratum",
    "correct",
    "abstract",
    "letter",
    "letters",
    "ref",
    "proceedings",
    "reprint",
    "conference",
    "poster",
    "retract",
    "in process",
    "in press",
    "epub",
    "author s",
    "editorial",
    "discussion",
];

const LANGUAGES: [&str; 33] = [
    "arabic",
    "bulgarian",
    "chinese",
    "croatian",
    "czech",
    "danish",
    "dutch",
    "english",
    "estonian",
    "finnish",
    "french",
    "german",
    "greek",
    "hebrew",
    "hungarian",
    "italian",
    "japanese",
    "korean",
    "lithuanian",
    "norwegian",
    "persian",
    "polish",
    "portuguese",
    "romanian",
    "russian",
    "serbian",
    "slovak",
    "slovene",
    "spanish",
    "swedish",
    "thai",
    "turkish",
    "ukrainian",
];

/// What a title begins with when the document is about another one.
const PREFIXES: [(&str, Notice); 36] = [
    ("published erratum ", Notice::Erratum),
    ("erratum ", Notice::Erratum),
    ("errata ", Notice::Erratum),
    ("corrigenda ", Notice::Erratum),
    ("corrigendum ", Notice::Erratum),
    ("correction to ", Notice::Erratum),
    ("correction for ", Notice::Erratum),
    ("author correction ", Notice::Erratum),
    ("publisher correction ", Notice::Erratum),
    ("publishers note ", Notice::Erratum),
    ("addendum ", Notice::Erratum),
    ("retraction notice ", Notice::Retraction),
    ("retraction note ", Notice::Retraction),
    ("retraction of ", Notice::Retraction),
    ("retraction ", Notice::Retraction),
    ("notice of retraction ", Notice::Retraction),
    ("withdrawal notice ", Notice::Retraction),
    ("expression of concern ", Notice::Retraction),
    ("editorial expression of concern ", Notice::Retraction),
    ("comment on ", Notice::Comment),
    ("comments on ", Notice::Comment),
    ("comment to ", Notice::Comment),
    ("commentary on ", Notice::Comment),
    ("invited commentary ", Notice::Comment),
    ("commentary ", Notice::Comment),
    ("comment ", Notice::Comment),
    ("reply to ", Notice::Comment),
    ("reply ", Notice::Comment),
    ("in reply ", Notice::Comment),
    ("authors reply ", Notice::Comment),
    ("author reply ", Notice::Comment),
    ("authors response ", Notice::Comment),
    ("response to ", Notice::Comment),
    ("letter to the editor ", Notice::Comment),
    ("letter ", Notice::Comment),
    ("re ", Notice::Comment),
];

/// A title taken apart.
pub(crate) struct Found {
    /// Folded words without notes and without the words of the notice.
    pub(crate) words: String,
    /// What kind of notice it is.
    pub(crate) notice: Notice,
    /// Whether it says that the work was retracted or withdrawn.
    pub(crate) retracted: bool,
}

/// Takes a title as given apart.
pub(crate) fn split_notice(text: &str) -> Found {
    let notes = without_notes(text);
    let (text, mut retracted) = (notes.title, notes.retracted);
    let mut words = fold(text);
    let mut notice = match (notes.corrects, notes.reply) {
        (true, _) => Notice::Erratum,
        (_, true) => Notice::Comment,
        _ => Notice::None,
    };
    // `Correction: …` is a notice, `Correction of hyponatraemia …` is not.
    if let Some(rest) = words.strip_prefix("correction ")
        && text.to_lowercase().starts_with("correction:")
    {
        notice = Notice::Erratum;
        words = rest.to_owned();
    }
    while let Some((prefix, found)) = PREFIXES.iter().find(|(p, _)| words.starts_with(p)) {
        notice = *found;
        words.drain(..prefix.len());
    }
    for word in ["retracted ", "withdrawn "] {
        if let Some(rest) = words.strip_prefix(word)
            && text
                .trim_start_matches(['[', '('])
                .get(word.len() - 1..)
                .is_some_and(|t| t.starts_with([':', ']', '.', ' ']))
        {
            let rest = rest.strip_prefix("article ").unwrap_or(rest).to_owned();
            retracted = true;
            words = rest;
        }
    }
    Found {
        words,
        notice,
        retracted,
    }
}

/// What the notes around a title said.
struct Notes<'t> {
    /// The title without them.
    title: &'t str,
    /// Whether one said `retracted`.
    retracted: bool,
    /// Whether one cites the article that this document corrects: `(vol 360, pg 542, 2009)` in Web of Science,
    /// `(New England Journal of Medicine (2009) 360 (542-544))` in Embase.
    corrects: bool,
    /// Whether ` - Reply` stands at the end, as in Web of Science.
    reply: bool,
}

/// Takes off the notes that databases add at the end of a title.
fn without_notes(text: &str) -> Notes<'_> {
    let mut notes = Notes {
        title: text.trim(),
        retracted: false,
        corrects: false,
        reply: false,
    };
    loop {
        let text = notes.title.trim_end_matches(['.', ' ', '*', '†']);
        notes.title = text;
        // `"Title": Correction.` in PsycInfo, `Title - Reply` in Web of Science.
        if let Some((rest, last)) = last_clause(text) {
            match fold(last).as_str() {
                "reply" | "authors reply" | "comment" | "response" => notes.reply = true,
                "correction" | "corrigendum" | "erratum" => notes.corrects = true,
                "retraction" | "retracted" => notes.retracted = true,
                _ => {}
            }
            if notes.reply || notes.corrects || notes.retracted {
                notes.title = rest;
            }
        }
        let Some(start) = last_bracket(notes.title).filter(|start| *start > 0) else {
            break;
        };
        let text = notes.title;
        let square = text[start..].starts_with('[');
        let inside = fold(&text[start..]);
        let corrects = inside.starts_with("vol ") && inside.contains(" pg ")
            || !square && cites(&text[start + 1..]);
        let is_note = corrects
            || square && inside.chars().all(|c| c.is_ascii_digit())
            || LANGUAGES.iter().any(|l| inside.starts_with(l)) && inside.len() < 30
            || NOTES
                .iter()
                .any(|n| inside.starts_with(n) || inside.ends_with(n))
                && (square || inside.len() < 24);
        if !is_note {
            break;
        }
        notes.corrects |= corrects;
        notes.retracted |= inside.starts_with("retract");
        notes.title = &text[..start];
    }
    notes
}

/// What stands before and after the last colon or dash, if a title has one.
fn last_clause(text: &str) -> Option<(&str, &str)> {
    let colon = text.rsplit_once(": ");
    let dash = text.rsplit_once(" - ");
    [colon, dash]
        .into_iter()
        .flatten()
        .min_by_key(|(_, last)| last.len())
}

/// Whether a bracket's content cites an article: `Journal (2009) 360 (542-544))`, `Journal (March 2003) (310-317))`.
fn cites(inside: &str) -> bool {
    let parts: Vec<&str> = inside.split('(').skip(1).collect();
    let is_year =
        |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let year = parts.iter().any(|part| {
        part.split([' ', ')'])
            .any(|word| is_year(word) && as_number(word).is_some())
    });
    year && parts.len() >= 2
}

/// Where the bracket begins that the text ends with; brackets inside it are part of it.
fn last_bracket(text: &str) -> Option<usize> {
    if !text.ends_with([']', ')']) {
        return None;
    }
    let mut depth = 0_u32;
    for (at, c) in text.char_indices().rev() {
        match c {
            ']' | ')' => depth += 1,
            '[' | '(' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::title::Title;

    #[test]
    fn notices_are_recognised() {
        let read = |text| Title::read(Some(text));
        assert_eq!(
            read("Erratum: Severe deficiency of it").notice,
            Notice::Erratum
        );
        assert_eq!(
            read("Correction of hyponatraemia in adults").notice,
            Notice::None
        );
        assert_eq!(
            read("Correction: Hyponatraemia in adults").notice,
            Notice::Erratum
        );
        assert_eq!(
            read("Retraction notice to: A study").notice,
            Notice::Retraction
        );
        assert!(read("RETRACTED: A study of things").retracted);
        assert_eq!(
            read("RETRACTED: A study of things").words,
            "a study of things"
        );
        assert!(read("A study of things [Retracted]").retracted);
        let correction = read("\"A study of things\": Correction.");
        assert_eq!(correction.notice, Notice::Erratum);
        assert_eq!(correction.words, "a study of things");
        assert_eq!(read("A study of things - Reply").notice, Notice::Comment);
        assert_eq!(
            read("A study of things (vol 360, pg 542, 2009)").notice,
            Notice::Erratum
        );
        assert_eq!(
            read("A study (J Med (2009) 360 (542-544))").notice,
            Notice::Erratum
        );
        assert_eq!(
            read("A study of things.[Erratum appears in J. 2009;3:2 Note: X [added]]").notice,
            Notice::None
        );
    }
}

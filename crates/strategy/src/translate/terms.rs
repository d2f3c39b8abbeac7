//! Terms and headings carried over.

use crate::fields::Field;
use crate::model::{Expression, Heading, Near, Piece, Term, Word};
use crate::parse::word::has;
use crate::syntax::{Syntax, Unquoted};
use crate::translate::{Carrier, LossKind};

/// Most forms of a word or phrase that wildcards are written out into.
const MOST_FORMS: usize = 16;

impl Carrier {
    /// A term; `fields` go around it.
    pub(super) fn term(&mut self, term: &Term, fields: &[Field]) -> Option<Expression> {
        if fields == [Field::HeadingExact] {
            return Some(self.heading(&Heading {
                name: term.shown(),
                explode: false,
                major: false,
                subheadings: vec![],
                at: term.at,
            }));
        }
        let phrase = term.quoted || self.from.unquoted() == Unquoted::Phrase;
        let forms: Vec<Expression> = self
            .forms(term)
            .into_iter()
            .map(|form| self.bound(form, phrase).within_terms(fields))
            .collect();
        (!forms.is_empty()).then(|| Expression::any(forms))
    }

    /// Words as a phrase or singly, as the target writes it.
    fn bound(&mut self, term: Term, phrase: bool) -> Expression {
        let pattern = term.words.iter().any(Word::is_pattern);
        if term.words.len() < 2 {
            let quoted = term.quoted && (!pattern || self.to.truncates_in_quotes());
            return Expression::Term(Term { quoted, ..term });
        }
        if !phrase {
            return match self.to.unquoted() {
                Unquoted::AllWords => Expression::Term(term),
                Unquoted::Phrase => Expression::And(singles(&term)),
            };
        }
        if pattern && !self.to.truncates_in_quotes() && self.to.unquoted() == Unquoted::AllWords {
            return Expression::Near(Near {
                operands: singles(&term),
                between: 0,
                ordered: true,
            });
        }
        let quoted = term.quoted && !(pattern && self.to == Syntax::Ictrp)
            || self.to.unquoted() == Unquoted::AllWords;
        Expression::Term(Term { quoted, ..term })
    }

    /// The term with the wildcards of the target; several where one is written out.
    fn forms(&mut self, term: &Term) -> Vec<Term> {
        let mut forms: Vec<Vec<Word>> = vec![vec![]];
        for word in &term.words {
            let words = self.word_forms(word);
            forms = forms
                .into_iter()
                .flat_map(|before| {
                    words
                        .iter()
                        .map(move |word| [before.as_slice(), std::slice::from_ref(word)].concat())
                })
                .collect();
            if forms.len() > MOST_FORMS {
                forms.truncate(MOST_FORMS);
                self.lose(
                    LossKind::Wildcard,
                    format!(
                        "“{}” has too many forms to be written out; the first were taken.",
                        term.shown()
                    ),
                );
            }
        }
        forms
            .into_iter()
            .map(|words| Term {
                words,
                quoted: term.quoted,
                at: term.at,
            })
            .collect()
    }

    fn word_forms(&mut self, word: &Word) -> Vec<Word> {
        let to = self.to;
        let missing: Vec<Piece> = word
            .pieces
            .iter()
            .filter(|p| !has(p, to))
            .cloned()
            .collect();
        let mut stem = 0;
        for piece in &word.pieces {
            match piece {
                Piece::Text(text) => stem += text.chars().count(),
                _ => break,
            }
        }
        let short = to.shortest_stem();
        if word.is_pattern()
            && short > 0
            && stem < short
            && has(&Piece::Any, to)
            && !missing.iter().any(is_single)
        {
            self.lose(
                LossKind::Wildcard,
                format!("{to} needs {short} letters before a truncation; “{}” has {stem}. Write the forms out.", word.shown()),
            );
        }
        if missing.is_empty() {
            return vec![word.clone()];
        }
        if !to.has_truncation() {
            self.lose(
                LossKind::Wildcard,
                format!("{to} knows no truncation; of “{}” the stem is searched, with the forms that {to} knows.", word.shown()),
            );
            let literal: Vec<Piece> = word
                .pieces
                .iter()
                .filter(|p| matches!(p, Piece::Text(_)))
                .cloned()
                .collect();
            return vec![joined(literal)];
        }
        if missing.iter().any(is_single) && (stem < short.max(1) || has(&Piece::One, to)) {
            return self.written_out(word);
        }
        self.lose(
            LossKind::Wildcard,
            format!(
                "“{}” is searched with * in {to}: any number of letters, so that more is found.",
                word.shown()
            ),
        );
        let pieces = word
            .pieces
            .iter()
            .map(|p| if has(p, to) { p.clone() } else { Piece::Any });
        vec![Word {
            pieces: pieces.collect(),
        }]
    }

    /// A wildcard for one letter, where the target has none, written out with the letters that spellings differ in.
    fn written_out(&mut self, word: &Word) -> Vec<Word> {
        let to = self.to;
        let text = |letters: &[&str]| {
            letters
                .iter()
                .map(|l| Some(Piece::Text((*l).to_owned())))
                .collect::<Vec<_>>()
        };
        let mut forms: Vec<Vec<Piece>> = vec![vec![]];
        for piece in &word.pieces {
            let choices: Vec<Option<Piece>> = match piece {
                piece if has(piece, to) => vec![Some(piece.clone())],
                Piece::OneOrNone if has(&Piece::One, to) => vec![None, Some(Piece::One)],
                Piece::OneOrNone => text(&["", "a", "e", "o", "u"]),
                Piece::One => text(&["a", "e", "s", "z"]),
                _ => vec![Some(Piece::Any)],
            };
            forms = forms
                .into_iter()
                .flat_map(|before| {
                    choices
                        .iter()
                        .map(move |choice| before.iter().cloned().chain(choice.clone()).collect())
                })
                .collect();
            forms.truncate(MOST_FORMS);
        }
        let words: Vec<Word> = forms.into_iter().map(joined).collect();
        let shown: Vec<String> = words.iter().map(Word::shown).collect();
        self.lose(
            LossKind::Wildcard,
            format!(
                "“{}” has a wildcard that {to} lacks; it was written out as {}.",
                word.shown(),
                shown.join(", ")
            ),
        );
        words
    }

    /// A heading, or where there is no thesaurus its words.
    pub(super) fn heading(&mut self, heading: &Heading) -> Expression {
        match (self.from.thesaurus(), self.to.thesaurus()) {
            (from, Some(to)) => {
                if from != Some(to) {
                    self.lose(
                        LossKind::Thesaurus,
                        format!(
                            "“{}” is a heading of another thesaurus; look up the one of {}.",
                            heading.name, self.to
                        ),
                    );
                }
                Expression::Heading(heading.clone())
            }
            (_, None) => {
                let exploded = if heading.explode {
                    " and its narrower headings are not searched"
                } else {
                    ""
                };
                self.lose(
                    LossKind::Heading,
                    format!(
                        "{} has no thesaurus: the heading “{}” is searched as words{exploded}.",
                        self.to, heading.name
                    ),
                );
                let words = natural(&heading.name)
                    .split_whitespace()
                    .map(Word::plain)
                    .collect();
                let fields = match self.to {
                    Syntax::Scopus | Syntax::WebOfScience => {
                        vec![Field::Title, Field::Abstract, Field::Keywords]
                    }
                    _ => vec![],
                };
                let term = Term {
                    words,
                    quoted: true,
                    at: heading.at,
                };
                Expression::Term(term).within(&fields)
            }
        }
    }
}

fn is_single(piece: &Piece) -> bool {
    matches!(piece, Piece::One | Piece::OneOrNone)
}

fn singles(term: &Term) -> Vec<Expression> {
    let word = |word: &Word| {
        Expression::Term(Term {
            words: vec![word.clone()],
            quoted: false,
            at: term.at,
        })
    };
    term.words.iter().map(word).collect()
}

/// Neighbouring letters as one piece, so that it is what reading it would give.
fn joined(pieces: Vec<Piece>) -> Word {
    let mut whole: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (whole.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            (_, Piece::Text(text)) if text.is_empty() => {}
            (_, piece) => whole.push(piece),
        }
    }
    Word { pieces: whole }
}

/// “Fractures, Bone” as “Bone Fractures”.
fn natural(name: &str) -> String {
    let parts: Vec<&str> = name.split(", ").collect();
    match parts.as_slice() {
        [noun, qualifier] => format!("{qualifier} {noun}"),
        _ => name.replace(',', ""),
    }
}

impl Expression {
    /// The fields around each term and group of near words, for a syntax that has them nowhere else.
    pub(super) fn within_terms(self, fields: &[Field]) -> Self {
        match self {
            Self::And(parts) => {
                Self::And(parts.into_iter().map(|p| p.within_terms(fields)).collect())
            }
            Self::Or(parts) => {
                Self::Or(parts.into_iter().map(|p| p.within_terms(fields)).collect())
            }
            other => other.within(fields),
        }
    }
}

//! A strategy as text in its own syntax.
//!
//! What is normalised: Ovid's `$` becomes `*`, a long field tag its short form, AND OR NOT are in capitals (lower case on
//! Ovid), groups of different operators stand in brackets, and a term that would be read otherwise without quotes gets
//! them. Reading what was written gives the same strategy.

use crate::fields::{Field, tag_of};
use crate::model::{Expression, Heading, Limit, Lines, Near, Strategy, Term};
use crate::parse::{is_operator_word, number_of, word};
use crate::qualifiers;
use crate::syntax::Syntax;

/// Writes a strategy in its syntax: each line with its number where there are several, remarks before them as `//`.
pub fn write(strategy: &Strategy) -> String {
    let syntax = strategy.syntax;
    let mut text = String::new();
    let alone = match strategy.lines.as_slice() {
        [line] => {
            line.number == 1
                && line
                    .expression
                    .as_ref()
                    .is_none_or(|e| number_of(&write_expression(e, syntax), syntax).is_none())
        }
        _ => false,
    };
    for line in &strategy.lines {
        for remark in line.comment.iter().flat_map(|c| c.lines()) {
            text.push_str(&format!("// {remark}\n"));
        }
        let Some(expression) = &line.expression else {
            continue;
        };
        if !alone {
            let sign = syntax.reference_sign();
            let dot = if sign.is_empty() || !syntax.has_lines() {
                "."
            } else {
                ""
            };
            let sign = if syntax.has_lines() { sign } else { "" };
            text.push_str(&format!("{sign}{}{dot} ", line.number));
        }
        text.push_str(&write_expression(expression, syntax));
        text.push('\n');
    }
    text
}

/// Writes one expression.
pub fn write_expression(expression: &Expression, syntax: Syntax) -> String {
    Writer { syntax }.whole(expression)
}

struct Writer {
    syntax: Syntax,
}

impl Writer {
    fn whole(&self, expression: &Expression) -> String {
        match expression {
            Expression::And(parts) => self.joined(parts, &self.word("AND")),
            Expression::Or(parts) => self.joined(parts, &self.word("OR")),
            Expression::Not { of, without } => {
                format!(
                    "{} {} {}",
                    self.part(of),
                    self.syntax.not_word(),
                    self.part(without)
                )
            }
            Expression::Near(near) if self.syntax != Syntax::PubMed => self.near(near),
            Expression::Limited { of, to } => self.limited(of, to),
            _ => self.part(expression),
        }
    }

    fn word(&self, word: &str) -> String {
        if self.syntax.is_ovid() {
            word.to_lowercase()
        } else {
            word.to_owned()
        }
    }

    fn joined(&self, parts: &[Expression], word: &str) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.part(part)).collect();
        parts.join(&format!(" {word} "))
    }

    /// As a part of something larger: in brackets where it has operators.
    fn part(&self, expression: &Expression) -> String {
        match expression {
            Expression::Term(term) => self.term(term),
            Expression::Heading(heading) => self.heading(heading),
            Expression::Reference(reference) => {
                format!("{}{}", self.syntax.reference_sign(), reference.line)
            }
            Expression::Lines(lines) => self.lines(lines),
            Expression::InFields { fields, of } => self.in_fields(fields, of),
            Expression::Only(limit) => self.only(limit),
            Expression::Unread(unread) => unread.text.clone(),
            Expression::Near(near) if self.syntax == Syntax::PubMed => self.pubmed_near(near, ""),
            Expression::And(_)
            | Expression::Or(_)
            | Expression::Not { .. }
            | Expression::Near(_)
            | Expression::Limited { .. } => format!("({})", self.whole(expression)),
        }
    }

    fn term(&self, term: &Term) -> String {
        let words: Vec<String> = term
            .words
            .iter()
            .map(|w| word::write(w, self.syntax))
            .collect();
        let text = words.join(" ");
        if term.quoted || self.needs_quotes(&words) {
            format!("\"{}\"", text.replace('"', ""))
        } else {
            text
        }
    }

    /// Whether the words would be read as something else.
    fn needs_quotes(&self, words: &[String]) -> bool {
        words.iter().any(|word| {
            is_operator_word(word, self.syntax)
                || word.contains(|c: char| {
                    "()[]{}\"/=#".contains(c) && !(c == '#' && self.syntax.is_ovid())
                }) && !(self.syntax == Syntax::Cinahl
                    && !word.starts_with('#')
                    && !word.contains(['(', ')', '"']))
        })
    }

    fn near(&self, near: &Near) -> String {
        let steps = near.between + 1;
        let word = match self.syntax {
            Syntax::OvidMedline | Syntax::OvidEmbase if near.ordered && near.between == 0 => {
                "adj".to_owned()
            }
            Syntax::OvidMedline | Syntax::OvidEmbase => format!("adj{steps}"),
            Syntax::Cochrane if near.ordered && near.between == 0 => "NEXT".to_owned(),
            Syntax::Cochrane if near.ordered => format!("NEXT/{steps}"),
            Syntax::Cochrane => format!("NEAR/{steps}"),
            Syntax::WebOfScience => format!("NEAR/{}", near.between),
            Syntax::Scopus if near.ordered => format!("PRE/{}", near.between),
            Syntax::Scopus => format!("W/{}", near.between),
            Syntax::Cinahl if near.ordered => format!("W{}", near.between),
            Syntax::Cinahl => format!("N{}", near.between),
            Syntax::PubMed | Syntax::ClinicalTrialsGov | Syntax::Ictrp => "AND".to_owned(),
        };
        self.joined(&near.operands, &word)
    }

    fn pubmed_near(&self, near: &Near, tag: &str) -> String {
        let words: Vec<String> = near
            .operands
            .iter()
            .map(|operand| match operand {
                Expression::Term(term) => {
                    let words: Vec<String> = term
                        .words
                        .iter()
                        .map(|w| word::write(w, self.syntax))
                        .collect();
                    words.join(" ")
                }
                other => self.part(other),
            })
            .collect();
        let tag = if tag.is_empty() { "tiab" } else { tag };
        format!("\"{}\"[{tag}:~{}]", words.join(" "), near.between)
    }

    fn lines(&self, lines: &Lines) -> String {
        let sign = self.syntax.reference_sign();
        let range = |&(first, last): &(u32, u32)| {
            if first == last {
                format!("{sign}{first}")
            } else {
                format!("{sign}{first}-{sign}{last}")
            }
        };
        let ranges: Vec<String> = lines.ranges.iter().map(range).collect();
        let word = self.word(if lines.all { "AND" } else { "OR" });
        match self.syntax {
            Syntax::OvidMedline | Syntax::OvidEmbase => format!("{word}/{}", ranges.join(",")),
            Syntax::Cochrane => format!("{{{word} {}}}", ranges.join(", ")),
            _ => {
                let each: Vec<String> = lines.numbers().map(|n| format!("{sign}{n}")).collect();
                format!("({})", each.join(&format!(" {word} ")))
            }
        }
    }

    fn in_fields(&self, fields: &[Field], of: &Expression) -> String {
        let single = matches!(of, Expression::Term(_));
        match self.syntax {
            Syntax::PubMed => self.pubmed_tagged(fields, of),
            Syntax::OvidMedline | Syntax::OvidEmbase => {
                format!("{}.{}.", self.grouped(of, single), self.listed(fields))
            }
            Syntax::Cochrane => format!("{}:{}", self.grouped(of, single), self.listed(fields)),
            Syntax::Ictrp => self.part(of),
            Syntax::Scopus | Syntax::WebOfScience | Syntax::Cinahl | Syntax::ClinicalTrialsGov => {
                match tag_of(self.syntax, fields) {
                    Some(tag) => self.prefixed(&tag, of),
                    None => {
                        let each: Vec<String> = fields
                            .iter()
                            .map(|f| match tag_of(self.syntax, std::slice::from_ref(f)) {
                                Some(tag) => self.prefixed(&tag, of),
                                None => self.part(of),
                            })
                            .collect();
                        format!("({})", each.join(" OR "))
                    }
                }
            }
        }
    }

    fn grouped(&self, of: &Expression, single: bool) -> String {
        if single {
            self.part(of)
        } else {
            format!("({})", self.whole(of))
        }
    }

    /// `ti,ab`.
    fn listed(&self, fields: &[Field]) -> String {
        let tags: Vec<String> = fields
            .iter()
            .map(|f| {
                tag_of(self.syntax, std::slice::from_ref(f)).unwrap_or_else(|| "ti,ab".to_owned())
            })
            .collect();
        tags.join(",")
    }

    fn prefixed(&self, tag: &str, of: &Expression) -> String {
        let one_word = matches!(of, Expression::Term(term) if term.words.len() == 1 || term.quoted);
        let inner = self.whole(of);
        match self.syntax {
            Syntax::Scopus => format!("{tag}({inner})"),
            Syntax::WebOfScience => format!("{tag}=({inner})"),
            Syntax::Cinahl if one_word => format!("{tag} {inner}"),
            Syntax::Cinahl => format!("{tag} ({inner})"),
            _ if one_word => format!("AREA[{tag}]{inner}"),
            _ => format!("AREA[{tag}]({inner})"),
        }
    }

    /// PubMed has tags after single terms only, so that those of a group go to each.
    fn pubmed_tagged(&self, fields: &[Field], of: &Expression) -> String {
        let tag = tag_of(Syntax::PubMed, fields).unwrap_or_else(|| "tiab".to_owned());
        match of {
            Expression::Term(term) => format!("{}[{tag}]", self.term(term)),
            Expression::Near(near) => self.pubmed_near(near, &tag),
            Expression::And(parts) | Expression::Or(parts) => {
                let word = if matches!(of, Expression::And(_)) {
                    " AND "
                } else {
                    " OR "
                };
                let parts: Vec<String> = parts
                    .iter()
                    .map(|p| self.pubmed_tagged(fields, p))
                    .collect();
                format!("({})", parts.join(word))
            }
            Expression::Not { of, without } => format!(
                "({} NOT {})",
                self.pubmed_tagged(fields, of),
                self.pubmed_tagged(fields, without)
            ),
            other => self.part(other),
        }
    }

    fn heading(&self, heading: &Heading) -> String {
        let name = heading.name.replace('"', "");
        let codes = &heading.subheadings;
        match self.syntax {
            Syntax::OvidMedline | Syntax::OvidEmbase => {
                let operator = name
                    .split_whitespace()
                    .any(|w| is_operator_word(w, self.syntax));
                let unsafe_name = operator || name.contains(['(', ')', '/', '.']);
                let name = if unsafe_name {
                    format!("\"{name}\"")
                } else {
                    name
                };
                format!(
                    "{}{}{name}/{}",
                    if heading.explode { "exp " } else { "" },
                    if heading.major { "*" } else { "" },
                    codes.join(", ")
                )
            }
            Syntax::PubMed => {
                let tag = match (heading.major, heading.explode) {
                    (false, true) => "mh",
                    (false, false) => "mh:noexp",
                    (true, true) => "majr",
                    (true, false) => "majr:noexp",
                };
                let one = |code: Option<&String>| match code {
                    Some(code) => format!("\"{name}/{}\"[{tag}]", qualifiers::name(code)),
                    None => format!("\"{name}\"[{tag}]"),
                };
                match codes.as_slice() {
                    [] => one(None),
                    [code] => one(Some(code)),
                    several => {
                        let each: Vec<String> =
                            several.iter().map(|code| one(Some(code))).collect();
                        format!("({})", each.join(" OR "))
                    }
                }
            }
            Syntax::Cochrane => format!(
                "[mh {}\"{name}\"{}{}]",
                if heading.explode { "" } else { "^" },
                if codes.is_empty() {
                    String::new()
                } else {
                    format!("/{}", codes.join(",").to_uppercase())
                },
                if heading.major { "[mj]" } else { "" }
            ),
            Syntax::Cinahl => format!(
                "({} \"{name}{}{}\")",
                if heading.major { "MM" } else { "MH" },
                if heading.explode { "+" } else { "" },
                if codes.is_empty() {
                    String::new()
                } else {
                    format!("/{}", codes.join(",").to_uppercase())
                }
            ),
            Syntax::Scopus | Syntax::WebOfScience | Syntax::ClinicalTrialsGov | Syntax::Ictrp => {
                format!("\"{name}\"")
            }
        }
    }

    fn only(&self, limit: &Limit) -> String {
        let Limit::Years { from, to } = limit else {
            return match (self.syntax, limit) {
                (Syntax::Scopus, Limit::Language(l)) => format!("LIMIT-TO(LANGUAGE, \"{l}\")"),
                (Syntax::Scopus, Limit::PublicationType(t)) => {
                    format!("LIMIT-TO(DOCTYPE, \"{t}\")")
                }
                (Syntax::Scopus, Limit::Named(n)) => format!("LIMIT-TO({n})"),
                (_, Limit::Language(text) | Limit::PublicationType(text) | Limit::Named(text)) => {
                    text.clone()
                }
                (_, _) => "humans".to_owned(),
            };
        };
        let first = from.map_or(1000, u32::from);
        let last = to.map_or(3000, u32::from);
        match self.syntax {
            Syntax::PubMed => format!("{first}:{last}[dp]"),
            Syntax::Scopus => match (from, to) {
                (Some(a), Some(b)) if a == b => format!("PUBYEAR = {a}"),
                (Some(a), Some(b)) => {
                    format!(
                        "(PUBYEAR > {} AND PUBYEAR < {})",
                        a.saturating_sub(1),
                        b.saturating_add(1)
                    )
                }
                (Some(a), None) => format!("PUBYEAR > {}", a.saturating_sub(1)),
                (None, _) => format!("PUBYEAR < {}", last + 1),
            },
            Syntax::WebOfScience => format!("PY=({first}-{last})"),
            Syntax::Cinahl => format!("PY {first}-{last}"),
            Syntax::ClinicalTrialsGov => format!(
                "AREA[StartDate]RANGE[{}, {}]",
                from.map_or("MIN".to_owned(), |y| format!("{y}-01-01")),
                to.map_or("MAX".to_owned(), |y| format!("{y}-12-31"))
            ),
            _ => format!("{first}-{last}"),
        }
    }

    fn limited(&self, of: &Expression, to: &[Limit]) -> String {
        let items: Vec<String> = to.iter().map(|limit| self.limit(limit)).collect();
        match self.syntax {
            Syntax::OvidMedline | Syntax::OvidEmbase => match items.as_slice() {
                [item] => format!("limit {} to {item}", self.part(of)),
                _ => format!("limit {} to ({})", self.part(of), items.join(" and ")),
            },
            Syntax::Cinahl => format!("{} Limiters - {}", self.part(of), items.join("; ")),
            Syntax::Cochrane => format!(
                "{} with Publication Year {}",
                self.part(of),
                items.join(" ")
            ),
            _ => {
                let limits: Vec<String> = to.iter().map(|limit| self.only(limit)).collect();
                format!("{} AND {}", self.part(of), limits.join(" AND "))
            }
        }
    }

    fn limit(&self, limit: &Limit) -> String {
        match (self.syntax, limit) {
            (Syntax::Cinahl, Limit::Humans) => "Human".to_owned(),
            (Syntax::Cinahl, Limit::Years { from, to }) => format!(
                "Published Date: {}-{}",
                from.map_or(String::new(), |y| format!("{y}0101")),
                to.map_or(String::new(), |y| format!("{y}1231"))
            ),
            (Syntax::Cinahl, Limit::Language(l)) => format!("{l} Language"),
            (Syntax::Cinahl, Limit::PublicationType(t)) => format!("Publication Type: {t}"),
            (Syntax::Cochrane, Limit::Years { from, to }) => format!(
                "from {} to {}",
                from.unwrap_or(1800),
                to.map_or("present".to_owned(), |y| y.to_string())
            ),
            (_, Limit::Years { from, to }) => format!(
                "yr=\"{} -{}\"",
                from.unwrap_or(1800),
                to.map_or("Current".to_owned(), |y| y.to_string())
            ),
            (_, Limit::Language(l)) => format!("{l} language"),
            (_, Limit::Humans) => "humans".to_owned(),
            (_, Limit::PublicationType(text) | Limit::Named(text)) => text.clone(),
        }
    }
}

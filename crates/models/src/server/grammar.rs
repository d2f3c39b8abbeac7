//! The form of an answer, step by step, as one grammar; and an answer in that form, taken apart again.

use crate::task::Step;

/// Tokens of what is put into the model's mouth, which a server has it write itself: at most one for each byte.
const SPARE: u32 = 16;

/// One grammar (GBNF) for all steps in their order.
pub(super) fn of_steps(steps: &[Step]) -> String {
    let mut root = String::from("root ::=");
    let mut rules = String::new();
    for (number, step) in steps.iter().enumerate() {
        match step {
            Step::Say(text) => root.push_str(&format!(" {}", quoted(text))),
            Step::Choose(options) => {
                let options: Vec<String> = options.iter().map(|text| quoted(text)).collect();
                root.push_str(&format!(" ({})", options.join(" | ")));
            }
            Step::Write { grammar, .. } => {
                root.push_str(&format!(" s{number}-root"));
                rules.push_str(&renamed(grammar, &format!("s{number}-")));
            }
        }
    }
    format!("{root}\n{rules}")
}

/// Tokens that an answer in this form takes at most.
pub(super) fn tokens(steps: &[Step]) -> u32 {
    let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
    steps
        .iter()
        .map(|step| match step {
            Step::Say(text) => length(text),
            Step::Choose(options) => options.iter().map(|text| length(text)).max().unwrap_or(0),
            Step::Write { tokens, .. } => *tokens,
        })
        .fold(SPARE, u32::saturating_add)
}

/// Where the text of a step lies in an answer, in bytes, and which option it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A text that was chosen.
    Chosen { option: usize, start: usize },
    /// A text that was written, to the end of its line.
    Written { start: usize, end: usize },
}

/// Takes an answer apart: one entry for each [`Step::Choose`] and [`Step::Write`]. `None` where it is not in the form.
/// What is written ends with its line, as in all our grammars.
pub(super) fn taken_apart(answer: &str, steps: &[Step]) -> Option<Vec<Found>> {
    let mut at = 0;
    let mut found = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        let rest = &answer[at..];
        let last = number + 1 == steps.len();
        match step {
            Step::Say(text) => {
                // Servers take the end of the last line away.
                let whole = rest.starts_with(text.as_str());
                let trimmed = last && rest == text.trim_end();
                if !whole && !trimmed {
                    return None;
                }
                at += text.len().min(rest.len());
            }
            Step::Choose(options) => {
                let (option, text) = options
                    .iter()
                    .enumerate()
                    .filter(|(_, text)| rest.starts_with(text.as_str()))
                    .max_by_key(|(_, text)| text.len())?;
                found.push(Found::Chosen { option, start: at });
                at += text.len();
            }
            Step::Write { .. } => {
                let end = match rest.find('\n') {
                    Some(end) => at + end + 1,
                    None if last => answer.len(),
                    None => return None,
                };
                found.push(Found::Written { start: at, end });
                at = end;
            }
        }
    }
    answer[at..].trim().is_empty().then_some(found)
}

fn quoted(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n");
    format!("\"{escaped}\"")
}

/// The rules of a grammar under other names, so that those of several can stand together.
fn renamed(grammar: &str, prefix: &str) -> String {
    let names: Vec<&str> = grammar
        .lines()
        .filter_map(|line| Some(line.split_once("::=")?.0.trim()))
        .collect();
    let mut out = String::with_capacity(grammar.len() * 2);
    let mut inside: Option<char> = None;
    let mut rest = grammar;
    while let Some(c) = rest.chars().next() {
        let word = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
            .unwrap_or(rest.len());
        if inside.is_none() && word > 0 {
            let name = &rest[..word];
            if names.contains(&name) {
                out.push_str(prefix);
            }
            out.push_str(name);
            rest = &rest[word..];
            continue;
        }
        let mut length = c.len_utf8();
        match (inside, c) {
            (Some(_), '\\') => length += rest[1..].chars().next().map_or(0, char::len_utf8),
            (Some(end), c) if c == end => inside = None,
            (None, '"') => inside = Some('"'),
            (None, '[') => inside = Some(']'),
            _ => {}
        }
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps() -> Vec<Step> {
        vec![
            Step::Say("C1 sentences:".into()),
            Step::Write {
                grammar: "root ::= \" none\\n\" | \" \" id \"\\n\"\nid ::= \"S1\" | \"id\"\n"
                    .into(),
                tokens: 8,
            },
            Step::Say("C1 label:".into()),
            Step::Choose(vec![" met".into(), " not met".into()]),
            Step::Say("\n".into()),
        ]
    }

    #[test]
    fn names_are_renamed_and_texts_are_not() {
        assert_eq!(
            of_steps(&steps()),
            "root ::= \"C1 sentences:\" s1-root \"C1 label:\" (\" met\" | \" not met\") \"\\n\"\n\
             s1-root ::= \" none\\n\" | \" \" s1-id \"\\n\"\ns1-id ::= \"S1\" | \"id\"\n"
        );
        assert_eq!(
            renamed(
                "root ::= [^ root\\]\"]{1,4} \"a\\\"root\" root-b\nroot-b ::= \"x\"\n",
                "p-"
            ),
            "p-root ::= [^ root\\]\"]{1,4} \"a\\\"root\" p-root-b\np-root-b ::= \"x\"\n"
        );
    }

    #[test]
    fn an_answer_is_taken_apart_or_not_read_at_all() {
        let steps = steps();
        let wanted = vec![
            Found::Written { start: 13, end: 17 },
            Found::Chosen {
                option: 1,
                start: 26,
            },
        ];
        for whole in [
            "C1 sentences: S1\nC1 label: not met\n",
            "C1 sentences: S1\nC1 label: not met",
        ] {
            assert_eq!(
                taken_apart(whole, &steps).as_ref(),
                Some(&wanted),
                "{whole}"
            );
        }
        for other in [
            "",
            "C1 sentences: S1",
            "C1 sentences: S1\nC1 label:",
            "C1 sentences: S1\nC1 label: perhaps\n",
            "Sure! C1 sentences: S1\nC1 label: met\n",
            "C1 sentences: S1\nC1 label: met\nI am certain of it.",
        ] {
            assert_eq!(taken_apart(other, &steps), None, "{other}");
        }
    }
}

//! R Markdown: the YAML at its head, and the description of the study in one of its blocks of code.

/// The title in the front matter, and the text without it.
pub(super) fn front_matter(text: &str) -> (Option<String>, &str) {
    let Some(rest) = text.strip_prefix("---\n") else {
        return (None, text);
    };
    let Some((head, body)) = rest.split_once("\n---") else {
        return (None, text);
    };
    let title = head
        .lines()
        .find_map(|line| line.strip_prefix("title:"))
        .map(|title| title.trim().trim_matches(['"', '\'']).to_owned())
        .filter(|title| !title.is_empty());
    (title, body)
}

/// The text of the first block of code that speaks of criteria: its quoted strings, each on lines of its own.
pub(super) fn description(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("```{r") {
        let (_, code) = after.split_once('}')?;
        let (code, next) = code.split_once("\n```").unwrap_or((code, ""));
        let strings: Vec<String> = strings(code).into_iter().filter(|s| s != "\n").collect();
        if strings
            .iter()
            .any(|s| s.to_lowercase().contains("criteria"))
        {
            return Some(strings.join("\n"));
        }
        rest = next;
    }
    None
}

/// The string literals of R code.
fn strings(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            // A comment ends with its line.
            '#' => while chars.next().is_some_and(|c| c != '\n') {},
            '"' | '\'' => {
                let mut text = String::new();
                while let Some(inner) = chars.next() {
                    match inner {
                        '\\' => match chars.next() {
                            Some('n') => text.push('\n'),
                            Some('t') => text.push(' '),
                            Some(other) => text.push(other),
                            None => {}
                        },
                        end if end == c => break,
                        other => text.push(other),
                    }
                }
                found.push(text);
            }
            _ => {}
        }
    }
    found
}

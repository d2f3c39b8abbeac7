//! [`Outcome`]: an outcome under the names that a report may have for it, and how well a place speaks of it.

use crate::source::Source;
use crate::terms::{Rarity, Terms};

/// An outcome with its names.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    names: Vec<Terms>,
}

impl Outcome {
    /// The name as it was asked, its parts in and before brackets, abbreviations the report has for it, and its initials.
    pub(crate) fn new(name: &str, source: &Source<'_>) -> Self {
        let mut names = vec![name.to_owned()];
        if let (Some(open), Some(close)) = (name.find('('), name.rfind(')'))
            && open < close
        {
            names.push(format!("{} {}", &name[..open], &name[close + 1..]));
            names.push(name[open + 1..close].to_owned());
        }
        let whole = Terms::of(name);
        for (short, long) in &source.abbreviations {
            let long_terms = Terms::of(long);
            if !long_terms.is_empty() && long_terms.set() == whole.set() {
                names.push(short.clone());
            }
            let words: Vec<&str> = name
                .split(|c: char| !c.is_alphanumeric() && c != '-')
                .collect();
            if words.contains(&short.as_str()) {
                names.push(name.replace(short.as_str(), long));
            }
        }
        let letters: String = name
            .split_whitespace()
            .filter(|word| word.chars().all(char::is_alphabetic))
            .filter_map(|word| word.chars().next())
            .collect();
        if letters.len() >= 3 && letters.len() == name.split_whitespace().count() {
            names.push(letters.to_uppercase());
        }
        let mut terms: Vec<Terms> = Vec::new();
        for name in names {
            let of_name = Terms::of(&name);
            if !of_name.is_empty() && !terms.contains(&of_name) {
                terms.push(of_name);
            }
        }
        Self { names: terms }
    }

    /// How much of the name a text holds, 0 to 1.
    pub(crate) fn fit(&self, text: &Terms, rarity: &Rarity) -> f64 {
        self.names
            .iter()
            .map(|name| rarity.coverage(name, text))
            .fold(0.0, f64::max)
    }

    /// Whether the words of one of the names that a text has stand together, with at most one other word among them.
    pub(crate) fn stands_close(&self, text: &Terms) -> bool {
        self.names.iter().any(|name| {
            let held: Vec<&String> = name.set().iter().filter(|word| text.has(word)).collect();
            let width = (held.len() + 1).min(text.words().len());
            let together = || {
                let mut windows = text.words().windows(width.max(1));
                windows.any(|window| held.iter().all(|word| window.contains(word)))
            };
            held.len() == 1 || (held.len() > 1 && together())
        })
    }

    /// How well a heading names the outcome: a heading all of whose words are in a longer name counts too, such as
    /// “Agility” for “physical fitness: agility”.
    pub(crate) fn heading_fit(&self, heading: &Terms, rarity: &Rarity) -> f64 {
        if heading.is_empty() {
            return 0.0;
        }
        let fit = |name: &Terms| {
            let held = rarity.coverage(name, heading);
            let all_of_heading = rarity.coverage(heading, name);
            let part = if all_of_heading > 0.95 {
                0.5 + 0.5 * held
            } else {
                0.0
            };
            // Of two rows that hold the name, the one that says nothing else is nearer to it.
            held.max(part) * (0.9 + 0.1 * all_of_heading)
        };
        self.names.iter().map(fit).fold(0.0, f64::max)
    }
}

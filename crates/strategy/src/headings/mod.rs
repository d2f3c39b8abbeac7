//! [`HeadingTree`]: the headings of MeSH, which lie below which, and the words that lead to them.
//!
//! NLM gives MeSH away (`www.nlm.nih.gov/mesh`), but asks that copies are kept up to date, and a copy weighs more than the
//! program: a person adds the file. Headings of Emtree and CINAHL are not free and cannot be given.

mod read;

use rapidfuzz::distance::osa;
use rustc_hash::FxHashMap;

use crate::corpus::key;

pub use read::HeadingsError;

/// Headings with their places in the tree and their entry terms.
#[derive(Clone, Debug, Default)]
pub struct HeadingTree {
    headings: Vec<Entry>,
    by_name: FxHashMap<String, usize>,
    by_entry_term: FxHashMap<String, usize>,
    /// Sorted by tree number; each with its heading.
    places: Vec<(String, usize)>,
}

#[derive(Clone, Debug, Default)]
struct Entry {
    name: String,
    numbers: Vec<String>,
    entry_terms: Vec<String>,
}

impl HeadingTree {
    /// How many headings there are.
    pub fn len(&self) -> usize {
        self.headings.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.headings.is_empty()
    }

    /// How many words lead to headings beside their own names.
    pub fn entry_term_count(&self) -> usize {
        self.by_entry_term.len()
    }

    /// Whether a heading of this name is in it.
    pub fn knows(&self, name: &str) -> bool {
        self.by_name.contains_key(&key(name))
    }

    /// The heading whose name or entry term this is, as NLM writes it.
    pub fn heading_of(&self, term: &str) -> Option<&str> {
        let wanted = key(term);
        let found = self.by_name.get(&wanted);
        let found = found.or_else(|| self.by_entry_term.get(&wanted))?;
        self.headings
            .get(*found)
            .map(|heading| heading.name.as_str())
    }

    /// The words that lead to a heading: synonyms, spellings, inverted forms (“Infarction, Myocardial”).
    pub fn entry_terms(&self, name: &str) -> &[String] {
        let found = self.by_name.get(&key(name));
        found.map_or(&[], |at| &self.headings[*at].entry_terms)
    }

    /// A heading and all that lie below it; only itself where it is not known.
    pub fn with_narrower(&self, name: &str) -> Vec<&str> {
        let Some(heading) = self.by_name.get(&key(name)) else {
            return Vec::new();
        };
        let mut found = vec![self.headings[*heading].name.as_str()];
        for number in &self.headings[*heading].numbers {
            let from = self.places.partition_point(|(n, _)| n < number);
            let below = self.places[from..]
                .iter()
                .take_while(|(n, _)| n.starts_with(number.as_str()))
                // `C08` lies above `C08.127` and not above `C081`.
                .filter(|(n, _)| matches!(n.as_bytes().get(number.len()), None | Some(b'.')));
            found.extend(below.map(|(_, heading)| self.headings[*heading].name.as_str()));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Names of headings that differ from this one by a letter or two, the nearest first; at most three.
    pub fn nearest(&self, name: &str) -> Vec<&str> {
        let wanted = key(name);
        let length = wanted.chars().count();
        if length < 4 {
            return Vec::new();
        }
        let furthest = if length < 8 { 1 } else { 2 };
        let mut found: Vec<(usize, &str)> = self
            .by_name
            .iter()
            .filter(|(known, _)| known.chars().count().abs_diff(length) <= furthest)
            .filter_map(|(known, at)| {
                let distance = osa::distance(known.chars(), wanted.chars());
                (distance <= furthest).then(|| (distance, self.headings[*at].name.as_str()))
            })
            .collect();
        found.sort_unstable();
        found.into_iter().take(3).map(|(_, name)| name).collect()
    }

    /// All of it in the form of NLM's own text file, without what is not used here: [`HeadingTree::read`] reads it again.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for heading in &self.headings {
            text.push_str("*NEWRECORD\nRECTYPE = D\n");
            let mut line = |field: &str, value: &str| {
                text.extend([field, " = ", value, "\n"]);
            };
            line("MH", &heading.name);
            for term in &heading.entry_terms {
                line("ENTRY", term);
            }
            for number in &heading.numbers {
                line("MN", number);
            }
            text.push('\n');
        }
        text
    }

    /// Adds a heading, or what is new of one that is known.
    fn add(&mut self, name: &str, numbers: Vec<String>, entry_terms: Vec<String>) {
        let wanted = key(name);
        if wanted.is_empty() {
            return;
        }
        let at = *self.by_name.entry(wanted).or_insert_with(|| {
            self.headings.push(Entry {
                name: name.to_owned(),
                ..Entry::default()
            });
            self.headings.len() - 1
        });
        let heading = &mut self.headings[at];
        for number in numbers {
            if !heading.numbers.contains(&number) {
                self.places.push((number.clone(), at));
                heading.numbers.push(number);
            }
        }
        for term in entry_terms {
            if !heading.entry_terms.contains(&term) && term != heading.name {
                self.by_entry_term.entry(key(&term)).or_insert(at);
                heading.entry_terms.push(term);
            }
        }
    }
}

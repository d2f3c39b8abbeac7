//! [`HeadingTree`]: which headings lie below which, for `exp`.

use rustc_hash::FxHashMap;

use crate::corpus::key;

/// The tree of a thesaurus, as NLM publishes that of MeSH (`mtrees….bin`): lines `Asthma;C08.127.108`.
#[derive(Clone, Debug, Default)]
pub struct HeadingTree {
    numbers: FxHashMap<String, Vec<String>>,
    /// Sorted by tree number.
    names: Vec<(String, String)>,
}

impl HeadingTree {
    /// Reads the tree; lines of another form are passed over.
    pub fn new(text: &str) -> Self {
        let mut tree = Self::default();
        for line in text.lines() {
            if let Some((name, number)) = line.trim().rsplit_once(';') {
                tree.numbers
                    .entry(key(name))
                    .or_default()
                    .push(number.to_owned());
                tree.names.push((number.to_owned(), name.to_owned()));
            }
        }
        tree.names.sort();
        tree
    }

    /// Whether a heading of this name is in it.
    pub fn knows(&self, name: &str) -> bool {
        self.numbers.contains_key(&key(name))
    }

    /// A heading and all that lie below it; only itself where it is not known.
    pub fn with_narrower(&self, name: &str) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for number in self.numbers.get(&key(name)).into_iter().flatten() {
            let from = self.names.partition_point(|(n, _)| n < number);
            let below = self.names[from..]
                .iter()
                .take_while(|(n, _)| n.starts_with(number.as_str()));
            found.extend(
                below
                    .filter(|(n, _)| {
                        n.len() == number.len() || n.as_bytes().get(number.len()) == Some(&b'.')
                    })
                    .map(|(_, name)| name.as_str()),
            );
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

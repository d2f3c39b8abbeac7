//! [`Prefilled`]: what the log says on an item, and what it does not.

/// What is known of an item without anybody writing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Prefilled {
    /// Sentences from the log.
    pub(super) recorded: Vec<String>,
    /// What the item asks for and the log does not hold.
    pub(super) lacking: Vec<String>,
}

impl Prefilled {
    pub(super) fn lacking(what: impl Into<String>) -> Self {
        Self {
            recorded: Vec::new(),
            lacking: vec![what.into()],
        }
    }

    pub(super) fn say(&mut self, sentence: impl Into<String>) {
        self.recorded.push(sentence.into());
    }

    pub(super) fn say_all(&mut self, sentences: impl IntoIterator<Item = String>) {
        self.recorded.extend(sentences);
    }

    pub(super) fn lack(&mut self, what: impl Into<String>) {
        self.lacking.push(what.into());
    }
}

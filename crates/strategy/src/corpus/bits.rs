//! [`Bits`]: a set of records.

/// A set of records, one bit each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
    length: usize,
}

impl Bits {
    /// No record.
    pub(crate) fn none(length: usize) -> Self {
        Self {
            words: vec![0; length.div_ceil(64)],
            length,
        }
    }

    /// Every record.
    pub(crate) fn all(length: usize) -> Self {
        let mut bits = Self {
            words: vec![u64::MAX; length.div_ceil(64)],
            length,
        };
        if let (Some(last), rest @ 1..) = (bits.words.last_mut(), length % 64) {
            *last = (1 << rest) - 1;
        }
        bits
    }

    /// These records; numbers beyond the length are passed over.
    pub(crate) fn of(length: usize, records: &[u32]) -> Self {
        let mut bits = Self::none(length);
        for record in records {
            bits.insert(*record);
        }
        bits
    }

    pub(crate) fn insert(&mut self, record: u32) {
        let at = record as usize;
        if at < self.length {
            self.words[at / 64] |= 1 << (at % 64);
        }
    }

    pub(crate) fn has(&self, record: u32) -> bool {
        let at = record as usize;
        at < self.length && self.words[at / 64] >> (at % 64) & 1 == 1
    }

    pub(crate) fn count(&self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }

    pub(crate) fn and(&mut self, other: &Self) {
        self.words
            .iter_mut()
            .zip(&other.words)
            .for_each(|(a, b)| *a &= b);
    }

    pub(crate) fn or(&mut self, other: &Self) {
        self.words
            .iter_mut()
            .zip(&other.words)
            .for_each(|(a, b)| *a |= b);
    }

    pub(crate) fn without(&mut self, other: &Self) {
        self.words
            .iter_mut()
            .zip(&other.words)
            .for_each(|(a, b)| *a &= !b);
    }

    /// How many records are in both.
    pub(crate) fn common(&self, other: &Self) -> usize {
        self.words
            .iter()
            .zip(&other.words)
            .map(|(a, b)| (a & b).count_ones() as usize)
            .sum()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0..u32::try_from(self.length).unwrap_or(u32::MAX)).filter(|record| self.has(*record))
    }
}

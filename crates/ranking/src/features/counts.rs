//! [`Counts`]: how often each term occurs in each record, and [`SharedTerms`]: which terms to count at all.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use xxhash_rust::xxh3::xxh3_64;

/// Terms by record as the second look finds them.
pub(super) struct Counts {
    numbers: HashMap<u64, u32, BuildHasherDefault<Unhashed>>,
    /// In how many records each term occurs.
    pub(super) df: Vec<u32>,
    pub(super) starts: Vec<usize>,
    pub(super) terms: Vec<u32>,
    pub(super) occurrences: Vec<u16>,
    pub(super) singles_starts: Vec<usize>,
    /// Occurrences of the terms that are surely of one record.
    pub(super) singles: Vec<u16>,
    pub(super) greatest: u16,
}

impl Counts {
    pub(super) fn with_rows(rows: usize) -> Self {
        let starts = || {
            let mut starts = Vec::with_capacity(rows + 1);
            starts.push(0);
            starts
        };
        Self {
            numbers: HashMap::default(),
            df: Vec::new(),
            starts: starts(),
            terms: Vec::new(),
            occurrences: Vec::new(),
            singles_starts: starts(),
            singles: Vec::new(),
            greatest: 0,
        }
    }

    /// Frees the table by which the hashes became numbers.
    pub(super) fn forget_hashes(&mut self) {
        self.numbers = HashMap::default();
    }

    /// Counts a record. Its hashes are ascending, with repetitions.
    pub(super) fn push(&mut self, hashes: &[u64], filter: &SharedTerms) {
        for run in hashes.chunk_by(|a, b| a == b) {
            let occurrences = u16::try_from(run.len()).unwrap_or(u16::MAX);
            self.greatest = self.greatest.max(occurrences);
            if !filter.perhaps_shared(run[0]) {
                self.singles.push(occurrences);
                continue;
            }
            let next = self.df.len() as u32;
            let number = *self.numbers.entry(run[0]).or_insert(next);
            if number == next {
                self.df.push(0);
            }
            self.df[number as usize] += 1;
            self.terms.push(number);
            self.occurrences.push(occurrences);
        }
        self.starts.push(self.terms.len());
        self.singles_starts.push(self.singles.len());
    }
}

/// Which terms were seen in two records or more: never wrong in saying no, seldom wrong in saying yes.
pub(super) struct SharedTerms {
    once: Vec<u64>,
    twice: Vec<u64>,
    mask: u64,
}

impl SharedTerms {
    /// Sized for texts of so many bytes: some two bits for each occurrence of a term. Half of that twice over is less
    /// than a tenth of the texts.
    pub(super) fn for_bytes(bytes: usize) -> Self {
        let bits = (bytes as u64).next_power_of_two().clamp(1 << 10, 1 << 30);
        let words = (bits / 64) as usize;
        Self {
            once: vec![0; words],
            twice: vec![0; words],
            mask: bits - 1,
        }
    }

    pub(super) fn see(&mut self, hash: u64) {
        let (word, bit) = self.place(hash);
        if self.once[word] & bit != 0 {
            self.twice[word] |= bit;
        }
        self.once[word] |= bit;
    }

    fn perhaps_shared(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.twice[word] & bit != 0
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let at = (hash >> 16) & self.mask;
        ((at / 64) as usize, 1 << (at % 64))
    }
}

/// A hasher for what is a hash already.
#[derive(Default)]
struct Unhashed(u64);

impl Hasher for Unhashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

//! [`Counts`]: how often each term occurs in each record, and [`SharedTerms`]: which terms to count at all.

use hashbrown::HashTable;

use super::cells::Cells;

/// Terms by record as the second look finds them.
pub(super) struct Counts {
    numbers: Numbers,
    /// In how many records each term occurs.
    pub(super) df: Vec<u32>,
    pub(super) cells: Cells,
    pub(super) singles_starts: Vec<usize>,
    /// Occurrences of the terms that are surely of one record.
    pub(super) singles: Vec<u16>,
    pub(super) greatest: u16,
    row: Vec<(u32, u16)>,
}

impl Counts {
    pub(super) fn with_rows(rows: usize) -> Self {
        let mut singles_starts = Vec::with_capacity(rows + 1);
        singles_starts.push(0);
        Self {
            numbers: Numbers::default(),
            df: Vec::new(),
            cells: Cells::with_rows(rows),
            singles_starts,
            singles: Vec::new(),
            greatest: 0,
            row: Vec::new(),
        }
    }

    /// Number of records counted.
    pub(super) fn rows(&self) -> usize {
        self.singles_starts.len() - 1
    }

    /// Frees the table by which the hashes became numbers.
    pub(super) fn forget_hashes(&mut self) {
        self.numbers = Numbers::default();
    }

    /// Counts a record. Its hashes are ascending, with repetitions.
    pub(super) fn push(&mut self, hashes: &[u64], filter: &SharedTerms) {
        self.row.clear();
        for run in hashes.chunk_by(|a, b| a == b) {
            let occurrences = u16::try_from(run.len()).unwrap_or(u16::MAX);
            self.greatest = self.greatest.max(occurrences);
            if !filter.perhaps_shared(run[0]) {
                self.singles.push(occurrences);
                continue;
            }
            let number = self.numbers.of(run[0]);
            if number as usize == self.df.len() {
                self.df.push(0);
            }
            self.df[number as usize] += 1;
            self.row.push((number, occurrences));
        }
        self.row.sort_unstable();
        self.cells.push(&self.row);
        self.singles_starts.push(self.singles.len());
    }
}

/// The number of each hash, in the order in which they were first met.
#[derive(Default)]
struct Numbers {
    hashes: Vec<u64>,
    /// Numbers, found by their hash: a third of the memory that a map would take.
    table: HashTable<u32>,
}

impl Numbers {
    fn of(&mut self, hash: u64) -> u32 {
        let hashes = &mut self.hashes;
        let next = hashes.len() as u32;
        let entry = self.table.entry(
            hash,
            |&number| hashes[number as usize] == hash,
            |&number| hashes[number as usize],
        );
        let number = *entry.or_insert(next).get();
        if number == next {
            hashes.push(hash);
        }
        number
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

    /// Frees what is needed only while terms are still being seen.
    pub(super) fn seen_all(&mut self) {
        self.once = Vec::new();
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

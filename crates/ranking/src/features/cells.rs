//! [`Cells`]: which term occurs how often in which record, about two bytes for each cell.
//!
//! Terms are numbered in the order in which they are first met, so the frequent ones have low numbers and neighbours in
//! a row are near each other. A cell is written as the distance from the term before it in LEB128 (seven bits a byte,
//! the lowest first), doubled, and one more where the term occurs repeatedly; then the number of its occurrences follows.

/// Rows of cells, written one after the other and read in any order.
#[derive(Debug)]
pub(super) struct Cells {
    /// Where each row's bytes begin; one entry more than there are rows.
    starts: Vec<usize>,
    bytes: Vec<u8>,
}

impl Cells {
    /// No rows yet, with room for the beginnings of so many.
    pub(super) fn with_rows(rows: usize) -> Self {
        let mut starts = Vec::with_capacity(rows + 1);
        starts.push(0);
        Self {
            starts,
            bytes: Vec::new(),
        }
    }

    /// Adds a row of terms, ascending and each once, with their occurrences.
    pub(super) fn push(&mut self, cells: &[(u32, u16)]) {
        encode(&mut self.bytes, cells);
        self.starts.push(self.bytes.len());
    }

    /// The terms of a row, ascending, with their occurrences.
    pub(super) fn row(&self, row: usize) -> Row<'_> {
        Row {
            bytes: self.bytes[self.starts[row]..self.starts[row + 1]].iter(),
            term: 0,
        }
    }

    /// Puts other cells in the place of each row's, in order. `change` is given the number of a row with its cells, to
    /// change them: it may take cells out and renumber terms, so long as they still ascend and no number grows by it.
    pub(super) fn rewrite(&mut self, mut change: impl FnMut(usize, &mut Vec<(u32, u16)>)) {
        // In place: distances that are joined take no more bytes than they took apart, so what is written lies behind
        // what is still to be read.
        let mut cells = Vec::new();
        let mut written = Vec::new();
        let mut end = 0;
        for row in 0..self.starts.len() - 1 {
            cells.clear();
            cells.extend(self.row(row));
            change(row, &mut cells);
            written.clear();
            encode(&mut written, &cells);
            self.starts[row] = end;
            self.bytes[end..end + written.len()].copy_from_slice(&written);
            end += written.len();
        }
        if let Some(last) = self.starts.last_mut() {
            *last = end;
        }
        self.bytes.truncate(end);
        self.bytes.shrink_to_fit();
    }

    /// Bytes held on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        self.starts.capacity() * size_of::<usize>() + self.bytes.capacity()
    }
}

/// The cells of a row.
pub(super) struct Row<'c> {
    bytes: std::slice::Iter<'c, u8>,
    term: u32,
}

impl Iterator for Row<'_> {
    type Item = (u32, u16);

    #[inline]
    fn next(&mut self) -> Option<(u32, u16)> {
        let step = read(&mut self.bytes)?;
        self.term += (step >> 1) as u32;
        let occurrences = match step & 1 {
            0 => 1,
            _ => read(&mut self.bytes)? as u16,
        };
        Some((self.term, occurrences))
    }
}

fn encode(bytes: &mut Vec<u8>, cells: &[(u32, u16)]) {
    let mut before = 0;
    for &(term, occurrences) in cells {
        let repeated = occurrences != 1;
        write(bytes, u64::from(term - before) << 1 | u64::from(repeated));
        if repeated {
            write(bytes, u64::from(occurrences));
        }
        before = term;
    }
}

fn write(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[inline]
fn read(bytes: &mut std::slice::Iter<'_, u8>) -> Option<u64> {
    let first = *bytes.next()?;
    if first < 0x80 {
        return Some(u64::from(first));
    }
    let mut number = u64::from(first & 0x7f);
    let mut shift = 7;
    loop {
        let byte = *bytes.next()?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn rows() -> impl Strategy<Value = Vec<BTreeMap<u32, u16>>> {
        let term = prop_oneof![0..200_u32, 0..3_000_000_u32, any::<u32>()];
        let occurrences = prop_oneof![Just(1_u16), 1..5_u16, any::<u16>()];
        prop::collection::vec(prop::collection::btree_map(term, occurrences, 0..40), 0..8)
    }

    fn packed(rows: &[BTreeMap<u32, u16>]) -> Cells {
        let mut cells = Cells::with_rows(rows.len());
        for row in rows {
            cells.push(&row.iter().map(|(&t, &n)| (t, n)).collect::<Vec<_>>());
        }
        cells
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(rows in rows()) {
            let cells = packed(&rows);
            for (at, row) in rows.iter().enumerate() {
                prop_assert_eq!(&cells.row(at).collect::<BTreeMap<_, _>>(), row);
            }
        }

        /// Every third term is taken out, and the others move up.
        #[test]
        fn rows_can_be_renumbered_in_place(rows in rows()) {
            let mut cells = packed(&rows);
            let renumber = |term: u32| (!term.is_multiple_of(3)).then(|| term / 3 * 2 + term % 3 - 1);
            cells.rewrite(|_, row| {
                row.retain_mut(|(term, _)| renumber(*term).map(|new| *term = new).is_some());
            });
            for (at, row) in rows.iter().enumerate() {
                let expected: Vec<(u32, u16)> =
                    row.iter().filter_map(|(&t, &n)| Some((renumber(t)?, n))).collect();
                prop_assert_eq!(cells.row(at).collect::<Vec<_>>(), expected);
            }
        }
    }
}

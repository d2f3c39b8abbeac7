//! [`Gram`]: the products of every labelled record with all records, so that no step of a simulation reads words.
//!
//! A simulation asks for the same products thousands of times. Here they are computed once for each label, in single
//! precision: rounding moves a score by some 1e-8, far less than the margin within which liblinear is asked
//! (docs/decisions/0004).
//!
//! Records stand at *places*: the labelled ones in the order of labelling, then the pool. A label swaps one record of
//! the pool to the end of the labelled ones, so that both parts stay contiguous.

use pulp::{Arch, NullaryFnOnce};

use crate::features::FeatureMatrix;
use crate::optimum::{FRESH, Products};
use crate::svm::Scores;

/// A term that more than one record in so many has is kept as a dense column.
const DENSE: usize = 24;

/// The products of labelled records with all records; 4 bytes for each pair.
#[derive(Debug)]
pub(crate) struct Gram {
    /// The widest instructions that this processor has.
    arch: Arch,
    index: InvertedIndex,
    /// By labelled record: its product with the record at each place, the bias not counted.
    rows: Vec<Vec<f32>>,
    place: Vec<u32>,
    record: Vec<u32>,
    /// By place: Σ βⱼ·K over what [`apply`](Self::apply) was given.
    scores: Vec<f64>,
    /// By labelled record: the coefficient that `scores` holds already.
    applied: Vec<f64>,
    products: Vec<f32>,
}

impl Gram {
    pub(crate) fn new(matrix: &FeatureMatrix) -> Self {
        let records = 0..matrix.rows() as u32;
        Self {
            arch: Arch::new(),
            index: InvertedIndex::new(matrix),
            rows: Vec::new(),
            place: records.clone().collect(),
            record: records.collect(),
            scores: vec![0.0; matrix.rows()],
            applied: Vec::new(),
            products: vec![0.0; matrix.rows()],
        }
    }

    /// Number of labelled records.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Adds a labelled record. Its score among the pool's becomes the last one of the labelled.
    pub(crate) fn push(&mut self, matrix: &FeatureMatrix, row: usize) {
        let (from, to) = (self.place[row] as usize, self.rows.len());
        let other = self.record[to] as usize;
        self.record.swap(from, to);
        self.scores.swap(from, to);
        self.place[row] = to as u32;
        self.place[other] = from as u32;
        for products in &mut self.rows {
            products.swap(from, to);
        }
        self.arch.dispatch(OfRecord {
            index: &self.index,
            matrix,
            row,
            products: &mut self.products,
        });
        let ordered = self.record.iter();
        self.rows
            .push(ordered.map(|&r| self.products[r as usize]).collect());
        self.applied.push(0.0);
    }

    /// Brings the scores of the pool up to these coefficients.
    pub(crate) fn apply(&mut self, beta: &[f64]) {
        let labelled = self.rows.len();
        if labelled.is_multiple_of(FRESH) {
            self.scores.fill(0.0);
            self.arch.dispatch(|| {
                for (row, &b) in self.rows.iter().zip(beta).filter(|&(_, &b)| b != 0.0) {
                    add_wide(&mut self.scores, b, row);
                }
            });
            self.applied.clear();
            self.applied.extend_from_slice(beta);
            return;
        }
        let changed: Vec<(usize, f32)> = beta
            .iter()
            .zip(&self.applied)
            .enumerate()
            .filter(|&(_, (now, before))| now != before)
            .map(|(row, (now, before))| (row, (now - before) as f32))
            .collect();
        let pool = &mut self.scores[labelled..];
        let moved = &mut self.products[..pool.len()];
        moved.fill(0.0);
        self.arch.dispatch(Combine {
            rows: &self.rows,
            by: &changed,
            sums: moved,
        });
        for (score, &more) in pool.iter_mut().zip(&*moved) {
            *score += f64::from(more);
        }
        self.applied.clear();
        self.applied.extend_from_slice(beta);
    }

    /// Rows of the pool whose scores are no further than `doubt` from the greatest, ascending.
    pub(crate) fn leaders(&self, doubt: f64) -> Vec<usize> {
        let labelled = self.rows.len();
        let pool = &self.scores[labelled..];
        let least = pool.iter().copied().fold(f64::NEG_INFINITY, f64::max) - doubt;
        let mut leaders: Vec<usize> = pool
            .iter()
            .zip(&self.record[labelled..])
            .filter(|&(&score, _)| score >= least)
            .map(|(_, &record)| record as usize)
            .collect();
        leaders.sort_unstable();
        leaders
    }

    /// The products of a labelled record with the labelled ones.
    pub(crate) fn row(&self, row: usize) -> &[f32] {
        &self.rows[row][..self.rows.len()]
    }
}

impl Products for Gram {
    fn multiply(&mut self, by: &[f64], into: &mut [f64]) {
        let by: Vec<f32> = by.iter().map(|&b| b as f32).collect();
        let mut sums = vec![0.0_f32; by.len()];
        let moved = by.iter().filter(|&&b| b != 0.0).count();
        self.arch.dispatch(Multiply {
            rows: &self.rows,
            by: &by,
            few: moved < by.len() / 4,
            sums: &mut sums,
        });
        for (sum, &more) in into.iter_mut().zip(&sums) {
            *sum = f64::from(more);
        }
    }

    fn multiply_from(&mut self, first: usize, by: &[f64], into: &mut [f64]) {
        for (sum, row) in into.iter_mut().zip(&self.rows[first..]) {
            *sum = by.iter().zip(row).map(|(b, &k)| b * f64::from(k)).sum();
        }
    }
}

/// Scores of the labelled records that follow from products.
pub(crate) struct InProducts<'g> {
    gram: &'g Gram,
    scores: Vec<f64>,
}

impl<'g> InProducts<'g> {
    pub(crate) fn new(gram: &'g Gram) -> Self {
        Self {
            gram,
            scores: vec![0.0; gram.len()],
        }
    }
}

impl Scores for InProducts<'_> {
    fn score(&self, row: usize, _beta: f64) -> f64 {
        self.scores[row]
    }

    fn step(&mut self, row: usize, by: f64) {
        let row = self.gram.row(row);
        self.gram
            .arch
            .dispatch(|| add_wide(&mut self.scores, by, row));
    }
}

// What follows is compiled for several processors, the widest of which is chosen when the program runs. Closures would
// not do: only what is always inlined is compiled so.

/// sums += K·by among the labelled records.
struct Multiply<'a> {
    rows: &'a [Vec<f32>],
    by: &'a [f32],
    /// Whether so few of `by` differ from 0 that the symmetry does not pay.
    few: bool,
    sums: &'a mut [f32],
}

impl NullaryFnOnce for Multiply<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        if self.few {
            for (products, &b) in self.rows.iter().zip(self.by).filter(|&(_, &b)| b != 0.0) {
                add(self.sums, b, &products[..self.by.len()]);
            }
            return;
        }
        // The products are symmetric: half of them, each used for two sums, is half the memory to read.
        for (row, &b) in self.by.iter().enumerate() {
            let (before, rest) = self.sums.split_at_mut(row);
            let products = &self.rows[row];
            add(before, b, &products[..row]);
            rest[0] += b * products[row] + dot(&products[..row], &self.by[..row]);
        }
    }
}

/// sums += the pool's products with some rows, each multiplied by its number.
struct Combine<'a> {
    rows: &'a [Vec<f32>],
    by: &'a [(usize, f32)],
    sums: &'a mut [f32],
}

impl NullaryFnOnce for Combine<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let labelled = self.rows.len();
        let (fours, rest) = self.by.as_chunks::<4>();
        for four in fours {
            let [a, b, c, d] = four.map(|(row, _)| &self.rows[row][labelled..]);
            let [sa, sb, sc, sd] = four.map(|(_, step)| step);
            let rows = a.iter().zip(b).zip(c.iter().zip(d));
            for (sum, ((ka, kb), (kc, kd))) in self.sums.iter_mut().zip(rows) {
                *sum += (sa * ka + sb * kb) + (sc * kc + sd * kd);
            }
        }
        for &(row, step) in rest {
            add(self.sums, step, &self.rows[row][labelled..]);
        }
    }
}

/// The products of a record with all, its private feature counted.
struct OfRecord<'a> {
    index: &'a InvertedIndex,
    matrix: &'a FeatureMatrix,
    row: usize,
    products: &'a mut [f32],
}

impl NullaryFnOnce for OfRecord<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let (index, into) = (self.index, self.products);
        into.fill(0.0);
        for (column, weight) in self.matrix.row(self.row) {
            let weight = weight as f32;
            match index.columns[column as usize] {
                Column::Dense(at) => {
                    let start = at as usize * into.len();
                    add(into, weight, &index.dense[start..start + into.len()]);
                }
                Column::Sparse(start, end) => {
                    let cells = start as usize..end as usize;
                    let records = &index.records[cells.clone()];
                    for (&record, &other) in records.iter().zip(&index.weights[cells]) {
                        into[record as usize] += weight * other;
                    }
                }
            }
        }
        into[self.row] += self.matrix.private_norm(self.row).powi(2) as f32;
    }
}

/// into += by·row
#[inline(always)]
fn add_wide(into: &mut [f64], by: f64, row: &[f32]) {
    for (sum, &product) in into.iter_mut().zip(row) {
        *sum += by * f64::from(product);
    }
}

/// into += by·row
#[inline(always)]
fn add(into: &mut [f32], by: f32, row: &[f32]) {
    for (sum, &product) in into.iter_mut().zip(row) {
        *sum += by * product;
    }
}

const LANES: usize = 16;

/// The product of two rows of the same length, in an order of summation that does not depend on the processor.
#[inline(always)]
fn dot(row: &[f32], other: &[f32]) -> f32 {
    let mut sums = [0.0_f32; LANES];
    let (rows, row_end) = row.as_chunks::<LANES>();
    let (others, other_end) = other.as_chunks::<LANES>();
    for (row, other) in rows.iter().zip(others) {
        for ((sum, a), b) in sums.iter_mut().zip(row).zip(other) {
            *sum += a * b;
        }
    }
    let end: f32 = row_end.iter().zip(other_end).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + end
}

/// For each term the records that have it.
#[derive(Debug)]
struct InvertedIndex {
    columns: Vec<Column>,
    /// The dense columns one after the other.
    dense: Vec<f32>,
    records: Vec<u32>,
    weights: Vec<f32>,
}

#[derive(Clone, Copy, Debug)]
enum Column {
    /// Which of the dense columns.
    Dense(u32),
    /// Beginning and end among the records.
    Sparse(u32, u32),
}

impl InvertedIndex {
    fn new(matrix: &FeatureMatrix) -> Self {
        let rows = matrix.rows();
        let mut df = vec![0_u32; matrix.columns()];
        (0..rows).for_each(|row| matrix.row(row).for_each(|(c, _)| df[c as usize] += 1));
        let (mut dense, mut sparse) = (0, 0);
        let columns: Vec<Column> = df
            .iter()
            .map(|&df| {
                if df as usize * DENSE > rows {
                    dense += 1;
                    Column::Dense(dense - 1)
                } else {
                    sparse += df;
                    Column::Sparse(sparse - df, sparse)
                }
            })
            .collect();
        let mut index = Self {
            columns,
            dense: vec![0.0; dense as usize * rows],
            records: vec![0; sparse as usize],
            weights: vec![0.0; sparse as usize],
        };
        let mut next: Vec<u32> = index
            .columns
            .iter()
            .map(|column| match *column {
                Column::Dense(at) => at * rows as u32,
                Column::Sparse(start, _) => start,
            })
            .collect();
        for row in 0..rows {
            for (column, weight) in matrix.row(row) {
                let column = column as usize;
                match index.columns[column] {
                    Column::Dense(at) => index.dense[at as usize * rows + row] = weight as f32,
                    Column::Sparse(..) => {
                        let at = next[column] as usize;
                        index.records[at] = row as u32;
                        index.weights[at] = weight as f32;
                        next[column] += 1;
                    }
                }
            }
        }
        index
    }
}

//! [`Gram`]: the products of every labelled record with all records, so that no step of a simulation reads words.
//!
//! A simulation asks for the same products thousands of times. Here they are computed once for each label, in single
//! precision: rounding moves a score by some 1e-8, far less than the margin within which liblinear is asked
//! (docs/decisions/0004).
//!
//! Records stand at *places*: the labelled ones in the order of labelling, then the pool. A label swaps one record of
//! the pool to the end of the labelled ones, so that both parts stay contiguous.

use crate::features::FeatureMatrix;
use crate::optimum::{FRESH, Products};
use crate::svm::Scores;

/// A term that more than one record in so many has is kept as a dense column.
const DENSE: usize = 24;

/// The products of labelled records with all records; 4 bytes for each pair.
#[derive(Debug)]
pub(crate) struct Gram {
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
        self.index.products(matrix, row, &mut self.products);
        let ordered = self.record.iter();
        self.rows
            .push(ordered.map(|&r| self.products[r as usize]).collect());
        self.applied.push(0.0);
    }

    /// Brings the scores of the pool up to these coefficients.
    pub(crate) fn apply(&mut self, beta: &[f64]) {
        let labelled = self.rows.len();
        if labelled % FRESH == 0 {
            self.scores.fill(0.0);
            for (row, &b) in self.rows.iter().zip(beta).filter(|&(_, &b)| b != 0.0) {
                add_wide(&mut self.scores, b, row);
            }
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
        let mut rest = changed.as_slice();
        while let [a, b, c, d, more @ ..] = rest {
            let row = |one: &(usize, f32)| &self.rows[one.0][labelled..];
            let rows = row(a).iter().zip(row(b)).zip(row(c).iter().zip(row(d)));
            for (sum, ((ka, kb), (kc, kd))) in moved.iter_mut().zip(rows) {
                *sum += (a.1 * ka + b.1 * kb) + (c.1 * kc + d.1 * kd);
            }
            rest = more;
        }
        for &(row, step) in rest {
            add(moved, step, &self.rows[row][labelled..]);
        }
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
        if moved < by.len() / 4 {
            for (row, &b) in by.iter().enumerate().filter(|&(_, &b)| b != 0.0) {
                add(&mut sums, b, self.row(row));
            }
        } else {
            // The products are symmetric: half of them, each used for two sums, is half the memory to read.
            for (row, &b) in by.iter().enumerate() {
                let (before, rest) = sums.split_at_mut(row);
                let products = &self.rows[row][..=row];
                rest[0] += b * products[row] + add_and_dot(before, b, &products[..row], &by[..row]);
            }
        }
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
        add_wide(&mut self.scores, by, self.gram.row(row));
    }
}

/// into += by·row
fn add_wide(into: &mut [f64], by: f64, row: &[f32]) {
    for (sum, &product) in into.iter_mut().zip(row) {
        *sum += by * f64::from(product);
    }
}

/// into += by·row
fn add(into: &mut [f32], by: f32, row: &[f32]) {
    for (sum, &product) in into.iter_mut().zip(row) {
        *sum += by * product;
    }
}

const LANES: usize = 16;

/// into += by·row, and returns row·other. All have the same length.
fn add_and_dot(into: &mut [f32], by: f32, row: &[f32], other: &[f32]) -> f32 {
    let mut sums = [0.0_f32; LANES];
    let (rows, row_end) = row.as_chunks::<LANES>();
    let (others, other_end) = other.as_chunks::<LANES>();
    let (intos, into_end) = into.as_chunks_mut::<LANES>();
    for ((into, row), other) in intos.iter_mut().zip(rows).zip(others) {
        for lane in 0..LANES {
            into[lane] += by * row[lane];
            sums[lane] += row[lane] * other[lane];
        }
    }
    add(into_end, by, row_end);
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

    /// The products of a record with all, its private feature counted.
    fn products(&self, matrix: &FeatureMatrix, row: usize, into: &mut [f32]) {
        into.fill(0.0);
        for (column, weight) in matrix.row(row) {
            let weight = weight as f32;
            match self.columns[column as usize] {
                Column::Dense(at) => {
                    let start = at as usize * into.len();
                    add(into, weight, &self.dense[start..start + into.len()]);
                }
                Column::Sparse(start, end) => {
                    let cells = start as usize..end as usize;
                    let records = &self.records[cells.clone()];
                    for (&record, &other) in records.iter().zip(&self.weights[cells]) {
                        into[record as usize] += weight * other;
                    }
                }
            }
        }
        into[row] += matrix.private_norm(row).powi(2) as f32;
    }
}

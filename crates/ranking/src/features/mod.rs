//! [`FeatureMatrix`]: the texts of a review as TF-IDF vectors, kept small enough for 100,000 abstracts.
//!
//! The weights are those of METHODS §1 (scikit-learn's `TfidfVectorizer`), but three things are not stored:
//!
//! * *No words.* A term is known by a 64-bit hash while the matrix is built and by a number afterwards. Among ten
//!   million terms two would share a hash with a probability of 3·10⁻⁶.
//! * *No term of a single record.* Such a term meets itself only. All those of one record are one *private* feature
//!   with their common norm, which leaves every product of two records, and so every solution, as it was.
//! * *No weights.* A cell holds how often the term occurs; its weight follows from that, the term and the record.

mod cells;
mod counts;

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

use xxhash_rust::xxh3::xxh3_64;

use crate::Cancelled;
use crate::tokens::words;
use cells::Cells;
use counts::{Counts, SharedTerms};

/// Of texts longer than this together the terms are not kept from the first reading to the second: they take some
/// three times as many bytes.
const KEPT_BYTES: usize = 32 << 20;

/// Hands every text to the function it is given, in order, and stops at the first error.
pub type ReadTexts<'r, E> =
    &'r mut dyn FnMut(&mut dyn FnMut(&str) -> Result<(), E>) -> Result<(), E>;

/// How texts become vectors.
#[derive(Clone, Debug)]
pub(crate) struct FeatureExtractor {
    /// Whether pairs of neighbouring words are terms as well.
    pub(crate) bigrams: bool,
    /// Whether a term counts 1 + ln(occurrences) in place of the occurrences.
    pub(crate) sublinear: bool,
    /// The greatest share of the records in which a term may occur.
    pub(crate) max_df: f64,
    /// Words that are left out before pairs are made.
    pub(crate) stop_words: HashSet<&'static str>,
}

/// The words that scikit-learn calls English stop words.
pub(crate) fn english_stop_words() -> HashSet<&'static str> {
    include_str!("../../assets/english_stop_words.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

/// One row per record, one column per term that occurs in two or more of them.
#[derive(Debug)]
pub(crate) struct FeatureMatrix {
    cells: Cells,
    /// In how many records each term occurs.
    df: Vec<u32>,
    /// Inverse document frequency, by number of records.
    idf: Vec<f64>,
    /// Term frequency part of the weight, by number of occurrences.
    tf: Vec<f64>,
    /// What each row is multiplied by so that its norm is 1; 0 for a record without terms.
    scale: Vec<f64>,
    /// Norm of each record's private terms, after scaling.
    private_norm: Vec<f64>,
    /// Sum of the weights of each record's private terms, after scaling.
    private_sum: Vec<f64>,
    /// Number of terms, the private ones counted.
    vocabulary: usize,
}

impl FeatureMatrix {
    /// Number of records.
    pub(crate) fn rows(&self) -> usize {
        self.scale.len()
    }

    /// Number of columns: terms that records share.
    pub(crate) fn columns(&self) -> usize {
        self.df.len()
    }

    /// Number of terms, those of a single record counted.
    pub(crate) fn vocabulary(&self) -> usize {
        self.vocabulary
    }

    /// The shared terms of a record with their weights.
    pub(crate) fn row(&self, row: usize) -> impl Iterator<Item = (u32, f64)> + '_ {
        let scale = self.scale[row];
        self.cells(row)
            .map(move |(term, tf)| (term, tf * self.idf(term) * scale))
    }

    /// Norm of the record's private feature.
    pub(crate) fn private_norm(&self, row: usize) -> f64 {
        self.private_norm[row]
    }

    /// Sum of the record's private weights.
    pub(crate) fn private_sum(&self, row: usize) -> f64 {
        self.private_sum[row]
    }

    /// Inverse document frequency of a column.
    pub(crate) fn idf(&self, column: u32) -> f64 {
        self.idf[self.df[column as usize] as usize]
    }

    /// The product of a row with coefficients that were multiplied by [`idf`](Self::idf) already.
    pub(crate) fn dot(&self, row: usize, coefficients_by_idf: &[f64]) -> f64 {
        let sum: f64 = self
            .cells(row)
            .map(|(term, tf)| tf * coefficients_by_idf[term as usize])
            .sum();
        sum * self.scale[row]
    }

    /// Bytes held on the heap.
    pub(crate) fn heap_bytes(&self) -> usize {
        self.cells.heap_bytes()
            + self.df.capacity() * size_of::<u32>()
            + (self.idf.capacity() + self.tf.capacity() + 3 * self.scale.capacity())
                * size_of::<f64>()
    }

    fn cells(&self, row: usize) -> impl Iterator<Item = (u32, f64)> + '_ {
        let cells = self.cells.row(row);
        cells.map(|(term, n)| (term, self.tf[n as usize]))
    }
}

impl FeatureExtractor {
    /// Fits vocabulary and weights on all texts and turns each into a row.
    pub(crate) fn fit_transform<T: AsRef<str>>(
        &self,
        texts: &[T],
        cancel: &AtomicBool,
    ) -> Result<FeatureMatrix, Cancelled> {
        let bytes = texts.iter().map(|t| t.as_ref().len()).sum();
        let mut read = |receive: &mut dyn FnMut(&str) -> Result<(), Cancelled>| {
            texts.iter().try_for_each(|text| receive(text.as_ref()))
        };
        self.fit_read(texts.len(), bytes, &mut read, cancel)
    }

    /// The same from texts that are handed over one by one, so that they need not all be in memory. `read` is called
    /// once or twice and must give the same texts in the same order each time; `bytes` is about their length together.
    ///
    /// The terms are looked at twice: first to see which occur in more than one record, so that the table of terms
    /// holds only those. What the first reading finds is kept where that is little; else the texts are read again.
    pub(crate) fn fit_read<E: From<Cancelled>>(
        &self,
        rows: usize,
        bytes: usize,
        read: ReadTexts<'_, E>,
        cancel: &AtomicBool,
    ) -> Result<FeatureMatrix, E> {
        let mut filter = SharedTerms::for_bytes(bytes);
        let mut hashes = Vec::new();
        let mut kept: Option<Vec<Box<[u64]>>> =
            (bytes <= KEPT_BYTES).then(|| Vec::with_capacity(rows));
        read(&mut |text| {
            stop_if(cancel)?;
            self.hashes(text, &mut hashes);
            for same in hashes.chunk_by(|a, b| a == b) {
                filter.see(same[0]);
            }
            if let Some(kept) = &mut kept {
                kept.push(hashes.as_slice().into());
            }
            Ok(())
        })?;

        filter.seen_all();
        let mut counts = Counts::with_rows(rows);
        match kept {
            Some(kept) => {
                for hashes in &kept {
                    stop_if(cancel)?;
                    counts.push(hashes, &filter);
                }
            }
            None => read(&mut |text| {
                stop_if(cancel)?;
                self.hashes(text, &mut hashes);
                counts.push(&hashes, &filter);
                Ok(())
            })?,
        }
        drop(filter);
        counts.forget_hashes();
        stop_if(cancel)?;
        Ok(self.weigh(counts))
    }

    /// The hashes of all terms of a text with repetitions, ascending.
    fn hashes(&self, text: &str, into: &mut Vec<u64>) {
        into.clear();
        let mut previous = None;
        words(&text.to_lowercase(), |word| {
            if self.stop_words.contains(word) {
                return;
            }
            let hash = xxh3_64(word.as_bytes());
            into.push(hash);
            if let Some(previous) = previous.replace(hash).filter(|_| self.bigrams) {
                into.push(pair(previous, hash));
            }
        });
        into.sort_unstable();
    }

    /// Takes out the terms that are too frequent, folds those of one record, and finds the weights of the rest.
    fn weigh(&self, mut counts: Counts) -> FeatureMatrix {
        let rows = counts.rows();
        let n = rows as f64;
        let idf: Vec<f64> = (0..=rows)
            .map(|df| ((1.0 + n) / (1.0 + df as f64)).ln() + 1.0)
            .collect();
        let highest = self.max_df * n;
        let greatest = counts.greatest.max(1);
        let tf: Vec<f64> = (0..=greatest)
            .map(|occurrences| match (occurrences, self.sublinear) {
                (0, _) => 0.0,
                (_, true) => f64::from(occurrences).ln() + 1.0,
                (_, false) => f64::from(occurrences),
            })
            .collect();

        // The number of each column that stays, in place of how often it occurs; the private ones are told apart.
        const GONE: u32 = u32::MAX;
        const PRIVATE: u32 = u32::MAX - 1;
        let mut columns = Vec::new();
        let mut renumbered = counts.df;
        for df in &mut renumbered {
            if *df == 1 {
                *df = PRIVATE;
            } else if f64::from(*df) > highest {
                *df = GONE;
            } else {
                columns.push(*df);
                *df = columns.len() as u32 - 1;
            }
        }
        columns.shrink_to_fit();
        let singles_stay = 1.0 <= highest;
        let mut vocabulary = columns.len();
        let (mut scale, mut private_norm, mut private_sum) = (
            Vec::with_capacity(rows),
            Vec::with_capacity(rows),
            Vec::with_capacity(rows),
        );
        let mut private = vec![];
        counts.cells.rewrite(|row, cells| {
            private.clear();
            cells.retain_mut(|(term, occurrences)| {
                let number = renumbered[*term as usize];
                if number == PRIVATE {
                    private.push(*occurrences);
                }
                *term = number;
                number < PRIVATE
            });
            private.extend_from_slice(
                &counts.singles[counts.singles_starts[row]..counts.singles_starts[row + 1]],
            );
            if !singles_stay {
                private.clear();
            }
            vocabulary += private.len();

            let shared: f64 = cells
                .iter()
                .map(|&(term, occurrences)| {
                    (tf[occurrences as usize] * idf[columns[term as usize] as usize]).powi(2)
                })
                .sum();
            let weights = private.iter().map(|&n| tf[n as usize] * idf[1]);
            let (square, sum) = weights.fold((0.0, 0.0), |(square, sum), weight| {
                (square + weight * weight, sum + weight)
            });
            let norm = (shared + square).sqrt();
            let to_one = if norm > 0.0 { norm.recip() } else { 0.0 };
            scale.push(to_one);
            private_norm.push(square.sqrt() * to_one);
            private_sum.push(sum * to_one);
        });
        FeatureMatrix {
            cells: counts.cells,
            df: columns,
            idf,
            tf,
            scale,
            private_norm,
            private_sum,
            vocabulary,
        }
    }
}

/// The hash of two neighbouring words. The order of the two matters.
fn pair(first: u64, second: u64) -> u64 {
    let mixed = u128::from(first ^ 0x9e37_79b9_7f4a_7c15)
        .wrapping_mul(u128::from(second.rotate_left(32) ^ 0xd1b5_4a32_d192_ed03));
    let folded = (mixed as u64) ^ ((mixed >> 64) as u64);
    (folded ^ first.rotate_left(17)).wrapping_mul(0xff51_afd7_ed55_8ccd) ^ (folded >> 29)
}

pub(crate) fn stop_if(cancel: &AtomicBool) -> Result<(), Cancelled> {
    if cancel.load(Ordering::Relaxed) {
        return Err(Cancelled);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;
    use crate::Model;

    fn matrix(texts: &[String], model: Model) -> FeatureMatrix {
        let extractor = model.feature_extractor().expect("it reads texts");
        extractor
            .fit_transform(texts, &AtomicBool::new(false))
            .expect("nobody stops it")
    }

    /// METHODS §1: 20 terms, "stroke" left out, "stroke randomised" one of them.
    #[test]
    fn golden_weights() {
        let texts = [
            "Aspirin for stroke A randomised trial of aspirin",
            "Statins and stroke risk ",
            "Aspirin trial Stroke trial",
        ]
        .map(str::to_owned);
        let matrix = matrix(&texts, Model::U4);
        assert_eq!(matrix.vocabulary(), 20);
        let shared = |row: usize| -> Vec<String> {
            let mut weights: Vec<String> = matrix
                .row(row)
                .map(|(_, weight)| format!("{weight:.4}"))
                .collect();
            weights.sort();
            weights
        };
        // aspirin .3841 and trial .2269; nine others of .2983 are private.
        assert_eq!(shared(0), ["0.2269", "0.3841"]);
        assert!((matrix.private_norm(0) - 0.2983 * 3.0).abs() < 2e-4);
        assert!((matrix.private_sum(0) - 0.2983 * 9.0).abs() < 5e-4);
        assert_eq!(shared(1), Vec::<String>::new());
        assert!((matrix.private_sum(1) - 0.4082 * 6.0).abs() < 5e-4);
        assert_eq!(shared(2), ["0.3323", "0.5627"]);
        assert!((matrix.private_sum(2) - 0.4370 * 3.0).abs() < 5e-4);
    }

    /// The same weights by words, without any of the savings: what scikit-learn documents.
    fn plain(texts: &[String], extractor: &FeatureExtractor) -> Vec<HashMap<String, f64>> {
        let counts: Vec<HashMap<String, f64>> = texts
            .iter()
            .map(|text| {
                let mut kept: Vec<String> = Vec::new();
                words(&text.to_lowercase(), |word| {
                    if !extractor.stop_words.contains(word) {
                        kept.push(word.to_owned());
                    }
                });
                let pairs = kept.windows(2).map(|pair| pair.join(" "));
                let pairs: Vec<String> = if extractor.bigrams {
                    pairs.collect()
                } else {
                    vec![]
                };
                let mut count = HashMap::new();
                for term in kept.iter().chain(&pairs) {
                    *count.entry(term.clone()).or_insert(0.0) += 1.0;
                }
                count
            })
            .collect();
        let n = texts.len() as f64;
        let df = |term: &str| counts.iter().filter(|c| c.contains_key(term)).count() as f64;
        counts
            .iter()
            .map(|count| {
                let mut row: HashMap<String, f64> = count
                    .iter()
                    .filter(|(term, _)| df(term) <= extractor.max_df * n)
                    .map(|(term, &tf)| {
                        let tf = if extractor.sublinear {
                            1.0 + tf.ln()
                        } else {
                            tf
                        };
                        (
                            term.clone(),
                            tf * (((1.0 + n) / (1.0 + df(term))).ln() + 1.0),
                        )
                    })
                    .collect();
                let norm = row.values().map(|w| w * w).sum::<f64>().sqrt();
                row.values_mut()
                    .for_each(|w| *w /= norm.max(f64::MIN_POSITIVE));
                row
            })
            .collect()
    }

    proptest! {
        #[test]
        fn products_of_records_are_kept(
            texts in prop::collection::vec("([a-e]{1,2}[ ,]){0,12}the", 1..12),
            u3 in any::<bool>(),
        ) {
            let model = if u3 { Model::U3 } else { Model::U4 };
            let matrix = matrix(&texts, model);
            let plain = plain(&texts, &model.feature_extractor().expect("it reads texts"));
            for (i, one) in plain.iter().enumerate() {
                let mut dense = vec![0.0; matrix.columns()];
                matrix.row(i).for_each(|(term, w)| dense[term as usize] = w * matrix.idf(term));
                for (j, other) in plain.iter().enumerate() {
                    let expected: f64 = one.iter().filter_map(|(t, w)| other.get(t).map(|v| v * w)).sum();
                    let own = if i == j { matrix.private_norm(i).powi(2) } else { 0.0 };
                    prop_assert!((matrix.dot(j, &dense) + own - expected).abs() < 1e-12);
                }
                let all: f64 = matrix.row(i).map(|(_, w)| w).sum::<f64>() + matrix.private_sum(i);
                prop_assert!((all - one.values().sum::<f64>()).abs() < 1e-12);
            }
            let mut terms: Vec<&String> = plain.iter().flat_map(HashMap::keys).collect();
            terms.sort();
            terms.dedup();
            prop_assert_eq!(matrix.vocabulary(), terms.len());
        }
    }
}

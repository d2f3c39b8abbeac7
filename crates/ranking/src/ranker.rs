//! [`Ranker`]: the order of the records that are still to be screened, while a review is under way.

use std::sync::atomic::AtomicBool;

use serde::{Deserialize, Serialize};

use crate::features::{FeatureMatrix, ReadTexts};
use crate::fusion::Fusion;
use crate::learner::Learner;
use crate::random::RandomState;
use crate::{Cancelled, Model, Reading};

/// A decision as the classifier learns it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Row of the record among the texts that the [`Ranker`] was built from, from 0.
    pub row: usize,
    /// Whether the record was included.
    pub relevant: bool,
}

/// Why there is no order.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RankingError {
    /// It was told to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// A label is for a row that does not exist.
    #[error(
        "row {row} was labelled, but there are {records} records; build the ranking anew after adding records"
    )]
    NoSuchRow {
        /// The row.
        row: usize,
        /// Number of records.
        records: usize,
    },
}

/// An order of the unlabelled records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranking {
    /// Rows, the one to show first at the front.
    pub order: Vec<usize>,
    /// The score of each row of `order`: greater means more likely relevant. Not a probability. Empty where the order
    /// was not learnt.
    pub scores: Vec<f64>,
    /// Where the order comes from.
    pub basis: Basis,
}

impl Ranking {
    /// The rows of `pool` (ascending) by their scores, the greatest first; equal ones stay in the order of the rows.
    fn of(scores: Vec<f64>, pool: Vec<usize>, basis: Basis) -> Self {
        let mut ranked: Vec<(f64, usize)> = scores.into_iter().zip(pool).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        Self {
            order: ranked.iter().map(|&(_, row)| row).collect(),
            scores: ranked.iter().map(|&(score, _)| score).collect(),
            basis,
        }
    }
}

/// Where an order comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "basis")]
pub enum Basis {
    /// Learnt from so many inclusions and exclusions.
    Learnt {
        /// Number of inclusions.
        relevant: usize,
        /// Number of exclusions.
        irrelevant: usize,
    },
    /// The order of the import: there is no inclusion yet, or no exclusion.
    AsImported,
    /// What a language model read of the records: there is no inclusion yet, or no exclusion.
    FromQuestion,
    /// Chance.
    Random,
}

/// The texts of a review, made ready once; from then on labels go in and orders come out.
///
/// [`rank`](Self::rank) borrows it and changes nothing, so that it can run in a thread of the background on a shared
/// `Ranker` while the reviewer goes on with the order before. When records are added, build a new one: the weight of
/// every word depends on all records.
#[derive(Debug)]
pub struct Ranker {
    model: Model,
    seed: u32,
    records: usize,
    matrix: Option<FeatureMatrix>,
}

impl Ranker {
    /// Makes vectors of the texts, each `title + " " + abstract`. The texts are not kept.
    ///
    /// # Errors
    /// When `cancel` is set.
    pub fn new<T: AsRef<str>>(
        texts: &[T],
        model: Model,
        seed: u32,
        cancel: &AtomicBool,
    ) -> Result<Self, Cancelled> {
        let matrix = model
            .feature_extractor()
            .map(|extractor| extractor.fit_transform(texts, cancel))
            .transpose()?;
        Ok(Self {
            model,
            seed,
            records: texts.len(),
            matrix,
        })
    }

    /// The same from `records` texts that are read one by one, as from a database, so that they are never all in memory.
    ///
    /// `read` is called once or twice. Each time it hands every text, in the same order, to the function that it is
    /// given, and passes on that function's error. `bytes` is about the length of all texts together.
    ///
    /// # Errors
    /// The error of `read`, or when `cancel` is set.
    pub fn from_reading<E: From<Cancelled>>(
        records: usize,
        bytes: usize,
        read: ReadTexts<'_, E>,
        model: Model,
        seed: u32,
        cancel: &AtomicBool,
    ) -> Result<Self, E> {
        let matrix = model
            .feature_extractor()
            .map(|extractor| extractor.fit_read(records, bytes, read, cancel))
            .transpose()?;
        Ok(Self {
            model,
            seed,
            records,
            matrix,
        })
    }

    /// Number of records.
    pub fn records(&self) -> usize {
        self.records
    }

    /// Memory held, bytes.
    pub fn heap_bytes(&self) -> usize {
        self.matrix.as_ref().map_or(0, FeatureMatrix::heap_bytes)
    }

    /// Trains on the labels, in the order in which they were given, and orders all other records.
    ///
    /// Of two labels for one row the later counts. The same labels give the same order, always.
    ///
    /// # Errors
    /// When a label's row does not exist, or `cancel` is set.
    pub fn rank(&self, labels: &[Label], cancel: &AtomicBool) -> Result<Ranking, RankingError> {
        self.rank_with(labels, &Reading::default(), cancel)
    }

    /// The same, starting from what a language model read of the records, and mixing it with what was learnt as labels
    /// come. Records of which nothing was read yet count as neither likely nor unlikely.
    ///
    /// # Errors
    /// As [`rank`](Self::rank).
    pub fn rank_with(
        &self,
        labels: &[Label],
        reading: &Reading,
        cancel: &AtomicBool,
    ) -> Result<Ranking, RankingError> {
        let mut label_of = vec![None; self.records];
        for (at, label) in labels.iter().enumerate() {
            let place = label_of.get_mut(label.row).ok_or(RankingError::NoSuchRow {
                row: label.row,
                records: self.records,
            })?;
            *place = Some(at);
        }
        let pool: Vec<usize> = (0..self.records)
            .filter(|&row| label_of[row].is_none())
            .collect();
        let Some(matrix) = &self.matrix else {
            return Ok(self.by_chance(&label_of));
        };

        let mut learner = Learner::new(matrix, self.model);
        let mut fusion = Fusion::new(reading);
        for (at, label) in labels.iter().enumerate() {
            if label_of[label.row] == Some(at) {
                learner.push(label.row, label.relevant);
                fusion.push(label.row, label.relevant);
            }
        }
        let Some(weights) = learner.weights() else {
            return Ok(if reading.is_empty() {
                Ranking {
                    order: pool,
                    scores: Vec::new(),
                    basis: Basis::AsImported,
                }
            } else {
                Ranking::of(reading.by_question(&pool), pool, Basis::FromQuestion)
            });
        };
        let seed = RandomState::new(self.seed).liblinear_seed();
        let (relevant, irrelevant) = learner.labels();
        let learnt = learner.score(weights, seed, &pool, cancel)?;
        let scores = fusion.fuse(learnt, &pool, weights, relevant);
        let basis = Basis::Learnt {
            relevant,
            irrelevant,
        };
        Ok(Ranking::of(scores, pool, basis))
    }

    /// One shuffle of all records, which stays the same while they are labelled.
    fn by_chance(&self, label_of: &[Option<usize>]) -> Ranking {
        let mut order: Vec<usize> = (0..self.records).collect();
        RandomState::new(self.seed).shuffle(&mut order);
        order.retain(|&row| label_of[row].is_none());
        Ranking {
            order,
            scores: Vec::new(),
            basis: Basis::Random,
        }
    }
}

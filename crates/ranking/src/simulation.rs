//! [`Simulator`]: a review that is already labelled, screened again in the order that a model would have shown it.

use std::sync::atomic::AtomicBool;

use serde::{Deserialize, Serialize};

use crate::features::{FeatureMatrix, stop_if};
use crate::fusion::{Fusion, greatest};
use crate::learner::Learner;
use crate::measures::{Measures, Thresholds};
use crate::random::RandomState;
use crate::{Cancelled, Model, Reading};

/// Why a simulation could not be run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SimulationError {
    /// It was told to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// Texts and labels do not belong together.
    #[error("there are {texts} texts but {labels} labels; every record needs one label")]
    Lengths {
        /// Number of texts.
        texts: usize,
        /// Number of labels.
        labels: usize,
    },
    /// A prior is not a row of the review.
    #[error("prior {prior} is not one of the {records} records; rows are counted from 0")]
    NoSuchPrior {
        /// The row asked for.
        prior: usize,
        /// Number of records.
        records: usize,
    },
    /// A prior was named twice.
    #[error("prior {0} was given twice")]
    PriorTwice(usize),
    /// More priors were asked for than there are.
    #[error("{asked} {kind} priors were asked for, but the review has {there}")]
    TooFewForPriors {
        /// `relevant` or `irrelevant`.
        kind: &'static str,
        /// How many were asked for.
        asked: usize,
        /// How many there are.
        there: usize,
    },
}

/// How a simulation is run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SimulationOptions {
    /// The seed; the same seed gives the order of `asreview simulate --seed`.
    pub seed: u32,
    /// Whether to go on after the last relevant record until all are screened.
    pub all: bool,
    /// Where to read the measures.
    pub thresholds: Thresholds,
}

impl Default for SimulationOptions {
    fn default() -> Self {
        Self {
            seed: 42,
            all: false,
            thresholds: Thresholds::default(),
        }
    }
}

/// How far a simulation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SimulationProgress {
    /// Records screened, priors counted.
    pub screened: usize,
    /// Records of the review.
    pub records: usize,
    /// Relevant records found, priors counted.
    pub found: usize,
    /// Relevant records of the review.
    pub relevant: usize,
}

/// What a simulation found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Simulation {
    /// The model that chose the order.
    pub model: Model,
    /// The seed.
    pub seed: u32,
    /// Number of records in the review.
    pub records: usize,
    /// Rows that were labelled before the start, in the order given.
    pub priors: Vec<usize>,
    /// All rows in the order of labelling, counted from 0, **the priors first**.
    pub order: Vec<usize>,
    /// The label of each row of `order`.
    pub labels: Vec<bool>,
    /// The measures, without the priors.
    pub measures: Measures,
}

impl Simulation {
    /// The labels in the order of screening without the priors; what was not screened is not there.
    pub fn screened(&self) -> &[bool] {
        &self.labels[self.priors.len().min(self.labels.len())..]
    }
}

/// A labelled review ready to be screened again, from as many priors as wanted.
#[derive(Debug)]
pub struct Simulator<'l> {
    model: Model,
    labels: &'l [bool],
    matrix: Option<FeatureMatrix>,
    reading: Reading,
}

impl<'l> Simulator<'l> {
    /// Makes vectors of the texts, each `title + " " + abstract`. `labels` says which records are relevant.
    ///
    /// # Errors
    /// When the two differ in length, or `cancel` is set.
    pub fn new<T: AsRef<str>>(
        texts: &[T],
        labels: &'l [bool],
        model: Model,
        cancel: &AtomicBool,
    ) -> Result<Self, SimulationError> {
        if texts.len() != labels.len() {
            return Err(SimulationError::Lengths {
                texts: texts.len(),
                labels: labels.len(),
            });
        }
        let matrix = model
            .feature_extractor()
            .map(|extractor| extractor.fit_transform(texts, cancel))
            .transpose()?;
        Ok(Self {
            model,
            labels,
            matrix,
            reading: Reading::default(),
        })
    }

    /// The same with what a language model read of each record; for [`Model::Attest`].
    pub fn with_reading(self, reading: Reading) -> Self {
        Self { reading, ..self }
    }

    /// Screens the review from these priors: one record a step, trained anew on all labels each time.
    ///
    /// As long as the labels are all of one kind, records are taken from the top (with a reading: the likeliest). It stops after the last relevant
    /// record, or at the end.
    ///
    /// # Errors
    /// When a prior is not a row or is named twice, or `cancel` is set.
    pub fn run(
        &self,
        priors: &[usize],
        options: &SimulationOptions,
        progress: &mut dyn FnMut(SimulationProgress),
        cancel: &AtomicBool,
    ) -> Result<Simulation, SimulationError> {
        let records = self.labels.len();
        let relevant = self.labels.iter().filter(|&&label| label).count();
        let mut run = Run::new(self, options.seed);
        for &prior in priors {
            if prior >= records {
                return Err(SimulationError::NoSuchPrior { prior, records });
            }
            if run.order.contains(&prior) {
                return Err(SimulationError::PriorTwice(prior));
            }
            run.label(prior);
        }
        while !run.pool.is_empty() && (options.all || run.found < relevant) {
            stop_if(cancel)?;
            let row = run.next(cancel)?;
            run.label(row);
            progress(SimulationProgress {
                screened: run.order.len(),
                records,
                found: run.found,
                relevant,
            });
        }

        let labels: Vec<bool> = run.order.iter().map(|&row| self.labels[row]).collect();
        let measures = Measures::of(
            &labels[priors.len()..],
            records - priors.len(),
            &options.thresholds,
        );
        Ok(Simulation {
            model: self.model,
            seed: options.seed,
            records,
            priors: priors.to_vec(),
            order: run.order,
            labels,
            measures,
        })
    }

    /// Draws priors by chance: so many relevant ones, then so many irrelevant ones, as `asreview simulate
    /// --n-prior-included --n-prior-excluded --prior-seed` does.
    ///
    /// # Errors
    /// When the review has too few of either.
    pub fn draw_priors(
        &self,
        relevant: usize,
        irrelevant: usize,
        seed: u32,
    ) -> Result<Vec<usize>, SimulationError> {
        let mut priors = Vec::with_capacity(relevant + irrelevant);
        for (kind, label, asked) in [
            ("relevant", true, relevant),
            ("irrelevant", false, irrelevant),
        ] {
            let rows: Vec<usize> = (0..self.labels.len())
                .filter(|&row| self.labels[row] == label)
                .collect();
            if rows.len() < asked {
                return Err(SimulationError::TooFewForPriors {
                    kind,
                    asked,
                    there: rows.len(),
                });
            }
            priors.extend(RandomState::new(seed).choose(&rows, asked));
        }
        Ok(priors)
    }
}

/// A simulation under way.
struct Run<'s> {
    labels: &'s [bool],
    reading: &'s Reading,
    fusion: Fusion<'s>,
    learner: Option<Learner<'s>>,
    random: RandomState,
    /// Unlabelled rows, ascending.
    pool: Vec<usize>,
    order: Vec<usize>,
    found: usize,
}

impl<'s> Run<'s> {
    fn new(simulator: &'s Simulator<'_>, seed: u32) -> Self {
        Self {
            labels: simulator.labels,
            reading: &simulator.reading,
            fusion: Fusion::new(&simulator.reading),
            learner: simulator
                .matrix
                .as_ref()
                .map(|matrix| Learner::new(matrix, simulator.model)),
            random: RandomState::new(seed),
            pool: (0..simulator.labels.len()).collect(),
            order: Vec::new(),
            found: 0,
        }
    }

    fn label(&mut self, row: usize) {
        let label = self.labels[row];
        if let Ok(at) = self.pool.binary_search(&row) {
            self.pool.remove(at);
        }
        self.order.push(row);
        self.found += usize::from(label);
        if let Some(learner) = &mut self.learner {
            learner.push(row, label);
        }
        self.fusion.push(row, label);
    }

    /// The record to show next. The pool must not be empty.
    fn next(&mut self, cancel: &AtomicBool) -> Result<usize, Cancelled> {
        let both_kinds = self.found > 0 && self.found < self.order.len();
        if !both_kinds {
            // Without a reading all are alike, and the first is taken.
            return Ok(self.pool[greatest(&self.reading.by_question(&self.pool))]);
        }
        let Some((learner, weights)) = self
            .learner
            .as_mut()
            .and_then(|learner| learner.weights().map(|weights| (learner, weights)))
        else {
            // ASReview shuffles the whole pool at each step and takes the first.
            let mut shuffled = self.pool.clone();
            self.random.shuffle(&mut shuffled);
            return Ok(shuffled[0]);
        };
        let seed = self.random.liblinear_seed();
        if self.reading.is_empty() {
            return learner.best(weights, seed, &self.pool, cancel);
        }
        let learnt = learner.score(weights, seed, &self.pool, cancel)?;
        let (relevant, _) = learner.labels();
        let fused = self.fusion.fuse(learnt, &self.pool, weights, relevant);
        Ok(self.pool[greatest(&fused)])
    }
}

/// Makes vectors of the texts and screens the review once; see [`Simulator`] for several priors.
///
/// # Errors
/// As [`Simulator::new`] and [`Simulator::run`].
///
/// ```
/// use ranking::{Model, SimulationOptions, simulate};
/// use std::sync::atomic::AtomicBool;
///
/// let texts = ["stroke trial", "knitting", "crochet", "stroke and aspirin", "patterns"];
/// let labels = [true, false, false, true, false];
/// let options = SimulationOptions::default();
/// let never = AtomicBool::new(false);
/// let simulation = simulate(&texts, &labels, &[0, 1], Model::U4, &options, &mut |_| (), &never)?;
/// assert_eq!(simulation.order, [0, 1, 3]);
/// # Ok::<(), ranking::SimulationError>(())
/// ```
pub fn simulate<T: AsRef<str>>(
    texts: &[T],
    labels: &[bool],
    priors: &[usize],
    model: Model,
    options: &SimulationOptions,
    progress: &mut dyn FnMut(SimulationProgress),
    cancel: &AtomicBool,
) -> Result<Simulation, SimulationError> {
    Simulator::new(texts, labels, model, cancel)?.run(priors, options, progress, cancel)
}

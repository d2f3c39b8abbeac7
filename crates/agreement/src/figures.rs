//! [`Agreement`]: every figure of agreement of two or more, together and with intervals, as none of them is to be read
//! alone.

use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, Normal};
use ts_rs::TS;

use crate::{Counts, Distance, Interval, Proportion, Ratings, Resampling, Table, Weights};

/// Whether the categories have an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "AgreementScale")]
pub enum Scale {
    /// They have none.
    Nominal,
    /// They have: those next to each other differ less. Weighted figures (quadratic weights) are given beside the
    /// others.
    Ordinal,
}

/// How far two or more agree. Categories are numbered; their names are the caller's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "AgreementFigures")]
pub struct Agreement {
    /// Items that two or more judged.
    pub items: usize,
    /// How many judged, at least some of them.
    pub raters: usize,
    /// Of two: how often each pair of categories was given, row by row, the first's category before the second's.
    /// `None` of more.
    pub table: Option<Vec<usize>>,
    /// Observed agreement: of more than two, the mean share of pairs who agree.
    pub raw: AgreementFigure,
    /// Of two Cohen's κ, of more Fleiss' κ. Not defined where only one category was used.
    pub kappa: AgreementFigure,
    /// Prevalence- and bias-adjusted κ; of more than two, Brennan and Prediger's coefficient.
    pub pabak: AgreementFigure,
    /// Gwet's AC1.
    pub ac1: AgreementFigure,
    /// Krippendorff's α, by the scale of the categories.
    pub alpha: AgreementFigure,
    /// Weighted κ; only of ordered categories.
    pub weighted_kappa: Option<AgreementFigure>,
    /// Gwet's AC2; only of ordered categories.
    pub ac2: Option<AgreementFigure>,
    /// Of two: the agreement on each category.
    pub specific: Vec<SpecificAgreement>,
    /// |a − d|/n, of two and two categories.
    pub prevalence_index: Option<f64>,
    /// |b − c|/n, of two and two categories.
    pub bias_index: Option<f64>,
    /// How the intervals by resampling were made: by item, so that all that was said of one stays together.
    pub resampling: Resampling,
}

/// A figure, and how sure one can be of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct AgreementFigure {
    /// The figure; absent where it is not defined.
    pub value: Option<f64>,
    /// Its standard error by formula; of raw agreement of two none, as its interval is Wilson's, and of α none, as there
    /// is no formula.
    pub standard_error: Option<f64>,
    /// The interval by formula.
    pub analytic: Option<Interval>,
    /// The interval by resampling of items; absent where the figure was not defined for every twentieth draw.
    pub resampled: Option<Interval>,
}

/// Of what either put into a category, the share that both put there. With two categories these are positive and
/// negative agreement.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SpecificAgreement {
    /// The category.
    pub category: usize,
    /// The share, with its interval by resampling.
    pub figure: AgreementFigure,
}

impl Agreement {
    /// All figures of ratings by two or more. `None` where no item was judged by two.
    pub fn of(ratings: &Ratings, scale: Scale, resampling: Resampling) -> Option<Self> {
        let counts = ratings.counts();
        if counts.compared() == 0 {
            return None;
        }
        Some(match ratings.raters() {
            2 => Self::of_two(ratings, scale, resampling)?,
            _ => Self::of_many(ratings, &counts, scale, resampling),
        })
    }

    fn of_two(ratings: &Ratings, scale: Scale, by: Resampling) -> Option<Self> {
        let k = ratings.categories();
        let pairs = ratings.pairs(0, 1);
        let cells: Vec<usize> = pairs.iter().map(|(a, b)| a * k + b).collect();
        let table_of = |items: &[usize]| {
            let mut counts = vec![0.0; k * k];
            for &item in items {
                counts[cells[item]] += 1.0;
            }
            Table::new(k, counts)
        };
        let all: Vec<usize> = (0..cells.len()).collect();
        let table = table_of(&all)?;
        let (nominal, weighted) = (Weights::nominal(k), Weights::quadratic(k));
        let ordered = scale == Scale::Ordinal;
        let strata = [all];
        let [raw, kappa, pabak, ac1, alpha, weighted_kappa, ac2] = by.intervals(&strata, |drawn| {
            let Some(drawn) = table_of(drawn) else {
                return [None; 7];
            };
            [
                Some(drawn.raw()),
                drawn.kappa(),
                Some(drawn.pabak()),
                drawn.ac1(),
                drawn.alpha(scale.distance()),
                drawn.weighted_kappa(&weighted).filter(|_| ordered),
                drawn.ac2(&weighted).filter(|_| ordered),
            ]
        });
        let specific = (0..k).map(|category| SpecificAgreement {
            category,
            figure: AgreementFigure {
                value: table.specific(category),
                resampled: by.interval(&strata, |drawn| table_of(drawn)?.specific(category)),
                ..AgreementFigure::default()
            },
        });
        let agreeing = (0..k).map(|i| count(&cells, i * k + i)).sum::<usize>();
        let wilson = Proportion::new(agreeing as u64, cells.len() as u64).interval(by.level);
        Some(Self {
            items: cells.len(),
            raters: 2,
            table: Some((0..k * k).map(|cell| count(&cells, cell)).collect()),
            raw: AgreementFigure {
                value: Some(table.raw()),
                standard_error: None,
                analytic: wilson,
                resampled: raw,
            },
            kappa: AgreementFigure::new(
                table.kappa(),
                table.weighted_kappa_error(&nominal),
                kappa,
                by,
            ),
            pabak: AgreementFigure::new(Some(table.pabak()), table.pabak_error(), pabak, by),
            ac1: AgreementFigure::new(table.ac1(), table.ac2_error(&nominal), ac1, by),
            alpha: AgreementFigure::new(table.alpha(scale.distance()), None, alpha, by),
            weighted_kappa: ordered.then(|| {
                let error = table.weighted_kappa_error(&weighted);
                AgreementFigure::new(table.weighted_kappa(&weighted), error, weighted_kappa, by)
            }),
            ac2: ordered.then(|| {
                AgreementFigure::new(table.ac2(&weighted), table.ac2_error(&weighted), ac2, by)
            }),
            specific: specific.collect(),
            prevalence_index: table.prevalence_index(),
            bias_index: table.bias_index(),
            resampling: by,
        })
    }

    fn of_many(ratings: &Ratings, counts: &Counts, scale: Scale, by: Resampling) -> Self {
        let k = ratings.categories();
        let (nominal, weighted) = (Weights::nominal(k), Weights::quadratic(k));
        let ordered = scale == Scale::Ordinal;
        let strata = [(0..ratings.items()).collect::<Vec<_>>()];
        let figures = |counts: &Counts| {
            [
                counts.raw(&nominal),
                counts.fleiss_kappa(&nominal),
                counts.pabak(&nominal),
                counts.ac2(&nominal),
                counts.alpha(scale.distance()).map(|alpha| (alpha, None)),
                counts.fleiss_kappa(&weighted).filter(|_| ordered),
                counts.ac2(&weighted).filter(|_| ordered),
            ]
        };
        let intervals = by.intervals(&strata, |drawn| {
            figures(&ratings.counts_of(drawn)).map(|figure| figure.map(|(value, _)| value))
        });
        let mut each = figures(counts)
            .into_iter()
            .zip(intervals)
            .map(|(figure, interval)| {
                AgreementFigure::new(
                    figure.map(|(value, _)| value),
                    figure.and_then(|(_, error)| error),
                    interval,
                    by,
                )
            });
        let mut next = || each.next().unwrap_or_default();
        Self {
            items: counts.compared(),
            raters: ratings.raters(),
            table: None,
            raw: next(),
            kappa: next(),
            pabak: next(),
            ac1: next(),
            alpha: next(),
            weighted_kappa: Some(next()).filter(|_| ordered),
            ac2: Some(next()).filter(|_| ordered),
            specific: Vec::new(),
            prevalence_index: None,
            bias_index: None,
            resampling: by,
        }
    }
}

impl Scale {
    fn distance(self) -> Distance {
        match self {
            Scale::Nominal => Distance::Nominal,
            Scale::Ordinal => Distance::Ordinal,
        }
    }
}

impl AgreementFigure {
    /// A figure with its interval by formula at the level of `by`, which ends at −1 and 1 as the figure does; none where
    /// `error` (its standard error) is absent.
    pub fn new(
        value: Option<f64>,
        error: Option<f64>,
        resampled: Option<Interval>,
        by: Resampling,
    ) -> Self {
        let inside = by.level > 0.0 && by.level < 1.0;
        let analytic = value.zip(error).filter(|_| inside).map(|(value, error)| {
            let half = Normal::standard().inverse_cdf((1.0 + by.level) / 2.0) * error;
            Interval {
                low: (value - half).max(-1.0),
                high: (value + half).min(1.0),
            }
        });
        Self {
            value,
            standard_error: error,
            analytic,
            resampled,
        }
    }
}

fn count(cells: &[usize], cell: usize) -> usize {
    cells.iter().filter(|&&c| c == cell).count()
}

//! [`Measures`]: how good an order was, by the definitions of METHODS §1 (asreview-insights).

use serde::{Deserialize, Serialize};

/// Where the measures are read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    /// Shares of the records screened, for recall.
    pub recall: Vec<f64>,
    /// Recalls, for work saved over sampling.
    pub wss: Vec<f64>,
    /// Shares of the records screened, for extra relevant records found.
    pub erf: Vec<f64>,
    /// Recalls, for the table of true and false, positive and negative.
    pub confusion: Vec<f64>,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            recall: vec![0.05, 0.1, 0.25, 0.5, 0.75, 0.9],
            wss: vec![0.5, 0.95, 1.0],
            erf: vec![0.1, 0.25, 0.5],
            confusion: vec![0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1.0],
        }
    }
}

/// A value read at a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct At {
    /// The threshold.
    pub at: f64,
    /// The value there.
    pub value: f64,
}

/// Counts at the record with which a recall was reached, everything up to it taken for relevant.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConfusionAt {
    /// The recall.
    pub at: f64,
    /// Relevant records screened.
    pub tp: usize,
    /// Irrelevant records screened.
    pub fp: usize,
    /// Irrelevant records left.
    pub tn: usize,
    /// Relevant records left.
    #[serde(rename = "fn")]
    pub fn_: usize,
    /// Share of the irrelevant records left; `None` where there are no irrelevant records.
    pub tnr: Option<f64>,
}

/// The measures of one order. Priors are neither screened nor found here. A measure that is not defined, as all of
/// them are without a relevant record, is `None` or empty; nothing is put in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    /// N′: records without the priors.
    pub records: usize,
    /// P: relevant records among them, as far as they were found.
    pub relevant: usize,
    /// Records screened until the last one of the order.
    pub screened: usize,
    /// Share of the relevant records found when a share of the records is screened.
    pub recall: Vec<At>,
    /// Work saved over sampling by ASReview's definition: how much later, as a share of N′, an even spread of the
    /// relevant records would have reached the recall.
    pub wss: Vec<At>,
    /// Work saved over sampling by Cohen's definition, (TN+FN)/N − (1−r), at the first record that reaches recall r.
    pub wss_cohen: Vec<At>,
    /// Share of the relevant records found above an even spread when a share of the records is screened.
    pub erf: Vec<At>,
    /// Place in the order of each relevant record, from 1.
    pub time_to_discovery: Vec<usize>,
    /// Mean of those.
    pub average_time_to_discovery: Option<f64>,
    /// From 0, the best order there is, to 1, the worst.
    pub loss: Option<f64>,
    /// Normalised discounted cumulative gain.
    pub ndcg: Option<f64>,
    /// Counts at each recall.
    pub confusion: Vec<ConfusionAt>,
}

impl Measures {
    /// The measures of labels in the order of screening, without the priors. What was not screened, up to `records`,
    /// counts as irrelevant.
    pub fn of(screened: &[bool], records: usize, thresholds: &Thresholds) -> Self {
        let records = records.max(screened.len());
        let places: Vec<usize> = (0..screened.len())
            .filter(|&at| screened[at])
            .map(|at| at + 1)
            .collect();
        let order = Order { places, records };
        let relevant = order.places.len();
        let at = |thresholds: &[f64], value: &dyn Fn(f64) -> f64| -> Vec<At> {
            if relevant == 0 {
                return Vec::new();
            }
            let read = |&at: &f64| At {
                at,
                value: value(at),
            };
            thresholds.iter().map(read).collect()
        };
        Self {
            records,
            relevant,
            screened: screened.len(),
            recall: at(&thresholds.recall, &|x| order.recall(x)),
            wss: at(&thresholds.wss, &|r| order.wss(r)),
            wss_cohen: at(&thresholds.wss, &|r| order.wss_cohen(r)),
            erf: at(&thresholds.erf, &|x| order.erf(x)),
            average_time_to_discovery: (relevant > 0)
                .then(|| order.places.iter().sum::<usize>() as f64 / relevant as f64),
            loss: order.loss(),
            ndcg: order.ndcg(),
            confusion: if relevant == 0 {
                Vec::new()
            } else {
                let read = |&r: &f64| order.confusion(r);
                thresholds.confusion.iter().map(read).collect()
            },
            time_to_discovery: order.places,
        }
    }

    /// Work saved over sampling at any recall; 0 without a relevant record.
    pub(crate) fn wss_at(&self, recall: f64) -> f64 {
        if self.relevant == 0 {
            return 0.0;
        }
        let order = Order {
            places: self.time_to_discovery.clone(),
            records: self.records,
        };
        order.wss(recall)
    }
}

/// Where the relevant records stand. The methods that read a threshold need at least one.
struct Order {
    /// Places from 1, ascending.
    places: Vec<usize>,
    records: usize,
}

impl Order {
    fn relevant(&self) -> f64 {
        self.places.len() as f64
    }

    /// Relevant records among the first `screened`.
    fn found(&self, screened: usize) -> usize {
        self.places.partition_point(|&place| place <= screened)
    }

    /// The largest i with i/N′ ≤ share.
    fn screened_at(&self, share: f64) -> usize {
        largest(self.records, share)
    }

    /// The largest k with k/P ≤ recall. Where there is none, all: one cannot stop before the first record, and the
    /// reference does the same.
    fn found_at(&self, recall: f64) -> usize {
        match largest(self.places.len(), recall) {
            0 => self.places.len(),
            k => k,
        }
    }

    /// An even spread: how many of the relevant records it has found at place `index`, from 0.
    fn evenly(&self, index: usize) -> f64 {
        let last = self.records - 1;
        if index == last && last > 0 {
            return self.relevant();
        }
        // The order of the operations is that of numpy.linspace, so that halves are rounded alike.
        (index as f64 * (self.relevant() / last.max(1) as f64)).round_ties_even()
    }

    fn recall(&self, share: f64) -> f64 {
        self.found(self.screened_at(share)) as f64 / self.relevant()
    }

    fn wss(&self, recall: f64) -> f64 {
        let k = self.found_at(recall);
        let (mut low, mut high) = (0, self.records);
        while low < high {
            let middle = low.midpoint(high);
            if self.evenly(middle) < k as f64 {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low as f64 - (self.places[k - 1] - 1) as f64) / self.records as f64
    }

    fn wss_cohen(&self, recall: f64) -> f64 {
        let needed = (1..=self.places.len())
            .find(|&k| k as f64 / self.relevant() >= recall)
            .unwrap_or(self.places.len());
        let left = self.records - self.places[needed - 1];
        left as f64 / self.records as f64 - (1.0 - recall)
    }

    fn erf(&self, share: f64) -> f64 {
        match self.screened_at(share) {
            0 => 0.0,
            screened => (self.found(screened) as f64 - self.evenly(screened - 1)) / self.relevant(),
        }
    }

    fn confusion(&self, recall: f64) -> ConfusionAt {
        let tp = self.found_at(recall);
        let fp = self.places[tp - 1] - tp;
        let irrelevant = self.records - self.places.len();
        let tn = irrelevant - fp;
        ConfusionAt {
            at: recall,
            tp,
            fp,
            tn,
            fn_: self.places.len() - tp,
            tnr: (irrelevant > 0).then(|| tn as f64 / irrelevant as f64),
        }
    }

    fn loss(&self) -> Option<f64> {
        let (p, n) = (self.relevant(), self.records as f64);
        if p == 0.0 || p == n {
            return None;
        }
        // A record found at place i counts in every cumulative sum from there on.
        let cumulative: f64 = self
            .places
            .iter()
            .map(|&place| (self.records - place + 1) as f64)
            .sum();
        Some((p * (n - (p - 1.0) / 2.0) - cumulative) / (p * (n - p)))
    }

    fn ndcg(&self) -> Option<f64> {
        if self.places.is_empty() || self.places.len() == self.records {
            return None;
        }
        let gain = |place: usize| 1.0 / (place as f64 + 1.0).log2();
        let gained: f64 = self.places.iter().map(|&place| gain(place)).sum();
        let ideal: f64 = (1..=self.places.len()).map(gain).sum();
        Some(gained / ideal)
    }
}

/// The largest i from 0 to `of` with i/of ≤ share.
fn largest(of: usize, share: f64) -> usize {
    let (mut low, mut high) = (0, of);
    while low < high {
        let middle = low.midpoint(high) + 1;
        let middle = middle.min(high);
        if middle as f64 / of as f64 <= share {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn measured(labels: &[bool], records: usize) -> Measures {
        let thresholds = Thresholds {
            recall: vec![0.1, 0.25, 0.5],
            wss: vec![0.5, 0.95, 1.0],
            erf: vec![0.1, 0.25, 0.5],
            confusion: vec![0.95],
        };
        Measures::of(labels, records, &thresholds)
    }

    fn values(series: &[At]) -> Vec<f64> {
        series
            .iter()
            .map(|at| (at.value * 1e7).round() / 1e7)
            .collect()
    }

    /// METHODS §1.
    #[test]
    fn golden_values() {
        let labels: Vec<bool> = "1011001001".chars().map(|c| c == '1').collect();
        let measures = measured(&labels, 20);
        assert_eq!(values(&measures.recall), [0.2, 0.6, 1.0]);
        assert_eq!(values(&measures.wss), [0.2, 0.4, 0.45]);
        assert_eq!(values(&measures.erf), [0.2, 0.4, 0.6]);
        assert_eq!(measures.time_to_discovery, [1, 3, 4, 7, 10]);
        assert_eq!(measures.average_time_to_discovery, Some(5.0));
        assert_eq!(
            measures.loss.map(|x| format!("{x:.7}")),
            Some("0.1333333".into())
        );
        assert_eq!(
            measures.ndcg.map(|x| format!("{x:.7}")),
            Some("0.8659013".into())
        );
        let at = measures.confusion[0];
        assert_eq!((at.tp, at.fp, at.tn, at.fn_), (4, 3, 12, 1));
        // (TN + FN)/N − (1 − r) by hand: recall 1 is reached at the 10th of 20.
        assert_eq!(values(&measures.wss_cohen)[2], 0.5);
    }

    #[test]
    fn nothing_is_invented_without_a_relevant_record() {
        let measures = measured(&[false, false], 5);
        assert!(measures.recall.is_empty() && measures.wss.is_empty());
        assert_eq!((measures.loss, measures.ndcg), (None, None));
        assert_eq!(measured(&[], 0).records, 0);
        assert_eq!(measured(&[true], 1).loss, None);
    }

    proptest! {
        #[test]
        fn measures_keep_their_bounds(
            labels in prop::collection::vec(any::<bool>(), 2..80),
            more in 0_usize..40,
        ) {
            let records = labels.len() + more;
            let found = labels.iter().filter(|&&l| l).count();
            prop_assume!(found > 0 && found < records);
            let measures = measured(&labels, records);
            for pair in measures.recall.windows(2) {
                prop_assert!(pair[0].value <= pair[1].value);
            }
            let (Some(loss), Some(ndcg)) = (measures.loss, measures.ndcg) else {
                return Err(TestCaseError::fail("both are defined"));
            };
            prop_assert!((-1e-12..=1.0 + 1e-12).contains(&loss));
            prop_assert!(ndcg > 0.0 && ndcg <= 1.0 + 1e-12);
            // The loss is 0 exactly when all relevant records come first.
            let first = labels[..found].iter().all(|&l| l);
            prop_assert_eq!(loss.abs() < 1e-12, first);
            for at in &measures.confusion {
                prop_assert_eq!(at.tp + at.fp + at.tn + at.fn_, records);
            }
            // The mean place follows from the loss.
            let (p, n) = (found as f64, records as f64);
            let atd = loss * (n - p) + (p + 1.0) / 2.0;
            prop_assert!((measures.average_time_to_discovery.unwrap_or(0.0) - atd).abs() < 1e-9);
        }

        /// asreview-insights, written as its definition says, over whole arrays.
        #[test]
        fn wss_and_erf_as_defined(labels in prop::collection::vec(any::<bool>(), 2..60)) {
            let n = labels.len();
            let p = labels.iter().filter(|&&l| l).count();
            prop_assume!(p > 0);
            let cumulative: Vec<usize> = labels
                .iter()
                .scan(0, |sum, &l| { *sum += usize::from(l); Some(*sum) })
                .collect();
            let even: Vec<f64> = (0..n)
                .map(|i| if i + 1 == n { p as f64 } else { i as f64 * (p as f64 / (n - 1) as f64) }.round_ties_even())
                .collect();
            let measures = measured(&labels, n);
            for at in &measures.wss {
                let k = (1..=p).rev().find(|&k| k as f64 / p as f64 <= at.at).unwrap_or(p);
                let chance = even.iter().position(|&r| r >= k as f64).unwrap_or(n) as f64;
                let found = cumulative.iter().position(|&c| c >= k).unwrap_or(n) as f64;
                prop_assert!((at.value - (chance - found) / n as f64).abs() < 1e-12);
            }
            for at in &measures.erf {
                let i = (1..=n).rev().find(|&i| i as f64 / n as f64 <= at.at);
                let value = i.map_or(0.0, |i| (cumulative[i - 1] as f64 - even[i - 1]) / p as f64);
                prop_assert!((at.value - value).abs() < 1e-12);
            }
        }
    }
}

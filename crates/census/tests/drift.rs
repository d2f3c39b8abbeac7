//! A drift of the classifier alone is no trend; a true trend is one.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test ends where what it needs is absent, and shows what it measured"
)]

use agreement::Proportion;
use census::{
    Accuracy, Answer, CountedAs, Counter, Design, DesignRow, Labelled, Period, Truth, Yearly,
    correct, trend,
};
use rand_mt::Mt64;

struct Chance(Mt64);

impl Chance {
    fn happens(&mut self, probability: f64) -> bool {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64 <= probability
    }
}

const FIRST: i32 = 2000;
const YEARS: i32 = 20;
const RECORDS_A_YEAR: usize = 600;
const LABELLED_A_YEAR: usize = 60;

/// What one simulated literature gives: whether a trend is claimed with the accuracy of each period, and whether one would
/// be claimed with one accuracy for all years.
fn simulate(
    seed: u64,
    share: impl Fn(f64) -> f64,
    sensitivity: impl Fn(f64) -> f64,
) -> (bool, bool) {
    let mut chance = Chance(Mt64::new(seed));
    let specificity = 0.97;
    let mut counter = Counter::new(CountedAs::Likeliest);
    let mut labelled = Vec::new();
    for year in 0..YEARS {
        let passed = f64::from(year) / f64::from(YEARS - 1);
        let found = |is: bool, chance: &mut Chance| {
            let probability = if is {
                sensitivity(passed)
            } else {
                1.0 - specificity
            };
            chance.happens(probability)
        };
        let design = |found: bool| {
            if found {
                Design::RandomisedTrial
            } else {
                Design::Observational
            }
        };
        for _ in 0..RECORDS_A_YEAR {
            let is = chance.happens(share(passed));
            let found = found(is, &mut chance);
            counter.add(&DesignRow {
                year: Some(FIRST + year),
                design: design(found),
                randomised_trial: if found { 0.9 } else { 0.1 },
                phase: None,
                people: None,
                trial_in_humans: Answer::Unclear,
            });
        }
        // A sample drawn by what the records truly are: half trials, half not.
        for number in 0..LABELLED_A_YEAR {
            let is = number % 2 == 0;
            let found = found(is, &mut chance);
            labelled.push(Labelled {
                year: Some(FIRST + year),
                truth: Truth::Randomised(is),
                design: design(found),
                randomised_trial: if found { 0.9 } else { 0.1 },
            });
        }
    }
    // Labels that tell "not randomised" tell nothing of other designs, but all of this one.
    let counts = counter.counts();
    let correction = correct(&counts, Design::RandomisedTrial, &labelled, &[], 0.95);
    let claimed = correction.trend.expect("periods").claimed;

    let years: Vec<Yearly> = correction
        .years
        .iter()
        .map(|y| Yearly {
            year: y.year,
            found: y.found,
        })
        .collect();
    let of = |is: bool| {
        labelled
            .iter()
            .filter(move |l| l.truth == Truth::Randomised(is))
    };
    let right = |is: bool| {
        of(is)
            .filter(|l| (l.design == Design::RandomisedTrial) == is)
            .count() as u64
    };
    let pooled = |period| Accuracy {
        period: Some(period),
        sensitivity: Proportion::new(right(true), of(true).count() as u64),
        specificity: Proportion::new(right(false), of(false).count() as u64),
    };
    let periods: Vec<Accuracy> = (0..4)
        .map(|n| {
            pooled(Period {
                first: FIRST + 5 * n,
                last: FIRST + 5 * n + 4,
            })
        })
        .collect();
    let naive = trend(&years, &periods, 0.95).expect("periods").claimed;
    (claimed, naive)
}

fn shares(
    share: impl Fn(f64) -> f64 + Copy,
    sensitivity: impl Fn(f64) -> f64 + Copy,
) -> (f64, f64) {
    const RUNS: u64 = 200;
    let runs: Vec<(bool, bool)> = (0..RUNS)
        .map(|seed| simulate(seed, share, sensitivity))
        .collect();
    let of = |claims: &dyn Fn(&(bool, bool)) -> bool| {
        runs.iter().filter(|run| claims(run)).count() as f64 / RUNS as f64
    };
    (of(&|run| run.0), of(&|run| run.1))
}

/// The true share is 20 % in all years; sensitivity falls from 95 % to 65 %.
#[test]
fn a_drift_alone_is_no_trend() {
    let (aware, naive) = shares(|_| 0.2, |passed| 0.95 - 0.3 * passed);
    println!(
        "flat share, falling sensitivity: a trend is claimed in {aware}; with one accuracy for all years in {naive}"
    );
    assert!(
        naive > 0.95,
        "the drift is large enough to mislead: {naive}"
    );
    // 5 % are expected by chance; 200 runs leave 2 % to 9 %.
    assert!(aware < 0.09, "{aware}");
}

/// The true share grows from 15 % to 30 % while sensitivity falls as before.
#[test]
fn a_true_trend_is_claimed_through_a_drift() {
    let (aware, _) = shares(|passed| 0.15 + 0.15 * passed, |passed| 0.95 - 0.3 * passed);
    println!("growing share, falling sensitivity: a trend is claimed in {aware}");
    assert!(aware > 0.9, "{aware}");
}

/// The drift itself is told, and with too few labels no trend is.
#[test]
fn a_drift_is_flagged_and_few_labels_claim_nothing() {
    let mut counter = Counter::new(CountedAs::Likeliest);
    let row = |year, design| DesignRow {
        year: Some(year),
        design,
        randomised_trial: 0.5,
        phase: None,
        people: Some(80),
        trial_in_humans: Answer::Yes,
    };
    for year in 2001..=2010 {
        for number in 0..100 {
            let design = if number < 30 {
                Design::RandomisedTrial
            } else {
                Design::Other
            };
            counter.add(&row(year, design));
        }
    }
    let label = |year, is: bool, right: bool| Labelled {
        year: Some(year),
        truth: Truth::Randomised(is),
        design: if is == right {
            Design::RandomisedTrial
        } else {
            Design::Other
        },
        randomised_trial: 0.5,
    };
    let labelled: Vec<Labelled> = (0..400)
        .map(|n| {
            let early = n % 2 == 0;
            let is = n % 4 < 2;
            // Of the trials 95 % are found early, 60 % late; of the others none.
            let right = !is || (if early { n % 80 != 0 } else { n % 10 < 6 });
            label(if early { 2003 } else { 2008 }, is, right)
        })
        .collect();
    let periods = [
        Period {
            first: 2001,
            last: 2005,
        },
        Period {
            first: 2006,
            last: 2010,
        },
    ];
    let found = correct(
        &counter.counts(),
        Design::RandomisedTrial,
        &labelled,
        &periods,
        0.95,
    );
    assert!(found.drift.expect("periods").flagged);
    assert!(found.in_words[0].contains("drifts"), "{:?}", found.in_words);
    // As many were found in all years by a classifier that finds fewer: there are more of them.
    assert!(found.trend.expect("a trend").claimed);

    let few = correct(
        &counter.counts(),
        Design::RandomisedTrial,
        &labelled[..30],
        &[],
        0.95,
    );
    assert!(few.drift.is_none() && few.trend.is_none());
    assert!(few.in_words[0].contains("not known"));
}

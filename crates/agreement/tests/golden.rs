//! Published and hand-checked values.

use agreement::{Confusion, Proportion, Resampling, Table, mcnemar};
use proptest::prelude::*;

fn near(found: Option<f64>, golden: f64) {
    assert!(
        found.is_some_and(|value| (value - golden).abs() < 1e-6),
        "{found:?} is not {golden}"
    );
}

#[test]
fn four_tables() -> Result<(), &'static str> {
    let tables: [(usize, &[f64], [f64; 4]); 4] = [
        (
            3,
            &[13.0, 0.0, 0.0, 0.0, 20.0, 7.0, 0.0, 4.0, 56.0],
            [0.89, 0.796_409, 0.835, 0.849_331],
        ),
        (
            2,
            &[1.0, 9.0, 9.0, 981.0],
            [0.982, 0.090_909, 0.964, 0.981_636],
        ),
        (
            2,
            &[10.0, 20.0, 10.0, 960.0],
            [0.97, 0.385_246, 0.94, 0.968_463],
        ),
        (2, &[45.0, 5.0, 5.0, 45.0], [0.9, 0.8, 0.8, 0.8]),
    ];
    for (categories, cells, [raw, kappa, pabak, ac1]) in tables {
        let table = Table::new(categories, cells.to_vec()).ok_or("a sound table was refused")?;
        near(Some(table.raw()), raw);
        near(table.kappa(), kappa);
        near(Some(table.pabak()), pabak);
        near(table.ac1(), ac1);
    }
    Ok(())
}

#[test]
fn one_category_leaves_kappa_undefined() {
    let all_alike = Table::new(2, vec![0.0, 0.0, 0.0, 30.0]);
    assert_eq!(all_alike.as_ref().map(Table::kappa), Some(None));
    near(all_alike.and_then(|table| table.ac1()), 1.0);
    for cells in [
        vec![0.0; 4],
        vec![1.0; 3],
        vec![1.0, -1.0, 1.0, 1.0],
        vec![f64::NAN; 4],
    ] {
        assert_eq!(Table::new(2, cells), None);
    }
}

#[test]
fn accuracy_against_a_truth() {
    let found = Confusion {
        true_positives: 57,
        false_negatives: 3,
        false_positives: 180,
        true_negatives: 760,
    };
    near(found.sensitivity().value(), 0.95);
    near(found.specificity().value(), 0.808_511);
    near(found.precision().value(), 0.240_506);
    near(found.f(2.0), 0.597_484);
    near(found.mcc(), 0.423_609);
    assert_eq!(Confusion::default().mcc(), None);
    assert_eq!(Confusion::default().sensitivity().interval(0.95), None);
}

/// Wilson: R's `prop.test(57, 60, correct = FALSE)`. Clopper–Pearson: the audit samples of METHODS §2.
#[test]
fn intervals_of_proportions() {
    let wilson = Proportion::new(57, 60).wilson(0.95);
    near(wilson.map(|i| i.low), 0.862_995);
    near(wilson.map(|i| i.high), 0.982_850);
    let at_the_edge = Proportion::new(20, 20).interval(0.95);
    near(at_the_edge.map(|i| i.low), 0.025_f64.powf(1.0 / 20.0));
    near(at_the_edge.map(|i| i.high), 1.0);
    near(
        Proportion::new(0, 20).interval(0.95).map(|i| i.high),
        1.0 - 0.025_f64.powf(1.0 / 20.0),
    );
    assert!(
        Proportion::new(72, 72)
            .clopper_pearson(0.95)
            .is_some_and(|i| i.low > 0.95)
    );
    assert_eq!(Proportion::new(3, 20).wilson(1.0), None);
}

#[test]
fn mcnemar_of_nineteen() {
    // 2 · Σ C(19, k) for k up to 5, over 2¹⁹.
    near(Some(mcnemar(14, 5)), 2.0 * 16_664.0 / 524_288.0);
    assert!((mcnemar(14, 5) - 0.0636).abs() < 5e-5);
    assert_eq!(mcnemar(14, 5), mcnemar(5, 14));
    assert_eq!([mcnemar(0, 0), mcnemar(3, 3)], [1.0, 1.0]);
}

#[test]
fn resampling_is_seeded_stratified_and_about_right() -> Result<(), &'static str> {
    // Of 40 items the first 30 have it: the share's standard error is √(.75 · .25 / 40) = .0685.
    let share = |drawn: &[usize]| Some(drawn.iter().filter(|&&i| i < 30).count() as f64 / 40.0);
    let by = Resampling {
        draws: 2000,
        seed: 7,
        level: 0.95,
    };
    let all = [(0..40).collect::<Vec<_>>()];
    let interval = by
        .interval(&all, share)
        .ok_or("a share is always defined")?;
    assert!((interval.low - 0.616).abs() < 0.02, "{interval:?}");
    assert!((interval.high - 0.884).abs() < 0.02, "{interval:?}");
    assert_eq!(by.interval(&all, share), Some(interval));
    // By strata the share cannot vary at all.
    let apart = [(0..30).collect(), (30..40).collect::<Vec<_>>()];
    assert_eq!(
        by.interval(&apart, share).map(|i| (i.low, i.high)),
        Some((0.75, 0.75))
    );
    assert_eq!(by.interval(&all, |_| None), None);
    assert_eq!(by.interval(&[], share), None);
    Ok(())
}

proptest! {
    #[test]
    fn the_exact_interval_holds_the_share(of in 1..400_u64, share in 0.0..=1.0_f64) {
        let proportion = Proportion::new((share * of as f64) as u64, of);
        for interval in [proportion.interval(0.95), proportion.clopper_pearson(0.95)] {
            let found = proportion.value().zip(interval);
            prop_assert!(found.is_some_and(|(value, interval)| interval.contains(value)));
        }
    }
}

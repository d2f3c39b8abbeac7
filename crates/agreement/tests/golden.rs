//! Published and hand-checked values.

use agreement::{
    Agreement, Confusion, Distance, Proportion, Ratings, Resampling, Scale, Table, Weights,
    mcnemar, paired_difference,
};
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
    near(found.number_needed_to_read(), 237.0 / 57.0);
    near(found.work_saved(), 0.763 - 0.05);
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
    // Every draw of one item is the same.
    assert_eq!(by.interval(&[vec![3]], share), None);
    assert_eq!(by.interval(&[vec![3], vec![4]], share), None);
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

/// The standard errors: `Kappa` of R's package vcd 1.4-11, quadratic and linear weights.
#[test]
fn weighted_kappa_and_standard_errors() -> Result<(), &'static str> {
    // With two categories all weights are the same.
    const TWO_RARE: [f64; 6] = [
        0.090_909_1,
        0.092_976_7,
        0.090_909_1,
        0.092_976_7,
        0.090_909_1,
        0.092_976_7,
    ];
    const TWO: [f64; 6] = [
        0.385_245_9,
        0.088_811_9,
        0.385_245_9,
        0.088_811_9,
        0.385_245_9,
        0.088_811_9,
    ];
    let tables: [(usize, &[f64], [f64; 6]); 3] = [
        (
            3,
            &[13.0, 0.0, 0.0, 0.0, 20.0, 7.0, 0.0, 4.0, 56.0],
            [
                0.796_409_4,
                0.058_910_7,
                0.892_156_9,
                0.035_351_5,
                0.842_902_0,
                0.047_872_1,
            ],
        ),
        (2, &[1.0, 9.0, 9.0, 981.0], TWO_RARE),
        (2, &[10.0, 20.0, 10.0, 960.0], TWO),
    ];
    for (
        categories,
        cells,
        [
            kappa,
            error,
            quadratic,
            quadratic_error,
            linear,
            linear_error,
        ],
    ) in tables
    {
        let table = Table::new(categories, cells.to_vec()).ok_or("a sound table was refused")?;
        let figures = [
            Weights::nominal(categories),
            Weights::quadratic(categories),
            Weights::linear(categories),
        ]
        .map(|w| (table.weighted_kappa(&w), table.weighted_kappa_error(&w)));
        let golden = [
            (kappa, error),
            (quadratic, quadratic_error),
            (linear, linear_error),
        ];
        for ((value, its_error), (golden, golden_error)) in figures.into_iter().zip(golden) {
            near(value, golden);
            near(its_error, golden_error);
        }
    }
    Ok(())
}

/// Four observers and twelve units: the example of Krippendorff (Computing Krippendorff's alpha-reliability, 2011), with
/// the figures of Gwet's package irrCAC (its data set `cac.raw4raters`).
#[test]
fn four_observers() -> Result<(), &'static str> {
    const MISSING: usize = 0;
    let observed = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ];
    let items: Vec<Vec<Option<usize>>> = (0..12)
        .map(|unit| {
            let given = observed.iter().map(|row| row[unit]);
            given
                .map(|value| (value != MISSING).then(|| value - 1))
                .collect()
        })
        .collect();
    let ratings = Ratings::new(5, &items).ok_or("sound ratings were refused")?;
    let counts = ratings.counts();
    let nominal = Weights::nominal(5);
    let about = |found: Option<f64>, golden: f64, within: f64| {
        assert!(
            found.is_some_and(|value| (value - golden).abs() < within),
            "{found:?} is not {golden}"
        );
    };
    assert_eq!((ratings.items(), counts.compared()), (12, 11));
    near(counts.raw(&nominal).map(|f| f.0), 0.818_181_8);
    for (figure, golden, error) in [
        (counts.ac2(&nominal), 0.775_44, 0.142_95),
        (counts.fleiss_kappa(&nominal), 0.761_17, 0.153_02),
    ] {
        about(figure.map(|f| f.0), golden, 5e-6);
        about(figure.and_then(|f| f.1), error, 5e-6);
    }
    about(counts.alpha(Distance::Nominal), 0.743, 5e-4);
    about(counts.alpha(Distance::Ordinal), 0.815, 5e-4);
    about(counts.alpha(Distance::Interval), 0.849, 5e-4);
    Ok(())
}

/// Fourteen raters, ten items, five categories: the worked example of Fleiss' κ that text books print.
#[test]
fn fleiss_of_fourteen() -> Result<(), &'static str> {
    let printed = [
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7],
    ];
    let items: Vec<Vec<Option<usize>>> = printed
        .iter()
        .map(|row| {
            (0..5)
                .flat_map(|c| std::iter::repeat_n(Some(c), row[c]))
                .collect()
        })
        .collect();
    let counts = Ratings::new(5, &items)
        .ok_or("sound ratings were refused")?
        .counts();
    let kappa = counts.fleiss_kappa(&Weights::nominal(5)).map(|f| f.0);
    assert!(
        kappa.is_some_and(|kappa| (kappa - 0.210).abs() < 5e-4),
        "{kappa:?}"
    );
    let raw = counts.raw(&Weights::nominal(5)).map(|f| f.0);
    assert!(raw.is_some_and(|raw| (raw - 0.378).abs() < 5e-4), "{raw:?}");
    Ok(())
}

#[test]
fn two_raters_are_the_same_as_a_table() -> Result<(), &'static str> {
    let items: Vec<Vec<Option<usize>>> = [(0, 0, 13), (1, 1, 20), (1, 2, 7), (2, 1, 4), (2, 2, 56)]
        .into_iter()
        .flat_map(|(a, b, n)| std::iter::repeat_n(vec![Some(a), Some(b)], n))
        .collect();
    let ratings = Ratings::new(3, &items).ok_or("sound ratings were refused")?;
    let (counts, table) = (ratings.counts(), ratings.table(0, 1).ok_or("a table")?);
    for weights in [
        Weights::nominal(3),
        Weights::linear(3),
        Weights::quadratic(3),
        Weights::ordinal(3),
    ] {
        let both = counts.ac2(&weights).zip(table.ac2(&weights));
        let ((ac, error), of_table) = both.ok_or("AC2")?;
        near(Some(of_table), ac);
        near(table.ac2_error(&weights), error.ok_or("an error")?);
    }
    let pabak = counts.pabak(&Weights::nominal(3)).ok_or("PABAK")?;
    near(Some(table.pabak()), pabak.0);
    near(table.pabak_error(), pabak.1.ok_or("an error")?);
    for distance in [Distance::Nominal, Distance::Ordinal, Distance::Interval] {
        near(table.alpha(distance), counts.alpha(distance).ok_or("α")?);
    }
    near(table.specific(0), 1.0);
    near(table.specific(1), 40.0 / 51.0);
    Ok(())
}

#[test]
fn all_figures_together() -> Result<(), &'static str> {
    let items: Vec<Vec<Option<usize>>> = [(0, 0, 10), (0, 1, 20), (1, 0, 10), (1, 1, 960)]
        .into_iter()
        .flat_map(|(a, b, n)| std::iter::repeat_n(vec![Some(a), Some(b)], n))
        .chain([vec![Some(0), None]])
        .collect();
    let ratings = Ratings::new(2, &items).ok_or("sound ratings were refused")?;
    let by = Resampling {
        draws: 2000,
        seed: 1,
        level: 0.95,
    };
    let found = Agreement::of(&ratings, Scale::Nominal, by).ok_or("figures")?;
    assert_eq!((found.items, found.raters), (1000, 2));
    assert_eq!(found.table, Some(vec![10, 20, 10, 960]));
    for (figure, golden) in [
        (found.raw, 0.97),
        (found.kappa, 0.385_246),
        (found.pabak, 0.94),
        (found.ac1, 0.968_463),
    ] {
        near(figure.value, golden);
        let (analytic, resampled) = figure
            .analytic
            .zip(figure.resampled)
            .ok_or("two intervals")?;
        assert!(
            analytic.contains(golden) && resampled.contains(golden),
            "{figure:?}"
        );
        // Two roads to the same interval: they differ by less than a fifth of its width.
        let width = analytic.high - analytic.low;
        assert!(
            (analytic.low - resampled.low).abs() < width / 5.0,
            "{figure:?}"
        );
        assert!(
            (analytic.high - resampled.high).abs() < width / 5.0,
            "{figure:?}"
        );
    }
    near(
        found.specific.first().and_then(|s| s.figure.value),
        20.0 / 50.0,
    );
    near(
        found.specific.get(1).and_then(|s| s.figure.value),
        1920.0 / 1950.0,
    );
    near(found.prevalence_index, 0.95);
    near(found.bias_index, 0.01);
    assert_eq!(Agreement::of(&ratings, Scale::Nominal, by), Some(found));
    // Nobody judged anything twice: there is nothing to say.
    let alone = Ratings::new(2, &[vec![Some(0), None], vec![None, Some(1)]]).ok_or("ratings")?;
    assert_eq!(Agreement::of(&alone, Scale::Nominal, by), None);
    assert_eq!(Ratings::new(2, &[vec![Some(2), None]]), None);
    // One category only: κ and α are not defined, AC1 is.
    let alike = Ratings::new(2, &vec![vec![Some(1), Some(1)]; 9]).ok_or("ratings")?;
    let found = Agreement::of(&alike, Scale::Nominal, by).ok_or("figures")?;
    assert_eq!(
        (found.kappa.value, found.alpha.value, found.ac1.value),
        (None, None, Some(1.0))
    );
    Ok(())
}

/// Three raters, some items not by all, ordered categories.
#[test]
fn more_than_two_with_an_order() -> Result<(), &'static str> {
    let items: Vec<Vec<Option<usize>>> = (0..60)
        .map(|i| {
            vec![
                Some(i % 3),
                Some((i / 2) % 3),
                (i % 4 != 0).then_some(i % 3),
            ]
        })
        .collect();
    let ratings = Ratings::new(3, &items).ok_or("ratings")?;
    let by = Resampling {
        draws: 500,
        seed: 1,
        level: 0.95,
    };
    let found = Agreement::of(&ratings, Scale::Ordinal, by).ok_or("figures")?;
    assert_eq!(
        (found.items, found.raters, found.table.is_none()),
        (60, 3, true)
    );
    for figure in [found.raw, found.kappa, found.pabak, found.ac1]
        .into_iter()
        .chain(found.weighted_kappa)
        .chain(found.ac2)
    {
        let (value, analytic) = figure.value.zip(figure.analytic).ok_or("an interval")?;
        assert!(analytic.contains(value) && figure.resampled.is_some_and(|i| i.contains(value)));
    }
    assert!(found.alpha.resampled.is_some() && found.alpha.analytic.is_none());
    Ok(())
}

/// An example of Newcombe (Statistics in Medicine 1998;17:2635), method 10.
#[test]
fn paired_differences() -> Result<(), &'static str> {
    let found = paired_difference(36, 12, 2, 0, 0.95).ok_or("an interval")?;
    assert!(
        (found.low - 0.0569).abs() < 5e-5 && (found.high - 0.3404).abs() < 5e-5,
        "{found:?}"
    );
    // No two judgements differ: of few records that still says little.
    let few = paired_difference(10, 0, 0, 0, 0.95).ok_or("an interval")?;
    assert!(few.low < -0.2 && few.high > 0.2, "{few:?}");
    assert_eq!(paired_difference(0, 0, 0, 0, 0.95), None);
    Ok(())
}

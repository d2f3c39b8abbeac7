#![allow(
    clippy::expect_used,
    reason = "a test ends where what it needs is absent"
)]

use super::*;

/// Numbers between 0 and 1 that look like chance and are the same every time.
fn numbers(seed: u64) -> impl Iterator<Item = f64> {
    let mut state = seed;
    std::iter::from_fn(move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        Some((state >> 11) as f64 / (1_u64 << 53) as f64)
    })
}

#[test]
fn pooling_gives_the_textbook_result() {
    let judged = |pairs: &[(f64, bool)]| -> Vec<Judged> {
        pairs
            .iter()
            .map(|&(predicted, included)| Judged {
                predicted,
                included,
            })
            .collect()
    };
    // 0 | 1 0 pooled to ½ | 1
    let curve = Isotonic::fit(&judged(&[
        (0.1, false),
        (0.3, true),
        (0.4, false),
        (0.9, true),
    ]));
    let shares: Vec<Option<f64>> = [0.0, 0.1, 0.3, 0.35, 0.4, 0.41, 0.9, 1.0]
        .map(|p| curve.share(p))
        .to_vec();
    let expected = [0.0, 0.0, 0.5, 0.5, 0.5, 1.0, 1.0, 1.0].map(Some);
    assert_eq!(shares, expected);
    // Equal probabilities are one point.
    let curve = Isotonic::fit(&judged(&[
        (0.5, true),
        (0.5, false),
        (0.5, false),
        (0.5, true),
    ]));
    assert_eq!(curve.share(0.5), Some(0.5));
    assert_eq!(curve.neighbours(0.5), Some((2, 4)));
    assert_eq!(Isotonic::fit(&[]).neighbours(0.5), None);
}

#[test]
fn an_overconfident_model_is_put_right() {
    // What the model calls p happens with p³: a known miscalibration.
    let mut chance = numbers(7);
    let judged: Vec<Judged> = (0..2000)
        .filter_map(|_| Some((chance.next()?, chance.next()?)))
        .map(|(predicted, draw)| Judged {
            predicted,
            included: draw < predicted.powi(3),
        })
        .collect();
    let curve = Isotonic::fit(&judged);
    for predicted in [0.2, 0.4, 0.6, 0.8, 0.95] {
        let found = curve.share(predicted).unwrap_or(-1.0);
        assert!(
            (found - f64::powi(predicted, 3)).abs() < 0.09,
            "{predicted}: {found}"
        );
    }
    let quality = quality(&judged).expect("enough was decided");
    assert!(
        quality.ece_raw > 0.2 && quality.ece_calibrated < 0.05,
        "{quality:?}"
    );
    assert!(quality.brier_calibrated < quality.brier_raw);
    let all: usize = quality.raw.iter().map(|bin| bin.count).sum();
    assert_eq!(all, 2000);
    let (included, of) = curve.neighbours(0.9).expect("a step");
    assert!(
        of >= NEIGHBOURS && (0.5..0.95).contains(&(included as f64 / of as f64)),
        "{included} of {of}"
    );
}

#[test]
fn too_little_is_not_enough() {
    let judged = |included: usize, excluded: usize| -> Vec<Judged> {
        let included = (0..included).map(|_| Judged {
            predicted: 0.9,
            included: true,
        });
        included
            .chain((0..excluded).map(|_| Judged {
                predicted: 0.1,
                included: false,
            }))
            .collect()
    };
    assert!(
        !is_enough(&judged(4, 100)) && !is_enough(&judged(100, 4)) && !is_enough(&judged(14, 15))
    );
    assert!(is_enough(&judged(5, 25)));
    assert_eq!(quality(&judged(4, 100)), None);
}

#[test]
fn wilson_intervals_are_the_published_ones() {
    // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20.
    for (successes, of, low, high) in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
    ] {
        let (l, h) = wilson(successes, of);
        assert!(
            (l - low).abs() < 5e-5 && (h - high).abs() < 5e-5,
            "{successes}/{of}: {l} {h}"
        );
    }
}

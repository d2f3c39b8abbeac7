//! What must hold of any meta-analysis; what the drawings and sentences say; sizes of published tables.

#![allow(
    clippy::panic,
    reason = "a property test ends where what it needs is absent"
)]

mod support;

use proptest::prelude::*;
use support::{Outcome, studies};
use synthesis::size::{Aim, Clusters, LogRank, Plan, ProportionsTest, Question, sample_size};
use synthesis::{
    Analysis, Asymmetry, Data, Estimate, HartungKnapp, LeftOutBecause, Measure, Method, Note,
    Options, PoolError, Study, TwoByTwo, Wording, egger, forest_plot, funnel_plot, pool, sentences,
    subgroups,
};

fn study(index: usize, data: Data) -> Study {
    Study {
        id: format!("s{index}"),
        label: format!("Study {index}"),
        group: None,
        data,
    }
}

fn table(events1: u64, n1: u64, events2: u64, n2: u64) -> Data {
    Data::TwoByTwo(TwoByTwo {
        events1,
        n1,
        events2,
        n2,
    })
}

fn estimates(values: &[(f64, f64)]) -> Vec<Study> {
    let of = |(index, (yi, sei)): (usize, &(f64, f64))| {
        study(index, Data::Estimate(Estimate { yi: *yi, sei: *sei }))
    };
    values.iter().enumerate().map(of).collect()
}

const METHODS: [Method; 4] = [
    Method::Fixed,
    Method::DerSimonianLaird,
    Method::Reml,
    Method::PauleMandel,
];

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-7 * (1.0 + a.abs().max(b.abs()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Order does not matter; changing all signs or the unit changes estimate and interval in the same way; τ² goes with
    /// the square, I² stays.
    #[test]
    fn order_sign_and_scale(
        values in prop::collection::vec((-3.0..3.0_f64, 0.05..1.5_f64), 2..12),
        scale in 0.01..100.0_f64,
        turn in 0_usize..12,
    ) {
        for method in METHODS {
            let options = Options::new(Measure::Difference, method);
            let run = |values: &[(f64, f64)]| pool(&estimates(values), &options);
            let base = run(&values).unwrap_or_else(|e| panic!("{e}"));
            let mut turned = values.clone();
            turned.rotate_left(turn % values.len());
            let other = run(&turned).unwrap_or_else(|e| panic!("{e}"));
            prop_assert!(close(base.pooled.estimate, other.pooled.estimate));
            prop_assert!(close(base.heterogeneity.tau2, other.heterogeneity.tau2));
            let changed: Vec<_> = values.iter().map(|(y, s)| (-y * scale, s * scale)).collect();
            let other = run(&changed).unwrap_or_else(|e| panic!("{e}"));
            prop_assert!(close(-scale * base.pooled.estimate, other.pooled.estimate));
            prop_assert!(close(-scale * base.pooled.interval.low, other.pooled.interval.high));
            prop_assert!(close(base.heterogeneity.i2, other.heterogeneity.i2));
            let weights: f64 = base.studies.iter().map(|s| s.weight).sum();
            prop_assert!(close(weights, 1.0));
        }
    }

    /// Arms changed over: ratios turn to their inverse, differences to their opposite, by every method for tables.
    #[test]
    fn arms_changed_over(tables in prop::collection::vec((0_u64..20, 20_u64..80, 0_u64..20, 20_u64..80), 2..9)) {
        for (measure, method) in [
            (Measure::OddsRatio, Method::MantelHaenszel),
            (Measure::RiskRatio, Method::MantelHaenszel),
            (Measure::RiskDifference, Method::MantelHaenszel),
            (Measure::PetoOddsRatio, Method::Peto),
            (Measure::RiskRatio, Method::Reml),
        ] {
            let options = Options::new(measure, method);
            let run = |over: bool| {
                let of = |(i, (a, n, c, m)): (usize, &(u64, u64, u64, u64))| {
                    study(i, if over { table(*c, *m, *a, *n) } else { table(*a, *n, *c, *m) })
                };
                pool(&tables.iter().enumerate().map(of).collect::<Vec<_>>(), &options)
            };
            match (run(false), run(true)) {
                (Ok(one), Ok(two)) => {
                    prop_assert!(close(one.pooled.estimate, -two.pooled.estimate));
                    prop_assert!(close(one.pooled.se, two.pooled.se));
                    prop_assert!(close(one.heterogeneity.q, two.heterogeneity.q));
                }
                (one, two) => prop_assert_eq!(one.is_err(), two.is_err()),
            }
        }
    }

    /// Whatever the names and numbers, the drawings are well-formed and show no markup of a name.
    #[test]
    fn drawings_are_well_formed(
        name in "\\PC{0,80}|<script>[a-z]{0,9}</script>|&[a-z]{2,5};\"'",
        values in prop::collection::vec((-1e3..1e3_f64, 1e-3..1e3_f64), 2..6),
    ) {
        let mut studies = estimates(&values);
        for study in &mut studies {
            study.label.clone_from(&name);
        }
        for measure in [Measure::Difference, Measure::Ratio] {
            let analysis = pool(&studies, &Options::new(measure, Method::DerSimonianLaird))
                .unwrap_or_else(|e| panic!("{e}"));
            let wording = Wording { outcome: name.clone(), favours_low: name.clone(), ..Wording::default() };
            for svg in [forest_plot(&analysis, None, &wording), funnel_plot(&analysis, &wording)] {
                let read = resvg::usvg::roxmltree::Document::parse(&svg);
                prop_assert!(read.is_ok(), "{:?}", read.err());
                prop_assert!(!svg.contains("NaN") && !svg.contains("inf\""));
                prop_assert!(!svg.contains("<script"));
            }
        }
    }
}

fn bcg(method: Method) -> Result<Analysis, Box<dyn std::error::Error>> {
    Ok(pool(
        &studies("bcg")?,
        &Options::new(Measure::RiskRatio, method),
    )?)
}

#[test]
fn too_few_studies_and_what_does_not_go_together_are_refused() {
    let options = Options::new(Measure::RiskRatio, Method::Reml);
    let too_few = |given, with_effect| {
        let left_out = Vec::new();
        Some(PoolError::TooFew {
            given,
            with_effect,
            left_out,
        })
    };
    assert_eq!(pool(&[], &options).err(), too_few(0, 0));
    let one = study(1, table(1, 10, 2, 10));
    assert_eq!(
        pool(std::slice::from_ref(&one), &options).err(),
        too_few(1, 1)
    );
    let nothing = study(2, table(0, 10, 0, 10));
    let told = pool(&[one.clone(), nothing], &options).map_err(|why| why.to_string());
    assert_eq!(
        told.err().as_deref(),
        Some(
            "1 of 2 studies have an estimate; a meta-analysis needs two or more (Study 2: both arms have no event, or events only, which says nothing of a ratio)"
        )
    );
    assert_eq!(
        pool(&[one.clone(), one.clone()], &options).err(),
        Some(PoolError::Twice("s1".to_owned()))
    );
    let two = [one, study(3, table(2, 20, 4, 20))];
    let mh = Options::new(Measure::MeanDifference, Method::MantelHaenszel);
    assert!(matches!(pool(&two, &mh), Err(PoolError::Method { .. })));
    let fixed = Options {
        hartung_knapp: HartungKnapp::Plain,
        ..Options::new(Measure::RiskRatio, Method::Fixed)
    };
    assert!(matches!(
        pool(&two, &fixed),
        Err(PoolError::HartungKnapp { .. })
    ));
    // No event in the first arm anywhere: no ratio, but a difference.
    let none = [study(1, table(0, 10, 2, 10)), study(2, table(0, 20, 3, 20))];
    let mh = |measure| pool(&none, &Options::new(measure, Method::MantelHaenszel));
    assert!(matches!(
        mh(Measure::RiskRatio),
        Err(PoolError::NotEstimable { .. })
    ));
    assert!(mh(Measure::RiskDifference).is_ok());
}

#[test]
fn what_was_corrected_and_left_out_is_said() -> Outcome {
    let analysis = pool(
        &studies("beta_blockers")?,
        &Options::new(Measure::OddsRatio, Method::Reml),
    )?;
    let left: Vec<(&str, LeftOutBecause)> = analysis
        .left_out
        .iter()
        .map(|l| (l.id.as_str(), l.because))
        .collect();
    assert_eq!(
        left,
        ["Pitt", "Hutton", "Yusuf"].map(|id| (id, LeftOutBecause::DoubleZero))
    );
    let corrected = Note::CorrectedForZeros {
        studies: vec!["Gupta".to_owned()],
    };
    assert!(analysis.notes.contains(&corrected), "{:?}", analysis.notes);
    Ok(())
}

#[test]
fn egger_needs_ten_studies() -> Outcome {
    let all = studies("bcg")?;
    let options = Options::new(Measure::RiskRatio, Method::Reml);
    assert!(matches!(
        egger(&pool(&all, &options)?),
        Asymmetry::Tested(_)
    ));
    assert_eq!(
        egger(&pool(&all[..9], &options)?),
        Asymmetry::TooFewStudies {
            studies: 9,
            needed: 10
        }
    );
    Ok(())
}

/// The numbers are those of Viechtbauer's tutorial on BCG (J Stat Softw 2010;36(3), section 3): log risk ratio −0.7145
/// (−1.0669 to −0.3622), τ² 0.3132, I² 92.22 %, Q 152.23 on 12.
#[test]
fn the_draft_says_what_the_numbers_say() -> Outcome {
    let wording = Wording {
        outcome: "tuberculosis".to_owned(),
        first_arm: "BCG vaccine".to_owned(),
        second_arm: "no vaccine".to_owned(),
        ..Wording::default()
    };
    let draft = sentences(&bcg(Method::Reml)?, &wording)?;
    let texts: Vec<&str> = draft.iter().map(|s| s.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "13 studies with 357347 participants were pooled for tuberculosis, BCG vaccine against no vaccine (random effects, restricted maximum likelihood): risk ratio 0.49 (95 % confidence interval 0.34 to 0.70).",
            "The interval of the pooled risk ratio lies below 1 (p < 0.001).",
            "Of the variation between the estimates, 92 % (82 % to 98 %) was more than chance would explain (I²), τ² was 0.31 (0.12 to 1.11) on the log scale; Cochran's Q was 152.2 on 12 degrees of freedom (p < 0.001).",
            "In a further, similar study the true value is expected between 0.13 and 1.78 (95 % prediction interval), which includes no effect.",
            "Leaving out one study at a time, the pooled estimate ranged from 0.45 to 0.53, and each time the interval excluded no effect.",
            "Egger's test for small-study effects gave a slope of −2.11 on the standard error (p = 0.189).",
        ]
    );
    assert!(draft.iter().all(|sentence| sentence.studies.len() == 13));
    Ok(())
}

#[test]
fn an_interval_with_no_effect_is_not_told_as_a_finding() -> Outcome {
    let values = [(0.1, 0.2), (-0.05, 0.25), (0.2, 0.3)];
    let analysis = pool(
        &estimates(&values),
        &Options::new(Measure::Ratio, Method::Reml),
    )?;
    let draft = sentences(&analysis, &Wording::default())?;
    let text: Vec<&str> = draft.iter().map(|s| s.text.as_str()).collect();
    let text = text.join(" ");
    assert!(
        text.contains("shows neither a difference nor that there is none"),
        "{text}"
    );
    for word in ["significant", "effective", "lies above", "lies below"] {
        assert!(!text.contains(word), "{text}");
    }
    // Two studies of which one decides.
    let two = [(0.8, 0.2), (0.0, 0.3)];
    let analysis = pool(
        &estimates(&two),
        &Options::new(Measure::Difference, Method::Fixed),
    )?;
    let draft = sentences(&analysis, &Wording::default())?;
    assert!(
        draft.iter().any(|s| s
            .text
            .contains("; without Study 0 the interval includes no effect.")),
        "{draft:?}"
    );
    Ok(())
}

#[test]
fn the_forest_plot_shows_all_numbers() -> Outcome {
    let analysis = bcg(Method::Reml)?;
    let groups = subgroups(&analysis)?;
    let svg = forest_plot(&analysis, Some(&groups), &Wording::default());
    for text in [
        ">Aronson 1948<",
        ">4/123<",
        ">11/139<",
        ">0.41 [0.13 to 1.26]<",
        ">0.49 [0.34 to 0.70]<",
        ">[0.13 to 1.78]<",
        ">Random effects (13 studies)<",
        "I² = 92 % (95 % CI 82 % to 98 %)",
        ">alternate<",
        ">Ferguson &amp; Simes 1949<",
        "Risk ratio (log scale)",
        "Difference between subgroups: Q = 1.86, df = 2, p = 0.394",
    ] {
        assert!(svg.contains(text), "{text}\n{svg}");
    }
    Ok(())
}

/// Sizes in each arm as published.
#[test]
fn sizes_are_those_of_published_tables() -> Outcome {
    let arms =
        |question: &Question, plan: &Plan| sample_size(question, plan).map(|s| (s.first, s.second));
    let t = |d| Question::TwoMeans {
        difference: d,
        sd: 1.0,
        aim: Aim::Difference,
    };
    // Cohen 1988, table 2.4.1 (a₂ = .05, power .80): d .2, .5, .8.
    for (d, n) in [(0.2, 394), (0.5, 64), (0.8, 26)] {
        assert_eq!(arms(&t(d), &Plan::new(0.05, 0.8))?, (n, n));
    }
    // Chow, Shao and Wang 2008: 3.2.4, non-inferiority of means; 4.2, of proportions.
    let aim = Aim::NonInferiority { margin: 0.05 };
    let means = Question::TwoMeans {
        difference: 0.0,
        sd: 0.1,
        aim,
    };
    assert_eq!(arms(&means, &Plan::new(0.05, 0.8))?, (50, 50));
    let proportions = Question::TwoProportions {
        first: 0.85,
        second: 0.65,
        test: ProportionsTest::ChiSquared,
        aim: Aim::NonInferiority { margin: 0.1 },
    };
    assert_eq!(arms(&proportions, &Plan::new(0.05, 0.8))?, (25, 25));
    Ok(())
}

/// By hand: (1.96 + 0.8416)² = 7.849; of HR ½ and equal arms Schoenfeld 4 · 7.849/(ln 2)² = 65.3, Freedman 9 · 7.849 =
/// 70.6; with half of the second arm having an event, 1 − ½^½ = 29.3 % of the first.
#[test]
fn events_and_people_of_survival() -> Outcome {
    let question = |formula| Question::Survival {
        hazard_ratio: 0.5,
        events_second: 0.5,
        formula,
        aim: Aim::Difference,
    };
    let plan = Plan::new(0.05, 0.8);
    let schoenfeld = sample_size(&question(LogRank::Schoenfeld), &plan)?;
    assert_eq!((schoenfeld.events, schoenfeld.first), (Some(66), 83));
    let freedman = sample_size(&question(LogRank::Freedman), &plan)?;
    assert_eq!((freedman.events, freedman.second), (Some(71), 90));
    // The same hazards, the other way round: as many events.
    let other = Question::Survival {
        hazard_ratio: 2.0,
        events_second: 0.5,
        formula: LogRank::Freedman,
        aim: Aim::Difference,
    };
    assert_eq!(sample_size(&other, &plan)?.events, Some(71));
    Ok(())
}

#[test]
fn clusters_and_drop_out_come_on_top() -> Outcome {
    let question = Question::TwoMeans {
        difference: 0.5,
        sd: 1.0,
        aim: Aim::Difference,
    };
    let plan = Plan {
        drop_out: 0.2,
        clusters: Some(Clusters {
            size: 20.0,
            icc: 0.05,
            cv: 0.0,
        }),
        ..Plan::new(0.05, 0.8)
    };
    // 63.77 people · 1.95 = 124.3: 7 clusters of 20, 140 analysed, 175 recruited.
    let size = sample_size(&question, &plan)?;
    assert_eq!(
        (size.clusters, size.first, size.total),
        (Some((7, 7)), 175, 350)
    );
    let lost = sample_size(
        &question,
        &Plan {
            drop_out: 0.2,
            ..Plan::new(0.05, 0.8)
        },
    )?;
    assert_eq!(lost.first, 80);
    for (wrong, name) in [
        (Plan::new(0.0, 0.8), "α"),
        (Plan::new(0.05, 1.0), "the power"),
        (
            Plan {
                drop_out: 1.0,
                ..plan
            },
            "drop-out",
        ),
        (
            Plan {
                ratio: f64::NAN,
                ..plan
            },
            "the allocation ratio",
        ),
    ] {
        let error = sample_size(&question, &wrong).err().map(|e| e.to_string());
        assert!(
            error.as_ref().is_some_and(|e| e.contains(name)),
            "{error:?}"
        );
    }
    let beyond = Question::TwoMeans {
        difference: 1.0,
        sd: 1.0,
        aim: Aim::Equivalence { margin: 0.5 },
    };
    assert!(sample_size(&beyond, &Plan::new(0.05, 0.8)).is_err());
    Ok(())
}

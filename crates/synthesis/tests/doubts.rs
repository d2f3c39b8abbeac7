//! What the numbers of a few studies cannot carry is said, and what nobody knows is not taken for something known.

use synthesis::{
    Data, Estimate, HartungKnapp, Measure, Method, Note, Options, PoolError, Study, TwoByTwo,
    Wording, pool, sentences, subgroups,
};

type Outcome = Result<(), Box<dyn std::error::Error>>;

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

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-7 * (1.0 + a.abs().max(b.abs()))
}

/// What a statistician would ask first.
#[test]
fn what_the_numbers_cannot_carry_is_said() -> Outcome {
    // Of estimates that are all the same, the interval of Hartung and Knapp would have no width.
    let same = estimates(&[(0.3, 0.1), (0.3, 0.2), (0.3, 0.15)]);
    let plain = Options {
        hartung_knapp: HartungKnapp::Plain,
        ..Options::new(Measure::Difference, Method::Reml)
    };
    assert_eq!(pool(&same, &plain), Err(PoolError::SameEstimates));
    let ad_hoc = Options {
        hartung_knapp: HartungKnapp::AdHoc,
        ..plain
    };
    let found = pool(&same, &ad_hoc)?;
    assert!(found.pooled.interval.low < 0.3 && found.pooled.interval.high > 0.3);
    // Where only two are the same, nothing is left to the interval once the third is out; the draft says so.
    let almost = pool(&estimates(&[(0.3, 0.1), (0.3, 0.2), (0.9, 0.15)]), &plain)?;
    let draft = sentences(&almost, &Wording::default())?;
    assert!(
        draft.iter().any(|one| one
            .text
            .contains("Without one of the studies, no pooled estimate")),
        "{draft:?}"
    );
    // Few studies are told of a fixed effect too, where I² has no interval.
    let two = pool(
        &estimates(&[(0.3, 0.1), (0.1, 0.2)]),
        &Options::new(Measure::Difference, Method::Fixed),
    )?;
    assert!(two.notes.contains(&Note::FewStudies { studies: 2 }));
    assert!(two.prediction.is_none());
    // Two comparisons of one trial with a shared control.
    let mut shared = vec![
        study(1, table(4, 60, 11, 70)),
        study(2, table(6, 61, 11, 70)),
        study(3, table(9, 90, 11, 70)),
    ];
    for (study, label) in shared.iter_mut().zip(["Lee 2003a", "Lee 2003b", "Wu 2004"]) {
        study.label = label.to_owned();
    }
    let found = pool(&shared, &Options::new(Measure::RiskRatio, Method::Reml))?;
    let studies = vec!["s1".to_owned(), "s2".to_owned()];
    assert!(
        found.notes.contains(&Note::SameArm { studies }),
        "{:?}",
        found.notes
    );
    Ok(())
}

/// Studies of which nobody knows the subgroup are no subgroup of their own in the test of a difference.
#[test]
fn unknown_is_no_subgroup() -> Outcome {
    let mut studies = estimates(&[
        (0.1, 0.1),
        (0.2, 0.1),
        (0.5, 0.1),
        (0.6, 0.1),
        (3.0, 0.1),
        (3.1, 0.1),
    ]);
    for (place, study) in studies.iter_mut().enumerate() {
        study.group = ["children", "adults"]
            .get(place / 2)
            .map(|name| (*name).to_owned());
    }
    let options = Options::new(Measure::Difference, Method::Fixed);
    let found = subgroups(&pool(&studies, &options)?)?;
    assert_eq!(found.groups.len(), 3);
    // By hand: each subgroup has a variance of .005, so Q = (.55 − .15)² / (2 · .005).
    assert!((found.q - 16.0).abs() < 1e-9, "{}", found.q);
    assert!(close(found.df, 1.0));
    // A subgroup that cannot be pooled is named.
    let mut tables = vec![
        study(0, table(0, 50, 3, 50)),
        study(1, table(0, 40, 2, 40)),
        study(2, table(4, 40, 2, 40)),
        study(3, table(5, 40, 6, 40)),
    ];
    for (place, study) in tables.iter_mut().enumerate() {
        study.group = Some(["early", "late"][place / 2].to_owned());
    }
    let options = Options::new(Measure::RiskRatio, Method::MantelHaenszel);
    let refused = subgroups(&pool(&tables, &options)?).map(|_| ());
    assert!(
        refused
            .as_ref()
            .is_err_and(|why| why.to_string().contains("“early”")),
        "{refused:?}"
    );
    Ok(())
}

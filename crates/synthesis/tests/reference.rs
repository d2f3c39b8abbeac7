//! Effect sizes, meta-analyses and sample sizes are those of R's metafor, pwr and epiR, to 1e-6.

mod support;

use std::collections::BTreeMap;
use std::process::Command;

use support::{Outcome, folder, studies};
use synthesis::size::{Aim, Plan, ProportionsTest, Question, sample_size};
use synthesis::{
    Analysis, Asymmetry, DoubleZero, HartungKnapp, Measure, Method, Options, cumulative, egger,
    leave_one_out, pool, subgroups,
};

/// What R says, by case and name; each value is taken out when it is compared.
struct Reference(BTreeMap<(String, String), f64>);

impl Reference {
    fn read(text: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let rows = text.lines().skip(1).map(|line| {
            let mut cells = line.splitn(3, ',');
            let mut next = || cells.next().ok_or("a row has three cells");
            let key = (next()?.to_owned(), next()?.to_owned());
            Ok((key, next()?.trim().parse()?))
        });
        rows.collect::<Result<_, Box<dyn std::error::Error>>>()
            .map(Self)
    }

    /// Compares where R says something, in parts of a million of the value or of 1.
    fn is(&mut self, case: &str, name: &str, ours: Option<f64>) {
        let Some(theirs) = self.0.remove(&(case.to_owned(), name.to_owned())) else {
            return;
        };
        let close = ours.is_some_and(|ours| (ours - theirs).abs() <= 1e-6 * theirs.abs().max(1.0));
        assert!(close, "{case} {name}: {ours:?}, R says {theirs}");
    }

    fn compare(&mut self, case: &str, analysis: &Analysis) {
        let (pooled, found) = (&analysis.pooled, &analysis.heterogeneity);
        let mut is = |name: &str, ours| self.is(case, name, ours);
        is("estimate", Some(pooled.estimate));
        is("se", Some(pooled.se));
        is("low", Some(pooled.interval.low));
        is("high", Some(pooled.interval.high));
        // Of a proportion there is no test.
        let p = statrs_two_sided(pooled.statistic, pooled.df);
        is("p", pooled.p.or(p));
        is("q", Some(found.q));
        is("q_p", Some(found.p));
        is("tau2", Some(found.tau2));
        is("i2", Some(found.i2));
        is("h2", Some(found.h2));
        // An empty interval is told by metafor as one from 0 to 0, with a message.
        is(
            "tau2_low",
            found.tau2_interval.map_or(Some(0.0), |i| Some(i.low)),
        );
        is(
            "tau2_high",
            found.tau2_interval.map_or(Some(0.0), |i| Some(i.high)),
        );
        is(
            "i2_low",
            found.i2_interval.map_or(Some(0.0), |i| Some(i.low)),
        );
        is(
            "i2_high",
            found.i2_interval.map_or(Some(0.0), |i| Some(i.high)),
        );
        is(
            "prediction_low",
            analysis.prediction.map(|p| p.interval.low),
        );
        is(
            "prediction_high",
            analysis.prediction.map(|p| p.interval.high),
        );
        for (index, study) in analysis.studies.iter().enumerate() {
            is(&format!("weight{}", index + 1), Some(study.weight));
        }
    }
}

fn statrs_two_sided(statistic: f64, df: Option<f64>) -> Option<f64> {
    use statrs::distribution::{ContinuousCDF, Normal, StudentsT};
    match df {
        Some(df) => StudentsT::new(0.0, 1.0, df)
            .ok()
            .map(|t| 2.0 * t.sf(statistic.abs())),
        None => Some(2.0 * Normal::standard().sf(statistic.abs())),
    }
}

/// All that is compared with a reference.
fn compare(reference: &mut Reference) -> Outcome {
    use Measure as M;
    let all = [
        ("bcg:OR", M::OddsRatio),
        ("bcg:OR:kept", M::OddsRatio),
        ("bcg:RR", M::RiskRatio),
        ("bcg:RD", M::RiskDifference),
        ("catheters:OR", M::OddsRatio),
        ("catheters:OR:kept", M::OddsRatio),
        ("catheters:RR", M::RiskRatio),
        ("catheters:RD", M::RiskDifference),
        ("beta_blockers:OR", M::OddsRatio),
        ("beta_blockers:OR:kept", M::OddsRatio),
        ("beta_blockers:RR", M::RiskRatio),
        ("beta_blockers:RD", M::RiskDifference),
        ("stroke_units:MD", M::MeanDifference),
        ("stroke_units:SMD", M::StandardizedMeanDifference),
        ("vasospasm:PLO", M::LogitProportion),
        ("vasospasm:PFT", M::FreemanTukey),
        ("passive_smoking:GEN", M::Ratio),
    ];
    for (case, measure) in all {
        let file = case.split(':').next().unwrap_or_default();
        let given = studies(file)?;
        let with = |method, hartung_knapp| {
            let double_zero = if case.ends_with("kept") {
                DoubleZero::Kept
            } else {
                DoubleZero::LeftOut
            };
            pool(
                &given,
                &Options {
                    hartung_knapp,
                    double_zero,
                    ..Options::new(measure, method)
                },
            )
        };
        let fixed = with(Method::Fixed, HartungKnapp::No)?;
        // R numbers all rows; one that is left out has no value there.
        for (index, study) in given.iter().enumerate() {
            let own = fixed.studies.iter().find(|s| s.id == study.id);
            reference.is(case, &format!("yi{}", index + 1), own.map(|s| s.yi));
            reference.is(case, &format!("vi{}", index + 1), own.map(|s| s.vi));
        }
        reference.compare(&format!("{case}:FE"), &fixed);
        for (name, method, knapp) in [
            ("DL", Method::DerSimonianLaird, HartungKnapp::No),
            ("REML", Method::Reml, HartungKnapp::No),
            ("PM", Method::PauleMandel, HartungKnapp::No),
            ("REML:HK", Method::Reml, HartungKnapp::Plain),
            ("DL:adhoc", Method::DerSimonianLaird, HartungKnapp::AdHoc),
        ] {
            let analysis = with(method, knapp)?;
            reference.compare(&format!("{case}:{name}"), &analysis);
            if name == "REML" {
                let shown = analysis.shown_interval(analysis.pooled.interval);
                reference.is(
                    case,
                    "shown",
                    Some(analysis.shown(analysis.pooled.estimate)),
                );
                reference.is(case, "shown_low", Some(shown.low));
                reference.is(case, "shown_high", Some(shown.high));
            }
        }
        if matches!(measure, M::OddsRatio | M::RiskRatio | M::RiskDifference) {
            let analysis = with(Method::MantelHaenszel, HartungKnapp::No)?;
            reference.compare(&format!("{case}:MH"), &analysis);
        }
        if let Asymmetry::Tested(test) = egger(&fixed) {
            reference.is(case, "egger_t", Some(test.t));
            reference.is(case, "egger_p", Some(test.p));
            reference.is(case, "egger_bias", Some(test.bias));
            reference.is(case, "egger_limit", Some(test.limit));
        }
    }
    for file in ["bcg", "catheters", "beta_blockers"] {
        let analysis = pool(
            &studies(file)?,
            &Options::new(M::PetoOddsRatio, Method::Peto),
        )?;
        reference.compare(&format!("{file}:PETO:Peto"), &analysis);
    }
    resting_on(reference)?;
    sizes(reference)
}

fn resting_on(reference: &mut Reference) -> Outcome {
    let options = Options::new(Measure::RiskRatio, Method::Reml);
    let bcg = pool(&studies("bcg")?, &options)?;
    for (index, without) in leave_one_out(&bcg)?.iter().enumerate() {
        let name = |what: &str| format!("{what}{}", index + 1);
        reference.is(
            "bcg:RR:leave",
            &name("estimate"),
            Some(without.pooled.estimate),
        );
        reference.is(
            "bcg:RR:leave",
            &name("high"),
            Some(without.pooled.interval.high),
        );
    }
    for (index, so_far) in cumulative(&bcg)?.iter().enumerate() {
        let name = format!("estimate{}", index + 1);
        reference.is("bcg:RR:cumulative", &name, Some(so_far.pooled.estimate));
    }
    let groups = subgroups(&bcg)?;
    reference.is("bcg:RR:groups", "q", Some(groups.q));
    reference.is("bcg:RR:groups", "p", groups.p);
    Ok(())
}

/// People in the second arm as the comparison needs them, not rounded.
fn needed(question: &Question, plan: &Plan) -> Option<f64> {
    let size = sample_size(question, plan).ok()?;
    size.steps.first().map(|step| step.second)
}

fn sizes(reference: &mut Reference) -> Outcome {
    for d in [0.2, 0.5, 0.8, 1.3] {
        for power in [0.8, 0.9] {
            let question = Question::TwoMeans {
                difference: d,
                sd: 1.0,
                aim: Aim::Difference,
            };
            let ours = needed(&question, &Plan::new(0.05, power));
            reference.is(&format!("means:{d}:{power}"), "n", ours);
        }
    }
    // With the power that R gives to 96 and 48 people, these are what is needed.
    let key = ("means_unequal:0.5:0.8".to_owned(), "power".to_owned());
    let power = reference
        .0
        .remove(&key)
        .ok_or("the power of unequal arms")?;
    let question = Question::TwoMeans {
        difference: 0.5,
        sd: 1.0,
        aim: Aim::Difference,
    };
    let two_to_one = |alpha, power| Plan {
        ratio: 2.0,
        ..Plan::new(alpha, power)
    };
    let ours = needed(&question, &two_to_one(0.05, power)).ok_or("a size")?;
    assert!((ours - 48.0).abs() < 1e-6, "{ours}");

    for (first, second) in [(0.65, 0.85), (0.1, 0.2), (0.03, 0.05)] {
        let of = |test| Question::TwoProportions {
            first,
            second,
            test,
            aim: Aim::Difference,
        };
        let case = format!("proportions:{first}:{second}");
        let chi = needed(&of(ProportionsTest::ChiSquared), &Plan::new(0.05, 0.9));
        reference.is(&case, "chi", chi);
        // So many people as have the power that R gives to a number.
        let key = (case.clone(), "arcsine_power".to_owned());
        let power = reference.0.remove(&key).ok_or("the power by arcsines")?;
        let arcsine = needed(&of(ProportionsTest::Arcsine), &Plan::new(0.05, power));
        reference.is(&case, "arcsine_n", arcsine);
    }
    let proportions = |first, second, aim| Question::TwoProportions {
        first,
        second,
        test: ProportionsTest::ChiSquared,
        aim,
    };
    let means = |difference, sd, aim| Question::TwoMeans {
        difference,
        sd,
        aim,
    };
    let plan = Plan::new(0.05, 0.8);
    let not_worse = proportions(0.85, 0.65, Aim::NonInferiority { margin: 0.1 });
    let same = Aim::Equivalence { margin: 0.5 };
    for (case, question, plan) in [
        ("ni_proportions", not_worse, plan),
        ("ni_proportions_2", not_worse, two_to_one(0.05, 0.8)),
        (
            "ni_means",
            means(0.0, 10.0, Aim::NonInferiority { margin: 5.0 }),
            plan,
        ),
        (
            "eq_proportions",
            proportions(0.75, 0.8, Aim::Equivalence { margin: 0.2 }),
            plan,
        ),
        (
            "eq_means",
            means(0.1, 1.0, same),
            Plan { ratio: 1.5, ..plan },
        ),
    ] {
        reference.is(case, "n", needed(&question, &plan));
    }
    Ok(())
}

fn all_compared(text: &str) -> Outcome {
    let mut reference = Reference::read(text)?;
    let values = reference.0.len();
    compare(&mut reference)?;
    assert_eq!(reference.0.len(), 0, "not compared: {:?}", reference.0);
    assert!(values > 2000, "the reference has {values} values only");
    Ok(())
}

#[test]
fn every_value_is_that_of_r() -> Outcome {
    all_compared(&std::fs::read_to_string(folder().join("reference.csv"))?)
}

/// Runs the script again where R and its packages are present.
#[test]
fn r_still_says_so() -> Outcome {
    let packages = "for (p in c('metafor', 'pwr', 'epiR')) if (!requireNamespace(p, quietly = TRUE)) q(status = 1)";
    let present = Command::new("Rscript")
        .args(["--vanilla", "-e", packages])
        .output();
    if !present.is_ok_and(|output| output.status.success()) {
        println!("skipped: R with metafor, pwr and epiR is not here");
        return Ok(());
    }
    let output = Command::new("Rscript")
        .args(["--vanilla", "reference.R"])
        .current_dir(folder())
        .output()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    all_compared(&String::from_utf8(output.stdout)?)
}

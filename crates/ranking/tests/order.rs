//! The order is ASReview's, record by record, on real reviews.
//!
//! `golden/orders.csv` holds row numbers that ASReview 3.0.5 gave; `tests/benchmarks/ranking_golden.py` made it.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use ranking::{Basis, Label, Model, Ranker, SimulationError, SimulationOptions, Simulator};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Titles with abstracts, and labels.
fn review(
    path: &Path,
    label_column: &str,
) -> Result<(Vec<String>, Vec<bool>), Box<dyn std::error::Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let headers = reader.headers()?.clone();
    let column = |name: &str| {
        let at = headers.iter().position(|header| header == name);
        at.ok_or_else(|| format!("{} has no column {name}", path.display()))
    };
    let (title, abstract_text) = (column("title")?, column("abstract")?);
    let label = column(label_column)?;
    let (mut texts, mut labels) = (Vec::new(), Vec::new());
    for row in reader.records() {
        let row = row?;
        texts.push(format!("{} {}", &row[title], &row[abstract_text]));
        labels.push(&row[label] == "1");
    }
    Ok((texts, labels))
}

#[test]
fn the_order_of_asreview() -> Outcome {
    let Some(folder) = real_data::folder("screening") else {
        return Ok(());
    };
    let never = AtomicBool::new(false);
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/orders.csv");
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_path(golden)?;
    let mut compared = 0;
    for row in reader.records() {
        let row = row?;
        let order = row[5]
            .split(' ')
            .map(str::parse)
            .collect::<Result<Vec<usize>, _>>()?;
        let path = folder.join("dev").join(format!("{}.csv", &row[0]));
        let (texts, labels) = review(&path, &row[1])?;
        let model: Model = row[2].parse()?;
        let priors = &order[..row[3].parse()?];
        let options = SimulationOptions {
            all: &row[4] == "1",
            ..Default::default()
        };
        let simulator = Simulator::new(&texts, &labels, model, &never)?;
        let simulation = simulator.run(priors, &options, &mut |_| (), &never)?;
        let differs = (0..order.len().max(simulation.order.len()))
            .find(|&at| order.get(at) != simulation.order.get(at));
        assert_eq!(
            differs, None,
            "{} {model} from {priors:?}: first difference",
            &row[0]
        );
        compared += 1;
    }
    assert!(compared >= 10, "only {compared} orders were compared");
    Ok(())
}

/// What a reviewer sees first is what a simulation would have shown after the same labels.
#[test]
fn live_ranking_agrees_with_the_simulation() -> Outcome {
    let Some(folder) = real_data::folder("screening") else {
        return Ok(());
    };
    let never = AtomicBool::new(false);
    let (texts, labels) = review(&folder.join("dev/clef_CD010705.csv"), "label_included")?;
    for model in [Model::U4, Model::U3] {
        let simulator = Simulator::new(&texts, &labels, model, &never)?;
        let order = simulator
            .run(
                &[67, 43],
                &SimulationOptions::default(),
                &mut |_| (),
                &never,
            )?
            .order;
        let ranker = Ranker::new(&texts, model, 42, &never)?;
        let given: Vec<Label> = [67, 43]
            .map(|row| Label {
                row,
                relevant: labels[row],
            })
            .to_vec();
        let ranking = ranker.rank(&given, &never)?;
        assert_eq!(ranking.order[0], order[2]);
        assert_eq!(ranking.order.len(), texts.len() - 2);
        assert!(ranking.scores.is_sorted_by(|a, b| a >= b));
        assert_eq!(
            ranking.basis,
            Basis::Learnt {
                relevant: 1,
                irrelevant: 1
            }
        );
    }
    Ok(())
}

#[test]
fn without_both_kinds_of_label_the_order_is_that_of_the_import() -> Outcome {
    let texts = ["one two", "three four", "five six"];
    let never = AtomicBool::new(false);
    let ranker = Ranker::new(&texts, Model::U4, 1, &never)?;
    let label = |row, relevant| Label { row, relevant };
    let ranking = ranker.rank(&[label(1, true)], &never)?;
    assert_eq!(
        (ranking.order, ranking.basis),
        (vec![0, 2], Basis::AsImported)
    );
    // The later label counts.
    let ranking = ranker.rank(&[label(0, true), label(1, false), label(0, false)], &never)?;
    assert_eq!(ranking.basis, Basis::AsImported);
    assert!(ranker.rank(&[label(3, true)], &never).is_err());
    assert!(
        ranker
            .rank(&[label(0, true), label(1, false)], &AtomicBool::new(true))
            .is_err()
    );
    // Chance is the same chance every time.
    let chance = Ranker::new(&texts, Model::Random, 1, &never)?;
    assert_eq!(chance.rank(&[], &never)?, chance.rank(&[], &never)?);
    Ok(())
}

#[test]
fn bad_priors_are_refused() -> Outcome {
    let never = AtomicBool::new(false);
    let labels = [true, false, false];
    let texts = ["one", "two", "three"];
    assert!(Simulator::new(&texts[..2], &labels, Model::U4, &never).is_err());
    let simulator = Simulator::new(&texts, &labels, Model::U4, &never)?;
    let options = SimulationOptions::default();
    let run = |priors: &[usize]| simulator.run(priors, &options, &mut |_| (), &never);
    assert_eq!(
        run(&[0, 3]).err(),
        Some(SimulationError::NoSuchPrior {
            prior: 3,
            records: 3
        })
    );
    assert_eq!(run(&[0, 0]).err(), Some(SimulationError::PriorTwice(0)));
    assert!(simulator.draw_priors(2, 1, 0).is_err());
    let drawn = simulator.draw_priors(1, 2, 0)?;
    assert_eq!(drawn[0], 0);
    // All relevant records are priors, so there is nothing to find and nothing to measure.
    let simulation = run(&[0, 1])?;
    assert!(simulation.screened().is_empty());
    assert_eq!(simulation.measures.loss, None);
    Ok(())
}

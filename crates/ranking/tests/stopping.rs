//! The stopping test gives buscarpy's numbers, and keeps its promise.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use ranking::{Model, SimulationOptions, Simulator, recall_test};

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[test]
fn the_probabilities_of_buscarpy() -> Outcome {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/buscarpy.csv");
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_path(golden)?;
    let mut compared = 0;
    for row in reader.records() {
        let row = row?;
        let mut screened = vec![false; row[1].parse()?];
        for place in row[4].split(' ') {
            screened[place.parse::<usize>()?] = true;
        }
        let test = recall_test(&screened, row[0].parse()?, row[2].parse()?, 0.95);
        let expected: f64 = row[3].parse()?;
        assert!(
            (test.p_value - expected).abs() < 1e-6,
            "{row:?}: {}",
            test.p_value
        );
        compared += 1;
    }
    assert!(compared >= 50);
    Ok(())
}

#[test]
fn nothing_found_or_nothing_left_are_plain_cases() {
    assert!(!recall_test(&[], 100, 0.95, 0.95).reached);
    assert!(!recall_test(&[false; 90], 100, 0.95, 0.95).reached);
    // All screened: whatever was there was found.
    let mut all = vec![false; 100];
    all[3] = true;
    assert!(recall_test(&all, 100, 0.95, 0.95).reached);
}

/// Where the test first says stop, checked after every record; all records if it never does.
fn stopped_at(order: &[bool], records: usize, target: f64, confidence: f64) -> usize {
    (1..=order.len())
        .find(|&n| recall_test(&order[..n], records, target, confidence).reached)
        .unwrap_or(order.len())
}

fn recall_at(order: &[bool], screened: usize) -> f64 {
    let count = |labels: &[bool]| labels.iter().filter(|&&l| l).count() as f64;
    count(&order[..screened]) / count(order).max(1.0)
}

/// xorshift, for synthetic reviews only.
struct Chance(u64);

impl Chance {
    fn below_one(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Biased urns, as buscarpy's own simulations: a relevant record is so many times likelier to come next.
fn synthetic(records: usize, relevant: usize, bias: f64, chance: &mut Chance) -> Vec<bool> {
    let (mut yes, mut no) = (relevant as f64, (records - relevant) as f64);
    (0..records)
        .map(|_| {
            let found = chance.below_one() * (yes * bias + no) < yes * bias;
            if found {
                yes -= 1.0
            } else {
                no -= 1.0
            }
            found
        })
        .collect()
}

#[test]
fn the_promise_is_kept_on_synthetic_reviews() {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for bias in [5.0, 20.0] {
        let runs = 60;
        let kept = (0..runs)
            .filter(|_| {
                let order = synthetic(600, 40, bias, &mut chance);
                recall_at(&order, stopped_at(&order, 600, 0.9, 0.95)) >= 0.9
            })
            .count();
        assert!(
            kept as f64 >= 0.95 * f64::from(runs),
            "bias {bias}: {kept} of {runs}"
        );
    }
}

/// The table of docs/decisions/0004: `cargo test --release -p ranking --test stopping -- --ignored --nocapture`.
#[test]
#[ignore = "screens every labelled review ten times over: minutes to hours"]
fn how_often_the_promise_is_kept_on_real_reviews() -> Outcome {
    let Some(folder) = real_data::folder("screening") else {
        return Ok(());
    };
    const PRIORS: u32 = 10;
    let never = AtomicBool::new(false);
    let options = SimulationOptions {
        all: true,
        ..Default::default()
    };
    let limit: usize = std::env::var("RECORDS_AT_MOST").map_or(Ok(2_600), |n| n.parse())?;
    let goals = [
        (0.8, 0.95),
        (0.9, 0.95),
        (0.95, 0.9),
        (0.95, 0.95),
        (0.95, 0.99),
    ];
    let mut kept = vec![0; goals.len()];
    let mut saved = vec![0.0; goals.len()];
    let mut runs = 0;
    let mut reviews = 0;
    let mut paths: Vec<_> = std::fs::read_dir(folder.join("dev"))?
        .chain(std::fs::read_dir(
            std::env::var_os("UNPACKED").map_or(folder.join("dev"), Into::into),
        )?)
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    paths.dedup();
    for path in paths {
        for column in ["label_included", "label_tiab"] {
            let mut reader = csv::Reader::from_path(&path)?;
            let headers = reader.headers()?.clone();
            let at = |name: &str| {
                headers
                    .iter()
                    .position(|h| h == name)
                    .ok_or("a column is missing")
            };
            let (title, text, label) = (at("title")?, at("abstract")?, at(column)?);
            let rows = reader.records().collect::<Result<Vec<_>, _>>()?;
            let texts: Vec<String> = rows
                .iter()
                .map(|r| format!("{} {}", &r[title], &r[text]))
                .collect();
            let labels: Vec<bool> = rows.iter().map(|r| &r[label] == "1").collect();
            let relevant = labels.iter().filter(|&&l| l).count();
            if texts.len() > limit || relevant < 10 {
                continue;
            }
            reviews += 1;
            let simulator = Simulator::new(&texts, &labels, Model::U4, &never)?;
            let mut here = vec![0; goals.len()];
            for seed in 0..PRIORS {
                let priors = simulator.draw_priors(1, 1, seed)?;
                let order = simulator
                    .run(&priors, &options, &mut |_| (), &never)?
                    .labels;
                runs += 1;
                for (goal, &(target, confidence)) in goals.iter().enumerate() {
                    let stop = stopped_at(&order, order.len(), target, confidence);
                    here[goal] += usize::from(recall_at(&order, stop) >= target);
                    saved[goal] += 1.0 - stop as f64 / order.len() as f64;
                }
            }
            println!(
                "{} {column}: {relevant} of {}; kept {here:?} of {PRIORS}",
                path.display(),
                texts.len()
            );
            kept.iter_mut().zip(here).for_each(|(all, h)| *all += h);
            break;
        }
    }
    println!("{reviews} reviews, {runs} runs");
    let mut short = Vec::new();
    for (goal, (target, confidence)) in goals.into_iter().enumerate() {
        let share = kept[goal] as f64 / f64::from(runs);
        let saved = saved[goal] / f64::from(runs);
        println!("{target} {confidence}: {share:.3}, saved {saved:.3}");
        // One review of eleven breaks the test's assumption in every run (docs/decisions/0004), which costs up to
        // .05 of the stated share. More than that would be new.
        if share < confidence - 0.05 {
            short.push((target, confidence, share));
        }
    }
    assert!(
        short.is_empty(),
        "kept less often than measured before: {short:?}"
    );
    Ok(())
}

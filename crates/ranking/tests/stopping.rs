//! The stopping test gives buscarpy's numbers, and the panel keeps its promise: the recall that it states is reached in
//! at least the stated share of runs.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use ranking::{
    ClaimBasis, Model, SimulationOptions, Simulator, StoppingInput, StoppingPanel,
    draw_audit_sample, recall_test,
};

type Outcome = Result<(), Box<dyn std::error::Error>>;
/// Titles with abstracts, and labels.
type Texts = (Vec<String>, Vec<bool>);

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

/// xorshift, for synthetic reviews and for what a team draws by chance.
struct Chance(u64);

impl Chance {
    fn below_one(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn seed(&mut self) -> u32 {
        (self.below_one() * f64::from(u32::MAX)) as u32
    }
}

/// What was read by the time a team stopped, and what it had found.
struct Stop {
    read: usize,
    recall: f64,
    /// Recall that the panel states.
    claimed: f64,
}

fn relevant(labels: &[bool]) -> usize {
    labels.iter().filter(|&&label| label).count()
}

/// Screens in the order given, as a team would that follows the panel. It asks after every fifth record. As soon as the test
/// and the check list (or, without `test`, the check list alone) speak for stopping, it draws an audit sample of the
/// size that the panel names and reads it; where the sample does not show the target, it goes on, and draws a fresh one
/// when 50 more records in a row were irrelevant.
///
/// Three relevant records drawn by chance are the key papers; a sample of 50 gives the estimate of all relevant ones.
fn follow_the_panel(
    order: &[bool],
    target: f64,
    confidence: f64,
    test: bool,
    chance: &mut Chance,
) -> Stop {
    let rows: Vec<usize> = (0..order.len()).collect();
    let all: Vec<usize> = rows.iter().copied().filter(|&row| order[row]).collect();
    let key_papers = draw_audit_sample(&all, 3, chance.seed());
    let first = draw_audit_sample(&rows, 50, chance.seed());
    let estimate = relevant(&first.iter().map(|&row| order[row]).collect::<Vec<_>>());

    let mut input = StoppingInput {
        screened: Vec::new(),
        records: order.len(),
        target,
        confidence,
        key_papers: key_papers.len(),
        key_papers_found: 0,
        estimated_relevant: ranking::SafeInput::estimate(estimate, first.len(), order.len()),
        audit: None,
    };
    let mut unread = rows;
    let mut audits = 0;
    let mut in_a_row = 0;
    while !unread.is_empty() {
        let row = unread.remove(0);
        input.screened.push(order[row]);
        in_a_row = if order[row] { 0 } else { in_a_row + 1 };
        // The panel would say no as well, but it takes longer to ask.
        if in_a_row < 50 || in_a_row % 5 != 0 || input.screened.len() * 10 < order.len() {
            continue;
        }
        let read = |row: &&usize| unread.binary_search(row).is_err();
        input.key_papers_found = key_papers.iter().filter(read).count();
        input.audit = None;
        let panel = StoppingPanel::after_audits(&input, audits);
        assert!(panel.claim.basis != ClaimBasis::AuditSample);
        if unread.is_empty() || !panel.safe.all_met() || (test && !panel.test.reached) {
            continue;
        }
        let sample = draw_audit_sample(&unread, panel.next_audit_size, chance.seed());
        let labels: Vec<bool> = sample.iter().map(|&row| order[row]).collect();
        input.audit = Some((sample.len(), relevant(&labels)));
        let panel = StoppingPanel::after_audits(&input, audits);
        assert_eq!(panel.all_met(), panel.test.reached && panel.target_shown());
        unread.retain(|row| !sample.contains(row));
        input.screened.extend(labels);
        if panel.target_shown() {
            return Stop {
                read: input.screened.len(),
                recall: relevant(&input.screened) as f64 / all.len().max(1) as f64,
                claimed: panel.claim.recall_at_least.unwrap_or_default(),
            };
        }
        audits += 1;
        in_a_row = 0;
    }
    Stop {
        read: order.len(),
        recall: 1.0,
        claimed: 1.0,
    }
}

/// Biased urns, as buscarpy's own simulations: a relevant record is so many times likelier to come next. The last
/// `hidden` relevant ones come at the very end, as an order does that has learnt to avoid them.
fn synthetic(
    records: usize,
    relevant: usize,
    hidden: usize,
    bias: f64,
    chance: &mut Chance,
) -> Vec<bool> {
    let (mut yes, mut no) = ((relevant - hidden) as f64, (records - relevant) as f64);
    let mut order: Vec<bool> = (0..records - hidden)
        .map(|_| {
            let found = chance.below_one() * (yes * bias + no) < yes * bias;
            if found {
                yes -= 1.0
            } else {
                no -= 1.0
            }
            found
        })
        .collect();
    order.extend(vec![true; hidden]);
    order
}

#[test]
fn the_panel_keeps_its_promise_on_synthetic_reviews() {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    // Records, relevant ones, how many of them rank last, bias of the others, target recall. Where some rank last,
    // they are just too many to be missed.
    for (records, all, hidden, bias, target) in [
        (600, 40, 0, 5.0, 0.9),
        (600, 40, 0, 20.0, 0.9),
        (600, 60, 0, 1.0, 0.8),
        (600, 40, 5, 20.0, 0.9),
        (600, 60, 13, 20.0, 0.8),
        (900, 100, 6, 50.0, 0.95),
        (400, 12, 1, 50.0, 0.95),
    ] {
        for test in [true, false] {
            let (runs, confidence) = (200, 0.95);
            let (mut kept, mut true_claims) = (0, 0);
            for _ in 0..runs {
                let order = synthetic(records, all, hidden, bias, &mut chance);
                let stop = follow_the_panel(&order, target, confidence, test, &mut chance);
                kept += usize::from(stop.recall >= target);
                true_claims += usize::from(stop.recall >= stop.claimed);
                assert!(stop.claimed >= target);
            }
            println!("{hidden} of {all} last, test {test}: {kept} of {runs} at {target}");
            let least = confidence * runs as f64;
            assert!(
                kept as f64 >= least && true_claims as f64 >= least,
                "{hidden} of {all} among {records} rank last, test {test}: {kept} and {true_claims} of {runs}"
            );
        }
    }
}

/// The test alone is not held to its confidence on orders that hide relevant records, and the panel says so.
#[test]
fn nothing_is_claimed_from_the_test_alone() {
    let mut chance = Chance(7);
    let order = synthetic(600, 40, 5, 20.0, &mut chance);
    let asked = (50..order.len()).find(|&n| recall_test(&order[..n], 600, 0.9, 0.95).reached);
    let stop = asked.unwrap_or(order.len());
    assert!(
        stop < 600 && relevant(&order[..stop]) < 36,
        "the test was to be misled, not {stop}"
    );
    let panel = StoppingPanel::of(&StoppingInput {
        screened: order[..stop].to_vec(),
        records: 600,
        target: 0.9,
        confidence: 0.95,
        key_papers: 1,
        key_papers_found: 1,
        estimated_relevant: Some(40),
        audit: None,
    });
    assert!(panel.test.reached && panel.safe.all_met());
    assert_eq!(
        (panel.claim.recall_at_least, panel.claim.basis),
        (None, ClaimBasis::Nothing)
    );
    assert!(!panel.all_met());
}

/// Titles with abstracts and labels of the first stage that has ten relevant records; `None` where none has.
fn review(path: &Path) -> Result<Option<Texts>, Box<dyn std::error::Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let headers = reader.headers()?.clone();
    let at = |name: &str| headers.iter().position(|h| h == name);
    let rows = reader.records().collect::<Result<Vec<_>, _>>()?;
    let (title, text) = (
        at("title").ok_or("title")?,
        at("abstract").ok_or("abstract")?,
    );
    for label in ["label_included", "label_tiab"] {
        let label = at(label).ok_or(label)?;
        let labels: Vec<bool> = rows.iter().map(|row| &row[label] == "1").collect();
        if relevant(&labels) >= 10 {
            let texts = rows
                .iter()
                .map(|row| format!("{} {}", &row[title], &row[text]));
            return Ok(Some((texts.collect(), labels)));
        }
    }
    Ok(None)
}

/// The interval of Wilson (1927) at 95 %.
fn wilson(kept: usize, runs: usize) -> (f64, f64) {
    let (n, z) = (runs as f64, 1.959_964);
    let p = kept as f64 / n;
    let middle = p + z * z / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + z * z / n;
    ((middle - half) / whole, (middle + half) / whole)
}

/// The table of docs/decisions/0004: `cargo test --release -p ranking --test stopping -- --ignored --nocapture`.
///
/// `RECORDS_AT_MOST` leaves out larger reviews, `PRIORS` says from how many pairs of priors each is screened, `ALSO` is
/// a folder with more reviews (the training ones, unpacked).
#[test]
#[ignore = "screens every labelled review several times over: minutes to hours"]
fn the_panel_keeps_its_promise_on_real_reviews() -> Outcome {
    let Some(folder) = real_data::folder("screening") else {
        return Ok(());
    };
    let number = |name: &str, usual: usize| {
        let given = std::env::var(name);
        given.map_or(Ok(usual), |n| n.parse())
    };
    let (limit, pairs) = (number("RECORDS_AT_MOST", 600)?, number("PRIORS", 10)?);
    let (samples, confidence) = (10, 0.95);
    let never = AtomicBool::new(false);
    let options = SimulationOptions {
        all: true,
        ..Default::default()
    };
    let mut paths = Vec::new();
    for folder in [
        Some(folder.join("dev")),
        std::env::var_os("ALSO").map(Into::into),
    ] {
        let Some(folder) = folder else { continue };
        for entry in std::fs::read_dir(folder)? {
            paths.push(entry?.path());
        }
    }
    paths.sort();
    let rules: Vec<(f64, bool)> = [0.8, 0.9, 0.95]
        .into_iter()
        .flat_map(|target| [(target, true), (target, false)])
        .collect();
    let mut kept = vec![0; rules.len()];
    let mut saved = vec![0.0; rules.len()];
    let mut runs = 0;
    let mut chance = Chance(1);
    for path in paths {
        let Some((texts, labels)) = review(&path)? else {
            continue;
        };
        if texts.len() > limit {
            continue;
        }
        let simulator = Simulator::new(&texts, &labels, Model::U4, &never)?;
        let mut here = vec![0; rules.len()];
        for seed in 0..u32::try_from(pairs)? {
            let priors = simulator.draw_priors(1, 1, seed)?;
            let simulation = simulator.run(&priors, &options, &mut |_| (), &never)?;
            let order = simulation.labels;
            runs += samples;
            for (rule, &(target, test)) in rules.iter().enumerate() {
                for _ in 0..samples {
                    let stop = follow_the_panel(&order, target, confidence, test, &mut chance);
                    here[rule] += usize::from(stop.recall >= target);
                    saved[rule] += 1.0 - stop.read as f64 / order.len() as f64;
                }
            }
        }
        println!(
            "{}: {} of {}; kept {here:?} of {}",
            path.display(),
            relevant(&labels),
            labels.len(),
            pairs * samples
        );
        kept.iter_mut().zip(here).for_each(|(all, h)| *all += h);
    }
    println!(
        "{runs} runs; target, with the test, share kept, interval, share of the reading saved"
    );
    for (rule, (target, test)) in rules.into_iter().enumerate() {
        let share = kept[rule] as f64 / runs as f64;
        let (from, to) = wilson(kept[rule], runs);
        let saved = saved[rule] / runs as f64;
        println!("{target} {test}: {share:.4} ({from:.4} to {to:.4}), {saved:.3}");
        assert!(share >= confidence, "{target} {test}: {share}");
    }
    Ok(())
}

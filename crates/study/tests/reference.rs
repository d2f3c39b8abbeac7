//! The mixed model gives what R's lme4 gives, and degrees of freedom what lmerTest gives.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use study::{MixedModel, Observation};

type Outcome = Result<(), Box<dyn std::error::Error>>;
type Values = BTreeMap<(String, String), f64>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference")
}

fn values(text: &str) -> Result<Values, Box<dyn std::error::Error>> {
    let rows = text.lines().skip(1).map(|line| {
        let mut cells = line.splitn(3, ',');
        let mut next = || cells.next().ok_or("a row has three cells");
        Ok((
            (next()?.to_owned(), next()?.to_owned()),
            next()?.trim().parse()?,
        ))
    });
    rows.collect()
}

/// Our own fit of a data set, by the names that the script prints.
fn fitted(data: &str) -> Result<BTreeMap<String, f64>, Box<dyn std::error::Error>> {
    const EFFECTS: [&str; 4] = ["first", "second", "period", "sequence"];
    let text = std::fs::read_to_string(folder().join(format!("{data}.csv")))?;
    let rows: Vec<Observation> = text
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<f64> = line.split(',').map(str::parse).collect::<Result<_, _>>()?;
            Ok::<_, Box<dyn std::error::Error>>(Observation {
                response: cells[0],
                fixed: cells[1..5].to_vec(),
                reader: cells[5] as usize,
                item: cells[6] as usize,
            })
        })
        .collect::<Result<_, _>>()?;
    let fit = MixedModel::fit(&rows, &EFFECTS, 0.95)?;
    let mut found = BTreeMap::from([
        ("reader sd".to_owned(), fit.reader_sd),
        ("item sd".to_owned(), fit.item_sd),
        ("Residual sd".to_owned(), fit.residual_sd),
        ("deviance".to_owned(), fit.deviance),
    ]);
    for c in &fit.coefficients {
        found.insert(format!("{} estimate", c.name), c.estimate);
        found.insert(format!("{} error", c.name), c.standard_error);
        found.insert(format!("{} freedom", c.name), c.freedom);
        let half = (c.interval.high - c.interval.low) / 2.0;
        assert!(half > 1.95 * c.standard_error && c.interval.contains(c.estimate));
        assert_eq!(c.p < 0.05, !c.interval.contains(0.0));
    }
    Ok(found)
}

#[test]
fn the_fits_of_lme4() -> Outcome {
    let golden = values(&std::fs::read_to_string(folder().join("mixed_model.csv"))?)?;
    let mut compared = 0;
    for data in ["crossover", "three_arms", "no_reader_effect"] {
        let found = fitted(data)?;
        let of_data = golden.iter().filter(|((name, _), _)| name == data);
        for ((_, quantity), expected) in of_data {
            let value = found.get(quantity).ok_or(format!("{data}: {quantity}"))?;
            // Variances near 0 are found to the root of what the deviance is; degrees of freedom rest on its curvature.
            let within = match quantity.as_str() {
                "deviance" => 1e-5,
                q if q.ends_with("freedom") => 2e-3 * expected,
                _ => 2e-5 * expected.abs().max(1.0),
            };
            assert!(
                (value - expected).abs() <= within,
                "{data} {quantity}: {value} is not {expected}"
            );
            compared += 1;
        }
    }
    assert_eq!(compared, golden.len());
    Ok(())
}

/// The committed values are what R gives here and now, where there is an R with lme4.
#[test]
fn r_still_says_so() -> Outcome {
    let there = Command::new("Rscript")
        .args(["-e", "library(lme4)"])
        .output();
    if !there.is_ok_and(|output| output.status.success()) {
        println!("skipped: there is no R with lme4");
        return Ok(());
    }
    let output = Command::new("Rscript")
        .arg("mixed_model.R")
        .current_dir(folder())
        .output()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let now = values(&String::from_utf8(output.stdout)?)?;
    let golden = values(&std::fs::read_to_string(folder().join("mixed_model.csv"))?)?;
    assert!(now.len() >= 30);
    for (name, value) in now {
        let expected = golden.get(&name).ok_or(format!("{name:?}"))?;
        assert!(
            (value - expected).abs() <= 1e-4 * expected.abs().max(1.0),
            "{name:?}: {value} is not {expected}"
        );
    }
    Ok(())
}

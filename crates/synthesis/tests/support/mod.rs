//! The data of the reference as studies.

use std::path::{Path, PathBuf};

use synthesis::{Data, Estimate, Means, SingleProportion, Study, TwoByTwo};

pub(crate) type Outcome = Result<(), Box<dyn std::error::Error>>;

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference")
}

/// The studies of a file of `tests/reference`.
pub(crate) fn studies(file: &str) -> Result<Vec<Study>, Box<dyn std::error::Error>> {
    let mut reader = csv::Reader::from_path(folder().join(format!("{file}.csv")))?;
    let header = reader.headers()?.clone();
    let mut studies = Vec::new();
    for row in reader.records() {
        let row = row?;
        let text = |name: &str| {
            let at = header.iter().position(|column| column == name)?;
            row.get(at)
        };
        let count = |name: &str| -> Option<u64> { text(name)?.parse().ok() };
        let number = |name: &str| -> Option<f64> { text(name)?.parse().ok() };
        let table = || {
            Some(Data::TwoByTwo(TwoByTwo {
                events1: count("ai")?,
                n1: count("n1i")?,
                events2: count("ci")?,
                n2: count("n2i")?,
            }))
        };
        let means = || {
            Some(Data::Means(Means {
                mean1: number("m1i")?,
                sd1: number("sd1i")?,
                n1: count("n1i")?,
                mean2: number("m2i")?,
                sd2: number("sd2i")?,
                n2: count("n2i")?,
            }))
        };
        let proportion = || {
            Some(Data::Proportion(SingleProportion {
                events: count("xi")?,
                n: count("ni")?,
            }))
        };
        let estimate = || {
            Some(Data::Estimate(Estimate {
                yi: number("yi")?,
                sei: number("vi")?.sqrt(),
            }))
        };
        let data = table().or_else(means).or_else(proportion).or_else(estimate);
        studies.push(Study {
            id: text("slab").ok_or("a study has a name")?.to_owned(),
            label: text("slab").ok_or("a study has a name")?.to_owned(),
            group: text("group").map(str::to_owned),
            data: data.ok_or_else(|| format!("{row:?} has no numbers"))?,
        });
    }
    Ok(studies)
}

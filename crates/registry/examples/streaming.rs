//! How long it takes and how much memory, to read made-up trials: `cargo run --release -p registry --example streaming --
//! 20000 json`. The file is made while it is read, so that all memory is the reader's.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::time::Instant;

use registry::{RegistryItem, TableWriter, read_trials};

/// Makes a file of so many trials, one at a time.
struct MadeUp {
    left: u64,
    made: u64,
    xml: bool,
    now: Vec<u8>,
    at: usize,
    ended: bool,
}

impl MadeUp {
    fn next(&mut self) {
        self.at = 0;
        self.now = if self.left == 0 {
            self.ended = true;
            if self.xml {
                b"</search_results>".to_vec()
            } else {
                b"]}".to_vec()
            }
        } else {
            self.left -= 1;
            self.made += 1;
            let comma = if self.made == 1 { "" } else { "," };
            let text = if self.xml {
                xml(self.made)
            } else {
                format!("{comma}{}", json(self.made))
            };
            text.into_bytes()
        };
    }
}

impl Read for MadeUp {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.now.len() && !self.ended {
            self.next();
        }
        let rest = self.now.get(self.at..).unwrap_or_default();
        let length = rest.len().min(buffer.len());
        let (to, from) = (buffer.get_mut(..length), rest.get(..length));
        if let (Some(to), Some(from)) = (to, from) {
            to.copy_from_slice(from);
        }
        self.at += length;
        Ok(length)
    }
}

fn criteria(n: u64) -> String {
    (1..=12)
        .map(|at| format!("* Criterion {at} of trial {n} with some more words than that\\n"))
        .collect()
}

fn json(n: u64) -> String {
    let measured: Vec<String> = (0..60)
        .map(|at| format!(r#"{{"groupId":"OG000","value":"{at}.{n}","spread":"1.5"}}"#))
        .collect();
    format!(
        r#"{{"protocolSection":{{"identificationModule":{{"nctId":"NCT{n:08}","briefTitle":"Made-up trial {n}"}},
        "statusModule":{{"overallStatus":"COMPLETED","startDateStruct":{{"date":"2015-03-01"}}}},
        "designModule":{{"phases":["PHASE2"],"enrollmentInfo":{{"count":{},"type":"ACTUAL"}}}},
        "descriptionModule":{{"detailedDescription":"{}"}},
        "outcomesModule":{{"primaryOutcomes":[{{"measure":"Outcome {n}","timeFrame":"12 weeks"}}]}},
        "eligibilityModule":{{"eligibilityCriteria":"Inclusion Criteria:\n\n{}"}}}},
        "resultsSection":{{"outcomeMeasuresModule":{{"outcomeMeasures":[{{"type":"PRIMARY","title":"Outcome {n}",
        "groups":[{{"id":"OG000","title":"All"}}],"classes":[{{"categories":[{{"measurements":[{}]}}]}}]}}]}}}}}}"#,
        n % 500,
        "Words of a description. ".repeat(120),
        criteria(n),
        measured.join(",")
    )
    .replace("\n        ", " ")
    .replace("\n", "\\n")
}

fn xml(n: u64) -> String {
    format!(
        "<clinical_study><id_info><nct_id>NCT{n:08}</nct_id></id_info><brief_title>Made-up trial {n}</brief_title>\
         <detailed_description><textblock>{}</textblock></detailed_description><phase>Phase 2</phase>\
         <primary_outcome><measure>Outcome {n}</measure><time_frame>12 weeks</time_frame></primary_outcome>\
         <eligibility><criteria><textblock>Inclusion Criteria:\n\n{}</textblock></criteria></eligibility></clinical_study>\n",
        "Words of a description. ".repeat(120),
        criteria(n).replace("\\n", "\n\n")
    )
}

/// Most memory held so far, in MiB, where the system tells it.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let words = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    words.unwrap_or(f64::NAN) / 1024.0
}

#[expect(clippy::print_stdout, reason = "this is what the example is for")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let count = words.next().unwrap_or_default().parse().unwrap_or(20_000);
    let as_xml = words.next().as_deref() == Some("xml");
    let start: &[u8] = if as_xml {
        b"<search_results>\n"
    } else {
        b"{\"studies\":["
    };
    let input = MadeUp {
        left: count,
        made: 0,
        xml: as_xml,
        now: start.to_vec(),
        at: 0,
        ended: false,
    };
    let size = if as_xml { xml(1).len() } else { json(1).len() };
    let before = peak();
    let begun = Instant::now();
    let mut tables = TableWriter::new(|_| Ok(io::sink()))?;
    let (mut trials, mut problems) = (0_u64, 0_u64);
    let mut failed = None;
    read_trials(input, |item| {
        match item {
            RegistryItem::Trial(trial) => {
                trials += 1;
                if let Err(error) = tables.add(&trial) {
                    failed = Some(error);
                    return ControlFlow::Break(());
                }
            }
            RegistryItem::Problem(_) => problems += 1,
        }
        ControlFlow::Continue(())
    })?;
    if let Some(error) = failed {
        return Err(error.into());
    }
    let rows: u64 = tables.finish()?.iter().map(|(_, count, _)| count).sum();
    println!(
        "{trials} trials of about {size} bytes, {problems} problems, {rows} rows of tables: {:.1} s, most memory {:.1} MiB ({before:.1} before)",
        begun.elapsed().as_secs_f64(),
        peak()
    );
    Ok(())
}

//! Time and memory with 100,000 synthetic records: `cargo bench -p search`.
//!
//! Words are drawn from a Zipf distribution over 200,000 made-up words, 250 to an abstract and 12 to a title.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints and may stop"
)]

use std::convert::Infallible;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use review::{Author, Record, RecordId};
use search::{Index, Query, RecordFacts, Request, Typing};

const RECORDS: u64 = 100_000;
const VOCABULARY: usize = 200_000;

/// SplitMix64 (Steele, Lea and Flood 2014): the same records in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A rank with probability proportional to 1/rank, by inverting the logarithm.
    fn zipf(&mut self) -> usize {
        ((VOCABULARY as f64).powf(self.unit()) as usize).min(VOCABULARY - 1)
    }
}

/// The word of a rank: syllables, frequent words short.
fn word(rank: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ca", "rdi", "the", "ra", "py", "ne", "phro", "lo", "gi", "co", "in", "ter", "ven", "tion",
        "al", "pa", "ti", "ent", "ran", "dom",
    ];
    let mut rank = rank + 20;
    let mut word = String::new();
    while rank > 0 {
        word.push_str(SYLLABLES[rank % 20]);
        rank /= 20;
    }
    word
}

fn text(random: &mut Random, words: &[String], count: usize) -> String {
    let mut text = String::new();
    for i in 0..count {
        text.push_str(&words[random.zipf()]);
        text.push_str(if i % 18 == 17 { ". " } else { " " });
    }
    text
}

fn record(number: u64, words: &[String]) -> (RecordId, Record) {
    let mut random = Random(number);
    let record = Record {
        title: Some(text(&mut random, words, 12)),
        abstract_text: Some(text(&mut random, words, 250)),
        authors: (0..5)
            .map(|_| Author::Person {
                family: words[random.zipf()].clone(),
                given: Some("J A".into()),
                suffix: None,
            })
            .collect(),
        journal: Some(text(&mut random, words, 3)),
        keywords: (0..6).map(|_| words[random.zipf()].clone()).collect(),
        year: Some(1970 + i32::try_from(random.next() % 55).unwrap()),
        ..Record::default()
    };
    (format!("0190-{number:032}").into(), record)
}

/// `VmRSS` or `VmHWM` in MB, where Linux tells.
fn memory(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|line| line.starts_with(name))
        .unwrap_or_default();
    line.split_whitespace()
        .nth(1)
        .and_then(|kb| kb.parse::<u64>().ok())
        .unwrap_or(0)
        / 1024
}

fn main() {
    let words: Vec<String> = (0..VOCABULARY).map(word).collect();
    let folder = std::env::temp_dir().join(format!("search-benchmark-{}", std::process::id()));
    let open = || {
        let records = || (0..RECORDS).map(|n| Ok::<_, Infallible>(record(n, &words)));
        Index::open_or_rebuild(
            &folder,
            "benchmark",
            records,
            &mut |_| {},
            &AtomicBool::new(false),
        )
        .unwrap()
    };
    println!("before: {} MB resident", memory("VmRSS"));
    let start = Instant::now();
    drop(open());
    println!(
        "build: {:.1} s, peak {} MB resident",
        start.elapsed().as_secs_f64(),
        memory("VmHWM")
    );
    let bytes: u64 = walk(&folder);
    println!("on disk: {} MB", bytes / 1_000_000);

    let start = Instant::now();
    let index = open();
    println!(
        "open with checksums: {:.0} ms (rebuilt: {})",
        ms(start.elapsed()),
        index.origin().rebuilt
    );
    let start = Instant::now();
    let mut facts = index.facts();
    for number in 0..RECORDS {
        let tags = if number % 10 == 0 {
            vec!["tenth".to_owned()]
        } else {
            Vec::new()
        };
        facts.set(
            &format!("0190-{number:032}").into(),
            RecordFacts {
                tags,
                ..RecordFacts::default()
            },
        );
    }
    println!("facts: {:.0} ms", ms(start.elapsed()));

    let ask = |text: &str, typing| {
        let start = Instant::now();
        let query = Query::parse(text, typing);
        let found = index.search(&Request::new(&query, &facts)).unwrap();
        (start.elapsed(), found.total)
    };
    let mut random = Random(7);
    let mut measure =
        |name: &str, runs: usize, query: &mut dyn FnMut(&mut Random) -> (Vec<String>, Typing)| {
            let mut times = Vec::new();
            let mut hits = 0;
            for _ in 0..runs {
                let (texts, typing) = query(&mut random);
                for text in texts {
                    let (time, total) = ask(&text, typing);
                    times.push(time);
                    hits += total;
                }
            }
            times.sort_unstable();
            let at = |share: f64| ms(times[((times.len() - 1) as f64 * share) as usize]);
            println!(
                "{name:<24} p50 {:6.2} ms  p99 {:6.2} ms  max {:6.2} ms  mean hits {}",
                at(0.5),
                at(0.99),
                at(1.0),
                hits / times.len()
            );
        };
    use Typing::{AsYouType, Complete};
    let pick = |random: &mut Random| words[random.zipf()].clone();
    measure("one word", 200, &mut |r| (vec![pick(r)], Complete));
    measure("one quoted word", 200, &mut |r| {
        (vec![format!("\"{}\"", pick(r))], Complete)
    });
    measure("phrase of two", 200, &mut |r| {
        (vec![format!("\"{} {}\"", pick(r), pick(r))], Complete)
    });
    measure("prefix of two letters", 100, &mut |r| {
        (vec![format!("{}*", &pick(r)[..2])], Complete)
    });
    measure("Boolean of six", 100, &mut |r| {
        let w: Vec<String> = (0..6).map(|_| pick(r)).collect();
        (
            vec![format!(
                "({} OR {} OR {}) AND ({} OR {}) NOT {}",
                w[0], w[1], w[2], w[3], w[4], w[5]
            )],
            Complete,
        )
    });
    measure("as you type, two words", 30, &mut |r| {
        let text = format!("{} {}", pick(r), pick(r));
        (
            (1..=text.len()).map(|end| text[..end].to_owned()).collect(),
            AsYouType,
        )
    });
    measure("word with tag", 100, &mut |r| {
        (vec![format!("{} tag:tenth", pick(r))], Complete)
    });
    measure("nothing typed", 20, &mut |_| {
        (vec![String::new()], AsYouType)
    });

    let query = Query::parse(&format!("{} {}", words[5], words[40]), Complete);
    let page: Vec<Record> = (0..50).map(|n| record(n, &words).1).collect();
    let start = Instant::now();
    let marks: usize = page
        .iter()
        .map(|record| query.marker().snippet(record).abstract_text.marked().len())
        .sum();
    println!(
        "snippets of a page of 50: {:.2} ms ({marks} marks)",
        ms(start.elapsed())
    );
    println!(
        "after: {} MB resident, peak {} MB",
        memory("VmRSS"),
        memory("VmHWM")
    );
    drop(index);
    std::fs::remove_dir_all(folder).ok();
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn walk(folder: &std::path::Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| {
            if entry.path().is_dir() {
                walk(&entry.path())
            } else {
                entry.metadata().map_or(0, |m| m.len())
            }
        })
        .sum()
}

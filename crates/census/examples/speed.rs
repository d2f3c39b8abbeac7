//! Makes a packed PubMed XML file of as many records as asked for out of a table with titles and abstracts, classifies it, and
//! tells time and memory: `cargo run --release -p census --example speed -- TABLE.csv 100000`.

#![allow(clippy::print_stdout, reason = "it is what the example is for")]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;

use census::{Census, Reading, Summary};
use flate2::Compression;
use flate2::write::GzEncoder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(table), Some(count)) = (arguments.next(), arguments.next()) else {
        return Err("give a table and a number of records".into());
    };
    let count: usize = count.parse()?;
    let folder = std::env::temp_dir();
    let (packed, designs) = (
        folder.join("census-speed.xml.gz"),
        folder.join("census-speed.csv"),
    );
    let rows: Vec<(String, String)> = csv::Reader::from_path(&table)?
        .deserialize::<std::collections::HashMap<String, String>>()
        .filter_map(|row| {
            let mut row = row.ok()?;
            Some((row.remove("title")?, row.remove("abstract")?))
        })
        .collect();
    let mut out = GzEncoder::new(BufWriter::new(File::create(&packed)?), Compression::fast());
    writeln!(out, "<?xml version=\"1.0\"?><PubmedArticleSet>")?;
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    for (number, (title, text)) in rows.iter().cycle().take(count).enumerate() {
        writeln!(
            out,
            "<PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article><Journal><JournalIssue><PubDate><Year>{}</Year></PubDate>\
             </JournalIssue></Journal><ArticleTitle>{}</ArticleTitle><Abstract><AbstractText>{}</AbstractText></Abstract></Article>\
             </MedlineCitation></PubmedArticle>",
            1990 + number % 30,
            escaped(title),
            escaped(text)
        )?;
    }
    writeln!(out, "</PubmedArticleSet>")?;
    out.finish()?.flush()?;
    drop(rows);

    let begun = Instant::now();
    let census = Census::shipped(Reading::All)?;
    let ready = begun.elapsed();
    let mut summary = Summary::default();
    let mut table = census.table(BufWriter::new(File::create(&designs)?))?;
    census.classify_file(
        File::open(&packed)?,
        "census-speed.xml.gz",
        &mut table,
        &mut summary,
        |_| true,
    )?;
    table.finish()?;
    println!(
        "{} records ({} problems) in {:.1} s, {:.2} s of it to get ready",
        summary.records,
        summary.problems,
        begun.elapsed().as_secs_f64(),
        ready.as_secs_f64()
    );
    println!("{:?}", summary.designs);
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        for line in status
            .lines()
            .filter(|line| line.starts_with("VmHWM") || line.starts_with("VmRSS"))
        {
            println!("{line} (the table of titles included)");
        }
    }
    Ok(())
}

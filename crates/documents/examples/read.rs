//! Reads documents and prints them as JSON, a line each: for benchmarks.

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let start = std::time::Instant::now();
        let document = documents::read_document(&std::fs::read(&path)?);
        let seconds = start.elapsed().as_secs_f64();
        let line = serde_json::json!({ "path": path, "seconds": seconds, "document": document });
        writeln!(std::io::stdout(), "{line}")?;
    }
    Ok(())
}

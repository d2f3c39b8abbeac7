//! Whatever a record holds, reading what was written gives it back: for every format that can be written, with the
//! format recognised from the file alone.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use formats::{Format, ReadOptions, read, write};
use proptest::prelude::*;
use review::Record;

fn there_and_back(records: &[Record], format: Format) -> Vec<Record> {
    let mut file = Vec::new();
    write(records, format, &mut file).unwrap();
    let import = read(&file, &ReadOptions::default()).unwrap();
    assert_eq!(import.format, format);
    assert_eq!(import.encoding, "UTF-8");
    import
        .records
        .into_iter()
        .map(|imported| imported.record)
        .collect()
}

proptest! {
    #[test]
    fn ris(records in prop::collection::vec(support::record(), 1..4)) {
        prop_assert_eq!(there_and_back(&records, Format::Ris), records);
    }

    #[test]
    fn nbib(records in prop::collection::vec(support::record(), 1..4)) {
        prop_assert_eq!(there_and_back(&records, Format::Nbib), records);
    }

    #[test]
    fn bibtex(records in prop::collection::vec(support::record(), 1..4)) {
        prop_assert_eq!(there_and_back(&records, Format::Bibtex), records);
    }

    #[test]
    fn csv(records in prop::collection::vec(support::record(), 1..4)) {
        prop_assert_eq!(there_and_back(&records, Format::Csv), records);
    }

    #[test]
    fn json(records in prop::collection::vec(support::record(), 1..4)) {
        prop_assert_eq!(there_and_back(&records, Format::Json), records);
    }
}

/// Every record of every real file survives every format.
#[test]
fn real_records() {
    let Some(folder) = real_data::folder("formats") else {
        return;
    };
    let mut seen = 0;
    for path in support::files(&folder) {
        let bytes = std::fs::read(&path).unwrap();
        let Ok(import) = read(&bytes, &ReadOptions::default()) else {
            continue;
        };
        let records: Vec<Record> = import.records.into_iter().map(|r| r.record).collect();
        if records.is_empty() {
            continue;
        }
        for format in Format::WRITABLE {
            let back = there_and_back(&records, format);
            assert_eq!(back.len(), records.len(), "{format} of {}", path.display());
            for (back, record) in back.iter().zip(&records) {
                assert_eq!(back, record, "{format} of {}", path.display());
            }
        }
        seen += records.len();
    }
    assert!(seen > 5000, "only {seen} records were read");
}

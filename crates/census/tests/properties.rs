//! What holds of any record whatever.

#![allow(
    clippy::expect_used,
    reason = "a test ends where what it needs is absent"
)]

use census::{Census, CountedAs, Counter, Design, Place, Reading, Summary, read_designs};
use proptest::prelude::*;
use review::{OtherField, Record};

/// Words that cues are about, in any order, with anything between them.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("randomised".to_owned()),
        Just("patients were randomly assigned to".to_owned()),
        Just("rats.".to_owned()),
        Just("Systematic review".to_owned()),
        Just("phase II/III trial".to_owned()),
        Just("=SUM(A1)".to_owned()),
        Just("1,024 women".to_owned()),
        Just("will be".to_owned()),
        Just("\u{2013}\n\u{e9}. ".to_owned()),
        "\\PC{0,12}",
    ];
    proptest::collection::vec(word, 0..14).prop_map(|words| words.join(" "))
}

fn record() -> impl Strategy<Value = Record> {
    (
        proptest::option::of(text()),
        proptest::option::of(text()),
        proptest::collection::vec(text(), 0..3),
        proptest::option::of(1900..2030_i32),
    )
        .prop_map(|(title, abstract_text, keywords, year)| Record {
            title,
            abstract_text,
            keywords,
            year,
            other: vec![OtherField {
                tag: "PublicationType".to_owned(),
                value: "Journal Article".to_owned(),
            }],
            ..Record::default()
        })
}

thread_local! {
    static CENSUS: Census = Census::shipped(Reading::All).expect("the shipped files");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn probabilities_sum_to_one_and_evidence_is_cut_from_the_record(record in record()) {
        let judged = CENSUS.with(|census| census.judge(&record));
        let sum: f64 = judged.design.probabilities.iter().sum();
        prop_assert!((sum - 1.0).abs() < 1e-9);
        let likeliest = judged.design.probabilities.iter().copied().fold(0.0, f64::max);
        prop_assert_eq!(judged.design.probability, likeliest);
        prop_assert_eq!(judged.design.design == Design::Unclear, judged.design.deciding.is_none());
        let shown = judged.design.cues.iter().map(|cue| &cue.evidence);
        let answered = judged.answers.criteria.iter().filter_map(|a| a.evidence.as_ref());
        for evidence in shown.chain(answered) {
            let whole = match evidence.place {
                Place::Title => record.title.as_deref(),
                Place::Abstract => record.abstract_text.as_deref(),
                Place::Keywords | Place::PublicationType => continue,
            };
            let cut = whole.and_then(|text| text.get(evidence.start..evidence.end));
            prop_assert_eq!(cut, Some(evidence.text.as_str()));
        }
    }

    #[test]
    fn a_table_is_read_as_it_was_written(records in proptest::collection::vec(record(), 0..6)) {
        let mut references = Vec::new();
        formats::write(&records, formats::Format::Json, &mut references).expect("references");
        let (mut out, mut summary) = (Vec::new(), Summary::default());
        CENSUS.with(|census| {
            let mut table = census.table(&mut out).expect("a table");
            let read = census.classify_file(&references[..], "search.json", &mut table, &mut summary, |_| true);
            table.finish().expect("a table");
            // A file in which no record has a field is refused as a whole.
            read.is_ok()
        });
        let mut counter = Counter::new(CountedAs::Likeliest);
        let unread = read_designs(&out[..], |row| counter.add(&row)).expect("a table");
        prop_assert_eq!(unread, 0);
        let counts = counter.counts();
        prop_assert_eq!(counts.records, summary.records);
        prop_assert_eq!(counts.designs, summary.designs);
        prop_assert_eq!(counts.trials_in_humans, summary.trials[0]);
        // No cell begins as a formula does.
        let mut reader = csv::Reader::from_reader(&out[..]);
        for row in reader.records() {
            for cell in row.expect("a row").iter() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@']), "{}", cell);
            }
        }
    }
}

//! The five formats: what a person reads in the files of `tests/files` is what comes out.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use registry::{
    CriterionKind, OutcomeRank, RegistryFormat, SizeKind, TableKind, TableWriter, Trial, TrialKey,
    link,
};
use support::{file, read};

fn criteria(trial: &Trial, kind: CriterionKind) -> Vec<&str> {
    let of = trial.eligibility.criteria.iter().filter(|c| c.kind == kind);
    of.map(|c| c.text.as_str()).collect()
}

#[test]
fn json_of_the_api_is_read() {
    let (format, trials, problems) = read(&file("studies.json"));
    assert_eq!(format, RegistryFormat::ClinicalTrialsGovJson);
    assert!(problems.is_empty(), "{problems:?}");
    let [trial, other] = trials.as_slice() else {
        panic!("{} trials", trials.len())
    };
    assert_eq!(
        trial.numbers(),
        ["NCT90000001", "2013-000001-23", "NCT90000009"]
    );
    assert_eq!(trial.status.as_deref(), Some("completed"));
    let date =
        |date: Option<registry::PartialDate>| date.map(|d| d.to_string()).unwrap_or_default();
    assert_eq!(date(trial.dates.registered), "2014-04-15");
    assert_eq!(date(trial.dates.start), "2014-03-01");
    assert_eq!(date(trial.dates.completion), "2015-09");
    assert_eq!(date(trial.dates.results_posted), "2016-08-02");
    assert_eq!(trial.design.phases, ["phase 2", "phase 3"]);
    assert_eq!(trial.design.masked, ["participant", "investigator"]);
    let size = trial.size.as_ref().expect("a size");
    assert_eq!((size.people, size.kind), (120, SizeKind::Actual));
    assert_eq!(trial.arms[0].interventions, ["Remedy"]);
    assert_eq!(trial.arms[1].kind.as_deref(), Some("placebo comparator"));
    assert_eq!(trial.outcomes_of(OutcomeRank::Secondary).count(), 2);
    assert_eq!(
        criteria(trial, CriterionKind::Inclusion),
        ["Hurry score >= 4", "Able to consent"]
    );
    assert_eq!(
        criteria(trial, CriterionKind::Exclusion),
        ["Pregnancy", "Another trial within 30 days"]
    );
    assert_eq!(trial.countries, ["Switzerland", "France"]);
    assert_eq!(trial.publications[0].dois, ["10.1234/example.1"]);
    // A count that is no number costs itself.
    assert_eq!(
        (other.id.as_str(), other.size.as_ref()),
        ("NCT90000002", None)
    );
    assert_eq!(other.design.model.as_deref(), Some("cohort"));
    assert_eq!((trial.place.line, other.place.line), (Some(4), Some(133)));
}

#[test]
fn results_are_rows() {
    let (_, trials, _) = read(&file("studies.json"));
    let results = &trials[0].results;
    assert_eq!(results.flow.len(), 6);
    let left = &results.flow[4];
    assert!(left.is_withdrawal);
    assert_eq!(
        (
            left.milestone.as_str(),
            left.group.as_str(),
            left.people.as_str()
        ),
        ("Adverse Event", "Remedy", "5")
    );
    assert_eq!(results.baseline[1].category, "Female");
    assert_eq!(
        (
            results.baseline[1].value.as_str(),
            results.baseline[1].analysed.as_str()
        ),
        ("29", "60")
    );
    let measured = &results.outcomes[0];
    assert_eq!(
        (
            measured.value.as_str(),
            measured.spread.as_str(),
            measured.analysed.as_str(),
            measured.group.as_str()
        ),
        ("3.1", "1.4", "55", "Remedy")
    );
    let comparison = &results.analyses[0];
    assert_eq!(comparison.groups, ["Remedy", "Placebo"]);
    assert_eq!(
        (comparison.p_value.as_str(), comparison.lower.as_str()),
        ("<0.001", "-2.1")
    );
    assert_eq!(
        (
            results.adverse_events[0].serious,
            results.adverse_events[1].serious
        ),
        (true, false)
    );
    assert_eq!(results.adverse_events[1].affected, "12");
}

#[test]
fn the_classic_xml_says_the_same() {
    let (_, json, _) = read(&file("studies.json"));
    let (format, xml, problems) = read(&file("study.xml"));
    assert_eq!(format, RegistryFormat::ClinicalTrialsGovXml);
    assert!(problems.is_empty(), "{problems:?}");
    let (json, xml) = (&json[0], &xml[0]);
    assert_eq!(xml.title, json.title);
    assert_eq!(xml.numbers(), json.numbers());
    assert_eq!(xml.dates, json.dates);
    assert_eq!(xml.design, json.design);
    assert_eq!(xml.size, json.size);
    assert_eq!(xml.arms, json.arms);
    assert_eq!(xml.interventions, json.interventions);
    assert_eq!(xml.outcomes, json.outcomes);
    assert_eq!(xml.eligibility, json.eligibility);
    assert_eq!(xml.sponsors, json.sponsors);
    assert_eq!(xml.locations, json.locations);
    assert_eq!(xml.publications[0], json.publications[0]);
    assert!(xml.has_results && xml.results.is_empty());
}

#[test]
fn the_download_says_as_much_as_it_can() {
    let (_, json, _) = read(&file("studies.json"));
    let (format, csv, problems) = read(&file("download.csv"));
    assert_eq!(format, RegistryFormat::ClinicalTrialsGovCsv);
    assert!(problems.is_empty(), "{problems:?}");
    let (json, csv) = (&json[0], &csv[0]);
    assert_eq!(csv.design, json.design);
    assert_eq!(csv.conditions, json.conditions);
    assert_eq!(csv.dates.start, json.dates.start);
    let outcomes: Vec<(&str, Option<&str>)> = csv
        .outcomes
        .iter()
        .map(|o| (o.measure.as_str(), o.time_frame.as_deref()))
        .collect();
    assert_eq!(
        outcomes,
        [
            ("Hurry score, 0 to 10", Some("12 weeks")),
            ("Quality of life", Some("12 and 24 weeks")),
            ("Falls", Some("Up to 24 weeks"))
        ]
    );
    assert_eq!(
        csv.countries,
        ["Switzerland", "France", "Korea, Republic of"]
    );
    assert_eq!(
        csv.size.as_ref().map(|s| (s.people, s.kind)),
        Some((120, SizeKind::NotSaid))
    );
    assert_eq!(csv.interventions[0].kind.as_deref(), Some("drug"));
    assert!(csv.has_results);
}

#[test]
fn both_files_of_the_who_are_read() {
    let (format, xml, problems) = read(&file("ictrp.xml"));
    assert_eq!(format, RegistryFormat::IctrpXml);
    assert!(problems.is_empty(), "{problems:?}");
    let european = &xml[0];
    assert_eq!(european.numbers(), ["2013-000001-23", "NCT90000001"]);
    assert_eq!(european.registry, "EU Clinical Trials Register");
    assert_eq!(
        european.dates.registered.map(|d| d.to_string()).as_deref(),
        Some("2014-04-15")
    );
    assert_eq!(european.design.phases, ["phase 2", "phase 3"]);
    assert_eq!(european.design.allocation.as_deref(), Some("randomized"));
    assert_eq!(european.design.masking.as_deref(), Some("double"));
    assert_eq!(european.eligibility.sex.as_deref(), Some("all"));
    assert_eq!(european.eligibility.maximum_age, None);
    assert_eq!(
        criteria(european, CriterionKind::Inclusion),
        ["Hurry score >= 4", "Able to consent"]
    );
    assert_eq!(
        criteria(european, CriterionKind::Exclusion),
        ["Pregnancy", "Another trial within 30 days"]
    );
    assert_eq!(european.outcomes[0].time_frame.as_deref(), Some("12 weeks"));
    assert_eq!(european.sponsors.len(), 2);
    assert_eq!(european.publications[0].dois, ["10.1234/example.1"]);
    let chinese = &xml[1];
    assert_eq!(chinese.size.as_ref().map(|s| s.people), Some(100));
    assert_eq!(
        chinese
            .arms
            .iter()
            .map(|a| a.label.as_str())
            .collect::<Vec<_>>(),
        ["Tea group", "Water group"]
    );
    // Nothing of the contacts is read.
    assert!(
        !serde_json::to_string(&xml)
            .expect("JSON")
            .contains("Nobody")
    );

    let (format, csv, problems) = read(&file("ictrp.csv"));
    assert_eq!(format, RegistryFormat::IctrpCsv);
    assert!(problems.is_empty(), "{problems:?}");
    let pupils = &csv[0];
    assert_eq!(
        (pupils.id.as_str(), pupils.design.masking.as_deref()),
        ("ISRCTN90000001", Some("none"))
    );
    assert_eq!(
        criteria(pupils, CriterionKind::Inclusion),
        ["Pupils aged 6 to 12", "Parents agree"]
    );
    assert_eq!(criteria(pupils, CriterionKind::Exclusion), ["Illness"]);
    assert_eq!(pupils.interventions[0].name, "Slow breathing");
}

#[test]
fn a_trial_registered_twice_is_joined_across_files() {
    let mut keys: Vec<TrialKey> = Vec::new();
    for name in ["studies.json", "ictrp.xml", "ictrp.csv", "study.xml"] {
        keys.extend(read(&file(name)).1.iter().map(TrialKey::from));
    }
    let found = link(&keys, &[]);
    assert_eq!(
        found.trials[0].registrations,
        ["NCT90000001", "2013-000001-23"]
    );
    assert_eq!(found.trials.len(), 4);
}

#[test]
fn tables_have_a_row_for_each_thing() {
    let (_, trials, _) = read(&file("studies.json"));
    let mut writer = TableWriter::new(|_| Ok(Vec::new())).expect("memory can be written");
    for trial in &trials {
        writer.add(trial).expect("memory can be written");
    }
    let counts: Vec<(&str, u64)> = writer
        .finish()
        .expect("memory can be written")
        .into_iter()
        .map(|(kind, count, bytes)| {
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            assert_eq!(
                reader
                    .headers()
                    .expect("a header")
                    .iter()
                    .collect::<Vec<_>>(),
                kind.header()
            );
            assert_eq!(reader.records().filter(Result::is_ok).count() as u64, count);
            (kind.name(), count)
        })
        .collect();
    assert_eq!(
        counts,
        [
            ("trials", 2),
            ("arms", 2),
            ("interventions", 2),
            ("outcomes", 3),
            ("criteria", 4),
            ("conditions", 2),
            ("sponsors", 2),
            ("locations", 2),
            ("publications", 2),
            // Flow 6, baseline 2, outcomes 2, comparison 1, adverse events 2.
            ("results", 13)
        ]
    );
    for kind in TableKind::ALL {
        for row in trials.iter().flat_map(|trial| kind.rows(trial)) {
            assert_eq!(row.len(), kind.header().len(), "{}", kind.name());
        }
    }
}

/// Of 3,030 registrations that the portal exported in September 2026, 2,863 name it.
#[test]
fn the_source_of_support_is_a_sponsor_of_its_own_class() {
    let file = "<Trials_central><Trial><TrialID>ISRCTN99010042</TrialID><Primary_sponsor>University of Examples</Primary_sponsor>\
        <Source_Support>University of Examples;Example Trust</Source_Support></Trial></Trials_central>";
    let mut found = Vec::new();
    registry::read_trials(file.as_bytes(), |item| {
        if let registry::RegistryItem::Trial(trial) = item {
            found.extend(trial.sponsors.into_iter().map(|one| (one.name, one.class)));
        }
        std::ops::ControlFlow::Continue(())
    })
    .expect("the file");
    assert_eq!(
        found,
        [
            ("University of Examples".to_owned(), None),
            (
                "Example Trust".to_owned(),
                Some("source of support".to_owned())
            )
        ]
    );
}

use super::*;

fn key(id: &str, registry: &str, others: &[&str]) -> TrialKey {
    TrialKey {
        id: id.to_owned(),
        registry: registry.to_owned(),
        other_numbers: others.iter().map(|o| (*o).to_owned()).collect(),
        ..TrialKey::default()
    }
}

fn report(id: &str, text: &str) -> ReportText {
    ReportText {
        id: id.to_owned(),
        texts: vec![("abstract".to_owned(), text.to_owned())],
        ..ReportText::default()
    }
}

#[test]
fn a_trial_registered_twice_is_one() {
    let trials = [
        key("NCT00000001", "ClinicalTrials.gov", &["2009-012345-67"]),
        key("2009-012345-67", "EU Clinical Trials Register", &[]),
        key("ISRCTN00000001", "ISRCTN", &["2009-012345-67"]),
        key(
            "NCT00000002",
            "ClinicalTrials.gov",
            &["2009-012345-67", "NCT00000003"],
        ),
        key("NCT00000003", "ClinicalTrials.gov", &[]),
    ];
    let reports = [
        report("a", "Registered as EudraCT 2009-012345-67."),
        report(
            "b",
            "We used ISRCTN00000001 and NCT 00000002; earlier: NCT09999999.",
        ),
        report("c", "Not registered."),
    ];
    let found = link(&trials, &reports);
    let groups: Vec<&[String]> = found
        .trials
        .iter()
        .map(|g| g.registrations.as_slice())
        .collect();
    assert_eq!(
        groups,
        [
            &["NCT00000001", "2009-012345-67", "ISRCTN00000001"][..],
            &["NCT00000002"],
            &["NCT00000003"]
        ]
    );
    // Two numbers of one registry are two trials, whatever they share.
    assert_eq!(found.not_joined.len(), 2);
    let pairs: Vec<(&str, &str)> = found
        .links
        .iter()
        .map(|l| (l.report.as_str(), l.trial.as_str()))
        .collect();
    assert_eq!(
        pairs,
        [
            ("a", "NCT00000001"),
            ("b", "NCT00000001"),
            ("b", "NCT00000002")
        ]
    );
    assert_eq!(found.unlinked_reports, ["c"]);
    assert_eq!(found.unlinked_trials, ["NCT00000003"]);
    assert_eq!(found.unknown_numbers[0].number, "NCT09999999");
    assert!(
        found.unknown_numbers[0]
            .quote
            .contains("earlier: NCT09999999.")
    );
}

#[test]
fn former_numbers_and_named_publications_link_too() {
    let mut renewed = key("NCT00000002", "ClinicalTrials.gov", &["NCT00000001"]);
    renewed.former_numbers.push("NCT00000001".to_owned());
    renewed.pmids.push("123".to_owned());
    renewed.dois.push("10.1/x".to_owned());
    let old = key("NCT00000001", "ClinicalTrials.gov", &[]);
    let named = ReportText {
        id: "p".to_owned(),
        doi: Some("10.1/X".to_owned()),
        ..ReportText::default()
    };
    let found = link(&[renewed, old], &[named]);
    assert_eq!(found.trials.len(), 1);
    assert_eq!(
        found.links[0].ways,
        [LinkWay::Publication {
            identifier: "10.1/X".to_owned()
        }]
    );
}

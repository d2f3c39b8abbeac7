//! Each rule of the arithmetic, broken once: the numbers and the sentence that the reviewers read.

// The lints allow these in test functions only, not in the functions that those share.
#![allow(clippy::unwrap_used)]

use prisma::{
    Breakdown, ExcludedBy, Flow, Included, Key, Mismatch, PendingRecords, Rule, Template,
};

mod flows;

fn example() -> Flow {
    flows::worked_example(Template {
        updated: true,
        other_methods: true,
    })
}

/// The one mismatch that a change to the worked example causes.
fn broken_by(change: impl FnOnce(&mut Flow)) -> Mismatch {
    let mut flow = example();
    change(&mut flow);
    let found = flow.check();
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().unwrap()
}

#[test]
fn records_lost_between_identification_and_screening() {
    let found = broken_by(|flow| flow.removed.duplicates = Some(600));
    assert_eq!(found.rule, Rule::RecordsIdentified);
    assert_eq!((found.left, found.right), (2431, 2419));
    assert_eq!(
        found.explanation,
        "2,431 records were identified, but duplicate records removed (600) + records removed by \
         automation tools (0) + records removed for other reasons (5) + records screened (1,814) \
         make 2,419: 12 records are unaccounted for."
    );
    assert_eq!(
        found.keys,
        [
            Key::DatabaseResults,
            Key::RegisterResults,
            Key::Duplicates,
            Key::ExcludedAutomatic,
            Key::ExcludedOther,
            Key::RecordsScreened
        ]
    );
}

#[test]
fn more_records_excluded_and_sought_than_screened() {
    let found = broken_by(|flow| flow.excluded = Some(1757));
    assert_eq!(found.rule, Rule::RecordsScreened);
    assert_eq!(
        found.explanation,
        "1,814 records were screened, but records excluded (1,757) + reports sought (58) make \
         1,815: 1 record too many."
    );
}

#[test]
fn exclusions_by_human_and_automation_must_sum() {
    let found = broken_by(|flow| {
        flow.excluded_by = Some(ExcludedBy {
            human: 1700,
            automation: 50,
        });
    });
    assert_eq!(found.rule, Rule::RecordsExcludedBy);
    assert_eq!((found.left, found.right), (1756, 1750));
}

#[test]
fn a_report_that_was_neither_retrieved_nor_given_up() {
    let found = broken_by(|flow| flow.reports.not_retrieved = Breakdown::of(2));
    assert_eq!(found.rule, Rule::ReportsSought);
    assert_eq!(
        found.explanation,
        "58 reports were sought for retrieval, but reports not retrieved (2) + reports assessed \
         (55) make 57: 1 report is unaccounted for."
    );
    let found = broken_by(|flow| {
        flow.other_methods.as_mut().unwrap().reports.not_retrieved = Breakdown::of(2);
    });
    assert_eq!(found.rule, Rule::ReportsSought);
    assert_eq!(found.keys[0], Key::OtherSoughtReports);
}

#[test]
fn a_report_without_a_reason_for_exclusion() {
    let found = broken_by(|flow| flow.reports.excluded.parts[0].n = 16);
    assert_eq!(found.rule, Rule::ReportsAssessed);
    assert_eq!(
        found.explanation,
        "66 reports were assessed for eligibility in both columns together, but reports excluded \
         (38) + reports from other methods excluded (8) + reports of new included studies (19) \
         make 65: 1 report is unaccounted for."
    );
}

#[test]
fn parts_that_do_not_sum_to_their_count() {
    let found = broken_by(|flow| {
        flow.databases.total = Some(2361);
        flow.databases.parts[0].n = 1200;
    });
    assert_eq!(found.rule, Rule::PartsSumToCount);
    assert_eq!(
        found.explanation,
        "2,361 records from databases are given in all, but the 3 that are listed one by one add \
         up to 2,357."
    );
}

#[test]
fn more_sought_than_found_by_other_methods() {
    let found = broken_by(|flow| {
        flow.other_methods.as_mut().unwrap().citations = Some(2);
        flow.other_methods.as_mut().unwrap().websites = Some(3);
    });
    assert_eq!(found.rule, Rule::SoughtWithinIdentified);
    assert_eq!((found.left, found.right), (12, 9));
}

#[test]
fn totals_of_an_update() {
    let found = broken_by(|flow| flow.total.as_mut().unwrap().studies = Some(30));
    assert_eq!(found.rule, Rule::Totals);
    assert_eq!(
        found.explanation,
        "30 studies are included in the review in all, but studies of the previous version (17) + \
         new studies (14) make 31: 1 study too many."
    );
}

#[test]
fn every_study_has_a_report() {
    let flow = Flow {
        new: Included {
            studies: Some(5),
            reports: Some(4),
        },
        ..Flow::default()
    };
    let found = flow.check();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, Rule::StudiesWithinReports);
    assert_eq!(
        found[0].explanation,
        "5 studies newly included have only 4 reports, but every study has at least one report."
    );
}

#[test]
fn unknown_numbers_break_no_rule_unless_the_parts_exceed_the_whole() {
    assert_eq!(Flow::default().check(), []);
    let mut flow = example();
    flow.reports.sought = None;
    flow.reports.assessed = None;
    assert_eq!(flow.check(), []);
    flow.excluded = Some(2000);
    let found = flow.check();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].left, found[0].right), (1814, 2000));
}

#[test]
fn lines_that_a_review_lacks_count_as_none() {
    let mut flow = example();
    flow.removed.automatic = None;
    assert_eq!(flow.check(), []);
    flow.removed.other = None;
    assert_eq!(flow.check()[0].rule, Rule::RecordsIdentified);
}

#[test]
fn an_unfinished_review_adds_up_with_what_is_on_its_way() {
    let mut flow = example();
    flow.screened = Some(1771);
    flow.excluded = Some(1713);
    flow.pending = PendingRecords {
        possible_duplicates: 0,
        unscreened: 40,
        conflicts: 3,
    };
    assert_eq!(flow.check(), []);
    assert_eq!(
        flow.unfinished(),
        [
            "40 records not yet screened",
            "3 records on which reviewers disagree"
        ]
    );
    flow.pending.unscreened = 39;
    assert!(
        flow.check()[0]
            .explanation
            .ends_with("+ records not yet screened (39) + records in conflict (3) make 2,430: 1 record is unaccounted for.")
    );
}

#[test]
fn a_flow_survives_json() {
    let flow = flows::crowded();
    let json = serde_json::to_string(&flow).unwrap();
    assert_eq!(serde_json::from_str::<Flow>(&json).unwrap(), flow);
    assert_eq!(serde_json::from_str::<Flow>("{}").unwrap(), Flow::default());
}

#[test]
fn a_template_says_what_it_leaves_out() {
    let left_out = example().left_out_by(Template {
        updated: true,
        other_methods: false,
    });
    assert_eq!(left_out.len(), 7);
    assert!(left_out.contains(&Key::WebsiteResults));
    assert_eq!(example().left_out_by(example().template()), []);
}

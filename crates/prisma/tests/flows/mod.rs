//! Made-up reviews whose numbers add up, shared by the tests and the gallery.

use prisma::{
    Breakdown, ExcludedBy, Flow, Included, NamedCount, OtherMethods, PendingRecords,
    PendingReports, Removed, ReportFlow, Template,
};

/// A review for each template: 2,431 records identified, 14 new studies and, in an update, 31 in all.
pub(crate) fn worked_example(template: Template) -> Flow {
    let mut flow = Flow {
        databases: Breakdown::by_name([
            ("MEDLINE (Ovid)", 1204),
            ("Embase", 986),
            ("CENTRAL", 171),
        ]),
        registers: Breakdown::by_name([("ClinicalTrials.gov", 48), ("ICTRP", 22)]),
        removed: Removed {
            duplicates: Some(612),
            automatic: Some(0),
            other: Some(5),
        },
        screened: Some(1814),
        excluded: Some(1756),
        reports: ReportFlow {
            sought: Some(58),
            not_retrieved: Breakdown::of(3),
            assessed: Some(55),
            excluded: Breakdown::by_name([
                ("Wrong population", 17),
                ("Wrong intervention or comparator", 9),
                ("No relevant outcome", 8),
                ("Not a randomised trial", 5),
            ]),
            pending: PendingReports::default(),
        },
        new: Included {
            studies: Some(14),
            reports: Some(16),
        },
        ..Flow::default()
    };
    if template.other_methods {
        flow.other_methods = Some(OtherMethods {
            websites: Some(11),
            organisations: Some(4),
            citations: Some(23),
            other: None,
            reports: ReportFlow {
                sought: Some(12),
                not_retrieved: Breakdown::of(1),
                assessed: Some(11),
                excluded: Breakdown::by_name([("Wrong population", 6), ("Conference abstract", 2)]),
                pending: PendingReports::default(),
            },
        });
        flow.new.reports = Some(19);
    }
    if template.updated {
        flow.previous = Some(Included {
            studies: Some(17),
            reports: Some(21),
        });
        flow.total = Some(Included {
            studies: Some(31),
            reports: flow.new.reports.map(|reports| reports + 21),
        });
    }
    flow
}

/// Twenty databases, thirty reasons, long names, hostile and foreign text, work in progress.
#[allow(dead_code)] // Not every test file that shares this module draws it.
pub(crate) fn crowded() -> Flow {
    let mut flow = worked_example(Template {
        updated: true,
        other_methods: true,
    });
    flow.databases.parts = (1..=20)
        .map(|place| NamedCount {
            name: match place {
                1 => "MEDLINE(R) and Epub Ahead of Print, In-Process, In-Data-Review & Other Non-Indexed Citations (Ovid)".to_owned(),
                2 => "中国知网 (CNKI)".to_owned(),
                3 => "Lilacs \u{202e}reversed\u{202c}".to_owned(),
                _ => format!("Database number {place}"),
            },
            n: 100 * place,
        })
        .collect();
    flow.screened = Some(1_000_000);
    flow.excluded_by = Some(ExcludedBy {
        human: 1700,
        automation: 56,
    });
    flow.reports.not_retrieved =
        Breakdown::by_name([("Paywall", 2), ("No answer from authors", 1)]);
    flow.reports.excluded.parts = (1..=30)
        .map(|place| NamedCount {
            name: match place {
                1 => "<script>alert('x')</script> & \"quoted\"".to_owned(),
                2 => "Pneumonoultramicroscopicsilicovolcanoconiosisandsomethingmoreattheend".to_owned(),
                3 => "😀 emoji 👩‍⚕️ and العربية and עברית".to_owned(),
                4 => "Population: adults under 18 years, or mixed populations in which results of adults cannot be told apart".to_owned(),
                _ => format!("Reason number {place}"),
            },
            n: place,
        })
        .collect();
    flow.pending = PendingRecords {
        possible_duplicates: 1,
        unscreened: 40,
        conflicts: 3,
    };
    flow.reports.pending.awaited = 2;
    if let Some(other) = &mut flow.other_methods {
        other.other = Some(2);
        other.reports.pending.unassessed = 1;
    }
    flow
}

//! A plan to test with.

use study::{Arm, Item, Margins, Plan, PrimaryOutcome, Task};

pub(crate) fn named(what: &str, many: usize) -> Vec<String> {
    (1..=many).map(|n| format!("{what} {n}")).collect()
}

/// A sound plan of so many items and readers.
pub(crate) fn plan(items: usize, readers: usize, assisted: &[Arm]) -> Plan {
    Plan {
        title: "What suggestions do for us".into(),
        question: "Do suggestions save time without costing recall?".into(),
        task: Task::TitleAbstract,
        primary: PrimaryOutcome::Time,
        assisted: assisted.to_vec(),
        model_alone: false,
        agent: "attest-reader".into(),
        readers: named("reader", readers),
        adjudicators: named("adjudicator", 2),
        items: named("record", items)
            .into_iter()
            .enumerate()
            .map(|(n, id)| Item {
                id,
                stratum: (n % 3 == 0).then(|| "likely".to_owned()),
                cluster: None,
            })
            .collect(),
        practice: named("practice", 10),
        periods: 2,
        margins: Margins::default(),
        level: 0.95,
        draws: 1000,
        idle_seconds: 60,
    }
}

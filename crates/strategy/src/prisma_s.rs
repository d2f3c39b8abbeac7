//! [`SearchRecord`]: what PRISMA-S asks of one search, as data.

use serde::{Deserialize, Serialize};

use crate::model::{Expression, Limit, Strategy};
use crate::write::write;

/// What is recorded of one search. What follows from the strategy itself is worked out; all else is what people gave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SearchRecord {
    /// The database, such as `MEDLINE`.
    pub database: String,
    /// The platform, such as `Ovid`.
    pub platform: String,
    /// Databases that were searched together with it.
    pub searched_with: Vec<String>,
    /// Whether it is a study register.
    pub is_register: bool,
    /// Day on which it was last run, `YYYY-MM-DD`.
    pub searched_on: String,
    /// What the database covers, as the platform says it, such as `1946 to March 08, 2024`.
    pub coverage: String,
    /// The strategy exactly as it was run; where empty, the strategy read is written.
    pub strategy: String,
    /// Why limits were set.
    pub reasons_for_limits: String,
    /// Published search filters with their citations and changes; `none` where there are none.
    pub filters: String,
    /// Strategies of others that were adapted, with citation; `none` where there are none.
    pub prior_work: String,
    /// How the search was or will be updated; `none` where it was not.
    pub updates: String,
    /// Who reviewed it, and how, such as `PRESS 2015`; `none` where nobody did.
    pub peer_review: String,
    /// Records that it gave.
    pub records: Option<u64>,
}

/// An item of PRISMA-S as far as this search can fill it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrismaSItem {
    /// Its number, 1 to 16.
    pub number: u8,
    /// Its name.
    pub name: String,
    /// What can be reported.
    pub reported: Vec<String>,
    /// What is missing still.
    pub missing: Vec<String>,
}

/// The items of PRISMA-S (Rethlefsen et al., Syst Rev 2021;10:39) that a single search can fill: 1, 2, 3, 8 to 15. Items 4
/// to 7 and 16 are of the review as a whole.
pub fn prisma_s(record: &SearchRecord, strategy: &Strategy) -> Vec<PrismaSItem> {
    let named = if record.database.is_empty() {
        strategy.syntax.name()
    } else {
        &record.database
    };
    let mut items = Vec::new();
    let mut item = |number: u8, name: &str, reported: Vec<String>, missing: Vec<&str>| {
        items.push(PrismaSItem {
            number,
            name: name.to_owned(),
            reported: reported
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect(),
            missing: missing.into_iter().map(str::to_owned).collect(),
        });
    };
    let lacking = |text: &str, what: &'static str| {
        if text.trim().is_empty() {
            vec![what]
        } else {
            vec![]
        }
    };
    let mut database = named.to_owned();
    if !record.platform.is_empty() {
        database = format!("{database} ({})", record.platform);
    }
    if !record.coverage.is_empty() {
        database = format!("{database}, {}", record.coverage);
    }
    let no_platform = record.platform.is_empty() && !record.database.is_empty();
    item(
        1,
        "Database name",
        vec![format!("{database}.")],
        if no_platform {
            vec!["The platform"]
        } else {
            vec![]
        },
    );
    let together = match record.searched_with.as_slice() {
        [] => String::new(),
        with => format!("{named} was searched together with {}.", with.join(", ")),
    };
    let alone = record.searched_with.is_empty();
    item(
        2,
        "Multi-database searching",
        vec![together],
        if alone {
            vec!["Whether it was searched together with other databases"]
        } else {
            vec![]
        },
    );
    if record.is_register {
        item(3, "Study registries", vec![format!("{database}.")], vec![]);
    }
    let text = if record.strategy.trim().is_empty() {
        write(strategy)
    } else {
        record.strategy.clone()
    };
    let no_strategy = lacking(&text, "The strategy");
    item(
        8,
        "Full search strategies",
        vec![text.trim_end().to_owned()],
        no_strategy,
    );
    let limits = limits(strategy);
    let mut reported = if limits.is_empty() {
        vec!["The strategy itself sets no limits.".to_owned()]
    } else {
        limits
            .iter()
            .map(|(line, limit)| format!("Line {line}: limited {limit}."))
            .collect()
    };
    reported.push(record.reasons_for_limits.clone());
    let unexplained = !limits.is_empty() && record.reasons_for_limits.trim().is_empty();
    item(
        9,
        "Limits and restrictions",
        reported,
        if unexplained {
            vec!["The reasons for the limits"]
        } else {
            vec![]
        },
    );
    let mut filters = vec![record.filters.clone()];
    filters.extend(
        known_filters(strategy)
            .into_iter()
            .map(|name| format!("The strategy looks like it holds {name}.")),
    );
    item(
        10,
        "Search filters",
        filters,
        lacking(
            &record.filters,
            "Published filters that were used, with citation and changes, or “none”",
        ),
    );
    item(
        11,
        "Prior work",
        vec![record.prior_work.clone()],
        lacking(
            &record.prior_work,
            "Strategies taken over from others, or “none”",
        ),
    );
    item(
        12,
        "Updates",
        vec![record.updates.clone()],
        lacking(&record.updates, "How the search was updated, or “none”"),
    );
    item(
        13,
        "Dates of searches",
        vec![record.searched_on.clone()],
        lacking(&record.searched_on, "The day on which it was last run"),
    );
    item(
        14,
        "Peer review",
        vec![record.peer_review.clone()],
        lacking(
            &record.peer_review,
            "Whether the strategy was peer reviewed, and how (such as PRESS)",
        ),
    );
    let records = record
        .records
        .map(|n| format!("{n} records."))
        .unwrap_or_default();
    item(
        15,
        "Total records",
        vec![records],
        if record.records.is_none() {
            vec!["The number of records"]
        } else {
            vec![]
        },
    );
    items
}

/// The limits that a strategy sets, each with its line: years, languages, types of publication, humans, and NOT for animals.
pub fn limits(strategy: &Strategy) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    for line in &strategy.lines {
        let Some(expression) = &line.expression else {
            continue;
        };
        expression.walk(&mut |part| match part {
            Expression::Only(limit) => found.push((line.number, in_words(limit))),
            Expression::Limited { to, .. } => {
                found.extend(to.iter().map(|limit| (line.number, in_words(limit))))
            }
            Expression::InFields { fields, of } => {
                for field in fields {
                    let kind = match field {
                        crate::fields::Field::Language => "language",
                        crate::fields::Field::PublicationType => "type of publication",
                        crate::fields::Field::EntryDate | crate::fields::Field::CreateDate => {
                            "date of entry"
                        }
                        crate::fields::Field::Year | crate::fields::Field::PublicationDate => {
                            "date of publication"
                        }
                        _ => continue,
                    };
                    let text = crate::write::write_expression(of, strategy.syntax);
                    found.push((line.number, format!("by {kind}: {text}")));
                }
            }
            Expression::Not { of, without } => {
                let named = |e: &Expression, name: &str| {
                    let mut has = false;
                    e.walk(&mut |part| {
                        has |= match part {
                            Expression::Heading(heading) => heading.name.eq_ignore_ascii_case(name),
                            Expression::Term(term) => term.shown().eq_ignore_ascii_case(name),
                            _ => false,
                        };
                    });
                    has
                };
                if named(of, "animals") && named(without, "humans") {
                    found.push((
                        line.number,
                        "by taking away records on animals only".to_owned(),
                    ));
                }
            }
            _ => {}
        });
    }
    found
}

fn in_words(limit: &Limit) -> String {
    match limit {
        Limit::Humans => "to humans".to_owned(),
        Limit::Years { from, to } => match (from, to) {
            (Some(from), Some(to)) => format!("to the years {from} to {to}"),
            (Some(from), None) => format!("to the years from {from} on"),
            (None, Some(to)) => format!("to the years up to {to}"),
            (None, None) => "to no years".to_owned(),
        },
        Limit::Language(language) => format!("to the language {language}"),
        Limit::PublicationType(kind) => format!("to the type of publication {kind}"),
        Limit::Named(name) => format!("to {name}"),
    }
}

/// Published filters that the words of a strategy look like. A likeness, not a finding: people say which filter it is.
fn known_filters(strategy: &Strategy) -> Vec<&'static str> {
    let mut words: Vec<String> = Vec::new();
    for expression in strategy
        .lines
        .iter()
        .filter_map(|line| line.expression.as_ref())
    {
        expression.walk(&mut |part| {
            if let Expression::Term(term) = part {
                words.push(term.shown().to_lowercase());
            }
        });
    }
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    let mut found = Vec::new();
    // Cochrane Handbook 6, technical supplement 3.6.1.
    if has("randomly") && has("placebo") && has("trial") && has("groups") {
        found.push("the Cochrane Highly Sensitive Search Strategy for randomised trials, sensitivity-maximising version");
    } else if has("randomly") && has("placebo") && has("trial") {
        found.push("the Cochrane Highly Sensitive Search Strategy for randomised trials, sensitivity- and precision-maximising version");
    }
    found
}

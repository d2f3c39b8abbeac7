//! What the log says on the items of PRISMA-S.

use review::SourceKind;
use store::SearchRow;

use super::prefilled::Prefilled;
use super::recorded::{Recorded, counted};

/// Fills an item from the log: from the searches that people recorded as they were run, and from imports.
pub(super) fn fill(number: &str, recorded: &Recorded) -> Prefilled {
    match number {
        "1" => {
            let mut filled = named(recorded, &[SourceKind::Database], "database");
            let of_runs = of_runs(1, recorded);
            let databases = recorded.searches_in(&[SourceKind::Database]);
            if databases.into_iter().any(|row| !is_recorded(row, recorded)) {
                filled.lack("The platform of each database, where its name does not say it");
            }
            joined(filled, of_runs)
        }
        "2" if recorded.runs.is_empty() => {
            Prefilled::lacking("Whether databases were searched together on one platform")
        }
        "3" => joined(
            named(recorded, &[SourceKind::Register], "study register"),
            of_runs(3, recorded),
        ),
        "4" => named(
            recorded,
            &[SourceKind::Website, SourceKind::Organisation],
            "website or organisation",
        ),
        "5" => named(recorded, &[SourceKind::Citation], "citation searching"),
        "6" => Prefilled::lacking("Whether authors, experts, manufacturers or others were asked"),
        "7" => named(recorded, &[SourceKind::Other], "other method"),
        "8" => strategies(recorded),
        "9" => joined(limits(recorded), of_runs(9, recorded)),
        "10" if recorded.runs.is_empty() => {
            Prefilled::lacking("Published search filters that were used, or that there were none")
        }
        "11" if recorded.runs.is_empty() => {
            Prefilled::lacking("Strategies taken over from other reviews, or that there were none")
        }
        "12" if recorded.runs.is_empty() => updates(recorded),
        "12" => joined(repeated(recorded), of_runs(12, recorded)),
        "13" => dates(recorded),
        "14" if recorded.runs.is_empty() => {
            Prefilled::lacking("Whether the strategies were peer reviewed, and how (such as PRESS)")
        }
        "2" | "10" | "11" | "14" => of_runs(number.parse().unwrap_or_default(), recorded),
        "15" => totals(recorded),
        "16" => deduplication(recorded),
        _ => Prefilled::default(),
    }
}

/// What the searches that were run say on an item, each with its database.
fn of_runs(number: u8, recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    for run in &recorded.runs {
        let of_item = run.items().into_iter().filter(|item| item.number == number);
        for item in of_item {
            // The first and third item begin with the name of the database already.
            let named = |text: String| match number {
                1..=3 => text,
                _ => format!("{}: {text}", run.database),
            };
            filled.say_all(item.reported.into_iter().map(named));
            for missing in item.missing {
                filled.lack(format!("{}: {missing}", run.database));
            }
        }
    }
    filled
}

/// Both, the searches that were run first.
fn joined(imports: Prefilled, runs: Prefilled) -> Prefilled {
    let mut filled = runs;
    filled.say_all(imports.recorded);
    for lacking in imports.lacking {
        // That nothing was imported does not matter where somebody recorded what was searched.
        if filled.recorded.is_empty() || !lacking.starts_with("No ") {
            filled.lack(lacking);
        }
    }
    filled
}

/// Whether somebody recorded the search that an import came from.
fn is_recorded(row: &SearchRow, recorded: &Recorded) -> bool {
    let mut runs = recorded.runs.iter();
    runs.any(|run| run.search.as_ref() == Some(&row.search.id))
}

/// The sources of some kinds. That nothing was imported from a kind of source does not say that it was not consulted.
fn named(recorded: &Recorded, kinds: &[SourceKind], what: &str) -> Prefilled {
    let mut filled = Prefilled::default();
    for row in recorded.searches_in(kinds) {
        filled.say(format!(
            "{} ({}).",
            row.search.source,
            counted(row.records, "record", "records")
        ));
    }
    if filled.recorded.is_empty() {
        filled.lack(format!(
            "No {what} was imported: say what was done, or that nothing was"
        ));
    }
    filled
}

/// The strategies as they were run.
pub(super) fn strategies(recorded: &Recorded) -> Prefilled {
    let mut filled = of_runs(8, recorded);
    for row in recorded
        .searches
        .iter()
        .filter(|row| !is_recorded(row, recorded))
    {
        match row.search.strategy.as_deref().map(str::trim) {
            Some(strategy) if !strategy.is_empty() => {
                filled.say(format!("{}: {strategy}", row.search.source));
            }
            _ => filled.lack(format!("The strategy for {}", row.search.source)),
        }
    }
    if recorded.searches.is_empty() && recorded.runs.is_empty() {
        filled.lack("No search was imported");
    }
    filled
}

/// Limits as the recorded strategies set them. Those set on a platform by a click are not in its text.
fn limits(recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    for row in recorded
        .searches
        .iter()
        .filter(|row| !is_recorded(row, recorded))
    {
        let Some(text) = row.search.strategy.as_deref() else {
            continue;
        };
        let (_, read) = strategy::parse_detected(text);
        for (line, limit) in strategy::limits(&read.strategy) {
            filled.say(format!(
                "{}, line {line} of the strategy: limited {limit}.",
                row.search.source
            ));
        }
    }
    if !recorded.runs.is_empty()
        && recorded
            .searches
            .iter()
            .all(|row| is_recorded(row, recorded))
    {
        return filled;
    }
    filled.lack(if filled.recorded.is_empty() {
        "Limits of date, language or design with reasons, or that there were none"
    } else {
        "The reasons for the limits, and any that were set outside the strategy"
    });
    filled
}

fn dates(recorded: &Recorded) -> Prefilled {
    let mut filled = of_runs(13, recorded);
    for row in recorded
        .searches
        .iter()
        .filter(|row| !is_recorded(row, recorded))
    {
        match &row.search.searched_on {
            Some(date) => filled.say(format!("{}: {date}.", row.search.source)),
            None => filled.lack(format!("The date of the search of {}", row.search.source)),
        }
    }
    if recorded.searches.is_empty() && recorded.runs.is_empty() {
        filled.lack("No search was imported");
    }
    filled
}

fn updates(recorded: &Recorded) -> Prefilled {
    let mut filled = repeated(recorded);
    filled.lack("How the searches were updated (reruns, alerts), or that they were not");
    filled
}

/// Sources that were imported more than once.
fn repeated(recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    let mut sources: Vec<&str> = Vec::new();
    for row in &recorded.searches {
        let source = row.search.source.as_str();
        let imports = recorded
            .searches
            .iter()
            .filter(|other| other.search.source == source);
        let imports = imports.count();
        if imports > 1 && !sources.contains(&source) {
            sources.push(source);
            filled.say(format!("{source} was imported {imports} times."));
        }
    }
    filled
}

fn totals(recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    for run in &recorded.runs {
        match run.records {
            Some(records) => filled.say(format!(
                "{} reported {}.",
                run.database,
                counted(records, "record", "records")
            )),
            None => filled.lack(format!(
                "The number of records that {} reported",
                run.database
            )),
        }
    }
    let mut total = 0;
    for row in &recorded.searches {
        total += row.records;
        filled.say(format!(
            "{}: {}.",
            row.search.source,
            counted(row.records, "record", "records")
        ));
    }
    if recorded.searches.is_empty() {
        filled.lack("No search was imported");
    } else {
        filled.say(format!("In all: {}.", counted(total, "record", "records")));
    }
    filled
}

fn deduplication(recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    let [by_rule, by_person] = recorded.merged;
    if by_rule + by_person == 0 {
        filled.lack("No duplicates were removed with Attest: say how it was done");
        return filled;
    }
    filled.say(format!(
        "Duplicates were found with Attest {}: {} merged by rule where the records certainly are of the same work, and {} by a person who compared the two records. Every merge is kept with its reasons and can be undone.",
        env!("CARGO_PKG_VERSION"),
        counted(by_rule, "record was", "records were"),
        by_person
    ));
    if recorded.flow.pending.possible_duplicates > 0 {
        filled.lack(format!(
            "{} not decided yet",
            counted(
                recorded.flow.pending.possible_duplicates,
                "possible pair of duplicates is",
                "possible pairs of duplicates are"
            )
        ));
    }
    filled
}

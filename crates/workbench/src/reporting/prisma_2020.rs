//! What the log says on the items of PRISMA 2020.

use review::{Criterion, Field, Polarity, ReviewersPerRecord, Scope, SourceKind, Stage};

use super::ai_use;
use super::prefilled::Prefilled;
use super::prisma_s;
use super::recorded::{Recorded, counted, day, listed};

/// Fills an item from the log.
pub(super) fn fill(number: &str, recorded: &Recorded) -> Prefilled {
    match number {
        "4" => objectives(recorded),
        "5" => criteria(recorded),
        "6" => sources(recorded),
        "7" => prisma_s::strategies(recorded),
        "8" => selection(recorded),
        "9" => collection(recorded),
        "10a" => data_items(recorded, true),
        "10b" => data_items(recorded, false),
        "11" => Prefilled::lacking(
            "Attest holds no risk-of-bias assessment of this review: name the tool, the number of assessors and whether they worked independently",
        ),
        "12" => Prefilled::lacking(
            "The effect measure of each outcome is not recorded: name it (such as risk ratio or mean difference)",
        ),
        "16a" => flow(recorded),
        "16b" => excluded(recorded),
        "17" => studies(recorded),
        "18" => Prefilled::lacking("No risk-of-bias assessment is recorded"),
        "19" => results(recorded),
        "24c" => amendments(recorded),
        "27" => availability(recorded),
        _ => Prefilled::lacking(
            "Nothing of this is in the review's log: write it, or where it is reported",
        ),
    }
}

fn objectives(recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    let question = recorded
        .protocol()
        .map(|version| version.protocol.question.trim())
        .unwrap_or_default();
    if question.is_empty() {
        filled.lack("The protocol holds no review question");
    } else {
        filled.say(format!("Review question in the protocol: {question}"));
    }
    filled
}

fn criteria(recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    let criteria = recorded
        .protocol()
        .map_or(&[][..], |version| &version.protocol.criteria);
    let of = |polarity| -> Vec<String> {
        let worded = |c: &Criterion| format!("{}: {}", c.label, c.text);
        criteria
            .iter()
            .filter(|c| c.polarity == polarity)
            .map(worded)
            .collect()
    };
    for (name, list) in [
        ("Inclusion criteria", of(Polarity::Inclusion)),
        ("Exclusion criteria", of(Polarity::Exclusion)),
    ] {
        if list.is_empty() {
            filled.lack(format!("{name}: none in the protocol"));
        } else {
            filled.say(format!("{name}: {}.", list.join("; ")));
        }
    }
    filled.lack("How studies were grouped for the syntheses");
    filled
}

fn sources(recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    if recorded.searches.is_empty() {
        filled.lack("No search was imported");
    }
    for row in &recorded.searches {
        let kind = match row.search.kind {
            SourceKind::Database => "database",
            SourceKind::Register => "register",
            SourceKind::Website => "website",
            SourceKind::Organisation => "organisation",
            SourceKind::Citation => "citation searching",
            SourceKind::Other => "other method",
        };
        let source = &row.search.source;
        match &row.search.searched_on {
            Some(date) => filled.say(format!("{source} ({kind}): last searched on {date}.")),
            None => {
                filled.say(format!("{source} ({kind})."));
                filled.lack(format!("The date on which {source} was last searched"));
            }
        }
    }
    filled
}

fn selection(recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    let Some(version) = recorded.protocol() else {
        return Prefilled::lacking("No protocol is recorded");
    };
    let stages = [
        (Stage::TitleAbstract, "titles and abstracts", "record"),
        (Stage::FullText, "full texts", "report"),
    ];
    for (place, (stage, what, unit)) in stages.into_iter().enumerate() {
        let names = &recorded.deciders[place];
        if names.is_empty() {
            filled.lack(format!("Nobody has screened {what} yet"));
            continue;
        }
        let how = match version.protocol.reviewers_at(stage) {
            ReviewersPerRecord::One => format!("one reviewer decided on each {unit}"),
            ReviewersPerRecord::Two => format!(
                "two reviewers decided on each {unit}, independently: nobody saw another's decision before their own"
            ),
        };
        filled.say(format!(
            "At the screening of {what}, {how}. Reviewers: {}.",
            listed(names)
        ));
        let settled = recorded.adjudicated[place];
        if settled > 0 {
            filled.say(format!(
                "{} settled by an adjudicator.",
                counted(settled, "conflict was", "conflicts were")
            ));
        }
    }
    for pair in &recorded.pairs {
        if let (Some(raw), Some(kappa)) = (pair.before.raw.value, pair.before.kappa.value) {
            filled.say(format!(
                "Agreement of {} and {} at title and abstract, before they talked, on {}: {:.1} % observed, Cohen's κ {kappa:.2}.",
                pair.first_name,
                pair.second_name,
                counted(pair.before.items, "record", "records"),
                raw * 100.0
            ));
        }
    }
    filled.say_all(ai_use::in_screening(recorded));
    for sample in &recorded.samples {
        if let Some(outcome) = &sample.outcome {
            filled.say(format!(
                "Audit sample {}: {}",
                sample.number, outcome.statement
            ));
        }
    }
    filled
}

fn collection(recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    let (Some(version), Some(form)) = (recorded.protocol(), &recorded.form) else {
        return Prefilled::lacking(
            "No form for extraction is recorded: say how data were collected",
        );
    };
    filled.say(format!(
        "Data were collected with the form “{}” (version {}); {}.",
        form.name,
        form.version,
        match version.protocol.reviewers_extraction {
            ReviewersPerRecord::One => "one reviewer extracted each study",
            ReviewersPerRecord::Two =>
                "two reviewers extracted each study apart from each other, and differences were settled by consensus",
        }
    ));
    filled.say(format!(
        "Begun: {}; finished: {}.",
        counted(recorded.extraction.begun, "study", "studies"),
        recorded.extraction.finished
    ));
    filled.say_all(ai_use::in_extraction(recorded));
    filled.lack("Whether authors of studies were asked for data or confirmation");
    filled
}

fn data_items(recorded: &Recorded, outcomes: bool) -> Prefilled {
    let Some(form) = &recorded.form else {
        return Prefilled::lacking(
            "No form for extraction is recorded: list what data were sought",
        );
    };
    let wanted =
        |field: &&Field| matches!(field.scope, Scope::Outcome | Scope::ArmOutcome) == outcomes;
    let fields: Vec<&str> = form
        .fields
        .iter()
        .filter(wanted)
        .map(|field| field.label.as_str())
        .collect();
    let mut filled = Prefilled::default();
    if fields.is_empty() {
        filled.lack("The form asks for nothing of this kind");
    } else {
        let what = if outcomes {
            "For each outcome and time point of a study"
        } else {
            "For each study and arm"
        };
        filled.say(format!("{what} the form asks for: {}.", fields.join("; ")));
    }
    filled.lack(if outcomes {
        "Which outcomes were sought, and which results of each were taken where several were reported"
    } else {
        "What was assumed about missing or unclear information"
    });
    filled
}

fn flow(recorded: &Recorded) -> Prefilled {
    let flow = &recorded.flow;
    let mut filled = Prefilled::default();
    let n = |count: Option<u64>| count.unwrap_or_default();
    let identified = n(flow.databases.count()) + n(flow.registers.count());
    filled.say(format!(
        "{} identified in databases and registers; before screening {} removed as duplicates, {} by automation tools, {} for other reasons.",
        counted(identified, "record was", "records were"),
        n(flow.removed.duplicates),
        n(flow.removed.automatic),
        n(flow.removed.other)
    ));
    filled.say(format!(
        "{} screened, {} excluded.",
        counted(n(flow.screened), "record was", "records were"),
        n(flow.excluded)
    ));
    filled.say(format!(
        "{} sought, {} not retrieved, {} assessed, {} excluded.",
        counted(n(flow.reports.sought), "report was", "reports were"),
        n(flow.reports.not_retrieved.count()),
        n(flow.reports.assessed),
        n(flow.reports.excluded.count())
    ));
    filled.say(format!(
        "Included: {} in {}. The flow diagram is exported from the same log.",
        counted(n(flow.new.studies), "study", "studies"),
        counted(n(flow.new.reports), "report", "reports"),
    ));
    filled.say(ai_use::exclusions(recorded));
    for phrase in flow.unfinished() {
        filled.lack(format!("These numbers are not final: {phrase}"));
    }
    filled
}

fn excluded(recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    filled.say_all(recorded.excluded.iter().cloned());
    filled.say_all(recorded.not_retrieved.iter().cloned());
    if filled.recorded.is_empty() {
        filled.lack("No report was excluded at full text so far");
    }
    filled
}

fn studies(recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    filled.say_all(recorded.included.iter().cloned());
    if filled.recorded.is_empty() {
        filled.lack("No report is included so far");
    } else if recorded.extraction.finished == 0 {
        filled.lack("Characteristics of the studies: none is extracted to its end");
    } else {
        filled.say("Characteristics of each study are in the evidence table that is exported from the same log.");
    }
    filled
}

fn results(recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    if recorded.extraction.finished == 0 {
        filled.lack("No study is extracted to its end");
        return filled;
    }
    filled.say(format!(
        "{} extracted to the end; every value stands in the evidence table with the words of the report that it rests on.",
        counted(recorded.extraction.finished, "study is", "studies are")
    ));
    filled.lack("Effect estimates with their precision, as tables or plots");
    filled
}

fn amendments(recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    for version in recorded.versions.iter().skip(1) {
        let why = version
            .remark
            .as_deref()
            .map_or_else(|| "no reason was recorded".to_owned(), str::to_owned);
        filled.say(format!(
            "Version {} of the protocol, recorded on {}: {why}.",
            version.version,
            day(version.created_at)
        ));
    }
    if recorded.versions.len() == 1 {
        filled.say(format!(
            "The protocol in Attest was not changed since it was recorded on {}.",
            day(recorded.versions[0].created_at)
        ));
    }
    filled.lack("Amendments of a registration, or that there were none");
    filled
}

fn availability(recorded: &Recorded) -> Prefilled {
    let mut filled = Prefilled::default();
    let form = if recorded.form.is_some() {
        "the form for extraction, the extracted values with the words they rest on, "
    } else {
        ""
    };
    filled.say(format!(
        "Kept in the review and exportable in open formats: the records of every search, every decision with its reason, {form}the audit trail with its hash chain, and the flow diagram with its numbers."
    ));
    filled.lack("Which of these are public, and where");
    filled
}

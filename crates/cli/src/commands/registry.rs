//! Trials of registries, and what they used.

use workbench::registry::{
    Compared, Finding, Frequencies, MarkedPiece, RegistryComparison, Spread,
};
use workbench::{
    RegistryImport, RegistryLinks, RegistryProblem, RegistryRequest, Result, TrialDesign,
    compare_registry, import_registry, link_registry, trial_design,
};

use super::trials;
use crate::arguments::{Design, RegistryAction};
use crate::output::{Done, Output};

pub(crate) async fn registry(action: &RegistryAction, output: &Output) -> Result<Done> {
    match action {
        RegistryAction::Import { files, out } => import(
            &RegistryRequest {
                files: files.clone(),
                out: out.clone(),
                tables: None,
            },
            output,
        ),
        RegistryAction::Tables { files, out } => import(
            &RegistryRequest {
                files: files.clone(),
                out: None,
                tables: Some(out.clone()),
            },
            output,
        ),
        RegistryAction::Link {
            files,
            records,
            text,
        } => {
            let found = link_registry(files, records, text)?;
            output.show(&found, of_links)?;
            Ok(listed(&found.problems))
        }
        RegistryAction::Compare {
            files,
            paper,
            trial,
        } => {
            let found = compare_registry(files, paper, trial.as_deref())?;
            output.show(&found, |found| {
                found.iter().map(of_comparison).collect::<String>()
            })?;
            Ok(Done::Whole)
        }
        RegistryAction::Add {
            files,
            to,
            reviewer,
        } => trials::add(files, to, reviewer, output).await,
        RegistryAction::Show(a) => trials::show(a, output).await,
        RegistryAction::Say(a) => trials::say(a, output).await,
        RegistryAction::Note(a) => trials::note(a, output).await,
        RegistryAction::TakeBack {
            dir,
            file,
            reason,
            reviewer,
        } => trials::take_back(dir, file, reason, reviewer, output).await,
    }
}

fn listed(problems: &[RegistryProblem]) -> Done {
    if problems.is_empty() {
        Done::Whole
    } else {
        Done::Listed
    }
}

fn import(request: &RegistryRequest, output: &Output) -> Result<Done> {
    let found = import_registry(request)?;
    output.show(&found, of_import)?;
    Ok(listed(&found.problems))
}

fn of_import(found: &RegistryImport) -> String {
    let mut text = String::new();
    for file in &found.files {
        text.push_str(&format!(
            "{} ({}): {} trials\n",
            file.path.display(),
            file.format,
            file.trials
        ));
    }
    for table in &found.tables {
        text.push_str(&format!(
            "  {}: {} rows\n",
            table.path.display(),
            table.rows
        ));
    }
    if found.lost > 0 {
        text.push_str(&format!("{} trials could not be read.\n", found.lost));
    }
    text.push_str(&of_problems(&found.problems));
    text
}

fn of_problems(problems: &[RegistryProblem]) -> String {
    problems
        .iter()
        .map(|found| {
            let line = found.problem.line.map(|line| format!(", line {line}"));
            let entry = found.problem.entry.map(|entry| format!(", trial {entry}"));
            format!(
                "{}{}{}: {}\n",
                found.file.display(),
                line.unwrap_or_default(),
                entry.unwrap_or_default(),
                found.problem.reason
            )
        })
        .collect()
}

fn of_links(found: &RegistryLinks) -> String {
    let links = &found.links;
    let mut text = format!(
        "{} of {} reports linked to {} of {} trials.\n",
        found.linked_reports,
        found.reports,
        links.trials.len() - links.unlinked_trials.len(),
        links.trials.len()
    );
    for one in &links.links {
        text.push_str(&format!("  {} → {}\n", one.report, one.trial));
    }
    for group in links.trials.iter().filter(|g| g.registrations.len() > 1) {
        text.push_str(&format!("One trial: {}\n", group.registrations.join(", ")));
    }
    for pair in &links.not_joined {
        text.push_str(&format!(
            "Not joined, as both are of one registry: {} and {} (by {})\n",
            pair.registration, pair.other, pair.number
        ));
    }
    if !links.unknown_numbers.is_empty() {
        text.push_str(&format!(
            "{} numbers in reports are of no trial in these files.\n",
            links.unknown_numbers.len()
        ));
    }
    text.push_str(&of_problems(&found.problems));
    text
}

pub(super) fn of_comparison(found: &RegistryComparison) -> String {
    let mut text = format!("{} and {}\n", found.trial, found.report);
    for item in &found.items {
        text.push_str(&of_item(item));
    }
    text
}

fn of_item(item: &Compared) -> String {
    let finding = match item.finding {
        Finding::Same => "same",
        Finding::Differs => "differs",
        Finding::OnlyInRegistry => "only in the registry",
        Finding::OnlyInPaper => "only in the paper",
        Finding::OtherRank => "at another rank",
        Finding::CannotBeTold => "cannot be told",
    };
    let name = format!("{:?}", item.item);
    let note = item.note.as_ref().map(|note| format!(" ({note})"));
    let mut text = format!("  {name}: {finding}{}\n", note.unwrap_or_default());
    for (side, pieces) in [("registry", &item.registry), ("paper", &item.paper)] {
        if !pieces.is_empty() {
            text.push_str(&format!("    {side}: {}\n", marked(pieces)));
        }
    }
    if let Some(quote) = &item.quote {
        text.push_str(&format!("    quote: “{quote}”\n"));
    }
    text
}

/// Words that the other side lacks in brackets.
pub(super) fn marked(pieces: &[MarkedPiece]) -> String {
    pieces
        .iter()
        .map(|piece| {
            if piece.differs {
                let bare = piece.text.trim_end();
                format!(
                    "[{bare}]{}",
                    piece.text.get(bare.len()..).unwrap_or_default()
                )
            } else {
                piece.text.clone()
            }
        })
        .collect()
}

pub(crate) fn design(a: &Design, output: &Output) -> Result<Done> {
    let found = trial_design(&a.files, a.values.as_deref(), a.pooled.as_deref())?;
    output.show(&found, |found| of_design(found, a.rows))?;
    Ok(listed(&found.problems))
}

pub(super) fn of_design(found: &TrialDesign, rows: usize) -> String {
    let bench = &found.bench;
    let mut text = format!("{} trials\n", bench.trials);
    if !found.registered_twice.is_empty() {
        text.push_str(&format!(
            "Counted by another registration: {}\n",
            found.registered_twice.join(", ")
        ));
    }
    for (name, table) in [
        ("Phases", &bench.phases),
        ("Allocation", &bench.allocation),
        ("Masking", &bench.masking),
        ("Arms", &bench.arms),
        ("Primary outcomes", &bench.primary_outcomes),
        ("Secondary outcomes", &bench.secondary_outcomes),
        ("Time frames of primary outcomes", &bench.time_frames),
        ("Inclusion criteria", &bench.inclusion),
        ("Exclusion criteria", &bench.exclusion),
    ] {
        text.push_str(&of_table(name, table, rows));
    }
    text.push_str(&of_spread("People", bench.people.as_ref()));
    text.push_str(&of_spread("Arms per trial", bench.arms_per_trial.as_ref()));
    text.push_str(&of_spread(
        "Follow-up in days",
        bench.follow_up_days.as_ref(),
    ));
    if let Some(prefill) = &found.prefill {
        for question in &prefill.questions {
            text.push_str(&format!(
                "attest {}\n  {}\n",
                question.command.join(" "),
                question.source
            ));
        }
        for note in &prefill.notes {
            text.push_str(&format!("Note: {note}.\n"));
        }
    }
    text.push_str(&of_problems(&found.problems));
    text
}

fn of_table(name: &str, table: &Frequencies, rows: usize) -> String {
    if table.rows.is_empty() {
        return String::new();
    }
    let mut text = format!("{name} (told by {} trials)\n", table.trials);
    for row in table.rows.iter().take(rows) {
        text.push_str(&format!(
            "  {:>4}  {:>3.0} %  {}  [{}]\n",
            row.count,
            100.0 * row.share,
            row.text,
            row.trials.join(", ")
        ));
    }
    if table.rows.len() > rows {
        text.push_str(&format!("  and {} more\n", table.rows.len() - rows));
    }
    text
}

fn of_spread(name: &str, spread: Option<&Spread>) -> String {
    spread.map_or_else(String::new, |s| {
        format!(
            "{name}: median {:.0} (quartiles {:.0} to {:.0}, range {:.0} to {:.0}; {} trials)\n",
            s.median, s.lower_quartile, s.upper_quartile, s.minimum, s.maximum, s.count
        )
    })
}

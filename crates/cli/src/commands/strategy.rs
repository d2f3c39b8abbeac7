//! Search strategies.

use std::path::Path;

use workbench::strategy::{
    CheckedTerm, KnownBy, Loss, OfferedTerm, Problem, ProposedTerm, Severity, Strategy, Syntax,
};
use workbench::{
    BlocksOfStrategy, Chip, ChipKind, ChipOrigin, ReadStrategy, Result, StrategyCorpus,
    StrategyRun, blocks_of_strategy, build_strategy, read_strategy, strategy_record, syntax_of,
    write_whole,
};

use super::{for_reading, strategy_kept};
use crate::arguments::{StrategyAction, StrategyFile, StrategyRecords};
use crate::output::{Done, Output};

pub(crate) async fn run(action: &StrategyAction, output: &Output) -> Result<Done> {
    match action {
        StrategyAction::Parse(file) => {
            let read = read(file)?;
            output.show(&read, |read| {
                format!(
                    "{}\n{}\n{}",
                    syntax_line(read),
                    workbench::strategy::write(&read.parsed.strategy),
                    problems(&read.parsed.problems)
                )
            })?;
            Ok(listed(read.parsed.problems.is_empty()))
        }
        StrategyAction::Explain(file) => {
            let read = read(file)?;
            output.show(&read.explained, |lines| {
                let lines: Vec<String> = lines
                    .iter()
                    .map(|line| format!("{}. {}\n", line.number, line.words))
                    .collect();
                lines.concat()
            })?;
            Ok(Done::Whole)
        }
        StrategyAction::Lint { strategy, corpus } => {
            let read = read(strategy)?;
            let mut found = read.problems;
            if let Some(place) = corpus {
                let corpus = corpus_at(place, &[]).await?;
                found.extend(workbench::strategy::lint_on_corpus(
                    &read.parsed.strategy,
                    corpus.corpus(),
                    corpus.tree.as_ref(),
                ));
            }
            output.show(&found, |found| match found.as_slice() {
                [] => "Nothing was found that may be wrong.".to_owned(),
                found => problems(found),
            })?;
            Ok(listed(found.iter().all(|p| p.severity != Severity::Error)))
        }
        StrategyAction::Translate { strategy, to, out } => {
            let to = syntax_of(to)?;
            let read = read(strategy)?;
            let translation = workbench::strategy::translate(&read.parsed.strategy, to);
            written(out.as_deref(), &translation.text)?;
            output.show(&translation, |t| {
                format!("{}\n{}", t.text, losses(&t.losses))
            })?;
            Ok(listed(translation.losses.is_empty()))
        }
        StrategyAction::Build {
            blocks,
            syntax,
            out,
        } => {
            let built = build_strategy(blocks, syntax_of(syntax)?)?;
            written(out.as_deref(), &built.translation.text)?;
            output.show(&built, |built| {
                format!(
                    "{}\n{}{}",
                    built.translation.text,
                    losses(&built.translation.losses),
                    problems(&built.problems)
                )
            })?;
            Ok(listed(built.problems.is_empty()))
        }
        StrategyAction::Run {
            strategy,
            corpus,
            suggest,
        } => {
            let read = read(strategy)?;
            let corpus = corpus_of(corpus).await?;
            let run = corpus.run(&read, *suggest);
            output.show(&run, run_in_words)?;
            Ok(Done::Whole)
        }
        StrategyAction::Terms {
            corpus,
            limit,
            check,
            origin,
        } => {
            let corpus = corpus_of(corpus).await?;
            if check.is_empty() {
                let proposed = corpus.propose(*limit)?;
                output.show(&proposed, |terms| proposed_in_words(terms))?;
            } else {
                let offered: Vec<OfferedTerm> = check
                    .iter()
                    .map(|term| OfferedTerm {
                        term: term.clone(),
                        origin: origin.clone(),
                    })
                    .collect();
                output.show(&corpus.check(&offered), |terms| checked_in_words(terms))?;
            }
            Ok(Done::Whole)
        }
        StrategyAction::Concepts(file) => {
            let text = read_text(&file.file)?;
            let found = blocks_of_strategy(&text, file.syntax.clone())?;
            output.show(&found, concepts_in_words)?;
            Ok(listed(found.blocks.is_some() && found.changes.is_empty()))
        }
        StrategyAction::Blocks { .. }
        | StrategyAction::ModelTerms { .. }
        | StrategyAction::Ran { .. } => strategy_kept::run(action, output).await,
        StrategyAction::Record { strategy, details } => {
            let items = strategy_record(details.as_deref(), &read(strategy)?)?;
            output.show(&items, |items| {
                let mut text = String::new();
                for item in items {
                    text.push_str(&format!("{}. {}\n", item.number, item.name));
                    for line in item.reported.iter().flat_map(|said| said.lines()) {
                        text.push_str(&format!("   {line}\n"));
                    }
                    for missing in &item.missing {
                        text.push_str(&format!("   missing: {missing}\n"));
                    }
                }
                text
            })?;
            Ok(Done::Whole)
        }
    }
}

fn read(file: &StrategyFile) -> Result<ReadStrategy> {
    let syntax: Option<Syntax> = file.syntax.as_deref().map(syntax_of).transpose()?;
    read_strategy(&file.file, syntax)
}

async fn corpus_of(records: &StrategyRecords) -> Result<StrategyCorpus> {
    let corpus = corpus_at(&records.corpus, &records.relevant).await?;
    corpus.with_tree(records.tree.as_deref())
}

async fn corpus_at(place: &Path, relevant: &[String]) -> Result<StrategyCorpus> {
    if place.is_dir() {
        let review = for_reading(place).await?;
        review.strategy_corpus().await
    } else {
        StrategyCorpus::of_file(place, relevant)
    }
}

fn written(out: Option<&Path>, text: &str) -> Result<()> {
    let Some(path) = out else { return Ok(()) };
    write_whole(path, |file| {
        file.write_all(text.as_bytes())
            .map_err(|e| workbench::Error::file(path, &e))
    })
}

fn read_text(file: &Path) -> Result<String> {
    let bytes = std::fs::read(file).map_err(|e| workbench::Error::file(file, &e))?;
    // Text of no program has characters that end texts; UTF-16 has, and is told by its mark.
    if bytes.contains(&0) && !bytes.starts_with(&[0xFF, 0xFE]) && !bytes.starts_with(&[0xFE, 0xFF])
    {
        return Err(workbench::Error::bad_input(
            format!("{} is no text", file.display()),
            "A search strategy is a text file, one line of the search on each line.",
        ));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn concepts_in_words(found: &BlocksOfStrategy) -> String {
    let mut text = String::new();
    if let Some(why) = &found.why_not {
        text.push_str(&format!("It is not made of concepts: {why}\n"));
    }
    for block in found.blocks.iter().flat_map(|blocks| &blocks.blocks) {
        text.push_str(&format!("{}\n", named(&block.name)));
        for chip in &block.chips {
            text.push_str(&format!("  {}\n", chip_in_words(chip)));
        }
    }
    for change in &found.changes {
        text.push_str(&format!("Not the same: {change}\n"));
    }
    text
}

pub(super) fn named(name: &str) -> &str {
    if name.is_empty() { "(no name)" } else { name }
}

pub(super) fn chip_in_words(chip: &Chip) -> String {
    let kind = match (chip.kind, chip.explode, chip.focus) {
        (ChipKind::Term, ..) => String::new(),
        (ChipKind::Heading, true, false) => " (heading, exploded)".to_owned(),
        (ChipKind::Heading, true, true) => " (heading, exploded, as main topic)".to_owned(),
        (ChipKind::Heading, false, true) => " (heading, as main topic)".to_owned(),
        (ChipKind::Heading, false, false) => " (heading)".to_owned(),
    };
    let origin = match (chip.origin, &chip.model) {
        (ChipOrigin::Typed, _) => "typed".to_owned(),
        (ChipOrigin::Protocol, _) => "from the protocol".to_owned(),
        (ChipOrigin::Records, _) => "from included records".to_owned(),
        (ChipOrigin::Strategy, _) => "from a strategy".to_owned(),
        (ChipOrigin::Model, Some(model)) => format!("by model {model}"),
        (ChipOrigin::Model, None) => "by a model".to_owned(),
    };
    format!("{}{kind}, {origin}", chip.text)
}

pub(super) fn listed(whole: bool) -> Done {
    if whole { Done::Whole } else { Done::Listed }
}

fn syntax_line(read: &ReadStrategy) -> String {
    let strategy: &Strategy = &read.parsed.strategy;
    match &read.detected {
        Some(detected) if detected.signs == 0 => {
            format!("No syntax was recognised; read as {}.", strategy.syntax)
        }
        Some(_) => format!("Recognised as {}.", strategy.syntax),
        None => format!("Read as {}.", strategy.syntax),
    }
}

fn problems(problems: &[Problem]) -> String {
    let mut text = String::new();
    for problem in problems {
        let word = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        };
        text.push_str(&format!(
            "{word}, line {} ({}:{}): {}\n  {}\n",
            problem.number, problem.at.line, problem.at.column, problem.message, problem.hint
        ));
    }
    text
}

fn losses(losses: &[Loss]) -> String {
    let lines: Vec<String> = losses
        .iter()
        .map(|loss| format!("Not the same, line {}: {}\n", loss.line, loss.message))
        .collect();
    lines.concat()
}

fn run_in_words(run: &StrategyRun) -> String {
    let mut text = format!(
        "{} records, {} of them with keywords or headings.\n",
        run.report.records, run.report.with_keywords
    );
    for line in &run.report.lines {
        let bounds = if line.at_least == line.at_most {
            String::new()
        } else {
            format!(" (between {} and {})", line.at_least, line.at_most)
        };
        text.push_str(&format!(
            "{:>4} {:>8}{bounds}  {}\n",
            line.number, line.hits, line.text
        ));
    }
    for recall in &run.report.recall {
        let share = recall
            .recall
            .map_or(String::new(), |share| format!(", {:.1} %", share * 100.0));
        text.push_str(&format!(
            "Recall of “{}”: {} of {}{share} (at most {})\n",
            recall.name, recall.found, recall.relevant, recall.at_most
        ));
    }
    for title in &run.missed {
        text.push_str(&format!("Not found: {title}\n"));
    }
    for term in &run.contributions {
        if term.only_it_finds > 0 {
            text.push_str(&format!(
                "Line {}: only {} finds {} records, {} of them relevant.\n",
                term.line,
                term.term,
                term.only_it_finds,
                term.only_it_finds_relevant.last().copied().unwrap_or(0)
            ));
        }
    }
    if let Some(suggestions) = &run.suggestions {
        for added in &suggestions.add {
            text.push_str(&format!(
                "To add: “{}” to concept {} ({}…): {} relevant records more, {} others.\n",
                added.term,
                added.concept,
                added.concept_begins,
                added.gains_relevant,
                added.gains_other
            ));
        }
        for dropped in &suggestions.drop {
            text.push_str(&format!(
                "To drop: {} in line {}: {} records fewer, none of them relevant.\n",
                dropped.term, dropped.line, dropped.saves
            ));
        }
    }
    text.push_str(&problems(&run.problems));
    text
}

fn proposed_in_words(terms: &[ProposedTerm]) -> String {
    let mut text = "z, relevant, others, in title/abstract/keywords, term\n".to_owned();
    for term in terms {
        text.push_str(&format!(
            "{:>6.2} {:>5} {:>7}  {}/{}/{}  {}\n",
            term.z,
            term.relevant,
            term.others,
            term.in_title,
            term.in_abstract,
            term.in_keywords,
            term.term
        ));
    }
    text
}

fn checked_in_words(terms: &[CheckedTerm]) -> String {
    let mut text = String::new();
    for term in terms {
        let known = match term.known {
            KnownBy::Corpus => format!("{} records, {} relevant", term.records, term.relevant),
            KnownBy::Vocabulary => "in no record, but a heading or keyword".to_owned(),
            KnownBy::Nobody if term.did_you_mean.is_empty() => "UNKNOWN".to_owned(),
            KnownBy::Nobody => format!("UNKNOWN; like “{}”", term.did_you_mean.join("”, “")),
        };
        text.push_str(&format!("{} ({}): {known}\n", term.term, term.origin));
    }
    text
}

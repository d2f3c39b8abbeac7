//! What a review keeps of its search: concepts, the searches that were run, and what a model proposes.

use workbench::{
    BlocksLook, ChipFigures, ChipKnown, ModelTerms, ModelToUse, Preferences, Result,
    SearchBlocksSaved, SearchBlocksView, SearchRunGiven, SearchRunView, TermsWanted,
    read_search_blocks, read_search_run,
};

use super::models::launch;
use super::strategy::{chip_in_words, listed, named};
use super::{for_reading, for_writing, reviewer};
use crate::arguments::StrategyAction;
use crate::output::{Done, Output};

/// The blocks that are kept, with what they find.
#[derive(serde::Serialize)]
struct KeptBlocks {
    kept: SearchBlocksView,
    look: BlocksLook,
}

pub(super) async fn run(action: &StrategyAction, output: &Output) -> Result<Done> {
    match action {
        StrategyAction::Blocks {
            dir,
            syntax,
            save,
            remark,
            reviewer: name,
        } => {
            let review = match save {
                Some(_) => for_writing(dir).await?,
                None => for_reading(dir).await?,
            };
            if let Some(file) = save {
                let saved = SearchBlocksSaved {
                    blocks: read_search_blocks(file)?,
                    base: review.search_blocks().await?.version,
                    remark: remark.clone(),
                    reviewer: reviewer(&review, name.as_deref()).await?,
                };
                review.save_search_blocks(&saved).await?;
            }
            let kept = review.search_blocks().await?;
            let look = review.look_at_blocks(&kept.blocks, syntax).await?;
            output.show(&KeptBlocks { kept, look }, blocks_in_words)?;
            Ok(Done::Whole)
        }
        StrategyAction::ModelTerms {
            dir,
            concept,
            model,
        } => {
            let review = for_reading(dir).await?;
            let kept = review.search_blocks().await?.blocks;
            let block = kept
                .blocks
                .iter()
                .find(|block| block.name.eq_ignore_ascii_case(concept));
            let wanted = TermsWanted {
                block: concept.clone(),
                known: block
                    .into_iter()
                    .flat_map(|block| block.chips.iter().map(|chip| chip.text.clone()))
                    .collect(),
            };
            let model = ModelToUse::find(model.as_deref(), &Preferences::of_user())?;
            let terms = review
                .propose_terms(&wanted, model, launch()?, &output.progress())
                .await?;
            output.show(&terms, model_terms_in_words)?;
            Ok(listed(terms.unread.is_none()))
        }
        StrategyAction::Ran {
            dir,
            record,
            correct,
            withdraw,
            reason,
            reviewer: name,
        } => {
            let writes = record.is_some() || withdraw.is_some();
            let review = match writes {
                true => for_writing(dir).await?,
                false => for_reading(dir).await?,
            };
            if let Some(file) = record {
                let given = SearchRunGiven {
                    id: correct.clone(),
                    run: read_search_run(file)?,
                    reviewer: reviewer(&review, name.as_deref()).await?,
                };
                review.record_search_run(&given).await?;
            }
            if let Some(id) = withdraw {
                let who = reviewer(&review, name.as_deref()).await?;
                let reason = reason.as_deref().unwrap_or_default();
                review.withdraw_search_run(id, reason, &who).await?;
            }
            output.show(&review.search_runs().await?, |runs| runs_in_words(runs))?;
            Ok(Done::Whole)
        }
        // All others need no review, or only its records.
        _ => Ok(Done::Whole),
    }
}

fn figures_in_words(figures: &ChipFigures) -> String {
    match figures.known {
        ChipKnown::Corpus | ChipKnown::Vocabulary => format!(
            "{} records, {} relevant; only it finds {}",
            figures.hits, figures.relevant, figures.only_it_finds
        ),
        ChipKnown::CannotTell => "these records have no keywords to tell by".to_owned(),
        ChipKnown::Nobody if figures.did_you_mean.is_empty() => "UNKNOWN".to_owned(),
        ChipKnown::Nobody => format!("UNKNOWN; like “{}”", figures.did_you_mean.join("”, “")),
    }
}

fn blocks_in_words(all: &KeptBlocks) -> String {
    let mut text = match all.kept.versions.first() {
        Some(version) => format!("Version {} by {}.\n", version.version, version.by),
        None => "No concepts were saved yet. The protocol proposes:\n".to_owned(),
    };
    if all.kept.versions.is_empty() {
        for block in &all.kept.from_protocol {
            let terms: Vec<&str> = block.chips.iter().map(|chip| chip.text.as_str()).collect();
            text.push_str(&format!("{}: {}\n", block.name, terms.join("; ")));
        }
        return text;
    }
    for (block, figures) in all.kept.blocks.blocks.iter().zip(&all.look.blocks) {
        text.push_str(&format!(
            "{}: {} records, {} relevant\n",
            named(&block.name),
            figures.hits,
            figures.relevant
        ));
        for (chip, figures) in block.chips.iter().zip(&figures.chips) {
            text.push_str(&format!(
                "  {}: {}\n",
                chip_in_words(chip),
                figures_in_words(figures)
            ));
        }
    }
    text.push_str(&format!(
        "Together: {} of {} records.\n\n{}",
        all.look.hits, all.look.records, all.look.text
    ));
    for loss in &all.look.losses {
        text.push_str(&format!(
            "Not the same, line {}: {}\n",
            loss.line, loss.message
        ));
    }
    text
}

fn model_terms_in_words(terms: &ModelTerms) -> String {
    let mut text = match &terms.unread {
        Some(why) => format!("What {} answered could not be read: {why}.\n", terms.model),
        None if terms.terms.is_empty() => format!("{} names no term.\n", terms.model),
        None => format!(
            "Proposals of {}; none of them is in the search.\n",
            terms.model
        ),
    };
    for (chip, figures) in terms.terms.iter().zip(&terms.figures) {
        text.push_str(&format!(
            "  {}: {}\n",
            chip_in_words(chip),
            figures_in_words(figures)
        ));
    }
    text
}

fn runs_in_words(runs: &[SearchRunView]) -> String {
    if runs.is_empty() {
        return "No search was recorded as it was run.\n".to_owned();
    }
    let mut text = String::new();
    for view in runs {
        let records = view
            .run
            .records
            .map_or("records not given".to_owned(), |n| format!("{n} records"));
        text.push_str(&format!(
            "{} ({}), {}: {records}; recorded by {}  [{}]\n",
            view.run.database, view.run.platform, view.run.searched_on, view.by, view.id
        ));
        for missing in &view.missing {
            text.push_str(&format!("  missing: {missing}\n"));
        }
    }
    text
}

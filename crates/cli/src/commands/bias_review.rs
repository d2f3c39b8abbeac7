//! Risk of bias that is kept in a review.

use workbench::bias::{Answer, Judgement, Tool};
use workbench::review::{ReviewerId, ReviewersPerRecord};
use workbench::{
    BiasAgreement, BiasAnswerGiven, BiasDifferences, BiasFiles, BiasJudgementGiven, BiasOverview,
    BiasStage, BiasTaken, Error, Result, Review,
};

use super::bias::{agreement, study};
use super::{for_reading, for_writing, reviewer};
use crate::arguments::{BiasInReview, BiasReviewAction};
use crate::output::{Done, Output};

pub(crate) async fn of_review(a: &BiasInReview, output: &Output) -> Result<Done> {
    match &a.action {
        BiasReviewAction::List { reviewer: name } => {
            let review = for_reading(&a.dir).await?;
            let who = match name {
                Some(name) => review.reviewer(name).await?,
                None => ReviewerId::from(""),
            };
            output.show(&review.bias_overview(&who).await?, listed)?;
        }
        BiasReviewAction::Methods {
            tool,
            assessors,
            sentences,
            reviewer: name,
        } => {
            if tool.is_none() && assessors.is_none() && sentences.is_none() {
                let review = for_reading(&a.dir).await?;
                return methods(&review, output).await;
            }
            let review = for_writing(&a.dir).await?;
            let who = reviewer(&review, name.as_deref()).await?;
            let mut wanted = review.bias_methods().await?.methods;
            if let Some(tool) = tool {
                wanted.tool = Tool::from(*tool);
            }
            if let Some(number) = assessors {
                wanted.assessors = if *number == 1 {
                    ReviewersPerRecord::One
                } else {
                    ReviewersPerRecord::Two
                };
            }
            if let Some(sentences) = sentences {
                wanted.finds_sentences = *sentences;
            }
            review.set_bias_methods(wanted, &who).await?;
            return methods(&review, output).await;
        }
        BiasReviewAction::Add {
            result,
            tool,
            reviewer: name,
        } => {
            let review = for_writing(&a.dir).await?;
            let who = review.reviewer(name).await?;
            let (label, named) = study(result);
            let id = review
                .add_bias_result_of(&label, &named, tool.map(Tool::from), &who)
                .await?;
            output.show(&serde_json::json!({ "id": id }), |_| {
                format!("{result} is on the list.")
            })?;
        }
        BiasReviewAction::Import {
            files,
            tool,
            reviewer: name,
        } => {
            let review = for_writing(&a.dir).await?;
            let who = review.reviewer(name).await?;
            let files = BiasFiles {
                files: files.clone(),
                tool: tool.map(Tool::from),
                reviewer: name.clone(),
            };
            let taken = review.take_bias_answers(&files, &who).await?;
            output.show(&taken, took)?;
            let whole = taken.problems.is_empty() && taken.refused.is_empty();
            return Ok(if whole { Done::Whole } else { Done::Listed });
        }
        BiasReviewAction::Finish {
            result,
            again,
            reviewer: name,
        } => {
            let review = for_writing(&a.dir).await?;
            let who = review.reviewer(name).await?;
            let id = result_called(&review, result, &who).await?;
            review.finish_bias_result(&id, &who, !again).await?;
            let view = review.bias_result(&id, &who).await?;
            output.show(&view, |view| stage(view.result.stage).to_owned())?;
        }
        BiasReviewAction::Differences {
            result,
            reviewer: name,
        } => {
            let review = for_reading(&a.dir).await?;
            let who = review.reviewer(name).await?;
            let id = result_called(&review, result, &who).await?;
            output.show(&review.bias_differences(&id, &who).await?, differing)?;
        }
        BiasReviewAction::Settle {
            result,
            item,
            says,
            because,
            reviewer: name,
        } => {
            let review = for_writing(&a.dir).await?;
            let who = review.reviewer(name).await?;
            let id = result_called(&review, result, &who).await?;
            settle(&review, &id, [item, says, because], &who).await?;
            output.show(&review.bias_differences(&id, &who).await?, differing)?;
        }
        BiasReviewAction::Agreement => {
            let review = for_reading(&a.dir).await?;
            output.show(&review.bias_agreement().await?, agreed)?;
        }
        BiasReviewAction::Export { what, out, tool } => {
            let review = for_reading(&a.dir).await?;
            let written = review
                .export_bias((*what).into(), tool.map(Tool::from), out)
                .await?;
            output.show(&written, |written| {
                let mut text = format!("{} results written to {}", written.rows, out.display());
                for left in &written.left_out {
                    text.push_str(&format!("\nLeft out: {left}"));
                }
                text
            })?;
            let whole = written.left_out.is_empty();
            return Ok(if whole { Done::Whole } else { Done::Listed });
        }
    }
    Ok(Done::Whole)
}

async fn methods(review: &Review, output: &Output) -> Result<Done> {
    output.show(&review.bias_methods().await?, |view| {
        format!(
            "{}, {}; {} of each result; sentences are {}looked for",
            view.methods.tool.form().name,
            view.methods.tool.form().effect,
            if view.methods.is_double() {
                "two assessors"
            } else {
                "one assessor"
            },
            if view.methods.finds_sentences {
                ""
            } else {
                "not "
            }
        )
    })?;
    Ok(Done::Whole)
}

/// The result of `STUDY` or `STUDY=RESULT`; the name of the result may be left out where the study has one only.
async fn result_called(review: &Review, text: &str, who: &ReviewerId) -> Result<String> {
    let (label, named) = study(text);
    let overview = review.bias_overview(who).await?;
    let plain = |text: &str| text.trim().to_lowercase();
    let lines: Vec<_> = overview
        .studies
        .iter()
        .filter(|study| plain(&study.label) == plain(&label))
        .flat_map(|study| &study.results)
        .filter(|line| named.is_empty() || plain(&line.name) == plain(&named))
        .collect();
    match lines[..] {
        [line] => Ok(line.id.clone()),
        [] => Err(Error::not_found(
            format!("there is no result “{text}” to be assessed"),
            "`attest bias review DIR list` shows them.",
        )),
        _ => Err(Error::invalid(
            format!("“{text}” may be one of {} results", lines.len()),
            "Name it as STUDY=RESULT.",
        )),
    }
}

async fn settle(
    review: &Review,
    result: &str,
    [item, says, because]: [&String; 3],
    who: &ReviewerId,
) -> Result<()> {
    let view = review.bias_result(result, who).await?;
    if view.form.question(item).is_some() {
        let answer = Answer::read(says).ok_or_else(|| {
            Error::invalid(
                format!("“{says}” is no answer"),
                "Write Y, PY, PN, N, NI, NA or U.",
            )
        })?;
        return review
            .answer_bias_question(&BiasAnswerGiven {
                result: result.to_owned(),
                question: item.clone(),
                answer: Some(answer),
                quote: None,
                comment: because.clone(),
                reviewer: who.clone(),
                settles: true,
                time: None,
            })
            .await;
    }
    let judgement = Judgement::read(says).ok_or_else(|| {
        Error::invalid(
            format!("“{says}” is no judgement"),
            "Write it in words, such as low or some concerns.",
        )
    })?;
    review
        .give_bias_judgement(&BiasJudgementGiven {
            result: result.to_owned(),
            of: item.clone(),
            judgement: Some(judgement),
            reason: because.clone(),
            reviewer: who.clone(),
            settles: true,
            time: None,
        })
        .await
}

fn stage(stage: BiasStage) -> &'static str {
    match stage {
        BiasStage::ToAssess => "to assess",
        BiasStage::ToFinish => "to finish",
        BiasStage::Waiting => "waits for the other assessor",
        BiasStage::Others => "with others",
        BiasStage::Differs => "to be settled",
        BiasStage::Done => "settled",
    }
}

fn listed(overview: &BiasOverview) -> String {
    let mut lines = Vec::new();
    for study in &overview.studies {
        lines.push(study.label.clone());
        if study.results.is_empty() {
            lines.push("  no result is named yet".to_owned());
        }
        for line in &study.results {
            let name = if line.name.is_empty() {
                "the study as a whole"
            } else {
                &line.name
            };
            let cells: Vec<String> = line
                .judgements
                .iter()
                .map(|cell| {
                    let words = cell.judgement.map_or("–", Judgement::words);
                    format!("{} {words}", cell.item)
                })
                .collect();
            lines.push(format!(
                "  {name}, {}: {}; {}",
                line.tool.form().name,
                stage(line.stage),
                cells.join(", ")
            ));
        }
    }
    if lines.is_empty() {
        return "No report is included at full text yet.".to_owned();
    }
    lines.join("\n")
}

fn took(taken: &BiasTaken) -> String {
    let mut text = format!(
        "{} answers and {} judgements of {} results recorded; {} results added",
        taken.answers, taken.judgements, taken.results, taken.added
    );
    for problem in &taken.problems {
        text.push_str(&format!(
            "\nNot used: {} row {}: {}",
            problem.file.display(),
            problem.row,
            problem.problem
        ));
    }
    for refused in &taken.refused {
        text.push_str(&format!("\nNot recorded: {refused}"));
    }
    text
}

fn differing(found: &BiasDifferences) -> String {
    let mut text = format!("{} / {}\n", found.first.reviewer, found.second.reviewer);
    for one in &found.compared.answers {
        let code = |answer: Option<Answer>| answer.map_or("–", |a| a.code());
        text.push_str(&format!(
            "  {}: {} / {}{}\n",
            one.question,
            code(one.first),
            code(one.second),
            if one.certainty_only {
                " (certainty only)"
            } else {
                ""
            }
        ));
    }
    for one in &found.compared.judgements {
        let word = |judgement: Option<Judgement>| judgement.map_or("not judged", Judgement::words);
        text.push_str(&format!(
            "  {}: {} / {}\n",
            one.item,
            word(one.first),
            word(one.second)
        ));
    }
    if found.open.is_empty() {
        text.push_str("Everything is settled.");
    } else {
        text.push_str(&format!("Still to settle: {}", found.open.join("; ")));
    }
    text
}

fn agreed(found: &BiasAgreement) -> String {
    let mut text = format!(
        "{} results finished by both, {} still with assessors\n",
        found.finished, found.waiting
    );
    for comparison in &found.comparisons {
        text.push_str(&format!("{}\n", comparison.tool.form().name));
        for item in &comparison.agreement {
            text.push_str(&agreement(item));
        }
    }
    text
}

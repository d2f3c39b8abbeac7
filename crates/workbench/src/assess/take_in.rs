//! Take in: answers from a file, as those of a named reviewer of this review.

use bias::{Assessment, GivenAnswer};
use documents::{Anchors, Found};
use review::{EvidenceQuote, ReviewerId, StudyId};
use serde::Serialize;

use super::give::{BiasAnswerGiven, BiasJudgementGiven};
use super::results::same_name;
use super::view::study_called;
use crate::bias_files::{BiasFiles, BiasProblem, read};
use crate::error::Result;
use crate::open_review::Review;

/// What was taken from files.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BiasTaken {
    /// Results that answers were taken of.
    pub results: usize,
    /// Results that were added to their studies for it.
    pub added: usize,
    /// Answers that were recorded.
    pub answers: usize,
    /// Judgements that were recorded.
    pub judgements: usize,
    /// Rows that could not be read.
    pub problems: Vec<BiasProblem>,
    /// What was read and not recorded, or recorded without its quote, and why.
    pub refused: Vec<String>,
}

impl Review {
    /// Records the answers and judgements of files as those of a reviewer. Whoever the file names is not looked at: who
    /// takes them in stands for them. Results that a study does not have yet are added. A bad row costs only itself; a quote
    /// that does not stand in a report of the study is left away, and told.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub async fn take_bias_answers(
        &self,
        files: &BiasFiles,
        reviewer: &ReviewerId,
    ) -> Result<BiasTaken> {
        self.known_reviewer(reviewer).await?;
        let (assessments, problems) = read(files)?;
        let mut taken = BiasTaken {
            problems,
            ..BiasTaken::default()
        };
        for assessment in &assessments {
            if let Err(error) = self.take_assessment(assessment, reviewer, &mut taken).await {
                let label = assessment.label();
                taken.refused.push(format!("{label}: {}", error.message));
            }
        }
        Ok(taken)
    }

    async fn take_assessment(
        &self,
        assessment: &Assessment,
        reviewer: &ReviewerId,
        taken: &mut BiasTaken,
    ) -> Result<()> {
        let overview = self.bias_overview(reviewer).await?;
        let listed = study_called(&overview.studies, &assessment.study)?;
        let study = self.study_begun(listed, reviewer).await?;
        let known = listed.results.iter().find(|line| {
            line.tool == assessment.tool
                && (!assessment.tool.is_of_a_result() || same_name(&line.name, &assessment.result))
        });
        let result = match known {
            Some(line) => line.id.clone(),
            None => {
                taken.added += 1;
                self.add_bias_result(&study, &assessment.result, Some(assessment.tool), reviewer)
                    .await?
            }
        };
        taken.results += 1;
        let label = assessment.label();
        for given in in_order(assessment) {
            let mut quote = None;
            if let Some(wanted) = &given.quote {
                quote = self.quote_in_study(&study, wanted).await;
                if quote.is_none() {
                    taken.refused.push(format!(
                        "{label}, {}: its quote stands in no report of the study and was left away",
                        given.question
                    ));
                }
            }
            let answer = BiasAnswerGiven {
                result: result.clone(),
                question: given.question.trim().to_owned(),
                answer: Some(given.answer),
                quote,
                comment: given.comment.clone(),
                reviewer: reviewer.clone(),
                settles: false,
                time: None,
            };
            match self.answer_bias_question(&answer).await {
                Ok(()) => taken.answers += 1,
                Err(error) => taken
                    .refused
                    .push(format!("{label}, {}: {}", given.question, error.message)),
            }
        }
        for given in &assessment.judgements {
            let judgement = BiasJudgementGiven {
                result: result.clone(),
                of: given.of.clone(),
                judgement: Some(given.judgement),
                reason: given.reason.clone(),
                reviewer: reviewer.clone(),
                settles: false,
                time: None,
            };
            match self.give_bias_judgement(&judgement).await {
                Ok(()) => taken.judgements += 1,
                Err(error) => taken
                    .refused
                    .push(format!("{label}, {}: {}", given.of, error.message)),
            }
        }
        Ok(())
    }

    /// The words of a quote in the documents of the study: in the one it names, else in any of them.
    async fn quote_in_study(
        &self,
        study: &StudyId,
        wanted: &EvidenceQuote,
    ) -> Option<EvidenceQuote> {
        if let Ok(quote) = self.cut_again(study, wanted).await {
            return Some(quote);
        }
        for hash in self.documents_of(study).await.ok()? {
            let Ok(document) = self.readable(&hash).await else {
                continue;
            };
            let anchors = Anchors::of_document(&document);
            let place = match anchors.find(&wanted.exact) {
                Found::Once(anchor) => Some(anchor),
                Found::Several(places) => places.into_iter().next(),
                Found::No(_) => None,
            };
            if let Some(place) = place {
                return Some(anchors.quote(&place));
            }
        }
        None
    }
}

/// The answers in the order of the form: what is asked hangs on those before.
fn in_order(assessment: &Assessment) -> Vec<&GivenAnswer> {
    let mut given: Vec<&GivenAnswer> = assessment.answers.iter().collect();
    let questions = || {
        assessment
            .tool
            .form()
            .domains
            .iter()
            .flat_map(|d| d.questions)
    };
    given.sort_by_key(|one| questions().position(|q| q.id == one.question.trim()));
    given
}

//! [`compare`]: two assessors side by side, and how far they agree.

use std::collections::HashMap;

use agreement::{Agreement, AgreementFigure, Ratings, Resampling, Scale, Table, Weights};
use serde::Serialize;
use ts_rs::TS;

use crate::answer::Lean;
use crate::{Answer, Assessment, Judged, Judgement, Tool, judge};

/// How intervals are resampled where nothing else is asked for.
pub const RESAMPLING: Resampling = Resampling {
    draws: 2_000,
    seed: 1,
    level: 0.95,
};

/// Two assessors compared.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "BiasComparison")]
pub struct Comparison {
    /// The tool.
    pub tool: Tool,
    /// The results that both assessed, with where they differ.
    pub results: Vec<ComparedResult>,
    /// Agreement on each domain and on the whole.
    pub agreement: Vec<ItemAgreement>,
    /// Results that only the first assessed.
    pub only_first: Vec<String>,
    /// Results that only the second assessed.
    pub only_second: Vec<String>,
}

/// One result as two assessors saw it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "BiasComparedResult")]
pub struct ComparedResult {
    /// The study.
    pub study: String,
    /// The result; may be empty.
    pub result: String,
    /// The first assessor.
    pub first: String,
    /// The second assessor.
    pub second: String,
    /// Questions that were not answered alike, in the order of the form.
    pub answers: Vec<AnswerDifference>,
    /// Judgements that are not the same, or that one of the two lacks.
    pub judgements: Vec<JudgementDifference>,
}

/// A question that was not answered alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "BiasAnswerDifference")]
pub struct AnswerDifference {
    /// The number of the question.
    pub question: String,
    /// The question.
    pub text: String,
    /// The first assessor's answer.
    pub first: Option<Answer>,
    /// The second assessor's answer.
    pub second: Option<Answer>,
    /// Whether the difference is one of certainty only (“yes” and “probably yes”), which changes no judgement.
    pub certainty_only: bool,
    /// The first assessor's words: the quote, else the comment.
    pub first_because: String,
    /// The second assessor's words.
    pub second_because: String,
}

/// A judgement that is not the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "BiasJudgementDifference")]
pub struct JudgementDifference {
    /// `D1` …, `D1 applicability` or `Overall`.
    pub item: String,
    /// The first assessor's judgement.
    pub first: Option<Judgement>,
    /// The second assessor's judgement.
    pub second: Option<Judgement>,
    /// Why, of the first.
    pub first_because: String,
    /// Why, of the second.
    pub second_because: String,
}

/// Agreement on one domain, or on the whole.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "BiasItemAgreement")]
pub struct ItemAgreement {
    /// `D1` …, `D1 applicability` or `Overall`.
    pub item: String,
    /// Results that both judged.
    pub results: usize,
    /// Of these, those that one or both judged “no information”. It has no place in the order of the others and is not
    /// in the figures.
    pub no_information: usize,
    /// Raw agreement, κ, PABAK, AC1, α and κ with quadratic weights, each with its interval; none where nothing can be
    /// compared.
    pub figures: Option<Agreement>,
    /// κ with linear weights.
    pub linear_kappa: Option<AgreementFigure>,
}

/// Compares two assessors. Only assessments with `tool` are looked at; where somebody assessed a result twice, the first
/// counts.
pub fn compare(
    first: &[Assessment],
    second: &[Assessment],
    tool: Tool,
    resampling: Resampling,
) -> Comparison {
    let mut others: HashMap<(String, String), &Assessment> = HashMap::new();
    for assessment in second.iter().filter(|a| a.tool == tool) {
        others.entry(key(assessment)).or_insert(assessment);
    }
    let mut seen = HashMap::new();
    let (mut pairs, mut only_first) = (Vec::new(), Vec::new());
    for assessment in first.iter().filter(|a| a.tool == tool) {
        if seen.insert(key(assessment), ()).is_some() {
            continue;
        }
        match others.get(&key(assessment)) {
            Some(other) => pairs.push((assessment, *other)),
            None => only_first.push(assessment.label()),
        }
    }
    let only_second = second
        .iter()
        .filter(|a| a.tool == tool && !seen.contains_key(&key(a)))
        .map(Assessment::label)
        .collect();
    let judged: Vec<(Judged, Judged)> = pairs.iter().map(|(a, b)| (judge(a), judge(b))).collect();
    Comparison {
        tool,
        results: pairs
            .iter()
            .zip(&judged)
            .map(|((a, b), (ja, jb))| differences(a, b, ja, jb))
            .collect(),
        agreement: agreement_of(tool, &judged, resampling),
        only_first,
        only_second,
    }
}

/// The same study and result, whatever the capitals and spaces.
fn key(assessment: &Assessment) -> (String, String) {
    let plain = |text: &str| {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        words.join(" ")
    };
    (plain(&assessment.study), plain(&assessment.result))
}

fn differences(a: &Assessment, b: &Assessment, ja: &Judged, jb: &Judged) -> ComparedResult {
    let (of_a, of_b) = (a.usable_answers().0, b.usable_answers().0);
    let because = |assessment: &Assessment, id: &str| {
        let given = assessment.answers.iter().find(|g| g.question.trim() == id);
        given.map_or(String::new(), |given| match &given.quote {
            Some(quote) => quote.exact.clone(),
            None => given.comment.clone(),
        })
    };
    let questions = a.tool.form().domains.iter().flat_map(|d| d.questions);
    let answers = questions
        .filter_map(|question| {
            let real = |answer: Option<&Answer>| {
                answer
                    .copied()
                    .filter(|answer| *answer != Answer::NotApplicable)
            };
            let (one, other) = (of_a.get(question.id), of_b.get(question.id));
            if real(one) == real(other) {
                return None;
            }
            Some(AnswerDifference {
                question: question.id.to_owned(),
                text: question.text.to_owned(),
                first: one.copied(),
                second: other.copied(),
                certainty_only: one
                    .zip(other)
                    .is_some_and(|(x, y)| Lean::from(*x) == Lean::from(*y)),
                first_because: because(a, question.id),
                second_because: because(b, question.id),
            })
        })
        .collect();
    let judgements = ja
        .items()
        .zip(jb.items())
        .filter(|(one, other)| one.judgement != other.judgement)
        .map(|(one, other)| {
            let because = |item: &crate::JudgedItem| {
                if item.by_reviewer {
                    item.reason.clone()
                } else {
                    item.finding.in_words()
                }
            };
            JudgementDifference {
                item: one.id.clone(),
                first: one.judgement,
                second: other.judgement,
                first_because: because(one),
                second_because: because(other),
            }
        })
        .collect();
    ComparedResult {
        study: a.study.clone(),
        result: a.result.clone(),
        first: a.reviewer.clone(),
        second: b.reviewer.clone(),
        answers,
        judgements,
    }
}

fn agreement_of(tool: Tool, judged: &[(Judged, Judged)], by: Resampling) -> Vec<ItemAgreement> {
    let Some((one, _)) = judged.first() else {
        return Vec::new();
    };
    let ids: Vec<String> = one.items().map(|item| item.id.clone()).collect();
    ids.into_iter()
        .enumerate()
        .map(|(place, item)| {
            let pairs: Vec<(Judgement, Judgement)> = judged
                .iter()
                .filter_map(|(a, b)| {
                    a.items()
                        .nth(place)?
                        .judgement
                        .zip(b.items().nth(place)?.judgement)
                })
                .collect();
            of_item(tool, item, &pairs, by)
        })
        .collect()
}

/// Agreement on pairs of judgements by two assessors.
pub(crate) fn of_item(
    tool: Tool,
    item: String,
    pairs: &[(Judgement, Judgement)],
    by: Resampling,
) -> ItemAgreement {
    let ordered = tool.ordered();
    let place = |judgement: Judgement| ordered.iter().position(|known| *known == judgement);
    let cells: Vec<(usize, usize)> = pairs
        .iter()
        .filter_map(|(a, b)| place(*a).zip(place(*b)))
        .collect();
    let ratings: Vec<Vec<Option<usize>>> = cells
        .iter()
        .map(|(a, b)| vec![Some(*a), Some(*b)])
        .collect();
    let figures = Ratings::new(ordered.len(), &ratings)
        .and_then(|ratings| Agreement::of(&ratings, Scale::Ordinal, by));
    ItemAgreement {
        item,
        results: pairs.len(),
        no_information: pairs.len() - cells.len(),
        linear_kappa: figures.as_ref().map(|_| linear(ordered.len(), &cells, by)),
        figures,
    }
}

fn linear(categories: usize, cells: &[(usize, usize)], by: Resampling) -> AgreementFigure {
    let weights = Weights::linear(categories);
    let table_of = |items: &[usize]| {
        let mut counts = vec![0.0; categories * categories];
        for &item in items {
            let (a, b) = cells[item];
            counts[a * categories + b] += 1.0;
        }
        Table::new(categories, counts)
    };
    let all: Vec<usize> = (0..cells.len()).collect();
    let Some(table) = table_of(&all) else {
        return AgreementFigure::default();
    };
    let value = table.weighted_kappa(&weights);
    let error = table.weighted_kappa_error(&weights);
    let resampled = by.interval(&[all], |drawn| table_of(drawn)?.weighted_kappa(&weights));
    AgreementFigure::new(value, error, resampled, by)
}

/// An assessment to settle two: the answers that both gave, with the first's words for them; what they differ on is left
/// open. A judgement is taken where both gave the same.
pub fn consensus_draft(first: &Assessment, second: &Assessment, who: &str) -> Assessment {
    let others = second.usable_answers().0;
    let mine = first.usable_answers().0;
    let mut draft = Assessment::new(&first.study, &first.result, first.tool, who);
    if first.tool != second.tool {
        return draft;
    }
    draft.answers = first
        .answers
        .iter()
        .filter(|given| {
            let id = given.question.trim();
            mine.get(id) == Some(&given.answer) && others.get(id) == Some(&given.answer)
        })
        .cloned()
        .collect();
    draft.judgements = first
        .judgements
        .iter()
        .filter(|given| {
            second.judgements.iter().any(|other| {
                other.of.trim().eq_ignore_ascii_case(given.of.trim())
                    && other.judgement == given.judgement
            })
        })
        .cloned()
        .collect();
    draft
}

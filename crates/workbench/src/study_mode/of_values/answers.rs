//! Which answers are right. The same value as the one that adjudicators settled is, by the rule with which extraction
//! compares two extractors; other words for it, or another unit, are for the adjudicators to judge: each distinct answer
//! once, blind to who or what gave it.

use review::{Field, FieldKind, Finding, ReviewerId, ValueStatus};
use sha2::{Digest, Sha256};
use store::{
    StudyModeRole, StudyModeSays, StudyModeStep, StudyModeValue, StudyModeValueReading,
    StudyModeValueTruth,
};

use crate::extract::standing::agree;
use crate::study_mode::Opened;

/// Where a question to the adjudicators stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict<T> {
    /// Not all adjudicators have answered it.
    Open,
    /// They differ.
    Differing,
    /// This was settled.
    Settled(T),
}

impl<T> Verdict<T> {
    pub(super) fn settled(self) -> Option<T> {
        match self {
            Verdict::Settled(value) => Some(value),
            Verdict::Open | Verdict::Differing => None,
        }
    }
}

/// A question to the adjudicators: which value is right, or whether an answer is right as well.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Question {
    pub(crate) item: String,
    /// The answer to be judged, by its name; `None` where the value itself is asked for.
    pub(crate) answer: Option<(String, Finding)>,
}

impl Question {
    /// Whether a row answers it.
    pub(super) fn is_of(&self, row: &StudyModeValueTruth) -> bool {
        let same = match (&row.says, &self.answer) {
            (StudyModeSays::Right(_), None) => true,
            (StudyModeSays::Of { answer, .. }, Some((name, _))) => answer == name,
            _ => false,
        };
        same && row.item == self.item
    }
}

/// What was read and said in a study so far.
pub(crate) struct Said<'s> {
    pub(crate) opened: &'s Opened,
    pub(crate) readings: &'s [StudyModeValueReading],
    pub(crate) truths: &'s [StudyModeValueTruth],
}

impl Said<'_> {
    /// Which value is right.
    pub(super) fn right(&self, item: &str) -> Verdict<Finding> {
        self.verdict(
            &Question {
                item: item.to_owned(),
                answer: None,
            },
            |says| match says {
                StudyModeSays::Right(finding) => Some(finding.clone()),
                StudyModeSays::Of { .. } => None,
            },
            agree,
        )
    }

    /// Whether an answer that is worded otherwise was judged right.
    fn judged(&self, item: &str, name: &str, answer: &Finding) -> Verdict<bool> {
        self.verdict(
            &Question {
                item: item.to_owned(),
                answer: Some((name.to_owned(), answer.clone())),
            },
            |says| match says {
                StudyModeSays::Of { correct, .. } => Some(*correct),
                StudyModeSays::Right(_) => None,
            },
            |a, b| a == b,
        )
    }

    fn verdict<T: Clone>(
        &self,
        question: &Question,
        says: impl Fn(&StudyModeSays) -> Option<T>,
        same: impl Fn(&T, &T) -> bool,
    ) -> Verdict<T> {
        let rows = || self.truths.iter().filter(|row| question.is_of(row));
        if let Some(together) = rows().find(|row| row.consensus).and_then(|r| says(&r.says)) {
            return Verdict::Settled(together);
        }
        let each: Option<Vec<T>> = self
            .opened
            .people(StudyModeRole::Adjudicator)
            .map(|id| {
                rows()
                    .find(|row| row.reviewer_id == *id)
                    .and_then(|row| says(&row.says))
            })
            .collect();
        match each.as_deref() {
            None | Some([]) => Verdict::Open,
            Some([first, others @ ..]) if others.iter().all(|other| same(first, other)) => {
                Verdict::Settled(first.clone())
            }
            Some(_) => Verdict::Differing,
        }
    }

    /// Whether an answer to a value is right; `None` while that is not settled.
    pub(super) fn is_right(&self, value: &StudyModeValue, answer: &Finding) -> Option<bool> {
        let right = self.right(&value.item).settled()?;
        if agree(&right, answer) {
            return Some(true);
        }
        if !is_for_judgement(&value.field, &right, answer) {
            return Some(false);
        }
        self.judged(&value.item, &name_of(answer), answer).settled()
    }

    /// Whether everything was read, and every right value is settled: from then on no answer is added.
    pub(super) fn answers_are_known(&self) -> bool {
        let read = self
            .readings
            .iter()
            .filter(|row| !row.practice && row.step == StudyModeStep::Final)
            .count();
        read == self.opened.locked.allocation.assignments.len()
            && self
                .values()
                .all(|value| matches!(self.right(&value.item), Verdict::Settled(_)))
    }

    /// The values that count.
    pub(super) fn values(&self) -> impl Iterator<Item = &StudyModeValue> {
        self.opened.values.iter().filter(|value| !value.practice)
    }

    /// The distinct answers to a value that only a person can call right or wrong.
    fn to_judge(&self, value: &StudyModeValue) -> Vec<Question> {
        let Some(right) = self.right(&value.item).settled() else {
            return Vec::new();
        };
        let of_people = self
            .readings
            .iter()
            .filter(|row| row.item == value.item && !row.practice)
            .filter_map(|row| row.finding.as_ref());
        let mut questions: Vec<Question> = Vec::new();
        for answer in of_people.chain([&value.suggested]) {
            if agree(&right, answer) || !is_for_judgement(&value.field, &right, answer) {
                continue;
            }
            let name = name_of(answer);
            let known = questions
                .iter()
                .any(|q| q.answer.as_ref().is_some_and(|(known, _)| *known == name));
            if !known {
                // Without the words it rests on: they would tell a suggestion from a person's answer.
                let shown = Finding {
                    status: ValueStatus::Reported,
                    formula: None,
                    evidence: Vec::new(),
                    ..answer.clone()
                };
                questions.push(Question {
                    item: value.item.clone(),
                    answer: Some((name, shown)),
                });
            }
        }
        // By their names, which come from a hash, and not by who gave them first.
        questions.sort_by(|a, b| name(a).cmp(name(b)));
        questions
    }

    /// Everything that is asked of each adjudicator now: the right values, and once everything is read, the answers.
    pub(super) fn questions(&self, order: &[String]) -> Vec<Question> {
        let mut questions: Vec<Question> = order
            .iter()
            .map(|item| Question {
                item: item.clone(),
                answer: None,
            })
            .collect();
        if self.answers_are_known() {
            for item in order {
                if let Ok(value) = self.opened.value(item) {
                    questions.extend(self.to_judge(value));
                }
            }
        }
        questions
    }

    /// How a question stands.
    pub(super) fn stands(&self, question: &Question) -> Verdict<()> {
        let plain = |verdict: Verdict<_>| match verdict {
            Verdict::Open => Verdict::Open,
            Verdict::Differing => Verdict::Differing,
            Verdict::Settled(_) => Verdict::Settled(()),
        };
        match &question.answer {
            None => match self.right(&question.item) {
                Verdict::Open => Verdict::Open,
                Verdict::Differing => Verdict::Differing,
                Verdict::Settled(_) => Verdict::Settled(()),
            },
            Some((name, answer)) => plain(self.judged(&question.item, name, answer)),
        }
    }

    /// Whether this adjudicator has answered a question by themselves.
    pub(super) fn answered(&self, question: &Question, by: &ReviewerId) -> bool {
        self.truths
            .iter()
            .any(|row| !row.consensus && row.reviewer_id == *by && question.is_of(row))
    }
}

fn name(question: &Question) -> &str {
    question
        .answer
        .as_ref()
        .map_or("", |(name, _)| name.as_str())
}

/// Whether only a person can say that an answer which is not the same as the right value is right as well: other words,
/// or the same number in another unit or without one.
fn is_for_judgement(field: &Field, right: &Finding, answer: &Finding) -> bool {
    let given = |finding: &Finding| {
        matches!(
            finding.status,
            ValueStatus::Reported | ValueStatus::Calculated
        )
    };
    if !given(right) || !given(answer) {
        return false;
    }
    let without_unit = |finding: &Finding| Finding {
        unit: None,
        ..finding.clone()
    };
    field.kind == FieldKind::Text || agree(&without_unit(right), &without_unit(answer))
}

/// The name of a distinct answer: the same for all that extraction would call the same.
fn name_of(answer: &Finding) -> String {
    let folded = |text: &str| {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        words.join(" ")
    };
    let value = match answer.value.parse::<f64>() {
        Ok(number) => number.to_string(),
        Err(_) => folded(&answer.value),
    };
    let unit = folded(answer.unit.as_deref().unwrap_or_default());
    store::hexadecimal(&Sha256::digest(format!("{value}\n{unit}")))
}

//! Answer and judge: what a named person says of a result. The only road to an answer.

use bias::{Answer, Asked, Judgement};
use review::{EvidenceQuote, ReviewerId};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use store::{Actor, BiasRole, NewBiasEntry, ValueTime};
use ts_rs::TS;

use super::standing::{Standing, judged_items};
use crate::decide::TimeSpent;
use crate::error::{Error, Result};
use crate::open_review::Review;

/// The longest comment or reason, in characters.
const LONGEST: usize = 5_000;

/// An answer to a signalling question.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct BiasAnswerGiven {
    /// The result.
    pub result: String,
    /// The number of the question.
    pub question: String,
    /// The answer; `None` takes it back.
    pub answer: Option<Answer>,
    /// The words it rests on. They are looked up in the documents of the study before they are kept.
    pub quote: Option<EvidenceQuote>,
    /// In the reviewer's words.
    #[serde(default)]
    pub comment: String,
    /// Who.
    pub reviewer: ReviewerId,
    /// Whether it settles a difference, for both.
    #[serde(default)]
    pub settles: bool,
    /// How long it took, if it was measured.
    pub time: Option<TimeSpent>,
}

/// A judgement in place of the tool's, or where the tool leaves it to people.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct BiasJudgementGiven {
    /// The result.
    pub result: String,
    /// A domain (`D2`), its applicability (`D2 applicability`), or `Overall`.
    pub of: String,
    /// The judgement; `None` takes it back, so that the tool's holds.
    pub judgement: Option<Judgement>,
    /// Why; required.
    #[serde(default)]
    pub reason: String,
    /// Who.
    pub reviewer: ReviewerId,
    /// Whether it settles a difference, for both.
    #[serde(default)]
    pub settles: bool,
    /// How long it took, if it was measured.
    pub time: Option<TimeSpent>,
}

/// An entry about to be appended, checked.
struct Entry<'e> {
    item: &'e str,
    said: Option<&'e str>,
    quote: Option<&'e EvidenceQuote>,
    words: &'e str,
    reviewer: &'e ReviewerId,
    role: BiasRole,
    time: Option<TimeSpent>,
}

impl Review {
    /// Answers a question, or takes an answer back. When this returns, it is on disk.
    ///
    /// # Errors
    /// A question that is not asked here, an answer that it does not allow, a quote that does not stand in a document of
    /// the study, a result that this reviewer may not change now.
    pub async fn answer_bias_question(&self, given: &BiasAnswerGiven) -> Result<()> {
        self.known_reviewer(&given.reviewer).await?;
        let facts = self.bias_at_hand().await?;
        let standing = facts.standing(&given.result)?;
        let form = standing.tool.form();
        let Some((domain, question)) = form.question(&given.question) else {
            return Err(Error::not_found(
                format!("{} has no question {}", form.name, given.question),
                "Open the result again.",
            ));
        };
        let base = if given.settles {
            self.refuse_settling(&standing, &given.reviewer).await?;
            standing.settled()
        } else {
            refuse_closed(&standing, &given.reviewer)?;
            standing.own(&given.reviewer).cloned()
        };
        if let Some(answer) = given.answer {
            let answers = base
                .as_ref()
                .map(|said| said.usable_answers().0)
                .unwrap_or_default();
            if domain.asked(question, &answers) != Asked::Yes {
                return Err(Error::refused(
                    format!("{} is not asked here", question.id),
                    format!("It is asked {}.", question.asked_in_words()),
                ));
            }
            if !question.answers.contains(&answer) {
                let allowed: Vec<&str> = question.answers.iter().map(|a| a.words()).collect();
                return Err(Error::invalid(
                    format!("{} cannot be answered “{}”", question.id, answer.words()),
                    format!("It allows: {}.", allowed.join(", ")),
                ));
            }
        }
        if given.settles && standing.settlement(question.id).is_none() {
            let alike = standing.settled().is_some_and(|said| {
                let mut answers = said.answers.iter();
                answers.any(|known| known.question == question.id)
            });
            if alike {
                return Err(nothing_to_settle(question.id));
            }
        }
        let quote = match &given.quote {
            Some(quote) if given.answer.is_some() => {
                let study = &standing.result.study_id;
                Some(self.cut_again(study, quote).await?)
            }
            _ => None,
        };
        let entry = Entry {
            item: question.id,
            said: given.answer.map(Answer::code),
            quote: quote.as_ref(),
            words: worded(&given.comment)?,
            reviewer: &given.reviewer,
            role: role(given.settles),
            time: given.time,
        };
        self.append_bias_entry(&standing, &entry).await
    }

    /// Judges a domain, its applicability or the whole in place of the tool, or takes such a judgement back.
    ///
    /// # Errors
    /// No reason; a judgement that the tool does not know; something to be answered first; a result that this reviewer may
    /// not change now.
    pub async fn give_bias_judgement(&self, given: &BiasJudgementGiven) -> Result<()> {
        self.known_reviewer(&given.reviewer).await?;
        let facts = self.bias_at_hand().await?;
        let standing = facts.standing(&given.result)?;
        let form = standing.tool.form();
        let items = judged_items(standing.tool);
        let Some(of) = items
            .iter()
            .find(|id| id.eq_ignore_ascii_case(given.of.trim()))
        else {
            return Err(Error::not_found(
                format!("{} has nothing called “{}” to judge", form.name, given.of),
                "Open the result again.",
            ));
        };
        let base = if given.settles {
            self.refuse_settling(&standing, &given.reviewer).await?;
            standing.settled()
        } else {
            refuse_closed(&standing, &given.reviewer)?;
            standing.own(&given.reviewer).cloned()
        };
        let reason = worded(&given.reason)?;
        if let Some(judgement) = given.judgement {
            if !standing.tool.judgements().contains(&judgement) {
                let known: Vec<&str> = standing
                    .tool
                    .judgements()
                    .iter()
                    .map(|j| j.words())
                    .collect();
                return Err(Error::invalid(
                    format!("{} does not know “{}”", form.name, judgement.words()),
                    format!("Its judgements are: {}.", known.join(", ")),
                ));
            }
            let judged = bias::judge(&base.unwrap_or_else(|| {
                bias::Assessment::new("", &standing.result.name, standing.tool, "")
            }));
            let finding = judged.items().find(|item| item.id == *of);
            match finding.map(|item| &item.finding) {
                Some(bias::Finding::Missing { items }) => {
                    return Err(Error::refused(
                        format!("{of} cannot be judged yet: {} is open", items.join(", ")),
                        "Answer what is asked first.",
                    ));
                }
                Some(finding) => {
                    let takes = finding.suggested() == Some(judgement);
                    let harmless = of.ends_with("applicability") && judgement == Judgement::Low;
                    if reason.is_empty() && !takes && !harmless {
                        return Err(Error::refused(
                            format!("{of} is judged “{}” without a reason", judgement.words()),
                            "Say why, in a sentence. It is shown with the judgement.",
                        ));
                    }
                }
                None => {}
            }
        }
        let said = given.judgement.map(Judgement::words);
        let entry = Entry {
            item: of,
            said,
            quote: None,
            words: reason,
            reviewer: &given.reviewer,
            role: role(given.settles),
            time: given.time,
        };
        self.append_bias_entry(&standing, &entry).await
    }

    async fn append_bias_entry(&self, standing: &Standing<'_>, entry: &Entry<'_>) -> Result<()> {
        let apart = standing.is_double() && entry.role == BiasRole::Assessor;
        let action = match (entry.role, entry.said) {
            (BiasRole::Assessor, _) => "record bias entry",
            (BiasRole::Consensus, Some(_)) => "settle bias item",
            (BiasRole::Consensus, None) => "withdraw bias settlement",
        };
        let time = entry
            .time
            .map(TimeSpent::believed)
            .map_or_else(ValueTime::default, |time| ValueTime {
                active_ms: time.active_ms().unwrap_or_default(),
                rules: Some([
                    time.elapsed_ms,
                    time.active_30_ms,
                    time.active_60_ms,
                    time.active_120_ms,
                ]),
            });
        let mut change = self
            .store
            .begin(&Actor::Reviewer(entry.reviewer.clone()), action)
            .await?;
        let id = change
            .add_bias_entry(&NewBiasEntry {
                result_id: &standing.result.id,
                reviewer_id: entry.reviewer,
                role: entry.role,
                item: entry.item,
                said: entry.said,
                quote: entry.quote,
                words: entry.words,
                time,
            })
            .await?;
        // The audit trail can be read by everybody, also before the other assessor has finished. Which question was
        // answered tells of the answers before it, as questions are skipped: where two work apart only a hash of it is in
        // the trail, which holds the row's identity, so that answers cannot be tried out against it.
        let sealed = serde_json::json!([id, entry.item, entry.said, entry.quote, entry.words]);
        let sealed = store::hexadecimal(&Sha256::digest(sealed.to_string()));
        change
            .commit(&serde_json::json!({
                "study": standing.result.study_id, "result": standing.result.name,
                "item": (!apart).then_some(entry.item), "said": (!apart).then_some(entry.said).flatten(),
                "entry_sha256": sealed, "active_ms": time.active_ms,
            }))
            .await?;
        self.advance_ledger(|_| {}).await
    }

    /// Refuses where this reviewer may not settle, or nothing is to be settled yet.
    pub(super) async fn refuse_settling(
        &self,
        standing: &Standing<'_>,
        reviewer: &ReviewerId,
    ) -> Result<()> {
        if !standing.is_double() {
            return Err(Error::refused(
                "the team asks for one assessor of each result",
                "There is nothing to compare.",
            ));
        }
        if !standing.is_unsealed() {
            return Err(Error::refused(
                "not both assessors have finished this result",
                "What they said is compared once both have finished, so that it stays independent.",
            ));
        }
        let ledger = self.ledger().await?;
        if !standing.is_assessor(reviewer) && !ledger.protocol().may_adjudicate(reviewer) {
            return Err(Error::refused(
                "you neither assessed this result nor settle differences in this review",
                "The protocol names who settles conflicts.",
            ));
        }
        Ok(())
    }
}

fn refuse_closed(standing: &Standing<'_>, reviewer: &ReviewerId) -> Result<()> {
    match standing.why_closed(reviewer) {
        None => Ok(()),
        Some((message, hint)) => Err(Error::refused(message, hint)),
    }
}

fn nothing_to_settle(item: &str) -> Error {
    Error::refused(
        format!("there is no difference to settle on {item}"),
        "Only what the assessors said differently is settled.",
    )
}

fn role(settles: bool) -> BiasRole {
    if settles {
        BiasRole::Consensus
    } else {
        BiasRole::Assessor
    }
}

fn worded(text: &str) -> Result<&str> {
    let text = text.trim();
    if text.chars().count() > LONGEST {
        return Err(Error::invalid(
            format!("the text has more than {LONGEST} characters"),
            "Say it in fewer words.",
        ));
    }
    Ok(text)
}

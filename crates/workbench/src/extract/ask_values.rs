//! Ask a decoder for values: where the rules propose none, it is asked over the passages that speak of the question. What
//! it replies goes through the same gates as every proposal.

use std::sync::Arc;

use documents::Document;
use extraction::{Passage, Reply, Source, StudyLists, Suggested, ToAsk, to_ask, with_replies};
use models::{DecoderAgent, StopFlag, ValueQuestion, ValueReply};
use review::{Form, ValueAddress};

use crate::error::Result;
use crate::off_thread::off_thread;
use crate::progress::Progress;

/// Passages that are offered for each question, the best by their words: about two thousand tokens.
const PASSAGES: usize = 12;

/// The rules' proposals, with a decoder's in the places where they propose no value.
pub(crate) async fn with_decoder(
    document: &Arc<Document>,
    form: &Form,
    lists: &StudyLists,
    ruled: Vec<Suggested>,
    decoder: &DecoderAgent,
    progress: &Progress,
) -> Result<Vec<Suggested>> {
    let stop = StopFlag::from(progress.stop_flag());
    let (read, of_form, by_rules) = (Arc::clone(document), form.clone(), ruled.clone());
    let asked: Vec<ToAsk> = off_thread("suggesting values", move || {
        to_ask(&Source::new(&read), &of_form, &by_rules, PASSAGES)
    })
    .await?;
    let mut replies: Vec<(ValueAddress, std::result::Result<Reply, String>)> = Vec::new();
    for (done, one) in asked.iter().enumerate() {
        progress.report(
            "Asking the model for values",
            done as u64,
            asked.len() as u64,
        );
        let question = ValueQuestion {
            question: one.question.clone(),
            guidance: one.guidance.clone(),
            passages: one
                .passages
                .iter()
                .map(|passage| documents::for_model(&passage.text))
                .collect(),
            values: one.values.clone(),
        };
        let reply = decoder.value(&question, &stop).await?;
        replies.push((one.address.clone(), understood(one, reply)));
    }
    let (read, form, lists) = (Arc::clone(document), form.clone(), lists.clone());
    off_thread("suggesting values", move || {
        with_replies(&Source::new(&read), &form, &lists, ruled, replies)
    })
    .await
}

/// A reply with the names of what it chose.
fn understood(asked: &ToAsk, reply: ValueReply) -> std::result::Result<Reply, String> {
    match reply {
        ValueReply::Unread(why) => Err(why),
        ValueReply::NotReported => Ok(Reply {
            passages: Vec::new(),
            value: None,
            reported: false,
            probability: None,
        }),
        ValueReply::Reported {
            passages,
            value,
            probability,
        } => {
            let named = |place: usize| asked.passages.get(place).map(|p: &Passage| p.name.clone());
            Ok(Reply {
                passages: passages.into_iter().filter_map(named).collect(),
                value: value.and_then(|place| asked.values.get(place).cloned()),
                reported: true,
                probability,
            })
        }
    }
}

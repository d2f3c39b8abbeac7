//! [`Whole`]: what a reader makes of a record as a whole, and [`places`]: where that puts it among the others.
//!
//! A reader's labels of single criteria are cautious and say little of a record; its score of the review question with
//! the nearness of the two texts is what it is good at. The numbers can be compared within a review only, so a record's
//! is told as its place.

use models::{Item, Pair, Scored, StopFlag, Worker};
use ranking::{WordMatch, fit_to_question};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::reading::logit;

/// A reader on a record and the review question.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Whole {
    /// The logit of the record against the question.
    score: f64,
    /// The product of their unit vectors.
    near: f64,
}

impl Whole {
    /// Has a reader read an item. `None`: it could not be read.
    pub(super) async fn read(
        worker: &Worker,
        item: &Item,
        stop: &StopFlag,
    ) -> Result<Option<Self>> {
        let text = text_of(item);
        let pair = Pair {
            question: item.question.clone(),
            text: text.clone(),
        };
        let mut score = None;
        let keep = |_: usize, scored: Scored| score = logit(&scored);
        worker.score(vec![pair], stop, keep).await?;
        let vectors = worker
            .embed(vec![item.question.clone(), text], stop)
            .await?;
        let [Some(question), Some(record)] = &vectors[..] else {
            return Ok(None);
        };
        let near: f32 = question.iter().zip(record).map(|(a, b)| a * b).sum();
        let near = f64::from(near);
        let whole = score.map(|score| Self { score, near });
        Ok(whole.filter(|whole| whole.near.is_finite()))
    }
}

/// For each item the share of the items that fit the question less well, 0 to 1; `None` for one that was not read.
pub(super) fn places(items: &[Item], wholes: &[Option<Whole>]) -> Vec<Option<f64>> {
    let read: Vec<(&Item, Whole)> = items
        .iter()
        .zip(wholes)
        .filter_map(|(item, whole)| Some((item, (*whole)?)))
        .collect();
    let mut words = WordMatch::new(read.first().map_or("", |(item, _)| &item.question));
    for (item, _) in &read {
        words.push(&text_of(item));
    }
    let of = |part: fn(&Whole) -> f64| read.iter().map(|(_, whole)| part(whole)).collect();
    let fits = fit_to_question(read.len(), of(|w| w.score), of(|w| w.near), words.scores());
    let mut next = fits.iter().map(|fit| {
        let below = fits.iter().filter(|other| *other < fit).count();
        let same = fits.iter().filter(|other| *other == fit).count();
        (below as f64 + 0.5 * same as f64) / fits.len() as f64
    });
    wholes
        .iter()
        .map(|whole| whole.and_then(|_| next.next()))
        .collect()
}

/// Title and abstract as one text. The title is the first of the sentences where there is one.
fn text_of(item: &Item) -> String {
    let sentences: Vec<&str> = item.sentences.iter().map(|s| s.text.trim()).collect();
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(text: &str) -> Item {
        Item {
            question: "Aspirin after stroke".into(),
            title: String::new(),
            sentences: vec![models::Sentence {
                id: "T1".into(),
                text: text.into(),
            }],
            criteria: Vec::new(),
        }
    }

    #[test]
    fn a_place_is_the_share_of_records_below() {
        let items = ["Aspirin for stroke", "unread", "Knitting", "Stroke units"].map(item);
        let whole = |score: f64, near: f64| Some(Whole { score, near });
        let wholes = [whole(2.0, 0.8), None, whole(-3.0, 0.1), whole(0.5, 0.4)];
        let places = places(&items, &wholes);
        let thirds = |n: f64| Some((n - 0.5) / 3.0);
        assert_eq!(places, [thirds(3.0), None, thirds(1.0), thirds(2.0)]);
    }
}

//! The screening order.

use std::str::FromStr;

use workbench::ranking::Model;
use workbench::{Error, Result};

use super::for_writing;
use crate::arguments::Rank;
use crate::output::{Done, Output};

pub(crate) async fn rank(a: &Rank, output: &Output) -> Result<Done> {
    let model = Model::from_str(&a.model)
        .map_err(|e| Error::invalid(e.to_string(), "Choose u4, u3 or random."))?;
    let review = for_writing(&a.dir).await?;
    let reviewer = match &a.reviewer {
        Some(name) => Some(review.reviewer(name).await?),
        None => None,
    };
    let ranked = review
        .rank(
            reviewer.as_ref(),
            model,
            a.seed,
            a.limit,
            &output.progress(),
        )
        .await?;
    output.show(&ranked, |ranked| {
        let mut text = format!("{} records in order. {}", ranked.records, ranked.basis);
        for (place, record) in (1..).zip(&ranked.first) {
            text.push_str(&format!(
                "\n{place:>4}  {}  {}",
                record.id,
                record.title.as_deref().unwrap_or("(no title)")
            ));
        }
        text
    })?;
    Ok(Done::Whole)
}

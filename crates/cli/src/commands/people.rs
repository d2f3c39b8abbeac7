//! A new review, its protocol and its people.

use std::path::Path;

use workbench::review::{Protocol, ReviewersPerRecord};
use workbench::{Error, Result, Review};

use super::{for_reading, for_writing};
use crate::arguments::{New, Protocol as ProtocolArguments, ReviewerAction};
use crate::output::{Done, Output};

pub(crate) async fn new(a: &New, output: &Output) -> Result<Done> {
    let mut protocol = match &a.protocol {
        Some(path) => read_protocol(path)?,
        None => Protocol::default(),
    };
    if let Some(count) = a.reviewers {
        let needed = if count == 1 {
            ReviewersPerRecord::One
        } else {
            ReviewersPerRecord::Two
        };
        protocol.reviewers_title_abstract = needed;
        protocol.reviewers_full_text = needed;
        protocol.reviewers_extraction = needed;
    }
    let adjudicators = std::mem::take(&mut protocol.adjudicators);
    let review = Review::create(&a.dir, &a.title, &protocol).await?;
    if !adjudicators.is_empty() {
        // The protocol names people; they become reviewers of the new review.
        for name in &adjudicators {
            review.add_reviewer(name.as_str()).await?;
        }
        protocol.adjudicators = adjudicators;
        review
            .set_protocol(&protocol, Some("adjudicators named"))
            .await?;
    }
    output.show(
        &serde_json::json!({ "review": a.dir, "title": a.title }),
        |_| {
            format!(
                "made {}; next: attest import {} FILES --source NAME",
                a.dir.display(),
                a.dir.display()
            )
        },
    )?;
    Ok(Done::Whole)
}

fn read_protocol(path: &Path) -> Result<Protocol> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::file(path, &e))?;
    toml::from_str(&text).map_err(|e| {
        Error::bad_input(
            format!("{}: {}", path.display(), e.to_string().trim_end()),
            "See assets/sample/protocol.toml for an example of every field.",
        )
    })
}

pub(crate) async fn protocol(a: &ProtocolArguments, output: &Output) -> Result<Done> {
    if let Some(path) = &a.set {
        let protocol = read_protocol(path)?;
        let review = for_writing(&a.dir).await?;
        let version = review.set_protocol(&protocol, a.remark.as_deref()).await?;
        output.show(&version, |v| format!("recorded as version {v}"))?;
        return Ok(Done::Whole);
    }
    let review = for_reading(&a.dir).await?;
    let mut versions = review.protocol_versions().await?;
    if a.versions {
        output.show(&versions, |versions| {
            versions
                .iter()
                .map(|v| {
                    format!(
                        "version {}  {}",
                        v.version,
                        v.remark.as_deref().unwrap_or_default()
                    )
                })
                .collect::<Vec<_>>()
                .join("\n")
        })?;
        return Ok(Done::Whole);
    }
    let Some(current) = versions.pop() else {
        return Err(Error::not_found(
            "no protocol was recorded yet",
            "Record one with --set FILE.",
        ));
    };
    let text =
        toml::to_string_pretty(&current.protocol).map_err(|e| Error::internal(e.to_string()))?;
    output.show(&current, |v| format!("# version {}\n{text}", v.version))?;
    Ok(Done::Whole)
}

pub(crate) async fn reviewer(action: &ReviewerAction, output: &Output) -> Result<Done> {
    let reviewers = match action {
        ReviewerAction::List(a) => for_reading(&a.dir).await?.reviewers().await?,
        ReviewerAction::Add { dir, names } => {
            let review = for_writing(dir).await?;
            for name in names {
                review.add_reviewer(name).await?;
            }
            review.reviewers().await?
        }
    };
    output.show(&reviewers, |reviewers| {
        reviewers
            .iter()
            .map(|r| format!("{}  {}", r.id, r.name))
            .collect::<Vec<_>>()
            .join("\n")
    })?;
    Ok(Done::Whole)
}

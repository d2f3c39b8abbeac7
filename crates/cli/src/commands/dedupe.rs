//! Deduplication and what people say about pairs.

use workbench::review::{MergeId, RecordId};
use workbench::store::PairVerdict;
use workbench::{Error, MergedGroup, MergedRequest, PairView, Result, SideView};

use super::decisions::described;
use super::{for_reading, for_writing, reviewer};
use crate::arguments::{Dedupe, Duplicates};
use crate::output::{Done, Output};

pub(crate) async fn dedupe(a: &Dedupe, output: &Output) -> Result<Done> {
    if let (Some(file), Some(out)) = (&a.file, &a.out) {
        let found = workbench::dedupe_file(file, out, a.queue.as_deref(), &output.progress())?;
        output.show(&found, |f| {
            format!(
                "{} rows: {} duplicates in {} groups, {} doubtful pairs; groups written to {}",
                f.rows,
                f.duplicates,
                f.groups,
                f.doubtful,
                out.display()
            )
        })?;
        return Ok(Done::Whole);
    }
    let Some(dir) = &a.dir else {
        return Err(Error::invalid(
            "nothing to deduplicate",
            "Name a review, or a file with --file.",
        ));
    };
    let review = for_writing(dir).await?;
    let summary = review.dedupe(&output.progress()).await?;
    output.show(&summary, |s| {
        let mut text = format!(
            "{} records: {} duplicates merged ({} of them now), {} remain",
            s.records, s.merged, s.merged_now, s.remaining
        );
        if s.doubtful > 0 {
            text.push_str(&format!(
                "\n{} doubtful pairs wait for a person: attest duplicates {}",
                s.doubtful,
                dir.display()
            ));
        }
        text
    })?;
    Ok(Done::Whole)
}

pub(crate) async fn duplicates(a: &Duplicates, output: &Output) -> Result<Done> {
    if let [first, second] = &a.pair[..] {
        let verdict = a
            .verdict
            .as_deref()
            .and_then(PairVerdict::from_word)
            .ok_or_else(|| {
                Error::invalid(
                    "the verdict is not one of same, different, later",
                    "Add --verdict same, different or later.",
                )
            })?;
        let review = for_writing(&a.dir).await?;
        let reviewer = reviewer(&review, a.reviewer.as_deref()).await?;
        let (first, second) = (
            RecordId::from(first.as_str()),
            RecordId::from(second.as_str()),
        );
        review
            .judge_pair(&first, &second, verdict, &reviewer)
            .await?;
        output.show(&verdict, |v| format!("recorded: {}", v.as_str()))?;
        return Ok(Done::Whole);
    }
    if let Some(table) = &a.table {
        let review = for_writing(&a.dir).await?;
        let reviewer = reviewer(&review, a.reviewer.as_deref()).await?;
        let replay = review.replay_pairs(table, &reviewer).await?;
        let partly = !replay.unmatched.is_empty();
        output.show(&replay, |r| described(r, "verdicts on pairs"))?;
        return Ok(if partly { Done::Listed } else { Done::Whole });
    }
    if let Some(merge) = &a.undo {
        let review = for_writing(&a.dir).await?;
        let reviewer = reviewer(&review, a.reviewer.as_deref()).await?;
        review
            .undo_merge(&MergeId::from(merge.as_str()), &reviewer)
            .await?;
        output.show(merge, |_| "the merge was undone".to_owned())?;
        return Ok(Done::Whole);
    }
    let review = for_reading(&a.dir).await?;
    if a.merged {
        let request = MergedRequest {
            limit: a.limit,
            ..MergedRequest::default()
        };
        let page = review.merged_groups(&request).await?;
        output.show(&page.groups, |groups| match groups.is_empty() {
            true => "nothing is merged".to_owned(),
            false => groups.iter().map(group).collect::<Vec<_>>().join("\n\n"),
        })?;
    } else {
        let pairs = review.duplicate_queue(a.limit).await?;
        output.show(&pairs, |pairs| match pairs.is_empty() {
            true => "no pair waits for a person".to_owned(),
            false => pairs.iter().map(pair).collect::<Vec<_>>().join("\n\n"),
        })?;
    }
    Ok(Done::Whole)
}

fn pair(pair: &PairView) -> String {
    let late = if pair.put_off { " (put off)" } else { "" };
    format!(
        "{}{late}\n{}\n{}",
        pair.evidence.reason,
        side(&pair.a),
        side(&pair.b)
    )
}

fn group(group: &MergedGroup) -> String {
    let mut text = side(&group.kept);
    for duplicate in &group.duplicates {
        text.push_str(&format!(
            "\n  ← {}\n    merge {}: {}",
            side(&duplicate.side).trim_start(),
            duplicate.merge,
            duplicate.evidence.reason
        ));
    }
    text
}

/// A record in two lines.
pub(crate) fn side(side: &SideView) -> String {
    let r = &side.record;
    let mut place: Vec<String> = Vec::new();
    place.extend(r.authors.first().map(|a| a.family().to_owned()));
    place.extend(r.journal.clone());
    place.extend(r.year.map(|y| y.to_string()));
    place.extend(r.volume.as_ref().map(|v| format!("vol. {v}")));
    place.extend(r.pages.as_ref().map(|p| format!("p. {p}")));
    place.extend(r.doi.clone());
    format!(
        "  {}  {}\n    {} [{}]",
        side.id,
        r.title.as_deref().unwrap_or("(no title)"),
        place.join(" · "),
        side.source
    )
}

//! Notes, tags, and mending of records: a missing abstract can be typed in, with the edit recorded.

use review::{RecordId, ReviewerId};
use store::{Actor, EditableField, NoteRow};

use crate::decide::known_group;
use crate::error::{Error, Result};
use crate::open_review::Review;

/// The longest note, in characters.
const LONGEST_NOTE: usize = 20_000;
/// The longest tag, in characters.
const LONGEST_TAG: usize = 100;

/// Refuses a note that is no note: longer than anybody reads, or with characters that are not written.
pub(crate) fn refuse_strange_note(note: &str) -> Result<()> {
    if note.chars().count() > LONGEST_NOTE {
        return Err(Error::invalid(
            "the note is too long",
            "Keep it under 20,000 characters; a longer text can be attached or kept beside the review.",
        ));
    }
    if note
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    {
        return Err(Error::invalid(
            "the note holds a control character",
            "Type it again.",
        ));
    }
    Ok(())
}

impl Review {
    /// Adds a note to a record.
    pub async fn add_note(
        &self,
        record: &RecordId,
        reviewer: &ReviewerId,
        body: &str,
    ) -> Result<()> {
        known_group(&*self.ledger().await?, record)?;
        if body.trim().is_empty() {
            return Err(Error::invalid(
                "the note is empty",
                "Write something, or leave it.",
            ));
        }
        refuse_strange_note(body)?;
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "note")
            .await?;
        change.add_note(record, reviewer, body).await?;
        change
            .commit(&serde_json::json!({ "record": record, "note": body }))
            .await?;
        Ok(())
    }

    /// The notes on a record, in order of time.
    pub async fn notes(&self, record: &RecordId) -> Result<Vec<NoteRow>> {
        Ok(self.store.notes(Some(record)).await?)
    }

    /// Puts a tag on records, or takes it off, in one change.
    pub async fn set_tag(
        &self,
        records: &[RecordId],
        tag: &str,
        present: bool,
        reviewer: &ReviewerId,
    ) -> Result<()> {
        let tag = tag.trim();
        if tag.is_empty() {
            return Err(Error::invalid("the tag is empty", "Give the tag a name."));
        }
        // What an older version took can be taken off.
        if present && (tag.chars().count() > LONGEST_TAG || tag.chars().any(char::is_control)) {
            return Err(Error::invalid(
                "the tag is too long, or not on one line",
                "Name it in at most 100 characters on one line; a longer text is a note.",
            ));
        }
        let ledger = self.ledger().await?;
        for record in records {
            known_group(&ledger, record)?;
        }
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "tag")
            .await?;
        for record in records {
            change.set_tag(record, tag, present, reviewer).await?;
        }
        change
            .commit(&serde_json::json!({ "records": records, "tag": tag, "present": present }))
            .await?;
        Ok(())
    }

    /// Fills in or mends a field of a record. What stood there is kept with the edit.
    pub async fn edit_record(
        &self,
        record: &RecordId,
        field: EditableField,
        value: Option<&str>,
        reviewer: &ReviewerId,
    ) -> Result<()> {
        let before = field.read(&self.store.record(record).await?.record);
        let value = value.map(str::trim).filter(|text| !text.is_empty());
        if let (EditableField::Year, Some(year)) = (field, value)
            && !year
                .parse::<i32>()
                .is_ok_and(|year| (1000..=2999).contains(&year))
        {
            return Err(Error::invalid(
                format!("“{year}” is not a year"),
                "Write four digits, such as 2018.",
            ));
        }
        let value = value.map(|text| normalised(field, text)).transpose()?;
        let value = value.as_deref();
        if before.as_deref() == value {
            return Ok(());
        }
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "edit record")
            .await?;
        change
            .edit_record(record, field, before.as_deref(), value, reviewer)
            .await?;
        change
            .commit(&serde_json::json!({ "record": record, "field": field, "from": before, "to": value }))
            .await?;
        Ok(())
    }
}

/// Identifiers in their bare form, everything else without control characters.
fn normalised(field: EditableField, text: &str) -> Result<String> {
    match field {
        EditableField::Doi => {
            let lower = text.to_lowercase();
            let bare = ["https://", "http://", "dx.", "doi.org/", "doi:"]
                .iter()
                .fold(lower.as_str(), |rest, prefix| {
                    rest.strip_prefix(prefix).unwrap_or(rest)
                })
                .trim();
            if bare.starts_with("10.") && bare.contains('/') && !bare.contains(char::is_whitespace)
            {
                return Ok(bare.to_owned());
            }
            Err(Error::invalid(
                format!("“{text}” is not a DOI"),
                "A DOI looks like 10.1136/bmj.n71.",
            ))
        }
        EditableField::Pmid if !text.bytes().all(|byte| byte.is_ascii_digit()) => {
            Err(Error::invalid(
                format!("“{text}” is not a PubMed number"),
                "Write its digits only.",
            ))
        }
        EditableField::Abstract => Ok(text
            .chars()
            .filter(|c| *c == '\n' || !c.is_control())
            .collect()),
        _ => Ok(text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test ends where what it needs is absent"
    )]

    use review::Protocol;

    use crate::{Code, Progress, Review};

    #[tokio::test]
    async fn notes_and_tags_have_limits() {
        let folder = tempfile::tempdir().unwrap();
        let review = Review::create(&folder.path().join("T.review"), "T", &Protocol::default())
            .await
            .unwrap();
        let who = review.add_reviewer("R. Adams").await.unwrap();
        let file = folder.path().join("found.ris");
        std::fs::write(&file, "TY  - JOUR\r\nTI  - A trial\r\nER  - \r\n").unwrap();
        let import = serde_json::from_value(serde_json::json!({
            "path": file, "source": "PubMed", "kind": "database", "searched_on": null, "strategy": null,
            "columns": null, "accept_guess": false, "again": false,
        }));
        review
            .import(&[import.unwrap()], &Progress::silent())
            .await
            .unwrap();
        let record = review.ledger().await.unwrap().id(0).clone();
        for note in ["x".repeat(3_000_000), "a\0b".to_owned()] {
            let refused = review.add_note(&record, &who, &note).await.unwrap_err();
            assert_eq!(refused.code, Code::Invalid);
        }
        review
            .add_note(&record, &who, "two\nlines, \u{3b1}")
            .await
            .unwrap();
        assert_eq!(review.notes(&record).await.unwrap().len(), 1);
        let records = [record];
        for tag in ["two\nlines".to_owned(), "x".repeat(101)] {
            let refused = review.set_tag(&records, &tag, true, &who).await;
            assert_eq!(refused.unwrap_err().code, Code::Invalid);
        }
        review
            .set_tag(&records, " pilot ", true, &who)
            .await
            .unwrap();
    }
}

//! Notes, tags, and mending of records: a missing abstract can be typed in, with the edit recorded.

use review::{RecordId, ReviewerId};
use store::{Actor, EditableField, NoteRow};

use crate::decide::known_group;
use crate::error::{Error, Result};
use crate::open_review::Review;

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

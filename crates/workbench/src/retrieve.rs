//! Retrieve: reports sought, attached, given up; reports linked to studies; records removed before screening.

use std::path::Path;

use review::{DocumentHash, Outcome, RecordId, Report, Retrieval, ReviewerId, Stage, StudyId};
use store::{Actor, PreviousVersion, RemovalKind};

use crate::decide::known_group;
use crate::error::{Error, Result};
use crate::import::file_name;
use crate::ledger::Ledger;
use crate::open_review::Review;

/// The most reports that a previous version can have had: more is a slip of the keyboard.
const MOST_REPORTS: i64 = 10_000_000;

impl Review {
    /// The reports that are sought: one for each record included at title and abstract.
    pub async fn reports(&self) -> Result<Vec<Report>> {
        let ledger = self.ledger().await?;
        Ok(ledger
            .groups()
            .filter(|&g| {
                ledger.removal(g).is_none()
                    && ledger.outcome(g, Stage::TitleAbstract) == Outcome::Included
            })
            .map(|group| Report {
                record_id: ledger.id(group).clone(),
                retrieval: ledger.retrieval(group),
                study_id: study_of(&ledger, group),
            })
            .collect())
    }

    /// Notes that a report is at hand without a file, still sought, or given up with a reason.
    pub async fn set_retrieval(
        &self,
        record: &RecordId,
        retrieval: &Retrieval,
        reviewer: &ReviewerId,
    ) -> Result<()> {
        let ledger = self.ledger().await?;
        let group = known_group(&ledger, record)?;
        refuse_unsought(&ledger, group)?;
        if let Retrieval::NotRetrieved { reason } = retrieval {
            if reason.trim().is_empty() {
                return Err(Error::invalid(
                    "a report that was not retrieved needs a reason",
                    "Say why in a few words, such as: no answer from the authors.",
                ));
            }
            if !ledger.in_force(group, Stage::FullText).is_empty() {
                return Err(Error::refused(
                    "this report was already assessed at full text",
                    "Undo the full-text decisions first if the report was never at hand.",
                ));
            }
        }
        let record = ledger.id(group).clone();
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "retrieve")
            .await?;
        change.add_retrieval(&record, retrieval, reviewer).await?;
        change
            .commit(&serde_json::json!({ "record": record, "retrieval": retrieval }))
            .await?;
        Ok(())
    }

    /// Attaches a PDF, or a text (plain or Markdown, UTF-8), to the report of a record: the file is copied into the
    /// review under the hash of its content.
    pub async fn attach(
        &self,
        record: &RecordId,
        file: &Path,
        reviewer: &ReviewerId,
    ) -> Result<DocumentHash> {
        let ledger = self.ledger().await?;
        let group = known_group(&ledger, record)?;
        refuse_unsought(&ledger, group)?;
        let bytes = std::fs::read(file).map_err(|e| Error::file(file, &e))?;
        let media_type = media_type(file, &bytes).ok_or_else(|| {
            Error::bad_input(
                format!("{} is not a PDF", file.display()),
                "Attach the article as PDF, or as text (.txt, .md); a web page can be printed to a PDF.",
            )
        })?;
        let record = ledger.id(group).clone();
        let hash = self.store.put_document(&bytes)?;
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "attach document")
            .await?;
        change
            .add_document(&hash, &file_name(file), media_type, bytes.len())
            .await?;
        change
            .add_retrieval(
                &record,
                &Retrieval::Retrieved {
                    document: Some(hash.clone()),
                },
                reviewer,
            )
            .await?;
        change
            .commit(
                &serde_json::json!({ "record": record, "document": hash, "file": file_name(file) }),
            )
            .await?;
        Ok(hash)
    }

    /// Says that reports belong to one study. The study of that label is made where there is none; several reports may
    /// belong to it.
    pub async fn link_study(
        &self,
        records: &[RecordId],
        label: &str,
        reviewer: &ReviewerId,
    ) -> Result<StudyId> {
        let label = label.trim();
        if label.is_empty() {
            return Err(Error::invalid(
                "a study needs a label",
                "Usually first author and year: Adams 2018.",
            ));
        }
        let ledger = self.ledger().await?;
        let mut groups = Vec::new();
        for record in records {
            groups.push(known_group(&ledger, record)?);
        }
        let known = ledger
            .facts()
            .studies
            .iter()
            .find(|s| s.label == label)
            .map(|s| s.id.clone());
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "link study")
            .await?;
        let study = match known {
            Some(id) => id,
            None => change.add_study(label).await?,
        };
        for group in groups {
            change
                .link_study(ledger.id(group), Some(&study), reviewer)
                .await?;
        }
        change
            .commit(&serde_json::json!({ "study": study, "label": label, "records": records }))
            .await?;
        Ok(study)
    }

    /// Takes records out before screening for another reason than being duplicates.
    pub async fn remove_before_screening(
        &self,
        records: &[RecordId],
        kind: RemovalKind,
        reason: &str,
        reviewer: &ReviewerId,
    ) -> Result<()> {
        if reason.trim().is_empty() {
            return Err(Error::invalid(
                "a removal needs a reason",
                "Say why, such as: published before 1990.",
            ));
        }
        let ledger = self.ledger().await?;
        let mut change = self
            .store
            .begin(
                &Actor::Reviewer(reviewer.clone()),
                "remove before screening",
            )
            .await?;
        for record in records {
            let group = known_group(&ledger, record)?;
            change.remove_record(ledger.id(group), kind, reason).await?;
        }
        change
            .commit(&serde_json::json!({ "records": records, "kind": kind, "reason": reason }))
            .await?;
        Ok(())
    }

    /// Puts removed records back; returns how many there were.
    pub async fn restore(&self, records: &[RecordId], reviewer: &ReviewerId) -> Result<usize> {
        let ledger = self.ledger().await?;
        let mut groups = Vec::new();
        for record in records {
            groups.push(known_group(&ledger, record)?);
        }
        let removals: Vec<&store::Removal> = ledger
            .facts()
            .removals
            .iter()
            .filter(|r| {
                ledger
                    .ordinal(&r.record_id)
                    .is_some_and(|o| groups.contains(&ledger.group(o)))
            })
            .collect();
        if removals.is_empty() {
            return Ok(0);
        }
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "put back")
            .await?;
        for removal in &removals {
            change.withdraw_removal(&removal.id).await?;
        }
        change
            .commit(&serde_json::json!({ "records": records }))
            .await?;
        let mut restored: Vec<usize> = removals
            .iter()
            .filter_map(|r| ledger.ordinal(&r.record_id))
            .map(|o| ledger.group(o))
            .collect();
        restored.sort_unstable();
        restored.dedup();
        Ok(restored.len())
    }

    /// Says what the previous version of an updated review included.
    pub async fn set_previous_version(&self, studies: i64, reports: i64) -> Result<()> {
        if studies < 0 || reports < studies {
            return Err(Error::invalid(
                format!("{studies} studies in {reports} reports cannot be"),
                "Every study has at least one report.",
            ));
        }
        if reports > MOST_REPORTS {
            return Err(Error::invalid(
                format!("no review has {reports} reports"),
                "Count the reports that the previous version included.",
            ));
        }
        let previous = PreviousVersion { studies, reports };
        let mut change = self
            .store
            .begin(&Actor::Program, "previous version")
            .await?;
        change.set_previous_version(previous).await?;
        change.commit(&previous).await?;
        Ok(())
    }
}

/// The study of a group, if one of its records was linked.
pub(crate) fn study_of(ledger: &Ledger, group: usize) -> Option<StudyId> {
    ledger
        .facts()
        .study_links
        .iter()
        .rfind(|link| {
            ledger
                .ordinal(&link.record_id)
                .is_some_and(|o| ledger.group(o) == group)
        })
        .map(|link| link.study_id.clone())
}

/// What can be attached; `None` for anything else.
pub(crate) fn media_type(file: &Path, bytes: &[u8]) -> Option<&'static str> {
    // The header may be preceded by up to 1,024 bytes (ISO 32000-1, annex H, implementation note 13).
    let head = &bytes[..bytes.len().min(1024 + 5)];
    if head.windows(5).any(|w| w == b"%PDF-") {
        return Some("application/pdf");
    }
    let extension = file.extension()?.to_str()?.to_lowercase();
    let is_text = std::str::from_utf8(bytes)
        .is_ok_and(|text| !text.contains('\0') && !text.trim().is_empty());
    match extension.as_str() {
        "txt" if is_text => Some("text/plain"),
        "md" | "markdown" if is_text => Some("text/markdown"),
        _ => None,
    }
}

fn refuse_unsought(ledger: &Ledger, group: usize) -> Result<()> {
    if ledger.removal(group).is_none()
        && ledger.outcome(group, Stage::TitleAbstract) == Outcome::Included
    {
        return Ok(());
    }
    Err(Error::refused(
        format!("the report of record {} is not sought", ledger.id(group)),
        "Reports are sought for records that are included at title and abstract.",
    ))
}

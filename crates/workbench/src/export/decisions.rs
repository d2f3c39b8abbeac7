//! Export of what people did: decisions and times. The table of decisions can be imported again.

use std::collections::HashMap;
use std::path::Path;

use review::CriterionId;

use super::table::{Table, TableFormat, TableWritten};
use crate::error::Result;
use crate::open_review::Review;

impl Review {
    /// Every decision ever made, withdrawn ones marked. Returns the number of rows.
    pub async fn export_decisions(&self, out: &Path, format: TableFormat) -> Result<TableWritten> {
        let ledger = self.ledger().await?;
        let labels: HashMap<&CriterionId, &str> = ledger
            .protocol()
            .criteria
            .iter()
            .map(|c| (&c.id, c.label.as_str()))
            .collect();
        let mut places: HashMap<usize, (i64, String, String)> = HashMap::new();
        let history = self.store.decision_history().await?;
        for (decision, _) in &history {
            let Some(ordinal) = ledger.ordinal(&decision.record_id) else {
                continue;
            };
            if let std::collections::hash_map::Entry::Vacant(place) = places.entry(ordinal) {
                let stored = self.store.record(&decision.record_id).await?;
                place.insert((
                    stored.entry,
                    stored.record.doi.unwrap_or_default(),
                    stored.record.title.unwrap_or_default(),
                ));
            }
        }
        let rows: Vec<Vec<String>> = history
            .iter()
            .filter_map(|(decision, withdrawn)| {
                let ordinal = ledger.ordinal(&decision.record_id)?;
                let (entry, doi, title) = places.get(&ordinal)?;
                Some(vec![
                    decision.stage.as_str().to_owned(),
                    decision.record_id.to_string(),
                    ledger.search(ordinal).search.file_name.clone(),
                    entry.to_string(),
                    doi.clone(),
                    title.clone(),
                    ledger.reviewer_name(&decision.reviewer_id).to_owned(),
                    decision.role.as_str().to_owned(),
                    decision.verdict.as_str().to_owned(),
                    decision
                        .reason
                        .as_ref()
                        .map(|id| {
                            labels
                                .get(id)
                                .map_or_else(|| id.to_string(), |l| (*l).to_owned())
                        })
                        .unwrap_or_default(),
                    decision.note.clone().unwrap_or_default(),
                    decision
                        .active_ms
                        .map(|ms| format!("{:.1}", ms as f64 / 1000.0))
                        .unwrap_or_default(),
                    utc(decision.decided_at),
                    decision.protocol_version.to_string(),
                    if *withdrawn { "yes" } else { "no" }.to_owned(),
                ])
            })
            .collect();
        let table = Table {
            name: "Decisions",
            header: vec![
                "stage",
                "record",
                "file",
                "entry",
                "doi",
                "title",
                "reviewer",
                "role",
                "verdict",
                "reason",
                "note",
                "active_seconds",
                "decided_at",
                "protocol_version",
                "withdrawn",
            ],
            rows,
        };
        table.write(out, format)
    }

    /// Time per record, one row for each stretch of work (METHODS §5). Returns the number of rows.
    pub async fn export_times(&self, out: &Path, format: TableFormat) -> Result<TableWritten> {
        let ledger = self.ledger().await?;
        let seconds = |ms: i64| format!("{:.3}", ms as f64 / 1000.0);
        let rows = self
            .store
            .activities()
            .await?
            .into_iter()
            .map(|a| {
                vec![
                    a.record_id.to_string(),
                    a.stage.as_str().to_owned(),
                    ledger.reviewer_name(&a.reviewer_id).to_owned(),
                    utc(a.started_at),
                    seconds(a.elapsed_ms),
                    seconds(a.active_30_ms),
                    seconds(a.active_60_ms),
                    seconds(a.active_120_ms),
                    if a.reopened { "yes" } else { "no" }.to_owned(),
                ]
            })
            .collect();
        let table = Table {
            name: "Times",
            header: vec![
                "record",
                "stage",
                "reviewer",
                "started_at",
                "elapsed_seconds",
                "active_seconds_idle_after_30",
                "active_seconds_idle_after_60",
                "active_seconds_idle_after_120",
                "reopened",
            ],
            rows,
        };
        table.write(out, format)
    }
}

/// A time as `2026-01-19T08:30:52Z`.
pub(crate) fn utc(milliseconds: i64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds)
        .map_or_else(|_| milliseconds.to_string(), |t| t.to_string())
}

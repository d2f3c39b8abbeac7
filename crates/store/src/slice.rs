//! [`Slice`]: part of a review as values, from which a review of its own is made elsewhere. Identities stay, so that what
//! is decided there can be brought back.

use std::collections::HashSet;
use std::path::Path;

use review::{DecisionId, DocumentHash, RecordId};
use serde::{Deserialize, Serialize};

use crate::rows::{Cell, Table, tables};
use crate::{Actor, Store, StoreError};

/// What belongs to a slice. The people, the versions of the protocol and the searches always do; the audit trail, values
/// and what others noted never do.
#[derive(Clone, Debug, Default)]
pub struct SliceOf {
    /// Records, with all copies of each.
    pub records: HashSet<RecordId>,
    /// Decisions on them.
    pub decisions: HashSet<DecisionId>,
    /// Documents of them. Reports whose document is left out are at hand, without it.
    pub documents: HashSet<DocumentHash>,
    /// Whether the suggestions about the records belong to it.
    pub suggestions: bool,
}

/// The rows of a slice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slice {
    tables: Vec<Rows>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Rows {
    table: String,
    columns: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

/// A row with the names of its values.
struct Row<'a> {
    table: &'a Table,
    cells: &'a mut [Cell],
}

impl Row<'_> {
    fn at(&self, column: &str) -> Option<usize> {
        self.table.columns.iter().position(|c| c.name == column)
    }

    fn text(&self, column: &str) -> Option<&str> {
        match &self.cells[self.at(column)?] {
            Cell::Text(text) => text.as_deref(),
            Cell::Whole(_) | Cell::Real(_) => None,
        }
    }

    fn set(&mut self, column: &str, cell: Cell) {
        if let Some(at) = self.at(column) {
            self.cells[at] = cell;
        }
    }
}

impl SliceOf {
    /// Whether a row belongs to the slice. `merges` are those that do, so far.
    fn holds(&self, row: &Row<'_>, merges: &mut HashSet<String>) -> bool {
        let record = |column| {
            let id = row.text(column).map(RecordId::from);
            id.is_some_and(|id| self.records.contains(&id))
        };
        let decision = |column| {
            let id = row.text(column).map(|id| DecisionId(id.to_owned()));
            id.is_some_and(|id| self.decisions.contains(&id))
        };
        match row.table.name.as_str() {
            "review" | "reviewers" | "protocol_versions" | "searches" | "search_withdrawals" => {
                true
            }
            "records" => record("id"),
            "record_edits" | "tags" | "retrievals" => record("record_id"),
            "merges" => {
                let held = record("kept_id") && record("duplicate_id");
                merges.extend(row.text("id").filter(|_| held).map(str::to_owned));
                held
            }
            "merge_withdrawals" => row.text("merge_id").is_some_and(|id| merges.contains(id)),
            "decisions" => decision("id"),
            "documents" => {
                let hash = row.text("hash").map(|hash| DocumentHash(hash.to_owned()));
                hash.is_some_and(|hash| self.documents.contains(&hash))
            }
            "agents" => self.suggestions,
            "suggestions" => self.suggestions && record("record_id"),
            _ => false,
        }
    }
}

impl Store {
    /// Takes a slice, as of one moment.
    ///
    /// # Errors
    /// What the database says.
    pub async fn slice(&self, of: &SliceOf) -> Result<Slice, StoreError> {
        let mut source = self.reachable()?.begin_with(self.snapshot()).await?;
        let mut merges = HashSet::new();
        let mut slice = Slice { tables: Vec::new() };
        for table in tables().await? {
            let mut rows = table.rows(&mut source).await?;
            rows.retain_mut(|cells| {
                of.holds(
                    &Row {
                        table: &table,
                        cells,
                    },
                    &mut merges,
                )
            });
            if rows.is_empty() {
                continue;
            }
            match table.name.as_str() {
                "records" => number_anew(&table, &mut rows),
                "retrievals" => leave_documents_out(&table, &mut rows, &of.documents),
                _ => {}
            }
            slice.tables.push(Rows {
                columns: table.columns.iter().map(|c| c.name.clone()).collect(),
                table: table.name,
                rows,
            });
        }
        source.rollback().await?;
        Ok(slice)
    }

    /// Makes a review of a slice, in a new folder.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`]; [`StoreError::Unreadable`] where the slice is not one that this version writes;
    /// what the database refuses. What was made is taken away again then.
    pub async fn create_from(slice: &Slice, path: &Path) -> Result<Self, StoreError> {
        let made = Self::create_empty(path, None).await?;
        match made.fill(slice).await {
            Ok(()) => Ok(made),
            Err(error) => {
                made.close().await;
                if let Err(error) = std::fs::remove_dir_all(path) {
                    tracing::warn!(%error, folder = %path.display(), "the unfinished review could not be removed");
                }
                Err(error)
            }
        }
    }

    async fn fill(&self, slice: &Slice) -> Result<(), StoreError> {
        let mut change = self.begin(&Actor::Program, "open packet").await?;
        let mut count = 0;
        let known = tables().await?;
        let wrong = |what: String| Err(StoreError::unreadable("packet", what));
        if let Some(rows) = slice.tables.iter().find(|rows| {
            let held = |table: &Table| table.name == rows.table && table.name != "audit";
            !known.iter().any(held)
        }) {
            return wrong(format!("it holds a table {}", rows.table));
        }
        // In the order of the tables, as later ones refer to earlier ones.
        for table in &known {
            for rows in slice.tables.iter().filter(|rows| rows.table == table.name) {
                if !table.columns.iter().map(|c| &c.name).eq(&rows.columns) {
                    return wrong(format!("its table {} has other columns", table.name));
                }
                let mut cells = rows.rows.clone();
                for row in &mut cells {
                    if row.len() != table.columns.len() || !table.fits(row) {
                        return wrong(format!("a row of its table {} is none", table.name));
                    }
                }
                table.insert(&cells, &mut change.transaction).await?;
                count += cells.len();
            }
        }
        change.commit(&serde_json::json!({ "rows": count })).await
    }
}

/// Ordinals run from 0 without gaps in every review.
fn number_anew(table: &Table, rows: &mut [Vec<Cell>]) {
    let Some(at) = table.columns.iter().position(|c| c.name == "ordinal") else {
        return;
    };
    rows.sort_by_key(|row| match row[at] {
        Cell::Whole(ordinal) => ordinal,
        Cell::Text(_) | Cell::Real(_) => None,
    });
    for (ordinal, row) in (0_i64..).zip(rows) {
        row[at] = Cell::Whole(Some(ordinal));
    }
}

fn leave_documents_out(table: &Table, rows: &mut [Vec<Cell>], kept: &HashSet<DocumentHash>) {
    for cells in rows {
        let mut row = Row { table, cells };
        let document = row
            .text("document_hash")
            .map(|hash| DocumentHash(hash.to_owned()));
        if document.is_some_and(|hash| !kept.contains(&hash)) {
            row.set("document_hash", Cell::Text(None));
        }
    }
}

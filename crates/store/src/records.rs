//! Records as imported, and the edits made to them since.

use std::collections::HashMap;

use futures_util::TryStreamExt;
use review::{Record, RecordId, ReviewerId, SearchId};
use serde::{Deserialize, Serialize};
use sqlx::AnyConnection;
use ts_rs::TS;

use crate::open::values_clause;
use crate::{Change, SearchRow, Store, StoreError};

/// A record about to be imported.
#[derive(Clone, Debug)]
pub struct NewRecord<'a> {
    /// Number of the entry in its file, from 1.
    pub entry: u64,
    /// Line where it begins.
    pub line: Option<u64>,
    /// Its content.
    pub record: &'a Record,
}

/// The identity of a record, without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// Identity.
    pub id: RecordId,
    /// Place in the review, from 0 in order of import, without gaps.
    pub ordinal: usize,
    /// Place of the search that brought it among [`Facts::searches`](crate::Facts).
    pub search: usize,
}

/// A record with its content as it reads now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoredRecord {
    /// Identity.
    pub id: RecordId,
    /// Place in the review, from 0.
    pub ordinal: usize,
    /// The search that brought it.
    pub search_id: SearchId,
    /// Number of the entry in its file, from 1.
    pub entry: i64,
    /// Content, with the edits applied.
    pub record: Record,
    /// Whether anything was edited since import.
    pub edited: bool,
}

/// The fields that a reviewer may fill in or mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "each variant is the field of `Record` of that name"
)]
pub enum EditableField {
    Title,
    Abstract,
    Year,
    Doi,
    Pmid,
    Journal,
}

impl EditableField {
    /// The word in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            EditableField::Title => "title",
            EditableField::Abstract => "abstract",
            EditableField::Year => "year",
            EditableField::Doi => "doi",
            EditableField::Pmid => "pmid",
            EditableField::Journal => "journal",
        }
    }

    /// The field that [`as_str`](Self::as_str) writes as this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [
            EditableField::Title,
            EditableField::Abstract,
            EditableField::Year,
            EditableField::Doi,
            EditableField::Pmid,
            EditableField::Journal,
        ]
        .into_iter()
        .find(|field| field.as_str() == word)
    }

    /// The value a record has now.
    pub fn read(self, record: &Record) -> Option<String> {
        match self {
            EditableField::Title => record.title.clone(),
            EditableField::Abstract => record.abstract_text.clone(),
            EditableField::Year => record.year.map(|year| year.to_string()),
            EditableField::Doi => record.doi.clone(),
            EditableField::Pmid => record.pmid.clone(),
            EditableField::Journal => record.journal.clone(),
        }
    }

    /// Puts a value into a record; a year that is no number clears the year.
    pub fn write(self, record: &mut Record, value: Option<String>) {
        match self {
            EditableField::Title => record.title = value,
            EditableField::Abstract => record.abstract_text = value,
            EditableField::Year => record.year = value.and_then(|year| year.parse().ok()),
            EditableField::Doi => record.doi = value,
            EditableField::Pmid => record.pmid = value,
            EditableField::Journal => record.journal = value,
        }
    }
}

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditRow {
    /// The record.
    pub record_id: RecordId,
    /// Which field.
    pub field: EditableField,
    /// What stood there.
    pub old_value: Option<String>,
    /// What stands there now.
    pub new_value: Option<String>,
    /// Who edited.
    pub reviewer_id: ReviewerId,
    /// Milliseconds since 1970-01-01 UTC.
    pub edited_at: i64,
}

pub(crate) async fn rows(
    connection: &mut AnyConnection,
    searches: &[SearchRow],
) -> Result<Vec<RecordRow>, StoreError> {
    let places: HashMap<&str, usize> = searches
        .iter()
        .enumerate()
        .map(|(place, row)| (row.search.id.as_str(), place))
        .collect();
    let mut rows = Vec::new();
    // One by one: a large review would be in memory twice.
    let mut stream = sqlx::query_as("SELECT id, ordinal, search_id FROM records ORDER BY ordinal")
        .fetch(connection);
    while let Some((id, ordinal, search)) =
        stream.try_next().await? as Option<(String, i64, String)>
    {
        let place = places.get(search.as_str()).copied().ok_or_else(|| {
            StoreError::unreadable("record", format!("its search {search} is not there"))
        })?;
        rows.push(RecordRow {
            id: id.into(),
            ordinal: usize::try_from(ordinal).unwrap_or_default(),
            search: place,
        });
    }
    rows.shrink_to_fit();
    Ok(rows)
}

type Columns = (String, i64, String, i64, String);

const PAGE: i64 = 2_000;

impl Store {
    /// One record by its identity.
    pub async fn record(&self, id: &RecordId) -> Result<StoredRecord, StoreError> {
        let row: Option<Columns> =
            sqlx::query_as("SELECT id, ordinal, search_id, entry, body FROM records WHERE id = $1")
                .bind(id.as_str())
                .fetch_optional(self.reachable()?)
                .await?;
        let row = row.ok_or_else(|| StoreError::Missing {
            what: "record",
            name: id.to_string(),
        })?;
        let edits = self.edits_of(Some(id)).await?;
        stored(row, &by_record(edits))
    }

    /// Hands every record to `receive` in order of import, a page at a time, so that memory stays bounded. Stops early
    /// when `receive` returns `false`.
    pub async fn each_record(
        &self,
        mut receive: impl FnMut(StoredRecord) -> bool,
    ) -> Result<(), StoreError> {
        let edits = by_record(self.edits_of(None).await?);
        let mut next = 0_i64;
        loop {
            let page: Vec<Columns> = sqlx::query_as(
                "SELECT id, ordinal, search_id, entry, body FROM records
                 WHERE ordinal >= $1 AND ordinal < $2 ORDER BY ordinal",
            )
            .bind(next)
            .bind(next + PAGE)
            .fetch_all(self.reachable()?)
            .await?;
            if page.is_empty() {
                return Ok(());
            }
            next += PAGE;
            for row in page {
                if !receive(stored(row, &edits)?) {
                    return Ok(());
                }
            }
        }
    }

    /// The records at some ordinals, in order of import. Ordinals that do not exist are left out.
    pub async fn records_at(&self, ordinals: &[usize]) -> Result<Vec<StoredRecord>, StoreError> {
        const CHUNK: usize = 500;
        let edits = by_record(self.edits_of(None).await?);
        let mut records = Vec::with_capacity(ordinals.len());
        for chunk in ordinals.chunks(CHUNK) {
            let sql = values_clause(
                "SELECT id, ordinal, search_id, entry, body FROM records WHERE ordinal IN",
                1,
                chunk.len(),
            );
            let mut query = sqlx::query_as(sql);
            for &ordinal in chunk {
                query = query.bind(i64::try_from(ordinal).unwrap_or(i64::MAX));
            }
            let rows: Vec<Columns> = query.fetch_all(self.reachable()?).await?;
            for row in rows {
                records.push(stored(row, &edits)?);
            }
        }
        records.sort_unstable_by_key(|r| r.ordinal);
        Ok(records)
    }

    /// Characters of all records as they are stored: about the length of their texts.
    pub async fn text_length(&self) -> Result<i64, StoreError> {
        let (length,): (i64,) =
            sqlx::query_as("SELECT COALESCE(SUM(LENGTH(body)), 0) FROM records")
                .fetch_one(self.reachable()?)
                .await?;
        Ok(length)
    }

    /// How many edits were ever made.
    pub async fn edit_count(&self) -> Result<i64, StoreError> {
        let (count,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM record_edits")
            .fetch_one(self.reachable()?)
            .await?;
        Ok(count)
    }

    /// Every edit in order.
    pub async fn edits(&self) -> Result<Vec<EditRow>, StoreError> {
        self.edits_of(None).await
    }

    async fn edits_of(&self, record: Option<&RecordId>) -> Result<Vec<EditRow>, StoreError> {
        type Edit = (String, String, Option<String>, Option<String>, String, i64);
        let rows: Vec<Edit> = match record {
            Some(id) => {
                sqlx::query_as(
                    "SELECT record_id, field, old_value, new_value, reviewer_id, edited_at FROM record_edits
                     WHERE record_id = $1 ORDER BY id",
                )
                .bind(id.as_str())
                .fetch_all(self.reachable()?)
                .await?
            }
            None => {
                sqlx::query_as(
                    "SELECT record_id, field, old_value, new_value, reviewer_id, edited_at FROM record_edits ORDER BY id",
                )
                .fetch_all(self.reachable()?)
                .await?
            }
        };
        rows.into_iter()
            .map(
                |(record_id, field, old_value, new_value, reviewer_id, edited_at)| {
                    Ok(EditRow {
                        record_id: record_id.into(),
                        field: EditableField::from_word(&field)
                            .ok_or_else(|| StoreError::unreadable("edited field", &field))?,
                        old_value,
                        new_value,
                        reviewer_id: reviewer_id.into(),
                        edited_at,
                    })
                },
            )
            .collect()
    }
}

fn by_record(edits: Vec<EditRow>) -> HashMap<String, Vec<EditRow>> {
    let mut map: HashMap<String, Vec<EditRow>> = HashMap::new();
    for edit in edits {
        map.entry(edit.record_id.to_string())
            .or_default()
            .push(edit);
    }
    map
}

fn stored(row: Columns, edits: &HashMap<String, Vec<EditRow>>) -> Result<StoredRecord, StoreError> {
    let (id, ordinal, search_id, entry, body) = row;
    let mut record: Record =
        serde_json::from_str(&body).map_err(|e| StoreError::unreadable("record", e))?;
    let own = edits.get(&id);
    for edit in own.into_iter().flatten() {
        edit.field.write(&mut record, edit.new_value.clone());
    }
    Ok(StoredRecord {
        id: id.into(),
        ordinal: usize::try_from(ordinal).unwrap_or_default(),
        search_id: search_id.into(),
        entry,
        record,
        edited: own.is_some(),
    })
}

impl Change {
    /// Adds the records of a search after all records there are; returns their identities in the same order.
    pub async fn add_records(
        &mut self,
        search: &SearchId,
        records: &[NewRecord<'_>],
    ) -> Result<Vec<RecordId>, StoreError> {
        const ROWS: usize = 60;
        let (mut ordinal,): (i64,) =
            sqlx::query_as("SELECT COALESCE(MAX(ordinal), -1) + 1 FROM records")
                .fetch_one(&mut *self.transaction)
                .await?;
        let mut ids = Vec::with_capacity(records.len());
        for chunk in records.chunks(ROWS) {
            let sql = values_clause(
                "INSERT INTO records (id, ordinal, search_id, entry, line, body) VALUES",
                chunk.len(),
                6,
            );
            let mut query = sqlx::query(sql);
            for new in chunk {
                let body = serde_json::to_string(new.record)
                    .map_err(|e| StoreError::unreadable("record", e))?;
                let id = self.new_id();
                query = query
                    .bind(id.clone())
                    .bind(ordinal)
                    .bind(search.as_str().to_owned())
                    .bind(i64::try_from(new.entry).unwrap_or(i64::MAX))
                    .bind(new.line.map(|n| i64::try_from(n).unwrap_or(i64::MAX)))
                    .bind(body);
                ids.push(id.into());
                ordinal += 1;
            }
            query.execute(&mut *self.transaction).await?;
        }
        Ok(ids)
    }

    /// Records that a reviewer filled in or mended a field.
    pub async fn edit_record(
        &mut self,
        record: &RecordId,
        field: EditableField,
        old_value: Option<&str>,
        new_value: Option<&str>,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO record_edits (id, record_id, field, old_value, new_value, reviewer_id, edited_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(self.new_id())
        .bind(record.as_str())
        .bind(field.as_str())
        .bind(old_value)
        .bind(new_value)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}

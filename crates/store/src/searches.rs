//! Searches: imported files with their source, and the problems found while reading them.

use review::{Problem, Search, SearchId, Severity, SourceKind};
use serde::Serialize;
use sqlx::AnyConnection;
use ts_rs::TS;

use crate::open::values_clause;
use crate::{Change, Store, StoreError};

/// What is known of a file before it has an identity.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "each field is the one of `review::Search` of that name"
)]
pub struct NewSearch<'a> {
    pub source: &'a str,
    pub kind: SourceKind,
    pub searched_on: Option<&'a str>,
    pub strategy: Option<&'a str>,
    pub file_name: &'a str,
    pub file_sha256: &'a str,
    pub format: &'a str,
    pub encoding: &'a str,
}

/// A search as stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SearchRow {
    /// The search.
    #[serde(flatten)]
    pub search: Search,
    /// When it was imported, milliseconds since 1970-01-01 UTC.
    pub imported_at: i64,
    /// Number of records it brought.
    pub records: i64,
    /// Number of problems found in its file.
    pub problems: i64,
    /// Why the import was taken back, if it was. Its records count nowhere then.
    pub withdrawn: Option<String>,
}

type Columns = (
    (String, String, String, Option<String>, Option<String>),
    (String, String, String, String, i64),
    (i64, i64, Option<String>),
);

pub(crate) async fn all(connection: &mut AnyConnection) -> Result<Vec<SearchRow>, StoreError> {
    let rows = sqlx::query(
        "SELECT s.id, s.source, s.kind, s.searched_on, s.strategy, s.file_name, s.file_sha256, s.format, s.encoding,
                s.imported_at,
                (SELECT COUNT(*) FROM records r WHERE r.search_id = s.id) AS records,
                (SELECT COUNT(*) FROM import_problems p WHERE p.search_id = s.id) AS problems,
                w.reason
         FROM searches s LEFT JOIN search_withdrawals w ON w.search_id = s.id
         ORDER BY s.position",
    )
    .fetch_all(connection)
    .await?;
    rows.iter().map(row).collect()
}

fn row(row: &sqlx::any::AnyRow) -> Result<SearchRow, StoreError> {
    use sqlx::Row;
    let columns: Columns = (
        (
            row.try_get(0)?,
            row.try_get(1)?,
            row.try_get(2)?,
            row.try_get(3)?,
            row.try_get(4)?,
        ),
        (
            row.try_get(5)?,
            row.try_get(6)?,
            row.try_get(7)?,
            row.try_get(8)?,
            row.try_get(9)?,
        ),
        (row.try_get(10)?, row.try_get(11)?, row.try_get(12)?),
    );
    let (
        (id, source, kind, searched_on, strategy),
        (file_name, file_sha256, format, encoding, imported_at),
        (records, problems, withdrawn),
    ) = columns;
    let kind = SourceKind::from_word(&kind)
        .ok_or_else(|| StoreError::unreadable("kind of source", &kind))?;
    Ok(SearchRow {
        search: Search {
            id: id.into(),
            source,
            kind,
            searched_on,
            strategy,
            file_name,
            file_sha256,
            format,
            encoding,
        },
        imported_at,
        records,
        problems,
        withdrawn,
    })
}

impl Store {
    /// All searches in the order of import, withdrawn ones included.
    pub async fn searches(&self) -> Result<Vec<SearchRow>, StoreError> {
        let mut connection = self.reachable()?.acquire().await?;
        all(&mut connection).await
    }

    /// The problems found in one file, in file order.
    pub async fn problems(&self, search: &SearchId) -> Result<Vec<Problem>, StoreError> {
        type Listed = (String, Option<i64>, Option<i64>, String, Option<String>);
        let rows: Vec<Listed> = sqlx::query_as(
            "SELECT severity, line, entry, reason, excerpt FROM import_problems WHERE search_id = $1 ORDER BY position",
        )
        .bind(search.as_str())
        .fetch_all(self.reachable()?)
        .await?;
        rows.into_iter()
            .map(|(severity, line, entry, reason, excerpt)| {
                Ok(Problem {
                    severity: severity_from(&severity)?,
                    line: line.and_then(|n| u64::try_from(n).ok()),
                    entry: entry.and_then(|n| u64::try_from(n).ok()),
                    reason,
                    excerpt,
                })
            })
            .collect()
    }
}

impl Change {
    /// Adds a search; its records and problems follow in the same change.
    pub async fn add_search(&mut self, new: &NewSearch<'_>) -> Result<SearchId, StoreError> {
        let id = self.new_id();
        sqlx::query(
            "INSERT INTO searches
             (id, position, source, kind, searched_on, strategy, file_name, file_sha256, format, encoding, imported_at)
             VALUES ($1, (SELECT COALESCE(MAX(position), -1) + 1 FROM searches), $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(&id)
        .bind(new.source)
        .bind(new.kind.as_str())
        .bind(new.searched_on)
        .bind(new.strategy)
        .bind(new.file_name)
        .bind(new.file_sha256)
        .bind(new.format)
        .bind(new.encoding)
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(id.into())
    }

    /// Adds the problems of a search.
    pub async fn add_problems(
        &mut self,
        search: &SearchId,
        problems: &[Problem],
    ) -> Result<(), StoreError> {
        const ROWS: usize = 60;
        let mut position = 0_i64;
        for chunk in problems.chunks(ROWS) {
            let sql = values_clause(
                "INSERT INTO import_problems (search_id, position, severity, line, entry, reason, excerpt) VALUES",
                chunk.len(),
                7,
            );
            let mut query = sqlx::query(sql);
            for problem in chunk {
                query = query
                    .bind(search.as_str().to_owned())
                    .bind(position)
                    .bind(severity_word(problem.severity))
                    .bind(problem.line.map(|n| i64::try_from(n).unwrap_or(i64::MAX)))
                    .bind(problem.entry.map(|n| i64::try_from(n).unwrap_or(i64::MAX)))
                    .bind(problem.reason.clone())
                    .bind(problem.excerpt.clone());
                position += 1;
            }
            query.execute(&mut *self.transaction).await?;
        }
        Ok(())
    }

    /// Takes a whole import back. Its rows stay; they count nowhere.
    pub async fn withdraw_search(
        &mut self,
        search: &SearchId,
        reason: &str,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO search_withdrawals (search_id, reason, withdrawn_at) VALUES ($1, $2, $3)
             ON CONFLICT (search_id) DO NOTHING",
        )
        .bind(search.as_str())
        .bind(reason)
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}

pub(crate) fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Value => "value",
        Severity::Entry => "entry",
    }
}

pub(crate) fn severity_from(word: &str) -> Result<Severity, StoreError> {
    match word {
        "note" => Ok(Severity::Note),
        "value" => Ok(Severity::Value),
        "entry" => Ok(Severity::Entry),
        other => Err(StoreError::unreadable("severity of a problem", other)),
    }
}

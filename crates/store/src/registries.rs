//! Trials of registries: the files they came in, every version of each registration, what people said of their reports,
//! and what people read in those. Append-only.

use review::{Problem, RecordId, ReviewerId};
use serde::Serialize;
use sqlx::AnyConnection;
use ts_rs::TS;

use crate::open::values_clause;
use crate::searches::{severity_from, severity_word};
use crate::{Change, Store, StoreError};

/// A file of a registry that was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RegistryImportRow {
    /// Identity; in order of time.
    pub id: String,
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of its content.
    pub file_sha256: String,
    /// Its format, such as `ClinicalTrials.gov JSON`.
    pub format: String,
    /// Registrations in it.
    pub trials: i64,
    /// Problems that are listed.
    pub problems: i64,
    /// Who imported it.
    pub reviewer_id: ReviewerId,
    /// When, milliseconds since 1970-01-01 UTC.
    pub imported_at: i64,
    /// Why it was taken back; `None` while it counts.
    pub withdrawn: Option<String>,
}

/// A version of a registration: as one file holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistryTrialRow {
    /// Identity; in order of time.
    pub id: String,
    /// The file.
    pub import_id: String,
    /// Number of the registration.
    pub number: String,
    /// The trial as JSON.
    pub body: String,
}

/// A registration to be kept.
#[derive(Clone, Debug)]
pub struct NewRegistryTrial {
    /// Number of the registration.
    pub number: String,
    /// Its number in the file, from 1.
    pub entry: i64,
    /// The trial as JSON.
    pub body: String,
}

/// What a person said on whether a record reports a trial. The latest on a number and record holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegistryLinkRow {
    /// Number of the registration.
    pub number: String,
    /// The record.
    pub record_id: RecordId,
    /// `linked`, `not_linked`, or `open` where it was taken back.
    pub said: String,
    /// Who.
    pub reviewer_id: ReviewerId,
    /// When, milliseconds since 1970-01-01 UTC.
    pub said_at: i64,
}

/// What a person read in a report. The latest of a record and item holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegistryPaperValueRow {
    /// The record of the report.
    pub record_id: RecordId,
    /// Of what.
    pub item: String,
    /// What it says; empty where it was taken back.
    pub value: String,
    /// The words it rests on; may be empty.
    pub quote: String,
    /// Who.
    pub reviewer_id: ReviewerId,
    /// When, milliseconds since 1970-01-01 UTC.
    pub read_at: i64,
}

/// Numbers of rows: as rows are only ever appended, all that is known of registries is the same while these are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RegistryMark([i64; 4]);

/// All that is known of registries, read at one moment.
#[derive(Clone, Debug, Default)]
pub struct RegistryFacts {
    /// Moves whenever one of these facts was added.
    pub mark: RegistryMark,
    /// The files, in order of time, those taken back included.
    pub imports: Vec<RegistryImportRow>,
    /// Every version of every registration of the files that count, in order of time.
    pub trials: Vec<RegistryTrialRow>,
    /// What holds of links, taken-back ones included, in order of time.
    pub links: Vec<RegistryLinkRow>,
    /// What people read in reports and holds.
    pub paper_values: Vec<RegistryPaperValueRow>,
}

async fn mark(connection: &mut AnyConnection) -> Result<RegistryMark, StoreError> {
    let (imports, withdrawals, links, values): (i64, i64, i64, i64) = sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM registry_imports), (SELECT COUNT(*) FROM registry_import_withdrawals),
         (SELECT COUNT(*) FROM registry_links), (SELECT COUNT(*) FROM registry_paper_values)",
    )
    .fetch_one(connection)
    .await?;
    Ok(RegistryMark([imports, withdrawals, links, values]))
}

async fn imports(connection: &mut AnyConnection) -> Result<Vec<RegistryImportRow>, StoreError> {
    type Columns = (
        String,
        String,
        String,
        String,
        i64,
        i64,
        String,
        i64,
        Option<String>,
    );
    let rows: Vec<Columns> = sqlx::query_as(
        "SELECT i.id, i.file_name, i.file_sha256, i.format,
         (SELECT COUNT(*) FROM registry_trials t WHERE t.import_id = i.id),
         (SELECT COUNT(*) FROM registry_problems p WHERE p.import_id = i.id),
         i.reviewer_id, i.imported_at, w.reason
         FROM registry_imports i LEFT JOIN registry_import_withdrawals w ON w.import_id = i.id ORDER BY i.id",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(
            |(id, file_name, file_sha256, format, trials, problems, who, at, withdrawn)| {
                RegistryImportRow {
                    id,
                    file_name,
                    file_sha256,
                    format,
                    trials,
                    problems,
                    reviewer_id: who.into(),
                    imported_at: at,
                    withdrawn,
                }
            },
        )
        .collect())
}

async fn trials(connection: &mut AnyConnection) -> Result<Vec<RegistryTrialRow>, StoreError> {
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "SELECT id, import_id, number, body FROM registry_trials
         WHERE import_id NOT IN (SELECT import_id FROM registry_import_withdrawals) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(id, import_id, number, body)| RegistryTrialRow {
            id,
            import_id,
            number,
            body,
        })
        .collect())
}

async fn links(connection: &mut AnyConnection) -> Result<Vec<RegistryLinkRow>, StoreError> {
    let rows: Vec<(String, String, String, String, i64)> = sqlx::query_as(
        "SELECT number, record_id, said, reviewer_id, said_at FROM registry_links
         WHERE id IN (SELECT MAX(id) FROM registry_links GROUP BY number, record_id) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(number, record, said, who, said_at)| RegistryLinkRow {
            number,
            record_id: record.into(),
            said,
            reviewer_id: who.into(),
            said_at,
        })
        .collect())
}

async fn paper_values(
    connection: &mut AnyConnection,
) -> Result<Vec<RegistryPaperValueRow>, StoreError> {
    let rows: Vec<(String, String, String, String, String, i64)> = sqlx::query_as(
        "SELECT record_id, item, value, quote, reviewer_id, read_at FROM registry_paper_values
         WHERE id IN (SELECT MAX(id) FROM registry_paper_values GROUP BY record_id, item) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(
            |(record, item, value, quote, who, read_at)| RegistryPaperValueRow {
                record_id: record.into(),
                item,
                value,
                quote,
                reviewer_id: who.into(),
                read_at,
            },
        )
        .filter(|row| !row.value.is_empty())
        .collect())
}

impl Store {
    /// Whether what is known of registries is still that of a mark.
    pub async fn registry_mark(&self) -> Result<RegistryMark, StoreError> {
        mark(&mut *self.reachable()?.acquire().await?).await
    }

    /// The files of registries, in order of time, those taken back included.
    pub async fn registry_imports(&self) -> Result<Vec<RegistryImportRow>, StoreError> {
        imports(&mut *self.reachable()?.acquire().await?).await
    }

    /// Reads the facts within one transaction, so that they belong together even while others write.
    pub async fn registry_facts(&self) -> Result<RegistryFacts, StoreError> {
        let mut snapshot = self.reachable()?.begin().await?;
        let facts = RegistryFacts {
            mark: mark(&mut snapshot).await?,
            imports: imports(&mut snapshot).await?,
            trials: trials(&mut snapshot).await?,
            links: links(&mut snapshot).await?,
            paper_values: paper_values(&mut snapshot).await?,
        };
        snapshot.rollback().await?;
        Ok(facts)
    }

    /// What could not be read as it should in a file of a registry.
    pub async fn registry_problems(&self, import: &str) -> Result<Vec<Problem>, StoreError> {
        type Listed = (String, Option<i64>, Option<i64>, String, Option<String>);
        let rows: Vec<Listed> = sqlx::query_as(
            "SELECT severity, line, entry, reason, excerpt FROM registry_problems WHERE import_id = $1 ORDER BY position",
        )
        .bind(import)
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
    /// Adds a file of a registry; returns its identity.
    pub async fn add_registry_import(
        &mut self,
        file_name: &str,
        file_sha256: &str,
        format: &str,
        reviewer: &ReviewerId,
    ) -> Result<String, StoreError> {
        let id = self.new_id();
        sqlx::query(
            "INSERT INTO registry_imports (id, file_name, file_sha256, format, reviewer_id, imported_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id.clone())
        .bind(file_name)
        .bind(file_sha256)
        .bind(format)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(id)
    }

    /// Adds registrations of a file.
    pub async fn add_registry_trials(
        &mut self,
        import: &str,
        trials: &[NewRegistryTrial],
    ) -> Result<(), StoreError> {
        const COLUMNS: usize = 5;
        for some in trials.chunks(500) {
            let sql = values_clause(
                "INSERT INTO registry_trials (id, import_id, number, entry, body) VALUES",
                some.len(),
                COLUMNS,
            );
            let mut statement = sqlx::query(sql);
            for trial in some {
                statement = statement
                    .bind(self.new_id())
                    .bind(import)
                    .bind(trial.number.as_str())
                    .bind(trial.entry)
                    .bind(trial.body.as_str());
            }
            statement.execute(&mut *self.transaction).await?;
        }
        Ok(())
    }

    /// Adds what could not be read as it should in a file.
    pub async fn add_registry_problems(
        &mut self,
        import: &str,
        problems: &[Problem],
    ) -> Result<(), StoreError> {
        for (position, problem) in (0_i64..).zip(problems) {
            sqlx::query(
                "INSERT INTO registry_problems (import_id, position, severity, line, entry, reason, excerpt)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(import)
            .bind(position)
            .bind(severity_word(problem.severity))
            .bind(problem.line.and_then(|line| i64::try_from(line).ok()))
            .bind(problem.entry.and_then(|entry| i64::try_from(entry).ok()))
            .bind(problem.reason.as_str())
            .bind(problem.excerpt.as_deref())
            .execute(&mut *self.transaction)
            .await?;
        }
        Ok(())
    }

    /// Takes a file of a registry back; its rows stay.
    pub async fn withdraw_registry_import(
        &mut self,
        import: &str,
        reason: &str,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO registry_import_withdrawals (import_id, reason, reviewer_id, withdrawn_at)
             VALUES ($1, $2, $3, $4) ON CONFLICT (import_id) DO NOTHING",
        )
        .bind(import)
        .bind(reason)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Adds what a person says on whether a record reports a trial: `linked`, `not_linked` or `open`.
    pub async fn add_registry_link(
        &mut self,
        number: &str,
        record: &RecordId,
        said: &str,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO registry_links (id, number, record_id, said, reviewer_id, said_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(self.new_id())
        .bind(number)
        .bind(record.as_str())
        .bind(said)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Adds what a person read in a report; an empty value takes it back.
    pub async fn add_registry_paper_value(
        &mut self,
        record: &RecordId,
        item: &str,
        value: &str,
        quote: &str,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO registry_paper_values (id, record_id, item, value, quote, reviewer_id, read_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(self.new_id())
        .bind(record.as_str())
        .bind(item)
        .bind(value)
        .bind(quote)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}

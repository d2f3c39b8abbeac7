//! The rows of a review as plain values, table by table, to be carried from one database to another.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::any::{AnyArguments, AnyPoolOptions, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Row};

use crate::StoreError;
use crate::documents::PIECES;
use crate::open::{migrate, values_clause};

/// Parameters of a statement; SQLite takes 32,766.
const MOST_PARAMETERS: usize = 30_000;

/// A table as the migrations make it.
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
}

pub(crate) struct Column {
    pub(crate) name: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Whole,
    Real,
}

/// A value of a row; written as a JSON value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Cell {
    Text(Option<String>),
    Whole(Option<i64>),
    Real(Option<f64>),
}

/// The tables of a review in the order in which rows can be put in: what is referred to comes first.
pub(crate) async fn tables() -> Result<Vec<Table>, StoreError> {
    sqlx::any::install_default_drivers();
    let scratch = AnyPoolOptions::new()
        .max_connections(1)
        .connect("sqlite::memory:")
        .await?;
    migrate(&scratch, None).await?;
    let columns: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT m.name, c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c
         WHERE m.type = 'table' ORDER BY m.rowid, c.cid",
    )
    .fetch_all(&scratch)
    .await?;
    scratch.close().await;
    let mut tables: Vec<Table> = Vec::new();
    for (table, name, kind) in columns {
        if table.starts_with("_sqlx") || table == PIECES {
            continue;
        }
        let kind = match kind.as_str() {
            "BIGINT" => Kind::Whole,
            "DOUBLE PRECISION" => Kind::Real,
            _ => Kind::Text,
        };
        let column = Column { name, kind };
        match tables.last_mut() {
            Some(last) if last.name == table => last.columns.push(column),
            _ => tables.push(Table {
                name: table,
                columns: vec![column],
            }),
        }
    }
    Ok(tables)
}

impl Table {
    fn names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|c| c.name.as_str()).collect();
        names.join(", ")
    }

    fn select(&self) -> AssertSqlSafe<String> {
        AssertSqlSafe(format!("SELECT {} FROM {}", self.names(), self.name))
    }

    pub(crate) async fn rows(
        &self,
        from: &mut AnyConnection,
    ) -> Result<Vec<Vec<Cell>>, StoreError> {
        let rows = sqlx::query(self.select()).fetch_all(from).await?;
        rows.iter().map(|row| self.cells(row)).collect()
    }

    fn cells(&self, row: &AnyRow) -> Result<Vec<Cell>, StoreError> {
        let cell = |(at, column): (usize, &Column)| {
            Ok(match column.kind {
                Kind::Text => Cell::Text(row.try_get(at)?),
                Kind::Whole => Cell::Whole(row.try_get(at)?),
                Kind::Real => Cell::Real(row.try_get(at)?),
            })
        };
        self.columns.iter().enumerate().map(cell).collect()
    }

    /// Whether the values are of the kinds of the columns. Whole numbers where others may stand are made such: a file
    /// does not tell them apart.
    pub(crate) fn fits(&self, row: &mut [Cell]) -> bool {
        for (column, cell) in self.columns.iter().zip(row) {
            match (column.kind, &*cell) {
                (Kind::Text, Cell::Text(_))
                | (Kind::Whole, Cell::Whole(_))
                | (Kind::Real, Cell::Real(_)) => {}
                (Kind::Whole, Cell::Text(None)) => *cell = Cell::Whole(None),
                (Kind::Real, Cell::Text(None)) => *cell = Cell::Real(None),
                (Kind::Real, Cell::Whole(Some(number))) => *cell = Cell::Real(Some(*number as f64)),
                _ => return false,
            }
        }
        true
    }

    /// Puts rows in.
    pub(crate) async fn insert(
        &self,
        rows: &[Vec<Cell>],
        to: &mut AnyConnection,
    ) -> Result<(), StoreError> {
        let fixed = format!("INSERT INTO {} ({}) VALUES", self.name, self.names());
        for some in rows.chunks(MOST_PARAMETERS / self.columns.len().max(1)) {
            let sql = values_clause(&fixed, some.len(), self.columns.len());
            let mut statement = sqlx::query(sql);
            for cell in some.iter().flatten() {
                statement = cell.bind(statement);
            }
            statement.execute(&mut *to).await?;
        }
        Ok(())
    }

    /// Copies the rows; the hashes of what was sent.
    pub(crate) async fn send(
        &self,
        from: &mut AnyConnection,
        to: &mut AnyConnection,
    ) -> Result<Vec<[u8; 32]>, StoreError> {
        let rows = self.rows(from).await?;
        self.insert(&rows, to).await?;
        Ok(hashes(&rows))
    }

    pub(crate) async fn digest(&self, of: &mut AnyConnection) -> Result<Vec<[u8; 32]>, StoreError> {
        Ok(hashes(&self.rows(of).await?))
    }
}

impl Cell {
    fn bind<'q>(&'q self, statement: Query<'q, Any, AnyArguments>) -> Query<'q, Any, AnyArguments> {
        match self {
            Cell::Text(text) => statement.bind(text.as_deref()),
            Cell::Whole(number) => statement.bind(*number),
            Cell::Real(number) => statement.bind(*number),
        }
    }

    fn hash_into(&self, hasher: &mut Sha256) {
        match self {
            Cell::Text(Some(text)) => {
                hasher.update([1]);
                hasher.update(text.len().to_le_bytes());
                hasher.update(text);
            }
            Cell::Whole(Some(number)) => {
                hasher.update([2]);
                hasher.update(number.to_le_bytes());
            }
            Cell::Real(Some(number)) => {
                hasher.update([3]);
                hasher.update(number.to_bits().to_le_bytes());
            }
            Cell::Text(None) | Cell::Whole(None) | Cell::Real(None) => hasher.update([0]),
        }
    }
}

/// SHA-256 of each row, sorted: the two databases need not keep rows in the same order.
fn hashes(rows: &[Vec<Cell>]) -> Vec<[u8; 32]> {
    let mut hashes: Vec<[u8; 32]> = rows
        .iter()
        .map(|row| {
            let mut hasher = Sha256::new();
            for cell in row {
                cell.hash_into(&mut hasher);
            }
            hasher.finalize().into()
        })
        .collect();
    hashes.sort_unstable();
    hashes
}

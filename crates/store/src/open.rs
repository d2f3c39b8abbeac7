//! [`Store`]: creating and opening a review, migrations with a backup before them.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sqlx::any::AnyPoolOptions;
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Connection};
use tokio::sync::Mutex;

use crate::clock::{ReviewClock, computer_now};
use crate::outbox::Silence;
use crate::sqlite_url::{Mode, sqlite_url};
use crate::team::TeamServer;
use crate::{ReviewFolder, StoreError};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// Whether a review is opened for writing. One process at a time may write; any number may read meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Only reads; works beside a writer and on read-only media.
    Read,
    /// Reads and writes.
    Write,
}

/// The open review. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) pool: AnyPool,
    pub(crate) access: Access,
    folder: ReviewFolder,
    /// The server of a team's review; `None` where the folder has a database of its own.
    server: Option<TeamServer>,
    /// What is written here comes after what is there.
    pub(crate) clock: Arc<ReviewClock>,
    /// When the server was last silent.
    pub(crate) silence: Arc<Silence>,
    /// One at a time sends what waits in the outbox.
    pub(crate) sending: Arc<Mutex<()>>,
    // Held, not used: the lock ends with the last clone.
    _lock: Option<Arc<File>>,
}

/// The review itself.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ReviewRow {
    /// UUIDv7.
    pub id: String,
    /// Title.
    pub title: String,
    /// Milliseconds since 1970-01-01 UTC.
    pub created_at: i64,
}

impl Store {
    /// Makes the folder and its database. Errors: [`StoreError::AlreadyExists`] where a review or a non-empty folder is
    /// there; file errors. What was made is taken away again where it fails half-way.
    pub async fn create(path: &Path, title: &str) -> Result<Self, StoreError> {
        Self::make(path, None, Some(title)).await
    }

    /// Makes a review on a team's server, in a database without tables, and the folder for it on this computer. Errors:
    /// as for [`create`](Self::create); [`StoreError::Unreachable`]; [`StoreError::ServerOccupied`].
    pub async fn create_on(
        server: &TeamServer,
        path: &Path,
        title: &str,
    ) -> Result<Self, StoreError> {
        Self::make(path, Some(server), Some(title)).await
    }

    /// A store with tables and without a row, to be copied into.
    pub(crate) async fn create_empty(
        path: &Path,
        server: Option<&TeamServer>,
    ) -> Result<Self, StoreError> {
        Self::make(path, server, None).await
    }

    async fn make(
        path: &Path,
        server: Option<&TeamServer>,
        title: Option<&str>,
    ) -> Result<Self, StoreError> {
        let folder = ReviewFolder::new(path);
        folder.make()?;
        let made = match server {
            None => Self::fill_new(&folder, title).await,
            Some(server) => Self::fill_server(&folder, server, title).await,
        };
        if made.is_err()
            && let Err(error) = std::fs::remove_dir_all(path)
        {
            tracing::warn!(%error, folder = %path.display(), "the unfinished review could not be removed");
        }
        made
    }

    async fn fill_server(
        folder: &ReviewFolder,
        server: &TeamServer,
        title: Option<&str>,
    ) -> Result<Self, StoreError> {
        let lock = folder.lock().await?;
        let pool = server.connect().await?;
        if holds_review(&pool).await? {
            return Err(StoreError::ServerOccupied {
                server: server.to_string(),
            });
        }
        migrate(&pool, None).await?;
        if let Some(title) = title {
            insert_review(&pool, title).await?;
        }
        server.keep(folder)?;
        let store = Self {
            pool,
            access: Access::Write,
            folder: folder.clone(),
            server: Some(server.clone()),
            clock: Arc::default(),
            silence: Arc::default(),
            sending: Arc::default(),
            _lock: Some(Arc::new(lock)),
        };
        store.note_creation(title).await?;
        Ok(store)
    }

    async fn fill_new(folder: &ReviewFolder, title: Option<&str>) -> Result<Self, StoreError> {
        let lock = folder.lock().await?;
        // The database appears under its name only when it is whole: a process killed before leaves a folder without
        // a review, never a review without its tables.
        let unfinished = folder.path().join("review.db.unfinished");
        let pool = connect(&unfinished, Mode::Create).await?;
        migrate(&pool, None).await?;
        if let Some(title) = title {
            insert_review(&pool, title).await?;
        }
        pool.close().await;
        std::fs::rename(&unfinished, folder.database())
            .map_err(|e| StoreError::file(&unfinished, e))?;
        let store = Self {
            pool: connect(&folder.database(), Mode::ReadWrite).await?,
            access: Access::Write,
            folder: folder.clone(),
            server: None,
            clock: Arc::default(),
            silence: Arc::default(),
            sending: Arc::default(),
            _lock: Some(Arc::new(lock)),
        };
        store.note_creation(title).await?;
        Ok(store)
    }

    async fn note_creation(&self, title: Option<&str>) -> Result<(), StoreError> {
        let Some(title) = title else {
            return Ok(());
        };
        let change = self.begin(&crate::Actor::Program, "create review").await?;
        change
            .commit(&serde_json::json!({ "title": title, "program": env!("CARGO_PKG_VERSION") }))
            .await
    }

    /// Opens a review and brings its database to this version's form, after a backup.
    ///
    /// Errors: [`StoreError::NotAReview`], [`StoreError::InUse`], [`StoreError::NewerVersion`],
    /// [`StoreError::ReadOnly`], [`StoreError::Damaged`], [`StoreError::Migration`].
    pub async fn open(path: &Path, access: Access) -> Result<Self, StoreError> {
        let folder = ReviewFolder::new(path);
        if let Some(server) = TeamServer::of_folder(&folder)? {
            return Self::open_on(folder, server, access).await;
        }
        let database = folder.database();
        if !database.is_file() {
            return Err(StoreError::NotAReview(path.to_owned()));
        }
        let (lock, mode) = match access {
            Access::Write => (Some(Arc::new(folder.lock().await?)), Mode::ReadWrite),
            Access::Read => (None, reading_mode(&folder)),
        };
        let pool = connect(&database, mode)
            .await
            .map_err(|e| located(e, &database))?;
        let found = version(&pool).await.map_err(|e| located(e, &database))?;
        let known = newest_migration();
        if found > known {
            return Err(StoreError::NewerVersion {
                folder: path.to_owned(),
                found,
                known,
            });
        }
        let store = Self {
            pool,
            access,
            folder,
            server: None,
            clock: Arc::default(),
            silence: Arc::default(),
            sending: Arc::default(),
            _lock: lock,
        };
        if found < known {
            if access == Access::Read {
                store.pool.close().await;
                Box::pin(Self::open(path, Access::Write))
                    .await?
                    .close()
                    .await;
                return Box::pin(Self::open(path, Access::Read)).await;
            }
            let backup = store.back_up(&format!("before-version-{known}")).await?;
            migrate(&store.pool, Some(backup)).await?;
        }
        store.follow_recorded().await?;
        Ok(store)
    }

    /// What is written from now on comes after what is there.
    async fn follow_recorded(&self) -> Result<(), StoreError> {
        self.last_change().await?;
        self.clock.tell_if_behind();
        Ok(())
    }

    async fn open_on(
        folder: ReviewFolder,
        server: TeamServer,
        access: Access,
    ) -> Result<Self, StoreError> {
        // Two programs on one computer would share the folder; two computers do not.
        let lock = match access {
            Access::Write => Some(Arc::new(folder.lock().await?)),
            Access::Read => None,
        };
        let pool = server.connect().await?;
        let found = version(&pool).await?;
        let known = newest_migration();
        if found > known {
            return Err(StoreError::NewerVersion {
                folder: folder.path().to_owned(),
                found,
                known,
            });
        }
        let mut store = Self {
            pool,
            access,
            folder,
            server: Some(server),
            clock: Arc::default(),
            silence: Arc::default(),
            sending: Arc::default(),
            _lock: lock,
        };
        if found < known {
            let backup = store.back_up(&format!("before-version-{known}")).await?;
            migrate(&store.pool, Some(backup)).await?;
            let mut change = store.begin(&crate::Actor::Program, "new version").await?;
            change.enforce_roles().await?;
            change
                .commit(&serde_json::json!({ "from": found, "to": known }))
                .await?;
        }
        store.follow_recorded().await?;
        let reads = |member: crate::Member| member.role == crate::TeamRole::Reader;
        if store.own_membership().await?.is_some_and(reads) {
            store.access = Access::Read;
        }
        Ok(store)
    }

    /// The server of a team's review; `None` for a review that has its database in its folder.
    pub fn server(&self) -> Option<&TeamServer> {
        self.server.as_ref()
    }

    /// Whether several computers write to the database.
    pub(crate) fn is_shared(&self) -> bool {
        self.server.is_some()
    }

    /// Whether it may be written to: it was opened so, and this login's role in the team is not to read only.
    pub fn access(&self) -> Access {
        self.access
    }

    /// What lies where.
    pub fn folder(&self) -> &ReviewFolder {
        &self.folder
    }

    /// The review's own row.
    pub async fn review(&self) -> Result<ReviewRow, StoreError> {
        let (id, title, created_at) =
            sqlx::query_as::<_, (String, String, i64)>("SELECT id, title, created_at FROM review")
                .fetch_one(self.reachable()?)
                .await?;
        Ok(ReviewRow {
            id,
            title,
            created_at,
        })
    }

    /// Writes a whole, consistent copy of the database into `backups/`; returns its path.
    pub async fn back_up(&self, label: &str) -> Result<PathBuf, StoreError> {
        let folder = self.folder.backups();
        std::fs::create_dir_all(&folder).map_err(|e| StoreError::file(&folder, e))?;
        let path = folder.join(format!("review-{}-{label}.db", computer_now()));
        if self.is_shared() {
            self.copy_to_file(&path).await?;
            return Ok(path);
        }
        let text = path.to_str().ok_or_else(|| {
            StoreError::unreadable("backup path", "the name of the folder is not valid Unicode")
        })?;
        sqlx::query("VACUUM INTO $1")
            .bind(text)
            .execute(self.reachable()?)
            .await?;
        Ok(path)
    }

    /// Closes the database in order. Not needed for safety: whatever was committed is on disk.
    pub async fn close(self) {
        self.pool.close().await;
    }
}

/// A reader must not need to write: on a read-only medium SQLite can open a WAL database only if told that nothing
/// changes.
fn reading_mode(folder: &ReviewFolder) -> Mode {
    let probe = folder.path().join(".probe");
    let writable = File::create_new(&probe).is_ok();
    if writable {
        if let Err(error) = std::fs::remove_file(&probe) {
            tracing::debug!(%error, "the probe file stays behind");
        }
        return Mode::ReadWrite;
    }
    let log = folder.path().join("review.db-wal");
    match std::fs::metadata(log) {
        Ok(meta) if meta.len() > 0 => Mode::ReadOnly,
        _ => Mode::Immutable,
    }
}

async fn connect(path: &Path, mode: Mode) -> Result<AnyPool, StoreError> {
    sqlx::any::install_default_drivers();
    // FULL: an acknowledged decision survives a power cut, not only the end of the process.
    let pragmas: &'static str = match mode {
        Mode::Create | Mode::ReadWrite => {
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 10000;"
        }
        Mode::ReadOnly | Mode::Immutable => "PRAGMA query_only = ON; PRAGMA busy_timeout = 10000;",
    };
    let url = sqlite_url(path, mode)?;
    // The pool tries again and again; a single connection says at once what is wrong.
    let mut probe = AnyConnection::connect(&url).await?;
    sqlx::raw_sql(pragmas).execute(&mut probe).await?;
    probe.close().await?;
    Ok(AnyPoolOptions::new()
        .max_connections(4)
        // Where a change fails for want of space, SQLite undoes it by itself, and the driver still counts it as open:
        // nothing could be begun on that connection any more.
        .before_acquire(|connection, _| {
            let usable = !connection.is_in_transaction();
            Box::pin(async move { Ok(usable) })
        })
        .after_connect(move |connection, _| {
            Box::pin(async move {
                sqlx::raw_sql(pragmas).execute(connection).await?;
                Ok(())
            })
        })
        .connect(&url)
        .await?)
}

/// A new database file with tables and without a row.
pub(crate) async fn empty_file(path: &Path) -> Result<AnyPool, StoreError> {
    let pool = connect(path, Mode::Create).await?;
    migrate(&pool, None).await?;
    Ok(pool)
}

/// Whether a review is in a database.
pub(crate) async fn holds_review(pool: &AnyPool) -> Result<bool, StoreError> {
    let (tables,): (i64,) = sqlx::query_as(
        "SELECT COUNT(*) FROM information_schema.tables
         WHERE table_schema = current_schema() AND table_name = 'review'",
    )
    .fetch_one(pool)
    .await?;
    if tables == 0 {
        return Ok(false);
    }
    // Tables without a row are what a copy left that did not come through.
    let (reviews,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM review")
        .fetch_one(pool)
        .await?;
    Ok(reviews > 0)
}

async fn insert_review(pool: &AnyPool, title: &str) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO review (id, title, created_at, created_with) VALUES ($1, $2, $3, $4)")
        .bind(ReviewClock::default().new_id())
        .bind(title)
        .bind(computer_now())
        .bind(env!("CARGO_PKG_VERSION"))
        .execute(pool)
        .await?;
    Ok(())
}

fn newest_migration() -> i64 {
    MIGRATIONS.iter().map(|m| m.version).max().unwrap_or(0)
}

async fn version(pool: &AnyPool) -> Result<i64, StoreError> {
    let (version,) = sqlx::query_as::<_, (i64,)>(
        "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations WHERE success",
    )
    .fetch_one(pool)
    .await?;
    Ok(version)
}

pub(crate) async fn migrate(pool: &AnyPool, backup: Option<PathBuf>) -> Result<(), StoreError> {
    MIGRATIONS
        .run(pool)
        .await
        .map_err(|e| StoreError::Migration {
            reason: e.to_string(),
            backup,
        })
}

/// Names the file in errors that only know of "the database".
fn located(error: StoreError, database: &Path) -> StoreError {
    match error {
        StoreError::Damaged { reason, .. } => StoreError::Damaged {
            path: database.to_owned(),
            reason,
        },
        StoreError::ReadOnly(_) => StoreError::ReadOnly(database.to_owned()),
        StoreError::Database(e) if e.to_string().contains("no such table") => StoreError::Damaged {
            path: database.to_owned(),
            reason: "it is not the database of a review".into(),
        },
        other => other,
    }
}

/// Placeholders `($1, $2), ($3, $4)` for a statement that inserts `rows` rows of `columns` values. They hold no data,
/// so the statement is as safe as its fixed part.
pub(crate) fn values_clause(fixed: &str, rows: usize, columns: usize) -> AssertSqlSafe<String> {
    let mut sql = String::from(fixed);
    for row in 0..rows {
        sql.push_str(if row == 0 { " (" } else { ", (" });
        for column in 0..columns {
            if column > 0 {
                sql.push_str(", ");
            }
            sql.push_str(&format!("${}", row * columns + column + 1));
        }
        sql.push(')');
    }
    AssertSqlSafe(sql)
}

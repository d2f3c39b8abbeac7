//! [`TeamServer`]: the PostgreSQL database that a team's review is kept in. Each laptop has a folder for it, as for every
//! review; in place of `review.db` it holds `team.toml` with the address, and its other contents are a cache.

use std::fmt;
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AnyPool, Connection};
use url::Url;

use crate::{Access, ReviewFolder, Store, StoreError};

/// Address of a PostgreSQL database (15 or later) that holds one review. Its `Display` hides the password.
#[derive(Clone, PartialEq, Eq)]
pub struct TeamServer(Url);

/// What stands in `team.toml`.
#[derive(Serialize, Deserialize)]
struct TeamFile {
    server: String,
}

/// What is said to every connection: a laptop that falls asleep in the middle of a change must not hold up the others,
/// and nobody waits for a lock without end.
const MANNERS: &str = "SET idle_in_transaction_session_timeout = '15s'; SET lock_timeout = '20s'; \
                       SET client_min_messages = warning; SET TIME ZONE 'UTC';";

impl TeamServer {
    /// Reads `postgres://user:password@host:port/database`; options such as `?sslmode=verify-full` may follow. Without
    /// a password the file `~/.pgpass` is asked.
    ///
    /// # Errors
    /// It is none, or names no database.
    pub fn parse(address: &str) -> Result<Self, StoreError> {
        let refused = |why: &str| StoreError::ServerAddress {
            why: why.to_owned(),
        };
        let url = Url::parse(address.trim()).map_err(|e| refused(&e.to_string()))?;
        if !matches!(url.scheme(), "postgres" | "postgresql") {
            return Err(refused("it does not begin with postgres://"));
        }
        if url.path().trim_matches('/').is_empty() {
            return Err(refused("it names no database"));
        }
        Ok(Self(url))
    }

    /// Whether a text is meant as the address of a server rather than as a folder.
    pub fn is_meant(text: &str) -> bool {
        text.starts_with("postgres://") || text.starts_with("postgresql://")
    }

    /// The server of the review in a folder; `None` where the folder has a database of its own.
    pub fn of_folder(folder: &ReviewFolder) -> Result<Option<Self>, StoreError> {
        let path = folder.team_file();
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(StoreError::file(&path, e)),
        };
        let file: TeamFile = toml::from_str(&text)
            .map_err(|e| StoreError::unreadable("address of the team's server", e.message()))?;
        Self::parse(&file.server).map(Some)
    }

    /// Writes `team.toml`, which only its owner may read: it can hold a password.
    pub(crate) fn keep(&self, folder: &ReviewFolder) -> Result<(), StoreError> {
        let path = folder.team_file();
        let file = TeamFile {
            server: self.0.to_string(),
        };
        let text = toml::to_string(&file)
            .map_err(|e| StoreError::unreadable("address of the team's server", e))?;
        let unfinished = path.with_extension("unfinished");
        write_private(&unfinished, &text)
            .and_then(|()| std::fs::rename(&unfinished, &path))
            .map_err(|e| StoreError::file(&path, e))
    }

    /// Who logs in, where; without the password. One person's folder on this computer is not another's.
    pub fn login(&self) -> String {
        format!("{}@{self}", self.0.username())
    }

    /// Writes the address anew where it is another than the folder's, such as with a new password.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn renew(&self, folder: &Path) -> Result<(), StoreError> {
        let folder = ReviewFolder::new(folder);
        match Self::of_folder(&folder)? {
            Some(known) if known == *self => Ok(()),
            _ => self.keep(&folder),
        }
    }

    pub(crate) async fn connect(&self) -> Result<AnyPool, StoreError> {
        sqlx::any::install_default_drivers();
        // The pool tries again and again; a single connection says at once what is wrong.
        let mut probe = AnyConnection::connect(self.0.as_str())
            .await
            .map_err(|e| self.unreachable(&e))?;
        sqlx::raw_sql(MANNERS).execute(&mut probe).await?;
        probe.close().await?;
        AnyPoolOptions::new()
            .max_connections(4)
            .acquire_timeout(std::time::Duration::from_secs(4))
            .after_connect(|connection, _| {
                Box::pin(async move {
                    sqlx::raw_sql(MANNERS).execute(connection).await?;
                    Ok(())
                })
            })
            .connect(self.0.as_str())
            .await
            .map_err(|e| self.unreachable(&e))
    }

    fn unreachable(&self, error: &sqlx::Error) -> StoreError {
        StoreError::Unreachable {
            server: self.to_string(),
            reason: error.to_string(),
        }
    }
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = std::fs::File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

impl fmt::Display for TeamServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.0.host_str().unwrap_or("localhost");
        write!(f, "{host}{}", self.0.path())
    }
}

impl fmt::Debug for TeamServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TeamServer({self})")
    }
}

impl Store {
    /// Joins a team's review: makes a folder on this computer for a review that is on the server already.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`]; [`StoreError::Unreachable`]; [`StoreError::NotATeamReview`] where the database
    /// holds no review.
    pub async fn join(server: &TeamServer, path: &Path) -> Result<Self, StoreError> {
        let folder = ReviewFolder::new(path);
        let pool = server.connect().await?;
        let holds = crate::open::holds_review(&pool).await;
        pool.close().await;
        if !holds? {
            return Err(StoreError::NotATeamReview {
                server: server.to_string(),
            });
        }
        folder.make()?;
        server.keep(&folder)?;
        Self::open(path, Access::Write).await
    }
}

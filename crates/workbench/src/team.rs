//! A team's review: the same review on a PostgreSQL server, and copies between it and a folder. The address of the server,
//! `postgres://…`, may stand wherever the folder of a review is named.

use std::path::{Path, PathBuf};

use review::ReviewerId;
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{Access, Actor, Copied, Member, Store, TeamRole, TeamServer};
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::open_review::Review;

/// A team's review as seen from this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TeamState {
    /// Host and database of its server.
    pub server: String,
    /// Whether the server answered when it was asked last.
    pub answers: bool,
    /// Decisions on this computer's disk that the server does not have yet.
    pub waiting: usize,
}

/// Opens the store that a folder, or the address of a server, names. The folder for a team's review is made on this
/// computer when it is opened for the first time.
pub(crate) async fn open_store(place: &Path, access: Access) -> Result<Store> {
    let Some(server) = named_server(place)? else {
        refuse_file(place)?;
        refuse_strange_door(place)?;
        return Ok(Store::open(place, access).await?);
    };
    let folder = folder_of(&server)?;
    if folder.join("team.toml").is_file() {
        server.renew(&folder)?;
        return Ok(Store::open(&folder, access).await?);
    }
    let joined = Store::join(&server, &folder).await?;
    match access {
        Access::Write => Ok(joined),
        Access::Read => {
            joined.close().await;
            Ok(Store::open(&folder, access).await?)
        }
    }
}

/// Refuses a file where the folder of a review is meant, and says which folder that may be.
fn refuse_file(place: &Path) -> Result<()> {
    if !place.is_file() {
        return Ok(());
    }
    let holds =
        |folder: &&Path| folder.join("review.db").is_file() || folder.join("team.toml").is_file();
    let folder = place.ancestors().skip(1).take(3).find(holds);
    Err(Error::bad_input(
        format!("{} is a file, and a review is a folder", place.display()),
        match folder {
            Some(folder) if folder.as_os_str().is_empty() => {
                "Name the folder that it lies in: . (this folder)".to_owned()
            }
            Some(folder) => format!("The folder of the review is probably {}.", folder.display()),
            None => "Name the folder, as “attest new” made it; references are imported with “attest import”.".to_owned(),
        },
    ))
}

/// Makes the store of a new review in a folder or on a server.
pub(crate) async fn create_store(place: &Path, title: &str) -> Result<Store> {
    Ok(match named_server(place)? {
        None => Store::create(place, title).await?,
        Some(server) => Store::create_on(&server, &folder_of(&server)?, title).await?,
    })
}

/// Copies a whole review, from a folder or a server to a folder that does not exist yet or a server's empty database:
/// every row, every document, the audit trail as it is. What arrived is compared with what was sent.
pub async fn copy_review(from: &Path, to: &Path) -> Result<Copied> {
    let source = open_store(from, Access::Read).await?;
    let copied = match named_server(to)? {
        None => source.copy_to_folder(to).await,
        Some(server) => source.copy_to_server(&server, &folder_of(&server)?).await,
    };
    source.close().await;
    Ok(copied?)
}

impl Review {
    /// The state of a team's review; `None` for a review in a folder of its own.
    pub fn team(&self) -> Result<Option<TeamState>> {
        let Some(server) = self.store.server() else {
            return Ok(None);
        };
        Ok(Some(TeamState {
            server: server.to_string(),
            answers: self.store.answers(),
            waiting: self.store.waiting_decisions()?.len(),
        }))
    }

    /// The members of a team's review, those who lost every right left out.
    pub async fn members(&self) -> Result<Vec<Member>> {
        Ok(self.store.members().await?)
    }

    /// Says whose a login of the team's server is, and what it may do there. Whoever decides needs a name; it becomes a
    /// reviewer of the review. The server keeps to it.
    ///
    /// Refused for a review that is no team's, and by the server for anybody but an owner.
    pub async fn set_member(
        &self,
        login: &str,
        name: Option<&str>,
        role: TeamRole,
        by: &ReviewerId,
    ) -> Result<Vec<Member>> {
        if self.store.server().is_none() {
            return Err(Error::refused(
                "this review lies in a folder and has no logins",
                "Bring it to a team's server first: attest copy FOLDER postgres://…",
            ));
        }
        let decides = matches!(
            role,
            TeamRole::Owner | TeamRole::Adjudicator | TeamRole::Reviewer
        );
        let reviewer_id = match name {
            Some(name) => Some(self.add_reviewer(name).await?),
            None if decides => {
                return Err(Error::invalid(
                    format!("a member who is {} needs a name", role.as_str()),
                    "Give the name under which the decisions shall stand.",
                ));
            }
            None => None,
        };
        let member = Member {
            login: login.trim().to_owned(),
            reviewer_id,
            role,
        };
        let mut change = self
            .store
            .begin(&Actor::Reviewer(by.clone()), "set member")
            .await?;
        change.set_member(&member).await?;
        change.commit(&member).await?;
        self.members().await
    }

    /// Sends what waits for the team's server; how many decisions.
    pub(crate) async fn send_waiting(&self) -> Result<usize> {
        self.store.ask_server().await?;
        Ok(self.store.send_waiting().await?)
    }
}

/// Where a review lies, from the top of the file system; the address of a server stays as it is.
///
/// # Errors
/// The folder that the program was started in is gone.
pub fn whole_place(place: &Path) -> Result<PathBuf> {
    if names_server(place) {
        return Ok(place.to_owned());
    }
    std::path::absolute(place).map_err(|e| Error::file(place, &e))
}

/// Whether the address of a server stands where a folder could.
pub(crate) fn names_server(place: &Path) -> bool {
    place.to_str().is_some_and(TeamServer::is_meant)
}

fn named_server(place: &Path) -> Result<Option<TeamServer>> {
    match place.to_str() {
        Some(text) if TeamServer::is_meant(text) => Ok(Some(TeamServer::parse(text)?)),
        _ => Ok(None),
    }
}

/// A folder that came from elsewhere must not lead to a server that nobody named.
fn refuse_strange_door(folder: &Path) -> Result<()> {
    let real = |path: &Path| path.canonicalize().ok();
    let own = teams().and_then(|teams| real(&teams));
    let is_own = own
        .zip(real(folder))
        .is_some_and(|(own, folder)| folder.starts_with(own));
    if is_own || !folder.join("team.toml").is_file() {
        return Ok(());
    }
    Err(Error::refused(
        format!(
            "{} leads to a server and was not made by Attest on this computer",
            folder.display()
        ),
        "If you trust it, open the address of the server itself: postgres://name@server/review.",
    ))
}

/// Where the folders of teams' reviews lie on this computer.
fn teams() -> Option<PathBuf> {
    dirs::data_local_dir().map(|data| data.join("Attest").join("teams"))
}

/// The folder for a team's review on this computer: what is cached of it, and what waits to be sent.
fn folder_of(server: &TeamServer) -> Result<PathBuf> {
    let teams = teams().ok_or_else(|| {
        Error::refused(
            "this computer has no folder for the data of programs",
            "Set HOME, and start again.",
        )
    })?;
    let name = server.login();
    let digest = Sha256::digest(&name);
    let short = store::hexadecimal(&digest[..4]);
    let readable: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .take(60)
        .collect();
    Ok(teams.join(format!("{readable}-{short}")))
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test ends where what it needs is absent"
    )]

    use review::Protocol;

    use super::*;
    use crate::Code;

    #[tokio::test]
    async fn a_file_in_place_of_the_folder_is_told_with_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("T.review");
        let made = Review::create(&place, "T", &Protocol::default()).await;
        drop(made.unwrap());
        let opened = Review::open(&place.join("review.db"), Access::Read).await;
        let refused = opened.err().unwrap();
        assert_eq!(refused.code, Code::BadInput);
        assert!(refused.message.contains("is a file"), "{}", refused.message);
        assert!(
            refused.hint.contains(&place.display().to_string()),
            "{}",
            refused.hint
        );
        let elsewhere = folder.path().join("found.ris");
        std::fs::write(&elsewhere, "TY  - JOUR").unwrap();
        let copied = copy_review(&elsewhere, &folder.path().join("Copy.review")).await;
        assert!(copied.err().unwrap().message.contains("is a file"));
    }
}

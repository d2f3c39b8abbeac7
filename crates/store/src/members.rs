//! Members of a team's review: which login of the server is which person, and what it may do. The server enforces it: by
//! rights on tables, and by row policies that let nobody record anything under another's name.

use review::ReviewerId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::documents::PIECES;
use crate::rows::{Table, tables};
use crate::{Change, Store, StoreError};

/// What a member of a team may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TeamRole {
    /// Everything. Whoever made the database is an owner without being named one.
    Owner,
    /// What a reviewer may, and settle conflicts.
    Adjudicator,
    /// Decide, note, attach, extract, under the own name.
    Reviewer,
    /// Read.
    Reader,
    /// Nothing any more.
    Nobody,
}

impl TeamRole {
    /// The word in the database and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            TeamRole::Owner => "owner",
            TeamRole::Adjudicator => "adjudicator",
            TeamRole::Reviewer => "reviewer",
            TeamRole::Reader => "reader",
            TeamRole::Nobody => "nobody",
        }
    }

    /// The value that [`as_str`](Self::as_str) writes as this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [
            TeamRole::Owner,
            TeamRole::Adjudicator,
            TeamRole::Reviewer,
            TeamRole::Reader,
            TeamRole::Nobody,
        ]
        .into_iter()
        .find(|role| role.as_str() == word)
    }
}

/// A login of the server and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Member {
    /// Name of the login.
    pub login: String,
    /// The person; `None` for one who only reads.
    pub reviewer_id: Option<ReviewerId>,
    /// What it may do.
    pub role: TeamRole,
}

/// Tables that only owners write: what the review is made of, and who does what.
const OF_OWNERS: [&str; 15] = [
    "review",
    "reviewers",
    "protocol_versions",
    "searches",
    "search_withdrawals",
    "import_problems",
    "records",
    "form_versions",
    "previous_versions",
    "team_members",
    "record_assignments",
    "calibration_rounds",
    "calibration_records",
    "calibration_ends",
    "packets",
];

/// Who the login of a connection is, for the policies.
const WHO: &str = "
CREATE OR REPLACE FUNCTION attest_reviewer() RETURNS TEXT LANGUAGE sql STABLE AS $$
    SELECT reviewer_id FROM team_members WHERE login = session_user ORDER BY id DESC LIMIT 1 $$;
CREATE OR REPLACE FUNCTION attest_role() RETURNS TEXT LANGUAGE sql STABLE AS $$
    SELECT role FROM team_members WHERE login = session_user ORDER BY id DESC LIMIT 1 $$;";

impl Store {
    /// The members in order of their logins, those with the role `nobody` left out.
    pub async fn members(&self) -> Result<Vec<Member>, StoreError> {
        let rows: Vec<(String, Option<String>, String)> = sqlx::query_as(
            "SELECT login, reviewer_id, role FROM team_members
             WHERE id IN (SELECT MAX(id) FROM team_members GROUP BY login) AND role <> 'nobody' ORDER BY login",
        )
        .fetch_all(self.reachable()?)
        .await?;
        rows.into_iter()
            .map(|(login, reviewer_id, role)| {
                Ok(Member {
                    login,
                    reviewer_id: reviewer_id.map(Into::into),
                    role: TeamRole::from_word(&role)
                        .ok_or_else(|| StoreError::unreadable("role of a member", &role))?,
                })
            })
            .collect()
    }

    /// What this program's own login may do; `None` where the review is no team's, or the login was not named.
    pub async fn own_membership(&self) -> Result<Option<Member>, StoreError> {
        if !self.is_shared() {
            return Ok(None);
        }
        let (login,): (String,) = sqlx::query_as("SELECT CAST(session_user AS TEXT)")
            .fetch_one(self.reachable()?)
            .await?;
        Ok(self.members().await?.into_iter().find(|m| m.login == login))
    }
}

impl Change {
    /// Says whose a login is and what it may do, and has the server keep to it.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where the server has no such login; [`StoreError::NotAllowed`] for anybody but an owner; the
    /// review is no team's.
    pub async fn set_member(&mut self, member: &Member) -> Result<(), StoreError> {
        quoted(&member.login)?;
        let known: Option<(String,)> = sqlx::query_as(
            "SELECT CAST(rolname AS TEXT) FROM pg_roles WHERE rolname = $1 AND rolcanlogin",
        )
        .bind(member.login.clone())
        .fetch_optional(&mut *self.transaction)
        .await?;
        if known.is_none() {
            return Err(StoreError::Missing {
                what: "login of the server",
                name: member.login.clone(),
            });
        }
        sqlx::query("INSERT INTO team_members (id, login, reviewer_id, role, added_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(self.new_id())
            .bind(member.login.clone())
            .bind(member.reviewer_id.as_ref().map(|id| id.as_str().to_owned()))
            .bind(member.role.as_str())
            .bind(self.at)
            .execute(&mut *self.transaction)
            .await?;
        self.enforce_roles().await
    }

    /// Has the server keep to the roles, in every table that there is by now.
    pub(crate) async fn enforce_roles(&mut self) -> Result<(), StoreError> {
        let members: Vec<(String, String)> = sqlx::query_as(
            // A copy brings members whose logins this server does not have.
            "SELECT login, role FROM team_members WHERE id IN (SELECT MAX(id) FROM team_members GROUP BY login)
             AND login IN (SELECT rolname FROM pg_roles)",
        )
        .fetch_all(&mut *self.transaction)
        .await?;
        if members.is_empty() {
            return Ok(());
        }
        let tables = tables().await?;
        let mut sql = String::from(WHO);
        for table in &tables {
            sql.push_str(&policies(table));
        }
        for (login, word) in &members {
            let role = TeamRole::from_word(word)
                .ok_or_else(|| StoreError::unreadable("role of a member", word))?;
            sql.push_str(&rights(&tables, &quoted(login)?, role));
        }
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }
}

/// A name as an identifier of SQL.
fn quoted(login: &str) -> Result<String, StoreError> {
    let sound = !login.is_empty() && login.len() < 64 && !login.chars().any(char::is_control);
    if !sound {
        return Err(StoreError::Missing {
            what: "login of the server",
            name: login.to_owned(),
        });
    }
    Ok(format!("\"{}\"", login.replace('"', "\"\"")))
}

/// Nobody records under another's name. Owners of the tables are not held by policies.
fn policies(table: &Table) -> String {
    let name = &table.name;
    let has = |column: &str| table.columns.iter().any(|c| c.name == column);
    let rule = match name.as_str() {
        name if OF_OWNERS.contains(&name) => return String::new(),
        "decisions" => {
            "reviewer_id = attest_reviewer() AND (role = 'reviewer' OR attest_role() IN ('adjudicator', 'owner'))"
        }
        "decision_withdrawals" => {
            "EXISTS (SELECT 1 FROM decisions d WHERE d.id = decision_id AND d.reviewer_id = attest_reviewer())"
        }
        "registry_trials" | "registry_problems" => {
            "EXISTS (SELECT 1 FROM registry_imports i WHERE i.id = import_id AND i.reviewer_id = attest_reviewer())"
        }
        // What the program does by rule stands under its own name.
        _ if has("actor") => "actor IN (attest_reviewer(), 'attest')",
        _ if has("reviewer_id") => "reviewer_id = attest_reviewer()",
        _ => return String::new(),
    };
    format!(
        "ALTER TABLE {name} ENABLE ROW LEVEL SECURITY;
         DROP POLICY IF EXISTS attest_read ON {name};
         CREATE POLICY attest_read ON {name} FOR SELECT USING (true);
         DROP POLICY IF EXISTS attest_write ON {name};
         CREATE POLICY attest_write ON {name} FOR INSERT WITH CHECK ({rule});"
    )
}

/// What a role may do with the tables. Rows are only ever added: even for reviewers, all but what is derived and the
/// conveniences of `settings` cannot be changed or deleted.
fn rights(tables: &[Table], login: &str, role: TeamRole) -> String {
    let names = || tables.iter().map(|t| t.name.as_str()).chain([PIECES]);
    let mut sql = format!("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {login};");
    match role {
        TeamRole::Nobody => return sql,
        TeamRole::Owner => {
            sql.push_str(&format!(
                "GRANT ALL ON ALL TABLES IN SCHEMA public TO {login};"
            ));
            return sql;
        }
        TeamRole::Adjudicator | TeamRole::Reviewer | TeamRole::Reader => {}
    }
    sql.push_str(&format!(
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {login};"
    ));
    if role != TeamRole::Reader {
        let written: Vec<&str> = names().filter(|name| !OF_OWNERS.contains(name)).collect();
        sql.push_str(&format!(
            "GRANT INSERT ON {} TO {login};
             GRANT UPDATE ON settings TO {login};
             GRANT DELETE ON doubtful_pairs TO {login};",
            written.join(", ")
        ));
    }
    sql
}

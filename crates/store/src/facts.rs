//! [`Facts`]: all that counts and outcomes are derived from, read at one moment.

use review::{Decision, Study};

use crate::{
    MergeRow, PairVerdictRow, PreviousVersion, ProtocolVersion, RecordRow, Removal, RetrievalRow,
    Reviewer, SearchRow, Store, StoreError, StudyLink, TagRow,
};
use crate::{annotations, decisions, duplicates, records, removals, retrievals, searches, studies};

/// The facts in force, without the texts of the records: about 150 bytes a record.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Number of the last change that they contain.
    pub change: i64,
    /// The people of the review.
    pub reviewers: Vec<Reviewer>,
    /// The protocol in force, if one was recorded.
    pub protocol: Option<ProtocolVersion>,
    /// All searches, withdrawn ones included.
    pub searches: Vec<SearchRow>,
    /// All records in order of import, those of withdrawn searches included.
    pub records: Vec<RecordRow>,
    /// Merges in force, in order of time.
    pub merges: Vec<MergeRow>,
    /// What people said about pairs of records.
    pub pair_verdicts: Vec<PairVerdictRow>,
    /// Removals before screening.
    pub removals: Vec<Removal>,
    /// Decisions that were not withdrawn, in order of time.
    pub decisions: Vec<Decision>,
    /// Tags.
    pub tags: Vec<TagRow>,
    /// Retrieval of reports.
    pub retrievals: Vec<RetrievalRow>,
    /// Studies.
    pub studies: Vec<Study>,
    /// Which report belongs to which study.
    pub study_links: Vec<StudyLink>,
    /// What the previous version of the review included, if this is an update.
    pub previous_version: Option<PreviousVersion>,
}

impl Store {
    /// Reads the facts within one transaction, so that they belong together even while others write.
    pub async fn facts(&self) -> Result<Facts, StoreError> {
        let change = self.last_change().await?;
        let reviewers = self.reviewers().await?;
        let protocol = self.protocol_versions().await?.pop();
        let mut snapshot = self.pool.begin().await?;
        let searches = searches::all(&mut snapshot).await?;
        let facts = Facts {
            change,
            reviewers,
            protocol,
            records: records::rows(&mut snapshot, &searches).await?,
            searches,
            merges: duplicates::merges_in_force(&mut snapshot).await?,
            pair_verdicts: duplicates::verdicts_in_force(&mut snapshot).await?,
            removals: removals::in_force(&mut snapshot).await?,
            decisions: decisions::not_withdrawn(&mut snapshot).await?,
            tags: annotations::tags_in_force(&mut snapshot).await?,
            retrievals: retrievals::in_force(&mut snapshot).await?,
            studies: studies::all(&mut snapshot).await?,
            study_links: studies::links_in_force(&mut snapshot).await?,
            previous_version: studies::previous_version(&mut snapshot).await?,
        };
        snapshot.rollback().await?;
        Ok(facts)
    }
}

//! [`Facts`]: all that counts and outcomes are derived from, read at one moment.

use review::{CalibrationRound, Decision, ReviewerId, Study};

use crate::{
    AssignedRecord, AuditSampleRow, KeyPaperRow, MergeRow, PairVerdictRow, PreviousVersion,
    ProtocolVersion, RecordRow, Removal, RetrievalRow, Reviewer, SearchRow, Store, StoreError,
    StudyLink, TagRow,
};
use crate::{
    annotations, assignments, audit_samples, decisions, duplicates, key_papers, packets, records,
    removals, retrievals, searches, studies,
};

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
    /// Whom single records were assigned to.
    pub assigned: Vec<AssignedRecord>,
    /// Rounds of calibration, ended ones included.
    pub rounds: Vec<CalibrationRound>,
    /// Whose packet this review was made of, if it was.
    pub packet_of: Option<ReviewerId>,
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
    /// Key papers, in the order in which they were named.
    pub key_papers: Vec<KeyPaperRow>,
    /// Every audit sample that was drawn, in order of time, given up or not.
    pub audit_samples: Vec<AuditSampleRow>,
}

impl Store {
    /// Reads the facts within one transaction, so that they belong together even while others write.
    pub async fn facts(&self) -> Result<Facts, StoreError> {
        let change = self.last_change().await?;
        let reviewers = self.reviewers().await?;
        let protocol = self.protocol_versions().await?.pop();
        let mut snapshot = self.reachable()?.begin().await?;
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
            assigned: assignments::in_force(&mut snapshot).await?,
            rounds: assignments::rounds(&mut snapshot).await?,
            packet_of: packets::received_for(&mut snapshot).await?,
            tags: annotations::tags_in_force(&mut snapshot).await?,
            retrievals: retrievals::in_force(&mut snapshot).await?,
            studies: studies::all(&mut snapshot).await?,
            study_links: studies::links_in_force(&mut snapshot).await?,
            previous_version: studies::previous_version(&mut snapshot).await?,
            key_papers: key_papers::in_force(&mut snapshot).await?,
            audit_samples: audit_samples::all(&mut snapshot).await?,
        };
        snapshot.rollback().await?;
        Ok(facts)
    }
}

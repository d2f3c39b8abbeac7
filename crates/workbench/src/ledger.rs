//! [`Ledger`]: what follows from the facts: groups of duplicates, decisions in force, outcomes. Derived, never stored.
//!
//! Records are named here by their ordinal. A *group* is what remains one record after duplicates were merged; it is
//! named by the ordinal of its earliest record, which stands for all.

mod asked;

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, OnceLock, Weak};

use hashbrown::HashTable;
use review::{
    Decision, DecisionId, MergeId, Outcome, Protocol, RecordId, Retrieval, ReviewerId, Role, Stage,
    outcome,
};
use store::{Facts, RecordRow, RemovalKind, SearchRow};

/// The facts of a review with an index over them. Cheap to copy apart from the decisions, which are what changes from
/// one moment to the next while people screen.
#[derive(Clone, Debug)]
pub struct Ledger {
    fixed: Arc<Fixed>,
    /// Number of the last change that is contained.
    change: i64,
    /// Decisions in order of time; `None` where one was withdrawn.
    history: Vec<Option<Decision>>,
    /// Places in the history, by group and stage.
    decisions: HashMap<(usize, Stage), Vec<usize>>,
}

/// A state of the ledger.
#[derive(Clone, Debug)]
pub(crate) struct LedgerMark {
    /// Only to tell it from others: what is superseded need not stay in memory for a mark.
    fixed: Weak<Fixed>,
    decisions: usize,
    withdrawn: usize,
}

impl PartialEq for LedgerMark {
    fn eq(&self, other: &Self) -> bool {
        Weak::ptr_eq(&self.fixed, &other.fixed)
            && (self.decisions, self.withdrawn) == (other.decisions, other.withdrawn)
    }
}

/// The ordinal of each record by its id. The ids themselves lie with the facts only.
#[derive(Debug)]
struct Ordinals {
    table: HashTable<u32>,
    hasher: RandomState,
}

impl Ordinals {
    fn new(records: &[RecordRow]) -> Self {
        let hasher = RandomState::new();
        let hash = |row: &RecordRow| hasher.hash_one(row.id.as_str());
        let mut table = HashTable::with_capacity(records.len());
        for (row, ordinal) in records.iter().zip(0..) {
            table.insert_unique(hash(row), ordinal, |&other| hash(&records[other as usize]));
        }
        Self { table, hasher }
    }

    fn get(&self, records: &[RecordRow], id: &RecordId) -> Option<usize> {
        let same = |&ordinal: &u32| records[ordinal as usize].id == *id;
        let found = self.table.find(self.hasher.hash_one(id.as_str()), same);
        found.map(|&ordinal| ordinal as usize)
    }
}

/// All that stays the same while decisions are made.
#[derive(Debug)]
struct Fixed {
    /// The facts without the decisions, which are in the history.
    facts: Facts,
    protocol: Protocol,
    ordinals: Ordinals,
    /// For each record whether its search was not withdrawn.
    live: Vec<bool>,
    /// For each record the record that stands for its group.
    group_of: Vec<usize>,
    /// Groups of more than one record.
    members: HashMap<usize, Vec<usize>>,
    removals: HashMap<usize, RemovalKind>,
    retrievals: HashMap<usize, Retrieval>,
    /// The tags of each group, each once, in alphabetical order.
    tags: HashMap<usize, Vec<String>>,
    /// Whom single groups were assigned to.
    assigned: HashMap<(usize, Stage), Vec<ReviewerId>>,
    /// The place of the round that lasts in which a group is read.
    in_round: HashMap<(usize, Stage), usize>,
    /// Who is drawn for each record at title and abstract and at full text, as a set of places in the shares; worked
    /// out when it is first asked for.
    drawn: [OnceLock<Vec<Option<u64>>>; 2],
}

impl Fixed {
    fn new(facts: Facts) -> Self {
        let ordinals = Ordinals::new(&facts.records);
        let live: Vec<bool> = facts
            .records
            .iter()
            .map(|r| facts.searches[r.search].withdrawn.is_none())
            .collect();
        let protocol = facts
            .protocol
            .as_ref()
            .map(|v| v.protocol.clone())
            .unwrap_or_default();
        let mut fixed = Self {
            group_of: (0..facts.records.len()).collect(),
            members: HashMap::new(),
            removals: HashMap::new(),
            retrievals: HashMap::new(),
            tags: HashMap::new(),
            assigned: HashMap::new(),
            in_round: HashMap::new(),
            drawn: [OnceLock::new(), OnceLock::new()],
            facts,
            protocol,
            ordinals,
            live,
        };
        fixed.group();
        fixed.attach();
        fixed
    }

    fn ordinal(&self, id: &RecordId) -> Option<usize> {
        self.ordinals.get(&self.facts.records, id)
    }

    /// Joins merged records: the group of a record is the first one it is connected to.
    fn group(&mut self) {
        for merge in &self.facts.merges {
            let (Some(a), Some(b)) = (self.ordinal(&merge.kept), self.ordinal(&merge.duplicate))
            else {
                continue;
            };
            let (a, b) = (root(&mut self.group_of, a), root(&mut self.group_of, b));
            self.group_of[a.max(b)] = a.min(b);
        }
        // A withdrawn copy keeps its group together, and what was decided on it stays with the group; but a copy that
        // is still there stands for it.
        let roots: Vec<usize> = (0..self.group_of.len())
            .map(|ordinal| root(&mut self.group_of, ordinal))
            .collect();
        let mut standing: HashMap<usize, usize> = HashMap::new();
        for (ordinal, &root) in roots.iter().enumerate() {
            if self.live[ordinal] {
                standing.entry(root).or_insert(ordinal);
            }
        }
        for (ordinal, root) in roots.into_iter().enumerate() {
            let group = standing.get(&root).copied().unwrap_or(root);
            self.group_of[ordinal] = group;
            if group != ordinal && self.live[ordinal] {
                self.members
                    .entry(group)
                    .or_insert_with(|| vec![group])
                    .push(ordinal);
            }
        }
    }

    /// Brings what is recorded about any copy to its group.
    fn attach(&mut self) {
        for removal in &self.facts.removals {
            if let Some(ordinal) = self.ordinal(&removal.record_id) {
                self.removals.insert(self.group_of[ordinal], removal.kind);
            }
        }
        for row in &self.facts.retrievals {
            if let Some(ordinal) = self.ordinal(&row.record_id) {
                self.retrievals
                    .insert(self.group_of[ordinal], row.retrieval.clone());
            }
        }
        for row in &self.facts.assigned {
            if let Some(ordinal) = self.ordinal(&row.record_id) {
                let key = (self.group_of[ordinal], row.stage);
                self.assigned.insert(key, row.reviewers.clone());
            }
        }
        for (place, round) in self.facts.rounds.iter().enumerate() {
            if round.ended_at.is_some() {
                continue;
            }
            for id in &round.records {
                if let Some(ordinal) = self.ordinals.get(&self.facts.records, id) {
                    let key = (self.group_of[ordinal], round.stage);
                    self.in_round.insert(key, place);
                }
            }
        }
        for row in &self.facts.tags {
            if let Some(ordinal) = self.ordinal(&row.record_id) {
                let tags = self.tags.entry(self.group_of[ordinal]).or_default();
                if let Err(place) = tags.binary_search(&row.tag) {
                    tags.insert(place, row.tag.clone());
                }
            }
        }
    }
}

impl Ledger {
    /// Derives the index.
    pub(crate) fn new(mut facts: Facts) -> Self {
        let change = facts.change;
        let decisions = std::mem::take(&mut facts.decisions);
        let mut ledger = Self {
            fixed: Arc::new(Fixed::new(facts)),
            change,
            history: Vec::with_capacity(decisions.len()),
            decisions: HashMap::new(),
        };
        for decision in decisions {
            ledger.push_decision(decision);
        }
        ledger
    }

    /// Decisions that were not withdrawn, in order of time, earlier ones of the same reviewer on the same record too.
    pub fn decisions(&self) -> impl DoubleEndedIterator<Item = &Decision> {
        self.history.iter().flatten()
    }

    /// The facts themselves, without the decisions.
    pub fn facts(&self) -> &Facts {
        &self.fixed.facts
    }

    /// Number of the last change that is contained.
    pub fn change(&self) -> i64 {
        self.change
    }

    pub(crate) fn set_change(&mut self, change: i64) {
        self.change = change;
    }

    /// The protocol in force.
    pub fn protocol(&self) -> &Protocol {
        &self.fixed.protocol
    }

    /// Version of the protocol in force; 0 before the first.
    pub fn protocol_version(&self) -> i64 {
        self.fixed.facts.protocol.as_ref().map_or(0, |v| v.version)
    }

    /// Number of records ever imported; ordinals run from 0 to below it.
    pub fn record_count(&self) -> usize {
        self.fixed.facts.records.len()
    }

    /// Whether the record's import was not withdrawn.
    pub fn is_live(&self, ordinal: usize) -> bool {
        self.fixed.live[ordinal]
    }

    /// Identity of a record.
    pub fn id(&self, ordinal: usize) -> &RecordId {
        &self.fixed.facts.records[ordinal].id
    }

    /// Ordinal of a record.
    pub fn ordinal(&self, id: &RecordId) -> Option<usize> {
        self.fixed.ordinal(id)
    }

    /// The search that brought a record.
    pub fn search(&self, ordinal: usize) -> &SearchRow {
        let facts = &self.fixed.facts;
        &facts.searches[facts.records[ordinal].search]
    }

    /// The record that stands for the group of a record.
    pub fn group(&self, ordinal: usize) -> usize {
        self.fixed.group_of[ordinal]
    }

    /// Every record of a group, in order of import.
    pub fn members(&self, group: usize) -> Vec<usize> {
        self.fixed
            .members
            .get(&group)
            .cloned()
            .unwrap_or_else(|| vec![group])
    }

    /// All groups in order of import.
    pub fn groups(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.record_count()).filter(|&o| self.fixed.live[o] && self.fixed.group_of[o] == o)
    }

    /// The groups of more than one record.
    pub fn merged_groups(&self) -> BTreeMap<usize, Vec<usize>> {
        self.fixed
            .members
            .iter()
            .map(|(&group, members)| (group, members.clone()))
            .collect()
    }

    /// The merge in force that joined this duplicate.
    pub fn merge_of(&self, duplicate: usize) -> Option<&MergeId> {
        let id = self.id(duplicate);
        self.fixed
            .facts
            .merges
            .iter()
            .rfind(|m| m.duplicate == *id)
            .map(|m| &m.id)
    }

    /// Why a group was taken out before screening, if it was.
    pub fn removal(&self, group: usize) -> Option<RemovalKind> {
        self.fixed.removals.get(&group).copied()
    }

    /// Whether a group came only through other methods than databases and registers.
    pub fn is_other_method(&self, group: usize) -> bool {
        self.members(group)
            .iter()
            .all(|&o| self.search(o).search.kind.is_other_method())
    }

    /// The decisions in force at a stage: the latest of each reviewer and role.
    pub fn in_force(&self, group: usize, stage: Stage) -> Vec<Decision> {
        let mut latest: Vec<Decision> = Vec::new();
        let places = self.decisions.get(&(group, stage)).into_iter().flatten();
        for decision in places.filter_map(|&place| self.history[place].as_ref()) {
            latest.retain(|d| (&d.reviewer_id, d.role) != (&decision.reviewer_id, decision.role));
            latest.push(decision.clone());
        }
        latest
    }

    /// Where a group stands at a stage.
    pub fn outcome(&self, group: usize, stage: Stage) -> Outcome {
        outcome(
            &self.in_force(group, stage),
            self.decisions_needed(group, stage),
        )
    }

    /// The decision in force of one reviewer.
    pub fn own_decision(
        &self,
        group: usize,
        stage: Stage,
        reviewer: &ReviewerId,
    ) -> Option<Decision> {
        self.in_force(group, stage)
            .into_iter()
            .rfind(|d| d.reviewer_id == *reviewer && d.role == Role::Reviewer)
    }

    /// What is known of the report of a group. A report that was decided on at full text was evidently at hand.
    pub fn retrieval(&self, group: usize) -> Retrieval {
        let noted = self
            .fixed
            .retrievals
            .get(&group)
            .cloned()
            .unwrap_or(Retrieval::Sought);
        if noted == Retrieval::Sought && !self.in_force(group, Stage::FullText).is_empty() {
            return Retrieval::Retrieved { document: None };
        }
        noted
    }

    /// Whether decisions at this stage are wanted or were made: at title and abstract every group that was not
    /// removed, at full text every included one whose report was not given up.
    pub fn is_eligible(&self, group: usize, stage: Stage) -> bool {
        if !self.fixed.live[group]
            || self.fixed.group_of[group] != group
            || self.fixed.removals.contains_key(&group)
        {
            return false;
        }
        match stage {
            Stage::TitleAbstract => true,
            Stage::FullText => {
                self.outcome(group, Stage::TitleAbstract) == Outcome::Included
                    && !matches!(self.retrieval(group), Retrieval::NotRetrieved { .. })
            }
        }
    }

    /// Whether this reviewer's decision is wanted: asked for, not given yet, and the others' do not suffice.
    pub fn is_open_for(&self, group: usize, stage: Stage, reviewer: &ReviewerId) -> bool {
        if !self.is_eligible(group, stage) {
            return false;
        }
        let in_force = self.in_force(group, stage);
        if in_force.is_empty() {
            return self.is_asked(group, stage, reviewer);
        }
        let independent: Vec<&Decision> = in_force
            .iter()
            .filter(|d| d.role == Role::Reviewer)
            .collect();
        !in_force.iter().any(|d| d.role == Role::Adjudicator)
            && independent.len() < self.decisions_needed(group, stage)
            && !independent.iter().any(|d| d.reviewer_id == *reviewer)
            && self.is_asked(group, stage, reviewer)
    }

    /// Groups in conflict at a stage, in order of import.
    pub fn conflicts(&self, stage: Stage) -> Vec<usize> {
        let mut groups: Vec<usize> = self
            .decisions
            .keys()
            .filter(|(group, s)| *s == stage && self.is_eligible(*group, stage))
            .map(|(group, _)| *group)
            .filter(|&group| self.outcome(group, stage) == Outcome::Conflict)
            .collect();
        groups.sort_unstable();
        groups
    }

    /// Name of a reviewer.
    pub fn reviewer_name<'l>(&'l self, id: &'l ReviewerId) -> &'l str {
        self.fixed
            .facts
            .reviewers
            .iter()
            .find(|r| r.id == *id)
            .map_or(id.as_str(), |r| &r.name)
    }

    /// The tags of a group.
    pub fn tags(&self, group: usize) -> Vec<&str> {
        self.fixed
            .tags
            .get(&group)
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect()
    }

    /// Names of the sources of a group, each once, in order of import.
    pub fn sources(&self, group: usize) -> Vec<&str> {
        let mut names = Vec::new();
        for ordinal in self.members(group) {
            let name = self.search(ordinal).search.source.as_str();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// A mark of this state, to ask later what was decided since.
    pub(crate) fn mark(&self) -> LedgerMark {
        LedgerMark {
            fixed: Arc::downgrade(&self.fixed),
            decisions: self.history.len(),
            withdrawn: self.history.iter().filter(|slot| slot.is_none()).count(),
        }
    }

    /// The groups decided on since the mark; `None` where more than that has changed.
    pub(crate) fn decided_since(&self, mark: &LedgerMark) -> Option<Vec<usize>> {
        let now = self.mark();
        let only_added = Weak::ptr_eq(&now.fixed, &mark.fixed) && now.withdrawn == mark.withdrawn;
        let added = self.history.get(mark.decisions..).filter(|_| only_added)?;
        let groups = added
            .iter()
            .flatten()
            .filter_map(|d| self.ordinal(&d.record_id));
        Some(groups.map(|ordinal| self.group(ordinal)).collect())
    }

    /// Adds a decision; one that is known already changes nothing.
    pub(crate) fn add_decision(&mut self, decision: Decision) {
        let places = self
            .place_of(&decision)
            .and_then(|place| self.decisions.get(&place));
        let known = places.into_iter().flatten().any(|&place| {
            let there = self.history[place].as_ref();
            there.is_some_and(|known| known.id == decision.id)
        });
        if !known {
            self.push_decision(decision);
        }
    }

    fn push_decision(&mut self, decision: Decision) {
        if let Some(place) = self.place_of(&decision) {
            self.decisions
                .entry(place)
                .or_default()
                .push(self.history.len());
        }
        self.history.push(Some(decision));
    }

    /// The group and stage that a decision is about.
    fn place_of(&self, decision: &Decision) -> Option<(usize, Stage)> {
        let ordinal = self.ordinal(&decision.record_id)?;
        Some((self.fixed.group_of[ordinal], decision.stage))
    }

    pub(crate) fn withdraw_decision(&mut self, id: &DecisionId) {
        let of_id = |slot: &Option<Decision>| slot.as_ref().is_some_and(|d| d.id == *id);
        if let Some(place) = self.history.iter().rposition(of_id) {
            self.history[place] = None;
        }
    }
}

/// The root of a record in the forest of merges, with the path to it shortened.
fn root(parents: &mut [usize], mut record: usize) -> usize {
    while parents[record] != record {
        parents[record] = parents[parents[record]];
        record = parents[record];
    }
    record
}

//! [`Group`]s: certain pairs joined, without joining records that contradict each other.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::comparison::Comparison;
use crate::find::{Link, Options, evidence};
use crate::prepared::Prepared;
use crate::verdict::contradictions;

/// Records that are certainly one work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Positions of the records, ascending.
    pub members: Vec<usize>,
    /// The links that made the group: they connect all members, one fewer than there are.
    pub evidence: Vec<Link>,
}

/// A pair that the rules found to be the same work, or perhaps so.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    /// How alike, from 0 to 1.
    pub(crate) score: f64,
    /// One record.
    pub(crate) a: u32,
    /// The other.
    pub(crate) b: u32,
}

/// Different versions of one work that a group may hold before it no longer grows by rule: real groups have a
/// handful, and the checks between two groups grow with the product.
const VERSIONS: usize = 48;

/// Groups in the making.
pub(crate) struct Grouping<'p> {
    prepared: &'p [Prepared<'p>],
    /// For each record the record that stands for its group.
    root: Vec<u32>,
    /// For each root its members, if more than itself.
    members: FxHashMap<u32, Vec<u32>>,
    /// For each root one record of each version in the group.
    versions: FxHashMap<u32, Vec<u32>>,
    /// Pairs that a person declared different, from both sides.
    distinct: FxHashMap<u32, Vec<u32>>,
    /// The links that were used.
    used: Vec<(u32, u32)>,
    /// Links that a person declared and that another declaration forbids.
    impossible: Vec<Edge>,
}

impl<'p> Grouping<'p> {
    /// Starts with every record alone, then joins what people declared to be the same.
    pub(crate) fn new(prepared: &'p [Prepared<'p>], options: &Options<'_>) -> Self {
        let mut grouping = Self {
            prepared,
            root: (0..prepared.len() as u32).collect(),
            members: FxHashMap::default(),
            versions: FxHashMap::default(),
            distinct: FxHashMap::default(),
            used: Vec::new(),
            impossible: Vec::new(),
        };
        let valid = |pair: &&(usize, usize)| {
            pair.0 != pair.1 && pair.0 < prepared.len() && pair.1 < prepared.len()
        };
        for (a, b) in options.distinct.iter().filter(valid) {
            let (a, b) = (*a as u32, *b as u32);
            grouping.distinct.entry(a).or_default().push(b);
            grouping.distinct.entry(b).or_default().push(a);
        }
        for (a, b) in options.same.iter().filter(valid) {
            let (a, b) = (*a as u32, *b as u32);
            let (x, y) = (grouping.root[a as usize], grouping.root[b as usize]);
            if x == y {
                continue;
            }
            if grouping.declared_distinct(x, y) {
                grouping.impossible.push(Edge { score: 1.0, a, b });
            } else {
                grouping.unite(x, y, (a, b));
            }
        }
        grouping
    }

    /// Joins by certain pairs, the most alike first, and returns those it refused because the groups hold records
    /// that contradict each other.
    pub(crate) fn join(&mut self, mut edges: Vec<Edge>) -> Vec<Edge> {
        edges.sort_by(|x, y| self.order(x, y));
        let mut refused = std::mem::take(&mut self.impossible);
        for edge in edges {
            let (x, y) = (self.root[edge.a as usize], self.root[edge.b as usize]);
            if x == y {
                continue;
            }
            if self.declared_distinct(x, y) || self.contradict(x, y) {
                refused.push(edge);
            } else {
                self.unite(x, y, (edge.a, edge.b));
            }
        }
        refused
    }

    /// By likeness, and where that is equal by what the records contain, so that their order does not matter.
    fn order(&self, x: &Edge, y: &Edge) -> Ordering {
        let content = |edge: &Edge| {
            let (a, b) = (self.fingerprint(edge.a), self.fingerprint(edge.b));
            (a.min(b), a.max(b), edge.a.min(edge.b), edge.a.max(edge.b))
        };
        y.score
            .total_cmp(&x.score)
            .then_with(|| content(x).cmp(&content(y)))
    }

    fn fingerprint(&self, index: u32) -> u64 {
        self.prepared[index as usize].fingerprint
    }

    fn members_of(&self, root: u32) -> Vec<u32> {
        self.members
            .get(&root)
            .cloned()
            .unwrap_or_else(|| vec![root])
    }

    fn declared_distinct(&self, x: u32, y: u32) -> bool {
        if self.distinct.is_empty() {
            return false;
        }
        let size = |root| self.members.get(&root).map_or(1, Vec::len);
        let (small, large) = if size(x) <= size(y) { (x, y) } else { (y, x) };
        self.members_of(small).iter().any(|member| {
            self.distinct
                .get(member)
                .is_some_and(|others| others.iter().any(|o| self.root[*o as usize] == large))
        })
    }

    fn versions_of(&self, root: u32) -> Vec<u32> {
        self.versions
            .get(&root)
            .cloned()
            .unwrap_or_else(|| vec![root])
    }

    fn contradict(&self, x: u32, y: u32) -> bool {
        let (left, right) = (self.versions_of(x), self.versions_of(y));
        let prepared = |i: &u32| &self.prepared[*i as usize];
        if left.len() + right.len() > VERSIONS {
            let known = |v: &u32| {
                left.iter()
                    .any(|l| prepared(l).signature() == prepared(v).signature())
            };
            return !right.iter().all(known);
        }
        left.iter().any(|a| {
            right
                .iter()
                .any(|b| !contradictions(&Comparison::of(prepared(a), prepared(b))).is_empty())
        })
    }

    fn unite(&mut self, x: u32, y: u32, link: (u32, u32)) {
        let size = |root| self.members.get(&root).map_or(1, Vec::len);
        let (small, large) = if size(x) <= size(y) { (x, y) } else { (y, x) };
        let moved = self.members.remove(&small).unwrap_or_else(|| vec![small]);
        for member in &moved {
            self.root[*member as usize] = large;
        }
        self.members
            .entry(large)
            .or_insert_with(|| vec![large])
            .extend(moved);
        let mut versions = self.versions_of(large);
        for version in self.versions_of(small) {
            let signature = self.prepared[version as usize].signature();
            if !versions
                .iter()
                .any(|v| self.prepared[*v as usize].signature() == signature)
            {
                versions.push(version);
            }
        }
        self.versions.remove(&small);
        self.versions.insert(large, versions);
        self.used.push((link.0.min(link.1), link.0.max(link.1)));
    }

    /// The best doubtful pair between any two groups, the most alike first, without what people have answered.
    pub(crate) fn queue(&self, mut doubtful: Vec<Edge>) -> Vec<Link> {
        doubtful.sort_by(|x, y| self.order(x, y));
        let mut seen = rustc_hash::FxHashSet::default();
        let mut queue = Vec::new();
        for edge in doubtful {
            let (x, y) = (self.root[edge.a as usize], self.root[edge.b as usize]);
            if x == y || !seen.insert((x.min(y), x.max(y))) || self.declared_distinct(x, y) {
                continue;
            }
            queue.push(self.link(edge.a, edge.b));
        }
        queue
    }

    fn link(&self, a: u32, b: u32) -> Link {
        let (a, b) = (a.min(b), a.max(b));
        Link {
            a: a as usize,
            b: b as usize,
            evidence: evidence(&self.prepared[a as usize], &self.prepared[b as usize]),
        }
    }

    /// The groups of two and more.
    pub(crate) fn groups(&self) -> Vec<Group> {
        let mut links: FxHashMap<u32, Vec<Link>> = FxHashMap::default();
        for (a, b) in &self.used {
            links
                .entry(self.root[*a as usize])
                .or_default()
                .push(self.link(*a, *b));
        }
        let mut groups: Vec<Group> = links
            .into_iter()
            .map(|(root, mut evidence)| {
                let mut members: Vec<usize> =
                    self.members_of(root).iter().map(|m| *m as usize).collect();
                members.sort_unstable();
                evidence.sort_by_key(|link| (link.a, link.b));
                Group { members, evidence }
            })
            .collect();
        groups.sort_by_key(|group| group.members[0]);
        groups
    }
}

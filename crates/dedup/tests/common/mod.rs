//! Reads the labelled sets of `shared/data/dedup` and measures a result against them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dedup::Deduplication;
use review::{Author, Record, RecordKind};

/// Records with the cluster each belongs to; a record without a cluster stands alone.
pub(crate) struct Labelled {
    pub(crate) ids: Vec<String>,
    pub(crate) records: Vec<Record>,
    pub(crate) clusters: Vec<Option<String>>,
}

/// `Smith, John and Doe, J.` or `Smith, John; Doe, J.`
pub(crate) fn authors(text: &str) -> Vec<Author> {
    let separator = if text.contains("; ") { "; " } else { " and " };
    text.split(separator)
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| {
            let (family, given) = name.split_once(',').unwrap_or((name, ""));
            let given = given.trim();
            Author::Person {
                family: family.trim().to_owned(),
                given: (!given.is_empty()).then(|| given.to_owned()),
                suffix: None,
            }
        })
        .collect()
}

/// Reads a CSV file with the columns of the sets.
pub(crate) fn read_csv(path: &Path) -> Labelled {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let mut set = Labelled {
        ids: Vec::new(),
        records: Vec::new(),
        clusters: Vec::new(),
    };
    for row in reader.records() {
        let row = row.unwrap();
        let get = |names: &[&str]| {
            names
                .iter()
                .filter_map(|name| headers.iter().position(|h| h == *name))
                .map(|at| row[at].trim().to_owned())
                .find(|value| !value.is_empty())
        };
        let kind = match get(&["ENTRYTYPE"]).as_deref() {
            Some("article") => RecordKind::JournalArticle,
            Some("inproceedings") => RecordKind::ConferencePaper,
            Some("book") => RecordKind::Book,
            Some("phdthesis") => RecordKind::Thesis,
            _ => RecordKind::Unknown,
        };
        set.ids.push(get(&["ID", "record_id"]).unwrap_or_default());
        set.clusters.push(get(&["cluster_id"]));
        set.records.push(Record {
            kind,
            title: get(&["title"]),
            authors: authors(&get(&["author", "authors"]).unwrap_or_default()),
            year: get(&["year"]).and_then(|y| y.parse().ok()),
            journal: get(&["journal", "booktitle"]),
            volume: get(&["volume"]),
            issue: get(&["number", "issue"]),
            pages: get(&["pages"]),
            doi: get(&["doi"]).map(|d| d.to_lowercase()),
            abstract_text: get(&["abstract"]),
            isbn: get(&["isbn"])
                .filter(|i| i.len() > 12)
                .into_iter()
                .collect(),
            issn: get(&["isbn"])
                .filter(|i| i.len() < 40)
                .into_iter()
                .collect(),
            ..Record::default()
        });
    }
    set
}

/// Pairs of records, the smaller position first.
pub(crate) type Pairs = BTreeSet<(usize, usize)>;

/// What a result is worth against the truth.
pub(crate) struct Measured {
    /// Pairs of one cluster.
    pub(crate) truth: Pairs,
    /// Pairs in one group.
    pub(crate) merged: Pairs,
    /// Pairs in the queue.
    pub(crate) queued: Pairs,
    /// True pairs that come together if a person answers the queue rightly.
    pub(crate) reached: Pairs,
}

impl Measured {
    pub(crate) fn of(set: &Labelled, result: &Deduplication) -> Self {
        let mut by_cluster: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, cluster) in set.clusters.iter().enumerate() {
            if let Some(cluster) = cluster {
                by_cluster.entry(cluster).or_default().push(index);
            }
        }
        let truth: Pairs = by_cluster.values().flat_map(|m| pairs(m)).collect();
        let merged: Pairs = result
            .groups
            .iter()
            .flat_map(|g| pairs(&g.members))
            .collect();
        let queued: Pairs = result.queue.iter().map(|link| (link.a, link.b)).collect();
        let mut root: Vec<usize> = (0..set.records.len()).collect();
        let links = merged.iter().chain(queued.intersection(&truth));
        for (a, b) in links {
            let (x, y) = (find(&mut root, *a), find(&mut root, *b));
            root[x] = y;
        }
        let reached = truth
            .iter()
            .filter(|(a, b)| find(&mut root, *a) == find(&mut root, *b))
            .copied()
            .collect();
        Self {
            truth,
            merged,
            queued,
            reached,
        }
    }

    pub(crate) fn false_merges(&self) -> Vec<(usize, usize)> {
        self.merged.difference(&self.truth).copied().collect()
    }

    pub(crate) fn missed(&self) -> Vec<(usize, usize)> {
        self.truth.difference(&self.reached).copied().collect()
    }

    pub(crate) fn sensitivity_merged(&self) -> f64 {
        self.merged.intersection(&self.truth).count() as f64 / self.truth.len() as f64
    }

    pub(crate) fn sensitivity(&self) -> f64 {
        self.reached.len() as f64 / self.truth.len() as f64
    }

    pub(crate) fn line(&self, name: &str, records: usize) -> String {
        let right = self.queued.intersection(&self.truth).count();
        format!(
            "{name}: {records} records, {} true pairs, {} merged, {} false merges, sensitivity of merged {:.4}, \
             with the queue {:.4}, queue {} ({:.2} % of records), {right} of it true",
            self.truth.len(),
            self.merged.len(),
            self.false_merges().len(),
            self.sensitivity_merged(),
            self.sensitivity(),
            self.queued.len(),
            100.0 * self.queued.len() as f64 / records as f64,
        )
    }
}

fn pairs(members: &[usize]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (at, a) in members.iter().enumerate() {
        for b in &members[at + 1..] {
            pairs.push((*a.min(b), *a.max(b)));
        }
    }
    pairs
}

fn find(root: &mut [usize], mut at: usize) -> usize {
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}

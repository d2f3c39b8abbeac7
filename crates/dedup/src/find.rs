//! [`find`]: from records to groups and a queue.

use std::ops::ControlFlow;

use rayon::prelude::*;
use review::{PairEvidence, Record};
use serde::{Deserialize, Serialize};

use crate::blocking;
use crate::comparison::Comparison;
use crate::groups::{Edge, Group, Grouping};
use crate::prepared::Prepared;
use crate::verdict::{Verdict, judge};

/// What people have said about pairs of records, by their positions in the list given to [`find`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'o> {
    /// Pairs declared to be different works: they never meet in a group, not even through a third record.
    pub distinct: &'o [(usize, usize)],
    /// Pairs declared to be the same work: they meet in a group whatever the rules say.
    pub same: &'o [(usize, usize)],
}

/// What [`find`] found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Deduplication {
    /// Certain duplicates, two or more records each, ordered by their first record; no record is in two groups.
    pub groups: Vec<Group>,
    /// Pairs for a person to decide, the most alike first; at most one pair for any two groups.
    pub queue: Vec<Link>,
}

/// Two records and how they compare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Position of the first record.
    pub a: usize,
    /// Position of the second record, greater than `a`.
    pub b: usize,
    /// Why they may be one work.
    pub evidence: PairEvidence,
}

/// Pairs compared between two looks at the stop flag.
const STEP: usize = 20_000;

/// Finds the duplicates among the records.
///
/// `watch` is told the share of the work that is done, from 0 to 1, and stops it by answering `Break`; the result is
/// then `None`. The result depends on what the records contain, not on their order or on threads. Pairs in `options`
/// that name a record outside the list, or one record twice, are left aside.
///
/// Time and memory grow with the number of records even where all have the same title or none.
pub fn find(
    records: &[&Record],
    options: &Options<'_>,
    watch: &dyn Fn(f32) -> ControlFlow<()>,
) -> Option<Deduplication> {
    let going = |share: f32| watch(share).is_continue().then_some(());
    going(0.0)?;
    let mut prepared = Vec::with_capacity(records.len());
    for chunk in records.chunks(STEP) {
        prepared.par_extend(chunk.par_iter().map(|r| Prepared::read(r)));
        going(0.2 * prepared.len() as f32 / records.len() as f32)?;
    }

    let mut edges = Edges::default();
    let chosen = edges.link_identical(&prepared);
    let pairs = blocking::candidates(&prepared, &chosen);
    going(0.35)?;
    for (step, chunk) in pairs.chunks(STEP).enumerate() {
        let judged: Vec<(Edge, bool)> = chunk
            .par_iter()
            .filter_map(|(a, b)| judged(&prepared, *a, *b))
            .collect();
        judged.into_iter().for_each(|edge| edges.push(edge));
        going(0.35 + 0.55 * (step * STEP) as f32 / pairs.len() as f32)?;
    }
    drop(pairs);

    let mut grouping = Grouping::new(&prepared, options);
    let refused = grouping.join(edges.certain);
    going(0.95)?;
    edges.doubtful.extend(refused);
    let queue = grouping.queue(edges.doubtful);
    let groups = grouping.groups();
    going(1.0)?;
    Some(Deduplication { groups, queue })
}

/// Shows two records side by side: every field, the rule that decided, and in which direction.
pub fn compare(a: &Record, b: &Record) -> PairEvidence {
    evidence(&Prepared::read(a), &Prepared::read(b))
}

/// The evidence on a pair of prepared records.
pub(crate) fn evidence(a: &Prepared<'_>, b: &Prepared<'_>) -> PairEvidence {
    let comparison = Comparison::of(a, b);
    PairEvidence {
        reason: judge(&comparison, a, b).reason().to_owned(),
        score: comparison.score(),
        fields: comparison.fields(a, b),
    }
}

#[derive(Default)]
struct Edges {
    certain: Vec<Edge>,
    doubtful: Vec<Edge>,
}

impl Edges {
    fn push(&mut self, (edge, certain): (Edge, bool)) {
        if certain {
            self.certain.push(edge);
        } else {
            self.doubtful.push(edge);
        }
    }

    /// Links records that cannot be told apart to one of them, and returns that one of each kind: only these need
    /// to be compared with others.
    fn link_identical(&mut self, prepared: &[Prepared<'_>]) -> Vec<u32> {
        let mut order: Vec<u32> = (0..prepared.len() as u32).collect();
        order.sort_unstable_by_key(|i| (prepared[*i as usize].fingerprint, *i));
        let mut chosen = Vec::new();
        let same = |x: &u32, y: &u32| {
            prepared[*x as usize].fingerprint == prepared[*y as usize].fingerprint
        };
        for block in order.chunk_by(same) {
            let [first, copies @ ..] = block else {
                continue;
            };
            chosen.push(*first);
            let verdict = copies
                .first()
                .and_then(|copy| judged(prepared, *first, *copy));
            if let Some((edge, certain)) = verdict {
                for copy in copies {
                    self.push((
                        Edge {
                            a: *first,
                            b: *copy,
                            ..edge
                        },
                        certain,
                    ));
                }
            }
        }
        chosen.sort_unstable();
        chosen
    }
}

fn judged(prepared: &[Prepared<'_>], a: u32, b: u32) -> Option<(Edge, bool)> {
    let (x, y) = (&prepared[a as usize], &prepared[b as usize]);
    let comparison = Comparison::promising(x, y)?;
    let certain = match judge(&comparison, x, y) {
        Verdict::Certain(_) => true,
        Verdict::Doubtful(_) => false,
        Verdict::Apart(_) => return None,
    };
    let edge = Edge {
        score: comparison.score(),
        a,
        b,
    };
    Some((edge, certain))
}

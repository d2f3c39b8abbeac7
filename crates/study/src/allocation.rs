//! [`Allocation`]: who reads what in which arm, drawn by the machine.
//!
//! A counter-balanced crossover: every item is read twice, by two different people, once without and once with
//! suggestions. Half of the readers begin without, the others with, and they change over from period to period. Items
//! of one cluster are given out together: what is seen of one, such as a suggested value, may tell another.

use std::collections::BTreeMap;

use rand_mt::Mt64;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::plan::{Arm, Plan, PlanProblem};

/// One reading as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "StudyAssignment")]
pub struct Assignment {
    /// Who reads.
    pub reader: String,
    /// What.
    pub item: String,
    /// How.
    pub arm: Arm,
    /// In which period, from 1.
    pub period: u32,
    /// At which place of the reader's work, from 1.
    pub position: u32,
}

/// Who begins how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "StudySequence")]
pub enum Sequence {
    /// The first period is without suggestions.
    WithoutFirst,
    /// The first period is with them.
    WithFirst,
}

/// Who reads what in which arm, in which order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "StudyAllocation")]
pub struct Allocation {
    /// How each reader begins.
    pub sequences: BTreeMap<String, Sequence>,
    /// Every reading, reader by reader in the order of reading.
    pub assignments: Vec<Assignment>,
}

impl Allocation {
    /// Draws an allocation: the same plan and seed give the same one. Refused where the plan has problems.
    ///
    /// Within a stratum items are in random order and go, one after the other, to the ordered pairs of readers (without,
    /// with). A round of pairs has every reader once without and once with, so that readers never differ by more than
    /// one item. Clusters go whole, those with most items first and in random order where they are equal, so that those
    /// of one round are about as large.
    pub fn draw(plan: &Plan, seed: u64) -> Result<Self, Vec<PlanProblem>> {
        let problems = plan.problems();
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut chance = Chance(Mt64::new(seed));
        let readers = plan.readers.len();
        let mut beginning: Vec<usize> = (0..readers).collect();
        chance.shuffle(&mut beginning);
        let sequences: Vec<Sequence> = (0..readers)
            .map(|reader| match beginning[reader] % 2 {
                0 => Sequence::WithoutFirst,
                _ => Sequence::WithFirst,
            })
            .collect();
        let mut work = vec![Work::default(); readers];
        let blocks = blocks(plan, &mut chance);
        let pairs = pairs(readers, blocks.len(), seed);
        for (block, (without, with)) in blocks.into_iter().zip(pairs) {
            work[without].without.push(block.clone());
            work[with].with.push(block);
        }
        let mut assignments = Vec::new();
        for (reader, work) in work.into_iter().enumerate() {
            assignments.extend(work.in_order(plan, reader, sequences[reader], &mut chance));
        }
        Ok(Self {
            sequences: plan.readers.iter().cloned().zip(sequences).collect(),
            assignments,
        })
    }
}

/// Items that are given out together, in the order in which they are read.
type Block<'p> = Vec<&'p str>;

/// What is given out, in that order: items stratum by stratum, by chance within each; or clusters.
fn blocks<'p>(plan: &'p Plan, chance: &mut Chance) -> Vec<Block<'p>> {
    let mut clusters: BTreeMap<&str, Block<'p>> = BTreeMap::new();
    for item in &plan.items {
        if let Some(cluster) = &item.cluster {
            clusters.entry(cluster).or_default().push(&item.id);
        }
    }
    if clusters.is_empty() {
        return items(plan, chance)
            .into_iter()
            .map(|item| vec![item])
            .collect();
    }
    let mut blocks: Vec<Block<'p>> = clusters.into_values().collect();
    chance.shuffle(&mut blocks);
    blocks.sort_by_key(|block| std::cmp::Reverse(block.len()));
    blocks
}

/// The items in the order in which they are given out: stratum by stratum, by chance within each.
fn items<'p>(plan: &'p Plan, chance: &mut Chance) -> Vec<&'p str> {
    let mut strata: BTreeMap<&Option<String>, Vec<&str>> = BTreeMap::new();
    for item in &plan.items {
        strata.entry(&item.stratum).or_default().push(&item.id);
    }
    for items in strata.values_mut() {
        chance.shuffle(items);
    }
    strata.into_values().flatten().collect()
}

/// The readers of as many blocks: without, with. In each round of as many pairs as readers everyone is once in either
/// place; the rounds are all those there are, in random order, over and over.
fn pairs(readers: usize, items: usize, seed: u64) -> Vec<(usize, usize)> {
    let mut chance = Chance(Mt64::new(seed ^ 0x7061_6972_7321));
    let mut pairs = Vec::with_capacity(items + readers * readers);
    while pairs.len() < items {
        let mut rounds: Vec<usize> = (1..readers).collect();
        chance.shuffle(&mut rounds);
        for apart in rounds {
            let mut round: Vec<(usize, usize)> =
                (0..readers).map(|r| (r, (r + apart) % readers)).collect();
            chance.shuffle(&mut round);
            pairs.extend(round);
        }
    }
    pairs.truncate(items);
    pairs
}

/// What one reader reads.
#[derive(Clone, Default)]
struct Work<'p> {
    without: Vec<Block<'p>>,
    with: Vec<Block<'p>>,
}

impl Work<'_> {
    /// The reader's readings in order: dealt to the periods in turn, in random order within each. With two assisted
    /// arms each of their periods has a part of either, the beginning by turns.
    fn in_order(
        mut self,
        plan: &Plan,
        reader: usize,
        sequence: Sequence,
        chance: &mut Chance,
    ) -> Vec<Assignment> {
        chance.shuffle(&mut self.without);
        chance.shuffle(&mut self.with);
        let arms = &plan.assisted;
        let turns = (plan.periods / 2) as usize;
        let mut order = Vec::new();
        for period in 0..plan.periods {
            let first = sequence == Sequence::WithoutFirst;
            let turn = (period / 2) as usize;
            let mine = |blocks: &[Block<'_>]| -> Vec<(usize, Vec<String>)> {
                let dealt = blocks.iter().enumerate().skip(turn).step_by(turns);
                dealt
                    .map(|(n, block)| {
                        (n / turns, block.iter().map(|id| (*id).to_owned()).collect())
                    })
                    .collect()
            };
            if period.is_multiple_of(2) == first {
                let without = mine(&self.without).into_iter();
                order.extend(
                    without
                        .flat_map(|(_, block)| block)
                        .map(|id| (id, Arm::Alone, period)),
                );
                continue;
            }
            let mut with: Vec<(usize, Vec<String>)> = mine(&self.with)
                .into_iter()
                .map(|(n, block)| ((n + reader + turn) % arms.len(), block))
                .collect();
            let begins = (reader + turn) % arms.len();
            with.sort_by_key(|(arm, _)| (arm + arms.len() - begins) % arms.len());
            for (arm, block) in with {
                order.extend(block.into_iter().map(|id| (id, arms[arm], period)));
            }
        }
        (1..)
            .zip(order)
            .map(|(position, (item, arm, period))| Assignment {
                reader: plan.readers[reader].clone(),
                item,
                arm,
                period: period + 1,
                position,
            })
            .collect()
    }
}

/// Seeded chance.
struct Chance(Mt64);

impl Chance {
    /// Fisher–Yates from the end. The bias of the remainder is below 2⁻⁴⁰ for any number of items.
    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = (self.0.next_u64() % (last as u64 + 1)) as usize;
            items.swap(last, other);
        }
    }
}

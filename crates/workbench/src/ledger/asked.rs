//! Who is asked for a group: in a round of calibration, by an assignment of its own, by shares, or everybody.

use review::{Assignment, CalibrationRound, ReviewerId, Stage};

use super::{Fixed, Ledger};

impl Ledger {
    /// How many decisions settle a group: those that the protocol asks for, and in a round of calibration those of
    /// everybody in it.
    pub fn decisions_needed(&self, group: usize, stage: Stage) -> usize {
        let usual = self.fixed.protocol.reviewers_at(stage).count();
        self.round_of(group, stage)
            .map_or(usual, |round| usual.max(round.reviewers.len()))
    }

    /// The groups of the rounds of calibration that last and that this reviewer reads, in the order in which they are read.
    pub fn in_rounds_of(&self, stage: Stage, reviewer: &ReviewerId) -> Vec<usize> {
        let rounds = self.fixed.facts.rounds.iter();
        let lasting = rounds.filter(|round| {
            round.stage == stage && round.ended_at.is_none() && round.reviewers.contains(reviewer)
        });
        let ordinals =
            lasting.flat_map(|round| round.records.iter().filter_map(|id| self.ordinal(id)));
        ordinals.map(|ordinal| self.group(ordinal)).collect()
    }

    /// The round of calibration that lasts and in which this group is read.
    pub fn round_of(&self, group: usize, stage: Stage) -> Option<&CalibrationRound> {
        let place = self.fixed.in_round.get(&(group, stage))?;
        self.fixed.facts.rounds.get(*place)
    }

    /// The reviewers who are asked for a group, where not everybody is: in a review made of a packet its reviewer alone,
    /// whose decisions only are taken back; else those of the round of calibration, else those it was assigned to, else
    /// those drawn by their shares.
    pub fn asked_for(&self, group: usize, stage: Stage) -> Option<Vec<&ReviewerId>> {
        if let Some(only) = &self.fixed.facts.packet_of {
            return Some(vec![only]);
        }
        if let Some(round) = self.round_of(group, stage) {
            return Some(round.reviewers.iter().collect());
        }
        let needed = self.fixed.protocol.reviewers_at(stage).count();
        if let Some(assigned) = self.fixed.assigned.get(&(group, stage)) {
            // Fewer than are needed would leave it waiting for ever.
            return (assigned.len() >= needed).then(|| assigned.iter().collect());
        }
        let Assignment::Shares { shares, .. } = self.fixed.protocol.assignment_at(stage) else {
            return None;
        };
        let drawn = self.fixed.drawn_at(stage).get(group).copied().flatten()?;
        let asked = shares
            .iter()
            .enumerate()
            .filter(|(place, _)| drawn & bit(*place) != 0);
        Some(asked.map(|(_, share)| &share.reviewer).collect())
    }

    /// Whether this reviewer is asked for a group.
    pub fn is_asked(&self, group: usize, stage: Stage, reviewer: &ReviewerId) -> bool {
        self.asked_for(group, stage)
            .is_none_or(|asked| asked.contains(&reviewer))
    }
}

impl Fixed {
    /// Who is drawn for each record at a stage by the shares of the protocol.
    fn drawn_at(&self, stage: Stage) -> &[Option<u64>] {
        let place = match stage {
            Stage::TitleAbstract => 0,
            Stage::FullText => 1,
        };
        self.drawn[place].get_or_init(|| {
            let assignment = self.protocol.assignment_at(stage);
            let needed = self.protocol.reviewers_at(stage).count();
            let records = self.facts.records.iter();
            records
                .map(|row| {
                    let drawn = assignment.drawn_for(&row.id, needed)?;
                    Some(drawn.into_iter().fold(0, |set, place| set | bit(place)))
                })
                .collect()
        })
    }
}

/// A set of one place; places beyond what a set holds are in none.
fn bit(place: usize) -> u64 {
    u32::try_from(place)
        .ok()
        .and_then(|place| 1_u64.checked_shl(place))
        .unwrap_or_default()
}

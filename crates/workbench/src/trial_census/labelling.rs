//! Labels by hand: people say of records that were drawn by chance whether each is the report of a randomised trial. From
//! what they say the census learns how often its classifier errs on these very records, and counts are corrected by that.
//!
//! * Drawn by the machine, in an order that nobody chose: a sample picked by what the classifier says would make it look
//!   better or worse than it is. Only drawn records can be labelled.
//! * Blind: until a person has labelled a record, nothing here tells that person what the classifier or anybody else says
//!   of it. A label that is changed afterwards is kept as one that was given after seeing.
//! * Where people differ on a record, it counts as unclear until they agree.

use std::collections::{BTreeMap, HashMap, HashSet};

use census::{Answer, Design, FEWEST_IN_PERIOD, Labelled, Truth};
use review::{RecordId, ReviewerId};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{Actor, CensusDraw};
use ts_rs::TS;

use super::kept::{KeptCensus, counted_groups};
use super::records::CensusRecord;
use crate::decide::known_group;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::open_review::Review;

/// Latest own labels that are listed.
const LISTED: usize = 10;
/// Most records of one draw: nobody labels more in a sitting of weeks.
const MOST_DRAWN: usize = 5_000;

/// How far the labelling is.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CensusLabelling {
    /// Records that were drawn, of those that are still there.
    pub drawn: usize,
    /// Records that could be drawn besides.
    pub left: usize,
    /// Drawn records that somebody labelled.
    pub labelled: usize,
    /// Drawn records that this reviewer labelled.
    pub own: usize,
    /// Labelled as randomised trials.
    pub yes: usize,
    /// Labelled as none.
    pub no: usize,
    /// Labelled as unclear.
    pub unclear: usize,
    /// Records on which people differ; they count as unclear.
    pub differing: usize,
    /// Records that more than one person labelled.
    pub twice: usize,
    /// Labels that were changed after the classifier's answer was seen.
    pub after_seen: usize,
    /// So many randomised trials, and as many others, must be labelled before counts are corrected.
    pub needed: u64,
    /// Randomised trials that are missing for that.
    pub missing_yes: u64,
    /// Others that are missing.
    pub missing_no: u64,
    /// About so many records more must be labelled for that, going by those labelled; `None` before the first of each
    /// kind that is missing.
    pub about_more: Option<u64>,
    /// The draws, the latest last.
    pub samples: Vec<CensusSampleView>,
    /// The reviewer's own latest labels, the latest first, with what the classifier says.
    pub latest: Vec<CensusRevealed>,
}

/// A draw.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CensusSampleView {
    /// Records that were drawn.
    pub size: usize,
    /// From so many.
    pub population: usize,
    /// First and last year that was drawn from; `None` of all years.
    pub years: Option<(i32, i32)>,
    /// Seed of the draw.
    pub seed: u32,
    /// Who had it drawn.
    pub drawn_by: String,
    /// When, UTC milliseconds.
    pub drawn_at: i64,
}

/// The record that is labelled next: nothing of what anybody said of it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CensusTurn {
    /// The record.
    pub record: RecordId,
    /// Its title.
    pub title: Option<String>,
    /// Its abstract.
    pub abstract_text: Option<String>,
    /// Its year.
    pub year: Option<i32>,
    /// Its place in the order of the draw, from 1.
    pub place: usize,
}

/// A label with what the classifier says of the record.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CensusRevealed {
    /// What the person said.
    pub label: Answer,
    /// Whether it was given or changed after the classifier's answer had been seen.
    pub after_seen: bool,
    /// When, UTC milliseconds.
    pub labelled_at: i64,
    /// What the classifier says.
    pub record: CensusRecord,
}

/// What was drawn and said, by the records as they are merged now.
pub(crate) struct Labels {
    /// In the order of the draws, each once; only what is still counted.
    drawn: Vec<usize>,
    said: HashMap<usize, BTreeMap<ReviewerId, Said>>,
}

#[derive(Clone, Copy)]
struct Said {
    label: Answer,
    after_seen: bool,
    at: i64,
}

impl Labels {
    /// The drawn records of which this person may not know yet what the classifier says.
    pub(crate) fn withheld(&self, viewer: Option<&ReviewerId>) -> HashSet<usize> {
        let own = |group: &usize| viewer.is_some_and(|viewer| self.own(*group, viewer).is_some());
        let drawn = self.drawn.iter().copied();
        drawn.filter(|group| !own(group)).collect()
    }

    /// The drawn records that nobody has labelled.
    pub(crate) fn open(&self) -> HashSet<usize> {
        let drawn = self.drawn.iter().copied();
        drawn.filter(|g| !self.said.contains_key(g)).collect()
    }

    fn own(&self, group: usize, reviewer: &ReviewerId) -> Option<Said> {
        self.said.get(&group)?.get(reviewer).copied()
    }

    /// What people together say; unclear where they differ.
    fn together(&self, group: usize) -> Option<(Answer, bool)> {
        let mut labels = self.said.get(&group)?.values().map(|said| said.label);
        let first = labels.next()?;
        let differ = labels.any(|label| label != first);
        Some((if differ { Answer::Unclear } else { first }, differ))
    }

    /// The labelled records as the census takes them.
    pub(crate) fn labelled(&self, kept: &KeptCensus) -> Vec<Labelled> {
        kept.rows
            .iter()
            .filter_map(|row| {
                let (label, _) = self.together(row.group)?;
                Some(Labelled {
                    year: row.counted.year,
                    truth: match label {
                        Answer::Yes => Truth::Randomised(true),
                        Answer::No => Truth::Randomised(false),
                        Answer::Unclear => Truth::Design(Design::Unclear),
                    },
                    design: row.counted.design,
                    randomised_trial: row.counted.randomised_trial,
                })
            })
            .collect()
    }
}

impl Review {
    pub(crate) async fn census_label_state(&self, ledger: &Ledger) -> Result<Labels> {
        let counted = |record: &RecordId| {
            let group = ledger.group(ledger.ordinal(record).filter(|&o| ledger.is_live(o))?);
            ledger.removal(group).is_none().then_some(group)
        };
        let mut seen = HashSet::new();
        let drawn: Vec<usize> = self
            .store
            .census_samples()
            .await?
            .iter()
            .flat_map(|row| &row.draw.records)
            .filter_map(counted)
            .filter(|group| seen.insert(*group))
            .collect();
        let mut said: HashMap<usize, BTreeMap<ReviewerId, Said>> = HashMap::new();
        for row in self.store.census_labels().await? {
            let Some(group) = counted(&row.record_id).filter(|group| seen.contains(group)) else {
                continue;
            };
            let label = Answer::from_word(&row.label).ok_or_else(|| {
                Error::new(
                    crate::error::Code::Damaged,
                    format!("a label of the trial census is “{}”", row.label),
                    "Look at the copies in backups/.",
                )
            })?;
            // In order of time: of merged records the later label holds.
            said.entry(group).or_default().insert(
                row.reviewer_id,
                Said {
                    label,
                    after_seen: row.after_seen,
                    at: row.labelled_at,
                },
            );
        }
        Ok(Labels { drawn, said })
    }

    pub(crate) async fn census_labelling(
        &self,
        ledger: &Ledger,
        labels: &Labels,
        reviewer: Option<&ReviewerId>,
    ) -> Result<CensusLabelling> {
        let (mut counts, mut differing) = ([0_usize; 3], 0);
        for group in &labels.drawn {
            if let Some((label, differ)) = labels.together(*group) {
                counts[label as usize] += 1;
                differing += usize::from(differ);
            }
        }
        let [yes, no, unclear] = counts;
        let labelled = yes + no + unclear;
        let mut own: Vec<(usize, Said)> = labels
            .drawn
            .iter()
            .filter_map(|&group| Some((group, labels.own(group, reviewer?)?)))
            .collect();
        own.sort_by_key(|(_, said)| std::cmp::Reverse(said.at));
        let groups: Vec<usize> = own.iter().take(LISTED).map(|(group, _)| *group).collect();
        let records = self.census_records_of(ledger, &groups).await?;
        let missing = |known: usize| FEWEST_IN_PERIOD.saturating_sub(known as u64);
        let all = labels.said.values();
        Ok(CensusLabelling {
            drawn: labels.drawn.len(),
            left: counted_groups(ledger)
                .count()
                .saturating_sub(labels.drawn.len()),
            labelled,
            own: own.len(),
            yes,
            no,
            unclear: unclear - differing,
            differing,
            twice: all.clone().filter(|by| by.len() > 1).count(),
            after_seen: all
                .flat_map(BTreeMap::values)
                .filter(|said| said.after_seen)
                .count(),
            needed: FEWEST_IN_PERIOD,
            missing_yes: missing(yes),
            missing_no: missing(no),
            about_more: about_more(labelled, yes, no),
            samples: self
                .store
                .census_samples()
                .await?
                .into_iter()
                .map(|row| CensusSampleView {
                    size: row.draw.records.len(),
                    population: row.draw.population,
                    years: row.draw.years,
                    seed: row.draw.seed,
                    drawn_by: ledger.reviewer_name(&row.reviewer_id).to_owned(),
                    drawn_at: row.drawn_at,
                })
                .collect(),
            latest: own
                .iter()
                .zip(records)
                .map(|((_, said), record)| CensusRevealed {
                    label: said.label,
                    after_seen: said.after_seen,
                    labelled_at: said.at,
                    record,
                })
                .collect(),
        })
    }

    /// Draws records to be labelled, of all years or of some, from those that were not drawn before; returns how many.
    ///
    /// # Errors
    /// Nothing left to draw from, a size that makes no sense, years the wrong way round.
    pub async fn draw_census_sample(
        &self,
        size: usize,
        years: Option<(i32, i32)>,
        reviewer: &ReviewerId,
    ) -> Result<usize> {
        self.known_reviewer(reviewer).await?;
        if years.is_some_and(|(first, last)| first > last) {
            return Err(Error::invalid(
                "the years end before they begin",
                "Write the earlier year first.",
            ));
        }
        if size == 0 || size > MOST_DRAWN {
            return Err(Error::invalid(
                format!("{size} records cannot be drawn"),
                format!("Draw between 1 and {MOST_DRAWN} at a time."),
            ));
        }
        let ledger = self.ledger().await?;
        let drawn: HashSet<usize> = self
            .census_label_state(&ledger)
            .await?
            .drawn
            .into_iter()
            .collect();
        let groups: Vec<usize> = counted_groups(&ledger)
            .filter(|group| !drawn.contains(group))
            .collect();
        let groups = match years {
            None => groups,
            Some((first, last)) => {
                let mut within = Vec::new();
                for page in groups.chunks(500) {
                    let page = self.combined_page(&ledger, page).await?;
                    let fits =
                        |year: Option<i32>| year.is_some_and(|y| (first..=last).contains(&y));
                    within.extend(page.iter().filter(|(_, r)| fits(r.year)).map(|(g, _)| *g));
                }
                within
            }
        };
        if groups.is_empty() {
            return Err(Error::refused(
                "no record is left that could be drawn",
                "All of them were drawn already, or none is of these years.",
            ));
        }
        let [a, b, c, d, ..] = uuid::Uuid::new_v4().into_bytes();
        let seed = u32::from_le_bytes([a, b, c, d]);
        let population = groups.len();
        let mut records: Vec<RecordId> = groups.iter().map(|&g| ledger.id(g).clone()).collect();
        records.sort_by_cached_key(|id| by_chance(seed, id.as_str()));
        records.truncate(size);
        let draw = CensusDraw {
            seed,
            years,
            population,
            records,
        };
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "draw census sample")
            .await?;
        let id = change.add_census_sample(&draw, reviewer).await?;
        change
            .commit(&serde_json::json!({
                "sample": id,
                "size": draw.records.len(),
                "population": population,
                "years": years,
                "seed": seed,
                "records_sha256": hash_of(&draw.records),
            }))
            .await?;
        Ok(draw.records.len())
    }

    /// The record that this reviewer labels next: first what nobody has labelled. With `second`, what others have
    /// labelled and this reviewer has not.
    ///
    /// # Errors
    /// A reviewer who is not known; what the database says.
    pub async fn next_census_label(
        &self,
        second: bool,
        reviewer: &ReviewerId,
    ) -> Result<Option<CensusTurn>> {
        self.known_reviewer(reviewer).await?;
        let ledger = self.ledger().await?;
        let labels = self.census_label_state(&ledger).await?;
        let mut drawn = (1..).zip(&labels.drawn);
        let next = drawn.find(|(_, group)| match labels.said.get(*group) {
            None => true,
            Some(by) => second && !by.contains_key(reviewer),
        });
        let Some((place, &group)) = next else {
            return Ok(None);
        };
        // Authors, journal and what the database calls it are left out: the words of the record are judged.
        let record = self.combined(&ledger, group).await?;
        Ok(Some(CensusTurn {
            record: ledger.id(group).clone(),
            title: record.title,
            abstract_text: record.abstract_text,
            year: record.year,
            place,
        }))
    }

    /// Says whether a drawn record is the report of a randomised trial; only then what the classifier says of it is told.
    ///
    /// # Errors
    /// A record that was not drawn.
    pub async fn label_census_record(
        &self,
        record: &RecordId,
        label: Answer,
        reviewer: &ReviewerId,
    ) -> Result<CensusRevealed> {
        self.known_reviewer(reviewer).await?;
        let ledger = self.ledger().await?;
        let group = known_group(&ledger, record)?;
        let labels = self.census_label_state(&ledger).await?;
        if !labels.drawn.contains(&group) {
            return Err(Error::refused(
                "this record was not drawn to be labelled",
                "Only records that chance chose tell how often the classifier errs. Draw more records instead.",
            ));
        }
        let after_seen = labels.own(group, reviewer).is_some();
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "label census record")
            .await?;
        change
            .add_census_label(ledger.id(group), label.word(), after_seen, reviewer)
            .await?;
        // Not what was said: the trail is read by those who label the same record after.
        change
            .commit(&serde_json::json!({ "record": ledger.id(group), "after_seen": after_seen }))
            .await?;
        let said = self.census_records_of(&ledger, &[group]).await?;
        let said = said.into_iter().next().ok_or_else(|| {
            Error::internal("a record that was labelled could not be read".to_owned())
        })?;
        Ok(CensusRevealed {
            label,
            after_seen,
            labelled_at: jiff::Timestamp::now().as_millisecond(),
            record: said,
        })
    }
}

/// How many more records bring 20 of each kind, going by the shares so far.
fn about_more(labelled: usize, yes: usize, no: usize) -> Option<u64> {
    let more = |known: usize| -> Option<u64> {
        let missing = FEWEST_IN_PERIOD.saturating_sub(known as u64);
        if missing == 0 {
            return Some(0);
        }
        let each = labelled as u64;
        (known > 0).then(|| (missing * each).div_ceil(known as u64))
    };
    Some(more(yes)?.max(more(no)?))
}

/// A place in an order that looks like chance and is the same for the same seed.
fn by_chance(seed: u32, record: &str) -> [u8; 32] {
    Sha256::digest(format!("attest census sample\n{seed}\n{record}")).into()
}

/// Says later whether the list of a sample is the one that was drawn.
fn hash_of(records: &[RecordId]) -> String {
    let words: Vec<&str> = records.iter().map(|id| id.as_str()).collect();
    store::hexadecimal(&Sha256::digest(words.join(",")))
}

#[cfg(test)]
mod tests {
    use super::about_more;

    #[test]
    fn what_is_missing_is_told_by_the_shares_so_far() {
        // 5 of 50 were trials: the 15 that are missing take about 150 more.
        assert_eq!(about_more(50, 5, 45), Some(150));
        assert_eq!(about_more(50, 25, 25), Some(0));
        assert_eq!(about_more(50, 0, 50), None);
    }
}

//! The records of the census one by one: by design, with the sentence that decides marked in its place, and as tables.

use census::{Answer, Census, CountedAs, Design, Evidence, Judged, OperatingPoint, Phase, Place};
use review::{Record, RecordId, ReviewerId};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use ts_rs::TS;

use super::kept::{CensusRow, KeptCensus};
use super::{counted_as, refused_until_made};
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::off_thread::off_thread;
use crate::open_review::Review;
use crate::progress::Progress;
use crate::screen::Segment;

/// Most records of a page.
const MOST: usize = 100;

/// Which records of the census.
#[derive(Clone, Debug, Default, Deserialize, TS)]
pub struct CensusFilter {
    /// The design that a record counts as.
    pub design: Option<Design>,
    /// From which point on a record counts as a randomised trial; else it counts as its likeliest design.
    pub point: Option<OperatingPoint>,
    /// What the criteria together come to.
    pub trial_in_humans: Option<Answer>,
    /// First year; records without a year are left out.
    pub from_year: Option<i32>,
    /// Last year, included; records without a year are left out.
    pub to_year: Option<i32>,
    /// Only where the likeliest design is less likely than this, 0 to 1: the doubtful ones.
    pub less_likely_than: Option<f64>,
}

/// A page of the list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CensusPage {
    /// Records that fit, those that are kept back left out.
    pub total: usize,
    /// Records that were drawn to be labelled and that this reviewer has not labelled: nothing is told of them here,
    /// whether they fit or not.
    pub withheld: usize,
    /// The page.
    pub records: Vec<CensusRecord>,
}

/// A record with what is told of it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CensusRecord {
    /// The record.
    pub record: RecordId,
    /// Year of publication.
    pub year: Option<i32>,
    /// The likeliest design.
    pub design: Design,
    /// How likely it is, 0 to 1, as the cues have it.
    pub probability: f64,
    /// How likely the record is a randomised trial, 0 to 1.
    pub randomised_trial: f64,
    /// The cue that counted most, and where it was found; `None` where the design is unclear.
    pub cue: Option<String>,
    /// The field with the sentence that decides.
    pub place: Option<Place>,
    /// The sentence that decides.
    pub sentence: Option<String>,
    /// The title, that sentence marked if it stands there.
    pub title: Vec<Segment>,
    /// The abstract, that sentence marked if it stands there.
    pub abstract_text: Vec<Segment>,
    /// The phase, where it is stated.
    pub phase: Option<Phase>,
    /// How many people, where it is stated.
    pub people: Option<u64>,
    /// What the criteria together come to.
    pub trial_in_humans: Answer,
    /// Each criterion with the words it rests on.
    pub answers: Vec<CensusRecordAnswer>,
}

/// The answer to a criterion.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CensusRecordAnswer {
    /// The criterion.
    pub criterion: String,
    /// The answer.
    pub answer: Answer,
    /// The sentence that it rests on.
    pub sentence: Option<String>,
}

/// What tagging came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CensusTagged {
    /// Records that carry the tag now.
    pub tagged: usize,
    /// Records that fit and were left out, as they are still to be labelled blind.
    pub withheld: usize,
}

impl CensusFilter {
    fn holds(&self, row: &CensusRow, counted_as: CountedAs) -> bool {
        let counted = &row.counted;
        let year = |fits: &dyn Fn(i32) -> bool| counted.year.is_some_and(fits);
        let design = counted_as.design(counted.design, counted.randomised_trial);
        self.design.is_none_or(|wanted| wanted == design)
            && self
                .trial_in_humans
                .is_none_or(|answer| counted.trial_in_humans == answer)
            && self.from_year.is_none_or(|first| year(&|y| y >= first))
            && self.to_year.is_none_or(|last| year(&|y| y <= last))
            && self
                .less_likely_than
                .is_none_or(|most| row.probability < most)
    }
}

impl Review {
    /// The records of the census that fit, in the order of the review, with the sentence that decides.
    ///
    /// # Errors
    /// A census that was not made, or not of the records as they are.
    pub async fn census_records(
        &self,
        filter: &CensusFilter,
        offset: usize,
        limit: usize,
        reviewer: Option<&ReviewerId>,
    ) -> Result<CensusPage> {
        let ledger = self.ledger().await?;
        let kept = self.census_made(&ledger).await?;
        let withheld = self.census_label_state(&ledger).await?.withheld(reviewer);
        let fitting: Vec<usize> = fitting(&kept, filter)?
            .filter(|group| !withheld.contains(group))
            .collect();
        let page: Vec<usize> = fitting
            .iter()
            .skip(offset)
            .take(limit.min(MOST))
            .copied()
            .collect();
        Ok(CensusPage {
            total: fitting.len(),
            withheld: withheld.len(),
            records: self.census_records_of(&ledger, &page).await?,
        })
    }

    /// Puts a tag on the records that fit, so that they can be searched and filtered by it. Nothing is decided by that.
    ///
    /// # Errors
    /// A census that was not made; an empty tag; no record that fits.
    pub async fn tag_census(
        &self,
        filter: &CensusFilter,
        tag: &str,
        reviewer: &ReviewerId,
    ) -> Result<CensusTagged> {
        self.known_reviewer(reviewer).await?;
        let ledger = self.ledger().await?;
        let kept = self.census_made(&ledger).await?;
        let open = self
            .census_label_state(&ledger)
            .await?
            .withheld(Some(reviewer));
        let (left, tagged): (Vec<usize>, Vec<usize>) =
            fitting(&kept, filter)?.partition(|group| open.contains(group));
        if tagged.is_empty() {
            return Err(Error::refused(
                "no record would be tagged",
                "Choose another design or other years, or label the records that were drawn first.",
            ));
        }
        let records: Vec<RecordId> = tagged.iter().map(|&g| ledger.id(g).clone()).collect();
        self.set_tag(&records, tag, true, reviewer).await?;
        Ok(CensusTagged {
            tagged: tagged.len(),
            withheld: left.len(),
        })
    }

    pub(crate) async fn census_made(&self, ledger: &Ledger) -> Result<std::sync::Arc<KeptCensus>> {
        self.kept_census(ledger)
            .await?
            .ok_or_else(refused_until_made)
    }

    /// Judges these records anew, so that what is shown is cut from the record as it is.
    pub(crate) async fn census_records_of(
        &self,
        ledger: &Ledger,
        groups: &[usize],
    ) -> Result<Vec<CensusRecord>> {
        if groups.is_empty() {
            return Ok(Vec::new());
        }
        let census = self.census_of_review().await?;
        let page = self.combined_page(ledger, groups).await?;
        let ids: Vec<RecordId> = groups.iter().map(|&g| ledger.id(g).clone()).collect();
        off_thread("the census", move || {
            page.iter()
                .zip(ids)
                .map(|((_, record), id)| shown(id, record, &census))
                .collect()
        })
        .await
    }

    /// Every record of the census for a table, a page at a time: the record and all that is told of it; `None` of what is
    /// still to be labelled by somebody.
    pub(crate) async fn each_census_record(
        &self,
        progress: &Progress,
        mut each: impl FnMut(usize, &Record, Option<&Judged>),
    ) -> Result<()> {
        self.census_now(progress).await?;
        let ledger = self.ledger().await?;
        let open: HashSet<usize> = self.census_label_state(&ledger).await?.open();
        let census = self.census_of_review().await?;
        let groups: Vec<usize> = super::kept::counted_groups(&ledger).collect();
        for page in groups.chunks(500) {
            if progress.is_cancelled() {
                return Err(Error::cancelled());
            }
            let (groups, records): (Vec<usize>, Vec<Record>) =
                self.combined_page(&ledger, page).await?.into_iter().unzip();
            let census = std::sync::Arc::clone(&census);
            let (records, judged) = off_thread("the census", move || {
                let judged = census.judge_all(&records);
                (records, judged)
            })
            .await?;
            for ((group, record), judged) in groups.iter().zip(&records).zip(&judged) {
                each(*group, record, (!open.contains(group)).then_some(judged));
            }
        }
        Ok(())
    }
}

fn fitting<'k>(
    kept: &'k KeptCensus,
    filter: &'k CensusFilter,
) -> Result<impl Iterator<Item = usize> + 'k> {
    let counted_as = counted_as(filter.point)?;
    Ok(kept
        .rows
        .iter()
        .filter(move |row| filter.holds(row, counted_as))
        .map(|row| row.group))
}

fn shown(id: RecordId, record: &Record, census: &Census) -> CensusRecord {
    let judged = census.judge(record);
    let deciding = judged.design.deciding;
    let evidence = deciding.as_ref().map(|cue| &cue.evidence);
    let marked = |place: Place, text: Option<&str>| {
        marked(
            text.unwrap_or_default(),
            evidence.filter(|e| e.place == place),
        )
    };
    CensusRecord {
        record: id,
        year: record.year,
        design: judged.design.design,
        probability: judged.design.probability,
        randomised_trial: judged.design.randomised_trial,
        place: evidence.map(|e| e.place),
        sentence: evidence.map(|e| e.text.clone()),
        title: marked(Place::Title, record.title.as_deref()),
        abstract_text: marked(Place::Abstract, record.abstract_text.as_deref()),
        cue: deciding.map(|cue| cue.cue),
        phase: judged.phase.map(|(phase, _)| phase),
        people: judged.people.map(|(people, _)| people),
        trial_in_humans: judged.answers.all,
        answers: judged
            .answers
            .criteria
            .into_iter()
            .map(|answered| CensusRecordAnswer {
                criterion: answered.criterion,
                answer: answered.answer,
                sentence: answered.evidence.map(|e| e.text),
            })
            .collect(),
    }
}

/// A text with a sentence of it marked.
fn marked(text: &str, evidence: Option<&Evidence>) -> Vec<Segment> {
    let plain = |text: &str| Segment {
        text: text.to_owned(),
        list: None,
    };
    let cut = evidence.and_then(|e| {
        Some((
            text.get(..e.start)?,
            text.get(e.start..e.end)?,
            text.get(e.end..)?,
        ))
    });
    let segments = match cut {
        None => vec![plain(text)],
        Some((before, sentence, after)) => vec![
            plain(before),
            Segment {
                text: sentence.to_owned(),
                list: Some(0),
            },
            plain(after),
        ],
    };
    segments
        .into_iter()
        .filter(|segment| !segment.text.is_empty())
        .collect()
}

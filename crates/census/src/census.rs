//! [`Census`]: all that is told of a record, and files of them as one table.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::ops::ControlFlow;

use rayon::prelude::*;
use review::{Problem, Record, Severity};
use serde::Serialize;

use crate::Design;
use crate::classifier::{Classified, Classifier, Reading};
use crate::criteria::{Answer, Answers, Criteria};
use crate::error::CensusError;
use crate::phase::{Phase, phase};
use crate::records::{Item, read_records};
use crate::size::size;
use crate::table::DesignTable;
use crate::text::{Evidence, sentences};

/// Records that are judged at once: enough for all cores, few enough to bound memory.
const AT_ONCE: usize = 512;

/// Problems that are listed; all are counted.
const LISTED: usize = 200;

/// All that is told of a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Judged {
    /// Its design.
    pub design: Classified,
    /// The criteria.
    pub answers: Answers,
    /// The phase, where it is stated, with the sentence.
    pub phase: Option<(Phase, Evidence)>,
    /// How many people, where it is stated, with the sentence.
    pub people: Option<(u64, Evidence)>,
}

/// What classifying files came to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Records that were judged.
    pub records: u64,
    /// How many there are of each design; designs that do not occur are left out.
    pub designs: BTreeMap<Design, u64>,
    /// Records that report results of a prospective interventional trial in humans, by the criteria: yes, no, unclear.
    pub trials: [u64; 3],
    /// What was noted on entries, such as a value that was kept as text.
    pub problems: u64,
    /// Entries among them that could not be read, and are not in the table.
    pub unread: u64,
    /// The first of them, each with its file.
    pub listed: Vec<(String, Problem)>,
}

/// Classifier and criteria together.
pub struct Census {
    classifier: Classifier,
    criteria: Criteria,
    reading: Reading,
}

impl Census {
    /// A census with these cues and criteria.
    pub fn new(classifier: Classifier, criteria: Criteria, reading: Reading) -> Self {
        Self {
            classifier,
            criteria,
            reading,
        }
    }

    /// With what ships with the program.
    ///
    /// # Errors
    /// None in practice: a test reads the shipped files.
    pub fn shipped(reading: Reading) -> Result<Self, CensusError> {
        Ok(Self::new(
            Classifier::shipped()?,
            Criteria::shipped()?,
            reading,
        ))
    }

    /// The criteria that are asked.
    pub fn criteria(&self) -> &Criteria {
        &self.criteria
    }

    /// Judges one record.
    pub fn judge(&self, record: &Record) -> Judged {
        let sentences = sentences(record, self.reading == Reading::All);
        let design = self.classifier.of_sentences(&sentences);
        let answers = self.criteria.answer(&sentences, &design);
        Judged {
            phase: phase(&sentences),
            people: size(&sentences),
            design,
            answers,
        }
    }

    /// Judges records on all cores, in their order.
    pub fn judge_all(&self, records: &[Record]) -> Vec<Judged> {
        records
            .par_iter()
            .map(|record| self.judge(record))
            .collect()
    }

    /// The table that results are written to, with its heading.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn table<W: Write>(&self, out: W) -> Result<DesignTable<W>, CensusError> {
        DesignTable::new(out, &self.criteria)
    }

    /// Judges the records of a file one after the other, on all cores, and writes a row for each. Memory is bounded where the
    /// file is PubMed XML (see [`read_records`]). `goes_on` is told how many records are done, and stops the work by `false`.
    ///
    /// # Errors
    /// What cannot be read or written, and [`CensusError::Stopped`].
    pub fn classify_file<W: Write>(
        &self,
        input: impl Read,
        file_name: &str,
        table: &mut DesignTable<W>,
        summary: &mut Summary,
        mut goes_on: impl FnMut(u64) -> bool,
    ) -> Result<(), CensusError> {
        let mut waiting: Vec<(Box<Record>, u64)> = Vec::with_capacity(AT_ONCE);
        let mut failed = None;
        read_records(input, file_name, |item| {
            match item {
                Item::Record(record, entry) => waiting.push((record, entry)),
                Item::Problem(problem) => summary.add_problem(file_name, problem),
            }
            if waiting.len() < AT_ONCE {
                return ControlFlow::Continue(());
            }
            if let Err(error) = self.write_judged(&mut waiting, file_name, table, summary) {
                failed = Some(error);
            } else if !goes_on(summary.records) {
                failed = Some(CensusError::Stopped);
            }
            match failed {
                Some(_) => ControlFlow::Break(()),
                None => ControlFlow::Continue(()),
            }
        })?;
        match failed {
            Some(error) => Err(error),
            None => self.write_judged(&mut waiting, file_name, table, summary),
        }
    }

    fn write_judged<W: Write>(
        &self,
        waiting: &mut Vec<(Box<Record>, u64)>,
        file_name: &str,
        table: &mut DesignTable<W>,
        summary: &mut Summary,
    ) -> Result<(), CensusError> {
        let judged: Vec<Judged> = waiting
            .par_iter()
            .map(|(record, _)| self.judge(record))
            .collect();
        for ((record, entry), judged) in waiting.drain(..).zip(&judged) {
            table.write(file_name, entry, &record, judged)?;
            summary.add(judged);
        }
        Ok(())
    }
}

impl Summary {
    fn add(&mut self, judged: &Judged) {
        self.records += 1;
        *self.designs.entry(judged.design.design).or_default() += 1;
        let at = match judged.answers.all {
            Answer::Yes => 0,
            Answer::No => 1,
            Answer::Unclear => 2,
        };
        self.trials[at] += 1;
    }

    fn add_problem(&mut self, file_name: &str, problem: Problem) {
        self.problems += 1;
        self.unread += u64::from(problem.severity == Severity::Entry);
        if self.listed.len() < LISTED {
            self.listed.push((file_name.to_owned(), problem));
        }
    }
}

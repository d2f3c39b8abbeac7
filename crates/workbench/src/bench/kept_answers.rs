//! [`KeptAnswers`]: what a model said in comparisons before, a line of JSON for each record.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use models::{AgentIdentity, Item, Judgement};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::whole::Whole;
use crate::error::{Error, Result};

/// The answers of one agent: the same model file, wording and seed.
pub(super) struct KeptAnswers {
    path: PathBuf,
    file: File,
    known: HashMap<String, Answer>,
}

/// What was said of one item.
#[derive(Serialize, Deserialize)]
struct Answer {
    /// SHA-256 of all that was asked.
    item: String,
    seconds: f64,
    judgements: Vec<Judgement>,
    /// What a reader makes of the record as a whole.
    #[serde(default)]
    whole: Option<Whole>,
}

impl KeptAnswers {
    /// Reads what is there. A line that is cut off, as by the end of the program, is asked again.
    pub(super) fn open(folder: &Path, identity: &AgentIdentity) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|e| Error::file(folder, &e))?;
        let name = sha256_of(identity)?;
        let path = folder.join(format!("answers-{}.jsonl", &name[..16]));
        let known = std::fs::read_to_string(&path)
            .unwrap_or_default()
            .lines()
            .filter_map(|line| serde_json::from_str::<Answer>(line).ok())
            .map(|answer| (answer.item.clone(), answer))
            .collect();
        let mut file = File::options()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(|e| Error::file(&path, &e))?;
        // Whatever was cut off before stays a line of its own.
        file.write_all(b"\n").map_err(|e| Error::file(&path, &e))?;
        Ok(Self { path, file, known })
    }

    /// What was said of an item: of its criteria, of the whole, and how long it took, seconds.
    pub(super) fn get(&self, item: &Item) -> Option<(Vec<Judgement>, Option<Whole>, f64)> {
        let answer = self.known.get(&sha256_of(item).ok()?)?;
        Some((answer.judgements.clone(), answer.whole, answer.seconds))
    }

    /// Keeps what was said now.
    pub(super) fn keep(
        &mut self,
        item: &Item,
        judgements: &[Judgement],
        whole: Option<Whole>,
        seconds: f64,
    ) -> Result<()> {
        let answer = Answer {
            item: sha256_of(item)?,
            seconds,
            judgements: judgements.to_vec(),
            whole,
        };
        let mut line = serde_json::to_vec(&answer).map_err(|e| Error::internal(e.to_string()))?;
        line.push(b'\n');
        self.file
            .write_all(&line)
            .map_err(|e| Error::file(&self.path, &e))
    }
}

fn sha256_of(value: &impl Serialize) -> Result<String> {
    let bytes = serde_json::to_vec(value).map_err(|e| Error::internal(e.to_string()))?;
    Ok(format!("{:x}", Sha256::digest(bytes)))
}

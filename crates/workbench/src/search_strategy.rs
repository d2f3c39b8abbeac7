//! Search strategies: read from files, checked, translated, and run on the records of a review or of a file.

use std::path::Path;
use std::sync::Arc;

use review::{Record, RecordKind, Stage};
use serde::{Deserialize, Serialize};
use strategy::{
    BuiltStrategy, CheckedTerm, ConceptBlocks, Contribution, Corpus, CorpusRecord, Detected,
    ExplainedLine, HeadingTree, OfferedTerm, Parsed, PrismaSItem, Problem, ProposedTerm,
    RelevantRecords, RunReport, SearchRecord, Suggestions, Syntax,
};

use crate::error::{Error, Result};
use crate::import::read_references;
use crate::mesh::read_mesh;
use crate::open_review::Review;
use crate::table_input::{decoded, delimiter};

/// A strategy as it was read from a file.
#[derive(Clone, Debug, Serialize)]
pub struct ReadStrategy {
    /// What the syntax was recognised by; `None` where it was given.
    pub detected: Option<Detected>,
    /// Strategy, problems and texts.
    pub parsed: Parsed,
    /// Each line in plain words.
    pub explained: Vec<ExplainedLine>,
    /// All problems, those of reading included.
    pub problems: Vec<Problem>,
}

/// Reads a strategy, in the syntax given or recognised.
pub fn read_strategy(file: &Path, syntax: Option<Syntax>) -> Result<ReadStrategy> {
    let bytes = std::fs::read(file).map_err(|e| Error::file(file, &e))?;
    let text = decoded(&bytes);
    if text.contains('\0') {
        return Err(Error::bad_input(
            format!("{}: this is no text", file.display()),
            "Save the strategy as plain text, one line for each numbered line.",
        ));
    }
    if text.trim().is_empty() {
        return Err(Error::bad_input(
            format!("{} is empty", file.display()),
            "Paste the strategy into it, one line for each numbered line.",
        ));
    }
    let (detected, parsed) = match syntax {
        Some(syntax) => (None, strategy::parse(&text, syntax)),
        None => {
            let (detected, parsed) = strategy::parse_detected(&text);
            (Some(detected), parsed)
        }
    };
    Ok(ReadStrategy {
        detected,
        explained: strategy::explain(&parsed.strategy),
        problems: strategy::lint(&parsed),
        parsed,
    })
}

/// The syntax of that word.
pub fn syntax_of(word: &str) -> Result<Syntax> {
    Syntax::from_word(word).ok_or_else(|| {
        let known: Vec<&str> = Syntax::ALL.iter().map(|syntax| syntax.as_str()).collect();
        Error::invalid(
            format!("there is no syntax “{word}”"),
            format!("The syntaxes are {}.", known.join(", ")),
        )
    })
}

/// Records with their index.
#[derive(Debug)]
pub(crate) struct Searched {
    pub(crate) records: Vec<CorpusRecord>,
    pub(crate) corpus: Corpus,
}

impl Searched {
    pub(crate) fn new(records: Vec<CorpusRecord>) -> Self {
        Self {
            corpus: Corpus::new(&records),
            records,
        }
    }
}

/// Records that strategies are run on.
#[derive(Debug)]
pub struct StrategyCorpus {
    searched: Arc<Searched>,
    /// Sets of them that are known to be relevant.
    pub relevant: Vec<RelevantRecords>,
    /// Which headings lie below which, if a file was given.
    pub tree: Option<HeadingTree>,
}

impl StrategyCorpus {
    fn new(records: Vec<CorpusRecord>, relevant: Vec<RelevantRecords>) -> Self {
        Self {
            searched: Arc::new(Searched::new(records)),
            relevant,
            tree: None,
        }
    }

    /// The records of a bibliographic file; of a table, with the columns of labels (`1` is relevant) by their names.
    pub fn of_file(file: &Path, label_columns: &[String]) -> Result<Self> {
        if label_columns.is_empty() {
            let (_, import) = read_references(file, None)?;
            let records = import.records.iter().map(|r| corpus_record(&r.record));
            return Ok(Self::new(records.collect(), vec![]));
        }
        let bytes = std::fs::read(file).map_err(|e| Error::file(file, &e))?;
        let text = decoded(&bytes);
        let problem = |what: String, hint: &str| {
            Error::bad_input(format!("{}: {what}", file.display()), hint)
        };
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .delimiter(delimiter(&text))
            .from_reader(text.as_bytes());
        let headers = reader
            .headers()
            .map_err(|e| problem(e.to_string(), "Save the table as CSV."))?
            .clone();
        let column = |name: &str| {
            headers
                .iter()
                .position(|h| h.trim().eq_ignore_ascii_case(name))
        };
        let mut relevant = Vec::new();
        let mut labels = Vec::new();
        for name in label_columns {
            let listed = formats::columns_in_words(headers.iter());
            let at = column(name).ok_or_else(|| {
                problem(
                    format!("there is no column “{name}”"),
                    &format!("The columns are: {listed}."),
                )
            })?;
            labels.push(at);
            relevant.push(RelevantRecords {
                name: name.clone(),
                records: vec![],
            });
        }
        let [title, abstract_text, keywords, year] =
            ["title", "abstract", "keywords", "year"].map(column);
        if title.is_none() && abstract_text.is_none() {
            return Err(problem(
                "there is neither a title nor an abstract column".to_owned(),
                "Name the columns title and abstract.",
            ));
        }
        let mut records = Vec::new();
        for (place, row) in (0_u32..).zip(reader.records()) {
            let row = row.map_err(|e| problem(e.to_string(), "Mend the row."))?;
            let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default();
            for (set, at) in relevant.iter_mut().zip(&labels) {
                let word = cell(Some(*at)).trim().to_lowercase();
                if matches!(
                    word.as_str(),
                    "1" | "1.0" | "yes" | "true" | "included" | "include" | "relevant"
                ) {
                    set.records.push(place);
                }
            }
            records.push(CorpusRecord {
                title: cell(title).to_owned(),
                abstract_text: cell(abstract_text).to_owned(),
                keywords: cell(keywords)
                    .split([';', '|'])
                    .map(|word| word.trim().to_owned())
                    .filter(|word| !word.is_empty())
                    .collect(),
                year: cell(year).trim().parse().ok(),
                ..CorpusRecord::default()
            });
        }
        Ok(Self::new(records, relevant))
    }

    /// The index of the records.
    pub fn corpus(&self) -> &Corpus {
        &self.searched.corpus
    }

    /// Takes a file of MeSH, in any of NLM's forms.
    pub fn with_tree(mut self, file: Option<&Path>) -> Result<Self> {
        if let Some(file) = file {
            self.tree = Some(read_mesh(file)?);
        }
        Ok(self)
    }

    /// Runs a strategy, with what each term contributes and what might be added or dropped.
    pub fn run(&self, read: &ReadStrategy, suggestions: usize) -> StrategyRun {
        let strategy = &read.parsed.strategy;
        let tree = self.tree.as_ref();
        let last = self.relevant.last().cloned().unwrap_or_default();
        let suggestions = (suggestions > 0 && !last.records.is_empty()).then(|| {
            let proposed =
                strategy::propose_terms(&self.searched.corpus, &self.searched.records, &last, 300);
            strategy::suggest(
                strategy,
                &self.searched.corpus,
                &last,
                &proposed,
                tree,
                suggestions,
            )
        });
        let report = strategy::run(strategy, &self.searched.corpus, &self.relevant, tree);
        let missed: Vec<String> = report
            .recall
            .last()
            .into_iter()
            .flat_map(|recall| &recall.missed)
            .filter_map(|place| self.searched.records.get(usize::try_from(*place).ok()?))
            .map(|record| record.title.clone())
            .collect();
        StrategyRun {
            contributions: strategy::contributions(
                strategy,
                &self.searched.corpus,
                &self.relevant,
                tree,
            ),
            problems: [
                strategy::lint_on_corpus(strategy, &self.searched.corpus, tree),
                tree.map_or_else(Vec::new, |mesh| strategy::lint_headings(strategy, mesh)),
            ]
            .concat(),
            report,
            missed,
            suggestions,
        }
    }

    /// Terms that the relevant records (the last set) use more than the others.
    pub fn propose(&self, most: usize) -> Result<Vec<ProposedTerm>> {
        match self.relevant.last() {
            Some(set) if !set.records.is_empty() => Ok(strategy::propose_terms(
                &self.searched.corpus,
                &self.searched.records,
                set,
                most,
            )),
            _ => Err(Error::invalid(
                "no record is known to be relevant",
                "Name a column of labels with --relevant, or take a review in which records are included.",
            )),
        }
    }

    /// Terms from elsewhere held against the records; what neither records nor thesaurus know is marked.
    pub fn check(&self, terms: &[OfferedTerm]) -> Vec<CheckedTerm> {
        let last = self.relevant.last().cloned().unwrap_or_default();
        strategy::check_terms(terms, &self.searched.corpus, &last, self.tree.as_ref())
    }
}

/// What a strategy does on a corpus.
#[derive(Clone, Debug, Serialize)]
pub struct StrategyRun {
    /// Hits of each line and recall.
    pub report: RunReport,
    /// Titles of relevant records (of the last set) that are not found.
    pub missed: Vec<String>,
    /// What each term contributes.
    pub contributions: Vec<Contribution>,
    /// Terms that find nothing, lines that add nothing.
    pub problems: Vec<Problem>,
    /// What might be added or dropped, where relevant records are known and it was asked for.
    pub suggestions: Option<Suggestions>,
}

impl Review {
    /// The records of the review at title and abstract, duplicates combined; relevant are those included there, and
    /// those included in the end.
    pub async fn strategy_corpus(&self) -> Result<StrategyCorpus> {
        let ledger = self.ledger().await?;
        let searchable = self.searchable(&ledger).await?;
        let sets = [
            ("included at title and abstract", Stage::TitleAbstract),
            ("included", Stage::FullText),
        ]
        .map(|(name, stage)| RelevantRecords {
            name: name.to_owned(),
            records: searchable.included(&ledger, stage),
        });
        // Without anything read in full, what title and abstract say is the last word.
        let relevant = sets
            .into_iter()
            .filter(|set| !set.records.is_empty())
            .collect();
        Ok(StrategyCorpus {
            searched: Arc::clone(&searchable.searched),
            relevant,
            tree: None,
        })
    }
}

pub(crate) fn corpus_record(record: &Record) -> CorpusRecord {
    CorpusRecord {
        title: record.title.clone().unwrap_or_default(),
        abstract_text: record.abstract_text.clone().unwrap_or_default(),
        keywords: record.keywords.clone(),
        year: record.year,
        publication_types: match &record.kind {
            RecordKind::Other(kind) => vec![kind.clone()],
            _ => record
                .other
                .iter()
                .filter(|field| field.tag == "PT")
                .map(|field| field.value.clone())
                .collect(),
        },
        language: record.language.clone(),
    }
}

/// Builds a strategy from a TOML file of concepts.
pub fn build_strategy(file: &Path, to: Syntax) -> Result<BuiltStrategy> {
    Ok(strategy::build(&read_concepts(file)?, to))
}

/// The concepts in a TOML file.
pub(crate) fn read_concepts(file: &Path) -> Result<ConceptBlocks> {
    let blocks: ConceptBlocks = from_toml(
        file,
        "See docs/decisions/0025-search-strategies.md for an example.",
    )?;
    if blocks
        .concept
        .iter()
        .all(|c| c.terms.is_empty() && c.headings.is_empty())
    {
        return Err(Error::bad_input(
            format!("{} has no concept with a term or heading", file.display()),
            "Write [[concept]] with name, terms and headings.",
        ));
    }
    Ok(blocks)
}

/// What PRISMA-S asks of a search, filled from the strategy and a TOML file of what people gave.
pub fn strategy_record(file: Option<&Path>, read: &ReadStrategy) -> Result<Vec<PrismaSItem>> {
    let record: SearchRecord = match file {
        Some(file) => from_toml(
            file,
            "The keys are database, platform, searched_on, records and others.",
        )?,
        None => SearchRecord::default(),
    };
    Ok(strategy::prisma_s(&record, &read.parsed.strategy))
}

pub(crate) fn from_toml<T: for<'de> Deserialize<'de>>(file: &Path, hint: &str) -> Result<T> {
    let text = std::fs::read_to_string(file).map_err(|e| Error::file(file, &e))?;
    toml::from_str(&text).map_err(|e| {
        Error::bad_input(
            format!("{}: {}", file.display(), e.to_string().trim_end()),
            hint,
        )
    })
}

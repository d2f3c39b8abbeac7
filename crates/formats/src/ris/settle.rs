//! What depends on several fields of a RIS entry: kind, containing work, pages, dates, identifiers.

use review::{OtherField, RecordKind};

use super::record::{Reading, kind_of, value_problem};
use crate::fields::{doi, kind_from_words, one_line, pmcid, pmid, year};
use crate::tagged::{fill, keep, word};

impl Reading<'_> {
    /// Decides what depends on several fields.
    pub(super) fn settle(&mut self) {
        self.settle_kind();
        self.settle_journal();
        self.settle_pages();
        self.settle_dates();
        self.settle_numbers();
    }

    fn settle_kind(&mut self) {
        let word = self.loose.kind.trim();
        let (kind, usual) = kind_of(&word.to_ascii_uppercase());
        self.record.kind = kind;
        if !usual {
            // The word says more than the kind does. It stands first in the file.
            let field = OtherField {
                tag: "TY".to_owned(),
                value: one_line(word).into_owned(),
            };
            self.record.other.insert(0, field);
        }
        if self.record.kind == RecordKind::Unknown
            && let Some(named) = self
                .record
                .other
                .iter()
                .filter(|field| field.tag == "M3")
                .find_map(|field| kind_from_words(&field.value))
        {
            self.record.kind = named;
        }
    }

    fn settle_journal(&mut self) {
        let record = &mut self.record;
        let [jf, t2, bt] = std::mem::take(&mut self.loose.journals);
        let is_book = matches!(
            record.kind,
            RecordKind::Book | RecordKind::Thesis | RecordKind::TechnicalReport
        );
        if record.title.is_none() && is_book {
            record.title = bt;
        } else if let Some(value) = fill(&mut self.loose.jo, bt) {
            keep(record, "BT", &value);
        }
        record.journal = jf;
        if is_book {
            // Of a book, `T2` is the series.
            if let Some(series) = t2 {
                keep(record, "T2", &series);
            }
        } else if let Some(value) = fill(&mut record.journal, t2) {
            keep(record, "T2", &value);
        }
        let jo = self.loose.jo.take();
        match (&record.journal, &record.journal_abbreviation) {
            (None, _) => record.journal = jo,
            (Some(journal), None) if jo.as_ref() != Some(journal) => {
                record.journal_abbreviation = jo
            }
            (Some(journal), Some(short)) => {
                if let Some(jo) = jo.filter(|jo| jo != journal && jo != short) {
                    keep(record, "JO", &jo);
                }
            }
            _ => {}
        }
    }

    fn settle_pages(&mut self) {
        let record = &mut self.record;
        let loose = &mut self.loose;
        record.pages = match (loose.start_page.take(), loose.end_page.take()) {
            // PsycINFO on Ovid.
            (Some(start), Some(end)) if start == "No" && end == "Specified" => None,
            (Some(start), Some(end)) if start == end => Some(start),
            (Some(start), Some(end)) if start.contains(['-', '–']) => {
                if !start.ends_with(&end) {
                    keep(record, "EP", &end);
                }
                Some(start)
            }
            (Some(start), Some(end)) => Some(format!("{start}-{end}")),
            (start, end) => start.or(end),
        };
        let number = loose.article_number.take();
        if let Some(number) = fill(&mut record.pages, number) {
            keep(record, "C7", &number);
        }
    }

    fn settle_dates(&mut self) {
        for (tag, value, line) in std::mem::take(&mut self.loose.dates) {
            let value = value.trim();
            let bare = value.trim_matches('/').trim();
            let found = year(bare);
            match (self.record.year, found) {
                (None, Some(year)) => {
                    self.record.year = Some(year);
                    let says_more = bare.len() > 4;
                    if says_more && let Some(date) = fill(&mut self.record.date, word(bare)) {
                        keep(&mut self.record, tag, &date);
                    }
                }
                (Some(year), Some(again)) if year == again => {
                    let says_more = bare.len() > 4;
                    if says_more && let Some(date) = fill(&mut self.record.date, word(bare)) {
                        keep(&mut self.record, tag, &date);
                    }
                }
                (Some(_), Some(_)) => keep(&mut self.record, tag, bare),
                (_, None) if bare.is_empty() => {}
                (_, None) => {
                    let reason = "no year could be read from this date; it was kept as it is";
                    self.problems.push(value_problem(reason, value, line));
                    keep(&mut self.record, tag, value);
                }
            }
        }
        if self.record.year.is_none() {
            self.record.year = self.record.date.as_deref().and_then(year);
        }
    }

    fn settle_numbers(&mut self) {
        let record = &mut self.record;
        let elsewhere = self.loose.doi_elsewhere.take();
        match (&record.doi, elsewhere) {
            (Some(known), Some(other)) if *known != other => keep(record, "M3", &other),
            (None, elsewhere) => {
                record.doi = elsewhere.or_else(|| {
                    record
                        .urls
                        .iter()
                        .filter(|url| url.contains("doi.org/"))
                        .find_map(|url| doi(url))
                });
            }
            _ => {}
        }
        let database = record.database.as_deref().unwrap_or_default();
        let provider = record.other.iter().find(|field| field.tag == "DP");
        let of_medline = holds(database, "medline")
            || holds(database, "pubmed")
            || provider.is_some_and(|field| field.value.eq_ignore_ascii_case("nlm"));
        let is_digits = |text: &&str| {
            (5..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let accession = record.accession.as_deref().unwrap_or_default();
        let named = ["pubmed", "medline", "pmid"].iter().any(|name| {
            accession
                .get(..name.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(name))
        });
        let from = |number: Option<&str>| number.filter(is_digits).map(str::to_owned);
        if record.pmid.is_none() {
            record.pmid = if named {
                pmid(accession)
            } else if of_medline {
                from(Some(accession)).or_else(|| from(self.loose.id))
            } else if holds(database, "scopus") {
                from(self.loose.c2)
            } else {
                None
            };
            // Embase writes `Medline PMID` here.
            if record.pmid.is_none() && !record.other.iter().any(|field| field.tag == "C4") {
                record.pmid = from(self.loose.c5);
            }
            if record.pmid.is_none() {
                record.pmid = record
                    .urls
                    .iter()
                    .filter(|url| url.contains("ncbi.nlm.nih.gov") && url.contains("pubmed"))
                    .find_map(|url| pmid(url));
            }
        }
        if record.pmcid.is_none() {
            record.pmcid = self
                .loose
                .c2
                .filter(|c2| {
                    c2.len() < 12 && c2.get(..3).is_some_and(|p| p.eq_ignore_ascii_case("PMC"))
                })
                .and_then(pmcid);
        }
    }
}

/// Whether a text holds a word, in capital or small letters.
fn holds(text: &str, word: &str) -> bool {
    let mut places = text.as_bytes().windows(word.len());
    places.any(|place| place.eq_ignore_ascii_case(word.as_bytes()))
}

//! [`Prepared`]: a record as it is compared.

use review::{Record, RecordKind};

use crate::journal::Journal;
use crate::pages::Pages;
use crate::people::{self, Name};
use crate::text::{fold, hash_of, present};
use crate::title::Title;

/// A record with every field normalised once, so that comparing pairs is cheap.
#[derive(Clone, Debug)]
pub(crate) struct Prepared<'r> {
    /// Title, and the title in the original language where the source gives one.
    pub(crate) titles: Vec<Title>,
    /// Authors.
    pub(crate) people: Vec<Name>,
    /// Year of publication.
    pub(crate) year: Option<i32>,
    /// Journal or proceedings.
    pub(crate) journal: Journal,
    /// Volume: its number, or its folded text where it has none.
    pub(crate) volume: Option<String>,
    /// Issue, likewise.
    pub(crate) issue: Option<String>,
    /// Pages.
    pub(crate) pages: Option<Pages>,
    /// DOI.
    pub(crate) doi: Option<Doi>,
    /// PubMed identifier.
    pub(crate) pmid: Option<String>,
    /// ISBNs, digits only.
    pub(crate) isbn: Vec<String>,
    /// The abstract as given; folded only for the few pairs that need it.
    pub(crate) abstract_text: Option<&'r str>,
    /// The form of the publication.
    pub(crate) form: Form,
    /// Whether it stands in a supplement, where conference abstracts stand.
    pub(crate) supplement: bool,
    /// A hash of all of the above: equal for records that cannot be told apart.
    pub(crate) fingerprint: u64,
}

/// A DOI with what it tells.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Doi {
    /// Without version.
    pub(crate) stem: String,
    /// Version that the publisher appends, such as `pub3` of a Cochrane review or `v2` of a preprint.
    pub(crate) version: String,
    /// Whether it names a whole book or issue, as all chapters share it.
    pub(crate) container: bool,
}

/// Forms of publication that are never copies of one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// Article, conference paper or unknown: databases do not agree on these.
    Any,
    /// Manuscript before review.
    Preprint,
    /// Thesis.
    Thesis,
    /// Entry of a trial register.
    Registration,
    /// Whole book.
    Book,
    /// Data set.
    Dataset,
}

impl<'r> Prepared<'r> {
    /// Prepares one record.
    pub(crate) fn read(record: &'r Record) -> Self {
        let title = Title::read(record.title.as_deref());
        let original = Title::read(record.original_title.as_deref());
        let mut titles = vec![title];
        if !original.is_missing() && original.compact != titles[0].compact {
            titles.push(original);
        }
        let journal = Journal::read(
            &[
                record.journal.as_deref(),
                record.journal_abbreviation.as_deref(),
            ],
            &record.issn,
        );
        let doi = record.doi.as_deref().and_then(Doi::read);
        let volume = present(record.volume.as_deref());
        let issue = present(record.issue.as_deref());
        let mut pages = Pages::read(record.pages.as_deref());
        // Some exports repeat the year where pages belong.
        if let (Some(found), Some(year)) = (&pages, record.year)
            && found.prefix.is_empty()
            && found.last.is_none()
            && i64::try_from(found.first) == Ok(i64::from(year))
        {
            pages = None;
        }
        let in_supplement = |text: Option<&str>| {
            text.is_some_and(|text| {
                let text = text.to_lowercase();
                text.contains("suppl") || text.contains("conference") || text.contains("spec no")
            })
        };
        let supplement = in_supplement(volume)
            || in_supplement(issue)
            || in_supplement(
                record
                    .journal
                    .as_deref()
                    .filter(|j| j.contains("Conference:")),
            )
            || pages.as_ref().is_some_and(|p| p.prefix.ends_with('s'));
        let mut prepared = Self {
            form: Form::read(record, &journal, doi.as_ref()),
            titles,
            people: people::read(&record.authors),
            year: record.year,
            journal,
            volume: volume.map(number_or_text),
            issue: issue.map(number_or_text),
            pages,
            doi,
            pmid: present(record.pmid.as_deref()).map(|p| p.trim_start_matches('0').to_owned()),
            isbn: isbns(&record.isbn),
            abstract_text: present(record.abstract_text.as_deref()),
            supplement,
            fingerprint: 0,
        };
        prepared.fingerprint = prepared.hash();
        prepared
    }

    /// The title as given.
    pub(crate) fn title(&self) -> &Title {
        &self.titles[0]
    }

    fn hash(&self) -> u64 {
        hash_of((
            (&self.titles, &self.people, self.year, &self.journal),
            (&self.volume, &self.issue, &self.pages, &self.doi),
            (&self.pmid, &self.isbn, self.abstract_text, self.form),
            self.supplement,
        ))
    }

    /// A hash of the fields by which two records can contradict each other.
    pub(crate) fn signature(&self) -> u64 {
        hash_of((
            (&self.titles, self.year, &self.volume, &self.issue),
            (&self.pages, &self.doi, &self.pmid, self.form),
            (&self.people, &self.journal, self.supplement),
        ))
    }
}

/// `32 Spec No2` → `32`; `13/14` → `13`; `Suppl. 1` → `suppl1`.
fn number_or_text(text: &str) -> String {
    let folded = fold(text);
    let numbered = folded
        .split(' ')
        .map(|w| w.trim_start_matches(|c: char| c.is_ascii_alphabetic()))
        .find(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    match numbered {
        Some(number) if !folded.starts_with("suppl") => {
            let end = number
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(number.len());
            let number = number[..end].trim_start_matches('0');
            if number.is_empty() {
                "0".to_owned()
            } else {
                number.to_owned()
            }
        }
        _ => folded.replace("supplement", "suppl").replace(' ', ""),
    }
}

fn isbns(given: &[String]) -> Vec<String> {
    let mut found: Vec<String> = given
        .iter()
        .flat_map(|text| text.split([' ', ',', ';']))
        .map(|text| {
            text.chars()
                .filter(|c| c.is_ascii_digit() || *c == 'X' || *c == 'x')
                .collect::<String>()
        })
        // The last ten digits of either form without the check digit identify a book.
        .filter(|text| text.len() == 10 || text.len() == 13)
        .map(|text| text[text.len() - 10..text.len() - 1].to_owned())
        .collect();
    found.sort();
    found.dedup();
    found
}

impl Doi {
    fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let start = text.find("10.")?;
        let bare = text[start..].trim_end_matches(['.', ',', ';', '/', ' ']);
        let mut stem = bare;
        for ending in ["/full", "/pdf", "/abstract", "/fulltext"] {
            stem = stem.strip_suffix(ending).unwrap_or(stem);
        }
        let (_, suffix) = stem.split_once('/')?;
        if suffix.len() < 3 {
            return None;
        }
        let mut version = "";
        if let Some((head, tail)) = stem.rsplit_once(['.', 'v', '/'])
            && (tail.strip_prefix("pub").is_some_and(is_number)
                || stem[..stem.len() - tail.len()].ends_with('v')
                    && is_number(tail)
                    && head.ends_with(|c: char| c.is_ascii_digit()))
        {
            version = tail;
            stem = head;
        }
        let container = suffix.starts_with("978")
            && !suffix.contains(['_', ':'])
            && suffix.chars().filter(char::is_ascii_digit).count() <= 13;
        Some(Self {
            stem: stem.to_owned(),
            version: version.to_owned(),
            container,
        })
    }

    fn is_preprint(&self) -> bool {
        const SERVERS: [&str; 13] = [
            "10.2139/ssrn",
            "10.48550/",
            "10.21203/rs",
            "10.20944/preprints",
            "10.31234/",
            "10.31219/",
            "10.26434/",
            "10.22541/au",
            "10.36227/",
            "10.31235/",
            "10.64898/",
            "10.12688/openreseurope",
            "10.35542/",
        ];
        let of_press = self
            .stem
            .strip_prefix("10.1101/")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        of_press || SERVERS.iter().any(|s| self.stem.starts_with(s))
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

impl Form {
    fn read(record: &Record, journal: &Journal, doi: Option<&Doi>) -> Self {
        let in_journal = |words: &[&str]| journal.mentions(words);
        if record.kind == RecordKind::Preprint
            || doi.is_some_and(Doi::is_preprint)
            || in_journal(&[
                "biorxiv",
                "medrxiv",
                "arxiv",
                "ssrn",
                "preprints",
                "research square",
            ])
        {
            return Self::Preprint;
        }
        match record.kind {
            RecordKind::Thesis => Self::Thesis,
            RecordKind::TrialRegistration => Self::Registration,
            RecordKind::Book => Self::Book,
            RecordKind::Dataset => Self::Dataset,
            _ if in_journal(&["dissertation abstract", "diss abstr"]) => Self::Thesis,
            _ if in_journal(&[
                "clinicaltrials gov",
                "who int trialsearch",
                "trial registry",
            ]) =>
            {
                Self::Registration
            }
            _ => Self::Any,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_a_doi() {
        let read = |text| {
            let doi = Doi::read(text).unwrap();
            (doi.stem, doi.version, doi.container)
        };
        assert_eq!(
            read("10.1002/14651858.CD008391.pub2").0,
            "10.1002/14651858.cd008391"
        );
        assert_eq!(read("10.1002/14651858.CD008391.pub2").1, "pub2");
        assert_eq!(read("https://doi.org/10.1101/2020.01.02.123456v2").1, "2");
        assert!(read("10.1007/978-3-662-45670-5").2);
        assert!(!read("10.1007/978-3-662-45670-5_12").2);
        assert_eq!(Doi::read("none"), None);
        assert!(
            Doi::read("10.1101/2020.01.02.123456")
                .unwrap()
                .is_preprint()
        );
        assert!(!Doi::read("10.1101/gr.1234").unwrap().is_preprint());
    }

    #[test]
    fn volumes_and_issues() {
        assert_eq!(number_or_text("32 Spec No2"), "32");
        assert_eq!(number_or_text("13/14"), "13");
        assert_eq!(number_or_text("Vol. 07"), "7");
        assert_eq!(number_or_text("Suppl. 1"), "suppl1");
        assert_eq!(number_or_text("Supplement 3"), "suppl3");
    }
}

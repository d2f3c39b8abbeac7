//! The fields of the index and how a record fills them.

use review::{Author, Record, RecordId};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{TantivyDocument, Term};

use crate::lex::bare_doi;
use crate::text::Words;

/// Changes whenever fields or the splitting into words change; an index of another version is rebuilt.
pub(crate) const SCHEMA_VERSION: u32 = 1;

const WORDS: &str = "words";

/// The fields. No text is stored: it is shown from the review itself, so that it can never be out of date.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    pub(crate) id: Field,
    pub(crate) year: Field,
    pub(crate) title: Field,
    pub(crate) abstract_text: Field,
    pub(crate) author: Field,
    pub(crate) journal: Field,
    pub(crate) keyword: Field,
    pub(crate) doi: Field,
    pub(crate) pmid: Field,
}

pub(crate) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(WORDS)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    );
    let fields = Fields {
        id: schema.add_text_field("id", STRING | FAST),
        year: schema.add_i64_field("year", INDEXED | FAST),
        title: schema.add_text_field("title", words.clone()),
        abstract_text: schema.add_text_field("abstract", words.clone()),
        author: schema.add_text_field("author", words.clone()),
        journal: schema.add_text_field("journal", words.clone()),
        keyword: schema.add_text_field("keyword", words),
        doi: schema.add_text_field("doi", STRING),
        pmid: schema.add_text_field("pmid", STRING),
    };
    (schema.build(), fields)
}

pub(crate) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(WORDS, TextAnalyzer::from(WordTokenizer::default()));
    tokenizers
}

impl Fields {
    /// The document of a record.
    pub(crate) fn document(&self, id: &RecordId, record: &Record) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.id, id.as_str());
        if let Some(year) = record.year {
            document.add_i64(self.year, i64::from(year));
        }
        for title in record.title.iter().chain(&record.original_title) {
            document.add_text(self.title, title);
        }
        if let Some(text) = &record.abstract_text {
            document.add_text(self.abstract_text, text);
        }
        for author in &record.authors {
            for name in spellings(author) {
                document.add_text(self.author, name);
            }
        }
        for journal in record.journal.iter().chain(&record.journal_abbreviation) {
            document.add_text(self.journal, journal);
        }
        for keyword in &record.keywords {
            document.add_text(self.keyword, keyword);
        }
        if let Some(doi) = &record.doi {
            document.add_text(self.doi, bare_doi(doi));
        }
        if let Some(pmid) = &record.pmid {
            document.add_text(self.pmid, pmid.trim());
        }
        document
    }

    pub(crate) fn id_term(&self, id: &RecordId) -> Term {
        Term::from_field_text(self.id, id.as_str())
    }
}

/// A name as given, with its initials (`Smith JA`) and with the first of them (`Smith J`), as PubMed writes authors.
fn spellings(author: &Author) -> Vec<String> {
    let Author::Person { family, given, .. } = author else {
        return vec![author.to_string()];
    };
    let mut spellings = vec![author.to_string()];
    let Some(given) = given else { return spellings };
    let names: Vec<&str> = given
        .split(|c: char| !c.is_alphanumeric())
        .filter(|name| !name.is_empty())
        .collect();
    // `JA` are two initials already, `Jo` is a name.
    let initials: String = names
        .iter()
        .flat_map(|name| {
            let are_initials = name.len() <= 3 && name.chars().all(char::is_uppercase);
            name.chars().take(if are_initials { 3 } else { 1 })
        })
        .collect();
    if let Some(first) = initials.chars().next() {
        spellings.push(format!("{family} {initials}"));
        if initials.chars().count() > 1 {
            spellings.push(format!("{family} {first}"));
        }
    }
    spellings
}

/// [`Words`] for tantivy.
#[derive(Clone, Default)]
struct WordTokenizer {
    words: Words,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.words.read(text);
        WordStream {
            words: &self.words,
            next: 0,
            token: Token::default(),
        }
    }
}

struct WordStream<'a> {
    words: &'a Words,
    next: usize,
    token: Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.get(self.next) else {
            return false;
        };
        self.next += 1;
        self.token.offset_from = word.at.start;
        self.token.offset_to = word.at.end;
        self.token.position = word.position;
        self.token.text.clear();
        self.token.text.push_str(self.words.folded(word));
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

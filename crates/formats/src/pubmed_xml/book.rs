//! `BookDocument`: books and chapters of the NCBI Bookshelf.

use review::{Record, RecordKind};

use super::parts::{
    authors, identifier, keep, keywords, numeric_date, other, pages, publication_date,
    whole_abstract,
};
use crate::fields;
use crate::xml::Element;

/// A book, or a chapter of one where the document has a title of its own.
pub(super) fn document(document: &Element, record: &mut Record) {
    let mut book_title = None;
    let mut languages = Vec::new();
    for element in document.children() {
        match element.name.as_str() {
            "PMID" if record.pmid.is_none() => record.pmid = element.line(),
            "ArticleIdList" => element.children().for_each(|id| identifier(id, record)),
            "Book" => book(element, record, &mut book_title),
            "ArticleTitle" => record.title = element.line(),
            "VernacularTitle" => record.original_title = element.line(),
            "Pagination" => record.pages = pages(element),
            "Language" => languages.extend(element.line()),
            "AuthorList" => {
                // The authors of the chapter, if there are any, come before those of the book.
                let of_book = std::mem::take(&mut record.authors);
                authors(element, record);
                if record.authors.is_empty() {
                    record.authors = of_book;
                } else {
                    for author in of_book {
                        other(record, "Author of the book", author.to_string());
                    }
                }
            }
            "Abstract" => whole_abstract(element, record),
            "KeywordList" => keywords(element, record),
            "ContributionDate" | "DateRevised" => {
                if let Some(date) = numeric_date(element) {
                    record.year = record.year.or(fields::year(&date));
                    other(record, &element.name, date);
                }
            }
            _ => keep(element, record),
        }
    }
    record.language = fields::non_empty(languages.join("; "));
    if record.title.is_some() {
        record.journal = book_title;
        record.kind = RecordKind::BookSection;
    } else if book_title.is_some() {
        record.title = book_title;
        record.kind = RecordKind::Book;
    }
}

fn book(book: &Element, record: &mut Record, title: &mut Option<String>) {
    for element in book.children() {
        match element.name.as_str() {
            "Publisher" => {
                record.publisher = element.line_of("PublisherName");
                record.place = element.line_of("PublisherLocation");
            }
            "BookTitle" => *title = element.line(),
            "PubDate" => publication_date(element, record),
            "AuthorList" => authors(element, record),
            "Volume" => record.volume = element.line(),
            "Isbn" => record.isbn.extend(element.line()),
            "ELocationID" => identifier(element, record),
            _ => keep(element, record),
        }
    }
}

//! Cleaning of values, shared by all formats: what one source writes so and another otherwise.

mod dates;
mod entities;
mod identifiers;
mod kinds;
mod names;
mod pages;
mod text;

pub(crate) use dates::year;
pub(crate) use entities::decode_entities;
pub(crate) use identifiers::{doi, isbns, issns, pmcid, pmid};
pub(crate) use kinds::kind_from_words;
pub(crate) use names::{author, author_list};
pub(crate) use pages::pages;
pub(crate) use text::{is_simple, non_empty, one_line, paragraphs, plain, plain_line};

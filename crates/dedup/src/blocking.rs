//! Candidate pairs: which records are worth comparing, without comparing all with all.
//!
//! Every record gets keys of several kinds (identifiers, pieces of the title, author with year or page, place in a
//! volume); records that share a key are compared. A key that many records share is refined by further fields, and
//! what is still crowded is compared with its neighbours in sorted order only, so the number of pairs grows with
//! the number of records whatever they contain.

use rustc_hash::FxHashMap;

use crate::prepared::Prepared;
use crate::text::hash_of;

/// Records that share a key up to which all pairs are compared.
const CROWD: usize = 24;
/// How many neighbours are compared in a crowd that cannot be divided further.
const NEIGHBOURS: usize = 6;

/// The pairs to compare, each once, the smaller index first, sorted; among `chosen` records only.
pub(crate) fn candidates(records: &[Prepared<'_>], chosen: &[u32]) -> Vec<(u32, u32)> {
    let frequencies = word_frequencies(records, chosen);
    let mut keys: Vec<(u64, u32)> = Vec::with_capacity(chosen.len() * 14);
    for index in chosen {
        let record = &records[*index as usize];
        push_keys(record, &frequencies, |key| keys.push((key, *index)));
    }
    keys.sort_unstable();
    keys.dedup();
    let mut pairs = Vec::new();
    for block in keys.chunk_by(|x, y| x.0 == y.0) {
        let members: Vec<u32> = block.iter().map(|(_, index)| *index).collect();
        pair_up(records, members, &mut pairs);
    }
    drop(keys);
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn word_frequencies(records: &[Prepared<'_>], chosen: &[u32]) -> FxHashMap<u64, u32> {
    let mut frequencies = FxHashMap::default();
    for index in chosen {
        for word in words(&records[*index as usize].title().words) {
            *frequencies.entry(word).or_insert(0) += 1;
        }
    }
    frequencies
}

fn words(title: &str) -> Vec<u64> {
    let mut words: Vec<u64> = title
        .split(' ')
        .filter(|w| w.len() >= 4)
        .map(hash_of)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Kinds of key, so that equal values of different fields do not meet.
#[derive(Hash)]
enum Key<'k> {
    Doi(&'k str),
    Pmid(&'k str),
    Title(&'k str),
    TitleStart(&'k [u8]),
    TitleEnd(&'k [u8]),
    RareWords(u64, u64),
    AuthorYear(&'k str, i32),
    AuthorPage(&'k str, u64),
    VolumePage(&'k str, u64, u64),
    YearPages(i32, u64, u64),
    IssuePage(&'k str, &'k str, u64),
    Authors(u64, i32),
    Abstract(u64),
}

fn push_keys(record: &Prepared<'_>, frequencies: &FxHashMap<u64, u32>, mut push: impl FnMut(u64)) {
    let mut push = |key: Key<'_>| push(hash_of(key));
    if let Some(doi) = &record.doi {
        push(Key::Doi(&doi.stem));
    }
    if let Some(pmid) = &record.pmid {
        push(Key::Pmid(pmid));
    }
    for title in record.titles.iter().filter(|t| !t.is_missing()) {
        let bytes = title.compact.as_bytes();
        push(Key::Title(&title.compact));
        if bytes.len() >= 24 {
            push(Key::TitleStart(&bytes[..24]));
            push(Key::TitleEnd(&bytes[bytes.len() - 24..]));
        }
        let mut rare = words(&title.words);
        rare.sort_by_key(|w| (frequencies.get(w).copied().unwrap_or(0), *w));
        rare.truncate(4);
        for (at, x) in rare.iter().enumerate() {
            for y in &rare[at + 1..] {
                push(Key::RareWords(*x.min(y), *x.max(y)));
            }
        }
    }
    let first = record.people.first().map(|n| n.family.as_str());
    if let (Some(first), Some(year)) = (first, record.year) {
        push(Key::AuthorYear(first, year));
    }
    if record.people.len() >= 2
        && let Some(year) = record.year
    {
        let mut families: Vec<&str> = record.people.iter().map(|n| n.family.as_str()).collect();
        families.sort_unstable();
        push(Key::Authors(hash_of(&families), year));
    }
    if let Some(pages) = &record.pages {
        let last = pages.last.unwrap_or(pages.first);
        if let Some(first) = first {
            push(Key::AuthorPage(first, pages.first));
        }
        if let Some(volume) = &record.volume {
            push(Key::VolumePage(volume, pages.first, last));
            if let Some(issue) = &record.issue {
                push(Key::IssuePage(volume, issue, pages.first));
            }
        }
        if let Some(year) = record.year
            && pages.is_range()
        {
            push(Key::YearPages(year, pages.first, last));
        }
    }
    if let Some(text) = record.abstract_text
        && text.len() >= 200
    {
        let letters: String = text
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .skip(60)
            .take(60)
            .collect();
        push(Key::Abstract(hash_of(letters)));
    }
}

/// The pairs of one block.
fn pair_up(records: &[Prepared<'_>], mut members: Vec<u32>, pairs: &mut Vec<(u32, u32)>) {
    if members.len() <= CROWD {
        all_pairs(&members, pairs);
        return;
    }
    let of = |index: u32| &records[index as usize];
    // What is most telling inside a crowd of one key, each taken for itself.
    let refinements: [fn(&Prepared<'_>) -> Option<u64>; 5] = [
        |r| r.doi.as_ref().map(|d| hash_of(&d.stem)),
        |r| r.people.first().map(|n| hash_of((&n.family, r.year))),
        |r| r.pages.as_ref().map(|p| hash_of((&r.volume, p.first))),
        |r| r.year.map(|y| hash_of((y, &r.volume, &r.title().compact))),
        |r| {
            let title = r.title();
            (!title.is_generic()).then(|| hash_of(&title.compact))
        },
    ];
    for refine in refinements {
        let mut refined: Vec<(u64, u32)> = members
            .iter()
            .filter_map(|i| refine(of(*i)).map(|key| (key, *i)))
            .collect();
        refined.sort_unstable();
        for block in refined.chunk_by(|x, y| x.0 == y.0) {
            let members: Vec<u32> = block.iter().map(|(_, index)| *index).collect();
            if members.len() <= CROWD {
                all_pairs(&members, pairs);
            } else {
                neighbours(records, members, pairs);
            }
        }
    }
    members.sort_unstable();
    neighbours(records, members, pairs);
}

fn all_pairs(members: &[u32], pairs: &mut Vec<(u32, u32)>) {
    for (at, x) in members.iter().enumerate() {
        for y in &members[at + 1..] {
            pairs.push((*x.min(y), *x.max(y)));
        }
    }
}

fn neighbours(records: &[Prepared<'_>], mut members: Vec<u32>, pairs: &mut Vec<(u32, u32)>) {
    members.sort_by(|x, y| {
        let key = |index: u32| {
            let r = &records[index as usize];
            let page = r.pages.as_ref().map(|p| (p.first, p.last));
            (&r.title().compact, r.year, &r.volume, page, r.fingerprint)
        };
        key(*x).cmp(&key(*y))
    });
    for (at, x) in members.iter().enumerate() {
        for y in members.iter().skip(at + 1).take(NEIGHBOURS) {
            pairs.push((*x.min(y), *x.max(y)));
        }
    }
}

//! The carrier: how a value travels through a format that has no place for it.
//!
//! Every writer writes a record with the tags that other programs understand, reads its own entry back, and adds one
//! carrier line for each field that did not come back as it was. So exporting is lossless by construction: whatever
//! a value holds, and whatever cleaning a parser does.
//!
//! A carrier is one line of text without control characters, `attest:FIELD=JSON`, where `FIELD` is a field name of
//! [`Record`] and `JSON` its value as `serde_json` writes it; `attest:other={…}` (one object) appends one field to
//! `Record::other`, at its place in the file.

use review::{OtherField, Record};
use serde::Serialize;

/// How every carrier begins.
pub(crate) const PREFIX: &str = "attest:";

macro_rules! fields {
    ($($field:ident)*) => {
        /// The carriers that turn `read` into `wanted`: one for each field that differs.
        pub(crate) fn corrections(wanted: &Record, read: &Record) -> Vec<String> {
            let mut carriers = Vec::new();
            $(if wanted.$field != read.$field {
                carriers.push(carrier(stringify!($field), &wanted.$field));
            })*
            carriers
        }

        /// Applies a carrier to a record. `false` where the text is none, or was damaged: then it is to be kept like
        /// any other value.
        pub(crate) fn apply(record: &mut Record, text: &str) -> bool {
            let Some((field, json)) = text.strip_prefix(PREFIX).and_then(|rest| rest.split_once('='))
            else {
                return false;
            };
            if field == "other" && let Ok(one) = serde_json::from_str::<OtherField>(json) {
                record.other.push(one);
                return true;
            }
            match field {
                $(stringify!($field) => match serde_json::from_str(json) {
                    Ok(value) => {
                        record.$field = value;
                        true
                    }
                    Err(_) => false,
                },)*
                _ => false,
            }
        }
    };
}

fields! {
    kind title original_title abstract_text authors editors year date journal journal_abbreviation volume issue
    pages doi pmid pmcid issn isbn publisher place language keywords urls accession database notes other
}

/// The carrier that appends one field to `Record::other`.
pub(crate) fn other(field: &OtherField) -> String {
    carrier("other", field)
}

fn carrier(field: &str, value: &impl Serialize) -> String {
    // Writing plain data into memory cannot fail; an empty carrier would be ignored by `apply`.
    let json = serde_json::to_string(value).unwrap_or_default();
    let mut text = String::with_capacity(PREFIX.len() + field.len() + 1 + json.len());
    text.push_str(PREFIX);
    text.push_str(field);
    text.push('=');
    for character in json.chars() {
        // JSON itself escapes what is below U+0020. The rest of the invisible characters would be taken for line
        // ends or be removed by some program on the way.
        if is_fragile(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            text.push(character);
        }
    }
    text
}

/// Whether programs on the way may drop this character or take it for a line end.
fn is_fragile(character: char) -> bool {
    character.is_control()
        || (character.is_whitespace() && character != ' ')
        || matches!(character, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_turn_one_record_into_another() {
        let wanted = Record {
            title: Some("a\u{2028}b\u{0}\u{85}c".to_owned()),
            year: Some(-3),
            other: vec![OtherField {
                tag: "a=b".to_owned(),
                value: "\r\n".to_owned(),
            }],
            ..Record::default()
        };
        let mut read = Record {
            title: Some("a b c".to_owned()),
            volume: Some("1".to_owned()),
            ..Record::default()
        };
        let carriers = corrections(&wanted, &read);
        assert_eq!(carriers[0], "attest:title=\"a\\u2028b\\u0000\\u0085c\"");
        for carrier in &carriers {
            assert!(apply(&mut read, carrier), "{carrier}");
        }
        assert_eq!(read, wanted);
        assert!(!apply(&mut read, "attest:title=\"broken"));
        assert!(!apply(&mut read, "attest: a remark"));
    }
}

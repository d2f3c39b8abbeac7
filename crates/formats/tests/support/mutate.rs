//! Damaged files: a few sound entries of a format, cut, doubled, shuffled and sprinkled with its own delimiters.

use proptest::prelude::*;

/// One change to a file.
#[derive(Clone, Debug)]
enum Change {
    /// Removes a stretch.
    Cut(prop::sample::Index, usize),
    /// Repeats a stretch elsewhere.
    Copy(prop::sample::Index, usize, prop::sample::Index),
    /// Puts in bytes.
    Insert(prop::sample::Index, Vec<u8>),
    /// Replaces one byte.
    Flip(prop::sample::Index, u8),
}

fn change(tokens: &'static [&'static str]) -> impl Strategy<Value = Change> {
    let place = any::<prop::sample::Index>;
    prop_oneof![
        (place(), 1..80_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (place(), 1..200_usize, place())
            .prop_map(|(from, length, to)| Change::Copy(from, length, to)),
        (place(), prop::sample::select(tokens))
            .prop_map(|(at, token)| Change::Insert(at, token.as_bytes().to_vec())),
        (place(), prop::collection::vec(any::<u8>(), 1..8))
            .prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (place(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
    ]
}

/// Files near to `sound`, and files of nothing but `tokens` and arbitrary bytes.
pub(crate) fn files(
    sound: &'static str,
    tokens: &'static [&'static str],
) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => prop::collection::vec(change(tokens), 0..12).prop_map(move |changes| {
            let mut file = sound.as_bytes().to_vec();
            for change in changes {
                apply(&mut file, change);
            }
            file
        }),
        2 => prop::collection::vec(prop::sample::select(tokens), 0..60)
            .prop_map(|tokens| tokens.concat().into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 0..400),
    ]
}

fn apply(file: &mut Vec<u8>, change: Change) {
    if file.is_empty() {
        return;
    }
    let size = file.len();
    match change {
        Change::Cut(at, length) => {
            let at = at.index(size);
            file.drain(at..(at + length).min(size));
        }
        Change::Copy(from, length, to) => {
            let from = from.index(size);
            let stretch = file[from..(from + length).min(size)].to_vec();
            let to = to.index(size);
            file.splice(to..to, stretch);
        }
        Change::Insert(at, bytes) => {
            let at = at.index(size);
            file.splice(at..at, bytes);
        }
        Change::Flip(at, byte) => {
            let at = at.index(size);
            file[at] = byte;
        }
    }
}

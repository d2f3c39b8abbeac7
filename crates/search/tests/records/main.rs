//! Searching through the front door, in one program so that tantivy is linked once.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop and print, in its helpers too"
)]

mod corpus;
mod folder;
mod language;
mod marks;
mod real_records;

//! Suggested values measured: on the synthetic reports that come with the program, and on trials that people extracted.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends where what it needs is absent, and says what it counted"
)]

mod counting;
mod gates;
mod rct120;
mod sample_reports;
mod without_evidence;

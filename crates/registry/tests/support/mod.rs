//! What the tests of this crate share.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::ops::ControlFlow;

use registry::{RegistryFormat, RegistryItem, Trial, read_trials};
use review::Problem;

/// A file of `tests/files`.
pub(crate) fn file(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/files")
        .join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All that a file holds.
pub(crate) fn read(bytes: &[u8]) -> (RegistryFormat, Vec<Trial>, Vec<Problem>) {
    let (mut trials, mut problems) = (Vec::new(), Vec::new());
    let format = read_trials(bytes, |item| {
        match item {
            RegistryItem::Trial(trial) => trials.push(*trial),
            RegistryItem::Problem(problem) => problems.push(problem),
        }
        ControlFlow::Continue(())
    })
    .expect("a known format");
    (format, trials, problems)
}

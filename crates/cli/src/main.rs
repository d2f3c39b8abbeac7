//! The headless program `attest`.
fn main() {}

//! Duplicate records: blocking, pair scoring, groups with reasons.

//! The database of a review and its audit log.

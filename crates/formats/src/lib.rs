//! Bibliographic files in and out: records and problems.

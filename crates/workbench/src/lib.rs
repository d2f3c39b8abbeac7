//! The use cases of a systematic review, one file per verb.

//! The words of looking for quotes.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Folder of the review, whose audit trail is checked.
    #[arg(required_unless_present = "document", conflicts_with = "document")]
    pub(crate) dir: Option<PathBuf>,
    /// Instead: a report in which quotes are looked for (PDF, article XML, text or Markdown).
    #[arg(long, requires = "quotes")]
    pub(crate) document: Option<PathBuf>,
    /// The quotes: a JSON list of texts, or of objects with the key “quote”. Exit code 1 if one does not stand there.
    #[arg(long, requires = "document")]
    pub(crate) quotes: Option<PathBuf>,
}

//! The words of extraction from a single file, without a review.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// The form: a TOML file, such as those of assets/forms.
    #[arg(long)]
    pub(crate) form: PathBuf,
    /// The report: PDF, article XML (JATS), text or Markdown.
    #[arg(long)]
    pub(crate) document: PathBuf,
    /// GGUF file of a reader; without it, rules and the words of the report alone say what is suggested.
    #[arg(long)]
    pub(crate) model: Option<PathBuf>,
    /// The arms, the comparator last; by default those of the form, else those that the report's tables name.
    #[arg(long, num_args = 1.., value_name = "NAME")]
    pub(crate) arms: Vec<String>,
    /// The outcomes; by default those of the form.
    #[arg(long, num_args = 1.., value_name = "NAME")]
    pub(crate) outcomes: Vec<String>,
    /// The time points; by default those of the form.
    #[arg(long, num_args = 1.., value_name = "NAME")]
    pub(crate) time_points: Vec<String>,
    /// JSON file to write. Nothing in it is a value before a person has taken it over.
    #[arg(long)]
    pub(crate) out: PathBuf,
}

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

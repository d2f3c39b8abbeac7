//! The words of extraction.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Form {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Begin with the fields of this template: study_characteristics, arms, baseline, dichotomous, continuous or
    /// diagnostic_accuracy. Give it several times to combine them.
    #[arg(long = "template", value_name = "NAME")]
    pub(crate) templates: Vec<String>,
    /// Save the form in this TOML file.
    #[arg(long, value_name = "FILE", conflicts_with = "templates")]
    pub(crate) set: Option<PathBuf>,
    /// What the form is called; by default as the template or file says.
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Why it is changed.
    #[arg(long)]
    pub(crate) remark: Option<String>,
    /// Who saves it.
    #[arg(long)]
    pub(crate) reviewer: Option<String>,
    /// Write the form in force to this TOML file.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// Folder of the review.
    #[arg(required_unless_present = "document", conflicts_with_all = ["document", "form", "out"])]
    pub(crate) dir: Option<PathBuf>,
    /// Who asks; a report that belongs to no study gets one in this name. Without it the studies are listed.
    #[arg(long, conflicts_with = "document")]
    pub(crate) reviewer: Option<String>,
    /// Only the study of this label.
    #[arg(long, conflicts_with = "document")]
    pub(crate) study: Option<String>,
    /// Instead of a review: one report (PDF, article XML as JATS, text or Markdown).
    #[arg(long, requires = "form", requires = "out")]
    pub(crate) document: Option<PathBuf>,
    /// The form for that report: a TOML file, such as those of assets/forms.
    #[arg(long, requires = "document")]
    pub(crate) form: Option<PathBuf>,
    /// JSON file to write for that report. Nothing in it is a value before a person has taken it over.
    #[arg(long, requires = "document")]
    pub(crate) out: Option<PathBuf>,
    /// Arms of the study, or of the report, the comparator last; for a report by default those of the form, else those
    /// that its tables name.
    #[arg(long, num_args = 1.., value_name = "NAME")]
    pub(crate) arms: Vec<String>,
    /// Outcomes of the study, or of the report.
    #[arg(long, num_args = 1.., value_name = "NAME")]
    pub(crate) outcomes: Vec<String>,
    /// Time points of the study, or of the report.
    #[arg(long, num_args = 1.., value_name = "NAME")]
    pub(crate) time_points: Vec<String>,
    /// GGUF file of a reader, or of a decoder that is asked where the rules find nothing; for a review by default the
    /// one that is chosen, or that comes with the program, for a single report none.
    #[arg(long, value_name = "FILE", conflicts_with = "without_model")]
    pub(crate) model: Option<PathBuf>,
    /// Let rules and the words of the documents alone say what is suggested.
    #[arg(long)]
    pub(crate) without_model: bool,
}

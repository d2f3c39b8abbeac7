//! Arguments of what a team asks about itself, agreement and time, and of sharing the work out.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use workbench::CountUnsure;

#[derive(Debug, Args)]
pub(crate) struct Agreement {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// title_abstract or full_text.
    #[arg(long, default_value = "title_abstract")]
    pub(crate) stage: String,
    /// How to count *unsure*: as an answer between include and exclude, as include, or by leaving such records out.
    #[arg(long, value_enum, default_value_t = Unsure::Between)]
    pub(crate) unsure: Unsure,
    /// What chance starts from: the same seed gives the same intervals.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u32,
}

/// How *unsure* is counted.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Unsure {
    /// As an answer between include and exclude.
    Between,
    /// As include.
    Include,
    /// Such records are left out.
    LeaveOut,
}

impl From<Unsure> for CountUnsure {
    fn from(unsure: Unsure) -> Self {
        match unsure {
            Unsure::Between => CountUnsure::BetweenBoth,
            Unsure::Include => CountUnsure::AsInclude,
            Unsure::LeaveOut => CountUnsure::LeftOut,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Time {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Seconds without input after which one counts as away: 30, 60 or 120.
    #[arg(long, default_value_t = 60)]
    pub(crate) idle: u32,
}

#[derive(Debug, Args)]
pub(crate) struct Assign {
    /// Folder of the review. Without more, who is asked for what is shown.
    pub(crate) dir: PathBuf,
    /// Records to assign one by one; with --to. Without --to, the shares hold for them again.
    pub(crate) records: Vec<String>,
    /// Reviewers who are asked for these records; as many as a record needs, or more.
    #[arg(long, value_name = "NAME", num_args = 1.., requires = "records")]
    pub(crate) to: Vec<String>,
    /// Draw every record for reviewers by their shares, such as --shares "R. Adams=2" "L. Silva=1".
    #[arg(long, value_name = "NAME=PARTS", num_args = 1.., conflicts_with_all = ["records", "everyone"], value_parser = share)]
    pub(crate) shares: Vec<(String, u32)>,
    /// Offer every record to everybody again.
    #[arg(long, conflicts_with = "records")]
    pub(crate) everyone: bool,
    /// What the draw starts from.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u32,
    /// title_abstract or full_text.
    #[arg(long, default_value = "title_abstract")]
    pub(crate) stage: String,
    /// Who assigns records.
    #[arg(long)]
    pub(crate) reviewer: Option<String>,
}

fn share(text: &str) -> Result<(String, u32), String> {
    let parts = text.rsplit_once('=').and_then(|(name, parts)| {
        let parts = parts.trim().parse().ok()?;
        (!name.trim().is_empty()).then(|| (name.trim().to_owned(), parts))
    });
    parts.ok_or_else(|| "a share is a name and a whole number, such as \"R. Adams=2\"".to_owned())
}

#[derive(Debug, Args)]
pub(crate) struct Calibrate {
    #[command(subcommand)]
    pub(crate) action: CalibrateAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CalibrateAction {
    /// Draw records that everybody reads before all others.
    Start {
        /// Folder of the review.
        dir: PathBuf,
        /// How many records.
        #[arg(long, default_value_t = 30)]
        records: usize,
        /// Only these reviewers; everybody by default.
        #[arg(long, value_name = "NAME", num_args = 1..)]
        with: Vec<String>,
        /// What the draw starts from.
        #[arg(long, default_value_t = 1)]
        seed: u32,
        /// title_abstract or full_text.
        #[arg(long, default_value = "title_abstract")]
        stage: String,
        /// Who starts it.
        #[arg(long)]
        reviewer: Option<String>,
    },
    /// Show the rounds: how far everybody is and, once all have read everything, how far they agree.
    Show {
        /// Folder of the review.
        dir: PathBuf,
    },
    /// End a round: its records need no more decisions than others from then on.
    End {
        /// Folder of the review.
        dir: PathBuf,
        /// Number of the round.
        round: i64,
        /// Who ends it.
        #[arg(long)]
        reviewer: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Packet {
    #[command(subcommand)]
    pub(crate) action: PacketAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PacketAction {
    /// Write a packet: the next records of a reviewer; or, in a review made of a packet, what was decided.
    Out {
        /// Folder of the review.
        dir: PathBuf,
        /// File to write.
        #[arg(long)]
        to: PathBuf,
        /// File whose first line is the passphrase; tell it by another way than the packet.
        #[arg(long, value_name = "FILE")]
        passphrase_file: PathBuf,
        /// Whose work it shall be.
        #[arg(long = "for", value_name = "NAME")]
        reviewer: Option<String>,
        /// How many records at most.
        #[arg(long, default_value_t = 500)]
        records: usize,
        /// title_abstract or full_text.
        #[arg(long, default_value = "title_abstract")]
        stage: String,
        /// Give the suggestions of models along; whether they are seen before deciding is up to the protocol.
        #[arg(long)]
        suggestions: bool,
        /// Give the PDFs of the reports along, at full text.
        #[arg(long)]
        pdfs: bool,
        /// Who gives it.
        #[arg(long = "reviewer", value_name = "NAME")]
        by: Option<String>,
    },
    /// Open a packet into a folder that does not exist yet; or take the answers to a packet into the review it came from.
    In {
        /// Folder of the review.
        dir: PathBuf,
        /// The packet.
        file: PathBuf,
        /// File whose first line is the passphrase.
        #[arg(long, value_name = "FILE")]
        passphrase_file: PathBuf,
        /// Who takes the answers.
        #[arg(long)]
        reviewer: Option<String>,
    },
    /// List the packets of a review and how much of each came back.
    List {
        /// Folder of the review.
        dir: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Team {
    /// Address of the review, postgres://… Without more, the members are listed.
    pub(crate) dir: PathBuf,
    /// A login of the server; whoever runs the server makes it.
    #[arg(long, requires_all = ["role", "reviewer"])]
    pub(crate) login: Option<String>,
    /// The person whose login it is.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// owner, adjudicator, reviewer, reader, or nobody.
    #[arg(long)]
    pub(crate) role: Option<String>,
    /// Who says so.
    #[arg(long)]
    pub(crate) reviewer: Option<String>,
}

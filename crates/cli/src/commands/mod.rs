//! One file per group of verbs: arguments to a use case, its result to the screen.

mod assign;
mod bench;
mod bias;
mod census;
mod copy;
mod decide;
mod decisions;
mod dedupe;
mod export;
mod extraction;
mod files;
mod import;
mod models;
mod packet;
mod people;
mod rank;
mod read;
mod records;
mod registry;
mod reporting;
mod reports;
mod serve;
mod status;
mod strategy;
mod study;
mod synthesis;
mod team;
mod trials;
mod values;

use std::path::Path;

use workbench::review::{RecordId, ReviewerId, Stage};
use workbench::store::Access;
use workbench::{Error, Result, Review};

use crate::arguments::Command;
use crate::output::{Done, Output};

/// Runs one command.
pub(crate) async fn run(command: Command, output: &Output) -> Result<Done> {
    match command {
        Command::Convert(a) => files::convert(&a, output),
        Command::Simulate(a) => files::simulate(&a, output).await,
        Command::Preview(a) => import::preview(&a, output).await,
        Command::Dedupe(a) => dedupe::dedupe(&a, output).await,
        Command::Duplicates(a) => dedupe::duplicates(&a, output).await,
        Command::New(a) => people::new(&a, output).await,
        Command::Protocol(a) => people::protocol(&a, output).await,
        Command::Reviewer(a) => people::reviewer(&a.action, output).await,
        Command::Import(a) => import::import(&a, output).await,
        Command::Sources(a) => import::sources(&a, output).await,
        Command::Rank(a) => rank::rank(&a, output).await,
        Command::Suggest(a) => models::suggest(&a, output).await,
        Command::Score(a) => models::score(&a, output).await,
        Command::Read(a) => read::read(&a, output).await,
        Command::Evidence(a) => models::find_evidence(&a, output).await,
        Command::Ask(a) => models::ask(&a, output).await,
        Command::Models(a) => models::models(&a, output).await,
        Command::Assign(a) => assign::assign(&a, output).await,
        Command::Calibrate(a) => assign::calibrate(&a.action, output).await,
        Command::Team(a) => team::members(&a, output).await,
        Command::Packet(a) => packet::packet(&a.action, output).await,
        Command::Next(a) => decide::next(&a, output).await,
        Command::Decide(a) => decide::decide(&a, false, output).await,
        Command::Adjudicate(a) => decide::decide(&a, true, output).await,
        Command::Undo(a) => decide::undo(&a, output).await,
        Command::Conflicts(a) => decide::conflicts(&a, output).await,
        Command::Decisions(a) => decisions::run(&a.action, output).await,
        Command::Retrieve(a) => reports::retrieve(&a, output).await,
        Command::Study(a) => reports::study(&a, output).await,
        Command::Extract(a) => extraction::extract(&a, output).await,
        Command::Form(a) => extraction::form(&a, output).await,
        Command::Remove(a) => records::remove(&a, output).await,
        Command::Edit(a) => records::edit(&a, output).await,
        Command::Note(a) => records::note(&a, output).await,
        Command::Tag(a) => records::tag(&a, output).await,
        Command::Search(a) => records::search(&a, output).await,
        Command::Status(a) => status::status(&a, output).await,
        Command::Agreement(a) => team::agreement(&a, output).await,
        Command::Time(a) => team::time(&a, output).await,
        Command::Stop(a) => reporting::stop(&a, output).await,
        Command::Report(a) => reporting::report(&a, output).await,
        Command::Audit(a) => reporting::audit(&a, output).await,
        Command::Prisma(a) => export::prisma(&a, output).await,
        Command::Export(a) => export::export(&a, output).await,
        Command::Pool(a) => synthesis::pool(&a, output),
        Command::Size(a) => synthesis::size(&a, output),
        Command::Strategy(a) => strategy::run(&a.action, output).await,
        Command::Registry(a) => registry::registry(&a.action, output).await,
        Command::Design(a) => registry::design(&a, output),
        Command::Bias(a) => bias::bias(&a, output),
        Command::Census(a) => census::census(&a.action, output),
        Command::Copy(a) => copy::copy(&a, output).await,
        Command::Verify(a) => status::verify(&a, output).await,
        Command::Serve(a) => serve::serve(&a, output).await,
    }
}

async fn for_writing(dir: &Path) -> Result<Review> {
    Review::open(dir, Access::Write).await
}

async fn for_reading(dir: &Path) -> Result<Review> {
    Review::open(dir, Access::Read).await
}

fn stage(word: &str) -> Result<Stage> {
    Stage::from_word(&word.replace('-', "_")).ok_or_else(|| {
        Error::invalid(
            format!("there is no stage “{word}”"),
            "The stages are title_abstract and full_text.",
        )
    })
}

fn record_ids(texts: &[String]) -> Vec<RecordId> {
    texts
        .iter()
        .map(|text| RecordId::from(text.as_str()))
        .collect()
}

async fn reviewer(review: &Review, name: Option<&str>) -> Result<ReviewerId> {
    match name {
        Some(name) => review.reviewer(name).await,
        None => Err(Error::invalid(
            "who does this is not said",
            "Name the reviewer with --reviewer NAME.",
        )),
    }
}

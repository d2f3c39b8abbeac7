//! Packets: work that is done away from the review.

use std::path::Path;

use workbench::store::PacketRole;
use workbench::{
    Error, GivenPacket, PacketRequest, PacketView, Passphrase, Result, Review, TakenAnswers,
};

use super::{for_reading, for_writing, reviewer, stage};
use crate::arguments::PacketAction;
use crate::output::{Done, Output};

pub(crate) async fn packet(action: &PacketAction, output: &Output) -> Result<Done> {
    match action {
        PacketAction::Out {
            dir,
            to,
            passphrase_file,
            reviewer: whose,
            records,
            stage: word,
            suggestions,
            pdfs,
            by,
        } => {
            let passphrase = passphrase(passphrase_file)?;
            let review = for_writing(dir).await?;
            let packets = review.packets().await?;
            let given = if packets
                .iter()
                .any(|p| p.packet.role == PacketRole::Received)
            {
                review.answer_packet(&passphrase, to).await?
            } else {
                let Some(whose) = whose.as_deref() else {
                    return Err(Error::invalid(
                        "whose packet it shall be is not said",
                        "Name the one who shall work on it with --for NAME; --reviewer NAME says who gives it.",
                    ));
                };
                let request = PacketRequest {
                    reviewer: reviewer(&review, Some(whose)).await?,
                    by: reviewer(&review, by.as_deref().or(Some(whose))).await?,
                    stage: stage(word)?,
                    most: *records,
                    suggestions: *suggestions,
                    documents: *pdfs,
                };
                review.give_packet(&request, &passphrase, to).await?
            };
            output.show(&given, |given: &GivenPacket| {
                format!(
                    "wrote {}: {} {}, {} PDFs, {} bytes",
                    to.display(),
                    given.packet.records,
                    match given.packet.role {
                        PacketRole::Given => "records",
                        PacketRole::Received => "decisions",
                    },
                    given.documents,
                    given.bytes
                )
            })?;
            Ok(Done::Whole)
        }
        PacketAction::In {
            dir,
            file,
            passphrase_file,
            reviewer: name,
        } => {
            let passphrase = passphrase(passphrase_file)?;
            if !dir.exists() {
                let review = Review::open_packet(file, &passphrase, dir).await?;
                let packets = review.packets().await?;
                output.show(&packets, |packets| {
                    format!(
                        "made {}\n{}\nnext: decide on its records, then attest packet out {} --to FILE",
                        dir.display(),
                        listed(packets),
                        dir.display()
                    )
                })?;
                return Ok(Done::Whole);
            }
            let review = for_writing(dir).await?;
            let by = reviewer(&review, name.as_deref()).await?;
            let taken = review.take_answers(file, &passphrase, &by).await?;
            output.show(&taken, described)?;
            Ok(if taken.conflicts.is_empty() && taken.refused.is_empty() {
                Done::Whole
            } else {
                Done::Partly
            })
        }
        PacketAction::List { dir } => {
            let packets = for_reading(dir).await?.packets().await?;
            output.show(&packets, |packets| listed(packets))?;
            Ok(Done::Whole)
        }
    }
}

fn listed(packets: &[PacketView]) -> String {
    let lines: Vec<String> = packets
        .iter()
        .map(|view| {
            format!(
                "{}  {} for {}: {} records, {} decided",
                view.packet.id,
                match view.packet.role {
                    PacketRole::Given => "given",
                    PacketRole::Received => "received",
                },
                view.name,
                view.packet.records,
                view.decided
            )
        })
        .collect();
    lines.join("\n")
}

fn described(taken: &TakenAnswers) -> String {
    let mut lines = vec![format!(
        "{} decisions and {} notes taken; {} were known, {} were made here in the same way",
        taken.taken, taken.notes, taken.known, taken.alike
    )];
    for conflict in &taken.conflicts {
        lines.push(format!(
            "{}  {}: {} here, {} in the packet; what stands here was not changed",
            conflict.record,
            conflict.title.as_deref().unwrap_or("without a title"),
            conflict.here.as_str(),
            conflict.packet.as_str()
        ));
    }
    for refused in &taken.refused {
        lines.push(format!("{}  not taken: {}", refused.record, refused.why));
    }
    if taken.unknown_suggestions > 0 {
        lines.push(format!(
            "{} suggestions that were seen elsewhere are not known here",
            taken.unknown_suggestions
        ));
    }
    lines.join("\n")
}

fn passphrase(file: &Path) -> Result<Passphrase> {
    let text = std::fs::read_to_string(file).map_err(|e| Error::file(file, &e))?;
    Passphrase::new(text.lines().next().unwrap_or_default())
}

//! The child process: reads one document from its standard input and answers on its standard output.
//!
//! A PDF is the work of a stranger. What breaks its reader, or makes it run or grow without end, ends this process only.

use std::fs::File;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use crate::document::Document;
use crate::read::read_pages;

/// The hidden command under which a program of Attest reads a document.
pub const WORKER_COMMAND: &str = "document-worker";

/// What an answer begins with.
pub(crate) const GREETING: [u8; 8] = *b"attest-d";
/// Address space that reading may take, bytes.
pub(crate) const MEMORY: u64 = 1 << 30;

/// Runs the child process: what a program does under [`WORKER_COMMAND`], before anything else.
///
/// It takes how many pages to read (0: all) and the length of the file, each as eight bytes, little-endian, and the
/// file. It answers with a greeting, the number of pages as soon as it is known, and the document as JSON.
pub fn run_worker() -> ExitCode {
    confine::note(confine::humble());
    confine::note(confine::limit_memory(MEMORY));
    confine::note(confine::close_off(None));
    confine::run(work)
}

fn work() -> io::Result<()> {
    let mut out = confine::own_output()?;
    let mut input = io::stdin().lock();
    let most = number(&mut input)?;
    let length = number(&mut input)?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length).map_err(io::Error::other)?;
    input.by_ref().take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    out.write_all(&GREETING)?;
    let mut told = Ok(());
    let most = if most == 0 { usize::MAX } else { most };
    let document = read_pages(&bytes, most, &mut |pages| told = tell(&mut out, pages));
    told?;
    drop(bytes);
    answer(out, &document)
}

fn number(input: &mut impl Read) -> io::Result<usize> {
    let mut bytes = [0; 8];
    input.read_exact(&mut bytes)?;
    usize::try_from(u64::from_le_bytes(bytes)).map_err(io::Error::other)
}

fn tell(out: &mut File, pages: usize) -> io::Result<()> {
    out.write_all(&(pages as u64).to_le_bytes())
}

fn answer(out: File, document: &Document) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    serde_json::to_writer(&mut out, document)?;
    out.flush()
}

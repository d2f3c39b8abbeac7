//! Copies a review between a folder and a team's server.

use workbench::{Result, copy_review};

use crate::arguments::Copy;
use crate::output::{Done, Output};

pub(crate) async fn copy(a: &Copy, output: &Output) -> Result<Done> {
    let copied = copy_review(&a.from, &a.to).await?;
    output.show(&copied, |copied| {
        format!(
            "copied {} rows and {} documents; what arrived is what was sent\nFrom now on work on one of the two: changes to \
             one do not reach the other.",
            copied.rows, copied.documents
        )
    })?;
    Ok(Done::Whole)
}

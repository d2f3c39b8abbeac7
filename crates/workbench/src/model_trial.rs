//! Trying a model on made-up records with known answers, when it is first used: what came of it is kept with the
//! person's settings, by the model's hash, and shown with the model.

use std::collections::BTreeMap;

use models::{Launch, ModelFile, SmokeReport, StopFlag, smoke};

use crate::error::Result;
use crate::model_at_work::ModelAtWork;
use crate::preferences::Preferences;
use crate::progress::Progress;

/// Where trials are kept: SHA-256 of the model → what came of it.
const KEPT: &str = "model-trials.json";

/// Tries a model that can make suggestions, and keeps what came of it. Errors: it cannot be started, `Cancelled`.
pub(crate) async fn try_model(
    file: &ModelFile,
    launch: Launch,
    preferences: &Preferences,
    progress: &Progress,
) -> Result<SmokeReport> {
    progress.report("Trying the model on made-up records", 0, 0);
    let model = ModelAtWork::start(launch, file.clone()).await?;
    let report = smoke(model.agent(), &StopFlag::from(progress.stop_flag())).await?;
    keep_trial(preferences, report.clone())?;
    Ok(report)
}

/// Keeps what came of a trial.
pub(crate) fn keep_trial(preferences: &Preferences, report: SmokeReport) -> Result<()> {
    preferences.change(KEPT, move |all: &mut BTreeMap<String, SmokeReport>| {
        all.insert(report.sha256.clone(), report);
    })
}

/// What came of the trials so far, by SHA-256 of the model.
pub(crate) fn trials(preferences: &Preferences) -> BTreeMap<String, SmokeReport> {
    preferences.kept(KEPT)
}

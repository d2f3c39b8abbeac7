//! [`ModelAtWork`]: a model that was started, as the agent it can be.

use std::sync::Arc;

use models::{
    Agent, DecoderAgent, Launch, ModelFile, ModelKind, ReaderAgent, Worker, WorkerOptions,
};

use crate::error::{Error, Result};
use crate::model_files::thresholds;

/// A running model. Cheap to clone; its process ends with the last clone.
#[derive(Clone, Debug)]
pub(crate) struct ModelAtWork {
    pub(crate) worker: Worker,
    agent: Arc<Kind>,
}

#[derive(Debug)]
enum Kind {
    Reader(ReaderAgent),
    Decoder(DecoderAgent),
}

impl ModelAtWork {
    /// Starts a model. Errors: it cannot make suggestions, does not fit into memory, cannot be started.
    pub(crate) async fn start(launch: Launch, file: ModelFile) -> Result<Self> {
        let limits = thresholds(&file.path);
        if file.kind == ModelKind::Embedder {
            return Err(Error::refused(
                format!(
                    "the model {} turns texts into vectors and can make no suggestions",
                    file.name
                ),
                "Choose a reader or a decoder.",
            ));
        }
        let worker = Worker::start(launch, file, WorkerOptions::default()).await?;
        let agent = match worker.model().kind {
            ModelKind::Decoder => Kind::Decoder(DecoderAgent::new(worker.clone())?),
            ModelKind::Reader { .. } | ModelKind::Embedder => {
                Kind::Reader(ReaderAgent::new(worker.clone(), limits)?)
            }
        };
        Ok(Self {
            worker,
            agent: Arc::new(agent),
        })
    }

    /// Who judges.
    pub(crate) fn agent(&self) -> &dyn Agent {
        match &*self.agent {
            Kind::Reader(agent) => agent,
            Kind::Decoder(agent) => agent,
        }
    }

    /// The agent that can give reasons.
    pub(crate) fn decoder(&self) -> Option<&DecoderAgent> {
        match &*self.agent {
            Kind::Reader(_) => None,
            Kind::Decoder(agent) => Some(agent),
        }
    }

    /// Whether it scores whole records fast enough for all of them.
    pub(crate) fn is_reader(&self) -> bool {
        self.decoder().is_none()
    }

    /// Records that are asked about at once. A reader shares the sentences of one record among its lanes.
    pub(crate) fn at_once(&self) -> usize {
        match &*self.agent {
            Kind::Reader(_) => 1,
            Kind::Decoder(_) => self.worker.lanes(),
        }
    }
}

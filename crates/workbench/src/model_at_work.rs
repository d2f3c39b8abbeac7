//! [`ModelAtWork`]: a model that was started, or a server that was named, as the agent it can be.

use std::path::Path;
use std::sync::Arc;

use models::{
    Agent, DecoderAgent, Launch, ModelFile, ModelKind, ModelServer, ReaderAgent, Worker,
    WorkerOptions,
};

use crate::error::{Error, Result};
use crate::model_files::{find_model, thresholds};
use crate::model_server::chosen_server;
use crate::preferences::Preferences;

/// Which model shall make suggestions.
#[derive(Clone, Debug)]
pub enum ModelToUse {
    /// A file on this computer.
    File(ModelFile),
    /// The team's own server.
    Server(ModelServer),
}

impl ModelToUse {
    /// The given file, else what was chosen, else the reader of the program. Reads files: call it where nothing waits.
    ///
    /// # Errors
    /// As for [`find_model`]; the server that was chosen has no usable address.
    pub fn find(given: Option<&Path>, preferences: &Preferences) -> Result<Self> {
        if given.is_none()
            && let Some(server) = chosen_server(preferences)?
        {
            return Ok(Self::Server(server));
        }
        Ok(Self::File(find_model(given, preferences)?))
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::File(file) => &file.name,
            Self::Server(server) => &server.choice().model,
        }
    }

    /// Where texts are sent for it; `None` for a model on this computer.
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::File(_) => None,
            Self::Server(server) => Some(&server.choice().address),
        }
    }
}

/// A running model. Cheap to clone; its process, where it has one, ends with the last clone.
#[derive(Clone, Debug)]
pub(crate) struct ModelAtWork(Arc<Kind>);

#[derive(Debug)]
enum Kind {
    Reader(ReaderAgent, Worker),
    Decoder(DecoderAgent, Worker),
    Server(DecoderAgent, usize),
}

impl ModelAtWork {
    /// Starts a model file. Errors: it cannot make suggestions, does not fit into memory, cannot be started.
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
            ModelKind::Decoder => Kind::Decoder(DecoderAgent::new(worker.clone())?, worker),
            ModelKind::Reader { .. } | ModelKind::Embedder => {
                Kind::Reader(ReaderAgent::new(worker.clone(), limits)?, worker)
            }
        };
        Ok(Self(Arc::new(agent)))
    }

    /// Starts what is to be used. Errors: as for [`ModelAtWork::start`]; a server is not asked anything yet.
    pub(crate) async fn of(launch: Launch, model: ModelToUse) -> Result<Self> {
        match model {
            ModelToUse::File(file) => Self::start(launch, file).await,
            ModelToUse::Server(server) => {
                let at_once = server.choice().at_once as usize;
                let agent = DecoderAgent::on_server(server);
                Ok(Self(Arc::new(Kind::Server(agent, at_once))))
            }
        }
    }

    /// Who judges.
    pub(crate) fn agent(&self) -> &dyn Agent {
        match &*self.0 {
            Kind::Reader(agent, _) => agent,
            Kind::Decoder(agent, _) | Kind::Server(agent, _) => agent,
        }
    }

    /// The agent that can give reasons.
    pub(crate) fn decoder(&self) -> Option<&DecoderAgent> {
        match &*self.0 {
            Kind::Reader(..) => None,
            Kind::Decoder(agent, _) | Kind::Server(agent, _) => Some(agent),
        }
    }

    /// The process of a model that scores texts fast enough for all of them.
    pub(crate) fn reader(&self) -> Option<&Worker> {
        match &*self.0 {
            Kind::Reader(_, worker) => Some(worker),
            Kind::Decoder(..) | Kind::Server(..) => None,
        }
    }

    /// The process of the model; none for one on a server.
    pub(crate) fn worker(&self) -> Option<&Worker> {
        match &*self.0 {
            Kind::Reader(_, worker) | Kind::Decoder(_, worker) => Some(worker),
            Kind::Server(..) => None,
        }
    }

    /// Records that are asked about at once. A reader shares the sentences of one record among its lanes.
    pub(crate) fn at_once(&self) -> usize {
        match &*self.0 {
            Kind::Reader(..) => 1,
            Kind::Decoder(_, worker) => worker.lanes(),
            Kind::Server(_, at_once) => *at_once,
        }
    }
}

//! [`Worker`]: a model at work in a child process.

mod process;
mod supervisor;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::mpsc::{self, Sender};

use tokio::sync::{mpsc as replies, oneshot};

use crate::message::{Load, Outcome, Task};
use crate::task::{self, Answer, Ask, Pair, Scored};
use crate::{Launch, ModelError, ModelFile, ModelKind, StopFlag, WorkerOptions, memory};
use supervisor::{Failure, Order, Reply, State, Supervisor, Work};

/// Tokens of a context where nothing else is asked for.
const ENCODER_CONTEXT: u32 = 320;
const DECODER_CONTEXT: u32 = 4096;
/// Bytes of address space beyond the estimate: stacks and the C library's arenas, reserved but hardly used.
const RESERVED: u64 = 512 << 20;
const RESERVED_PER_LANE: u64 = 128 << 20;
/// Bytes of a text that are sent at most; far more than any context holds.
const LONGEST_TEXT: usize = 1 << 20;

/// A model at work: the program's handle on a child process that runs llama.cpp.
///
/// Cheap to clone; the child ends with the last clone, and with the program. A child that ends by itself is started
/// again; what it was working on is done again, once and alone.
#[derive(Clone, Debug)]
pub struct Worker(Arc<Handle>);

#[derive(Debug)]
struct Handle {
    model: ModelFile,
    lanes: usize,
    orders: Sender<Order>,
    next: AtomicU64,
    process_id: Arc<AtomicU32>,
}

impl Drop for Handle {
    fn drop(&mut self) {
        // Where the supervisor has ended, so has the child.
        if self.orders.send(Order::Close).is_err() {
            tracing::debug!("the model's supervisor had ended");
        }
    }
}

impl Worker {
    /// Starts a child process and has it load the model.
    ///
    /// # Errors
    /// [`ModelError::NotEnoughMemory`] before anything is loaded, [`ModelError::NotStarted`] when the program cannot be
    /// started, [`ModelError::NotLoaded`] when llama.cpp does not take the file.
    pub async fn start(
        launch: Launch,
        model: ModelFile,
        options: WorkerOptions,
    ) -> Result<Self, ModelError> {
        let context = context(&model, &options);
        let lanes = options.lanes.clamp(1, 64);
        let needed = memory::memory_needed(&model, context, lanes);
        memory::refuse_too_large(&model, needed, memory::memory_free())?;
        let load = Load {
            path: std::path::absolute(&model.path).map_err(|e| ModelError::file(&model.path, e))?,
            bytes: model.bytes,
            kind: model.kind,
            lanes,
            threads: options.threads.clamp(1, 256),
            context,
            keep_beginning: options.keep_beginning,
            memory: options
                .memory_limit
                .unwrap_or(needed + RESERVED + RESERVED_PER_LANE * lanes as u64),
        };
        let (orders, for_supervisor) = mpsc::channel();
        let (started, is_started) = oneshot::channel();
        let process_id = Arc::<AtomicU32>::default();
        let supervisor = Supervisor {
            launch,
            load,
            patience: options.patience,
            orders: for_supervisor,
            own: orders.clone(),
            started: Some(started),
            process_id: Arc::clone(&process_id),
            state: State::default(),
        };
        std::thread::Builder::new()
            .name("model-supervisor".into())
            .spawn(|| supervisor.run())
            .map_err(|e| ModelError::NotStarted(e.to_string()))?;
        let worker = Self(Arc::new(Handle {
            model,
            lanes,
            orders,
            next: AtomicU64::new(1),
            process_id,
        }));
        match is_started.await {
            Ok(Ok(())) => Ok(worker),
            Ok(Err(failure)) => Err(worker.failed(failure)),
            Err(_) => Err(ModelError::NotStarted("its supervisor ended".into())),
        }
    }

    /// The model.
    pub fn model(&self) -> &ModelFile {
        &self.0.model
    }

    /// How many texts are worked on at once.
    pub fn lanes(&self) -> usize {
        self.0.lanes
    }

    /// The child process's number in the operating system, where one runs.
    pub fn process_id(&self) -> Option<u32> {
        match self.0.process_id.load(Ordering::SeqCst) {
            0 => None,
            id => Some(id),
        }
    }

    /// Scores pairs with a reader. `on_each` is called once for each, with its number, as soon as it is scored; not in
    /// order where there are several lanes.
    ///
    /// # Errors
    /// [`ModelError::WrongKind`] for models without a classification head, [`ModelError::Stopped`] within 100 ms of
    /// `stop`, [`ModelError::Crashed`] when the model cannot work. What was scored before stays told.
    pub async fn score(
        &self,
        pairs: Vec<Pair>,
        stop: &StopFlag,
        mut on_each: impl FnMut(usize, Scored) + Send,
    ) -> Result<(), ModelError> {
        if !matches!(self.0.model.kind, ModelKind::Reader { .. }) {
            return Err(self.wrong_kind("score pairs of texts: it has no classification head"));
        }
        let tasks = pairs.into_iter().map(|mut pair| {
            shorten(&mut pair.question);
            shorten(&mut pair.text);
            Task::Score(pair)
        });
        self.batch(tasks, stop, |index, reply| {
            on_each(
                index,
                match reply {
                    Reply::Outcome(Outcome::Scored(scored)) => scored,
                    Reply::Quarantined(why) => Scored::Unread(why),
                    other => Scored::Unread(out_of_form(&other)),
                },
            );
        })
        .await
    }

    /// Turns texts into vectors of length 1, in their order; `None` where a text could not be read. Readers do it
    /// too, by the mean of their token embeddings.
    ///
    /// # Errors
    /// As for [`Worker::score`].
    pub async fn embed(
        &self,
        texts: Vec<String>,
        stop: &StopFlag,
    ) -> Result<Vec<Option<Vec<f32>>>, ModelError> {
        if self.0.model.kind == ModelKind::Decoder {
            return Err(self.wrong_kind("turn texts into vectors"));
        }
        let mut vectors = vec![None; texts.len()];
        let tasks = texts.into_iter().map(|mut text| {
            shorten(&mut text);
            Task::Embed(text)
        });
        self.batch(tasks, stop, |index, reply| {
            if let (Reply::Outcome(Outcome::Vector(vector)), Some(slot)) =
                (reply, vectors.get_mut(index))
            {
                *slot = vector;
            }
        })
        .await?;
        Ok(vectors)
    }

    /// Asks a decoder.
    ///
    /// # Errors
    /// As for [`Worker::score`]. An answer out of form is no error but [`Answer::Unread`].
    pub async fn ask(&self, ask: Ask, stop: &StopFlag) -> Result<Answer, ModelError> {
        if self.0.model.kind != ModelKind::Decoder {
            return Err(self.wrong_kind("answer questions"));
        }
        if ask.system.len() + ask.fixed.len() + ask.rest.len() > LONGEST_TEXT {
            return Ok(Answer::Unread("the text is too long for any model".into()));
        }
        let mut answer = None;
        self.batch(std::iter::once(Task::Ask(ask)), stop, |_, reply| {
            answer = Some(match reply {
                Reply::Outcome(Outcome::Answer(answer)) => answer,
                Reply::Quarantined(why) => Answer::Unread(why),
                other => Answer::Unread(out_of_form(&other)),
            });
        })
        .await?;
        Ok(answer.unwrap_or_else(|| Answer::Unread("there is no answer".into())))
    }

    /// Has tasks done, a few at a time, so that others who ask meanwhile take turns.
    async fn batch(
        &self,
        tasks: impl ExactSizeIterator<Item = Task> + Send,
        stop: &StopFlag,
        mut each: impl FnMut(usize, Reply) + Send,
    ) -> Result<(), ModelError> {
        let (answers, mut incoming) = replies::unbounded_channel();
        let mut outstanding = Outstanding {
            orders: self.0.orders.clone(),
            numbers: BTreeMap::new(),
        };
        let mut tasks = tasks.enumerate();
        loop {
            // One more for each lane than it works on, so that none waits for this side.
            while outstanding.numbers.len() < 2 * self.0.lanes
                && let Some((index, task)) = tasks.next()
            {
                let number = self.0.next.fetch_add(1, Ordering::Relaxed);
                outstanding.numbers.insert(number, index);
                let work = Work {
                    number,
                    task,
                    answers: answers.clone(),
                    crashes: 0,
                };
                if self.0.orders.send(Order::Work(work)).is_err() {
                    return Err(ModelError::NotStarted("its supervisor ended".into()));
                }
            }
            if outstanding.numbers.is_empty() {
                return Ok(());
            }
            let (number, reply) = tokio::select! {
                biased;
                () = stop.raised() => return Err(ModelError::Stopped),
                Some(reply) = incoming.recv() => reply,
            };
            let Some(index) = outstanding.numbers.remove(&number) else {
                continue;
            };
            match reply {
                Reply::Failed(failure) => return Err(self.failed(failure)),
                Reply::Outcome(Outcome::Stopped) => return Err(ModelError::Stopped),
                reply => each(index, reply),
            }
        }
    }

    fn wrong_kind(&self, task: &'static str) -> ModelError {
        ModelError::WrongKind {
            name: self.0.model.name.clone(),
            task,
        }
    }

    fn failed(&self, failure: Failure) -> ModelError {
        let name = self.0.model.name.clone();
        match failure {
            Failure::NotStarted(reason) => ModelError::NotStarted(reason),
            Failure::NotLoaded(reason) => ModelError::NotLoaded {
                name,
                reason: crate::file::shown(&reason, 300),
            },
            Failure::Crashed(reason) => ModelError::Crashed { name, reason },
        }
    }
}

/// The context a worker of this model gets, tokens.
pub(crate) fn context(model: &ModelFile, options: &WorkerOptions) -> u32 {
    let usual = match model.kind {
        ModelKind::Decoder => DECODER_CONTEXT,
        ModelKind::Reader { .. } | ModelKind::Embedder => ENCODER_CONTEXT,
    };
    options
        .context
        .unwrap_or(usual)
        .clamp(8, model.context_length.max(8))
}

fn shorten(text: &mut String) {
    text.truncate(task::cut(text, LONGEST_TEXT).len());
}

fn out_of_form(reply: &Reply) -> String {
    tracing::warn!(?reply, "the model's process answered what was not asked");
    "the model's process answered what was not asked".into()
}

/// Work that was asked for; what is left of it when nobody waits any more is given up.
struct Outstanding {
    orders: Sender<Order>,
    numbers: BTreeMap<u64, usize>,
}

impl Drop for Outstanding {
    fn drop(&mut self) {
        for number in self.numbers.keys() {
            if self.orders.send(Order::Stop(*number)).is_err() {
                return;
            }
        }
    }
}

//! The child process: loads one model and works on what it is sent, until its standard input ends.
//!
//! It says nothing on standard output but frames, and keeps nothing: whatever ends it, an assertion of llama.cpp or the
//! system's want of memory, costs only the texts it was working on.

mod answer;
mod encode;
mod llama;
mod template;

use std::collections::VecDeque;
use std::fs::File;
use std::io;
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::message::{FromChild, Load, Outcome, Task, ToChild};
use crate::{ModelKind, frame, memory};
use answer::Decoder;
use encode::Encoder;
use llama::{Context, Model, Pulse, Purpose};

/// How often the child says that it is alive.
const BEAT: Duration = Duration::from_millis(250);
/// Files up to this size are copied into memory: a change of the file cannot hurt then.
const COPIED: u64 = 256 << 20;

/// Runs the child process: what a program does under [`WORKER_COMMAND`](crate::WORKER_COMMAND), before anything else.
///
/// It talks over standard input and output and ends when standard input does.
pub fn run_worker() -> ExitCode {
    confine::note(confine::humble());
    confine::run(work)
}

fn work() -> io::Result<()> {
    let out = Out(Arc::new(Mutex::new(confine::own_output()?)));
    let mut input = io::stdin().lock();
    let Some(ToChild::Load(load)) = frame::read(&mut input)? else {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "no model was named",
        ));
    };
    confine::note(confine::limit_memory(load.memory));
    confine::note(confine::close_off(Some(&load.path)));
    llama::start();
    let mut told = Instant::now();
    let loading = || {
        if told.elapsed() >= BEAT {
            told = Instant::now();
            out.tell(&FromChild::Loading);
        }
    };
    let model = match Model::load(&load.path, load.bytes > COPIED, loading) {
        Ok(model) => model,
        Err(reason) => return out.refuse(reason),
    };
    let lanes = match Lane::all(&model, &load) {
        Ok(lanes) => lanes,
        Err(reason) => return out.refuse(reason),
    };
    out.tell(&FromChild::Ready);
    let queue = Queue::default();
    let pulses: Vec<Arc<Pulse>> = lanes.iter().map(|lane| Arc::clone(&lane.pulse)).collect();
    std::thread::scope(|scope| {
        for (number, lane) in lanes.into_iter().enumerate() {
            let (queue, out) = (&queue, out.clone());
            scope.spawn(move || lane.run(number, queue, &out));
        }
        let (beating, out) = (&pulses, out.clone());
        scope.spawn(move || {
            loop {
                let steps = beating
                    .iter()
                    .map(|p| p.steps.load(Ordering::Relaxed))
                    .sum();
                out.tell(&FromChild::Beat { steps });
                std::thread::sleep(BEAT);
            }
        });
        // Nothing is kept, so nothing needs to be closed in order.
        let failed = listen(&mut input, &queue, &pulses).is_err();
        std::process::exit(i32::from(failed));
    })
}

/// Takes work in until the input ends.
fn listen(input: &mut impl io::Read, queue: &Queue, pulses: &[Arc<Pulse>]) -> io::Result<()> {
    while let Some(message) = frame::read(input)? {
        match message {
            ToChild::Work { number, task } => queue.push(number, task),
            ToChild::Stop { number } => queue.stop(number, pulses),
            ToChild::Load(_) => {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "a second model"));
            }
        }
    }
    Ok(())
}

/// The way to the parent.
#[derive(Clone, Debug)]
struct Out(Arc<Mutex<File>>);

impl Out {
    fn tell(&self, message: &FromChild) {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if frame::write(&mut *file, message).is_err() {
            // Nobody listens any more.
            std::process::exit(1);
        }
    }

    fn refuse(&self, reason: String) -> io::Result<()> {
        self.tell(&FromChild::Refused { reason });
        Ok(())
    }
}

/// Work that waits, and what each lane is at.
#[derive(Debug, Default)]
struct Queue {
    state: Mutex<QueueState>,
    arrived: Condvar,
}

#[derive(Debug, Default)]
struct QueueState {
    waiting: VecDeque<(u64, Task)>,
    /// Lane and number of what is computed.
    running: Vec<(usize, u64)>,
    /// Numbers to give up that have not been met yet.
    stopped: Vec<u64>,
}

impl Queue {
    fn lock(&self) -> std::sync::MutexGuard<'_, QueueState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, number: u64, task: Task) {
        self.lock().waiting.push_back((number, task));
        self.arrived.notify_one();
    }

    fn stop(&self, number: u64, pulses: &[Arc<Pulse>]) {
        let mut state = self.lock();
        if let Some((lane, _)) = state.running.iter().find(|(_, n)| *n == number) {
            if let Some(pulse) = pulses.get(*lane) {
                pulse.stop.store(true, Ordering::SeqCst);
            }
        } else if state.waiting.iter().any(|(n, _)| *n == number) {
            state.stopped.push(number);
        }
    }

    /// The next work of a lane; `None` in place of the task where it was given up meanwhile.
    fn next(&self, lane: usize, pulse: &Pulse) -> (u64, Option<Task>) {
        let mut state = self.lock();
        loop {
            if let Some((number, task)) = state.waiting.pop_front() {
                if let Some(at) = state.stopped.iter().position(|n| *n == number) {
                    state.stopped.swap_remove(at);
                    return (number, None);
                }
                pulse.stop.store(false, Ordering::SeqCst);
                state.running.push((lane, number));
                return (number, Some(task));
            }
            state = self
                .arrived
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn done(&self, lane: usize) {
        self.lock().running.retain(|(at, _)| *at != lane);
    }
}

/// One context, or two, with the thread that computes in it.
struct Lane<'m> {
    pulse: Arc<Pulse>,
    means: Means<'m>,
}

enum Means<'m> {
    Encode(Encoder<'m>),
    Write(Decoder<'m>),
}

impl<'m> Lane<'m> {
    /// The lanes, made one after another: making a context changes the model.
    fn all(model: &'m Model, load: &Load) -> Result<Vec<Self>, String> {
        (0..load.lanes.max(1))
            .map(|_| Self::new(model, load))
            .collect()
    }

    fn new(model: &'m Model, load: &Load) -> Result<Self, String> {
        let pulse = Arc::<Pulse>::default();
        let make = |purpose, batch| {
            Context::new(
                model,
                purpose,
                load.context,
                batch,
                load.threads,
                Arc::clone(&pulse),
            )
        };
        let means = match load.kind {
            ModelKind::Reader { .. } => Means::Encode(Encoder {
                rank: Some(make(Purpose::Rank, load.context)?),
                pooled: make(Purpose::Mean, load.context)?,
            }),
            ModelKind::Embedder => Means::Encode(Encoder {
                rank: None,
                pooled: make(Purpose::Own, load.context)?,
            }),
            ModelKind::Decoder => {
                let batch = memory::AT_ONCE.min(load.context);
                Means::Write(Decoder::new(
                    make(Purpose::Write, batch)?,
                    load.keep_beginning,
                ))
            }
        };
        Ok(Self { pulse, means })
    }

    fn run(mut self, number: usize, queue: &Queue, out: &Out) {
        loop {
            let (work, task) = queue.next(number, &self.pulse);
            let outcome = match task {
                None => Outcome::Stopped,
                Some(task) => self.means.compute(&task),
            };
            queue.done(number);
            out.tell(&FromChild::Done {
                number: work,
                outcome,
            });
        }
    }
}

impl Means<'_> {
    fn compute(&mut self, task: &Task) -> Outcome {
        use crate::task::{Answer, Scored};
        match (self, task) {
            (Self::Encode(encoder), Task::Score(pair)) => encoder.score(pair),
            (Self::Encode(encoder), Task::Embed(text)) => encoder.embed(text),
            (Self::Write(decoder), Task::Ask(ask)) => decoder.answer(ask),
            (Self::Write(_), Task::Score(_)) => {
                Outcome::Scored(Scored::Unread("the model writes and does not score".into()))
            }
            (Self::Write(_), Task::Embed(_)) => Outcome::Vector(None),
            (Self::Encode(_), Task::Ask(_)) => Outcome::Answer(Answer::Unread(
                "the model encodes and does not write".into(),
            )),
        }
    }
}

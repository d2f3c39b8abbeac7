//! The thread that keeps a child process running and every piece of work accounted for.
//!
//! Nothing is lost and nothing done twice: a piece of work is answered once, by its result, or by why there is none.
//! What was in work when the child ended is tried again **alone**, so that a text that ends it again is known for sure
//! and put aside; the others are not blamed for it.
//!
//! It is a thread of its own, because on Linux a child that asks to die with its parent dies with the *thread* that
//! started it, and threads of an asynchronous runtime come and go.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::UnboundedSender;

use super::process::{News, Process};
use crate::Launch;
use crate::message::{FromChild, Load, Outcome, Task, ToChild};

/// What the supervisor is told.
pub(crate) enum Order {
    /// Work.
    Work(Work),
    /// Give up the work of this number.
    Stop(u64),
    /// From the child of this generation.
    News(u64, News),
    /// Nobody will ask any more.
    Close,
}

/// One piece of work, on its way.
pub(crate) struct Work {
    pub(crate) number: u64,
    pub(crate) task: Task,
    pub(crate) answers: UnboundedSender<(u64, Reply)>,
    /// How often the child ended while this was in work.
    pub(crate) crashes: u32,
}

/// How a piece of work ended.
#[derive(Debug)]
pub(crate) enum Reply {
    /// As the child said.
    Outcome(Outcome),
    /// The child ended twice on it.
    Quarantined(String),
    /// No child can be had.
    Failed(Failure),
}

/// Why no child can be had.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    NotStarted(String),
    NotLoaded(String),
    Crashed(String),
}

/// Time for a child to give up work that was stopped, before it is ended.
const STOP_GRACE: Duration = Duration::from_millis(70);
/// Pause before a new child, after the first and the second crash.
const PAUSES: [Duration; 2] = [Duration::from_millis(200), Duration::from_secs(1)];
/// Children that end one after another, with no answer between, before the model counts as unusable.
const MOST_CRASHES: u32 = 2;
const TICK: Duration = Duration::from_millis(100);

pub(crate) struct Supervisor {
    pub(crate) launch: Launch,
    pub(crate) load: Load,
    pub(crate) patience: Duration,
    pub(crate) orders: Receiver<Order>,
    /// For the threads of children.
    pub(crate) own: Sender<Order>,
    /// Told once, when the first child is ready or cannot be had.
    pub(crate) started: Option<tokio::sync::oneshot::Sender<Result<(), Failure>>>,
    /// The child's number in the operating system, 0 where there is none.
    pub(crate) process_id: Arc<AtomicU32>,
    pub(crate) state: State,
}

#[derive(Default)]
pub(crate) struct State {
    child: Option<Running>,
    generation: u64,
    waiting: VecDeque<Work>,
    /// In work when a child ended; tried again one at a time.
    suspects: VecDeque<Work>,
    /// Ended the child twice; answered once the model is known to work on other texts.
    quarantined: Vec<(Work, String)>,
    /// Children that ended since the last answer, not counting those that one text explains.
    crashes: u32,
    not_before: Option<Instant>,
}

struct Running {
    process: Process,
    generation: u64,
    ready: bool,
    in_work: BTreeMap<u64, Work>,
    /// Stopped and not given up yet, with the time when patience ends.
    stopping: BTreeMap<u64, Instant>,
    steps: u64,
    moved: Instant,
}

impl Supervisor {
    /// Runs until [`Order::Close`].
    pub(crate) fn run(mut self) {
        self.start_child();
        loop {
            let wait = match &self.state.child {
                Some(child) if !child.stopping.is_empty() => Duration::from_millis(10),
                _ => TICK,
            };
            match self.orders.recv_timeout(wait) {
                Ok(Order::Close) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(order) => self.take(order),
                Err(RecvTimeoutError::Timeout) => {}
            }
            self.watch();
            self.dispatch();
        }
        self.process_id.store(0, Ordering::SeqCst);
    }

    fn take(&mut self, order: Order) {
        match order {
            Order::Work(work) => self.state.waiting.push_back(work),
            Order::Stop(number) => self.stop(number),
            Order::News(generation, news) => {
                if self
                    .state
                    .child
                    .as_ref()
                    .is_some_and(|c| c.generation == generation)
                {
                    match news {
                        News::Said(message) => self.said(message),
                        News::Silent(why) => self.crashed(&why),
                    }
                }
            }
            Order::Close => {}
        }
    }

    fn said(&mut self, message: FromChild) {
        let Some(child) = &mut self.state.child else {
            return;
        };
        match message {
            FromChild::Loading => child.moved = Instant::now(),
            FromChild::Ready => {
                child.ready = true;
                child.moved = Instant::now();
                self.tell_started(Ok(()));
            }
            FromChild::Refused { reason } => {
                self.end_child();
                self.fail(&Failure::NotLoaded(reason));
            }
            FromChild::Beat { steps } => {
                if steps != child.steps || child.in_work.is_empty() {
                    child.steps = steps;
                    child.moved = Instant::now();
                }
            }
            FromChild::Done { number, outcome } => {
                child.moved = Instant::now();
                child.stopping.remove(&number);
                if let Some(work) = child.in_work.remove(&number) {
                    let stopped = matches!(outcome, Outcome::Stopped);
                    answer(work, Reply::Outcome(outcome));
                    if !stopped {
                        self.state.crashes = 0;
                        self.release_quarantined();
                    }
                }
            }
        }
    }

    fn stop(&mut self, number: u64) {
        let state = &mut self.state;
        state.waiting.retain(|work| work.number != number);
        state.suspects.retain(|work| work.number != number);
        state.quarantined.retain(|(work, _)| work.number != number);
        if let Some(child) = &mut state.child
            && child.in_work.contains_key(&number)
        {
            child.process.send(ToChild::Stop { number });
            child.stopping.insert(number, Instant::now() + STOP_GRACE);
        }
    }

    /// Looks after a child that stands still or does not give up what was stopped.
    fn watch(&mut self) {
        let Some(child) = &mut self.state.child else {
            return;
        };
        let now = Instant::now();
        if child.stopping.values().any(|until| now >= *until) {
            // Ended on purpose: what else was in work is no suspect.
            let stopping = std::mem::take(&mut child.stopping);
            for (number, work) in self.end_child() {
                if !stopping.contains_key(&number) {
                    self.state.waiting.push_front(work);
                }
            }
            return;
        }
        let idle = child.ready && child.in_work.is_empty();
        if !idle && now.duration_since(child.moved) > self.patience {
            self.crashed("it stood still");
        }
    }

    /// The child is gone or unusable: what was in work is tried again, alone.
    fn crashed(&mut self, why: &str) {
        let Some(child) = &mut self.state.child else {
            return;
        };
        let was_ready = child.ready;
        let stopping = std::mem::take(&mut child.stopping);
        let status = child.process.ended();
        let in_work = self.end_child();
        let how = match status {
            Some(status) => format!("its process ended ({status})"),
            None => format!("its process was ended because {why}"),
        };
        tracing::warn!(%how, in_work = in_work.len(), "the model's process ended");
        self.state.crashes += 1;
        for (number, mut work) in in_work {
            if stopping.contains_key(&number) {
                continue;
            }
            work.crashes += 1;
            if work.crashes >= 2 {
                // This text explains the crash.
                self.state.crashes = self.state.crashes.saturating_sub(1);
                self.state.quarantined.push((work, how.clone()));
            } else {
                self.state.suspects.push_back(work);
            }
        }
        if self.state.crashes >= MOST_CRASHES || self.state.quarantined.len() > 1 {
            // Where one text after another ends it, it is the model and not the texts.
            let failure = if was_ready {
                Failure::Crashed(how)
            } else {
                Failure::NotLoaded(how)
            };
            self.fail(&failure);
            return;
        }
        let pause = PAUSES[usize::try_from(self.state.crashes)
            .unwrap_or(0)
            .saturating_sub(1)
            .min(1)];
        self.state.not_before = Some(Instant::now() + pause);
    }

    /// Takes the child away and returns what it had in work.
    fn end_child(&mut self) -> BTreeMap<u64, Work> {
        self.process_id.store(0, Ordering::SeqCst);
        match self.state.child.take() {
            Some(mut child) => {
                child.process.end();
                child.in_work
            }
            None => BTreeMap::new(),
        }
    }

    /// Nothing more can be computed: everyone who waits is told. The next work tries again from the beginning.
    fn fail(&mut self, failure: &Failure) {
        self.tell_started(Err(failure.clone()));
        let state = &mut self.state;
        let all = std::mem::take(&mut state.waiting)
            .into_iter()
            .chain(std::mem::take(&mut state.suspects))
            .chain(
                std::mem::take(&mut state.quarantined)
                    .into_iter()
                    .map(|(work, _)| work),
            );
        for work in all {
            answer(work, Reply::Failed(failure.clone()));
        }
        state.crashes = 0;
        state.not_before = None;
    }

    fn tell_started(&mut self, result: Result<(), Failure>) {
        if let Some(started) = self.started.take()
            && started.send(result).is_err()
        {
            tracing::debug!("nobody waits for the model any more");
        }
    }

    fn release_quarantined(&mut self) {
        for (work, how) in std::mem::take(&mut self.state.quarantined) {
            tracing::warn!(%how, "a text ends the model's process and is left unread");
            answer(
                work,
                Reply::Quarantined(format!("{how} twice on this text")),
            );
        }
    }

    /// Gives the child what it can take.
    fn dispatch(&mut self) {
        let state = &mut self.state;
        // The first child is started again too, though nothing waits for it but its start.
        let idle = state.waiting.is_empty() && state.suspects.is_empty();
        if idle && self.started.is_none() {
            if state
                .child
                .as_ref()
                .is_none_or(|child| child.in_work.is_empty())
            {
                self.release_quarantined();
            }
            return;
        }
        if state.child.is_none() {
            if state.not_before.is_none_or(|time| Instant::now() >= time) {
                self.start_child();
            }
            return;
        }
        let Some(child) = state.child.as_mut().filter(|child| child.ready) else {
            return;
        };
        // A suspect has the child for itself.
        if let Some(suspect) = state.suspects.pop_front() {
            if child.in_work.is_empty() {
                give(child, suspect);
            } else {
                state.suspects.push_front(suspect);
            }
            return;
        }
        let alone = child.in_work.values().any(|work| work.crashes > 0);
        while !alone && child.in_work.len() < self.load.lanes {
            match state.waiting.pop_front() {
                Some(work) => give(child, work),
                None => break,
            }
        }
    }

    fn start_child(&mut self) {
        self.state.generation += 1;
        let generation = self.state.generation;
        let own = self.own.clone();
        let news = move |news| {
            // Where the supervisor is gone, so is its child.
            if own.send(Order::News(generation, news)).is_err() {
                tracing::debug!("news of a child that nobody waits for");
            }
        };
        match Process::start(&self.launch, self.load.clone(), news) {
            Ok(process) => {
                self.process_id.store(process.id(), Ordering::SeqCst);
                self.state.child = Some(Running {
                    process,
                    generation,
                    ready: false,
                    in_work: BTreeMap::new(),
                    stopping: BTreeMap::new(),
                    steps: 0,
                    moved: Instant::now(),
                });
            }
            Err(error) => {
                let program = self.launch.program.display();
                self.fail(&Failure::NotStarted(format!("{program}: {error}")));
            }
        }
    }
}

fn give(child: &mut Running, work: Work) {
    child.process.send(ToChild::Work {
        number: work.number,
        task: work.task.clone(),
    });
    if child.in_work.is_empty() {
        child.moved = Instant::now();
    }
    child.in_work.insert(work.number, work);
}

fn answer(work: Work, reply: Reply) {
    // Whoever asked may have gone.
    if work.answers.send((work.number, reply)).is_err() {
        tracing::debug!("an answer that nobody waits for");
    }
}

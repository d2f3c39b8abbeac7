//! Models with random weights, and workers that run them in a real child process.
#![allow(dead_code, unreachable_pub, reason = "each test uses its part")]

pub mod gguf;
pub mod models;

use ::models::{Asked, Item, Launch, ModelFile, Polarity, Sentence, Worker, WorkerOptions};

/// The child process of the tests: nothing but [`::models::run_worker`].
pub fn launch() -> Launch {
    Launch {
        program: env!("CARGO_BIN_EXE_model-worker").into(),
        arguments: Vec::new(),
    }
}

/// A worker of two lanes.
pub async fn worker(model: ModelFile) -> Worker {
    with(
        model,
        WorkerOptions {
            lanes: 2,
            ..WorkerOptions::default()
        },
    )
    .await
}

/// A worker with options.
pub async fn with(model: ModelFile, options: WorkerOptions) -> Worker {
    Worker::start(launch(), model, options)
        .await
        .expect("a worker")
}

/// A record about something, with two inclusion criteria and one exclusion criterion.
pub fn item(number: usize) -> Item {
    let sentence = |n: usize, text: String| Sentence {
        id: format!("S{n}"),
        text,
    };
    let asked = |id: &str, text: &str, polarity| Asked {
        id: id.into(),
        text: text.into(),
        polarity,
    };
    Item {
        question: "Does the drug lower blood pressure in adults?".into(),
        title: format!("Trial {number} of a drug."),
        sentences: vec![
            sentence(1, format!("Trial {number} of a drug.")),
            sentence(
                2,
                format!(
                    "We randomised {} adults with high blood pressure.",
                    40 + number
                ),
            ),
            sentence(3, "The drug lowered the pressure by 7 mmHg.".into()),
            sentence(4, "Mortality was not reported.".into()),
        ],
        criteria: vec![
            asked(
                "population",
                "Adults with high blood pressure",
                Polarity::Inclusion,
            ),
            asked("animals", "Animals and not patients", Polarity::Exclusion),
            asked("design", "Randomised trial", Polarity::Inclusion),
        ],
    }
}

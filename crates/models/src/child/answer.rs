//! Decoders: a question, an answer of a given form, and the likelihood of what was chosen.
//!
//! The beginning that many questions share is computed once. One sequence per context and greedy choice: the same
//! question gives the same bits, whatever was asked before.

use super::llama::{Context, Grammar, Halt, Token};
use super::template::{Layout, Piece};
use crate::message::Outcome;
use crate::task::{Answer, Ask, Part, Step};

/// Beginnings that are remembered beside the present one, for questions that take turns.
const REMEMBERED: usize = 3;

/// One lane of a decoder.
#[derive(Debug)]
pub(crate) struct Decoder<'m> {
    context: Context<'m>,
    layout: Layout,
    keep: bool,
    /// The beginning that the context holds.
    present: Option<Vec<Token>>,
    /// Beginnings with what the context kept of them, the latest last.
    remembered: Vec<(Vec<Token>, Vec<u8>)>,
}

impl<'m> Decoder<'m> {
    /// A lane that lays conversations out as the model's file says.
    pub(crate) fn new(context: Context<'m>, keep: bool) -> Self {
        let layout = Layout::of(context.model());
        Self {
            context,
            layout,
            keep,
            present: None,
            remembered: Vec::new(),
        }
    }

    /// Answers a question.
    pub(crate) fn answer(&mut self, ask: &Ask) -> Outcome {
        let answered = self.try_answer(ask);
        if answered.is_err() {
            // What the context holds after a computation that broke off is not known.
            self.context.forget(0);
            self.present = None;
        }
        match answered {
            Ok(answer) => Outcome::Answer(answer),
            Err(Halt::Stopped) => Outcome::Stopped,
            Err(Halt::Failed(why)) => Outcome::Answer(Answer::Unread(why)),
        }
    }

    fn try_answer(&mut self, ask: &Ask) -> Result<Answer, Halt> {
        let (beginning, rest) = self.prompt(ask)?;
        let room = self.context.length();
        let longest_answer = self.longest(ask)?;
        if beginning.len() + rest.len() + longest_answer > room {
            return Err(Halt::Failed(format!(
                "the text is too long for the model: {} tokens with its answer, of {room}",
                beginning.len() + rest.len() + longest_answer
            )));
        }
        let reused = self.begin(&beginning)?;
        let mut pen = Pen {
            position: if self.keep { beginning.len() } else { 0 },
            pending: if self.keep {
                rest
            } else {
                [beginning.clone(), rest].concat()
            },
            context: &mut self.context,
            computed: beginning.len() - reused,
        };
        if !self.keep {
            pen.computed = 0;
        }
        let mut parts = Vec::new();
        for step in &ask.steps {
            match step {
                Step::Say(text) => {
                    let said = pen.context.model().tokens(text, false, false)?;
                    pen.pending.extend(said);
                }
                Step::Choose(options) => parts.push(pen.choose(options)?),
                Step::Write { grammar, tokens } => parts.push(pen.write(grammar, *tokens)?),
            }
        }
        let computed = pen.computed;
        Ok(Answer::Given {
            parts,
            computed: u32::try_from(computed).unwrap_or(u32::MAX),
            reused: u32::try_from(reused).unwrap_or(u32::MAX),
        })
    }

    /// Tokens that the answer may take.
    fn longest(&self, ask: &Ask) -> Result<usize, Halt> {
        let model = self.context.model();
        ask.steps.iter().try_fold(0, |sum: usize, step| {
            Ok(sum
                + match step {
                    Step::Say(text) => model.tokens(text, false, false)?.len(),
                    Step::Choose(options) => options
                        .iter()
                        .map(|option| model.tokens(option, false, false).map(|t| t.len()))
                        .try_fold(0, |longest, length| {
                            length.map(|length| length.max(longest))
                        })?,
                    Step::Write { tokens, .. } => *tokens as usize,
                })
        })
    }

    /// The tokens of the shared beginning and of the rest.
    fn prompt(&self, ask: &Ask) -> Result<(Vec<Token>, Vec<Token>), Halt> {
        let model = self.context.model();
        let mut beginning = Vec::new();
        let mut rest = Vec::new();
        let mut in_rest = false;
        for piece in self.layout.pieces() {
            let tokens = match piece {
                // Only the template's own words may hold markers.
                Piece::Layout(text) => model.tokens(text, false, true)?,
                Piece::System => model.tokens(&ask.system, false, false)?,
                Piece::User => {
                    beginning.extend(model.tokens(&ask.fixed, false, false)?);
                    in_rest = true;
                    model.tokens(&ask.rest, false, false)?
                }
            };
            if in_rest { &mut rest } else { &mut beginning }.extend(tokens);
        }
        if model.adds_begin()
            && let Some(begin) = model.begin()
            && beginning.first() != Some(&begin)
        {
            beginning.insert(0, begin);
        }
        if beginning.is_empty() || rest.is_empty() {
            return Err(Halt::Failed("there is nothing to read".into()));
        }
        Ok((beginning, rest))
    }

    /// Brings the context to the end of `beginning`; returns how many tokens of it were known.
    fn begin(&mut self, beginning: &[Token]) -> Result<usize, Halt> {
        if !self.keep {
            self.context.forget(0);
            return Ok(0);
        }
        if let Some(present) = self.present.take() {
            let whole = self.context.forget(present.len());
            if whole && present == beginning {
                self.present = Some(present);
                return Ok(beginning.len());
            }
            if whole && !self.remembered.iter().any(|(known, _)| *known == present) {
                self.remembered
                    .extend(self.context.kept().map(|state| (present, state)));
                let surplus = self.remembered.len().saturating_sub(REMEMBERED);
                self.remembered.drain(..surplus);
            }
        }
        self.context.forget(0);
        let known = self.remembered.iter().find(|(known, _)| known == beginning);
        let reused = match known {
            Some((_, state)) if self.context.put_back(state) => beginning.len(),
            _ => {
                self.context.forget(0);
                self.context.read(beginning, 0, false)?;
                0
            }
        };
        self.present = Some(beginning.to_vec());
        Ok(reused)
    }
}

/// Where the text stands, and what of it is not yet computed.
struct Pen<'c, 'm> {
    context: &'c mut Context<'m>,
    position: usize,
    pending: Vec<Token>,
    computed: usize,
}

impl Pen<'_, '_> {
    /// Computes what is pending.
    fn flush(&mut self) -> Result<(), Halt> {
        let pending = std::mem::take(&mut self.pending);
        self.context.read(&pending, self.position, true)?;
        self.position += pending.len();
        self.computed += pending.len();
        Ok(())
    }

    fn choose(&mut self, options: &[String]) -> Result<Part, Halt> {
        let model = self.context.model();
        let options = options
            .iter()
            .map(|option| model.tokens(option, false, false))
            .collect::<Result<Vec<_>, _>>()?;
        let Some(first) = options.first() else {
            return Err(Halt::Failed("there is nothing to choose from".into()));
        };
        let shared = (0..first.len())
            .take_while(|i| options.iter().all(|option| option.get(*i) == first.get(*i)))
            .count();
        // The token in which they differ must tell each of them apart.
        let differing: Vec<Token> = options
            .iter()
            .filter_map(|option| option.get(shared).copied())
            .collect();
        let distinct = (1..differing.len()).all(|i| !differing[..i].contains(&differing[i]));
        if differing.len() != options.len() || !distinct {
            return Err(Halt::Failed(
                "the model's words cannot tell the choices apart".into(),
            ));
        }
        self.pending.extend(&first[..shared]);
        self.flush()?;
        let logits = self.context.logits()?;
        let values: Vec<f64> = differing
            .iter()
            .map(|token| f64::from(logits[*token as usize]))
            .collect();
        let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if !highest.is_finite() {
            return Err(Halt::Failed("the model gave what is no number".into()));
        }
        let weights: Vec<f64> = values.iter().map(|value| (value - highest).exp()).collect();
        let sum: f64 = weights.iter().sum();
        let option = values
            .iter()
            .position(|value| *value == highest)
            .unwrap_or(0);
        self.pending.extend(&options[option][shared..]);
        Ok(Part::Chosen {
            option,
            probabilities: weights.iter().map(|weight| weight / sum).collect(),
        })
    }

    fn write(&mut self, grammar: &str, most: u32) -> Result<Part, Halt> {
        let model = self.context.model();
        let mut grammar = Grammar::new(model, grammar)?;
        let mut bytes = Vec::new();
        for _ in 0..most {
            self.flush()?;
            let Some(token) = grammar.likeliest(self.context.logits()?) else {
                return Err(Halt::Failed(
                    "the model gave no answer of the form asked for".into(),
                ));
            };
            if model.is_end(token) {
                return written(bytes);
            }
            grammar.accept(token);
            bytes.extend(model.piece(token));
            self.pending.push(token);
            if bytes.ends_with(b"\n") {
                return written(bytes);
            }
        }
        Err(Halt::Failed("the answer did not come to an end".into()))
    }
}

fn written(bytes: Vec<u8>) -> Result<Part, Halt> {
    String::from_utf8(bytes)
        .map(Part::Written)
        .map_err(|_| Halt::Failed("the answer is not text".into()))
}

//! Encoders: the score of a pair of texts, the vector of one text.

use super::llama::{Context, Halt, Model, Token};
use crate::message::Outcome;
use crate::task::{self, LONGEST_QUESTION, Pair, Scored};

/// Bytes that a token is taken to stand for at most; more of a text is not even looked at.
const BYTES_PER_TOKEN: usize = 64;

/// The contexts of one lane of an encoder. One text at a time: several at once are slower on a processor, and their
/// numbers would depend on their company.
#[derive(Debug)]
pub(crate) struct Encoder<'m> {
    /// Of readers only.
    pub(crate) rank: Option<Context<'m>>,
    pub(crate) pooled: Context<'m>,
}

impl Encoder<'_> {
    /// Scores a pair: beginning, question, separator, text, separator; all of token type 0.
    pub(crate) fn score(&mut self, pair: &Pair) -> Outcome {
        let scored = match &mut self.rank {
            None => Err(Halt::Failed("the model has no classification head".into())),
            Some(context) => score(context, pair),
        };
        match scored {
            Ok(scored) => Outcome::Scored(scored),
            Err(Halt::Stopped) => Outcome::Stopped,
            Err(Halt::Failed(why)) => Outcome::Scored(Scored::Unread(why)),
        }
    }

    /// The vector of a text, of length 1.
    pub(crate) fn embed(&mut self, text: &str) -> Outcome {
        match embed(&mut self.pooled, text) {
            Ok(vector) => Outcome::Vector(Some(vector)),
            Err(Halt::Stopped) => Outcome::Stopped,
            Err(Halt::Failed(_)) => Outcome::Vector(None),
        }
    }
}

fn score(context: &mut Context, pair: &Pair) -> Result<Scored, Halt> {
    if pair.question.trim().is_empty() {
        return Ok(Scored::Unread("there is no question".into()));
    }
    if pair.text.trim().is_empty() {
        return Ok(Scored::Unread("there is no text".into()));
    }
    let frame = Frame::of(context.model())?;
    let room = context
        .length()
        .saturating_sub(frame.before.len() + frame.between.len() + frame.after.len());
    let most = room.min(LONGEST_QUESTION as usize).min(room / 2).max(1);
    let (question, question_cut) = cut(context.model(), &pair.question, most)?;
    let (text, text_cut) = cut(
        context.model(),
        &pair.text,
        room.saturating_sub(question.len()),
    )?;
    let tokens = [frame.before, question, frame.between, text, frame.after].concat();
    Ok(Scored::Logits {
        values: context.encode(&tokens)?,
        question_cut,
        text_cut,
    })
}

fn embed(context: &mut Context, text: &str) -> Result<Vec<f32>, Halt> {
    if text.trim().is_empty() {
        return Err(Halt::Failed("there is no text".into()));
    }
    let frame = Frame::of(context.model())?;
    let room = context
        .length()
        .saturating_sub(frame.before.len() + frame.after.len());
    let (tokens, _) = cut(context.model(), text, room)?;
    let mut vector = context.encode(&[frame.before, tokens, frame.after].concat())?;
    let length = vector
        .iter()
        .map(|n| f64::from(*n).powi(2))
        .sum::<f64>()
        .sqrt();
    if length == 0.0 {
        return Err(Halt::Failed("the model gave an empty vector".into()));
    }
    for number in &mut vector {
        *number = (f64::from(*number) / length) as f32;
    }
    Ok(vector)
}

/// The first tokens of a text, and whether there were more.
fn cut(model: &Model, text: &str, most: usize) -> Result<(Vec<Token>, bool), Halt> {
    let looked_at = task::cut(text, most.saturating_mul(BYTES_PER_TOKEN));
    let mut tokens = model.tokens(looked_at, false, false)?;
    let more = tokens.len() > most || looked_at.len() < text.len();
    tokens.truncate(most);
    if tokens.is_empty() {
        return Err(Halt::Failed("the text has no words".into()));
    }
    Ok((tokens, more))
}

/// The special tokens around texts, as the model was trained with them.
struct Frame {
    before: Vec<Token>,
    between: Vec<Token>,
    after: Vec<Token>,
}

impl Frame {
    /// What the tokenizer itself puts around one word.
    fn of(model: &Model) -> Result<Self, Halt> {
        let bare = model.tokens("a", false, false)?;
        let framed = model.tokens("a", true, false)?;
        let at = framed
            .windows(bare.len().max(1))
            .position(|window| window == bare)
            .unwrap_or(0);
        let between = match (model.separator(), model.end()) {
            // XLM-RoBERTa: </s></s>.
            (Some(separator), Some(end)) if model.is_unigram() => vec![end, separator],
            (Some(separator), _) => vec![separator],
            (None, Some(end)) => vec![end],
            (None, None) => Vec::new(),
        };
        Ok(Self {
            before: framed[..at].to_vec(),
            between,
            after: framed.get(at + bare.len()..).unwrap_or_default().to_vec(),
        })
    }
}

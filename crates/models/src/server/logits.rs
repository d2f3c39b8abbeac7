//! The answer of a chat completion: its text, taken apart, and the probabilities of what was chosen.

use serde::Deserialize;
use serde_json::Value;

use super::grammar::{Found, taken_apart};
use crate::task::{Answer, Part, Step};

/// Mass that options which the server does not list may have, as a share of those that it does.
const UNLISTED: f64 = 0.02;

/// A token of the answer with those that might have stood in its place.
#[derive(Debug, Deserialize)]
struct Token {
    token: String,
    bytes: Option<Vec<u8>>,
    #[serde(default)]
    top_logprobs: Vec<Alternative>,
}

#[derive(Debug, Deserialize)]
struct Alternative {
    token: String,
    logprob: f64,
}

/// Reads the answer of a server, whatever it is.
pub(super) fn read(answer: &Value, steps: &[Step]) -> Answer {
    let choice = &answer["choices"][0];
    let Some(text) = choice["message"]["content"].as_str() else {
        return Answer::Unread("the server's answer holds no text".into());
    };
    let Some(found) = taken_apart(text, steps) else {
        let cut = choice["finish_reason"] == "length";
        return Answer::Unread(if cut {
            "the answer was cut off".into()
        } else {
            "the answer is not of the form asked for".into()
        });
    };
    let tokens: Vec<Token> = Vec::deserialize(&choice["logprobs"]["content"]).unwrap_or_default();
    let mut choices = steps.iter().filter_map(|step| match step {
        Step::Choose(options) => Some(options),
        _ => None,
    });
    let mut parts = Vec::new();
    for found in found {
        parts.push(match found {
            Found::Written { start, end } => Part::Written(text[start..end].to_owned()),
            Found::Chosen { option, start } => Part::Chosen {
                option,
                probabilities: choices.next().map_or_else(Vec::new, |options| {
                    probabilities(text, start, options, &tokens).unwrap_or_default()
                }),
            },
        });
    }
    let usage = &answer["usage"];
    let count = |value: &Value| {
        value
            .as_u64()
            .and_then(|n| u32::try_from(n).ok())
            .unwrap_or(0)
    };
    let reused = count(&usage["prompt_tokens_details"]["cached_tokens"]);
    Answer::Given {
        parts,
        computed: count(&usage["prompt_tokens"]).saturating_sub(reused)
            + count(&usage["completion_tokens"]),
        reused,
    }
}

/// The probability of each option, from the token in which they first differ; they add up to 1. `None` where the server
/// does not tell, or its tokens are not those of the text.
fn probabilities(
    text: &str,
    start: usize,
    options: &[String],
    tokens: &[Token],
) -> Option<Vec<f64>> {
    let differ = start + common_beginning(options);
    let mut at = 0;
    let token = tokens.iter().find(|token| {
        at += token.bytes.as_ref().map_or(token.token.len(), Vec::len);
        at > differ
    })?;
    let begins = at - token.bytes.as_ref().map_or(token.token.len(), Vec::len);
    if !text.get(begins..)?.starts_with(&token.token) && at < text.len() {
        return None;
    }
    let mut masses = vec![0.0; options.len()];
    for alternative in &token.top_logprobs {
        // What the answer would be up to here, and from where the choice begins.
        let whole = format!("{}{}", text.get(..begins)?, alternative.token);
        let Some(chosen) = whole.get(start..) else {
            continue;
        };
        let fits: Vec<usize> = (0..options.len())
            .filter(|&i| options[i].starts_with(chosen) || chosen.starts_with(&options[i]))
            .collect();
        if let [only] = fits[..]
            && alternative.logprob <= 1e-6
        {
            masses[only] += alternative.logprob.exp();
        }
    }
    let sum: f64 = masses.iter().sum();
    // An option that is not listed has at most the mass of the last that is. Where that could matter, nothing is known.
    let last = token
        .top_logprobs
        .iter()
        .map(|alternative| alternative.logprob.exp())
        .fold(1.0, f64::min);
    let unlisted = masses.iter().filter(|mass| **mass == 0.0).count() as f64 * last;
    (sum > 0.0 && sum.is_finite() && unlisted <= UNLISTED * sum)
        .then(|| masses.into_iter().map(|mass| mass / sum).collect())
}

/// Bytes in which all options agree.
fn common_beginning(options: &[String]) -> usize {
    let Some((first, others)) = options.split_first() else {
        return 0;
    };
    first
        .bytes()
        .enumerate()
        .take_while(|(i, byte)| {
            others
                .iter()
                .all(|other| other.as_bytes().get(*i) == Some(byte))
        })
        .count()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn steps() -> Vec<Step> {
        vec![
            Step::Say("Label:".into()),
            Step::Choose(vec![" met".into(), " not met".into(), " unclear".into()]),
        ]
    }

    fn answered(tokens: &Value) -> Value {
        let text: String = tokens
            .as_array()
            .expect("tokens")
            .iter()
            .map(|token| token["token"].as_str().expect("text"))
            .collect();
        json!({ "choices": [{ "message": { "content": text }, "logprobs": { "content": tokens } }] })
    }

    /// .6 and .2 of the mass are labels: 3 to 1.
    #[test]
    fn probabilities_are_those_of_the_token_in_which_the_labels_differ() {
        let whole = json!([
            { "token": "Label", "top_logprobs": [] },
            { "token": ":", "top_logprobs": [] },
            { "token": " not", "top_logprobs": [
                { "token": " not", "logprob": 0.6_f64.ln() }, { "token": " met", "logprob": 0.2_f64.ln() },
                { "token": " perhaps", "logprob": 0.199_f64.ln() },
                { "token": "\n", "logprob": 0.001_f64.ln() },
            ] },
            { "token": " met", "top_logprobs": [{ "token": " met", "logprob": -0.01 }] },
        ]);
        let split = json!([
            { "token": "Label:", "top_logprobs": [] },
            { "token": " ", "top_logprobs": [{ "token": " ", "logprob": -0.1 }] },
            { "token": "n", "top_logprobs": [
                { "token": "n", "logprob": 0.6_f64.ln() }, { "token": "m", "logprob": 0.2_f64.ln() },
                { "token": "\n", "logprob": 0.199_f64.ln() },
                { "token": "x", "logprob": 0.001_f64.ln() },
            ] },
            { "token": "ot met", "top_logprobs": [] },
        ]);
        for tokens in [whole, split] {
            let Answer::Given { parts, .. } = read(&answered(&tokens), &steps()) else {
                panic!("it was not read");
            };
            let [
                Part::Chosen {
                    option: 1,
                    probabilities,
                },
            ] = &parts[..]
            else {
                panic!("{parts:?}");
            };
            for (given, wanted) in probabilities.iter().zip([0.25, 0.75, 0.0]) {
                assert!((given - wanted).abs() < 1e-12, "{probabilities:?}");
            }
        }
    }

    /// Where the last alternative that is listed has a tenth, “unclear” may have one too.
    #[test]
    fn a_label_that_may_be_likely_and_is_not_listed_leaves_the_probabilities_unknown() {
        let tokens = json!([
            { "token": "Label:", "top_logprobs": [] },
            { "token": " met", "top_logprobs": [
                { "token": " met", "logprob": 0.5_f64.ln() }, { "token": " not", "logprob": 0.1_f64.ln() },
            ] },
        ]);
        let Answer::Given { parts, .. } = read(&answered(&tokens), &steps()) else {
            panic!("it was not read");
        };
        assert_eq!(
            parts,
            [Part::Chosen {
                option: 0,
                probabilities: Vec::new()
            }]
        );
    }

    #[test]
    fn a_server_that_tells_no_probabilities_gives_a_label_without_one() {
        let answer =
            json!({ "choices": [{ "message": { "content": "Label: met" }, "logprobs": null }] });
        let Answer::Given { parts, .. } = read(&answer, &steps()) else {
            panic!("it was not read");
        };
        assert_eq!(
            parts,
            [Part::Chosen {
                option: 0,
                probabilities: Vec::new()
            }]
        );
    }

    #[test]
    fn whatever_is_out_of_form_is_unread() {
        for answer in [
            json!({}),
            json!({ "choices": [] }),
            json!({ "choices": [{ "message": { "content": null } }] }),
            json!({ "choices": [{ "message": { "content": "I would say it is met." } }] }),
            json!({ "choices": [{ "message": { "content": "Label: me" }, "finish_reason": "length" }] }),
        ] {
            assert!(
                matches!(read(&answer, &steps()), Answer::Unread(_)),
                "{answer}"
            );
        }
    }
}

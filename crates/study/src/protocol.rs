//! [`Protocol`]: the plan, locked: canonical JSON (RFC 8785) with its SHA-256, and the allocation sealed in it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

use crate::allocation::Allocation;
use crate::plan::{Plan, PlanProblem};

/// Named in the protocol, so that a later reader knows how its hash was made.
const FORMAT: &str = "attest study protocol 1";

/// A locked protocol: what may be published before the study begins. Nobody can tell the allocation from it, and
/// afterwards everybody can check that neither was changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "StudyProtocol")]
pub struct Protocol {
    /// How it is written.
    pub format: String,
    /// The plan.
    pub plan: Plan,
    /// SHA-256, hexadecimal, of the allocation together with its seed, which stays closed until the study is over.
    pub allocation_sha256: String,
}

/// A protocol with what opens it.
#[derive(Clone, Debug, PartialEq)]
pub struct Locked {
    /// The protocol.
    pub protocol: Protocol,
    /// Its text: canonical JSON.
    pub text: String,
    /// SHA-256 of the text, hexadecimal.
    pub sha256: String,
    /// The allocation.
    pub allocation: Allocation,
}

/// Why a protocol cannot be locked or opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum ProtocolError {
    #[error("the plan is not complete: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Plan(Vec<PlanProblem>),
    #[error("the protocol was changed after it was locked: its hash is {found}, not {expected}")]
    Changed { expected: String, found: String },
    #[error("the seed or the allocation is not the one that was sealed in the protocol")]
    Allocation,
    #[error("the protocol cannot be read: {0}")]
    Unreadable(String),
}

impl Protocol {
    /// Locks a plan: draws the allocation and seals it. The seed should be 64 bits of chance, as the seal is only as
    /// hard to guess as that.
    pub fn lock(plan: Plan, seed: u64) -> Result<Locked, ProtocolError> {
        let allocation = Allocation::draw(&plan, seed).map_err(ProtocolError::Plan)?;
        let protocol = Self {
            format: FORMAT.to_owned(),
            plan,
            allocation_sha256: seal(&allocation, seed)?,
        };
        let text = canonical_text(&protocol)?;
        Ok(Locked {
            sha256: hash(&text),
            protocol,
            text,
            allocation,
        })
    }

    /// Opens a locked protocol again from its text, its hash and the seed; everything is checked.
    pub fn open(text: &str, sha256: &str, seed: u64) -> Result<Locked, ProtocolError> {
        let found = hash(text);
        if found != sha256 {
            return Err(ProtocolError::Changed {
                expected: sha256.to_owned(),
                found,
            });
        }
        let unreadable = |error: String| ProtocolError::Unreadable(error);
        let protocol: Self =
            serde_json::from_str(text).map_err(|error| unreadable(error.to_string()))?;
        if protocol.format != FORMAT {
            return Err(unreadable(format!(
                "it is written as “{}”; this program knows “{FORMAT}”",
                protocol.format
            )));
        }
        let allocation = Allocation::draw(&protocol.plan, seed).map_err(ProtocolError::Plan)?;
        if seal(&allocation, seed)? != protocol.allocation_sha256 {
            return Err(ProtocolError::Allocation);
        }
        Ok(Locked {
            protocol,
            text: text.to_owned(),
            sha256: found,
            allocation,
        })
    }
}

/// What is hashed to seal an allocation. The seed is text, as it is greater than what JSON numbers hold exactly.
#[derive(Serialize)]
struct Sealed<'a> {
    allocation: &'a Allocation,
    seed: String,
}

fn seal(allocation: &Allocation, seed: u64) -> Result<String, ProtocolError> {
    let seed = seed.to_string();
    Ok(hash(&canonical_text(&Sealed { allocation, seed })?))
}

fn canonical_text(value: &impl Serialize) -> Result<String, ProtocolError> {
    serde_json_canonicalizer::to_string(value)
        .map_err(|error| ProtocolError::Unreadable(error.to_string()))
}

fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 8785, §3.2.2 and §3.2.3, through the reading of numbers that the program uses.
    #[test]
    fn canonical_text_is_that_of_the_standard() -> Result<(), Box<dyn std::error::Error>> {
        let value: serde_json::Value = serde_json::from_str(
            r#"{"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false],
                "\ud83d\ude02": "Smiley", "\ufb33": "Hebrew", "1": "One", "\u20ac": "Euro",
                "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]}"#,
        )?;
        assert_eq!(
            canonical_text(&value)?,
            "{\"1\":\"One\",\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
             \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\",\"€\":\"Euro\",\"😂\":\"Smiley\",\"\u{fb33}\":\"Hebrew\"}"
        );
        Ok(())
    }
}

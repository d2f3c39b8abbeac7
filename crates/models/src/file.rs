//! [`inspect`]: what a model file is, learnt without llama.cpp.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ModelError;
use crate::gguf::{Head, HeadError};
use crate::quantization;

/// A model file that passed every check that can be made before llama.cpp sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelFile {
    /// Where it is.
    pub path: PathBuf,
    /// SHA-256 of its content, hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// Its name: what it calls itself, else the file's name.
    pub name: String,
    /// Architecture in the words of llama.cpp, such as `bert` or `qwen3`.
    pub architecture: String,
    /// What it can do.
    pub kind: ModelKind,
    /// How most of its weights are stored, such as `Q4_K_M`.
    pub quantization: String,
    /// Number of weights.
    pub parameters: u64,
    /// The longest text it was trained for, tokens.
    pub context_length: u32,
    /// The licence it names.
    pub licence: Option<String>,
    /// Whether it says how a conversation is laid out.
    pub has_chat_template: bool,
    /// What its memory is reckoned from.
    pub shape: Shape,
}

/// What a model can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ModelKind {
    /// An encoder with a classification head: scores a pair of texts.
    Reader {
        /// Numbers it gives for a pair.
        outputs: u32,
    },
    /// An encoder: turns a text into a vector.
    Embedder,
    /// Writes text.
    Decoder,
}

/// The sizes that memory is reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// Layers.
    pub layers: u32,
    /// Width of a layer.
    pub width: u32,
    /// Width of the feed-forward part.
    pub feed_forward: u32,
    /// Attention heads.
    pub heads: u32,
    /// Values that are kept for a token in a layer, keys and values together.
    pub kept_per_token: u64,
    /// Words of the vocabulary.
    pub vocabulary: u32,
}

/// Architectures that only encode. T5 and other pairs of encoder and decoder are not among them.
const ENCODERS: [&str; 10] = [
    "bert",
    "nomic-bert",
    "nomic-bert-moe",
    "neo-bert",
    "jina-bert-v2",
    "jina-bert-v3",
    "modern-bert",
    "eurobert",
    "gemma-embedding",
    "llama-embed",
];

/// Architectures that are no text models, or of two halves.
const OTHERS: [&str; 6] = [
    "clip",
    "t5",
    "t5encoder",
    "wavtokenizer-dec",
    "whisper",
    "dream",
];

/// Looks at a model file: its description is read and checked, its SHA-256 computed over the whole of it.
///
/// Nothing of llama.cpp is used, so that a hostile file meets only bounds-checked code. A file of some gigabytes takes
/// seconds.
///
/// # Errors
/// [`ModelError::File`] when it cannot be read, [`ModelError::Damaged`] when it is cut off or makes no sense,
/// [`ModelError::Unsupported`] when it is no text model in one part.
pub fn inspect(path: &Path) -> Result<ModelFile, ModelError> {
    let mut file = File::open(path).map_err(|e| ModelError::file(path, e))?;
    let length = file
        .metadata()
        .map_err(|e| ModelError::file(path, e))?
        .len();
    let head = Head::read(&file, length).map_err(|error| match error {
        HeadError::Io(source) => ModelError::file(path, source),
        HeadError::Damaged(reason) => damaged(path, reason),
        HeadError::Unknown(reason) => unsupported(path, reason),
    })?;
    let mut model = describe(path, length, &head)?;
    file.rewind().map_err(|e| ModelError::file(path, e))?;
    model.sha256 = hash(file).map_err(|e| ModelError::file(path, e))?;
    Ok(model)
}

/// SHA-256 of what is left of a stream, hexadecimal.
pub(crate) fn hash(mut stream: impl Read) -> std::io::Result<String> {
    let mut sha = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        match stream.read(&mut buffer)? {
            0 => break,
            n => sha.update(&buffer[..n]),
        }
    }
    Ok(sha.finalize().iter().map(|b| format!("{b:02x}")).collect())
}

fn damaged(path: &Path, reason: impl Into<String>) -> ModelError {
    ModelError::Damaged {
        path: path.into(),
        reason: reason.into(),
    }
}

fn unsupported(path: &Path, reason: impl Into<String>) -> ModelError {
    ModelError::Unsupported {
        path: path.into(),
        reason: reason.into(),
    }
}

fn describe(path: &Path, bytes: u64, head: &Head) -> Result<ModelFile, ModelError> {
    let architecture = head
        .text("general.architecture")
        .ok_or_else(|| damaged(path, "it does not name its architecture"))?
        .to_owned();
    if let Some(kind) = head.text("general.type").filter(|kind| *kind != "model") {
        return Err(unsupported(
            path,
            format!("it is no model but a part of one ({kind})"),
        ));
    }
    if OTHERS.contains(&architecture.as_str()) {
        return Err(unsupported(
            path,
            format!("{architecture} is no model that only reads or writes text"),
        ));
    }
    if head.whole("split.count").is_some_and(|n| n > 1) {
        return Err(unsupported(
            path,
            "it is one of several parts; they must be joined first",
        ));
    }
    let shape = shape(path, &architecture, head)?;
    special_tokens(path, head, shape.vocabulary)?;
    let context_length = head
        .whole(&format!("{architecture}.context_length"))
        .and_then(|n| u32::try_from(n).ok())
        .filter(|n| *n >= 8)
        .ok_or_else(|| damaged(path, "the length of its context makes no sense"))?;
    // Position embeddings are looked up without asking whether they exist.
    let positions = head
        .tensors
        .iter()
        .find(|tensor| tensor.name == "position_embd.weight")
        .map(|tensor| tensor.dimensions.get(1).copied().unwrap_or(0));
    if positions.is_some_and(|rows| rows < u64::from(context_length)) {
        return Err(damaged(
            path,
            "its context is longer than its position embeddings",
        ));
    }
    let parameters = head
        .tensors
        .iter()
        .map(|tensor| tensor.dimensions.iter().product::<u64>())
        .fold(0, u64::saturating_add);
    Ok(ModelFile {
        path: path.into(),
        sha256: String::new(),
        bytes,
        name: name(path, head),
        kind: kind(path, &architecture, head)?,
        quantization: quantization_of(head),
        parameters,
        context_length,
        licence: head
            .text("general.license")
            .map(|text| shown(text, 80))
            .filter(|text| !text.is_empty()),
        has_chat_template: head.text("tokenizer.chat_template").is_some(),
        shape,
        architecture: shown(&architecture, 40),
    })
}

/// Text of a model file is untrusted: one line, no control characters, of limited length.
pub(crate) fn shown(text: &str, most: usize) -> String {
    let clean: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .take(most)
        .collect();
    clean.trim().to_owned()
}

/// Characters that change how others are shown, or are not shown at all.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

fn name(path: &Path, head: &Head) -> String {
    head.text("general.name")
        .map(|text| shown(text, 120))
        .filter(|text| !text.is_empty())
        .or_else(|| {
            path.file_stem()
                .map(|stem| shown(&stem.to_string_lossy(), 120))
        })
        .unwrap_or_else(|| "model".into())
}

fn kind(path: &Path, architecture: &str, head: &Head) -> Result<ModelKind, ModelError> {
    // 4 is rank pooling, LLAMA_POOLING_TYPE_RANK; 1 to 3 are mean, first and last token.
    let pooling = head
        .whole(&format!("{architecture}.pooling_type"))
        .unwrap_or(0);
    let head_of = |name: &str| head.tensors.iter().find(|tensor| tensor.name == name);
    let output = head_of("cls.output.weight");
    if pooling == 4 || output.is_some() {
        // A head of one output may be stored as a vector.
        let outputs = output
            .or_else(|| head_of("cls.weight"))
            .map(|tensor| tensor.dimensions.get(1).copied().unwrap_or(1));
        let labels = head.length(&format!("{architecture}.classifier.output_labels"));
        return match (outputs, labels) {
            (Some(n), labels)
                if (1..=1_000).contains(&n) && labels.is_none_or(|l| l == n || l == 0) =>
            {
                Ok(ModelKind::Reader { outputs: n as u32 })
            }
            _ => Err(damaged(path, "its classification head makes no sense")),
        };
    }
    Ok(
        if ENCODERS.contains(&architecture) || (1..=3).contains(&pooling) {
            ModelKind::Embedder
        } else {
            ModelKind::Decoder
        },
    )
}

fn shape(path: &Path, architecture: &str, head: &Head) -> Result<Shape, ModelError> {
    let number = |key: &str, most: u64| {
        let key = format!("{architecture}.{key}");
        match head.whole(&key) {
            Some(n) if n >= 1 && n <= most => Ok(n),
            Some(n) => Err(damaged(path, format!("{key} is {n}"))),
            None => Err(damaged(path, format!("it does not say {key}"))),
        }
    };
    let layers = number("block_count", 512)?;
    let width = number("embedding_length", 1 << 20)?;
    let heads = number("attention.head_count", 1 << 14).unwrap_or(1);
    let kept_heads = number("attention.head_count_kv", 1 << 14).unwrap_or(heads);
    let per_head = (width / heads).max(1);
    let key = number("attention.key_length", 1 << 16).unwrap_or(per_head);
    let value = number("attention.value_length", 1 << 16).unwrap_or(per_head);
    let embedding = head
        .tensors
        .iter()
        .find(|tensor| tensor.name == "token_embd.weight")
        .ok_or_else(|| damaged(path, "it holds no word embeddings"))?;
    let rows = embedding.dimensions.get(1).copied().unwrap_or(0);
    let words = head.length("tokenizer.ggml.tokens").unwrap_or(0);
    if embedding.dimensions.first() != Some(&width)
        || words == 0
        || rows != words
        || words > 1 << 24
    {
        return Err(damaged(
            path,
            "its vocabulary and its word embeddings do not belong together",
        ));
    }
    Ok(Shape {
        layers: layers as u32,
        width: width as u32,
        feed_forward: number("feed_forward_length", 1 << 24).unwrap_or(4 * width) as u32,
        heads: heads as u32,
        kept_per_token: kept_heads * (key + value),
        vocabulary: words as u32,
    })
}

/// llama.cpp looks special tokens up without asking whether they exist.
fn special_tokens(path: &Path, head: &Head, vocabulary: u32) -> Result<(), ModelError> {
    const NAMES: [&str; 13] = [
        "bos",
        "eos",
        "eot",
        "eom",
        "unknown",
        "seperator",
        "padding",
        "cls",
        "mask",
        "fim_pre",
        "fim_suf",
        "fim_mid",
        "fim_pad",
    ];
    for name in NAMES {
        let key = format!("tokenizer.ggml.{name}_token_id");
        // All bits set means that there is none.
        if let Some(id) = head.whole(&key).filter(|id| *id != u64::from(u32::MAX))
            && id >= u64::from(vocabulary)
        {
            return Err(damaged(
                path,
                format!("{key} is {id}, beyond its vocabulary"),
            ));
        }
    }
    for list in ["scores", "token_type"] {
        if let Some(n) = head.length(&format!("tokenizer.ggml.{list}"))
            && n != u64::from(vocabulary)
        {
            return Err(damaged(
                path,
                format!("its vocabulary and its {list} differ in length"),
            ));
        }
    }
    Ok(())
}

fn quantization_of(head: &Head) -> String {
    if let Some(name) = head
        .whole("general.file_type")
        .and_then(quantization::file_type_name)
    {
        return name.to_owned();
    }
    let mut sizes = std::collections::BTreeMap::<u32, u64>::new();
    for tensor in &head.tensors {
        *sizes.entry(tensor.kind).or_default() += tensor.bytes;
    }
    sizes
        .into_iter()
        .max_by_key(|(_, bytes)| *bytes)
        .map_or("unknown", |(kind, _)| quantization::tensor_type_name(kind))
        .to_owned()
}

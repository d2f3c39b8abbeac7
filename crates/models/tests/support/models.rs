//! Models with random weights: the real form, read by the real llama.cpp, with answers that mean nothing.

use std::path::Path;

use super::gguf::{Fill, Gguf, Store, Value};

/// The sizes of a model.
#[derive(Clone, Copy)]
pub struct Size {
    pub layers: u32,
    pub width: u32,
    pub feed_forward: u32,
    pub heads: u32,
    pub kept_heads: u32,
    pub context: u32,
    pub vocabulary: usize,
    pub store: Store,
}

pub const TINY: Size = Size {
    layers: 2,
    width: 64,
    feed_forward: 128,
    heads: 4,
    kept_heads: 2,
    context: 512,
    vocabulary: 0,
    store: Store::F32,
};

/// The layout of conversations most models use.
pub const CHAT_TEMPLATE: &str = "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

/// A reader: BERT with a classification head of one output, as `BertForSequenceClassification` is converted.
pub fn reader(size: Size) -> Gguf {
    let mut file = encoder(size, "tiny reader");
    let width = u64::from(size.width);
    file.set("bert.pooling_type", Value::U32(4));
    file.tensor("cls.weight", &[width, width], Fill::Random(0.2), Store::F32);
    file.tensor("cls.bias", &[width], Fill::Constant(0.0), Store::F32);
    file.tensor(
        "cls.output.weight",
        &[width, 1],
        Fill::Random(0.5),
        Store::F32,
    );
    file.tensor("cls.output.bias", &[1], Fill::Constant(0.0), Store::F32);
    file
}

/// BERT that only embeds.
pub fn encoder(size: Size, name: &str) -> Gguf {
    let mut file = Gguf::new("bert", name);
    let (width, ff) = (u64::from(size.width), u64::from(size.feed_forward));
    shape(&mut file, "bert", size);
    file.set("bert.attention.layer_norm_epsilon", Value::F32(1e-12));
    file.set("bert.attention.causal", Value::Bool(false));
    file.set("bert.pooling_type", Value::U32(1));
    let mut words: Vec<String> = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
        .map(String::from)
        .to_vec();
    for c in ('a'..='z')
        .chain('0'..='9')
        .chain(".,;:()%/<>=-?!'[]|_".chars())
    {
        words.push(format!("\u{2581}{c}"));
        words.push(c.to_string());
    }
    for word in "the of in and patients with trial randomised adults blood pressure mortality not"
        .split(' ')
    {
        words.push(format!("\u{2581}{word}"));
    }
    (words.len()..size.vocabulary).for_each(|n| words.push(format!("[unused{n}]")));
    let count = words.len() as u64;
    file.set("tokenizer.ggml.model", Value::Text("bert".into()));
    file.set("tokenizer.ggml.token_type_count", Value::U32(2));
    file.set(
        "tokenizer.ggml.token_type",
        Value::I32s((0..count).map(|n| if n < 5 { 3 } else { 1 }).collect()),
    );
    file.set("tokenizer.ggml.tokens", Value::Texts(words));
    for (key, id) in [
        ("padding", 0),
        ("unknown", 1),
        ("cls", 2),
        ("bos", 2),
        ("seperator", 3),
        ("eos", 3),
        ("mask", 4),
    ] {
        file.set(&format!("tokenizer.ggml.{key}_token_id"), Value::U32(id));
    }
    let (some, store) = (Fill::Random(0.3), size.store);
    let (one, zero) = (Fill::Constant(1.0), Fill::Constant(0.0));
    file.tensor("token_embd.weight", &[width, count], some, store);
    file.tensor(
        "position_embd.weight",
        &[width, u64::from(size.context)],
        some,
        Store::F32,
    );
    file.tensor("token_types.weight", &[width, 2], some, Store::F32);
    let norm = |file: &mut Gguf, name: String| {
        file.tensor(&format!("{name}.weight"), &[width], one, Store::F32);
        file.tensor(&format!("{name}.bias"), &[width], zero, Store::F32);
    };
    norm(&mut file, "token_embd_norm".into());
    for layer in 0..size.layers {
        let within = Fill::Random(1.0 / (width as f32).sqrt());
        for name in ["attn_q", "attn_k", "attn_v", "attn_output"] {
            file.tensor(
                &format!("blk.{layer}.{name}.weight"),
                &[width, width],
                within,
                store,
            );
            file.tensor(
                &format!("blk.{layer}.{name}.bias"),
                &[width],
                zero,
                Store::F32,
            );
        }
        norm(&mut file, format!("blk.{layer}.attn_output_norm"));
        file.tensor(
            &format!("blk.{layer}.ffn_up.weight"),
            &[width, ff],
            within,
            store,
        );
        file.tensor(&format!("blk.{layer}.ffn_up.bias"), &[ff], zero, Store::F32);
        file.tensor(
            &format!("blk.{layer}.ffn_down.weight"),
            &[ff, width],
            within,
            store,
        );
        file.tensor(
            &format!("blk.{layer}.ffn_down.bias"),
            &[width],
            zero,
            Store::F32,
        );
        norm(&mut file, format!("blk.{layer}.layer_output_norm"));
    }
    file
}

/// A decoder of the Llama kind with a byte-level vocabulary and a chat template.
pub fn decoder(size: Size) -> Gguf {
    let mut file = Gguf::new("llama", "tiny decoder");
    let (width, ff) = (u64::from(size.width), u64::from(size.feed_forward));
    let kept = width / u64::from(size.heads) * u64::from(size.kept_heads);
    shape(&mut file, "llama", size);
    file.set("llama.attention.head_count_kv", Value::U32(size.kept_heads));
    file.set("llama.attention.layer_norm_rms_epsilon", Value::F32(1e-5));
    file.set(
        "llama.rope.dimension_count",
        Value::U32(size.width / size.heads),
    );
    file.set("tokenizer.chat_template", Value::Text(CHAT_TEMPLATE.into()));
    vocabulary(&mut file, size.vocabulary);
    let count = match file
        .values
        .iter()
        .find(|(key, _)| key == "tokenizer.ggml.tokens")
    {
        Some((_, Value::Texts(words))) => words.len() as u64,
        _ => 0,
    };
    let within = Fill::Random(1.0 / (width as f32).sqrt());
    let store = size.store;
    file.tensor(
        "token_embd.weight",
        &[width, count],
        Fill::Random(0.5),
        store,
    );
    file.tensor(
        "output_norm.weight",
        &[width],
        Fill::Constant(1.0),
        Store::F32,
    );
    for layer in 0..size.layers {
        let mut tensor = |name: &str, dimensions: &[u64]| {
            let norm = name.ends_with("norm");
            let fill = if norm { Fill::Constant(1.0) } else { within };
            let store = if norm { Store::F32 } else { store };
            file.tensor(
                &format!("blk.{layer}.{name}.weight"),
                dimensions,
                fill,
                store,
            );
        };
        tensor("attn_norm", &[width]);
        tensor("attn_q", &[width, width]);
        tensor("attn_k", &[width, kept]);
        tensor("attn_v", &[width, kept]);
        tensor("attn_output", &[width, width]);
        tensor("ffn_norm", &[width]);
        tensor("ffn_gate", &[width, ff]);
        tensor("ffn_up", &[width, ff]);
        tensor("ffn_down", &[ff, width]);
    }
    file
}

fn shape(file: &mut Gguf, architecture: &str, size: Size) {
    for (key, value) in [
        ("block_count", size.layers),
        ("context_length", size.context),
        ("embedding_length", size.width),
        ("feed_forward_length", size.feed_forward),
        ("attention.head_count", size.heads),
    ] {
        file.set(&format!("{architecture}.{key}"), Value::U32(value));
    }
}

/// Byte-level pair encoding with the bytes, a few merges, and the markers of a conversation.
fn vocabulary(file: &mut Gguf, at_least: usize) {
    let mut words: Vec<String> = (0..=255).map(|b| byte_letter(b).to_string()).collect();
    let merges = [
        "\u{120} m",
        "\u{120}m e",
        "\u{120}me t",
        "\u{120} p",
        "\u{120} n",
        "\u{120} u",
        "t h",
        "th e",
        "i n",
        "e r",
        "S 1",
        "S 2",
        "C 1",
    ];
    words.extend(merges.map(|merge| merge.replace(' ', "")));
    let first_marker = words.len() as u32;
    words.extend(["<|endoftext|>", "<|im_start|>", "<|im_end|>"].map(String::from));
    let normal = words.len();
    (words.len()..at_least).for_each(|n| words.push(format!("[unused{n}]")));
    let kinds = (0..words.len())
        .map(|n| {
            if n >= normal {
                5
            } else if n >= first_marker as usize {
                3
            } else {
                1
            }
        })
        .collect();
    file.set("tokenizer.ggml.model", Value::Text("gpt2".into()));
    file.set("tokenizer.ggml.pre", Value::Text("gpt-2".into()));
    file.set("tokenizer.ggml.tokens", Value::Texts(words));
    file.set("tokenizer.ggml.token_type", Value::I32s(kinds));
    file.set(
        "tokenizer.ggml.merges",
        Value::Texts(merges.map(String::from).to_vec()),
    );
    file.set("tokenizer.ggml.bos_token_id", Value::U32(first_marker));
    file.set("tokenizer.ggml.eos_token_id", Value::U32(first_marker + 2));
    file.set("tokenizer.ggml.add_bos_token", Value::Bool(false));
}

/// GPT-2's letter for a byte.
fn byte_letter(byte: u8) -> char {
    let plain = |b: u8| matches!(b, 33..=126 | 161..=172 | 174..=255);
    if plain(byte) {
        return char::from(byte);
    }
    let before = (0..byte).filter(|b| !plain(*b)).count() as u32;
    char::from_u32(256 + before).unwrap_or(' ')
}

/// Writes a model and looks at it.
pub fn written(file: &Gguf, path: &Path) -> models::ModelFile {
    file.write(path);
    models::inspect(path).expect("a sound file")
}

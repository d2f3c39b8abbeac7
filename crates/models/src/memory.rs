//! How much memory a model will need, reckoned before it is loaded.

use crate::{ModelError, ModelFile, ModelKind};

/// What llama.cpp, the C library and the program itself take beside the model.
const BESIDE: u64 = 64 << 20;
/// Tokens that are computed at once (`n_ubatch`).
pub(crate) const AT_ONCE: u32 = 512;

/// Bytes a model needs with `lanes` contexts of `context` tokens each: weights, kept keys and values in 16 bits, and
/// the working space of a batch.
///
/// An estimate, on the high side: weights that llama.cpp arranges anew for the processor are counted as a copy.
pub fn memory_needed(model: &ModelFile, context: u32, lanes: usize) -> u64 {
    let shape = model.shape;
    let context = u64::from(context.min(model.context_length).max(1));
    let kept = match model.kind {
        ModelKind::Decoder => context * u64::from(shape.layers) * shape.kept_per_token * 2,
        ModelKind::Reader { .. } | ModelKind::Embedder => 0,
    };
    let batch = u64::from(AT_ONCE).min(context);
    let wide = u64::from(shape.width.max(shape.feed_forward)) * 4;
    // A handful of activations as wide as the widest layer, the attention of all heads, the logits of one token.
    let working = batch * wide * 6
        + batch * context * u64::from(shape.heads) * 4
        + u64::from(shape.vocabulary) * 16;
    model.bytes + model.bytes / 8 + BESIDE + lanes as u64 * (kept + working)
}

/// Bytes of memory that are free for a new program; `None` where the system does not say.
pub fn memory_free() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// Refuses a model that would not fit.
pub(crate) fn refuse_too_large(
    model: &ModelFile,
    needed: u64,
    free: Option<u64>,
) -> Result<(), ModelError> {
    match free {
        Some(free) if needed > free => Err(ModelError::NotEnoughMemory {
            name: model.name.clone(),
            needed,
            free,
        }),
        _ => Ok(()),
    }
}

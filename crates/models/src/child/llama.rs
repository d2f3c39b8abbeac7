//! llama.cpp through its C interface: the only file that calls it.
//!
//! The safe crate `llama-cpp-2` hides the pointer that the abort callback needs, hence this thin layer. llama.cpp ends
//! the process where it is called wrongly (`GGML_ASSERT`), so each function here checks what the C side would assert.
//!
//! Longer than 500 lines so that all unsafe code stands in one place.

#![allow(unsafe_code, reason = "calls into C; each says why it is sound")]

use std::ffi::{CStr, CString, c_char, c_void};
use std::path::Path;
use std::ptr::{self, NonNull};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use llama_cpp_sys_2 as sys;

/// A token's number in the vocabulary.
pub(crate) type Token = sys::llama_token;

/// What the outside may see of, and say to, a computation that runs.
#[derive(Debug, Default)]
pub(crate) struct Pulse {
    /// Raised to make the computation end at its next step.
    pub(crate) stop: AtomicBool,
    /// Grows by one with each step of the computation.
    pub(crate) steps: AtomicU64,
}

/// Why a computation has no result.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Halt {
    /// [`Pulse::stop`] was raised.
    Stopped,
    /// llama.cpp said no, or the request cannot be computed.
    Failed(String),
}

/// The first errors that llama.cpp told of, to be passed on when a file is refused: the later ones say less.
static FIRST_ERRORS: Mutex<String> = Mutex::new(String::new());
/// As much of them as is passed on, bytes.
const ERRORS_KEPT: usize = 400;

/// What llama.cpp said when it failed.
pub(crate) fn said() -> String {
    match FIRST_ERRORS.lock() {
        Ok(text) if !text.is_empty() => text.trim_end_matches("; ").to_owned(),
        _ => "llama.cpp does not say why".to_owned(),
    }
}

/// Starts llama.cpp; its warnings and errors go to the error stream. Once in a process.
pub(crate) fn start() {
    // SAFETY: called once, before anything else of llama.cpp; the callback is a plain function.
    unsafe {
        sys::llama_log_set(Some(log), ptr::null_mut());
        sys::llama_backend_init();
    }
}

unsafe extern "C" fn log(level: sys::ggml_log_level, text: *const c_char, _: *mut c_void) {
    if text.is_null() || !matches!(level, sys::GGML_LOG_LEVEL_WARN | sys::GGML_LOG_LEVEL_ERROR) {
        return;
    }
    // SAFETY: llama.cpp passes a string that ends in zero and lives during the call.
    let text = unsafe { CStr::from_ptr(text) }.to_string_lossy();
    if level == sys::GGML_LOG_LEVEL_ERROR
        && let Ok(mut first) = FIRST_ERRORS.lock()
        && first.len() < ERRORS_KEPT
    {
        first.push_str(text.trim_end());
        first.push_str("; ");
    }
    let word = if level == sys::GGML_LOG_LEVEL_ERROR {
        "error"
    } else {
        "warning"
    };
    confine::say(word, text.trim_end());
}

/// A loaded model.
#[derive(Debug)]
pub(crate) struct Model {
    pointer: NonNull<sys::llama_model>,
    vocabulary: NonNull<sys::llama_vocab>,
}

// SAFETY: after loading, the functions used here only read the model; contexts are made one after another.
unsafe impl Send for Model {}
// SAFETY: as above.
unsafe impl Sync for Model {}

impl Model {
    /// Loads a file. `mapped`: its pages are taken from the file as needed; else it is copied, and later changes of
    /// the file cannot hurt. `told` is called while it loads.
    pub(crate) fn load(path: &Path, mapped: bool, mut told: impl FnMut()) -> Result<Self, String> {
        let path = CString::new(path.to_string_lossy().as_bytes()).map_err(|e| e.to_string())?;
        unsafe extern "C" fn progress<F: FnMut()>(_: f32, told: *mut c_void) -> bool {
            // SAFETY: `told` is the closure below, which outlives the call of the loader.
            let told = unsafe { &mut *told.cast::<F>() };
            told();
            true
        }
        fn callback<F: FnMut()>(_: &F) -> sys::llama_progress_callback {
            Some(progress::<F>)
        }
        // SAFETY: plain data.
        let mut parameters = unsafe { sys::llama_model_default_params() };
        parameters.n_gpu_layers = 0;
        parameters.load_mode = if mapped {
            sys::LLAMA_LOAD_MODE_MMAP
        } else {
            sys::LLAMA_LOAD_MODE_NONE
        };
        // It would start a thread for each tensor at once, more than the limited memory has stacks for. What is no
        // number is found in the results.
        parameters.check_tensors = false;
        parameters.progress_callback = callback(&told);
        parameters.progress_callback_user_data = (&raw mut told).cast();
        // SAFETY: the path ends in zero, the parameters are the defaults but for the above.
        let model = unsafe { sys::llama_model_load_from_file(path.as_ptr(), parameters) };
        let pointer = NonNull::new(model).ok_or_else(said)?;
        // SAFETY: the model is valid; its vocabulary lives as long.
        let vocabulary = unsafe { sys::llama_model_get_vocab(pointer.as_ptr()) };
        match NonNull::new(vocabulary.cast_mut()) {
            Some(vocabulary) => Ok(Self {
                pointer,
                vocabulary,
            }),
            None => {
                // SAFETY: not used again.
                unsafe { sys::llama_model_free(pointer.as_ptr()) };
                Err("it has no vocabulary".into())
            }
        }
    }

    fn vocabulary(&self) -> *const sys::llama_vocab {
        self.vocabulary.as_ptr()
    }

    /// Words of the vocabulary.
    pub(crate) fn words(&self) -> usize {
        // SAFETY: valid pointer.
        usize::try_from(unsafe { sys::llama_vocab_n_tokens(self.vocabulary()) }).unwrap_or(0)
    }

    /// Numbers that the classification head gives.
    pub(crate) fn outputs(&self) -> usize {
        // SAFETY: valid pointer.
        unsafe { sys::llama_model_n_cls_out(self.pointer.as_ptr()) as usize }
    }

    /// Length of an embedding.
    pub(crate) fn width(&self) -> usize {
        // SAFETY: valid pointer.
        usize::try_from(unsafe { sys::llama_model_n_embd_out(self.pointer.as_ptr()) }).unwrap_or(0)
    }

    /// The chat template of the file.
    pub(crate) fn chat_template(&self) -> Option<String> {
        // SAFETY: valid pointer; the name of the default template is the null pointer.
        let template =
            unsafe { sys::llama_model_chat_template(self.pointer.as_ptr(), ptr::null()) };
        if template.is_null() {
            return None;
        }
        // SAFETY: a string of the model that ends in zero.
        Some(
            unsafe { CStr::from_ptr(template) }
                .to_string_lossy()
                .into_owned(),
        )
    }

    fn special(&self, token: Token) -> Option<Token> {
        (token >= 0 && (token as usize) < self.words()).then_some(token)
    }

    /// The token that begins a text.
    pub(crate) fn begin(&self) -> Option<Token> {
        // SAFETY: valid pointer.
        self.special(unsafe { sys::llama_vocab_bos(self.vocabulary()) })
    }

    /// The token that ends a text.
    pub(crate) fn end(&self) -> Option<Token> {
        // SAFETY: valid pointer.
        self.special(unsafe { sys::llama_vocab_eos(self.vocabulary()) })
    }

    /// The token between two texts.
    pub(crate) fn separator(&self) -> Option<Token> {
        // SAFETY: valid pointer.
        self.special(unsafe { sys::llama_vocab_sep(self.vocabulary()) })
    }

    /// Whether the vocabulary is that of XLM-RoBERTa, which separates two texts by two tokens.
    pub(crate) fn is_unigram(&self) -> bool {
        // SAFETY: valid pointer.
        unsafe { sys::llama_vocab_type(self.vocabulary()) == sys::LLAMA_VOCAB_TYPE_UGM }
    }

    /// Whether texts of this model begin with [`Model::begin`].
    pub(crate) fn adds_begin(&self) -> bool {
        // SAFETY: valid pointer.
        unsafe { sys::llama_vocab_get_add_bos(self.vocabulary()) }
    }

    /// Whether a token ends an answer.
    pub(crate) fn is_end(&self, token: Token) -> bool {
        // SAFETY: valid pointer; the token is one of the vocabulary.
        self.special(token).is_some()
            && unsafe { sys::llama_vocab_is_eog(self.vocabulary(), token) }
    }

    /// The tokens of a text. `markers`: names of special tokens in it are taken as such; never for untrusted text.
    pub(crate) fn tokens(
        &self,
        text: &str,
        framed: bool,
        markers: bool,
    ) -> Result<Vec<Token>, Halt> {
        let too_long = || Halt::Failed("the text is too long".into());
        let length = i32::try_from(text.len()).map_err(|_| too_long())?;
        let mut tokens = vec![0; text.len() / 3 + 16];
        loop {
            let room = i32::try_from(tokens.len()).map_err(|_| too_long())?;
            // SAFETY: text and tokens are given with their lengths.
            let count = unsafe {
                sys::llama_tokenize(
                    self.vocabulary(),
                    text.as_ptr().cast(),
                    length,
                    tokens.as_mut_ptr(),
                    room,
                    framed,
                    markers,
                )
            };
            match usize::try_from(count) {
                Ok(count) => {
                    tokens.truncate(count);
                    return Ok(tokens);
                }
                // The needed length, negative; the smallest number means that it cannot be expressed.
                Err(_) => match count.checked_neg().and_then(|n| usize::try_from(n).ok()) {
                    Some(needed) if needed > tokens.len() => tokens.resize(needed, 0),
                    _ => return Err(too_long()),
                },
            }
        }
    }

    /// The bytes a token stands for; none for markers.
    pub(crate) fn piece(&self, token: Token) -> Vec<u8> {
        self.bytes(token, false)
    }

    /// The name of a marker, as it stands in templates.
    pub(crate) fn text_of(&self, token: Token) -> Vec<u8> {
        self.bytes(token, true)
    }

    fn bytes(&self, token: Token, markers: bool) -> Vec<u8> {
        let mut bytes = vec![0_u8; 256];
        // SAFETY: the buffer is given with its length; tokens out of range give nothing.
        let count = unsafe {
            sys::llama_token_to_piece(
                self.vocabulary(),
                token,
                bytes.as_mut_ptr().cast(),
                256,
                0,
                markers,
            )
        };
        bytes.truncate(usize::try_from(count).unwrap_or(0));
        bytes
    }
}

impl Drop for Model {
    fn drop(&mut self) {
        // SAFETY: contexts borrow the model, so none is left.
        unsafe { sys::llama_model_free(self.pointer.as_ptr()) };
    }
}

/// What a context is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The classification head over a pair.
    Rank,
    /// The mean of the token embeddings.
    Mean,
    /// Whatever pooling the file names.
    Own,
    /// Writing.
    Write,
}

/// A context: the working memory of one computation at a time.
#[derive(Debug)]
pub(crate) struct Context<'m> {
    pointer: NonNull<sys::llama_context>,
    model: &'m Model,
    pulse: Arc<Pulse>,
    purpose: Purpose,
    length: usize,
    batch: usize,
}

// SAFETY: a context is used by one thread at a time; `&mut self` sees to that.
unsafe impl Send for Context<'_> {}

impl<'m> Context<'m> {
    /// Makes a context of `length` tokens. Contexts must be made one after another: making one changes the model.
    pub(crate) fn new(
        model: &'m Model,
        purpose: Purpose,
        length: u32,
        batch: u32,
        threads: u32,
        pulse: Arc<Pulse>,
    ) -> Result<Self, String> {
        // SAFETY: plain data.
        let mut parameters = unsafe { sys::llama_context_default_params() };
        let threads = i32::try_from(threads.max(1)).unwrap_or(1);
        parameters.n_ctx = length;
        parameters.n_batch = batch;
        parameters.n_ubatch = batch;
        parameters.n_seq_max = 1;
        parameters.n_threads = threads;
        parameters.n_threads_batch = threads;
        parameters.no_perf = true;
        parameters.offload_kqv = false;
        parameters.embeddings = purpose != Purpose::Write;
        parameters.pooling_type = match purpose {
            Purpose::Rank => sys::LLAMA_POOLING_TYPE_RANK,
            Purpose::Mean => sys::LLAMA_POOLING_TYPE_MEAN,
            Purpose::Own => sys::LLAMA_POOLING_TYPE_UNSPECIFIED,
            Purpose::Write => sys::LLAMA_POOLING_TYPE_NONE,
        };
        parameters.abort_callback = Some(step);
        parameters.abort_callback_data = Arc::as_ptr(&pulse).cast_mut().cast();
        // SAFETY: the model outlives the context by the lifetime, the pulse by the field below.
        let context = unsafe { sys::llama_init_from_model(model.pointer.as_ptr(), parameters) };
        let pointer = NonNull::new(context).ok_or_else(said)?;
        // SAFETY: valid pointer.
        let (made, batch) = unsafe {
            (
                sys::llama_n_ctx_seq(pointer.as_ptr()) as usize,
                sys::llama_n_batch(pointer.as_ptr()).min(sys::llama_n_ubatch(pointer.as_ptr()))
                    as usize,
            )
        };
        // llama.cpp rounds up, beyond the positions the model knows; and it encodes in one batch.
        let length = made.min(length as usize);
        let length = if purpose == Purpose::Write {
            length
        } else {
            length.min(batch)
        };
        Ok(Self {
            pointer,
            model,
            pulse,
            purpose,
            length,
            batch,
        })
    }

    /// Tokens that fit.
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// The model it belongs to.
    pub(crate) fn model(&self) -> &'m Model {
        self.model
    }

    fn halted(&self, code: i32) -> Halt {
        if self.pulse.stop.load(Ordering::SeqCst) {
            Halt::Stopped
        } else {
            Halt::Failed(format!("llama.cpp could not compute it (code {code})"))
        }
    }

    fn check(&self, tokens: &[Token], room: usize) -> Result<(), Halt> {
        let words = self.model.words();
        if tokens.is_empty() || tokens.len() > room {
            return Err(Halt::Failed(format!(
                "{} tokens where 1 to {room} can be computed",
                tokens.len()
            )));
        }
        if tokens.iter().any(|t| *t < 0 || *t as usize >= words) {
            return Err(Halt::Failed("a token beyond the vocabulary".into()));
        }
        Ok(())
    }

    /// One text through an encoder: the pooled numbers.
    pub(crate) fn encode(&mut self, tokens: &[Token]) -> Result<Vec<f32>, Halt> {
        if self.purpose == Purpose::Write {
            return Err(Halt::Failed("the model writes and does not encode".into()));
        }
        self.check(tokens, self.batch.min(self.length))?;
        let mut batch = Batch::new(tokens, 0, true);
        // Models that decode but are used for embeddings keep what they read; each text begins anew.
        self.forget(0);
        // SAFETY: the context is valid; the batch holds at most `n_ubatch` tokens, all of the vocabulary.
        let code = unsafe {
            if sys::llama_get_memory(self.pointer.as_ptr()).is_null() {
                sys::llama_encode(self.pointer.as_ptr(), batch.raw())
            } else {
                sys::llama_decode(self.pointer.as_ptr(), batch.raw())
            }
        };
        if code != 0 {
            return Err(self.halted(code));
        }
        let count = match self.purpose {
            Purpose::Rank => self.model.outputs(),
            _ => self.model.width(),
        };
        // SAFETY: valid context; null where nothing was pooled.
        let numbers = unsafe { sys::llama_get_embeddings_seq(self.pointer.as_ptr(), 0) };
        if numbers.is_null() || count == 0 {
            return Err(Halt::Failed("the model gave no numbers".into()));
        }
        // SAFETY: llama.cpp pools `n_cls_out` or `n_embd_out` numbers per sequence.
        let numbers = unsafe { std::slice::from_raw_parts(numbers, count) }.to_vec();
        if numbers.iter().all(|n| n.is_finite()) {
            Ok(numbers)
        } else {
            Err(Halt::Failed("the model gave what is no number".into()))
        }
    }

    /// Reads tokens at a position, in batches. `logits`: whether the numbers after the last are wanted.
    pub(crate) fn read(
        &mut self,
        tokens: &[Token],
        position: usize,
        logits: bool,
    ) -> Result<(), Halt> {
        if self.purpose != Purpose::Write {
            return Err(Halt::Failed("the model encodes and does not write".into()));
        }
        self.check(tokens, self.length.saturating_sub(position))?;
        let mut at = position;
        let last = position + tokens.len();
        for part in tokens.chunks(self.batch) {
            let mut batch = Batch::new(part, at, false);
            at += part.len();
            if logits && at == last {
                batch.want_last();
            }
            // SAFETY: the context is valid; the batch holds at most `n_batch` tokens, all of the vocabulary, at
            // positions that follow what is kept and fit into the context.
            let code = unsafe { sys::llama_decode(self.pointer.as_ptr(), batch.raw()) };
            if code != 0 {
                return Err(self.halted(code));
            }
        }
        Ok(())
    }

    /// The numbers after the last token that was read with `logits`, one for each word.
    pub(crate) fn logits(&mut self) -> Result<&[f32], Halt> {
        // SAFETY: valid context; -1 is the last output, null where there is none.
        let numbers = unsafe { sys::llama_get_logits_ith(self.pointer.as_ptr(), -1) };
        if numbers.is_null() {
            return Err(Halt::Failed("the model gave no numbers".into()));
        }
        // SAFETY: one number for each word of the vocabulary.
        let numbers = unsafe { std::slice::from_raw_parts(numbers, self.model.words()) };
        if numbers.iter().any(|n| n.is_nan()) {
            return Err(Halt::Failed("the model gave what is no number".into()));
        }
        Ok(numbers)
    }

    /// Forgets what was read from a position on. `false`: the model cannot forget a part, and forgot all.
    pub(crate) fn forget(&mut self, position: usize) -> bool {
        // SAFETY: valid context; null where the model keeps nothing.
        let memory = unsafe { sys::llama_get_memory(self.pointer.as_ptr()) };
        if memory.is_null() {
            return true;
        }
        let from = i32::try_from(position).unwrap_or(0);
        // SAFETY: valid memory; sequence 0 is the only one.
        if from > 0 && unsafe { sys::llama_memory_seq_rm(memory, 0, from, -1) } {
            return true;
        }
        // SAFETY: as above.
        unsafe { sys::llama_memory_clear(memory, true) };
        from == 0
    }

    /// What is kept of the text read so far, to be put back later.
    pub(crate) fn kept(&mut self) -> Option<Vec<u8>> {
        // SAFETY: valid context; sequence 0 exists.
        let size = unsafe { sys::llama_state_seq_get_size(self.pointer.as_ptr(), 0) };
        let mut state = Vec::new();
        state.try_reserve_exact(size).ok()?;
        state.resize(size, 0);
        // SAFETY: the buffer is given with its length.
        let written = unsafe {
            sys::llama_state_seq_get_data(self.pointer.as_ptr(), state.as_mut_ptr(), size, 0)
        };
        state.truncate(written);
        (written > 0).then_some(state)
    }

    /// Puts back what [`Context::kept`] of this context gave.
    pub(crate) fn put_back(&mut self, state: &[u8]) -> bool {
        // SAFETY: the buffer is given with its length, and came from the same context.
        unsafe {
            sys::llama_state_seq_set_data(self.pointer.as_ptr(), state.as_ptr(), state.len(), 0) > 0
        }
    }
}

impl Drop for Context<'_> {
    fn drop(&mut self) {
        // SAFETY: not used again; the pulse is dropped after it.
        unsafe { sys::llama_free(self.pointer.as_ptr()) };
    }
}

/// Called by llama.cpp before each step of a computation.
unsafe extern "C" fn step(pulse: *mut c_void) -> bool {
    // SAFETY: the context that computes holds the pulse.
    let pulse = unsafe { &*pulse.cast::<Pulse>() };
    pulse.steps.fetch_add(1, Ordering::Relaxed);
    pulse.stop.load(Ordering::Relaxed)
}

/// Tokens with their positions, all of sequence 0, as llama.cpp wants them.
struct Batch {
    tokens: Vec<Token>,
    positions: Vec<sys::llama_pos>,
    counts: Vec<i32>,
    sequences: Vec<*mut sys::llama_seq_id>,
    wanted: Vec<i8>,
    zero: Box<sys::llama_seq_id>,
}

impl Batch {
    fn new(tokens: &[Token], position: usize, all: bool) -> Self {
        let mut zero = Box::new(0);
        let sequence: *mut sys::llama_seq_id = &raw mut *zero;
        let count = tokens.len();
        Self {
            tokens: tokens.to_vec(),
            positions: (position..position + count)
                .map(|p| i32::try_from(p).unwrap_or(i32::MAX))
                .collect(),
            counts: vec![1; count],
            sequences: vec![sequence; count],
            wanted: vec![i8::from(all); count],
            zero,
        }
    }

    fn want_last(&mut self) {
        if let Some(last) = self.wanted.last_mut() {
            *last = 1;
        }
    }

    /// Valid as long as the batch is.
    fn raw(&mut self) -> sys::llama_batch {
        debug_assert_eq!(*self.zero, 0);
        sys::llama_batch {
            n_tokens: i32::try_from(self.tokens.len()).unwrap_or(0),
            token: self.tokens.as_mut_ptr(),
            embd: ptr::null_mut(),
            pos: self.positions.as_mut_ptr(),
            n_seq_id: self.counts.as_mut_ptr(),
            seq_id: self.sequences.as_mut_ptr(),
            logits: self.wanted.as_mut_ptr(),
        }
    }
}

/// A grammar and how far a text has come in it.
#[derive(Debug)]
pub(crate) struct Grammar(NonNull<sys::llama_sampler>);

impl Grammar {
    /// Reads a grammar in llama.cpp's GBNF.
    pub(crate) fn new(model: &Model, text: &str) -> Result<Self, Halt> {
        let wrong = |e: String| Halt::Failed(format!("the grammar of the answer is wrong: {e}"));
        let text = CString::new(text).map_err(|e| wrong(e.to_string()))?;
        // SAFETY: both strings end in zero; the vocabulary outlives the grammar, which is used with it only.
        let sampler = unsafe {
            sys::llama_sampler_init_grammar(model.vocabulary(), text.as_ptr(), c"root".as_ptr())
        };
        NonNull::new(sampler).map(Self).ok_or_else(|| wrong(said()))
    }

    /// The likeliest token that the grammar allows next; `None` where it allows none.
    pub(crate) fn likeliest(&mut self, logits: &[f32]) -> Option<Token> {
        let best =
            (0..logits.len()).reduce(|best, i| if logits[i] > logits[best] { i } else { best })?;
        // Mostly the likeliest word of all is allowed; only else the whole vocabulary is tried.
        self.allowed(logits, &[best]).or_else(|| {
            let all: Vec<usize> = (0..logits.len()).collect();
            self.allowed(logits, &all)
        })
    }

    fn allowed(&mut self, logits: &[f32], words: &[usize]) -> Option<Token> {
        let mut data: Vec<sys::llama_token_data> = words
            .iter()
            .map(|word| sys::llama_token_data {
                id: *word as Token,
                logit: logits[*word],
                p: 0.0,
            })
            .collect();
        let mut array = sys::llama_token_data_array {
            data: data.as_mut_ptr(),
            size: data.len(),
            selected: -1,
            sorted: false,
        };
        // SAFETY: the array points to `data`, which lives during the call.
        unsafe { sys::llama_sampler_apply(self.0.as_ptr(), &raw mut array) };
        data.iter()
            .filter(|entry| entry.logit > f32::NEG_INFINITY)
            .max_by(|a, b| a.logit.total_cmp(&b.logit).then(b.id.cmp(&a.id)))
            .map(|entry| entry.id)
    }

    /// Goes on by a token that [`Grammar::likeliest`] gave, and that does not end the answer.
    pub(crate) fn accept(&mut self, token: Token) {
        // SAFETY: the token was allowed, so that the assertion on the other side holds.
        unsafe { sys::llama_sampler_accept(self.0.as_ptr(), token) };
    }
}

impl Drop for Grammar {
    fn drop(&mut self) {
        // SAFETY: not used again.
        unsafe { sys::llama_sampler_free(self.0.as_ptr()) };
    }
}

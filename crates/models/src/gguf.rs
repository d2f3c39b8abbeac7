//! The head of a GGUF file, read in safe Rust with every length checked against what is left of the file.
//!
//! llama.cpp's own parser has had memory errors on made-up files and ends the process on others, so no file reaches it
//! before this one has passed it. Format: the GGUF specification of the ggml project, versions 2 and 3.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read};

use crate::quantization;

/// Limits beyond any real model. They bound what a made-up file may cost.
const MOST_TENSORS: u64 = 200_000;
const MOST_KEYS: u64 = 20_000;
const LONGEST_KEY: u64 = 65_535;
const LONGEST_TEXT: u64 = 8 << 20;
const LONGEST_NUMBERS: u64 = 4_096;
const MOST_DIMENSIONS: u32 = 4;

/// What the head of the file says.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) values: BTreeMap<String, Value>,
    pub(crate) tensors: Vec<Tensor>,
}

/// One metadata value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Whole(i128),
    Real(f64),
    Flag(bool),
    Text(String),
    /// Whole numbers of a short list, such as one for each layer.
    Numbers(Vec<i128>),
    /// Any other list; only its length matters.
    List(u64),
}

/// One tensor's description.
#[derive(Debug)]
pub(crate) struct Tensor {
    pub(crate) name: String,
    pub(crate) dimensions: Vec<u64>,
    pub(crate) kind: u32,
    pub(crate) bytes: u64,
}

/// Why a head could not be read.
#[derive(Debug)]
pub(crate) enum HeadError {
    Io(io::Error),
    /// Damaged or made up.
    Damaged(String),
    /// Sound but not known here.
    Unknown(String),
}

impl From<io::Error> for HeadError {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            Self::Damaged("it ends in the middle of its description".into())
        } else {
            Self::Io(error)
        }
    }
}

impl Head {
    /// Reads the head of a file of `length` bytes.
    pub(crate) fn read(file: impl Read, length: u64) -> Result<Self, HeadError> {
        let mut source = Source {
            inner: BufReader::with_capacity(1 << 16, file),
            at: 0,
            length,
        };
        if source.bytes::<4>()? != *b"GGUF" {
            return Err(HeadError::Damaged(
                "it does not begin as a GGUF file does".into(),
            ));
        }
        let version = source.u32()?;
        if !(2..=3).contains(&version) {
            return Err(HeadError::Unknown(format!(
                "it is written in version {version} of the format; 2 and 3 are known"
            )));
        }
        let tensors = source.count("tensors", MOST_TENSORS)?;
        let keys = source.count("metadata entries", MOST_KEYS)?;
        let mut values = BTreeMap::new();
        for _ in 0..keys {
            let key = source.text("a metadata name", LONGEST_KEY)?;
            let kind = source.u32()?;
            let value = source.value(kind, &key)?;
            if values.insert(key.clone(), value).is_some() {
                return Err(HeadError::Damaged(format!("it names {key} twice")));
            }
        }
        let alignment = match values.get("general.alignment") {
            None => 32,
            Some(Value::Whole(n)) if (8..=65_536).contains(n) && (n & (n - 1)) == 0 => *n as u64,
            Some(_) => return Err(HeadError::Damaged("its alignment makes no sense".into())),
        };
        let mut described = Vec::new();
        for _ in 0..tensors {
            described.push(source.tensor(alignment)?);
        }
        let start = source.at.div_ceil(alignment) * alignment;
        let mut names: Vec<&str> = described.iter().map(|(t, _)| t.name.as_str()).collect();
        names.sort_unstable();
        if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(HeadError::Damaged(format!(
                "it holds the tensor {} twice",
                pair[0]
            )));
        }
        for (tensor, offset) in &described {
            let end = start
                .checked_add(*offset)
                .and_then(|at| at.checked_add(tensor.bytes));
            if end.is_none_or(|end| end > length) {
                return Err(HeadError::Damaged(format!(
                    "it is cut off: the tensor {} is not all there",
                    tensor.name
                )));
            }
        }
        Ok(Self {
            values,
            tensors: described.into_iter().map(|(tensor, _)| tensor).collect(),
        })
    }

    /// A text value.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        match self.values.get(key) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A whole number that is not negative; of a list with one number for each layer, the largest.
    pub(crate) fn whole(&self, key: &str) -> Option<u64> {
        match self.values.get(key)? {
            Value::Whole(n) => u64::try_from(*n).ok(),
            Value::Numbers(list) => list.iter().max().and_then(|n| u64::try_from(*n).ok()),
            _ => None,
        }
    }

    /// The length of a list.
    pub(crate) fn length(&self, key: &str) -> Option<u64> {
        match self.values.get(key)? {
            Value::List(n) => Some(*n),
            Value::Numbers(list) => Some(list.len() as u64),
            _ => None,
        }
    }
}

struct Source<R> {
    inner: BufReader<R>,
    at: u64,
    length: u64,
}

impl<R: Read> Source<R> {
    fn left(&self) -> u64 {
        self.length.saturating_sub(self.at)
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], HeadError> {
        let mut buffer = [0; N];
        self.inner.read_exact(&mut buffer)?;
        self.at += N as u64;
        Ok(buffer)
    }

    fn u32(&mut self) -> Result<u32, HeadError> {
        Ok(u32::from_le_bytes(self.bytes()?))
    }

    fn u64(&mut self) -> Result<u64, HeadError> {
        Ok(u64::from_le_bytes(self.bytes()?))
    }

    /// A number of things of which each takes at least eight bytes.
    fn count(&mut self, what: &str, most: u64) -> Result<u64, HeadError> {
        let n = self.u64()?;
        if n > most || n > self.left() / 8 {
            return Err(HeadError::Damaged(format!(
                "it claims to hold {n} {what}, more than can be in it"
            )));
        }
        Ok(n)
    }

    fn skip(&mut self, bytes: u64) -> Result<(), HeadError> {
        let skipped = io::copy(&mut (&mut self.inner).take(bytes), &mut io::sink())?;
        self.at += skipped;
        if skipped < bytes {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        Ok(())
    }

    fn text(&mut self, what: &str, most: u64) -> Result<String, HeadError> {
        let n = self.u64()?;
        if n > most || n > self.left() {
            return Err(HeadError::Damaged(format!(
                "{what} of {n} bytes cannot be right"
            )));
        }
        let mut buffer = vec![0; n as usize];
        self.inner.read_exact(&mut buffer)?;
        self.at += n;
        Ok(String::from_utf8_lossy(&buffer).into_owned())
    }

    fn value(&mut self, kind: u32, key: &str) -> Result<Value, HeadError> {
        if let Some(whole) = self.whole(kind)? {
            return Ok(Value::Whole(whole));
        }
        match kind {
            6 => Ok(Value::Real(f64::from(f32::from_le_bytes(self.bytes()?)))),
            7 => match self.bytes::<1>()?[0] {
                0 => Ok(Value::Flag(false)),
                1 => Ok(Value::Flag(true)),
                other => Err(HeadError::Damaged(format!(
                    "{key} is neither true nor false but {other}"
                ))),
            },
            8 => Ok(Value::Text(self.text(key, LONGEST_TEXT)?)),
            9 => self.list(key),
            12 => Ok(Value::Real(f64::from_le_bytes(self.bytes()?))),
            other => Err(HeadError::Damaged(format!(
                "{key} is of the unknown type {other}"
            ))),
        }
    }

    /// The number where `kind` is one of whole numbers.
    fn whole(&mut self, kind: u32) -> Result<Option<i128>, HeadError> {
        Ok(Some(match kind {
            0 => i128::from(self.bytes::<1>()?[0]),
            1 => i128::from(i8::from_le_bytes(self.bytes()?)),
            2 => i128::from(u16::from_le_bytes(self.bytes()?)),
            3 => i128::from(i16::from_le_bytes(self.bytes()?)),
            4 => i128::from(self.u32()?),
            5 => i128::from(i32::from_le_bytes(self.bytes()?)),
            10 => i128::from(self.u64()?),
            11 => i128::from(i64::from_le_bytes(self.bytes()?)),
            _ => return Ok(None),
        }))
    }

    fn list(&mut self, key: &str) -> Result<Value, HeadError> {
        let kind = self.u32()?;
        let n = self.u64()?;
        let each: u64 = match kind {
            0 | 1 | 7 => 1,
            2 | 3 => 2,
            4..=6 => 4,
            10..=12 => 8,
            // A text's length alone takes eight bytes.
            8 => 8,
            other => {
                return Err(HeadError::Damaged(format!(
                    "{key} is a list of the unknown type {other}"
                )));
            }
        };
        let bytes = n.checked_mul(each).filter(|bytes| *bytes <= self.left());
        let Some(bytes) = bytes else {
            return Err(HeadError::Damaged(format!(
                "{key} claims {n} entries, more than can be in the file"
            )));
        };
        if kind == 8 {
            for _ in 0..n {
                let length = self.u64()?;
                if length > self.left() {
                    return Err(HeadError::Damaged(format!("{key} is cut off")));
                }
                self.skip(length)?;
            }
            return Ok(Value::List(n));
        }
        if n <= LONGEST_NUMBERS && !matches!(kind, 6 | 7 | 12) {
            let mut numbers = Vec::with_capacity(n as usize);
            for _ in 0..n {
                numbers.extend(self.whole(kind)?);
            }
            return Ok(Value::Numbers(numbers));
        }
        self.skip(bytes)?;
        Ok(Value::List(n))
    }

    /// A tensor and its offset within the data.
    fn tensor(&mut self, alignment: u64) -> Result<(Tensor, u64), HeadError> {
        let name = self.text("a tensor's name", 63)?;
        let count = self.u32()?;
        if count == 0 || count > MOST_DIMENSIONS {
            return Err(HeadError::Damaged(format!(
                "the tensor {name} has {count} dimensions"
            )));
        }
        let mut dimensions = Vec::with_capacity(count as usize);
        for _ in 0..count {
            dimensions.push(self.u64()?);
        }
        let kind = self.u32()?;
        let offset = self.u64()?;
        let Some((block, block_bytes)) = quantization::block(kind) else {
            return Err(HeadError::Unknown(format!(
                "the tensor {name} is stored in a way ({kind}) that is not known here"
            )));
        };
        let values = dimensions
            .iter()
            .try_fold(1_u64, |product, n| product.checked_mul(*n))
            .filter(|n| *n > 0 && *n <= i64::MAX as u64);
        let first = dimensions.first().copied().unwrap_or(0);
        let bytes = values
            .filter(|_| first % block == 0)
            .and_then(|n| (n / block).checked_mul(block_bytes));
        match bytes {
            Some(bytes) if offset % alignment == 0 => Ok((
                Tensor {
                    name,
                    dimensions,
                    kind,
                    bytes,
                },
                offset,
            )),
            _ => Err(HeadError::Damaged(format!(
                "the size or place of the tensor {name} makes no sense"
            ))),
        }
    }
}

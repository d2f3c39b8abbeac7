//! Writes GGUF files: small models with random weights, for the tests. Format: the GGUF specification, version 3.

use std::path::Path;

/// One metadata value.
#[derive(Clone)]
pub enum Value {
    U32(u32),
    F32(f32),
    Bool(bool),
    Text(String),
    Texts(Vec<String>),
    I32s(Vec<i32>),
    F32s(Vec<f32>),
}

/// How a tensor's random weights are stored.
#[derive(Clone, Copy, PartialEq)]
pub enum Store {
    F32,
    Q8,
}

/// A model file in the making.
#[derive(Clone)]
pub struct Gguf {
    pub values: Vec<(String, Value)>,
    pub tensors: Vec<(String, Vec<u64>, Fill, Store)>,
}

/// What a tensor is filled with.
#[derive(Clone, Copy)]
pub enum Fill {
    /// Random, of this standard deviation.
    Random(f32),
    /// All the same.
    Constant(f32),
}

/// A small generator of random numbers (xorshift64*), the same on every machine.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// Near normal, of standard deviation 1.
    pub fn normal(&mut self) -> f32 {
        let sum: f32 = (0..3)
            .map(|_| (self.next() >> 40) as f32 / (1 << 24) as f32 - 0.5)
            .sum();
        sum * 2.0
    }
}

impl Gguf {
    pub fn new(architecture: &str, name: &str) -> Self {
        let mut file = Self {
            values: Vec::new(),
            tensors: Vec::new(),
        };
        file.set("general.architecture", Value::Text(architecture.into()));
        file.set("general.name", Value::Text(name.into()));
        file.set("general.license", Value::Text("cc0-1.0".into()));
        file
    }

    pub fn set(&mut self, key: &str, value: Value) {
        self.values.retain(|(known, _)| known != key);
        self.values.push((key.into(), value));
    }

    pub fn tensor(&mut self, name: &str, dimensions: &[u64], fill: Fill, store: Store) {
        self.tensors
            .push((name.into(), dimensions.to_vec(), fill, store));
    }

    /// The head, and the length of the data of each tensor.
    fn head(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend(b"GGUF");
        out.extend(3_u32.to_le_bytes());
        out.extend((self.tensors.len() as u64).to_le_bytes());
        out.extend((self.values.len() as u64).to_le_bytes());
        for (key, value) in &self.values {
            text(&mut out, key);
            value.write(&mut out);
        }
        let mut offset = 0_u64;
        for (name, dimensions, _, store) in &self.tensors {
            text(&mut out, name);
            out.extend((dimensions.len() as u32).to_le_bytes());
            for n in dimensions {
                out.extend(n.to_le_bytes());
            }
            out.extend(if *store == Store::F32 { 0_u32 } else { 8 }.to_le_bytes());
            out.extend(offset.to_le_bytes());
            offset += size(dimensions, *store).div_ceil(32) * 32;
        }
        out.resize(out.len().div_ceil(32) * 32, 0);
        out
    }

    pub fn write(&self, path: &Path) {
        let mut out = self.head();
        let mut random = Random::new(7);
        for (_, dimensions, fill, store) in &self.tensors {
            let count: u64 = dimensions.iter().product();
            let mut value = || match *fill {
                Fill::Random(deviation) => random.normal() * deviation,
                Fill::Constant(value) => value,
            };
            match store {
                Store::F32 => (0..count).for_each(|_| out.extend(value().to_le_bytes())),
                Store::Q8 => (0..count / 32).for_each(|_| {
                    let block: Vec<f32> = (0..32).map(|_| value()).collect();
                    let scale = block.iter().fold(0_f32, |most, v| most.max(v.abs())) / 127.0;
                    out.extend(half(scale).to_le_bytes());
                    out.extend(block.iter().map(|v| (v / scale).round() as i8 as u8));
                }),
            }
            out.resize(out.len().div_ceil(32) * 32, 0);
        }
        std::fs::write(path, out).expect("a model file");
    }
}

impl Value {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::U32(n) => {
                out.extend(4_u32.to_le_bytes());
                out.extend(n.to_le_bytes());
            }
            Self::F32(n) => {
                out.extend(6_u32.to_le_bytes());
                out.extend(n.to_le_bytes());
            }
            Self::Bool(b) => {
                out.extend(7_u32.to_le_bytes());
                out.push(u8::from(*b));
            }
            Self::Text(s) => {
                out.extend(8_u32.to_le_bytes());
                text(out, s);
            }
            Self::Texts(list) => {
                list_of(out, 8, list.len());
                list.iter().for_each(|s| text(out, s));
            }
            Self::I32s(list) => {
                list_of(out, 5, list.len());
                list.iter().for_each(|n| out.extend(n.to_le_bytes()));
            }
            Self::F32s(list) => {
                list_of(out, 6, list.len());
                list.iter().for_each(|n| out.extend(n.to_le_bytes()));
            }
        }
    }
}

fn list_of(out: &mut Vec<u8>, kind: u32, count: usize) {
    out.extend(9_u32.to_le_bytes());
    out.extend(kind.to_le_bytes());
    out.extend((count as u64).to_le_bytes());
}

fn text(out: &mut Vec<u8>, text: &str) {
    out.extend((text.len() as u64).to_le_bytes());
    out.extend(text.as_bytes());
}

fn size(dimensions: &[u64], store: Store) -> u64 {
    let count: u64 = dimensions.iter().product();
    if store == Store::F32 {
        count * 4
    } else {
        count / 32 * 34
    }
}

/// IEEE half precision of a number that is small and not negative; rounded towards zero.
fn half(value: f32) -> u16 {
    let bits = value.to_bits();
    let exponent = ((bits >> 23) & 0xff) as i32 - 127 + 15;
    if exponent <= 0 {
        return 0;
    }
    ((exponent as u16) << 10) | ((bits >> 13) & 0x3ff) as u16
}

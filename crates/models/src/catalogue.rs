//! [`catalogue`]: a short list of models that a reviewer may want to add.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ModelError;

/// A model that can be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CatalogueEntry {
    /// Short name, for commands.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it was trained for.
    pub field: Field,
    /// Number of weights, rounded.
    pub parameters: u64,
    /// How its weights are stored.
    pub quantization: String,
    /// Size of the file, bytes, rounded. It needs about a fifth more of memory.
    pub bytes: u64,
    /// Its licence.
    pub licence: String,
    /// Where its makers or those who converted it describe it.
    pub page: String,
    /// Where the file is.
    pub address: String,
    /// For whom it is good, in a sentence or two.
    pub about: String,
    /// SHA-256 of the file, hexadecimal, where it is known for sure.
    pub sha256: Option<String>,
}

/// What a model was trained for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Anything.
    Generalist,
    /// Medical texts above all.
    Biomedical,
}

#[derive(Deserialize)]
struct Catalogue {
    model: Vec<CatalogueEntry>,
}

/// The list, as it was when this program was built. Nothing is fetched.
///
/// # Errors
/// [`ModelError::Catalogue`] when the list itself is broken.
pub fn catalogue() -> Result<Vec<CatalogueEntry>, ModelError> {
    catalogue_of(include_str!("../../../models/catalogue.toml"))
}

/// A list of someone else's, such as that of a hospital that keeps its models on a server of its own.
///
/// # Errors
/// [`ModelError::Catalogue`] with the line that cannot be understood.
pub fn catalogue_of(text: &str) -> Result<Vec<CatalogueEntry>, ModelError> {
    toml::from_str::<Catalogue>(text)
        .map(|catalogue| catalogue.model)
        .map_err(|e| ModelError::Catalogue(e.to_string()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sound() {
        let list = super::catalogue().unwrap();
        assert!(list.len() >= 5);
        for entry in &list {
            assert!(
                entry.address.starts_with("https://") && entry.address.ends_with(".gguf"),
                "{entry:?}"
            );
            assert!(
                entry.page.starts_with("https://")
                    && entry.bytes > 100_000_000
                    && !entry.licence.is_empty()
            );
            assert!(entry.sha256.as_ref().is_none_or(|hash| hash.len() == 64));
            assert_eq!(list.iter().filter(|other| other.id == entry.id).count(), 1);
        }
    }
}

//! Where tests find the real data that is not part of the project: the folder `shared/data` beside it.
//!
//! A test that needs it skips itself where it is absent:
//!
//! ```
//! let Some(folder) = real_data::folder("formats") else { return };
//! assert!(folder.is_dir());
//! ```

use std::path::{Path, PathBuf};

/// The folder of that name in `shared/data`, or `None` with a printed line where it is absent.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub fn folder(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: there is no real data in {}", folder.display());
    None
}

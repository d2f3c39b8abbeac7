//! [`unfinished_beside`] and [`is_unfinished`]: files that appear under their name only when they are whole.

use std::fs::File;
use std::io;
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// How the names of files begin that are being written; one stays behind where the program is killed meanwhile.
const UNFINISHED: &str = "unfinished-";

/// A new file without a lasting name, in the folder of another: filled, brought to the disk (`sync_all`) and given that
/// other's name (`persist`), it replaces it whole. Dropped before, it is gone. Several may be written for one name at a
/// time; the last that is finished stays. Those may read it who may read any new file.
///
/// # Errors
/// When the folder cannot be written.
pub fn unfinished_beside(path: &Path) -> io::Result<NamedTempFile> {
    // The folder of a bare file name is told as empty.
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let new = |path: &Path| {
        File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(path)
    };
    Builder::new().prefix(UNFINISHED).make_in(folder, new)
}

/// Whether a file is being written, or was when the program was killed: nobody's file yet.
pub fn is_unfinished(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with(UNFINISHED))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn two_that_write_one_file_leave_one_of_both_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("table.csv");
        let mut first = unfinished_beside(&path).expect("a file");
        let mut second = unfinished_beside(&path).expect("a file");
        assert!(is_unfinished(first.path()) && !is_unfinished(&path));
        second.write_all(b"second").expect("written");
        first.write_all(b"first").expect("written");
        first.persist(&path).expect("whole");
        assert_eq!(std::fs::read(&path).expect("read"), b"first");
        second.persist(&path).expect("whole");
        assert_eq!(std::fs::read(&path).expect("read"), b"second");
        assert_eq!(std::fs::read_dir(folder.path()).expect("read").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn it_is_as_open_as_any_new_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let usual = File::create(folder.path().join("usual")).expect("a file");
        let unfinished = unfinished_beside(&folder.path().join("table.csv")).expect("a file");
        let mode = |file: &File| file.metadata().expect("told").permissions().mode();
        assert_eq!(mode(unfinished.as_file()), mode(&usual));
    }

    #[test]
    fn a_refusal_names_no_passing_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let refused =
            unfinished_beside(&folder.path().join("absent/table.csv")).expect_err("no folder");
        assert_eq!(refused.kind(), io::ErrorKind::NotFound);
        assert!(!refused.to_string().contains("unfinished"), "{refused}");
    }
}

//! The system's dialogs for files and folders.

use std::path::PathBuf;

use serde::Deserialize;
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;
use workbench::{Error, Result};

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Files,
    Folder,
    Save,
}

/// How the dialog looks.
#[derive(Debug, Deserialize)]
pub(crate) struct Options {
    kind: Kind,
    title: String,
    #[serde(default)]
    filters: Vec<Filter>,
    #[serde(default)]
    multiple: bool,
    /// Folder to start in; for saving, with the name that is proposed.
    #[serde(default)]
    default_path: Option<PathBuf>,
}

/// Files that may be chosen.
#[derive(Debug, Deserialize)]
struct Filter {
    name: String,
    extensions: Vec<String>,
}

/// Asks for files, a folder, or a place to save. Nothing chosen is an empty list.
#[tauri::command]
pub(crate) async fn choose(
    app: AppHandle,
    window: WebviewWindow,
    options: Options,
) -> std::result::Result<Vec<PathBuf>, Error> {
    let (sender, receiver) = oneshot::channel();
    let dialog = described(&app, &window, &options);
    let send = move |chosen: Vec<FilePath>| {
        // A window that was closed meanwhile asks for nothing any more.
        drop(sender.send(chosen));
    };
    match (options.kind, options.multiple) {
        (Kind::Files, true) => dialog.pick_files(move |files| send(files.unwrap_or_default())),
        (Kind::Files, false) => dialog.pick_file(move |file| send(file.into_iter().collect())),
        (Kind::Folder, _) => dialog.pick_folder(move |folder| send(folder.into_iter().collect())),
        (Kind::Save, _) => dialog.save_file(move |file| send(file.into_iter().collect())),
    }
    let chosen = receiver.await.unwrap_or_default();
    chosen.into_iter().map(path).collect()
}

fn described(
    app: &AppHandle,
    window: &WebviewWindow,
    options: &Options,
) -> FileDialogBuilder<tauri::Wry> {
    let mut dialog = app
        .dialog()
        .file()
        .set_parent(window)
        .set_title(&options.title);
    for filter in &options.filters {
        let extensions: Vec<&str> = filter.extensions.iter().map(String::as_str).collect();
        dialog = dialog.add_filter(&filter.name, &extensions);
    }
    if let Some(path) = &options.default_path {
        let (folder, name) = if options.kind == Kind::Save {
            (path.parent(), path.file_name())
        } else {
            (Some(path.as_path()), None)
        };
        if let Some(folder) = folder.filter(|f| f.is_dir()) {
            dialog = dialog.set_directory(folder);
        }
        if let Some(name) = name {
            dialog = dialog.set_file_name(name.to_string_lossy());
        }
    }
    dialog
}

fn path(chosen: FilePath) -> Result<PathBuf> {
    chosen.into_path().map_err(|e| {
        Error::bad_input(
            format!("this place is not a folder of this computer: {e}"),
            "Choose a file on a local disk.",
        )
    })
}

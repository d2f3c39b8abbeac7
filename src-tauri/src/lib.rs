//! The shell of the desktop program.
//!
//! *What it is:* windows, each with a [`Desk`](workbench::Desk) of its own; the system's file dialogs; one command (`rpc`) that carries
//! requests to the desk, one event stream (`attest`) back, and the scheme `attest:` for large files.
//!
//! *What it is not:* it knows nothing of reviews. Everything that can be done is in `workbench`.

mod closing;
mod dialogs;
mod logging;
mod windows;

use std::process::ExitCode;

use tauri::{Manager, RunEvent, Webview, WindowEvent};
use workbench::{Code, Error};

use crate::windows::Windows;

/// Runs the program until its last window is closed. `context` is made by `tauri::generate_context!` where the screens
/// are embedded.
///
/// Folders of reviews given as arguments are opened, each in a window.
pub fn run(context: tauri::Context) -> ExitCode {
    // Hidden: under these names the program runs a model, or reads a document, for another one of its kind, and does
    // opens no window.
    let hidden = std::env::args_os().nth(1).unwrap_or_default();
    if hidden == models::WORKER_COMMAND {
        return models::run_worker();
    }
    if hidden == workbench::documents::WORKER_COMMAND {
        return workbench::documents::run_worker();
    }
    workbench::give_memory_back();
    logging::start();
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::new().build())
        .invoke_handler(tauri::generate_handler![
            rpc,
            dialogs::choose,
            windows::open_window,
            closing::close_window
        ])
        .register_asynchronous_uri_scheme_protocol("attest", |context, request, responder| {
            let app = context.app_handle().clone();
            let label = context.webview_label().to_owned();
            let path = request.uri().path().trim_start_matches('/').to_owned();
            tauri::async_runtime::spawn(async move {
                responder.respond(windows::bytes(&app, &label, &path).await);
            });
        })
        .setup(|app| {
            app.manage(Windows::default());
            app.manage(closing::Questions::default());
            windows::open_first(app.handle())?;
            Ok(())
        })
        .build(context);
    match built {
        Ok(app) => {
            app.run(|app, event| {
                if let RunEvent::WindowEvent { label, event, .. } = event {
                    match event {
                        WindowEvent::CloseRequested { api, .. } => {
                            closing::requested(app, &label, &api);
                        }
                        WindowEvent::Destroyed => windows::closed(app, &label),
                        _ => {}
                    }
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the program could not start");
            ExitCode::FAILURE
        }
    }
}

/// The contract of the program: see `workbench/rpc.rs`.
#[tauri::command]
async fn rpc(webview: Webview, request: serde_json::Value) -> Result<serde_json::Value, Error> {
    let desk = windows::desk(webview.app_handle(), webview.label())?;
    let text = serde_json::to_vec(&request)
        .map_err(|e| Error::new(Code::Invalid, e.to_string(), "Start the program again."))?;
    desk.answer_text(&text).await
}

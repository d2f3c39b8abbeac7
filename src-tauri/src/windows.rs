//! Windows: each has a desk of its own, so that two reviews can lie side by side.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use tauri::http::{Response, StatusCode, header};
use tauri::{
    AppHandle, Emitter, EventTarget, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
};
use tokio::sync::broadcast::error::RecvError;
use workbench::{Code, Desk, Error, Preferences, Result};

/// The event stream of a window.
const STREAM: &str = "attest";

/// The desks by the label of their window.
#[derive(Default)]
pub(crate) struct Windows {
    desks: Mutex<HashMap<String, Desk>>,
    opened: AtomicU32,
    preferences: Mutex<Option<Preferences>>,
}

/// Opens a window for every folder that the program was started with, or one at home.
pub(crate) fn open_first(app: &AppHandle) -> tauri::Result<()> {
    let folders: Vec<PathBuf> = std::env::args_os()
        .skip(1)
        .map(PathBuf::from)
        .filter(|argument| argument.is_dir())
        .collect();
    // The event loop does not run yet, so waiting here holds nobody up.
    tauri::async_runtime::block_on(async {
        if folders.is_empty() {
            return open(app, None).await;
        }
        for folder in folders {
            open(app, std::path::absolute(folder).ok()).await?;
        }
        Ok(())
    })
}

/// A second window, on another review or at home.
#[tauri::command]
pub(crate) async fn open_window(
    app: AppHandle,
    folder: Option<PathBuf>,
) -> std::result::Result<(), Error> {
    open(&app, folder)
        .await
        .map_err(|e| Error::internal(format!("no window could be opened: {e}")))
}

async fn open(app: &AppHandle, folder: Option<PathBuf>) -> tauri::Result<()> {
    let windows = app.state::<Windows>();
    let number = windows.opened.fetch_add(1, Ordering::Relaxed) + 1;
    // Size and place are remembered by label: the first window is the same one every time.
    let label = format!("window-{number}");
    let preferences = locked(&windows.preferences)
        .get_or_insert_with(Preferences::of_user)
        .clone();
    let desk = Desk::new(preferences);
    if let Some(folder) = folder
        && let Err(error) = desk.open_review(&folder, false).await
    {
        // The home screen is shown, where the review can be opened again with its error in sight.
        tracing::warn!(%error, "the review could not be opened");
    }
    tauri::async_runtime::spawn(carry(app.clone(), label.clone(), desk.clone()));
    locked(&windows.desks).insert(label.clone(), desk);
    let window = WebviewWindowBuilder::new(app, label, WebviewUrl::App("index.html".into()))
        .title("Attest")
        .inner_size(1280.0, 820.0)
        .min_inner_size(640.0, 480.0)
        .build()?;
    paint_plainly(&window)
}

/// Has WebKitGTK paint the page itself instead of composing it from layers by OpenGL: pages of text gain nothing from
/// layers, which take 150 MB and, without a graphics card, four times as long (docs/decisions/0015).
#[cfg(target_os = "linux")]
fn paint_plainly(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};
    window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Other systems have webviews of their own, whose drivers are theirs to choose.
#[cfg(not(target_os = "linux"))]
fn paint_plainly(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// Carries the events of a desk to its window, until the window is closed.
async fn carry(app: AppHandle, label: String, desk: Desk) {
    let mut events = desk.events().subscribe();
    drop(desk);
    loop {
        match events.recv().await {
            Ok(event) => {
                if let Err(error) = app.emit_to(EventTarget::webview_window(&label), STREAM, event)
                {
                    tracing::debug!(%error, "an event did not reach its window");
                }
            }
            Err(RecvError::Lagged(missed)) => tracing::debug!(missed, "events were missed"),
            Err(RecvError::Closed) => return,
        }
    }
}

/// A window is gone: its review is closed.
pub(crate) fn closed(app: &AppHandle, label: &str) {
    let desk = locked(&app.state::<Windows>().desks).remove(label);
    if let Some(desk) = desk
        && let Err(error) = tauri::async_runtime::block_on(desk.close_review())
    {
        tracing::warn!(%error, "the review was not closed in order; nothing is lost by that");
    }
}

/// The desk of a window.
pub(crate) fn desk(app: &AppHandle, label: &str) -> Result<Desk> {
    locked(&app.state::<Windows>().desks)
        .get(label)
        .cloned()
        .ok_or_else(|| Error::internal(format!("the window {label} has no desk")))
}

/// Answers a request of the scheme `attest:`.
pub(crate) async fn bytes(app: &AppHandle, label: &str, path: &str) -> Response<Vec<u8>> {
    let path = decoded(path);
    let answer = match desk(app, label) {
        Ok(desk) => desk.bytes(&path).await,
        Err(error) => Err(error),
    };
    let (status, media_type, body) = match answer {
        Ok(file) => (StatusCode::OK, file.media_type, file.content),
        Err(error) => {
            let status = match error.code {
                Code::NotFound => StatusCode::NOT_FOUND,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            let body = serde_json::to_vec(&error).unwrap_or_default();
            (status, "application/json", body)
        }
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static(media_type),
    );
    // The page itself has another scheme; nobody else can reach this one.
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        header::HeaderValue::from_static("*"),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        header::HeaderValue::from_static("nosniff"),
    );
    response
}

/// A path of an address with its `%20` and the like resolved.
fn decoded(path: &str) -> String {
    percent_encoding::percent_decode_str(path)
        .decode_utf8_lossy()
        .into_owned()
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! Closing a window: the screens in it are asked first, because answers may still be on their way and work may run.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tauri::{AppHandle, CloseRequestApi, Manager, WebviewWindow};
use workbench::{Error, Event, Result};

use crate::windows;

/// A page that says nothing for so long has come to a stop: it must not keep its window open for ever.
const PATIENCE: Duration = Duration::from_secs(3);

/// Windows whose screens were asked and have not answered yet: label → number of the question.
#[derive(Default)]
pub(crate) struct Questions {
    open: Mutex<HashMap<String, u64>>,
    asked: AtomicU64,
}

/// Someone wants to close a window.
pub(crate) fn requested(app: &AppHandle, label: &str, api: &CloseRequestApi) {
    let Ok(desk) = windows::desk(app, label) else {
        return;
    };
    api.prevent_close();
    let questions = app.state::<Questions>();
    let question = questions.asked.fetch_add(1, Ordering::Relaxed);
    questions.with(|open| open.insert(label.to_owned(), question));
    desk.events().send(Event::Closing {});
    let (app, label) = (app.clone(), label.to_owned());
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(PATIENCE).await;
        let questions = app.state::<Questions>();
        let unanswered = questions.with(|open| open.get(&label) == Some(&question));
        if unanswered && let Some(window) = app.get_webview_window(&label) {
            tracing::warn!("the page did not say whether its window may close");
            close(&app, &window);
        }
    });
}

/// The screens answer: their window closes now (`close`), or stays for the time being.
#[tauri::command]
pub(crate) async fn close_window(window: WebviewWindow, close: bool) -> Result<()> {
    let app = window.app_handle();
    let questions = app.state::<Questions>();
    questions.with(|open| open.remove(window.label()));
    if close {
        window
            .destroy()
            .map_err(|e| Error::internal(format!("the window could not be closed: {e}")))?;
    }
    Ok(())
}

fn close(app: &AppHandle, window: &WebviewWindow) {
    app.state::<Questions>()
        .with(|open| open.remove(window.label()));
    if let Err(error) = window.destroy() {
        tracing::warn!(%error, "the window could not be closed");
    }
}

impl Questions {
    fn with<T>(&self, work: impl FnOnce(&mut HashMap<String, u64>) -> T) -> T {
        work(&mut self.open.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

//! `attest serve`: the screens of the window for a browser on this computer.
//!
//! It listens on 127.0.0.1 only. Whoever asks must know the token that is printed at the start, and a page of another
//! site cannot ask in the user's name: requests with a foreign `Origin` or `Host` are refused.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path as UrlPath, Query, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event as Message, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::{Stream, StreamExt};
use rust_embed::RustEmbed;
use serde::Deserialize;
use tokio::io::AsyncWriteExt;
use tokio::sync::broadcast::error::RecvError;
use workbench::{Code, Desk, Error, Preferences, Result, file_name, whole_place};

use super::for_writing;
use crate::arguments::Serve;
use crate::output::{Done, Output};

/// The screens, as `npm run build` leaves them.
#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
struct Screens;

/// Nothing is loaded from elsewhere, nothing runs that is not one of our files. The same as in `tauri.conf.json`.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; \
     object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A request carries at most this many bytes: a protocol or an abstract is far smaller; files have a way of their own.
const LARGEST_REQUEST: usize = 4 << 20;

struct Served {
    desk: Desk,
    token: String,
    port: u16,
    uploads: Uploads,
    screens: Option<PathBuf>,
}

pub(crate) async fn serve(a: &Serve, output: &Output) -> Result<Done> {
    let preferences = match &a.preferences {
        Some(folder) => Preferences::in_folder(folder),
        None => Preferences::of_user(),
    };
    let desk = Desk::new(preferences);
    if let Some(folder) = &a.dir {
        let folder = whole_place(folder)?;
        desk.take_up(for_writing(&folder).await?, true).await?;
    }
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, a.port));
    let listener = tokio::net::TcpListener::bind(address).await.map_err(|e| {
        Error::new(
            Code::InUse,
            format!("port {} cannot be used: {e}", a.port),
            "Choose another with --port, or 0 for any free one.",
        )
    })?;
    let port = listener
        .local_addr()
        .map_err(|e| Error::internal(e.to_string()))?
        .port();
    let token = uuid::Uuid::new_v4().simple().to_string();
    let served = Arc::new(Served {
        desk,
        token: token.clone(),
        port,
        uploads: Uploads::new()?,
        screens: a.screens.clone(),
    });
    let address = format!("http://127.0.0.1:{port}/#{token}");
    output.show(
        &serde_json::json!({ "address": address, "token": token }),
        |_| {
            let what = a
                .dir
                .as_ref()
                .map_or_else(|| "Attest".to_owned(), |dir| dir.display().to_string());
            format!(
                "{what} is served at\n  {address}\nOnly this computer can reach it. Stop with Ctrl-C."
            )
        },
    )?;
    let app = router(Arc::clone(&served));
    let serving = axum::serve(listener, app).with_graceful_shutdown(stop_wanted());
    tokio::select! {
        served = serving => served.map_err(|e| Error::internal(format!("serving ended: {e}")))?,
        // A request that never ends must not keep the program: what was acknowledged is on disk.
        () = async {
            stop_wanted().await;
            tokio::time::sleep(PATIENCE).await;
        } => {}
    }
    served.uploads.remove();
    Ok(Done::Whole)
}

/// How long open requests may take to end after Ctrl-C.
const PATIENCE: Duration = Duration::from_secs(2);

async fn stop_wanted() {
    // Where Ctrl-C cannot be heard, the process is ended by its signal and loses nothing either.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn router(served: Arc<Served>) -> Router {
    let guarded = Router::new()
        .route(
            "/rpc",
            post(rpc).layer(DefaultBodyLimit::max(LARGEST_REQUEST)),
        )
        .route("/events", get(events))
        .route("/bytes/{*path}", get(bytes))
        .route("/upload", post(upload).layer(DefaultBodyLimit::disable()))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&served),
            require_token,
        ));
    Router::new()
        .merge(guarded)
        .fallback(get(screen))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&served),
            refuse_foreign,
        ))
        .with_state(served)
}

/// A file of the screens.
async fn screen(State(served): State<Arc<Served>>, uri: Uri) -> Response {
    let path = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    let inside = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let found = match &served.screens {
        _ if !inside => None,
        Some(folder) => std::fs::read(folder.join(path)).ok().map(Into::into),
        None => Screens::get(path).map(|file| file.data),
    };
    match found {
        Some(content) => {
            let kind = mime_guess::from_path(path).first_or_octet_stream();
            ([(header::CONTENT_TYPE, kind.to_string())], content).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Refuses requests that another site's page makes (foreign `Origin`) or that reached us under a foreign name (foreign
/// `Host`: DNS rebinding), and puts the security headers on every answer.
async fn refuse_foreign(
    State(served): State<Arc<Served>>,
    request: Request,
    next: Next,
) -> Response {
    let own = |value: &HeaderValue, scheme: &str| {
        ["127.0.0.1", "localhost"]
            .iter()
            .any(|name| value.as_bytes() == format!("{scheme}{name}:{}", served.port).as_bytes())
    };
    let headers = request.headers();
    let host_is_own = headers.get(header::HOST).is_some_and(|host| own(host, ""));
    let origin_is_own = headers
        .get(header::ORIGIN)
        .is_none_or(|origin| own(origin, "http://"));
    let mut response = if host_is_own && origin_is_own {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    };
    let security = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in security {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn require_token(
    State(served): State<Arc<Served>>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Response {
    let expected = format!("Bearer {}", served.token);
    let given = headers
        .get(header::AUTHORIZATION)
        .map(HeaderValue::as_bytes)
        .unwrap_or_default();
    if same(given, expected.as_bytes()) {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

/// Compares in a time that does not tell how much was right.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .fold(0, |differences, (x, y)| differences | (x ^ y))
            == 0
}

async fn rpc(State(served): State<Arc<Served>>, body: Bytes) -> Response {
    match served.desk.answer_text(&body).await {
        Ok(value) => axum::Json(value).into_response(),
        Err(error) => failure(&error),
    }
}

/// The stream of events. Whoever was too slow to follow gets a comment in place of what was missed, and the next event.
async fn events(
    State(served): State<Arc<Served>>,
) -> Sse<impl Stream<Item = std::result::Result<Message, Infallible>>> {
    let listener = served.desk.events().subscribe();
    let stream = futures_util::stream::unfold(listener, |mut listener| async move {
        let message = match listener.recv().await {
            Ok(event) => Message::default()
                .json_data(&event)
                .unwrap_or_else(|e| Message::default().comment(e.to_string())),
            Err(RecvError::Lagged(_)) => Message::default().comment("some were missed"),
            Err(RecvError::Closed) => return None,
        };
        Some((Ok(message), listener))
    });
    // The first line opens the stream at once, so that the page knows it is connected.
    let opened = futures_util::stream::iter([Ok(Message::default().comment("open"))]);
    Sse::new(opened.chain(stream)).keep_alive(KeepAlive::default())
}

async fn bytes(State(served): State<Arc<Served>>, UrlPath(path): UrlPath<String>) -> Response {
    match served.desk.bytes(&path).await {
        Ok(file) => ([(header::CONTENT_TYPE, file.media_type)], file.content).into_response(),
        Err(error) => failure(&error),
    }
}

#[derive(Deserialize)]
struct UploadName {
    name: String,
}

/// A file that the page was given: a browser shows no paths, so its content comes along.
async fn upload(
    State(served): State<Arc<Served>>,
    Query(UploadName { name }): Query<UploadName>,
    body: Body,
) -> Response {
    match served.uploads.keep(&name, body).await {
        Ok(path) => axum::Json(serde_json::json!({ "path": path })).into_response(),
        Err(error) => failure(&error),
    }
}

/// Refused is told apart from broken, as everywhere.
fn failure(error: &Error) -> Response {
    let status = match error.code {
        Code::Internal | Code::DiskFull | Code::Damaged => StatusCode::INTERNAL_SERVER_ERROR,
        Code::NotFound => StatusCode::NOT_FOUND,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    (status, axum::Json(error)).into_response()
}

/// Removes the uploads of programs that were killed. A folder that cannot be read or removed is another user's.
fn remove_left_uploads(temporary: &Path) {
    let Ok(entries) = std::fs::read_dir(temporary) else {
        return;
    };
    for entry in entries.flatten() {
        let ours = entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with(UPLOADS));
        let path = entry.path().join(IN_USE);
        // Without the file its owner is only just making the folder. To open what is no file could wait for ever.
        if !ours || !std::fs::symlink_metadata(&path).is_ok_and(|data| data.is_file()) {
            continue;
        }
        if std::fs::File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let removed = std::fs::remove_dir_all(entry.path());
            tracing::info!(folder = %entry.path().display(), ?removed, "uploads of a killed program");
        }
    }
}

/// Files that came from the browser, in a folder that goes when the program ends; where it was killed, the next one
/// that starts removes it.
struct Uploads {
    folder: PathBuf,
    next: AtomicU64,
    /// Locked as long as the program lives.
    _in_use: std::fs::File,
}

const UPLOADS: &str = "attest-uploads-";
const IN_USE: &str = "in-use";

impl Uploads {
    fn new() -> Result<Self> {
        let temporary = std::env::temp_dir();
        remove_left_uploads(&temporary);
        let folder = temporary.join(format!("{UPLOADS}{}", uuid::Uuid::new_v4().simple()));
        create_private(&folder).map_err(|e| Error::file(&folder, &e))?;
        let path = folder.join(IN_USE);
        let in_use = std::fs::File::create_new(&path).map_err(|e| Error::file(&path, &e))?;
        in_use.lock().map_err(|e| Error::file(&path, &e))?;
        Ok(Self {
            folder,
            next: AtomicU64::new(1),
            _in_use: in_use,
        })
    }

    /// Keeps a file under its own name, without any folders that the name may hold.
    async fn keep(&self, name: &str, body: Body) -> Result<PathBuf> {
        let bare: String = file_name(Path::new(&name.replace('\\', "/")))
            .chars()
            .filter(|c| !c.is_control() && *c != '/')
            .take(200)
            .collect();
        let bare = match bare.as_str() {
            "" | "." | ".." => "file".to_owned(),
            _ => bare,
        };
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let folder = self.folder.join(number.to_string());
        let path = folder.join(bare);
        let stored = async {
            tokio::fs::create_dir(&folder).await?;
            let mut file = tokio::fs::File::create_new(&path).await?;
            let mut parts = body.into_data_stream();
            while let Some(part) = parts.next().await {
                file.write_all(&part.map_err(std::io::Error::other)?)
                    .await?;
            }
            file.flush().await
        };
        stored.await.map_err(|e| Error::file(&path, &e))?;
        Ok(path)
    }

    fn remove(&self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            tracing::debug!(%error, "the uploads stay behind");
        }
    }
}

/// A folder that only this user can read: papers may be under licence.
fn create_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

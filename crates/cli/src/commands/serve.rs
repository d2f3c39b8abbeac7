//! `attest serve`: the review for a browser on this computer.
//!
//! It listens on 127.0.0.1 only. Whoever asks must know the token that is printed at the start, and a page of another
//! site cannot ask in the user's name: requests with a foreign `Origin` or `Host` are refused.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use workbench::prisma::{DrawingOptions, svg};
use workbench::{Code, Error, Result, Session};

use super::for_writing;
use crate::arguments::Serve;
use crate::output::{Done, Output};

const PAGE: &str = include_str!("../../page/index.html");
const SCRIPT: &str = include_str!("../../page/page.js");
const STYLE: &str = include_str!("../../page/page.css");

/// Nothing is loaded from elsewhere, nothing runs that is not one of our files.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
     connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A request carries at most this many bytes: a protocol or an abstract is far smaller, files are named by path.
const LARGEST_REQUEST: usize = 4 << 20;

struct Served {
    session: Session,
    token: String,
    port: u16,
}

pub(crate) async fn serve(a: &Serve, output: &Output) -> Result<Done> {
    let review = for_writing(&a.dir).await?;
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
        session: Session::new(review),
        token: token.clone(),
        port,
    });
    let address = format!("http://127.0.0.1:{port}/#{token}");
    output.show(
        &serde_json::json!({ "address": address, "token": token }),
        |_| {
            format!(
                "{} is served at\n  {address}\nOnly this computer can reach it. Stop with Ctrl-C.",
                a.dir.display()
            )
        },
    )?;
    let app = router(served);
    let serving = axum::serve(listener, app).with_graceful_shutdown(stop_wanted());
    tokio::select! {
        served = serving => served.map_err(|e| Error::internal(format!("serving ended: {e}")))?,
        // A request that never ends must not keep the program: what was acknowledged is on disk.
        () = async {
            stop_wanted().await;
            tokio::time::sleep(PATIENCE).await;
        } => {}
    }
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
        .route("/rpc", post(rpc))
        .route("/prisma.svg", get(diagram))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&served),
            require_token,
        ));
    Router::new()
        .route(
            "/",
            get(|| async { file(PAGE, "text/html; charset=utf-8") }),
        )
        .route(
            "/page.js",
            get(|| async { file(SCRIPT, "text/javascript; charset=utf-8") }),
        )
        .route(
            "/page.css",
            get(|| async { file(STYLE, "text/css; charset=utf-8") }),
        )
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .merge(guarded)
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&served),
            refuse_foreign,
        ))
        .with_state(served)
}

fn file(content: &'static str, kind: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], content).into_response()
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
    match served.session.answer_text(&body).await {
        Ok(value) => axum::Json(value).into_response(),
        Err(error) => failure(&error),
    }
}

async fn diagram(State(served): State<Arc<Served>>) -> Response {
    match served.session.review().flow().await {
        Ok(flow) => {
            let drawing = svg(&flow, &DrawingOptions::default());
            (
                [(header::CONTENT_TYPE, "image/svg+xml; charset=utf-8")],
                drawing,
            )
                .into_response()
        }
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

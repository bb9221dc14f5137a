//! Bare axum: a handler that reads a ticket and does nothing, and a live channel that says what was posted. Prints its address.

use anyhow::Result;
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::sse::{Event, KeepAlive, Sse},
    routing::{get, post},
};
use futures_util::{Stream, StreamExt, stream};
use std::convert::Infallible;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;

#[tokio::main]
async fn main() -> Result<()> {
    let (said, _) = broadcast::channel::<String>(256);
    let app = Router::new()
        .route("/api/v1/tickets", post(|_: Bytes| async { StatusCode::CREATED }))
        .route("/api/v1/events", get(listen))
        .route("/notices", post(say))
        .with_state(said);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, app).await?;
    Ok(())
}

async fn say(State(said): State<broadcast::Sender<String>>, notice: String) -> StatusCode {
    said.send(format!("{{\"kind\":\"notice\",\"notice_id\":\"{notice}\"}}")).ok();
    StatusCode::CREATED
}

async fn listen(State(said): State<broadcast::Sender<String>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let hello = stream::once(async { Ok(Event::default().comment("listening")) });
    let events = BroadcastStream::new(said.subscribe()).filter_map(|said| async { said.ok().map(|said| Ok(Event::default().data(said))) });
    Sse::new(hello.chain(events)).keep_alive(KeepAlive::new().interval(Duration::from_secs(45)))
}

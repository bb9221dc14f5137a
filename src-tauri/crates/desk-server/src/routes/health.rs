//! Whether the server can do its work.

use crate::{front::Front, problem::Refusal};
use axum::extract::State;

/// Answers `ok` while the database answers.
pub(crate) async fn health(State(front): State<Front>) -> Result<&'static str, Refusal> {
    front.desk.store().newest_event().await?;
    Ok("ok\n")
}

//! A lock file and a socket in the runtime folder.

use super::{Asked, socket};
use crate::Paths;
use tokio::sync::mpsc;

pub(super) use super::socket::{Claim, Door as Reach, Held as Hold};

pub(super) async fn claim(paths: &Paths, taker: mpsc::Sender<Asked>) -> Result<Claim, Box<dyn std::error::Error + Send + Sync>> {
    Ok(socket::claim(paths.runtime(), taker).await?)
}

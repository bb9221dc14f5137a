//! Nothing guards the claim on Windows yet: every start is the first and says so.

use super::Asked;
use crate::Paths;
use tokio::sync::mpsc;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

#[expect(dead_code, reason = "there is no guard yet, so neither comes about")]
pub(super) enum Claim {
    First(Hold),
    Second(Reach),
}

#[derive(Debug)]
pub(super) enum Hold {}

#[derive(Debug)]
pub(super) enum Reach {}

pub(super) async fn claim(_paths: &Paths, _taker: mpsc::Sender<Asked>) -> Result<Claim, BoxError> {
    std::future::ready(Err("a second start is not noticed on this system yet".into())).await
}

impl Reach {
    pub(super) async fn ask(&self, asked: Asked) -> Result<(), BoxError> {
        std::future::ready(asked).await;
        match *self {}
    }
}

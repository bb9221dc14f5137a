//! This machine, for the engine: pictures of its screens and what it says about itself.

use crate::here::Here;
use bytes::Bytes;
use desk_api::{DeviceReport, MAX_ATTACHMENT_BYTES};
use desk_engine::{Picture, Quiet};
use desk_platform::Policy;
use desk_report::Context;
use jiff::{Timestamp, Zoned};
use std::{sync::Arc, thread};
use tokio::task::spawn_blocking;

/// What every help desk takes.
const MOST_BYTES: usize = MAX_ATTACHMENT_BYTES as usize;

/// The machine this runs on.
#[derive(Clone, Debug)]
pub(crate) struct ThisMachine {
    about: Arc<Context>,
    policy: Arc<Policy>,
}

impl ThisMachine {
    /// Knows from policy and account what probes cannot find out.
    pub(crate) fn new(here: &Here) -> Self {
        let policy = &here.policy.policy;
        let about = Context {
            agent_version: env!("CARGO_PKG_VERSION").to_owned(),
            policy_source: here.policy.source.to_string(),
            site: policy.site.clone(),
            building: policy.building.clone(),
            room: policy.room.clone(),
            asset_tag: policy.asset_tag.clone(),
            user_name: here.account.user_name.clone(),
            full_name: here.account.full_name.clone(),
            help_desk: policy.server.clone(),
        };
        Self { about: Arc::new(about), policy: Arc::new(policy.clone()) }
    }
}

impl desk_engine::Host for ThisMachine {
    async fn picture(&self) -> Result<Picture, String> {
        if self.policy.picture_allowed == Some(false) {
            return Err("the policy of this computer allows no picture".to_owned());
        }
        spawn_blocking(take).await.map_err(|error| in_full(&error))?
    }

    async fn report(&self) -> DeviceReport {
        desk_report::report(&self.about, desk_report::DEADLINE).await
    }

    async fn quiet(&self) -> Option<Quiet> {
        let why = desk_platform::quiet(&self.policy, Zoned::now().datetime()).await?;
        tracing::debug!(%why, "what is to be told waits");
        Some(if why.is_testing() { Quiet::Testing } else { Quiet::Presenting })
    }

    async fn preview(&self, png: Bytes) -> Option<Bytes> {
        match spawn_blocking(move || desk_capture::shrink(&png, desk_capture::PREVIEW_SIDE)).await {
            Ok(Ok(preview)) => Some(preview),
            Ok(Err(error)) => {
                tracing::warn!(error = in_full(&error), "a picture cannot be shown");
                None
            }
            Err(error) => {
                tracing::warn!(%error, "a picture could not be made smaller");
                None
            }
        }
    }
}

/// Blocks for as long as the display takes to answer, and the picture to be written.
fn take() -> Result<Picture, String> {
    let taken_at = Timestamp::now();
    let picture = desk_capture::capture().map_err(|error| in_full(&error))?;
    let small = || desk_capture::encode(&desk_capture::preview(&picture, desk_capture::PREVIEW_SIDE));
    // Somebody waits for both.
    let (png, preview) = thread::scope(|scope| {
        let preview = scope.spawn(small);
        (desk_capture::encode_to_fit(&picture, MOST_BYTES), preview.join())
    });
    let preview = preview.map_err(|_| "the preview came to grief".to_owned())?;
    Ok(Picture { png: png.map_err(|error| in_full(&error))?, preview: preview.map_err(|error| in_full(&error))?, taken_at })
}

/// An error with all its causes, for a technician.
pub(crate) fn in_full(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        words.push_str(": ");
        words.push_str(&deeper.to_string());
        cause = deeper.source();
    }
    words
}

//! `deskside report`: what this computer says about itself.

use crate::{
    here::Here,
    host::ThisMachine,
    say::{End, say},
};
use anyhow::Context;
use desk_engine::Host;

pub(super) async fn report(json: bool, here: &Here) -> anyhow::Result<End> {
    let report = ThisMachine::new(here).report().await;
    if json {
        say(&serde_json::to_string_pretty(&report).context("writing the report as JSON")?);
    } else {
        say(desk_report::plain_text(&report).trim_end());
    }
    Ok(End::Done)
}

//! Something big is down: the technician posts it, the teacher sees it before she writes, and is counted.

use super::Stage;
use anyhow::{Context, Result, ensure};
use std::time::Duration;

const TITLE: &str = "Wi-Fi is down in Building B";
const MEANWHILE: &str = "Wired computers and phones work as usual.";
const OVER: &str = "A switch was replaced. Wi-Fi is back.";

pub(crate) async fn walk(stage: &mut Stage, tell: &mut impl FnMut(&str, Duration)) -> Result<()> {
    let window = stage.window().await?;
    let technician = stage.technician.take().context("the technician is still there")?;
    technician.post_outage(TITLE, MEANWHILE).await?;
    let notice = stage.server.notice_where(TITLE, |notice| !notice.resolved).await?;
    stage.keep("desk-outage", technician.browser()).await?;
    stage.desktop.toasts().wait_for("the outage", |toast| toast.title.contains(TITLE)).await?;
    stage.done("The technician posts an outage, and a toast says so", tell);

    stage.desktop.tray().activate().await?;
    window.wait_for(TITLE).await?;
    window.wait_for(MEANWHILE).await?;
    stage.keep("outage", &window).await?;
    stage.done("A left click in the tray opens Get help with the outage as a banner", tell);

    window.press("Me too").await?;
    window.wait_for("You’re counted").await?;
    stage.keep("outage-joined", &window).await?;
    stage.server.notice_where(TITLE, |notice| notice.affected == 1).await?;
    stage.done("“Me too” is counted in the database", tell);

    technician.end_outage(&notice.id, OVER).await?;
    stage.server.notice_where(TITLE, |notice| notice.resolved).await?;
    window.wait_for("Back to normal").await?;
    stage.keep("outage-over", &window).await?;
    ensure!(!stage.server.notices().await?.is_empty(), "the notice is kept");
    stage.done("The technician ends it, and the banner says so", tell);
    Ok(())
}

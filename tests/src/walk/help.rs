//! Asking for help: from the click in the tray to the row in the database.

use super::Stage;
use crate::waiting::until;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::time::Duration;

/// What the teacher writes.
pub(crate) const WORDS: &str = "The printer in B204 prints only half of each page";

pub(crate) async fn walk(stage: &mut Stage, tell: &mut impl FnMut(&str, Duration)) -> Result<()> {
    stage.desktop.tray().click("Get help…").await?;
    let window = stage.window().await?;
    let page = window.find("#say").await?;
    until("the cursor in the text box", Duration::from_secs(10), async || {
        let focused = window.run("return document.hasFocus() && document.activeElement?.id === 'say'").await.ok()?;
        focused.as_bool().unwrap_or(false).then_some(())
    })
    .await?;
    stage.done("A click in the tray opens Get help, ready to type", tell);

    let thumb = window.find(".clip img").await?;
    until("the picture of the screen", Duration::from_secs(10), async || {
        thumb.property("naturalWidth").await.ok()?.as_u64().filter(|width| *width > 0)
    })
    .await?;
    stage.keep_screen("screen-with-window")?;
    stage.keep("get-help", &window).await?;
    stage.done("It shows a picture of the screen", tell);

    page.write(WORDS).await?;
    window.find("details.disc summary").await?.click().await?;
    window.find_where("dl.facts", |text| text.contains(&machine("hostname"))).await.context("the facts name this computer")?;
    stage.keep("what-we-send", &window).await?;
    window.find("details.disc summary").await?.click().await?;
    stage.keep("get-help-typed", &window).await?;
    stage.done("A sentence is typed, and what will be sent is there to see", tell);

    window.find("#send").await?.click().await?;
    window.wait_for("You’ll hear from us by").await?;
    stage.keep("sent", &window).await?;
    stage.done("Sent, with a promise of a day and a time", tell);

    check_what_arrived(stage).await?;
    stage.done("The server’s database has the words, this computer’s facts and the picture, pixel by pixel", tell);
    Ok(())
}

async fn check_what_arrived(stage: &mut Stage) -> Result<()> {
    let ticket = stage.server.ticket_where(WORDS, |_| true).await?;
    ensure!(stage.server.tickets().await?.len() == 1, "there is more than one ticket");
    ensure!(ticket.status == "new" && ticket.room.as_deref() == Some("B204"), "the ticket is not as sent: {ticket:?}");
    let said = stage.server.words(&ticket.id).await?;
    ensure!(said.len() == 1 && said[0].body == WORDS && said[0].author_role == "requester", "these are not the words: {said:?}");

    let report = stage.server.report(&ticket.id).await?;
    for (key, file) in [("host.name", "hostname"), ("os.kernel", "osrelease")] {
        ensure!(known(&report, key)? == machine(file), "{key} is not this computer’s: {}", known(&report, key)?);
    }

    let picture = stage.server.picture_of(&ticket.id).await?;
    stage.keep_picture("screenshot-as-stored", &picture)?;
    ensure!(stage.pattern.is_in(&picture)?, "the random pattern on the screen is not in the stored picture");
    Ok(())
}

/// What the kernel says of this machine.
fn machine(file: &str) -> String {
    std::fs::read_to_string(format!("/proc/sys/kernel/{file}")).unwrap_or_default().trim().to_owned()
}

/// A fact of a report, which must be known.
fn known(report: &Value, key: &str) -> Result<String> {
    let facts = report["facts"].as_array().context("the report has facts")?;
    let fact = facts.iter().find(|fact| fact["key"] == key).with_context(|| format!("the report says nothing about {key}"))?;
    let value = &fact["reading"]["value"]["is"];
    Ok(value.as_str().with_context(|| format!("{key} is not known: {fact}"))?.to_owned())
}

//! Hearing back: the technician answers, a toast leads to the words, and the teacher says that it is fixed.

use super::Stage;
use super::help::WORDS;
use crate::technician::Technician;
use anyhow::{Context, Result, ensure};
use std::time::Duration;

const ANSWER: &str = "Thank you, Maria. I am on my way with a new drum.";
const DONE: &str = "I changed the drum. It prints whole pages again.";

pub(crate) async fn walk(stage: &mut Stage, tell: &mut impl FnMut(&str, Duration)) -> Result<()> {
    let window = stage.window().await?;
    window.press("Back to class").await?;

    let technician = Technician::sit_down(&stage.server.url()?).await?;
    technician.sign_in(&stage.server.sign_in_link("devon")?).await?;
    let queue = technician.browser().find_where("table", |text| text.contains(WORDS)).await?;
    ensure!(queue.text().await?.contains("B204"), "the queue does not say where: {}", queue.text().await?);
    stage.keep("desk-queue", technician.browser()).await?;
    stage.done("A technician signs in by the one-time link and finds it in the queue", tell);

    technician.open_ticket(WORDS).await?;
    technician.browser().find(".shot img, img").await.context("the technician sees the picture")?;
    technician.say(ANSWER, "Send reply").await?;
    stage.keep("desk-ticket", technician.browser()).await?;
    stage.done("The technician sees the picture and the facts, and answers", tell);

    stage.desktop.toasts().wait_for("the answer", |toast| toast.body.contains("new drum")).await?;
    stage.keep_screen("toast")?;
    stage.desktop.toasts().click(&stage.desktop).await?;
    window.wait_for(ANSWER).await?;
    stage.keep("conversation", &window).await?;
    stage.done("A toast appears, and a click on it leads to the answer", tell);

    window.find("header.nested button").await?.click().await?;
    window.wait_for("Devon is on it").await?;
    stage.keep("my-requests", &window).await?;
    // The driver takes a clamped title for hidden, so the row is known by its state.
    window.find_where("a.req", |text| text.contains("Devon is on it")).await?.click().await?;
    window.wait_for(ANSWER).await?;
    stage.done("My requests lists it, with who is on it", tell);

    technician.say(DONE, "Send and ask “Is it fixed?”").await?;
    window.wait_for("Is it fixed?").await?;
    stage.keep("is-it-fixed", &window).await?;
    window.press("Yes, thanks").await?;
    stage.server.ticket_where(WORDS, |ticket| ticket.status == "closed").await?;
    stage.done("“Is it fixed?” – “Yes, thanks” closes it in the database", tell);

    window.wait_for("How did we do?").await?;
    stage.keep("how-did-we-do", &window).await?;
    window.press("Great").await?;
    stage.server.ticket_where(WORDS, |ticket| ticket.rating.as_deref() == Some("positive")).await?;
    window.wait_for("Thank you").await?;
    stage.keep("thank-you", &window).await?;
    technician.browser().find_where("main", |text| text.contains("rated this")).await.context("the technician reads the rating")?;
    stage.done("One tap rates it, and the technician reads it", tell);

    stage.technician = Some(technician);
    Ok(())
}

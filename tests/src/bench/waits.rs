//! How long people wait.

use crate::agent::AgentSetting;
use crate::desktop::Desktop;
use crate::running::Running;
use crate::spread::Spread;
use crate::waiting::until;
use crate::webdriver::{WebDriver, free_port};
use anyhow::{Context, Result, ensure};
use bytes::Bytes;
use desk_api::{AttachmentId, NewTicket, Sealed, TicketId};
use desk_outbox::{Outbox, Parcel};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tokio::time::{interval, timeout};

pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// From starting a program to its icon in the tray.
pub(super) async fn to_icon(desktop: &Desktop, rounds: usize, start: impl Fn() -> Result<Running>) -> Result<Spread> {
    let mut times = Spread::default();
    for _ in 0..rounds {
        until("an empty tray", PATIENCE, async || (desktop.tray().count().await == 0).then_some(())).await?;
        let known = desktop.tray().registrations();
        let started = Instant::now();
        let _agent = start()?;
        timeout(PATIENCE, more_items(desktop, known)).await.context("waiting for the icon")?;
        times.extend([started.elapsed()]);
    }
    Ok(times)
}

/// Looks every millisecond, which is finer than what is measured.
async fn more_items(desktop: &Desktop, known: usize) {
    let mut tick = interval(Duration::from_millis(1));
    while desktop.tray().registrations() == known {
        tick.tick().await;
    }
}

/// From a click in the tray to the cursor in the text box, with the window's process not running.
pub(super) async fn to_text_box(desktop: &Desktop, setting: &AgentSetting, rounds: usize) -> Result<Spread> {
    let mut times = Spread::default();
    for _ in 0..rounds {
        until("an empty tray", PATIENCE, async || (desktop.tray().count().await == 0).then_some(())).await?;
        let inspector = format!("127.0.0.1:{}", free_port()?);
        let _agent = setting.start(desktop, &inspector, 60)?;
        desktop.tray().wait_for_item().await?;
        let clicked = Timestamp::now();
        desktop.tray().activate().await?;
        let driver = WebDriver::for_a_window(desktop, &inspector).await?;
        let page = driver.open_when_there().await?;
        let ready = until("the cursor in the text box", PATIENCE, async || {
            let script = "return performance.timeOrigin + performance.getEntriesByName('ready-to-write')[0].startTime";
            page.run(script).await.ok()?.as_f64()
        })
        .await?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds of a wait")]
        let waited = Duration::from_millis((ready.round() as u64).saturating_sub(u64::try_from(clicked.as_millisecond())?));
        times.extend([waited]);
    }
    Ok(times)
}

/// Of a program that does its work and ends.
pub(super) fn of_program(command: impl Fn() -> Result<Command>, rounds: usize) -> Result<Spread> {
    let mut times = Spread::default();
    for _ in 0..rounds {
        let mut command = command()?;
        let started = Instant::now();
        let output = command.output().with_context(|| format!("running {command:?}"))?;
        times.extend([started.elapsed()]);
        ensure!(output.status.success(), "{command:?} did not work");
    }
    Ok(times)
}

/// From Send to "kept": the one durable write, with the picture's bytes on disk since it was previewed.
pub(super) async fn to_kept(folder: &Path, rounds: usize) -> Result<Spread> {
    let (outbox, _) = Outbox::open(folder).await?;
    let mut times = Spread::default();
    for _ in 0..rounds {
        let (ticket, picture) = (TicketId::new(), AttachmentId::new());
        let bytes = Bytes::from(vec![7; 500_000]);
        outbox.keep_blob(picture, &bytes).await?;
        let new = NewTicket {
            words: "The projector stays blue".into(),
            class_waiting: false,
            written_at: Timestamp::now(),
            attachments: Vec::new(),
            report: None,
            about_device: None,
            notice_id: None,
            language: None,
        };
        let parcels = [
            Parcel::Ticket { id: ticket, body: Sealed::seal(&new)? },
            Parcel::Attachment {
                id: picture,
                ticket,
                name: "screen.png".into(),
                sha256: format!("{:x}", Sha256::digest(&bytes)),
                size_bytes: 500_000,
            },
        ];
        let started = Instant::now();
        outbox.accept(&parcels, Timestamp::now()).await?;
        times.extend([started.elapsed()]);
    }
    Ok(times)
}

/// Of pictures of the screen this process stands on, taken and encoded; in milliseconds, one word each.
///
/// # Errors
/// When there is none.
pub fn pictures(rounds: usize) -> Result<String> {
    let mut times = Vec::new();
    for _ in 0..rounds {
        let started = Instant::now();
        let png = desk_capture::encode(&desk_capture::capture()?.picture)?;
        times.push(format!("{:.3}", started.elapsed().as_secs_f64() * 1_000.0));
        ensure!(png.len() > 100, "an empty picture");
    }
    Ok(times.join(" "))
}

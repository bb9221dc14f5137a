//! What the tray's icon says, pixel by pixel as the bus carries it.

use super::{hear_back, stage};
use deskside_tests::{Stage, until};
use png::{Decoder, Transformations};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn the_icon_says_what_is_the_matter() {
    let mut stage = stage().await;
    shows(&stage, "idle").await;

    let technician = hear_back(&mut stage).await;
    shows(&stage, "attention").await;
    stage.desktop.toasts().click(&stage.desktop).await.expect("the toast leads to the reply");
    shows(&stage, "idle").await;

    technician.post_outage("The gradebook is down", "Paper works.").await.expect("it is posted");
    shows(&stage, "outage").await;
    let posted = stage.server.notice_where("gradebook", |notice| !notice.resolved).await.expect("it is in the database");
    technician.end_outage(&posted.id, "It is back.").await.expect("it is ended");
    shows(&stage, "idle").await;

    stage.server.stop();
    shows(&stage, "offline").await;
    stage.server.start_again().await.expect("the server is back");
    shows(&stage, "idle").await;
}

/// Waits until the tray shows one of the four drawings, in the ink for a light or for a dark panel.
async fn shows(stage: &Stage, drawing: &str) {
    let inks = [pixels(&format!("{drawing}-light")), pixels(&format!("{drawing}-dark"))];
    let shown = until(&format!("the icon {drawing:?}"), PATIENCE, async || {
        let sizes = stage.desktop.tray().icon().await.ok()?;
        let (_, _, shown) = sizes.into_iter().find(|(width, _, _)| *width == 32)?;
        inks.contains(&shown).then_some(())
    })
    .await;
    shown.unwrap_or_else(|error| panic!("{error:#}; the agent says: {}", stage.agent.said()));
}

/// A drawing of 32 pixels, alpha first as on the bus.
fn pixels(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../src-tauri/icons/tray/tray-{name}-32.png"));
    let mut decoder = Decoder::new(BufReader::new(File::open(&path).expect("a drawing")));
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut data = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut data).expect("pixels");
    data.as_chunks_mut::<4>().0.iter_mut().for_each(|pixel| pixel.rotate_right(1));
    data
}

//! What needs a whole desktop: a screen, a tray, toasts, a keyring, and the built window. Run them one after another.

mod demo;
mod desk;
mod harness;
mod hotkey;
mod icons;
mod keyboard;
mod launcher;
mod links;
mod main_job;
mod marks;
mod processes;
mod quiet;
mod secrets;
mod settings;
mod setup;
mod toasts;
mod wayland;
mod welcome;
mod window;

use deskside_tests::{Programs, Stage, Technician};
use std::path::Path;

/// The text of axe-core, which finds barriers.
fn axe() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(path).expect("axe-core is installed: npm ci in ui/")
}

/// The server, and a teacher's desktop with the agent in its tray.
async fn stage() -> Stage {
    let programs = Programs::beside_me().expect("a folder");
    let pictures = programs.server.with_file_name("desktop-pictures");
    Stage::set(&programs, &pictures, None, &mut |_, _| ()).await.expect("a stage")
}

/// Sends a ticket through the window, closes that, and has a technician answer; a toast says so.
async fn hear_back(stage: &mut Stage) -> Technician {
    const WORDS: &str = "The speakers are silent";
    stage.desktop.tray().click("Get help…").await.expect("a click");
    let window = stage.window().await.expect("a window");
    window.find("#say").await.expect("a text box").write(WORDS).await.expect("typing");
    window.find("#send").await.expect("a button").click().await.expect("a click");
    window.wait_for("You’ll hear from us by").await.expect("it is sent");
    window.press("Back to class").await.expect("the window closes");

    let technician = Technician::sit_down(&stage.server.url().expect("an address")).await.expect("a browser");
    technician.sign_in(&stage.server.sign_in_link("devon").expect("a link")).await.expect("they are in");
    technician.open_ticket(WORDS).await.expect("it is in the queue");
    technician.say("I am on my way.", "Send reply").await.expect("it is answered");
    stage.desktop.toasts().wait_for("the answer", |toast| toast.body.contains("on my way")).await.expect("a toast");
    technician
}

//! The main job without a mouse: everything is reached by Tab, in an order that makes sense, and done by Enter.

use super::{hear_back, stage};
use deskside_tests::{Browser, until};
use std::time::Duration;

const WORDS: &str = "The document camera stays dark";
const PATIENCE: Duration = Duration::from_secs(20);
/// More stops than any page has.
const MOST_STOPS: usize = 40;

// Keys, by the code points of WebDriver (§17.4.2).
const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const CONTROL_ENTER: &str = "\u{E009}\u{E007}";

#[tokio::test]
async fn a_teacher_without_a_mouse_asks_and_sends() {
    let mut stage = stage().await;
    stage.desktop.tray().click("Get help…").await.expect("the menu, which the panel's keys open");
    let window = stage.window().await.expect("a window");

    is_focused(&window, "the text box", "return document.activeElement.id === 'say'").await;
    window.keys(WORDS).await.expect("typing");
    window.keys(CONTROL_ENTER).await.expect("sending");
    window.wait_for("You’ll hear from us by").await.expect("it is sent");
    is_focused(&window, "the promise", "return document.activeElement.innerText.startsWith('You’ll hear from us')").await;
    tab_to(&window, "Back to class").await;
    window.keys(ENTER).await.expect("closing");

    stage.server.ticket_where(WORDS, |ticket| ticket.status == "new").await.expect("it arrives");
}

#[tokio::test]
async fn a_teacher_without_a_mouse_says_that_it_is_fixed() {
    let mut stage = stage().await;
    let technician = hear_back(&mut stage).await;
    technician.say("I changed the fuse.", "Send and ask “Is it fixed?”").await.expect("it is asked");
    stage.desktop.tray().click("My requests (1 new)").await.expect("the menu, which the panel's keys open");
    let window = stage.window().await.expect("a window");

    window.wait_for("Devon thinks it’s fixed").await.expect("the list is up to date");
    tab_to(&window, "Devon thinks it’s fixed. Is it?").await;
    window.keys(ENTER).await.expect("opening it");
    window.wait_for("Is it fixed?").await.expect("it asks");
    tab_to(&window, "Yes, thanks").await;
    window.keys(ENTER).await.expect("answering");
    window.wait_for("How did we do?").await.expect("it asks for a rating");
    tab_to(&window, "Great").await;
    window.keys(ENTER).await.expect("rating");

    let rated = stage.server.ticket_where("The speakers are silent", |ticket| ticket.rating.as_deref() == Some("positive")).await;
    assert_eq!(rated.expect("it is rated").status, "closed");
}

/// Waits until the focus is where a script says.
async fn is_focused(window: &Browser, what: &str, script: &str) {
    until(&format!("the focus on {what}"), PATIENCE, async || window.run(script).await.ok()?.as_bool()?.then_some(()))
        .await
        .expect("the focus");
}

/// Presses Tab until the focus is on something that says these words.
async fn tab_to(window: &Browser, words: &str) {
    let mut passed = Vec::new();
    for _ in 0..MOST_STOPS {
        window.keys(TAB).await.expect("Tab");
        let focused = window.run("const on = document.activeElement; return on.getAttribute('aria-label') ?? on.innerText").await;
        let said = focused.expect("something has the focus").as_str().unwrap_or_default().to_owned();
        if said.contains(words) {
            return;
        }
        passed.push(said);
    }
    panic!("{words:?} is not reached by Tab, only {passed:?}");
}

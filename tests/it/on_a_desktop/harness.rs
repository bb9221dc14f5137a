//! The virtual desktop itself, tried out on small things whose outcome is known.

use super::axe;
use deskside_tests::{Desktop, Parts, Pattern, Toast, WebDriver};
use futures_util::StreamExt;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;
use zbus::zvariant::Value;

#[tokio::test]
async fn a_toast_is_read_and_a_click_on_it_is_heard() {
    let desktop = Desktop::start(Parts { toasts: true, ..Parts::bare() }).await.expect("a desktop");
    let bus = zbus::connection::Builder::address(desktop.bus()).expect("an address").build().await.expect("the bus");
    let daemon = NotificationsProxy::new(&bus).await.expect("the notification daemon");
    let mut clicks = daemon.receive_action_invoked().await.expect("its signals");

    let shown = daemon.notify("test", 0, "", "Is it fixed?", "Devon: the cable was loose", &["default", "Open"], HashMap::new(), 0).await;
    let toast = desktop.toasts().wait_for("the cable", |toast| toast.body.contains("cable")).await.expect("the toast is read");
    desktop.toasts().click(&desktop).await.expect("the toast is clicked");

    let click = tokio::time::timeout(Duration::from_secs(10), clicks.next()).await.expect("in time").expect("a click");
    let click = click.args().expect("its arguments");

    assert_eq!(
        toast,
        Toast { title: "Is it fixed?".into(), body: "Devon: the cable was loose".into(), actions: vec!["default".into(), "Open".into()] }
    );
    assert_eq!((click.id, click.action), (shown.expect("it is shown"), "default"));
}

#[tokio::test]
async fn a_keyring_keeps_what_it_is_given() {
    let desktop = Desktop::start(Parts { keyring: true, ..Parts::bare() }).await.expect("a desktop");

    desktop.output("sh", &["-c", "printf planted | secret-tool store --label=test service test"]).expect("it takes a secret");

    assert_eq!(desktop.output("secret-tool", &["lookup", "service", "test"]).expect("it gives it back"), "planted");
}

#[tokio::test]
async fn a_pattern_is_found_on_its_own_screen_and_on_no_other() {
    let desktop = Desktop::start(Parts::bare()).await.expect("a desktop");
    let pattern = Pattern::paint(desktop.display()).expect("a pattern");
    let before = desktop.picture().expect("a picture");

    let other = Pattern::paint(desktop.display()).expect("another pattern, on top of it");

    assert!(pattern.is_in(&before).expect("a picture"));
    assert!(!other.is_in(&before).expect("a picture"));
    assert!(other.is_in(&desktop.picture().expect("a picture")).expect("a picture"));
}

#[tokio::test]
async fn a_page_is_driven_and_its_barriers_are_found() {
    let desktop = Desktop::start(Parts::bare()).await.expect("a desktop");
    let driver = WebDriver::for_a_browser(&desktop).await.expect("a driver");
    let browser = driver.open().await.expect("a browser");
    let page = "data:text/html,<html lang=en><title>t</title><main><h1>Words</h1><label>Say <input id=i></label>\
                <button onclick=\"document.querySelector('p').innerText = document.querySelector('input').value\">Go</button><p></p></main>";

    browser.go(page).await.expect("the page");
    browser.find("#i").await.expect("a field").write("the printer again").await.expect("typing");
    browser.press("Go").await.expect("a button");
    browser.wait_for("the printer again").await.expect("the words");
    let before = browser.barriers(&axe()).await.expect("axe runs");
    browser.run("document.querySelector('main').append(new Image())").await.expect("a picture without words is planted");
    let after = browser.barriers(&axe()).await.expect("axe runs");

    assert_eq!(before, Vec::<String>::new());
    assert_eq!(after.len(), 1, "{after:?}");
    assert!(after[0].starts_with("image-alt"), "{after:?}");
    assert!(browser.picture().await.expect("a picture").starts_with(b"\x89PNG"));
    browser.leave().await.expect("the browser ends");
}

#[tokio::test]
async fn nothing_outlives_its_desktop() {
    let desktop = Desktop::start(Parts::all()).await.expect("a desktop");
    let folder = desktop.folder().to_owned();
    assert!(!processes_in(&folder).is_empty(), "the desktop's processes were not found");

    drop(desktop);

    assert_eq!(processes_in(&folder), Vec::<String>::new());
    assert!(!folder.exists());
}

/// Processes whose environment or arguments name a folder.
fn processes_in(folder: &Path) -> Vec<String> {
    let needle = folder.to_string_lossy().into_owned();
    let processes = std::fs::read_dir("/proc").expect("/proc").filter_map(|entry| Some(entry.ok()?.path()));
    let names_it = |process: &PathBuf| {
        ["environ", "cmdline"]
            .iter()
            .any(|file| std::fs::read(process.join(file)).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains(&needle)))
    };
    processes.filter(names_it).map(|process| std::fs::read_to_string(process.join("cmdline")).unwrap_or_default()).collect()
}

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
trait Notifications {
    #[expect(clippy::too_many_arguments, reason = "the specification says so")]
    fn notify(
        &self,
        app: &str,
        replaces: u32,
        icon: &str,
        title: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        timeout_ms: i32,
    ) -> zbus::Result<u32>;
    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action: &str) -> zbus::Result<()>;
}

//! Toasts as a notification daemon is told of them, over a bus of its own.

use super::*;
use crate::testing::on_a_private_bus;
use desk_view::{Button, Link, Place, Request, ToastAction};
use tempfile::TempDir;
use zbus::{Connection, object_server::SignalEmitter, zvariant::OwnedValue};

/// All that `Notify` was given, in words.
#[derive(Clone, PartialEq, Debug)]
struct Notified {
    app: String,
    replaces: u32,
    icon: String,
    title: String,
    body: String,
    actions: Vec<String>,
    hints: Vec<(String, String)>,
    expires: i32,
}

struct Daemon {
    can: Vec<&'static str>,
    notified: mpsc::UnboundedSender<Notified>,
    last: u32,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Daemon {
    fn get_capabilities(&self) -> Vec<String> {
        self.can.iter().map(|can| (*can).to_owned()).collect()
    }

    #[expect(clippy::too_many_arguments, reason = "the specification has as many")]
    fn notify(
        &mut self,
        app: String,
        replaces: u32,
        icon: String,
        title: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        expires: i32,
    ) -> u32 {
        let hints = hints.into_iter().map(|(name, value)| (name, String::try_from(value).unwrap())).collect();
        self.notified.send(Notified { app, replaces, icon, title, body, actions, hints, expires }).unwrap();
        self.last += u32::from(replaces == 0);
        if replaces == 0 { self.last } else { replaces }
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action_key: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_closed(emitter: &SignalEmitter<'_>, id: u32, reason: u32) -> zbus::Result<()>;
}

/// A notification daemon and what it was told.
struct TestDesktop {
    bus: Connection,
    notified: mpsc::UnboundedReceiver<Notified>,
}

impl TestDesktop {
    async fn start(can: &[&'static str]) -> Self {
        let (told, notified) = mpsc::unbounded_channel();
        let daemon = Daemon { can: can.to_vec(), notified: told, last: 40 };
        let bus = zbus::connection::Builder::session()
            .unwrap()
            .serve_at("/org/freedesktop/Notifications", daemon)
            .unwrap()
            .name("org.freedesktop.Notifications")
            .unwrap()
            .build()
            .await
            .unwrap();
        Self { bus, notified }
    }

    fn emitter(&self) -> SignalEmitter<'_> {
        SignalEmitter::new(&self.bus, "/org/freedesktop/Notifications").unwrap()
    }
}

/// An agent's toasts; a later one in the same folder is the same agent, started again.
async fn toasts(folder: &TempDir) -> (Toasts, mpsc::UnboundedReceiver<Request>) {
    let (asked, asks) = mpsc::unbounded_channel();
    let (outbox, _) = Outbox::open(folder.path()).await.unwrap();
    (Toasts::start(Ask::new(move |request| drop(asked.send(request))), Some(outbox), "Open".to_owned()), asks)
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn toast(title: &str) -> Toast {
    Toast {
        tag: "ticket-1".to_owned(),
        title: title.to_owned(),
        body: "Devon: “<b>New</b> cable & all”".to_owned(),
        buttons: vec![
            Button { label: "Yes, thanks".to_owned(), does: ToastAction::Ask(Box::new(Request::TryNow)) },
            Button { label: "Not yet".to_owned(), does: ToastAction::Open(Place::Requests) },
        ],
        opens: Place::Help,
    }
}

#[test]
fn the_daemon_is_told_the_words_and_the_buttons_and_nothing_that_could_be_markup() {
    on_a_private_bus(async {
        let folder = folder();
        let mut desktop = TestDesktop::start(&["body", "body-markup", "actions"]).await;
        let (toasts, _asks) = toasts(&folder).await;

        toasts.show(&toast("Is it fixed?"));

        let told = desktop.notified.recv().await.unwrap();
        let (link, value) = told.actions[2].split_once('#').unwrap();

        assert_eq!((link, value.len()), ("deskside://help", 32));
        assert_eq!(
            told,
            Notified {
                app: "Deskside".to_owned(),
                replaces: 0,
                icon: "deskside".to_owned(),
                title: "Is it fixed?".to_owned(),
                body: "Devon: “&lt;b&gt;New&lt;/b&gt; cable &amp; all”".to_owned(),
                actions: ["default", "Open", &told.actions[2], "Yes, thanks", "deskside://requests", "Not yet"].map(str::to_owned).to_vec(),
                hints: vec![("desktop-entry".to_owned(), "deskside".to_owned())],
                expires: -1,
            }
        );
    });
}

#[test]
fn a_daemon_without_markup_and_buttons_is_told_the_plain_words() {
    on_a_private_bus(async {
        let folder = folder();
        let mut desktop = TestDesktop::start(&["body"]).await;
        let (toasts, _asks) = toasts(&folder).await;

        toasts.show(&toast("Is it fixed?"));
        let told = desktop.notified.recv().await.unwrap();

        assert_eq!((told.body.as_str(), told.actions.len()), ("Devon: “<b>New</b> cable & all”", 0));
    });
}

#[test]
fn a_click_on_a_button_or_on_the_toast_asks() {
    on_a_private_bus(async {
        let folder = folder();
        let mut desktop = TestDesktop::start(&["actions"]).await;
        let (toasts, mut asks) = toasts(&folder).await;

        toasts.show(&toast("Is it fixed?"));
        let told = desktop.notified.recv().await.unwrap();
        // The answer to the first may still be on its way to us; a second one that was told proves that it came.
        toasts.show(&Toast { tag: "ticket-2".to_owned(), ..toast("Devon is on it") });
        desktop.notified.recv().await.unwrap();
        Daemon::action_invoked(&desktop.emitter(), 41, &told.actions[2]).await.unwrap();
        assert_eq!(asks.recv().await, Some(Request::TryNow));
        Daemon::action_invoked(&desktop.emitter(), 41, &told.actions[2]).await.unwrap();
        assert_eq!(asks.recv().await, Some(Request::Open { place: Place::Help }));

        toasts.show(&Toast { tag: "ticket-3".to_owned(), opens: Place::Requests, ..toast("Devon is on it") });
        desktop.notified.recv().await.unwrap();
        Daemon::action_invoked(&desktop.emitter(), 42, "default").await.unwrap();
        assert_eq!(asks.recv().await, Some(Request::Open { place: Place::Help }));
    });
}

#[test]
fn a_button_can_be_pressed_after_the_agent_was_started_again() {
    on_a_private_bus(async {
        let folder = folder();
        let mut desktop = TestDesktop::start(&["actions"]).await;
        let (before, asks) = toasts(&folder).await;
        before.show(&toast("Is it fixed?"));
        let told = desktop.notified.recv().await.unwrap();
        drop((before, asks));

        let (after, mut asks) = toasts(&folder).await;
        // Once it was told of this one, it listens.
        after.show(&Toast { tag: "ticket-2".to_owned(), ..toast("Devon is on it") });
        desktop.notified.recv().await.unwrap();
        for (press, expected) in [
            (told.actions[2].as_str(), Request::TryNow),
            (told.actions[2].as_str(), Request::Open { place: Place::Help }),
            ("deskside://requests", Request::Open { place: Place::Requests }),
        ] {
            Daemon::action_invoked(&desktop.emitter(), 41, press).await.unwrap();

            assert_eq!(asks.recv().await, Some(expected));
        }
    });
}

#[test]
fn guessed_presses_open_what_they_name_and_those_of_other_programs_do_nothing() {
    on_a_private_bus(async {
        let folder = folder();
        let mut desktop = TestDesktop::start(&["actions"]).await;
        let (toasts, mut asks) = toasts(&folder).await;
        toasts.show(&toast("Is it fixed?"));
        desktop.notified.recv().await.unwrap();

        for press in ["1", "2", "yes", "deskside://send", "deskside://help?send", "default"] {
            Daemon::action_invoked(&desktop.emitter(), 7, press).await.unwrap();
        }
        Daemon::action_invoked(&desktop.emitter(), 7, &format!("{}#{}", Link(Place::Requests), "0".repeat(32))).await.unwrap();

        // Signals come in order: those before it asked for nothing.
        assert_eq!(asks.recv().await, Some(Request::Open { place: Place::Requests }));
    });
}

#[test]
fn a_toast_takes_the_place_of_the_one_about_the_same_request() {
    on_a_private_bus(async {
        let folder = folder();
        let mut desktop = TestDesktop::start(&["actions"]).await;
        let (toasts, mut asks) = toasts(&folder).await;

        toasts.show(&toast("Devon is on it"));
        assert_eq!(desktop.notified.recv().await.unwrap().replaces, 0);
        toasts.show(&toast("Is it fixed?"));
        assert_eq!(desktop.notified.recv().await.unwrap().replaces, 41);
        toasts.show(&Toast { tag: "outage".to_owned(), ..toast("Wi-Fi is down") });
        assert_eq!(desktop.notified.recv().await.unwrap().replaces, 0);

        Daemon::notification_closed(&desktop.emitter(), 41, 1).await.unwrap();
        // Signals come in order: once this one was answered, the end of the other was seen.
        Daemon::action_invoked(&desktop.emitter(), 41, "default").await.unwrap();
        assert_eq!(asks.recv().await, Some(Request::Open { place: Place::Help }));
        toasts.show(&toast("Devon wrote back"));

        assert_eq!(desktop.notified.recv().await.unwrap().replaces, 41);
    });
}

#[test]
fn a_toast_comes_also_after_one_that_no_daemon_showed() {
    on_a_private_bus(async {
        let folder = folder();
        let (toasts, _asks) = toasts(&folder).await;

        toasts.show(&toast("Nobody is there to show this"));
        let mut desktop = TestDesktop::start(&["actions"]).await;
        toasts.show(&toast("Is it fixed?"));

        // Where the daemon came in time, it was told of the first as well.
        while desktop.notified.recv().await.unwrap().title != "Is it fixed?" {}
    });
}

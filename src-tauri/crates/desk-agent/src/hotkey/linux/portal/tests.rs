//! A portal that says what it is told to say, on a bus of its own.

use super::*;
use crate::{
    ask::Ask,
    testing::{on_a_private_bus, soon},
};
use desk_platform::TestingTime;
use desk_view::{Place, Request};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use tokio::task::JoinHandle;
use zbus::{
    connection::Builder,
    interface,
    message::Header,
    object_server::SignalEmitter,
    zvariant::{ObjectPath, OwnedObjectPath, Value},
};

const DESKTOP: &str = "/org/freedesktop/portal/desktop";
const SHORTCUTS: &str = "org.freedesktop.portal.GlobalShortcuts";

/// What was asked of it, and what it answers.
#[derive(Clone, Default)]
struct Portal {
    /// The person says no.
    refuses: bool,
    bound: Arc<Mutex<Vec<(String, String)>>>,
    session: Arc<Mutex<Option<OwnedObjectPath>>>,
}

impl Portal {
    async fn answer(
        header: &Header<'_>,
        bus: &Connection,
        token: &str,
        response: u32,
        results: HashMap<&str, Value<'_>>,
    ) -> OwnedObjectPath {
        let request = path(header, "request", token);
        let sender = header.sender().cloned();
        bus.emit_signal(sender, request.as_str(), "org.freedesktop.portal.Request", "Response", &(response, results))
            .await
            .expect("a signal");
        request
    }
}

/// Where the portal puts what a caller asked for by a token.
fn path(header: &Header<'_>, kind: &str, token: &str) -> OwnedObjectPath {
    let sender = header.sender().expect("somebody asks").trim_start_matches(':').replace('.', "_");
    ObjectPath::try_from(format!("{DESKTOP}/{kind}/{sender}/{token}")).expect("a path").into()
}

fn text(options: &HashMap<String, Value<'_>>, key: &str) -> String {
    let Some(Value::Str(text)) = options.get(key) else { panic!("there is no {key}") };
    text.to_string()
}

#[interface(name = "org.freedesktop.portal.GlobalShortcuts")]
impl Portal {
    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        1
    }

    async fn create_session(
        &self,
        options: HashMap<String, Value<'_>>,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &Connection,
    ) -> OwnedObjectPath {
        let session = path(&header, "session", &text(&options, "session_handle_token"));
        bus.object_server().at(&session, Open).await.expect("a session");
        let results = HashMap::from([("session_handle", Value::from(session.as_str()))]);
        let request = Self::answer(&header, bus, &text(&options, "handle_token"), 0, results).await;
        *self.session.lock().unwrap() = Some(session);
        request
    }

    async fn bind_shortcuts(
        &self,
        session: OwnedObjectPath,
        shortcuts: Vec<(String, HashMap<String, Value<'_>>)>,
        _parent: String,
        options: HashMap<String, Value<'_>>,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &Connection,
    ) -> OwnedObjectPath {
        assert_eq!(Some(session), *self.session.lock().unwrap());
        let given: Vec<(String, HashMap<&str, Value<'_>>)> = shortcuts
            .iter()
            .map(|(id, wanted)| {
                let said = HashMap::from([
                    ("description", Value::from(text(wanted, "description"))),
                    ("trigger_description", Value::from("Control + Alt + H")),
                ]);
                (id.clone(), said)
            })
            .collect();
        for (id, wanted) in &shortcuts {
            self.bound.lock().unwrap().push((id.clone(), text(wanted, "preferred_trigger")));
        }
        let results = if self.refuses { HashMap::new() } else { HashMap::from([("shortcuts", Value::from(given))]) };
        Self::answer(&header, bus, &text(&options, "handle_token"), u32::from(self.refuses), results).await
    }
}

/// A session that is open.
struct Open;

#[interface(name = "org.freedesktop.portal.Session")]
impl Open {
    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        1
    }

    fn close(&self) {}

    #[zbus(signal)]
    async fn closed(emitter: &SignalEmitter<'_>, details: HashMap<String, Value<'_>>) -> zbus::Result<()>;
}

/// The agent's half, beside a portal.
struct Scene {
    portal: Portal,
    bus: Connection,
    asked: Arc<Mutex<Vec<Request>>>,
    said: Arc<Mutex<Vec<Option<HotkeyLine>>>>,
    listens: JoinHandle<Answer<()>>,
}

impl Scene {
    async fn with(portal: Portal, policy: Policy) -> Self {
        let address = std::env::var("DBUS_SESSION_BUS_ADDRESS").expect("a bus");
        let serving = Builder::address(address.as_str()).expect("an address").serve_at(DESKTOP, portal.clone()).expect("a path");
        let bus = serving.name("org.freedesktop.portal.Desktop").expect("a name").build().await.expect("the portal is up");
        let (asked, said): (Arc<Mutex<Vec<_>>>, Arc<Mutex<Vec<_>>>) = Default::default();
        let ask = Ask::new({
            let asked = Arc::clone(&asked);
            move |request| asked.lock().unwrap().push(request)
        });
        let hears = Hears::new({
            let said = Arc::clone(&said);
            move |line| said.lock().unwrap().push(line)
        });
        let keys = keys("Ctrl+Alt+H");
        let ours = Connection::session().await.expect("a connection");
        let listens = tokio::spawn(async move { keep(ours, keys, &policy, &Presses::new(ask, "Get help".to_owned()), &hears).await });
        Self { portal, bus, asked, said, listens }
    }

    async fn hears(&self, line: Option<HotkeyLine>) {
        soon("a word about the keys", async || self.said.lock().unwrap().contains(&line).then_some(())).await;
    }

    async fn press(&self, id: &str) {
        let session = self.portal.session.lock().unwrap().clone().expect("there is a session");
        let options: HashMap<&str, Value<'_>> = HashMap::new();
        self.bus.emit_signal(None::<&str>, DESKTOP, SHORTCUTS, "Activated", &(session, id, 1_u64, options)).await.expect("a signal");
    }
}

fn keys(text: &str) -> Keys {
    let Ok(desk_platform::Hotkey::Keys(keys)) = text.parse() else { panic!("{text} are keys") };
    keys
}

fn works() -> Option<HotkeyLine> {
    Some(HotkeyLine::Works { keys: "Control + Alt + H".to_owned() })
}

#[test]
fn the_portal_is_asked_for_the_keys_once_and_its_press_opens_get_help() {
    on_a_private_bus(async {
        let scene = Scene::with(Portal::default(), Policy::default()).await;
        scene.hears(works()).await;

        scene.press("something-else").await;
        scene.press(GET_HELP).await;

        soon("a press", async || (!scene.asked.lock().unwrap().is_empty()).then_some(())).await;
        assert_eq!(*scene.asked.lock().unwrap(), [Request::Open { place: Place::Help }]);
        assert_eq!(*scene.portal.bound.lock().unwrap(), [(GET_HELP.to_owned(), "CTRL+ALT+h".to_owned())]);
    });
}

#[test]
fn a_no_is_said_and_not_asked_again() {
    on_a_private_bus(async {
        let scene = Scene::with(Portal { refuses: true, ..Portal::default() }, Policy::default()).await;

        scene.hears(Some(HotkeyLine::Refused)).await;
        scene.listens.await.expect("it ends well").expect("without an error");

        assert_eq!(scene.portal.bound.lock().unwrap().len(), 1);
    });
}

#[test]
fn while_a_test_is_taken_nothing_is_asked_of_the_portal() {
    on_a_private_bus(async {
        let always = TestingTime { from: "2000-01-01T00:00".parse().unwrap(), until: "2999-01-01T00:00".parse().unwrap() };
        let scene = Scene::with(Portal::default(), Policy { testing_times: Some(vec![always]), ..Policy::default() }).await;

        scene.hears(None).await;

        assert!(scene.portal.session.lock().unwrap().is_none());
    });
}

#[test]
fn a_portal_that_takes_the_keys_back_ends_it() {
    on_a_private_bus(async {
        let scene = Scene::with(Portal::default(), Policy::default()).await;
        scene.hears(works()).await;
        let session = scene.portal.session.lock().unwrap().clone().expect("there is a session");

        let emitter = SignalEmitter::new(&scene.bus, session).expect("a path");
        Open::closed(&emitter, HashMap::new()).await.expect("a signal");

        assert!(scene.listens.await.expect("it ends").is_err());
    });
}

#[test]
fn a_desktop_without_such_a_portal_is_said() {
    on_a_private_bus(async {
        let ask = Ask::new(|_| ());
        let bus = Connection::session().await.expect("a connection");

        let ended = keep(bus, keys("Ctrl+Alt+H"), &Policy::default(), &Presses::new(ask, String::new()), &Hears::new(|_| ())).await;

        assert!(ended.is_err());
    });
}

#[test]
fn keys_are_named_as_the_specification_has_them() {
    assert_eq!(trigger(keys("Ctrl+Shift+Win+F5")), "CTRL+SHIFT+LOGO+F5");
    assert_eq!(trigger(keys("Alt+7")), "ALT+7");
}

//! The tray as a panel sees it, over a bus of its own.

use super::*;
use crate::testing::{on_a_private_bus, soon};
use std::{collections::HashMap, sync::Mutex};
use tokio::sync::mpsc;
use zbus::{Connection, message::Header, proxy::CacheProperties, zvariant::OwnedValue};

/// What a panel's half of the bus needs of `org.kde.StatusNotifierWatcher`.
#[derive(Clone, Default)]
struct Watcher {
    items: Arc<Mutex<Vec<String>>>,
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    #[expect(clippy::needless_pass_by_value, reason = "the header is handed over so")]
    fn register_status_notifier_item(&self, _service: &str, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        self.items.lock().unwrap().push(sender);
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

/// A panel: the watcher's name on a connection of its own.
struct TestPanel {
    bus: Connection,
    watcher: Watcher,
}

impl TestPanel {
    async fn start() -> Self {
        let watcher = Watcher::default();
        let bus = zbus::connection::Builder::session()
            .unwrap()
            .serve_at("/StatusNotifierWatcher", watcher.clone())
            .unwrap()
            .name(WATCHER)
            .unwrap()
            .build()
            .await
            .unwrap();
        Self { bus, watcher }
    }

    /// The item that registered last.
    async fn item(&self) -> StatusNotifierItemProxy<'static> {
        let name = soon("the item", async || self.watcher.items.lock().unwrap().last().cloned()).await;
        StatusNotifierItemProxy::builder(&self.bus).destination(name).unwrap().cache_properties(CacheProperties::No).build().await.unwrap()
    }

    async fn menu(&self) -> DbusMenuProxy<'static> {
        let item = self.item().await;
        DbusMenuProxy::builder(&self.bus).destination(item.inner().destination().to_owned()).unwrap().build().await.unwrap()
    }
}

#[zbus::proxy(interface = "org.kde.StatusNotifierItem", default_path = "/StatusNotifierItem")]
trait StatusNotifierItem {
    fn activate(&self, x: i32, y: i32) -> zbus::Result<()>;
    #[zbus(property)]
    fn id(&self) -> zbus::Result<String>;
    #[zbus(property)]
    fn title(&self) -> zbus::Result<String>;
    #[zbus(property)]
    fn status(&self) -> zbus::Result<String>;
    #[zbus(property)]
    fn tool_tip(&self) -> zbus::Result<(String, Pixmaps, String, String)>;
    #[zbus(property)]
    fn icon_pixmap(&self) -> zbus::Result<Pixmaps>;
}

/// Width, height and pixels of each size.
type Pixmaps = Vec<(i32, i32, Vec<u8>)>;

type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

#[zbus::proxy(interface = "com.canonical.dbusmenu", default_path = "/MenuBar")]
trait DbusMenu {
    fn get_layout(&self, parent: i32, depth: i32, properties: &[&str]) -> zbus::Result<(u32, Layout)>;
    fn event(&self, id: i32, event: &str, data: zbus::zvariant::Value<'_>, timestamp: u32) -> zbus::Result<()>;
}

impl DbusMenuProxy<'_> {
    /// Each line's id, kind, label and whether it can be chosen.
    async fn lines(&self) -> Vec<(i32, String)> {
        let (_, (_, _, children)) = self.get_layout(0, -1, &[]).await.unwrap();
        children
            .into_iter()
            .map(|child| {
                let (id, properties, _) = Layout::try_from(child).unwrap();
                let text = |key: &str| properties.get(key).and_then(|value| String::try_from(value.clone()).ok()).unwrap_or_default();
                let is_on = properties.get("enabled").is_none_or(|value| bool::try_from(value.clone()).unwrap());
                let line = match (text("type").as_str(), is_on) {
                    ("separator", _) => "--".to_owned(),
                    (_, true) => text("label"),
                    (_, false) => format!("({})", text("label")),
                };
                (id, line)
            })
            .collect()
    }

    async fn labels(&self) -> Vec<String> {
        self.lines().await.into_iter().map(|(_, line)| line).collect()
    }

    async fn click(&self, label: &str) {
        let (id, _) = self.lines().await.into_iter().find(|(_, line)| line == label).expect("the menu has this line");
        self.event(id, "clicked", "".into(), 0).await.unwrap();
    }
}

fn tray() -> (Tray, mpsc::UnboundedReceiver<Request>) {
    let (asked, asks) = mpsc::unbounded_channel();
    (Tray::start(Ask::new(move |request| drop(asked.send(request)))), asks)
}

fn menu(icon: TrayIcon, says: &str) -> Menu {
    Menu {
        icon,
        tooltip: "Deskside: click to get help".to_owned(),
        items: vec![
            Item::Entry { label: "Get help…".to_owned(), does: Request::Open { place: Place::Help } },
            Item::Entry { label: "My requests".to_owned(), does: Request::Open { place: Place::Requests } },
            Item::Line,
            Item::Says { label: says.to_owned() },
            Item::Entry { label: "Quit Deskside".to_owned(), does: Request::Quit },
        ],
    }
}

#[test]
fn a_panel_sees_the_menu_as_it_was_given_and_its_clicks_ask() {
    on_a_private_bus(async {
        let panel = TestPanel::start().await;
        let (tray, mut asks) = tray();
        tray.show(&menu(TrayIcon::Idle, "This computer: B204_TEACHER"));

        let item = panel.item().await;
        let drawn = panel.menu().await;

        assert_eq!((item.id().await.unwrap(), item.title().await.unwrap()), ("Deskside".to_owned(), "Deskside".to_owned()));
        assert_eq!(item.status().await.unwrap(), "Active");
        assert_eq!(item.tool_tip().await.unwrap().2, "Deskside: click to get help");
        assert_eq!(item.icon_pixmap().await.unwrap().iter().map(|icon| icon.0).collect::<Vec<_>>(), [16, 24, 32, 48]);
        assert_eq!(drawn.labels().await, ["Get help…", "My requests", "--", "(This computer: B204__TEACHER)", "Quit Deskside"]);

        drawn.click("My requests").await;
        assert_eq!(asks.recv().await, Some(Request::Open { place: Place::Requests }));
        item.activate(0, 0).await.unwrap();
        assert_eq!(asks.recv().await, Some(Request::Open { place: Place::Help }));
        drawn.click("Quit Deskside").await;
        assert_eq!(asks.recv().await, Some(Request::Quit));
    });
}

#[test]
fn another_menu_takes_the_place_of_the_first_and_the_same_menu_changes_nothing() {
    on_a_private_bus(async {
        let panel = TestPanel::start().await;
        let (tray, _asks) = tray();
        tray.show(&menu(TrayIcon::Idle, "All systems are working"));
        let (item, drawn) = (panel.item().await, panel.menu().await);
        let idle = item.icon_pixmap().await.unwrap();

        tray.show(&menu(TrayIcon::Attention, "Wi-Fi is down"));
        soon("the new menu", async || drawn.labels().await.contains(&"(Wi-Fi is down)".to_owned()).then_some(())).await;
        let seen = tray.menu.subscribe();
        tray.show(&menu(TrayIcon::Attention, "Wi-Fi is down"));

        assert!(!seen.has_changed().unwrap());
        assert_eq!(item.status().await.unwrap(), "NeedsAttention");
        assert_ne!(item.icon_pixmap().await.unwrap(), idle);
    });
}

#[test]
fn the_item_is_there_when_the_panel_starts_later_and_when_it_restarts() {
    on_a_private_bus(async {
        let (tray, mut asks) = tray();
        tray.show(&menu(TrayIcon::Offline, "All systems are working"));
        let bus = Connection::session().await.unwrap();
        let names = DBusProxy::new(&bus).await.unwrap();
        soon("the item", async || names.list_names().await.unwrap().iter().any(|name| name.contains("StatusNotifierItem")).then_some(()))
            .await;

        let late = TestPanel::start().await;
        assert_eq!(late.item().await.title().await.unwrap(), "Deskside");
        late.bus.close().await.unwrap();
        let again = TestPanel::start().await;
        again.item().await.activate(0, 0).await.unwrap();

        assert_eq!(asks.recv().await, Some(Request::Open { place: Place::Help }));
    });
}

#[test]
fn the_item_goes_with_the_agent() {
    on_a_private_bus(async {
        let panel = TestPanel::start().await;
        let (tray, _asks) = tray();
        tray.show(&menu(TrayIcon::Idle, "All systems are working"));
        let item = panel.item().await;

        drop(tray);

        soon("the item's end", async || item.title().await.is_err().then_some(())).await;
    });
}

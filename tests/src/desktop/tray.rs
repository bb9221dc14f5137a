//! A tray without a panel: the watcher that items register with, and the hand that clicks them.

use crate::waiting::until;
use anyhow::{Context, Result, bail};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use zbus::message::Header;
use zbus::object_server::SignalEmitter;
use zbus::proxy::CacheProperties;
use zbus::zvariant::{OwnedValue, Structure, Value};
use zbus::{Connection, connection, interface, proxy};

/// How long an item may take to come, and a menu to change.
const PATIENCE: Duration = Duration::from_secs(20);

/// The tray.
#[derive(Debug)]
pub struct Tray {
    bus: Connection,
    items: Items,
}

/// One line of an item's menu.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MenuEntry {
    /// What a click names.
    pub id: i32,
    /// What people read.
    pub label: String,
    /// Whether it can be clicked.
    pub enabled: bool,
}

impl Tray {
    /// Serves a tray on a session bus.
    pub(crate) async fn serve(address: &str) -> Result<Self> {
        let items = Items::default();
        let bus = connection::Builder::address(address)?
            .serve_at("/StatusNotifierWatcher", Watcher { items: items.clone() })?
            .name("org.kde.StatusNotifierWatcher")?
            .build()
            .await?;
        Ok(Self { bus, items })
    }

    /// Waits for an item.
    ///
    /// # Errors
    /// When none comes.
    pub async fn wait_for_item(&self) -> Result<()> {
        until("an item in the tray", PATIENCE, async || self.item().await.ok()).await?;
        Ok(())
    }

    /// How many items have ever registered.
    pub(crate) fn registrations(&self) -> usize {
        self.items.all().len()
    }

    /// How many items there are.
    pub async fn count(&self) -> usize {
        self.present().await.len()
    }

    /// The item's tooltip or title, as a pointer over it would show.
    ///
    /// # Errors
    /// When there is no item.
    pub async fn title(&self) -> Result<String> {
        Ok(self.item().await?.title().await?)
    }

    /// The item's icon, pixel by pixel.
    ///
    /// # Errors
    /// When there is no item.
    pub async fn icon(&self) -> Result<Vec<Pixmap>> {
        Ok(self.item().await?.icon_pixmap().await?)
    }

    /// Clicks the item itself with the left button.
    ///
    /// # Errors
    /// When there is no item, or it does not take the click.
    pub async fn activate(&self) -> Result<()> {
        Ok(self.item().await?.activate(0, 0).await?)
    }

    /// Clicks a line of the item's menu, as soon as it is there.
    ///
    /// # Errors
    /// When there is no such line that can be clicked.
    pub async fn click(&self, label: &str) -> Result<()> {
        // A menu that changes between being read and being clicked no longer knows the line, and a panel reads it again.
        until(&format!("{label:?} in the tray's menu"), PATIENCE, async || {
            let entry = self.menu().await.ok()?.into_iter().find(|entry| entry.label == label && entry.enabled)?;
            let menu = self.menu_of(&self.item().await.ok()?).await.ok()?;
            menu.event(entry.id, "clicked", &Value::from(""), 0).await.ok()
        })
        .await
    }

    /// The item's menu, separators left out.
    ///
    /// # Errors
    /// When there is no item, or its menu cannot be read.
    pub async fn menu(&self) -> Result<Vec<MenuEntry>> {
        let menu = self.menu_of(&self.item().await?).await?;
        // Some items fill their menu only when it is about to be shown.
        let _ = menu.about_to_show(0).await;
        let (_revision, (_, _, children)) = menu.get_layout(0, -1, &[]).await?;
        let mut entries = Vec::new();
        for child in children {
            collect(child, &mut entries)?;
        }
        Ok(entries)
    }

    async fn item(&self) -> Result<ItemProxy<'static>> {
        let Some((owner, path)) = self.present().await.into_iter().next() else { bail!("the tray is empty") };
        // Without a cache: an item that changes says so by signals of its own, not by the bus's usual one.
        let item = ItemProxy::builder(&self.bus).destination(owner)?.path(path)?.cache_properties(CacheProperties::No);
        Ok(item.build().await?)
    }

    async fn menu_of(&self, item: &ItemProxy<'_>) -> Result<MenuProxy<'static>> {
        let path = item.menu().await.context("asking the item for its menu")?;
        Ok(MenuProxy::builder(&self.bus).destination(item.inner().destination().to_owned())?.path(path)?.build().await?)
    }

    /// Items whose owner is still on the bus.
    async fn present(&self) -> Vec<(String, String)> {
        let Ok(bus) = zbus::fdo::DBusProxy::new(&self.bus).await else { return Vec::new() };
        let mut present = Vec::new();
        for (owner, path) in self.items.all() {
            let Ok(name) = zbus::names::BusName::try_from(owner.clone()) else { continue };
            if bus.name_has_owner(name).await.unwrap_or(false) {
                present.push((owner, path));
            }
        }
        present
    }
}

/// Width, height and ARGB bytes.
pub(crate) type Pixmap = (i32, i32, Vec<u8>);
/// A line of a menu as the bus carries it: its id, what is known about it, and its own lines.
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

/// Takes in a line of a menu with all below it.
fn collect(line: OwnedValue, entries: &mut Vec<MenuEntry>) -> Result<()> {
    let structure = Structure::try_from(Value::from(line)).context("a line of the menu is a structure")?;
    let (id, about, children): Layout = structure.try_into().context("a line of the menu has three parts")?;
    let text = |name: &str| about.get(name).and_then(|value| <&str>::try_from(value).ok()).unwrap_or_default();
    if text("type") != "separator" {
        let enabled = about.get("enabled").and_then(|value| bool::try_from(value).ok()).unwrap_or(true);
        // An underscore marks the letter to press.
        entries.push(MenuEntry { id, label: text("label").replace('_', ""), enabled });
    }
    children.into_iter().try_for_each(|child| collect(child, entries))
}

/// Bus name and object path of every item that registered.
#[derive(Clone, Default, Debug)]
struct Items(Arc<Mutex<Vec<(String, String)>>>);

impl Items {
    fn all(&self) -> Vec<(String, String)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn add(&self, item: (String, String)) {
        let mut items = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !items.contains(&item) {
            items.push(item);
        }
    }
}

/// What items register with.
struct Watcher {
    items: Items,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    async fn register_status_notifier_item(
        &self,
        service: &str,
        #[zbus(header)] header: Header<'_>,
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
    ) -> zbus::fdo::Result<()> {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        // An item names its bus name or its object path; the other is understood.
        let item =
            if service.starts_with('/') { (sender, service.to_owned()) } else { (service.to_owned(), "/StatusNotifierItem".to_owned()) };
        let name = format!("{}{}", item.0, item.1);
        self.items.add(item);
        Ok(emitter.status_notifier_item_registered(&name).await?)
    }

    fn register_status_notifier_host(&self, _service: &str) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.items.all().into_iter().map(|(owner, path)| format!("{owner}{path}")).collect()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }

    #[zbus(signal)]
    async fn status_notifier_item_registered(emitter: &SignalEmitter<'_>, service: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn status_notifier_item_unregistered(emitter: &SignalEmitter<'_>, service: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn status_notifier_host_registered(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;
}

#[proxy(interface = "org.kde.StatusNotifierItem", gen_blocking = false)]
trait Item {
    fn activate(&self, x: i32, y: i32) -> zbus::Result<()>;
    #[zbus(property)]
    fn title(&self) -> zbus::Result<String>;
    #[zbus(property)]
    fn icon_pixmap(&self) -> zbus::Result<Vec<Pixmap>>;
    #[zbus(property)]
    fn menu(&self) -> zbus::Result<zbus::zvariant::OwnedObjectPath>;
}

#[proxy(interface = "com.canonical.dbusmenu", gen_blocking = false)]
trait Menu {
    fn about_to_show(&self, id: i32) -> zbus::Result<bool>;
    fn get_layout(&self, parent: i32, depth: i32, properties: &[&str]) -> zbus::Result<(u32, Layout)>;
    fn event(&self, id: i32, event: &str, data: &Value<'_>, timestamp: u32) -> zbus::Result<()>;
}

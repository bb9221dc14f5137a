//! A StatusNotifierItem on the session's bus, which panels draw and whose menu they read.
//!
//! The panel may start after us, restart, or never come: the item waits for it without a timer.

mod icons;
mod panel;

use crate::ask::Ask;
use desk_view::{Item, Menu, Place, Request, TrayIcon};
use icons::Drawing;
use ksni::{Category, Icon, MenuItem, OfflineReason, Status, ToolTip, TrayMethods, menu::StandardItem};
use panel::{Desktop, Panel};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tokio::sync::watch;
use zbus::{fdo::DBusProxy, names::BusName};

const NAME: &str = "Deskside";
const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// The tray item; gone when dropped.
#[derive(Debug)]
pub(crate) struct Tray {
    menu: watch::Sender<Option<Menu>>,
}

impl Tray {
    /// Shows nothing yet: the item appears with its first menu.
    pub(crate) fn start(ask: Ask) -> Self {
        let (menu, menus) = watch::channel(None);
        tokio::spawn(keep(menus, ask));
        Self { menu }
    }

    /// Shows `menu`; nothing happens where it is shown already.
    pub(crate) fn show(&self, menu: &Menu) {
        self.menu.send_if_modified(|shown| {
            let is_new = shown.as_ref() != Some(menu);
            if is_new {
                *shown = Some(menu.clone());
            }
            is_new
        });
    }
}

/// Keeps the item as the last menu says, until there is nobody to say more.
async fn keep(mut menus: watch::Receiver<Option<Menu>>, ask: Ask) {
    let Ok(first) = menus.wait_for(Option::is_some).await.map(|menu| menu.clone()) else { return };
    let Some(first) = first else { return };
    let handle = match appear(first, &ask).await {
        Ok(handle) => handle,
        Err(error) => {
            tracing::warn!(%error, "there is no tray in this session; `deskside open` shows the window");
            return;
        }
    };
    // The icon is there first and finds its ink then: a desktop may be slow to answer.
    if let Some(panel) = Desktop::of_this_session().panel().await {
        handle.update(|item| item.stand_on(panel)).await;
    }
    while menus.changed().await.is_ok() {
        let Some(menu) = menus.borrow_and_update().clone() else { continue };
        handle.update(|item| item.become_as(menu)).await;
    }
    handle.shutdown().await;
}

/// Puts the item on the bus.
async fn appear(menu: Menu, ask: &Ask) -> Result<ksni::Handle<TrayItem>, ksni::Error> {
    loop {
        let is_without_panel = Arc::new(AtomicBool::new(false));
        let item = TrayItem::new(menu.clone(), ask.clone(), Arc::clone(&is_without_panel));
        let handle = item.assume_sni_available(true).spawn().await?;
        // A panel that came between the item's first try and its watching for one would never hear of it.
        if !is_without_panel.load(Ordering::Relaxed) || !there_is_a_panel().await {
            return Ok(handle);
        }
        handle.shutdown().await;
    }
}

async fn there_is_a_panel() -> bool {
    let asked = async {
        let bus = zbus::Connection::session().await?;
        let name = BusName::from_static_str(WATCHER)?;
        Ok::<_, zbus::Error>(DBusProxy::new(&bus).await?.name_has_owner(name).await?)
    };
    asked.await.unwrap_or(false)
}

/// What panels ask.
struct TrayItem {
    menu: Menu,
    icons: Vec<Icon>,
    panel: Panel,
    ask: Ask,
    is_without_panel: Arc<AtomicBool>,
}

impl TrayItem {
    fn new(menu: Menu, ask: Ask, is_without_panel: Arc<AtomicBool>) -> Self {
        let panel = Desktop::of_this_session().usual_panel();
        let icons = icons::pixmaps(Drawing { icon: menu.icon, panel });
        Self { menu, icons, panel, ask, is_without_panel }
    }

    fn stand_on(&mut self, panel: Panel) {
        self.panel = panel;
        self.icons = icons::pixmaps(Drawing { icon: self.menu.icon, panel });
    }

    fn become_as(&mut self, menu: Menu) {
        if menu.icon != self.menu.icon {
            self.icons = icons::pixmaps(Drawing { icon: menu.icon, panel: self.panel });
        }
        self.menu = menu;
    }
}

impl ksni::Tray for TrayItem {
    fn id(&self) -> String {
        NAME.to_owned()
    }

    fn title(&self) -> String {
        NAME.to_owned()
    }

    fn category(&self) -> Category {
        Category::Communications
    }

    fn status(&self) -> Status {
        match self.menu.icon {
            TrayIcon::Attention => Status::NeedsAttention,
            TrayIcon::Outage | TrayIcon::Offline | TrayIcon::Idle => Status::Active,
        }
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        self.icons.clone()
    }

    fn attention_icon_pixmap(&self) -> Vec<Icon> {
        match self.menu.icon {
            TrayIcon::Attention => self.icons.clone(),
            TrayIcon::Outage | TrayIcon::Offline | TrayIcon::Idle => Vec::new(),
        }
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip { title: self.menu.tooltip.clone(), ..ToolTip::default() }
    }

    /// A left click.
    fn activate(&mut self, _x: i32, _y: i32) {
        self.ask.ask(Request::Open { place: Place::Help });
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        self.menu.items.iter().map(entry).collect()
    }

    fn watcher_online(&self) {
        self.is_without_panel.store(false, Ordering::Relaxed);
        tracing::debug!("the tray is shown by a panel");
    }

    fn watcher_offline(&self, reason: OfflineReason) -> bool {
        self.is_without_panel.store(true, Ordering::Relaxed);
        tracing::debug!(?reason, "no panel shows the tray; waiting for one");
        true
    }
}

fn entry(item: &Item) -> MenuItem<TrayItem> {
    match item {
        Item::Entry { label, does } => {
            let does = does.clone();
            let activate = Box::new(move |tray: &mut TrayItem| tray.ask.ask(does.clone()));
            StandardItem { label: literal(label), activate, ..StandardItem::default() }.into()
        }
        Item::Says { label } => StandardItem { label: literal(label), enabled: false, ..StandardItem::default() }.into(),
        Item::Line => MenuItem::Separator,
    }
}

/// In a menu's label one underscore marks a key; two of them are one to be seen.
fn literal(label: &str) -> String {
    label.replace('_', "__")
}

#[cfg(test)]
mod tests;

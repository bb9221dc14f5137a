//! Whether the panel behind the icon is light or dark. No panel says so itself, but desktops know.

use std::time::Duration;
use zbus::{
    Connection,
    zvariant::{OwnedValue, Value},
};

/// A desktop that takes longer keeps the look it comes with.
const PATIENCE: Duration = Duration::from_secs(3);
/// The portal's word for a dark look.
const PREFERS_DARK: u32 = 1;

/// The ground the icon stands on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Panel {
    /// Dark ink is seen.
    Light,
    /// Light ink is seen.
    Dark,
}

/// Desktops whose panels differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Desktop {
    /// Panels with a look of their own.
    Xfce,
    /// Panels that follow the desktop's look.
    Following,
    /// GNOME and its kin, whose panels are dark in either look.
    AlwaysDark,
}

impl Desktop {
    /// The desktop of this session.
    pub(super) fn of_this_session() -> Self {
        Self::named(&std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default())
    }

    /// By its name, as in `XDG_CURRENT_DESKTOP`.
    fn named(names: &str) -> Self {
        let is = |wanted: &[&str]| names.split(':').any(|name| wanted.contains(&name));
        if is(&["XFCE"]) {
            Self::Xfce
        } else if is(&["KDE", "MATE", "LXQt"]) {
            Self::Following
        } else {
            Self::AlwaysDark
        }
    }

    /// The panel it comes with.
    pub(super) fn usual_panel(self) -> Panel {
        match self {
            Self::Xfce | Self::AlwaysDark => Panel::Dark,
            Self::Following => Panel::Light,
        }
    }

    /// The panel as the desktop says it is now; `None` where it says nothing.
    pub(super) async fn panel(self) -> Option<Panel> {
        let asked = async {
            let bus = Connection::session().await.ok()?;
            match self {
                Self::Xfce => Some(xfce(&bus).await),
                Self::Following => following(&bus).await,
                Self::AlwaysDark => None,
            }
        };
        tokio::time::timeout(PATIENCE, asked).await.ok()?
    }
}

/// A panel of Xfce's is light unless it is told otherwise, as it is in the configuration it comes with.
async fn xfce(bus: &Connection) -> Panel {
    let object = ("org.xfce.Xfconf", "/org/xfce/Xfconf");
    let asked = ("xfce4-panel", "/panels/dark-mode");
    let answer = bus.call_method(Some(object.0), object.1, Some(object.0), "GetProperty", &asked).await;
    let is_dark =
        answer.ok().and_then(|answer| answer.body().deserialize::<OwnedValue>().ok()).and_then(|value| bool::try_from(value).ok());
    if is_dark == Some(true) { Panel::Dark } else { Panel::Light }
}

async fn following(bus: &Connection) -> Option<Panel> {
    let object = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop");
    let asked = ("org.freedesktop.appearance", "color-scheme");
    let answer = bus.call_method(Some(object.0), object.1, Some("org.freedesktop.portal.Settings"), "Read", &asked).await.ok()?;
    let answer = answer.body().deserialize::<OwnedValue>().ok()?;
    // This call wraps its answer twice.
    let scheme = if let Value::Value(inner) = &*answer { u32::try_from(&**inner) } else { u32::try_from(&*answer) }.ok()?;
    Some(if scheme == PREFERS_DARK { Panel::Dark } else { Panel::Light })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::on_a_private_bus;
    use zbus::fdo;

    #[test]
    fn every_desktop_has_the_panel_it_comes_with() {
        for (names, desktop, panel) in [
            ("ubuntu:GNOME", Desktop::AlwaysDark, Panel::Dark),
            ("XFCE", Desktop::Xfce, Panel::Dark),
            ("KDE", Desktop::Following, Panel::Light),
            ("", Desktop::AlwaysDark, Panel::Dark),
        ] {
            assert_eq!((Desktop::named(names), Desktop::named(names).usual_panel()), (desktop, panel));
        }
    }

    /// The panel's dark mode, where it was ever set.
    struct Xfconf(Option<bool>);

    #[zbus::interface(name = "org.xfce.Xfconf")]
    impl Xfconf {
        fn get_property(&self, channel: &str, property: &str) -> fdo::Result<OwnedValue> {
            let is_known = (channel, property) == ("xfce4-panel", "/panels/dark-mode");
            let set = self.0.filter(|_| is_known).ok_or_else(|| fdo::Error::UnknownProperty(property.to_owned()))?;
            Ok(set.into())
        }
    }

    struct Portal(u32);

    #[zbus::interface(name = "org.freedesktop.portal.Settings")]
    impl Portal {
        fn read(&self, _namespace: &str, _key: &str) -> OwnedValue {
            Value::Value(Box::new(self.0.into())).try_into().expect("a number can be owned")
        }
    }

    #[test]
    fn a_panel_of_xfce_says_its_own_look() {
        on_a_private_bus(async {
            let bus = zbus::connection::Builder::session().unwrap().name("org.xfce.Xfconf").unwrap();
            let bus = bus.serve_at("/org/xfce/Xfconf", Xfconf(None)).unwrap().build().await.unwrap();
            let as_it_is = Desktop::Xfce.panel().await;

            let conf = bus.object_server().interface::<_, Xfconf>("/org/xfce/Xfconf").await.unwrap();
            conf.get_mut().await.0 = Some(true);
            let told = Desktop::Xfce.panel().await;

            assert_eq!((as_it_is, told), (Some(Panel::Light), Some(Panel::Dark)));
        });
    }

    #[test]
    fn other_panels_follow_the_look_of_the_desktop() {
        on_a_private_bus(async {
            assert_eq!(Desktop::Following.panel().await, None);

            let bus = zbus::connection::Builder::session().unwrap().name("org.freedesktop.portal.Desktop").unwrap();
            let _portal = bus.serve_at("/org/freedesktop/portal/desktop", Portal(PREFERS_DARK)).unwrap().build().await.unwrap();

            assert_eq!(Desktop::Following.panel().await, Some(Panel::Dark));
        });
    }
}

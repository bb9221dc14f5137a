//! What the programs of the session say over D-Bus. None of them is started for it.

use crate::presence::Quiet;
use std::{future::Future, time::Duration};
use zbus::{
    Connection, Proxy,
    fdo::{DBusProxy, IntrospectableProxy},
    names::BusName,
    zvariant::OwnedValue,
};

/// Who takes longer says nothing.
const PATIENCE: Duration = Duration::from_millis(500);
const NOTIFICATIONS: (&str, &str) = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications");
/// `GSM_INHIBITOR_FLAG_IDLE` of gnome-session: the session is not to be taken for idle.
const KEPT_AWAKE: u32 = 8;

/// What speaks against showing something.
pub(super) async fn ask() -> Option<Quiet> {
    let bus = tokio::time::timeout(PATIENCE, Connection::session()).await.ok()?.ok()?;
    let session = Session { bus };
    let (shared, undisturbed, awake) = tokio::join!(session.is_shared(), session.is_not_to_be_disturbed(), session.is_kept_awake());
    [(shared, Quiet::Shared), (undisturbed, Quiet::DoNotDisturb), (awake, Quiet::Presenting)]
        .into_iter()
        .find_map(|(is_so, quiet)| is_so.then_some(quiet))
}

struct Session {
    bus: Connection,
}

impl Session {
    /// GNOME's compositor keeps an object for each screen that is recorded or shared.
    async fn is_shared(&self) -> bool {
        let children = self.said(async {
            self.there("org.gnome.Mutter.ScreenCast").await?;
            let service = IntrospectableProxy::builder(&self.bus).destination("org.gnome.Mutter.ScreenCast")?;
            service.path("/org/gnome/Mutter/ScreenCast/Session")?.build().await?.introspect().await.map_err(Into::into)
        });
        children.await.is_some_and(|xml| xml.contains("<node name="))
    }

    /// dunst is paused, KDE's notifications are inhibited, or GNOME shows no banners.
    async fn is_not_to_be_disturbed(&self) -> bool {
        let paused = self.said(self.property(NOTIFICATIONS, "org.dunstproject.cmd0", "paused"));
        let inhibited = self.said(self.property(NOTIFICATIONS, NOTIFICATIONS.0, "Inhibited"));
        let banners = self.said(async {
            let portal = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop");
            let settings = self.proxy(portal, "org.freedesktop.portal.Settings").await?;
            settings.call::<_, _, OwnedValue>("ReadOne", &("org.gnome.desktop.notifications", "show-banners")).await
        });
        let is_true = |value: Option<OwnedValue>| value.and_then(|value| bool::try_from(value).ok());
        let (paused, inhibited, banners) = tokio::join!(paused, inhibited, banners);
        is_true(paused) == Some(true) || is_true(inhibited) == Some(true) || is_true(banners) == Some(false)
    }

    /// A program tells gnome-session, and those that stand in for it, that somebody is watching.
    async fn is_kept_awake(&self) -> bool {
        let kept = self.said(async {
            let manager = self.proxy(("org.gnome.SessionManager", "/org/gnome/SessionManager"), "org.gnome.SessionManager").await?;
            manager.call::<_, _, bool>("IsInhibited", &(KEPT_AWAKE)).await
        });
        kept.await.unwrap_or(false)
    }

    async fn property(&self, at: (&'static str, &'static str), interface: &'static str, name: &str) -> zbus::Result<OwnedValue> {
        self.proxy(at, interface).await?.get_property(name).await
    }

    /// A proxy for a service that runs.
    async fn proxy(&self, (service, path): (&'static str, &'static str), interface: &'static str) -> zbus::Result<Proxy<'static>> {
        self.there(service).await?;
        let properties = zbus::proxy::CacheProperties::No;
        zbus::proxy::Builder::new(&self.bus)
            .destination(service)?
            .path(path)?
            .interface(interface)?
            .cache_properties(properties)
            .build()
            .await
    }

    /// Asking a service that does not run would start it.
    async fn there(&self, service: &'static str) -> zbus::Result<()> {
        let has_owner = DBusProxy::new(&self.bus).await?.name_has_owner(BusName::from_static_str(service)?).await?;
        if has_owner { Ok(()) } else { Err(zbus::Error::InterfaceNotFound) }
    }

    /// An answer that comes in time.
    async fn said<T>(&self, answer: impl Future<Output = zbus::Result<T>>) -> Option<T> {
        tokio::time::timeout(PATIENCE, answer).await.ok()?.ok()
    }
}

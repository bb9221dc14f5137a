//! A desktop's portal that says which proxies to use, as one does that has run the school's script.

use crate::desktop::Desktop;
use anyhow::{Context, Result};
use std::sync::{Arc, Mutex, PoisonError};

/// The portal of one desktop.
#[derive(Debug)]
pub struct Portal {
    says: Arc<Mutex<Says>>,
    _bus: zbus::Connection,
}

#[derive(Debug, Default)]
struct Says {
    proxies: Vec<String>,
    asked: Vec<String>,
}

impl Portal {
    /// Serves it.
    ///
    /// # Errors
    /// When the desktop has no bus.
    pub async fn on(desktop: &Desktop, proxies: &[String]) -> Result<Self> {
        let says = Arc::new(Mutex::new(Says { proxies: proxies.to_owned(), asked: Vec::new() }));
        let resolver = Resolver { says: Arc::clone(&says) };
        let bus = zbus::connection::Builder::address(desktop.bus()).context("the desktop's bus")?;
        let bus = bus.serve_at("/org/freedesktop/portal/desktop", resolver)?.name("org.freedesktop.portal.Desktop")?;
        Ok(Self { says, _bus: bus.build().await.context("serving a portal")? })
    }

    /// From now on it says these.
    pub fn says(&self, proxies: &[String]) {
        self.says.lock().unwrap_or_else(PoisonError::into_inner).proxies = proxies.to_owned();
    }

    /// What it was asked for.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        self.says.lock().unwrap_or_else(PoisonError::into_inner).asked.clone()
    }
}

struct Resolver {
    says: Arc<Mutex<Says>>,
}

#[zbus::interface(name = "org.freedesktop.portal.ProxyResolver")]
impl Resolver {
    fn lookup(&self, uri: String) -> Vec<String> {
        let mut says = self.says.lock().unwrap_or_else(PoisonError::into_inner);
        says.asked.push(uri);
        says.proxies.clone()
    }
}

//! The connections to one help desk: by this system's trust store, on the ways the network has, found anew when it is another.

use crate::{BuildError, Route, Routes, address::Address, trust::Judge};
use rustls::crypto::{CryptoProvider, ring};
use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::sync::watch;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);
/// A connection that rested longer is not used again: a computer that slept or moved would wait on it in vain.
const REST: Duration = Duration::from_secs(15);
/// How long the system may take to say which way to go; a proxy's script may have to be fetched first.
const ASKING: Duration = Duration::from_secs(10);

/// All roads there are at this moment, and how often they were found anew.
pub(crate) struct Roads {
    address: Address,
    user_agent: String,
    routes: Arc<dyn Routes>,
    judge: Mutex<Option<Arc<Judge>>>,
    /// The trust store was read and not used yet.
    is_trust_fresh: AtomicBool,
    /// One call asks for the roads, and the others wait for it.
    found: tokio::sync::Mutex<Option<Found>>,
    moves: watch::Sender<u64>,
}

/// What was found on one network.
#[derive(Clone)]
pub(crate) struct Found {
    roads: Arc<[Road]>,
    /// The last one that led there.
    best: Arc<AtomicUsize>,
    at: u64,
}

/// One of the roads.
pub(crate) struct Road {
    pub(crate) http: reqwest::Client,
    pub(crate) route: Route,
}

impl Found {
    /// The roads with their places, the one that last led there first.
    pub(crate) fn in_order(&self) -> impl Iterator<Item = (usize, &Road)> {
        let best = self.best.load(Ordering::Relaxed);
        let places = best..best + self.roads.len();
        places.filter_map(|place| {
            let place = place % self.roads.len();
            self.roads.get(place).map(|road| (place, road))
        })
    }

    /// This one led there.
    pub(crate) fn led_there(&self, place: usize) {
        self.best.store(place, Ordering::Relaxed);
    }
}

impl Roads {
    /// Reads the trust store. Nothing is sent yet.
    pub(crate) fn new(address: Address, agent_version: &str, routes: Arc<dyn Routes>) -> Result<Self, BuildError> {
        let roads = Self {
            user_agent: format!("Deskside/{agent_version}"),
            routes,
            // Plain HTTP needs no trust store, which a bare computer may not have.
            judge: Mutex::new(if address.is_plain() { None } else { Some(judge()?) }),
            is_trust_fresh: AtomicBool::new(true),
            found: tokio::sync::Mutex::default(),
            moves: watch::Sender::new(0),
            address,
        };
        roads.road(Route::Set)?;
        Ok(roads)
    }

    pub(crate) fn address(&self) -> &Address {
        &self.address
    }

    /// The authority behind the last certificate that was shown.
    pub(crate) fn authority(&self) -> Option<String> {
        self.judge.lock().unwrap_or_else(PoisonError::into_inner).as_ref().and_then(|judge| judge.authority())
    }

    /// The network is another: what was connected is let go, and the roads are asked for again.
    pub(crate) fn moved(&self) {
        self.moves.send_modify(|moves| *moves += 1);
    }

    /// The trust store is read anew before the next call.
    pub(crate) fn trust_again(&self) {
        if let Ok(mut found) = self.found.try_lock() {
            *found = None;
        }
    }

    /// Tells of each move from now on.
    pub(crate) fn moves(&self) -> watch::Receiver<u64> {
        self.moves.subscribe()
    }

    /// The roads of this network.
    pub(crate) async fn find(&self) -> Found {
        let mut found = self.found.lock().await;
        let now = *self.moves.borrow();
        if let Some(found) = found.as_ref().filter(|found| found.at == now) {
            return found.clone();
        }
        if !self.is_trust_fresh.swap(false, Ordering::Relaxed) && !self.address.is_plain() {
            self.read_trust_anew();
        }
        let roads = self.ask().await.into_iter().filter_map(|route| {
            let road = self.road(route);
            road.inspect_err(|error| tracing::warn!(error = error as &dyn std::error::Error, "a proxy of this network cannot be used")).ok()
        });
        let mut roads: Vec<Road> = roads.collect();
        if roads.is_empty() {
            roads.extend(self.road(Route::Set));
        }
        found.insert(Found { roads: roads.into(), best: Arc::default(), at: now }).clone()
    }

    async fn ask(&self) -> Vec<Route> {
        if self.address.is_this_machine() {
            return vec![Route::Direct];
        }
        let url = self.address.call("desk");
        let routes = tokio::time::timeout(ASKING, self.routes.to(&url)).await.unwrap_or_else(|_| {
            tracing::warn!("this system did not say in time which proxy to use");
            Vec::new()
        });
        if routes.is_empty() { vec![Route::Set] } else { routes }
    }

    /// A certificate may have been installed since.
    fn read_trust_anew(&self) {
        match judge() {
            Ok(judge) => *self.judge.lock().unwrap_or_else(PoisonError::into_inner) = Some(judge),
            Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "the trust store stays as it was read before"),
        }
    }

    fn road(&self, route: Route) -> Result<Road, BuildError> {
        let provider = provider();
        let http = reqwest::Client::builder()
            .user_agent(&self.user_agent)
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT)
            .pool_idle_timeout(REST)
            // Each call has a connection of its own, so that one that died silently costs one call and not all of them.
            .http1_only();
        let http = match &route {
            Route::Direct => http.no_proxy(),
            Route::Proxy(url) => http.proxy(reqwest::Proxy::all(url.clone()).map_err(BuildError::connection)?),
            Route::Set => http,
        };
        let http = match self.judge.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            Some(judge) => http.tls_backend_preconfigured(judge.config(provider).map_err(BuildError::connection)?),
            None => http.tls_certs_only([]),
        };
        Ok(Road { http: http.build().map_err(BuildError::connection)?, route })
    }
}

fn judge() -> Result<Arc<Judge>, BuildError> {
    Judge::new(provider()).map(Arc::new).map_err(BuildError::connection)
}

/// The first in this process is as good as ours.
fn provider() -> Arc<CryptoProvider> {
    drop(ring::default_provider().install_default());
    CryptoProvider::get_default().cloned().unwrap_or_else(|| Arc::new(ring::default_provider()))
}

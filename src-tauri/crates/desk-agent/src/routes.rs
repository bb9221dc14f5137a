//! By which way this computer reaches its help desk: what is set for programs, else what the system's own resolver says.

use desk_client::{Route, Routes};
use desk_platform::{ProxyChoice, proxies};
use futures_util::future::BoxFuture;
use url::Url;

/// The variables that name a proxy, the first that counts first.
const VARIABLES: [&str; 6] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"];

/// The proxy that is set for programs, by the name of its variable.
pub(crate) fn set_for_programs() -> Option<(&'static str, String)> {
    VARIABLES.iter().find_map(|name| Some((*name, std::env::var(name).ok().filter(|value| !value.is_empty())?)))
}

/// The ways of this system.
pub(crate) struct OfThisSystem;

impl Routes for OfThisSystem {
    fn to<'a>(&'a self, desk: &'a Url) -> BoxFuture<'a, Vec<Route>> {
        Box::pin(async move {
            if set_for_programs().is_some() {
                return vec![Route::Set];
            }
            let routes: Vec<Route> = proxies(desk).await.into_iter().map(route).collect();
            tracing::info!(?routes, "this system said by which ways the help desk is reached");
            routes
        })
    }
}

fn route(choice: ProxyChoice) -> Route {
    match choice {
        ProxyChoice::None => Route::Direct,
        ProxyChoice::At(proxy) => Route::Proxy(proxy),
    }
}

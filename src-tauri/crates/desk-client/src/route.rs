//! By which way the help desk is reached.

use futures_util::future::BoxFuture;
use std::fmt;
use url::Url;

/// One way to the help desk.
#[derive(Clone, PartialEq, Eq)]
pub enum Route {
    /// As the environment or the system's fixed setting says, which may be straight.
    Set,
    /// Straight.
    Direct,
    /// Through a proxy, which may have a user and a password.
    Proxy(Url),
}

impl fmt::Debug for Route {
    /// Never where it is, nor who signs in there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set => f.write_str("Set"),
            Self::Direct => f.write_str("Direct"),
            Self::Proxy(_) => f.write_str("Proxy"),
        }
    }
}

/// Who knows the ways, such as a script of the school's that the system runs. Asked before the first call, and again when the network
/// is another.
pub trait Routes: Send + Sync + 'static {
    /// The ways to an address, the best first. Empty is as [`Route::Set`].
    fn to<'a>(&'a self, desk: &'a Url) -> BoxFuture<'a, Vec<Route>>;
}

/// What is set, and nothing else.
pub(crate) struct AsSet;

impl Routes for AsSet {
    fn to<'a>(&'a self, _: &'a Url) -> BoxFuture<'a, Vec<Route>> {
        Box::pin(std::future::ready(vec![Route::Set]))
    }
}

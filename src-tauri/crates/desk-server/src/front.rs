//! What every handler shares: the desk, where calls come from, and the extractors that read a call's parts and refuse in the
//! one shape there is.

use crate::{
    arrival::{Arrivals, whole},
    bounds::{self, Bounded, MAX_BODY_BYTES},
    help_desk::HelpDesk,
    local::Local,
    problem::{Failure, Refusal},
    store::Asker,
};
use axum::{
    RequestPartsExt,
    extract::{ConnectInfo, FromRequest, FromRequestParts, Path, Request},
    http::{HeaderMap, header, request::Parts},
};
use desk_api::{Code, Sealed};
use ipnet::IpNet;
use secrecy::SecretString;
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    ops::ControlFlow,
    str::FromStr,
    sync::Arc,
};
use uuid::Uuid;

/// The state of the router.
#[derive(Clone, Debug)]
pub(crate) struct Front {
    pub(crate) desk: HelpDesk,
    pub(crate) outside: Arc<Outside>,
}

/// How the world reaches this server.
#[derive(Debug)]
pub(crate) struct Outside {
    /// Proxies whose word about addresses and TLS is believed.
    pub(crate) proxies: Vec<IpNet>,
    /// Whether this server speaks TLS itself.
    pub(crate) speaks_tls: bool,
    /// Pictures and files that are arriving.
    pub(crate) arrivals: Arrivals,
}

impl Outside {
    /// Where a call really comes from.
    pub(crate) fn address(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut address = peer;
        let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let hops: Vec<&str> = forwarded.flat_map(|value| value.split(',')).map(str::trim).collect();
        let _ = hops.iter().rev().try_for_each(|hop| {
            let Ok(next) = hop.parse::<IpAddr>() else { return ControlFlow::Break(()) };
            if !self.is_proxy(address) {
                return ControlFlow::Break(());
            }
            address = next;
            ControlFlow::Continue(())
        });
        address
    }

    /// Whether the person's browser speaks TLS, to us or to a proxy of ours.
    pub(crate) fn is_secure(&self, peer: IpAddr, headers: &HeaderMap) -> bool {
        self.speaks_tls || (self.is_proxy(peer) && headers.get("x-forwarded-proto").is_some_and(|proto| proto == "https"))
    }

    /// The name the person's browser knows us by.
    pub(crate) fn host<'p>(&self, parts: &'p Parts) -> Option<&'p str> {
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let forwarded = text("x-forwarded-host").filter(|_| self.is_proxy(peer(parts)));
        forwarded.or_else(|| parts.uri.authority().map(|authority| authority.as_str())).or_else(|| text("host"))
    }

    fn is_proxy(&self, address: IpAddr) -> bool {
        self.proxies.iter().any(|net| net.contains(&address.to_canonical()))
    }
}

/// The address the connection comes from.
pub(crate) fn peer(parts: &Parts) -> IpAddr {
    parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(address)| address.ip().to_canonical())
}

/// Where the call comes from, past the proxies that are believed.
pub(crate) struct Address(pub(crate) IpAddr);

impl FromRequestParts<Front> for Address {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, front: &Front) -> Result<Self, Refusal> {
        Ok(Self(front.outside.address(peer(parts), &parts.headers)))
    }
}

/// Somebody who need not say who they are, counted by address.
pub(crate) struct Anybody;

impl FromRequestParts<Front> for Anybody {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, front: &Front) -> Result<Self, Refusal> {
        let address = front.outside.address(peer(parts), &parts.headers);
        front.desk.gate().call_from(address, front.desk.now())?;
        Ok(Self)
    }
}

/// The person a call's token speaks for.
pub(crate) struct SignedIn(pub(crate) Asker);

impl FromRequestParts<Front> for SignedIn {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, front: &Front) -> Result<Self, Refusal> {
        let token = bearer(&parts.headers).ok_or_else(|| Failure::refused(Code::Unauthenticated))?;
        let asker = front.desk.store().asker(&token, front.desk.now()).await?;
        front.desk.gate().call(&asker, front.desk.now())?;
        Ok(Self(asker))
    }
}

/// The desk of the person a call's token speaks for.
pub(crate) struct Mine(pub(crate) Local);

impl FromRequestParts<Front> for Mine {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, front: &Front) -> Result<Self, Refusal> {
        let SignedIn(asker) = SignedIn::from_request_parts(parts, front).await?;
        Ok(Self(front.desk.desk_for(asker).from(front.outside.address(peer(parts), &parts.headers))))
    }
}

/// The person a call's token speaks for, where it carries one. A token that is not good is refused all the same, so that
/// the agent renews it.
pub(crate) struct PerhapsSignedIn(pub(crate) Option<Asker>);

impl FromRequestParts<Front> for PerhapsSignedIn {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, front: &Front) -> Result<Self, Refusal> {
        if !parts.headers.contains_key(header::AUTHORIZATION) {
            Anybody::from_request_parts(parts, front).await?;
            return Ok(Self(None));
        }
        SignedIn::from_request_parts(parts, front).await.map(|SignedIn(asker)| Self(Some(asker)))
    }
}

/// The id in the path. What is no id is simply not there.
pub(crate) struct Id<T>(pub(crate) T);

impl<T: FromStr + Send> FromRequestParts<Front> for Id<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Front) -> Result<Self, Refusal> {
        let not_found = || Failure::refused(Code::NotFound);
        let Path(text) = parts.extract::<Path<String>>().await.map_err(|_| not_found())?;
        Ok(Self(text.parse().map_err(|_| not_found())?))
    }
}

/// The key that makes a repeat of a write harmless.
pub(crate) struct Key(pub(crate) Uuid);

impl FromRequestParts<Front> for Key {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Front) -> Result<Self, Refusal> {
        let key = parts.headers.get("idempotency-key").and_then(|value| value.to_str().ok()).map(|text| text.trim_matches('"'));
        let key = key.and_then(|text| Uuid::parse_str(text).ok()).filter(|key| !key.is_nil());
        Ok(Self(key.ok_or_else(|| Failure::invalid("Idempotency-Key"))?))
    }
}

/// The exact bytes of a JSON body.
pub(crate) struct Exact<T>(pub(crate) Sealed<T>);

impl<T> FromRequest<Front> for Exact<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &Front) -> Result<Self, Refusal> {
        Ok(Self(Sealed::from_bytes(whole(request.into_body(), MAX_BODY_BYTES).await?)))
    }
}

/// A JSON body, read and measured.
pub(crate) struct Checked<T>(pub(crate) T);

impl<T: Bounded> FromRequest<Front> for Checked<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &Front) -> Result<Self, Refusal> {
        Ok(Self(bounds::read(&whole(request.into_body(), MAX_BODY_BYTES).await?)?))
    }
}

pub(crate) fn bearer(headers: &HeaderMap) -> Option<SecretString> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outside(proxies: &[&str]) -> Outside {
        Outside {
            proxies: proxies.iter().map(|net| net.parse().expect("network")).collect(),
            speaks_tls: false,
            arrivals: Arrivals::default(),
        }
    }

    fn headers(forwarded: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().expect("header"));
        headers.insert("x-forwarded-proto", "https".parse().expect("header"));
        headers
    }

    #[test]
    fn only_a_proxy_that_was_named_is_believed() {
        let proxy: IpAddr = "10.0.0.2".parse().expect("address");
        let stranger: IpAddr = "203.0.113.9".parse().expect("address");
        let outside = outside(&["10.0.0.0/24"]);

        assert_eq!(outside.address(stranger, &headers("192.0.2.1")), stranger);
        assert_eq!(outside.address(proxy, &headers("192.0.2.1")).to_string(), "192.0.2.1");
        assert_eq!(outside.address(proxy, &headers("6.6.6.6, 192.0.2.1, 10.0.0.3")).to_string(), "192.0.2.1");
        assert_eq!(outside.address(proxy, &headers("nonsense")), proxy);
        assert!(outside.is_secure(proxy, &headers("192.0.2.1")));
        assert!(!outside.is_secure(stranger, &headers("192.0.2.1")));
    }
}

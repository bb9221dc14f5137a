//! The technician's session in a browser: a cookie no script can read, and writes only from our own pages.

use crate::{
    front::{Front, peer},
    problem::{Failure, Refusal},
    store::{SESSION_LASTS, Technician},
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, request::Parts},
};
use desk_api::Code;
use secrecy::{ExposeSecret, SecretString};

/// Over TLS the browser itself sees to it that no other host and no plain page can set it.
const SECURE_NAME: &str = "__Host-deskside";
const PLAIN_NAME: &str = "deskside";

/// A technician who is signed in and reads.
pub(crate) struct Reading(pub(crate) Technician);

impl FromRequestParts<Front> for Reading {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, front: &Front) -> Result<Self, Refusal> {
        let session = presented(parts, front).ok_or_else(|| Failure::refused(Code::Unauthenticated))?;
        Ok(Self(front.desk.store().technician(&session, front.desk.now()).await?))
    }
}

/// A technician who is signed in and writes, from our own pages.
pub(crate) struct Writing(pub(crate) Technician);

impl FromRequestParts<Front> for Writing {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, front: &Front) -> Result<Self, Refusal> {
        OwnPage::from_request_parts(parts, front).await?;
        Reading::from_request_parts(parts, front).await.map(|Reading(technician)| Self(technician))
    }
}

/// A write that comes from our own pages. Another site's page can make a browser send the cookie, but cannot write these
/// headers.
pub(crate) struct OwnPage;

impl FromRequestParts<Front> for OwnPage {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, front: &Front) -> Result<Self, Refusal> {
        let is_secure = front.outside.is_secure(peer(parts), &parts.headers);
        if is_own(&parts.headers, front.outside.host(parts), is_secure) { Ok(Self) } else { Err(Failure::refused(Code::Forbidden).into()) }
    }
}

/// The session a browser presents.
pub(crate) struct Presented(pub(crate) Option<SecretString>);

impl FromRequestParts<Front> for Presented {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, front: &Front) -> Result<Self, Refusal> {
        Ok(Self(presented(parts, front)))
    }
}

/// Whether the browser's side of this call is encrypted.
pub(crate) struct Secure(pub(crate) bool);

impl FromRequestParts<Front> for Secure {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, front: &Front) -> Result<Self, Refusal> {
        Ok(Self(front.outside.is_secure(peer(parts), &parts.headers)))
    }
}

/// The cookie that carries a session, or with none the one that ends it.
pub(crate) fn cookie(session: Option<&SecretString>, is_secure: bool) -> Result<HeaderValue, Failure> {
    let (name, secure) = if is_secure { (SECURE_NAME, "; Secure") } else { (PLAIN_NAME, "") };
    let (value, lasts_s) = session.map_or(("", 0), |session| (session.expose_secret(), SESSION_LASTS.as_secs()));
    let text = format!("{name}={value}; Path=/; Max-Age={lasts_s}; HttpOnly; SameSite=Lax{secure}");
    let mut cookie = HeaderValue::from_str(&text).map_err(Failure::unreadable)?;
    cookie.set_sensitive(true);
    Ok(cookie)
}

fn presented(parts: &Parts, front: &Front) -> Option<SecretString> {
    let name = if front.outside.is_secure(peer(parts), &parts.headers) { SECURE_NAME } else { PLAIN_NAME };
    let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    let mut named = cookies.filter_map(|cookie| cookie.trim().split_once('=')).filter(|(key, _)| *key == name);
    named.next().map(|(_, value)| value.into())
}

pub(crate) fn is_own(headers: &HeaderMap, host: Option<&str>, is_secure: bool) -> bool {
    let site = text(headers, "sec-fetch-site");
    if site.is_some_and(|site| site != "same-origin") {
        return false;
    }
    let scheme = if is_secure { "https" } else { "http" };
    match (text(headers, "origin"), host) {
        (Some(origin), Some(host)) => origin.eq_ignore_ascii_case(&format!("{scheme}://{host}")),
        _ => false,
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderName;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_our_own_pages_may_write() {
        let host = Some("desk.example.org");
        let own = ("origin", "https://desk.example.org");
        for (pairs, is_secure, expected) in [
            (vec![own, ("sec-fetch-site", "same-origin")], true, true),
            (vec![own], true, true), // a browser from before Sec-Fetch-Site
            (vec![own], false, false),
            (vec![], true, false),
            (vec![("origin", "null")], true, false),
            (vec![("origin", "https://evil.example")], true, false),
            (vec![("origin", "https://desk.example.org.evil.example")], true, false),
            (vec![own, ("sec-fetch-site", "cross-site")], true, false),
            (vec![own, ("sec-fetch-site", "same-site")], true, false),
        ] {
            assert_eq!(is_own(&headers(&pairs), host, is_secure), expected, "{pairs:?} secure {is_secure}");
        }
    }

    #[test]
    fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        let session: SecretString = "value".to_owned().into();

        let plain = cookie(Some(&session), false).expect("cookie");
        let secure = cookie(Some(&session), true).expect("cookie");
        let end = cookie(None, true).expect("cookie");

        assert_eq!(plain, "deskside=value; Path=/; Max-Age=57600; HttpOnly; SameSite=Lax");
        assert_eq!(secure, "__Host-deskside=value; Path=/; Max-Age=57600; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(end, "__Host-deskside=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
    }
}

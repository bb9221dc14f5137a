//! Which proxies lead to an address, by the system's own resolver: a fixed one, a script of the school's (PAC), or one that the network
//! announces (WPAD). The script is run by the system, never here.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(any(target_os = "linux", windows)))]
mod other;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
use linux::resolve;
#[cfg(not(any(target_os = "linux", windows)))]
use other::resolve;
#[cfg(windows)]
use windows::resolve;

use url::Url;

/// One way to an address.
#[derive(Clone, PartialEq, Eq)]
pub enum ProxyChoice {
    /// Straight.
    None,
    /// Through this one.
    At(Url),
}

impl std::fmt::Debug for ProxyChoice {
    /// Never where it is, nor who signs in there.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::At(_) => f.write_str("At"),
        }
    }
}

/// The ways to `url`, the best first. Empty where nobody here knows: then what is set for programs holds.
pub async fn proxies(url: &Url) -> Vec<ProxyChoice> {
    resolve(url).await
}

/// What a resolver wrote: `direct://`, or the address of a proxy.
#[cfg(target_os = "linux")]
fn choice(text: &str) -> Option<ProxyChoice> {
    let url = Url::parse(text).ok()?;
    match url.scheme() {
        "direct" => Some(ProxyChoice::None),
        "http" | "https" | "socks4" | "socks4a" | "socks5" | "socks5h" if url.has_host() => Some(ProxyChoice::At(url)),
        // Which version it speaks is not said; the newest is what proxies of today are.
        "socks" if url.has_host() => Url::parse(&text.replacen("socks", "socks5h", 1)).ok().map(ProxyChoice::At),
        _ => None,
    }
}

/// What a script or a setting of Windows says: `PROXY a:8080; DIRECT`, `a:8080 b:8080`, `https=a:8080;http=b:8080`.
#[cfg(any(windows, test))]
fn listed(text: &str, scheme: &str) -> Vec<ProxyChoice> {
    let parts = text.split([';', ' ']).map(str::trim).filter(|part| !part.is_empty() && !part.eq_ignore_ascii_case("PROXY"));
    let choices = parts.filter_map(|part| {
        if part.eq_ignore_ascii_case("DIRECT") {
            return Some(ProxyChoice::None);
        }
        let address = match part.split_once('=') {
            Some((of, address)) if of.eq_ignore_ascii_case(scheme) => address,
            Some(_) => return None,
            None => part,
        };
        let url = if address.contains("://") { Url::parse(address) } else { Url::parse(&format!("http://{address}")) };
        url.ok().filter(Url::has_host).map(ProxyChoice::At)
    });
    choices.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(url: &str) -> ProxyChoice {
        ProxyChoice::At(url.parse().unwrap())
    }

    #[test]
    fn windows_lists_proxies_in_more_than_one_way() {
        for (text, expected) in [
            ("proxy.school.example:8080", vec![at("http://proxy.school.example:8080")]),
            ("PROXY a.example:8080; DIRECT", vec![at("http://a.example:8080"), ProxyChoice::None]),
            ("a.example:8080 b.example:3128", vec![at("http://a.example:8080"), at("http://b.example:3128")]),
            ("http=a.example:80;https=b.example:3128", vec![at("http://b.example:3128")]),
            ("", vec![]),
        ] {
            assert_eq!(listed(text, "https"), expected, "{text}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_resolver_writes_addresses() {
        assert_eq!(choice("direct://"), Some(ProxyChoice::None));
        assert_eq!(choice("http://proxy.school.example:8080"), Some(at("http://proxy.school.example:8080")));
        assert_eq!(choice("socks://proxy.school.example:1080"), Some(at("socks5h://proxy.school.example:1080")));
        assert_eq!(choice("quic://proxy.school.example"), None);
        assert_eq!(choice("somewhere"), None);
    }
}

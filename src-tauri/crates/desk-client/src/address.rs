//! Where the help desk is. Plain HTTP is for a desk on this very machine alone.

use url::{Host, Url};

/// Why an address cannot be a help desk's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AddressError {
    /// Neither `https` nor, to this very machine, `http`.
    #[error("a help desk needs an https address")]
    NotHttps,
    /// It has no host.
    #[error("a help desk's address needs a host")]
    NoHost,
    /// It has a user name, a password, a query or a fragment.
    #[error("a help desk's address is a scheme, a host, a port and a path alone")]
    TooMuch,
}

/// The address of a help desk, checked.
#[derive(Clone)]
pub(crate) struct Address {
    base: Url,
}

impl Address {
    pub(crate) fn new(base: Url) -> Result<Self, AddressError> {
        let host = base.host().ok_or(AddressError::NoHost)?;
        if base.scheme() != "https" && !(base.scheme() == "http" && is_this_machine(&host)) {
            return Err(AddressError::NotHttps);
        }
        let has_more = !base.username().is_empty() || base.password().is_some() || base.query().is_some() || base.fragment().is_some();
        if has_more { Err(AddressError::TooMuch) } else { Ok(Self { base }) }
    }

    /// Whether it speaks plain HTTP, which is to this machine.
    pub(crate) fn is_plain(&self) -> bool {
        self.base.scheme() == "http"
    }

    /// Whether no proxy stands before it.
    pub(crate) fn is_this_machine(&self) -> bool {
        self.base.host().is_some_and(|host| is_this_machine(&host))
    }

    /// The URL of a path of the API, such as `tickets`, under whatever path the desk itself has.
    pub(crate) fn call(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(["api", "v1"]).extend(path.split('/'));
        }
        url
    }
}

fn is_this_machine(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(url: &str) -> Option<AddressError> {
        Address::new(url.parse().unwrap()).err()
    }

    fn call(url: &str, path: &str) -> String {
        Address::new(url.parse().unwrap()).unwrap().call(path).to_string()
    }

    #[test]
    fn https_is_for_everywhere_and_http_for_this_machine() {
        for good in
            ["https://help.cedar-ridge.example", "https://10.0.0.1:8443/", "http://127.0.0.1:4310", "http://[::1]:80/", "http://localhost"]
        {
            assert_eq!(refusal(good), None, "{good}");
        }
        for bad in ["http://help.cedar-ridge.example", "http://10.0.0.1/", "http://localhost.example/", "ftp://127.0.0.1/"] {
            assert_eq!(refusal(bad), Some(AddressError::NotHttps), "{bad}");
        }
        assert_eq!(refusal("mailto:help@cedar-ridge.example"), Some(AddressError::NoHost));
        for bad in ["https://maria:secret@help.example/", "https://help.example/?key=secret", "https://help.example/#x"] {
            assert_eq!(refusal(bad), Some(AddressError::TooMuch), "{bad}");
        }
    }

    #[test]
    fn calls_stand_under_the_desks_own_path() {
        assert_eq!(call("https://help.example", "desk"), "https://help.example/api/v1/desk");
        assert_eq!(call("https://help.example/", "desk"), "https://help.example/api/v1/desk");
        assert_eq!(call("https://school.example/desk/", "tickets/7"), "https://school.example/desk/api/v1/tickets/7");
        assert_eq!(call("https://school.example/desk", "tickets"), "https://school.example/desk/api/v1/tickets");
    }
}

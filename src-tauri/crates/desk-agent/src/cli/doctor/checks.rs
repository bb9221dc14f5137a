//! This computer's side: policy, network, proxy, keyring and disk.

use super::{Line, Whose};
use crate::{here::Here, routes::set_for_programs};
use desk_api::{
    DeviceReport,
    report::{Fact, FactValue, Reading, key},
};
use desk_platform::{KeyringError, PolicyProblem, PolicySource, ProxyChoice, proxies};
use std::path::Path;
use url::Url;

/// Less than this, and a picture may not be kept.
const LITTLE_BYTES: u64 = 200 * 1024 * 1024;

/// Where the policy comes from, and a line for each part of it that does not hold.
pub(super) fn policy(here: &Here) -> Vec<Line> {
    let source = &here.policy.source;
    let mut lines = vec![match source {
        PolicySource::None if here.server().is_some() => Line::ok("policy", format!("{source}; it was set up by hand")),
        PolicySource::None => Line::look("policy", source.to_string(), "install one, or set this computer up by a code", Whose::Policy),
        PolicySource::File(_) => Line::ok("policy", source.to_string()),
    }];
    lines.extend(here.policy.problems.iter().map(|problem| {
        let to_do = "correct it; README.md lists the keys";
        match problem {
            PolicyProblem::Unreadable { .. } | PolicyProblem::NotToml { .. } => {
                Line::wrong("policy", problem.to_string(), to_do, Whose::Policy)
            }
            PolicyProblem::BadValue { .. } | PolicyProblem::UnknownKey { .. } => {
                Line::look("policy", problem.to_string(), to_do, Whose::Policy)
            }
        }
    }));
    lines
}

/// The connection, and whether names are found.
pub(super) fn network(report: &DeviceReport) -> Vec<Line> {
    let of = |name: &str| report.facts.iter().find(|fact| fact.key == name);
    let connected = match of(key::NET_INTERFACE).map(|fact| &fact.reading) {
        Some(Reading::Known { .. }) => {
            let parts = [key::NET_INTERFACE, key::NET_KIND, key::NET_ADDRESSES, key::WIFI_NAME];
            let known: Vec<String> = parts.iter().filter_map(|name| report.known(name)).map(FactValue::in_words).collect();
            Line::ok("network", known.join(", "))
        }
        Some(Reading::Unknown { because }) => {
            Line::look("network", because.as_str(), "plug the cable in or join the Wi-Fi", Whose::Computer)
        }
        None => Line::look("network", "nothing was found out", "look by hand", Whose::Computer),
    };
    let mut lines = vec![connected];
    let gateway = "the gateway does not answer pings; that may be its setting";
    lines.extend(of(key::CHECK_GATEWAY).map(|fact| checked("gateway", fact, gateway)));
    lines.extend(of(key::CHECK_DNS).map(|fact| checked("dns", fact, "check the DNS servers this computer was given")));
    lines
}

fn checked(check: &'static str, fact: &Fact, to_do: &str) -> Line {
    match &fact.reading {
        Reading::Known { value } => Line::ok(check, value.in_words()),
        Reading::Unknown { because } => Line::look(check, because.as_str(), to_do, Whose::Network),
    }
}

/// The proxy between here and the help desk; never its user or password.
pub(super) async fn proxy(here: &Here) -> Line {
    if let Some((name, value)) = set_for_programs() {
        return match address_of(&value) {
            Some(address) => Line::ok("proxy", format!("{address} by {name}")),
            None => Line::wrong("proxy", format!("{name} is no address"), "write it as http://proxy.example.org:3128", Whose::Network),
        };
    }
    let choices = match here.server() {
        Some(server) => proxies(&server).await,
        None => Vec::new(),
    };
    Line::ok("proxy", by_the_system(&choices))
}

fn by_the_system(choices: &[ProxyChoice]) -> String {
    let told = choices.iter().map(|choice| match choice {
        ProxyChoice::None => "straight".to_owned(),
        ProxyChoice::At(url) => address_of(url.as_str()).unwrap_or_default(),
    });
    let told: Vec<String> = told.collect();
    match told.as_slice() {
        [] => "none in the environment; the system’s own setting holds where it has one".to_owned(),
        told => format!("{} by the system’s resolver", told.join(", else ")),
    }
}

fn address_of(value: &str) -> Option<String> {
    let url = if value.contains("://") { Url::parse(value) } else { Url::parse(&format!("http://{value}")) }.ok()?;
    let port = url.port_or_known_default().map(|port| format!(":{port}")).unwrap_or_default();
    url.host_str().map(|host| format!("{host}{port}"))
}

/// Whether the keyring answers. Nothing in it is read but the absence of a name nobody uses.
pub(super) async fn keyring(here: &Here) -> Line {
    match here.keyring.get("doctor").await {
        Ok(_) | Err(KeyringError::NotText) => Line::ok("keyring", "it answers and is open"),
        Err(error @ KeyringError::Locked) => {
            Line::look("keyring", error.to_string(), "open it: until then requests are taken and kept on this computer", Whose::Computer)
        }
        Err(error @ (KeyringError::Unavailable { .. } | KeyringError::TimedOut | KeyringError::Unsupported { .. })) => Line::look(
            "keyring",
            error.to_string(),
            "run it in the person’s own session; without a keyring requests are taken and the sign-in lasts for one run only",
            Whose::Computer,
        ),
    }
}

/// What is free where requests are kept.
pub(super) fn disk(report: &DeviceReport, data: &Path) -> Line {
    let free = report.facts.iter().filter(|fact| fact.key == key::DISK_FREE).filter_map(|fact| {
        let at = fact.of.as_deref().filter(|at| data.starts_with(at))?;
        let Some(FactValue::Bytes(bytes)) = fact.known() else { return None };
        Some((at.len(), at, *bytes))
    });
    let Some((_, at, bytes)) = free.max() else {
        return Line::look("disk", format!("how much is free for {} was not found out", data.display()), "look by hand", Whose::Computer);
    };
    let said = format!("{} MiB free on {at}", bytes / 1024 / 1024);
    if bytes < LITTLE_BYTES {
        return Line::wrong("disk", said, "make room: a request and its picture are kept here until they are sent", Whose::Computer);
    }
    Line::ok("disk", said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_of_the_system_are_told_in_their_order() {
        let proxy = ProxyChoice::At("http://maria:canary@proxy.example.org:3128".parse().unwrap());

        assert_eq!(by_the_system(&[proxy, ProxyChoice::None]), "proxy.example.org:3128, else straight by the system’s resolver");
        assert_eq!(by_the_system(&[]), "none in the environment; the system’s own setting holds where it has one");
    }

    #[test]
    fn a_proxy_is_told_without_who_signs_in_at_it() {
        for (value, said) in [
            ("http://maria:canary@proxy.example.org:3128", Some("proxy.example.org:3128")),
            ("https://proxy.example.org", Some("proxy.example.org:443")),
            ("proxy.example.org:8080", Some("proxy.example.org:8080")),
            ("maria:canary@proxy.example.org:8080", Some("proxy.example.org:8080")),
            ("http://", None),
        ] {
            assert_eq!(address_of(value).as_deref(), said, "{value}");
        }
    }
}

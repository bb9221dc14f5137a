//! Who answers on the network, and how fast: the gateway, the DNS servers, the help desk.

mod dns;
mod gateway;
mod help_desk;

use super::{IN_A_WHILE, Probe, found, network};
use crate::Context;
use desk_api::report::{FactValue, key};
use std::time::{Duration, Instant};

const NOT_CONNECTED: &str = "this computer is not connected";

pub(super) fn gateway() -> Probe {
    Probe::asking("a probe of the gateway", &[key::CHECK_GATEWAY], IN_A_WHILE, async {
        let answer = match network::route().await.and_then(|route| route.gateway) {
            Some(gateway) => gateway::ask(gateway).await,
            None => Err(NOT_CONNECTED.to_owned()),
        };
        vec![found(key::CHECK_GATEWAY, answer)]
    })
}

pub(super) fn dns(context: &Context) -> Probe {
    let name = context.help_desk.as_ref().and_then(|url| url.domain().map(str::to_owned));
    Probe::asking("a question to the DNS server", &[key::CHECK_DNS], IN_A_WHILE, async move {
        let answer = match network::route().await {
            Some(route) => dns::ask(&route.dns_servers, name.as_deref().unwrap_or_default()).await,
            None => Err(NOT_CONNECTED.to_owned()),
        };
        vec![found(key::CHECK_DNS, answer.map(in_ms))]
    })
}

pub(super) fn help_desk(context: &Context) -> Probe {
    let place = context.help_desk.clone();
    Probe::asking("a connection to the help desk", &[key::CHECK_DESK], IN_A_WHILE, async {
        let answer = match place {
            Some(url) => help_desk::ask(&url).await,
            None => Err("the policy names no help desk".to_owned()),
        };
        vec![found(key::CHECK_DESK, answer.map(in_ms))]
    })
}

/// To a tenth, which is as exact as such a measure is.
fn in_ms(took: Duration) -> FactValue {
    FactValue::Milliseconds((took.as_secs_f64() * 10_000.0).round() / 10.0)
}

fn since(begun: Instant) -> FactValue {
    in_ms(begun.elapsed())
}

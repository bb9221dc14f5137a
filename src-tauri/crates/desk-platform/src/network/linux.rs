//! Linux: the kernel tells of every route that comes or goes (`man 7 rtnetlink`).
//!
//! Routes alone: a link that goes takes its routes along, and the groups for links and addresses also speak at each Wi-Fi scan and
//! each router's advertisement, which would wake a computer at rest.

use netlink_sys::{AsyncSocket, AsyncSocketExt, SocketAddr, TokioSocket, protocols::NETLINK_ROUTE};
use std::{collections::BTreeSet, fs, io};

/// `RTMGRP_IPV4_ROUTE` and `RTMGRP_IPV6_ROUTE`.
const GROUPS: u32 = 0x40 | 0x400;
/// `ENOBUFS`: so much happened that something was not told.
const TOO_MUCH: i32 = 105;

pub(super) struct Changes {
    kernel: TokioSocket,
    said: Vec<u8>,
}

impl Changes {
    pub(super) fn watch() -> io::Result<Self> {
        let mut kernel = TokioSocket::new(NETLINK_ROUTE)?;
        kernel.socket_mut().bind(&SocketAddr::new(0, GROUPS))?;
        Ok(Self { kernel, said: Vec::with_capacity(8_192) })
    }

    /// That something happened is enough: what, is looked up.
    pub(super) async fn next(&mut self) -> io::Result<()> {
        self.said.clear();
        match self.kernel.recv(&mut self.said).await {
            Err(error) if error.raw_os_error() != Some(TOO_MUCH) => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

/// Every route to somewhere else, in one text to compare; empty where there is none.
#[expect(clippy::unnecessary_wraps, reason = "other systems do not say")]
pub(super) fn routes() -> Option<String> {
    let read = |path| fs::read_to_string(path).unwrap_or_default();
    let (four, six) = (read("/proc/self/net/route"), read("/proc/self/net/ipv6_route"));
    let routes: BTreeSet<String> = four.lines().skip(1).filter_map(four_of).chain(six.lines().filter_map(six_of)).collect();
    Some(routes.into_iter().collect())
}

/// Interface, destination and gateway of a line of `/proc/net/route`.
fn four_of(line: &str) -> Option<String> {
    let mut fields = line.split_whitespace();
    let (interface, destination, gateway) = (fields.next()?, fields.next()?, fields.next()?);
    (interface != "lo").then(|| format!("{interface} {destination} {gateway}\n"))
}

/// The same of `/proc/net/ipv6_route`, without what reaches no further than the next cable.
fn six_of(line: &str) -> Option<String> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [destination, length, _, _, gateway, .., interface] = fields.as_slice() else { return None };
    let is_near = destination.starts_with("fe80") || destination.starts_with("ff");
    (*interface != "lo" && !is_near).then(|| format!("{interface} {destination}/{length} {gateway}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_is_where_it_leads_and_by_which_way() {
        assert_eq!(four_of("eth0\t00000000\t0100000A\t0003\t0\t0\t100\t00000000\t0\t0\t0").as_deref(), Some("eth0 00000000 0100000A\n"));
        assert_eq!(four_of("lo\t0000007F\t00000000\t0001\t0\t0\t0\t000000FF\t0\t0\t0"), None);
    }

    #[test]
    fn what_stays_on_the_cable_is_no_route() {
        let line = |destination: &str, interface: &str| {
            let none = "0".repeat(32);
            format!("{destination} 40 {none} 00 fe800000000000000000000000000001 00000100 00000001 00000000 00450003 {interface}")
        };

        let school = line("20010db8000000000000000000000000", "eth0");
        assert_eq!(six_of(&school).as_deref(), Some("eth0 20010db8000000000000000000000000/40 fe800000000000000000000000000001\n"));
        assert_eq!(six_of(&line("fe800000000000000000000000000000", "eth0")), None);
        assert_eq!(six_of(&line("00000000000000000000000000000001", "lo")), None);
    }
}

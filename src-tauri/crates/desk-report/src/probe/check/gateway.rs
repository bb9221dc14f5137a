//! Pings the gateway where this account may; else knocks at a door: a refusal is an answer too.

use super::since;
use crate::probe::on_a_thread;
use desk_api::report::FactValue;
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Doors that a gateway often has: its DNS server, its page, its remote shell.
const DOORS: [u16; 4] = [53, 80, 443, 22];
const PATIENCE: Duration = Duration::from_millis(800);

pub(super) async fn ask(gateway: IpAddr) -> Result<FactValue, String> {
    if let Some(answer) = on_a_thread(move || ping(gateway)).await.flatten() {
        return Ok(answer);
    }
    if let Ok(Some(answer)) = timeout(PATIENCE, knock(gateway)).await {
        return Ok(answer);
    }
    if is_neighbour(gateway) {
        return Ok(FactValue::Text("there, but silent".to_owned()));
    }
    Err("the gateway answers neither a ping nor a connection".to_owned())
}

/// The first door that opens or is shut in our face.
async fn knock(gateway: IpAddr) -> Option<FactValue> {
    let begun = Instant::now();
    let mut doors: futures_util::stream::FuturesUnordered<_> =
        DOORS.into_iter().map(|port| TcpStream::connect(SocketAddr::new(gateway, port))).collect();
    while let Some(answer) = futures_util::StreamExt::next(&mut doors).await {
        match answer {
            Ok(_) => return Some(since(begun)),
            Err(error) if error.kind() == ErrorKind::ConnectionRefused => return Some(since(begun)),
            Err(_) => {}
        }
    }
    None
}

/// `None` when the system lets this account send no ping, or nothing came back.
#[cfg(target_os = "linux")]
fn ping(gateway: IpAddr) -> Option<FactValue> {
    use socket2::{Domain, Protocol, Socket, Type};

    const ECHO: [u8; 16] = [8, 0, 0, 0, 0, 0, 0, 1, b'd', b'e', b's', b'k', b's', b'i', b'd', b'e'];
    const ECHO_V6: u8 = 128;

    let (domain, protocol) = match gateway {
        IpAddr::V4(_) => (Domain::IPV4, Protocol::ICMPV4),
        IpAddr::V6(_) => (Domain::IPV6, Protocol::ICMPV6),
    };
    let mut echo = ECHO;
    if gateway.is_ipv6() {
        echo[0] = ECHO_V6;
    }
    let socket = Socket::new(domain, Type::DGRAM, Some(protocol)).ok()?;
    socket.set_read_timeout(Some(PATIENCE)).ok()?;
    let socket = std::net::UdpSocket::from(socket);
    let begun = Instant::now();
    socket.send_to(&echo, SocketAddr::new(gateway, 0)).ok()?;
    // The kernel hands over the answers to this socket's own echoes alone.
    let mut answer = [0; 64];
    socket.recv_from(&mut answer).ok()?;
    Some(since(begun))
}

#[cfg(not(target_os = "linux"))]
fn ping(_gateway: IpAddr) -> Option<FactValue> {
    None
}

/// Whether the kernel has found the gateway's own address lately.
#[cfg(target_os = "linux")]
fn is_neighbour(gateway: IpAddr) -> bool {
    has_neighbour(&std::fs::read_to_string("/proc/net/arp").unwrap_or_default(), gateway)
}

#[cfg(not(target_os = "linux"))]
fn is_neighbour(_gateway: IpAddr) -> bool {
    false
}

/// A heading, then: address, kind, flags, hardware address, mask, interface. The flag `2` is a complete entry.
#[cfg(target_os = "linux")]
fn has_neighbour(table: &str, gateway: IpAddr) -> bool {
    table.lines().skip(1).any(|line| {
        let mut fields = line.split_whitespace();
        let is_gateway = fields.next() == Some(&gateway.to_string());
        let flags = fields.nth(1).and_then(|flags| u32::from_str_radix(flags.trim_start_matches("0x"), 16).ok());
        is_gateway && flags.is_some_and(|flags| flags & 2 == 2)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_neighbour_is_one_whose_address_was_found() {
        let table = "IP address       HW type     Flags       HW address            Mask     Device\n\
            192.0.2.1        0x1         0x2         02:fc:00:00:00:05     *        eth0\n\
            192.0.2.9        0x1         0x0         00:00:00:00:00:00     *        eth0\n";

        assert!(has_neighbour(table, "192.0.2.1".parse().unwrap()));
        assert!(!has_neighbour(table, "192.0.2.9".parse().unwrap()));
        assert!(!has_neighbour(table, "192.0.2.2".parse().unwrap()));
        assert!(!has_neighbour("", "192.0.2.1".parse().unwrap()));
    }

    #[tokio::test]
    async fn a_shut_door_is_an_answer() {
        let here = "127.0.0.77".parse().unwrap();

        assert!(matches!(knock(here).await, Some(FactValue::Milliseconds(ms)) if ms < 800.0));
    }
}

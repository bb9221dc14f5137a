//! Asks the DNS servers themselves, one after another, whether anybody is there. Any answer counts, also "no such name".

use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};
use tokio::net::UdpSocket;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_millis(600);
const PORT: u16 = 53;
const AT_MOST: usize = 3;

pub(super) async fn ask(servers: &[IpAddr], name: &str) -> Result<Duration, String> {
    if servers.is_empty() {
        return Err("no DNS server is set".to_owned());
    }
    for server in servers.iter().take(AT_MOST) {
        let begun = Instant::now();
        match timeout(PATIENCE, question(SocketAddr::new(*server, PORT), name)).await {
            Ok(Ok(())) => return Ok(begun.elapsed()),
            Ok(Err(error)) => tracing::debug!(error = %error, "a DNS server cannot be asked"),
            Err(_) => tracing::debug!(elapsed_ms = PATIENCE.as_millis(), "a DNS server is silent"),
        }
    }
    Err(format!("no DNS server answered within {} ms", PATIENCE.as_millis()))
}

async fn question(server: SocketAddr, name: &str) -> std::io::Result<()> {
    let here: SocketAddr = if server.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0_u16; 8], 0).into() };
    let socket = UdpSocket::bind(here).await?;
    socket.connect(server).await?;
    // The port differs each time and nothing but "somebody answered" is believed, so the number need not be a secret.
    let id = socket.local_addr()?.port().to_be_bytes();
    socket.send(&asking_for(id, name)).await?;
    let mut answer = [0; 512];
    loop {
        let length = socket.recv(&mut answer).await?;
        if is_answer(answer.get(..length).unwrap_or_default(), id) {
            return Ok(());
        }
    }
}

/// A question for the addresses of `name`, as RFC 1035 §4 has it; the root where the name cannot be asked for.
fn asking_for(id: [u8; 2], name: &str) -> Vec<u8> {
    const WANTS_RECURSION: [u8; 2] = [1, 0];
    const ONE_QUESTION: [u8; 8] = [0, 1, 0, 0, 0, 0, 0, 0];
    const ADDRESS_IN_THE_INTERNET: [u8; 4] = [0, 1, 0, 1];

    let mut packet = [&id[..], &WANTS_RECURSION, &ONE_QUESTION].concat();
    let labels: Vec<_> = name.split('.').filter(|label| !label.is_empty()).collect();
    if name.len() <= 253 && labels.iter().all(|label| label.len() <= 63) {
        for label in labels {
            packet.push(u8::try_from(label.len()).unwrap_or_default());
            packet.extend_from_slice(label.as_bytes());
        }
    }
    packet.push(0);
    packet.extend_from_slice(&ADDRESS_IN_THE_INTERNET);
    packet
}

fn is_answer(packet: &[u8], id: [u8; 2]) -> bool {
    const IS_ANSWER: u8 = 0x80;
    packet.len() >= 12 && packet.starts_with(&id) && packet[2] & IS_ANSWER != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_what_the_standard_says() {
        let packet = asking_for([0xab, 0xcd], "help.school.example");

        let name = b"\x04help\x06school\x07example\0";
        let expected = [&[0xab, 0xcd, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0], &name[..], &[0, 1, 0, 1]].concat();
        assert_eq!(packet, expected);
    }

    #[test]
    fn a_name_that_cannot_be_asked_for_asks_for_the_root() {
        let root = [0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1];

        assert_eq!(asking_for([0, 0], ""), root);
        assert_eq!(asking_for([0, 0], &"x".repeat(64)), root);
    }

    #[test]
    fn only_an_answer_to_our_own_question_counts() {
        let answer = [1, 2, 0x81, 0x83, 0, 1, 0, 0, 0, 0, 0, 0];

        assert!(is_answer(&answer, [1, 2]));
        assert!(!is_answer(&answer, [1, 3]));
        assert!(!is_answer(&answer[..11], [1, 2]));
        assert!(!is_answer(&asking_for([1, 2], ""), [1, 2]));
    }

    #[tokio::test]
    async fn a_server_that_answers_is_measured_and_a_silent_one_is_left() {
        let server = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let place = server.local_addr().unwrap();
        tokio::spawn(async move {
            let mut packet = [0; 512];
            let (length, from) = server.recv_from(&mut packet).await.unwrap();
            packet[2] |= 0x80;
            server.send_to(&packet[..length], from).await.unwrap();
        });
        let silent = UdpSocket::bind("127.0.0.1:0").await.unwrap();

        let answered = timeout(PATIENCE, question(place, "help.school.example")).await;
        let left = timeout(Duration::from_millis(50), question(silent.local_addr().unwrap(), "")).await;

        assert!(answered.unwrap().is_ok());
        assert!(left.is_err());
    }
}

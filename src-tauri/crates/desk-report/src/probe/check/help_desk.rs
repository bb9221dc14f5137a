//! Connects to the help desk and says nothing: the time is the network's alone.

use crate::probe::on_a_thread;
use std::net::{SocketAddr, ToSocketAddrs};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use url::Url;

pub(super) async fn ask(place: &Url) -> Result<Duration, String> {
    let begun = Instant::now();
    let addresses = addresses(place.clone()).await?;
    let mut why = "its name has no address".to_owned();
    for address in addresses {
        match TcpStream::connect(address).await {
            Ok(_) => return Ok(begun.elapsed()),
            Err(error) => why = error.to_string(),
        }
    }
    Err(format!("the help desk takes no connection: {why}"))
}

/// Asks the system's resolver, which may take its time, on a thread nobody has to wait for.
async fn addresses(place: Url) -> Result<Vec<SocketAddr>, String> {
    let resolve = move || {
        let host = place.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let port = place.port_or_known_default().unwrap_or(443);
        (host.as_str(), port).to_socket_addrs().map(Iterator::collect)
    };
    match on_a_thread(resolve).await {
        Some(Ok(addresses)) => Ok(addresses),
        Some(Err(error)) => Err(format!("the help desk's name is not found: {error}")),
        None => Err("the resolver gave up".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::TcpListener;

    #[tokio::test]
    async fn a_help_desk_that_listens_is_measured() {
        let desk = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/desk", desk.local_addr().unwrap()).parse().unwrap();

        assert!(ask(&url).await.unwrap() < Duration::from_secs(1));
    }

    #[tokio::test]
    async fn a_help_desk_that_does_not_listen_is_said_not_to() {
        let desk = TcpListener::bind("[::1]:0").await.unwrap();
        let url = format!("http://{}/", desk.local_addr().unwrap()).parse().unwrap();
        drop(desk);

        let why = ask(&url).await.unwrap_err();

        assert!(why.starts_with("the help desk takes no connection: Connection refused"), "{why}");
    }

    #[tokio::test]
    async fn a_name_that_nobody_knows_is_said_to_be_unknown() {
        let why = ask(&"https://help.invalid/".parse().unwrap()).await.unwrap_err();

        assert!(why.starts_with("the help desk's name is not found"), "{why}");
    }
}

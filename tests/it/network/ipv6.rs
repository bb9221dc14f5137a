//! A network without IPv4.

use super::walk::{Says, Scene};
use deskside_tests::{Fault, in_a_network_of_its_own, ip};

#[tokio::test]
async fn where_there_is_no_ipv4_everything_arrives_by_ipv6() {
    if !in_a_network_of_its_own("network::ipv6::where_there_is_no_ipv4_everything_arrives_by_ipv6").expect("a network") {
        return;
    }
    ip("address delete 127.0.0.1/8 dev lo").expect("no more IPv4");
    assert!(std::net::TcpListener::bind("127.0.0.1:0").is_err(), "there is IPv4 still");

    let mut scene = Scene::on("[::1]:0", 0).await;

    assert!(scene.line.url().starts_with("http://[::1]:"));
    scene.sends_one_of_everything_through(&Fault::AnswerLost, Says::Saved).await;
}

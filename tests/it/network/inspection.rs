//! Filters that look inside TLS, proxies that want a sign-in, and proxies that the school's script names.

use super::district::{District, HOST};
use deskside_tests::{ForwardProxy, Manner, Portal, until};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_the_filters_root_installed_a_request_goes_through_and_doctor_names_it() {
    let mut district = District::open().await;
    let filter = district.behind_a_filter().await;
    district.trust.install(&district.filter, "schoolguard").expect("installed");

    let sent = district.run(&["send", "--message", "The projector is blue", "--wait", "10"]).await;

    assert_eq!(sent.status.code(), Some(0), "{sent:?}");
    district.server.ticket_where("projector", |_| true).await.expect("it arrived");
    assert!(filter.carried() > 0);
    let answer = district.doctor("answer").await;
    let said = "Cedar Ridge Schools; its certificate from “SchoolGuard Root CA” is trusted here";
    assert_eq!((answer["state"].as_str(), answer["said"].as_str()), (Some("ok"), Some(said)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_it_nothing_is_said_to_the_filter_until_it_is_installed() {
    let mut district = District::open().await;
    let filter = district.behind_a_filter().await;
    let agent = district.setting.start(&district.session, "", 60).expect("the agent");

    let kept = district.run(&["send", "--message", "The projector is blue", "--wait", "2"]).await;
    let answer = district.doctor("answer").await;

    assert_eq!(kept.status.code(), Some(3), "{kept:?}");
    assert_eq!((filter.carried(), district.server.tickets().await.expect("the database").len()), (0, 0));
    let said = answer["said"].as_str().expect("text");
    assert!(said.starts_with("the help desk cannot be reached: “SchoolGuard Root CA” is not trusted on this computer"), "{said}");
    assert_eq!((answer["state"].as_str(), answer["whose"].as_str()), (Some("wrong"), Some("whoever runs the network")));
    let logged = async || agent.said().contains("“SchoolGuard Root CA” is not trusted on this computer").then_some(());
    until("a line in the log", PATIENCE, logged).await.unwrap_or_else(|error| panic!("{error:#}: {}", agent.said()));

    district.trust.install(&district.filter, "schoolguard").expect("installed");
    let sent = district.run(&["send", "--message", "And it hums", "--wait", "10"]).await;

    assert_eq!(sent.status.code(), Some(0), "the agent was not started again, and yet: {sent:?}");
    district.server.ticket_where("projector", |_| true).await.expect("it arrived");
    district.server.ticket_where("hums", |_| true).await.expect("it arrived");
    assert_eq!(district.server.tickets().await.expect("the database").len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proxy_that_wants_a_sign_in_is_named_as_such() {
    let mut district = District::open().await;
    let proxy = ForwardProxy::before(district.server.address().expect("an address"), Manner::WantsASignIn).await.expect("a proxy");
    district.setting.environment.push(("HTTPS_PROXY", proxy.url().into()));

    let answer = district.doctor("answer").await;

    let said = answer["said"].as_str().expect("text");
    assert!(said.contains("the network’s proxy wants somebody to sign in"), "{said}");
    assert_eq!((answer["state"].as_str(), answer["whose"].as_str()), (Some("wrong"), Some("whoever runs the network")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_the_proxies_that_the_schools_script_names_the_first_that_lives_is_used() {
    let district = District::open().await;
    let proxy = ForwardProxy::before(district.server.address().expect("an address"), Manner::LetsThrough).await.expect("a proxy");
    let cut = ForwardProxy::before(district.server.address().expect("an address"), Manner::CutsTheHandshake).await.expect("a proxy");
    let dead = "http://127.0.0.1:9".to_owned();
    let portal = Portal::on(&district.session, &[dead, cut.url(), proxy.url()]).await.expect("a portal");

    let sent = district.run(&["send", "--message", "The projector is blue", "--wait", "10"]).await;

    assert_eq!(sent.status.code(), Some(0), "{sent:?}");
    district.server.ticket_where("projector", |_| true).await.expect("it arrived");
    assert!(proxy.carried() > 0);
    assert!(portal.asked().iter().all(|asked| asked.starts_with(&format!("https://{HOST}:"))), "{:?}", portal.asked());
    let said = district.doctor("proxy").await["said"].as_str().expect("text").to_owned();
    let address = |proxy: &ForwardProxy| proxy.url().trim_start_matches("http://").to_owned();
    assert_eq!(said, format!("127.0.0.1:9, else {}, else {} by the system’s resolver", address(&cut), address(&proxy)));
}

//! Networks that go and come. Each test has one of its own, to which a cable is plugged in.

use super::{district::District, walk::TICKET};
use deskside_tests::{
    AgentSetting, Desktop, Fault, FaultyLine, ForwardProxy, Manner, Parts, Portal, Programs, Running, Server, in_a_network_of_its_own, ip,
    until,
};
use std::process::Output;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_would_rest_an_hour_goes_when_the_network_is_another() {
    if !in_a_network_of_its_own("network::moves::a_request_that_would_rest_an_hour_goes_when_the_network_is_another").expect("a network") {
        return;
    }
    let mut scene = Scene::set().await;
    let rest = "HTTP/1.1 503 Busy\r\nretry-after: 3600\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    scene.line.breaks(Fault::Answered(rest.to_owned()), TICKET);
    let kept = scene.send("The projector is blue").await;
    assert_eq!(kept.status.code(), Some(3), "{kept:?}");
    assert!(scene.line.mended() > 0);
    assert_eq!(scene.server.tickets().await.expect("the database").len(), 0);

    plug_in_a_cable();

    scene.server.ticket_where("projector", |_| true).await.unwrap_or_else(|error| panic!("{error:#}: {}", scene.agent.said()));
    scene.says("the network is another is_there=true").await;
    ip("link set cable down").expect("done");
    scene.says("the network is another is_there=false").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_another_network_the_way_is_asked_for_anew_and_the_old_one_let_go() {
    if !in_a_network_of_its_own("network::moves::on_another_network_the_way_is_asked_for_anew_and_the_old_one_let_go").expect("a network") {
        return;
    }
    let district = District::open().await;
    let server = district.server.address().expect("an address");
    let first = ForwardProxy::before(server, Manner::LetsThrough).await.expect("a proxy");
    let second = ForwardProxy::before(server, Manner::LetsThrough).await.expect("a proxy");
    let portal = Portal::on(&district.session, &[first.url()]).await.expect("a portal");
    let _agent = district.setting.start(&district.session, "", 60).expect("the agent");
    until("a connection by the first proxy", PATIENCE, async || (first.open() > 0).then_some(())).await.expect("it comes");

    portal.says(&[second.url()]);
    plug_in_a_cable();

    until("a connection by the second proxy", PATIENCE, async || (second.open() > 0).then_some(())).await.expect("it comes");
    until("the first one to be let go", PATIENCE, async || (first.open() == 0).then_some(())).await.expect("it is");
}

fn plug_in_a_cable() {
    let cable =
        ["link add cable type veth peer name socket", "address add 10.20.0.7/24 dev cable", "link set socket up", "link set cable up"];
    for change in cable {
        ip(change).expect("done");
    }
}

/// A server behind a line, and an agent that runs.
struct Scene {
    server: Server,
    line: FaultyLine,
    setting: AgentSetting,
    agent: Running,
    session: Desktop,
}

impl Scene {
    async fn set() -> Self {
        let session = Desktop::start(Parts::unseen()).await.expect("a session");
        let programs = Programs::beside_me().expect("a folder");
        let server = Server::start(&programs.server, &session.folder().join("server")).await.expect("a server");
        let line = FaultyLine::to(&server.url().expect("an address")).await.expect("a line");
        let key = server.enrolment_key().expect("a key");
        let mut setting = AgentSetting::new(&programs, &session.folder().join("deskside"), &line.url(), &key).expect("a policy");
        setting.log = "info";
        let agent = setting.start(&session, "", 60).expect("the agent");
        Self { server, line, setting, agent, session }
    }

    async fn send(&mut self, words: &str) -> Output {
        let mut command = self.setting.command_line(&self.session, &["send", "--message", words, "--wait", "3"]).expect("deskside");
        tokio::task::spawn_blocking(move || command.output().expect("deskside runs")).await.expect("it ends")
    }

    /// What the agent logs, once it does.
    async fn says(&self, words: &str) {
        let said = async || self.agent.said().contains(words).then_some(());
        until(words, PATIENCE, said).await.unwrap_or_else(|error| panic!("{error:#}: {}", self.agent.said()));
    }
}

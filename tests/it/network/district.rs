//! A district whose server speaks TLS by the district's own authority.

use deskside_tests::{AgentSetting, Authority, Desktop, ForwardProxy, Manner, Parts, Programs, Server, TrustStore};
use serde_json::Value;
use std::process::Output;
use std::sync::Arc;

pub(super) const HOST: &str = "help.cedar-ridge.example";
const FILTER: &str = "SchoolGuard Root CA";

/// A server with TLS by the district's own authority, and a computer that trusts that one alone and reaches nothing without a proxy: the
/// server's name is known to nobody but the proxies.
pub(super) struct District {
    pub(super) server: Server,
    pub(super) setting: AgentSetting,
    pub(super) session: Desktop,
    pub(super) trust: TrustStore,
    district: Arc<Authority>,
    pub(super) filter: Arc<Authority>,
}

impl District {
    pub(super) async fn open() -> Self {
        let session = Desktop::start(Parts::unseen()).await.expect("a session");
        let programs = Programs::beside_me().expect("a folder");
        let folder = session.folder().join("server");
        std::fs::create_dir_all(&folder).expect("a folder");
        let district = Arc::new(Authority::named("Cedar Ridge District CA").expect("an authority"));
        let filter = Arc::new(Authority::named(FILTER).expect("an authority"));
        let files = district.certify(HOST).expect("a certificate").write(&folder).expect("files");
        let server = Server::start_secured(&programs.server, &folder, files).await.expect("a server");
        let port = server.address().expect("an address").port();
        let key = server.enrolment_key().expect("a key");
        let url = format!("https://{HOST}:{port}");
        let mut setting = AgentSetting::new(&programs, &session.folder().join("deskside"), &url, &key).expect("a policy");
        let trust = TrustStore::in_folder(&session.folder().join("trust")).expect("a trust store");
        trust.install(&district, "district").expect("installed");
        setting.environment.push(("SSL_CERT_FILE", trust.file().into()));
        Self { server, setting, session, trust, district, filter }
    }

    pub(super) async fn behind_a_filter(&mut self) -> ForwardProxy {
        let manner = Manner::LooksInside { own: Arc::clone(&self.filter), trusted: Arc::clone(&self.district) };
        let filter = ForwardProxy::before(self.server.address().expect("an address"), manner).await.expect("a filter");
        self.setting.environment.push(("HTTPS_PROXY", filter.url().into()));
        filter
    }

    /// `deskside`, to its end.
    pub(super) async fn run(&self, asked: &[&str]) -> Output {
        let mut command = self.setting.command_line(&self.session, asked).expect("deskside");
        tokio::task::spawn_blocking(move || command.output().expect("deskside runs")).await.expect("it ends")
    }

    /// One line of `deskside doctor`.
    pub(super) async fn doctor(&self, check: &str) -> Value {
        let output = self.run(&["doctor", "--json"]).await;
        let said: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"));
        let lines = said["lines"].as_array().expect("lines");
        lines.iter().find(|line| line["check"] == check).unwrap_or_else(|| panic!("no line about {check}: {said}")).clone()
    }
}

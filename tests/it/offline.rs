//! A ticket that was kept arrives once, whatever dies on the way; and what a filter refuses never holds up the words.

mod filter;

use deskside_tests::{AgentSetting, Chance, Desktop, Parts, Programs, Running, Server, until};
use filter::Filter;
use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

const RUNS: u32 = 20;
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_ticket_kept_while_the_server_is_down_and_the_agent_is_killed_arrives_once() {
    let mut scene = Scene::set().await;
    let mut moments = Chance::seeded();
    let mut kept = Vec::new();

    for run in 1..=RUNS {
        let words = format!("Run {run}: the projector is blue");
        scene.server.stop();
        let mut agent = scene.start_agent();
        let mut sending = scene.send(&words, &[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("deskside starts");
        // With the server down, asking how fast it answers takes most of a second; the words are kept after that.
        tokio::time::sleep(moments.moment(Duration::from_millis(1_800))).await;
        sending.kill().expect("deskside is killed");
        agent.kill();
        sending.wait().expect("deskside is gone");
        let is_kept = scene.is_kept(&words).await;

        let _agent = scene.start_agent();
        scene.server.start_again().await.expect("the server is back");
        if is_kept {
            scene.server.ticket_where(&words, |_| true).await.unwrap_or_else(|error| panic!("{error:#}; {moments}"));
        }
        kept.push((words, is_kept));
    }

    let tickets = scene.server.tickets().await.expect("the database");
    for (words, is_kept) in &kept {
        let arrived = tickets.iter().filter(|ticket| ticket.subject == *words).count();
        assert_eq!(arrived, usize::from(*is_kept), "{words}; {moments}");
    }
    let count = kept.iter().filter(|(_, is_kept)| *is_kept).count();
    assert!(count >= 5, "only {count} of {RUNS} were kept before the kill, so this shows little; {moments}");
}

#[tokio::test]
async fn a_ticket_arrives_once_when_the_server_is_killed_while_it_takes_it() {
    let mut scene = Scene::set().await;
    let mut moments = Chance::seeded();
    let _agent = scene.start_agent();

    for run in 1..=RUNS {
        let words = format!("Run {run}: the speakers are silent");
        let sending = scene.send(&words, &[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("deskside starts");
        tokio::time::sleep(moments.moment(Duration::from_millis(600))).await;
        scene.server.kill();
        scene.server.start_again().await.expect("the server is back");
        let end = ended(sending).await;

        assert!(end == 0 || end == 3, "deskside send ended with {end}; {moments}");
        scene.server.ticket_where(&words, |_| true).await.unwrap_or_else(|error| panic!("{error:#}; {moments}"));
    }

    let tickets = scene.server.tickets().await.expect("the database");
    let mut subjects: Vec<&str> = tickets.iter().map(|ticket| ticket.subject.as_str()).collect();
    subjects.sort_unstable();
    subjects.dedup();
    assert_eq!((tickets.len(), subjects.len()), (20, 20), "each arrived once; {moments}");
}

// The filter has to answer while the test waits for a program.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_filter_that_refuses_the_picture_lets_the_words_through_and_it_is_said() {
    let mut scene = Scene::set().await;
    let filter = Filter::before(&scene.server.url().expect("an address"), 100_000).await;
    scene.setting =
        AgentSetting::new(&scene.programs, &scene.session.folder().join("filtered"), &filter.url(), &scene.key()).expect("a policy");
    let picture = scene.session.folder().join("large.png");
    std::fs::write(&picture, large_png()).expect("a picture");

    let sent = scene.send("The board shows stripes", &["--attach", &picture.to_string_lossy()]).output().expect("deskside runs");
    let ticket = scene.server.ticket_where("stripes", |_| true).await.expect("the words arrived");

    assert_eq!(sent.status.code(), Some(0), "{sent:?}");
    assert!(says(&sent, "“large.png” couldn’t go along"), "nothing was said about the picture: {sent:?}");
    let pictures = scene.server.pictures(&ticket.id).await.expect("the database");
    assert_eq!(pictures.len(), 1);
    assert!(pictures[0].bytes.is_none() && pictures[0].state != "stored", "{}", pictures[0].state);
    assert!(filter.refused() > 0, "the filter was never asked to let the picture through");
}

/// A server, and a session without a screen in which the agent and the command line run.
struct Scene {
    server: Server,
    setting: AgentSetting,
    programs: Programs,
    session: Desktop,
}

impl Scene {
    async fn set() -> Self {
        let session = Desktop::start(Parts::unseen()).await.expect("a session");
        let programs = Programs::beside_me().expect("a folder");
        let server = Server::start(&programs.server, &session.folder().join("server")).await.expect("a server");
        let (url, key) = (server.url().expect("an address"), server.enrolment_key().expect("a key"));
        let setting = AgentSetting::new(&programs, &session.folder().join("deskside"), &url, &key).expect("a policy");
        Self { server, setting, programs, session }
    }

    fn key(&self) -> String {
        self.server.enrolment_key().expect("a key")
    }

    fn start_agent(&self) -> Running {
        self.setting.start(&self.session, "", 60).expect("the agent")
    }

    /// `deskside send`, to be run.
    fn send(&self, words: &str, more: &[&str]) -> Command {
        let asked = [&["send", "--message", words, "--wait", "5"], more].concat();
        self.setting.command_line(&self.session, &asked).expect("deskside")
    }

    /// Whether a ticket lies in the agent's queue on the disk.
    async fn is_kept(&self, words: &str) -> bool {
        let file = self.setting.data.join("outbox.db");
        if !file.exists() {
            return false;
        }
        let Ok(mut outbox) = SqliteConnectOptions::new().filename(file).connect().await else { return false };
        let sql = "SELECT count(*) FROM parcels WHERE kind = 'ticket' AND instr(CAST(body AS TEXT), ?) > 0";
        let found: i64 = sqlx::query_scalar(sql).bind(words).fetch_one(&mut outbox).await.unwrap_or_default();
        found > 0
    }
}

/// The exit code of a program, without standing in everybody's way.
async fn ended(mut child: std::process::Child) -> i32 {
    let status = until("deskside to end", PATIENCE, async || child.try_wait().expect("it can be waited for")).await.expect("it ends");
    status.code().expect("it was not killed")
}

fn says(output: &Output, words: &str) -> bool {
    [&output.stdout, &output.stderr].iter().any(|said| String::from_utf8_lossy(said).contains(words))
}

/// A picture nobody can make small.
fn large_png() -> Vec<u8> {
    let side = 300;
    let noise: Vec<u8> =
        std::iter::repeat_with(|| *uuid::Uuid::new_v4().as_bytes()).flat_map(|bytes| bytes[..4].to_owned()).take(side * side * 3).collect();
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 300, 300);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().expect("a header").write_image_data(&noise).expect("pixels");
    png
}

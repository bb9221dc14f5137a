//! Machines that are not as they should be: a full disk, a computer that sleeps, two agents at once. What was sent arrives once.

use desk_api::TicketId;
use desk_view::{HelpStage, PictureSlot, Place, Request, View};
use deskside_tests::torture::{School, Seat, Setting};
use deskside_tests::{Programs, Server, until};
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

const WORDS: &str = "The projector stays blue.";
const PATIENCE: Duration = Duration::from_secs(30);
/// Less than any database needs to grow.
const FULL: Option<u64> = Some(4_096);

#[tokio::test]
async fn on_a_full_disk_the_words_stay_in_the_box_and_go_once_there_is_room() {
    let mut scene = Scene::set().await;
    let mut seat = scene.sit_down("maria").await;
    to_help(&mut seat).await;

    seat.limit_files(FULL).expect("a limit");
    send(&mut seat).await;
    let held = shows(&mut seat, "that it was not kept", |view| view.help.not_kept.then(|| view.help.text.clone())).await;
    assert_eq!(held, WORDS);

    seat.limit_files(None).expect("no limit");
    ask(&mut seat, Request::Send).await;
    shows(&mut seat, "that it was sent", sent).await;
    scene.assert_has_once(WORDS).await;
}

#[tokio::test]
async fn a_server_with_a_full_disk_takes_nothing_and_loses_nothing() {
    let mut scene = Scene::set().await;
    let mut seat = scene.sit_down("maria").await;
    to_help(&mut seat).await;

    scene.server().process().expect("it runs").limit_files(FULL).expect("a limit");
    send(&mut seat).await;
    let in_trouble = |view: &View| matches!(view.help.stage, HelpStage::Trouble { .. }).then_some(());
    shows(&mut seat, "that the desk is in trouble", in_trouble).await;
    assert_eq!(scene.server().tickets().await.expect("the database"), []);

    scene.server().process().expect("it still runs").limit_files(None).expect("no limit");
    shows(&mut seat, "that it was sent", sent).await;
    scene.assert_has_once(WORDS).await;
}

#[tokio::test]
async fn an_agent_that_sleeps_while_it_sends_goes_on_where_it_was() {
    let mut scene = Scene::set().await;
    let mut seat = scene.sit_down("maria").await;
    to_help(&mut seat).await;

    send(&mut seat).await;
    sleeps(seat.id()).await;
    wakes(seat.id());

    shows(&mut seat, "that it was sent", sent).await;
    scene.assert_has_once(WORDS).await;
}

#[tokio::test]
async fn a_server_that_sleeps_while_it_is_sent_to_takes_it_once_when_it_wakes() {
    let mut scene = Scene::set().await;
    let mut seat = scene.sit_down("maria").await;
    to_help(&mut seat).await;
    let server = scene.server().process().expect("it runs").id();
    sleeps(server).await;

    send(&mut seat).await;
    let waits = |view: &View| matches!(view.help.stage, HelpStage::Sending { .. }).then_some(());
    shows(&mut seat, "that it is being sent", waits).await;
    wakes(server);

    shows(&mut seat, "that it was sent", sent).await;
    scene.assert_has_once(WORDS).await;
}

#[tokio::test]
async fn two_agents_over_one_queue_send_what_is_in_it_once() {
    let mut scene = Scene::set().await;
    scene.server().stop();
    let mut one = scene.sit_down("maria").await;
    to_help(&mut one).await;
    send(&mut one).await;
    shows(&mut one, "that it is kept", saved).await;

    let mut other = scene.sit_down("maria").await;
    scene.server().start_again().await.expect("the server is back");
    for seat in [&mut one, &mut other] {
        ask(seat, Request::TryNow).await;
    }

    scene.assert_has_once(WORDS).await;
}

#[tokio::test]
async fn what_version_0_1_left_in_the_queue_becomes_one_ticket_also_where_the_desk_has_it_already() {
    let mut scene = Scene::set().await;
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/crates/desk-outbox/tests/outbox/from-0.1");
    for time in ["for the first time", "as if the answer had been lost"] {
        put_back(&from, &scene.setting.folder.join("maria"));
        let mut seat = scene.sit_down("maria").await;
        ask(&mut seat, Request::TryNow).await;

        scene.until_empty("maria", time).await;
        scene.assert_has_once(WORDS).await;
        seat.kill().await.expect("it ends");
    }

    let ticket = scene.server().tickets().await.expect("the database").remove(0);
    let said = scene.server().words(&ticket.id).await.expect("the database");
    let said: Vec<&str> = said.iter().map(|words| words.body.as_str()).collect();
    assert_eq!(said, ["The projector stays blue.\nRoom B204.", "Now it is green."]);
    assert_eq!(ticket.rating.as_deref(), Some("positive"));
}

/// A server, and room for agents.
struct Scene {
    school: School,
    setting: Setting,
    _folder: TempDir,
}

impl Scene {
    async fn set() -> Self {
        let folder = TempDir::new().expect("a folder");
        let programs = Programs::beside_me().expect("a folder");
        let school = School::open(&programs, folder.path()).await.expect("a server");
        let setting = school.setting(&programs, folder.path()).expect("an agent");
        Self { school, setting, _folder: folder }
    }

    fn server(&mut self) -> &mut Server {
        self.school.server()
    }

    async fn sit_down(&self, person: &str) -> Seat {
        let folder = self.setting.folder.join(person);
        std::fs::create_dir_all(&folder).expect("a folder");
        Seat::take(&self.setting, person, &folder).await.expect("an agent")
    }

    /// One ticket, with its picture whole.
    async fn assert_has_once(&mut self, words: &str) {
        let ticket = self.server().ticket_where(words, |_| true).await.expect("it arrived");
        self.server().picture_of(&ticket.id).await.expect("its picture arrived");
        assert_eq!(self.server().tickets().await.expect("the database").len(), 1);
        assert_eq!(self.server().pictures(&ticket.id).await.expect("the database").len(), 1);
    }

    async fn until_empty(&self, person: &str, when: &str) {
        let folder = self.setting.folder.join(person);
        let (outbox, _) = desk_outbox::Outbox::open(&folder).await.expect("a second program opens it");
        let empty = async || outbox.waiting().await.expect("the queue").is_empty().then_some(());
        until(&format!("the queue to empty {when}"), PATIENCE, empty).await.unwrap_or_else(|error| panic!("{error:#}"));
    }
}

async fn to_help(seat: &mut Seat) {
    seat.open(Place::Help).await.expect("the agent runs").expect("nobody kills it");
    let ready = |view: &View| matches!(view.help.picture, PictureSlot::Ready { .. }).then_some(());
    shows(seat, "Get help with its picture", ready).await;
}

async fn send(seat: &mut Seat) {
    ask(seat, Request::Write { text: WORDS.to_owned() }).await;
    ask(seat, Request::Send).await;
}

async fn ask(seat: &mut Seat, request: Request) {
    seat.ask(request).await.expect("the agent runs");
}

async fn shows<T>(seat: &mut Seat, what: &str, look: impl FnMut(&View) -> Option<T>) -> T {
    seat.until(what, look).await.unwrap_or_else(|error| panic!("{error:#}")).expect("nobody kills it")
}

fn sent(view: &View) -> Option<TicketId> {
    if let HelpStage::Sent { id, .. } = view.help.stage { Some(id) } else { None }
}

fn saved(view: &View) -> Option<()> {
    matches!(view.help.stage, HelpStage::Saved { .. }).then_some(())
}

/// Stops a process where it stands, as a computer that is closed does, and waits until it stands.
async fn sleeps(process: u32) {
    signal("STOP", process);
    let stands = async || {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("it is there");
        stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('T')).then_some(())
    };
    until("it to stand still", PATIENCE, stands).await.expect("it stands still");
}

fn wakes(process: u32) {
    signal("CONT", process);
}

fn signal(name: &str, process: u32) {
    assert!(Command::new("kill").args(["-s", name, &process.to_string()]).status().expect("kill starts").success());
}

/// The folder as 0.1 left it; who the person is at the desk stays.
fn put_back(from: &Path, to: &Path) {
    std::fs::create_dir_all(to.join("blobs")).expect("a folder");
    for leftover in ["outbox.db-wal", "outbox.db-shm"] {
        let _ = std::fs::remove_file(to.join(leftover));
    }
    std::fs::copy(from.join("outbox.db"), to.join("outbox.db")).expect("the queue");
    for blob in std::fs::read_dir(from.join("blobs")).expect("the blobs") {
        let blob = blob.expect("a blob");
        std::fs::copy(blob.path(), to.join("blobs").join(blob.file_name())).expect("a blob");
    }
}

//! What a black box covers is nowhere on the disk: real pictures, a real outbox, and a search for the pixels.

use super::{
    planted::{AT, Planted, SCREEN, WIDE},
    stage::{Shown, Stage, eventually},
};
use crate::{
    Host, NoPicture, Picture,
    fake::{FakeDesk, Weather},
    testing::{report, settings},
};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use bytes::Bytes;
use desk_api::{Desk, DeviceReport, HistoryItem};
use desk_capture::Mark;
use desk_view::{FromWindow, MarkId, MarkingPage, PictureSlot, Place, Request, Shape, Spot, ToWindow};
use jiff::Timestamp;
use proptest::prelude::*;
use tempfile::TempDir;

/// A machine whose screen has the planted pixels on it.
#[derive(Clone)]
struct Screen(Planted);

impl Host for Screen {
    async fn picture(&self) -> Result<Picture, NoPicture> {
        let png = desk_capture::encode(&self.0.screen()).expect("a PNG");
        self.marked(png, Timestamp::UNIX_EPOCH, Vec::new()).await.map_err(NoPicture::Failed)
    }

    async fn marked(&self, png: Bytes, taken_at: Timestamp, marks: Vec<Shape>) -> Result<Picture, String> {
        let marks: Vec<Mark> = marks.into_iter().map(mark).collect();
        let original = desk_capture::decode(&png).map_err(|error| error.to_string())?;
        let (width, height) = (original.width(), original.height());
        let picture = desk_capture::burn(original, &marks);
        let encode = |picture: &desk_capture::Picture| desk_capture::encode(picture).map_err(|error| error.to_string());
        let png = if marks.is_empty() { png } else { encode(&picture)? };
        let preview = encode(&desk_capture::preview(&picture, desk_capture::PREVIEW_SIDE))?;
        std::future::ready(Ok(Picture { png, preview, width, height, taken_at, screens: Vec::new() })).await
    }

    async fn report(&self) -> DeviceReport {
        std::future::ready(report()).await
    }
}

fn mark(shape: Shape) -> Mark {
    match shape {
        Shape::Cover { x, y, width, height } => Mark::Cover { x, y, width, height },
        Shape::Arrow { from, to } => Mark::Arrow { from: (from.x, from.y), to: (to.x, to.y) },
    }
}

/// Over the planted pixels.
const OVER: Shape = Shape::Cover { x: AT.0 - 2, y: AT.1 - 3, width: WIDE + 4, height: 9 };
/// Beside them.
const BESIDE: Shape = Shape::Cover { x: 100, y: 60, width: WIDE + 4, height: 9 };
const ARROW: Shape = Shape::Arrow { from: Spot { x: 150, y: 100 }, to: Spot { x: 90, y: 70 } };

/// An agent, what it must not leave behind, and how often it was asked something.
struct Scene {
    stage: Stage,
    planted: Planted,
    asked: u32,
}

impl Scene {
    async fn open(desk: FakeDesk) -> Self {
        let planted = Planted::new();
        let folder = TempDir::new().expect("a temporary folder");
        let mut stage = Stage::on(Screen(planted.clone()), desk, folder, settings()).await;
        stage.open_help().await;
        stage.write("The gradebook is slow.").await;
        let mut scene = Self { stage, planted, asked: 0 };
        scene.ask(Request::StartMarking).await;
        scene
    }

    /// Asks, and waits until it was heard and the disk has what it asks for.
    async fn ask(&mut self, request: Request) {
        self.stage.ask(request).await;
        self.asked += 1;
        // Heard after everything before it, and shown.
        let on = self.asked % 2 == 1;
        self.stage.ask(Request::SetClassWaiting { on }).await;
        self.stage
            .until("it is done", |shown| {
                let help = shown.view().map(|view| &view.help);
                help.is_some_and(|help| {
                    help.class_waiting == on && help.marking.iter().flat_map(|marking| &marking.marks).all(|mark| mark.done)
                })
            })
            .await;
    }

    fn page(&self) -> MarkingPage {
        self.stage.look(|shown| shown.view().and_then(|view| view.help.marking.clone())).expect("it is open")
    }

    fn places(&self) -> Vec<std::path::PathBuf> {
        self.planted.places(self.stage.folder.path())
    }

    /// What the window shows of the picture.
    fn preview(&self) -> Vec<u8> {
        self.stage.look(|shown| {
            let PictureSlot::Ready { id: wanted, .. } = shown.view().expect("a view").help.picture else { panic!("there is a picture") };
            let mut pictures =
                shown.frames.iter().filter_map(|frame| if let ToWindow::Picture { id, png } = frame { Some((id, png)) } else { None });
            let last = pictures.rfind(|(id, _)| **id == wanted).map(|(_, png)| BASE64.decode(png).expect("base64"));
            last.expect("it was shown")
        })
    }

    /// Nothing on the disk, and nothing the window would show.
    fn assert_gone(&self, when: &str) {
        assert_eq!(self.places(), Vec::<std::path::PathBuf>::new(), "{when}");
        assert!(!self.planted.is_in(&self.preview()), "the preview shows it {when}");
    }

    async fn until_back(&self, when: &str) {
        eventually(&format!("it is on the disk again {when}"), || !self.places().is_empty()).await;
    }
}

#[tokio::test]
async fn what_a_box_covers_is_nowhere_on_the_disk_once_the_box_is_done() {
    let mut scene = Scene::open(FakeDesk::default()).await;
    scene.until_back("before there is a box").await;

    scene.ask(Request::AddMark { shape: OVER }).await;
    scene.assert_gone("after the box");
    scene.ask(Request::UndoMark).await;
    scene.until_back("after undo").await;
    scene.ask(Request::RedoMark).await;
    scene.assert_gone("after redo");
    scene.ask(Request::ChangeMark { id: MarkId(1), shape: BESIDE }).await;
    scene.until_back("after the box was moved away").await;
    scene.ask(Request::UndoMark).await;
    scene.assert_gone("after that was undone");
    scene.ask(Request::RemoveMark { id: MarkId(1) }).await;
    scene.until_back("after the box was removed").await;
    scene.ask(Request::CancelMarking).await;
    scene.until_back("after everything was cancelled").await;
}

#[tokio::test]
async fn after_a_crash_there_is_the_picture_with_its_box_and_no_way_back() {
    let mut scene = Scene::open(FakeDesk::default()).await;
    scene.ask(Request::AddMark { shape: OVER }).await;
    let before = scene.preview();
    let Scene { stage, planted, .. } = scene;
    let (desk, folder) = stage.kill().await;
    assert_eq!(planted.places(folder.path()), Vec::<std::path::PathBuf>::new());

    let mut stage = Stage::on(Screen(planted.clone()), desk, folder, settings()).await;
    stage.open_help().await;
    let mut scene = Scene { stage, planted, asked: 0 };
    assert_eq!(scene.preview(), before, "the picture is as it was shown");
    scene.ask(Request::StartMarking).await;
    scene.ask(Request::UndoMark).await;
    scene.ask(Request::AddMark { shape: ARROW }).await;
    scene.ask(Request::RemoveMark { id: MarkId(1) }).await;

    scene.assert_gone("whatever is done");
    let frames = scene.stage.look(|shown| serde_json::to_vec(&shown.frames).expect("frames are JSON"));
    assert!(!scene.planted.is_in(&frames), "the window is given it");
}

#[tokio::test]
async fn what_is_sent_is_the_picture_of_the_preview_byte_for_byte() {
    let desk = FakeDesk::default();
    desk.set_weather(Weather::Offline);
    let mut scene = Scene::open(desk).await;
    scene.ask(Request::AddMark { shape: OVER }).await;
    scene.ask(Request::AddMark { shape: ARROW }).await;
    scene.ask(Request::FinishMarking).await;
    let preview = scene.preview();
    scene.stage.ask(Request::Send).await;
    scene.stage.until("it is saved", Shown::is_saved).await;
    scene.assert_gone_on_disk();

    scene.stage.desk.set_weather(Weather::Fair);
    scene.stage.tell(crate::Input::Online(true)).await;
    scene.stage.until("it is sent", Shown::is_sent).await;

    let sent = arrived(&scene.stage.desk).await;
    // The screen is small enough to be its own preview.
    assert_eq!(sent, preview);
    assert!(!scene.planted.is_in(&sent));
    let picture = desk_capture::decode(&sent).expect("a picture");
    let at = ((AT.1 * SCREEN.0 + AT.0) * 3) as usize;
    assert_eq!(picture.rgb()[at..at + WIDE as usize * 3], vec![0; WIDE as usize * 3], "it is black");
}

#[tokio::test]
async fn a_reopened_window_shows_the_picture_with_its_box() {
    let mut scene = Scene::open(FakeDesk::default()).await;
    scene.ask(Request::AddMark { shape: OVER }).await;

    scene.stage.close().await;
    scene.stage.ask(Request::Open { place: Place::Help }).await;
    scene.stage.tell(crate::Input::Window(FromWindow::Ready)).await;
    scene.ask(Request::StartMarking).await;

    scene.assert_gone("after the window was closed");
    assert_eq!(scene.page().marks.len(), 1, "the box can still be moved");
}

impl Scene {
    fn assert_gone_on_disk(&self) {
        assert_eq!(self.places(), Vec::<std::path::PathBuf>::new());
    }
}

/// The picture that the desk has.
async fn arrived(desk: &FakeDesk) -> Bytes {
    let history = desk.all_tickets().into_iter().flat_map(|thread| thread.history);
    let id = history.into_iter().find_map(|item| match item {
        HistoryItem::Message(message) => message.attachments.first().map(|attachment| attachment.id),
        HistoryItem::Change(_) => None,
    });
    let id = id.expect("a picture was announced");
    let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(20);
    loop {
        if let Ok(bytes) = desk.attachment(id).await {
            return bytes;
        }
        assert!(tokio::time::Instant::now() < deadline, "the picture never came");
        tokio::task::yield_now().await;
    }
}

/// One thing a person does.
#[derive(Clone, Debug)]
enum Step {
    Add(Shape),
    Change(usize, Shape),
    Remove(usize),
    Undo,
    Redo,
    Reopen,
}

fn a_step() -> impl Strategy<Value = Step> {
    let shape = || prop_oneof![Just(OVER), Just(BESIDE)];
    prop_oneof![
        prop_oneof![shape(), Just(ARROW)].prop_map(Step::Add),
        (0..3usize, shape()).prop_map(|(which, shape)| Step::Change(which, shape)),
        (0..3usize).prop_map(Step::Remove),
        Just(Step::Undo),
        Just(Step::Redo),
        Just(Step::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_done_with_marks_the_disk_shows_what_the_page_shows(steps in proptest::collection::vec(a_step(), 1..10)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let mut scene = Scene::open(FakeDesk::default()).await;
            for step in &steps {
                let ids: Vec<MarkId> = scene.page().marks.iter().map(|mark| mark.id).collect();
                match *step {
                    Step::Add(shape) => scene.ask(Request::AddMark { shape }).await,
                    Step::Change(which, shape) => {
                        if let Some(id) = ids.get(which) {
                            scene.ask(Request::ChangeMark { id: *id, shape }).await;
                        }
                    }
                    Step::Remove(which) => {
                        if let Some(id) = ids.get(which) {
                            scene.ask(Request::RemoveMark { id: *id }).await;
                        }
                    }
                    Step::Undo => scene.ask(Request::UndoMark).await,
                    Step::Redo => scene.ask(Request::RedoMark).await,
                    Step::Reopen => {
                        scene.ask(Request::FinishMarking).await;
                        scene.ask(Request::StartMarking).await;
                    }
                }
                if scene.page().marks.iter().any(|mark| mark.shape == OVER) {
                    scene.assert_gone(&format!("after {step:?} of {steps:?}"));
                } else {
                    scene.until_back(&format!("after {step:?} of {steps:?}")).await;
                }
            }
        });
    }
}

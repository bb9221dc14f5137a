//! While a test is taken, the agent keeps to itself: no focus it was not asked for, and nothing on the network that can wait.

use super::stage::{Machine, Shown, Stage, eventually};
use crate::{Host, Input, NoPicture, Picture, fake::FakeDesk, testing::settings};
use bytes::Bytes;
use desk_api::{AttachmentState, DeviceReport, HistoryItem};
use desk_view::{Place, Request, Shape, ToWindow};
use jiff::Timestamp;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;

/// A machine on which a test is taken until it is over.
#[derive(Clone, Default)]
struct Exam {
    is_over: Arc<AtomicBool>,
    /// How often the agent asked.
    asked: Arc<AtomicUsize>,
}

impl Exam {
    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Host for Exam {
    async fn picture(&self) -> Result<Picture, NoPicture> {
        Machine.picture().await
    }

    async fn marked(&self, png: Bytes, taken_at: Timestamp, marks: Vec<Shape>) -> Result<Picture, String> {
        Machine.marked(png, taken_at, marks).await
    }

    async fn report(&self) -> DeviceReport {
        Machine.report().await
    }

    async fn is_testing(&self) -> bool {
        self.asked.fetch_add(1, Ordering::SeqCst);
        std::future::ready(!self.is_over.load(Ordering::SeqCst)).await
    }
}

/// An agent that is started during a test.
async fn stage(exam: &Exam) -> Stage {
    let settings = crate::Settings { poll_every: Duration::from_secs(24 * 60 * 60), ..settings() };
    let stage = Stage::on(exam.clone(), FakeDesk::default(), TempDir::new().expect("a temporary folder"), settings).await;
    eventually("the agent asks whether a test is taken", || exam.asked() > 0).await;
    stage
}

fn pictures(desk: &FakeDesk) -> Vec<AttachmentState> {
    let history = desk.all_tickets().into_iter().flat_map(|thread| thread.history);
    let attachments = history.filter_map(|item| if let HistoryItem::Message(message) = item { Some(message.attachments) } else { None });
    attachments.flatten().map(|attachment| attachment.state).collect()
}

#[tokio::test]
async fn nothing_is_asked_of_the_desk_before_its_moment_or_a_person_comes() {
    let exam = Exam::default();
    let mut stage = stage(&exam).await;
    assert_eq!(stage.desk.calls(), 0);

    stage.ask(Request::TryNow).await;

    stage.until_heard().await;
}

#[tokio::test]
async fn words_go_at_once_and_pictures_when_the_test_is_over() {
    let exam = Exam::default();
    let mut stage = stage(&exam).await;
    stage.open_help().await;
    let before = exam.asked();

    stage.send("The test does not start.").await;
    stage.until("it is sent", Shown::is_sent).await;
    eventually("the picture asks for its turn", || exam.asked() > before).await;
    assert_eq!(pictures(&stage.desk), [AttachmentState::Pending]);
    exam.is_over.store(true, Ordering::SeqCst);
    stage.tell(Input::Hurry).await;

    eventually("the picture follows", || pictures(&stage.desk) == [AttachmentState::Stored]).await;
}

#[tokio::test]
async fn a_window_that_crashes_comes_back_only_when_it_is_called() {
    let exam = Exam::default();
    let mut stage = stage(&exam).await;
    let shows = |shown: &Shown| shown.frames.iter().filter(|frame| **frame == ToWindow::Show).count();
    stage.open_help().await;
    let before = exam.asked();

    stage.tell(Input::WindowGone { crashed: true }).await;
    eventually("the agent asks whether it may", || exam.asked() > before).await;
    stage.ask(Request::Open { place: Place::Help }).await;

    stage.until("it is called", |shown| shows(shown) > 1).await;
    assert_eq!(stage.look(shows), 2);
}

use super::stage::{Machine, Stage, eventually};
use crate::{Host, NoPicture, Picture, Quiet, fake::FakeDesk, testing::settings};
use desk_api::DeviceReport;
use desk_view::{Place, Toast};
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};
use tempfile::TempDir;

/// A machine on which a test may be being taken.
#[derive(Clone, Default)]
struct Classroom {
    in_a_test: Arc<AtomicBool>,
    asked: Arc<AtomicUsize>,
}

impl Host for Classroom {
    async fn picture(&self) -> Result<Picture, NoPicture> {
        Machine.picture().await
    }

    async fn marked(&self, png: bytes::Bytes, taken_at: jiff::Timestamp, marks: Vec<desk_view::Shape>) -> Result<Picture, String> {
        Machine.marked(png, taken_at, marks).await
    }

    async fn report(&self) -> DeviceReport {
        Machine.report().await
    }

    async fn quiet(&self) -> Option<Quiet> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        std::future::ready(self.in_a_test.load(Ordering::Relaxed).then_some(Quiet::Testing)).await
    }
}

async fn first_day(machine: &Classroom, desk: FakeDesk, folder: TempDir) -> Stage {
    Stage::of_somebody_new(machine.clone(), desk, folder, settings()).await
}

fn welcomes(stage: &Stage) -> Vec<Toast> {
    stage.look(|shown| shown.toasts.iter().filter(|toast| toast.title == "Hi. We’re right here.").cloned().collect())
}

#[tokio::test]
async fn an_account_is_welcomed_once_whenever_the_agent_is_killed() {
    let machine = Classroom::default();
    let mut stage = first_day(&machine, FakeDesk::default(), TempDir::new().expect("a temporary folder")).await;
    stage.until("the welcome", |shown| !shown.toasts.is_empty()).await;
    let first = welcomes(&stage);
    let (desk, folder) = stage.kill().await;

    let mut stage = first_day(&machine, desk, folder).await;
    stage.until_heard().await;
    stage.desk.staff_posts("Wi-Fi is down in Building B", None);
    stage.until("what came after", |shown| !shown.toasts.is_empty()).await;

    assert_eq!(first.len(), 1);
    assert!(first[0].body.contains("click the little bell by the clock. A real person from Cedar Ridge answers."), "{first:?}");
    assert_eq!((first[0].opens, first[0].buttons.len()), (Place::Welcome, 0));
    assert_eq!(stage.look(|shown| shown.toasts.len()), 1);
    assert!(welcomes(&stage).is_empty());
}

#[tokio::test]
async fn in_a_test_it_waits_also_for_the_next_start() {
    let machine = Classroom::default();
    machine.in_a_test.store(true, Ordering::Relaxed);
    let mut stage = first_day(&machine, FakeDesk::default(), TempDir::new().expect("a temporary folder")).await;
    stage.until_heard().await;
    eventually("the machine is asked", || machine.asked.load(Ordering::Relaxed) > 0).await;
    assert!(welcomes(&stage).is_empty());
    let (desk, folder) = stage.kill().await;
    machine.in_a_test.store(false, Ordering::Relaxed);

    let mut stage = first_day(&machine, desk, folder).await;

    stage.until("the welcome", |shown| !shown.toasts.is_empty()).await;
    assert_eq!(welcomes(&stage).len(), 1);
}

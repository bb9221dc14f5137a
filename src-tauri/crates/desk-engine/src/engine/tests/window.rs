use super::stage::{Shown, Stage};
use crate::{Input, fake::FakeDesk};
use desk_view::{FromWindow, Place, Request, ToWindow};

#[tokio::test]
async fn a_window_that_crashes_finds_the_draft_again() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    stage.open_help().await;
    stage.write("The projector stays blue.").await;

    let shows = |shown: &Shown| shown.frames.iter().filter(|frame| **frame == ToWindow::Show).count();
    stage.tell(Input::WindowGone { crashed: true }).await;
    stage.until("it comes back", |shown| shows(shown) == 2).await;
    stage.tell(Input::Window(FromWindow::Ready)).await;

    stage
        .until("the new window has it", |shown| {
            shown.view().is_some_and(|view| view.help.restarted && view.help.text == "The projector stays blue.")
        })
        .await;
    assert_eq!(stage.look(shows), 2);
}

#[tokio::test]
async fn a_window_has_each_picture_before_the_view_that_names_it() {
    let mut stage = Stage::new(FakeDesk::default()).await;

    stage.open_help().await;

    stage.look(|shown| {
        let named = shown.frames.iter().position(
            |frame| matches!(frame, ToWindow::View { view } if matches!(view.help.picture, desk_view::PictureSlot::Ready { .. })),
        );
        let given = shown.frames.iter().position(|frame| matches!(frame, ToWindow::Picture { .. }));
        assert!(given.is_some() && given < named, "given at {given:?}, named at {named:?}");
    });
}

#[tokio::test]
async fn views_count_up_and_stop_while_nobody_looks() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    stage.open_help().await;
    let revisions = |stage: &Stage| {
        stage.look(|shown| {
            let views =
                shown.frames.iter().filter_map(|frame| if let ToWindow::View { view } = frame { Some(view.revision) } else { None });
            views.collect::<Vec<_>>()
        })
    };
    assert!(revisions(&stage).is_sorted_by(|a, b| a < b));

    stage.until_heard().await;
    stage.close().await;
    stage.desk.staff_posts("Wi-Fi is down in Building B", None);
    stage.until("it is told", |shown| !shown.toasts.is_empty()).await;
    let hidden = revisions(&stage).len();
    stage.ask(Request::Open { place: Place::Help }).await;
    stage.until("the window shows", |shown| shown.frames.iter().filter(|frame| **frame == ToWindow::Show).count() == 2).await;

    let (view, show) = stage.look(|shown| {
        let views = shown.frames.iter().enumerate().filter(|(_, frame)| matches!(frame, ToWindow::View { .. }));
        (views.map(|(place, _)| place).nth(hidden), shown.frames.iter().rposition(|frame| *frame == ToWindow::Show))
    });
    assert!(view.is_some() && view < show, "it shows what is so now: view at {view:?}, shown at {show:?}");
}

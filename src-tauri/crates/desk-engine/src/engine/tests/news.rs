use super::stage::{Stage, eventually};
use crate::{
    Input, Settings,
    fake::{FakeDesk, Weather},
    testing::settings,
};
use desk_api::{Desk, NewTicket, Sealed, Status, TicketId};
use desk_view::{FromWindow, Place, Request, StatusLine, ToastAction, TrayIcon};
use jiff::Timestamp;
use std::time::Duration;
use tempfile::TempDir;

async fn open_ticket(desk: &FakeDesk) -> TicketId {
    let id = TicketId::new();
    let ticket = NewTicket {
        words: "The projector stays blue.".to_owned(),
        class_waiting: false,
        written_at: Timestamp::now(),
        attachments: Vec::new(),
        report: None,
        about_device: None,
        notice_id: None,
        language: None,
    };
    desk.open(id, &Sealed::seal(&ticket).expect("it can be written")).await.expect("it is taken");
    id
}

/// An agent that looks at its list, which has this one request.
async fn stage_with(desk: FakeDesk, settings: Settings) -> (Stage, TicketId) {
    let id = open_ticket(&desk).await;
    let mut stage = Stage::start(desk, TempDir::new().expect("a temporary folder"), settings).await;
    stage.ask(Request::Open { place: Place::Requests }).await;
    stage.tell(Input::Window(FromWindow::Ready)).await;
    stage.ask(Request::Go { place: Place::Ticket { id } }).await;
    stage
        .until("the request is loaded", |shown| shown.view().and_then(|view| view.thread.as_ref()).is_some_and(|thread| thread.loaded))
        .await;
    stage.close().await;
    (stage, id)
}

/// What a technician does, and what a person is told of it.
async fn told_of_everything(mut stage: Stage, id: TicketId) -> Vec<String> {
    let mut heard = 0;
    let steps: [&dyn Fn(&FakeDesk); 5] = [
        &|desk| desk.staff_takes(id),
        &|desk| desk.staff_asks(id, "Which room?"),
        &|desk| desk.staff_answers(id, "On my way."),
        &|desk| desk.staff_thinks_it_is_fixed(id, "New cable."),
        &|desk| desk.staff_hands_off(id),
    ];
    for step in steps {
        step(&stage.desk);
        heard += 1;
        stage.until("it is told", |shown| shown.toasts.len() >= heard).await;
    }
    let outage = stage.desk.staff_posts("Wi-Fi is down in Building B", Timestamp::now().checked_add(Duration::from_secs(600)).ok());
    stage.until("the outage is told", |shown| shown.toasts.len() > heard).await;
    stage.desk.staff_ends(outage);
    stage.until("its end is told", |shown| shown.toasts.len() > heard + 1).await;
    stage.look(|shown| shown.titles().into_iter().map(str::to_owned).collect())
}

const ALL_OF_IT: [&str; 7] = [
    "Devon is on it",
    "Devon has a question",
    "Devon wrote back",
    "Is it fixed?",
    "Now with Facilities",
    "Wi-Fi is down in Building B",
    "Back to normal",
];

#[tokio::test]
async fn each_change_is_told_as_it_happens() {
    let (stage, id) = stage_with(FakeDesk::default(), settings()).await;

    assert_eq!(told_of_everything(stage, id).await, ALL_OF_IT);
}

#[tokio::test]
async fn without_a_live_channel_the_same_is_told() {
    let desk = FakeDesk::default();
    desk.set_weather(Weather::NotLive);
    let often = Settings { poll_every: Duration::from_millis(50), ..settings() };
    let (stage, id) = stage_with(desk, often).await;

    assert_eq!(told_of_everything(stage, id).await, ALL_OF_IT);
}

#[tokio::test]
async fn what_happened_before_the_first_start_is_told_to_nobody() {
    let desk = FakeDesk::default();
    let id = open_ticket(&desk).await;
    desk.staff_answers(id, "On my way.");
    desk.staff_posts("Wi-Fi is down in Building B", None);

    let mut stage = Stage::new(desk).await;
    stage.ask(Request::Open { place: Place::Ticket { id } }).await;
    stage.tell(Input::Window(FromWindow::Ready)).await;
    stage.until("the request is loaded", |shown| shown.thread().is_some_and(|thread| thread.loaded)).await;
    stage.close().await;
    stage.until("the outage is known", |shown| shown.menu.as_ref().is_some_and(|menu| menu.icon == TrayIcon::Outage)).await;
    stage.desk.staff_asks(id, "Which room?");
    stage.until("something is told", |shown| !shown.toasts.is_empty()).await;

    assert_eq!(stage.look(|shown| shown.titles().into_iter().map(str::to_owned).collect::<Vec<_>>()), ["Devon has a question"]);
}

#[tokio::test]
async fn what_happened_while_the_agent_was_off_is_told_once() {
    let (stage, id) = stage_with(FakeDesk::default(), settings()).await;
    stage.desk.staff_takes(id);
    let mut stage = stage;
    stage.until("the first is told", |shown| shown.toasts.len() == 1).await;
    let (desk, folder) = stage.quit().await;
    desk.staff_thinks_it_is_fixed(id, "New cable.");

    let mut stage = Stage::start(desk, folder, settings()).await;

    stage.until("the rest is told", |shown| !shown.toasts.is_empty()).await;
    assert_eq!(stage.look(|shown| shown.titles().into_iter().map(str::to_owned).collect::<Vec<_>>()), ["Is it fixed?"]);
    let (desk, folder) = stage.quit().await;
    let mut stage = Stage::start(desk, folder, settings()).await;
    stage.until("the state is heard", |shown| shown.menu.as_ref().is_some_and(|menu| menu.icon == TrayIcon::Attention)).await;
    assert_eq!(stage.look(|shown| shown.toasts.len()), 0);
}

#[tokio::test]
async fn yes_on_a_toast_closes_the_request_without_a_window() {
    let (mut stage, id) = stage_with(FakeDesk::default(), settings()).await;
    stage.desk.staff_thinks_it_is_fixed(id, "New cable.");
    stage.until("it asks", |shown| shown.titles() == ["Is it fixed?"]).await;
    let yes = stage.look(|shown| shown.toasts[0].buttons[0].does.clone());
    let ToastAction::Ask(request) = yes else { panic!("the button answers by itself") };

    stage.ask(*request).await;

    eventually("the desk hears of it", || stage.desk.all_tickets()[0].ticket.status == Status::Closed).await;
}

#[tokio::test]
async fn me_too_is_counted_at_the_desk() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    stage.open_help().await;
    let notice = stage.desk.staff_posts("Wi-Fi is down in Building B", None);
    stage.until("the banner is there", |shown| shown.view().is_some_and(|view| view.notices.len() == 1)).await;

    stage.ask(Request::MeToo { id: notice }).await;

    stage.until("it is counted", |shown| shown.view().is_some_and(|view| view.notices.iter().any(|card| card.notice.affects_me))).await;
    assert_eq!(stage.look(|shown| shown.toasts.len()), 0, "the window shows it");
}

#[tokio::test]
async fn a_list_that_was_heard_once_shows_offline() {
    let (stage, _) = stage_with(FakeDesk::default(), settings()).await;
    let (desk, folder) = stage.quit().await;
    desk.set_weather(Weather::Offline);

    let mut stage = Stage::start(desk, folder, settings()).await;
    stage.ask(Request::Open { place: Place::Requests }).await;
    stage.tell(Input::Window(FromWindow::Ready)).await;

    stage
        .until("the list shows", |shown| {
            shown
                .view()
                .is_some_and(|view| !view.around.online && view.requests.open.first().is_some_and(|row| row.status == StatusLine::New))
        })
        .await;
    assert_eq!(stage.look(|shown| shown.view().and_then(|view| view.around.school.clone())).as_deref(), Some("Cedar Ridge"));
}

#[tokio::test]
async fn a_connected_agent_with_nothing_to_do_asks_nothing() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    stage.until_heard().await;
    tokio::time::pause();
    tokio::time::sleep(Duration::from_secs(60)).await;
    let before = stage.desk.calls();

    tokio::time::sleep(Duration::from_secs(60 * 60)).await;

    assert_eq!(stage.desk.calls(), before);
}

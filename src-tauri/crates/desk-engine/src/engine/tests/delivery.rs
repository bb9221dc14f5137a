use super::stage::{Shown, Stage, eventually};
use crate::{
    Input,
    fake::{FakeDesk, Weather},
    testing::{report, settings},
};
use desk_api::{AttachmentState, HistoryItem};
use desk_outbox::Key;
use desk_view::{Entry, HelpStage, Place, Request, StatusLine, ToWindow};
use std::time::Duration;
use tempfile::TempDir;

fn attachment_states(desk: &FakeDesk) -> Vec<AttachmentState> {
    let history = desk.all_tickets().into_iter().flat_map(|thread| thread.history);
    let messages = history.filter_map(|item| match item {
        HistoryItem::Message(message) => Some(message),
        HistoryItem::Change(_) => None,
    });
    messages.flat_map(|message| message.attachments).map(|attachment| attachment.state).collect()
}

#[tokio::test]
async fn what_arrives_is_what_the_page_showed() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    stage.open_help().await;

    stage.send("The projector stays blue.").await;
    stage.until("it is sent", Shown::is_sent).await;

    let tickets = stage.desk.all_tickets();
    assert_eq!(tickets.len(), 1);
    let arrived = stage.desk.arrived(tickets[0].ticket.id);
    assert_eq!((arrived.words.as_str(), arrived.report), ("The projector stays blue.", Some(report())));
    eventually("the picture is there", || attachment_states(&stage.desk) == [AttachmentState::Stored]).await;
    let blobs = stage.folder.path().join("blobs");
    eventually("what was delivered is dropped", || std::fs::read_dir(&blobs).expect("the folder is there").next().is_none()).await;
}

#[tokio::test]
async fn a_request_sent_offline_arrives_once_when_online() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    stage.desk.set_weather(Weather::Offline);
    stage.open_help().await;
    stage.send("The projector stays blue.").await;
    stage.until("it is saved", Shown::is_saved).await;

    stage.desk.set_weather(Weather::Fair);
    stage.tell(Input::Online(true)).await;

    stage.until("it is sent", Shown::is_sent).await;
    assert_eq!(stage.desk.all_tickets().len(), 1);
}

#[tokio::test]
async fn an_answer_lost_after_storing_gives_one_ticket() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    stage.desk.set_weather(Weather::AnswersLost);
    stage.open_help().await;
    stage.send("The projector stays blue.").await;
    stage.until("it is saved", Shown::is_saved).await;

    stage.desk.set_weather(Weather::Fair);
    stage.ask(Request::TryNow).await;

    stage.until("it is sent", Shown::is_sent).await;
    assert!(stage.desk.openings() >= 2);
    assert_eq!(stage.desk.all_tickets().len(), 1);
}

#[tokio::test]
async fn an_agent_killed_at_any_moment_sends_a_request_once() {
    for moment_ms in (0..20).map(|n| n * 3) {
        let mut stage = Stage::new(FakeDesk::default()).await;
        stage.desk.set_weather(if moment_ms % 2 == 0 { Weather::AnswersLost } else { Weather::Offline });
        stage.open_help().await;
        stage.write("The projector stays blue.").await;
        stage.until_note("draft", "projector").await;
        stage.ask(Request::Send).await;
        tokio::time::sleep(Duration::from_millis(moment_ms)).await;
        let (desk, folder) = stage.kill().await;

        desk.set_weather(Weather::Fair);
        let mut stage = Stage::start(desk, folder, settings()).await;
        stage.ask(Request::Open { place: Place::Requests }).await;
        stage.tell(Input::Window(desk_view::FromWindow::Ready)).await;
        stage.ask(Request::TryNow).await;
        stage
            .until("it is sent, or a draft", |shown| {
                shown
                    .view()
                    .is_some_and(|view| !view.help.text.is_empty() || view.requests.open.iter().any(|row| row.status == StatusLine::New))
            })
            .await;

        let is_draft = stage.look(|shown| shown.view().is_some_and(|view| !view.help.text.is_empty()));
        let sent = stage.desk.all_tickets().len();
        assert_eq!(sent + usize::from(is_draft), 1, "killed after {moment_ms} ms: {sent} sent, a draft: {is_draft}");
    }
}

#[tokio::test]
async fn a_desk_in_trouble_is_named_as_our_trouble() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    stage.desk.set_weather(Weather::InTrouble);
    stage.open_help().await;

    stage.send("The projector stays blue.").await;

    stage
        .until(
            "the trouble shows",
            |shown| matches!(shown.stage(), Some(HelpStage::Trouble { code, next_try_at: Some(_), .. }) if code == "503"),
        )
        .await;
}

#[tokio::test]
async fn stop_sending_makes_it_a_draft_again_and_sending_it_again_one_ticket() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    // The desk has it, and the agent does not know.
    stage.desk.set_weather(Weather::AnswersLost);
    stage.open_help().await;
    stage.send("The projector stays blue.").await;
    stage.until("it is saved", Shown::is_saved).await;
    let id = stage.look(|shown| match shown.stage() {
        Some(HelpStage::Saved { id, .. }) => *id,
        other => panic!("it is saved, not {other:?}"),
    });

    stage.ask(Request::StopSending { id }).await;
    stage
        .until("it is a draft", |shown| {
            shown.view().is_some_and(|view| view.help.stage == HelpStage::Writing && view.help.text == "The projector stays blue.")
        })
        .await;
    stage.desk.set_weather(Weather::Fair);
    stage.ask(Request::Send).await;

    stage.until("it is sent", Shown::is_sent).await;
    assert_eq!(stage.desk.all_tickets().len(), 1);
}

#[tokio::test]
async fn a_filter_that_refuses_pictures_holds_up_no_words() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    stage.desk.set_weather(Weather::RefusesAttachments);
    stage.open_help().await;
    stage.send("The projector stays blue.").await;
    stage.until("it is sent", Shown::is_sent).await;
    let id = stage.desk.all_tickets()[0].ticket.id;

    stage.ask(Request::Go { place: Place::Ticket { id } }).await;

    stage.until("the picture says so", shows_refused).await;
}

#[tokio::test]
async fn a_filter_that_swallows_pictures_is_found_out() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    stage.desk.set_weather(Weather::SwallowsAttachments);
    stage.open_help().await;
    stage.send("The projector stays blue.").await;
    stage.until("it is sent", Shown::is_sent).await;
    let id = stage.desk.all_tickets()[0].ticket.id;
    stage.ask(Request::Go { place: Place::Ticket { id } }).await;

    let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
    while !stage.look(shows_refused) {
        assert!(tokio::time::Instant::now() < deadline, "the picture is tried for ever");
        stage.ask(Request::TryNow).await;
        tokio::task::yield_now().await;
    }

    assert_eq!(attachment_states(&stage.desk), [AttachmentState::Pending]);
}

fn shows_refused(shown: &Shown) -> bool {
    let entries = shown.thread().map(|thread| thread.entries.as_slice()).unwrap_or_default();
    entries
        .iter()
        .any(|entry| matches!(entry, Entry::Mine { attached, .. } if attached.iter().any(|one| one.state == AttachmentState::Refused)))
}

#[tokio::test]
async fn what_another_program_put_in_the_outbox_is_sent_and_listed() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    stage.desk.set_weather(Weather::Offline);
    stage.ask(Request::Open { place: Place::Requests }).await;
    stage.tell(Input::Window(desk_view::FromWindow::Ready)).await;
    let (outbox, _) = desk_outbox::Outbox::open(stage.folder.path()).await.expect("a second program opens it");
    let request = crate::NewRequest {
        words: "From the command line.".to_owned(),
        class_waiting: false,
        report: None,
        files: Vec::new(),
        language: None,
    };
    let saved = crate::send_once(&stage.desk, &outbox, request, &crate::Clock::default(), Duration::from_secs(5)).await;
    assert!(matches!(saved, Ok(crate::SendOutcome::Saved { .. })), "{saved:?}");

    stage.desk.set_weather(Weather::Fair);
    stage.tell(Input::Hurry).await;

    stage
        .until("it is listed as sent", |shown| {
            shown.view().is_some_and(|view| view.requests.open.iter().any(|row| row.status == StatusLine::New))
        })
        .await;
    assert_eq!(stage.desk.all_tickets().len(), 1);
}

#[tokio::test]
async fn a_picture_of_a_conversation_is_shown_when_it_is_asked_for() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    stage.open_help().await;
    stage.send("The projector stays blue.").await;
    stage.until("it is sent", Shown::is_sent).await;
    eventually("the picture is there", || attachment_states(&stage.desk) == [AttachmentState::Stored]).await;
    let id = stage.desk.all_tickets()[0].ticket.id;
    let picture = stage.desk.arrived(id).attachments[0].id;
    stage.ask(Request::Go { place: Place::Ticket { id } }).await;

    stage.ask(Request::FetchPicture { id: picture }).await;

    stage
        .until("it is shown", |shown| {
            let entries = shown.thread().map(|thread| thread.entries.as_slice()).unwrap_or_default();
            entries.iter().any(|entry| matches!(entry, Entry::Mine { attached, .. } if attached.iter().any(|one| one.picture.is_some())))
        })
        .await;
    let was_given = stage
        .look(|shown| shown.frames.iter().filter(|frame| matches!(frame, ToWindow::Picture { id, .. } if *id == picture.into())).count());
    assert_eq!(was_given, 2, "once as the draft's, once as the conversation's");
}

#[tokio::test]
async fn a_draft_is_there_after_the_agent_was_killed() {
    let mut stage = Stage::start(FakeDesk::default(), TempDir::new().expect("a temporary folder"), settings()).await;
    stage.open_help().await;
    stage.write("The projector st").await;
    stage.until_note("draft", "projector st").await;
    let (desk, folder) = stage.kill().await;

    let mut stage = Stage::start(desk, folder, settings()).await;
    stage.open_help().await;

    assert_eq!(stage.look(|shown| shown.view().map(|view| view.help.text.clone())).as_deref(), Some("The projector st"));
}

#[tokio::test]
async fn what_the_outbox_has_is_no_draft_whenever_the_agent_is_killed() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    stage.open_help().await;
    stage.write("The projector stays blue.").await;
    stage.until_note("draft", "stays blue").await;
    stage.ask(Request::Send).await;

    assert!(!note_of_one_killed_once(stage, |key| matches!(key, Key::Ticket(_)), "draft").await.contains("stays blue"));
}

#[tokio::test]
async fn a_reply_the_outbox_has_is_no_draft_whenever_the_agent_is_killed() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    stage.open_help().await;
    stage.send("The projector stays blue.").await;
    stage.until("it is sent", Shown::is_sent).await;
    let id = stage.desk.all_tickets()[0].ticket.id;
    stage.ask(Request::WriteReply { id, text: "Still green.".to_owned() }).await;
    stage.until_note("replies", "Still green.").await;
    stage.ask(Request::SendReply { id }).await;

    assert!(!note_of_one_killed_once(stage, |key| matches!(key, Key::Message(_)), "replies").await.contains("Still green."));
}

/// Ends the agent in the moment in which its queue holds such a parcel, and gives what the note says then.
async fn note_of_one_killed_once(stage: Stage, holds: fn(Key) -> bool, note: &str) -> String {
    let (outbox, _) = desk_outbox::Outbox::open(stage.folder.path()).await.expect("a second program opens it");
    while !outbox.waiting().await.expect("the queue can be read").iter().any(|waiting| holds(waiting.key)) {
        tokio::task::yield_now().await;
    }
    let (_desk, _folder) = stage.kill().await;
    let note = outbox.note(note).await.expect("notes can be read").unwrap_or_default();
    String::from_utf8_lossy(&note).into_owned()
}

use crate::{
    state::{Effect, Event},
    testing::{Scene, attachment_id, devons, mine, thread, ticket_id},
};
use desk_api::{Attachment, AttachmentState, HistoryItem, MAX_ATTACHMENT_BYTES, Status};
use desk_view::{Attached, Entry, Place, Request, SaveStep};

fn cable() -> Attachment {
    let (name, media_type) = ("Podium cable.pdf".to_owned(), "application/pdf".to_owned());
    Attachment { id: attachment_id(7), name, media_type, size_bytes: 184_320, state: AttachmentState::Stored }
}

fn with(mut item: HistoryItem, attachment: Attachment) -> HistoryItem {
    if let HistoryItem::Message(message) = &mut item {
        message.attachments.push(attachment);
    }
    item
}

/// A request is open in which one message has an attachment.
fn open_with(item: HistoryItem) -> Scene {
    let mut scene = Scene::with_ticket(ticket_id(1));
    scene.hear_thread(thread(ticket_id(1), Status::InProgress, vec![mine("It is blue."), item]));
    scene.ask(Request::Open { place: Place::Ticket { id: ticket_id(1) } });
    scene
}

fn save(scene: &mut Scene) -> Vec<Effect> {
    scene.ask(Request::SaveFile { id: attachment_id(7) })
}

fn attached(scene: &Scene) -> Attached {
    let entries = scene.view().thread.expect("the request is open").entries;
    let attached = entries.into_iter().find_map(|entry| match entry {
        Entry::Theirs { attached, .. } | Entry::Mine { attached, .. } => attached.into_iter().next(),
        Entry::Taken { .. }
        | Entry::HandedOff { .. }
        | Entry::Confirmed { .. }
        | Entry::Reopened { .. }
        | Entry::Joined { .. }
        | Entry::Delayed { .. } => None,
    });
    attached.expect("something came with a message")
}

#[test]
fn a_file_of_the_desks_shows_its_size_and_is_saved_once_however_often_save_is_pressed() {
    let mut scene = open_with(with(devons(1, "Here is how."), cable()));
    assert_eq!((attached(&scene).size_bytes, attached(&scene).saving), (184_320, SaveStep::Offered));

    let first = save(&mut scene);
    let second = save(&mut scene);

    let name = "Podium cable.pdf".to_owned();
    assert_eq!(first, [Effect::SaveFile { id: attachment_id(7), name, size_bytes: 184_320 }]);
    assert_eq!(second, []);
    assert_eq!(attached(&scene).saving, SaveStep::Saving);
}

#[test]
fn how_saving_went_is_said_and_it_can_be_done_again() {
    let saved = "Podium cable (2).pdf".to_owned();
    for (name, said) in [(Some(saved.clone()), SaveStep::Saved { name: saved }), (None, SaveStep::Failed)] {
        let mut scene = open_with(with(devons(1, "Here is how."), cable()));
        save(&mut scene);

        scene.apply(Event::Saved { id: attachment_id(7), name });

        assert_eq!(attached(&scene).saving, said);
        assert_eq!(save(&mut scene).len(), 1);
    }
}

#[test]
fn what_is_shown_has_not_come_or_is_too_large_is_not_offered() {
    for other in [
        Attachment { media_type: "image/png".to_owned(), ..cable() },
        Attachment { state: AttachmentState::Pending, ..cable() },
        Attachment { state: AttachmentState::Removed, ..cable() },
        Attachment { size_bytes: MAX_ATTACHMENT_BYTES + 1, ..cable() },
    ] {
        let mut scene = open_with(with(devons(1, "Here is how."), other.clone()));

        assert_eq!(attached(&scene).saving, SaveStep::NotHere, "{other:?}");
        assert_eq!(save(&mut scene), [], "{other:?}");
    }
}

#[test]
fn the_persons_own_files_are_where_she_took_them_from() {
    let mut scene = open_with(with(mine("See the plan."), cable()));

    assert_eq!(attached(&scene).saving, SaveStep::NotHere);
    assert_eq!(save(&mut scene), []);
}

#[test]
fn nothing_is_saved_for_a_page_that_is_not_open() {
    let mut scene = open_with(with(devons(1, "Here is how."), cable()));
    scene.ask(Request::Go { place: Place::Requests });

    assert_eq!(save(&mut scene), []);
}

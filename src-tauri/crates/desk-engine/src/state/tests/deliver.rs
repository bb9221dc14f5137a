use crate::{
    state::{Answer, Effect, Event, Fetch, Freshness, Kept, Note, Trouble},
    testing::{Scene, accepted, mine, settings, thread, ticket_id, waiting},
};
use desk_api::{Attachment, AttachmentState, Author, Message, Role, Status};
use desk_outbox::{Key, Parcel, Reason, Waiting};
use desk_view::{Entry, FromWindow, Place, Request, StatusLine};

#[test]
fn a_request_is_in_the_list_from_the_moment_it_is_kept() {
    let mut scene = Scene::with_help();
    let id = scene.send("The printer again.\nIt says E2.");

    let kept = scene.view().requests.open;
    assert_eq!((kept[0].id, kept[0].title.as_str(), &kept[0].status), (id, "The printer again.", &StatusLine::Saved));

    scene.delivered(id);

    let taken = scene.view().requests.open;
    assert_eq!((taken.len(), taken[0].id, &taken[0].status), (1, id, &StatusLine::New));
}

#[test]
fn a_request_can_be_read_before_the_desk_has_it_and_before_it_was_fetched() {
    let mut scene = Scene::with_help();
    let id = scene.send("The printer again.");
    scene.ask(Request::Go { place: Place::Ticket { id } });
    let waits = scene.view().thread.expect("it can be opened").entries;

    let effects = scene.delivered(id);
    let taken = scene.view().thread.expect("it is still open").entries;

    assert!(
        matches!(&waits[..], [Entry::Mine { body, waiting: true, attached, .. }] if body == "The printer again." && attached.len() == 1)
    );
    assert!(matches!(&taken[..], [Entry::Mine { body, waiting: false, attached, .. }]
        if body == "The printer again." && attached[0].state == AttachmentState::Pending));
    assert!(effects.contains(&Effect::Fetch(Fetch::Thread(id))));
}

#[test]
fn a_refused_picture_says_so_and_holds_up_no_words() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");
    let effects = scene.ask(Request::Send);
    scene.keep(&effects);
    let parcels = effects.iter().find_map(accepted).unwrap();
    let (Key::Ticket(id), Key::Attachment(picture)) = (parcels[0].key(), parcels[1].key()) else { panic!("words, then a picture") };
    scene.delivered(id);

    scene.stuck(Key::Attachment(picture), "too_large");

    scene.ask(Request::Go { place: Place::Ticket { id } });
    let thread = scene.view().thread.unwrap();
    let Entry::Mine { attached, .. } = &thread.entries[0] else { panic!("the words") };
    assert_eq!((attached[0].id, attached[0].state), (picture, AttachmentState::Refused));
    assert_eq!(thread.status, StatusLine::New);
}

#[test]
fn a_picture_held_up_by_a_filter_does_not_make_the_desk_unreachable() {
    let mut scene = Scene::with_help();
    scene.hear_tickets(vec![]);
    let id = scene.send("The printer again.");
    scene.delivered(id);

    scene.held_up(Key::Attachment(crate::testing::attachment_id(1)), Trouble::Unreachable);

    assert!(scene.view().around.online);
}

#[test]
fn a_picture_that_arrives_is_there() {
    let mut scene = Scene::with_help();
    let id = scene.send("The printer again.");
    scene.delivered(id);
    let picture = crate::testing::attachment_id(1);
    let stored = Attachment {
        id: picture,
        name: "screen.png".to_owned(),
        media_type: "image/png".to_owned(),
        size_bytes: 13,
        state: AttachmentState::Stored,
    };

    scene.through(Key::Attachment(picture), Answer::Attachment(stored));

    scene.ask(Request::Go { place: Place::Ticket { id } });
    let thread = scene.view().thread.unwrap();
    assert!(matches!(&thread.entries[0], Entry::Mine { attached, .. } if attached[0].state == AttachmentState::Stored));
}

#[test]
fn a_reply_shows_at_once_and_its_box_is_emptied_once_it_is_kept() {
    let id = ticket_id(1);
    let mut scene = Scene::with_ticket(id);
    scene.ask(Request::Open { place: Place::Ticket { id } });
    scene.window(FromWindow::Ready);
    assert_eq!(scene.ask(Request::WriteReply { id, text: "Room 12.".to_owned() }), [Effect::Jot(Note::Replies)]);

    let effects = scene.ask(Request::SendReply { id });
    assert_eq!(scene.view().thread.unwrap().reply, "Room 12.");
    assert_eq!(scene.ask(Request::SendReply { id }), [], "a second press does nothing");
    scene.keep(&effects);

    let page = scene.view().thread.unwrap();
    assert_eq!(page.reply, "");
    assert!(matches!(page.entries.last(), Some(Entry::Mine { body, waiting: true, .. }) if body == "Room 12."));

    let Parcel::Message { id: key, .. } = effects.iter().find_map(accepted).unwrap().remove(0) else { panic!("a message") };
    let message = Message {
        id: key,
        author: Author { name: "maria".to_owned(), role: Role::Requester },
        body: "Room 12.".to_owned(),
        attachments: Vec::new(),
        created_at: scene.now,
    };
    scene.through(Key::Message(key), Answer::Message(message));
    let entries = scene.view().thread.unwrap().entries;
    assert!(matches!(&entries[..], [_, Entry::Mine { body, waiting: false, .. }] if body == "Room 12."), "{entries:?}");
}

#[test]
fn an_empty_reply_is_no_reply() {
    let id = ticket_id(1);
    let mut scene = Scene::with_ticket(id);
    assert_eq!(scene.ask(Request::SendReply { id }), []);

    scene.ask(Request::WriteReply { id, text: "  ".to_owned() });

    assert_eq!(scene.ask(Request::SendReply { id }), []);
}

#[test]
fn a_reply_that_is_being_written_outlives_the_program() {
    let id = ticket_id(1);
    let mut scene = Scene::with_ticket(id);
    scene.ask(Request::WriteReply { id, text: "Room".to_owned() });

    let scene = scene.restart();

    assert_eq!(scene.state.replies[&id].text, "Room");
}

#[test]
fn a_reply_that_lies_in_the_outbox_is_not_written_again_after_a_restart() {
    let id = ticket_id(1);
    let mut scene = Scene::with_ticket(id);
    scene.ask(Request::WriteReply { id, text: "Room 12. ".to_owned() });
    let parcel = scene.ask(Request::SendReply { id }).iter().find_map(accepted).unwrap().remove(0);
    let mut kept = Kept { waiting: vec![waiting(parcel)], ..Kept::default() };
    kept.read(Note::Replies, &scene.state.note(Note::Replies));

    let scene = Scene::with(settings(), kept);

    assert!(scene.state.replies.is_empty());
}

#[test]
fn what_waits_in_the_outbox_shows_after_a_restart() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");
    let parcels = scene.ask(Request::Send).iter().find_map(accepted).unwrap();
    let mut scene = Scene::new();

    let mut list: Vec<Waiting> = parcels.into_iter().map(waiting).collect();
    list[0].parked = Some(Reason::Unreadable);
    scene.apply(Event::Waiting(list));

    let rows = scene.view().requests.open;
    assert_eq!((rows[0].title.as_str(), &rows[0].status), ("The printer again.", &StatusLine::Stuck { code: "unreadable".to_owned() }));
    assert_eq!(scene.state.tickets_state, Freshness::Unheard);
}

#[test]
fn what_another_program_sent_is_no_longer_waiting() {
    let mut scene = Scene::with_help();
    scene.send("The printer again.");

    let effects = scene.apply(Event::Waiting(vec![]));

    assert_eq!(effects, [Effect::Fetch(Fetch::Tickets)]);
    assert_eq!(scene.view().requests.open, []);
}

#[test]
fn a_list_read_before_a_delivery_brings_nothing_back() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");
    let effects = scene.ask(Request::Send);
    scene.keep(&effects);
    let parcels = effects.iter().find_map(accepted).unwrap();
    let id = parcels[0].ticket().unwrap();
    scene.delivered(id);

    scene.apply(Event::Waiting(vec![waiting(parcels[0].clone())]));

    assert_eq!(scene.view().requests.open.len(), 1);
    assert!(scene.state.outgoing.ticket(id).is_none());
}

#[test]
fn an_answer_that_was_lost_and_heard_by_the_list_is_one_request() {
    let mut scene = Scene::with_help();
    let id = scene.send("The printer again.");
    scene.held_up(Key::Ticket(id), Trouble::Unreachable);
    scene.hear_thread(thread(id, Status::New, vec![mine("The printer again.")]));

    scene.delivered(id);

    let requests = scene.view().requests;
    assert_eq!(requests.open.len(), 1);
}

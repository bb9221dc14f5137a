//! Pictures in replies.

use crate::{
    Picture,
    state::{Effect, Event},
    testing::{Scene, accepted, picture, ticket_id},
};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use bytes::Bytes;
use desk_api::NewMessage;
use desk_outbox::Parcel;
use desk_view::{Entry, FromWindow, PictureId, Place, ReplyPicture, Request, ToWindow};

/// A request is open, and a reply begun.
fn replying() -> Scene {
    let id = ticket_id(1);
    let mut scene = Scene::with_ticket(id);
    scene.ask(Request::Open { place: Place::Ticket { id } });
    scene.window(FromWindow::Ready);
    scene.ask(Request::WriteReply { id, text: "It says this.".to_owned() });
    scene
}

fn attach(scene: &mut Scene) -> u64 {
    let asked = scene.ask(Request::AttachToReply { id: ticket_id(1), png: BASE64.encode("a photo") });
    let [.., Effect::ReadPicture { turn, png }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(png, "a photo");
    *turn
}

fn photo() -> Picture {
    Picture { png: Bytes::from_static(b"photo"), ..picture() }
}

fn shown(scene: &Scene) -> ReplyPicture {
    scene.view().thread.expect("a request is open").reply_picture
}

/// The message that is sent, and the pictures with it.
fn sent(effects: &[Effect]) -> (NewMessage, Vec<Bytes>) {
    let parcels = effects.iter().find_map(accepted).expect("it is sent");
    let Some(Parcel::Message { body, .. }) = parcels.first() else { panic!("{parcels:?}") };
    let blobs = effects.iter().find_map(|effect| if let Effect::Accept { blobs, .. } = effect { Some(blobs.clone()) } else { None });
    let message = body.open().expect("a message");
    assert_eq!(parcels.len(), 1 + message.attachments.len(), "each picture is a parcel of its own, behind the words");
    (message, blobs.expect("it is sent").into_iter().map(|(_, bytes)| bytes).collect())
}

#[test]
fn a_reply_takes_its_picture_along_and_leaves_none_behind() {
    let mut scene = replying();

    let turn = attach(&mut scene);
    assert_eq!(shown(&scene), ReplyPicture::Reading);
    scene.apply(Event::Made { turn, picture: Ok(photo()) });
    let ReplyPicture::Ready { id } = shown(&scene) else { panic!("{:?}", shown(&scene)) };
    let effects = scene.ask(Request::SendReply { id: ticket_id(1) });
    let (message, pictures) = sent(&effects);
    let kept = scene.keep(&effects);

    assert_eq!(
        message.attachments.iter().map(|new| (PictureId::from(new.id), new.name.as_str())).collect::<Vec<_>>(),
        [(id, "picture.png")]
    );
    assert_eq!(pictures, ["photo"]);
    assert_eq!(shown(&scene), ReplyPicture::None);
    assert!(kept.contains(&Effect::Window(ToWindow::DropPicture { id })), "{kept:?}");
    let entries = scene.view().thread.expect("it is open").entries;
    assert!(
        matches!(entries.last(), Some(Entry::Mine { attached, waiting: true, .. }) if attached.len() == 1),
        "it is seen while it waits"
    );
}

#[test]
fn send_waits_for_the_picture_of_a_reply() {
    let mut scene = replying();
    let turn = attach(&mut scene);

    assert_eq!(scene.ask(Request::SendReply { id: ticket_id(1) }), []);
    assert_eq!(scene.ask(Request::AttachToReply { id: ticket_id(1), png: BASE64.encode("another") }), [], "it is on its way");
    let effects = scene.apply(Event::Made { turn, picture: Ok(photo()) });

    assert_eq!(sent(&effects).1, ["photo"]);
}

#[test]
fn what_is_no_picture_keeps_the_reply_from_nothing() {
    let mut scene = replying();
    let turn = attach(&mut scene);
    scene.ask(Request::SendReply { id: ticket_id(1) });

    let effects = scene.apply(Event::Made { turn, picture: Err("it is a bomb".to_owned()) });

    assert_eq!(effects, [], "what was to go with a picture is not sent without it");
    assert_eq!(shown(&scene), ReplyPicture::Unread);
    assert_eq!(sent(&scene.ask(Request::SendReply { id: ticket_id(1) })).1, Vec::<Bytes>::new());
}

#[test]
fn a_picture_is_taken_off_a_reply_and_another_takes_its_place() {
    let mut scene = replying();
    let first = attach(&mut scene);
    scene.apply(Event::Made { turn: first, picture: Ok(photo()) });

    scene.ask(Request::DetachFromReply { id: ticket_id(1) });
    assert_eq!(shown(&scene), ReplyPicture::None);
    let stale = attach(&mut scene);
    let second = attach(&mut scene);
    assert_eq!(scene.apply(Event::Made { turn: stale, picture: Ok(picture()) }), [], "the later one counts");
    scene.apply(Event::Made { turn: second, picture: Ok(photo()) });

    assert_eq!(sent(&scene.ask(Request::SendReply { id: ticket_id(1) })).1, ["photo"]);
}

#[test]
fn a_window_that_comes_back_has_the_picture_of_the_reply() {
    let mut scene = replying();
    let turn = attach(&mut scene);
    scene.apply(Event::Made { turn, picture: Ok(photo()) });
    let shows = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::ShowPicture(..)));

    assert!(shows(&scene.window(FromWindow::Ready)));
    scene.ask(Request::Go { place: Place::Requests });
    assert!(shows(&scene.ask(Request::Go { place: Place::Ticket { id: ticket_id(1) } })));
    assert!(matches!(shown(&scene), ReplyPicture::Ready { .. }));
}

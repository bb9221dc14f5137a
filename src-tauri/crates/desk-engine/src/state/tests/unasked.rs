//! A picture of the screen is taken inside the person's own press and at no other time, whatever the desk, the network and the clock do.

use crate::state::{Effect, Event, Fetch, Heard, Unheard};
use crate::testing::{Scene, changed, devons, notice, notice_id, picture, report, thread, ticket, ticket_id};
use desk_api::{ChangeKind, EventKind, Status};
use desk_view::{FromWindow, Place, Request};
use proptest::prelude::*;
use std::time::Duration;

/// What comes from anywhere but the person.
#[derive(Clone, Copy, Debug)]
enum FromElsewhere {
    Network(bool),
    Connected,
    Hurry,
    Time { minutes: u64 },
    Picture { turn: u64 },
    Report { turn: u64 },
    TicketChanged,
    NoticeChanged,
    Resync,
    NewKindOfEvent,
    Tickets,
    Answered,
    AskedIfFixed,
    Outage,
    NoAnswer,
    WindowReady,
    WindowCrashed,
    WindowMayComeBack,
    NothingWaits,
}

fn from_elsewhere() -> impl Strategy<Value = FromElsewhere> {
    use FromElsewhere::*;
    prop_oneof![
        any::<bool>().prop_map(Network),
        (0_u64..3_000).prop_map(|minutes| Time { minutes }),
        (0_u64..4).prop_map(|turn| Picture { turn }),
        (0_u64..4).prop_map(|turn| Report { turn }),
        prop::sample::select(vec![
            Connected,
            Hurry,
            TicketChanged,
            NoticeChanged,
            Resync,
            NewKindOfEvent,
            Tickets,
            Answered,
            AskedIfFixed,
            Outage,
            NoAnswer,
            WindowReady,
            WindowCrashed,
            WindowMayComeBack,
            NothingWaits,
        ]),
    ]
}

fn happens(scene: &mut Scene, what: FromElsewhere) -> Vec<Effect> {
    let id = ticket_id(1);
    match what {
        FromElsewhere::Network(is_there) => scene.apply(Event::Network(is_there)),
        FromElsewhere::Connected => scene.apply(Event::Connected(Ok(()))),
        FromElsewhere::Hurry => scene.apply(Event::Hurry),
        FromElsewhere::Time { minutes } => scene.wait(Duration::from_secs(60 * minutes)),
        FromElsewhere::Picture { turn } => scene.apply(Event::Pictured { turn, picture: Ok(picture()) }),
        FromElsewhere::Report { turn } => scene.apply(Event::Reported { turn, report: report() }),
        FromElsewhere::TicketChanged => scene.apply(Event::Said(EventKind::Ticket { ticket_id: id })),
        FromElsewhere::NoticeChanged => scene.apply(Event::Said(EventKind::Notice { notice_id: notice_id(1) })),
        FromElsewhere::Resync => scene.apply(Event::Said(EventKind::Resync)),
        FromElsewhere::NewKindOfEvent => scene.apply(Event::Said(EventKind::Unknown)),
        FromElsewhere::Tickets => {
            let asked_at = scene.now;
            scene.apply(Event::Heard(Heard::Tickets { asked_at, tickets: vec![ticket(id, Status::InProgress)] }))
        }
        FromElsewhere::Answered => {
            scene.hear_thread(thread(id, Status::WaitingOnRequester, vec![devons(1, "Send me your screen, please.")]))
        }
        FromElsewhere::AskedIfFixed => scene.hear_thread(thread(id, Status::Resolved, vec![changed(ChangeKind::Taken)])),
        FromElsewhere::Outage => scene.hear_notices(vec![notice(notice_id(1))]),
        FromElsewhere::NoAnswer => scene.apply(Event::NotHeard { what: Fetch::Tickets, why: Unheard::NoAnswer }),
        FromElsewhere::WindowReady => scene.window(FromWindow::Ready),
        FromElsewhere::WindowCrashed => scene.apply(Event::WindowGone { crashed: true }),
        FromElsewhere::WindowMayComeBack => scene.apply(Event::MayShow),
        FromElsewhere::NothingWaits => scene.apply(Event::Waiting(Vec::new())),
    }
}

/// Where the person left it.
#[derive(Clone, Copy, Debug)]
enum Left {
    NeverOpened,
    Written,
    Sent,
    Reading,
}

impl Left {
    fn scene(self) -> Scene {
        let mut scene = match self {
            Self::NeverOpened => Scene::new(),
            Self::Written | Self::Sent => Scene::with_help(),
            Self::Reading => Scene::with_ticket(ticket_id(1)),
        };
        match self {
            Self::NeverOpened => {}
            Self::Written => drop(scene.write("The projector stays blue")),
            Self::Sent => drop(scene.send("The projector stays blue")),
            Self::Reading => drop(scene.ask(Request::Open { place: Place::Requests })),
        }
        scene
    }
}

fn left() -> impl Strategy<Value = Left> {
    prop::sample::select(vec![Left::NeverOpened, Left::Written, Left::Sent, Left::Reading])
}

#[test]
fn a_press_on_get_help_takes_one() {
    let effects = Scene::new().ask(Request::Open { place: Place::Help });

    assert!(effects.iter().any(|effect| matches!(effect, Effect::TakePicture { .. })), "{effects:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_comes_from_elsewhere_takes_no_picture(left in left(), all in prop::collection::vec(from_elsewhere(), 1..40)) {
        let mut scene = left.scene();
        for what in all {
            let effects = happens(&mut scene, what);
            prop_assert!(!effects.iter().any(|effect| matches!(effect, Effect::TakePicture { .. })), "{what:?}: {effects:?}");
        }
    }
}

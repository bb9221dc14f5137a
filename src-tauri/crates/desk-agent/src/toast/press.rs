//! How a toast's buttons are named on the bus, so that a press says by itself what it is about, also long after it was drawn.
//!
//! A name is a link to a place of ours. A button that acts has a one-time value behind it; without one that is good, the link is
//! what is left. Names of other programs' buttons come by as well and are none of these.

use super::values::Values;
use desk_view::{Link, Place, Request, Toast, ToastAction};
use jiff::Timestamp;

/// Between the link and the value. No link that anybody could open has it.
const MARK: char = '#';

/// The names of a toast's buttons, in order.
pub(super) async fn names(toast: &Toast, values: &mut Values, now: Timestamp) -> Vec<String> {
    let acts: Vec<Request> = toast.buttons.iter().filter_map(|button| asks(&button.does).cloned()).collect();
    let given = if acts.is_empty() { None } else { values.give(&acts, now).await };
    let mut given = given.unwrap_or_default().into_iter();
    let name = |does: &ToastAction| match does {
        ToastAction::Open(place) => Link(*place).to_string(),
        ToastAction::Ask(_) => match given.next() {
            Some(value) => format!("{}{MARK}{value}", Link(toast.opens)),
            None => Link(toast.opens).to_string(),
        },
    };
    toast.buttons.iter().map(|button| &button.does).map(name).collect()
}

/// What the press of a button asks for; `None` where it is not one of ours.
pub(super) async fn pressed(name: &str, values: &mut Values, now: Timestamp) -> Option<Request> {
    let (link, value) = name.split_once(MARK).map_or((name, None), |(link, value)| (link, Some(value)));
    let place = Place::from(Link::exact(link)?);
    let asked = match value {
        Some(value) => values.take(value, now).await,
        None => None,
    };
    Some(asked.unwrap_or(Request::Open { place }))
}

fn asks(does: &ToastAction) -> Option<&Request> {
    match does {
        ToastAction::Ask(request) => Some(request),
        ToastAction::Open(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_api::TicketId;
    use desk_outbox::Outbox;
    use desk_view::Button;

    #[tokio::test]
    async fn a_press_asks_once_and_then_opens_what_it_was_about() {
        let folder = tempfile::tempdir().unwrap();
        let mut values = Values::read(Some(Outbox::open(folder.path()).await.unwrap().0)).await;
        let (now, id) = (Timestamp::now(), TicketId::new());
        let open = Request::Open { place: Place::Ticket { id } };
        let yes = Request::Confirm { id, fixed: true, note: None, someone_else: false };
        let toast = Toast {
            tag: String::new(),
            title: String::new(),
            body: String::new(),
            buttons: vec![
                Button { label: "Yes, thanks".to_owned(), does: ToastAction::Ask(Box::new(yes.clone())) },
                Button { label: "Reply".to_owned(), does: ToastAction::Open(Place::Requests) },
            ],
            opens: Place::Ticket { id },
        };

        let names = names(&toast, &mut values, now).await;

        assert_eq!(pressed(&names[0], &mut values, now).await, Some(yes));
        assert_eq!(pressed(&names[0], &mut values, now).await, Some(open.clone()));
        assert_eq!(pressed(&names[1], &mut values, now).await, Some(Request::Open { place: Place::Requests }));
        assert_eq!(pressed(&format!("deskside://request/{id}#00112233445566778899aabbccddeeff"), &mut values, now).await, Some(open));
    }

    #[tokio::test]
    async fn what_another_program_drew_is_not_ours() {
        let folder = tempfile::tempdir().unwrap();
        let mut values = Values::read(Some(Outbox::open(folder.path()).await.unwrap().0)).await;

        for name in ["1", "open", "deskside://send", "deskside://requests?now", "https://help.example/#1", "#", ""] {
            assert_eq!(pressed(name, &mut values, Timestamp::now()).await, None, "{name}");
        }
    }
}

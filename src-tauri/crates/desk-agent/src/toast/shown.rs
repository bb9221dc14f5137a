//! Which toasts stand on the screen, and what a click on each means.

use desk_view::{Request, Toast, ToastAction};
use std::collections::BTreeMap;

/// How many toasts are remembered after they left the screen: a click may still come from the desktop's list of old ones.
const REMEMBERED: usize = 32;
/// The click on a toast itself, by the specification's name.
pub(super) const BODY: &str = "default";

/// The toasts of this session, by the number the desktop gave each.
#[derive(Debug, Default)]
pub(super) struct Shown {
    toasts: BTreeMap<u32, Known>,
    /// Counts up, so that the oldest is forgotten first.
    age: u64,
}

#[derive(Debug)]
struct Known {
    tag: String,
    is_on_screen: bool,
    age: u64,
    clicks: Vec<(String, Request)>,
}

impl Shown {
    /// The number of the toast that the next one under `tag` takes the place of.
    pub(super) fn replaced_by(&self, tag: &str) -> Option<u32> {
        self.toasts.iter().find(|(_, known)| known.is_on_screen && known.tag == tag).map(|(id, _)| *id)
    }

    /// A toast is on the screen under this number.
    pub(super) fn appeared(&mut self, id: u32, toast: &Toast) {
        self.age += 1;
        let known = Known { tag: toast.tag.clone(), is_on_screen: true, age: self.age, clicks: clicks(toast) };
        self.toasts.insert(id, known);
        if self.toasts.len() > REMEMBERED
            && let Some(oldest) = self.toasts.iter().min_by_key(|(_, known)| known.age).map(|(id, _)| *id)
        {
            self.toasts.remove(&oldest);
        }
    }

    /// A toast left the screen.
    pub(super) fn left(&mut self, id: u32) {
        if let Some(known) = self.toasts.get_mut(&id) {
            known.is_on_screen = false;
        }
    }

    /// What a click asks for. Each toast answers once, so that nothing is asked for twice by one press too many.
    pub(super) fn clicked(&mut self, id: u32, action: &str) -> Option<Request> {
        let known = self.toasts.get_mut(&id)?;
        let request = known.clicks.iter().find(|(name, _)| name == action).map(|(_, request)| request.clone())?;
        known.clicks.clear();
        Some(request)
    }
}

/// What can be clicked in a toast, by the names the desktop is given: the toast itself, and its buttons as `1` and `2`.
fn clicks(toast: &Toast) -> Vec<(String, Request)> {
    let body = (BODY.to_owned(), Request::Open { place: toast.opens });
    let buttons = toast.buttons.iter().zip(1..).map(|(button, number)| {
        let request = match &button.does {
            ToastAction::Open(place) => Request::Open { place: *place },
            ToastAction::Ask(request) => Request::clone(request),
        };
        (format!("{number}"), request)
    });
    std::iter::once(body).chain(buttons).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_view::{Button, Place};

    fn toast(tag: &str) -> Toast {
        Toast {
            tag: tag.to_owned(),
            title: "Is it fixed?".to_owned(),
            body: "Devon: “New cable is in.”".to_owned(),
            buttons: vec![
                Button { label: "Yes, thanks".to_owned(), does: ToastAction::Ask(Box::new(Request::TryNow)) },
                Button { label: "Not yet".to_owned(), does: ToastAction::Open(Place::Requests) },
            ],
            opens: Place::Help,
        }
    }

    #[test]
    fn each_click_asks_for_what_it_shows() {
        for (action, expected) in
            [(BODY, Request::Open { place: Place::Help }), ("1", Request::TryNow), ("2", Request::Open { place: Place::Requests })]
        {
            let mut shown = Shown::default();
            shown.appeared(7, &toast("a"));

            assert_eq!(shown.clicked(7, action), Some(expected));
        }
    }

    #[test]
    fn a_toast_answers_once_and_nobody_answers_for_it() {
        let mut shown = Shown::default();
        shown.appeared(7, &toast("a"));

        assert_eq!(shown.clicked(8, "1"), None);
        assert_eq!(shown.clicked(7, "3"), None);
        assert!(shown.clicked(7, "1").is_some());
        assert_eq!(shown.clicked(7, "1"), None);
    }

    #[test]
    fn a_toast_is_replaced_while_it_is_on_the_screen() {
        let mut shown = Shown::default();
        shown.appeared(7, &toast("a"));

        assert_eq!((shown.replaced_by("a"), shown.replaced_by("b")), (Some(7), None));
        shown.left(7);

        assert_eq!(shown.replaced_by("a"), None);
        assert!(shown.clicked(7, BODY).is_some());
    }

    #[test]
    fn old_toasts_are_forgotten() {
        let mut shown = Shown::default();
        for id in 1..=40 {
            shown.appeared(id, &toast("a"));
        }

        assert_eq!(shown.toasts.len(), REMEMBERED);
        assert_eq!(shown.clicked(8, BODY), None);
        assert!(shown.clicked(9, BODY).is_some());
    }
}
